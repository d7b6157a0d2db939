package demo_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// visited looks for what a county's visits show. They come latest first: the one that is prepared, the rehearsal, the one that is over, and the rehearsal before it.
func (p plan) visited(t *testing.T) []readiness.VisitRow {
	t.Helper()
	rows := got[[]readiness.VisitRow](t)(p.db.Visits(t.Context(), seesAll))
	for _, r := range rows {
		t.Log(r.Name, r.Status.Title(), "on site", r.On, "letter", r.Letter, "steps", r.Steps, "settled", r.Settled, "late", r.Late)
	}
	if len(rows) != 4 {
		t.Fatalf("there are %d visits", len(rows))
	}
	if r := rows[0]; r.Status != readiness.VisitPreparing || r.DaysLeft != 23 || len(r.Focus) != 3 || r.Settled < 10 || r.Late == 0 {
		t.Errorf("the visit that comes: %+v", r)
	}
	if r := rows[1]; r.Status != readiness.VisitClosed || !r.Rehearsal || r.Called.IsZero() {
		t.Errorf("the rehearsal: %+v", r)
	}
	if r := rows[2]; r.Status != readiness.VisitClosed || r.Letter.Sub(r.On) < 35 || r.Settled != r.Steps {
		t.Errorf("the visit that is over: %+v", r)
	}
	if r := rows[3]; r.Status != readiness.VisitClosed || !r.Rehearsal || !r.Called.Before(rows[1].Called.AddMonths(-5)) {
		t.Errorf("the first rehearsal: %+v", r)
	}
	p.prepared(t, rows[0].VisitID)
	if last, first := p.rehearsed(t, rows[1].VisitID), p.rehearsed(t, rows[3].VisitID); first >= last {
		t.Errorf("%d steps were on time in the first rehearsal, %d in the last", first, last)
	}
	p.followedUp(t, rows[2])
	p.namedAgain(t, rows[2])
	p.written(t, rows)
	p.packed(t, rows)
	return rows
}

// shown wants a visit to show so many steps of each kind at least.
func (p plan) shown(t *testing.T, id string, kinds map[string]func(readiness.VisitStepRow) bool) readiness.VisitView {
	t.Helper()
	view := got[readiness.VisitView](t)(p.db.VisitView(t.Context(), seesAll, id))
	for what, is := range kinds {
		n := 0
		for _, r := range view.Rows {
			if is(r) {
				n++
			}
		}
		if t.Log(view.Name, "steps that", what, n); n == 0 {
			t.Errorf("%s has no step that %s", view.Name, what)
		}
	}
	return view
}

func (p plan) prepared(t *testing.T, id string) {
	t.Helper()
	kinds := map[string]func(readiness.VisitStepRow) bool{
		"was done late":            func(r readiness.VisitStepRow) bool { return r.Late > 0 && r.Evidence > 0 },
		"is late":                  func(r readiness.VisitStepRow) bool { return r.Overdue > 0 },
		"reached its area head":    func(r readiness.VisitStepRow) bool { return r.Overdue >= 5 && r.Reached == readiness.AreaHead },
		"its owner wants waived":   func(r readiness.VisitStepRow) bool { return r.Status == readiness.StepAsked },
		"waits for the letter":     func(r readiness.VisitStepRow) bool { return r.Status == readiness.StepLater },
		"somebody signed":          func(r readiness.VisitStepRow) bool { return r.Gate == "signature" && r.Status == readiness.StepDone },
		"cannot be counted so far": func(r readiness.VisitStepRow) bool { return r.Gate == "audits" && r.Status == readiness.StepOpen },
	}
	for _, focus := range []string{"care_leavers", "exploitation", "missing"} {
		kinds["is done about "+focus] = func(r readiness.VisitStepRow) bool { return r.Focus == focus && r.Status == readiness.StepDone }
	}
	view, nobody := p.shown(t, id, kinds), 0
	for _, h := range view.State.Holders {
		if h.PersonID == "" {
			nobody++
		}
	}
	if nobody != 1 {
		t.Errorf("nobody has %d parts of %s", nobody, view.Name)
	}
}

// rehearsed wants some steps of a rehearsal to be on time, some late, and some not done. It counts those on time.
func (p plan) rehearsed(t *testing.T, id string) (onTime int) {
	t.Helper()
	view := p.shown(t, id, map[string]func(readiness.VisitStepRow) bool{
		"was done on time": func(r readiness.VisitStepRow) bool { return r.Status == readiness.StepDone && r.Late == 0 },
		"was done late":    func(r readiness.VisitStepRow) bool { return r.Late > 0 },
		"was not done":     func(r readiness.VisitStepRow) bool { return r.Status == readiness.StepDropped },
	})
	for _, r := range view.Rows {
		if r.Status == readiness.StepDone && r.Late == 0 {
			onTime++
		}
	}
	return onTime
}

func (p plan) followedUp(t *testing.T, of readiness.VisitRow) {
	t.Helper()
	p.shown(t, of.VisitID, map[string]func(readiness.VisitStepRow) bool{
		"was done late":      func(r readiness.VisitStepRow) bool { return r.Late > 0 && r.Evidence > 0 },
		"was waived":         func(r readiness.VisitStepRow) bool { return r.Status == readiness.StepWaived },
		"closed on findings": func(r readiness.VisitStepRow) bool { return r.Gate == "letter" && r.Status == readiness.StepDone },
	})
	n := 0
	for _, f := range got[readiness.Page[readiness.PracticeFinding]](t)(p.db.PracticeFindings(t.Context(), seesAll, readiness.PracticeFindingQuery{Source: "visit", Limit: 500})).Rows {
		if f.ReceivedOn == of.Letter {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d findings stand in the register for the letter", n)
	}
}
