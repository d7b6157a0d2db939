package readiness

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A CareLeaverRow is what list 9 of the Annex A says of one young person, in the values of domain.md 2.3. It holds no name but those of staff, and no date
// of birth.
type CareLeaverRow struct {
	ChildRef      string        `json:"child_ref"`
	Age           int           `json:"age,omitempty"` // in years on the day of the list; 0 when the list gives neither age nor date of birth
	Team          string        `json:"team,omitempty"`
	Worker        string        `json:"worker,omitempty"`
	Adviser       string        `json:"adviser,omitempty"`
	Eligibility   string        `json:"eligibility,omitempty"` // such as "Former relevant child"
	PlanReview    calendar.Date `json:"plan_review,omitzero"`
	InTouch       string        `json:"in_touch,omitempty"` // "Yes", "No", "Died", "Refu", "NREQ", "Rhom"
	LastContact   calendar.Date `json:"last_contact,omitzero"`
	Accommodation string        `json:"accommodation,omitempty"` // code such as "U"
	Suitability   string        `json:"suitability,omitempty"`   // "Suitable" or "Unsuitable"
	Activity      string        `json:"activity,omitempty"`      // code such as "F2"
}

// A MissingRow is what list 8 of the Annex A says of one child in care now, missing or not, about missing episodes and the placement.
type MissingRow struct {
	ChildRef   string `json:"child_ref"`
	Age        int    `json:"age,omitempty"`
	Team       string `json:"team,omitempty"`
	Worker     string `json:"worker,omitempty"`
	Episodes   int    `json:"episodes,omitempty"`   // missing, in the last twelve months
	Absences   int    `json:"absences,omitempty"`   // away from the placement, in the last twelve months
	Offered    string `json:"offered,omitempty"`    // a return interview after the last episode: "Yes", "No", "Unknown", NotAsked, "" when blank
	Accepted   string `json:"accepted,omitempty"`   // the same
	Placement  string `json:"placement,omitempty"`  // code such as "K2"
	Provider   string `json:"provider,omitempty"`   // code such as "PR1"
	Registered string `json:"registered,omitempty"` // "Yes" when the home's registration number is there, "No" when a home should have one and has none
}

// The lists that cohorts are made from. A focus area of the council's own has one more, which FocusList names.
const (
	LeaversList  = "care_leavers"     // list 9 of the Annex A
	CareList     = "children_in_care" // list 8 of the Annex A
	RiskList     = "exploitation"     // the council's own
	EpisodesList = "missing_episodes" // the council's own
)

// FocusList is the code of the council's own list of references for a focus area.
func FocusList(focus string) string { return "focus-" + focus }

// Columns of list 9 that an upload may lack, so that some red flags cannot be judged by it.
const (
	LacksAdviser       = "adviser"
	LacksPlanReview    = "plan_review"
	LacksInTouch       = "in_touch"
	LacksLastContact   = "last_contact"
	LacksAccommodation = "accommodation"
	LacksActivity      = "activity"
)

// NotAsked stands for the answer to a question that an upload has no column for.
const NotAsked = "-"

// A CohortList is one list as it was brought in.
type CohortList struct {
	ID       string        `json:"id"`
	List     string        `json:"list"` // such as LeaversList
	On       calendar.Date `json:"on"`   // the day that it describes
	Rows     int           `json:"rows"`
	Lacks    []string      `json:"lacks,omitempty"`
	ImportID string        `json:"import_id,omitempty"` // of the Annex A that it came with
	File     string        `json:"file,omitempty"`
	By       string        `json:"by"` // the name of who brought it in
}

// CohortRows are what the newest of the lists say, child by child. A list that was never brought in is not in Lists.
type CohortRows struct {
	Lists    map[string]CohortList
	Children []ChildRows
}

// ChildRows are all that the newest lists say of one child.
type ChildRows struct {
	CohortChild
	Leaver   *CareLeaverRow // nil when not on list 9
	Left     *CareLeaverRow // of the last list 9 that had the child, when the newest has it no more
	LeftOn   calendar.Date  // the day of that list
	Care     *MissingRow    // nil when not in care
	Risk     *OwnRow        // nil when not on the list of children at risk of exploitation
	Episodes []OwnRow       // missing episodes, by the council's own list
	Listed   []string       // the focus areas whose list of references has the child
}

// ListedFor is the focus area whose list of references has this code; "" for every other list.
func ListedFor(list string) string {
	focus, ok := strings.CutPrefix(list, FocusList(""))
	if !ok {
		return ""
	}
	return focus
}
