package postgres

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.DipSamples = (*DB)(nil)

var (
	selectShownDone = sql("list what is shown done", `select id::text from actions where status in ('verified', 'retest') order by id`)
	insertDipSample = sql("keep a dip sample", `insert into dip_samples (id, seed, on_day, by_id, among, made_at) values (@id, @seed, @today, @by, @among::uuid[], @now)`)
	insertDips      = sql("keep what was drawn", `
		insert into dips (sample_id, place, action_id) select @id, d.place, d.action from unnest(@drawn::uuid[]) with ordinality as d (action, place)`)
	selectDipSamples = sql("list dip samples", `
		select s.id::text as id, s.seed, s.on_day as on, coalesce(p.name, s.by_id) as by, s.among::text[] as among
		from dip_samples s left join people p on p.id::text = s.by_id where @id = '' or s.id::text = @id order by s.made_at desc, s.id limit 50`)
	selectDips = sql("list what was drawn", `
		select d.sample_id::text as sample_id, d.action_id::text as action_id, d.found, d.note, coalesce(p.name, d.by_id) as by, d.at
		from dips d left join people p on p.id::text = d.by_id where d.sample_id::text = any(@ids::text[]) order by d.sample_id, d.place`)
	selectDipAction = sql("read who owns and checks a drawn action", `
		select d.found, coalesce(x.owner_id::text, '') as owner_id, coalesce(x.verifier_id::text, '') as verifier_id
		from dips d join actions x on x.id = d.action_id where d.sample_id::text = @id and d.action_id::text = @action for update of d`)
	updateDip = sql("keep what a look found", `
		update dips set found = @found, note = @note, by_id = @by, at = @now where sample_id::text = @id and action_id::text = @action`)
)

// DrawDipSample draws among the actions that are shown done now, by a seed that nobody chose.
func (db *DB) DrawDipSample(ctx context.Context, d readiness.DrawDipSample, asked readiness.Asked) (readiness.DipSample, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.VerifyActions, readiness.Place{}); err != nil {
		return readiness.DipSample{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "dip sample drawn", Subject: "dip-sample"}, func(tx pgx.Tx, a *act) (string, error) {
		among, err := all(ctx, tx, selectShownDone, nil, pgx.RowTo[string])
		if err != nil {
			return "", err
		}
		if len(among) == 0 {
			return "", readiness.Errorf(readiness.Conflict, "No action is shown done now, so there is nothing to draw from.")
		}
		id, seed := newID(), rand.Text()
		drawn := readiness.DipOrder(seed, among)
		drawn = drawn[:min(d.Size, len(drawn))]
		a.Subject, a.Detail = subject("dip-sample", id), fmt.Sprintf("seed=%s drawn=%d among=%d", seed, len(drawn), len(among))
		if _, err := exec(ctx, tx, insertDipSample, args{"id": id, "seed": seed, "today": db.today(), "by": asked.By.PersonID, "among": among, "now": db.now()}); err != nil {
			return "", err
		}
		_, err = exec(ctx, tx, insertDips, args{"id": id, "drawn": drawn})
		return id, err
	})
	if err != nil {
		return readiness.DipSample{}, err
	}
	return db.DipSample(ctx, asked.By, id)
}

type dipSampleRow struct {
	ID, Seed string
	On       calendar.Date
	By       string
	Among    []string
}

type dipRow struct {
	SampleID, ActionID, Found, Note, By string
	At                                  *time.Time
}

// DipSamples lists the samples, newest first.
func (db *DB) DipSamples(ctx context.Context, viewer readiness.Actor) ([]readiness.DipSample, error) {
	return db.dipSamples(ctx, viewer, "")
}

// DipSample is one sample; NotFound when there is none.
func (db *DB) DipSample(ctx context.Context, viewer readiness.Actor, id string) (readiness.DipSample, error) {
	if !isID(id) {
		return readiness.DipSample{}, noSuch(pgx.ErrNoRows, "dip sample")
	}
	samples, err := db.dipSamples(ctx, viewer, id)
	if err == nil && len(samples) == 0 {
		err = noSuch(pgx.ErrNoRows, "dip sample")
	}
	if err != nil {
		return readiness.DipSample{}, err
	}
	return samples[0], nil
}

func (db *DB) dipSamples(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.DipSample, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return nil, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectDipSamples, args{"id": id}, pgx.RowToStructByName[dipSampleRow])
	if err != nil {
		return nil, err
	}
	samples, at, ids := make([]readiness.DipSample, len(rows)), map[string]int{}, make([]string, len(rows))
	for i, r := range rows {
		samples[i] = readiness.DipSample{ID: r.ID, Seed: r.Seed, On: r.On, By: actorName(r.By), Among: r.Among, Dips: []readiness.Dip{}}
		at[r.ID], ids[i] = i, r.ID
	}
	dips, err := all(ctx, db.pool, selectDips, args{"ids": ids}, pgx.RowToStructByName[dipRow])
	if err != nil {
		return nil, err
	}
	var drawn []string
	for _, d := range dips {
		drawn = append(drawn, d.ActionID)
	}
	actions, err := db.actionsOf(ctx, k, drawn)
	if err != nil {
		return nil, err
	}
	by := map[string]readiness.ActionRow{}
	for _, a := range actions {
		by[a.ActionID] = a
	}
	for _, d := range dips {
		s := &samples[at[d.SampleID]]
		s.Dips = append(s.Dips, readiness.Dip{Action: by[d.ActionID], Found: d.Found, Note: d.Note, By: actorName(d.By), At: moment(d.At)})
	}
	return samples, nil
}

// LookAtDip keeps what somebody found, once.
func (db *DB) LookAtDip(ctx context.Context, sampleID, actionID string, l readiness.LookAtDip, asked readiness.Asked) error {
	a := act{Action: "dip looked at", Subject: subject("dip-sample", sampleID), Detail: "action=" + actionID + " found=" + l.Found}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		dip, err := one(ctx, tx, selectDipAction, args{"id": sampleID, "action": actionID}, pgx.RowToStructByName[struct{ Found, OwnerID, VerifierID string }])
		if err != nil {
			return false, noSuch(err, "drawn action")
		}
		if err := l.MayLook(asked.By, dip.OwnerID, dip.VerifierID); err != nil {
			return false, err
		}
		if dip.Found != "" {
			return false, readiness.Errorf(readiness.Conflict, "Somebody has looked at this action already.")
		}
		_, err = exec(ctx, tx, updateDip, args{"id": sampleID, "action": actionID, "found": l.Found, "note": l.Note, "by": asked.By.PersonID, "now": db.now()})
		return true, err
	})
	return err
}
