package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lockSweep        = sql("wait for other sweeps", `select pg_advisory_xact_lock(hashtext('sightline sweep'))`)
	selectSweepCases = sql("list the cases for a sweep", `
		select c.id::text as id, c.child_ref, coalesce(c.team_id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id, c.spells, c.closed,
			run.due is not null as live, run.due as live_due,
			exists (select from exclusions x where x.case_id = c.id and x.ended_at is null and x.from_day <= @today and x.until_day >= @today) as excluded,
			done.signed_on as last_done, done.next_due,
			coalesce(alerted.threshold, 0) as alerted_at
		from cases c left join teams t on t.id = c.team_id
		left join reviews run on run.case_id = c.id and run.status not in ('signed_off', 'overtaken')
		left join (select distinct on (case_id) case_id, signed_on, next_due from reviews where status = 'signed_off'
			order by case_id, signed_on desc, id desc) done on done.case_id = c.id
		left join (select distinct on (case_id) case_id, threshold from alerts order by case_id, at desc) alerted on alerted.case_id = c.id
		where c.closed is null`)
	selectLoad = sql("count what falls due", `
		select coalesce(area_id::text, '') as area_id, due, count(*)::int as n from reviews
		where status not in ('signed_off', 'overtaken') group by 1, 2`)
	deletePlanned = sql("drop plans that came to nothing", `
		delete from reviews r where r.status = 'planned' and not `+mayOpen)
	insertPlanned = sql("plan reviews", `
		insert into reviews (id, case_id, area_id, team_id, owner_id, status, due, basis, since, opening, made_at, changed_at)
		select o.id, o.case_id, o.area_id, o.team_id, o.owner_id, 'planned', o.due, o.opening->'basis', (o.opening->'basis'->>'since')::date, o.opening, @now, @now
		from unnest(@ids::uuid[], @cases::uuid[], @areas::uuid[], @teams::uuid[], @owners::uuid[], @dues::date[], @openings::jsonb[])
			as o (id, case_id, area_id, team_id, owner_id, due, opening)
		on conflict (case_id) where status not in ('signed_off', 'overtaken') do nothing`)
	upsertAlerts = sql("keep that cases were announced", `
		insert into alerts (case_id, threshold, at) select a.case_id, a.threshold, @now from unnest(@cases::uuid[], @thresholds::int[]) as a (case_id, threshold)
		on conflict (case_id, threshold) do update set at = excluded.at`)
)

// mayOpen is the where clause for planned reviews r whose case is still open and not kept out of the reviews.
const mayOpen = `exists (select from cases c where c.id = r.case_id and c.closed is null
	and not exists (select from exclusions x where x.case_id = c.id and x.ended_at is null and x.from_day <= @today and x.until_day >= @today))`

type sweepRow struct {
	ID, ChildRef, TeamID, AreaID string
	Spells                       []readiness.Spell
	Closed                       calendar.Date
	Live, Excluded               bool
	LiveDue                      calendar.Date
	LastDone, NextDue            calendar.Date
	AlertedAt                    int
}

func (r sweepRow) sweepCase() readiness.SweepCase {
	return readiness.SweepCase{
		Case: readiness.Case{ID: r.ID, ChildRef: r.ChildRef, TeamID: r.TeamID, AreaID: r.AreaID, Spells: r.Spells, Closed: r.Closed},
		Live: r.Live, LiveDue: r.LiveDue, Excluded: r.Excluded, LastDone: r.LastDone, NextDue: r.NextDue, AlertedAt: r.AlertedAt,
	}
}

// PlanSweep plans a day: a planned review for every opening, the notices for every alert and for evidence to be looked at again, one transaction. A review that was planned before and has
// not opened goes when its case has closed or is kept out, so that the case can have another. Sweeps wait for each other; the second of a day
// finds nothing to do.
func (db *DB) PlanSweep(ctx context.Context, today calendar.Date) (readiness.SweepResult, error) {
	var result readiness.SweepResult
	a := act{By: readiness.Sweeper, Action: "sweep planned", Subject: "sweep/" + today.String()}
	err := db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		dropped, plan, err := db.planSweep(ctx, tx, today)
		if err != nil {
			return err
		}
		result = readiness.SweepResult{On: today, LongOpen: plan.LongOpen, Alerts: len(plan.Alerts), Unmapped: plan.Unmapped, Excluded: plan.Excluded}
		told, err := db.carryOut(ctx, tx, plan, today, &result)
		if err != nil {
			return err
		}
		reminded, err := db.remindEvidence(ctx, tx, today)
		if err != nil {
			return err
		}
		told += reminded
		a.Detail = fmt.Sprintf("opened=%d alerts=%d told=%d dropped=%d", result.Opened, result.Alerts, told, dropped)
		if result.Opened == 0 && result.Alerts == 0 && told == 0 && dropped == 0 {
			return errNothing
		}
		return nil
	})
	return result, err
}

// planSweep drops the plans that came to nothing, counts them, and asks the rules for new ones.
func (db *DB) planSweep(ctx context.Context, tx pgx.Tx, today calendar.Date) (dropped int64, plan readiness.SweepPlan, err error) {
	sight, err := db.sight(ctx, tx, today)
	if err != nil {
		return 0, plan, err
	}
	return sight.dropped, sight.book.Rules.Sweep(today, sight.cases, sight.load, sight.book.Calendar), nil
}

// A sight is what a sweep or a round looks at, while no other does.
type sight struct {
	dropped int64 // plans that came to nothing
	book    rulebook
	cases   []readiness.SweepCase
	load    readiness.Load
}

// sight waits for other sweeps, drops the plans that came to nothing, and reads what there is to look at.
func (db *DB) sight(ctx context.Context, tx pgx.Tx, today calendar.Date) (sight, error) {
	var s sight
	_, err := exec(ctx, tx, lockSweep, nil)
	if err != nil {
		return s, err
	}
	if s.dropped, err = exec(ctx, tx, deletePlanned, args{"today": today}); err != nil {
		return s, err
	}
	if s.book, err = db.rules(ctx, tx); err != nil {
		return s, err
	}
	rows, err := all(ctx, tx, selectSweepCases, args{"today": today}, pgx.RowToStructByName[sweepRow])
	if err != nil {
		return s, err
	}
	s.cases = make([]readiness.SweepCase, len(rows))
	for i, row := range rows {
		s.cases[i] = row.sweepCase()
	}
	s.load, err = sweepLoad(ctx, tx)
	return s, err
}

type loadRow struct {
	AreaID string
	Due    calendar.Date
	N      int
}

func sweepLoad(ctx context.Context, tx querier) (readiness.Load, error) {
	rows, err := all(ctx, tx, selectLoad, nil, pgx.RowToStructByName[loadRow])
	load := readiness.Load{}
	for _, row := range rows {
		if load[row.AreaID] == nil {
			load[row.AreaID] = map[calendar.Date]int{}
		}
		load[row.AreaID][readiness.Monday(row.Due)] += row.N
	}
	return load, err
}

// carryOut writes what a plan wants, counts the reviews it opened, and returns how many notices it made.
func (db *DB) carryOut(ctx context.Context, tx pgx.Tx, plan readiness.SweepPlan, today calendar.Date, result *readiness.SweepResult) (told int64, err error) {
	roster, err := db.roster(ctx, tx, today)
	if err != nil {
		return 0, err
	}
	opened, err := db.insertPlanned(ctx, tx, plan.Openings, roster)
	if err != nil {
		return 0, err
	}
	result.Opened = int(opened)
	var notices noticeBatch
	if err := db.keepAlerts(ctx, tx, plan.Alerts, roster, &notices); err != nil {
		return 0, err
	}
	if plan.Unmapped > 0 {
		t := readiness.Telling{
			Kind: readiness.Informed, Roles: []readiness.Role{readiness.ImprovementLead}, Key: "unmapped/" + readiness.Monday(today).String(),
			Why: "Long-open cases wait because their teams belong to no area. Put the teams into areas, so that their reviews can open.",
		}
		notices.tell(roster.recipients(t, whereabouts{}), roster.instead(t, whereabouts{}), t, regard{Subject: "sweep"}, db.now())
	}
	return notices.keep(ctx, tx)
}

func (db *DB) insertPlanned(ctx context.Context, tx pgx.Tx, openings []readiness.Opening, roster roster) (int64, error) {
	if len(openings) == 0 {
		return 0, nil
	}
	n := len(openings)
	ids, cases, areas, teams, owners := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]*string, n)
	dues, bodies := make([]calendar.Date, n), make([]json.RawMessage, n)
	for i, o := range openings {
		body, err := json.Marshal(o)
		if err != nil {
			return 0, fmt.Errorf("plan a review: %w", err)
		}
		ids[i], cases[i], areas[i], teams[i], dues[i], bodies[i] = newID(), o.CaseID, o.AreaID, o.TeamID, o.Due, body
		if owner := roster.manager(o.TeamID); owner != "" {
			owners[i] = &owner
		}
	}
	return exec(ctx, tx, insertPlanned, args{
		"ids": ids, "cases": cases, "areas": areas, "teams": teams, "owners": owners, "dues": dues, "openings": bodies, "now": db.now(),
	})
}

// keepAlerts remembers which cases were announced, and tells the managers of their teams: one notice for each case.
func (db *DB) keepAlerts(ctx context.Context, tx pgx.Tx, alerts []readiness.Alert, roster roster, notices *noticeBatch) error {
	if len(alerts) == 0 {
		return nil
	}
	cases, thresholds := make([]string, len(alerts)), make([]int, len(alerts))
	for i, al := range alerts {
		cases[i], thresholds[i] = al.CaseID, al.Basis.Threshold
		t := readiness.Telling{
			Kind: readiness.Approaching, Roles: []readiness.Role{readiness.TeamManager}, Key: fmt.Sprintf("approaching/%d", al.Basis.Threshold),
			Why: fmt.Sprintf("A case of your team will have been open for %d months on %s. Its review opens then.", al.Basis.Threshold, al.Basis.Reached.Long()),
		}
		at := whereabouts{Place: readiness.Place{AreaID: al.AreaID, TeamID: al.TeamID}}
		notices.tell(roster.recipients(t, at), roster.instead(t, at), t, regard{Subject: "case/" + al.CaseID}, db.now())
	}
	_, err := exec(ctx, tx, upsertAlerts, args{"cases": cases, "thresholds": thresholds, "now": db.now()})
	return err
}

var insertRun = sql("keep a run", `insert into runs (kind, at, day, by, body, round) values (@kind, @at, @day, @by, @body, nullif(@round, ''))`)

// SweepDone keeps when a sweep ended and what it did, and clears away what has served its time.
func (db *DB) SweepDone(ctx context.Context, result readiness.SweepResult, by string) error {
	if err := db.Forget(ctx); err != nil {
		return err
	}
	detail := fmt.Sprintf("long_open=%d opened=%d alerts=%d replanned=%d", result.LongOpen, result.Opened, result.Alerts, result.Replanned)
	a := act{By: readiness.Actor{PersonID: by}, Action: "sweep ended", Subject: "sweep/" + result.On.String(), Detail: detail}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		if err := db.recount(ctx, tx); err != nil { // a threshold may have begun today
			return err
		}
		if err := db.recountPlan(ctx, tx); err != nil {
			return err
		}
		if err := db.keepCohortsToday(ctx, tx); err != nil { // a version of a focus area too
			return err
		}
		_, err := exec(ctx, tx, insertRun, args{"kind": "sweep", "at": db.now(), "day": result.On, "by": by, "body": result, "round": ""})
		return err
	})
}
