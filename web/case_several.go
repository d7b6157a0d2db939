package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	severalPath   = "/cases/exclude"
	severalShown  = 100  // cases to tick
	severalAtOnce = 1000 // readiness.ExcludeSeveral
)

// severalPage asks which of the cases of a list are kept out of the reviews, and why.
func (s *Server) severalPage(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	form.Values = r.URL.Query()
	return s.showSeveral(w, r, http.StatusOK, form)
}

func (s *Server) showSeveral(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	page := SeveralPage{Form: form, Today: s.today()}
	list := form // what the list cannot be filtered by is said by the list, not beside these questions
	if !list.read(&page.Query) {
		return readiness.Errorf(readiness.Invalid, "This list cannot be filtered like that. %s", list.Errors[0].Message)
	}
	q := page.Query
	q.Limit, q.Cursor = severalShown, ""
	found, err := s.Cases.Cases(r.Context(), by(r), q)
	if err != nil {
		return err
	}
	page.Rows, page.Total = found.Rows, found.Total
	return s.show(w, r, status, page)
}

// checkSeveral shows what would happen, before anything does.
func (s *Server) checkSeveral(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if err := s.tick(r, &form); err != nil {
		return err
	}
	chosen := form.Errors
	var e readiness.ExcludeSeveral
	form.read(&e)
	if len(chosen) > 0 { // what is chosen is asked first, and "tick some" is said once
		form.Errors = append(chosen, without(form.Errors, "cases")...)
	}
	if form.Failed() {
		return s.showSeveral(w, r, http.StatusUnprocessableEntity, form)
	}
	would, err := s.Cases.CheckExclusions(r.Context(), by(r), e)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code == readiness.Invalid {
		form.refuse(refusal)
		return s.showSeveral(w, r, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, SeveralCheckPage{Asked: e, Would: would, Form: form})
}

// tick puts the ids of all cases of the list into the form when all are chosen.
func (s *Server) tick(r *http.Request, form *Form) error {
	switch form.Values.Get("which") {
	case "all":
		var q readiness.CaseQuery
		list := *form
		if !list.read(&q) {
			return readiness.Errorf(readiness.Invalid, "This list cannot be filtered like that. %s", list.Errors[0].Message)
		}
		q.Limit, q.Cursor = severalAtOnce, ""
		found, err := s.Cases.Cases(r.Context(), by(r), q)
		if err != nil {
			return err
		}
		if found.Total > severalAtOnce {
			form.Errors = []govuk.FieldError{{Name: "which", Message: "More than 1,000 cases fit. Go back to the list and choose less."}}
		}
		form.Values.Del("cases")
		for _, row := range found.Rows {
			form.Values.Add("cases", row.CaseID)
		}
	case "some":
		if len(form.Values["cases"]) == 0 {
			form.Errors = []govuk.FieldError{{Name: "cases", Message: "Tick at least one case."}}
		}
	default:
		form.Errors = []govuk.FieldError{{Name: "which", Message: "Choose which cases."}}
	}
	return nil
}

func without(errors []govuk.FieldError, field string) (kept []govuk.FieldError) {
	for _, e := range errors {
		if e.Name != field {
			kept = append(kept, e)
		}
	}
	return kept
}

// excludeSeveral keeps the checked cases out of the reviews.
func (s *Server) excludeSeveral(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var e readiness.ExcludeSeveral
	if !form.read(&e) {
		return readiness.Errorf(readiness.Invalid, "The form did not arrive whole. Nothing was changed. Go back and send it again.")
	}
	done, err := s.Cases.ExcludeCases(r.Context(), e, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, "/cases")
		if shown {
			return err
		}
		return s.showSeveral(w, r, status, form)
	}
	if len(done.Refused) > 0 {
		return s.show(w, r, http.StatusConflict, SeveralCheckPage{Asked: e, Would: done, Form: form, Done: true})
	}
	s.done(r, counted(len(done.Done), "case")+" "+isOrAre(len(done.Done))+" kept out of the reviews until "+done.Until.Long()+".")
	return seeOther(w, r, "/cases?state=excluded")
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// ofList says which of a list's cases are asked about: "All 143 cases of the list".
func ofList(total int) string { return "All " + strconv.Itoa(total) + " cases of the list" }
