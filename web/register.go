package web

import (
	"maps"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// An errand is one change that a form asks of a register: what to do, how to draw the form again, and where to go when it is done.
type errand struct {
	form *Form
	into any                    // pointer to the command struct; nil when the form has no fields
	mind func()                 // further words on what was typed, after the struct was read; may be nil
	do   func() error           // asks the register
	draw func(status int) error // the page with the form in it; nil when there is none, so a refusal gets a page of its own
	then string
	done string // a sentence for the next page
}

// run reads the form, asks the register once, and redirects; whatever is wrong with the form is shown on it again with all that was typed.
func (s *Server) run(w http.ResponseWriter, r *http.Request, e *errand) error {
	if e.into != nil {
		e.form.read(e.into)
		if e.mind != nil {
			e.mind()
		}
		if e.form.Failed() {
			return e.draw(http.StatusUnprocessableEntity)
		}
	}
	err := e.do()
	if err == nil {
		if e.done != "" {
			s.done(r, e.done)
		}
		return seeOther(w, r, e.then)
	}
	if e.draw == nil && !readiness.Unconfirmed.Is(err) {
		return err
	}
	status, shown, err := s.again(w, r, err, e.form, e.then)
	if shown {
		return err
	}
	return e.draw(status)
}

// reword says it better than a rule can, where a field is chosen and not typed: it replaces the sentence of a field that was left empty.
func (f *Form) reword(field, sentence string) {
	for i, e := range f.Errors {
		if e.Name == field && f.Values.Get(field) == "" {
			f.Errors[i].Message = sentence
		}
	}
}

// registerPhrases are what the fields of these pages are called inside a sentence.
var registerPhrases = map[string]string{
	"SavePerson.name": "the person’s name", "SaveArea.name": "the name of the area", "NewToken.name": "what the token is for",
	"AddPost.from": "the first day in the post", "AddPost.until": "the last day in the post", "EndPost.until": "the last day in the post",
	"AddDeputy.from": "the first day of cover", "AddDeputy.until": "the last day of cover", "NewToken.until": "the last day the token works",
	"AddPost.role": "a post", "files": "the files", "to": "the last day", "working_days": "the number of working days",
	"ask": "what you want to know", "counting": "how the first day is counted", "severity": "what a finding asks", "list": "the list",
}

func init() {
	maps.Copy(phrases, registerPhrases)
	shape.Name(registerPhrases)
}
