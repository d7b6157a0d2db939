package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectPreScrutinyEvents   = sql("list what happened to a request for pre-scrutiny", happened("pre_scrutiny", `n.subject = 'pre-scrutiny/' || e.pre_scrutiny_id::text`))
	selectPreScrutinyFindings = sql("list what scrutiny recommended", `select finding_id::text from pre_scrutiny_findings where pre_scrutiny_id = @id order by number`)
	selectScrutinyMeets       = sql("see when scrutiny meets next", `select min(on_day) from meetings where series_id::text = @series and not cancelled and not held and on_day >= @today`)
	selectDeskPreScrutinies   = sql("list requests for pre-scrutiny that may wait for somebody", `
		select x.id::text as id, x.reached, coalesce(x.owner_id::text, '') as owner_id, x.state from pre_scrutinies x where `+preScrutinyLive+` order by x.pressing, x.id`)
)

// PreScrutinyView is the page of one request. What happened comes newest first. Elected members are shown who did what, not what officers wrote in between.
func (db *DB) PreScrutinyView(ctx context.Context, viewer readiness.Actor, id string) (v readiness.PreScrutinyView, err error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return v, err
	}
	x, err := db.PreScrutinyState(ctx, id)
	if err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, err := db.preScrutiniesOf(ctx, k, []string{id})
	if err != nil {
		return v, err
	}
	if len(rows) == 0 {
		return v, noSuch(pgx.ErrNoRows, "request")
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	v = readiness.PreScrutinyView{PreScrutinyRow: rows[0], State: x, Next: preScrutinySteps(x, roster)}
	if v.Meets, err = one(ctx, db.pool, selectScrutinyMeets, args{"series": x.SeriesID, "today": k.today}, pgx.RowTo[calendar.Date]); err != nil {
		return v, err
	}
	if v.Happened, err = db.eventsOf(ctx, selectPreScrutinyEvents, id); err != nil {
		return v, err
	}
	if !readiness.SeesEveryMeeting(viewer) {
		for i := range v.Happened {
			v.Happened[i].Note, v.Happened[i].Told = "", nil
		}
	}
	v.Findings, err = db.recommendationsOf(ctx, k, viewer, id)
	return v, err
}

// recommendationsOf are the findings that a request's recommendations became, in their order.
func (db *DB) recommendationsOf(ctx context.Context, k reckoning, viewer readiness.Actor, id string) ([]readiness.PracticeFinding, error) {
	ids, err := all(ctx, db.pool, selectPreScrutinyFindings, args{"id": id}, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	found, err := db.findingsOf(ctx, k, viewer, ids)
	slices.SortFunc(found, func(a, b readiness.PracticeFinding) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, err
}

// preScrutinySteps lists what happens if nobody does anything, and who that would reach as the posts are filled today.
func preScrutinySteps(x readiness.PreScrutiny, roster roster) []readiness.NextStep {
	steps, of := []readiness.NextStep{}, whereabouts{x.Place(), x.OwnerID}
	for _, m := range x.Ahead() {
		t := readiness.Telling{Roles: m.Roles}
		if m.Called {
			t.People = []string{x.ConvenorID}
		}
		steps = append(steps, readiness.NextStep{At: m.At, Roles: t.Roles, Names: roster.called(roster.recipients(t, of)), Text: m.Why})
	}
	return steps
}

type deskPreScrutiny struct {
	ID      string
	Reached readiness.Role
	OwnerID string
	State   readiness.PreScrutiny
}

func (r deskPreScrutiny) id() string { return r.ID }

// PreScrutinyDesk is what waits for one person of the requests for pre-scrutiny.
func (db *DB) PreScrutinyDesk(ctx context.Context, viewer readiness.Actor) (readiness.PreScrutinyDesk, error) {
	desk := readiness.PreScrutinyDesk{Decide: []readiness.PreScrutinyRow{}, Do: []readiness.PreScrutinyRow{}, Consider: []readiness.PreScrutinyRow{}}
	if !readiness.May(viewer, readiness.SeePoints, readiness.Place{}) {
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
	rows, err := all(ctx, db.pool, selectDeskPreScrutinies, nil, pgx.RowToStructByName[deskPreScrutiny])
	if err != nil {
		return desk, err
	}
	self := people(viewer)
	for into, which := range map[*[]readiness.PreScrutinyRow]func(deskPreScrutiny) bool{
		&desk.Decide: func(r deskPreScrutiny) bool {
			return r.Reached != "" && roster.waitsFor(viewer, r.Reached, whereabouts{r.State.Place(), r.OwnerID})
		},
		&desk.Do: func(r deskPreScrutiny) bool { return r.State.Status.Climbs() && slices.Contains(self, r.OwnerID) },
		&desk.Consider: func(r deskPreScrutiny) bool {
			x := r.State
			return x.Status.Before() && x.Status != readiness.PreScrutinyAsked && !x.MeetsOn.After(k.today) && x.MayConsider(viewer) == nil &&
				(slices.Contains(self, x.ConvenorID) || viewer.Holds(readiness.ImprovementLead))
		},
	} {
		if *into, err = db.preScrutiniesOf(ctx, k, pick(rows, which)); err != nil {
			return desk, err
		}
	}
	return desk, nil
}
