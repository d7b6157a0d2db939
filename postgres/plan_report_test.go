package postgres_test

import (
	"encoding/json"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestReportIsFrozen makes two reports with work between them: the first stays as it was, and the second says what changed.
func TestReportIsFrozen(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	good := p.action("Supervise each month", nil)
	late := p.action("Record within a week", func(f *readiness.AddAction) { f.Due = calendar.On(2027, 3, 12) })
	_, err := p.ask(late, p.manager, readiness.UpdateAction{Progress: "at_risk", Done: "Two of six teams.", Help: "A second minute-taker."})
	p.must(err)
	p.goTo(calendar.On(2027, 3, 31))
	complaint := readiness.AttachEvidence{ActionID: good.ID, Kind: "complaint", Bears: readiness.Contradicts, Title: "Complaints of the quarter", ShowsOn: calendar.On(2027, 3, 20)}
	kept := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), complaint, p.asked(p.actor(p.look))))
	lead, member := p.actor(p.lead), p.actor(p.person("mo"))
	member.Holdings = []readiness.Holding{{Role: readiness.ElectedMember}}

	ask := readiness.MakePlanReport{From: monday, Until: calendar.On(2027, 3, 31), Received: "9", Source: "The complaints team’s log", Words: "A slow month."}
	asked := p.asked(lead)
	first := must[readiness.PlanReport](t)(p.MakePlanReport(t.Context(), ask, asked))
	again := must[readiness.PlanReport](t)(p.MakePlanReport(t.Context(), ask, asked))
	if first.ID != again.ID || first.Number != 1 || first.Plan.Before != nil || first.Plan.Received != 9 || first.Plan.Shown != 1 || first.Plan.Did.Added != 2 {
		t.Fatalf("got %+v and then report %d", first, again.Number)
	}
	if l := first.Plan.Late; len(l) != 1 || l[0].Overdue != 11 || l[0].Reached != readiness.AreaHead && l[0].Reached != "" || l[0].Word != "Two of six teams.\nWhat would help: A second minute-taker." || l[0].WordOn != monday {
		t.Errorf("late: %+v", l)
	}

	p.goTo(calendar.On(2027, 4, 6))
	p.must(p.WithdrawEvidence(t.Context(), kept.ID, readiness.WithdrawEvidence{Reason: "Counted twice."}, p.asked(lead)))
	p.checks(p.claims(good), "yes")
	before := must[json.RawMessage](t)(json.Marshal(first))
	second := must[readiness.PlanReport](t)(p.MakePlanReport(t.Context(), readiness.MakePlanReport{From: calendar.On(2027, 4, 1), Until: calendar.On(2027, 4, 6), Received: "0", Source: "The log"}, p.asked(lead)))
	if b := second.Plan.Before; second.Number != 2 || b == nil || b.Number != 1 || b.ShownDone != 0 || second.Plan.Total().ShownDone != 1 || second.Plan.Shown != 0 {
		t.Errorf("the second: %+v", second.Plan)
	}
	if c := second.Plan.Changes; len(c) != 1 || c[0].What != "verified" || c[0].ActionID != good.ID || c[0].On != calendar.On(2027, 4, 6) || second.Plan.Did.ShownDone != 1 {
		t.Errorf("what changed: %+v", c)
	}
	after := must[json.RawMessage](t)(json.Marshal(must[readiness.PlanReport](t)(p.PlanReport(t.Context(), lead, first.ID))))
	if string(before) != string(after) {
		t.Errorf("the first report changed from %s to %s", before, after)
	}
	if lines := must[[]readiness.PlanReportLine](t)(p.PlanReports(t.Context(), member)); len(lines) != 2 || lines[0].Number != 2 || lines[1].By != lead.Name {
		t.Errorf("the list: %+v", lines)
	}
	if seen := must[readiness.PlanReport](t)(p.PlanReport(t.Context(), member, first.ID)); !seen.Scrutiny || seen.Plan.Words != "" || seen.Plan.Late[0].Word != "" || seen.Plan.Received != 9 {
		t.Errorf("a member is shown %+v", seen)
	}
}

func TestWhoMakesReports(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	ask := readiness.MakePlanReport{From: monday, Until: monday, Received: "0", Source: "The log"}
	_, err := p.MakePlanReport(t.Context(), ask, p.asked(p.actor(p.manager)))
	wantRefusal(t, err, readiness.Forbidden, "")
	ask.Until = monday.AddDays(1)
	_, err = p.MakePlanReport(t.Context(), ask, p.asked(p.actor(p.lead)))
	wantRefusal(t, err, readiness.Invalid, "until")
	_, err = p.PlanReport(t.Context(), p.actor(p.lead), "no id")
	wantRefusal(t, err, readiness.NotFound, "")
	ask.Until = monday
	p.must(func() error { _, err := p.MakePlanReport(t.Context(), ask, p.asked(p.actor(p.lead))); return err }())
	conn := must[*pgx.Conn](t)(pgx.Connect(t.Context(), p.dsn))
	if _, err := conn.Exec(t.Context(), `update plan_reports set plan = '{}'`); err == nil {
		t.Error("the ledger let a report be changed")
	}
	p.must(conn.Close(t.Context()))
}
