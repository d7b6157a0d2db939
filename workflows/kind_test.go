package workflows_test

import (
	"fmt"
	"slices"
	"strings"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// A kind is what differs between the stories of reviews, improvement actions, points, cycles, criteria, visits and their steps.
type kind struct {
	workflow string
	word     func(step) (signal string, said any, err error) // what machines say to it; nil for those of play.signal
	facts    bool                                            // what the ledger knows around the thing goes with each command
	begin    func(s *story) any                              // the input of the first run
	goOn     func(state any) any                             // the input of a later one
	terms    func(s *story) readiness.Terms                  // what the thing begins with
	carried  func(converter.DataConverter, *commonpb.Payloads) (state any, err error)
	ask      func(step, readiness.Asked) (name string, in any, err error)
}

// kindOf completes a kind whose workflow takes an I, carries a T from run to run and hears commands C.
func kindOf[T, I any, C interface{ Name() string }](k kind, begin func(*story) I, command func(step) (C, error), terms func(I) readiness.Terms, state func(I) *T, with func(*T) I) kind {
	k.begin = func(s *story) any { return begin(s) }
	k.terms = func(s *story) readiness.Terms { return terms(begin(s)) }
	k.goOn = func(carried any) any {
		x := carried.(T)
		return with(&x)
	}
	k.carried = func(c converter.DataConverter, in *commonpb.Payloads) (any, error) {
		var next I
		if err := c.FromPayloads(in, &next); err != nil {
			return nil, err
		}
		return *state(next), nil
	}
	k.ask = func(st step, asked readiness.Asked) (string, any, error) {
		c, err := command(st)
		if err != nil {
			return "", nil, err
		}
		if !k.facts {
			asked.Facts = nil
		}
		if k.workflow != workflows.VisitName {
			asked.Visit = nil
		}
		if k.workflow != workflows.VisitStepName {
			asked.Gate = nil
		}
		return c.Name(), workflows.Command[C]{Command: c, Asked: asked}, nil
	}
	return k
}

var reviewKind = kindOf(kind{workflow: workflows.ReviewName}, (*story).input, reviewCommand,
	func(in workflows.ReviewInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.ReviewInput) *readiness.Review { return in.Review },
	func(x *readiness.Review) workflows.ReviewInput { return workflows.ReviewInput{Review: x} })

var actionKind = kindOf(kind{workflow: workflows.ActionName, facts: true}, (*story).actionInput, actionCommand,
	func(in workflows.ActionInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.ActionInput) *readiness.ImprovementAction { return in.Action },
	func(x *readiness.ImprovementAction) workflows.ActionInput { return workflows.ActionInput{Action: x} })

// input begins a story's review.
func (s *story) input() workflows.ReviewInput {
	rules := readiness.DefaultReviewRules()
	rules.SecondLookPer100 = 0
	if s.always {
		rules.SecondLookPer100 = 100
	}
	today := calendar.DateOf(s.start)
	terms := readiness.TermsFor(rules, readiness.DefaultLadder(), calendar.England(), today)
	return workflows.ReviewInput{Planned: &readiness.PlannedReview{ID: "review-1", OwnerID: "manager", Terms: terms, Opening: readiness.Opening{
		CaseID: "case-1", AreaID: "north", TeamID: "north-2", Days: s.days, Due: calendar.England().Add(today, s.days, calendar.Exclusive),
		Basis: readiness.Basis{Type: readiness.ChildInNeed, Since: today.AddMonths(-18), Threshold: 18, Reached: today},
	}}}
}

// actionInput begins a story's improvement action: owned by the manager of north-2, sponsored by the head of north, agreed from the start.
func (s *story) actionInput() workflows.ActionInput {
	today := calendar.DateOf(s.start)
	return workflows.ActionInput{Planned: &readiness.PlannedAction{
		ID: "action-1", AreaID: "north", OwnerID: "manager", SponsorID: "head", Start: today, Due: calendar.England().Add(today, s.days, calendar.Exclusive),
		Agreed: !s.always, By: "lead", Details: readiness.ActionDetails{Title: "Supervision each month", Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit."},
		Terms: readiness.ActionTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), today),
	}}
}

// aroundTheAction is what the ledger knows around a story's action: nobody of the manager's line checks it.
func aroundTheAction() readiness.ActionFacts {
	return readiness.ActionFacts{Line: []string{"head", "deputy", "ad", "dcs"}, Verifiers: []string{"qa", "quill"}}
}

// attach keeps evidence in the play's register: attach ID DATE supports|contradicts, and withdraw ID; and what of a visit is open: still-open STEPS ENTRIES.
func (p *play) attach(st step) bool {
	switch st.words[0] {
	case "attach":
		on, err := calendar.ParseDate(st.words[2])
		if err != nil {
			p.t.Fatal(err)
		}
		p.facts.Evidence = append(slices.Clone(p.facts.Evidence), readiness.EvidenceFact{ID: st.words[1], On: on, Bears: st.words[3], By: st.who})
		return true
	case "withdraw":
		p.facts.Evidence = slices.DeleteFunc(slices.Clone(p.facts.Evidence), func(e readiness.EvidenceFact) bool { return e.ID == st.words[1] })
		return true
	case "still-open":
		p.visit = stillOpen(p.t, st)
		return true
	}
	return false
}

// rest reads what follows a verb: a date, if one comes first, and words.
func (st step) rest() (date calendar.Date, words string) {
	rest := st.words[1:]
	if len(rest) > 0 {
		if d, err := calendar.ParseDate(rest[0]); err == nil {
			date, rest = d, rest[1:]
		}
	}
	return date, strings.Join(rest, " ")
}

// reviewCommand reads what a person asks of a review.
func reviewCommand(st step) (readiness.ReviewCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "begin":
		return readiness.BeginReview{}, nil
	case "submit":
		return submission(first, after, calendar.DateOf(st.at))
	case "send-back":
		return readiness.SendBackReview{Missing: words}, nil
	case "sign-off":
		return readiness.SignOffReview{Note: words}, nil
	case "look-again":
		return readiness.LookAgainAtReview{Agree: first, Note: after}, nil
	case "put-off":
		return readiness.PutOffReview{Until: date, Reason: words}, nil
	case "pause":
		return readiness.PauseReview{Until: date, Reason: words}, nil
	case "resume":
		return readiness.ResumeReview{Note: words}, nil
	case "assign":
		return readiness.AssignReview{OwnerID: first, Note: after}, nil
	case "decide-myself":
		return readiness.DecideReviewEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideReviewEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideReviewEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideReviewEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// submission is a whole form; a case that continues names its next date after the outcome.
func submission(outcome, rest string, today calendar.Date) (readiness.ReviewCommand, error) {
	form := readiness.SubmitReview{Reason: "complex_need", WhatChanged: "What changed.", LastSeen: today.AddDays(-1), PlanEnds: "yes", Outcome: outcome}
	if outcome == "continue" {
		next, words, _ := strings.Cut(rest, " ")
		date, err := calendar.ParseDate(next)
		if err != nil {
			return nil, err
		}
		form.NewOutcomes, form.NextDate, rest = "School every day.", date, words
	}
	form.WhyOpen = rest
	return form, nil
}

// actionCommand reads what a person asks of an improvement action.
func actionCommand(st step) (readiness.ActionCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "agree":
		return readiness.AgreeAction{Note: words}, nil
	case "update":
		return readiness.UpdateAction{Progress: first, Done: after, Help: "More of it."}, nil
	case "claim":
		return readiness.ClaimAction{Evidence: strings.Split(first, ","), Difference: after}, nil
	case "verify":
		return readiness.VerifyAction{Accept: first, Missing: after, Note: after}, nil
	case "retest":
		return readiness.RetestAction{Lasted: first, Found: after}, nil
	case "reopen":
		return readiness.ReopenAction{Reason: words}, nil
	case "move":
		return readiness.MoveActionDate{Until: date, Reason: words}, nil
	case "assign":
		return readiness.AssignAction{OwnerID: first, Note: after}, nil
	case "name-verifier":
		return readiness.NameVerifier{VerifierID: first, Note: after}, nil
	case "carry-forward":
		return readiness.CarryActionForward{Until: date, Reason: words}, nil
	case "drop":
		return readiness.DropAction{Reason: words}, nil
	case "amend":
		return readiness.AmendAction{ActionDetails: readiness.ActionDetails{Title: words, Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit."}, Reason: words}, nil
	case "decide-myself":
		return readiness.DecideActionEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideActionEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideActionEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideActionEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}
