package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlaceRegister = (*DB)(nil)

// heads and managers are subqueries for the names of today's holders of a place's post.
const (
	heads = `coalesce((select string_agg(p.name, ' and ' order by po.from_day, po.id) from posts po join people p on p.id = po.person_id
		where po.role = 'area_head' and po.area_id = a.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)), '')`
	managers = `coalesce((select string_agg(p.name, ' and ' order by po.from_day, po.id) from posts po join people p on p.id = po.person_id
		where po.role = 'team_manager' and po.team_id = t.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)), '')`
	managerID = `coalesce((select p.id::text from posts po join people p on p.id = po.person_id
		where po.role = 'team_manager' and po.team_id = t.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)
		order by po.from_day, po.id limit 1), '')`
)

// openCases is a subquery for the open cases of a team t: as today's figures have them, which change with the cases, or counted before the day has any.
const openCases = `(case when exists (select from snapshot_days where day = @today)
	then coalesce((select s.open_cases from snapshots s where s.day = @today and s.team_id = t.id), 0)
	else (select count(*) from cases c where c.team_id = t.id and c.closed is null)::int end)`

const areaColumns = `
	select a.id::text as id, a.name, ` + heads + ` as head,
		(select count(*) from teams t where t.area_id = a.id)::int as teams,
		coalesce((select sum(` + openCases + `) from teams t where t.area_id = a.id), 0)::int as cases
	from areas a`

var (
	listAreas  = sql("list areas", areaColumns+` order by lower(a.name)`)
	selectArea = sql("read an area", areaColumns+` where a.id = @id`)
	listTeams  = sql("list teams", `
		select t.id::text as id, t.name, coalesce(t.area_id::text, '') as area_id, coalesce(a.name, '') as area, `+managers+` as manager, `+managerID+` as manager_id,
			`+openCases+` as cases
		from teams t left join areas a on a.id = t.area_id order by t.area_id is not null, lower(t.name)`)
	upsertArea = sql("save an area", `
		insert into areas (id, name, made_at) values (@id, @name, @now) on conflict (id) do update set name = excluded.name`)
	existsArea = sql("look for an area", `select exists (select from areas where id::text = @id)`)
	existsTeam = sql("look for a team", `select exists (select from teams where id::text = @id)`)
	mapTeam    = sql("put a team into an area", `update teams set area_id = @area where id = @team and area_id is distinct from @area`)
)

// Areas lists the areas by name, with today's heads.
func (db *DB) Areas(ctx context.Context) ([]readiness.Area, error) {
	return all(ctx, db.pool, listAreas, args{"today": db.today()}, pgx.RowToStructByName[readiness.Area])
}

// Teams lists the teams, those without an area first.
func (db *DB) Teams(ctx context.Context) ([]readiness.Team, error) {
	return all(ctx, db.pool, listTeams, args{"today": db.today()}, pgx.RowToStructByName[readiness.Team])
}

// SaveArea names an area, or makes a new one when id is "". Two areas cannot share a name.
func (db *DB) SaveArea(ctx context.Context, id string, s readiness.SaveArea, asked readiness.Asked) (readiness.Area, error) {
	saved, err := once(ctx, db, asked, act{Action: "area saved", Subject: subject("area", id)}, func(tx pgx.Tx, a *act) (string, error) {
		area := id
		if area == "" {
			area = newID()
		} else if known, err := one(ctx, tx, existsArea, args{"id": area}, pgx.RowTo[bool]); err != nil || !known {
			return "", orNotFound(err, "There is no such area.")
		}
		a.Subject = subject("area", area)
		_, err := exec(ctx, tx, upsertArea, args{"id": area, "name": strings.TrimSpace(s.Name), "now": db.now()})
		if violates(err, "areas_name") {
			return "", readiness.FieldErrorf("name", "There is an area with this name already. Choose another name.")
		}
		return area, err
	})
	if err != nil {
		return readiness.Area{}, err
	}
	return one(ctx, db.pool, selectArea, args{"id": saved, "today": db.today()}, pgx.RowToStructByName[readiness.Area])
}

// MapTeams puts teams into areas. The reviews of their cases follow with the next sweep or import.
func (db *DB) MapTeams(ctx context.Context, m readiness.MapTeams, asked readiness.Asked) error {
	_, err := once(ctx, db, asked, act{Action: "teams mapped", Subject: "teams"}, func(tx pgx.Tx, a *act) (int64, error) {
		var moved int64
		for _, team := range slices.Sorted(maps.Keys(m.Areas)) {
			n, err := db.mapTeam(ctx, tx, team, m.Areas[team])
			if err != nil {
				return 0, err
			}
			if n > 0 {
				a.Detail = join(a.Detail, team+"="+m.Areas[team])
			}
			moved += n
		}
		if moved == 0 {
			return 0, errNothing
		}
		return moved, db.recount(ctx, tx)
	})
	return err
}

func (db *DB) mapTeam(ctx context.Context, tx pgx.Tx, team, area string) (int64, error) {
	field := "areas"
	if known, err := one(ctx, tx, existsTeam, args{"id": team}, pgx.RowTo[bool]); err != nil || !known {
		return 0, orField(err, field, "One of the teams does not exist any more. Load the page again.")
	}
	if area != "" {
		if known, err := one(ctx, tx, existsArea, args{"id": area}, pgx.RowTo[bool]); err != nil || !known {
			return 0, orField(err, field, "One of the areas does not exist any more. Load the page again.")
		}
	}
	return exec(ctx, tx, mapTeam, args{"team": team, "area": orNull(area)})
}

// orNotFound is err, or a NotFound refusal when there is none.
func orNotFound(err error, sentence string) error {
	if err != nil {
		return err
	}
	return readiness.Errorf(readiness.NotFound, "%s", sentence)
}

// orField is err, or a refusal about a field when there is none.
func orField(err error, field, sentence string) error {
	if err != nil {
		return err
	}
	return readiness.FieldErrorf(field, "%s", sentence)
}

// noSuch turns the absence of a row into a NotFound refusal and leaves other errors as they are.
func noSuch(err error, thing string) error {
	if isNone(err) {
		return readiness.Errorf(readiness.NotFound, "There is no such %s.", thing)
	}
	return err
}

// subject names a thing for the audit trail.
func subject(noun, id string) string { return fmt.Sprintf("%s/%s", noun, id) }
