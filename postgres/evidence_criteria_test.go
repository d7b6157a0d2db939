package postgres_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// belongs has the manager attach a piece that belongs to criteria alone.
func (p *programme) belongs(kind, bears string, codes ...string) readiness.Evidence {
	p.t.Helper()
	e := readiness.AttachEvidence{Criteria: codes, Kind: kind, Bears: bears, Title: "Something", ShowsOn: monday}
	return must[readiness.Evidence](p.t)(p.AttachEvidence(p.t.Context(), e, p.asked(p.actor(p.manager))))
}

// of are the titles of the evidence of one criterion.
func (p *programme) of(code string) (ids []string) {
	p.t.Helper()
	for _, e := range must[map[string][]readiness.Evidence](p.t)(p.EvidenceOf(p.t.Context(), p.actor(p.head), []string{code}))[code] {
		ids = append(ids, e.ID)
	}
	return ids
}

func TestEvidenceByCriterion(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	staff, data := p.belongs("staff", readiness.Supports, "HP11", "LM6"), p.belongs("data", readiness.Contradicts, "HP11")
	a := p.action("Supervise each month", nil)
	both := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), readiness.AttachEvidence{
		ActionID: a.ID, Criteria: []string{"LM6"}, Kind: "audit", Bears: readiness.Supports, Title: "Audit", ShowsOn: monday.AddDays(-7),
	}, p.asked(p.actor(p.manager))))
	if !slices.Equal(staff.Criteria, []string{"HP11", "LM6"}) || len(staff.Actions) != 0 || len(both.Actions) != 1 || !slices.Equal(both.Criteria, []string{"LM6"}) {
		t.Errorf("kept %+v and %+v", staff, both)
	}
	of := must[map[string][]readiness.Evidence](t)(p.EvidenceOf(t.Context(), p.actor(p.head), []string{"HP11", "LM6", "CC1"}))
	if len(of) != 3 || len(of["HP11"]) != 2 || len(of["LM6"]) != 2 || of["LM6"][1].ID != both.ID || of["CC1"] == nil || len(of["CC1"]) != 0 {
		t.Errorf("by criterion: %+v", of)
	}
	for code, want := range map[string]int{"HP11": 2, "LM6": 2, "CC1": 0} {
		if page := must[readiness.Page[readiness.Evidence]](t)(p.Evidence(t.Context(), p.actor(p.head), readiness.EvidenceQuery{Criterion: code})); page.Total != want || len(page.Rows) != want {
			t.Errorf("the library has %d of %s, want %d", page.Total, code, want)
		}
	}
	meters := must[[]readiness.CriterionMeter](t)(p.EvidenceMeters(t.Context(), p.actor(p.head)))
	var got []string
	for _, m := range meters {
		got = append(got, m.Criterion)
		if diff := diff(readiness.MeterOf(of[m.Criterion], monday, 12), m.Meter); diff != "" {
			t.Errorf("the meter of %s is not that of its pieces:\n%s", m.Criterion, diff)
		}
	}
	if !slices.Equal(got, []string{"HP11", "LM6"}) {
		t.Errorf("meters of %q", got)
	}
	p.must(p.WithdrawEvidence(t.Context(), data.ID, readiness.WithdrawEvidence{Reason: "Wrong."}, p.asked(p.actor(p.manager))))
	if left := p.of("HP11"); !slices.Equal(left, []string{staff.ID}) {
		t.Errorf("after one was withdrawn: %q", left)
	}
	later := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), readiness.AttachEvidence{
		Criteria: []string{"CC1"}, Kind: "staff", Bears: readiness.Supports, Title: "Again", ShowsOn: monday, Replaces: staff.ID,
	}, p.asked(p.actor(p.manager))))
	if !slices.Equal(later.Criteria, []string{"CC1", "HP11", "LM6"}) || !slices.Equal(p.of("HP11"), []string{later.ID}) {
		t.Errorf("a new version belongs to %q, and HP11 has %q", later.Criteria, p.of("HP11"))
	}
}

func TestLinkEvidence(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	e := p.attach(p.action("Supervise each month", nil), p.manager, readiness.Supports, monday)
	asked := p.asked(p.actor(p.head))
	link := readiness.LinkEvidence{Link: []string{"HP11", "HP2"}}
	for range 2 { // the same command again does nothing
		linked := must[readiness.Evidence](t)(p.LinkEvidence(t.Context(), e.ID, link, asked))
		if !slices.Equal(linked.Criteria, []string{"HP2", "HP11"}) || len(linked.Actions) != 1 {
			t.Errorf("linked: %+v", linked)
		}
	}
	less := must[readiness.Evidence](t)(p.LinkEvidence(t.Context(), e.ID, readiness.LinkEvidence{Unlink: []string{"HP2"}}, p.asked(p.actor(p.lead))))
	if !slices.Equal(less.Criteria, []string{"HP11"}) {
		t.Errorf("unlinked: %q", less.Criteria)
	}
	if rows := must[readiness.Page[readiness.AuditRow]](t)(p.Audit(t.Context(), readiness.AuditQuery{Subject: "evidence/" + e.ID})).Rows; rows[0].Action != "evidence linked" || rows[0].Detail != "criteria=HP11" || len(rows) != 3 {
		t.Errorf("the audit trail says %+v", rows)
	}
	alone := p.belongs("voice", readiness.Supports, "CC1")
	refuse := func(id string, l readiness.LinkEvidence, by readiness.Actor) error {
		_, err := p.LinkEvidence(t.Context(), id, l, p.asked(by))
		return err
	}
	wantRefusal(t, refuse(alone.ID, readiness.LinkEvidence{Unlink: []string{"CC1"}}, p.actor(p.head)), readiness.Invalid, "unlink")
	wantRefusal(t, refuse(alone.ID, link, p.actor(p.member)), readiness.Forbidden, "")
	wantRefusal(t, refuse("0198a000-0000-7000-8000-00000000dead", link, p.actor(p.head)), readiness.NotFound, "")
	p.must(p.WithdrawEvidence(t.Context(), alone.ID, readiness.WithdrawEvidence{Reason: "Wrong."}, p.asked(p.actor(p.manager))))
	wantRefusal(t, refuse(alone.ID, link, p.actor(p.head)), readiness.Conflict, "")
	_, err := p.AttachEvidence(t.Context(), readiness.AttachEvidence{Kind: "audit", Bears: readiness.Supports, Title: "Audit", ShowsOn: monday}, p.asked(p.actor(p.manager)))
	wantRefusal(t, err, readiness.Invalid, "criteria")
}
