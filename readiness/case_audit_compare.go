package readiness

import (
	"cmp"
	"slices"
)

// An AuditComparison sets audits before a visit beside audits of the same children after it.
type AuditComparison struct {
	FocusOf
	Children int             `json:"children"` // audited before the visit
	Pairs    int             `json:"pairs"`    // of these with grades that stand after it as well
	Lines    []ComparedGrade `json:"lines"`    // overall first, then each section
}

// A ComparedGrade is how one section of the same children was graded before and after, in the order of CaseAuditGrades.
type ComparedGrade struct {
	Code   string `json:"code"` // "" for the overall grade
	Name   string `json:"name"`
	Before []int  `json:"before"`
	After  []int  `json:"after"`
	Better int    `json:"better"` // children whose grade is a better one
	Same   int    `json:"same"`
	Worse  int    `json:"worse"`
}

// A GradedTwice is a child audited before a visit and after it.
type GradedTwice struct{ Before, After AuditGrades }

// CompareGrades compares them by section.
func CompareGrades(sections []AuditSection, pairs []GradedTwice) []ComparedGrade {
	before, after := []AuditGrades{}, []AuditGrades{}
	for _, p := range pairs {
		before, after = append(before, p.Before), append(after, p.After)
	}
	was, is := GradeProfile(sections, before), GradeProfile(sections, after)
	lines := []ComparedGrade{}
	for i := range was {
		line := ComparedGrade{Code: was[i].Code, Name: was[i].Name, Before: was[i].Counts, After: is[i].Counts}
		for _, p := range pairs {
			switch one, other := auditStep(p.Before.Of(line.Code)), auditStep(p.After.Of(line.Code)); {
			case one < 0 || other < 0:
			case other < one:
				line.Better++
			case other > one:
				line.Worse++
			default:
				line.Same++
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Of is the grade of a section, or overall for "".
func (g AuditGrades) Of(section string) string {
	if section == "" {
		return g.Overall
	}
	return g.Sections[section]
}

// AuditCalibration is how auditors' grades lie against those of moderators, over all audits: overall and section grades alike.
type AuditCalibration struct {
	Auditors []AuditorAgreement `json:"auditors"` // by name
	Audits   int                `json:"audits"`   // moderated ones
	Same     int                `json:"same"`     // of these with the same overall grade
}

// AuditorAgreement is how far moderators agree with one auditor.
type AuditorAgreement struct {
	OverGrader
	Audits int     `json:"audits"`
	Same   int     `json:"same"`  // audits whose overall grade the moderator gave too
	Shown  bool    `json:"shown"` // from ten pairs up, unless both gave everything the same one grade
	Kappa  float64 `json:"kappa"` // 0 unless it is shown
}

// A ModeratedAudit is what an auditor and a moderator gave one case.
type ModeratedAudit struct {
	AuditorID          string
	Auditor            string
	Audited, Moderated AuditGrades
}

// Calibrate compares auditors with moderators.
func Calibrate(audits []ModeratedAudit) AuditCalibration {
	c := AuditCalibration{Auditors: []AuditorAgreement{}, Audits: len(audits)}
	pairs, at := map[string][][2]int{}, map[string]int{}
	for _, a := range audits {
		i, known := at[a.AuditorID]
		if !known {
			i = len(c.Auditors)
			at[a.AuditorID] = i
			c.Auditors = append(c.Auditors, AuditorAgreement{OverGrader: OverGrader{PersonID: a.AuditorID, Name: a.Auditor}})
		}
		c.Auditors[i].Audits++
		if a.Audited.Overall == a.Moderated.Overall {
			c.Auditors[i].Same++
			c.Same++
		}
		pairs[a.AuditorID] = append(pairs[a.AuditorID], a.pairs()...)
	}
	for i, who := range c.Auditors {
		given := pairs[who.PersonID]
		c.Auditors[i].Pairs = len(given)
		c.Auditors[i].By, _ = OverGrading(given)
		if kappa, ok := Agreement(given, len(CaseAuditGrades)); ok {
			c.Auditors[i].Kappa, c.Auditors[i].Shown = kappa, true
		}
	}
	slices.SortFunc(c.Auditors, func(a, b AuditorAgreement) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
	})
	return c
}

// pairs are the grades of the two as places on the scale.
func (a ModeratedAudit) pairs() [][2]int {
	pairs := [][2]int{{auditStep(a.Audited.Overall), auditStep(a.Moderated.Overall)}}
	for code, grade := range a.Audited.Sections {
		pairs = append(pairs, [2]int{auditStep(grade), auditStep(a.Moderated.Sections[code])})
	}
	return slices.DeleteFunc(pairs, func(p [2]int) bool { return p[0] < 0 || p[1] < 0 })
}
