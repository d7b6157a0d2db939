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

var answerStep = &pointStep{
	on: pointShelf, path: "answer", link: "Answer it", heading: "What became of it?", button: "Send the answer",
	needs: may(readiness.SeePoints), command: readiness.AnswerPoint{}, shows: saidAndDue, choices: actionsFor,
	about: func(pointStepPage) string {
		return "The meeting hears your answer as you write it. It says then whether it takes it; if not, the point comes back."
	},
	fields: answerFields,
}

// answerFields ask for one of three honest answers. Actions that were added meanwhile come into the list without anything typed being lost.
func answerFields(p pointStepPage) []govuk.Component {
	did := p.Form.Counted("we_did", "What do you tell the meeting?", 4000)
	did.Rows, did.Threshold, did.Hint.Text = 6, 75, "“You said, we did”: in plain words, to be read out. Do not name a child."
	will := actionBoxes(p)
	if mayHere(p.Viewer, may(readiness.WorkPlan)) {
		will = append(will, linkPart{
			before: "Is there none yet? ", text: "Add an action (opens in a new tab)", href: query("/actions/new", "theme", p.View.Theme), after: ", then show the actions again. What you have typed stays.", tab: true,
		}, govuk.Button{Text: "Show the actions again", Classes: "govuk-button--secondary", Name: lookAgain, Value: "yes"})
	}
	items := radioItems(readiness.PointOutcomes)
	for i := range items {
		if items[i].Value == "will_do" {
			items[i].Conditional.Parts = will
		}
	}
	return []govuk.Component{p.Form.Radios("outcome", "What became of it?", items...), did}
}

// actionBoxes offer the actions of the point's theme, and behind a title all others: a plan can have hundreds.
func actionBoxes(p pointStepPage) []govuk.Component {
	var near, far []govuk.Item
	for _, o := range p.Offers {
		if item := (govuk.Item{Value: o.Code, Text: o.Text}); o.Near {
			near = append(near, item)
		} else {
			far = append(far, item)
		}
	}
	const ask = "Which improvement action will do it?"
	switch {
	case len(near)+len(far) == 0:
		return []govuk.Component{remark{"actions", "There is no improvement action yet that could do it."}}
	case len(far) == 0:
		return []govuk.Component{smallBoxes(p.Form, ask, near)}
	case len(near) == 0:
		return []govuk.Component{folded("Choose from the improvement actions", smallBoxes(p.Form, ask, far))}
	}
	others := smallBoxes(p.Form, "Actions of other themes", far)
	others.IDPrefix, others.ErrorMessage = "other-actions", govuk.ErrorMessage{}
	return []govuk.Component{smallBoxes(p.Form, ask, near), folded("Actions of other themes", others)}
}

func smallBoxes(f Form, legend string, items []govuk.Item) govuk.Checkboxes {
	boxes := f.Checkboxes("actions", legend, items...)
	boxes.Classes = "govuk-checkboxes--small"
	return boxes
}

// lookAgain is the button that draws the form of an answer again, with the actions as they are now.
const lookAgain = "look_again"

// actionsFor are the actions that an answer can name, those that are due first in front; those of the point's theme are near.
func actionsFor(s *Server, ctx context.Context, viewer readiness.Actor, v readiness.PointView) ([]Offer, error) {
	actions, err := s.Plan.Actions(ctx, viewer, readiness.PlanQuery{Limit: mostLinks})
	if err != nil {
		return nil, err
	}
	offers := make([]Offer, len(actions.Rows))
	for i, a := range actions.Rows {
		offers[i] = Offer{readiness.Choice{Code: a.ActionID, Text: a.Title + ", due " + a.Due.Long()}, a.Theme == v.Theme}
	}
	return offers, nil
}

// answerPoint sends the answer. Actions that were ticked under another answer are dropped; without JavaScript they are open.
func (s *Server) answerPoint(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Values.Get(lookAgain) != "" {
		form.Values.Set("outcome", "will_do")
		return showStep(s, w, r, http.StatusOK, answerStep, &form)
	}
	var c readiness.AnswerPoint
	if !form.read(&c) {
		form.reword("outcome", "Choose what became of it.")
		return showStep(s, w, r, http.StatusUnprocessableEntity, answerStep, &form)
	}
	if c.Outcome != "will_do" {
		c.Actions = nil
	}
	return ask(s, w, r, answerStep, form, readiness.PointCommand(c), "The point is answered. The meeting hears it next.")
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
	rows := []govuk.SummaryRow{longRow("What was said", v.Said), govuk.Row("Area", orWhole(v.Area)), govuk.Row("Owner", orSomebody(v.Owner)), govuk.Row("Answer due", v.Due.Long()+pointNote(v.PointRow))}
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
