package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const criteriaPath = "/evidence-by-criterion"

// CriteriaPage lists the criteria that have evidence, each with its meter in one line.
type CriteriaPage struct{ Meters []readiness.CriterionMeter }

// Face is the page's frame.
func (CriteriaPage) Face() Face {
	return Face{Template: "criteria", Title: "Evidence by criterion", Section: planPath, Back: evidencePath}
}

// Missing names the kinds that a criterion has not.
func (CriteriaPage) Missing(m readiness.EvidenceMeter) string { return missingKinds(m) }

func (s *Server) criteria(w http.ResponseWriter, r *http.Request) error {
	meters, err := s.Criteria.EvidenceMeters(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CriteriaPage{meters})
}

// CriterionPage is the evidence of one criterion.
type CriterionPage struct {
	Code   string
	Meter  EvidenceMeter
	Pieces []readiness.Evidence
}

// Face is the page's frame.
func (p CriterionPage) Face() Face {
	return Face{Template: "criterion", Title: "Evidence for " + p.Code, Section: planPath, Back: criteriaPath}
}

// Attach is where evidence is attached to this criterion.
func (p CriterionPage) Attach() string { return query(attachPath(""), "criterion", p.Code) }

// AskPartner is where a partner is asked about this criterion.
func (p CriterionPage) AskPartner() string { return query(askPartnerPath, "criterion", p.Code) }

// Library is where all evidence of this criterion is listed.
func (p CriterionPage) Library() string {
	return query(evidencePath, "criterion", p.Code, "state", "all")
}

func (s *Server) criterion(w http.ResponseWriter, r *http.Request) error {
	codes := readiness.CriterionCodes(r.PathValue("code"))
	if len(codes) != 1 {
		return readiness.Errorf(readiness.NotFound, "There is no such criterion.")
	}
	of, err := s.Criteria.EvidenceOf(r.Context(), by(r), codes)
	if err != nil {
		return err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	code := codes[0]
	meter := readiness.MeterOf(of[code], calendar.DateOf(s.Now()), rules.EvidenceMonths)
	return s.show(w, r, http.StatusOK, CriterionPage{Code: code, Meter: EvidenceMeter{meter}, Pieces: of[code]})
}

// criteriaField asks for codes of criteria, several in one line.
func criteriaField(f Form, name, label string) govuk.Input {
	field := f.Text(name, label)
	field.Value, field.Classes = strings.Join(f.Values[name], ", "), "govuk-input--width-20"
	field.Hint.Text = "Codes of the inspection framework, with commas between them. For example, HP11, LM06."
	return field
}

// readCodes turns what was typed into a field of codes into one value for each.
func (f *Form) readCodes(name string) {
	f.Values[name] = readiness.CriterionCodes(strings.Join(f.Values[name], " "))
}

// Link is where the criteria of a piece are changed, "" once it is not in force.
func (p EvidencePage) Link() string {
	if !p.Evidence.InForce() {
		return ""
	}
	return linkHref(p.Evidence.ID)
}

func linkHref(id string) string { return evidenceHref(id) + "/criteria" }

func linkQuestions(e readiness.Evidence, f Form) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: planPath, Back: evidenceHref(e.ID), Caption: e.Title, Heading: "Which criteria does it belong to?", Action: linkHref(e.ID), Send: "Save",
		About:  "Choose those that it says most about: what shows everything shows nothing.",
		Fields: []govuk.Component{criteriaField(f, "link", "Criteria to link it to (optional)")},
	}
	if len(e.Criteria) > 0 {
		items := make([]govuk.Item, len(e.Criteria))
		for i, code := range e.Criteria {
			items[i] = govuk.Item{Value: code, Text: code}
		}
		page.Fields = append(page.Fields, f.Checkboxes("unlink", "Criteria that it is no longer to belong to (optional)", items...))
	}
	return page
}

func (s *Server) linkPage(w http.ResponseWriter, r *http.Request) error {
	return s.showLink(w, r, http.StatusOK, newForm())
}

func (s *Server) showLink(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	e, err := s.Evidence.EvidenceItem(r.Context(), by(r), r.PathValue("id"))
	switch {
	case err != nil:
		return err
	case !e.InForce() && !form.Failed():
		return readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn or replaced, so what it belongs to stays as it is.")
	}
	return s.show(w, r, status, linkQuestions(e, form))
}

func (s *Server) link(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	form.readCodes("link")
	var c readiness.LinkEvidence
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: evidenceHref(id), done: "The criteria of the evidence are saved.",
		do: func() error {
			_, err := s.Criteria.LinkEvidence(r.Context(), id, c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showLink(w, r, status, form) },
	})
}
