package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// askFirstRound refuses a round that names an area which does not exist, and one that would open many reviews at once unless whoever asks has
// confirmed the number.
func (db *DB) askFirstRound(ctx context.Context, tx pgx.Tx, next readiness.Timetable, set readiness.SetRound, asked readiness.Asked) error {
	p, err := db.prospect(ctx, tx)
	if err != nil {
		return err
	}
	for _, id := range set.Areas {
		if !slices.ContainsFunc(p.Areas, func(a readiness.Area) bool { return a.ID == id }) {
			return readiness.FieldErrorf("areas", "The round names an area that does not exist.")
		}
	}
	round := next.Rounds[len(next.Rounds)-1]
	if set.ID != "" {
		round, _ = next.Round(set.ID)
	}
	if try := p.TryRound(round); try.Opens > try.Many && asked.Confirmed < try.Opens {
		return readiness.FieldErrorf("confirmed", "This round would open %d reviews today. Confirm the number if that is meant.", try.Opens)
	}
	return nil
}

// PlanRound plans a date of a round: a planned review for every case that it looks at and that has none, in one transaction. It waits for sweeps and
// they for it, so no case gets two.
func (db *DB) PlanRound(ctx context.Context, round readiness.Job, today calendar.Date) (readiness.SweepResult, error) {
	result := readiness.SweepResult{On: today}
	a := act{By: readiness.Sweeper, Action: "round planned", Subject: "round/" + string(round)}
	err := db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		sight, err := db.sight(ctx, tx, today)
		if err != nil {
			return err
		}
		r, ok := sight.book.Timetable.Round(round)
		if !ok { // it has ended meanwhile
			return errNothing
		}
		plan := sight.book.Rules.Round(r, today, sight.cases, sight.load, sight.book.Calendar)
		result.Unmapped, result.Excluded = plan.Unmapped, plan.Excluded
		plan.Unmapped = 0 // whom the sweep tells of cases without an area hears it of the long-open ones
		if _, err := db.carryOut(ctx, tx, plan, today, &result); err != nil {
			return err
		}
		a.Detail = fmt.Sprintf("opened=%d dropped=%d", result.Opened, sight.dropped)
		if result.Opened == 0 && sight.dropped == 0 {
			return errNothing
		}
		return nil
	})
	return result, err
}

// RoundDone keeps when a round ran and what it did.
func (db *DB) RoundDone(ctx context.Context, round readiness.Job, result readiness.SweepResult, by string) error {
	a := act{By: readiness.Actor{PersonID: by}, Action: "round ran", Subject: "round/" + string(round), Detail: fmt.Sprintf("opened=%d", result.Opened)}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		_, err := exec(ctx, tx, insertRun, args{"kind": "round", "at": db.now(), "day": result.On, "by": by, "body": result, "round": string(round)})
		return err
	})
}
