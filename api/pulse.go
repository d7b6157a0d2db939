package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// pulses are the surveys of staff. What people answer never comes through here: that needs no account, and must not have one.
func (s *service) pulses() {
	see, run := may(readiness.SeePlan), may(readiness.RunPlan)
	add(s, route{
		method: http.MethodGet, path: "/pulses", id: "list-pulses", tag: tagPlan, summary: "Surveys of staff about the practice model, newest first", doc: "60 at most.", rule: see,
	}, s.listPulses)
	add(s, route{
		method: http.MethodPost, path: "/pulses", id: "open-pulse", tag: tagPlan, summary: "Open a survey for two weeks, in every area or in some",
		doc: "One at a time takes answers. It promises, from how many answers an area is shown, what the rules of the improvement plan say now (pulse_least).", rule: run, status: http.StatusCreated,
	}, s.openPulse)
	add(s, route{
		method: http.MethodGet, path: "/pulses/{id}/results", id: "get-pulse-results", tag: tagPlan, summary: "What a survey came to, and those before it, oldest first",
		doc: "While it takes answers only enough is told, for each area. An area with fewer answers than promised is not shown, nor another from which it could be found: answers is -1 there. words are for officers alone.", rule: see,
	}, s.getPulseResults)
	add(s, route{
		method: http.MethodPost, path: "/pulses/{id}/close", id: "close-pulse", tag: tagPlan, summary: "Close a survey before its last day", rule: run,
	}, s.closePulse)
	add(s, route{
		method: http.MethodGet, path: "/pulses/{id}/links", id: "list-pulse-links", tag: tagPlan, summary: "Where the people of each area answer: /answer/ and the secret",
		doc: "The link is the same for everybody in an area, so that it says nothing of who used it.", rule: run,
	}, s.listPulseLinks)
	add(s, route{
		method: http.MethodGet, path: "/pulse-rules", id: "get-pulse-rules", tag: tagPlan, summary: "What the surveys ask, and whether one opens by itself each quarter", rule: see,
	}, s.getPulseRules)
	add(s, route{
		method: http.MethodPut, path: "/pulse-rules", id: "set-pulse-rules", tag: tagPlan, summary: "Change what the surveys ask",
		doc: "Surveys that were opened before keep their questions.", rule: run,
	}, s.setPulseRules)
	add(s, route{
		method: http.MethodGet, path: "/pulse-signs", id: "get-pulse-signs", tag: tagPlan, summary: "The warning signs beside the surveys: cases that came back, long-open cases, attainment gap",
		doc: "gap is left out until somebody enters it. Small counts are -1 for people who may see no case.", rule: see,
	}, s.getPulseSigns)
	add(s, route{
		method: http.MethodPost, path: "/attainment-gaps", id: "record-gap", tag: tagPlan, summary: "Enter the attainment gap of children in care, as it was published elsewhere", rule: run,
	}, s.recordGap)
}

func (s *service) listPulses(ctx context.Context, _ *nothing) (*reply[rows[readiness.Pulse]], error) {
	return all(s.Pulses.Pulses(ctx, callOf(ctx).actor))
}

func (s *service) openPulse(ctx context.Context, in *sent[readiness.OpenPulse]) (*made[readiness.Pulse], error) {
	p, err := s.Pulses.OpenPulse(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Pulse]{Location: Prefix + "/pulses/" + p.ID + "/results", Body: p}, nil
}

func (s *service) getPulseResults(ctx context.Context, in *byID) (*reply[rows[readiness.PulseResult]], error) {
	return all(s.Pulses.PulseResults(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) closePulse(ctx context.Context, in *sentTo[readiness.ClosePulse]) (*nothing, error) {
	return &nothing{}, s.Pulses.ClosePulse(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) listPulseLinks(ctx context.Context, in *byID) (*reply[rows[readiness.PulseLink]], error) {
	return all(s.Pulses.PulseLinks(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) getPulseRules(ctx context.Context, _ *nothing) (*reply[readiness.PulseRules], error) {
	return answer(s.Pulses.PulseRules(ctx))
}

func (s *service) setPulseRules(ctx context.Context, in *sent[readiness.PulseRuleForm]) (*reply[readiness.PulseRules], error) {
	return answer(s.Pulses.SetPulseRules(ctx, in.Body.Value, asked(ctx)))
}

func (s *service) getPulseSigns(ctx context.Context, _ *nothing) (*reply[readiness.PulseSigns], error) {
	return answer(s.Pulses.PulseSigns(ctx, callOf(ctx).actor))
}

func (s *service) recordGap(ctx context.Context, in *sent[readiness.RecordGap]) (*nothing, error) {
	return &nothing{}, s.Pulses.RecordGap(ctx, in.Body.Value, asked(ctx))
}
