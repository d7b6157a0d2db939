package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// unaudited says for each status what nobody did.
var unaudited = map[CaseAuditStatus]string{
	CaseAuditAssigned: "nobody sent the audit", CaseAuditModeration: "nobody moderated it", CaseAuditThird: "no third reviewer decided it",
	CaseAuditFeedback: "nobody talked it through with the practitioner",
}

// Deadline is the next rung of the ladder while the audit waits for somebody; false otherwise.
func (x CaseAudit) Deadline() (time.Time, bool) {
	if x.Ended() {
		return time.Time{}, false
	}
	return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
}

// Ended reports whether nothing more can happen.
func (x CaseAudit) Ended() bool { return x.Status.Ended() }

// Brief is the audit as an answer carries it: the terms are long, and whoever asks has them already.
func (x CaseAudit) Brief() CaseAudit {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the audit stands, naming nobody.
func (x CaseAudit) Standing() string {
	if x.Ended() {
		return upperFirst(x.Status.Title())
	}
	return upperFirst(x.Status.Title()) + ", due " + x.Run.Due.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x CaseAudit) Awaits() string { return "Next rung of the ladder; due " + x.Run.Due.Long() }

// Overdue is how many working days late the audit is on a day; 0 when it waits for nobody.
func (x CaseAudit) Overdue(on calendar.Date) int {
	if x.Ended() {
		return 0
	}
	return x.Run.Overdue(on, x.Terms.Calendar)
}

// Lapse reaches the next rung.
func (x CaseAudit) Lapse(now time.Time) (CaseAudit, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	return x.with(Asked{By: Clock}, x.climb(caseAuditNoun, unaudited[x.Status], now), now)
}

// Replan takes new terms (Course.replan).
func (x CaseAudit) Replan(terms Terms, now time.Time) (CaseAudit, Event, error) {
	if x.Ended() || x.Terms.sameVisit(terms) {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	return x.with(Asked{By: Clock}, x.replan(terms, now), now)
}

// A CaseAuditFollowup is what its visit, or a change among the people, means for a running audit.
type CaseAuditFollowup struct {
	CaseAuditID string     `json:"case_audit_id"`
	End         string     `json:"end,omitempty"`    // why it is withdrawn: replaced, closed or cancelled
	People      *TakenOver `json:"people,omitempty"` // somebody has left; "" takes over when nobody else can
	Line        *CaseLine  `json:"line,omitempty"`   // somebody else holds the case now
}

// A CaseLine is who holds a case: its worker, who manages its team, who heads its area.
type CaseLine struct {
	People []string `json:"people"`
}

// caseAuditEnds say why an audit is withdrawn.
var caseAuditEnds = map[string]string{
	"replaced": "Another child took the place in the sample.", "closed": "The visit was closed before the audit was begun.", "cancelled": "The visit was called off before the audit was begun.",
}

// Followup is what an audit has to hear: that its child was replaced or its visit ended before it was sent, that somebody who has a part in it has left, or
// that somebody else holds the case now.
func (x CaseAudit) Followup(visit VisitStatus, replaced bool, here, line []string) (f CaseAuditFollowup, hears bool) {
	f.CaseAuditID = x.ID
	if x.Status == CaseAuditAssigned {
		switch {
		case visit == VisitCancelled:
			f.End = "cancelled"
		case visit == VisitClosed && x.Round == 1:
			f.End = "closed"
		case replaced:
			f.End = "replaced"
		}
	}
	if f.End != "" {
		return f, true
	}
	for _, id := range some(x.AuditorID, x.ModeratorID, x.ThirdID, x.OwnerID) {
		if !slices.Contains(here, id) {
			f.People = &TakenOver{FromID: id, ToID: x.heir(id, here)}
			return f, true
		}
	}
	if !sameSet(line, x.Line) {
		f.Line = &CaseLine{People: line}
		return f, true
	}
	return f, false
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// heir is who takes over from somebody who left; "" for nobody.
func (x CaseAudit) heir(left string, here []string) string {
	for _, c := range CaseAuditParts {
		if *x.part(c.Code) == left {
			return x.next(c.Code, here)
		}
	}
	return x.next(x.turn(), here)
}

// Follow takes what happened around the audit. What it knows already is refused as a Conflict.
func (x CaseAudit) Follow(f CaseAuditFollowup, now time.Time) (CaseAudit, Event, error) {
	switch {
	case x.Ended():
	case f.End != "" && x.Status == CaseAuditAssigned:
		ev := x.withdraw(caseAuditEnds[f.End], Actor{}, now)
		return x.with(Asked{By: Clock}, ev, now)
	case f.People != nil && f.People.FromID != "" && slices.Contains([]string{x.AuditorID, x.ModeratorID, x.ThirdID, x.OwnerID}, f.People.FromID):
		return x.handOver(*f.People, now)
	case f.Line != nil && !sameSet(f.Line.People, x.Line):
		return x.takeLine(f.Line.People, now)
	}
	return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

// handOver gives every part of somebody who left to somebody else. What they sent stays theirs; nothing is given to them any more.
func (x CaseAudit) handOver(t TakenOver, now time.Time) (CaseAudit, Event, error) {
	was := x.OwnerID
	x.Auditors, x.Moderators = without(x.Auditors, t.FromID), without(x.Moderators, t.FromID)
	for _, c := range CaseAuditParts {
		if part := x.part(c.Code); *part == t.FromID {
			*part = ""
			*part = x.fit(t.ToID, c.Code)
		}
	}
	if was == t.FromID {
		x.OwnerID = *x.part(x.turn())
	}
	return x.with(Asked{By: Sweeper}, x.handedOver(was, "Somebody who had a part in it has left", now), now)
}

// without are some ids but one; nil for none, as a run carries it.
func without(ids []string, one string) (rest []string) {
	for _, id := range ids {
		if id != one {
			rest = append(rest, id)
		}
	}
	return rest
}

// takeLine learns who holds the case now. Whoever's turn it is and holds it cannot go on.
func (x CaseAudit) takeLine(line []string, now time.Time) (CaseAudit, Event, error) {
	was := x.OwnerID
	x.Line = without(line, "")
	if slices.Contains(line, x.OwnerID) && x.Status != CaseAuditFeedback {
		part := x.part(x.turn())
		*part = ""
		*part = x.next(x.turn(), nil)
		x.OwnerID = *part
	}
	ev := x.handedOver(was, "Somebody else holds the case now", now)
	ev.Quiet = x.OwnerID == was
	return x.with(Asked{By: Sweeper}, ev, now)
}

// stageDays are the working days of the stage.
func (x CaseAudit) stageDays() int {
	switch x.Status {
	case CaseAuditAssigned:
		return x.Terms.Visit.AuditDays
	case CaseAuditFeedback:
		return x.Terms.Visit.FeedbackDays
	}
	return x.Terms.Visit.ModerateDays
}

// handedOver tells whoever has to go on; they get the days of the stage anew.
func (x *CaseAudit) handedOver(was, because string, now time.Time) Event {
	ev := Event{Kind: "handed over", Text: because + "."}
	if x.OwnerID == was {
		return ev
	}
	x.turnTo(x.Status, x.OwnerID, "it was given to somebody else", Actor{}, now)
	ev.Text = because + ", so it went to somebody else. It is due on " + x.Run.Due.Long() + "."
	if x.OwnerID == "" {
		ev.Text = because + ", so it waits for somebody to be named."
	}
	ev.Tell = x.ask(Assigned, "A case audit for a visit is yours now, by "+x.Run.Due.Long()+".", "waits for nobody now. Name somebody.")
	return ev
}
