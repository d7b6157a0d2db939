package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// A step is one event of a thing on its way into the ledger, and the state of the thing after it.
type step struct {
	noun, id     string // "review" or "action", and which
	status       string
	ev           readiness.Event
	body         []byte // of the event
	insert, same statement
	args         args
}

// recorded counts what an insert kept, which tells what did not fit.
type recorded struct {
	Events, Rows int
	Owned        bool // the owner is the one of before, nobody, or somebody with an active account
}

// recordStep keeps one step and its audit row in one transaction, with whatever else belongs to it.
func (db *DB) recordStep(ctx context.Context, s step, then func(tx pgx.Tx, owned bool) error) error {
	subject := s.noun + "/" + s.id
	a := act{By: readiness.Actor{PersonID: s.ev.By}, Action: s.noun + " " + s.ev.Kind, Subject: subject, Detail: s.detail()}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		kept, err := one(ctx, tx, s.insert, s.args, pgx.RowToStructByName[recorded])
		if err != nil {
			return err
		}
		if kept.Events == 0 || kept.Rows == 0 {
			return db.recordedBefore(ctx, tx, s, kept)
		}
		return then(tx, kept.Owned)
	})
}

func (s step) detail() string {
	detail := fmt.Sprintf("seq=%d status=%s", s.ev.Seq, s.status)
	if s.ev.For != "" {
		detail += " for=" + s.ev.For
	}
	if s.ev.CommandID != "" {
		detail += " command=" + s.ev.CommandID
	}
	return detail
}

// recordedBefore ends a step that wrote nothing: quietly when the same event stands there, with an alarm otherwise.
func (db *DB) recordedBefore(ctx context.Context, tx pgx.Tx, s step, kept recorded) error {
	if kept.Events == 0 {
		same, err := one(ctx, tx, s.same, args{"id": s.id, "seq": s.ev.Seq, "event": s.body}, pgx.RowTo[bool])
		if err != nil && !isNone(err) {
			return err
		}
		if same {
			return errNothing
		}
	}
	db.log.WarnContext(ctx, "another step stands under this number", s.noun, s.id, "seq", s.ev.Seq, "kind", s.ev.Kind, "command", s.ev.CommandID)
	return readiness.Errorf(readiness.Conflict, "The ledger holds another event %d of this %s. Nothing was changed; somebody who runs the service must look at it.", s.ev.Seq, s.noun)
}

// recording is the statement that keeps one event of a thing in <thing>_events and moves its row in things on; columns are what the kind of thing
// keeps beside its course. The event goes in first; the row moves on only with it and only from the event before. The counts tell which of the two did
// not fit.
func recording(things, thing, columns string) string {
	return `
		with before as (
			select coalesce(owner_id::text, '') as owner, coalesce(state->>'owner_id', '') as named from ` + things + ` where id = @id
		), ev as (
			insert into ` + thing + `_events (` + thing + `_id, seq, kind, at, by_id, command_id, body)
			select @id::uuid, @seq::int, @kind::text, @at::timestamptz, @by::text, @command::text, @event::jsonb
			where exists (select from ` + things + ` where id = @id::uuid)
			on conflict do nothing returning seq
		), kept as (
			update ` + things + ` set ` + columns + `,
				owner_id = (select id from people where id::text = @owner), status = @status, due = @due, seq = @seq, next_at = @next_at, next_roles = @next_roles, ahead = @ahead,
				reached = @reached, reached_at = @reached_at, because = case when @reached::text = '' then '' when @because::text = '' then because else @because end,
				calendar_version = @calendar, state = @state, changed_at = @now
			where id = @id and seq = @seq - 1 and exists (select from ev)
			returning seq
		)
		select (select count(*) from ev) as events, (select count(*) from kept) as rows,
			@owner in ('', (select owner from before), (select named from before)) or exists (select from people where id::text = @owner and active) as owned`
}

// sameEvent is the statement that compares an event of a thing with the one that stands under its number.
func sameEvent(thing string) string {
	return `select body = @event::jsonb from ` + thing + `_events where ` + thing + `_id = @id and seq = @seq`
}

func marshalStep(thing any, ev readiness.Event) (event, state []byte, err error) {
	if event, err = json.Marshal(ev); err != nil {
		return nil, nil, fmt.Errorf("record a step: %w", err)
	}
	if state, err = json.Marshal(thing); err != nil {
		return nil, nil, fmt.Errorf("record a step: %w", err)
	}
	return event, state, nil
}

// courseArgs adds what every thing with a deadline keeps of its course, and of the event.
func courseArgs(a args, id string, c readiness.Course, ev readiness.Event, event []byte) {
	a["id"], a["seq"], a["kind"], a["at"], a["by"], a["command"], a["event"] = id, ev.Seq, ev.Kind, ev.At, ev.By, ev.CommandID, event
	a["area"], a["owner"], a["ladder"], a["calendar"] = c.AreaID, c.OwnerID, c.Terms.Ladder.Version, c.Terms.Calendar.Version
	a["reached"], a["reached_at"], a["because"] = "", nil, ""
	if c.Waiting() {
		a["reached"], a["reached_at"] = c.Escalation.Role, c.Escalation.At
		if c.Escalation.At.Equal(ev.At) {
			a["because"] = because(ev.Text)
		}
	}
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

// courseAhead lists the rungs ahead of a course that are heard, soonest first; never nil.
func courseAhead(c readiness.Course, heard func(readiness.Rung) bool) []rungAhead {
	ahead, ladder := []rungAhead{}, c.Terms.Ladder
	for i := c.Run.Next; i < len(ladder.Rungs); i++ {
		if rung := ladder.Rungs[i]; heard(rung) {
			ahead = append(ahead, rungAhead{At: c.Run.RungAt(i, ladder, c.Terms.Calendar), Roles: rung.Roles})
		}
	}
	return ahead
}

// tell keeps the notices that an event asks for, resolved by today's posts.
func (db *DB) tell(ctx context.Context, tx pgx.Tx, at whereabouts, about regard, ev readiness.Event) error {
	if len(ev.Tell) == 0 {
		return nil
	}
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return err
	}
	var notices noticeBatch
	for _, t := range ev.Tell {
		notices.tell(roster.recipients(t, at), roster.instead(t, at), t, about, db.now())
	}
	_, err = notices.keep(ctx, tx)
	return err
}
