package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// signMonths is how far the warning signs beside a survey look back.
const signMonths = 12

var (
	selectPulseRules = sql("read what surveys of staff ask", `select body from pulse_rules order by version desc limit 1`)
	insertPulseRules = sql("write what surveys of staff ask", `
		insert into pulse_rules (version, body, reason, by_id, made_at) values (@version, @body, @reason, @by, @now)`)
	countReopened = sql("count cases that came back", `
		select count(*)::int as opened, (count(*) filter (where exists (select from cases e where e.child_ref = c.child_ref and e.id <> c.id
			and e.closed <= c.opened and e.closed > (c.opened - make_interval(months => @months))::date)))::int as reopened
		from cases c where c.opened >= @since and c.opened <= @today`)
	selectGap = sql("read the latest attainment gap", `
		select g.points, g.as_of, g.source, coalesce(p.name, g.by_id) as by from attainment_gaps g left join people p on p.id::text = g.by_id
		order by g.as_of desc, g.made_at desc, g.id desc limit 1`)
	insertGap = sql("enter an attainment gap", `
		insert into attainment_gaps (id, points, as_of, source, by_id, made_at) values (@id, @points, @on, @source, @by, @now)`)
)

// PulseRules are the current rules of surveys of staff.
func (db *DB) PulseRules(ctx context.Context) (readiness.PulseRules, error) {
	return db.pulseRules(ctx, db.pool)
}

func (db *DB) pulseRules(ctx context.Context, q querier) (readiness.PulseRules, error) {
	body, err := one(ctx, q, selectPulseRules, nil, pgx.RowTo[[]byte])
	if isNone(err) {
		return readiness.DefaultPulseRules(), nil
	}
	var rules readiness.PulseRules
	if err == nil {
		err = json.Unmarshal(body, &rules)
	}
	return rules, err
}

// SetPulseRules makes a new version of the rules of surveys of staff.
func (db *DB) SetPulseRules(ctx context.Context, f readiness.PulseRuleForm, asked readiness.Asked) (readiness.PulseRules, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.PulseRules{}, err
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/pulse"}, func(tx pgx.Tx, a *act) (readiness.PulseRules, error) {
		if _, err := exec(ctx, tx, lockRules, nil); err != nil {
			return readiness.PulseRules{}, err
		}
		now, err := db.pulseRules(ctx, tx)
		if err != nil {
			return now, err
		}
		if asked.IfSeq != 0 && asked.IfSeq != now.Version {
			return now, readiness.Errorf(readiness.Conflict, "Somebody else changed these rules while you were looking at them. Load the page again, then make your change.")
		}
		next, err := now.With(f)
		if err != nil {
			return now, err
		}
		next.Version++
		body, err := json.Marshal(next)
		if err != nil {
			return now, fmt.Errorf("write what surveys of staff ask: %w", err)
		}
		a.Detail = fmt.Sprintf("version=%d", next.Version)
		_, err = exec(ctx, tx, insertPulseRules, args{"version": next.Version, "body": body, "reason": f.Reason, "by": asked.By.PersonID, "now": db.now()})
		return next, err
	})
}

type reopenedRow struct{ Opened, Reopened int }

type gapRow struct {
	Points string
	AsOf   calendar.Date
	Source string
	By     string
}

// PulseSigns are the warning signs beside a survey, as they are today.
func (db *DB) PulseSigns(ctx context.Context, viewer readiness.Actor) (readiness.PulseSigns, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.PulseSigns{}, err
	}
	s := readiness.PulseSigns{On: k.today, Since: k.today.AddMonths(-signMonths), Months: k.Rules.ReopenMonths}
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return s, err
	}
	came, err := one(ctx, db.pool, countReopened, args{"months": s.Months, "since": s.Since, "today": k.today}, pgx.RowToStructByName[reopenedRow])
	if err != nil {
		return s, err
	}
	s.Opened, s.Reopened = came.Opened, came.Reopened
	areas, err := db.figures(ctx, scope{everywhere: true, areas: []string{}, teams: []string{}})
	if err != nil {
		return s, err
	}
	s.Total = total("The council", areas)
	gap, err := one(ctx, db.pool, selectGap, nil, pgx.RowToStructByName[gapRow])
	if err != nil && !isNone(err) {
		return s, err
	}
	if err == nil {
		s.Gap = &readiness.AttainmentGap{Points: gap.Points, AsOf: gap.AsOf, Source: gap.Source, By: actorName(gap.By)}
	}
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		s = s.WithoutSmallNumbers(k.Rules.Small())
	}
	return s, nil
}

// RecordGap enters the latest attainment gap.
func (db *DB) RecordGap(ctx context.Context, g readiness.RecordGap, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return err
	}
	if err := g.Check(db.today()); err != nil {
		return err
	}
	_, err := once(ctx, db, asked, act{Action: "attainment gap entered", Subject: "pulse", Detail: "as_of=" + g.AsOf.String()}, func(tx pgx.Tx, _ *act) (bool, error) {
		_, err := exec(ctx, tx, insertGap, args{"id": newID(), "points": g.Points, "on": g.AsOf, "source": g.Source, "by": asked.By.PersonID, "now": db.now()})
		return true, err
	})
	return err
}
