package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PolicyViews = (*DB)(nil)

// movesShown is how many moved dates a page shows before a change, movedShown how many after it.
const (
	movesShown = 50
	movedShown = 200
)

var (
	selectVersions = sql("list the versions of the rules", `
		select r.kind, r.version, r.body, r.made_at as at, coalesce(p.name, r.made_by) as by, r.reason, r.running
		from rulebook r left join people p on p.id::text = r.made_by order by r.kind, r.version`)
	selectCounted = sql("list due dates that count working days", `
		select r.id::text as review_id, c.child_ref, coalesce(a.name, '') as area, r.state->'run' as run, (`+seeReview+`) as seen
		from reviews r join cases c on c.id = r.case_id left join teams t on t.id = c.team_id left join areas a on a.id = r.area_id
		where r.status in ('open', 'in_review', 'submitted', 'second_look') and coalesce((r.state->'run'->>'days')::int, 0) > 0 order by r.due, r.id`)
	selectMoved = sql("list due dates that moved", `
		select r.id::text as review_id, c.child_ref, coalesce(a.name, '') as area, e.at, (e.body->>'due')::date as to, (e.body->>'was')::date as from
		from review_events e join reviews r on r.id = e.review_id join cases c on c.id = r.case_id left join teams t on t.id = c.team_id left join areas a on a.id = r.area_id
		where e.kind = 'planned again' and e.at > @since and e.body->>'was' is not null and `+seeReview+` order by e.at desc, r.id limit @limit`)
	selectUnmanaged = sql("count teams without a manager", `
		select count(*) from teams t where t.area_id is not null and not exists (select from posts po join people p on p.id = po.person_id
			where po.role = 'team_manager' and po.team_id = t.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today))`)
	selectTry = sql("find a running review by its case's reference", `
		select r.id::text from reviews r join cases c on c.id = r.case_id
		where c.child_ref = @ref and r.status not in ('planned', 'signed_off', 'overtaken') limit 1`)
)

type versionRow struct {
	Kind    readiness.RuleKind
	Version int
	Body    []byte
	At      time.Time
	By      string
	Reason  string
	Running string
}

// RuleHistory lists every version of every kind of rules, newest first, each with what differs from the one before.
func (db *DB) RuleHistory(ctx context.Context) ([]readiness.RuleVersion, error) {
	rows, err := all(ctx, db.pool, selectVersions, nil, pgx.RowToStructByName[versionRow])
	if err != nil {
		return nil, err
	}
	before := map[readiness.RuleKind][]byte{}
	history := make([]readiness.RuleVersion, 0, len(rows))
	for _, row := range rows {
		v := readiness.RuleVersion{Kind: row.Kind, Version: row.Version, At: row.At, By: actorName(row.By), Reason: row.Reason, Running: row.Running}
		if !row.Kind.Carried() {
			v.Running = ""
		}
		if v.Changed, err = differs(row.Kind, before[row.Kind], row.Body, calendar.DateOf(row.At)); err != nil {
			return nil, fmt.Errorf("compare version %d of the %s: %w", row.Version, row.Kind, err)
		}
		before[row.Kind] = row.Body
		history = append(history, v)
	}
	slices.SortStableFunc(history, func(a, b readiness.RuleVersion) int { return b.At.Compare(a.At) })
	return history, nil
}

// differs compares two versions of a kind, the newer of them made on a day; before is nil for the first that somebody made.
func differs(kind readiness.RuleKind, before, now []byte, on calendar.Date) ([]string, error) {
	switch kind {
	case readiness.RulesOfReviews:
		return compared(before, now, readiness.DefaultReviewRules(), readiness.ReviewRules{}, readiness.ReviewRules.Differs)
	case readiness.RulesOfLadder:
		return compared(before, now, readiness.DefaultLadder(), readiness.Ladder{}, readiness.Ladder.Differs)
	case readiness.RulesOfTime:
		return compared(before, now, readiness.DefaultTimetable(), readiness.Timetable{}, func(is, old readiness.Timetable) []string { return is.Differs(old, on) })
	case readiness.RulesOfPlan:
		return compared(before, now, readiness.DefaultPlanRules(), readiness.DefaultPlanRules(), readiness.PlanRules.Differs)
	case readiness.RulesOfAssessments:
		return compared(before, now, readiness.DefaultAssessmentRules(), readiness.DefaultAssessmentRules(), readiness.AssessmentRules.Differs)
	case readiness.RulesOfVisits:
		return compared(before, now, readiness.DefaultVisitRules(), readiness.DefaultVisitRules(), readiness.VisitRules.Differs)
	case readiness.RulesOfHomes:
		return compared(before, now, readiness.DefaultHomeRules(), readiness.DefaultHomeRules(), readiness.HomeRules.Differs)
	case readiness.RulesOfClosures:
		return compared(before, now, nil, nil, func(is, old []calendar.Closure) []string { return closureWords(old, is) })
	}
	return nil, fmt.Errorf("there are no rules of the kind %q", kind)
}

// compared reads two versions over what a program of today begins with, and says what differs.
func compared[T any](before, now []byte, old, is T, differs func(is, old T) []string) ([]string, error) {
	if err := read(before, &old, now, &is); err != nil {
		return nil, err
	}
	return differs(is, old), nil
}

func read(before []byte, old any, now []byte, is any) error {
	if before != nil {
		if err := json.Unmarshal(before, old); err != nil {
			return err
		}
	}
	return json.Unmarshal(now, is)
}

func closureWords(old, is []calendar.Closure) (words []string) {
	for _, c := range is {
		if !slices.Contains(old, c) {
			words = append(words, "Closed: "+c.Date.Long()+", "+c.Name)
		}
	}
	for _, c := range old {
		if !slices.Contains(is, c) {
			words = append(words, "No longer closed: "+c.Date.Long()+", "+c.Name)
		}
	}
	return words
}

type countedRow struct {
	ReviewID, ChildRef, Area string
	Run                      readiness.Run
	Seen                     bool
}

// ClosureMoves counts every due date again that was counted in working days.
func (db *DB) ClosureMoves(ctx context.Context, viewer readiness.Actor, closed []calendar.Closure) (readiness.DateMoves, error) {
	moves := readiness.DateMoves{Areas: map[string]int{}}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		seen = scope{areas: []string{}, teams: []string{}, people: []string{}}
	}
	rows, err := all(ctx, db.pool, selectCounted, seen.with(args{}), pgx.RowToStructByName[countedRow])
	if err != nil {
		return moves, err
	}
	c := calendarWith(closed, 1)
	for _, r := range rows {
		to := c.Add(r.Run.From, r.Run.Days, calendar.Exclusive)
		if to == r.Run.Due {
			continue
		}
		moves.Count++
		moves.Areas[r.Area]++
		if r.Seen && len(moves.Rows) < movesShown {
			moves.Rows = append(moves.Rows, readiness.DateMove{ReviewID: r.ReviewID, ChildRef: r.ChildRef, Area: r.Area, From: r.Run.Due, To: to})
		}
	}
	return moves, nil
}

type movedRow struct {
	ReviewID, ChildRef, Area string
	At                       time.Time
	From, To                 calendar.Date
}

// Replanning counts the reviews that have still to take newer rules, and lists the dates that moved in the last 30 days.
func (db *DB) Replanning(ctx context.Context, viewer readiness.Actor) (readiness.Replanning, error) {
	var r readiness.Replanning
	_, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return r, err
	}
	if r.Left, err = one(ctx, db.pool, countStale, by, pgx.RowTo[int]); err != nil {
		return r, err
	}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if readiness.Forbidden.Is(err) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	rows, err := all(ctx, db.pool, selectMoved, seen.with(args{"since": db.now().AddDate(0, 0, -30), "limit": movedShown}), pgx.RowToStructByName[movedRow])
	for _, m := range rows {
		r.Moved = append(r.Moved, readiness.DateMove{ReviewID: m.ReviewID, ChildRef: m.ChildRef, Area: m.Area, From: m.From, To: m.To, At: m.At})
	}
	return r, err
}

// LadderGaps says which roles of a ladder nobody holds today, and how many teams have no manager.
func (db *DB) LadderGaps(ctx context.Context, l readiness.Ladder) (missing []string, teams int, err error) {
	for _, role := range l.Needs() {
		if role == readiness.AreaHead {
			areas, err := all(ctx, db.pool, selectEmptyPosts, args{"today": db.today()}, pgx.RowTo[string])
			if err != nil {
				return nil, 0, err
			}
			for _, area := range areas {
				missing = append(missing, "Nobody is area head of "+area)
			}
			continue
		}
		roster, err := db.roster(ctx, db.pool, db.today())
		if err != nil {
			return nil, 0, err
		}
		if len(roster.holders(role, whereabouts{})) == 0 {
			missing = append(missing, "Nobody is "+role.Title())
		}
	}
	teams, err = one(ctx, db.pool, selectUnmanaged, args{"today": db.today()}, pgx.RowTo[int])
	return missing, teams, err
}

// TryLadder runs a ladder dry on a running review that the viewer may see.
func (db *DB) TryLadder(ctx context.Context, viewer readiness.Actor, childRef string, l readiness.Ladder) (readiness.LadderTry, error) {
	var try readiness.LadderTry
	id, err := one(ctx, db.pool, selectTry, args{"ref": childRef}, pgx.RowTo[string])
	if isNone(err) {
		return try, readiness.FieldErrorf("try", "There is no running review of a case with this reference. Copy the reference from the list of reviews.")
	}
	if err != nil {
		return try, err
	}
	row, err := db.reviewFor(ctx, viewer, id)
	if err != nil {
		return try, err
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return try, err
	}
	r := row.State
	try = readiness.LadderTry{ReviewID: id, ChildRef: row.ChildRef, Due: r.Run.Due, Now: nextSteps(r, row.whereabouts(), roster)}
	terms := r.Terms
	terms.Ladder = l
	terms.Ladder.Version = r.Terms.Ladder.Version + 1
	if next, _, err := r.Replan(terms, db.now()); err == nil {
		try.Then = nextSteps(next, row.whereabouts(), roster)
	}
	return try, nil
}
