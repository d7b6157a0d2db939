package postgres

import (
	"context"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectSeveral = sql("read several cases", caseColumns+` where c.id = any(@ids::uuid[]) and `+seeCase+` order by c.child_ref, c.id`)
	lockSeveral   = sql("lock several cases", `select id::text from cases where id = any(@ids::uuid[]) order by id for update`)
	insertSeveral = sql("exclude several cases", `
		insert into exclusions (id, case_id, reason, from_day, until_day, note, by_id, by_name, made_at)
		select x.id, x.case_id, @reason, @from, @until, @note, @by, @name, @now from unnest(@ids::uuid[], @cases::uuid[]) as x (id, case_id)`)
)

// CheckExclusions says what ExcludeCases would do now.
func (db *DB) CheckExclusions(ctx context.Context, viewer readiness.Actor, e readiness.ExcludeSeveral) (readiness.ExcludedCases, error) {
	if err := e.Each().Check(db.today()); err != nil {
		return readiness.ExcludedCases{}, err
	}
	if err := readiness.MayOrRefuse(viewer, readiness.ExcludeCases, readiness.Place{}); err != nil {
		return readiness.ExcludedCases{}, err
	}
	return db.sorted(ctx, db.pool, viewer, e)
}

// ExcludeCases keeps several cases out of the reviews until a day, in one transaction: each has an exclusion and a row in the audit trail of its own, as
// if it had been asked for by itself. A case that cannot be kept out is left as it is and named with why.
func (db *DB) ExcludeCases(ctx context.Context, e readiness.ExcludeSeveral, asked readiness.Asked) (readiness.ExcludedCases, error) {
	today := db.today()
	if err := e.Each().Check(today); err != nil {
		return readiness.ExcludedCases{}, err
	}
	if err := readiness.MayOrRefuse(asked.By, readiness.ExcludeCases, readiness.Place{}); err != nil {
		return readiness.ExcludedCases{}, err
	}
	return once(ctx, db, asked, act{Action: "cases excluded", Subject: "exclusion/" + asked.ID}, func(tx pgx.Tx, a *act) (readiness.ExcludedCases, error) {
		if _, err := all(ctx, tx, lockSeveral, args{"ids": ids(e)}, pgx.RowTo[string]); err != nil {
			return readiness.ExcludedCases{}, err
		}
		done, err := db.sorted(ctx, tx, asked.By, e)
		if err != nil || len(done.Done) == 0 {
			return done, orNothing(err)
		}
		return done, db.keepOut(ctx, tx, done.Done, e, today, a)
	})
}

// ids are the cases that are named by an id at all.
func ids(e readiness.ExcludeSeveral) []string {
	return slices.DeleteFunc(slices.Clone(e.Cases), func(id string) bool { return !isID(id) })
}

// orNothing ends a change that changed nothing without a trace, unless it failed.
func orNothing(err error) error {
	if err == nil {
		return errNothing
	}
	return err
}

// sorted tells the cases that can be kept out from those that cannot. One that the asker may not see is answered like one that does not exist.
func (db *DB) sorted(ctx context.Context, q querier, viewer readiness.Actor, e readiness.ExcludeSeveral) (readiness.ExcludedCases, error) {
	sorted := readiness.ExcludedCases{Until: e.Until, Done: []readiness.ExcludedCase{}, Refused: []readiness.ExclusionLeft{}}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return sorted, err
	}
	rows, err := all(ctx, q, selectSeveral, seen.with(args{"ids": ids(e), "today": db.today()}), pgx.RowToStructByName[caseRow])
	if err != nil {
		return sorted, err
	}
	for _, row := range rows {
		err := readiness.MayOrRefuse(viewer, readiness.ExcludeCases, readiness.Place{AreaID: row.AreaID, TeamID: row.TeamID})
		if err == nil {
			err = row.keepable()
		}
		if refusal := readiness.AsRefusal(err); refusal != nil {
			sorted.Refused = append(sorted.Refused, readiness.ExclusionLeft{CaseID: row.CaseID, ChildRef: row.ChildRef, Why: refusal.Message})
			continue
		}
		sorted.Done = append(sorted.Done, readiness.ExcludedCase{CaseID: row.CaseID, ChildRef: row.ChildRef, Team: row.Team, Reviewing: row.ReviewID != ""})
	}
	for _, id := range e.Cases {
		if !slices.ContainsFunc(rows, func(row caseRow) bool { return row.CaseID == id }) {
			sorted.Refused = append(sorted.Refused, readiness.ExclusionLeft{CaseID: id, Why: "There is no such case, or it belongs to another area or team than yours."})
		}
	}
	return sorted, nil
}

// keepOut writes the exclusions and their audit rows; the row of the whole comes last and says how many they are.
func (db *DB) keepOut(ctx context.Context, tx pgx.Tx, cases []readiness.ExcludedCase, e readiness.ExcludeSeveral, from calendar.Date, whole *act) error {
	made, of := make([]string, len(cases)), make([]string, len(cases))
	for i, c := range cases {
		made[i], of[i] = newID(), c.CaseID
	}
	_, err := exec(ctx, tx, insertSeveral, args{
		"ids": made, "cases": of, "reason": e.Reason, "from": from, "until": e.Until, "note": e.Note, "by": whole.By.PersonID, "name": whole.By.Name, "now": db.now(),
	})
	if err != nil {
		return err
	}
	terms := " reason=" + e.Reason + " until=" + e.Until.String()
	for i, id := range of {
		a := act{By: whole.By, Action: "case excluded", Subject: subject("case", id), Detail: "exclusion=" + made[i] + terms}
		if err := db.audit(ctx, tx, a); err != nil {
			return err
		}
	}
	whole.Detail = "cases=" + strconv.Itoa(len(cases)) + terms
	return nil
}
