package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An Extract is what one Annex A upload says, after reading and before anything is changed.
type Extract struct {
	Layout  string        `json:"layout"`   // which known layout the lists follow: "older" or "newer" (domain.md 2.4)
	TakenOn calendar.Date `json:"taken_on"` // the day the lists describe, as the uploader gave it
	Lists   []ListFound   `json:"lists"`
	Cases   []CaseRecord  `json:"cases"`
	Unread  []Unread      `json:"unread,omitempty"` // children whose row on a case list could not be used: they have not vanished

	CareLeavers []CareLeaverRow `json:"care_leavers,omitempty"` // of list 9, by reference
	Missing     []MissingRow    `json:"missing,omitempty"`      // children in care on list 8, by reference
	Lacks       []string        `json:"lacks,omitempty"`        // columns that list 9 has not, such as LacksAdviser
}

// Kept reports whether what a list says of cohorts can be kept: it was in the upload, and its rows were read. An extract from before there were cohorts has
// none of them.
func (e Extract) Kept(list, rows int) bool {
	return slices.ContainsFunc(e.Lists, func(l ListFound) bool { return l.List == list && (rows > 0 || l.Rows == 0) })
}

// Unread is a child whose row on list 6, 7 or 8 was left out. The list does not say what has become of that spell, so a merge leaves it as it is.
type Unread struct {
	ChildRef string   `json:"child_ref"`
	Type     CaseType `json:"type"`
}

// ListFound says where one of the eleven lists was found and how its rows fared.
type ListFound struct {
	List    int    `json:"list"`  // 1 to 11
	Sheet   string `json:"sheet"` // sheet or file name as in the upload
	Rows    int    `json:"rows"`  // data rows, blank ones not counted
	Fine    int    `json:"fine"`  // rows without an error or a query
	Mend    int    `json:"mend"`  // rows with at least one error
	Ask     int    `json:"ask"`   // rows with a query and no error
	LeftOut int    `json:"left_out"`
}

// A CaseRecord is one child's involvement as lists 6, 7 and 8 tell it together.
// It carries the council's pseudonymous reference and no name.
type CaseRecord struct {
	ChildRef    string  `json:"child_ref"`
	Spells      []Spell `json:"spells"` // oldest first; at most one open spell of each type
	Team        string  `json:"team"`   // as in the upload, outer spaces removed; "" when blank or #N/A
	Worker      string  `json:"worker"`
	LegalStatus string  `json:"legal_status,omitempty"` // code such as "C2", from list 8
	Need        string  `json:"need,omitempty"`         // code such as "N1", from list 6

	LastSeen calendar.Date `json:"last_seen"` // latest of list 6 last seen, list 7 statutory visit, list 8 social work visit
}

// A Spell is one stretch of one kind of help: child in need, child protection plan, or care.
type Spell struct {
	Type   CaseType      `json:"type"`
	Start  calendar.Date `json:"start"`
	End    calendar.Date `json:"end"`              // zero while open
	Reason string        `json:"reason,omitempty"` // code of the reason it ended, such as "RC7"
}

// Severity says what a finding asks of the reader.
type Severity string

// The three severities of domain.md 2.5.
const (
	SeverityError Severity = "error" // wrong: mend it in the case system
	SeverityQuery Severity = "query" // may be right: somebody should look
	SeverityInfo  Severity = "info"  // what was understood or repaired while reading
)

// A Finding is one thing that an import noticed, with what to do about it.
type Finding struct {
	List     int      `json:"list"`   // 1 to 11; 0 when it concerns the whole upload
	Sheet    string   `json:"sheet"`  // sheet or file name as in the upload
	Row      int      `json:"row"`    // row number as the spreadsheet shows it; 0 when it concerns the whole list
	Column   string   `json:"column"` // header as the specification writes it
	Rule     string   `json:"rule"`   // stable rule id such as "end-before-start"
	Severity Severity `json:"severity"`
	Found    string   `json:"found,omitempty"` // the cell's text; never for free text or dates of birth
	Message  string   `json:"message"`         // what is wrong, one sentence
	Fix      string   `json:"fix"`             // what to do, one sentence
	LeftOut  bool     `json:"left_out"`        // true when the row cannot be used and is not imported
}
