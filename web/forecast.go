package web

import (
	"net/http"
	"net/url"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// whatIf tries other thresholds. It asks by GET, so that what it answers has an address that can be sent to somebody.
func (s *Server) whatIf(w http.ResponseWriter, r *http.Request) error {
	page, err := s.tried(r, r.URL.Query())
	if err != nil {
		return err
	}
	if page.Form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	return s.show(w, r, http.StatusOK, page)
}

// tried reads a proposal and forecasts it. A form that is not whole comes back with its errors and without a forecast.
func (s *Server) tried(r *http.Request, typed url.Values) (WhatIfPage, error) {
	prospect, err := s.Forecasts.Prospect(r.Context())
	if err != nil {
		return WhatIfPage{}, err
	}
	page := WhatIfPage{Prospect: prospect, Form: formOf(typed), Viewer: by(r)}
	for name, value := range encode(nextStep(prospect)) { // what an address leaves out is the next step that suggests itself
		if _, given := page.Form.Values[name]; !given {
			page.Form.Values[name] = value
		}
	}
	if page.Form.read(&page.Proposal) {
		page.Form.Errors = checkProposal(prospect, page.Proposal)
	}
	if page.Form.Failed() {
		return page, nil
	}
	page.Forecast = prospect.Forecast(prospect.Rules.With(page.Proposal), page.Proposal.From)
	page.Now = prospect.Forecast(prospect.Rules, page.Proposal.From)
	return page, nil
}

// applyPage shows what would change before anything does.
func (s *Server) applyPage(w http.ResponseWriter, r *http.Request) error {
	page, err := s.tried(r, r.URL.Query())
	if err != nil {
		return err
	}
	if page.Form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	page.Form.CommandID = newID()
	page.Form.IfSeq = page.Prospect.Rules.Version
	return s.show(w, r, http.StatusOK, ApplyPage{WhatIfPage: page, Reason: newForm()})
}

// applied is the form of the check-answers page besides the proposal.
type applied struct {
	Reason    string `json:"reason" validate:"required,max=500"`
	Confirmed int    `json:"confirmed" validate:"min=0"`
}

// apply makes the proposal the rule.
func (s *Server) apply(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	page, err := s.tried(r, form.Values)
	if err != nil {
		return err
	}
	if page.Form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	var a applied
	check := ApplyPage{WhatIfPage: page, Reason: form}
	if !check.Reason.read(&a) {
		return s.show(w, r, http.StatusUnprocessableEntity, check)
	}
	asked := form.asked(r)
	asked.Confirmed = a.Confirmed
	_, err = s.Rules.SetReviewRules(r.Context(), page.Prospect.Rules.With(page.Proposal), readiness.RuleChange{Reason: a.Reason, Running: readiness.RunningKeep}, asked)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code != readiness.Unavailable {
		check.Reason.refuse(refusal)
		return s.show(w, r, statusOf(refusal), check)
	}
	if err != nil {
		return err
	}
	s.done(r, "The policy is set. "+page.Sentence())
	return seeOther(w, r, "/rules")
}

// nextStep is the proposal that the page begins with, from the first of next month: 12 months for everything that has a higher threshold (domain.md 4.5:
// 18 months, aiming at 12); where nothing has, three months less for everything.
func nextStep(p readiness.Prospect) readiness.Proposal {
	first := calendar.On(p.On.Year(), p.On.Month(), 1).AddMonths(1)
	step := readiness.Proposal{From: first, PerWeek: p.Rules.PerWeek}
	kinds := []struct {
		kind   readiness.CaseType
		months *int
	}{{readiness.ChildInNeed, &step.CIN}, {readiness.ChildProtection, &step.CP}, {readiness.ChildInCare, &step.CLA}}
	for _, t := range kinds {
		if p.Rules.Threshold("", t.kind, first) > 12 {
			*t.months = 12
		}
	}
	if step.CIN+step.CP+step.CLA > 0 {
		return step
	}
	for _, t := range kinds {
		*t.months = max(1, p.Rules.Threshold("", t.kind, first)-3)
	}
	return step
}

// checkProposal says what is wrong with a proposal that is whole as a form.
func checkProposal(p readiness.Prospect, q readiness.Proposal) []govuk.FieldError {
	switch {
	case q.From.Before(p.On):
		return []govuk.FieldError{{Name: "from", Message: "The change must begin today or later."}}
	case q.From.After(p.On.AddMonths(9)):
		return []govuk.FieldError{{Name: "from", Message: "The change must begin within nine months, on or before " + p.On.AddMonths(9).Long() + ": the forecast looks one year ahead."}}
	case q.CIN+q.CP+q.CLA == 0 && (q.PerWeek == 0 || q.PerWeek == p.Rules.PerWeek):
		return []govuk.FieldError{{Name: "cin", Message: "Change at least one threshold, or how many reviews an area head can do in a week."}}
	}
	return nil
}
