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

// How much of each list a first page shows.
const (
	mineShown    = 20
	unownedShown = 20
	reachesShown = 5
	reachesAhead = 5 // working days
)

var (
	selectWaiting = sql("list what waits for somebody", reviewColumns+reviewTables+`
		where `+seeReview+` and ((r.reached <> '' and r.status in ('open', 'in_review', 'submitted')) or r.status in ('submitted', 'second_look'))
		order by coalesce(r.sent_on, r.due), r.id`)
	selectMine = sql("list what somebody must do", reviewColumns+reviewTables+`
		where r.status in ('open', 'in_review') and (r.owner_id::text = any(@people) or ((o.id is null or not o.active) and r.team_id = any(@own_teams::uuid[])))
		order by r.due, r.id`)
	selectUnowned = sql("list what nobody does", reviewColumns+reviewTables+`
		where `+unowned+` and (@everywhere or r.area_id = any(@areas::uuid[])) order by r.due, r.id`)
	selectReaching = sql("list what will reach somebody", reviewColumns+`, ahead.at, ahead.roles`+reviewTables+`
		cross join lateral jsonb_to_recordset(r.ahead) as ahead (at timestamptz, roles text[])
		where r.status in ('open', 'in_review', 'submitted') and ahead.at > @now and ahead.at < @until and ahead.roles && @roles::text[] and `+seeReview+`
		order by ahead.at, r.due, r.id`)
	selectCover = sql("list cover", `
		select away.name as for, p.name as by, d.until_day as until from deputies d join people p on p.id = d.deputy_id join people away on away.id = d.person_id
		where (d.deputy_id = @person or d.person_id = @person) and d.from_day <= @today and d.until_day >= @today and p.active and away.active
		order by d.until_day, d.id`)
	countUnmapped = sql("count teams without an area", `
		select count(*) from teams t where t.area_id is null and exists (select from cases c where c.team_id = t.id and c.closed is null)`)
	selectUnconfirmed = sql("list uploads to confirm", importColumns+` where i.status = 'checked' order by i.at desc, i.id desc limit 50`)
)

// Home is what one person's first page shows. Who may not see cases gets figures only.
func (db *DB) Home(ctx context.Context, viewer readiness.Actor) (readiness.HomeView, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.HomeView{}, err
	}
	v := readiness.HomeView{On: k.today}
	parts := []func(context.Context, reckoning, readiness.Actor, *readiness.HomeView) error{db.homeFigures, db.homeRegisters}
	if readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		parts = append(parts, db.homeWaiting, db.homeMine, db.homeUnowned, db.homeReaches)
	}
	for _, part := range parts {
		if err := part(ctx, k, viewer, &v); err != nil {
			return v, err
		}
	}
	return v, nil
}

// homeFigures counts the viewer's areas or teams, or the council for those who see all or nothing.
func (db *DB) homeFigures(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeCounts, readiness.Place{}); err != nil {
		return err
	}
	mayCases := readiness.May(viewer, readiness.SeeCases, readiness.Place{})
	seen := scope{everywhere: true, areas: []string{}, teams: []string{}, people: []string{}}
	if mayCases {
		var err error
		if seen, err = scopeOf(viewer, readiness.SeeCases); err != nil {
			return err
		}
		seen.people = []string{} // owning a review elsewhere makes its case none of one's own
	}
	rows, err := db.counted(ctx, k, seen)
	if err != nil {
		return err
	}
	areas, err := db.Areas(ctx)
	if err != nil {
		return err
	}
	v.Figures, v.Nearly = k.figures(scopeName(rows, seen), "", rows), k.nearly(rows)
	if mayCases && seen.everywhere {
		v.Areas = k.byArea(rows, areas)
	}
	if len(seen.areas) == 1 && !seen.everywhere && len(seen.teams) == 0 {
		v.Figures.AreaID = seen.areas[0]
	}
	return nil
}

// scopeName says what figures count: the council, or the areas or teams by name.
func scopeName(rows []caseRow, s scope) string {
	if s.everywhere {
		return "The council"
	}
	var names []string
	for _, r := range rows {
		name := r.Team
		if slices.Contains(s.areas, r.AreaID) {
			name = r.Area
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " and ")
}

// homeRegisters shows cover, teams without an area and uploads to confirm.
func (db *DB) homeRegisters(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) (err error) {
	if isID(viewer.PersonID) {
		if v.Cover, err = all(ctx, db.pool, selectCover, args{"person": viewer.PersonID, "today": k.today}, pgx.RowToStructByName[readiness.Cover]); err != nil {
			return err
		}
	}
	if readiness.May(viewer, readiness.ManagePlaces, readiness.Place{}) {
		if v.Unmapped, err = one(ctx, db.pool, countUnmapped, nil, pgx.RowTo[int]); err != nil {
			return err
		}
	}
	if !readiness.May(viewer, readiness.ImportLists, readiness.Place{}) {
		return nil
	}
	rows, err := all(ctx, db.pool, selectUnconfirmed, nil, pgx.RowToStructByName[importRow])
	for _, r := range rows {
		v.Waiting = append(v.Waiting, r.imported())
	}
	return err
}

// homeWaiting sorts what waits for a decision, a signature or a second look into what waits for this viewer.
func (db *DB) homeWaiting(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return err
	}
	rows, err := all(ctx, db.pool, selectWaiting, seen.with(args{}), pgx.RowToStructByName[reviewRow])
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Reached != "" && roster.waitsFor(viewer, r.Reached, r) {
			v.Decide = append(v.Decide, k.reviewRow(r))
		}
		switch {
		case r.Status == readiness.Submitted && roster.signs(viewer, r):
			v.SignOff = append(v.SignOff, k.reviewRow(r))
		case r.Status == readiness.SecondLook && viewer.Holds(readiness.QualityAssurance) && r.SignedBy != viewer.PersonID && r.SentBy != viewer.PersonID:
			v.SecondLook = append(v.SecondLook, k.reviewRow(r))
		}
	}
	slices.SortStableFunc(v.Decide, func(a, b readiness.ReviewRow) int { return a.Due.Compare(b.Due) })
	return nil
}

// waitsFor says whether something that reached a role waits for this viewer: they hold it there, themselves or as a deputy, or nobody does
// and they are the next who hears.
func (r roster) waitsFor(viewer readiness.Actor, role readiness.Role, row reviewRow) bool {
	holders := r.holders(role, row.whereabouts())
	if len(holders) == 0 {
		return slices.Contains(r.hears(role, row.whereabouts()), viewer.PersonID)
	}
	for _, id := range holders {
		if id == viewer.PersonID || slices.ContainsFunc(viewer.Holdings, func(h readiness.Holding) bool { return h.ForID == id && h.Role == role }) {
			return true
		}
	}
	return false
}

// signs says whether a submitted review waits for this viewer's signature: the head's of its area or a deputy's, and the assistant director's
// when nobody of those may sign, because the post is empty or they submitted it.
func (r roster) signs(viewer readiness.Actor, row reviewRow) bool {
	if viewer.PersonID == row.SentBy {
		return false
	}
	if heads := r.holders(readiness.AreaHead, row.whereabouts()); len(heads) > 0 {
		could := slices.DeleteFunc(append(r.covered(heads), heads...), func(id string) bool { return id == row.SentBy })
		if len(could) > 0 {
			return r.waitsFor(viewer, readiness.AreaHead, row)
		}
	}
	return viewer.Holds(readiness.AssistantDirector)
}

// homeMine lists what the viewer must do: what they own or cover, and what their teams have without an owner.
func (db *DB) homeMine(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return err
	}
	rows, err := all(ctx, db.pool, selectMine, args{"people": seen.people, "own_teams": append([]string{}, viewer.TeamIDs()...)}, pgx.RowToStructByName[reviewRow])
	v.MineTotal = len(rows)
	v.Mine = k.reviewRows(rows[:min(len(rows), mineShown)])
	return err
}

// givers are the roles that look for an owner where there is none: those who may give a review to somebody, without the director.
var givers = []readiness.Role{readiness.AreaHead, readiness.AssistantDirector, readiness.ImprovementLead}

// homeUnowned lists what nobody does in the viewer's areas, those that they cover included.
func (db *DB) homeUnowned(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	viewer.Holdings = slices.DeleteFunc(slices.Clone(viewer.Holdings), func(h readiness.Holding) bool { return !slices.Contains(givers, h.Role) })
	if !readiness.May(viewer, readiness.Assign, readiness.Place{}) {
		return nil
	}
	gives, err := scopeOf(viewer, readiness.Assign)
	if err != nil {
		return err
	}
	rows, err := all(ctx, db.pool, selectUnowned, args{"today": k.today, "everywhere": gives.everywhere, "areas": gives.areas}, pgx.RowToStructByName[reviewRow])
	v.UnownedTotal = len(rows)
	v.Unowned = k.reviewRows(rows[:min(len(rows), unownedShown)])
	return err
}

// homeReaches counts by day what will reach the viewer in the next working days unless somebody acts before.
func (db *DB) homeReaches(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	roles := []string{}
	for _, role := range readiness.Owner.Above() {
		if viewer.Holds(role) {
			roles = append(roles, string(role))
		}
	}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil || len(roles) == 0 {
		return err
	}
	until := k.Calendar.Add(k.today, reachesAhead, calendar.Exclusive).At(24, 0)
	rows, err := all(ctx, db.pool, selectReaching, seen.with(args{"now": db.now(), "until": until, "roles": roles}), pgx.RowToStructByName[reachingRow])
	if err != nil {
		return err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	for _, r := range rows {
		if !slices.ContainsFunc(r.Roles, func(role readiness.Role) bool {
			return role != readiness.Owner && roster.waitsFor(viewer, role, r.reviewRow)
		}) {
			continue
		}
		day := calendar.DateOf(r.At)
		if n := len(v.Reaches); n == 0 || v.Reaches[n-1].On != day {
			v.Reaches = append(v.Reaches, readiness.Reaching{On: day})
		}
		last := &v.Reaches[len(v.Reaches)-1]
		last.Count++
		if len(last.Reviews) < reachesShown {
			last.Reviews = append(last.Reviews, k.reviewRow(r.reviewRow))
		}
	}
	return err
}

type reachingRow struct {
	reviewRow
	At    time.Time
	Roles []readiness.Role
}
