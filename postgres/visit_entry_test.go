package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// An onSite is a visiting on its first day on site, and what is logged there.
type onSite struct {
	*visiting
	entries map[string]readiness.VisitEntry // by id
}

func newOnSite(t *testing.T) *onSite {
	t.Helper()
	on := calendar.England().Add(monday, 5, calendar.Exclusive)
	s := &onSite{visiting: newVisiting(t, on), entries: map[string]readiness.VisitEntry{}}
	s.clock(on.At(9, 30))
	for s.visit.Status != readiness.VisitOnSite {
		next, ev, err := s.visit.Lapse(s.now())
		s.must(err)
		s.must(s.RecordVisit(t.Context(), next, ev))
		s.visit = next
	}
	return s
}

// log plans an entry and opens it, and says its id.
func (s *onSite) log(by string, l readiness.LogEntry) string {
	s.t.Helper()
	planned := must[readiness.PlannedVisitEntry](s.t)(s.PlanVisitEntry(s.t.Context(), s.visit.ID, l, s.asked(s.actor(by))))
	x, ev, err := readiness.OpenVisitEntry(planned, s.now())
	s.must(err)
	s.must(s.RecordVisitEntry(s.t.Context(), x, ev))
	s.entries[x.ID] = x
	return x.ID
}

// say keeps what somebody wrote, and asks the command that carries it.
func (s *onSite) say(id, by, text string, command func(readiness.EntryText) readiness.VisitEntryCommand) error {
	s.t.Helper()
	asked := s.asked(s.actor(by))
	kept, err := s.KeepEntryText(s.t.Context(), id, text, asked)
	if err != nil {
		return err
	}
	next, ev, err := s.entries[id].Do(command(kept), asked, s.now())
	if err == nil {
		err = s.RecordVisitEntry(s.t.Context(), next, ev)
	}
	if err == nil {
		s.entries[id] = next
	}
	return err
}

func answering(t readiness.EntryText) readiness.VisitEntryCommand {
	return readiness.AnswerVisitEntry{Text: t}
}

func settling(t readiness.EntryText) readiness.VisitEntryCommand {
	return readiness.SettleVisitEntry{Text: t}
}

func giving(t readiness.EntryText) readiness.VisitEntryCommand {
	return readiness.ReturnVisitEntry{Text: t}
}

func (s *onSite) view(id, viewer string) readiness.VisitEntryView {
	s.t.Helper()
	return must[readiness.VisitEntryView](s.t)(s.VisitEntryView(s.t.Context(), s.actor(viewer), id))
}

// TestRequestIsLoggedAnsweredAndSettled: what was written stands with what happened, what was refused does not, and the visit cannot be closed before.
func TestRequestIsLoggedAnsweredAndSettled(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	id := s.log(s.head, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "The list of care leavers, please.", Inspector: "Ms Lane", Focus: "care_leavers", OwnerID: s.manager})
	v := s.view(id, s.look)
	if v.Said != "The list of care leavers, please." || v.Inspector != "Ms Lane" || !v.DueAt.Equal(s.visit.On.At(17, 0)) || v.Late || v.Owner != "manager" {
		t.Errorf("logged: %+v", v.VisitEntryRow)
	}
	if f := must[readiness.VisitFacts](t)(s.VisitFacts(t.Context(), s.visit.ID)); f.OpenEntries != 1 {
		t.Errorf("the visit has %d open entries", f.OpenEntries)
	}
	s.must(s.say(id, s.manager, "It is in the room.", answering))
	wantRefusal(t, s.say(id, s.manager, "I looked at it myself.", settling), readiness.Forbidden, "")
	s.must(s.say(id, s.head, "Which room?", giving))
	s.must(s.say(id, s.manager, "The blue one.", answering))
	if desk := must[readiness.VisitEntryDesk](t)(s.VisitEntryDesk(t.Context(), s.actor(s.head))); len(desk.Look) != 1 || len(desk.Act) != 0 {
		t.Errorf("on the desk of whoever logged it: %+v", desk)
	}
	s.must(s.say(id, s.head, "", settling))
	v = s.view(id, s.look)
	var notes []string
	for _, e := range v.Happened {
		notes = append(notes, e.Kind+": "+e.Note)
	}
	want := []string{"settled: ", "answered: The blue one.", "given back: Which room?", "answered: It is in the room.", "logged: "}
	if !slices.Equal(notes, want) || v.Answer != "The blue one." || v.Returned != 1 {
		t.Errorf("it shows %q, %q", notes, v.Answer)
	}
	if f := must[readiness.VisitFacts](t)(s.VisitFacts(t.Context(), s.visit.ID)); f.OpenEntries != 0 {
		t.Errorf("after it was settled the visit has %d open entries", f.OpenEntries)
	}
}

// TestTextMustStandInTheLedger: a state that names a text which nobody wrote is not recorded.
func TestTextMustStandInTheLedger(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	id := s.log(s.head, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "A plan of the building."})
	for name, text := range map[string]readiness.EntryText{"a number that is not there": {Number: 7, SHA256: "x"}, "another hash": {Number: 1, SHA256: "x"}} {
		next, ev, err := s.entries[id].Do(readiness.AnswerVisitEntry{Text: text}, s.asked(s.actor(s.head)), s.now())
		s.must(err)
		if err := s.RecordVisitEntry(t.Context(), next, ev); !readiness.Invalid.Is(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCommandCarriesOneText: sent again it is the same text; with another it is refused, and never kept as the first.
func TestCommandCarriesOneText(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	id := s.log(s.head, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "A plan of the building."})
	asked := s.asked(s.actor(s.manager))
	first := must[readiness.EntryText](t)(s.KeepEntryText(t.Context(), id, "It is in the room.", asked))
	if again := must[readiness.EntryText](t)(s.KeepEntryText(t.Context(), id, "It is in the room.", asked)); again != first {
		t.Errorf("sent again: %+v, not %+v", again, first)
	}
	_, err := s.KeepEntryText(t.Context(), id, "It is in the blue room.", asked)
	wantRefusal(t, err, readiness.Conflict, "")
	written := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Subject: "visit-entry/" + id})).Rows
	if len(written) == 0 || written[0].Action != "entry written about" {
		t.Errorf("the trail says %+v", written)
	}
}

// TestConcernAboutSomebodyWithoutACase: a care leaver is on list 9 alone. The concern goes to the head of the area all the same, and looks from outside are kept.
func TestConcernAboutSomebodyWithoutACase(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	leaver := leaver("L1", monday)
	leaver.Team = "North 1"
	s.load(annex(calendar.DateOf(s.now()), []readiness.CareLeaverRow{leaver}))
	id := s.log(s.lead, readiness.LogEntry{Kind: readiness.EntryConcern, Text: "Nobody has seen them.", ChildRef: "L1"})
	if x := s.entries[id]; x.OwnerID != s.head || x.AreaID != s.area || x.TeamID != s.team || x.ChildID == "" {
		t.Errorf("it went to %+v", x)
	}
	child := s.entries[id].ChildID
	for range 2 {
		if v := s.view(id, s.look); !v.Found || v.ChildRef != "L1" {
			t.Errorf("quality assurance reads %+v", v.VisitEntryRow)
		}
	}
	looks := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Subject: "child/" + child})).Rows
	if len(looks) != 1 || looks[0].Action != "child read from outside their area" {
		t.Errorf("looks from outside: %+v", looks)
	}
}

// TestConcernIsReadByThoseWhoMay: the reference and the words are for whoever sees the child's cases, has to act, raised it or leads the visit. The head of the
// area is told at once, the assistant director of a child whom nobody finds.
func TestConcernIsReadByThoseWhoMay(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	south := s.person("south")
	s.post(south, readiness.AreaHead, s.world.area("South"))
	id := s.log(s.look, readiness.LogEntry{Kind: readiness.EntryConcern, Text: "Nobody has seen this child.", ChildRef: "A2"})
	x := s.entries[id]
	if x.OwnerID != s.head || x.AreaID != s.area || x.TeamID != s.team || x.ChildID == "" {
		t.Errorf("it went to %+v", x)
	}
	if told := s.toldOf(id, 1); !slices.Equal(told, []string{"concern head", "concern lead"}) {
		t.Errorf("told at once: %v", told)
	}
	for viewer, reads := range map[string]bool{s.head: true, s.manager: true, s.assistant: true, s.look: true, s.lead: true, south: false} {
		v := s.view(id, viewer)
		if (v.ChildRef == "A2") != reads || (v.Said != "") != reads || (v.State.ChildID != "") != reads || v.Area != "North" || v.Reads != reads {
			t.Errorf("%s reads %q of %q", s.actor(viewer).Name, v.Said, v.ChildRef)
		}
	}
	if _, err := s.VisitEntryView(t.Context(), s.actor(s.member), id); !readiness.Forbidden.Is(err) {
		t.Errorf("an elected member: %v", err)
	}
	unknown := s.log(s.manager, readiness.LogEntry{Kind: readiness.EntryConcern, Text: "Alone at home.", ChildRef: "Z9"})
	if x := s.entries[unknown]; x.OwnerID != s.assistant || x.ChildID != "" {
		t.Errorf("a child whom nobody finds went to %+v", x)
	}
	if v := s.view(unknown, s.head); v.Found || v.ChildRef != "" {
		t.Errorf("another area's head reads %+v", v.VisitEntryRow)
	}
	wantRefusal(t, s.say(id, s.manager, "I went there.", answering), readiness.Forbidden, "")
	s.must(s.say(id, s.head, "Seen today.", answering))
	if got := s.view(id, south).Happened[0]; got.Kind != "acted" || got.Note != "" {
		t.Errorf("another area's head reads what was done: %+v", got)
	}
	reads := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Subject: "case/" + x.ChildID})).Rows
	if len(reads) == 0 || reads[0].Action != "case read from outside its area" {
		t.Errorf("looks from outside: %+v", reads)
	}
}

// toldOf is who was told what with an event of an entry.
func (s *onSite) toldOf(id string, seq int) []string {
	s.t.Helper()
	return query[string](s.world, `select n.kind || ' ' || p.name from notices n join people p on p.id = n.person_id where n.subject = 'visit-entry/' || $1 and n.seq = $2 order by 1`, id, seq)
}

// hold keeps a lock until the test ends.
func (s *onSite) hold(sql string, args ...any) {
	s.t.Helper()
	conn := must[*pgx.Conn](s.t)(pgx.Connect(s.t.Context(), s.dsn))
	tx := must[pgx.Tx](s.t)(conn.Begin(s.t.Context()))
	_, err := tx.Exec(s.t.Context(), sql, args...)
	s.must(err)
	s.t.Cleanup(func() { s.must(conn.Close(context.WithoutCancel(s.t.Context()))) })
}

// TestFiftyLogAtOnce: fifty people log and open at the same time while somebody holds the visit's row, and every entry stands.
func TestFiftyLogAtOnce(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	s.hold(`select from visits where id::text = $1 for no key update`, s.visit.ID)
	var wait sync.WaitGroup
	failed := make(chan error, 50)
	for i := range 50 {
		asked := s.asked(s.actor([]string{s.manager, s.head, s.look, s.lead, s.assistant}[i%5]))
		wait.Go(func() {
			planned, err := s.PlanVisitEntry(t.Context(), s.visit.ID, readiness.LogEntry{Kind: readiness.EntryRequest, Text: fmt.Sprintf("Request %d", i)}, asked)
			if err == nil {
				x, ev, _ := readiness.OpenVisitEntry(planned, s.now())
				err = s.RecordVisitEntry(t.Context(), x, ev)
			}
			if err != nil {
				failed <- err
			}
		})
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	seen, q := map[string]bool{}, readiness.VisitEntryQuery{VisitID: s.visit.ID, Limit: 20}
	for {
		p := must[readiness.Page[readiness.VisitEntryRow]](t)(s.VisitEntries(t.Context(), s.actor(s.lead), q))
		for _, r := range p.Rows {
			seen[r.Said] = true
		}
		if q.Cursor = p.Next; p.Total != 50 || q.Cursor == "" {
			break
		}
	}
	if len(seen) != 50 {
		t.Errorf("the list shows %d entries", len(seen))
	}
}

// TestEntriesHearOfVisitAndPeople: an entry hears that its owner left, that somebody else leads the visit, and that the visit has ended.
func TestEntriesHearOfVisitAndPeople(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	request := s.log(s.look, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "A list.", OwnerID: s.manager})
	concern := s.log(s.look, readiness.LogEntry{Kind: readiness.EntryConcern, Text: "A child.", ChildRef: "A1"})
	hear := func() string {
		t.Helper()
		var heard []string
		for _, f := range must[[]readiness.VisitEntryFollowup](t)(s.VisitEntryFollowups(t.Context(), s.visit.ID, "", 10)) {
			next, ev, err := s.entries[f.EntryID].Follow(f, s.now())
			s.must(err)
			s.must(s.RecordVisitEntry(t.Context(), next, ev))
			s.entries[f.EntryID] = next
			heard = append(heard, next.Kind+" "+ev.Kind)
		}
		slices.Sort(heard)
		return strings.Join(heard, ", ")
	}
	if got := hear(); got != "" {
		t.Errorf("with everybody here: %s", got)
	}
	s.leaves(s.manager)
	if got := hear(); got != "request handed on" || s.entries[request].OwnerID != s.lead {
		t.Errorf("after the owner left: %s, to %s", got, s.entries[request].OwnerID)
	}
	s.must(s.askVisit(s.director, readiness.NameHolder{Slot: readiness.LeadSlot, PersonID: s.assistant}))
	if got := hear(); got != "concern lead changed, request lead changed" {
		t.Errorf("after somebody else leads: %s", got)
	}
	s.must(s.askVisit(s.director, readiness.CancelVisit{Reason: "They were ill."}))
	if got := hear(); got != "concern visit ended, request visit ended" || s.entries[request].Status != readiness.EntryDropped || s.entries[concern].Status != readiness.EntryOpen {
		t.Errorf("after the visit ended: %s", got)
	}
	if got := hear(); got != "" {
		t.Errorf("once more: %s", got)
	}
}
