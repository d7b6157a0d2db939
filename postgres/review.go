package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	// The event goes in first; the row moves on only with it and only from the event before. The counts tell which of the two did not fit.
	recordEvent = sql("record an event", `
		with before as (
			select coalesce(owner_id::text, '') as owner, coalesce(state->>'owner_id', '') as named from reviews where id = @id
		), ev as (
			insert into review_events (review_id, seq, kind, at, by_id, command_id, body)
			select @id::uuid, @seq::int, @kind::text, @at::timestamptz, @by::text, @command::text, @event::jsonb
			where exists (select from reviews where id = @id::uuid)
			on conflict do nothing returning seq
		), kept as (
			update reviews set
				area_id = (select id from areas where id::text = @area), team_id = (select id from teams where id::text = @team),
				owner_id = (select id from people where id::text = @owner),
				status = @status, due = @due, seq = @seq, put_offs = @put_offs, opened = @opened,
				next_at = @next_at, next_roles = @next_roles, ahead = @ahead,
				reached = @reached, reached_at = @reached_at, because = case when @reached::text = '' then '' when @because::text = '' then because else @because end,
				outcome = @outcome, sent_by = @sent_by, sent_on = @sent_on, signed_by = @signed_by, signed_on = @signed_on, next_due = @next_due,
				rules_version = @rules, ladder_version = @ladder, calendar_version = @calendar, state = @state, changed_at = @now
			where id = @id and seq = @seq - 1 and exists (select from ev)
			returning seq
		)
		select (select count(*) from ev) as events, (select count(*) from kept) as rows,
			@owner in ('', (select owner from before), (select named from before)) or exists (select from people where id::text = @owner and active) as owned`)
	selectSameEvent = sql("compare an event", `select body = @event::jsonb from review_events where review_id = @id and seq = @seq`)
)

type recorded struct {
	Events, Rows int
	Owned        bool // the owner is the one of before, nobody, or somebody with an active account
}

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
	a := act{By: readiness.Actor{PersonID: ev.By}, Action: "review " + ev.Kind, Subject: "review/" + r.ID, Detail: stepDetail(r, ev)}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		kept, err := one(ctx, tx, recordEvent, recordArgs(r, ev, event, state, db.now()), pgx.RowToStructByName[recorded])
		if err != nil {
			return err
		}
		if kept.Events == 0 || kept.Rows == 0 {
			return db.recordedBefore(ctx, tx, r, ev, event, kept)
		}
		if !kept.Owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot own a review: they have no active account.")
		}
		if r.Status == readiness.Submitted || r.Status.Ended() {
			if _, err := exec(ctx, tx, deleteDrafts, args{"review": r.ID}); err != nil {
				return err
			}
		}
		return db.tell(ctx, tx, r, ev)
	})
}

func marshalStep(r readiness.Review, ev readiness.Event) (event, state []byte, err error) {
	if event, err = json.Marshal(ev); err != nil {
		return nil, nil, fmt.Errorf("record review %s: %w", r.ID, err)
	}
	if state, err = json.Marshal(r); err != nil {
		return nil, nil, fmt.Errorf("record review %s: %w", r.ID, err)
	}
	return event, state, nil
}

func stepDetail(r readiness.Review, ev readiness.Event) string {
	detail := fmt.Sprintf("seq=%d status=%s", ev.Seq, r.Status)
	if ev.For != "" {
		detail += " for=" + ev.For
	}
	if ev.CommandID != "" {
		detail += " command=" + ev.CommandID
	}
	return detail
}

// recordedBefore ends a Record that wrote nothing: quietly when the same event stands there, with an alarm otherwise.
func (db *DB) recordedBefore(ctx context.Context, tx pgx.Tx, r readiness.Review, ev readiness.Event, event []byte, kept recorded) error {
	if kept.Events == 0 {
		same, err := one(ctx, tx, selectSameEvent, args{"id": r.ID, "seq": ev.Seq, "event": event}, pgx.RowTo[bool])
		if err != nil && !isNone(err) {
			return err
		}
		if same {
			return errNothing
		}
	}
	db.log.WarnContext(ctx, "another step stands under this number", "review", r.ID, "seq", ev.Seq, "kind", ev.Kind, "command", ev.CommandID)
	return readiness.Errorf(readiness.Conflict, "The ledger holds another event %d of this review. Nothing was changed; somebody who runs the service must look at it.", ev.Seq)
}

// tell keeps the notices that an event asks for, resolved by today's posts.
func (db *DB) tell(ctx context.Context, tx pgx.Tx, r readiness.Review, ev readiness.Event) error {
	if len(ev.Tell) == 0 {
		return nil
	}
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return err
	}
	var notices noticeBatch
	for _, t := range ev.Tell {
		notices.tell(roster.recipients(t, whereabouts{r.Place(), r.OwnerID}), t, regard{"review/" + r.ID, r.ID, ev.Seq}, db.now())
	}
	_, err = notices.keep(ctx, tx)
	return err
}

func recordArgs(r readiness.Review, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungsAhead(r)
	a := args{
		"id": r.ID, "seq": ev.Seq, "kind": ev.Kind, "at": ev.At, "by": ev.By, "command": ev.CommandID, "event": event,
		"area": r.AreaID, "team": r.TeamID, "owner": r.OwnerID, "status": r.Status, "due": r.Run.Due, "put_offs": r.PutOffs, "opened": r.Opened,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead,
		"reached": "", "reached_at": nil, "because": "", "outcome": "", "sent_by": "", "sent_on": calendar.Date{},
		"signed_by": r.SignedBy, "signed_on": r.SignedOn, "next_due": r.NextDue,
		"rules": r.Terms.Rules.Version, "ladder": r.Terms.Ladder.Version, "calendar": r.Terms.Calendar.Version, "state": state, "now": now,
	}
	if r.Waiting() {
		a["reached"], a["reached_at"] = r.Escalation.Role, r.Escalation.At
		if r.Escalation.At.Equal(ev.At) {
			a["because"] = because(ev.Text)
		}
	}
	if s := r.Submission; s != nil {
		a["outcome"], a["sent_by"], a["sent_on"] = s.Outcome, s.By, s.On
	}
	return a
}

// because is the reason inside an event's sentence, or the sentence, without its full stop.
func because(sentence string) string {
	if _, reason, found := strings.Cut(sentence, "because "); found {
		sentence = reason
	}
	sentence = strings.TrimSuffix(sentence, ".")
	if rest, found := strings.CutPrefix(sentence, "The "); found {
		sentence = "the " + rest // it stands inside a sentence now
	}
	return sentence
}

// A rungAhead is one rung that will be reached unless somebody acts before.
type rungAhead struct {
	At    time.Time        `json:"at"`
	Roles []readiness.Role `json:"roles"`
}

// rungsAhead lists what will happen by itself, soonest first, and the next of it; a pause's end tells the owner.
func rungsAhead(r readiness.Review) (next rungAhead, ahead []rungAhead) {
	next.Roles, ahead = []readiness.Role{}, []rungAhead{}
	at, waits := r.Deadline()
	if !waits {
		return next, ahead
	}
	if r.Status == readiness.Paused {
		next = rungAhead{At: at, Roles: []readiness.Role{readiness.Owner}}
		return next, ahead
	}
	ladder := r.Terms.Ladder
	for i := r.Run.Next; i < len(ladder.Rungs); i++ {
		ahead = append(ahead, rungAhead{At: r.Run.RungAt(i, ladder, r.Terms.Calendar), Roles: ladder.Rungs[i].Roles})
	}
	return ahead[0], ahead
}
