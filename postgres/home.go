package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectCover = sql("list cover", `
		select away.name as for, p.name as by, d.until_day as until from deputies d join people p on p.id = d.deputy_id join people away on away.id = d.person_id
		where (d.deputy_id = @person or d.person_id = @person) and d.from_day <= @today and d.until_day >= @today and p.active and away.active
		order by d.until_day, d.id`)
	countUnmapped = sql("count teams without an area", `
		select count(*) from teams t where t.area_id is null and exists (select from cases c where c.team_id = t.id and c.closed is null)`)
	countDraw = sql("count second looks", `
		select (select count(*) from reviews r where r.status = 'signed_off' and r.signed_on >= @since)::int as signed,
			count(*)::int as taken, (count(*) filter (where e.kind = 'second look agreed'))::int as agreed
		from review_events e where e.at >= @since and (e.kind = 'second look agreed'
			or (e.kind = 'sent back' and e.by_id in (select po.person_id::text from posts po where po.role = 'quality_assurance')))`)
	countService = sql("count what an administrator should see", `
		select (select count(*) from people p where p.active and not exists (select from posts po where po.person_id = p.id and po.from_day <= @today
				and (po.until_day is null or po.until_day >= @today)))::int as without_post,
			(select count(*) from people p where p.active and p.last_sign_in is null)::int as never_signed_in,
			(select count(*) from people p where p.active and p.last_sign_in < @away)::int as long_away,
			(select count(*) from sign_in_failures f where f.at > @day_ago)::int as failed_sign_ins,
			(select count(*) from mails m where m.sent is null and m.failed <> '')::int as unsent_mails`)
	selectEmptyPosts = sql("list areas without a head", `
		select a.name from areas a where not exists (select from posts po join people p on p.id = po.person_id
			where po.role = 'area_head' and po.area_id = a.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today))
		order by lower(a.name)`)
	selectUnconfirmed = sql("list uploads to confirm", importColumns+` where i.status = 'checked' order by i.at desc, i.id desc limit 50`)
)

// Home is what one person's first page shows. Who may not see cases gets figures only.
func (db *DB) Home(ctx context.Context, viewer readiness.Actor) (readiness.HomeView, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.HomeView{}, err
	}
	v := readiness.HomeView{On: k.today}
	for _, part := range []func(context.Context, reckoning, readiness.Actor, *readiness.HomeView) error{db.homeFigures, db.homeRegisters} {
		if err := part(ctx, k, viewer, &v); err != nil {
			return v, err
		}
	}
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		return v, nil
	}
	d, err := db.desk(ctx, k, viewer)
	if err != nil {
		return v, err
	}
	for _, part := range []func(context.Context, desk, *readiness.HomeView) error{db.homeWaiting, db.homeMine, db.homeUnowned, db.homeReaches} {
		if err := part(ctx, d, &v); err != nil {
			return v, err
		}
	}
	return v, nil
}

// A desk is what the lists of one person are asked with: the rules of today, whose lists they are, how far that person sees, and who stands where.
type desk struct {
	reckoning
	viewer readiness.Actor
	seen   scope
	roster roster
}

func (db *DB) desk(ctx context.Context, k reckoning, viewer readiness.Actor) (desk, error) {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return desk{}, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	return desk{k, viewer, seen, roster}, err
}

// homeFigures adds up the viewer's areas or teams, or the council for those who see all or nothing.
func (db *DB) homeFigures(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeCounts, readiness.Place{}); err != nil {
		return err
	}
	seen := figureScope(viewer)
	parts, err := db.figures(ctx, seen)
	if err != nil {
		return err
	}
	name, err := db.scopeName(ctx, seen, parts)
	if err != nil {
		return err
	}
	v.Figures = total(name, parts)
	ago, err := db.monthBefore(ctx, seen)
	if err != nil {
		return err
	}
	v.Figures.MonthAgo, v.Figures.MonthAgoOn = ago.LongOpen, ago.Day
	if v.Months, err = db.months(ctx, seen, monthsBack); err != nil {
		return err
	}
	v.Changes = k.Rules.Changes(k.today.AddMonths(-monthsBack), k.today)
	if seen.everywhere {
		v.Areas = parts
	}
	if len(seen.areas) == 1 && !seen.everywhere && len(seen.teams) == 0 {
		v.Figures.AreaID = seen.areas[0]
	}
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		*v = v.WithoutSmallNumbers(k.Rules.Small())
	}
	return nil
}

// monthsBack is how many months the figures over time go back.
const monthsBack = 13

// figureScope is what the figures of a viewer count: their areas and teams, or the council for those who see all or see no case at all.
func figureScope(viewer readiness.Actor) scope {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return scope{everywhere: true, areas: []string{}, teams: []string{}}
	}
	return seen
}

var selectTeamsCalled = sql("read the names of teams", `select name from teams where id = any(@teams::uuid[]) order by lower(name)`)

// scopeName says what figures count: the council, or the areas and teams by name.
func (db *DB) scopeName(ctx context.Context, s scope, parts []readiness.Figures) (string, error) {
	if s.everywhere {
		return "The council", nil
	}
	var names []string
	for _, p := range parts {
		if slices.Contains(s.areas, p.AreaID) {
			names = append(names, p.Name)
		}
	}
	teams, err := all(ctx, db.pool, selectTeamsCalled, args{"teams": s.teams}, pgx.RowTo[string])
	return strings.Join(append(names, teams...), " and "), err
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
	if err = db.homeService(ctx, k, viewer, v); err != nil {
		return err
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

// homeService counts what somebody who keeps accounts, or takes second looks, should know.
func (db *DB) homeService(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.HomeView) error {
	if viewer.Holds(readiness.QualityAssurance) {
		draw, err := one(ctx, db.pool, countDraw, args{"since": k.today.AddDays(-90)}, pgx.RowToStructByName[readiness.SecondLookDraw])
		if err != nil {
			return err
		}
		v.Draw = &draw
	}
	if !readiness.May(viewer, readiness.ManagePeople, readiness.Place{}) {
		return nil
	}
	state, err := one(ctx, db.pool, countService, args{"today": k.today, "away": db.now().AddDate(0, 0, -90), "day_ago": db.now().Add(-24 * time.Hour)}, pgx.RowToStructByNameLax[readiness.ServiceState])
	if err != nil {
		return err
	}
	state.EmptyPosts, err = all(ctx, db.pool, selectEmptyPosts, args{"today": k.today}, pgx.RowTo[string])
	v.Service = &state
	return err
}
