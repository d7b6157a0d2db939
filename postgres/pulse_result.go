package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectPulseCounts = sql("count who answered in each area of surveys of staff", `
		select pulse_id::text as pulse_id, area_id::text as area_id, answers from pulse_areas where pulse_id::text = any(@ids::text[])`)
	selectTallies = sql("read the answers of surveys of staff", `
		select pulse_id::text as pulse_id, area_id::text as area_id, question, step, answers from pulse_tallies where pulse_id::text = any(@ids::text[])`)
	selectWords = sql("read what people wrote in a survey of staff", `
		select area_id::text as area_id, words from pulse_words where pulse_id::text = @id order by words`)
)

type pulseCount struct {
	PulseID, AreaID string
	Answers         int
}

type pulseTally struct {
	PulseID string
	readiness.PulseTally
}

type pulseWords struct{ AreaID, Words string }

// PulseResults are a survey and those before it, in one snapshot.
func (db *DB) PulseResults(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.PulseResult, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return nil, err
	}
	pulses, err := db.pulsesUntil(ctx, id)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(pulses))
	for i, p := range pulses {
		ids[i] = p.ID
	}
	counts, err := all(ctx, db.pool, selectPulseCounts, args{"ids": ids}, pgx.RowToStructByName[pulseCount])
	if err != nil {
		return nil, err
	}
	tallies, err := all(ctx, db.pool, selectTallies, args{"ids": ids}, pgx.RowToStructByName[pulseTally])
	if err != nil {
		return nil, err
	}
	results := make([]readiness.PulseResult, len(pulses))
	for i, p := range pulses {
		results[i] = db.pulseResult(p, counts, tallies)
	}
	last := &results[len(results)-1]
	if readiness.ReadsPulseWords(viewer) && last.Over(db.today()) {
		err = db.addWords(ctx, last)
	}
	return results, err
}

// pulsesUntil are a survey and those before it that are over, oldest first.
func (db *DB) pulsesUntil(ctx context.Context, id string) ([]readiness.Pulse, error) {
	p, err := db.pulse(ctx, db.pool, id)
	if err != nil {
		return nil, err
	}
	known, err := db.pulses(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	beside := []readiness.Pulse{p}
	at := slices.IndexFunc(known, func(k readiness.Pulse) bool { return k.ID == id })
	for _, earlier := range known[at+1:] {
		if earlier.Over(db.today()) && len(beside) < readiness.PulsesBeside {
			beside = append(beside, earlier)
		}
	}
	slices.Reverse(beside)
	return beside, nil
}

func (db *DB) pulseResult(p readiness.Pulse, counts []pulseCount, tallies []pulseTally) readiness.PulseResult {
	answers, own := map[string]int{}, []readiness.PulseTally{}
	for _, c := range counts {
		if c.PulseID == p.ID {
			answers[c.AreaID] = c.Answers
		}
	}
	for _, t := range tallies {
		if t.PulseID == p.ID {
			own = append(own, t.PulseTally)
		}
	}
	if !p.Over(db.today()) {
		return p.Progress(answers)
	}
	return p.Result(answers, own)
}

// addWords puts what people wrote beside the areas that are shown; that of others stays where it is.
func (db *DB) addWords(ctx context.Context, r *readiness.PulseResult) error {
	rows, err := all(ctx, db.pool, selectWords, args{"id": r.ID}, pgx.RowToStructByName[pulseWords])
	for _, row := range rows {
		for i := range r.Groups {
			if g := &r.Groups[i]; g.AreaID == row.AreaID && g.Enough {
				g.Words = append(g.Words, row.Words)
			}
		}
	}
	return err
}
