package web

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	appraisalStep     = step[readiness.Appraisal, readiness.AppraisalView]
	appraisalStepPage = StepPage[readiness.Appraisal, readiness.AppraisalView]
)

// appraisalShelf is how steps reach criteria.
var appraisalShelf = &shelf[readiness.Appraisal, readiness.AppraisalView]{
	root: appraisalsPath + "/", section: assessmentsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.AppraisalView, error) {
		return s.Assessments.AppraisalView(ctx, viewer, id)
	},
	seq:     func(v readiness.AppraisalView) int { return v.State.Seq },
	caption: func(v readiness.AppraisalView) string { return v.Criterion + ": " + v.Text },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.AppraisalView) ([]readiness.Choice, error) {
		people, err := s.People.People(ctx)
		return holdersOf(people, s.today(), readiness.TeamManager, readiness.AreaHead, readiness.AssistantDirector, readiness.Director, readiness.ImprovementLead, readiness.QualityAssurance, readiness.Peer), err
	},
	try: func(v readiness.AppraisalView, c readiness.AppraisalCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.AppraisalCommand, asked readiness.Asked) error {
		_, err := s.Commands.Appraisal(ctx, id, c, asked)
		return err
	},
}

var challengeStep = &appraisalStep{
	on: appraisalShelf, path: "challenge", link: "Challenge it", heading: "Which grade would you give?", button: "Give this grade",
	needs: may(readiness.SeeAssessments), command: readiness.ChallengeAppraisal{}, shows: writtenText,
	about: func(appraisalStepPage) string {
		return "Read what was written and what it stands on, then grade it yourself. You see the author’s grade afterwards: a gap of one grade goes to the lead of the judgement area, a wider one to a third reviewer."
	},
	fields: func(p appraisalStepPage) []govuk.Component {
		why := p.Form.Counted("why", "Why this grade?", 4000)
		why.Rows, why.Threshold, why.Hint.Text = 6, 75, "What convinced you, what is not shown, and what speaks against it. The author reads this."
		return []govuk.Component{gradeRadios(p.Form, p.View.Of, "Which grade fits best?"), why}
	},
}

var settleStep = &appraisalStep{
	on: appraisalShelf, path: "settle", link: "Settle the grade", heading: "Which grade stands?", button: "Settle it",
	needs: may(readiness.SeeAssessments), command: readiness.SettleAppraisal{}, shows: bothGrades,
	about: func(p appraisalStepPage) string {
		if p.View.Status == readiness.AppraisalThird {
			return "Author and challenger are more than one grade apart, so you decide as third reviewer: one of the two, or one between them."
		}
		return "Author and challenger are one grade apart. Decide which of the two stands, and say why. If neither is right, send it back."
	},
	fields: func(p appraisalStepPage) []govuk.Component {
		reason := p.Form.Counted("reason", "Why does this grade stand?", 4000)
		reason.Rows, reason.Threshold = 5, 75
		return []govuk.Component{gradeRadios(p.Form, p.View.Of, "Which grade stands?"), reason}
	},
}

var returnStep = &appraisalStep{
	on: appraisalShelf, path: "return", link: "Send it back", heading: "Send it back to its author", button: "Send it back",
	needs: may(readiness.SeeAssessments), command: readiness.ReturnAppraisal{}, shows: writtenText,
	about: func(p appraisalStepPage) string {
		return orSomebody(p.View.Author) + " reads what you write here, and has " + counted(p.View.State.Terms.Assess.ReturnDays, "working day") + " at least to mend it. It is challenged again afterwards."
	},
	fields: func(p appraisalStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "missing", "What is missing?", 5)}
	},
}

var assignAppraisalStep = &appraisalStep{
	on: appraisalShelf, path: "assign", link: "Name somebody else", heading: "Name an author, a challenger or a third reviewer", button: "Name them",
	needs: may(readiness.SeeAssessments), command: readiness.AssignAppraisal{Part: "author"}, people: true,
	about: func(p appraisalStepPage) string {
		return "Author: " + orSomebody(p.View.Author) + ". Challenger: " + orNobody(p.View.Challenger) + ". Third reviewer: " + orNobody(p.View.ThirdName) + ". Nobody can have two of these parts."
	},
	fields: func(p appraisalStepPage) []govuk.Component {
		return []govuk.Component{
			p.Form.Radios("part", "Which part?", radioItems(readiness.AppraisalParts)...), p.Form.Select("person_id", "To whom?", options("Choose a person", p.People)...),
			longAnswer(p.Form, "note", "A word for them (optional)", 3),
		}
	},
}

var decideAppraisalStep = &appraisalStep{
	on: appraisalShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideAppraisalEscalation{}, people: true,
	about: func(p appraisalStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p appraisalStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p appraisalStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{answers(p.Form, x.Course, "Do it myself", p.People, x.Latest(x.Terms.Assess.MoreDays, calendar.DateOf(p.Now)))}
	},
}

// appraisalDecision makes an answer the command of a criterion.
func appraisalDecision(a readiness.EscalationAnswer) readiness.AppraisalCommand {
	return readiness.DecideAppraisalEscalation(a)
}

// appraisalMain are what a criterion can wait for from one person besides its writing, the most pressing first.
var appraisalMain = []*appraisalStep{decideAppraisalStep, challengeStep, settleStep}

func orNobody(name string) string {
	if name == "" {
		return "nobody yet"
	}
	return name
}

// writtenText shows what was written, and on which evidence it stands.
func writtenText(p appraisalStepPage) *govuk.SummaryList {
	if p.View.Written == nil {
		return nil
	}
	var rows []govuk.SummaryRow
	for _, part := range textParts(p.View.Written.Text, p.View.Of) {
		rows = append(rows, longRow(part.Heading, part.Text))
	}
	return &govuk.SummaryList{Rows: append(rows, longRow("Evidence", evidenceLines(p.View.Written.Text)))}
}

// evidenceLines lists what a text stands on, one piece on each line.
func evidenceLines(t readiness.AppraisalText) string {
	words := ""
	for _, e := range t.Evidence {
		words += e.Title + " (" + lowerFirst(readiness.ChoiceText(readiness.EvidenceKinds, e.Kind)) + ", " + e.ShowsOn.Long() + ", " + bears(readiness.Evidence{Bears: e.Bears}) + ")\n"
	}
	if words == "" {
		return "None is attached to this criterion."
	}
	return words[:len(words)-1]
}

// bothGrades shows the two grades and what was written.
func bothGrades(p appraisalStepPage) *govuk.SummaryList {
	grades := AppraisalPage{View: p.View, Viewer: p.Viewer, Now: p.Now}.Grades()
	if text := writtenText(p); grades != nil && text != nil {
		grades.Rows = append(grades.Rows, text.Rows...)
	}
	return grades
}
