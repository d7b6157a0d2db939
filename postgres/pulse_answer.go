package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PulseDoor = (*DB)(nil)

var (
	selectPulseLink = sql("read which survey of staff a link belongs to", `
		select x.pulse_id::text as pulse_id, x.area_id::text as area_id, a.name as area, p.over
		from pulse_areas x join areas a on a.id = x.area_id join pulses p on p.id = x.pulse_id where x.secret = @secret`)
	lockPulse = sql("hold a survey of staff open while an answer is counted", `
		select 1 from pulse_areas x join pulses p on p.id = x.pulse_id where x.secret = @secret for share of p`)
	insertSlip      = sql("keep that a form of a survey was counted", `insert into pulse_slips (pulse_id, slip) values (@id, @slip) on conflict do nothing`)
	countPulse      = sql("count who answered a survey of staff", `update pulse_areas set answers = answers + 1 where pulse_id = @id and area_id = @area`)
	countPulseSteps = sql("count the answers to a survey of staff", `
		insert into pulse_tallies (pulse_id, area_id, question, step, answers) select @id, @area, u.question, u.step, 1 from unnest(@questions::text[], @steps::int[]) as u (question, step)
		order by u.question
		on conflict (pulse_id, area_id, question, step) do update set answers = pulse_tallies.answers + 1`)
	insertWords = sql("keep what somebody wrote in a survey of staff", `insert into pulse_words (pulse_id, area_id, words) values (@id, @area, @words)`)
)

type pulseLinkRow struct {
	PulseID, AreaID, Area string
	Over                  bool
}

// AskedPulse is the survey that a link belongs to.
func (db *DB) AskedPulse(ctx context.Context, secret string) (readiness.PulseAsked, error) {
	asked, _, err := db.askedPulse(ctx, db.pool, secret)
	return asked, err
}

func (db *DB) askedPulse(ctx context.Context, q querier, secret string) (readiness.PulseAsked, pulseLinkRow, error) {
	link, err := one(ctx, q, selectPulseLink, args{"secret": secret}, pgx.RowToStructByName[pulseLinkRow])
	if isNone(err) {
		return readiness.PulseAsked{}, link, readiness.Errorf(readiness.NotFound, "There is no survey at this address. Check it against the poster or the mail that you have it from.")
	}
	if err != nil {
		return readiness.PulseAsked{}, link, err
	}
	p, err := db.pulse(ctx, q, link.PulseID)
	if err == nil && (link.Over || p.Over(db.today())) {
		err = readiness.Errorf(readiness.Conflict, "This survey took answers until %s. It is over.", p.Ended().Long())
	}
	return readiness.PulseAsked{Pulse: p, Area: link.Area}, link, err
}

// AnswerPulse counts an answer. The same form again counts once. Neither the command nor the audit trail keeps it: both hold the time.
func (db *DB) AnswerPulse(ctx context.Context, secret string, a readiness.PulseAnswer) error {
	return pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		if _, err := exec(ctx, tx, lockPulse, args{"secret": secret}); err != nil {
			return err
		}
		asked, link, err := db.askedPulse(ctx, tx, secret)
		if err != nil {
			return err
		}
		if err := a.Check(asked.Pulse); err != nil {
			return err
		}
		if n, err := exec(ctx, tx, insertSlip, args{"id": link.PulseID, "slip": hashOf(a.Slip)}); err != nil || n == 0 {
			return err
		}
		if _, err := exec(ctx, tx, countPulse, args{"id": link.PulseID, "area": link.AreaID}); err != nil {
			return err
		}
		questions, steps := make([]string, len(asked.Questions)), make([]int, len(asked.Questions))
		for i, q := range asked.Questions {
			questions[i], steps[i] = q.Code, a.Chosen[q.Code]
		}
		if _, err := exec(ctx, tx, countPulseSteps, args{"id": link.PulseID, "area": link.AreaID, "questions": questions, "steps": steps}); err != nil {
			return err
		}
		if a.Words == "" {
			return nil
		}
		_, err = exec(ctx, tx, insertWords, args{"id": link.PulseID, "area": link.AreaID, "words": a.Words})
		return err
	})
}
