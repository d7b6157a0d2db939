package web

import (
	"maps"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) movementPage(w http.ResponseWriter, r *http.Request) error {
	return s.showMovement(w, r, http.StatusOK, newForm())
}

func (s *Server) showMovement(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Cohorts.Cohort(r.Context(), by(r), r.PathValue("focus"))
	if err != nil {
		return err
	}
	if view.Before.IsZero() {
		return readiness.Errorf(readiness.Conflict, "Nothing has moved yet: the lists were counted once.")
	}
	for _, l := range view.Lines {
		if l.Flag.Code == r.PathValue("flag") {
			return s.show(w, r, status, movementQuestions(view.CohortLine, l, form))
		}
	}
	return readiness.Errorf(readiness.NotFound, "There is no such red flag in this focus area.")
}

func movementQuestions(c readiness.CohortLine, l readiness.FlagLine, f Form) QuestionsPage {
	href := flagHref(c.Focus, l.Flag.Code)
	return QuestionsPage{
		Form: f, Section: cohortsPath, Back: href, Caption: l.Flag.Words(), Heading: "What is behind the movement?", Action: href + "/note", Send: "Save",
		About: movement(c, l) + ". What you say stands beside the count until the next list is brought in.",
		Fields: []govuk.Component{
			f.Radios("kind", "What is it?", radioItems(readiness.MovementKinds)...),
			shortAnswer(f, "why", "How do you know?"),
		},
	}
}

// movement is how a count moved, in words.
func movement(c readiness.CohortLine, l readiness.FlagLine) string {
	words := counts(l.Now) + " now, " + counts(l.Was) + " on " + c.Before.Long()
	if moved := comeAndGone(l); moved != "" {
		words += ", " + moved
	}
	return words
}

func (s *Server) noteMovement(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.NoteMovement
	focus, flag := r.PathValue("focus"), r.PathValue("flag")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: flagHref(focus, flag), done: "Saved. It stands beside the count.",
		mind: func() { form.noChild("why", c.Why, "Nobody needs to know here who a child is.") },
		do:   func() error { return s.Cohorts.NoteMovement(r.Context(), focus, flag, c, form.asked(r)) },
		draw: func(status int) error { return s.showMovement(w, r, status, form) },
	})
}

// cohortPhrases are what the fields of these pages are called inside a sentence.
var cohortPhrases = map[string]string{
	"NoteMovement.kind": "what is behind the movement", "NoteMovement.why": "how you know", "AnswerFlag.looked": "what you looked at", "AnswerFlag.did": "what was done",
	"ChooseOwnSheet.taken_on": "the day that the list describes",
}

func init() {
	maps.Copy(phrases, cohortPhrases)
	shape.Name(cohortPhrases)
}
