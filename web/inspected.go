package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const inspectedPath = assessmentsPath + "/grades"

// InspectionsPage lists the grades that inspectors gave, as their reports have them.
type InspectionsPage struct {
	List       []readiness.Inspection
	Frameworks map[string]readiness.Framework // of the entries, by code
	Viewer     readiness.Actor
}

// Face is the page's frame.
func (InspectionsPage) Face() Face {
	return Face{Template: "inspections", Title: "What inspectors graded", Section: assessmentsPath, Back: assessmentsPath}
}

// Adds reports whether the viewer may enter grades.
func (p InspectionsPage) Adds() bool { return mayHere(p.Viewer, may(readiness.RunAssessments)) }

// AddHref leads to the form.
func (InspectionsPage) AddHref() string { return inspectedPath + "/add" }

// Entries are those in force, and Replaced the others.
func (p InspectionsPage) Entries() []InspectionEntry { return p.entries(true) }

// Replaced are the entries that a newer one put right.
func (p InspectionsPage) Replaced() []InspectionEntry { return p.entries(false) }

func (p InspectionsPage) entries(inForce bool) (entries []InspectionEntry) {
	for _, i := range p.List {
		if i.InForce() != inForce {
			continue
		}
		e := InspectionEntry{Inspection: i, Grades: inspectedRows(i, p.Frameworks[i.Framework])}
		if inForce && p.Adds() {
			e.Right = query(p.AddHref(), "replaces", i.ID)
		}
		entries = append(entries, e)
	}
	return entries
}

// An InspectionEntry is one report with its grades in words.
type InspectionEntry struct {
	readiness.Inspection
	Grades govuk.SummaryList
	Right  string // where it is put right; "" for whoever may not
}

// inspectedRows are the grades of a report, judgement areas first.
func inspectedRows(i readiness.Inspection, of readiness.Framework) govuk.SummaryList {
	var areas, criteria []govuk.SummaryRow
	for _, g := range i.Grades {
		if area, ok := of.Area(g.Code); ok {
			areas = append(areas, govuk.Row(area.Name, of.GradeName(g.Grade)))
			continue
		}
		k, _, _ := of.Criterion(g.Code)
		criteria = append(criteria, govuk.Row(g.Code+": "+cut(k.Text, 80), of.GradeName(g.Grade)))
	}
	return govuk.SummaryList{Rows: append(areas, criteria...)}
}

func (s *Server) inspections(w http.ResponseWriter, r *http.Request) error {
	list, err := s.Inspections.Inspections(r.Context(), by(r))
	if err != nil {
		return err
	}
	page := InspectionsPage{List: list, Frameworks: map[string]readiness.Framework{}, Viewer: by(r)}
	for _, i := range list {
		if _, known := page.Frameworks[i.Framework]; known {
			continue
		}
		if page.Frameworks[i.Framework], err = s.Frameworks.Framework(r.Context(), i.Framework); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

func (s *Server) addInspectionPage(w http.ResponseWriter, r *http.Request) error {
	form, err := s.inspectionFrom(r)
	if err != nil {
		return err
	}
	return s.showAddInspection(w, r, http.StatusOK, form)
}

// inspectionFrom is what the form begins with: the framework in force, or the entry that is put right.
func (s *Server) inspectionFrom(r *http.Request) (Form, error) {
	first := readiness.InspectionReport{Replaces: r.URL.Query().Get("replaces")}
	if first.Replaces == "" {
		lines, err := s.Frameworks.Frameworks(r.Context())
		for _, l := range lines {
			if first.Framework == "" && l.HoldsOn(s.today()) {
				first.Framework = l.Code
			}
		}
		return newFormFor(first), err
	}
	list, err := s.Inspections.Inspections(r.Context(), by(r))
	if err != nil {
		return Form{}, err
	}
	i := slices.IndexFunc(list, func(i readiness.Inspection) bool { return i.ID == first.Replaces })
	if i < 0 {
		return Form{}, readiness.Errorf(readiness.NotFound, "There is no such entry.")
	}
	e := list[i]
	of, err := s.Frameworks.Framework(r.Context(), e.Framework)
	if err != nil {
		return Form{}, err
	}
	first.Framework, first.Reference, first.InspectedOn, first.ReceivedOn = e.Framework, e.Reference, e.InspectedOn, e.ReceivedOn
	form := newFormFor(first)
	form.Values["grades"], form.Values["criteria"] = typedGrades(e.Grades, of)
	return form, nil
}

// typedGrades are the grades of an entry as the form takes them: one for each judgement area, and a line for each criterion.
func typedGrades(grades []readiness.InspectedGrade, of readiness.Framework) (areas, criteria []string) {
	areas = make([]string, len(of.Areas))
	var lines []string
	for _, g := range grades {
		if at := slices.IndexFunc(of.Areas, func(a readiness.JudgementArea) bool { return a.Code == g.Code }); at >= 0 {
			areas[at] = g.Grade
			continue
		}
		lines = append(lines, g.Code+" "+of.GradeName(g.Grade))
	}
	return areas, []string{strings.Join(lines, "\n")}
}

func (s *Server) showAddInspection(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	of, err := s.Frameworks.Framework(r.Context(), form.Values.Get("framework"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, inspectionQuestions(form, of, lines))
}

func inspectionQuestions(f Form, of readiness.Framework, lines []readiness.FrameworkLine) QuestionsPage {
	var (
		versions []govuk.Option
		scale    []readiness.Choice
	)
	for _, l := range lines {
		versions = append(versions, govuk.Option{Value: l.Code, Text: l.Name})
	}
	for _, g := range of.Grades {
		scale = append(scale, readiness.Choice{Code: g.Code, Text: g.Name})
	}
	page := QuestionsPage{
		Form: f, Section: assessmentsPath, Back: inspectedPath, Heading: "Enter what inspectors graded", Action: inspectedPath + "/add", Send: "Enter the grades",
		About: "As the report or letter has them. An entry does not change any more: if something was wrong, you enter it again and the first one stays readable.",
	}
	reference := f.Text("reference", "Which report or letter is it?")
	reference.Hint.Text = "Its name or number. For example, Inspection report 50271234."
	framework := f.Select("framework", "Framework", versions...)
	framework.Hint.Text = "If you choose another, you are asked for the grades of its judgement areas before anything is entered."
	inspected, received := f.Date("inspected_on", "When was the last day of the inspection?"), f.Date("received_on", "When did the council receive the report?")
	inspected.Hint.Text = "For example, 27 3 2027."
	page.Fields = []govuk.Component{framework, hidden{"of", []string{of.Code}}, reference, inspected, received}
	for i, area := range of.Areas {
		page.Fields = append(page.Fields, gradeAt(f, i, area.Name, scale))
	}
	criteria := longAnswer(f, "criteria", "Grades of single criteria (optional)", 4)
	criteria.Hint.Text = "Where the report says one, each on a line of its own: the code, then the grade. For example, HP11 Good."
	page.Fields = append(page.Fields, criteria)
	if f.Values.Get("replaces") != "" {
		page.Heading, page.Send = "Put right what inspectors graded", "Enter it again"
		page.Fields = append(page.Fields, hidden{"replaces", []string{f.Values.Get("replaces")}}, f.Counted("why", "What was wrong with the entry?", 500))
	}
	return page
}

// gradeAt asks for the grade of the judgement area at a place.
func gradeAt(f Form, place int, label string, scale []readiness.Choice) govuk.Select {
	q := personAt(f, "grades", place, label, scale)
	q.Items[0].Text = "No grade"
	return q
}

func (s *Server) addInspection(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Values.Get("of") != form.Values.Get("framework") { // other judgement areas: ask for their grades first
		form.Values.Del("grades")
		return s.showAddInspection(w, r, http.StatusOK, form)
	}
	of, err := s.Frameworks.Framework(r.Context(), form.Values.Get("framework"))
	if err != nil {
		return err
	}
	var c readiness.AddInspection
	return s.run(w, r, &errand{
		form: &form, into: &c.InspectionReport, then: inspectedPath, done: "The grades are entered. They stand in the gap maps now.",
		mind: func() {
			grades, problem := readGrades(form.Values["grades"], form.Values.Get("criteria"), of)
			if c.Grades = grades; problem != nil {
				form.Errors = append(form.Errors, *problem)
			}
		},
		do: func() error {
			_, err := s.Inspections.AddInspection(r.Context(), c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showAddInspection(w, r, status, form) },
	})
}

// readGrades reads the grades of judgement areas, in their order, and the lines about criteria. A grade of a line is known by its name or its code.
func readGrades(areas []string, lines string, of readiness.Framework) (grades []readiness.InspectedGrade, problem *govuk.FieldError) {
	for i, grade := range areas {
		if grade != "" && i < len(of.Areas) {
			grades = append(grades, readiness.InspectedGrade{Code: of.Areas[i].Code, Grade: grade})
		}
	}
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		code, name, _ := strings.Cut(line, " ")
		code, name = strings.ToUpper(strings.TrimRight(code, ":,")), strings.TrimSpace(name)
		step := slices.IndexFunc(of.Grades, func(g readiness.Grade) bool {
			return strings.EqualFold(g.Name, name) || strings.EqualFold(g.Code, name)
		})
		if _, _, known := of.Criterion(code); !known || step < 0 {
			return grades, &govuk.FieldError{Name: "criteria", Message: "“" + cut(line, 60) + "” is no code of a criterion with one of these grades: " + listed(gradeNames(of)) + "."}
		}
		grades = append(grades, readiness.InspectedGrade{Code: code, Grade: of.Grades[step].Code})
	}
	return grades, nil
}

func gradeNames(of readiness.Framework) (names []string) {
	for _, g := range of.Grades {
		names = append(names, g.Name)
	}
	return names
}
