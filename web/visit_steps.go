package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	visitStep     = step[readiness.Visit, readiness.VisitView]
	visitStepPage = StepPage[readiness.Visit, readiness.VisitView]
)

// visitShelf is how steps reach visits.
var visitShelf = &shelf[readiness.Visit, readiness.VisitView]{
	root: visitsPath + "/",
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitView, error) {
		return s.Visits.VisitView(ctx, viewer, id)
	},
	seq:     func(v readiness.VisitView) int { return v.State.Seq },
	caption: func(v readiness.VisitView) string { return v.Name },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, _ readiness.VisitView) ([]readiness.Choice, error) {
		return s.Plan.Officers(ctx)
	},
	try: func(v readiness.VisitView, c readiness.VisitCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by, Visit: &v.Open}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.VisitCommand, asked readiness.Asked) error {
		facts, err := s.Visits.VisitFacts(ctx, id)
		if err != nil {
			return err
		}
		asked.Visit = &facts
		_, err = s.Commands.Visit(ctx, id, c, asked)
		return err
	},
}

var moveVisitStep = &visitStep{
	on: visitShelf, path: "move", link: "Move the visit", heading: "Move the visit", button: "Move it",
	needs: may(readiness.RunVisits), command: readiness.MoveVisit{},
	about: func(p visitStepPage) string {
		return "The first day on site is " + p.View.On.Full() + ". Every step that is not done moves with it by working days; what is done stays done. If it comes nearer than its preparation takes, the director decides what is left out."
	},
	fields: func(p visitStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Date("on", "What is the new first day on site?"), longAnswer(p.Form, "reason", "Why does it move?", 3)}
	},
}

var shortNoticeStep = &visitStep{
	on: visitShelf, path: "short-notice", link: "Decide what is left out", heading: "Which steps come back?", button: "Confirm",
	needs: may(readiness.RunVisits), command: readiness.DecideShortNotice{},
	about: func(visitStepPage) string {
		return "The visit is nearer than its preparation takes, so these steps were left out unless they were done. Choose those that should be done all the same: they are due as soon as they can be."
	},
	fields: func(p visitStepPage) []govuk.Component {
		var items []govuk.Item
		for _, code := range p.View.State.Short.LeftOut {
			of, _ := p.View.RunUp.Step(code)
			items = append(items, govuk.Item{Value: code, Text: of.Name, Hint: govuk.Hint{Text: of.Shows}})
		}
		return []govuk.Component{p.Form.Checkboxes("keep", "Steps to do all the same", items...), longAnswer(p.Form, "note", "Anything to add (optional)", 3)}
	},
}

var nameHolderStep = &visitStep{
	on: visitShelf, path: "holder", link: "Name somebody", heading: "Name somebody for a part", button: "Name them",
	needs: may(readiness.RunVisits), command: readiness.NameHolder{Slot: readiness.LeadSlot, PersonID: "-"}, people: true,
	about: func(visitStepPage) string {
		return "The steps that belong to the part and are not done go to them, except those that were given to somebody else."
	},
	fields: func(p visitStepPage) []govuk.Component {
		var parts []govuk.Option
		for _, h := range p.View.State.Holders {
			name := h.Name
			for _, f := range p.View.State.Focus {
				if f.Code == h.Focus {
					name += ": " + lowerFirst(f.Name)
				}
			}
			parts = append(parts, govuk.Option{Value: h.Slot + "/" + h.Focus, Text: name + " (" + orNobody(p.View.Names[h.PersonID]) + ")"})
		}
		return []govuk.Component{p.Form.Select("part", "Which part?", parts...), p.Form.Select("person_id", "To whom?", options("Choose a person", p.People)...)}
	},
}

// nameHolder reads the part, which a form sends as one choice.
func (s *Server) nameHolder(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	slot, focus, _ := strings.Cut(form.Values.Get("part"), "/")
	form.Values.Set("slot", slot)
	form.Values.Set("focus", focus)
	var c readiness.NameHolder
	if !form.read(&c) {
		form.reword("person_id", chooseOwner)
		return showStep(s, w, r, http.StatusUnprocessableEntity, nameHolderStep, &form)
	}
	return ask(s, w, r, nameHolderStep, form, readiness.VisitCommand(c), "They are named, and told in the morning. Their steps went to them.")
}

// nameHolderPage asks for a part that the visit's page has chosen already.
func (s *Server) nameHolderPage(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	form.Values = url.Values{"part": {r.URL.Query().Get("part")}}
	return showStep(s, w, r, http.StatusOK, nameHolderStep, &form)
}

var letterStep = &visitStep{
	on: visitShelf, path: "letter", link: "Enter the letter", heading: "When was the letter received?", button: "Enter it",
	needs: may(readiness.RunVisits), command: readiness.EnterVisitLetter{},
	about: func(visitStepPage) string {
		return "Enter the day on which the council received it: clocks count from that day, never from the day on which Ofsted publish it. The letter is under embargo until then."
	},
	fields: func(p visitStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Date("on", "Received on")}
	},
}

var closeVisitStep = &visitStep{
	on: visitShelf, path: "close", link: "Close the visit", heading: "Close the visit", button: "Close it",
	needs: may(readiness.RunVisits), command: readiness.CloseVisit{},
	about: func(visitStepPage) string {
		return "Nothing of it is open. Afterwards nothing in it can be changed; everything stays readable."
	},
	fields: func(p visitStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "note", "Anything to add (optional)", 3)}
	},
}

var cancelVisitStep = &visitStep{
	on: visitShelf, path: "cancel", link: "Call it off", heading: "Call the visit off", button: "Call it off",
	needs: may(readiness.RunVisits), command: readiness.CancelVisit{},
	about: func(visitStepPage) string {
		return "Nobody is reminded of its steps any more. What was done stays readable."
	},
	fields: func(p visitStepPage) []govuk.Component {
		return []govuk.Component{longAnswer(p.Form, "reason", "Why is it called off?", 4)}
	},
}

var decideVisitStep = &visitStep{
	on: visitShelf, path: "decide", link: "Decide", heading: "The letter has not been entered. What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideVisitEscalation{Decision: "more_time"},
	about: func(p visitStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p visitStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p visitStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{onlyAnswers(answers(p.Form, x.Course, "", nil, x.Latest(x.Terms.Visit.MoreDays, calendar.DateOf(p.Now))), "more_time", "pass_up")}
	},
}

// onlyAnswers leaves those of the four answers that there are.
func onlyAnswers(q govuk.Radios, decisions ...string) govuk.Radios {
	var kept []govuk.Item
	for _, item := range q.Items {
		for _, d := range decisions {
			if item.Value == d {
				kept = append(kept, item)
			}
		}
	}
	q.Items = kept
	return q
}

// visitDecision makes an answer the command of a visit.
func visitDecision(a readiness.EscalationAnswer) readiness.VisitCommand {
	return readiness.DecideVisitEscalation(a)
}
