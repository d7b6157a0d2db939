package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ImportStatus is where an upload stands.
type ImportStatus string

// The statuses of an import: nothing is changed before somebody confirms, and then everything in one transaction.
const (
	ImportChecking  ImportStatus = "checking"  // being read
	ImportChecked   ImportStatus = "checked"   // read; waits for somebody to confirm
	ImportApplying  ImportStatus = "applying"  // confirmed, being written
	ImportApplied   ImportStatus = "applied"   // written
	ImportRefused   ImportStatus = "refused"   // cannot be used at all; Refusal says why
	ImportDiscarded ImportStatus = "discarded" // somebody threw it away
	ImportLapsed    ImportStatus = "lapsed"    // nobody confirmed it in 14 days
)

// Ended reports whether nothing more can happen to the upload.
func (s ImportStatus) Ended() bool {
	return s == ImportApplied || s == ImportRefused || s == ImportDiscarded || s == ImportLapsed
}

// An Import is one upload, what was found in it and what it changed.
type Import struct {
	ID        string        `json:"id"`
	Status    ImportStatus  `json:"status"`
	FileNames []string      `json:"file_names"`
	Bytes     int64         `json:"bytes"`
	TakenOn   calendar.Date `json:"taken_on"`
	By        string        `json:"by"` // name of who uploaded it
	At        time.Time     `json:"at"`
	Done      int           `json:"done"`  // rows read so far
	Total     int           `json:"total"` // rows in all, 0 while unknown
	Layout    string        `json:"layout"`
	Lists     []ListFound   `json:"lists"`
	Errors    int           `json:"errors"` // findings of each severity
	Queries   int           `json:"queries"`
	Infos     int           `json:"infos"`
	Refusal   string        `json:"refusal,omitempty"`
	Changes   Differences   `json:"changes"`
	DecidedBy string        `json:"decided_by,omitempty"` // name of who confirmed or discarded it
	DecidedAt time.Time     `json:"decided_at,omitzero"`
}

// An Upload is what a person hands in.
type Upload struct {
	TakenOn calendar.Date `json:"taken_on" validate:"required"`
	Files   []UploadFile  `json:"files" validate:"required,min=1,max=11,dive"`
}

// An UploadFile is one workbook or csv file.
type UploadFile struct {
	Name string `json:"name" validate:"required,max=255"`
	Data []byte `json:"data" validate:"required"`
}

// Differences counts what an upload changes against the ledger.
type Differences struct {
	Opened    int      `json:"opened"`
	Closed    int      `json:"closed"`
	Reopened  int      `json:"reopened"`
	Moved     int      `json:"moved"`   // changed team
	Changed   int      `json:"changed"` // other spells or dates than before
	Same      int      `json:"same"`
	Vanished  int      `json:"vanished"`  // of Closed: no longer on a list that was handed in, so closed on the list's day
	NewTeams  []string `json:"new_teams"` // teams not seen before; they belong to no area yet
	Overtaken int      `json:"overtaken"` // reviews that end because their case closed
}

// ChangeKind is what an import does to one case.
type ChangeKind string

// The kinds of change.
const (
	CaseOpened   ChangeKind = "opened"
	CaseClosed   ChangeKind = "closed"
	CaseReopened ChangeKind = "reopened"
	CaseMoved    ChangeKind = "moved"
	CaseChanged  ChangeKind = "changed"
	CaseSame     ChangeKind = "same"
)

// A KnownCase is a child's latest case in the ledger, as a merge must know it.
type KnownCase struct {
	ID     string        `json:"id"`
	Record CaseRecord    `json:"record"`
	Closed calendar.Date `json:"closed"` // zero while open
}

// A CaseChange is what a merge wants done to one case. CaseID is "" for a case that is new.
type CaseChange struct {
	Kind     ChangeKind    `json:"kind"`
	CaseID   string        `json:"case_id"`
	Record   CaseRecord    `json:"record"` // the case after the change
	Closed   calendar.Date `json:"closed"` // zero when open after it
	Vanished bool          `json:"vanished"`
	From     string        `json:"from,omitempty"` // in words: the team or state before
	To       string        `json:"to,omitempty"`
}

// listOf is the Annex A list that shows spells of a type.
var listOf = map[CaseType]int{ChildInNeed: 6, ChildProtection: 7, ChildInCare: 8}

// Merge compares an upload with the ledger, child by child, and says what changes. A list that was not handed in changes nothing: its spells
// stay as they are, and so do those of a child whose row was left out. A child gone from a list that was handed in is closed on the day the lists describe. known holds the latest case of each
// child, in any order; the changes come in the order of the extract, then of known.
func (p ReviewRules) Merge(known []KnownCase, e Extract) []CaseChange {
	handed := handedIn(e)
	byRef := make(map[string]KnownCase, len(known))
	for _, k := range known {
		byRef[k.Record.ChildRef] = k
	}
	changes := make([]CaseChange, 0, len(e.Cases))
	seen := make(map[string]bool, len(e.Cases))
	for _, rec := range e.Cases {
		seen[rec.ChildRef] = true
		if k, ok := byRef[rec.ChildRef]; ok {
			changes = append(changes, p.mergeKnown(k, rec, e, handed))
		} else {
			changes = append(changes, newCase(rec, CaseOpened))
		}
	}
	for _, k := range known {
		if !seen[k.Record.ChildRef] && k.Closed.IsZero() {
			changes = append(changes, p.mergeKnown(k, CaseRecord{ChildRef: k.Record.ChildRef}, e, handed))
		}
	}
	return changes
}

// handedIn answers whether an upload tells of a child's spells of a type: its list was handed in, and no row of that child was left out of it.
func handedIn(e Extract) func(childRef string, t CaseType) bool {
	lists, unread := map[int]bool{}, map[Unread]bool{}
	for _, l := range e.Lists {
		lists[l.List] = true
	}
	for _, u := range e.Unread {
		unread[u] = true
	}
	return func(childRef string, t CaseType) bool { return lists[listOf[t]] && !unread[Unread{childRef, t}] }
}

// Count adds the changes up.
func Count(changes []CaseChange) Differences {
	var d Differences
	counts := map[ChangeKind]*int{
		CaseOpened: &d.Opened, CaseClosed: &d.Closed, CaseReopened: &d.Reopened, CaseMoved: &d.Moved, CaseChanged: &d.Changed, CaseSame: &d.Same,
	}
	for _, c := range changes {
		*counts[c.Kind]++
		if c.Vanished {
			d.Vanished++
		}
	}
	return d
}
