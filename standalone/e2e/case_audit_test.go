package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestCaseAudits leads audits of sampled children through a whole Sightline: one whose grades lie two apart, so that a third reviewer decides; one whose auditor
// turns out to hold the case; and one in which the auditor is worried about the child.
func TestCaseAudits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	today := calendar.DateOf(time.Now())
	who := h.furnish(t, 240, today)
	runs := who[string(readiness.ImprovementLead)]
	visit := h.planVisit(t, runs, readiness.PlanVisit{Kind: "monitoring", On: calendar.England().Add(today, 80, calendar.Exclusive), Focus: []string{"missing"}})
	crew := map[string]readiness.Actor{}
	var ids []string
	for _, name := range []string{"First Looker", "Second Looker", "Third Looker"} {
		by := h.appoint(t, readiness.AddPost{Role: readiness.QualityAssurance}, name)
		crew[by.PersonID], ids = by, append(ids, by.PersonID)
	}
	got[readiness.Sample](t)(h.db.DrawSample(t.Context(), visit, "missing", readiness.DrawSample{Deep: 3}, asked(runs)))
	planned := got[[]readiness.PlannedCaseAudit](t)(h.db.GiveAudits(t.Context(), visit, "missing", readiness.GiveAudits{Auditors: ids, Moderators: ids}, asked(runs)))
	if len(planned) != 3 {
		t.Fatalf("%d audits were given out", len(planned))
	}
	for _, p := range planned {
		_, err := patiently(t, func() (struct{}, error) { return struct{}{}, h.commands.OpenCaseAudit(t.Context(), p) })
		must(t, err)
	}
	a := &auditors{house: h, t: t, crew: crew}

	apart := planned[0].ID
	a.writes(apart, readiness.AuditorText, "good")
	a.writes(apart, readiness.ModeratorText, "inadequate")
	if x := a.state(apart); x.Status != readiness.CaseAuditThird {
		t.Fatalf("two grades apart, and the audit is %s", x.Status.Title())
	}
	if by := a.state(apart).ThirdID; by == "" || by == a.state(apart).AuditorID || by == a.state(apart).ModeratorID {
		t.Fatalf("the third reviewer is %q", by)
	}
	a.writes(apart, readiness.ThirdText, "requires_improvement")
	a.talks(apart)
	a.ended("case_audit_third_reviewer", apart, "opened sent moderated third-reviewed talked-through")

	holds := planned[1].ID
	first := a.state(holds).AuditorID
	a.do(crew[first], holds, readiness.DeclareConflict{})
	if x := a.state(holds); x.AuditorID == first || x.AuditorID == "" {
		t.Fatalf("whoever holds the case said so, and it is %q who audits it", x.AuditorID)
	}
	if err := a.ask(crew[first], holds, readiness.SubmitCaseAudit{}); err == nil {
		t.Error("whoever holds the case sent its audit")
	}
	a.writes(holds, readiness.AuditorText, "good")
	a.writes(holds, readiness.ModeratorText, "good")
	a.talks(holds)
	a.ended("case_audit_conflict_reassigned", holds, "opened conflict sent moderated talked-through")

	worry := planned[2].ID
	a.do(crew[a.state(worry).AuditorID], worry, readiness.RaiseAuditConcern{})
	a.writes(worry, readiness.AuditorText, "requires_improvement")
	a.writes(worry, readiness.ModeratorText, "requires_improvement")
	a.talks(worry)
	a.ended("case_audit_concern", worry, "opened concern sent moderated talked-through")
}

// auditors are those who have parts in the audits of a house.
type auditors struct {
	*house
	t    *testing.T
	crew map[string]readiness.Actor
}

func (a *auditors) state(id string) readiness.CaseAudit {
	a.t.Helper()
	return got[readiness.CaseAudit](a.t)(a.db.CaseAuditState(a.t.Context(), id))
}

func (a *auditors) ask(by readiness.Actor, id string, c readiness.CaseAuditCommand) error {
	a.t.Helper()
	command := asked(by)
	_, err := patiently(a.t, func() (readiness.CaseAudit, error) { return a.commands.CaseAudit(a.t.Context(), id, c, command) })
	return err
}

func (a *auditors) do(by readiness.Actor, id string, c readiness.CaseAuditCommand) {
	a.t.Helper()
	if err := a.ask(by, id, c); err != nil {
		a.t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// secret is what stands in every text: it must not come into a history.
const secret = "The child sleeps at an aunt’s house."

// writes has whoever has a part write its text, with the same grade everywhere, and send it.
func (a *auditors) writes(id, part, grade string) {
	a.t.Helper()
	x := a.state(id)
	by := a.crew[map[string]string{readiness.AuditorText: x.AuditorID, readiness.ModeratorText: x.ModeratorID, readiness.ThirdText: x.ThirdID}[part]]
	w := readiness.WriteCaseAudit{Part: part, Overall: grade, Why: secret}
	for _, code := range x.Sections {
		w.Sections = append(w.Sections, readiness.AuditedPart{Code: code, Grade: grade, Evidence: "Two visits.", Difference: "It was heard."})
	}
	v := got[readiness.CaseAuditVersion](a.t)(a.db.WriteAudit(a.t.Context(), id, w, asked(by)))
	a.do(by, id, v.Command("", calendar.Date{}))
}

// talks says that the audit was talked through with the practitioner.
func (a *auditors) talks(id string) {
	a.t.Helper()
	a.do(a.crew[a.state(id).AuditorID], id, readiness.TalkThroughCaseAudit{On: calendar.DateOf(time.Now())})
}

// ended checks what happened to an audit, that its run has ended and replays, and that its history holds nothing of what was written.
func (a *auditors) ended(name, id, kinds string) {
	a.t.Helper()
	keys, run := a.config.PayloadKeys.Reveal(), "case-audit/"+id
	must(a.t, a.temporal.GetWorkflow(a.t.Context(), run, "").Get(a.t.Context(), nil))
	if got := strings.Join(a.texts(`select replace(kind, ' ', '-') from case_audit_events where case_audit_id = $1 order by seq`, id), " "); got != kinds {
		a.t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	a.replay(a.t, keys, name, run)
	if strings.Contains(a.history(a.t, keys, run).String(), "aunt") {
		a.t.Errorf("the history of %s holds what was written", name)
	}
}
