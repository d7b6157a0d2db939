package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// decideStep is the step with a page of its own: what has been tried, and four answers.
var decideStep = &reviewStep{
	on: reviewShelf, path: "decide", link: "Decide", heading: "What do you decide?", needs: may(readiness.DecideEscalation), command: readiness.DecideReviewEscalation{},
}

// DecidePage asks whoever an escalation reached for one of four answers.
type DecidePage struct {
	View   readiness.ReviewView
	Form   Form
	Owners []readiness.Choice
	Now    time.Time
}

// Face is the page's frame.
func (p DecidePage) Face() Face {
	return Face{Template: "review_decide", Title: "Decide", Section: "/", Back: "/reviews/" + p.View.ReviewID, Failed: p.Form.Failed()}
}

// Story is what to know before deciding.
func (p DecidePage) Story() *Story {
	return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
}

// Question is the one question, each answer opening only what it needs.
func (p DecidePage) Question() govuk.Radios {
	latest := p.View.State.Latest(p.View.State.Terms.Rules.MoreTimeDays, calendar.DateOf(p.Now))
	return answers(p.Form, p.View.State.Course, "", p.Owners, latest)
}

// answers are the ways to answer an escalation, each opening only what it needs; passing it up is left to those who have somebody above them. myself,
// unless "", is what taking it on oneself is called here. latest is until when more time can be given.
func answers(f Form, c readiness.Course, myself string, people []readiness.Choice, latest calendar.Date) govuk.Radios {
	choices := slices.Clone(readiness.Decisions)
	if len(c.PassesTo()) == 0 {
		choices = slices.DeleteFunc(choices, func(c readiness.Choice) bool { return c.Code == "pass_up" })
	}
	q := f.Radios("decision", "What do you decide?", radioItems(choices)...)
	for i, item := range q.Items {
		if item.Value == "decide_myself" && myself != "" {
			q.Items[i].Text = myself
		}
		q.Items[i].Conditional.Parts = opensUnder(f, item.Value, people, latest)
	}
	q.Fieldset.Legend.Classes = "govuk-fieldset__legend--m"
	return q
}

func opensUnder(f Form, decision string, people []readiness.Choice, latest calendar.Date) []govuk.Component {
	switch decision {
	case "give":
		return []govuk.Component{ownerField(f, people)}
	case "more_time":
		until := f.Date("until", "Until when?")
		until.Hint.Text = "A working day, on or before " + latest.Full() + "."
		return []govuk.Component{until, longAnswer(f, "reason", "Why does it need more time?", 3)}
	case "pass_up":
		return []govuk.Component{longAnswer(f, "note", "What should they know?", 3)}
	}
	return nil
}

// Button sends the decision.
func (DecidePage) Button() govuk.Button { return govuk.Button{Text: "Confirm decision"} }

// Open reports whether the escalation still waits.
func (p DecidePage) Open() bool { return p.View.State.Waiting() }

func (s *Server) decidePage(w http.ResponseWriter, r *http.Request) error {
	return s.showDecide(w, r, http.StatusOK, nil)
}

func (s *Server) showDecide(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.Reviews.Review(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if form == nil {
		_, _, refused := view.State.Do(decideStep.command, readiness.Asked{By: by(r)}, s.Now())
		if refusal := readiness.AsRefusal(refused); refusal != nil && refusal.Code != readiness.Invalid {
			return refusal // somebody was faster, and the sentence says who and when
		}
		fresh := newForm()
		form = &fresh
	}
	owners, err := s.Reviews.Owners(r.Context(), by(r), view.ReviewID)
	if err != nil {
		return err
	}
	form.IfSeq = view.State.Seq
	return s.show(w, r, status, DecidePage{View: view, Form: *form, Owners: owners, Now: s.Now()})
}

func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.DecideReviewEscalation
	if !form.read(&c) {
		form.reword("owner_id", chooseOwner)
		return s.showDecide(w, r, http.StatusUnprocessableEntity, &form)
	}
	c = readiness.DecideReviewEscalation(onlyWhat(readiness.EscalationAnswer(c)))
	id := r.PathValue("id")
	to, done := s.decided(r, id, c)
	if _, err := s.Commands.Review(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, "/reviews/"+id)
		if shown {
			return err
		}
		return s.showDecide(w, r, status, &form)
	}
	s.done(r, done)
	return seeOther(w, r, to)
}

// onlyWhat drops what was typed under an answer that was not taken; without JavaScript all of them are open.
func onlyWhat(c readiness.EscalationAnswer) readiness.EscalationAnswer {
	kept := readiness.EscalationAnswer{Decision: c.Decision}
	switch c.Decision {
	case "give":
		kept.OwnerID = c.OwnerID
	case "more_time":
		kept.Until, kept.Reason = c.Until, c.Reason
	case "pass_up":
		kept.Note = c.Note
	}
	return kept
}

// decided says where a decision leads, the review when the viewer does it now and otherwise what needs them next, and what is said there. It is asked
// before the decision: afterwards a new owner is none of the people to choose from.
func (s *Server) decided(r *http.Request, id string, c readiness.DecideReviewEscalation) (to, done string) {
	switch c.Decision {
	case "decide_myself":
		return "/reviews/" + id, "The review is yours now. Write it below."
	case "give":
		return "/", "The review was given to " + s.nameOf(r.Context(), by(r), id, c.OwnerID) + "."
	case "more_time":
		return "/", "The review has time until " + c.Until.Long() + "."
	}
	return "/", "It was passed up."
}
