package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// keepVisit has a visit planned on the focus area of keepCohorts, with a sample, an audit of it, a request and a concern, and a pack.
func (e *eyes) keepVisit(t *testing.T, by readiness.Actor, auditor, moderator string) {
	t.Helper()
	today := calendar.DateOf(time.Now())
	visit := e.planVisit(t, by, readiness.PlanVisit{Kind: "monitoring", On: calendar.England().Add(today, 3, calendar.Exclusive), Focus: []string{"exploitation"}})
	got[readiness.Sample](t)(e.db.DrawSample(t.Context(), visit, "exploitation", readiness.DrawSample{Deep: 1, Risk: 50}, asked(by)))
	for _, p := range got[[]readiness.PlannedCaseAudit](t)(e.db.GiveAudits(t.Context(), visit, "exploitation", readiness.GiveAudits{Auditors: []string{auditor}, Moderators: []string{moderator}}, asked(by))) {
		_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenCaseAudit(t.Context(), p) })
		must(t, err)
	}
	for _, l := range []readiness.LogEntry{
		{Kind: readiness.EntryRequest, Text: "The last three audits of South.", Inspector: "Lead inspector", OwnerID: auditor},
		{Kind: readiness.EntryConcern, Text: "Not seen for three weeks.", ChildRef: "X1001"},
	} {
		p := got[readiness.PlannedVisitEntry](t)(e.db.PlanVisitEntry(t.Context(), visit, l, asked(by)))
		_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenVisitEntry(t.Context(), p) })
		must(t, err)
		if l.Kind == readiness.EntryRequest { // so that somebody else can look at the answer
			owner := got[readiness.Actor](t)(e.db.Actor(t.Context(), auditor))
			said := asked(owner)
			text := got[readiness.EntryText](t)(e.db.KeepEntryText(t.Context(), p.ID, "They are in the room.", said))
			_, err := patiently(t, func() (readiness.VisitEntry, error) {
				return e.commands.VisitEntry(t.Context(), p.ID, readiness.AnswerVisitEntry{Text: text}, said)
			})
			must(t, err)
		}
	}
	got[readiness.VisitPack](t)(e.db.MakeVisitPack(t.Context(), visit, asked(by)))
}

// fillVisit puts the visit of keepVisit into a pattern.
func (s *story) fillVisit(pattern string) string {
	visit := `select id::text from visits where exists (select from visit_entries e where e.visit_id = visits.id) order by made_at desc limit 1`
	for prefix, sql := range map[string]string{
		"/visits/":        visit,
		"/visit-days/":    visit,
		"/visit-steps/":   `select id::text from visit_steps where gate = 'evidence' and status = 'open' order by place limit 1`,
		"/visit-packs/":   `select id::text from visit_packs limit 1`,
		"/visit-entries/": `select id::text from visit_entries where kind = 'request' limit 1`,
		"/case-audits/":   `select id::text from case_audits limit 1`,
	} {
		if strings.HasPrefix(pattern, prefix) && strings.Contains(pattern, "{id}") {
			pattern = strings.Replace(pattern, "{id}", s.texts(sql)[0], 1)
		}
	}
	if strings.Contains(pattern, "{child}") && strings.HasPrefix(pattern, "/visits/") {
		pattern = strings.Replace(pattern, "{child}", s.texts(`select child_id::text from case_audits limit 1`)[0], 1)
	}
	if strings.HasPrefix(pattern, "/visit") {
		pattern = strings.NewReplacer("{focus}", "exploitation", "{day}", calendar.DateOf(time.Now()).String()).Replace(pattern)
	}
	return pattern
}
