package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlanViews answer the pages about the improvement plan. Every one takes the viewer: who may only see the plan (SeePlan) is shown no word that
// somebody wrote about the work, and no evidence.
type PlanViews interface {
	Actions(ctx context.Context, viewer Actor, q PlanQuery) (Page[ActionRow], error)
	// PlanFigures count the plan by theme: what was said done, and what was shown done. Of q they heed the filters, not its place in the list.
	PlanFigures(ctx context.Context, viewer Actor, q PlanQuery) ([]ThemeFigures, error)
	ActionView(ctx context.Context, viewer Actor, id string) (ActionView, error)
	// ActionFacts are what the ledger knows around an action, for whoever asks something of it (Asked.Facts).
	ActionFacts(ctx context.Context, id string) (ActionFacts, error)
	// Officers are the people who can own, sponsor or check an action: id and "name, role".
	Officers(ctx context.Context) ([]Choice, error)
	// Desk is what waits for one person in the plan.
	Desk(ctx context.Context, viewer Actor) (PlanDesk, error)
}

// PlanRegister keeps what the improvement plan is made of, beside the running actions.
type PlanRegister interface {
	// AddAction plans an action; whoever asked then has it opened (Commands.OpenAction). The same command id gives the same action.
	AddAction(ctx context.Context, f AddAction, asked Asked) (PlannedAction, error)
	PlanRules(ctx context.Context) (PlanRules, error)
	SetPlanRules(ctx context.Context, r PlanRules, c RuleChange, asked Asked) (PlanRules, error)
	AddFinding(ctx context.Context, f AddFinding, asked Asked) (PracticeFinding, error)
	// PracticeFindings lists what the viewer may read: findings of a letter that is not published are for whoever sees the work on visits.
	PracticeFindings(ctx context.Context, viewer Actor, q PracticeFindingQuery) (Page[PracticeFinding], error)
	PracticeFinding(ctx context.Context, viewer Actor, id string) (PracticeFinding, error)
	// ReceiveReport enters the day on which a finding's report was received.
	ReceiveReport(ctx context.Context, id string, r ReceiveReport, asked Asked) (PracticeFinding, error)
}

// EvidenceRegister keeps evidence: what shows that something is so, or that it is not.
type EvidenceRegister interface {
	// AttachEvidence keeps a piece of evidence and links it to what it bears on.
	AttachEvidence(ctx context.Context, e AttachEvidence, asked Asked) (Evidence, error)
	// WithdrawEvidence takes a piece out of force. It stays readable, with why.
	WithdrawEvidence(ctx context.Context, id string, w WithdrawEvidence, asked Asked) error
	// ReviewEvidence keeps that somebody looked at a piece again, and until when it holds.
	ReviewEvidence(ctx context.Context, id string, r ReviewEvidence, asked Asked) error
	Evidence(ctx context.Context, viewer Actor, q EvidenceQuery) (Page[Evidence], error)
	EvidenceItem(ctx context.Context, viewer Actor, id string) (Evidence, error)
	// OpenEvidence gives the file of a piece, and keeps who opened it.
	OpenEvidence(ctx context.Context, viewer Actor, id string) (EvidenceFile, error)
}

// PlanQuery filters the list of improvement actions.
type PlanQuery struct {
	State   string `json:"state" validate:"omitempty,oneof=live proposed agreed in_progress claimed verified retest lasted dropped overdue said_done shown_done sent_back not_lasted moved mine all"` // "" is live
	Theme   string `json:"theme" validate:"max=80"`
	AreaID  string `json:"area" validate:"max=64"` // "none" is the whole council
	OwnerID string `json:"owner" validate:"max=64"`
	Board   string `json:"board" validate:"max=80"`
	Source  string `json:"source" validate:"max=40"` // of the findings that it answers; "any" is whichever
	Text    string `json:"text" validate:"max=80"`   // part of the title or the reference
	// Did keeps the actions to which something happened between From and Until, and Reached the late ones that have reached a role: what Pace counts.
	Did     string        `json:"did" validate:"omitempty,oneof=planned said_done shown_done sent_back not_lasted date_moved"`
	From    calendar.Date `json:"from,omitzero"`
	Until   calendar.Date `json:"until,omitzero"`
	Reached string        `json:"reached" validate:"omitempty,oneof=nobody area_head assistant_director dcs"`
	Cursor  string        `json:"cursor" validate:"max=200"`
	Limit   int           `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// PlanStates are the states that PlanQuery.State filters by.
var PlanStates = []Choice{
	{"live", "All that are not closed"},
	{"overdue", "Late"},
	{"proposed", "Proposed"},
	{"agreed", "Not started"},
	{"in_progress", "In progress"},
	{"claimed", "Said done, waiting for a check"},
	{"verified", "Shown done"},
	{"retest", "Waiting for a re-test"},
	{"said_done", "Said done, checked or not"},
	{"shown_done", "Shown done, lasting or not"},
	{"sent_back", "Sent back at least once"},
	{"not_lasted", "Did not last"},
	{"moved", "Date moved at least once"},
	{"lasted", "Lasted"},
	{"dropped", "Dropped"},
	{"all", "Everything"},
}

// PlanDeeds are what PlanQuery.Did filters by, as the end of "Actions that were …".
var PlanDeeds = []Choice{
	{"planned", "first due"},
	{"said_done", "said done"},
	{"shown_done", "shown done"},
	{"sent_back", "sent back"},
	{"not_lasted", "open again because they did not last"},
	{"date_moved", "given another due date"},
}

// ActionRow is one improvement action in a list.
type ActionRow struct {
	ActionID  string        `json:"action_id"`
	Reference string        `json:"reference,omitempty"`
	Title     string        `json:"title"`
	Theme     string        `json:"theme"`
	Area      string        `json:"area"` // "" for the whole council
	OwnerID   string        `json:"owner_id,omitempty"`
	Owner     string        `json:"owner"`
	Sponsor   string        `json:"sponsor"`
	Verifier  string        `json:"verifier,omitempty"`
	Status    ActionStatus  `json:"status"`
	Start     calendar.Date `json:"start"`
	Due       calendar.Date `json:"due"`
	Pressing  calendar.Date `json:"pressing"` // by when somebody has to do something
	Overdue   int           `json:"overdue"`  // working days late
	Moves     int           `json:"moves"`
	SentBacks int           `json:"sent_backs"`
	Reopened  int           `json:"reopened"`
	Carried   int           `json:"carried"`
	Progress  string        `json:"progress,omitempty"`
	SaidOn    calendar.Date `json:"said_on"`
	ClaimedOn calendar.Date `json:"claimed_on"`
	LookBy    calendar.Date `json:"look_by"`
	Verified  calendar.Date `json:"verified"`
	RetestOn  calendar.Date `json:"retest_on"`
	Supports  int           `json:"supports"`    // pieces of evidence in force
	Against   int           `json:"contradicts"` // of which these speak against it
	Holds     int           `json:"holds"`       // live actions that wait for this one
	Reached   Role          `json:"reached,omitempty"`
	ReachedAt time.Time     `json:"reached_at,omitzero"`
	Because   string        `json:"because,omitempty"`
}

// Waits says by when somebody else has to look at the action, or when it comes back; "" when neither.
func (r ActionRow) Waits() string {
	switch r.Status {
	case ActionProposed, ActionClaimed, ActionRetest:
		return "by " + r.LookBy.Long()
	case ActionVerified:
		return "re-test on " + r.RetestOn.Long()
	}
	return ""
}

// ThemeFigures count the actions of one theme. Dropped actions are in no count.
type ThemeFigures struct {
	Theme     string   `json:"theme"`
	Actions   int      `json:"actions"`
	SaidDone  int      `json:"said_done"`  // claimed, whether checked or not
	ShownDone int      `json:"shown_done"` // of these, verified by somebody else
	Lasted    int      `json:"lasted"`     // of these, closed because it lasted
	SentBack  int      `json:"sent_back"`  // failed a check at least once
	NotLasted int      `json:"not_lasted"` // were shown done and did not last
	Overdue   int      `json:"overdue"`
	Balance   []string `json:"balance"` // what is one-sided about its evidence, in sentences
}

// ActionView is the page of one improvement action.
type ActionView struct {
	ActionRow
	State    ImprovementAction `json:"state"`
	Facts    ActionFacts       `json:"facts"`
	Next     []NextStep        `json:"next"` // what happens if nobody does anything, soonest first
	Happened []EventRow        `json:"happened"`
	Evidence []Evidence        `json:"evidence"` // in force and withdrawn, newest first
	Findings []PracticeFinding `json:"findings"`
	Needs    []ActionRow       `json:"needs"`    // must be done first
	HoldsUp  []ActionRow       `json:"holds_up"` // wait for this one
	Twice    []ActionRow       `json:"twice"`    // claim the same saving
}

// PlanDesk is what waits for one person in the improvement plan.
type PlanDesk struct {
	Decide []ActionRow `json:"decide"` // escalations that wait for this person
	Agree  []ActionRow `json:"agree"`  // proposals, for whoever runs the plan
	Check  []ActionRow `json:"check"`  // claims and re-tests that wait for this person
	Mine   []ActionRow `json:"mine"`   // owned by this person and not done, the most pressing first
}
