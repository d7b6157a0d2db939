package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentPeoplePage names the author and the challenger of every criterion of a cycle.
type AssessmentPeoplePage struct {
	View        readiness.AssessmentView
	Form        Form
	Authors     []readiness.Choice
	Challengers []readiness.Choice
	page        AssessmentPage
}

// Face is the page's frame.
func (p AssessmentPeoplePage) Face() Face {
	return Face{Template: "assessment_people", Title: "Authors and challengers", Section: assessmentsPath, Back: assessmentHref(p.View.AssessmentID), Failed: p.Form.Failed(), Wide: true}
}

// Sections are the judgement areas with their criteria.
func (p AssessmentPeoplePage) Sections() []AssessmentSection { return p.page.Sections() }

// Author and Challenger ask who writes a criterion, and who challenges it.
func (p AssessmentPeoplePage) Author(row AppraisalLine) govuk.Select {
	return p.person("author", row, row.AuthorID, "Author of ", p.Authors)
}

// Challenger asks who challenges a criterion.
func (p AssessmentPeoplePage) Challenger(row AppraisalLine) govuk.Select {
	return p.person("challenger", row, row.ChallengerID, "Challenger of ", p.Challengers)
}

func (p AssessmentPeoplePage) person(part string, row AppraisalLine, now, label string, people []readiness.Choice) govuk.Select {
	name := part + "-" + row.AppraisalID
	q := p.Form.Select(name, label+row.Criterion, options("Nobody yet", people)...)
	q.Label.Classes, q.Classes = "govuk-visually-hidden", "app-select--cell"
	if _, typed := p.Form.Values[name]; !typed {
		q.Value = now
	}
	return q
}

// Button names everybody who was changed.
func (AssessmentPeoplePage) Button() govuk.Button { return govuk.Button{Text: "Save changes"} }

func (s *Server) assessmentPeoplePage(w http.ResponseWriter, r *http.Request) error {
	fresh := newForm()
	return s.showAssessmentPeople(w, r, http.StatusOK, fresh)
}

func (s *Server) showAssessmentPeople(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	authors := holdersOf(people, s.today(), readiness.TeamManager, readiness.AreaHead, readiness.AssistantDirector, readiness.Director, readiness.ImprovementLead, readiness.QualityAssurance)
	return s.show(w, r, status, AssessmentPeoplePage{
		View: view, Form: form, Authors: authors, Challengers: holdersOf(people, s.today(), readiness.QualityAssurance, readiness.Peer),
		page: AssessmentPage{View: view, Viewer: by(r), Now: s.Now()},
	})
}

// setAssessmentPeople gives every changed part to its new person. Each is a command of its own; what could not be done comes back with why.
func (s *Server) setAssessmentPeople(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	changed := 0
	for _, row := range view.Rows {
		for part, now := range map[string]string{"author": row.AuthorID, "challenger": row.ChallengerID} {
			name := part + "-" + row.AppraisalID
			to := form.Values.Get(name)
			if to == "" || to == now {
				continue
			}
			c := readiness.AssignAppraisal{Part: part, PersonID: to}
			switch refusal, err := s.assignPart(r, row.AppraisalID, c, form.CommandID+"/"+part); {
			case err != nil:
				return err
			case refusal != nil:
				form.Errors = append(form.Errors, govuk.FieldError{Name: name, Message: row.Criterion + ": " + refusal.Message})
			default:
				changed++
			}
		}
	}
	if form.Failed() {
		return s.showAssessmentPeople(w, r, http.StatusUnprocessableEntity, form)
	}
	s.done(r, map[bool]string{true: "Nothing was changed.", false: "Saved: " + counted(changed, "change") + ". Everybody concerned is told in the morning."}[changed == 0])
	return seeOther(w, r, assessmentHref(view.AssessmentID))
}

// assignPart gives one part of a criterion to somebody, whether its cycle has begun or not.
func (s *Server) assignPart(r *http.Request, id string, c readiness.AssignAppraisal, commandID string) (*readiness.Error, error) {
	asked := readiness.Asked{ID: commandID + "/" + id, By: by(r)}
	done, err := s.Assessments.AssignPlanned(r.Context(), id, c, asked)
	if err == nil && !done {
		_, err = s.Commands.Appraisal(r.Context(), id, c, asked)
	}
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return refusal, nil
	}
	return nil, err
}
