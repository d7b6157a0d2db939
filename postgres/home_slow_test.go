package postgres

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// What follows answers the pages' questions the plain way: it reads every review or case that the viewer may see and lets the rules choose. It is what
// the quick statements must agree with.

const slowReviews = reviewColumns + `, r.ahead` + reviewTables + ` where r.status not in ('planned', 'signed_off', 'overtaken') and ` + seeReview + ` order by r.due, r.id`

type slowRow struct {
	reviewRow
	Ahead []rungAhead
}

// SlowHome are the ids in the lists of a first page, by list; those that reach somebody stand with their day.
func SlowHome(ctx context.Context, db *DB, viewer readiness.Actor) (map[string][]string, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	d, err := db.desk(ctx, k, viewer)
	if err != nil {
		return nil, err
	}
	leavers, err := db.leavers(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, statement{purpose: "read every running review", anew: true, text: slowReviews}, d.seen.with(args{}), pgx.RowToStructByName[slowRow])
	lists := map[string][]string{}
	for _, r := range rows {
		for list, in := range map[string]bool{
			"decide":      r.Reached != "" && r.Status != readiness.Paused && d.roster.waitsFor(viewer, r.Reached, r.whereabouts()),
			"sign off":    r.Status == readiness.Submitted && d.roster.signs(viewer, r.reviewRow),
			"second look": r.Status == readiness.SecondLook && viewer.Holds(readiness.QualityAssurance) && r.SignedBy != viewer.PersonID && r.SentBy != viewer.PersonID,
			"mine":        d.mine(r.reviewRow, leavers),
			"unowned":     d.unowned(r.reviewRow, leavers),
		} {
			if in {
				lists[list] = append(lists[list], r.ReviewID)
			}
		}
	}
	lists["reaches"] = d.reached(rows, db.now())
	return lists, err
}

func doneBy(r reviewRow) bool { return r.Status == readiness.Open || r.Status == readiness.InReview }

func (d desk) mine(r reviewRow, leavers []string) bool {
	left := r.OwnerID == "" || slices.Contains(leavers, r.OwnerID)
	return doneBy(r) && (r.OwnerID != "" && slices.Contains(d.seen.people, r.OwnerID) || left && slices.Contains(d.viewer.TeamIDs(), r.TeamID))
}

func (d desk) unowned(r reviewRow, leavers []string) bool {
	gives := slices.ContainsFunc(d.viewer.Holdings, func(h readiness.Holding) bool {
		return slices.Contains(givers, h.Role) && (h.Role != readiness.AreaHead || h.AreaID == r.AreaID)
	})
	return gives && doneBy(r) && (r.OwnerID == "" || slices.Contains(leavers, r.OwnerID)) && len(d.roster.holders(readiness.TeamManager, r.whereabouts())) == 0
}

func (d desk) reached(rows []slowRow, now time.Time) []string {
	until := d.Calendar.Add(d.today, reachesAhead, calendar.Exclusive).At(24, 0)
	type rung struct {
		rungAhead
		slowRow
	}
	var rungs []rung
	for _, r := range rows {
		for _, a := range r.Ahead {
			held := slices.ContainsFunc(a.Roles, func(role readiness.Role) bool { return slices.Contains(line, string(role)) && d.viewer.Holds(role) })
			waits := slices.ContainsFunc(a.Roles, func(role readiness.Role) bool {
				return role != readiness.Owner && d.roster.waitsFor(d.viewer, role, r.whereabouts())
			})
			runs := doneBy(r.reviewRow) || r.Status == readiness.Submitted
			if runs && held && waits && a.At.After(now) && a.At.Before(until) {
				rungs = append(rungs, rung{a, r})
			}
		}
	}
	slices.SortFunc(rungs, func(a, b rung) int {
		return cmp.Or(a.At.Compare(b.At), a.Due.Compare(b.Due), cmp.Compare(a.ReviewID, b.ReviewID))
	})
	var found []string
	for _, r := range rungs {
		found = append(found, calendar.DateOf(r.At).String()+" "+r.ReviewID)
	}
	return found
}

// SlowCases are the ids of the cases in a state that a viewer sees, in an order, by one plain query.
func SlowCases(ctx context.Context, db *DB, viewer readiness.Actor, q readiness.CaseQuery) ([]string, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return nil, err
	}
	place, key := "case", "case"
	for i, p := range caseOrders[q.Sort] {
		place += ` when ` + p.where + ` then ` + string(rune('0'+i))
		key += ` when ` + p.where + ` then ` + p.key + `::text`
	}
	slow := statement{purpose: "read every case", anew: true, text: `select c.id::text from cases c` + itsReview + caseTables + ` where c.closed is null and ` + seeCase + ` and ` + caseStates[q.State] + `
		and (@area = '' or t.area_id::text = @area) and (@team = '' or c.team_id::text = @team) and (@type = '' or c.case_type = @type)
		and (@text = '' or strpos(lower(c.child_ref), lower(@text)) > 0)
		order by ` + place + ` end, ` + key + ` end, c.id`}
	a := seen.with(args{"today": k.today, "alert_days": k.Rules.AlertDays, "area": q.AreaID, "team": q.TeamID, "type": q.Type, "text": strings.TrimSpace(q.Text)})
	return all(ctx, db.pool, slow, only(a, slow), pgx.RowTo[string])
}

// SlowReviews counts the reviews in a state that a viewer sees, by a query that joins every review with its case.
func SlowReviews(ctx context.Context, db *DB, viewer readiness.Actor, state string) (int, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return 0, err
	}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return 0, err
	}
	leavers, err := db.leavers(ctx)
	if err != nil {
		return 0, err
	}
	a := seen.with(args{"area": "", "team": "", "owner": "", "role": "", "state": state, "today": k.today, "leavers": leavers})
	k.climbing(a, db.now())
	slow := statement{purpose: "count every review", anew: true, text: `select count(*)` + reviewTables + reviewSeen + reviewFilter}
	return one(ctx, db.pool, slow, only(a, slow), pgx.RowTo[int])
}

// SlowFigures are the open cases, long-open cases, late reviews, those put off twice and those that wait, of what a viewer's figures count.
func SlowFigures(ctx context.Context, db *DB, viewer readiness.Actor) ([]int, error) {
	s := figureScope(viewer)
	a := s.places(args{"today": db.today()})
	const where = ` and (@everywhere or s.area_id = any(@areas::uuid[]) or s.team_id = any(@teams::uuid[]))`
	const cases = `select count(*) from (select c.*, t.area_id from cases c left join teams t on t.id = c.team_id) s where s.closed is null`
	const reviews = `select count(*) from reviews s where s.status not in ('planned', 'signed_off', 'overtaken')`
	var counts []int
	for _, query := range []string{
		cases + where, cases + ` and basis_reached <= @today` + where,
		reviews + ` and due < @today and status in ('open', 'in_review', 'submitted')` + where, reviews + ` and put_offs >= 2` + where, reviews + ` and reached <> ''` + where,
	} {
		slow := statement{purpose: "count plainly", anew: true, text: query}
		n, err := one(ctx, db.pool, slow, only(a, slow), pgx.RowTo[int])
		if err != nil {
			return nil, err
		}
		counts = append(counts, n)
	}
	return counts, nil
}
