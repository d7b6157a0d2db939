package readiness

import (
	"context"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CohortRegister answers the pages about cohorts and red flags, and keeps what people say about them. Every count is by what the newest lists say. Whoever
// may see no case sees no count below the least (ReviewRules.Small).
type CohortRegister interface {
	Cohorts(ctx context.Context, viewer Actor) ([]CohortLine, error)
	// Cohort is one focus area with its red flags. NotFound when no pack of it is in force.
	Cohort(ctx context.Context, viewer Actor, focus string) (CohortView, error)
	// FlaggedChildren are the children who have a flag, as far as the viewer may see them. A look from outside leaves a trace in the audit trail.
	FlaggedChildren(ctx context.Context, viewer Actor, focus, flag string) (FlagView, error)
	// FlaggedChild is one of them; NotFound when the child has not the flag, or belongs to another area or team than the viewer's.
	FlaggedChild(ctx context.Context, viewer Actor, focus, flag, childID string) (FlagView, error)
	// AnswerFlag keeps what was done about a child's red flag. It holds until the flag goes; when it comes back it is unanswered.
	AnswerFlag(ctx context.Context, focus, flag, childID string, a AnswerFlag, asked Asked) error
	// NoteMovement says what is behind the last movement of a flag.
	NoteMovement(ctx context.Context, focus, flag string, n NoteMovement, asked Asked) error
}

// CohortLists bring the council's own lists in: the sheet is kept, what would happen is shown, and only then the list changes. All but the list of lists is
// for whoever may ImportLists.
type CohortLists interface {
	// CohortLists are the newest of each list, and the packs that say which lists are wanted.
	CohortLists(ctx context.Context, viewer Actor) (CohortSources, error)
	// KeepOwnSheet keeps a sheet until it is brought in or thrown away, and no longer than 90 days. The same command id gives the same import.
	KeepOwnSheet(ctx context.Context, u OwnUpload, asked Asked) (importID string, err error)
	OwnImport(ctx context.Context, viewer Actor, id string) (OwnImport, error)
	ApplyOwnImport(ctx context.Context, id string, c ConfirmOwnImport, asked Asked) error
	DropOwnImport(ctx context.Context, id string, asked Asked) error
}

// A CohortLine is one focus area in the list.
type CohortLine struct {
	Focus    string        `json:"focus"`
	Name     string        `json:"name"`
	Pack     string        `json:"pack"`        // code of the version in force
	On       calendar.Date `json:"on,omitzero"` // the day of the newest list; no date before a list was brought in
	Before   calendar.Date `json:"before,omitzero"`
	Children int           `json:"children"`
	Flags    int           `json:"flags"` // of all children together
	Was      int           `json:"was"`   // flags on the day before; meaningless without one
	Answered int           `json:"answered"`
}

// A CohortView is one focus area with its red flags, the most frequent first.
type CohortView struct {
	CohortLine
	Lists []CohortList // that are there of those it is made from
	Lacks []string     // codes of lists that were never brought in
	Other bool         // the flags were counted by another version of the pack the time before
	Lines []FlagLine
}

// A FlagLine is one red flag of a focus area: how many have it, and how that moved.
type FlagLine struct {
	Flag     RedFlag
	Unjudged string // why it cannot be judged, in a sentence; "" when it can
	Now      int
	Was      int
	New      int // who have it and had not
	Gone     int // who had it and have not
	Answered int
	Note     *MovementNote // on the last movement; nil when nobody said anything
}

// A MovementNote says what is behind a movement.
type MovementNote struct {
	Kind string // one of MovementKinds
	Why  string
	By   string
	At   time.Time
}

// MovementKinds are what can be behind a movement (checklist MIK10).
var MovementKinds = []Choice{
	{"recording", "A change in recording, not a real change"},
	{"real", "A real change"},
	{"both", "Partly a change in recording, partly a real change"},
}

// NoteMovement says what is behind the last movement of a flag.
type NoteMovement struct {
	Kind string `json:"kind" validate:"required,oneof=recording real both"`
	Why  string `json:"why" validate:"required,max=500"`
}

// AnswerFlag says what was done about a child's red flag.
type AnswerFlag struct {
	Looked string `json:"looked" validate:"required,max=1000"` // what was looked at
	Did    string `json:"did" validate:"required,max=1000"`    // what was done, or why nothing had to be
}

// A FlagAnswer is such an answer as it is kept.
type FlagAnswer struct {
	AnswerFlag
	By string
	At time.Time
}

// A FlagView is one red flag with the children who have it.
type FlagView struct {
	CohortLine
	Line      FlagLine
	Children  []FlaggedChild // that the viewer may see
	Elsewhere int            // how many more there are
	Gone      []FlaggedChild // who had the flag the time before and have it no more
}

// A FlaggedChild is a child with what there is to know about one flag.
type FlaggedChild struct {
	CohortChild
	Area    string
	Team    string
	CaseID  string // the child's open case, "" when there is none that the viewer may see
	Says    string // what the list says, in a few words
	New     bool   // had not the flag the time before
	Answer  *FlagAnswer
	Earlier []FlagAnswer // newest first; only of a single child
}

// CohortSources are the lists that cohorts are made from.
type CohortSources struct {
	Lists   []CohortList // the newest of each
	Own     []OwnList    // of the council's own, those that some pack wants and those that were brought in
	Waiting []OwnImport  // sheets that wait, newest first; only for whoever may ImportLists
}

// An OwnUpload is a sheet of one of the council's own lists.
type OwnUpload struct {
	List  string
	On    calendar.Date
	Sheet PlanSheet
}

// An OwnImport is a kept sheet, and what bringing it in would do.
type OwnImport struct {
	ID    string
	List  OwnList
	On    calendar.Date
	File  string
	By    string
	At    time.Time
	Last  calendar.Date // the day of the list that is there; no date when there is none
	Done  bool
	Rows  int // of the list that it became
	Trial OwnTrial
}

// ChooseOwnSheet is the form that goes with an uploaded sheet.
type ChooseOwnSheet struct {
	On calendar.Date `json:"taken_on" validate:"required"`
}

// Move counts who has a flag now and who had it before: how many have it, had it, are new and are gone.
func (l FlagLine) Move(now, before []CohortChild) FlagLine {
	had := map[string]bool{}
	for _, c := range before {
		if slices.Contains(c.Flags, l.Flag.Code) {
			had[c.ID], l.Was = true, l.Was+1
		}
	}
	for _, c := range now {
		if slices.Contains(c.Flags, l.Flag.Code) {
			l.Now++
			if !had[c.ID] {
				l.New++
			}
			delete(had, c.ID)
		}
	}
	l.Gone = len(had)
	return l
}

// hideSmall is a count that people may see who may see no case: not when it is small, nor when the others of the whole are.
func hideSmall(n, whole, least int) int {
	parts, _ := Suppress([]int{n, whole - n}, whole, least)
	return parts[0]
}

// WithoutSmallNumbers is the view for somebody who may see no case: no count from which a child could be found, not by taking the others from the sum or from
// the whole either. Who is new, who is gone and which flags are answered is not said: beside the counts it would give small ones away.
func (v CohortView) WithoutSmallNumbers(least int) CohortView {
	var nows, wases []int
	for _, l := range v.Lines {
		nows, wases = append(nows, l.Now), append(wases, l.Was)
	}
	children, answered := v.Children, hideSmall(v.Answered, v.Flags, least)
	nows, v.Flags = Suppress(nows, v.Flags, least)
	wases, v.Was = Suppress(wases, v.Was, least)
	v.Children, v.Answered, v.Lines, v.Lists = hideSmall(children, children, least), answered, slices.Clone(v.Lines), withoutRows(v.Lists)
	hidden := 0
	for i := range v.Lines {
		l := &v.Lines[i]
		if nows[i] != Hidden {
			nows[i] = hideSmall(l.Now, children, least)
		}
		if nows[i] == Hidden {
			hidden++
		}
		l.Now, l.Was, l.New, l.Gone, l.Answered = nows[i], wases[i], Hidden, Hidden, Hidden
	}
	if hidden == 1 || v.Children == Hidden { // the others taken from the sum would say how many have not the one flag, or the sum that each of few has every flag
		v.Flags = Hidden
	}
	return v
}

// WithoutRows are the lists for somebody who may see no case.
func (s CohortSources) WithoutRows() CohortSources {
	s.Lists = withoutRows(s.Lists)
	return s
}

// withoutRows hides how many rows lists have. The children of a focus area without them, or they without the children, would tell of few: those whom the
// list of care leavers has no more, or whose risk was lowered to none.
func withoutRows(lists []CohortList) []CohortList {
	lists = slices.Clone(lists)
	for i := range lists {
		lists[i].Rows = Hidden
	}
	return lists
}
