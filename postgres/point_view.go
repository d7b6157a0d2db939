package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectPointEvents = sql("list what happened to a point", happened("point", `n.point_id = e.point_id`))
	selectDeskPoints  = sql("list points that may wait for somebody", `
		select x.id::text as id, x.status, x.reached, x.chief, coalesce(x.owner_id::text, '') as owner_id, x.state from points x where `+pointLive+` order by x.pressing, x.id`)
	selectUnheldMeetings = sql("list meetings without a word of how they went", `
		select `+meetingColumns+meetingTables+` where not m.held and not m.cancelled and m.on_day < @today and s.convenor_id = any(@people::uuid[]) order by m.on_day, m.id`)
)

// PointView is the page of one point. What happened comes newest first. Elected members are shown who answered, not what was written in between.
func (db *DB) PointView(ctx context.Context, viewer readiness.Actor, id string) (readiness.PointView, error) {
	var v readiness.PointView
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return v, err
	}
	x, err := db.PointState(ctx, id)
	if err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, err := db.pointsOf(ctx, k, viewer, []string{id})
	if err != nil {
		return v, err
	}
	if len(rows) == 0 {
		return v, noSuch(pgx.ErrNoRows, "point")
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	v = readiness.PointView{PointRow: rows[0], State: x, Next: pointSteps(x, roster)}
	if v.Happened, err = db.eventsOf(ctx, selectPointEvents, id); err != nil {
		return v, err
	}
	every := readiness.SeesEveryMeeting(viewer)
	for i := range v.Happened {
		if !every {
			v.Happened[i].Note, v.Happened[i].Told = "", nil
		}
	}
	v.Actions = []readiness.ActionRow{}
	if x.Answer != nil {
		v.Actions, err = db.actionsOf(ctx, k, x.Answer.Actions)
	}
	return v, err
}

// pointSteps lists what happens if nobody does anything, and who that would reach as the posts are filled today.
func pointSteps(x readiness.Point, roster roster) []readiness.NextStep {
	steps, of := []readiness.NextStep{}, whereabouts{x.Place(), x.OwnerID}
	at, waits := x.Deadline()
	switch {
	case !waits:
	case x.Status == readiness.PointAnswered:
		t := readiness.Telling{Roles: []readiness.Role{readiness.ImprovementLead}, People: []string{x.ConvenorID}}
		steps = append(steps, readiness.NextStep{At: at, Roles: t.Roles, Names: roster.called(roster.recipients(t, of)), Text: "the meeting has not heard the answer"})
	default:
		return ladderSteps(x.Course, roster)
	}
	return steps
}

type deskPoint struct {
	ID      string
	Status  readiness.PointStatus
	Reached readiness.Role
	Chief   bool
	OwnerID string
	State   readiness.Point
}

// PointDesk is what waits for one person of what meetings raised.
func (db *DB) PointDesk(ctx context.Context, viewer readiness.Actor) (readiness.PointDesk, error) {
	desk := readiness.PointDesk{Decide: []readiness.PointRow{}, Answer: []readiness.PointRow{}, Chief: []readiness.PointRow{}, Hear: []readiness.PointRow{}, Hold: []readiness.Meeting{}}
	if !readiness.SeesEveryMeeting(viewer) {
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
	rows, err := all(ctx, db.pool, selectDeskPoints, nil, pgx.RowToStructByName[deskPoint])
	if err != nil {
		return desk, err
	}
	self := people(viewer)
	for into, ids := range map[*[]readiness.PointRow][]string{
		&desk.Decide: pick(rows, func(r deskPoint) bool {
			return r.Reached != "" && roster.waitsFor(viewer, r.Reached, whereabouts{r.State.Place(), r.OwnerID})
		}),
		&desk.Answer: pick(rows, func(r deskPoint) bool { return r.Status == readiness.PointOpen && slices.Contains(self, r.OwnerID) }),
		&desk.Chief: pick(rows, func(r deskPoint) bool {
			return r.Status == readiness.PointOpen && r.Chief && viewer.Holds(readiness.ChiefExecutive) && r.Reached != readiness.ChiefExecutive
		}),
		&desk.Hear: pick(rows, func(r deskPoint) bool {
			lead := viewer.Holds(readiness.ImprovementLead) || slices.Contains(self, r.State.ConvenorID)
			return r.Status == readiness.PointAnswered && lead && r.State.Answer.By != viewer.PersonID
		}),
	} {
		if *into, err = db.pointsOf(ctx, k, viewer, ids); err != nil {
			return desk, err
		}
	}
	meetings, err := all(ctx, db.pool, selectUnheldMeetings, args{"today": k.today, "people": self}, pgx.RowToStructByName[meetingRow])
	for _, m := range meetings {
		desk.Hold = append(desk.Hold, m.Meeting)
	}
	return desk, err
}

func (r deskPoint) id() string { return r.ID }

// pick lists the ids of some rows.
func pick[R interface{ id() string }](rows []R, which func(R) bool) (ids []string) {
	for _, r := range rows {
		if which(r) {
			ids = append(ids, r.id())
		}
	}
	return ids
}
