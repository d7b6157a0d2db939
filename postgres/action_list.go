package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlanViews = (*DB)(nil)

const (
	actionColumns = `
		select x.id::text as action_id, x.reference, x.title, x.theme, coalesce(a.name, '') as area, coalesce(x.owner_id::text, '') as owner_id,
			coalesce(o.name, '') as owner, coalesce(s.name, '') as sponsor, coalesce(v.name, '') as verifier, x.status, x.start, x.due, x.pressing, x.moves, x.sent_backs,
			x.reopened, x.carried, x.progress, x.said_on, x.claimed_on, x.look_by, x.verified as verified_on, x.retest_on, x.reached, x.reached_at, x.because,
			x.supports, x.against, (select count(*) from action_needs n join actions w on w.id = n.action_id
				where n.needs_id = x.id and w.status not in ('planned', 'lasted', 'dropped'))::int as holds`
	actionNames = ` x left join areas a on a.id = x.area_id left join people o on o.id = x.owner_id left join people s on s.id = x.sponsor_id
		left join people v on v.id = x.verifier_id`
	actionTables = ` from actions` + actionNames
	saidDone     = `x.status in ('claimed', 'verified', 'retest', 'lasted')`
	shownDone    = `x.status in ('verified', 'retest', 'lasted')`
	actionLate   = `x.status in ('agreed', 'in_progress') and x.due < @today`
	actionPlace  = `(@area = '' or x.area_id::text = @area or @area = 'none' and x.area_id is null) and (@theme = '' or x.theme = @theme)`
	// actionFilter is what PlanQuery asks for. What is late presses by its due date, by which the list is sorted.
	actionFilter = `x.status <> 'planned' and ` + actionPlace + ` and (@owner = '' or x.owner_id::text = @owner) and (@board = '' or @board = any(x.boards))
			and (@text = '' or strpos(lower(x.title), lower(@text)) > 0 or strpos(lower(x.reference), lower(@text)) > 0)
			and (@source = '' or exists (select from action_answers n join findings_of_practice f on f.id = n.finding_id where n.action_id = x.id and @source in (f.source, 'any')))
			and (@reached = '' or ` + actionLate + ` and x.reached = case @reached when 'nobody' then '' else @reached end) and ` + paceFilter + `
			and case @state
				when 'live' then x.status not in ('lasted', 'dropped')
				when 'all' then true
				when 'overdue' then x.status not in ('lasted', 'dropped') and ` + actionLate + ` and x.pressing < @today
				when 'said_done' then ` + saidDone + `
				when 'shown_done' then ` + shownDone + `
				when 'sent_back' then x.sent_backs > 0 and x.status <> 'dropped'
				when 'not_lasted' then x.reopened > 0 and x.status <> 'dropped'
				when 'moved' then x.moves > 0
				when 'mine' then x.owner_id = any(@people::uuid[]) and x.status not in ('lasted', 'dropped')
				else x.status = @state end`
)

var (
	selectActions = planned("list improvement actions", actionColumns+` from (
			select x.* from actions x where `+actionFilter+` and (@after_day::date is null or (x.pressing, x.id) > (@after_day, @after_id::uuid))
			order by x.pressing, x.id limit @limit)`+actionNames+` order by x.pressing, x.id`)
	countActions       = planned("count improvement actions", `select count(*) from actions x where `+actionFilter)
	selectTheseActions = sql("read some improvement actions", actionColumns+actionTables+` where x.id::text = any(@ids::text[]) and x.status <> 'planned' order by x.pressing, x.id`)
	selectThemes       = planned("count improvement actions by theme", `
		select x.theme, count(*)::int as actions, (count(*) filter (where `+saidDone+`))::int as said_done, (count(*) filter (where `+shownDone+`))::int as shown_done,
			(count(*) filter (where x.status = 'lasted'))::int as lasted, (count(*) filter (where x.sent_backs > 0))::int as sent_back,
			(count(*) filter (where x.reopened > 0))::int as not_lasted, (count(*) filter (where `+actionLate+`))::int as overdue,
			sum(x.supports + x.against)::int as pieces, sum(x.against)::int as against, sum(x.figures)::int as data, max(x.newest) as newest
		from actions x where `+actionFilter+` and x.status <> 'dropped' group by x.theme order by x.theme`)
)

type actionRow struct {
	ActionID, Reference, Title, Theme, Area string
	OwnerID, Owner, Sponsor, Verifier       string
	Status                                  readiness.ActionStatus
	Start, Due, Pressing                    calendar.Date
	Moves, SentBacks, Reopened, Carried     int
	Progress                                string
	SaidOn, ClaimedOn, LookBy               calendar.Date
	VerifiedOn, RetestOn                    calendar.Date
	Reached                                 readiness.Role
	ReachedAt                               *time.Time
	Because                                 string
	Supports, Against, Holds                int
}

func (k reckoning) actionRow(r actionRow) readiness.ActionRow {
	late := 0
	if r.Status.Running() && k.today.After(r.Due) {
		late = k.Calendar.Count(r.Due, k.today, calendar.Exclusive)
	}
	return readiness.ActionRow{
		ActionID: r.ActionID, Reference: r.Reference, Title: r.Title, Theme: r.Theme, Area: r.Area, OwnerID: r.OwnerID, Owner: r.Owner, Sponsor: r.Sponsor,
		Verifier: r.Verifier, Status: r.Status, Start: r.Start, Due: r.Due, Pressing: r.Pressing, Overdue: late, Moves: r.Moves, SentBacks: r.SentBacks, Reopened: r.Reopened,
		Carried: r.Carried, Progress: r.Progress, SaidOn: r.SaidOn, ClaimedOn: r.ClaimedOn, LookBy: r.LookBy, Verified: r.VerifiedOn, RetestOn: r.RetestOn,
		Supports: r.Supports, Against: r.Against, Holds: r.Holds, Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
}

func (k reckoning) actionRows(rows []actionRow) []readiness.ActionRow {
	shown := make([]readiness.ActionRow, len(rows))
	for i, r := range rows {
		shown[i] = k.actionRow(r)
	}
	return shown
}

// planArgs are the arguments of actionFilter.
func planArgs(k reckoning, viewer readiness.Actor, q readiness.PlanQuery) args {
	return args{
		"area": q.AreaID, "theme": q.Theme, "owner": q.OwnerID, "board": q.Board, "text": q.Text, "source": q.Source, "state": limitState(q.State),
		"today": k.today, "people": people(viewer), "reached": q.Reached, "did": q.Did, "deeds": append([]string{}, deeds[q.Did]...),
		"from": q.From, "until": q.Until, "since": instantOf(q.From), "before": dayAfter(q.Until),
	}
}

// Actions lists improvement actions, the most pressing first.
func (db *DB) Actions(ctx context.Context, viewer readiness.Actor, q readiness.PlanQuery) (readiness.Page[readiness.ActionRow], error) {
	none := readiness.Page[readiness.ActionRow]{Rows: []readiness.ActionRow{}}
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	filter := planArgs(k, viewer, q)
	total, err := db.countPlan(ctx, q, filter)
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectActions, filter, pgx.RowToStructByName[actionRow])
	if err != nil {
		return none, err
	}
	return page(k.actionRows(rows), total, limit, func(r readiness.ActionRow) []string { return []string{r.Pressing.String(), r.ActionID} }), nil
}

type themeRow struct {
	readiness.ThemeFigures
	readiness.EvidenceBalance
}

// PlanFigures count the plan by theme, dropped actions left out.
func (db *DB) PlanFigures(ctx context.Context, viewer readiness.Actor, q readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return nil, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	return themes(ctx, db.pool, k, viewer, q)
}

// themes count the plan by theme as the ledger stands for one querier.
func themes(ctx context.Context, from querier, k reckoning, viewer readiness.Actor, q readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	q.State = "all"
	rows, err := planThemes(ctx, from, q, planArgs(k, viewer, q))
	return themesOf(rows, k.today), err
}

func themesOf(rows []themeRow, today calendar.Date) []readiness.ThemeFigures {
	themes := make([]readiness.ThemeFigures, len(rows))
	for i, row := range rows {
		themes[i] = row.ThemeFigures
		themes[i].Balance = row.EvidenceBalance.Words(row.SaidDone, today)
	}
	return themes
}

// actionsOf reads some actions by id, by due date.
func (db *DB) actionsOf(ctx context.Context, k reckoning, ids []string) ([]readiness.ActionRow, error) {
	return actionsIn(ctx, db.pool, k, ids)
}

func actionsIn(ctx context.Context, q querier, k reckoning, ids []string) ([]readiness.ActionRow, error) {
	if len(ids) == 0 {
		return []readiness.ActionRow{}, nil
	}
	rows, err := all(ctx, q, selectTheseActions, args{"ids": ids}, pgx.RowToStructByName[actionRow])
	return k.actionRows(rows), err
}
