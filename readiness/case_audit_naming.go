package readiness

import (
	"slices"
	"time"
)

// DeclareConflict says that whoever has a part in the audit holds the case after all. It goes to somebody else.
type DeclareConflict struct{}

// AssignCaseAudit gives a part in the audit to somebody.
type AssignCaseAudit struct {
	Part     string `json:"part" validate:"required,oneof=auditor moderator third"`
	PersonID string `json:"person_id" validate:"required,max=64"`
}

// WithdrawCaseAudit ends an audit that has not been sent, because its child was replaced.
type WithdrawCaseAudit struct {
	Reason string `json:"reason" validate:"required,oneof=conflict closed moved consent court other"`
}

// DecideCaseAuditEscalation is the answer of whoever a late audit reached.
type DecideCaseAuditEscalation EscalationAnswer

func (DeclareConflict) Name() string           { return "declare-conflict" }
func (AssignCaseAudit) Name() string           { return "assign-case-audit" }
func (WithdrawCaseAudit) Name() string         { return "withdraw-case-audit" }
func (DecideCaseAuditEscalation) Name() string { return "decide-case-audit-escalation" }

// Decide takes the part away from whoever says so. What they wrote as auditor or moderator does not count any more.
func (DeclareConflict) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	code := x.partOf(asked.By)
	switch {
	case code == "":
		return x, Event{}, Errorf(Forbidden, "You have no part in this audit.")
	case x.Status == CaseAuditFeedback:
		return x, Event{}, Errorf(Conflict, "The grades of this audit stand already. Ask whoever runs the visit to have the child replaced.")
	}
	left := *x.part(code)
	x.Conflicted = append(slices.Clone(x.Conflicted), some(left, asked.By.PersonID)...)
	ev := x.passOn(code, asked.By, now)
	ev.Text = "Whoever was " + lowerFirst(ChoiceText(CaseAuditParts, code)) + " said that they hold the case. " + ev.Text
	return x.with(asked, ev, now)
}

// partOf is the part that somebody has or stands in for; "" when none.
func (x CaseAudit) partOf(who Actor) string {
	for _, c := range CaseAuditParts {
		if who.standsFor(*x.part(c.Code)) {
			return c.Code
		}
	}
	return ""
}

// passOn gives a part to the next who can have it, or to nobody. A stage that this undoes begins again.
func (x *CaseAudit) passOn(code string, by Actor, now time.Time) Event {
	to := x.next(code, nil)
	*x.part(code) = to
	switch {
	case code == auditorPart:
		x.Audited, x.Moderated, x.Third = nil, nil, nil
		x.turnTo(CaseAuditAssigned, to, "it was given to somebody else", by, now)
	case code == moderatorPart && x.Audited != nil:
		x.Moderated, x.Third = nil, nil
		x.turnTo(CaseAuditModeration, to, "it was given to somebody else", by, now)
	case code == x.turn():
		x.turnTo(x.Status, to, "it was given to somebody else", by, now)
	default:
		if to == "" {
			return Event{Kind: "conflict", Text: "Nobody else can have the part yet."}
		}
		return Event{Kind: "conflict", Text: "The part went to somebody else."}
	}
	ev := Event{Kind: "conflict", Text: "It was given to somebody else and is due on " + x.Run.Due.Long() + "."}
	if to == "" {
		ev.Text = "Nobody else can do it, so it waits for somebody to be named."
	}
	ev.Tell = x.ask(Assigned, "A case audit was given to you, because whoever had it holds the case. It is due on "+x.Run.Due.Long()+".", "waits for nobody, because whoever had it holds the case. Name somebody.")
	return ev
}

// Decide gives a part to somebody who can be independent in it. The auditor does not change once the audit is sent.
func (c AssignCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := MaySample(asked.By); err != nil {
		return x, Event{}, err
	}
	part := x.part(c.Part)
	switch {
	case part == nil:
		return x, Event{}, FieldErrorf("part", "Choose the part.")
	case *part == c.PersonID:
		return x, Event{}, FieldErrorf("person_id", "This person has that part already. Choose somebody else.")
	case c.Part == auditorPart && x.Status != CaseAuditAssigned && x.Status != CaseAuditFeedback:
		return x, Event{}, Errorf(Conflict, "The audit is sent, so its auditor does not change now: it is %s.", x.Status.Title())
	case c.Part == moderatorPart && x.Moderated != nil:
		return x, Event{}, Errorf(Conflict, "The audit is moderated already, so its moderator does not change.")
	case c.Part == thirdPart && x.Stands != nil:
		return x, Event{}, Errorf(Conflict, "The grades of this audit stand already, so it needs no third reviewer.")
	}
	if why := x.Engaged(c.PersonID, c.Part); why != "" {
		return x, Event{}, FieldErrorf("person_id", "This person %s. Choose somebody independent.", why)
	}
	*part = c.PersonID
	text := ChoiceText(CaseAuditParts, c.Part) + ": somebody else now."
	ev := Event{Kind: "assigned", Text: text, Tell: []Telling{{Kind: Informed, People: []string{c.PersonID}, Why: "You were named " + lowerFirst(ChoiceText(CaseAuditParts, c.Part)) + " of a case audit for a visit."}}}
	if c.Part == x.turn() {
		x.OwnerID = c.PersonID
		ev = x.assigned(caseAuditNoun, text, "")
	}
	return x.with(asked, ev, now)
}

// Decide ends an audit that was not sent.
func (c WithdrawCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := MaySample(asked.By); err != nil {
		return x, Event{}, err
	}
	if x.Status != CaseAuditAssigned {
		return x, Event{}, x.notNow("withdrawn")
	}
	ev := x.withdraw("Another child took the place: "+lowerFirst(ChoiceText(ReplaceReasons, c.Reason))+".", asked.By, now)
	return x.with(asked, ev, now)
}

func (x *CaseAudit) withdraw(text string, by Actor, now time.Time) Event {
	ev := Event{Kind: "withdrawn", Text: text}
	if x.OwnerID != "" {
		ev.Tell = []Telling{{Kind: Informed, People: []string{x.OwnerID}, Why: "A case that you were to audit was withdrawn. There is nothing for you to do."}}
	}
	x.Status, x.OwnerID = CaseAuditWithdrawn, ""
	x.settleEscalation("it was withdrawn", by, now)
	return ev
}

// Decide takes one of the four ways (Course.answer). Whoever takes it over must be independent, and becomes its auditor, moderator or third reviewer.
func (c DecideCaseAuditEscalation) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	before := x
	ev, err := x.answer(caseAuditNoun, EscalationAnswer(c), x.Terms.Visit.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	if x.OwnerID != before.OwnerID {
		if why := before.Engaged(x.OwnerID, before.turn()); why != "" {
			return before, Event{}, FieldErrorf("owner_id", "Whoever takes this over must be independent, and this person %s.", why)
		}
		*x.part(x.turn()) = x.OwnerID
	}
	return x.with(asked, ev, now)
}
