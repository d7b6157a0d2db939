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

var _ readiness.VisitRegister = (*DB)(nil)

const (
	visitColumns = `
		select x.id::text as visit_id, x.kind, x.name, x.rehearsal, x.status, x.called, x.on_day, x.until_day, x.letter, coalesce(x.owner_id::text, '') as lead_id, coalesce(l.name, '') as lead,
			x.state->'focus' as focus, x.undecided, x.reached, x.reached_at, x.because, coalesce(n.steps, 0)::int as steps, coalesce(n.settled, 0)::int as settled, coalesce(n.late, 0)::int as late
		from visits x left join people l on l.id = x.owner_id
		left join lateral (
			select count(*) as steps, count(*) filter (where s.over or s.status in ('done', 'waived', 'left_out')) as settled,
				count(*) filter (where not s.over and s.status in ('open', 'waiver_asked') and s.due < @today) as late
			from visit_steps s where s.visit_id = x.id) n on true`
	visitStepColumns = `
		select s.id::text as step_id, s.visit_id::text as visit_id, x.name as visit, x.rehearsal, x.run_up, x.state->'focus' as of_focus, s.code, s.focus, s.gate, s.status, s.over,
			(s.planned->>'anchor') as anchor, (s.planned->>'offset')::int as offset, coalesce(s.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner, s.due, s.done_on, s.late,
			(select count(*) from evidence_links el join evidence e on e.id = el.evidence_id where el.subject = 'visit-step/' || s.id and ` + inForce + `)::int as evidence,
			coalesce(s.area_id::text, '') as area_id, s.reached, s.reached_at, s.because
		from visit_steps s join visits x on x.id = s.visit_id left join people o on o.id = s.owner_id`
)

var (
	selectVisits     = sql("list visits", visitColumns+` where x.state is not null and (@id = '' or x.id::text = @id) order by x.on_day desc, x.made_at desc, x.id limit 200`)
	selectVisitSteps = sql("list the steps of a visit", visitStepColumns+` where s.visit_id::text = @visit and s.state is not null order by s.place`)
	selectVisitStep  = sql("read a step of a visit", visitStepColumns+` where s.id::text = @id and s.state is not null`)
	selectDeskSteps  = sql("list steps of visits that may wait for somebody", visitStepColumns+`
		where not s.over and s.status in ('open', 'waiver_asked') and (s.owner_id = any(@people::uuid[]) or s.owner_id is null or s.reached <> '' or s.status = 'waiver_asked') order by s.due, s.place`)
	selectVisitEvents     = sql("list what happened to a visit", happened("visit", `n.subject = 'visit/' || e.visit_id`))
	selectVisitStepEvents = sql("list what happened to a step of a visit", happened("visit_step", `n.subject = 'visit-step/' || e.visit_step_id`))
)

type visitRow struct {
	VisitID, Kind, Name  string
	Rehearsal            bool
	Status               readiness.VisitStatus
	Called               calendar.Date
	OnDay, UntilDay      calendar.Date
	Letter               calendar.Date
	LeadID, Lead         string
	Focus                []readiness.VisitFocus
	Undecided            bool
	Reached              readiness.Role
	ReachedAt            *time.Time
	Because              string
	Steps, Settled, Late int
}

func (k reckoning) visitRow(r visitRow) readiness.VisitRow {
	row := readiness.VisitRow{
		VisitID: r.VisitID, Kind: r.Kind, Name: r.Name, Rehearsal: r.Rehearsal, Status: r.Status, Called: r.Called, On: r.OnDay, Until: r.UntilDay, Letter: r.Letter,
		Lead: r.Lead, LeadID: r.LeadID, Focus: r.Focus, Steps: r.Steps, Settled: r.Settled, Late: r.Late, Undecided: r.Undecided && !r.Status.Ended(),
		Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
	if r.OnDay.After(k.today) {
		row.DaysLeft = k.Calendar.Count(k.today, r.OnDay, calendar.Exclusive)
	}
	return row
}

// Visits lists visits, the latest first.
func (db *DB) Visits(ctx context.Context, viewer readiness.Actor) ([]readiness.VisitRow, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	return db.visitRowsFor(ctx, k, viewer, "")
}

// visitRowsFor are visitRows as the viewer may read them.
func (db *DB) visitRowsFor(ctx context.Context, k reckoning, viewer readiness.Actor, id string) ([]readiness.VisitRow, error) {
	rows, err := db.visitRows(ctx, k, viewer, id)
	if err != nil || readiness.May(viewer, readiness.SeeVisitSteps, readiness.Place{}) {
		return rows, err
	}
	for i, r := range rows {
		published, err := db.letterPublished(ctx, r.VisitID)
		if err != nil {
			return nil, err
		}
		rows[i] = r.ForMembers(published)
	}
	return rows, nil
}

func (db *DB) visitRows(ctx context.Context, k reckoning, viewer readiness.Actor, id string) ([]readiness.VisitRow, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeVisits, readiness.Place{}); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectVisits, args{"id": id, "today": k.today}, pgx.RowToStructByName[visitRow])
	shown := make([]readiness.VisitRow, len(rows))
	for i, r := range rows {
		shown[i] = k.visitRow(r)
	}
	return shown, err
}

type visitStepRow struct {
	StepID, VisitID, Visit string
	Rehearsal              bool
	RunUp                  string
	OfFocus                []readiness.VisitFocus
	Code, Focus, Gate      string
	Status                 readiness.VisitStepStatus
	Over                   bool
	Anchor                 string
	Offset                 int
	OwnerID, Owner         string
	Due, DoneOn            calendar.Date
	Late, Evidence         int
	AreaID                 string
	Reached                readiness.Role
	ReachedAt              *time.Time
	Because                string
}

func (k reckoning) visitStepRow(r visitStepRow, of readiness.RunUp) readiness.VisitStepRow {
	step, _ := of.Step(r.Code)
	row := readiness.VisitStepRow{
		StepID: r.StepID, VisitID: r.VisitID, Visit: r.Visit, Rehearsal: r.Rehearsal, Code: r.Code, Name: cmp.Or(step.Name, r.Code), Focus: r.Focus, Anchor: r.Anchor, Offset: r.Offset,
		Gate: r.Gate, Status: r.Status, Over: r.Over, OwnerID: r.OwnerID, Owner: r.Owner, Due: r.Due, DoneOn: r.DoneOn, Late: r.Late, Evidence: r.Evidence,
		Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
	if i := slices.IndexFunc(r.OfFocus, func(f readiness.VisitFocus) bool { return f.Code == r.Focus }); i >= 0 {
		row.FocusName = r.OfFocus[i].Name
	}
	if !r.Over && r.Status.Waits() {
		row.Overdue = readiness.Run{Due: r.Due}.Overdue(k.today, k.Calendar)
	}
	return row
}

// visitSteps reads steps with what their run-ups say.
func (db *DB) visitSteps(ctx context.Context, k reckoning, list statement, a args) ([]readiness.VisitStepRow, []visitStepRow, error) {
	rows, err := all(ctx, db.pool, list, a, pgx.RowToStructByName[visitStepRow])
	shown, known := make([]readiness.VisitStepRow, len(rows)), map[string]readiness.RunUp{}
	for i, r := range rows {
		of, ok := known[r.RunUp]
		if !ok {
			if of, err = db.RunUp(ctx, r.RunUp); err != nil {
				return nil, nil, err
			}
			known[r.RunUp] = of
		}
		shown[i] = k.visitStepRow(r, of)
	}
	return shown, rows, err
}

// VisitView is the page of one visit. What happened comes newest first.
func (db *DB) VisitView(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitView, error) {
	var v readiness.VisitView
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, err := db.visitRows(ctx, k, viewer, id)
	if err != nil {
		return v, err
	}
	if len(rows) == 0 || id == "" {
		return v, noSuch(pgx.ErrNoRows, "visit")
	}
	v.VisitRow = rows[0]
	if v.State, err = db.VisitState(ctx, id); err != nil {
		return v, err
	}
	if v.RunUp, err = db.RunUp(ctx, v.State.RunUp); err != nil {
		return v, err
	}
	if v.Rows, _, err = db.visitSteps(ctx, k, selectVisitSteps, args{"visit": id}); err != nil {
		return v, err
	}
	if v.Names, err = namesOf(ctx, db.pool, v.State.Everybody(), nil, nil); err != nil {
		return v, err
	}
	if err := db.howReady(ctx, k, viewer, &v); err != nil {
		return v, err
	}
	if !v.State.SeesWork(viewer) {
		published, err := db.letterPublished(ctx, id)
		return v.ForMembers(published, k.Rules.Small()), err
	}
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		for focus, parts := range v.Parts {
			v.Parts[focus] = readiness.PartsForMembers(parts, k.Rules.Small())
		}
	}
	if v.Open, err = db.VisitFacts(ctx, id); err != nil {
		return v, err
	}
	embargo, err := db.embargo(ctx, db.pool, id)
	if err != nil {
		return v, err
	}
	v.Feedback = embargo.MayRead(viewer, k.today) == nil
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	v.Next = []readiness.NextStep{}
	if v.Status == readiness.VisitAwaiting {
		v.Next = ladderSteps(v.State.Course, roster)
	}
	v.Happened, err = db.eventsOf(ctx, selectVisitEvents, id)
	return v, err
}

// howReady reads the parts of each focus area with its forecast, until the visit begins, and the score of what is scored.
func (db *DB) howReady(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.VisitView) error {
	v.Parts, v.Forecast = map[string][]readiness.VisitPart{}, map[string]readiness.VisitForecast{}
	works := readiness.May(viewer, readiness.WorkVisits, readiness.Place{})
	for _, f := range v.State.Focus {
		var err error
		if v.Parts[f.Code], err = db.partsOf(ctx, db.pool, v.VisitID, f.Code); err != nil {
			return err
		}
		if !works || v.Status != readiness.VisitPlanned && v.Status != readiness.VisitPreparing {
			continue
		}
		if v.Forecast[f.Code], err = db.forecastOf(ctx, k, *v, f.Code); err != nil {
			return err
		}
	}
	if !v.Scored() {
		return nil
	}
	score, err := db.scored(ctx, k, viewer, v.VisitRow, v.Rows)
	v.Score = score.Words
	return err
}

// VisitStepView is the page of one step. What happened comes newest first.
func (db *DB) VisitStepView(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitStepView, error) {
	var v readiness.VisitStepView
	if err := readiness.MayOrRefuse(viewer, readiness.SeeVisits, readiness.Place{}); err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, _, err := db.visitSteps(ctx, k, selectVisitStep, args{"id": id})
	if err == nil && len(rows) == 0 {
		err = noSuch(pgx.ErrNoRows, "step")
	}
	if err != nil {
		return v, err
	}
	v.VisitStepRow = rows[0]
	if v.State, err = db.VisitStepState(ctx, id); err != nil {
		return v, err
	}
	if v.Visit, err = db.VisitState(ctx, v.VisitID); err != nil {
		return v, err
	}
	if !v.Visit.SeesWork(viewer) && !v.State.Yours(viewer) {
		return readiness.VisitStepView{}, readiness.Errorf(readiness.Forbidden, "The steps of a visit are shown to officers. The visit’s page says how many are settled.")
	}
	of, err := db.RunUp(ctx, v.Visit.RunUp)
	if err != nil {
		return v, err
	}
	v.Of, _ = of.Step(v.Code)
	slot, _ := of.Slot(v.State.Slot)
	v.Slot = slot.Name
	return v, db.aroundStep(ctx, k, &v)
}

// aroundStep reads what a step closes on, what comes next, and what happened.
func (db *DB) aroundStep(ctx context.Context, k reckoning, v *readiness.VisitStepView) error {
	pieces, err := all(ctx, db.pool, selectEvidenceOf, args{"subject": readiness.Subject(readiness.VisitStepNoun, v.StepID)}, pgx.RowToStructByName[evidenceRow])
	if err != nil {
		return err
	}
	v.Proof = slices.DeleteFunc(evidencePieces(pieces), func(e readiness.Evidence) bool { return !e.InForce() })
	if v.Gate, err = db.GateFacts(ctx, v.StepID); err != nil {
		return err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return err
	}
	v.Next = []readiness.NextStep{}
	if _, waits := v.State.Deadline(); waits {
		v.Next = ladderSteps(v.State.Course, roster)
	}
	v.Happened, err = db.eventsOf(ctx, selectVisitStepEvents, v.StepID)
	return err
}

// VisitDesk is what of visits waits for the viewer.
func (db *DB) VisitDesk(ctx context.Context, viewer readiness.Actor) (readiness.VisitDesk, error) {
	var desk readiness.VisitDesk
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		return desk, nil
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return desk, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return desk, err
	}
	shown, rows, err := db.visitSteps(ctx, k, selectDeskSteps, args{"people": people(viewer)})
	if err != nil {
		return desk, err
	}
	for i, r := range rows {
		of := whereabouts{readiness.Place{AreaID: r.AreaID}, r.OwnerID}
		desk.Sort(viewer, shown[i], r.Reached != "" && roster.waitsFor(viewer, r.Reached, of))
	}
	visits, err := db.visitRows(ctx, k, viewer, "")
	for _, v := range visits {
		if v.Undecided && viewer.Holds(readiness.Director) {
			desk.Short = append(desk.Short, v)
		}
		if v.Reached != "" && roster.waitsFor(viewer, v.Reached, whereabouts{OwnerID: v.LeadID}) {
			desk.Letter = append(desk.Letter, v)
		}
	}
	return desk, err
}
