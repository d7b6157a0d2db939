package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	_ readiness.HomeRegister = (*DB)(nil)
	_ readiness.HomeVisits   = (*DB)(nil)
)

var (
	selectHomes = sql("list children's homes", `
		select h.id::text as id, h.name, h.run_by, h.provider, h.manager, h.places, coalesce(h.area_id::text, '') as area_id, coalesce(a.name, '') as area,
			h.from_day as from, h.until_day as until
		from childrens_homes h left join areas a on a.id = h.area_id where @id = '' or h.id::text = @id order by h.name, h.id`)
	lockHome   = sql("lock a children's home", `select id from childrens_homes where id::text = @id for update`)
	homeCalled = sql("look for a children's home of a name", `select exists (select from childrens_homes where lower(name) = lower(@name) and id::text <> @id)`)
	upsertHome = sql("keep a children's home", `
		insert into childrens_homes (id, name, run_by, provider, manager, places, area_id, from_day, until_day, made_by, made_at)
		values (@id, @name, @run_by, @provider, @manager, @places, (select id from areas where id::text = @area), @from, @until, @by, @now)
		on conflict (id) do update set name = excluded.name, run_by = excluded.run_by, provider = excluded.provider, manager = excluded.manager, places = excluded.places,
			area_id = excluded.area_id, from_day = excluded.from_day, until_day = excluded.until_day`)
)

type childrensHomeRow struct {
	ID, Name, RunBy, Provider, Manager string
	Places                             int
	AreaID, Area                       string
	From, Until                        calendar.Date
}

func (db *DB) childrensHomes(ctx context.Context, q querier, id string) ([]readiness.ChildrensHome, error) {
	rows, err := all(ctx, q, selectHomes, args{"id": id}, pgx.RowToStructByName[childrensHomeRow])
	homes := make([]readiness.ChildrensHome, len(rows))
	for i, r := range rows {
		homes[i] = readiness.ChildrensHome(r)
	}
	return homes, err
}

// childrensHome is one home; NotFound when there is none.
func (db *DB) childrensHome(ctx context.Context, q querier, id string) (readiness.ChildrensHome, error) {
	if !isID(id) {
		return readiness.ChildrensHome{}, noSuch(pgx.ErrNoRows, "children’s home")
	}
	homes, err := db.childrensHomes(ctx, q, id)
	if err == nil && len(homes) == 0 {
		err = noSuch(pgx.ErrNoRows, "children’s home")
	}
	if err != nil {
		return readiness.ChildrensHome{}, err
	}
	return homes[0], nil
}

// SaveHome makes a children's home, or changes one.
func (db *DB) SaveHome(ctx context.Context, id string, s readiness.SaveHome, asked readiness.Asked) (readiness.ChildrensHome, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return readiness.ChildrensHome{}, err
	}
	if err := s.Check(); err != nil {
		return readiness.ChildrensHome{}, err
	}
	a := act{Action: "home added", Subject: "childrens-home"}
	if id != "" {
		if _, err := db.childrensHome(ctx, db.pool, id); err != nil {
			return readiness.ChildrensHome{}, err
		}
		a = act{Action: "home changed", Subject: "childrens-home/" + id}
	}
	id, err := once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (string, error) {
		if id == "" {
			id = newID()
			a.Subject = "childrens-home/" + id
		}
		return id, db.keepHome(ctx, tx, id, s, asked)
	})
	if err != nil {
		return readiness.ChildrensHome{}, err
	}
	return db.childrensHome(ctx, db.pool, id)
}

func (db *DB) keepHome(ctx context.Context, tx pgx.Tx, id string, s readiness.SaveHome, asked readiness.Asked) error {
	if known, err := one(ctx, tx, homeCalled, args{"name": s.Name, "id": id}, pgx.RowTo[bool]); err != nil || known {
		return orWhy(err, readiness.FieldErrorf("name", "There is a children’s home of this name already."))
	}
	if s.AreaID != "" {
		if known, err := one(ctx, tx, existsArea, args{"id": s.AreaID}, pgx.RowTo[bool]); err != nil || !known {
			return orWhy(err, readiness.FieldErrorf("area_id", "There is no such area."))
		}
	}
	if s.RunBy == readiness.RunByCouncil {
		s.Provider = ""
	}
	_, err := exec(ctx, tx, upsertHome, args{
		"id": id, "name": s.Name, "run_by": s.RunBy, "provider": s.Provider, "manager": s.Manager, "places": s.Places, "area": s.AreaID, "from": s.From, "until": s.Until,
		"by": asked.By.PersonID, "now": db.now(),
	})
	return err
}
