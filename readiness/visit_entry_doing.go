package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AnswerVisitEntry says what inspectors were answered, or what was done for the child the same day. Text is what the ledger kept (VisitEntryRegister).
type AnswerVisitEntry struct {
	Text EntryText `json:"text"`
}

// SettleVisitEntry says that somebody else has seen that the answer is enough, or that what was done was done.
type SettleVisitEntry struct {
	Text EntryText `json:"text"` // number 0 for no word
}

// ReturnVisitEntry gives it back: what is missing.
type ReturnVisitEntry struct {
	Text EntryText `json:"text"`
}

// WithdrawVisitEntry ends what was entered by mistake, with why.
type WithdrawVisitEntry struct {
	Text EntryText `json:"text"`
}

// AssignVisitEntry gives it to somebody else.
type AssignVisitEntry struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
}

// DecideVisitEntryEscalation is the answer of whoever it reached, because the day ended without an answer.
type DecideVisitEntryEscalation EscalationAnswer

func (AnswerVisitEntry) Name() string           { return "answer-visit-entry" }
func (SettleVisitEntry) Name() string           { return "settle-visit-entry" }
func (ReturnVisitEntry) Name() string           { return "return-visit-entry" }
func (WithdrawVisitEntry) Name() string         { return "withdraw-visit-entry" }
func (AssignVisitEntry) Name() string           { return "assign-visit-entry" }
func (DecideVisitEntryEscalation) Name() string { return "decide-visit-entry-escalation" }

// runs reports whether somebody leads the visit, runs visits, or answers for the child.
func (x VisitEntry) runs(by Actor) bool {
	return by.standsFor(x.LeadID) || May(by, RunVisits, Place{}) || x.concern() && x.AreaID != "" && May(by, SignOff, x.Place())
}

// sees reports whether somebody may say that it is done: whoever logged it, and whoever runs; of a concern quality assurance too.
func (x VisitEntry) sees(by Actor) bool {
	return by.standsFor(x.By) || x.runs(by) || x.concern() && May(by, ModerateAudits, x.childsPlace())
}

// childsPlace is where the child belongs; one that nobody finds on the lists belongs to nobody's own area.
func (x VisitEntry) childsPlace() Place { return placeOfChild(x.AreaID, x.TeamID) }

// placeOfChild is a place even where none is known: the zero Place would ask for any child at all.
func placeOfChild(areaID, teamID string) Place {
	if areaID == "" && teamID == "" {
		return Place{AreaID: "none"}
	}
	return Place{AreaID: areaID, TeamID: teamID}
}

// Decide keeps the answer, and asks somebody else to look at it before the day ends.
func (c AnswerVisitEntry) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	switch {
	case !x.ownedBy(asked.By) && !x.runs(asked.By):
		return x, Event{}, Errorf(Forbidden, "Only whoever this was given to, leads the visit or answers for the child can say what was done.")
	case x.Status != EntryOpen:
		return x, Event{}, x.notNow("answered")
	case c.Text.Number == 0:
		return x, Event{}, FieldErrorf("text", "Say what was done.")
	}
	x.Status, x.Answer = EntryAnswered, &EntryWord{By: asked.By.PersonID, On: calendar.DateOf(now), Text: c.Text}
	x.settleEscalation("it was answered", asked.By, now)
	x.closes(now)
	ev := Event{Kind: "answered", Text: "The request was answered. Somebody else is to look at the answer " + x.until() + "."}
	why, roles := "A request that you logged, or whose visit you lead, was answered. See whether the answer is enough, "+x.until()+".", []Role(nil)
	if x.concern() {
		ev = Event{Kind: "acted", Text: "Somebody acted on the concern. Somebody else is to see that it was done " + x.until() + "."}
		why, roles = "Somebody acted on a concern about a child. See that it was done, "+x.until()+".", []Role{x.answering()}
	}
	ev.Tell = []Telling{x.tell(x.urgent(), x.acting(), why, roles...)}
	return x.with(asked, ev, now)
}

// mayLook lets somebody else than whoever answered say what they saw.
func (x VisitEntry) mayLook(by Actor, done string) error {
	switch {
	case x.Status != EntryAnswered:
		return x.notNow(done)
	case by.standsFor(x.Answer.By):
		return Errorf(Forbidden, "You said what was done here, so somebody else has to see it.")
	case !x.sees(by):
		return Errorf(Forbidden, "Only whoever logged this, leads the visit or answers for the child can say that it is done.")
	}
	return nil
}

// Decide ends the entry.
func (c SettleVisitEntry) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	if err := x.mayLook(asked.By, "settled"); err != nil {
		return x, Event{}, err
	}
	x.Status, x.Seen = EntrySettled, &EntryWord{By: asked.By.PersonID, On: calendar.DateOf(now), Text: c.Text}
	x.settleEscalation("it was settled", asked.By, now)
	ev := Event{Kind: "settled", Text: "Somebody else looked at the answer. The request is settled."}
	why := "A request that you answered is settled."
	if x.concern() {
		ev.Text, why = "Somebody else saw that it was done. The concern is settled.", "Somebody saw what you did for a child. The concern is settled."
	}
	ev.Tell = []Telling{x.tell(Informed, some(x.Answer.By, x.OwnerID), why)}
	return x.with(asked, ev, now)
}

// Decide gives it back, due at the next close of day.
func (c ReturnVisitEntry) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	if err := x.mayLook(asked.By, "given back"); err != nil {
		return x, Event{}, err
	}
	if c.Text.Number == 0 {
		return x, Event{}, FieldErrorf("text", "Say what is missing.")
	}
	x.Status = EntryOpen
	x.Returned++
	x.settleEscalation("it was given back", asked.By, now)
	x.closes(now)
	ev := Event{Kind: "given back", Text: "It was not enough, and was given back. It is due " + x.until() + "."}
	ev.Tell = []Telling{x.tell(x.urgent(), some(x.OwnerID, x.Answer.By), upperFirst(x.noun().a)+" came back to you. Its page says what is missing. It is due "+x.until()+".")}
	return x.with(asked, ev, now)
}

// Decide ends what was entered by mistake. Whoever has to act on a concern, or did, cannot withdraw it: nobody closes what they did themselves.
func (c WithdrawVisitEntry) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	switch {
	case !asked.By.standsFor(x.By) && !x.runs(asked.By):
		return x, Event{}, Errorf(Forbidden, "Only whoever logged this, leads the visit or answers for the child can withdraw it.")
	case x.concern() && x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "You have to act on this concern, so somebody else must withdraw it.")
	case x.concern() && x.Answer != nil && asked.By.standsFor(x.Answer.By):
		return x, Event{}, Errorf(Forbidden, "You said what was done about this concern, so somebody else must withdraw it.")
	case c.Text.Number == 0:
		return x, Event{}, FieldErrorf("text", "Say why it is withdrawn.")
	}
	x.Status = EntryWithdrawn
	x.settleEscalation("it was withdrawn", asked.By, now)
	ev := Event{Kind: "withdrawn", Text: "It was entered by mistake, and withdrawn."}
	ev.Tell = []Telling{x.tell(Informed, some(x.OwnerID, x.By, x.LeadID), upperFirst(x.noun().a)+" was withdrawn. Its page says why.")}
	if x.concern() {
		ev.Tell[0].Roles = []Role{x.answering(), Director}
	}
	return x.with(asked, ev, now)
}

// Decide gives it to somebody; the hour by which it is due stays.
func (c AssignVisitEntry) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	switch {
	case !x.ownedBy(asked.By) && !x.sees(asked.By):
		return x, Event{}, Errorf(Forbidden, "Only whoever this was given to, logged it, leads the visit or answers for the child can give it to somebody.")
	case x.Status != EntryOpen:
		return x, Event{}, x.notNow("given to somebody else")
	case c.OwnerID == x.OwnerID:
		return x, Event{}, FieldErrorf("owner_id", "This person has it already. Choose somebody else.")
	}
	x.OwnerID = c.OwnerID
	ev := Event{Kind: "assigned", Text: "It was given to somebody else."}
	ev.Tell = []Telling{x.tell(x.urgent(), some(x.OwnerID), upperFirst(x.noun().a)+" was given to you. It is due "+x.until()+".")}
	return x.with(asked, ev, now)
}

// Decide takes one of the four ways (Course.answer). What was answered already waits for a look, and not for a decision.
func (c DecideVisitEntryEscalation) Decide(x VisitEntry, asked Asked, now time.Time) (VisitEntry, Event, error) {
	if x.Status == EntryAnswered {
		return x, Event{}, Errorf(Conflict, "It was answered meanwhile. See whether that is enough, and settle it or give it back.")
	}
	before := x
	ev, err := x.answer(x.noun(), EscalationAnswer(c), x.Terms.Visit.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	for i := range ev.Tell {
		kind := ev.Tell[i].Kind
		if kind == Assigned {
			kind = x.urgent()
		}
		ev.Tell[i].Kind, ev.Tell[i].Why = kind, x.tell(kind, nil, ev.Tell[i].Why).Why
	}
	return x.with(asked, ev, now)
}
