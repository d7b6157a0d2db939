package postgres

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.CohortRegister = (*DB)(nil)

var (
	selectStandCounts = sql("count who stands in a cohort", `
		select s.on_day as on, count(m.child_id)::int as children, coalesce(sum(cardinality(m.flags)), 0)::int as flags
		from cohort_stands s left join cohort_members m on m.stand_id = s.id where s.focus = @focus group by s.id order by s.on_day desc limit 2`)
	selectAnswered = sql("count the answered red flags of a focus area", `
		select a.flag, count(*)::int as answered from flag_answers a where a.focus = @focus and a.ended_at is null group by a.flag`)
	selectNotes = sql("read the notes on how a cohort moved", `
		select distinct on (n.flag) n.flag, n.kind, n.why, coalesce(p.name, n.by_id) as by, n.at
		from cohort_notes n left join people p on p.id::text = n.by_id where n.focus = @focus and n.on_day = @on order by n.flag, n.at desc, n.id desc`)
)

type standCount struct {
	On              calendar.Date
	Children, Flags int
}

// Cohorts lists the focus areas with how many children and red flags each has, and how many flags it had the time before.
func (db *DB) Cohorts(ctx context.Context, viewer readiness.Actor) ([]readiness.CohortLine, error) {
	small, err := db.smallFor(ctx, viewer)
	if err != nil {
		return nil, err
	}
	packs, err := db.cohortPacks(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	lines := make([]readiness.CohortLine, len(packs))
	for i, p := range packs {
		if small > 0 { // what the sum may say depends on its parts
			view, err := db.Cohort(ctx, viewer, p.Focus)
			if err != nil {
				return nil, err
			}
			lines[i] = view.CohortLine
			continue
		}
		if lines[i], err = db.cohortLine(ctx, db.pool, p); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func (db *DB) cohortLine(ctx context.Context, q querier, p readiness.FocusPack) (readiness.CohortLine, error) {
	line := readiness.CohortLine{Focus: p.Focus, Name: p.Name, Pack: p.Code}
	counts, err := all(ctx, q, selectStandCounts, args{"focus": p.Focus}, pgx.RowToStructByName[standCount])
	if err != nil || len(counts) == 0 {
		return line, err
	}
	line.On, line.Children = counts[0].On, counts[0].Children
	if len(counts) > 1 {
		line.Before, line.Was = counts[1].On, counts[1].Flags
	}
	flags, err := db.flagCount(ctx, q, p)
	line.Flags, line.Answered = flags.Flags, flags.Answered
	return line, err
}

// smallFor is the least count that the viewer is shown: 0 for whoever may see cases somewhere. Whoever may not see visits is refused.
func (db *DB) smallFor(ctx context.Context, viewer readiness.Actor) (int, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeVisits, readiness.Place{}); err != nil {
		return 0, err
	}
	if readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		return 0, nil
	}
	book, err := db.rules(ctx, db.pool)
	return book.Rules.Small(), err
}

type answeredRow struct {
	Flag     string
	Answered int
}

type noteRow struct {
	Flag, Kind, Why, By string
	At                  time.Time
}

// Cohort is one focus area with its red flags, the most frequent first.
func (db *DB) Cohort(ctx context.Context, viewer readiness.Actor, focus string) (readiness.CohortView, error) {
	small, err := db.smallFor(ctx, viewer)
	if err != nil {
		return readiness.CohortView{}, err
	}
	s, err := db.cohortStanding(ctx, db.pool, focus)
	if err != nil {
		return readiness.CohortView{}, err
	}
	return db.cohortView(ctx, db.pool, s, small)
}

// cohortView is a standing as a page shows it, without counts below the least.
func (db *DB) cohortView(ctx context.Context, q querier, s standing, small int) (v readiness.CohortView, err error) {
	if v.CohortLine, err = db.cohortLine(ctx, q, s.pack); err != nil {
		return v, err
	}
	v.Other = s.other
	lists, err := db.lists(ctx, q)
	if err != nil {
		return v, err
	}
	for _, list := range s.pack.CohortLists() {
		if l, there := lists[list]; there {
			v.Lists = append(v.Lists, l)
		} else {
			v.Lacks = append(v.Lacks, list)
		}
	}
	answered, err := all(ctx, q, selectAnswered, args{"focus": s.pack.Focus}, pgx.RowToStructByName[answeredRow])
	if err != nil {
		return v, err
	}
	notes, err := all(ctx, q, selectNotes, args{"focus": s.pack.Focus, "on": s.on}, pgx.RowToStructByName[noteRow])
	if err != nil {
		return v, err
	}
	for _, f := range s.pack.Flags {
		line := s.line(f, lists)
		for _, a := range answered {
			if a.Flag == f.Code {
				line.Answered = a.Answered
			}
		}
		for _, n := range notes {
			if n.Flag == f.Code {
				line.Note = &readiness.MovementNote{Kind: n.Kind, Why: n.Why, By: actorName(n.By), At: n.At}
			}
		}
		v.Lines = append(v.Lines, line)
	}
	slices.SortStableFunc(v.Lines, func(a, b readiness.FlagLine) int {
		return cmp.Or(cmp.Compare(min(1, len(a.Unjudged)), min(1, len(b.Unjudged))), cmp.Compare(b.Now, a.Now)) // those that cannot be judged last
	})
	if small > 0 {
		v = v.WithoutSmallNumbers(small)
	}
	return v, nil
}

// line is a flag with how many have it, and how that moved.
func (s standing) line(f readiness.RedFlag, lists map[string]readiness.CohortList) readiness.FlagLine {
	l := readiness.FlagLine{Flag: f}
	_, l.Unjudged = f.Judged(lists)
	plain := func(children []readiness.FlaggedChild) []readiness.CohortChild {
		all := make([]readiness.CohortChild, len(children))
		for i, c := range children {
			all[i] = c.CohortChild
		}
		return all
	}
	return l.Move(plain(s.now), plain(s.was))
}
