package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitPacks keep the packs of visits. A pack freezes what is known when it is made, and nothing changes it afterwards: whoever reads it later reads the
// same figures, and is told when newer lists were brought in.
type VisitPacks interface {
	// MakeVisitPack freezes the pack of a visit as it stands. The same command id gives the same pack.
	MakeVisitPack(ctx context.Context, visitID string, asked Asked) (VisitPack, error)
	// VisitPacks lists the packs of a visit, the newest first.
	VisitPacks(ctx context.Context, viewer Actor, visitID string) (VisitPackList, error)
	// VisitPack is one pack; who may not work on visits is given the edition that leaves the service.
	VisitPack(ctx context.Context, viewer Actor, id string) (VisitPack, error)
}

// VisitPackKinds are why a pack was made.
var VisitPackKinds = []Choice{{"asked", "Somebody asked for it"}, {"call", "Ofsted rang"}}

// VisitPackLine is one pack in a list.
type VisitPackLine struct {
	ID        string        `json:"id"`
	VisitID   string        `json:"visit_id"`
	Visit     string        `json:"visit"` // its name
	Rehearsal bool          `json:"rehearsal"`
	Number    int           `json:"number"` // of the visit's packs
	Kind      string        `json:"kind"`   // one of VisitPackKinds
	By        string        `json:"by"`     // the name of who asked for it
	At        time.Time     `json:"at"`
	Newer     calendar.Date `json:"newer,omitzero"` // newer lists than the pack rests on were brought in, last on this day
}

// VisitPackList is the packs of one visit.
type VisitPackList struct {
	VisitID string          `json:"visit_id"`
	Visit   string          `json:"visit"`
	Ended   bool            `json:"ended"` // no more are made
	Packs   []VisitPackLine `json:"packs"`
}

// VisitPack is one pack of a visit (issue 6, trade point 7).
type VisitPack struct {
	VisitPackLine
	Outside bool       `json:"outside"` // it is the edition that leaves the service
	Pack    FrozenPack `json:"pack"`
}

// FrozenPack is all that a pack froze. Fields are only ever added: old packs are read with them empty. No child's id or reference is in it.
type FrozenPack struct {
	FrozenOn calendar.Date `json:"frozen_on"` // the day on which it stood like this
	Kind     string        `json:"kind"`      // of the visit
	VisitDates
	Lead         string             `json:"lead"`  // the name of who leads the visit
	Least        int                `json:"least"` // the least count that the edition shows that leaves the service
	Import       *PackedImport      `json:"import,omitempty"`
	Figures      Figures            `json:"figures"` // of the whole service
	Areas        []Figures          `json:"areas"`
	Focus        []PackedFocus      `json:"focus"`
	Findings     []PackedFinding    `json:"findings"` // the newest first
	Evidence     []PackedEvidence   `json:"evidence"` // what it shows newest first
	Timetable    []VisitSession     `json:"timetable"`
	Interviewees []VisitInterviewee `json:"interviewees"`
	Steps        PackedSteps        `json:"steps"`
	Nobody       []string           `json:"nobody"` // parts of the visit that nobody has
}

// PackedImport is the last Annex A that was brought in.
type PackedImport struct {
	ID      string        `json:"id"`
	TakenOn calendar.Date `json:"taken_on"` // the day that its lists describe
	At      time.Time     `json:"at"`       // when it was brought in
	Age     int           `json:"age"`      // working days from the day that it describes to the day of the pack
	Lists   []ListFound   `json:"lists"`
	Errors  int           `json:"errors"`
}

// PackedSteps counts steps.
type PackedSteps struct {
	Steps   int `json:"steps"`
	Settled int `json:"settled"`
	Late    int `json:"late"`
}

// PackedFocus is one focus area as a pack froze it.
type PackedFocus struct {
	Code        string        `json:"code"`
	Name        string        `json:"name"`
	Lead        string        `json:"lead"`
	FiguresOnly bool          `json:"figures_only,omitempty"` // the visit is not about it: an inspection that names no focus area can ask about each
	Position    VisitPosition `json:"position"`               // Version 0 when nobody wrote it
	Steps       PackedSteps   `json:"steps"`
	Parts       []VisitPart   `json:"parts"` // of how ready it is; empty when a pack was frozen by the call
	Cohort      PackedCohort  `json:"cohort"`
	Audits      PackedAudits  `json:"audits"`
}

// PackedCohort is the children and the red flags of a focus area in figures.
type PackedCohort struct {
	On       calendar.Date `json:"on,omitzero"` // no date before a list was brought in
	Before   calendar.Date `json:"before,omitzero"`
	Other    bool          `json:"other"` // the flags were counted by another version the time before
	Lacks    []string      `json:"lacks"` // codes of lists that were never brought in
	Children int           `json:"children"`
	Flags    int           `json:"flags"`
	Was      int           `json:"was"`
	Answered int           `json:"answered"`
	Lines    []PackedFlag  `json:"lines"`
}

// PackedFlag is one red flag in figures.
type PackedFlag struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Unjudged string `json:"unjudged,omitempty"` // why it cannot be judged
	Now      int    `json:"now"`
	Was      int    `json:"was"`
	New      int    `json:"new"`
	Gone     int    `json:"gone"`
	Answered int    `json:"answered"`
	Behind   string `json:"behind,omitempty"` // the movement: one of MovementKinds
	Why      string `json:"why,omitempty"`    // what somebody wrote about it
}

// PackedAudits are the grades of a focus area's audits. What auditors wrote is about single children and stays where it is.
type PackedAudits struct {
	Of        int             `json:"of"`        // children drawn for an audit
	Moderated int             `json:"moderated"` // of these
	Standing  int             `json:"standing"`  // audits with a grade that stands
	Profile   []GradeCount    `json:"profile"`   // overall and by section; nil when none stands
	Again     int             `json:"again"`     // children who were audited again
	Compared  []ComparedGrade `json:"compared"`  // these children before and after; nil when none was audited again
}

// PackedFinding is one finding of an earlier inspection or visit, with what became of it.
type PackedFinding struct {
	VisitID    string         `json:"visit_id,omitempty"` // the visit whose letter names it
	Focus      []string       `json:"focus,omitempty"`    // codes of the focus areas that it is about; none for all
	Source     string         `json:"source"`             // one of FindingSources
	Reference  string         `json:"reference"`
	FoundOn    calendar.Date  `json:"found_on"`
	Text       string         `json:"text"`
	Severity   string         `json:"severity"`
	Theme      string         `json:"theme"`
	RepeatedBy int            `json:"repeated_by"`
	Repeats    bool           `json:"repeats"` // it repeats an earlier one
	Actions    []PackedAction `json:"actions"` // that answer it
}

// PackedAction is one action that answers a finding.
type PackedAction struct {
	Reference string        `json:"reference"`
	Title     string        `json:"title"`
	Status    ActionStatus  `json:"status"`
	Due       calendar.Date `json:"due"`
	Overdue   int           `json:"overdue"` // working days
	SaidDone  calendar.Date `json:"said_done,omitzero"`
	ShownDone calendar.Date `json:"shown_done,omitzero"`
	Evidence  int           `json:"evidence"` // pieces in force
}

// PackedEvidence is one piece in the index of evidence.
type PackedEvidence struct {
	Title   string        `json:"title"` // "" when something in it looked like a child's
	Kind    string        `json:"kind"`  // one of EvidenceKinds
	ShowsOn calendar.Date `json:"shows_on"`
	Where   []string      `json:"where"` // steps and actions that it is attached to
	File    string        `json:"file"`  // the name of its file
}
