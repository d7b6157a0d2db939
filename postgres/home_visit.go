package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectHomeOfVisit = sql("find the home of a visit", `select home_id::text from home_visits where id::text = @id`)
	upsertHomeVisit   = sql("keep a visit to a children's home", `
		insert into home_visits (id, home_id, visitor_id, on_day, announced, held, why, made_by, made_at)
		values (@id, @home, @visitor, @on, @announced, @held, @why, @by, @now)
		on conflict (id) do update set visitor_id = excluded.visitor_id, on_day = excluded.on_day, announced = excluded.announced, held = excluded.held, why = excluded.why`)
	updateHomeVisitCancelled = sql("leave out a visit to a children's home", `update home_visits set cancelled = @reason where id::text = @id`)
)

// HomeVisit is one visit to a children's home, and the record of the home; NotFound when there is none.
func (db *DB) HomeVisit(ctx context.Context, viewer readiness.Actor, id string) (readiness.HomeRecord, readiness.HomeVisit, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeHomes, readiness.Place{}); err != nil {
		return readiness.HomeRecord{}, readiness.HomeVisit{}, err
	}
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return readiness.HomeRecord{}, readiness.HomeVisit{}, err
	}
	record, v, err := db.homeVisit(ctx, db.pool, r, id)
	if err != nil {
		return record, v, err
	}
	return record, v, db.answered(ctx, r.reckoning, record.Recommendations)
}

func (db *DB) homeVisit(ctx context.Context, q querier, r homeReader, id string) (record readiness.HomeRecord, v readiness.HomeVisit, err error) {
	home, err := one(ctx, q, selectHomeOfVisit, args{"id": id}, pgx.RowTo[string])
	if err != nil {
		return record, v, noSuch(err, "visit to a children’s home")
	}
	if record, err = db.homeRecord(ctx, q, r, home, id); err != nil {
		return record, v, err
	}
	i := slices.IndexFunc(record.Visits, func(v readiness.HomeVisit) bool { return v.ID == id })
	if i < 0 {
		return record, v, noSuch(pgx.ErrNoRows, "visit to a children’s home")
	}
	return record, record.Visits[i], nil
}

// SaveHomeVisit plans or records a visit to a children's home, or changes one. The home is locked, so that the months in a row of its visitor are counted
// as they will stand.
func (db *DB) SaveHomeVisit(ctx context.Context, homeID, id string, s readiness.SaveHomeVisit, asked readiness.Asked) (readiness.HomeVisit, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return readiness.HomeVisit{}, err
	}
	a := act{Action: "visit to a home planned", Subject: "childrens-home/" + homeID}
	if id != "" {
		a = act{Action: "visit to a home changed", Subject: "home-visit/" + id}
	}
	if s.Held == "yes" {
		a.Action = "visit to a home recorded"
	}
	id, err := once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (string, error) {
		a.Detail = "on=" + s.On.String()
		return db.keepHomeVisit(ctx, tx, homeID, id, s, asked, a)
	})
	if err != nil {
		return readiness.HomeVisit{}, err
	}
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return readiness.HomeVisit{}, err
	}
	_, v, err := db.homeVisit(ctx, db.pool, r, id)
	return v, err
}

func (db *DB) keepHomeVisit(ctx context.Context, tx pgx.Tx, homeID, id string, s readiness.SaveHomeVisit, asked readiness.Asked, a *act) (string, error) {
	record, r, err := db.lockedHome(ctx, tx, homeID, id)
	if err != nil {
		return "", err
	}
	others := record.Visits
	if id == "" {
		id = newID()
		a.Subject = "home-visit/" + id
	} else {
		i := slices.IndexFunc(others, func(v readiness.HomeVisit) bool { return v.ID == id })
		if i < 0 {
			return "", noSuch(pgx.ErrNoRows, "visit to a children’s home")
		}
		if err := others[i].MayChange(); err != nil {
			return "", err
		}
		others = slices.Delete(slices.Clone(others), i, i+1)
	}
	visitor, err := db.homeVisitor(ctx, tx, s.VisitorID)
	if err != nil {
		if readiness.NotFound.Is(err) {
			err = readiness.FieldErrorf("visitor_id", "Choose who visits.")
		}
		return "", err
	}
	if err := s.Check(record.Home, visitor, others, r.Homes, r.today); err != nil {
		return "", err
	}
	_, err = exec(ctx, tx, upsertHomeVisit, args{
		"id": id, "home": record.Home.ID, "visitor": visitor.ID, "on": s.On, "announced": s.Announced == "yes", "held": s.Held == "yes", "why": s.Why,
		"by": asked.By.PersonID, "now": db.now(),
	})
	return id, err
}

// lockedHome reads the record of a home inside a transaction in which nobody else can change its visits.
func (db *DB) lockedHome(ctx context.Context, tx pgx.Tx, homeID, visitID string) (readiness.HomeRecord, homeReader, error) {
	if _, err := exec(ctx, tx, lockHome, args{"id": homeID}); err != nil {
		return readiness.HomeRecord{}, homeReader{}, err
	}
	r, err := db.homeReader(ctx, tx)
	if err != nil {
		return readiness.HomeRecord{}, r, err
	}
	record, err := db.homeRecord(ctx, tx, r, homeID, visitID)
	return record, r, err
}

// onHomeVisit does something to a visit to a children's home, once.
func (db *DB) onHomeVisit(ctx context.Context, id string, asked readiness.Asked, action string, do func(tx pgx.Tx, a *act, v readiness.HomeVisit, r homeReader) error) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return err
	}
	home, err := one(ctx, db.pool, selectHomeOfVisit, args{"id": id}, pgx.RowTo[string])
	if err != nil {
		return noSuch(err, "visit to a children’s home")
	}
	_, err = once(ctx, db, asked, act{Action: action, Subject: "home-visit/" + id}, func(tx pgx.Tx, a *act) (bool, error) {
		if _, err := exec(ctx, tx, lockHome, args{"id": home}); err != nil {
			return false, err
		}
		r, err := db.homeReader(ctx, tx)
		if err != nil {
			return false, err
		}
		_, v, err := db.homeVisit(ctx, tx, r, id)
		if err != nil {
			return false, err
		}
		return true, do(tx, a, v, r)
	})
	return err
}

// CancelHomeVisit says that a planned visit is not made.
func (db *DB) CancelHomeVisit(ctx context.Context, id string, c readiness.CancelHomeVisit, asked readiness.Asked) error {
	return db.onHomeVisit(ctx, id, asked, "visit to a home left out", func(tx pgx.Tx, _ *act, v readiness.HomeVisit, _ homeReader) error {
		if err := v.MayCancel(); err != nil {
			return err
		}
		_, err := exec(ctx, tx, updateHomeVisitCancelled, args{"id": v.ID, "reason": c.Reason})
		return err
	})
}
