package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// keepCohorts has a focus area counted by a list of the council's own, yesterday and today, so that something has moved, and keeps a sheet that waits.
func (e *eyes) keepCohorts(t *testing.T, by readiness.Actor) {
	t.Helper()
	must(t, e.db.KeepCohorts(t.Context(), []readiness.FocusPack{{
		Code: "exploitation-story", Focus: "exploitation", Name: "Children at risk of exploitation", Cohort: readiness.ExploitationCohort,
		Flags: []readiness.RedFlag{{Code: "direct_work", Name: "No direct work for more than %d weeks", Rule: "no_direct_work_weeks", Threshold: 6, Why: "Risk does not fall by itself."}},
	}}))
	today := calendar.DateOf(time.Now())
	sheet := readiness.PlanSheet{File: "exploitation.csv", Columns: []string{"Reference", "Level", "Direct work"}}
	for n, ref := range []string{"X1001", "X1002", "Amy"} {
		sheet.Rows = append(sheet.Rows, readiness.PlanSheetRow{Number: n + 2, Cells: []string{ref, "High", today.AddDays(-50).Long()}})
		id := got[string](t)(e.db.KeepOwnSheet(t.Context(), readiness.OwnUpload{List: readiness.RiskList, On: today.AddDays(min(0, n-1)), Sheet: sheet}, asked(by)))
		if n < 2 {
			must(t, e.db.ApplyOwnImport(t.Context(), id, readiness.ConfirmOwnImport{Confirmed: n + 1}, asked(by)))
		}
	}
}

// fillCohort puts the focus area of keepCohorts into a pattern.
func (s *story) fillCohort(pattern string) string {
	child := s.texts(`select child_id::text from cohort_members limit 1`)[0]
	return strings.NewReplacer("{focus}", "exploitation", "{flag}", "direct_work", "{child}", child, "{list}", readiness.RiskList).Replace(pattern)
}
