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
	assessmentStep     = step[readiness.Assessment, readiness.AssessmentView]
	assessmentStepPage = StepPage[readiness.Assessment, readiness.AssessmentView]
)

// assessmentShelf is how steps reach cycles of the self-assessment.
var assessmentShelf = &shelf[readiness.Assessment, readiness.AssessmentView]{
	root: assessmentsPath + "/",
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.AssessmentView, error) {
		return s.Assessments.AssessmentView(ctx, viewer, id)
	},
	seq:     func(v readiness.AssessmentView) int { return v.State.Seq },
	caption: func(v readiness.AssessmentView) string { return "Self-assessment " + v.Name },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.AssessmentView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.AssessmentView, c readiness.AssessmentCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.AssessmentCommand, asked readiness.Asked) error {
		_, err := s.Commands.Assessment(ctx, id, c, asked)
		return err
	},
}

var replanStep = &assessmentStep{
	on: assessmentShelf, path: "replan", link: "Move its days", heading: "Move the days of the self-assessment", button: "Move them",
	needs: may(readiness.RunAssessments), command: readiness.ReplanAssessment{},
	about: func(assessmentStepPage) string {
		return "What people wait for moves with the days: everybody who has something to do is told of their new date. What is done stays done."
	},
	fields: func(p assessmentStepPage) []govuk.Component {
		x := p.View.State
		if p.Form.Values == nil {
			p.Form.Values = encode(readiness.ReplanAssessment{CycleDates: x.CycleDates})
		}
		var fields []govuk.Component
		if x.Status == readiness.AssessmentPlanned {
			fields = append(fields, p.Form.Date("starts", "When does the writing begin?"))
		}
		return append(fields, p.Form.Date("draft_by", "Drafts by"), p.Form.Date("challenge_by", "Challenge by"), p.Form.Date("moderate_by", "Agreed grades by"),
			p.Form.Date("sign_by", "Signatures by"), longAnswer(p.Form, "reason", "Why do the days move?", 3))
	},
}

var markStep = &assessmentStep{
	on: assessmentShelf, path: "mark", link: "Enter what followed", heading: "What happened with the self-assessment?", button: "Enter it",
	needs: may(readiness.RunAssessments), command: readiness.MarkAssessment{},
	about: func(assessmentStepPage) string {
		return "After the annual engagement meeting Ofsted writes to the director. If its letter is not entered within a month, you are reminded."
	},
	fields: func(p assessmentStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("step", "What happened?", radioItems(readiness.AssessmentSteps)...), p.Form.Date("on", "On which day?"), longAnswer(p.Form, "note", "Anything to add (optional)", 3)}
	},
}

var cancelAssessmentStep = &assessmentStep{
	on: assessmentShelf, path: "cancel", link: "Call it off", heading: "Call the self-assessment off", button: "Call it off",
	needs: may(readiness.RunAssessments), command: readiness.CancelAssessment{},
	about: func(assessmentStepPage) string {
		return "Nobody is reminded any more, and nothing in it can be changed. What was written stays readable."
	},
	fields: func(p assessmentStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why is it called off?", 4)}
	},
}

var decideAssessmentStep = &assessmentStep{
	on: assessmentShelf, path: "decide", link: "Decide", heading: "A signature is late. What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideSignatures), command: readiness.DecideAssessmentEscalation{Decision: "more_time"},
	about: func(p assessmentStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p assessmentStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p assessmentStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{onlyAnswers(answers(p.Form, x.Course, "", nil, x.Latest(x.Terms.Assess.MoreDays, calendar.DateOf(p.Now))), "more_time", "pass_up")}
	},
}

// assessmentDecision makes an answer the command of a cycle.
func assessmentDecision(a readiness.EscalationAnswer) readiness.AssessmentCommand {
	return readiness.DecideAssessmentEscalation(a)
}

func wasMarked(_ *Server, _ *http.Request, c readiness.MarkAssessment) string {
	return readiness.ChoiceText(readiness.AssessmentSteps, c.Step) + ": " + c.On.Long() + "."
}
