package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectHomeVisitors = sql("list who visits children's homes", `
		select id::text as id, name, role, coalesce(person_id::text, '') as person_id, from_day as from, until_day as until, declaration from home_visitors
		where @id = '' or id::text = @id order by name, id`)
	upsertHomeVisitor = sql("keep who visits children's homes", `
		insert into home_visitors (id, name, role, person_id, from_day, until_day, declaration, made_by, made_at)
		values (@id, @name, @role, (select id from people where id::text = @person), @from, @until, @declaration, @by, @now)
		on conflict (id) do update set name = excluded.name, role = excluded.role, person_id = excluded.person_id, from_day = excluded.from_day,
			until_day = excluded.until_day, declaration = excluded.declaration`)
	existsAccount = sql("look for an account", `select exists (select from people where id::text = @id and active)`)
)

type homeVisitorRow struct {
	ID, Name, Role, PersonID string
	From, Until              calendar.Date
	Declaration              readiness.HomeDeclaration
}

func (db *DB) homeVisitors(ctx context.Context, q querier, id string) ([]readiness.HomeVisitor, error) {
	rows, err := all(ctx, q, selectHomeVisitors, args{"id": id}, pgx.RowToStructByName[homeVisitorRow])
	visitors := make([]readiness.HomeVisitor, len(rows))
	for i, r := range rows {
		visitors[i] = readiness.HomeVisitor{ID: r.ID, Name: r.Name, Role: r.Role, PersonID: r.PersonID, From: r.From, Until: r.Until, HomeDeclaration: r.Declaration}
	}
	return visitors, err
}

// homeVisitor is one visitor; NotFound when there is none.
func (db *DB) homeVisitor(ctx context.Context, q querier, id string) (readiness.HomeVisitor, error) {
	if !isID(id) {
		return readiness.HomeVisitor{}, noSuch(pgx.ErrNoRows, "visitor of children’s homes")
	}
	visitors, err := db.homeVisitors(ctx, q, id)
	if err == nil && len(visitors) == 0 {
		err = noSuch(pgx.ErrNoRows, "visitor of children’s homes")
	}
	if err != nil {
		return readiness.HomeVisitor{}, err
	}
	return visitors[0], nil
}

// HomeVisitors lists who visits children's homes by name, those who visit no more last.
func (db *DB) HomeVisitors(ctx context.Context, viewer readiness.Actor) ([]readiness.HomeVisitor, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeHomes, readiness.Place{}); err != nil {
		return nil, err
	}
	visitors, err := db.homeVisitors(ctx, db.pool, "")
	today := db.today()
	over := func(v readiness.HomeVisitor) int {
		if !v.Until.IsZero() && v.Until.Before(today) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(visitors, func(a, b readiness.HomeVisitor) int { return over(a) - over(b) })
	return visitors, err
}

// SaveHomeVisitor makes a visitor of children's homes, or changes one. Homes that they name must be known.
func (db *DB) SaveHomeVisitor(ctx context.Context, id string, s readiness.SaveHomeVisitor, asked readiness.Asked) (readiness.HomeVisitor, error) {
	none := readiness.HomeVisitor{}
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return none, err
	}
	if err := s.Check(db.today()); err != nil {
		return none, err
	}
	a := act{Action: "visitor of homes added", Subject: "home-visitor"}
	if id != "" {
		if _, err := db.homeVisitor(ctx, db.pool, id); err != nil {
			return none, err
		}
		a = act{Action: "visitor of homes changed", Subject: "home-visitor/" + id}
	}
	id, err := once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (string, error) {
		if id == "" {
			id = newID()
			a.Subject = "home-visitor/" + id
		}
		return id, db.keepHomeVisitor(ctx, tx, id, s, asked)
	})
	if err != nil {
		return none, err
	}
	return db.homeVisitor(ctx, db.pool, id)
}

func (db *DB) keepHomeVisitor(ctx context.Context, tx pgx.Tx, id string, s readiness.SaveHomeVisitor, asked readiness.Asked) error {
	homes, err := db.childrensHomes(ctx, tx, "")
	if err != nil {
		return err
	}
	for field, ids := range map[string][]string{"manages": s.Manages, "line": s.Line, "ties": s.Ties} {
		for _, home := range ids {
			if !slices.ContainsFunc(homes, func(h readiness.ChildrensHome) bool { return h.ID == home }) {
				return readiness.FieldErrorf(field, "There is no such children’s home.")
			}
		}
	}
	if s.PersonID != "" {
		if known, err := one(ctx, tx, existsAccount, args{"id": s.PersonID}, pgx.RowTo[bool]); err != nil || !known {
			return orWhy(err, readiness.FieldErrorf("person_id", "There is no such account."))
		}
	}
	declaration, err := json.Marshal(s.HomeDeclaration)
	if err != nil {
		return fmt.Errorf("keep who visits children's homes: %w", err)
	}
	_, err = exec(ctx, tx, upsertHomeVisitor, args{
		"id": id, "name": s.Name, "role": s.Role, "person": s.PersonID, "from": s.From, "until": s.Until, "declaration": declaration, "by": asked.By.PersonID, "now": db.now(),
	})
	return err
}
