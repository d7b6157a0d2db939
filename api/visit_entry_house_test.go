package api_test

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// entryStore is what is logged in the test house. Entries decide by the real rules; their texts stand beside them, as in the ledger.
type entryStore struct {
	entries map[string]readiness.VisitEntry
	texts   map[string][]string // by entry id
	planned map[string]readiness.PlannedVisitEntry
	order   []string
}

func newEntries() entryStore {
	return entryStore{entries: map[string]readiness.VisitEntry{}, texts: map[string][]string{}, planned: map[string]readiness.PlannedVisitEntry{}}
}

// entering answers what is asked about entries.
type entering struct{ *house }

var noEntry = readiness.Errorf(readiness.NotFound, "There is no such entry.")

func (e entering) PlanVisitEntry(_ context.Context, visitID string, l readiness.LogEntry, asked readiness.Asked) (readiness.PlannedVisitEntry, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if p, known := e.entries.planned[asked.ID]; known {
		return p, nil
	}
	book := readiness.EntryBook{Rules: e.visits.rules, Ladder: e.ladder, Calendar: calendar.England(), Answers: person(readiness.AreaHead)}
	if visitID != "" {
		x, known := e.visits.visits[visitID]
		if !known {
			return readiness.PlannedVisitEntry{}, noEntry
		}
		book.Visit = &x
	}
	p, err := l.Plan(asked.By, book, now)
	if err != nil {
		return p, err
	}
	p.ID = "0198a000-0000-7000-8000-00000000020" + string(rune('0'+len(e.entries.order)))
	p.Asked = e.keep(p.ID, l.Text)
	e.entries.planned[asked.ID] = p
	e.entries.order = append(e.entries.order, p.ID)
	return p, nil
}

func (h *house) keep(id, text string) readiness.EntryText {
	h.entries.texts[id] = append(h.entries.texts[id], text)
	return readiness.EntryText{Number: len(h.entries.texts[id]), SHA256: readiness.SHA256([]byte(text))}
}

func (e entering) KeepEntryText(_ context.Context, id, text string, _ readiness.Asked) (readiness.EntryText, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if text == "" {
		return readiness.EntryText{}, nil
	}
	return e.keep(id, text), nil
}

func (e entering) row(x readiness.VisitEntry) readiness.VisitEntryRow {
	return readiness.VisitEntryRow{
		EntryID: x.ID, Kind: x.Kind, Status: x.Status, VisitID: x.VisitID, AreaID: x.AreaID, TeamID: x.TeamID, ByID: x.By, OwnerID: x.OwnerID, LeadID: x.LeadID,
		Said: e.entries.texts[x.ID][0], ChildRef: "51077",
	}
}

func (e entering) VisitEntries(_ context.Context, viewer readiness.Actor, q readiness.VisitEntryQuery) (readiness.Page[readiness.VisitEntryRow], error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	page := readiness.Page[readiness.VisitEntryRow]{Rows: []readiness.VisitEntryRow{}}
	for _, id := range e.entries.order {
		if x, opened := e.entries.entries[id]; opened && (q.Kind == "" || q.Kind == x.Kind) {
			page.Rows = append(page.Rows, e.row(x).Hide(viewer))
		}
	}
	page.Total = len(page.Rows)
	return page, nil
}

func (e entering) VisitEntryView(_ context.Context, viewer readiness.Actor, id string) (readiness.VisitEntryView, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	x, known := e.entries.entries[id]
	if !known {
		return readiness.VisitEntryView{}, noEntry
	}
	return readiness.VisitEntryView{VisitEntryRow: e.row(x).Hide(viewer), State: x.Brief(), Next: []readiness.NextStep{}, Happened: []readiness.EventRow{}}, nil
}

func (entering) VisitEntryDesk(context.Context, readiness.Actor) (readiness.VisitEntryDesk, error) {
	return readiness.VisitEntryDesk{}, nil
}

func (c commands) OpenVisitEntry(_ context.Context, p readiness.PlannedVisitEntry) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, opened := c.entries.entries[p.ID]; opened || c.fail != nil {
		return c.fail
	}
	x, _, err := readiness.OpenVisitEntry(p, now)
	c.entries.entries[p.ID] = x
	return err
}

func (c commands) VisitEntry(_ context.Context, id string, command readiness.VisitEntryCommand, asked readiness.Asked) (readiness.VisitEntry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x, known := c.entries.entries[id]
	if !known || c.fail != nil {
		return x, c.fail
	}
	next, _, err := x.Do(command, asked, now)
	if err == nil {
		c.entries.entries[id] = next
	}
	return next.Brief(), err
}
