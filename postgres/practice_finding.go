package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// readable are the findings under a name that may be read: one of a letter that is not published is for whoever sees the work on visits (@officer).
func readable(f string) string {
	return `(@officer or ` + f + `.visit_id is null or exists (select from visit_embargoes e where e.visit_id = ` + f + `.visit_id and e.lifted is not null))`
}

// readsLetters is @officer: whether somebody reads findings of letters that are not published.
func readsLetters(viewer readiness.Actor) bool {
	return readiness.May(viewer, readiness.SeeVisitSteps, readiness.Place{})
}

var practiceColumns = `
	select f.id::text as id, f.source, f.reference, f.found_on, f.received_on, f.text, f.severity, f.theme, coalesce(f.area_id::text, '') as area_id,
		coalesce(a.name, '') as area, coalesce(f.repeats::text, '') as repeats,
		coalesce(f.visit_id::text, '') as visit_id, f.focus, (select count(*) from findings_of_practice r where r.repeats = f.id and ` + readable("r") + `)::int as repeated_by,
		coalesce(p.name, f.made_by) as by, f.made_at as at,
		coalesce((select array_agg(n.action_id::text order by n.action_id) from action_answers n join actions x on x.id = n.action_id where n.finding_id = f.id and x.status <> 'planned'), '{}') as action_ids
	from findings_of_practice f left join areas a on a.id = f.area_id left join people p on p.id::text = f.made_by`

var practiceFilter = readable("f") + ` and (@source = '' or f.source = @source) and (@severity = '' or f.severity = @severity) and (@theme = '' or f.theme = @theme)
	and case @state
		when 'unanswered' then not exists (select from action_answers n join actions x on x.id = n.action_id where n.finding_id = f.id and x.status not in ('planned', 'dropped'))
		when 'answered' then exists (select from action_answers n join actions x on x.id = n.action_id where n.finding_id = f.id and x.status not in ('planned', 'dropped'))
		when 'repeated' then f.repeats is not null
		else true end
	and (@focus = '' or f.focus = '{}' or @focus = any(f.focus)) and (@visit = '' or f.visit_id::text = @visit) and (@before = '' or ` + earlierFindings + `)`

// earlierFindings are the findings f of inspections and visits that were there when the visit @before was planned.
const earlierFindings = `(f.source in ('inspection', 'visit') and f.found_on < (select v.made_at::date from visits v where v.id::text = @before)
	and f.visit_id::text is distinct from @before)`

var (
	insertPractice = sql("keep a finding about practice", `
		insert into findings_of_practice (id, source, reference, found_on, received_on, text, severity, theme, area_id, repeats, visit_id, focus, made_by, made_at)
		values (@id, @source, @reference, @found_on, @received_on, @text, @severity, @theme, (select id from areas where id::text = @area),
			(select id from findings_of_practice where id::text = @repeats), (select id from visits where id::text = @visit), @focus, @by, @now)`)
	countUnknownFocus = sql("look for focus areas that nobody knows", `select count(*)::int from unnest(@focus::text[]) as c (code) where not exists (select from focus_packs k where k.focus = c.code)`)
	selectPractices   = planned("list findings about practice", practiceColumns+` where `+practiceFilter+`
		and (@after_day::date is null or (f.found_on, f.id) < (@after_day, @after_id::uuid)) order by f.found_on desc, f.id desc limit @limit`)
	countPractices   = planned("count findings about practice", `select count(*) from findings_of_practice f where `+practiceFilter)
	selectPractice   = sql("read a finding about practice", practiceColumns+` where f.id::text = @id and `+readable("f"))
	selectPracticeOf = sql("read some findings about practice", practiceColumns+` where f.id::text = any(@ids::text[]) and `+readable("f")+` order by f.found_on desc, f.id desc`)
	updateReceived   = sql("enter when a report was received", `update findings_of_practice set received_on = @on where id::text = @id`)
	updateReceivedOf = sql("enter when the letter of a visit was received", `update findings_of_practice set received_on = @on where visit_id::text = @visit`)
)

type practiceRow struct {
	ID, Source, Reference string
	FoundOn, ReceivedOn   calendar.Date
	Text, Severity, Theme string
	AreaID, Area, Repeats string
	VisitID               string
	Focus                 []string
	RepeatedBy            int
	By                    string
	At                    time.Time
	ActionIDs             []string
}

func (r practiceRow) finding() readiness.PracticeFinding {
	return readiness.PracticeFinding{
		ID: r.ID, Source: r.Source, Reference: r.Reference, FoundOn: r.FoundOn, ReceivedOn: r.ReceivedOn, Text: r.Text, Severity: r.Severity, Theme: r.Theme,
		AreaID: r.AreaID, Area: r.Area, Repeats: r.Repeats, VisitID: r.VisitID, Focus: r.Focus, RepeatedBy: r.RepeatedBy, By: actorName(r.By), At: r.At, Actions: []readiness.ActionRow{},
	}
}

// findingsFrom puts actions and clocks beside findings.
func (db *DB) findingsFrom(ctx context.Context, q querier, k reckoning, rows []practiceRow) ([]readiness.PracticeFinding, error) {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ActionIDs...)
	}
	actions, err := actionsIn(ctx, q, k, ids)
	if err != nil {
		return nil, err
	}
	by := map[string]readiness.ActionRow{}
	for _, a := range actions {
		by[a.ActionID] = a
	}
	found := make([]readiness.PracticeFinding, len(rows))
	for i, r := range rows {
		found[i] = r.finding()
		for _, id := range r.ActionIDs {
			if a, known := by[id]; known {
				found[i].Actions = append(found[i].Actions, a)
			}
		}
		found[i].Statement = k.Plan.StatementFor(found[i], k.Calendar)
	}
	return found, nil
}

// AddFinding puts a finding about practice into the register.
func (db *DB) AddFinding(ctx context.Context, f readiness.AddFinding, asked readiness.Asked) (readiness.PracticeFinding, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.PracticeFinding{}, err
	}
	f, err := db.ofVisit(ctx, f, asked.By)
	if err != nil {
		return readiness.PracticeFinding{}, err
	}
	if err := f.Check(db.today()); err != nil {
		return readiness.PracticeFinding{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "finding added", Subject: "finding"}, func(tx pgx.Tx, a *act) (string, error) {
		id := newID()
		a.Subject = "finding/" + id
		if err := findingFits(ctx, tx, f); err != nil {
			return "", err
		}
		return id, db.insertFinding(ctx, tx, id, f, asked.By.PersonID)
	})
	if err != nil {
		return readiness.PracticeFinding{}, err
	}
	return db.PracticeFinding(ctx, asked.By, id)
}

// insertFinding writes one finding.
func (db *DB) insertFinding(ctx context.Context, tx pgx.Tx, id string, f readiness.AddFinding, by string) error {
	_, err := exec(ctx, tx, insertPractice, args{
		"id": id, "source": f.Source, "reference": f.Reference, "found_on": f.FoundOn, "received_on": f.ReceivedOn, "text": f.Text, "severity": f.Severity,
		"theme": f.Theme, "area": f.AreaID, "repeats": f.Repeats, "visit": f.VisitID, "focus": append([]string{}, f.Focus...), "by": by, "now": db.now(),
	})
	return err
}

// ofVisit takes a finding of a visit's letter as the visit says.
func (db *DB) ofVisit(ctx context.Context, f readiness.AddFinding, by readiness.Actor) (readiness.AddFinding, error) {
	if f.VisitID == "" {
		return f, nil
	}
	if err := readiness.MayOrRefuse(by, readiness.RunVisits, readiness.Place{}); err != nil {
		return f, err
	}
	x, err := db.VisitState(ctx, f.VisitID)
	if err != nil {
		return f, err
	}
	return x.Names(f)
}

// findingFits refuses a finding that names an area, an earlier finding or a focus area which there is none of.
func findingFits(ctx context.Context, tx pgx.Tx, f readiness.AddFinding) error {
	if f.AreaID != "" {
		if known, err := one(ctx, tx, existsArea, args{"id": f.AreaID}, pgx.RowTo[bool]); err != nil || !known {
			return orWhy(err, readiness.FieldErrorf("area_id", "This area does not exist."))
		}
	}
	if f.Repeats != "" {
		if _, err := one(ctx, tx, selectPractice, args{"id": f.Repeats, "officer": true}, pgx.RowToStructByName[practiceRow]); err != nil {
			return orRefuse(err, readiness.FieldErrorf("repeats", "The earlier finding does not exist."))
		}
	}
	unknown, err := one(ctx, tx, countUnknownFocus, args{"focus": append([]string{}, f.Focus...)}, pgx.RowTo[int])
	if err == nil && unknown > 0 {
		return readiness.FieldErrorf("focus", "One of the focus areas does not exist.")
	}
	return err
}

// orRefuse is a refusal where a row is missing, and err otherwise.
func orRefuse(err, refusal error) error {
	if isNone(err) {
		return refusal
	}
	return err
}

// PracticeFindings lists findings about practice, the newest first.
func (db *DB) PracticeFindings(ctx context.Context, viewer readiness.Actor, q readiness.PracticeFindingQuery) (readiness.Page[readiness.PracticeFinding], error) {
	none := readiness.Page[readiness.PracticeFinding]{Rows: []readiness.PracticeFinding{}}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	filter := args{"officer": readsLetters(viewer), "source": q.Source, "severity": q.Severity, "theme": q.Theme, "state": q.State, "focus": q.Focus, "visit": q.VisitID, "before": q.Before}
	total, err := one(ctx, db.pool, countPractices, filter, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectPractices, filter, pgx.RowToStructByName[practiceRow])
	if err != nil {
		return none, err
	}
	found, err := db.findingsFrom(ctx, db.pool, k, rows)
	return page(found, total, limit, func(f readiness.PracticeFinding) []string { return []string{f.FoundOn.String(), f.ID} }), err
}

// PracticeFinding is one finding, with the actions that answer it.
func (db *DB) PracticeFinding(ctx context.Context, viewer readiness.Actor, id string) (readiness.PracticeFinding, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.PracticeFinding{}, err
	}
	found, err := db.findingsOf(ctx, k, viewer, []string{id})
	if err != nil {
		return readiness.PracticeFinding{}, err
	}
	if len(found) == 0 {
		return readiness.PracticeFinding{}, noSuch(pgx.ErrNoRows, "finding")
	}
	return found[0], nil
}

func (db *DB) findingsOf(ctx context.Context, k reckoning, viewer readiness.Actor, ids []string) ([]readiness.PracticeFinding, error) {
	if len(ids) == 0 {
		return []readiness.PracticeFinding{}, nil
	}
	rows, err := all(ctx, db.pool, selectPracticeOf, args{"ids": ids, "officer": readsLetters(viewer)}, pgx.RowToStructByName[practiceRow])
	if err != nil {
		return nil, err
	}
	return db.findingsFrom(ctx, db.pool, k, rows)
}

// ReceiveReport enters the day on which a finding's report was received, from which its clock counts.
func (db *DB) ReceiveReport(ctx context.Context, id string, r readiness.ReceiveReport, asked readiness.Asked) (readiness.PracticeFinding, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.PracticeFinding{}, err
	}
	f, err := db.PracticeFinding(ctx, asked.By, id)
	if err != nil {
		return f, err
	}
	if err := (readiness.AddFinding{FoundOn: f.FoundOn, ReceivedOn: r.ReceivedOn}).Check(db.today()); err != nil {
		return f, err
	}
	if _, err := once(ctx, db, asked, act{Action: "report received", Subject: "finding/" + id, Detail: "on=" + r.ReceivedOn.String()}, func(tx pgx.Tx, _ *act) (bool, error) {
		n, err := exec(ctx, tx, updateReceived, args{"id": id, "on": r.ReceivedOn})
		return n == 1, err
	}); err != nil {
		return f, err
	}
	return db.PracticeFinding(ctx, asked.By, id)
}
