package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	recordEvent = sql("record an event", recording("reviews", "review", `
				area_id = (select id from areas where id::text = @area), team_id = (select id from teams where id::text = @team), put_offs = @put_offs, opened = @opened,
				outcome = @outcome, sent_by = @sent_by, sent_on = @sent_on, signed_by = @signed_by, signed_on = @signed_on, next_due = @next_due,
				rules_version = @rules, ladder_version = @ladder`))
	selectSameEvent = sql("compare an event", sameEvent("review"))
)

// Record keeps an event, the state after it, its notices and its audit row in one transaction. The same event again changes nothing. Another
// event under the same number, a command recorded before, or an event that does not follow the row's last one is a Conflict, and is logged
// as an alarm: two writers believe they own the review. A review must have been planned (PlanSweep) before its first event. A person's command
// that gives the review to somebody without an active account is Invalid, about owner_id; a machine's step is never refused for that.
func (db *DB) Record(ctx context.Context, r readiness.Review, ev readiness.Event) error {
	if !isID(r.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such review.")
	}
	event, state, err := marshalStep(r, ev)
	if err != nil {
		return err
	}
	s := step{noun: "review", id: r.ID, status: string(r.Status), ev: ev, body: event, insert: recordEvent, same: selectSameEvent, args: recordArgs(r, ev, event, state, db.now())}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot own a review: they have no active account.")
		}
		if r.Status == readiness.Submitted || r.Status.Ended() {
			if _, err := exec(ctx, tx, deleteDrafts, args{"review": r.ID}); err != nil {
				return err
			}
		}
		if r.Status == readiness.SignedOff {
			if err := db.reviewed(ctx, tx, r); err != nil {
				return err
			}
		}
		return db.tell(ctx, tx, whereabouts{r.Place(), r.OwnerID}, regard{Subject: "review/" + r.ID, ReviewID: r.ID, Seq: ev.Seq}, ev)
	})
}

// listedBy is the day by which lists show a review: its due date, or the day on which a paused one comes back.
func listedBy(r readiness.Review) calendar.Date {
	if r.Status == readiness.Paused {
		return r.PausedTo
	}
	return r.Run.Due
}

func recordArgs(r readiness.Review, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungsAhead(r)
	a := args{
		"team": r.TeamID, "status": r.Status, "due": listedBy(r), "put_offs": r.PutOffs, "opened": r.Opened,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead,
		"outcome": "", "sent_by": "", "sent_on": calendar.Date{},
		"signed_by": r.SignedBy, "signed_on": r.SignedOn, "next_due": r.NextDue, "rules": r.Terms.Rules.Version, "state": state, "now": now,
	}
	courseArgs(a, r.ID, r.Course, ev, event)
	if s := r.Submission; s != nil {
		a["outcome"], a["sent_by"], a["sent_on"] = s.Outcome, s.By, s.On
	}
	return a
}

// rungsAhead lists what will happen by itself, soonest first, and the next of it; a pause's end tells the owner.
func rungsAhead(r readiness.Review) (next rungAhead, ahead []rungAhead) {
	next.Roles, ahead = []readiness.Role{}, []rungAhead{}
	at, waits := r.Deadline()
	if !waits {
		return next, ahead
	}
	next.At = at
	switch r.Status {
	case readiness.Paused:
		next.Roles = []readiness.Role{readiness.Owner}
		return next, ahead
	case readiness.SecondLook:
		next.Roles = []readiness.Role{readiness.QualityAssurance, readiness.AssistantDirector}
		return next, append(ahead, next)
	}
	ahead = courseAhead(r.Course, func(rung readiness.Rung) bool { return r.Status != readiness.Submitted || rung.Escalates() }) // who has submitted hears no more
	if len(ahead) > 0 {
		next.Roles = ahead[0].Roles
	}
	return next, ahead
}
