package web

import "github.com/sightline-readiness/sightline/readiness"

// Sections are the judgement areas with their criteria.
func (p AssessmentPage) Sections() []AssessmentSection {
	var sections []AssessmentSection
	for _, s := range p.View.State.Sections {
		area, _ := p.View.Of.Area(s.Code)
		section := AssessmentSection{Section: s, Name: area.Name, Lead: orSomebody(p.View.Names[s.LeadID]), page: p}
		for _, row := range p.View.Rows {
			if row.Section == s.Code {
				section.Rows = append(section.Rows, AppraisalLine{row, p.View.Of, readiness.OnlyPeer(p.Viewer) && row.ChallengerID != p.Viewer.PersonID})
			}
		}
		sections = append(sections, section)
	}
	return sections
}

// An AssessmentSection is one judgement area of a cycle.
type AssessmentSection struct {
	readiness.Section
	Name, Lead string
	Rows       []AppraisalLine
	page       AssessmentPage
}

// Words say how far the judgement area is.
func (s AssessmentSection) Words() string {
	if len(s.Rows) == 0 {
		return "No criteria: it is graded from the others."
	}
	var agreed, late int
	for _, r := range s.Rows {
		if r.Status == readiness.AppraisalAgreed || r.Status == readiness.AppraisalFrozen {
			agreed++
		}
		if r.Overdue > 0 {
			late++
		}
	}
	words := thousands(agreed) + " of " + criteriaCount(len(s.Rows)) + " agreed"
	if late > 0 {
		words += ", " + thousands(late) + " late"
	}
	return words + "."
}

// GradeName is the grade of the whole judgement area; "" while it has none.
func (s AssessmentSection) GradeName() string {
	return s.page.View.Of.GradeName(s.Grade)
}

// GradeHref leads to its grading, for whoever may grade it now; "" otherwise.
func (s AssessmentSection) GradeHref() string {
	c := readiness.GradeSection{Section: s.Code, Grade: s.page.View.State.Scale[0], Why: "x"}
	if _, _, err := s.page.View.State.Do(c, readiness.Asked{By: s.page.Viewer}, s.page.Now); err != nil {
		return ""
	}
	return gradeHref(s.page.View.AssessmentID, s.Code)
}
