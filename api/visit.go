package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagVisits = "Visits"

func (s *service) visits() {
	see, run := may(readiness.SeeVisits), may(readiness.RunVisits)
	add(s, route{
		method: http.MethodGet, path: "/visits", id: "list-visits", tag: tagVisits, summary: "Visits and inspections, and rehearsals of them, the latest first", rule: see,
	}, s.listVisits)
	add(s, route{
		method: http.MethodPost, path: "/visits", id: "plan-visit", tag: tagVisits, summary: "Plan a visit, or say that Ofsted have rung",
		doc: "A short or standard inspection begins at once: everybody who has a part gets a mail, and a rehearsal that is open is ended. With rehearsal set to yes it is a rehearsal of one. " +
			"Leads stand in the order of the focus areas. After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one visit.",
		rule: run, status: http.StatusCreated, conflicts: true,
	}, s.planVisit)
	add(s, route{
		method: http.MethodGet, path: "/visits/{id}", id: "get-visit", tag: tagVisits, summary: "One visit: its parts, its steps, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer. It names no child. Whoever works on visits also gets, until it begins, on which day each focus area is ready " +
			"at the pace of the last working days. People who may not see_visit_steps and have no part in the visit are given counts alone, in which -1 stands for a small number, and no letter before it is published.", rule: see,
	}, s.getVisit)
	add(s, route{
		method: http.MethodGet, path: "/visits/{id}/score", id: "get-visit-score", tag: tagVisits, summary: "Which steps of a rehearsal or a visit were on time, late or missing",
		doc: "Beside those of the last rehearsal of the same kind that ended, or of the last such visit. While it runs, it is how it would come out so far.", rule: see,
	}, s.getVisitScore)
	add(s, route{
		method: http.MethodGet, path: "/visit-steps/{id}", id: "get-visit-step", tag: tagVisits, summary: "One step of a visit: what it closes on, what shows it, what happened", rule: see,
	}, s.getVisitStep)
	s.visitPacks()
	s.visitCommands()
	add(s, route{
		method: http.MethodGet, path: "/rules/visits", id: "get-visit-rules", tag: tagRules, summary: "How long what belongs to a visit may take", rule: may(readiness.SeeCounts),
	}, s.getVisitRules)
	add(s, route{
		method: http.MethodPut, path: "/rules/visits", id: "set-visit-rules", tag: tagRules, summary: "Make a new version of the rules for visits",
		doc: "A running visit keeps its version until it is planned again. Steps and their days stand in the run-ups.", rule: may(readiness.SetRules), conflicts: true,
	}, s.setVisitRules)
}

// visitCommands is the one table of what can be asked of a visit and of its steps.
func (s *service) visitCommands() {
	run, work, decide := may(readiness.RunVisits), may(readiness.WorkVisits), may(readiness.DecideEscalation)
	visit := running[readiness.Visit]{path: "/visits", tag: tagVisits, ask: s.askVisit, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Visits.VisitView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.MoveVisit](s, visit, "Move the first day on site, and every step that is not done", run)
	ask[readiness.DecideShortNotice](s, visit, "Decide which steps come back that short notice left out", run)
	ask[readiness.NameHolder](s, visit, "Name who has a part of a visit", run)
	ask[readiness.EnterVisitLetter](s, visit, "Enter the day on which the letter was received", run)
	ask[readiness.CloseVisit](s, visit, "Close a visit of which nothing is open", run)
	ask[readiness.CancelVisit](s, visit, "Call a visit off, or end a rehearsal early", run)
	ask[readiness.DecideVisitEscalation](s, visit, "Decide about a letter that has not been entered", decide)
	step := running[readiness.VisitStep]{path: "/visit-steps", tag: tagVisits, ask: s.askVisitStep, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Visits.VisitStepView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.CloseVisitStep](s, step, "Close a step on what shows that it is done", work)
	ask[readiness.ReopenVisitStep](s, step, "Open a step again that was done or waived", work)
	ask[readiness.WaiveVisitStep](s, step, "Ask to be spared a step, or spare its owner it", work)
	ask[readiness.AnswerWaiver](s, step, "Grant or refuse an owner who asks to be spared a step", run)
	ask[readiness.AssignVisitStep](s, step, "Give a step to somebody besides whoever has its part", work)
	ask[readiness.DecideStepEscalation](s, step, "Decide an escalation of a step", decide)
}

// askVisit and askVisitStep ask with what the ledger knows now of what belongs to the visit, and of what the step closes on.
func (s *service) askVisit(ctx context.Context, id string, c readiness.VisitCommand, asked readiness.Asked) (readiness.Visit, error) {
	facts, err := s.Visits.VisitFacts(ctx, id)
	if err != nil {
		return readiness.Visit{}, err
	}
	asked.Visit = &facts
	return s.Commands.Visit(ctx, id, c, asked)
}

func (s *service) askVisitStep(ctx context.Context, id string, c readiness.VisitStepCommand, asked readiness.Asked) (readiness.VisitStep, error) {
	gate, err := s.Visits.GateFacts(ctx, id)
	if err != nil {
		return readiness.VisitStep{}, err
	}
	asked.Gate = &gate
	return s.Commands.VisitStep(ctx, id, c, asked)
}

func (s *service) listVisits(ctx context.Context, _ *nothing) (*reply[rows[readiness.VisitRow]], error) {
	return all(s.Visits.Visits(ctx, callOf(ctx).actor))
}

// plannedVisit is what a visit is known by from now on.
type plannedVisit struct {
	VisitID string `json:"visit_id"`
}

// planVisit plans a visit and has it opened. Asked twice under one key it plans and opens one.
func (s *service) planVisit(ctx context.Context, in *sent[readiness.PlanVisit]) (*made[plannedVisit], error) {
	planned, err := s.Visits.PlanVisit(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenVisit(ctx, planned); err != nil {
		return nil, err
	}
	return &made[plannedVisit]{Location: Prefix + "/visits/" + planned.ID, Body: plannedVisit{planned.ID}}, nil
}

func (s *service) getVisit(ctx context.Context, in *byID) (*versioned[readiness.VisitView], error) {
	view, err := s.Visits.VisitView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	view.State = view.State.Brief()
	return &versioned[readiness.VisitView]{ETag: tag(view.State.Seq), Body: view}, nil
}

func (s *service) getVisitScore(ctx context.Context, in *byID) (*reply[readiness.VisitScoreView], error) {
	view, err := s.Visits.VisitScore(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &reply[readiness.VisitScoreView]{Body: view}, nil
}

// stepOfVisit is a step with what stands around it. Its visit is read by its own address.
type stepOfVisit struct {
	readiness.VisitStepRow
	State    readiness.VisitStep  `json:"state"`
	Of       readiness.RunUpStep  `json:"of" doc:"The step as its run-up has it."`
	Part     string               `json:"part" doc:"The name of the part that it belongs to."`
	Proof    []readiness.Evidence `json:"proof" doc:"Pieces of evidence in force that are attached to it."`
	ClosesOn readiness.GateFacts  `json:"closes_on" doc:"What it closes on, as it is now."`
	Next     []readiness.NextStep `json:"next"`
	Happened []readiness.EventRow `json:"happened"`
}

func (s *service) getVisitStep(ctx context.Context, in *byID) (*versioned[stepOfVisit], error) {
	view, err := s.Visits.VisitStepView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	step := stepOfVisit{
		VisitStepRow: view.VisitStepRow, State: view.State.Brief(), Of: view.Of, Part: view.Slot, Proof: view.Proof, ClosesOn: view.Gate, Next: view.Next, Happened: view.Happened,
	}
	return &versioned[stepOfVisit]{ETag: tag(view.State.Seq), Body: step}, nil
}

func (s *service) getVisitRules(ctx context.Context, _ *nothing) (*versioned[readiness.VisitRules], error) {
	r, err := s.Visits.VisitRules(ctx)
	return ruled(r, r.Version, err)
}

// newVisitRules is a change and why it is made.
type newVisitRules struct {
	Reason  string               `json:"reason" validate:"required,max=500"`
	Running string               `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether visits that run already take the new rules or keep those that they began with. Left out they take them."`
	Rules   readiness.VisitRules `json:"rules"`
}

func (s *service) setVisitRules(ctx context.Context, in *setting[newVisitRules]) (*versioned[readiness.VisitRules], error) {
	now, err := s.Visits.VisitRules(ctx)
	if err := unchanged(in.IfMatch, now.Version, err); err != nil {
		return nil, err
	}
	r, err := s.Visits.SetVisitRules(ctx, in.Body.Value.Rules, changing(in.Body.Value.Reason, in.Body.Value.Running), asked(ctx))
	return ruled(r, r.Version, err)
}
