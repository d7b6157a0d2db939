package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitEntryRegister keeps what is logged on site, and concerns about children. What people write stays in it.
type VisitEntryRegister interface {
	// PlanVisitEntry plans an entry; whoever asked then has it opened (Commands.OpenVisitEntry). visitID is "" for a concern without a visit. The same
	// command id gives the same entry.
	PlanVisitEntry(ctx context.Context, visitID string, l LogEntry, asked Asked) (PlannedVisitEntry, error)
	// KeepEntryText keeps what somebody writes about an entry, for the command that carries its number and its hash. It is shown once that was taken.
	KeepEntryText(ctx context.Context, entryID, text string, asked Asked) (EntryText, error)
	// VisitEntries lists entries, what waits and is late first.
	VisitEntries(ctx context.Context, viewer Actor, q VisitEntryQuery) (Page[VisitEntryRow], error)
	VisitEntryView(ctx context.Context, viewer Actor, id string) (VisitEntryView, error)
	// VisitEntryDesk is what of it waits for one person.
	VisitEntryDesk(ctx context.Context, viewer Actor) (VisitEntryDesk, error)
}

// SeesChildOf reports whether somebody may read which child an entry is about, and what was written about it: whoever sees the cases of the child's place,
// has to act, logged it or leads the visit. What inspectors asked is read by every officer.
func (r VisitEntryRow) SeesChildOf(viewer Actor) bool {
	if !May(viewer, WorkVisits, Place{}) {
		return false
	}
	return May(viewer, SeeCases, placeOfChild(r.AreaID, r.TeamID)) || viewer.standsFor(r.OwnerID) || viewer.standsFor(r.ByID) || viewer.standsFor(r.LeadID)
}

// VisitEntryQuery filters the list of entries.
type VisitEntryQuery struct {
	State   string `json:"state" validate:"omitempty,oneof=live open answered late mine settled all"` // "" is live
	Kind    string `json:"kind" validate:"omitempty,oneof=request concern"`
	VisitID string `json:"visit" validate:"max=64"`
	Cursor  string `json:"cursor" validate:"max=200"`
	Limit   int    `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// VisitEntryStates are the states that VisitEntryQuery.State filters by.
var VisitEntryStates = []Choice{
	{"live", "All that are not settled"},
	{"open", "Asked, and not answered yet"},
	{"answered", "Answered, to be looked at"},
	{"late", "Late"},
	{"mine", "Yours"},
	{"settled", "Settled"},
	{"all", "Everything"},
}

// A VisitEntryRow is one entry in a list.
type VisitEntryRow struct {
	EntryID   string           `json:"entry_id"`
	Kind      string           `json:"kind"`
	Status    VisitEntryStatus `json:"status"`
	VisitID   string           `json:"visit_id,omitempty"`
	Visit     string           `json:"visit,omitempty"` // its name
	Rehearsal bool             `json:"rehearsal"`
	Focus     string           `json:"focus,omitempty"`
	Source    string           `json:"source,omitempty"`
	AreaID    string           `json:"area_id,omitempty"`
	Area      string           `json:"area,omitempty"`
	TeamID    string           `json:"team_id,omitempty"`
	ByID      string           `json:"by_id"`
	By        string           `json:"by"` // a name
	OwnerID   string           `json:"owner_id"`
	Owner     string           `json:"owner"`
	LeadID    string           `json:"lead_id,omitempty"`
	At        time.Time        `json:"at"`
	DueAt     time.Time        `json:"due_at"`
	Late      bool             `json:"late"`
	Returned  int              `json:"returned"`
	Inspector string           `json:"inspector,omitempty"`
	Said      string           `json:"said,omitempty"`      // what was asked, or what worries; "" for whoever may not read it
	Answer    string           `json:"answer,omitempty"`    // the last one; see Said
	ChildRef  string           `json:"child_ref,omitempty"` // see Said
	Found     bool             `json:"found"`               // the child is on the lists by that reference
	Reached   Role             `json:"reached,omitempty"`
	ReachedAt time.Time        `json:"reached_at,omitzero"`
	Because   string           `json:"because,omitempty"`
}

// Concern reports whether it is about a child.
func (r VisitEntryRow) Concern() bool { return r.Kind == EntryConcern }

// Hide takes from a row what its viewer may not read.
func (r VisitEntryRow) Hide(viewer Actor) VisitEntryRow {
	if r.SeesChildOf(viewer) {
		return r
	}
	r.ChildRef = ""
	if r.Concern() {
		r.Said, r.Answer, r.Inspector = "", "", ""
	}
	return r
}

// A VisitEntryView is the page of one entry.
type VisitEntryView struct {
	VisitEntryRow
	State    VisitEntry `json:"state"`
	Next     []NextStep `json:"next"`     // what happens if nobody does anything, soonest first
	Happened []EventRow `json:"happened"` // newest first; what was written stands in the notes of whoever may read it
	Reads    bool       `json:"reads"`    // the viewer may read what was written
}

// A VisitEntryDesk is what waits for one person, the most pressing first.
type VisitEntryDesk struct {
	Decide []VisitEntryRow `json:"decide"` // they reached this person
	Act    []VisitEntryRow `json:"act"`    // to answer, or to act on
	Look   []VisitEntryRow `json:"look"`   // answered: to be looked at by this person
}

// Waits counts what is on the desk.
func (d VisitEntryDesk) Waits() int { return len(d.Decide) + len(d.Act) + len(d.Look) }

// Yours reports whether somebody has to answer, or to act, or covers for whoever does.
func (x VisitEntry) Yours(viewer Actor) bool { return x.ownedBy(viewer) }

// Looks reports whether an entry that was answered waits for somebody to look at it, and not only lets them.
func (x VisitEntry) Looks(viewer Actor) bool {
	if x.Status != EntryAnswered || viewer.standsFor(x.Answer.By) {
		return false
	}
	answers := x.concern() && x.AreaID != "" && viewer.Holds(AreaHead) && May(viewer, SignOff, x.Place())
	return viewer.standsFor(x.By) || viewer.standsFor(x.LeadID) || answers
}

// VisitDayRegister keeps what was said at the end of each day on site, and of the whole.
type VisitDayRegister interface {
	// WriteVisitDay keeps the note of one day; written again, the one before stays readable.
	WriteVisitDay(ctx context.Context, visitID string, day calendar.Date, w WriteVisitDay, asked Asked) error
	VisitDay(ctx context.Context, viewer Actor, visitID string, day calendar.Date) (VisitDayView, error)
	// VisitLog is what the pages of what is logged say about their visit, with the days that have a note.
	VisitLog(ctx context.Context, viewer Actor, visitID string) (VisitLogView, error)
	// AddFeedback keeps something that inspectors said at the end. Nobody but whoever runs visits and the people named reads it under its embargo.
	AddFeedback(ctx context.Context, visitID string, f AddFeedback, asked Asked) error
	// SetEmbargo says until when, and for whom.
	SetEmbargo(ctx context.Context, visitID string, e SetEmbargo, asked Asked) error
	// Feedback shows it, and keeps who looked.
	Feedback(ctx context.Context, viewer Actor, visitID string) (FeedbackView, error)
}
