package readiness

import (
	"cmp"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitEntryStatus is where a request or a concern stands.
type VisitEntryStatus string

// The statuses of what is logged (issue 6, trade point 8). What was answered, or acted on, is done only when somebody else has seen it.
const (
	EntryOpen      VisitEntryStatus = "open"
	EntryAnswered  VisitEntryStatus = "answered" // a request that was answered, a concern that was acted on
	EntrySettled   VisitEntryStatus = "settled"  // the end: somebody else saw it
	EntryWithdrawn VisitEntryStatus = "withdrawn"
	EntryDropped   VisitEntryStatus = "dropped" // the end: its visit ended, and it was nothing but a request, or an exercise
)

var entryStatusNames = map[VisitEntryStatus]string{
	EntryOpen: "open", EntryAnswered: "to be looked at", EntrySettled: "settled", EntryWithdrawn: "withdrawn", EntryDropped: "ended with its visit",
}

// VisitEntryStatuses lists every status, in the order of an entry's life.
var VisitEntryStatuses = []VisitEntryStatus{EntryOpen, EntryAnswered, EntrySettled, EntryWithdrawn, EntryDropped}

// Title is the status in words, lower case.
func (s VisitEntryStatus) Title() string { return entryStatusNames[s] }

// Waits reports whether somebody has to do something.
func (s VisitEntryStatus) Waits() bool { return s == EntryOpen || s == EntryAnswered }

// The kinds of what is logged.
const (
	EntryRequest = "request" // inspectors asked for something
	EntryConcern = "concern" // somebody is worried about one child
)

// EntryKinds are the two, in words.
var EntryKinds = []Choice{
	{EntryRequest, "A request of the inspectors"},
	{EntryConcern, "A concern about a child"},
}

// ConcernSources are where a concern came up.
var ConcernSources = []Choice{
	{"visit", "Inspectors, during a visit"},
	{"audit", "An audit of the case"},
	{"elsewhere", "Elsewhere"},
}

// A VisitEntry is one request of inspectors, or one concern about a child: the whole state that its workflow carries and that the ledger keeps as one row.
// What people write about it never goes this way: it carries the number and the hash of each text, which the ledger alone keeps
// (docs/decisions/0028-what-is-logged-stays-in-the-ledger.md).
type VisitEntry struct {
	ID string `json:"id"`
	Course
	Status    VisitEntryStatus `json:"status"`
	Kind      string           `json:"kind"`                // one of EntryKinds
	VisitID   string           `json:"visit_id,omitempty"`  // "" for a concern that came up without a visit
	Rehearsal bool             `json:"rehearsal,omitempty"` // of its visit: an exercise
	Focus     string           `json:"focus,omitempty"`     // code of the focus area
	Source    string           `json:"source,omitempty"`    // of a concern: one of ConcernSources
	ChildID   string           `json:"child_id,omitempty"`  // ours; "" when nobody is on the lists by that reference
	By        string           `json:"by"`                  // person id of who logged it
	LeadID    string           `json:"lead_id,omitempty"`   // who leads its visit
	Logged    calendar.Date    `json:"logged"`
	Hour      int              `json:"hour,omitempty"` // at which it is due on its day; 0 for the close of day
	Asked     EntryText        `json:"asked"`
	Answer    *EntryWord       `json:"answer,omitempty"` // the last one, or what was done
	Seen      *EntryWord       `json:"seen,omitempty"`   // by whom it was settled
	Returned  int              `json:"returned,omitempty"`
	Detached  bool             `json:"detached,omitempty"` // its visit has ended, and it goes on
}

// An EntryText is what somebody wrote, as the run of an entry knows it.
type EntryText struct {
	Number int    `json:"number"`
	SHA256 string `json:"sha256"`
}

// An EntryWord is a text that somebody gave on a day.
type EntryWord struct {
	By   string        `json:"by"`
	On   calendar.Date `json:"on"`
	Text EntryText     `json:"text"`
}

// A PlannedVisitEntry is an entry that waits to be opened: all that its run needs.
type PlannedVisitEntry struct {
	ID        string        `json:"id"`
	Kind      string        `json:"kind"`
	VisitID   string        `json:"visit_id,omitempty"`
	Rehearsal bool          `json:"rehearsal,omitempty"`
	Focus     string        `json:"focus,omitempty"`
	Source    string        `json:"source,omitempty"`
	ChildID   string        `json:"child_id,omitempty"`
	AreaID    string        `json:"area_id"`
	TeamID    string        `json:"team_id"`
	OwnerID   string        `json:"owner_id"`
	LeadID    string        `json:"lead_id,omitempty"`
	By        string        `json:"by"`
	Due       calendar.Date `json:"due"`
	Hour      int           `json:"hour,omitempty"`
	Asked     EntryText     `json:"asked"`
	Terms     Terms         `json:"terms"`
}

// DueHour is the hour at which it is due on its day.
func (p PlannedVisitEntry) DueHour() int { return cmp.Or(p.Hour, p.Terms.Visit.CloseOfDay) }

// A VisitEntryCommand is something a person asks of an entry.
type VisitEntryCommand = Command[VisitEntry]

// VisitEntryTerms cut the rules to what one entry can need. Its ladder is its own, in hours of the day (VisitRules.EntryLadder).
func VisitEntryTerms(rules VisitRules, council Ladder, c calendar.Calendar, hour int, logged calendar.Date) Terms {
	return Terms{Visit: rules, Ladder: rules.EntryLadder(hour, council.Hour), Calendar: c.Between(logged.AddMonths(-1), logged.AddMonths(24))}
}

// EntryLadder says who hears of what was logged: whoever has to act two hours before it is due, the director at that hour, and on working mornings
// afterwards. hour 0 is the close of day.
func (r VisitRules) EntryLadder(hour, morning int) Ladder {
	hour = cmp.Or(hour, r.CloseOfDay)
	rungs := []Rung{{After: 0, Unit: WorkingDays, Hour: max(1, hour-2), Roles: []Role{Owner}}, {After: 0, Unit: WorkingDays, Hour: hour, Roles: []Role{Director}}}
	for _, days := range []int{1, 2, 3, 5, 10} {
		rungs = append(rungs, Rung{After: days, Unit: WorkingDays, Roles: []Role{Director}})
	}
	return Ladder{Version: r.Version, Hour: morning, Rungs: rungs}
}

// OpenVisitEntry makes the entry that somebody logged.
func OpenVisitEntry(p PlannedVisitEntry, now time.Time) (VisitEntry, Event, error) {
	x := VisitEntry{
		ID: p.ID, Course: Course{AreaID: p.AreaID, TeamID: p.TeamID, OwnerID: p.OwnerID, Terms: p.Terms}, Status: EntryOpen, Kind: p.Kind, VisitID: p.VisitID,
		Rehearsal: p.Rehearsal, Focus: p.Focus, Source: p.Source, ChildID: p.ChildID, By: p.By, LeadID: p.LeadID, Logged: calendar.DateOf(now), Hour: p.Hour, Asked: p.Asked,
	}
	x.begin(p.Due, now)
	ev := Event{Kind: "logged", Text: "The request was logged. It is due " + x.until() + "."}
	if x.OwnerID != p.By {
		ev.Tell = []Telling{x.tell(x.urgent(), some(x.OwnerID), "Inspectors asked for something that you are to answer, "+x.until()+".")}
	}
	if x.concern() {
		ev.Text = "Somebody is worried about a child. It is to be acted on " + x.until() + "."
		ev.Tell = []Telling{x.tell(Concern, some(x.OwnerID, x.LeadID), "Somebody is worried about a child. Its page says why. Act "+x.until()+".", x.answering())}
	}
	return x.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x VisitEntry) Do(c VisitEntryCommand, asked Asked, now time.Time) (VisitEntry, Event, error) {
	return do(x, x.Course, x.noun(), c, asked, now)
}

// with returns the entry as it is after an event.
func (x VisitEntry) with(asked Asked, ev Event, now time.Time) (VisitEntry, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

func (x VisitEntry) concern() bool { return x.Kind == EntryConcern }

// answering is who answers for the child: the head of its area, and the assistant director of one that nobody finds on the lists.
func (x VisitEntry) answering() Role {
	if x.AreaID == "" {
		return AssistantDirector
	}
	return AreaHead
}

// urgent is the kind of a notice about the entry that cannot wait for the morning.
func (x VisitEntry) urgent() NoticeKind {
	if x.concern() {
		return Concern
	}
	return Today
}

// tell makes a telling, which says that an exercise is one.
func (x VisitEntry) tell(kind NoticeKind, people []string, why string, roles ...Role) Telling {
	if x.Rehearsal {
		why = "This is a rehearsal. " + why
	}
	return Telling{Kind: kind, Roles: roles, People: people, Why: why}
}

func (x VisitEntry) noun() noun {
	if x.concern() {
		return noun{"a concern about a child", "concern", DecideEscalation}
	}
	return noun{"a request of inspectors", "request", DecideEscalation}
}

func (x VisitEntry) notNow(done string) error {
	return Errorf(Conflict, "This %s cannot be %s now: it is %s.", x.noun().name, done, x.Status.Title())
}
