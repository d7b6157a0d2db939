package readiness

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Progresses are what an owner can say about an action (domain.md 5.5). Off track and at risk ask what would put it right.
var Progresses = []Choice{
	{"on_track", "On track"},
	{"at_risk", "At risk"},
	{"off_track", "Off track"},
}

// AgreeAction takes a proposed action into the plan.
type AgreeAction struct {
	Note string `json:"note" validate:"max=2000"`
}

// UpdateAction says where an action stands: the one-minute form.
type UpdateAction struct {
	Progress string `json:"progress" validate:"required,oneof=on_track at_risk off_track"`
	Done     string `json:"done" validate:"required,max=2000"` // what has been done since the last time
	Help     string `json:"help" validate:"max=2000"`          // what would put it on track
}

// ClaimAction says that an action is done, and on what evidence.
type ClaimAction struct {
	Difference string   `json:"difference" validate:"required,max=4000"` // what is different for children now, and how one can see it
	Evidence   []string `json:"evidence" validate:"required,min=1,max=50,dive,max=64"`
}

// VerifyAction is the answer of whoever checks a claim.
type VerifyAction struct {
	Accept  string `json:"accept" validate:"required,oneof=yes no"`
	Note    string `json:"note" validate:"max=4000"`
	Missing string `json:"missing" validate:"required_if=Accept no,max=4000"` // what is missing
}

// RetestAction says whether what was shown done has lasted: the same measure, with fresh evidence.
type RetestAction struct {
	Lasted string `json:"lasted" validate:"required,oneof=yes no"`
	Found  string `json:"found" validate:"required,max=4000"`
}

// ReopenAction takes an action that was shown done back into work before its re-test.
type ReopenAction struct {
	Reason  string `json:"reason" validate:"required,max=2000"`
	Finding string `json:"finding,omitempty" validate:"max=64"` // that says it is not done: the action answers this one too
}

func (AgreeAction) Name() string  { return "agree-action" }
func (UpdateAction) Name() string { return "update-action" }
func (ClaimAction) Name() string  { return "claim-action" }
func (VerifyAction) Name() string { return "verify-action" }
func (RetestAction) Name() string { return "retest-action" }
func (ReopenAction) Name() string { return "reopen-action" }

// Decide takes the proposal into the plan.
func (c AgreeAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := MayOrRefuse(asked.By, RunPlan, a.Place()); err != nil {
		return a, Event{}, err
	}
	if a.Status != ActionProposed {
		return a, Event{}, a.notNow("agreed")
	}
	a.Status, a.LookBy = ActionAgreed, calendar.Date{}
	ev := Event{Kind: "agreed", Text: "The action was agreed." + a.back(now), Note: c.Note}
	ev.Tell = a.given("An improvement action that you own was agreed. It is due on " + a.Run.Due.Long() + ".")
	return a.with(asked, ev, now)
}

// Decide keeps the owner's word. An action that waited for a decision above the owner still waits: words are not deeds.
func (c UpdateAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := a.mayRun(asked.By); err != nil {
		return a, Event{}, err
	}
	if !a.Status.Running() {
		return a, Event{}, a.notNow("updated")
	}
	if c.Progress != "on_track" && c.Help == "" {
		return a, Event{}, FieldErrorf("help", "Say what would put the action back on track.")
	}
	a.Status, a.Progress, a.SaidOn = ActionInProgress, c.Progress, calendar.DateOf(now)
	note := c.Done
	if c.Help != "" {
		note += "\nWhat would help: " + c.Help
	}
	return a.with(asked, Event{Kind: "updated", Text: "Said where it stands: " + lowerFirst(ChoiceText(Progresses, c.Progress)) + ".", Note: note}, now)
}

// Decide takes the claim when it stands on evidence from after the start, and asks somebody else to look.
func (c ClaimAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if !a.ownedBy(asked.By) {
		return a, Event{}, Errorf(Forbidden, "Only the owner of this action, or whoever covers for the owner, can say that it is done.")
	}
	if !a.Status.Running() {
		return a, Event{}, a.notNow("said done")
	}
	facts := asked.facts()
	chosen, err := facts.choose("evidence", c.Evidence)
	if err != nil {
		return a, Event{}, err
	}
	if !slices.ContainsFunc(chosen, func(e EvidenceFact) bool { return !e.On.Before(a.Start) && e.Bears == Supports }) {
		return a, Event{}, FieldErrorf("evidence", "At least one piece of evidence that supports the claim must be dated on or after the start of the action, %s.", a.Start.Long())
	}
	a.Status = ActionClaimed
	a.Claim = &Claim{By: asked.By.PersonID, On: calendar.DateOf(now), Evidence: slices.Clone(c.Evidence)}
	a.settleEscalation("the action was said done", Actor{}, now)
	a.lookIn(a.Terms.Plan.VerifyDays, now)
	ev := Event{Kind: "claimed", Text: "Said done, on " + count(len(c.Evidence), "piece") + " of evidence.", Note: c.Difference}
	if a.VerifierID == "" || facts.Barred(a, a.VerifierID) {
		a.VerifierID, a.Named = facts.Draw(a), false
		if a.VerifierID != "" {
			ev.Text += " Who checks it was drawn (seed “" + a.Terms.Plan.VerifierSeed + "”)."
		}
	}
	ev.Tell = []Telling{a.toVerifier(VerifyAsked, "An improvement action was said done and waits for your check, by "+a.LookBy.Long()+".")}
	return a.with(asked, ev, now)
}

// toVerifier tells whoever checks the action; quality assurance while nobody was found.
func (a ImprovementAction) toVerifier(kind NoticeKind, why string) Telling {
	if a.VerifierID == "" {
		return Telling{Kind: kind, Roles: []Role{QualityAssurance}, Why: why}
	}
	return Telling{Kind: kind, People: []string{a.VerifierID}, Why: why}
}

// Decide shows the action done, or sends it back with what is missing.
func (c VerifyAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if a.Status != ActionClaimed {
		return a, Event{}, a.notNow("checked")
	}
	if err := a.mayVerify(asked); err != nil {
		return a, Event{}, err
	}
	today := calendar.DateOf(now)
	if c.Accept == "no" {
		a.Status, a.LookBy = ActionInProgress, calendar.Date{}
		a.SentBacks++
		ev := Event{Kind: "sent back", Text: "Checked and sent back: it is not shown done." + a.back(now), Note: c.Missing}
		ev.Tell = []Telling{{Kind: Returned, Roles: []Role{Owner}, People: []string{a.Claim.By}, Why: "An improvement action came back to you: something is missing before it is shown done."}}
		return a.with(asked, ev, now)
	}
	if _, err := asked.facts().choose("", a.Claim.Evidence); err != nil {
		return a, Event{}, err
	}
	a.Status, a.Verified, a.LookBy, a.Retests = ActionVerified, today, calendar.Date{}, 0
	a.VerifierID = asked.By.PersonID
	a.planRetest()
	ev := Event{Kind: "verified", Text: "Checked and shown done." + a.retestWords(), Note: c.Note}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, People: given(a.SponsorID), Why: "An improvement action was checked and is shown done."}}
	if a.RetestOn.IsZero() {
		a.Status = ActionLasted
	}
	return a.with(asked, ev, now)
}

// back puts the action into its owner's hands: the ladder begins again, and nobody gets it too late to do anything. What it says of a new date is "" when
// there is none.
func (a *ImprovementAction) back(now time.Time) string {
	least := a.Terms.Calendar.Add(calendar.DateOf(now), a.Terms.Plan.SentBackDays, calendar.Exclusive)
	if !a.Run.Due.Before(least) {
		a.begin(a.Run.Due, now)
		return ""
	}
	a.dueIn(a.Terms.Plan.SentBackDays, now)
	return " It is due on " + a.Run.Due.Long() + " now."
}

// planRetest sets the day of the next re-test, counted from when the action was shown done; none is left after the last.
func (a *ImprovementAction) planRetest() {
	a.RetestOn = calendar.Date{}
	if months := a.Terms.Plan.RetestMonths; a.Retests < len(months) {
		a.RetestOn = a.Terms.Calendar.Next(a.Verified.AddMonths(months[a.Retests]))
	}
}

func (a ImprovementAction) retestWords() string {
	if a.RetestOn.IsZero() {
		return ""
	}
	return " It comes back on " + a.RetestOn.Long() + " to see whether it has lasted."
}

// Decide keeps what the re-test found: the action has lasted until the next one, has lasted for good, or is open again.
func (c RetestAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if a.Status != ActionRetest {
		return a, Event{}, a.notNow("re-tested")
	}
	if err := a.mayVerify(asked); err != nil {
		return a, Event{}, err
	}
	if c.Lasted == "no" {
		return a.again(asked, Event{Kind: "did not last", Text: "The re-test found that it has not lasted.", Note: c.Found}, now)
	}
	fresh := func(e EvidenceFact) bool { return e.On.After(a.Verified) && e.Bears == Supports }
	if !slices.ContainsFunc(asked.facts().Evidence, fresh) {
		return a, Event{}, FieldErrorf("lasted", "There is no evidence from after %s, when the action was shown done. Attach fresh evidence first, of the same measure.", a.Verified.Long())
	}
	a.Retests++
	a.LookBy = calendar.Date{}
	a.planRetest()
	a.Status = ActionVerified
	ev := Event{Kind: "lasted so far", Text: "The re-test found that it has lasted so far." + a.retestWords(), Note: c.Found}
	if a.RetestOn.IsZero() {
		a.Status = ActionLasted
		ev.Kind, ev.Text = "lasted", "The last re-test found that it has lasted. The action is closed."
	}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, People: given(a.SponsorID), Why: "An improvement action was re-tested and has lasted."}}
	return a.with(asked, ev, now)
}

// Decide opens the action again.
func (c ReopenAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if !May(asked.By, RunPlan, a.Place()) && !May(asked.By, VerifyActions, a.Place()) {
		return a, Event{}, Errorf(Forbidden, "Only whoever runs the improvement plan, or quality assurance, can open an action again.")
	}
	return c.reopen(a, asked, now)
}

// reopen opens the action again, whoever asks.
func (c ReopenAction) reopen(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if !a.Status.ShownOpen() {
		return a, Event{}, a.notNow("opened again")
	}
	ev := Event{Kind: "opened again", Text: "The action was opened again.", Note: c.Reason}
	if c.Finding != "" {
		ev.Text = "The action was opened again, because a letter names its finding again."
		if !slices.Contains(a.Details.Findings, c.Finding) {
			a.Details.Findings = append(slices.Clone(a.Details.Findings), c.Finding)
		}
		ev.Tell = []Telling{{Kind: Informed, People: given(a.VerifierID), Why: "An improvement action that you checked is open again: a letter names its finding again."}}
	}
	return a.again(asked, ev, now)
}

// again takes an action back into work, with a new due date, and tells its owner and its sponsor.
func (a ImprovementAction) again(asked Asked, ev Event, now time.Time) (ImprovementAction, Event, error) {
	a.Status, a.Verified, a.RetestOn, a.LookBy = ActionInProgress, calendar.Date{}, calendar.Date{}, calendar.Date{}
	a.Retests, a.Progress = 0, "off_track"
	a.Reopened++
	a.dueIn(a.Terms.Plan.ReopenDays, now)
	ev.Text += " It is in work again, due on " + a.Run.Due.Long() + "."
	ev.Tell = append([]Telling{{Kind: Returned, Roles: []Role{Owner}, People: given(a.SponsorID), Why: "An improvement action that was shown done is open again, due on " + a.Run.Due.Long() + "."}}, ev.Tell...)
	return a.with(asked, ev, now)
}

// mayVerify lets the one who was named or drawn look, and quality assurance; never the owner, the owner's line, or whoever attached what the claim
// stands on (domain.md section 9, rule 4).
func (a ImprovementAction) mayVerify(asked Asked) error {
	who := asked.By
	facts := asked.facts()
	switch {
	case a.ownedBy(who):
		return Errorf(Forbidden, "You own this action or cover for its owner, so somebody else must check it.")
	case facts.inLine(who.PersonID):
		return Errorf(Forbidden, "You stand in the owner's line of management, so somebody outside it must check this action.")
	case facts.attached(a, who.PersonID):
		return Errorf(Forbidden, "You attached evidence to this action, so somebody else must check it.")
	case who.PersonID == a.VerifierID && who.PersonID != "":
		return nil
	}
	return MayOrRefuse(who, VerifyActions, a.Place())
}

// Draw chooses who checks an action among those who may: by the recorded seed, the action and how often it was claimed, so that anybody can draw it
// again and nobody can steer it. "" when nobody may.
func (f ActionFacts) Draw(a ImprovementAction) string {
	may := slices.DeleteFunc(slices.Clone(f.Verifiers), func(id string) bool { return f.Barred(a, id) })
	slices.Sort(may)
	if len(may) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(a.Terms.Plan.VerifierSeed + "/" + a.ID + "/" + itoa(a.SentBacks+a.Reopened)))
	return may[binary.BigEndian.Uint64(sum[:8])%uint64(len(may))]
}

// given is a list of one id, or of none.
func given(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}
