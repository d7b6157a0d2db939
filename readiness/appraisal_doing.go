package readiness

import (
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
	}
	same := x.Written != nil && x.Written.Grade == c.Grade
	x.Written = &Written{Version: c.Version, SHA256: c.SHA256, Grade: c.Grade, Confidence: c.Confidence, By: asked.By.PersonID, On: calendar.DateOf(now)}
	if again && same {
		ev := Event{Kind: "changed", Text: "The text was changed after its grade was agreed: version " + itoa(c.Version) + "."}
		ev.Tell = []Telling{{Kind: Informed, People: some(x.ChallengerID, x.LeadID), Why: "The text of a criterion was changed after its grade was agreed."}}
		return x.with(asked, ev, now)
	}
	x.Challenge, x.Third, x.Agreed, x.Reason = nil, nil, "", ""
	x.turnTo(AppraisalChallenge, x.ChallengerID, "its draft was sent", asked.By, now)
	ev := Event{Kind: "sent", Text: "Version " + itoa(c.Version) + " was sent to be challenged, by " + x.Run.Due.Long() + "."}
	ev.Tell = x.ask(VerifyAsked, "A criterion of the self-assessment waits for your challenge, by "+x.Run.Due.Long()+".", "challenger")
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
	return nil
}

// turnTo gives the appraisal to whoever does the next stage.
func (x *Appraisal) turnTo(status AppraisalStatus, ownerID, how string, by Actor, now time.Time) {
	x.Status, x.OwnerID = status, ownerID
	x.settleEscalation(how, by, now)
	x.until(x.stageBy(), x.Terms.Assess.TurnDays, now)
}

// ask tells whoever has to do something now; while nobody is named, whoever runs the self-assessment.
func (x Appraisal) ask(kind NoticeKind, why, part string) []Telling {
	if x.OwnerID != "" {
		return []Telling{{Kind: kind, Roles: []Role{Owner}, Why: why}}
	}
	return []Telling{{Kind: Reminder, Roles: []Role{ImprovementLead}, Why: "A criterion of the self-assessment needs a " + part + ". Name one."}}
}

// some are the ids that are somebody's.
func some(ids ...string) (people []string) {
	for _, id := range ids {
		if id != "" {
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
	ev.Tell = []Telling{{Kind: Returned, Roles: []Role{Owner}, Why: "A criterion of the self-assessment came back to you. Its page says what is missing. It is due on " + x.Run.Due.Long() + "."}}
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
		x.turnTo(AppraisalModeration, x.LeadID, "it was challenged", asked.By, now)
		ev.Text = "The challenger gave another grade, one away from the author's. The lead of the judgement area settles it by " + x.Run.Due.Long() + "."
		ev.Tell = x.ask(VerifyAsked, "Author and challenger of a criterion are one grade apart. Settle it by "+x.Run.Due.Long()+".", "lead of the judgement area")
	default:
		x.turnTo(AppraisalThird, x.ThirdID, "it was challenged", asked.By, now)
		ev.Text = "The challenger's grade is " + count(gap, "grade") + " away from the author's, so a third reviewer decides by " + x.Run.Due.Long() + "."
		ev.Tell = x.ask(VerifyAsked, "Author and challenger of a criterion are more than one grade apart. Decide it as third reviewer by "+x.Run.Due.Long()+".", "third reviewer")
	}
	return x.with(asked, ev, now)
}

// mayChallenge lets the challenger, or quality assurance where nobody is named, and nobody who had a hand in the text.
func (x Appraisal) mayChallenge(by Actor) error {
	named := by.standsFor(x.ChallengerID) || x.ownedBy(by) || x.ChallengerID == "" && May(by, ChallengeAssessments, Place{})
	switch {
	case by.PersonID == x.Written.By || by.PersonID == x.AuthorID:
		return Errorf(Forbidden, "You wrote this criterion, so somebody else must challenge it.")
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
	ev := Event{Kind: "settled", Text: "The lead of the judgement area settled the grade.", Note: c.Reason}
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
	case by.PersonID == x.Written.By || by.PersonID == x.AuthorID:
		return Errorf(Forbidden, "You wrote this criterion, so somebody else must settle its grade.")
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
	if err := x.assign(c); err != nil {
		return x, Event{}, err
	}
	if wrote := x.Written != nil && x.Written.By == c.PersonID; wrote && c.Part != "author" {
		return x, Event{}, FieldErrorf("person_id", "This person wrote the criterion. Choose somebody independent.")
	}
	ev := Event{Kind: "assigned", Text: ChoiceText(AppraisalParts, c.Part) + ": somebody else now.", Note: c.Note, Tell: []Telling{
		{Kind: Informed, People: []string{c.PersonID}, Why: "You were named " + lowerFirst(ChoiceText(AppraisalParts, c.Part)) + " of a criterion of the self-assessment."},
	}}
	if stage := map[string]AppraisalStatus{"author": AppraisalWriting, "challenger": AppraisalChallenge, "third": AppraisalThird}[c.Part]; stage == x.Status {
		x.OwnerID = c.PersonID
		ev = x.assigned(appraisalNoun, ev.Text, c.Note)
	}
	return x.with(asked, ev, now)
}

// assign gives a part to somebody who has no other.
func (p *AppraisalPeople) assign(c AssignAppraisal) error {
	parts := map[string]*string{"author": &p.AuthorID, "challenger": &p.ChallengerID, "third": &p.ThirdID}
	part := parts[c.Part]
	if part == nil {
		return FieldErrorf("part", "Choose the part.")
	}
	for name, other := range parts {
		switch {
		case *other != c.PersonID:
		case other == part:
			return FieldErrorf("person_id", "This person has that part already. Choose somebody else.")
		default:
			return FieldErrorf("person_id", "This person is the %s of the criterion already. Choose somebody independent.", lowerFirst(ChoiceText(AppraisalParts, name)))
		}
	}
	*part = c.PersonID
	return nil
}

// Assign gives a part in a criterion that has not been opened yet.
func (p *PlannedAppraisal) Assign(c AssignAppraisal) error { return p.assign(c) }

// Decide takes one of the four ways (Course.answer). Whoever takes it over while it is written becomes its author.
func (c DecideAppraisalEscalation) Decide(x Appraisal, asked Asked, now time.Time) (Appraisal, Event, error) {
	ev, err := x.answer(appraisalNoun, EscalationAnswer(c), x.Terms.Assess.MoreDays, asked.By, now)
	if err != nil {
		return x, Event{}, err
	}
	switch x.Status {
	case AppraisalWriting:
		x.AuthorID = x.OwnerID
	case AppraisalChallenge:
		if x.OwnerID == x.AuthorID {
			return x, Event{}, FieldErrorf("owner_id", "This person wrote the criterion. Choose somebody independent.")
		}
		x.ChallengerID = x.OwnerID
	case AppraisalThird:
		if x.OwnerID == x.AuthorID || x.OwnerID == x.ChallengerID {
			return x, Event{}, FieldErrorf("owner_id", "This person had a part in the criterion. Choose somebody independent.")
		}
		x.ThirdID = x.OwnerID
	}
	return x.with(asked, ev, now)
}
