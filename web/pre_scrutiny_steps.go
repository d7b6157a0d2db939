package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	preScrutinyStep     = step[readiness.PreScrutiny, readiness.PreScrutinyView]
	preScrutinyStepPage = StepPage[readiness.PreScrutiny, readiness.PreScrutinyView]
)

// preScrutinyShelf is how steps reach requests for pre-scrutiny.
var preScrutinyShelf = &shelf[readiness.PreScrutiny, readiness.PreScrutinyView]{
	root: preScrutinyPath + "/", section: meetingsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.PreScrutinyView, error) {
		return s.PreScrutinies.PreScrutinyView(ctx, viewer, id)
	},
	seq:     func(v readiness.PreScrutinyView) int { return v.State.Seq },
	caption: func(v readiness.PreScrutinyView) string { return v.Title },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.PreScrutinyView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.PreScrutinyView, c readiness.PreScrutinyCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.PreScrutinyCommand, asked readiness.Asked) error {
		_, err := s.Commands.PreScrutiny(ctx, id, c, asked)
		return err
	},
}

var agreeStepScrutiny = &preScrutinyStep{
	on: preScrutinyShelf, path: "agree", link: "Agree a day", heading: "On which day does scrutiny see it?", button: "Agree the day",
	needs: may(readiness.SeePoints), command: readiness.AgreePreScrutiny{}, shows: asksAndDecides,
	about: func(p preScrutinyStepPage) string {
		return "The paper is due " + counted(p.View.State.Terms.Plan.PreScrutinyPaperDays, "working day") + " before that day. If scrutiny cannot see it before the decision, decline and say why."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		return []govuk.Component{scrutinyDay(p), longAnswer(p.Form, "note", "A word for the committee (optional)", 3)}
	},
}

// scrutinyDay asks for the day of scrutiny, and says when it meets next.
func scrutinyDay(p preScrutinyStepPage) govuk.Component {
	day := p.Form.Date("meets_on", "When does scrutiny meet?")
	day.Hint.Text = "Before the day of the decision, " + p.View.Decides.Long() + "."
	if !p.View.Meets.IsZero() {
		day.Hint.Text += " Its next meeting is planned for " + p.View.Meets.Long() + "."
	}
	return day
}

var declineStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "decline", link: "Decline it", heading: "Decline the request", button: "Decline it",
	needs: may(readiness.SeePoints), command: readiness.DeclinePreScrutiny{}, shows: asksAndDecides,
	about: func(preScrutinyStepPage) string {
		return "Scrutiny does not see the decision before it is taken. The committee and the director hear that, and read your reason."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		reason := longAnswer(p.Form, "reason", "Why can scrutiny not see it before?", 4)
		reason.Hint.Text = "Elected members read this. Name no child."
		return []govuk.Component{reason}
	},
}

var paperStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "paper", link: "Say which paper scrutiny was given", heading: "Which paper was scrutiny given?", button: "Save",
	needs: may(readiness.SeePoints), command: readiness.GiveScrutinyPaper{}, shows: asksAndDecides,
	about: func(p preScrutinyStepPage) string { return "Scrutiny sees it on " + p.View.MeetsOn.Long() + "." },
	fields: func(p preScrutinyStepPage) []govuk.Component {
		reference, link := p.Form.Text("reference", "Which paper is it?"), p.Form.Text("link", "Where can it be read? (optional)")
		reference.Hint.Text, link.Hint.Text = "Its title or number on the agenda. Name no child.", "The address of its page, which begins with https://"
		link.Inputmode = "url"
		return []govuk.Component{reference, link}
	},
}

var moveStepScrutiny = &preScrutinyStep{
	on: preScrutinyShelf, path: "move", link: "Change the days", heading: "Change the days", button: "Change them",
	needs: may(readiness.SeePoints), command: readiness.MovePreScrutiny{}, shows: asksAndDecides,
	about: func(preScrutinyStepPage) string {
		return "Everything that hangs on them is counted again, and those concerned hear what is late by that."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		f := startingWith(p.Form, readiness.MovePreScrutiny{Decides: p.View.Decides, MeetsOn: p.View.MeetsOn})
		fields := []govuk.Component{f.Date("decides", "When is it to be decided?")}
		if s := p.View.Status; s == readiness.PreScrutinyAgreed || s == readiness.PreScrutinyPaper {
			fields = append(fields, f.Date("meets_on", "When does scrutiny see it?"))
		}
		return append(fields, longAnswer(f, "reason", "Why do they change?", 3))
	},
}

// startingWith fills a form that nobody has typed into yet.
func startingWith(f Form, v any) Form {
	if len(f.Values) == 0 {
		f.Values = encode(v)
	}
	return f
}

var assignPreScrutinyStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "assign", link: "Give it to someone else", heading: "Give the request to someone else", button: "Give it to them",
	needs: may(readiness.SeePoints), command: readiness.AssignPreScrutiny{}, people: true, shows: asksAndDecides,
	about: func(p preScrutinyStepPage) string {
		return "Now: " + orSomebody(p.View.Owner) + ". The new owner is told in the morning; the days stay."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		return []govuk.Component{ownerField(p.Form, p.People), longAnswer(p.Form, "note", "A word for them (optional)", 3)}
	},
}

var withdrawPreScrutinyStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "withdraw", link: "Withdraw it", heading: "Withdraw the request", button: "Withdraw it",
	needs: may(readiness.SeePoints), command: readiness.WithdrawPreScrutiny{}, shows: asksAndDecides,
	about: func(preScrutinyStepPage) string {
		return "A request ends here when scrutiny need not see the decision any more, and stays readable with your reason."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why need scrutiny not see it?", 4)}
	},
}

var respondStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "answer", link: "Answer scrutiny", heading: "What becomes of what scrutiny recommended?", button: "Send the answer",
	needs: may(readiness.SeePoints), command: readiness.AnswerRecommendations{}, shows: saidByScrutiny,
	about: func(preScrutinyStepPage) string {
		return "The committee reads your answer. The recommendations stay in the register of findings, where actions answer them."
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		reason := p.Form.Counted("reason", "What is not accepted, and why? (not needed when all is accepted)", 4000)
		reason.Rows, reason.Threshold, reason.Hint.Text = 5, 75, "Name no child."
		return []govuk.Component{p.Form.Radios("outcome", "Are they accepted?", radioItems(readiness.CabinetAnswers)...), reason}
	},
}

var decidePreScrutinyStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecidePoints), command: readiness.DecidePreScrutinyEscalation{}, people: true, shows: asksAndDecides,
	about: func(p preScrutinyStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p preScrutinyStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p preScrutinyStepPage) []govuk.Component {
		x := p.View.State
		latest := x.Latest(x.Terms.Plan.PointMoreDays, calendar.DateOf(p.Now))
		return []govuk.Component{answers(p.Form, x.Course, "Do it myself", p.People, latest)}
	},
}

func preScrutinyDecision(a readiness.EscalationAnswer) readiness.PreScrutinyCommand {
	return readiness.DecidePreScrutinyEscalation(a)
}

// preScrutinyMain are what a request can wait for from one person, the most pressing first; preScrutinyElse are what they may do besides.
var (
	preScrutinyMain = []*preScrutinyStep{decidePreScrutinyStep, agreeStepScrutiny, paperStep, considerStep, respondStep}
	preScrutinyElse = []*preScrutinyStep{declineStep, moveStepScrutiny, assignPreScrutinyStep, withdrawPreScrutinyStep}
)

// asksAndDecides shows what scrutiny asks for, and when it is decided.
func asksAndDecides(p preScrutinyStepPage) *govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{
		govuk.Row("Decision", v.Title), govuk.Row("Day of the decision", v.Decides.Long()), longRow("Why scrutiny asks", v.State.Why), govuk.Row("Owner", orSomebody(v.Owner)),
	}
	if !v.MeetsOn.IsZero() {
		rows = append(rows, govuk.Row("Scrutiny sees it", v.MeetsOn.Long()))
	}
	return &govuk.SummaryList{Rows: rows}
}

// saidByScrutiny shows what scrutiny recommended.
func saidByScrutiny(p preScrutinyStepPage) *govuk.SummaryList {
	list := asksAndDecides(p)
	if heard := p.View.State.Heard; heard != nil {
		list.Rows = append(list.Rows, longRow("Scrutiny recommended", strings.Join(heard.Recommendations, "\n\n")))
	}
	return list
}

var considerStep = &preScrutinyStep{
	on: preScrutinyShelf, path: "consider", link: "Say what scrutiny said", heading: "What did scrutiny say?", button: "Save",
	needs: may(readiness.SeePoints), command: readiness.ConsiderPreScrutiny{}, shows: asksAndDecides,
	about: func(preScrutinyStepPage) string {
		return "Each recommendation goes into the register of findings, and whoever owns the decision has to answer before it is taken."
	},
	fields: considerFields,
}

func considerFields(p preScrutinyStepPage) []govuk.Component {
	f := p.Form
	said := f.Counted("recommendations", "What did it recommend?", 20000)
	said.Value, said.Rows, said.Threshold = strings.Join(f.Values["recommendations"], "\n\n"), 8, 75
	said.Hint.Text = "In its words, 10 at most, with an empty line between one and the next. Name no child."
	theme := themeField(f)
	some := []govuk.Component{said, theme, f.Radios("severity", "How much do they weigh?", radioItems(readiness.Severities)...)}
	return append(keepFields(f), f.Date("on", "When did scrutiny consider it?"), f.Radios("recommends", "Did it recommend anything?",
		govuk.Item{Value: "some", Text: "Yes", Conditional: govuk.Conditional{Parts: some}}, govuk.Item{Value: "none", Text: "No, nothing"}),
		longAnswer(f, "note", "What else should be kept of it? (optional)", 3))
}

// considerPreScrutiny sends what scrutiny said. Each paragraph is one recommendation; what was typed under the other answer is dropped.
func (s *Server) considerPreScrutiny(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	form.Values["recommendations"] = paragraphs(strings.Join(form.Values["recommendations"], "\n\n"))
	var c readiness.ConsiderPreScrutiny
	form.read(&c)
	form.reword("recommends", "Choose whether it recommended anything.")
	form.reword("severity", "Choose how much they weigh.")
	form.keeps(looksLikeChilds(spoken{"in what scrutiny recommended", strings.Join(c.Recommendations, "\n")}, spoken{"in what else should be kept", c.Note}))
	if form.Failed() {
		return showStep(s, w, r, http.StatusUnprocessableEntity, considerStep, &form)
	}
	done := "It is kept that scrutiny recommended nothing. The request is closed."
	if c.Recommends == "some" {
		done = "What scrutiny recommended stands in the register of findings. Whoever owns the decision is told in the morning."
	} else {
		c.Recommendations, c.Theme, c.Severity = nil, "", ""
	}
	return ask(s, w, r, considerStep, form, readiness.PreScrutinyCommand(c), done)
}

// paragraphs are the parts of a text between which stands an empty line.
func paragraphs(text string) []string {
	var all, lines []string
	end := func() {
		if len(lines) > 0 {
			all, lines = append(all, strings.Join(lines, "\n")), nil
		}
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	return all
}
