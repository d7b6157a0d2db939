package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectReview = sql("read a review", reviewColumns+`, r.state,
			coalesce((select name from people p where p.id::text = r.sent_by), '') as sent_name,
			coalesce((select name from people p where p.id::text = r.signed_by), '') as signed_name`+reviewTables+`
		where r.id = @id and r.status <> 'planned' and `+seeReview)
	selectEvents = sql("list what happened in a review", happened("review", `n.review_id = e.review_id`))
)

type reviewViewRow struct {
	reviewRow
	State                readiness.Review
	SentName, SignedName string
}

// Review is the page of one review. What happened comes newest first.
func (db *DB) Review(ctx context.Context, viewer readiness.Actor, id string) (readiness.ReviewView, error) {
	row, err := db.reviewFor(ctx, viewer, id)
	if err != nil {
		return readiness.ReviewView{}, err
	}
	if err := db.looked(ctx, viewer, row.CaseID, row.State.Place()); err != nil {
		return readiness.ReviewView{}, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.ReviewView{}, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return readiness.ReviewView{}, err
	}
	v := readiness.ReviewView{
		ReviewRow: k.reviewRow(row.reviewRow), State: row.State, SubmittedBy: row.SentName, SignedBy: row.SignedName,
		Next: nextSteps(row.State, row.whereabouts(), roster),
	}
	v.Overdue = row.State.Overdue(k.today) // by the calendar that the review itself runs by
	if v.Earlier, err = db.reviewsOf(ctx, k, row.CaseID, id); err != nil {
		return v, err
	}
	v.Happened, err = db.eventsOf(ctx, selectEvents, id)
	return v, err
}

// reviewFor reads one review that the viewer may see; any other is NotFound.
func (db *DB) reviewFor(ctx context.Context, viewer readiness.Actor, id string) (reviewViewRow, error) {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return reviewViewRow{}, err
	}
	if !isID(id) {
		return reviewViewRow{}, noSuch(pgx.ErrNoRows, "review")
	}
	row, err := one(ctx, db.pool, selectReview, seen.with(args{"id": id}), pgx.RowToStructByName[reviewViewRow])
	if isNone(err) {
		return row, readiness.Errorf(readiness.NotFound, "There is no such review, or it belongs to another area or team than yours.")
	}
	return row, err
}

// actorName puts words in the place of the actors that are no person; a name stays as it is.
func actorName(by string) string {
	for _, own := range readiness.Unnamed {
		if by == own.PersonID {
			return own.Name
		}
	}
	return by
}

// nextSteps lists what happens if nobody does anything, and who that would reach as the posts are filled today.
func nextSteps(r readiness.Review, of whereabouts, roster roster) []readiness.NextStep {
	steps := []readiness.NextStep{}
	step := func(at time.Time, roles []readiness.Role, text string) {
		people := roster.recipients(readiness.Telling{Roles: roles}, of)
		steps = append(steps, readiness.NextStep{At: at, Roles: roles, Names: roster.called(people), Text: text})
	}
	if r.Status == readiness.Paused {
		at, _ := r.Deadline()
		step(at, []readiness.Role{readiness.Owner}, "the pause ends and the review comes back")
		return steps
	}
	if _, waits := r.Deadline(); !waits {
		return steps
	}
	ladder := r.Terms.Ladder
	for i := r.Run.Next; i < len(ladder.Rungs); i++ {
		if rung := ladder.Rungs[i]; r.Status != readiness.Submitted || rung.Escalates() {
			step(r.Run.RungAt(i, ladder, r.Terms.Calendar), rung.Roles, rung.When())
		}
	}
	return steps
}

// Owners lists the people that a review can be given to: managers of its area's teams, the area's head, and those above. Each is "name, role".
func (db *DB) Owners(ctx context.Context, viewer readiness.Actor, reviewID string) ([]readiness.Choice, error) {
	row, err := db.reviewFor(ctx, viewer, reviewID)
	if err != nil {
		return nil, err
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	owners, listed := []readiness.Choice{}, map[string]bool{row.OwnerID: true}
	for _, role := range []readiness.Role{readiness.TeamManager, readiness.AreaHead, readiness.AssistantDirector, readiness.Director} {
		for _, p := range roster.posts {
			local := role == readiness.AssistantDirector || role == readiness.Director || (p.AreaID != nil && *p.AreaID == row.AreaID)
			if p.Role != role || !local || listed[p.PersonID] {
				continue
			}
			listed[p.PersonID] = true
			owners = append(owners, readiness.Choice{Code: p.PersonID, Text: p.Name + ", " + role.Title()})
		}
	}
	return owners, nil
}
