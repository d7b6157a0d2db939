package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ClosuresPage lists the council's own closed days, and asks for others.
type ClosuresPage struct {
	Closed []calendar.Closure
	Form   Form
}

// Face frames the page.
func (p ClosuresPage) Face() Face {
	return Face{Template: "closures", Title: "Closure days", Section: "/more", Back: "/rules", Failed: p.Form.Failed()}
}

// closureChange is the form: days to open again, and a span of days to close.
type closureChange struct {
	Open  []string      `json:"open"`
	First calendar.Date `json:"first,omitzero"`
	Last  calendar.Date `json:"last,omitzero"`
	Name  string        `json:"name" validate:"max=100"`
}

// longestClosure is how many days one closure may be long: longer is a slip of the pen.
const longestClosure = 31

// Fields ask for what changes.
func (p ClosuresPage) Fields() []govuk.Component {
	var fields []govuk.Component
	if len(p.Closed) > 0 {
		items := make([]govuk.Item, len(p.Closed))
		for i, c := range p.Closed {
			items[i] = govuk.Item{Value: c.Date.String(), Text: c.Date.Full() + ", " + c.Name}
		}
		fields = append(fields, p.Form.Checkboxes("open", "Which of these days is worked after all?", items...))
	}
	first, last, name := p.Form.Date("first", "First day on which the council is closed"), p.Form.Date("last", "Last day, if it is more than one"), p.Form.Text("name", "What is it called?")
	first.Hint.Text = "Leave it empty to close no further day. Weekends and bank holidays need not be named."
	name.Hint.Text = "For example, Christmas closure."
	return append(fields, first, last, name)
}

// closed is the whole list as it would be, or what is wrong with the form.
func (c closureChange) closed(now []calendar.Closure) ([]calendar.Closure, *govuk.FieldError) {
	next := slices.DeleteFunc(slices.Clone(now), func(day calendar.Closure) bool { return slices.Contains(c.Open, day.Date.String()) })
	last := c.Last
	if last.IsZero() {
		last = c.First
	}
	switch {
	case c.First.IsZero() && !c.Last.IsZero():
		return nil, &govuk.FieldError{Name: "first", Message: "Enter the first day of the closure."}
	case c.First.IsZero():
		return next, nil
	case last.Before(c.First):
		return nil, &govuk.FieldError{Name: "last", Message: "The last day must not be before the first."}
	case last.Sub(c.First) >= longestClosure:
		return nil, &govuk.FieldError{Name: "last", Message: "A closure can be at most 31 days long."}
	case c.Name == "":
		return nil, &govuk.FieldError{Name: "name", Message: "Enter what the closure is called."}
	}
	for day := c.First; !day.After(last); day = day.AddDays(1) {
		known := slices.ContainsFunc(next, func(k calendar.Closure) bool { return k.Date == day })
		if !known && calendar.England().IsWorkingDay(day) {
			next = append(next, calendar.Closure{Date: day, Name: c.Name})
		}
	}
	return next, nil
}

func (s *Server) closuresPage(w http.ResponseWriter, r *http.Request) error {
	closed, err := s.Policies.Closures(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ClosuresPage{Closed: closed, Form: newForm()})
}

// setClosures shows which deadlines move, and then closes or opens the days.
func (s *Server) setClosures(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	now, err := s.Policies.Closures(r.Context())
	if err != nil {
		return err
	}
	var c closureChange
	form.read(&c)
	next, problem := c.closed(now)
	if problem != nil {
		form.Errors = append(form.Errors, *problem)
	}
	if form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, ClosuresPage{Closed: now, Form: form})
	}
	moves, err := s.Policies.ClosureMoves(r.Context(), by(r), next)
	if err != nil {
		return err
	}
	page := CheckRulesPage{
		Title: "Check the closure days before you save them", Action: "/closures", Back: "/closures", Changes: closureWords(now, next), Moves: &moves, Draft: form,
	}
	return s.decideRules(w, r, page, func(c readiness.RuleChange, asked readiness.Asked) error {
		_, err := s.Rules.SetClosures(r.Context(), next, c, asked)
		return err
	}, "The closure days are saved.")
}

// closureWords say what is different between two lists of closed days.
func closureWords(now, next []calendar.Closure) (words []string) {
	for _, c := range next {
		if !slices.Contains(now, c) {
			words = append(words, c.Date.Full()+" is closed: "+c.Name)
		}
	}
	for _, c := range now {
		if !slices.Contains(next, c) {
			words = append(words, c.Date.Full()+" is worked again")
		}
	}
	return words
}
