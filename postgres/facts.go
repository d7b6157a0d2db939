package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The facts of a case are what the rules say of it on a day, kept in its row: lists and figures then count and sort without asking the rules about
// every case. They are the rules' own answer, computed again in the same transaction by everything that can change it: an import, a mapping of
// teams, new rules, and the nightly sweep, since a threshold may begin on any day.

var (
	selectFactCases = sql("list the facts of open cases", `
		select c.id::text as id, coalesce(t.area_id::text, '') as area_id, c.spells, coalesce(c.case_type, '') as case_type,
			coalesce(c.basis_type, '') as basis_type, c.basis_since, coalesce(c.basis_threshold, 0) as basis_threshold, c.basis_reached
		from cases c left join teams t on t.id = c.team_id where c.closed is null`)
	updateFacts = sql("write the facts of cases", `
		update cases c set case_type = f.case_type, basis_type = nullif(f.basis_type, ''), basis_since = f.since, basis_threshold = nullif(f.threshold, 0), basis_reached = f.reached
		from unnest(@ids::uuid[], @kinds::text[], @types::text[], @since::date[], @thresholds::int[], @reached::date[])
			as f (id, case_type, basis_type, since, threshold, reached)
		where c.id = f.id`)
	clearFacts = sql("clear the facts of closed cases", `
		update cases set basis_type = null, basis_since = null, basis_threshold = null, basis_reached = null
		where closed is not null and basis_since is not null`)
	updateLastDone = sql("keep when a case was reviewed", `update cases set last_done = greatest(last_done, @on) where id = @case`)
)

// facts are what a case's row keeps of the rules' answer.
type facts struct {
	CaseType, BasisType readiness.CaseType
	BasisSince          calendar.Date
	BasisThreshold      int
	BasisReached        calendar.Date
}

// basis gives the facts as the rules gave them; false when there is none.
func (f facts) basis() (readiness.Basis, bool) {
	return readiness.Basis{Type: f.BasisType, Since: f.BasisSince, Threshold: f.BasisThreshold, Reached: f.BasisReached}, !f.BasisSince.IsZero()
}

func factsOf(rules readiness.ReviewRules, c readiness.Case, on calendar.Date) facts {
	b, _ := rules.Basis(c, on)
	return facts{CaseType: c.Type(), BasisType: b.Type, BasisSince: b.Since, BasisThreshold: b.Threshold, BasisReached: b.Reached}
}

type factRow struct {
	ID, AreaID string
	Spells     []readiness.Spell
	facts
}

// refreshFacts makes the facts of every case what the rules say now, and writes only those that differ.
func (db *DB) refreshFacts(ctx context.Context, tx pgx.Tx) error {
	if _, err := exec(ctx, tx, clearFacts, nil); err != nil {
		return err
	}
	book, err := db.rules(ctx, tx)
	if err != nil {
		return err
	}
	rows, err := all(ctx, tx, selectFactCases, nil, pgx.RowToStructByName[factRow])
	if err != nil {
		return err
	}
	var changed factBatch
	for _, r := range rows {
		now := factsOf(book.Rules, readiness.Case{ID: r.ID, AreaID: r.AreaID, Spells: r.Spells}, db.today())
		if now != r.facts {
			changed.add(r.ID, now)
		}
	}
	return changed.write(ctx, tx)
}

// factBatch is columns of facts to be written in one statement.
type factBatch struct {
	ids, kinds, types []string
	since, reached    []calendar.Date
	thresholds        []int
}

func (b *factBatch) add(id string, f facts) {
	b.ids, b.kinds, b.types = append(b.ids, id), append(b.kinds, string(f.CaseType)), append(b.types, string(f.BasisType))
	b.since, b.reached, b.thresholds = append(b.since, f.BasisSince), append(b.reached, f.BasisReached), append(b.thresholds, f.BasisThreshold)
}

func (b factBatch) write(ctx context.Context, tx pgx.Tx) error {
	if len(b.ids) == 0 {
		return nil
	}
	_, err := exec(ctx, tx, updateFacts, args{
		"ids": b.ids, "kinds": b.kinds, "types": b.types, "since": b.since, "thresholds": b.thresholds, "reached": b.reached,
	})
	return err
}
