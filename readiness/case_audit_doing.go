package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// SentGrades send a version that the ledger holds (CaseAuditRegister.WriteAudit): its number, its hash and its grades, and no text.
type SentGrades struct {
	Version int    `json:"version" validate:"min=1"`
	SHA256  string `json:"sha256" validate:"required,len=64,hexadecimal"`
	AuditGrades
	Concern string `json:"concern" validate:"omitempty,oneof=yes no"` // somebody is worried about the child: the area head hears at once
}

// SubmitCaseAudit sends the auditor's version to its moderator.
type SubmitCaseAudit struct{ SentGrades }

// ModerateCaseAudit gives the moderator's grades, before they have seen the auditor's.
type ModerateCaseAudit struct{ SentGrades }

// SettleCaseAudit decides as third reviewer between two readers who are more than one grade apart.
type SettleCaseAudit struct{ SentGrades }

// TalkThroughCaseAudit says that the audit was talked through with the practitioner. Their own words, if they want to add some, are a version in the ledger.
type TalkThroughCaseAudit struct {
	On      calendar.Date `json:"on" validate:"required"`
	Version int           `json:"version" validate:"min=0"`
	SHA256  string        `json:"sha256" validate:"omitempty,len=64,hexadecimal"`
}

// RaiseAuditConcern tells the area head at once that somebody is worried about the child.
type RaiseAuditConcern struct{}

func (SubmitCaseAudit) Name() string      { return "submit-case-audit" }
func (ModerateCaseAudit) Name() string    { return "moderate-case-audit" }
func (SettleCaseAudit) Name() string      { return "settle-case-audit" }
func (TalkThroughCaseAudit) Name() string { return "talk-through-case-audit" }
func (RaiseAuditConcern) Name() string    { return "raise-audit-concern" }

// mark is what was sent, as one reader's.
func (c SentGrades) mark(by Actor, now time.Time) *AuditMark {
	return &AuditMark{By: by.PersonID, On: calendar.DateOf(now), AuditGrades: c.AuditGrades, Version: c.Version, SHA256: c.SHA256}
}

// Decide takes the auditor's version.
func (c SubmitCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := x.mayAudit(asked.By); err != nil {
		return x, Event{}, err
	}
	if err := c.whole(x.Sections); err != nil {
		return x, Event{}, err
	}
	x.Audited = c.mark(asked.By, now)
	x.Audited.Posts = slices.DeleteFunc(slices.Clone(asked.By.Holdings), func(h Holding) bool { return h.ForID != "" })
	x.ModeratorID = x.able(moderatorPart)
	x.turnTo(CaseAuditModeration, x.ModeratorID, "the audit was sent", asked.By, now)
	ev := Event{Kind: "sent", Text: "The audit was sent to be moderated, by " + x.Run.Due.Long() + "."}
	ev.Tell = x.ask(VerifyAsked, "A case audit for a visit waits for you to moderate it, by "+x.Run.Due.Long()+".", "needs a moderator. Name one.")
	x.worry(c.Concern == "yes", &ev, asked.By, now)
	return x.with(asked, ev, now)
}

// worry tells the area head at once.
func (x *CaseAudit) worry(is bool, ev *Event, by Actor, now time.Time) {
	if !is {
		return
	}
	x.Concerns = append(slices.Clone(x.Concerns), AuditConcern{By: by.PersonID, At: now.UTC()})
	ev.Text += " The area head was told at once of a concern about the child."
	ev.Tell = append(ev.Tell, Telling{
		Kind: Concern, Roles: []Role{AreaHead}, Key: "concern/" + itoa(len(x.Concerns)),
		Why: "Somebody who audits or moderates a case of your area is worried about the child. Act today: the audit’s page shows whom to ask.",
	})
}

// Decide sets the moderator's grades beside the auditor's. While none is more than one grade away the moderator's stand; otherwise a third reviewer decides.
func (c ModerateCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := x.mayModerate(asked.By); err != nil {
		return x, Event{}, err
	}
	if err := c.whole(x.Sections); err != nil {
		return x, Event{}, err
	}
	x.Moderated = c.mark(asked.By, now)
	var ev Event
	if gap := x.Audited.Furthest(c.AuditGrades); gap > apart {
		x.ThirdID = x.able(thirdPart)
		x.turnTo(CaseAuditThird, x.ThirdID, "it was moderated", asked.By, now)
		ev = Event{Kind: "moderated", Text: "A grade of the moderator is " + count(gap, "grade") + " away from the auditor's, so a third reviewer decides by " + x.Run.Due.Long() + "."}
		ev.Tell = x.ask(VerifyAsked, "Auditor and moderator of a case are more than one grade apart. Decide it as third reviewer by "+x.Run.Due.Long()+".", "needs a third reviewer. Name one.")
	} else {
		ev = x.settled("moderated", "The audit was moderated", c.AuditGrades, asked.By, now)
		if gap == 0 {
			ev.Text += " The moderator gave the same grades."
		} else {
			ev.Text += " The moderator's grades stand; they are nowhere more than one away from the auditor's."
		}
	}
	x.worry(c.Concern == "yes", &ev, asked.By, now)
	return x.with(asked, ev, now)
}

// settled is when the grades stand, and the auditor talks the audit through with the practitioner.
func (x *CaseAudit) settled(kind, text string, g AuditGrades, by Actor, now time.Time) Event {
	x.Stands = &g
	x.turnTo(CaseAuditFeedback, x.AuditorID, "its grades stand", by, now)
	ev := Event{Kind: kind, Text: text + ". It is to be talked through with the practitioner by " + x.Run.Due.Long() + "."}
	ev.Tell = x.ask(Assigned, "The grades of a case that you audited stand. Talk it through with the practitioner by "+x.Run.Due.Long()+".", "is to be talked through with the practitioner, and its auditor has left. Name one.")
	return ev
}

// Decide takes the third reviewer's grades.
func (c SettleCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := x.mayDecideThird(asked.By); err != nil {
		return x, Event{}, err
	}
	if err := c.whole(x.Sections); err != nil {
		return x, Event{}, err
	}
	if err := c.between(x.Audited.AuditGrades, x.Moderated.AuditGrades); err != nil {
		return x, Event{}, err
	}
	x.Third = c.mark(asked.By, now)
	ev := x.settled("third reviewed", "The third reviewer decided between the two", c.AuditGrades, asked.By, now)
	x.worry(c.Concern == "yes", &ev, asked.By, now)
	return x.with(asked, ev, now)
}

// Decide ends the audit.
func (c TalkThroughCaseAudit) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if err := x.mayTalk(asked.By); err != nil {
		return x, Event{}, err
	}
	if c.On.After(calendar.DateOf(now)) {
		return x, Event{}, FieldErrorf("on", "The day on which you talked must not be later than today.")
	}
	x.Talked = &TalkedThrough{By: asked.By.PersonID, On: c.On, Version: c.Version, SHA256: c.SHA256}
	x.Status, x.OwnerID = CaseAuditDone, ""
	x.settleEscalation("it was talked through", asked.By, now)
	ev := Event{Kind: "talked through", Text: "The audit was talked through with the practitioner on " + c.On.Long() + "."}
	return x.with(asked, ev, now)
}

// Decide tells the area head, from whoever has a part in the audit.
func (RaiseAuditConcern) Decide(x CaseAudit, asked Asked, now time.Time) (CaseAudit, Event, error) {
	if !x.HasPart(asked.By) && !May(asked.By, ModerateAudits, Place{}) {
		return x, Event{}, Errorf(Forbidden, "Only whoever has a part in this audit can raise a concern here.")
	}
	ev := Event{Kind: "concern", Text: "Somebody who read the case raised a concern."}
	x.worry(true, &ev, asked.By, now)
	return x.with(asked, ev, now)
}
