package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// ChecklistPage is the checklist of one focus area of a visit: each statement with its answer, and what is done where it is not yes.
type ChecklistPage struct {
	List   readiness.Checklist
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p ChecklistPage) Face() Face {
	return Face{Template: "checklist", Title: "Checklist: " + lowerFirst(p.List.Focus.Name), Section: visitsPath, Back: visitHref(p.List.Visit.VisitID), Failed: p.Form.Failed()}
}

// Area is the focus area inside a sentence.
func (p ChecklistPage) Area() string { return lowerFirst(p.List.Focus.Name) }

// Answers reports whether the viewer may answer.
func (p ChecklistPage) Answers() bool { return p.List.MayAnswer(p.Viewer) == nil }

// Action is where the form goes.
func (p ChecklistPage) Action() string { return checklistHref(p.List) }

func checklistHref(c readiness.Checklist) string {
	return visitHref(c.Visit.VisitID) + "/" + c.Focus.Code + "/checklist"
}

// Answer asks for the answer to a statement, as it stands.
func (p ChecklistPage) Answer(l readiness.ChecklistLine) govuk.Radios {
	name := "answer-" + l.Code
	q := p.Form.Radios(name, l.Code+": "+l.Text, radioItems(readiness.ChecklistAnswers)...)
	q.Classes, q.Fieldset.Legend.Classes = "govuk-radios--inline govuk-radios--small", "govuk-fieldset__legend--s"
	if _, typed := p.Form.Values[name]; !typed {
		q.Value = l.Answer
	}
	return q
}

// Note asks what is done where a statement is not so.
func (p ChecklistPage) Note(l readiness.ChecklistLine) govuk.Input {
	name := "note-" + l.Code
	q := p.Form.Text(name, "What is done about "+l.Code+", if it is not yes")
	if _, typed := p.Form.Values[name]; !typed {
		q.Value = l.Note
	}
	return q
}

// Told says who answered a statement, and when; "" while nobody has.
func (p ChecklistPage) Told(l readiness.ChecklistLine) string {
	if l.Answer == "" {
		return ""
	}
	return readiness.ChoiceText(readiness.ChecklistAnswers, l.Answer) + ", " + l.By + ", " + calendar.DateOf(l.At).Long()
}

// Button keeps what was changed.
func (ChecklistPage) Button() govuk.Button { return govuk.Button{Text: "Save answers"} }

func (s *Server) checklist(w http.ResponseWriter, r *http.Request) error {
	return s.showChecklist(w, r, http.StatusOK, newForm())
}

func (s *Server) showChecklist(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	list, err := s.Checklists.Checklist(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, ChecklistPage{List: list, Form: form, Viewer: by(r)})
}

// answerChecklist reads an answer and a note for each statement; those that stand already change nothing.
func (s *Server) answerChecklist(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	list, err := s.Checklists.Checklist(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return err
	}
	var c readiness.AnswerChecklist
	for _, l := range list.Lines {
		a := readiness.StatementAnswer{Code: l.Code, Answer: form.Values.Get("answer-" + l.Code), Note: form.Values.Get("note-" + l.Code)}
		if seen := papers.Child(a.Note); len(seen) > 0 {
			form.refuse(readiness.AsRefusal(readiness.FieldErrorf("note-"+l.Code, "This holds what looks like %s. Name no child here.", listed(seen))))
		}
		if a.Answer != "" {
			c.Answers = append(c.Answers, a)
		}
	}
	if form.Failed() {
		return s.showChecklist(w, r, http.StatusUnprocessableEntity, form)
	}
	if _, err = s.Checklists.AnswerChecklist(r.Context(), list.Visit.VisitID, list.Focus.Code, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, checklistHref(list))
		if shown {
			return err
		}
		return s.showChecklist(w, r, status, form)
	}
	s.done(r, "The answers are saved.")
	return seeOther(w, r, checklistHref(list))
}
