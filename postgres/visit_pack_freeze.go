package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectVisitMade  = sql("read when a visit was planned", `select made_at from visits where id::text = @visit`)
	selectPackImport = sql("read the last Annex A for a pack", importColumns+` where i.status = 'applied' order by i.decided_at desc, i.taken_on desc limit 1`)
	selectPackSteps  = sql("read the steps of a visit for a pack", `
		select s.id::text as id, s.code, s.focus, s.over or s.status in ('done', 'waived', 'left_out') as settled, not s.over and s.status in ('open', 'waiver_asked') and s.due < @today as late
		from visit_steps s where s.visit_id::text = @visit and s.state is not null`)
	selectPackFindings = sql("list earlier findings for a pack", practiceColumns+` where f.source in ('inspection', 'visit') and f.found_on < @before
		and (@whole or f.focus = '{}' or f.focus && @focus) order by f.found_on desc, f.id`)
	selectPackEvidence = sql("list evidence for a pack", `
		select e.id::text as id, e.title, e.kind, e.shows_on, e.looked_like <> '{}' as kept, coalesce(f.name, '') as file, l.subject
		from evidence_links l join evidence e on e.id = l.evidence_id left join evidence_files f on f.evidence_id = e.id
		where l.subject = any(@subjects::text[]) and `+inForce+` order by e.shows_on desc, e.id, l.subject`)
)

// A frozenPack is a pack with the lists that it rests on.
type frozenPack struct {
	readiness.FrozenPack
	lists, listIDs []string
}

// freeze reads all that the pack of a visit freezes, in one snapshot: an import that comes meanwhile is in it whole or not at all.
func (db *DB) freeze(ctx context.Context, x readiness.Visit) (p frozenPack, err error) {
	err = db.inSnapshot(ctx, func(tx pgx.Tx) error {
		made, err := one(ctx, tx, selectVisitMade, args{"visit": x.ID}, pgx.RowTo[time.Time])
		if err != nil {
			return noSuch(err, "visit")
		}
		f := freezer{db: db, q: tx, x: x}
		if p, err = f.facts(ctx, calendar.DateOf(made)); err != nil {
			return err
		}
		steps, err := all(ctx, tx, selectPackSteps, args{"visit": x.ID, "today": f.k.today}, pgx.RowToStructByName[packStepRow])
		if err != nil {
			return err
		}
		return f.visit(ctx, &p, steps)
	})
	return p, err
}

// freezeCall reads what the pack of a call freezes before its visit is there. An inspection that names no focus area can ask about each.
func (db *DB) freezeCall(ctx context.Context, focus []string, packs []readiness.FocusPack) (p frozenPack, err error) {
	var x readiness.Visit
	for _, pack := range packs {
		if len(focus) == 0 || slices.Contains(focus, pack.Focus) {
			x.Focus = append(x.Focus, readiness.VisitFocus{Code: pack.Focus, Name: pack.Name, Pack: pack.Code})
		}
	}
	err = db.inSnapshot(ctx, func(tx pgx.Tx) error {
		p, err = (&freezer{db: db, q: tx, x: x}).facts(ctx, db.today())
		return err
	})
	for i := range p.Focus {
		p.Focus[i].FiguresOnly = len(focus) == 0
	}
	return p, err
}

// keepCall keeps the pack of a call with the visit that it has just begun.
func (db *DB) keepCall(ctx context.Context, tx pgx.Tx, p frozenPack, v readiness.PlannedVisit, steps []readiness.PlannedVisitStep, by readiness.Actor) (string, error) {
	f := freezer{db: db, q: tx, x: readiness.Visit{
		ID: v.ID, Kind: v.Kind, RunUp: v.RunUp, VisitDates: v.VisitDates, Focus: v.Focus, Holders: v.Holders, Course: readiness.Course{OwnerID: v.LeadID},
	}}
	rows := make([]packStepRow, len(steps))
	for i, s := range steps {
		rows[i] = packStepRow{ID: s.ID, Code: s.Code, Focus: s.Focus}
	}
	if err := f.visit(ctx, &p, rows); err != nil {
		return "", err
	}
	return db.keepPack(ctx, tx, v.ID, "call", p, by)
}

// inSnapshot reads in one snapshot of the ledger. Figures of today that nobody has counted yet are counted before.
func (db *DB) inSnapshot(ctx context.Context, read func(tx pgx.Tx) error) error {
	if err := db.counted(ctx); err != nil {
		return err
	}
	return pgx.BeginTxFunc(ctx, db.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, read)
}

// A freezer reads the parts of a pack.
type freezer struct {
	db *DB
	q  querier
	x  readiness.Visit
	k  reckoning
}

type packStepRow struct {
	ID, Code, Focus string
	Settled, Late   bool
}

// facts are all parts but those about the visit itself: figures, earlier findings, evidence, what people wrote.
func (f *freezer) facts(ctx context.Context, before calendar.Date) (p frozenPack, err error) {
	if f.k, err = f.db.reckoning(ctx, f.q); err != nil {
		return p, err
	}
	p.FrozenOn, p.Least = f.k.today, f.k.Rules.Small()
	if p.Areas, err = f.db.figuresIn(ctx, f.q, scope{everywhere: true, areas: []string{}, teams: []string{}, people: []string{}}); err != nil {
		return p, err
	}
	p.Figures = total("All areas", p.Areas)
	if p.Import, err = f.lastImport(ctx); err != nil {
		return p, err
	}
	writing, err := writingOf(ctx, f.q, f.x)
	if err != nil {
		return p, err
	}
	p.Timetable, p.Interviewees = append([]readiness.VisitSession{}, writing.Timetable...), append([]readiness.VisitInterviewee{}, writing.Interviewees...)
	if err := f.lists(ctx, &p); err != nil {
		return p, err
	}
	p.Focus = []readiness.PackedFocus{}
	for _, of := range f.x.Focus {
		packed, err := f.focus(ctx, of, writing)
		if err != nil {
			return p, err
		}
		p.Focus = append(p.Focus, packed)
	}
	return p, f.findings(ctx, &p, before)
}

// lastImport is the last Annex A; nil when there was none.
func (f *freezer) lastImport(ctx context.Context) (*readiness.PackedImport, error) {
	row, err := one(ctx, f.q, selectPackImport, nil, pgx.RowToStructByName[importRow])
	if isNone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	i := &readiness.PackedImport{ID: row.ID, TakenOn: row.TakenOn, At: moment(row.DecidedAt), Lists: row.Lists, Errors: row.Errors}
	if row.TakenOn.Before(f.k.today) {
		i.Age = f.k.Calendar.Count(row.TakenOn, f.k.today, calendar.Exclusive)
	}
	return i, nil
}

// lists are those that the focus areas are made from, and the newest of each that is there.
func (f *freezer) lists(ctx context.Context, p *frozenPack) error {
	there, err := f.db.lists(ctx, f.q)
	if err != nil {
		return err
	}
	packs, err := f.db.cohortPacks(ctx, f.q)
	if err != nil {
		return err
	}
	p.lists, p.listIDs = []string{}, []string{}
	for _, pack := range packs {
		if !slices.ContainsFunc(f.x.Focus, func(of readiness.VisitFocus) bool { return of.Code == pack.Focus }) {
			continue
		}
		for _, list := range pack.CohortLists() {
			if slices.Contains(p.lists, list) {
				continue
			}
			p.lists = append(p.lists, list)
			if l, known := there[list]; known {
				p.listIDs = append(p.listIDs, l.ID)
			}
		}
	}
	return nil
}
