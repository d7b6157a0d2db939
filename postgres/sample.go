package postgres

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.SampleRegister = (*DB)(nil)

var (
	insertSample = sql("keep a sample", `
		insert into samples (id, visit_id, focus, seed, on_day, by_id, deep, dip, risk, rest_months, among, made_at)
		values (@id, @visit, @focus, @seed, @today, @by, @deep, @dip, @risk, @rest, @among, @now)`)
	insertDrawn = sql("keep what was drawn for a visit", `
		insert into sample_places (sample_id, n, place, kind, child_id) select @id, d.n, d.n, d.kind, d.child from unnest(@kinds::text[], @children::uuid[]) with ordinality as d (kind, child, n)`)
	selectSample = sql("read a sample", `
		select s.id::text as id, s.visit_id::text as visit_id, s.focus, s.seed, s.on_day as on, coalesce(p.name, s.by_id) as by, s.deep, s.dip, s.risk, s.rest_months, s.among
		from samples s left join people p on p.id::text = s.by_id where s.visit_id::text = @visit and s.focus = @focus`)
	selectSampleDrawn = sql("list what was drawn for a visit", `
		select d.place, d.kind, d.child_id::text as child_id, d.why, d.note, coalesce(p.name, d.by_id) as by, d.on_day as on
		from sample_places d left join people p on p.id::text = d.by_id where d.sample_id = @id order by d.place, d.n`)
	selectResting = sql("list the children who were audited lately", `select distinct child_id::text from case_audits where moderated_on > @since`)
	lockSample    = sql("lock a sample", `select id::text from samples where visit_id::text = @visit and focus = @focus for update`)
	updatePlace   = sql("replace a child of a sample", `
		update sample_places set why = @why, note = @note, by_id = @by, on_day = @today where sample_id = @id and child_id::text = @child and why = ''`)
	insertPlace = sql("let another child come into a sample", `
		insert into sample_places (sample_id, n, place, kind, child_id)
		select @id, (select max(n) + 1 from sample_places where sample_id = @id), @place, @of_kind, @child::uuid`)
)

// focusOf is one focus area of a visit, for whoever works on visits: what is drawn and audited there is about few children.
func (db *DB) focusOf(ctx context.Context, viewer readiness.Actor, visitID, focus string) (readiness.FocusOf, error) {
	var of readiness.FocusOf
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return of, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return of, err
	}
	if !isID(visitID) {
		return of, noSuch(pgx.ErrNoRows, "visit")
	}
	rows, err := db.visitRows(ctx, k, viewer, visitID)
	if err == nil && len(rows) == 0 {
		err = noSuch(pgx.ErrNoRows, "visit")
	}
	if err != nil {
		return of, err
	}
	of.Visit = rows[0]
	i := slices.IndexFunc(of.Visit.Focus, func(f readiness.VisitFocus) bool { return f.Code == focus })
	if i < 0 {
		return of, noSuch(pgx.ErrNoRows, "focus area of this visit")
	}
	of.Focus = of.Visit.Focus[i]
	of.Pack, err = db.Pack(ctx, of.Focus.Pack)
	return of, err
}

// children are the children of a focus area as the newest lists say, in the order of their ids, and who of them rests.
func (db *DB) children(ctx context.Context, q querier, p readiness.FocusPack, restMonths int) ([]readiness.SampleChild, error) {
	cohort, err := db.cohort(ctx, q, p)
	if err != nil {
		return nil, err
	}
	rest, err := all(ctx, q, selectResting, args{"since": db.today().AddMonths(-restMonths)}, pgx.RowTo[string])
	children := make([]readiness.SampleChild, len(cohort))
	for i, c := range cohort {
		children[i] = readiness.SampleChild{CohortChild: c, Rests: slices.Contains(rest, c.ID)}
	}
	slices.SortFunc(children, func(a, b readiness.SampleChild) int { return cmp.Compare(a.ID, b.ID) })
	return children, err
}

// DrawSample draws among the children of a focus area, by a seed that nobody chose.
func (db *DB) DrawSample(ctx context.Context, visitID, focus string, d readiness.DrawSample, asked readiness.Asked) (readiness.Sample, error) {
	var none readiness.Sample
	of, err := db.focusOf(ctx, asked.By, visitID, focus)
	if err != nil {
		return none, err
	}
	_, err = once(ctx, db, asked, act{Action: "sample drawn", Subject: readiness.Subject(readiness.VisitNoun, visitID)}, func(tx pgx.Tx, a *act) (string, error) {
		if err := of.MaySample(asked.By); err != nil {
			return "", err
		}
		book, err := db.rules(ctx, tx)
		if err != nil {
			return "", err
		}
		among, err := db.children(ctx, tx, of.Pack, book.Visit.RestMonths)
		if err != nil {
			return "", err
		}
		id, seed := newID(), rand.Text()
		drawn := readiness.Draw(seed, among, d)
		if len(drawn) == 0 {
			return "", readiness.Errorf(readiness.Conflict, "There is no child in the lists of this focus area who could be drawn. Bring the lists in first.")
		}
		a.Detail = fmt.Sprintf("focus=%s seed=%s drawn=%d among=%d", focus, seed, len(drawn), len(among))
		return id, db.keepSample(ctx, tx, id, seed, of, d, book.Visit.RestMonths, among, drawn, asked.By)
	})
	if err != nil {
		return none, err
	}
	s, err := db.sample(ctx, db.pool, visitID, focus)
	if err != nil {
		return none, err
	}
	s.Among = shownTo(asked.By, s.Among)
	return *s, nil
}

func (db *DB) keepSample(
	ctx context.Context, tx pgx.Tx, id, seed string, of readiness.FocusOf, d readiness.DrawSample, rest int, among []readiness.SampleChild, drawn []readiness.Drawn, by readiness.Actor,
) error {
	body, err := json.Marshal(among)
	if err != nil {
		return fmt.Errorf("draw a sample: %w", err)
	}
	_, err = exec(ctx, tx, insertSample, args{
		"id": id, "visit": of.Visit.VisitID, "focus": of.Focus.Code, "seed": seed, "today": db.today(), "by": by.PersonID, "deep": d.Deep, "dip": d.Dip, "risk": d.Risk, "rest": rest,
		"among": body, "now": db.now(),
	})
	if violates(err, "samples_visit_id_focus_key") {
		return readiness.Errorf(readiness.Conflict, "The sample of this focus area is drawn already. Replace a child instead.")
	}
	if err != nil {
		return err
	}
	kinds, children := make([]string, len(drawn)), make([]string, len(drawn))
	for i, c := range drawn {
		kinds[i], children[i] = c.Kind, c.ChildID
	}
	_, err = exec(ctx, tx, insertDrawn, args{"id": id, "kinds": kinds, "children": children})
	return err
}

type sampleRow struct {
	ID, VisitID, Focus, Seed string
	On                       calendar.Date
	By                       string
	Deep, Dip, Risk          int
	RestMonths               int
	Among                    []readiness.SampleChild
}

// sample is the sample of a focus area; nil when none was drawn.
func (db *DB) sample(ctx context.Context, q querier, visitID, focus string) (*readiness.Sample, error) {
	r, err := one(ctx, q, selectSample, args{"visit": visitID, "focus": focus}, pgx.RowToStructByName[sampleRow])
	if isNone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s := &readiness.Sample{
		ID: r.ID, VisitID: r.VisitID, Focus: r.Focus, Seed: r.Seed, On: r.On, By: actorName(r.By), DrawSample: readiness.DrawSample{Deep: r.Deep, Dip: r.Dip, Risk: r.Risk},
		RestMonths: r.RestMonths, Among: r.Among,
	}
	s.Drawn, err = all(ctx, q, selectSampleDrawn, args{"id": r.ID}, pgx.RowToStructByName[readiness.Drawn])
	for i := range s.Drawn {
		s.Drawn[i].By = actorName(s.Drawn[i].By)
	}
	return s, err
}

// ReplaceChild lets the next child of the draw take the place of another. An audit that was sent already keeps its child.
func (db *DB) ReplaceChild(ctx context.Context, visitID, focus, childID string, r readiness.ReplaceChild, asked readiness.Asked) (readiness.Replaced, error) {
	of, err := db.focusOf(ctx, asked.By, visitID, focus)
	if err != nil {
		return readiness.Replaced{}, err
	}
	a := act{Action: "child replaced", Subject: readiness.Subject(readiness.VisitNoun, visitID), Detail: "focus=" + focus + " child=" + childID + " why=" + r.Reason}
	return once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (readiness.Replaced, error) {
		if err := of.MaySample(asked.By); err != nil {
			return readiness.Replaced{}, err
		}
		if _, err := one(ctx, tx, lockSample, args{"visit": visitID, "focus": focus}, pgx.RowTo[string]); err != nil {
			return readiness.Replaced{}, noSuch(err, "sample")
		}
		s, err := db.sample(ctx, tx, visitID, focus)
		if err != nil {
			return readiness.Replaced{}, err
		}
		comes, err := s.Comes(childID)
		if err != nil {
			return readiness.Replaced{}, err
		}
		leaves, _ := s.Place(childID)
		for _, do := range []struct {
			statement
			args
		}{
			{updatePlace, args{"id": s.ID, "child": childID, "why": r.Reason, "note": r.Note, "by": asked.By.PersonID, "today": db.today()}},
			{insertPlace, args{"id": s.ID, "place": leaves.Place, "of_kind": leaves.Kind, "child": comes.ID}},
		} {
			if _, err := exec(ctx, tx, do.statement, do.args); err != nil {
				return readiness.Replaced{}, err
			}
		}
		return db.replaceAudit(ctx, tx, of, leaves, comes)
	})
}

// shownTo leaves out whose children somebody may not see, and what the data says about them.
func shownTo(viewer readiness.Actor, among []readiness.SampleChild) []readiness.SampleChild {
	shown := slices.Clone(among)
	for i, c := range shown {
		if !readiness.May(viewer, readiness.SeeCases, c.Place()) {
			shown[i].CohortChild = readiness.CohortChild{ID: c.ID, TeamID: c.TeamID, AreaID: c.AreaID, Flags: []string{}}
		}
	}
	return shown
}
