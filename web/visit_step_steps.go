package web

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	stepStep     = step[readiness.VisitStep, readiness.VisitStepView]
	stepStepPage = StepPage[readiness.VisitStep, readiness.VisitStepView]
)

// stepShelf is how what people do reaches the steps of visits.
var stepShelf = &shelf[readiness.VisitStep, readiness.VisitStepView]{
	root: visitStepsPath + "/", section: visitsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitStepView, error) {
		return s.Visits.VisitStepView(ctx, viewer, id)
	},
	seq:     func(v readiness.VisitStepView) int { return v.State.Seq },
	caption: func(v readiness.VisitStepView) string { return v.VisitStepRow.Visit + ": " + lowerFirst(v.Name) },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.VisitStepView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.VisitStepView, c readiness.VisitStepCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by, Gate: &v.Gate}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.VisitStepCommand, asked readiness.Asked) error {
		gate, err := s.Visits.GateFacts(ctx, id)
		if err != nil {
			return err
		}
		asked.Gate = &gate
		_, err = s.Commands.VisitStep(ctx, id, c, asked)
		return err
	},
}

var closeStepStep = &stepStep{
	on: stepShelf, path: "close", link: "Close the step", heading: "Close the step", button: "Close it",
	needs: may(readiness.WorkVisits), command: readiness.CloseVisitStep{},
	about: func(p stepStepPage) string {
		switch p.View.State.Gate {
		case "signature":
			return "With your signature you say that you have seen it: " + lowerFirst(p.View.Of.Shows) + "."
		case "evidence":
			return "It closes on " + counted(len(p.View.Gate.Evidence), "piece") + " of evidence. If a piece is withdrawn later, open the step again."
		}
		if p.View.Gate.Of == 0 { // of the gates that count, the letter's alone closes on none
			return "The letter has no finding. The step closes on the " + counted(len(p.View.Gate.Evidence), "piece") + " of evidence that " + are(len(p.View.Gate.Evidence)) + " attached to it."
		}
		return "All " + thousands(p.View.Gate.Of) + " that it counts are done."
	},
	fields: func(p stepStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "note", "Anything to add (optional)", 3)}
	},
}

var waiveStep = &stepStep{
	on: stepShelf, path: "waive", link: "Do without this step", heading: "Do without this step", button: "Confirm",
	needs: may(readiness.WorkVisits), command: readiness.WaiveVisitStep{},
	about: func(p stepStepPage) string {
		if p.View.State.OwnerID == p.Viewer.PersonID {
			return "It is your step, so somebody else who runs visits says whether it is waived. Until then it stays open."
		}
		return "You run visits and do not own this step, so it is waived at once."
	},
	fields: func(p stepStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why can it be left undone?", 4)}
	},
}

var waiverStep = &stepStep{
	on: stepShelf, path: "waiver", link: "Grant or refuse the waiver", heading: "Is the step waived?", button: "Confirm",
	needs: may(readiness.RunVisits), command: readiness.AnswerWaiver{Answer: "grant"},
	about: func(p stepStepPage) string {
		if p.View.State.Waiver == nil {
			return ""
		}
		return orSomebody(p.View.Owner) + " asks to be spared it: " + p.View.State.Waiver.Reason
	},
	fields: func(p stepStepPage) []govuk.Component {
		return []govuk.Component{
			p.Form.Radios("answer", "Your answer", govuk.Item{Value: "grant", Text: "Grant it: the step is waived"}, govuk.Item{Value: "refuse", Text: "Refuse it: the step stays open"}),
			longAnswer(p.Form, "note", "A word about it, needed when you refuse", 3),
		}
	},
}

var assignStepStep = &stepStep{
	on: stepShelf, path: "assign", link: "Give it to somebody else", heading: "Give the step to somebody else", button: "Give it",
	needs: may(readiness.WorkVisits), command: readiness.AssignVisitStep{OwnerID: "-"}, people: true,
	about: func(p stepStepPage) string {
		return "It is with " + orNobody(p.View.Owner) + " now. It stays with whoever you choose, also when its part goes to somebody else."
	},
	fields: func(p stepStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Select("owner_id", "To whom?", options("Choose a person", p.People)...), longAnswer(p.Form, "note", "A word for them (optional)", 3)}
	},
}

var reopenStepStep = &stepStep{
	on: stepShelf, path: "reopen", link: "Open it again", heading: "Open the step again", button: "Open it again",
	needs: may(readiness.WorkVisits), command: readiness.ReopenVisitStep{},
	about: func(stepStepPage) string {
		return "Do this when what it was closed on does not hold. Its owner is told."
	},
	fields: func(p stepStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why is it open again?", 4)}
	},
}

var decideStepStep = &stepStep{
	on: stepShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideStepEscalation{}, people: true,
	about: func(p stepStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p stepStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p stepStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{answers(p.Form, x.Course, "Do it myself", p.People, x.Latest(x.Terms.Visit.MoreDays, calendar.DateOf(p.Now)))}
	},
}

// stepDecision makes an answer the command of a step.
func stepDecision(a readiness.EscalationAnswer) readiness.VisitStepCommand {
	return readiness.DecideStepEscalation(a)
}
