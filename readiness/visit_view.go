package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitRegister plans visits and answers the pages about them.
type VisitRegister interface {
	// PlanVisit plans a visit and its steps; its run is begun by Commands.OpenVisit. The same command id gives the same visit.
	PlanVisit(ctx context.Context, p PlanVisit, asked Asked) (PlannedVisit, error)
	// Visits lists visits, the latest first.
	Visits(ctx context.Context, viewer Actor) ([]VisitRow, error)
	VisitView(ctx context.Context, viewer Actor, id string) (VisitView, error)
	VisitStepView(ctx context.Context, viewer Actor, id string) (VisitStepView, error)
	// VisitScore says which steps of a visit were on time, late or missing, beside those of the last one.
	VisitScore(ctx context.Context, viewer Actor, id string) (VisitScoreView, error)
	// VisitDesk is what of visits waits for somebody.
	VisitDesk(ctx context.Context, viewer Actor) (VisitDesk, error)
	// VisitFacts and GateFacts are what the ledger knows, for commands of a visit and of a step.
	VisitFacts(ctx context.Context, visitID string) (VisitFacts, error)
	GateFacts(ctx context.Context, stepID string) (GateFacts, error)
	VisitRules(ctx context.Context) (VisitRules, error)
	SetVisitRules(ctx context.Context, r VisitRules, change RuleChange, asked Asked) (VisitRules, error)
}

// A VisitRow is one visit in a list.
type VisitRow struct {
	VisitID   string        `json:"visit_id"`
	Kind      string        `json:"kind"`
	Name      string        `json:"name"`
	Rehearsal bool          `json:"rehearsal"`
	Status    VisitStatus   `json:"status"`
	Called    calendar.Date `json:"called,omitzero"`
	On        calendar.Date `json:"on"`
	Until     calendar.Date `json:"until"`
	Letter    calendar.Date `json:"letter,omitzero"`
	DaysLeft  int           `json:"days_left"` // working days until the first day on site; 0 on it and after
	Lead      string        `json:"lead"`      // a name
	LeadID    string        `json:"lead_id"`
	Focus     []VisitFocus  `json:"focus"`
	Steps     int           `json:"steps"`
	Settled   int           `json:"settled"` // of the steps: done, waived or left out
	Late      int           `json:"late"`
	Undecided bool          `json:"undecided"` // the director has not said which steps come back that were left out
	Reached   Role          `json:"reached,omitempty"`
	ReachedAt time.Time     `json:"reached_at,omitzero"`
	Because   string        `json:"because,omitempty"`
}

// Scored reports whether the page says how the steps came out: of a rehearsal at once, of a visit when it has ended.
func (r VisitRow) Scored() bool { return r.Rehearsal || r.Status.Ended() }

// A VisitStepRow is one step in a list.
type VisitStepRow struct {
	StepID    string          `json:"step_id"`
	VisitID   string          `json:"visit_id"`
	Visit     string          `json:"visit"` // its name
	Rehearsal bool            `json:"rehearsal"`
	Code      string          `json:"code"`
	Name      string          `json:"name"` // of the step, as its run-up says
	Focus     string          `json:"focus,omitempty"`
	FocusName string          `json:"focus_name,omitempty"`
	Anchor    string          `json:"anchor"`
	Offset    int             `json:"offset"`
	Gate      string          `json:"gate"`
	Status    VisitStepStatus `json:"status"`
	Over      bool            `json:"over"`
	OwnerID   string          `json:"owner_id"`
	Owner     string          `json:"owner"` // a name
	Due       calendar.Date   `json:"due,omitzero"`
	Overdue   int             `json:"overdue"` // working days
	DoneOn    calendar.Date   `json:"done_on,omitzero"`
	Late      int             `json:"late"` // working days after its day, when it was done
	Evidence  int             `json:"evidence"`
	Reached   Role            `json:"reached,omitempty"`
	ReachedAt time.Time       `json:"reached_at,omitzero"`
	Because   string          `json:"because,omitempty"`
}

// Settled reports whether nobody has to do anything about the step any more.
func (r VisitStepRow) Settled() bool {
	return r.Status == StepDone || r.Status == StepWaived || r.Status == StepLeftOut || r.Over
}

// Yours reports whether the step is somebody's, or whom they cover for.
func (r VisitStepRow) Yours(viewer Actor) bool { return viewer.standsFor(r.OwnerID) }

// Prepares reports whether the step comes before the inspectors do.
func (r VisitStepRow) Prepares() bool {
	return r.Anchor == "call" || r.Anchor == "visit" && r.Offset < 0
}

// A VisitView is the page of one visit.
type VisitView struct {
	VisitRow
	State    Visit                    `json:"state"`
	RunUp    RunUp                    `json:"run_up"`
	Rows     []VisitStepRow           `json:"rows"`     // in the order of the run-up
	Names    map[string]string        `json:"names"`    // of everybody who has a part, by person id
	Open     VisitFacts               `json:"open"`     // what keeps it from being closed
	Feedback bool                     `json:"feedback"` // the viewer may read what inspectors said at the end
	Counts   bool                     `json:"counts"`   // the viewer is shown counts alone (ForMembers)
	Parts    map[string][]VisitPart   `json:"parts"`    // of how ready each focus area is, by its code; VisitParts in their order, after StepsPart where Counts
	Forecast map[string]VisitForecast `json:"forecast"` // of each focus area by its code, until the visit begins
	Score    string                   `json:"score"`    // of a rehearsal, and of a visit that has ended, in words; "" otherwise
	Next     []NextStep               `json:"next"`
	Happened []EventRow               `json:"happened"` // newest first
}

// StepsPart is the code of the part that the steps of a focus area are.
const StepsPart = "steps"

// BriefingStep is the code of the step by which staff are briefed. A run-up that has none has no such part.
const BriefingStep = "brief_staff"

// VisitParts are the parts of how ready a focus area is that are counted beside its steps, by what counts them (issue 6, trade point 6).
var VisitParts = []Choice{
	{"flags", "Red flags answered"},
	{"audits", "Audits moderated"},
	{"findings", "Earlier findings with an action"},
	{"shown", "Earlier findings shown done"},
	{"checklist", "Checklist answered"},
	{"data", "Lists brought in without a fault"},
	{"briefed", "Staff briefed"},
}

// PartName is what a part is called, as a heading.
func PartName(code string) string {
	if code == StepsPart {
		return "Steps before the visit"
	}
	return ChoiceText(VisitParts, code)
}

// A VisitPart is one part: how many are done of how many. None of none says that there is nothing to count yet.
type VisitPart struct {
	Code string `json:"code"`
	Done int    `json:"done"`
	Of   int    `json:"of"`
}

// A VisitStepView is the page of one step.
type VisitStepView struct {
	VisitStepRow
	State    VisitStep
	Of       RunUpStep // as the run-up says
	Slot     string    // the name of the part that it belongs to
	Visit    Visit
	Proof    []Evidence // pieces in force that are attached to it, what they show newest first
	Gate     GateFacts
	Next     []NextStep
	Happened []EventRow // newest first
}

// A VisitDesk is what of visits waits for one person.
type VisitDesk struct {
	Decide []VisitStepRow // steps that reached them
	Answer []VisitStepRow // owners who ask for a waiver
	Do     []VisitStepRow // their steps that are open, the most pressing first
	Name   []VisitStepRow // steps that nobody owns, for whoever runs visits
	Short  []VisitRow     // visits at short notice that the director has not decided about
	Letter []VisitRow     // whose missing letter reached them
}

// Sort puts a step into the list in which it waits for somebody; reached says that it waits for their decision.
func (d *VisitDesk) Sort(viewer Actor, r VisitStepRow, reached bool) {
	runs := May(viewer, RunVisits, Place{})
	if reached {
		d.Decide = append(d.Decide, r)
	}
	switch {
	case r.Status == StepAsked && runs && !viewer.standsFor(r.OwnerID):
		d.Answer = append(d.Answer, r)
	case r.OwnerID == "" && runs:
		d.Name = append(d.Name, r)
	case r.Status == StepOpen && viewer.standsFor(r.OwnerID):
		d.Do = append(d.Do, r)
	}
}
