package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// SubmitAppraisal sends a version that the ledger holds (AppraisalRegister.WriteAppraisal) to its challenger. After the grade was agreed it changes the
// text; a grade that changes with it has to be challenged again.
type SubmitAppraisal struct {
	Version    int    `json:"version" validate:"min=1"`
	SHA256     string `json:"sha256" validate:"required,len=64,hexadecimal"`
	Grade      string `json:"grade" validate:"required,max=40"`
	Confidence string `json:"confidence" validate:"required,oneof=high medium low"`
}

// ReturnAppraisal sends the appraisal back to its author.
type ReturnAppraisal struct {
	Missing string `json:"missing" validate:"required,max=2000"`
}

// ChallengeAppraisal gives the challenger's grade, before they have seen the author's.
type ChallengeAppraisal struct {
	Grade string `json:"grade" validate:"required,max=40"`
	Why   string `json:"why" validate:"required,max=4000"`
}

// SettleAppraisal decides between two grades: the lead of the judgement area where they are one apart, a third reviewer beyond.
type SettleAppraisal struct {
	Grade  string `json:"grade" validate:"required,max=40"`
	Reason string `json:"reason" validate:"required,max=4000"`
}

// AppraisalParts are the parts that somebody can have in an appraisal.
var AppraisalParts = []Choice{{"author", "Author"}, {"challenger", "Challenger"}, {"third", "Third reviewer"}}

// AssignAppraisal gives a part in the appraisal to somebody.
type AssignAppraisal struct {
	Part     string `json:"part" validate:"required,oneof=author challenger third"`
	PersonID string `json:"person_id" validate:"required,max=64"`
	Note     string `json:"note" validate:"max=2000"`
}

// DecideAppraisalEscalation is the answer of whoever a late appraisal reached.
type DecideAppraisalEscalation EscalationAnswer

func (SubmitAppraisal) Name() string           { return "submit-appraisal" }
func (ReturnAppraisal) Name() string           { return "return-appraisal" }
func (ChallengeAppraisal) Name() string        { return "challenge-appraisal" }
func (SettleAppraisal) Name() string           { return "settle-appraisal" }
func (AssignAppraisal) Name() string           { return "assign-appraisal" }
func (DecideAppraisalEscalation) Name() string { return "decide-appraisal-escalation" }

// Decide takes the author's version.
func (c SubmitAppraisal) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	if err := x.MayWrite(asked.By); err != nil {
		return x, Event{}, err
	}
	again := x.Status == AppraisalAgreed
	switch {
	case x.Apart(c.Grade, c.Grade) != 0:
		return x, Event{}, FieldErrorf("grade", "Choose a grade of the scale.")
	case x.Written != nil && c.Version < x.Written.Version:
		return x, Event{}, Errorf(Conflict, "A later version of this criterion was sent already.")
	case x.Written != nil && c.Version == x.Written.Version && (again || c.SHA256 != x.Written.SHA256):
		return x, Event{}, Errorf(Conflict, "This version of the criterion was sent already.")
	}
	same := x.Written != nil && x.Written.Grade == c.Grade
	x.Written = &Written{Version: c.Version, SHA256: c.SHA256, Grade: c.Grade, Confidence: c.Confidence, By: asked.By.PersonID, On: calendar.DateOf(now)}
	if !x.wrote(asked.By.PersonID) {
		x.Writers = append(slices.Clone(x.Writers), asked.By.PersonID)
	}
	if again && same {
		ev := Event{Kind: "changed", Text: "The text was changed after its grade was agreed: version " + itoa(c.Version) + "."}
		ev.Tell = []Telling{{Kind: Informed, People: some(x.ChallengerID, x.LeadID), Why: "The text of a criterion was changed after its grade was agreed."}}
		return x.with(asked, ev, now)
	}
	x.Challenge, x.Third, x.Agreed, x.Reason = nil, nil, "", ""
	x.turnTo(AppraisalChallenge, x.fit(x.ChallengerID, "challenger"), "its draft was sent", asked.By, now)
	ev := Event{Kind: "sent", Text: "Version " + itoa(c.Version) + " was sent to be challenged, by " + x.Run.Due.Long() + "."}
	ev.Tell = x.ask(VerifyAsked, "A criterion of the self-assessment waits for your challenge, by "+x.Run.Due.Long()+".", "needs a challenger. Name one.")
	return x.with(asked, ev, now)
}

// MayWrite lets the author, and whoever covers for them, write while it is written, and change the text once its grade is agreed.
func (x Appraisal) MayWrite(by Actor) error {
	if !x.authoredBy(by) {
		return Errorf(Forbidden, "Only the author of this criterion can write it.")
	}
	if x.Status != AppraisalWriting && x.Status != AppraisalAgreed {
		return x.notNow("written")
	}
	if why := x.engaged(by.PersonID, "author"); why != "" && by.PersonID != x.AuthorID {
		return Errorf(Forbidden, "You have another part in this criterion, so somebody else must write it.")
	}
	return nil
}

// turnTo gives the appraisal to whoever does the next stage.
func (x *Appraisal) turnTo(status AppraisalStatus, ownerID, how string, by Actor, now time.Time) {
	x.Status, x.OwnerID = status, ownerID
	x.settleEscalation(how, by, now)
	x.until(x.stageBy(), x.Terms.Assess.TurnDays, now)
}

// ask tells whoever has to do something now; while nobody can, whoever runs the self-assessment hears what the criterion needs.
func (x Appraisal) ask(kind NoticeKind, why, needs string) []Telling {
	if x.OwnerID != "" {
		return []Telling{{Kind: kind, Roles: []Role{Owner}, Why: why}}
	}
	return []Telling{{Kind: Reminder, Roles: []Role{ImprovementLead}, Why: "A criterion of the self-assessment " + needs}}
}

// some are the ids that are somebody's, each once.
func some(ids ...string) (people []string) {
	for _, id := range ids {
		if id != "" && !slices.Contains(people, id) {
			people = append(people, id)
		}
	}
	return people
}

// Decide sends the appraisal back, from whoever has it to do something with, or has to sign it.
func (c ReturnAppraisal) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	may := x.ownedBy(asked.By) || asked.By.standsFor(x.LeadID) || May(asked.By, RunAssessments, Place{}) || May(asked.By, SignAssessments, Place{})
	switch {
	case x.Status == AppraisalWriting:
		return x, Event{}, x.notNow("sent back")
	case !may:
		return x, Event{}, Errorf(Forbidden, "Only whoever challenges, settles or signs this criterion can send it back.")
	case x.authoredBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "You are the author of this criterion, so somebody else must send it back.")
	}
	x.Returned++
	x.Challenge, x.Third, x.Agreed, x.Reason = nil, nil, "", ""
	x.Status, x.OwnerID = AppraisalWriting, x.AuthorID
	x.settleEscalation("it was sent back", asked.By, now)
	x.until(x.DraftBy, x.Terms.Assess.ReturnDays, now)
	ev := Event{Kind: "returned", Text: "The criterion was sent back to its author. It is due on " + x.Run.Due.Long() + ".", Note: c.Missing}
	ev.Tell = x.ask(Returned, "A criterion of the self-assessment came back to you. Its page says what is missing. It is due on "+x.Run.Due.Long()+".", "was sent back and needs an author. Name one.")
	return x.with(asked, ev, now)
}

// Decide keeps the challenger's grade beside the author's. Equal grades are agreed.
func (c ChallengeAppraisal) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	if x.Status != AppraisalChallenge {
		return x, Event{}, x.notNow("challenged")
	}
	if err := x.mayChallenge(asked.By); err != nil {
		return x, Event{}, err
	}
	gap := x.Apart(x.Written.Grade, c.Grade)
	if gap < 0 {
		return x, Event{}, FieldErrorf("grade", "Choose a grade of the scale.")
	}
	x.Challenge = &Mark{By: asked.By.PersonID, On: calendar.DateOf(now), Grade: c.Grade, Why: c.Why, Version: x.Written.Version}
	ev := Event{Kind: "challenged", Note: c.Why}
	switch {
	case gap == 0:
		x.agree(c.Grade, "", "author and challenger gave the same grade", asked.By, now)
		ev.Text = "The challenger gave the same grade as the author, so it is agreed."
		ev.Tell = []Telling{{Kind: Informed, People: some(x.AuthorID, x.LeadID), Why: "The challenger of a criterion gave the same grade as its author: it is agreed."}}
	case gap <= apart:
		x.turnTo(AppraisalModeration, x.fit(x.LeadID, "third"), "it was challenged", asked.By, now)
		ev.Text = "The challenger gave another grade, one away from the author's. It is to be settled by " + x.Run.Due.Long() + "."
		ev.Tell = x.ask(VerifyAsked, "Author and challenger of a criterion are one grade apart. Settle it by "+x.Run.Due.Long()+".",
			"waits for a grade between two that are one apart, and the lead of its judgement area had a part in it. Settle it by "+x.Run.Due.Long()+".")
	default:
		x.turnTo(AppraisalThird, x.fit(x.ThirdID, "third"), "it was challenged", asked.By, now)
		ev.Text = "The challenger's grade is " + count(gap, "grade") + " away from the author's, so a third reviewer decides by " + x.Run.Due.Long() + "."
		ev.Tell = x.ask(VerifyAsked, "Author and challenger of a criterion are more than one grade apart. Decide it as third reviewer by "+x.Run.Due.Long()+".", "needs a third reviewer. Name one.")
	}
	return x.with(asked, ev, now)
}

// mayChallenge lets the challenger, or quality assurance where nobody is named, and nobody who had a hand in the text. Whoever covers for the author
// has seen the grade, and a peer challenges what they were asked to.
func (x Appraisal) mayChallenge(by Actor) error {
	if err := MayOrRefuse(by, SeeAssessments, Place{}); err != nil {
		return err // the post of a peer has ended
	}
	named := by.standsFor(x.ChallengerID) || x.ChallengerID == "" && May(by, ChallengeAssessments, Place{}) && !OnlyPeer(by)
	switch {
	case by.PersonID == x.AuthorID || x.wrote(by.PersonID):
		return Errorf(Forbidden, "You wrote this criterion, so somebody else must challenge it.")
	case x.authoredBy(by):
		return Errorf(Forbidden, "You stand in for the author of this criterion, so somebody else must challenge it.")
	case !named:
		return Errorf(Forbidden, "Only the challenger of this criterion can challenge it.")
	}
	return nil
}

func (x *Appraisal) agree(grade, reason, how string, by Actor, now time.Time) {
	x.Status, x.OwnerID, x.Agreed, x.Reason = AppraisalAgreed, "", grade, reason
	x.settleEscalation(how, by, now)
}

// Decide settles the grade.
func (c SettleAppraisal) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	if err := x.maySettle(asked.By); err != nil {
		return x, Event{}, err
	}
	between := x.Apart(c.Grade, x.Written.Grade)
	switch {
	case between < 0:
		return x, Event{}, FieldErrorf("grade", "Choose a grade of the scale.")
	case between+x.Apart(c.Grade, x.Challenge.Grade) != x.Apart(x.Written.Grade, x.Challenge.Grade):
		return x, Event{}, FieldErrorf("grade", "Choose one of the two grades, or one between them. If neither is right, send the criterion back.")
	}
	ev := Event{Kind: "settled", Text: "The grade was settled between the author's and the challenger's.", Note: c.Reason}
	if x.Status == AppraisalThird {
		x.Third = &Mark{By: asked.By.PersonID, On: calendar.DateOf(now), Grade: c.Grade, Why: c.Reason, Version: x.Written.Version}
		ev.Text = "The third reviewer decided the grade."
	}
	x.agree(c.Grade, c.Reason, "its grade was settled", asked.By, now)
	ev.Tell = []Telling{{Kind: Informed, People: some(x.AuthorID, x.ChallengerID, x.LeadID), Why: "The grade of a criterion was settled. Its page says why."}}
	return x.with(asked, ev, now)
}

func (x Appraisal) maySettle(by Actor) error {
	switch {
	case x.Status != AppraisalModeration && x.Status != AppraisalThird:
		return x.notNow("settled")
	case by.PersonID == x.AuthorID || x.wrote(by.PersonID):
		return Errorf(Forbidden, "You wrote this criterion, so somebody else must settle its grade.")
	case x.authoredBy(by):
		return Errorf(Forbidden, "You stand in for the author of this criterion, so somebody else must settle its grade.")
	case by.PersonID == x.Challenge.By:
		return Errorf(Forbidden, "You challenged this criterion, so somebody else must settle its grade.")
	case x.Status == AppraisalThird && !x.ownedBy(by):
		return Errorf(Forbidden, "Only the third reviewer can decide between grades that are more than one apart.")
	case x.Status == AppraisalModeration && !x.ownedBy(by) && !May(by, RunAssessments, Place{}):
		return Errorf(Forbidden, "Only the lead of the judgement area, or whoever runs the self-assessment, can settle this grade.")
	}
	return nil
}

// Decide gives a part to somebody; whoever has two of the parts could not be independent.
func (c AssignAppraisal) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	if may := May(asked.By, RunAssessments, Place{}) || asked.By.standsFor(x.LeadID) && c.Part == "author"; !may {
		return x, Event{}, Errorf(Forbidden, "Only whoever runs the self-assessment, or for its author the lead of the judgement area, can give a part in this criterion to somebody.")
	}
	if why := x.engaged(c.PersonID, c.Part); why != "" && x.otherPart(c.PersonID, c.Part) == "" {
		return x, Event{}, FieldErrorf("person_id", "This person %s. Choose somebody independent.", why)
	}
	if err := x.assign(c); err != nil {
		return x, Event{}, err
	}
	ev := Event{Kind: "assigned", Text: ChoiceText(AppraisalParts, c.Part) + ": somebody else now.", Note: c.Note, Tell: []Telling{
		{Kind: Informed, People: []string{c.PersonID}, Why: "You were named " + lowerFirst(ChoiceText(AppraisalParts, c.Part)) + " of a criterion of the self-assessment."},
	}}
	if c.Part == x.turn() && x.Waits() && x.Status != AppraisalModeration {
		x.OwnerID = c.PersonID
		ev = x.assigned(appraisalNoun, ev.Text, c.Note)
	}
	return x.with(asked, ev, now)
}

// Assign gives a part in a criterion that has not been opened yet.
func (p *PlannedAppraisal) Assign(c AssignAppraisal) error { return p.assign(c) }

// Decide takes one of the four ways (Course.answer). Whoever takes it over while it is written becomes its author.
func (c DecideAppraisalEscalation) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	before := x
	ev, err := x.answer(appraisalNoun, EscalationAnswer(c), x.Terms.Assess.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	if x.OwnerID != before.OwnerID {
		if why := x.engaged(x.OwnerID, x.turn()); why != "" {
			return before, Event{}, FieldErrorf("owner_id", "Whoever takes this over must be independent, and this person %s.", why)
		}
		if x.Status != AppraisalModeration {
			*x.part(x.turn()) = x.OwnerID
		}
	}
	return x.with(asked, ev, now)
}
