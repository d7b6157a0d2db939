package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertHomeRecommendation = sql("keep what a report on a home recommends", `
		insert into home_recommendations (id, visit_id, text, standard, due, looked_like, made_by, made_at) values (@id, @visit, @text, @standard, @due, @kept, @by, @now)`)
	lockHomeRecommendation   = sql("lock what a report on a home recommends", `select id from home_recommendations where id::text = @id for update`)
	updateHomeRecommendation = sql("say what became of a recommendation", `
		update home_recommendations set closed = @today, outcome = @outcome, why = @why, closed_by = @by where id::text = @id`)
	updateHomeFinding = sql("keep which finding a recommendation became", `
		update home_recommendations set finding_id = (select id from findings_of_practice where id::text = @finding) where id::text = @id`)
)

// HomeRecommendation is one recommendation, with how it stands; NotFound when there is none.
func (db *DB) HomeRecommendation(ctx context.Context, viewer readiness.Actor, id string) (readiness.HomeRecommendation, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeHomes, readiness.Place{}); err != nil {
		return readiness.HomeRecommendation{}, err
	}
	r, err := db.homeRecommendation(ctx, db.pool, id)
	if err != nil {
		return r, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return r, err
	}
	return r, db.answered(ctx, k, []readiness.HomeRecommendation{r})
}

func (db *DB) homeRecommendation(ctx context.Context, q querier, id string) (readiness.HomeRecommendation, error) {
	if !isID(id) {
		return readiness.HomeRecommendation{}, noSuch(pgx.ErrNoRows, "recommendation")
	}
	found, err := db.homeRecommendations(ctx, q, args{"home": "", "id": id, "since": calendar.On(2000, 1, 1)})
	if err == nil && len(found) == 0 {
		err = noSuch(pgx.ErrNoRows, "recommendation")
	}
	if err != nil {
		return readiness.HomeRecommendation{}, err
	}
	return found[0], nil
}

// RecommendAtHome enters a recommendation of a report.
func (db *DB) RecommendAtHome(ctx context.Context, visitID string, x readiness.RecommendAtHome, asked readiness.Asked) (readiness.HomeRecommendation, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return readiness.HomeRecommendation{}, err
	}
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return readiness.HomeRecommendation{}, err
	}
	_, v, err := db.homeVisit(ctx, db.pool, r, visitID)
	if err == nil {
		err = x.Check(v, r.Homes)
	}
	if err != nil {
		return readiness.HomeRecommendation{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "recommendation entered", Subject: "home-visit/" + visitID}, func(tx pgx.Tx, a *act) (string, error) {
		id := newID()
		a.Detail = "recommendation=" + id
		_, err := exec(ctx, tx, insertHomeRecommendation, args{
			"id": id, "visit": visitID, "text": x.Text, "standard": x.Standard, "due": x.Due, "kept": append([]string{}, x.LooksLike...), "by": asked.By.PersonID, "now": db.now(),
		})
		return id, err
	})
	if err != nil {
		return readiness.HomeRecommendation{}, err
	}
	return db.homeRecommendation(ctx, db.pool, id)
}

// CloseHomeRecommendation says what became of a recommendation.
func (db *DB) CloseHomeRecommendation(ctx context.Context, id string, c readiness.CloseHomeRecommendation, asked readiness.Asked) error {
	return db.onHomeRecommendation(ctx, id, asked, "recommendation settled", func(tx pgx.Tx, a *act, r readiness.HomeRecommendation) error {
		if err := r.MayClose(); err != nil {
			return err
		}
		a.Detail += " outcome=" + c.Outcome
		_, err := exec(ctx, tx, updateHomeRecommendation, args{"id": r.ID, "today": db.today(), "outcome": c.Outcome, "why": c.Why, "by": asked.By.PersonID})
		return err
	})
}

// HomeRecommendationFound keeps which finding of the improvement plan a recommendation became.
func (db *DB) HomeRecommendationFound(ctx context.Context, id, findingID string, asked readiness.Asked) error {
	return db.onHomeRecommendation(ctx, id, asked, "recommendation put into the plan", func(tx pgx.Tx, a *act, r readiness.HomeRecommendation) error {
		switch {
		case r.FindingID == findingID:
			return errNothing
		case r.FindingID != "":
			return readiness.Errorf(readiness.Conflict, "Somebody has put this recommendation into the plan in the meantime.")
		}
		a.Detail += " finding=" + findingID
		_, err := exec(ctx, tx, updateHomeFinding, args{"id": r.ID, "finding": findingID})
		return err
	})
}

// onHomeRecommendation does something to a recommendation, once.
func (db *DB) onHomeRecommendation(ctx context.Context, id string, asked readiness.Asked, action string, do func(tx pgx.Tx, a *act, r readiness.HomeRecommendation) error) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return err
	}
	before, err := db.homeRecommendation(ctx, db.pool, id)
	if err != nil {
		return err
	}
	a := act{Action: action, Subject: "home-visit/" + before.VisitID, Detail: "recommendation=" + id}
	_, err = once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (bool, error) {
		if _, err := exec(ctx, tx, lockHomeRecommendation, args{"id": id}); err != nil {
			return false, err
		}
		r, err := db.homeRecommendation(ctx, tx, id)
		if err != nil {
			return false, err
		}
		return true, do(tx, a, r)
	})
	return err
}
