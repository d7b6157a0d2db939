package readiness

import (
	"context"
	"maps"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An ActionTally counts the actions that improve something, by how far they are; dropped ones are in no count.
type ActionTally struct {
	Actions   int `json:"actions"`
	Shown     int `json:"shown"`      // shown done, lasting or not yet known to
	Lasted    int `json:"lasted"`     // of these, closed because it lasted
	NotLasted int `json:"not_lasted"` // were shown done once and did not last
}

// TallyActions counts some actions.
func TallyActions(rows []ActionRow) (t ActionTally) {
	for _, r := range rows {
		t.Count(r.Status, r.Reopened)
	}
	return t
}

// Count adds one action.
func (t *ActionTally) Count(status ActionStatus, reopened int) {
	if status == ActionDropped {
		return
	}
	t.Actions++
	if status.Shown() {
		t.Shown++
	}
	if status == ActionLasted {
		t.Lasted++
	}
	if reopened > 0 && !status.Shown() {
		t.NotLasted++
	}
}

// Plus adds another tally.
func (t ActionTally) Plus(o ActionTally) ActionTally {
	return ActionTally{t.Actions + o.Actions, t.Shown + o.Shown, t.Lasted + o.Lasted, t.NotLasted + o.NotLasted}
}

// Words are the tally in one sentence; "" when there is no action.
func (t ActionTally) Words() string {
	if t.Actions == 0 {
		return ""
	}
	be, have := "were", "have"
	if t.Shown == 1 {
		be = "was"
	}
	if t.Lasted == 1 {
		have = "has"
	}
	words := "Of " + count(t.Actions, "action") + ", " + itoa(t.Shown) + " " + be + " shown done and " + itoa(t.Lasted) + " " + have + " lasted."
	switch {
	case t.NotLasted == 1:
		words += " 1 did not last and is open again."
	case t.NotLasted > 1:
		words += " " + itoa(t.NotLasted) + " did not last and are open again."
	}
	return words
}

// SortedCriteria are the criteria of some tallies, in the order in which people count.
func SortedCriteria(tallies map[string]ActionTally) []string {
	return slices.SortedFunc(maps.Keys(tallies), CompareCriteria)
}

// ImproveCriterion turns the weakness that a criterion of a self-assessment states into a finding and, where one is known already, into the action that
// answers it. The finding alone is enough. It names no child.
type ImproveCriterion struct {
	Text      string        `json:"text" validate:"required,max=2000"` // the weakness, as it stands in the register of findings
	Severity  string        `json:"severity" validate:"required,oneof=priority high medium low"`
	Theme     string        `json:"theme" validate:"required,max=80"`
	Act       string        `json:"act" validate:"required,oneof=yes no"` // an action is added as well
	Title     string        `json:"title" validate:"required_if=Act yes,max=200"`
	Outcome   string        `json:"outcome" validate:"required_if=Act yes,max=2000"` // what is to be different for children
	Measure   string        `json:"measure" validate:"required_if=Act yes,max=500"`  // what will show that it worked
	OwnerID   string        `json:"owner_id" validate:"required_if=Act yes,max=64"`
	SponsorID string        `json:"sponsor_id" validate:"required_if=Act yes,max=64"`
	Due       calendar.Date `json:"due,omitzero" validate:"required_if=Act yes"`
	FindingID string        `json:"finding_id,omitempty" validate:"max=64"` // the finding that an earlier attempt made already; "" makes one
}

// Improved is what was made of a weakness.
type Improved struct {
	FindingID string `json:"finding_id"`
	ActionID  string `json:"action_id,omitempty"`
	Agreed    bool   `json:"agreed,omitempty"` // the action need not be agreed by somebody else
}

// ReferenceTo names a criterion of a self-assessment where something comes from it.
func (v AppraisalView) ReferenceTo() string {
	return "Self-assessment " + v.Assessment + ", " + v.Criterion
}

// Finding is the finding that a weakness becomes.
func (c ImproveCriterion) Finding(v AppraisalView) (AddFinding, error) {
	if v.Written == nil {
		return AddFinding{}, Errorf(Conflict, "Nothing has been written about this criterion yet, so there is no weakness to turn into a finding.")
	}
	return AddFinding{
		Source: "self_assessment", Reference: v.ReferenceTo(), FoundOn: calendar.DateOf(v.Written.At), Text: c.Text, Severity: c.Severity, Theme: c.Theme,
	}, nil
}

// action is the action that answers a finding. It begins today.
func (c ImproveCriterion) action(findingID string, today calendar.Date) AddAction {
	return AddAction{
		ActionDetails: ActionDetails{Title: c.Title, Theme: c.Theme, Outcome: c.Outcome, Measure: c.Measure, Findings: []string{findingID}},
		OwnerID:       c.OwnerID, SponsorID: c.SponsorID, Start: today, Due: c.Due,
	}
}

// Action is the action that answers the finding of a criterion.
func (c ImproveCriterion) Action(v AppraisalView, findingID string, today calendar.Date) AddAction {
	a := c.action(findingID, today)
	a.Criterion = v.Criterion
	if slices.ContainsFunc(Judgements, func(j Choice) bool { return j.Code == v.Section }) { // a council's own framework may have others
		a.Judgement = v.Section
	}
	return a
}

// Improve makes a finding and an action of a criterion's weakness by the registers that make any other. Each has a command id of its own, so that what
// failed half-way can be asked again and makes nothing twice; made says how far it came.
func (h House) Improve(ctx context.Context, appraisalID string, c ImproveCriterion, today calendar.Date, asked Asked) (made Improved, err error) {
	v, err := h.Assessments.AppraisalView(ctx, asked.By, appraisalID)
	if err != nil {
		return made, err
	}
	if made.FindingID, err = h.findingOf(ctx, v, c, asked); err != nil || c.Act != "yes" {
		return made, err
	}
	planned, err := h.Actions.AddAction(ctx, c.Action(v, made.FindingID, today), asked.part("action"))
	if err != nil {
		return made, err
	}
	made.ActionID, made.Agreed = planned.ID, planned.Agreed
	return made, h.Commands.OpenAction(ctx, planned)
}

// findingOf makes the finding, unless an earlier attempt has.
func (h House) findingOf(ctx context.Context, v AppraisalView, c ImproveCriterion, asked Asked) (string, error) {
	if c.FindingID != "" {
		return c.FindingID, nil
	}
	f, err := c.Finding(v)
	if err != nil {
		return "", err
	}
	found, err := h.Actions.AddFinding(ctx, f, asked.part("finding"))
	return found.ID, err
}

// part is the same person asking for one of several things by one command.
func (a Asked) part(name string) Asked {
	if a.ID != "" {
		a.ID += "/" + name
	}
	return a
}
