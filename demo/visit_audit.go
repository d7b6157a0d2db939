package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A reading is one case audit as it is imagined: what its readers find, and how long they take, in working days from when it was their turn.
type reading struct {
	manuscript
	nth     int // in its sample
	since   calendar.Date
	status  readiness.CaseAuditStatus // since then
	decided bool                      // whoever the late audit reached gave more time once
}

// A manuscript is what people mean to do about an audit.
type manuscript struct {
	finds, moderated, third string // overall grades; moderated "": the same
	writes, looks, talks    int    // working days
	stops                   readiness.CaseAuditStatus
	conflict                int  // after so many days whoever audits says that they hold the case; 0: never
	concern                 bool // about the child, told at once
	more                    bool // whoever it reaches gives more time
}

// readingOf is what is meant to become of an audit that begins. An audit after the visit goes with the one before it.
func (t *town) readingOf(x readiness.CaseAudit) reading {
	r := among(t.receptions, func(r *reception) bool { return r.id == x.VisitID })
	n := reading{since: calendar.DateOf(t.now), status: x.Status}
	if x.Before != "" {
		n.nth = t.readings[x.Before].nth
	} else {
		for _, other := range t.audits {
			if other.VisitID == x.VisitID && other.Focus == x.Focus && other.Round == 1 && other.ID != x.ID {
				n.nth++
			}
		}
	}
	if scripts := r.audits[x.Round-1]; n.nth < len(scripts) {
		n.manuscript = scripts[n.nth]
	}
	return n
}

// draws has quality assurance draw a sample.
func (t *town) draws(r *reception, focus string, d readiness.DrawSample) func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := t.actor(ctx, t.staff.senior[readiness.QualityAssurance])
		if err == nil {
			_, err = t.db.DrawSample(ctx, r.id, focus, d, t.asked(by))
		}
		return err
	}
}

// gives has the deep audits of a sample given to managers of every area; the two of quality assurance moderate in turn, and each is the other's third
// reviewer.
func (t *town) gives(r *reception, focus string) func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := t.actor(ctx, t.staff.senior[readiness.QualityAssurance])
		if err != nil {
			return err
		}
		g := readiness.GiveAudits{Moderators: t.staff.council[readiness.QualityAssurance]}
		for _, name := range t.county.Areas {
			crew := t.staff.crew[t.staff.areas[name]]
			g.Auditors = append(g.Auditors, crew[max(0, len(crew)-2):]...)
		}
		planned, err := t.db.GiveAudits(ctx, r.id, focus, g, t.asked(by))
		if err != nil {
			return err
		}
		for _, p := range planned {
			if err := t.openCaseAudit(ctx, p); err != nil {
				return err
			}
		}
		return nil
	}
}

// replaces lets another child come in for one whose audit was not written.
func (t *town) replaces(r *reception, focus string, nth int) func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := t.actor(ctx, t.staff.senior[readiness.QualityAssurance])
		if err != nil {
			return err
		}
		x := among(t.audits, func(x *readiness.CaseAudit) bool {
			return x.VisitID == r.id && x.Focus == focus && t.readings[x.ID].nth == nth
		})
		done, err := t.db.ReplaceChild(ctx, r.id, focus, x.ChildID, readiness.ReplaceChild{Reason: "consent"}, t.asked(by))
		if err != nil {
			return err
		}
		if err := t.asksAudit(ctx, done.Ends, by.PersonID, readiness.WithdrawCaseAudit{Reason: "consent"}); err != nil {
			return err
		}
		return t.openCaseAudit(ctx, *done.Begins)
	}
}

// audit lets a day's work on case audits happen.
func (t *town) audit(ctx context.Context, day calendar.Date) error {
	t.clock(day, 11, 0)
	for _, x := range t.audits {
		if x.Ended() {
			continue
		}
		n := t.readings[x.ID]
		if n.status != x.Status {
			n.status, n.since = x.Status, day
			t.readings[x.ID] = n
		}
		t.now = t.now.Add(3 * time.Minute)
		if err := t.reads(ctx, *x, n, t.calendar.Count(n.since, day, calendar.Exclusive)); err != nil {
			return fmt.Errorf("audit %d of %s: %w", n.nth, x.Focus, err)
		}
	}
	return nil
}

// reads does what is meant to be done about an audit that has been somebody's for so many working days.
func (t *town) reads(ctx context.Context, x readiness.CaseAudit, n reading, days int) error {
	switch {
	case x.Waiting() && n.more && !n.decided:
		n.decided = true
		t.readings[x.ID] = n
		return t.allowsMore(ctx, x)
	case n.conflict > 0 && days >= n.conflict && x.Status == readiness.CaseAuditAssigned && len(x.Conflicted) == 0:
		return t.asksAudit(ctx, x.ID, x.AuditorID, readiness.DeclareConflict{})
	case n.finds == "" || x.Status == n.stops:
		return nil
	case x.Status == readiness.CaseAuditAssigned && days >= n.writes:
		return t.writesAudit(ctx, x, n)
	case x.Status == readiness.CaseAuditModeration && days >= n.looks:
		return t.sends(ctx, x, x.ModeratorID, t.opinion(n, x, readiness.ModeratorText), "")
	case x.Status == readiness.CaseAuditThird && days >= n.looks:
		return t.sends(ctx, x, x.ThirdID, t.opinion(n, x, readiness.ThirdText), "")
	case x.Status == readiness.CaseAuditFeedback && days >= n.talks:
		return t.sends(ctx, x, x.AuditorID, readiness.WriteCaseAudit{Part: readiness.PractitionerText, Words: practitionerWords[n.nth%len(practitionerWords)]}, "")
	}
	return nil
}

// writesAudit sends the audit. Where there is a concern, the area head hears at once, and it is settled the same day.
func (t *town) writesAudit(ctx context.Context, x readiness.CaseAudit, n reading) error {
	if !n.concern {
		return t.sends(ctx, x, x.AuditorID, t.opinion(n, x, readiness.AuditorText), "")
	}
	if err := t.sends(ctx, x, x.AuditorID, t.opinion(n, x, readiness.AuditorText), "yes"); err != nil {
		return err
	}
	sample, err := t.db.SampleView(ctx, t.staff.lead, x.VisitID, x.Focus)
	if err != nil {
		return err
	}
	child, _ := sample.Sample.Child(x.ChildID)
	return t.settlesAtOnce(ctx, x.VisitID, remark{
		kind: readiness.EntryConcern, source: "audit", ref: child.Ref, focus: x.Focus, by: x.AuditorID, sees: t.staff.senior[readiness.QualityAssurance],
		asked: auditConcern.asked, did: auditConcern.did,
	})
}

// sends writes a text about a case and sends it.
func (t *town) sends(ctx context.Context, x readiness.CaseAudit, person string, w readiness.WriteCaseAudit, concern string) error {
	by, err := t.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil // has left: the night gives it to somebody else
	}
	if err != nil {
		return err
	}
	kept, err := t.db.WriteAudit(ctx, x.ID, w, t.asked(by))
	if err != nil {
		return err
	}
	return t.asksAudit(ctx, x.ID, person, kept.Command(concern, calendar.DateOf(t.now)))
}

// asksAudit asks one command of a case audit as somebody.
func (t *town) asksAudit(ctx context.Context, id, person string, c readiness.CaseAuditCommand) error {
	by, err := t.actor(ctx, person)
	if err != nil {
		return err
	}
	err = t.auditTurn(ctx, id, func(x readiness.CaseAudit) (readiness.CaseAudit, readiness.Event, error) {
		return x.Do(c, t.asked(by), t.now)
	})
	if err != nil {
		return fmt.Errorf("%s as %s: %w", c.Name(), by.Name, err)
	}
	return nil
}

// allowsMore is the answer of whoever a late audit reached.
func (t *town) allowsMore(ctx context.Context, x readiness.CaseAudit) error {
	until := t.calendar.Add(calendar.DateOf(t.now), 8, calendar.Exclusive)
	return t.asksAudit(ctx, x.ID, t.above(x.Escalation.Role, x.AreaID), readiness.DecideCaseAuditEscalation{Decision: "more_time", Until: until, Reason: "The auditor was on sick leave, and is back."})
}

// above is who decides as a role about something of an area; the assistant director for an area that nobody heads.
func (t *town) above(role readiness.Role, area string) string {
	if head := t.staff.heads[area]; role == readiness.AreaHead && head != "" {
		return head
	}
	if role == readiness.AreaHead {
		role = readiness.AssistantDirector
	}
	return t.staff.senior[role]
}
