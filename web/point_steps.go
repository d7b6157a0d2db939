package web

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	pointStep     = step[readiness.Point, readiness.PointView]
	pointStepPage = StepPage[readiness.Point, readiness.PointView]
)

// pointShelf is how steps reach points.
var pointShelf = &shelf[readiness.Point, readiness.PointView]{
	root: pointsPath + "/", section: meetingsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.PointView, error) {
		return s.Points.PointView(ctx, viewer, id)
	},
	seq:     func(v readiness.PointView) int { return v.State.Seq },
	caption: func(v readiness.PointView) string { return v.Series + ", " + v.Raised.Long() },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.PointView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.PointView, c readiness.PointCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.PointCommand, asked readiness.Asked) error {
		_, err := s.Commands.Point(ctx, id, c, asked)
		return err
	},
}

var hearStep = &pointStep{
	on: pointShelf, path: "hear", link: "Say whether the meeting took the answer", heading: "Did the meeting take the answer?", button: "Confirm",
	needs: may(readiness.SeePoints), command: readiness.HearPoint{}, shows: saidAndDone,
	about: func(p pointStepPage) string {
		return "Tell the meeting what became of it, by " + p.View.HearBy.Long() + ". The point is closed only when the meeting takes the answer."
	},
	fields: func(p pointStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("accept", "Did it take the answer?",
			govuk.Item{Value: "yes", Text: "Yes, it has heard it and takes it"},
			govuk.Item{Value: "no", Text: "No, it has to be answered again", Conditional: govuk.Conditional{Parts: []govuk.Component{longAnswer(p.Form, "missing", "What does the answer not answer?", 4)}}},
		)}
	},
}

var assignPointStep = &pointStep{
	on: pointShelf, path: "assign", link: "Give it to someone else", heading: "Give the point to someone else", button: "Give it to them",
	needs: may(readiness.SeePoints), command: readiness.AssignPoint{}, people: true, shows: saidAndDue,
	about: func(p pointStepPage) string {
		return "Now: " + orSomebody(p.View.Owner) + ". The new owner is told in the morning; the day by which it is answered stays."
	},
	fields: func(p pointStepPage) []govuk.Component {
		return []govuk.Component{ownerField(p.Form, p.People), longAnswer(p.Form, "note", "A word for them (optional)", 3)}
	},
}

var withdrawPointStep = &pointStep{
	on: pointShelf, path: "withdraw", link: "Withdraw it", heading: "Withdraw the point", button: "Withdraw it",
	needs: may(readiness.SeePoints), command: readiness.WithdrawPoint{}, shows: saidAndDue,
	about: func(pointStepPage) string {
		return "A point that need not be answered ends here, and stays readable with your reason. Whoever has to answer it cannot withdraw it."
	},
	fields: func(p pointStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why need it not be answered?", 4)}
	},
}

var decidePointStep = &pointStep{
	on: pointShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecidePoints), command: readiness.DecidePointEscalation{}, people: true, shows: saidAndDue,
	about: func(p pointStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p pointStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p pointStepPage) []govuk.Component {
		x := p.View.State
		latest := x.Latest(x.Terms.Plan.PointMoreDays, calendar.DateOf(p.Now))
		return []govuk.Component{answers(p.Form, x.Course, "Answer the point myself", p.People, latest)}
	},
}

// pointDecision makes an answer the command of a point.
func pointDecision(a readiness.EscalationAnswer) readiness.PointCommand {
	return readiness.DecidePointEscalation(a)
}

// pointMain are what a point can wait for from one person, the most pressing first; pointElse are what they may do besides.
var (
	pointMain = []*pointStep{decidePointStep, answerStep, hearStep}
	pointElse = []*pointStep{assignPointStep, withdrawPointStep}
)

// saidAndDue shows what was said, and by when it is to be answered.
func saidAndDue(p pointStepPage) *govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{
		longRow("What was said", v.Said), govuk.Row("Area", orWhole(v.Area)), govuk.Row("Owner", orSomebody(v.Owner)),
		govuk.Row("Answer due", v.Due.Long()+pointNote(v.PointRow)),
	}
	if e := lastEvent(v.Happened, "not taken"); e != nil && v.Status == readiness.PointOpen {
		rows = append(rows, longRow("Why the last answer was not taken", e.Note))
	}
	return &govuk.SummaryList{Rows: rows}
}

// saidAndDone shows what was said beside what became of it.
func saidAndDone(p pointStepPage) *govuk.SummaryList {
	v := p.View
	return &govuk.SummaryList{Rows: []govuk.SummaryRow{longRow("You said", v.Said), longRow("We did", readiness.ChoiceText(readiness.PointOutcomes, v.Outcome)+".\n"+v.WeDid)}}
}

// pointNote says how late an answer is.
func pointNote(row readiness.PointRow) string {
	if row.Overdue == 0 {
		return ""
	}
	return ", " + late(row.Overdue)
}

func wasHeard(_ *Server, _ *http.Request, c readiness.HearPoint) string {
	if c.Accept == "yes" {
		return "The meeting took the answer. The point is closed."
	}
	return "The point has to be answered again. Its owner is told in the morning, with what is missing."
}
