package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestVisitEntries leads what is logged on site through a whole Sightline: a request whose answer is given back and comes again, and a concern about a child
// on which the area's head acts and quality assurance, who raised it, sees that it was done.
func TestVisitEntries(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	today := calendar.DateOf(time.Now())
	who := h.furnish(t, 20, today)
	runs, manager, assurance := who[string(readiness.ImprovementLead)], who["team_manager North Locality Team"], who[string(readiness.QualityAssurance)]
	visit := h.planVisit(t, runs, readiness.PlanVisit{Kind: "monitoring", On: calendar.England().Add(today, 80, calendar.Exclusive), Focus: []string{"care_leavers"}})
	tomorrow := calendar.England().Add(today, 1, calendar.Exclusive)

	request := h.logs(t, runs, visit, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "The last three audits.", OwnerID: manager.PersonID, On: tomorrow})
	h.says(t, manager, request, "They are on the shelf.", func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.AnswerVisitEntry{Text: text}
	})
	if err := h.askEntry(t, manager, request, readiness.SettleVisitEntry{}); !readiness.Forbidden.Is(err) {
		t.Errorf("settled by whoever answered: %v", err)
	}
	h.says(t, runs, request, "Which shelf?", func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.ReturnVisitEntry{Text: text}
	})
	h.says(t, manager, request, "The third.", func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.AnswerVisitEntry{Text: text}
	})
	h.doEntry(t, runs, request, readiness.SettleVisitEntry{})
	h.entryEnded(t, "visit_entry_request_given_back", request, "logged answered given-back answered settled")

	child := h.texts(`select c.child_ref from cases c join teams t on t.id = c.team_id where t.name = $1 and c.closed is null order by c.child_ref limit 1`, teams[0])[0]
	concern := h.logs(t, assurance, visit, readiness.LogEntry{Kind: readiness.EntryConcern, Text: "Nobody has seen the child for three weeks.", ChildRef: child})
	head := who["area_head North"]
	if owner := h.texts(`select owner_id::text from visit_entries where id = $1`, concern)[0]; owner != head.PersonID {
		t.Errorf("the concern belongs to %s, want the head of North", owner)
	}
	h.says(t, head, concern, "The worker has seen the child today.", func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.AnswerVisitEntry{Text: text}
	})
	if err := h.askEntry(t, head, concern, readiness.SettleVisitEntry{}); !readiness.Forbidden.Is(err) {
		t.Errorf("seen by whoever acted: %v", err)
	}
	h.doEntry(t, assurance, concern, readiness.SettleVisitEntry{})
	h.entryEnded(t, "visit_entry_concern_acted_and_seen", concern, "logged acted settled")
}

// logs logs an entry on a visit and waits until it stands.
func (e *eyes) logs(t *testing.T, by readiness.Actor, visit string, l readiness.LogEntry) string {
	t.Helper()
	planned := got[readiness.PlannedVisitEntry](t)(e.db.PlanVisitEntry(t.Context(), visit, l, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenVisitEntry(t.Context(), planned) })
	must(t, err)
	return planned.ID
}

func (e *eyes) askEntry(t *testing.T, by readiness.Actor, id string, c readiness.VisitEntryCommand) error {
	t.Helper()
	command := asked(by)
	_, err := patiently(t, func() (readiness.VisitEntry, error) { return e.commands.VisitEntry(t.Context(), id, c, command) })
	return err
}

func (e *eyes) doEntry(t *testing.T, by readiness.Actor, id string, c readiness.VisitEntryCommand) {
	t.Helper()
	if err := e.askEntry(t, by, id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// says keeps a text about an entry, and asks the command that names it.
func (e *eyes) says(t *testing.T, by readiness.Actor, id, text string, c func(readiness.EntryText) readiness.VisitEntryCommand) {
	t.Helper()
	e.doEntry(t, by, id, c(got[readiness.EntryText](t)(e.db.KeepEntryText(t.Context(), id, text, asked(by)))))
}

// entryEnded checks what happened to an entry but for reminders, which depend on the hour of the day, and that its run has ended, replays and holds no word.
func (h *house) entryEnded(t *testing.T, name, id, kinds string) {
	t.Helper()
	must(t, h.temporal.GetWorkflow(t.Context(), "visit-entry/"+id, "").Get(t.Context(), nil))
	happened := h.texts(`select replace(kind, ' ', '-') from visit_entry_events where visit_entry_id = $1 and kind not in ('reminded', 'escalated') order by seq`, id)
	if got := strings.Join(happened, " "); got != kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	h.replay(t, h.config.PayloadKeys.Reveal(), name, "visit-entry/"+id)
	for _, text := range h.texts(`select body from visit_entry_texts where visit_entry_id = $1`, id) {
		if strings.Contains(h.history(t, h.config.PayloadKeys.Reveal(), "visit-entry/"+id).String(), text) {
			t.Errorf("the history of %s holds %q", name, text)
		}
	}
}
