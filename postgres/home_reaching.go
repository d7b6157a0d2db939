package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	reachesShown = 5 // reviews, and actions, of each day that a first page shows
	reachesAhead = 5 // working days
)

// nears is the where clause for reviews r that may reach a viewer with one role soon, by the index of that role. It narrows only: the rungs are looked at
// all the same. A viewer with several roles may stand in for a post that is empty, so for them every review whose next rung is near is looked at.
const nears = `(@several and r.next_at < @until
	or r.team_id = any(@managing::uuid[]) and ` + hearsManager + ` < @until or r.area_id = any(@heading::uuid[]) and ` + hearsHead + ` < @until
	or @assistant and ` + hearsAssistant + ` < @until or @director and ` + hearsDirector + ` < @until)`

// When each role first hears of a review r, as the indexes have it.
const (
	hearsManager   = `first_heard(r.ahead, 'team_manager')`
	hearsHead      = `first_heard(r.ahead, 'area_head')`
	hearsAssistant = `first_heard(r.ahead, 'assistant_director')`
	hearsDirector  = `first_heard(r.ahead, 'dcs')`
)

var (
	selectReaching = planned("list what will reach somebody", `
		select r.id::text as review_id, coalesce(r.area_id::text, '') as area_id, coalesce(r.team_id::text, '') as team_id, coalesce(r.owner_id::text, '') as owner_id, a.at, a.roles
		from reviews r left join cases c on c.id = r.case_id left join teams t on t.id = c.team_id cross join lateral `+rungsOf+`
		where r.status in ('open', 'in_review', 'submitted') and `+rungSoon+` and a.roles && @roles::text[] and `+seeReview+` and `+nears+`
		order by a.at, r.due, r.id`)
	selectThese = sql("read several reviews", reviewColumns+reviewTables+` where r.id = any(@ids::uuid[])`)
)

// A reachingDay is what will reach somebody on a day: the ids of the reviews and of the improvement actions, the most pressing first.
type reachingDay struct {
	on           calendar.Date
	ids, actions []string
}

// A reached is one thing that will reach somebody at a moment.
type reached struct {
	at time.Time
	id string
}

type reachingRow struct {
	ReviewID, AreaID, TeamID, OwnerID string
	At                                time.Time
	Roles                             []readiness.Role
}

func (r reachingRow) whereabouts() whereabouts {
	return whereabouts{readiness.Place{AreaID: r.AreaID, TeamID: r.TeamID}, r.OwnerID}
}

// homeReaches counts by day what will reach the viewer in the next working days unless somebody acts before, and shows the first of each day.
func (db *DB) homeReaches(ctx context.Context, d desk, v *readiness.HomeView) error {
	days, err := db.reaching(ctx, d, reachesAhead)
	if err != nil || len(days) == 0 {
		return err
	}
	var shown, actions []string
	for _, day := range days {
		shown, actions = append(shown, first(day.ids)...), append(actions, first(day.actions)...)
	}
	rows, err := all(ctx, db.pool, selectThese, args{"ids": shown}, pgx.RowToStructByName[reviewRow])
	if err != nil {
		return err
	}
	found := map[string]readiness.ReviewRow{}
	for _, r := range rows {
		found[r.ReviewID] = d.reviewRow(r)
	}
	acts, err := db.actionsOf(ctx, d.reckoning, actions)
	if err != nil {
		return err
	}
	act := map[string]readiness.ActionRow{}
	for _, a := range acts {
		act[a.ActionID] = a
	}
	for _, day := range days {
		reaching := readiness.Reaching{On: day.on, Count: len(day.ids), ActionCount: len(day.actions), Reviews: []readiness.ReviewRow{}, Actions: []readiness.ActionRow{}}
		for _, id := range first(day.ids) {
			reaching.Reviews = append(reaching.Reviews, found[id])
		}
		for _, id := range first(day.actions) {
			reaching.Actions = append(reaching.Actions, act[id])
		}
		v.Reaches = append(v.Reaches, reaching)
	}
	return nil
}

// first are the things of a day that a first page shows.
func first(ids []string) []string { return ids[:min(len(ids), reachesShown)] }

// reaching lists by day what will reach the viewer in a number of working days unless somebody acts before.
func (db *DB) reaching(ctx context.Context, d desk, ahead int) ([]reachingDay, error) {
	until := d.Calendar.Add(d.today, ahead, calendar.Exclusive).At(24, 0)
	reviews, err := db.reachingReviews(ctx, d, until)
	if err != nil {
		return nil, err
	}
	actions, err := db.reachingActions(ctx, d, until)
	if err != nil {
		return nil, err
	}
	byDay := map[calendar.Date]*reachingDay{}
	on := func(at time.Time) *reachingDay {
		day := calendar.DateOf(at)
		if byDay[day] == nil {
			byDay[day] = &reachingDay{on: day}
		}
		return byDay[day]
	}
	for _, r := range reviews {
		on(r.at).ids = append(on(r.at).ids, r.id)
	}
	for _, a := range actions {
		on(a.at).actions = append(on(a.at).actions, a.id)
	}
	days := make([]reachingDay, 0, len(byDay))
	for _, day := range byDay {
		days = append(days, *day)
	}
	slices.SortFunc(days, func(a, b reachingDay) int { return strings.Compare(a.on.String(), b.on.String()) })
	return days, nil
}

// reachingReviews lists the reviews that will reach the viewer, soonest first.
func (db *DB) reachingReviews(ctx context.Context, d desk, until time.Time) (found []reached, err error) {
	roles := []string{}
	for _, role := range readiness.Owner.Above() {
		if d.viewer.Holds(role) {
			roles = append(roles, string(role))
		}
	}
	if len(roles) == 0 {
		return nil, nil
	}
	where := d.seen.with(nearing(d.viewer))
	where["now"], where["until"], where["roles"] = db.now(), until, roles
	rows, err := all(ctx, db.pool, selectReaching, where, pgx.RowToStructByName[reachingRow])
	for _, r := range rows {
		if slices.ContainsFunc(r.Roles, func(role readiness.Role) bool {
			return role != readiness.Owner && d.roster.waitsFor(d.viewer, role, r.whereabouts())
		}) {
			found = append(found, reached{r.At, r.ReviewID})
		}
	}
	return found, err
}

// nearing are the arguments of nears for a viewer.
func nearing(viewer readiness.Actor) args {
	a := args{
		"several": false, "managing": append([]string{}, viewer.TeamIDs()...), "heading": append([]string{}, viewer.AreaIDs()...),
		"assistant": viewer.Holds(readiness.AssistantDirector), "director": viewer.Holds(readiness.Director),
	}
	for _, h := range viewer.Holdings {
		a["several"] = a["several"].(bool) || h.Role != viewer.Holdings[0].Role
	}
	return a
}
