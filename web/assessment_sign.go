package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func gradeHref(id, section string) string { return assessmentHref(id) + "/areas/" + section + "/grade" }
func signHref(id, part string) string     { return assessmentHref(id) + "/sign/" + part }

// gradeSectionPage asks for the grade of a whole judgement area.
func (s *Server) gradeSectionPage(w http.ResponseWriter, r *http.Request) error {
	return s.showGradeSection(w, r, http.StatusOK, nil)
}

func (s *Server) showGradeSection(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	code := r.PathValue("section")
	section := view.State.Section(code)
	if section == nil {
		return readiness.Errorf(readiness.NotFound, "There is no such judgement area in this self-assessment.")
	}
	if form == nil {
		_, _, err := view.State.Do(readiness.GradeSection{Section: code, Grade: view.State.Scale[0], Why: "x"}, readiness.Asked{By: by(r)}, s.Now())
		if refusal := readiness.AsRefusal(err); refusal != nil {
			return refusal
		}
		fresh := newFormFor(readiness.GradeSection{Grade: section.Grade, Why: section.Why})
		form = &fresh
	}
	form.IfSeq = view.State.Seq
	return s.show(w, r, status, gradeSectionQuestions(view, code, *form))
}

func gradeSectionQuestions(v readiness.AssessmentView, code string, f Form) QuestionsPage {
	area, _ := v.Of.Area(code)
	why := f.Counted("why", "Why this grade?", 4000)
	why.Rows, why.Threshold, why.Hint.Text = 8, 75, "What decides it, what is not good enough, and what would move it. Do not name a child."
	return QuestionsPage{
		Form: f, Section: assessmentsPath, Back: assessmentHref(v.AssessmentID), Caption: "Self-assessment " + v.Name, Heading: "Grade: " + area.Name,
		About:  "A grade is a judgement, not a sum: it says which description fits best. " + gradesOf(v, code),
		Action: gradeHref(v.AssessmentID, code), Fields: []govuk.Component{gradeRadios(f, v.Of, "What is the grade?"), why}, Send: "Save the grade",
	}
}

// gradesOf counts the agreed grades of a judgement area's criteria.
func gradesOf(v readiness.AssessmentView, section string) string {
	counts, all := map[string]int{}, 0
	for _, row := range v.Rows {
		if row.Section == section && row.Agreed != "" {
			counts[row.Agreed]++
			all++
		}
	}
	var words []string
	for _, g := range v.Of.Grades {
		if n := counts[g.Code]; n > 0 {
			words = append(words, thousands(n)+" "+lowerFirst(g.Name))
		}
	}
	if all == 0 {
		return ""
	}
	return "Of its criteria, agreed so far: " + listed(words) + "."
}

// gradeRadios ask for a grade, each with what it means.
func gradeRadios(f Form, of readiness.Framework, ask string) govuk.Radios {
	var items []govuk.Item
	for _, g := range of.Grades {
		items = append(items, govuk.Item{Value: g.Code, Text: g.Name, Hint: govuk.Hint{Text: g.Means}})
	}
	return f.Radios("grade", ask, items...)
}

func (s *Server) gradeSection(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	form.Values.Set("section", r.PathValue("section"))
	var c readiness.GradeSection
	if !form.read(&c) {
		form.reword("grade", chooseGrade)
		return s.showGradeSection(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	if _, err := s.Commands.Assessment(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, assessmentHref(id))
		if shown {
			return err
		}
		return s.showGradeSection(w, r, status, &form)
	}
	s.done(r, "The grade is kept. It is signed when every criterion is agreed.")
	return seeOther(w, r, assessmentHref(id))
}

// SignPage shows what somebody is about to sign, once more and whole, and asks for the signature.
type SignPage struct {
	View  readiness.AssessmentView
	Part  string
	Form  Form
	Asks  bool                               // for the password, once more
	Texts map[string]readiness.AppraisalText // by criterion
	page  AssessmentPage
}

// Face is the page's frame.
func (p SignPage) Face() Face {
	return Face{Template: "assessment_sign", Title: "Read and sign", Section: assessmentsPath, Back: assessmentHref(p.View.AssessmentID), Failed: p.Form.Failed()}
}

// What is what the signature is about, inside a sentence.
func (p SignPage) What() string { return p.page.partName(p.Part) }

// Whole reports whether the signature is about every judgement area.
func (p SignPage) Whole() bool { return p.View.State.Section(p.Part) == nil }

// Sections are what is signed: one judgement area, or all.
func (p SignPage) Sections() []AssessmentSection {
	var shown []AssessmentSection
	for _, s := range p.page.Sections() {
		if p.Whole() || s.Code == p.Part {
			shown = append(shown, s)
		}
	}
	return shown
}

// Text is what was written about a criterion.
func (p SignPage) Text(criterion string) readiness.AppraisalText { return p.Texts[criterion] }

// Changed reports whether this part was signed before: something has changed since.
func (p SignPage) Changed() bool { return p.View.State.Signature(p.Part) != nil }

// Binds is the hash of what is shown.
func (p SignPage) Binds() string { return p.View.State.Binds(p.Part) }

// ReadBox has the signer say that they have read it.
func (p SignPage) ReadBox() govuk.Checkboxes {
	return p.Form.Checkboxes("read", "Your signature", govuk.Item{Value: "yes", Text: "I have read this, and I sign it as it stands"})
}

// Password asks the director once more.
func (p SignPage) Password() govuk.PasswordInput {
	return p.Form.Password("password", "Your password, once more")
}

// Button signs.
func (p SignPage) Button() govuk.Button { return govuk.Button{Text: "Sign"} }

func (s *Server) signAssessmentPage(w http.ResponseWriter, r *http.Request) error {
	return s.showSign(w, r, http.StatusOK, nil)
}

func (s *Server) showSign(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	part := r.PathValue("part")
	if form == nil {
		_, _, err := view.State.Do(readiness.SignAssessment{Part: part, SHA256: view.State.Binds(part)}, readiness.Asked{By: by(r)}, s.Now())
		if refusal := readiness.AsRefusal(err); refusal != nil {
			return refusal
		}
		fresh := newForm()
		form = &fresh
	}
	texts, err := s.Assessments.Texts(r.Context(), by(r), view.AssessmentID)
	if err != nil {
		return err
	}
	asks, err := s.asksPassword(r, part)
	if err != nil {
		return err
	}
	page := SignPage{View: view, Part: part, Form: *form, Asks: asks, Texts: texts, page: AssessmentPage{View: view, Viewer: by(r), Now: s.Now()}}
	return s.show(w, r, status, page)
}

// confirmed asks the director's password once more. The people of the demonstration have none that anybody knows.
func (s *Server) confirmed(r *http.Request, part, password string) error {
	if asks, err := s.asksPassword(r, part); err != nil || !asks {
		return err
	}
	return s.Accounts.ConfirmPassword(r.Context(), by(r), password, address(r))
}

func (s *Server) asksPassword(r *http.Request, part string) (bool, error) {
	if part != string(readiness.Director) {
		return false, nil
	}
	invented, err := s.demoPeople(r)
	return !slices.ContainsFunc(invented, func(p readiness.DemoPerson) bool { return p.PersonID == by(r).PersonID }), err
}

// signing is the form of a signature.
type signing struct {
	SHA256 string `json:"sha256" validate:"required,len=64,hexadecimal"`
	Read   string `json:"read" validate:"required,eq=yes"`
}

func (s *Server) signAssessment(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, part := r.PathValue("id"), r.PathValue("part")
	var c signing
	if !form.read(&c) {
		form.reword("read", "Say that you have read it.")
		form.Values.Del("password")
		return s.showSign(w, r, http.StatusUnprocessableEntity, &form)
	}
	if err := s.confirmed(r, part, form.Values.Get("password")); err != nil {
		status, shown, err := s.again(w, r, err, &form, assessmentHref(id))
		if shown {
			return err
		}
		form.Values.Del("password")
		return s.showSign(w, r, status, &form)
	}
	x, err := s.Commands.Assessment(r.Context(), id, readiness.SignAssessment{Part: part, SHA256: c.SHA256}, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, assessmentHref(id))
		if shown {
			return err
		}
		return s.showSign(w, r, status, &form)
	}
	if x.Status == readiness.AssessmentPublished {
		s.done(r, "Signed. With this signature the self-assessment is published.")
	} else {
		s.done(r, "Signed. Your signature binds exactly what you read: if anything changes, you are asked again.")
	}
	return seeOther(w, r, assessmentHref(id))
}
