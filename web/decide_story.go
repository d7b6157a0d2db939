package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A Story is what whoever decides must know first, whatever the thing is: what has been tried, and what follows if they do nothing.
type Story struct {
	Happened []readiness.EventRow
	Next     []readiness.NextStep
	Now      time.Time
}

// Tried is what happened so far, oldest first, each in one line; that the calendar or the rules changed is no try of anybody.
func (s Story) Tried() []readiness.EventRow {
	tried := slices.SortedFunc(slices.Values(s.Happened), func(a, b readiness.EventRow) int { return a.Seq - b.Seq })
	return slices.DeleteFunc(tried, func(e readiness.EventRow) bool { return e.Kind == "planned again" })
}

// Day is when something was tried.
func (Story) Day(at time.Time) string { return calendar.DateOf(at).Long() }

// Who is who did something, "" for our own clocks.
func (Story) Who(e readiness.EventRow) string {
	switch {
	case slices.ContainsFunc(readiness.Unnamed, func(a readiness.Actor) bool { return a.Name == e.By }):
		return ""
	case e.For != "":
		return e.By + ", for " + e.For
	}
	return e.By
}

// Otherwise says what happens if the viewer does nothing.
func (s Story) Otherwise() string {
	for i, n := range s.Next {
		if (readiness.Rung{Roles: n.Roles}).Escalates() {
			a := aheadOf(s.Next, readiness.Actor{}, "", "", s.Now)[i]
			return "If you do nothing, this reaches " + a.Who + " " + a.on() + "."
		}
	}
	return "If you do nothing, it stays with you: nobody above is told any more."
}

// deciding is the handler of a step that asks for one of the four answers; what was typed under another is dropped. noun is what the thing is called,
// and as makes the answer its command.
func deciding[T, V any](st *step[T, V], noun string, as func(readiness.EscalationAnswer) readiness.Command[T]) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		var c readiness.EscalationAnswer
		if !form.read(&c) {
			form.reword("owner_id", chooseOwner)
			return showStep(s, w, r, http.StatusUnprocessableEntity, st, &form)
		}
		done := map[string]string{
			"decide_myself": "The " + noun + " is yours now.", "give": "The " + noun + " was given to somebody else.",
			"more_time": "The " + noun + " has time until " + c.Until.Long() + ".", "pass_up": "It was passed up.",
		}
		return ask(s, w, r, st, form, as(onlyWhat(c)), done[c.Decision])
	}
}
