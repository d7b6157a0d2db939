package web

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// actionShelf is how steps reach improvement actions: every command goes with what the ledger knows around the action.
var actionShelf = &shelf[readiness.ImprovementAction, readiness.ActionView]{
	root: "/actions/", section: planPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.ActionView, error) {
		return s.Plan.ActionView(ctx, viewer, id)
	},
	seq:     func(v readiness.ActionView) int { return v.State.Seq },
	caption: func(v readiness.ActionView) string { return v.Title },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.ActionView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: tryAction,
	ask: func(s *Server, ctx context.Context, id string, c readiness.ActionCommand, asked readiness.Asked) error {
		facts, err := s.Plan.ActionFacts(ctx, id)
		if err != nil {
			return err
		}
		asked.Facts = &facts
		_, err = s.Commands.Action(ctx, id, c, asked)
		return err
	},
}

func tryAction(v readiness.ActionView, c readiness.ActionCommand, by readiness.Actor, now time.Time) error {
	_, _, err := v.State.Do(c, readiness.Asked{By: by, Facts: &v.Facts}, now)
	return err
}

type (
	actionStep     = step[readiness.ImprovementAction, readiness.ActionView]
	actionStepPage = StepPage[readiness.ImprovementAction, readiness.ActionView]
)

// claimed shows what was said done and on what, beside the evidence, for whoever checks it.
func claimed(p actionStepPage) *govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{
		longRow("What is to be different", v.State.Details.Outcome),
		longRow("What will show it", v.State.Details.Measure+target(v.State.Details)),
	}
	if text := lastNote(v.Happened, "claimed"); text != "" {
		rows = append(rows, longRow("What "+orSomebody(v.Owner)+" says", text))
	}
	for _, e := range v.Evidence {
		if e.InForce() {
			rows = append(rows, govuk.SummaryRow{Key: govuk.SummaryText{Text: bears(e) + ": " + sentence(readiness.ChoiceText(readiness.EvidenceKinds, e.Kind))}, Value: govuk.SummaryText{Part: evidenceLine(e)}})
		}
	}
	return &govuk.SummaryList{Rows: rows}
}

func target(d readiness.ActionDetails) string {
	words := ""
	if d.Target != "" {
		words = "\nTarget: " + d.Target
	}
	if !d.TargetOn.IsZero() {
		words += ", by " + d.TargetOn.Long()
	}
	return words
}

// lastNote is what somebody wrote with the latest event of a kind; events come newest first.
func lastNote(happened []readiness.EventRow, kind string) string {
	for _, e := range happened {
		if e.Kind == kind {
			return e.Note
		}
	}
	return ""
}

func orSomebody(name string) string {
	if name == "" {
		return "the owner"
	}
	return name
}

func bears(e readiness.Evidence) string { return readiness.ChoiceText(bearings, e.Bears) }

// moveHint says until when a date may be moved, and how often that was done.
func moveHint(p actionStepPage) string {
	plan, a := p.View.State.Terms.Plan, p.View.State
	left := "It has not been moved yet."
	if a.Moves > 0 {
		left = "It has been moved " + times(a.Moves) + "."
	}
	return "It is due on " + a.Run.Due.Long() + ". A date can be moved " + times(plan.Moves) + " without the area head. " + left + " Every move stays visible, with who, when and why."
}

func latestMove(p actionStepPage) calendar.Date {
	return p.View.State.Latest(p.View.State.Terms.Plan.MoveDays, calendar.DateOf(p.Now))
}
