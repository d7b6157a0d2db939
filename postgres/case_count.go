package postgres

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// caseFigures are the columns of today's figures that count a state of cases. They are counted again with every change of the cases that they count.
var caseFigures = map[string]string{
	"long_open":  "s.long_open",
	"nearly":     "s.nearly",
	"over24":     "s.from24 + s.from36",
	"reviewed90": "s.reviewed90",
	"all":        "s.open_cases",
}

// caseCounts are the statements that count the cases of a state: one by one, or with the help of today's figures.
type caseCounts struct{ each, figures statement }

var countCases = func() map[string]caseCounts {
	counts := map[string]caseCounts{}
	for state, where := range caseStates {
		c := caseCounts{each: planned("count cases: "+state, countedCases(listCase, where))}
		if column, kept := caseFigures[state]; kept {
			c.figures = planned("count cases by figures: "+state, `
				select (select coalesce(sum(`+column+`), 0)::bigint from snapshots s where s.day = @today and (@everywhere or s.team_id = any(@seen::uuid[]))
					and (@area = '' or s.area_id::text = @area) and (@team = '' or s.team_id::text = @team))
				+ (`+countedCases(`not @everywhere and c.id = any(@own::uuid[])`, where)+`)`)
		}
		counts[state] = c
	}
	return counts
}()

// countedCases is a query that counts the cases of a part, with the tables that it needs: running reviews and exclusions only where they are asked for.
func countedCases(part, where string) string {
	tables := " from cases c left join teams t on t.id = c.team_id"
	if strings.Contains(where, "r.") {
		tables += itsReview
	}
	if strings.Contains(where, "x.") {
		tables += itsExclusion
	}
	return `select count(*)` + tables + strings.Replace(caseFilter, listCase, part, 1) + ` and ` + where
}

// countCasesOf counts what a query lists. The day's figures know areas and teams, but neither kinds of help nor references.
func (db *DB) countCasesOf(ctx context.Context, q readiness.CaseQuery, state string, filter args) (int, error) {
	counting := countCases[state].each
	if q.Type == "" && strings.TrimSpace(q.Text) == "" && caseFigures[state] != "" {
		counting = countCases[state].figures
	}
	return one(ctx, db.pool, counting, only(filter, counting), pgx.RowTo[int])
}
