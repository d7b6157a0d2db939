package web_test

import (
	"context"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// trailOf is an audit trail with one row for each of some subjects.
type trailOf struct {
	service
	subjects []string
}

func (a trailOf) Audit(context.Context, readiness.AuditQuery) (readiness.Page[readiness.AuditRow], error) {
	var page readiness.Page[readiness.AuditRow]
	for i, subject := range a.subjects {
		page.Rows = append(page.Rows, readiness.AuditRow{Seq: int64(i + 1), At: now, Actor: "Ana Costa", Action: "kept", Subject: subject})
	}
	page.Total = len(page.Rows)
	return page, nil
}

// TestTrailSaysWhatItIsAbout: every noun has words, an id only its end, and no page is led to that is none.
func TestTrailSaysWhatItIsAbout(t *testing.T) {
	t.Parallel()
	said := map[string]string{
		"assessment/": "Self-assessment 0000c1", "appraisal/": "Criterion of a self-assessment 0000c1", "inspection/": "Grades of an inspection 0000c1", "partner/": "Question to a partner 0000c1",
		"pulse/": "Survey of staff 0000c1", "case-audit/": "Case audit 0000c1", "framework-draft/": "Draft of a framework 0000c1", "series/": "Meeting that comes again 0000c1", "point/": "Point from a meeting 0000c1",
	}
	a := trailOf{subjects: []string{"framework/ilacs-2026", "refresh/2027-03-01", "rules/self-assessment"}}
	checks := []htmlcheck.Check{htmlcheck.Says("Framework ilacs-2026"), htmlcheck.Says("Planning of self-assessments of 2027-03-01"), htmlcheck.Says("Rules: self-assessment")}
	for noun, words := range said {
		a.subjects = append(a.subjects, noun+"0195a1b2-0000-7000-8000-0000000000c1")
		checks = append(checks, htmlcheck.Says(words))
	}
	s := newServer()
	s.Service = a
	_, page, _ := visit(t, s, "improvement_lead").get("/audit")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", checks...))
}
