package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestLooksFromOutsideAreRecorded lets people look at a case: those who answer for it leave no trace, the others one a day.
func TestLooksFromOutsideAreRecorded(t *testing.T) {
	t.Parallel()
	s := newService(t)
	reviews := s.sweep(monday)
	look := func(person string) {
		t.Helper()
		must[readiness.CaseView](t)(s.Case(t.Context(), s.actor(person), reviews[0].CaseID))
		must[readiness.ReviewView](t)(s.Review(t.Context(), s.actor(person), reviews[0].ID))
	}
	recorded := func() []readiness.AuditRow {
		t.Helper()
		return must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Action: "READ FROM outside"})).Rows
	}
	look(s.manager)
	look(s.head)
	if rows := recorded(); len(rows) != 0 {
		t.Fatalf("those who answer for the case are recorded: %+v", rows)
	}
	look(s.lead)
	look(s.lead)
	look(s.director)
	if rows := recorded(); len(rows) != 2 || rows[1].Actor != "lead" || rows[1].Subject != "case/"+reviews[0].CaseID {
		t.Fatalf("recorded: %+v", rows)
	}
	s.goTo(monday.AddDays(1))
	look(s.lead)
	if rows := recorded(); len(rows) != 3 {
		t.Errorf("another day: %d rows", len(rows))
	}
	view := must[readiness.CaseView](t)(s.Case(t.Context(), s.actor(s.head), reviews[0].CaseID))
	if len(view.Readers) != 3 || view.Readers[0].Name != "lead" || view.Readers[0].Roles[0] != readiness.ImprovementLead {
		t.Errorf("the area head sees %+v", view.Readers)
	}
	only := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Who: "dir", From: monday, Until: monday}))
	if len(only.Rows) != 1 || only.Total != 1 {
		t.Errorf("narrowed to the director on Monday: %+v", only.Rows)
	}
	if none := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Until: monday.AddDays(-1)})); len(none.Rows) != 0 {
		t.Errorf("before Monday: %+v", none.Rows)
	}
}
