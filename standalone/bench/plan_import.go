package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// planImportRatio is how many times as long bringing a plan in may take as writing its rows without looking at them: every row is read twice, once to
// show what would happen and once to do it, and every name is looked up.
const planImportRatio = 2

// measurePlanImport brings a plan in, dry run and confirmation, against writing as many planned actions and their audit rows and nothing else.
func measurePlanImport(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) error {
		n := r.n(2000)
		owner, err := h.hire(ctx, "Plan Owner")
		if err != nil {
			return err
		}
		if _, err := h.hire(ctx, "Plan Sponsor"); err != nil {
			return err
		}
		var tries []float64
		d, err := fight(3, func(round int) (lap, error) {
			return h.lap(n, func() error { return h.writeActions(ctx, round, n, owner.ID) })
		}, func(round int) (lap, error) {
			id, err := h.keepPlan(ctx, round, n)
			if err != nil {
				return lap{}, err
			}
			return h.lap(n, func() error {
				took, err := h.bringPlan(ctx, id, n)
				tries = append(tries, took.Seconds())
				return err
			})
		})
		if err != nil {
			return err
		}
		r.add(fmt.Sprintf("%d planned actions written and nothing else", n), "%.2f s", float64(n)/d.best.rate)
		r.add(fmt.Sprintf("a plan of %d rows brought in: dry run and confirmation", n), "%.2f s, of which the dry run %.2f s", float64(n)/d.ours.rate, median(tries))
		r.judge("plan import against writing", fmt.Sprintf("at most %d times: %s", planImportRatio, verdict(1/d.ratio <= planImportRatio)),
			"%.2f times (%.2f to %.2f); by processor %.2f", 1/d.ratio, 1/d.high, 1/d.low, d.ours.cpu/d.best.cpu)
		return nil
	})
}

// planHeadings are the columns of the sheet.
var planHeadings = []string{"reference", "title", "theme", "outcome", "measure", "owner", "sponsor", "start", "due"}

// keepPlan uploads a sheet of n new actions and says what its columns are.
func (h *house) keepPlan(ctx context.Context, round, n int) (string, error) {
	today := calendar.DateOf(time.Now())
	s := readiness.PlanSheet{File: "plan.xlsx", Name: "Actions", Columns: planHeadings}
	for i := range n {
		s.Rows = append(s.Rows, readiness.PlanSheetRow{Number: i + 2, Cells: []string{
			fmt.Sprintf("R%d-%d", round, i), fmt.Sprintf("Action %d of sheet %d", i, round), fmt.Sprint("Theme ", i%20), "Plans move on.", "Audit of 20 files.",
			"plan.owner@council.example", "Plan Sponsor", today.String(), calendar.England().Add(today, 60+i%120, calendar.Exclusive).String(),
		}})
	}
	id, err := h.db.KeepPlanSheet(ctx, s, asked(fmt.Sprint("sheet-", round)))
	if err != nil {
		return "", err
	}
	return id, h.db.MapPlanSheet(ctx, id, readiness.PlanMapping{Columns: planHeadings}, asked(fmt.Sprint("columns-", round)))
}

// bringPlan does what its pages do: shows what would happen, and then makes it happen. It says how long the first took.
func (h *house) bringPlan(ctx context.Context, id string, n int) (time.Duration, error) {
	begin := time.Now()
	trial, err := h.db.TryPlanImport(ctx, id)
	if err != nil {
		return 0, err
	}
	took := time.Since(begin)
	if len(trial.New) != n {
		return took, fmt.Errorf("%d of %d rows are new actions: %+v", len(trial.New), n, trial.Bad)
	}
	return took, h.db.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{Confirmed: trial.Confirmed()}, asked("bring-"+id))
}

// writeActions writes n planned actions, with an audit row each, in one transaction.
func (h *house) writeActions(ctx context.Context, round, n int, owner string) error {
	return pgx.BeginFunc(ctx, h.look, func(tx pgx.Tx) error {
		for i := range n {
			var id string
			err := tx.QueryRow(ctx, `insert into actions (id, owner_id, sponsor_id, status, title, theme, reference, start, due, pressing, planned, made_at, changed_at)
				values (gen_random_uuid(), $1, $1, 'planned', $2, $3, $4, current_date, current_date + 90, current_date + 90, $5, now(), now()) returning id::text`,
				owner, fmt.Sprintf("Written %d of round %d", i, round), fmt.Sprint("Theme ", i%20), fmt.Sprintf("W%d-%d", round, i),
				[]byte(`{"details": {"outcome": "Plans move on.", "measure": "Audit of 20 files."}}`)).Scan(&id)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `insert into audit (at, actor, action, subject, detail) values (now(), 'bench', 'action planned', $1, '')`, "action/"+id); err != nil {
				return err
			}
		}
		return nil
	})
}
