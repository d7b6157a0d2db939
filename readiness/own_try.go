package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// OwnKnown is what the ledger knows that a row of an own list is compared with.
type OwnKnown struct {
	On     calendar.Date   // the day that the sheet describes
	Teams  []string        // names of the teams
	Refs   map[string]bool // references of children that are known
	Before []OwnRow        // the rows of the list as it was brought in last
}

// An OwnFault is what is wrong with one cell, or with a whole row when Column is "", and what to do about it.
type OwnFault struct {
	Row     int
	Column  string // its header
	Why     string
	Fix     string
	LeftOut bool // the row cannot be taken
}

// An OwnTrial says what bringing a sheet in would do.
type OwnTrial struct {
	Rows    []OwnRow   // that can be taken
	Faults  []OwnFault // in the order of the sheet
	Ignored []string   // headings that are no column of the list
	New     []string   // keys of rows that the last list had not: a reference, with the moment of an episode after it
	Gone    []string   // of those that only the last list had
	Changed []OwnChange
	Same    int
}

// An OwnChange is a row that differs from the last list.
type OwnChange struct {
	Key     string
	Columns []string // headers of what differs
}

// LeftOut is how many rows cannot be taken.
func (t OwnTrial) LeftOut() int {
	rows := map[int]bool{}
	for _, f := range t.Faults {
		if f.LeftOut {
			rows[f.Row] = true
		}
	}
	return len(rows)
}

// Try says what a sheet would do to a list. The list would be what the sheet says, and nothing of the last one but for the level before, which a sheet
// without one takes from there.
func (l OwnList) Try(s PlanSheet, k OwnKnown) OwnTrial {
	t := ownTrying{l: l, k: k, at: l.places(s.Columns), seen: map[string]int{}, before: map[string]OwnRow{}}
	t.Ignored = l.Ignored(s)
	for _, r := range k.Before {
		t.before[l.key(r)] = r
	}
	for _, row := range s.Rows {
		t.row(row)
	}
	t.compare()
	return t.OwnTrial
}

// key is what a row is known again by.
func (l OwnList) key(r OwnRow) string {
	words := []string{}
	for _, code := range l.Key {
		i := slices.IndexFunc(l.Columns, func(c OwnColumn) bool { return c.Code == code })
		words = append(words, l.Columns[i].Words(r))
	}
	return strings.Join(words, ", ")
}

type ownTrying struct {
	OwnTrial
	l      OwnList
	k      OwnKnown
	at     map[string]int
	seen   map[string]int    // key to the row that was taken with it
	before map[string]OwnRow // by key
}

func (t *ownTrying) row(row PlanSheetRow) {
	if !t.filled(row) {
		return
	}
	r, taken := OwnRow{Values: map[string]string{}}, true
	for _, c := range t.l.Columns {
		if !t.take(row.Number, c, t.cell(row, c.Code), r) {
			taken = false
		}
	}
	r.ChildRef = r.Values["child_ref"]
	if !taken || !t.whole(row.Number, r) {
		return
	}
	t.lookUp(row.Number, r)
	t.Rows = append(t.Rows, t.levelled(r))
}

// filled reports whether a row says anything in the columns of the list.
func (t *ownTrying) filled(row PlanSheetRow) bool {
	return slices.ContainsFunc(t.l.Columns, func(c OwnColumn) bool { return t.cell(row, c.Code) != "" })
}

// cell is what a row has in a column; "" where the sheet has no such column.
func (t *ownTrying) cell(row PlanSheetRow, column string) string {
	at, there := t.at[column]
	if !there {
		return ""
	}
	return strings.TrimSpace(cellAt(row.Cells, at))
}

// take reads one cell into the row. false says that the row cannot be taken without it.
func (t *ownTrying) take(number int, c OwnColumn, cell string, r OwnRow) bool {
	if cell == "" {
		if c.Required {
			t.fault(number, c.Header, "It is blank.", c.mend(), true)
		}
		return !c.Required
	}
	value, why, note := c.read(cell)
	if why == "" && c.Code != "next_review" && (c.Kind == "day" || c.Kind == "moment") {
		if day := (OwnRow{Values: map[string]string{c.Code: value}}).Day(c.Code); day.After(t.k.On) {
			why = day.Long() + " is after the day that the list describes."
		}
	}
	switch {
	case why != "" && c.Required:
		t.fault(number, c.Header, why, c.mend(), true)
		return false
	case why != "":
		t.fault(number, c.Header, why+" It is left blank.", c.mend(), false)
		return true
	case note != "":
		t.fault(number, c.Header, note, "Add the time if it is known.", false)
	}
	r.Values[c.Code] = value
	return true
}

func (t *ownTrying) fault(row int, column, why, fix string, leftOut bool) {
	t.Faults = append(t.Faults, OwnFault{row, column, why, fix, leftOut})
}

// whole refuses a row that contradicts itself, or whose like was taken already.
func (t *ownTrying) whole(number int, r OwnRow) bool {
	key := t.l.key(r)
	if first, twice := t.seen[key]; twice {
		t.fault(number, "", "Row "+itoa(first)+" is about the same: "+key+".", "Keep one of the two rows.", true)
		return false
	}
	started := r.Moment("started")
	for _, code := range []string{"returned", "held"} {
		if at := r.Moment(code); !at.IsZero() && at.Before(started) {
			t.fault(number, t.header(code), "It lies before the child went missing.", "Correct the one that is wrong.", true)
			return false
		}
	}
	t.seen[key] = number
	return true
}

func (t *ownTrying) header(code string) string {
	return t.l.Columns[slices.IndexFunc(t.l.Columns, func(c OwnColumn) bool { return c.Code == code })].Header
}

// lookUp tells of a reference or a team that nobody here knows. Both may be right.
func (t *ownTrying) lookUp(number int, r OwnRow) {
	if !t.k.Refs[r.ChildRef] {
		t.fault(number, t.header("child_ref"), "No other list has this reference.", "Check it against the case system.", false)
	}
	if team := r.Values["team"]; team != "" && !slices.Contains(t.k.Teams, team) {
		t.fault(number, t.header("team"), "No team here is called "+shortened(team, 60)+". The team of the child’s case counts.", "Write the team as the Annex A calls it.", false)
		delete(r.Values, "team")
	}
}

// levelled takes the level before from the last list where the sheet says none and the level has changed.
func (t *ownTrying) levelled(r OwnRow) OwnRow {
	last, known := t.before[t.l.key(r)]
	if r.Values["level"] == "" || r.Values["level_before"] != "" || !known {
		return r
	}
	before := last.Values["level_before"]
	if last.Values["level"] != r.Values["level"] {
		before = last.Values["level"]
	}
	if before != "" {
		r.Values["level_before"] = before
	}
	return r
}

// compare says what is different from the last list.
func (t *ownTrying) compare() {
	now := map[string]bool{}
	for _, r := range t.Rows {
		key := t.l.key(r)
		now[key] = true
		before, known := t.before[key]
		changed := t.l.differ(before, r)
		switch {
		case !known:
			t.New = append(t.New, key)
		case len(changed) == 0:
			t.Same++
		default:
			t.Changed = append(t.Changed, OwnChange{key, changed})
		}
	}
	for _, r := range t.k.Before {
		if key := t.l.key(r); !now[key] {
			t.Gone = append(t.Gone, key)
		}
	}
}

func (l OwnList) differ(a, b OwnRow) (headers []string) {
	for _, c := range l.Columns {
		if a.Values[c.Code] != b.Values[c.Code] {
			headers = append(headers, c.Header)
		}
	}
	return headers
}

// ConfirmOwnImport brings an own list in.
type ConfirmOwnImport struct {
	LeaveOut  string `json:"leave_out" validate:"omitempty,oneof=yes"` // leave out the rows that cannot be taken
	Confirmed int    `json:"confirmed" validate:"min=0"`               // how many rows the list would have, as the asker's page showed it
}

// Check refuses to bring in what the asker was not shown, or to leave rows out without a word about them.
func (c ConfirmOwnImport) Check(t OwnTrial) error {
	switch {
	case t.LeftOut() > 0 && c.LeaveOut != "yes":
		return FieldErrorf("leave_out", "%s cannot be taken. Leave them out, or mend them in the sheet and choose the file again.", count(t.LeftOut(), "row"))
	case len(t.Rows) == 0:
		return Errorf(Conflict, "No row of this sheet can be taken, so there is nothing to bring in.")
	case c.Confirmed != len(t.Rows):
		return Errorf(Conflict, "Something has changed since you looked: the list would have %s now, and not %d. Look through it again.", count(len(t.Rows), "row"), c.Confirmed)
	}
	return nil
}
