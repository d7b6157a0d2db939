package postgres

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// caseStates are the where clauses of readiness.CaseStates, on the facts of the cases c, their running reviews r and exclusions x.
var caseStates = map[string]string{
	"long_open":    `c.basis_reached <= @today`,
	"nearly":       `c.basis_reached > @today and c.basis_reached <= @today::date + @alert_days::int`,
	"over24":       `c.basis_since <= (@today::date - interval '24 months')`,
	"reviewed90":   `c.basis_reached <= @today and c.last_done >= @today::date - 90`,
	"overdue":      lateReview,
	"not_reviewed": `c.basis_reached <= @today and c.last_done is null`,
	"excluded":     `x.reason is not null`,
	"unmapped":     `t.area_id is null`,
	"all":          `true`,
}

const lateReview = `(r.due < @today and r.status in ('open', 'in_review', 'submitted'))`

// A phase is a part of a list that is in the order of one key: a list is its phases one after the other. So each can be read from an index.
type phase struct{ where, key, kind string }

// dated says whether a phase is in the order of when reviews are due.
func (p phase) dated() bool { return p.key == "r.due" }

// takes reports whether a key can be one of the phase's: a cursor may be anything.
func (p phase) takes(key string) bool {
	if p.kind == "date" {
		_, err := calendar.ParseDate(key)
		return err == nil
	}
	return !strings.ContainsRune(key, 0) // which PostgreSQL takes for no text
}

// from are the tables of a phase. One that is dated walks the running reviews by their dates and takes each one's case; the others take each case's review.
// "limit 1" holds the planner to it: it cannot know that few running reviews are due before today, though most of all reviews were, and would rather read
// every review or every case of a team.
func (p phase) from() string {
	if p.dated() {
		return ` from reviews r cross join lateral (select c.* from cases c where c.id = r.case_id limit 1) c` + caseTables
	}
	return ` from cases c left join lateral (select r.* from reviews r where r.case_id = c.id and ` + running + ` limit 1) r on true` + caseTables
}

// statement lists the rows of a phase after one, each with its key.
func (p phase) statement(purpose, where string) statement {
	id := "c.id"
	if p.dated() {
		id, where = "r.case_id", where+` and `+running
	}
	return planned(purpose, strings.Replace(caseFields, "select ", "select "+p.key+"::text as key, ", 1)+p.from()+caseFilter+` and `+where+` and `+p.where+`
		and (@after::text is null or (`+p.key+`, `+id+`) > (@after::`+p.kind+`, @after_id::uuid)) order by `+p.key+`, `+id+` limit @limit`)
}

// caseOrders are the phases of each order of CaseQuery.Sort. Cases without a basis come last everywhere.
var caseOrders = map[string][]phase{
	"breach": {
		{lateReview, "r.due", "date"},
		{`c.basis_reached is not null and not coalesce(` + lateReview + `, false)`, "c.basis_reached", "date"},
		{`c.basis_reached is null and not coalesce(` + lateReview + `, false)`, "c.opened", "date"},
	},
	"months": {{`c.basis_since is not null`, "c.basis_since", "date"}, {`c.basis_since is null`, "c.opened", "date"}},
	"team":   {{`true`, "lower(coalesce(t.name, ''))", "text"}},
	"due": {
		{`r.due is not null`, "r.due", "date"},
		{`r.due is null and c.basis_since is not null`, "c.basis_since", "date"},
		{`r.due is null and c.basis_since is null`, "c.opened", "date"},
	},
}

// listCase is seeCase for lists and counts: without a join, by the teams that the viewer's areas have today, and the cases elsewhere whose running review
// they own.
const listCase = `(@everywhere or c.team_id = any(@seen::uuid[]) or c.id = any(@own::uuid[]))`

var (
	selectSeenTeams = sql("list the teams of areas", `select id::text from teams where area_id = any(@areas::uuid[]) or id = any(@teams::uuid[])`)
	selectElsewhere = planned("list whose reviews somebody owns elsewhere", `
		select r.case_id::text from reviews r where r.owner_id = any(@people::uuid[]) and `+running+`
			and not exists (select from cases c where c.id = r.case_id and c.team_id = any(@seen::uuid[]))`)
)

const caseFilter = ` where c.closed is null and ` + listCase + ` and (@area = '' or t.area_id::text = @area) and (@team = '' or c.team_id::text = @team)
	and (@type = '' or c.case_type = @type) and (@text = '' or strpos(lower(c.child_ref), lower(@text)) > 0)`

// listCases hold a statement for every state and every phase of every order.
var listCases = func() map[string][]statement {
	lists := map[string][]statement{}
	for state, where := range caseStates {
		for order, phases := range caseOrders {
			for i, p := range phases {
				lists[state+" "+order] = append(lists[state+" "+order], p.statement("list cases: "+state+" by "+order+" "+strconv.Itoa(i), where))
			}
		}
	}
	return lists
}()

type listedCase struct {
	Key string
	caseRow
	phase int
}

// Cases lists open cases that the viewer may see, a page at a time: what it costs does not grow with the number of cases.
func (db *DB) Cases(ctx context.Context, viewer readiness.Actor, q readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	none := readiness.Page[readiness.CaseRow]{Rows: []readiness.CaseRow{}}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return none, err
	}
	if err := db.counted(ctx); err != nil { // the facts of a new day, and of a ledger that comes from an older program
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	state, order := orElse(q.State, "long_open"), orElse(q.Sort, "breach")
	filter := args{
		"today": k.today, "alert_days": k.Rules.AlertDays, "area": q.AreaID, "team": q.TeamID, "type": q.Type, "text": strings.TrimSpace(q.Text),
		"everywhere": seen.everywhere, "seen": []string{}, "own": []string{},
	}
	if !seen.everywhere {
		if filter["seen"], err = all(ctx, db.pool, selectSeenTeams, args{"areas": seen.areas, "teams": seen.teams}, pgx.RowTo[string]); err != nil {
			return none, err
		}
		if filter["own"], err = all(ctx, db.pool, selectElsewhere, args{"people": seen.people, "seen": filter["seen"]}, pgx.RowTo[string]); err != nil {
			return none, err
		}
	}
	if none.Total, err = db.countCasesOf(ctx, q, state, filter); err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	rows, err := db.caseRows(ctx, caseOrders[order], listCases[state+" "+order], filter, q.Cursor, limit+1)
	if err != nil {
		return none, err
	}
	cut := page(rows, none.Total, limit, func(c listedCase) []string { return []string{strconv.Itoa(c.phase), c.Key, c.CaseID} })
	none.Next = cut.Next
	for _, c := range cut.Rows {
		none.Rows = append(none.Rows, k.caseRow(c.caseRow))
	}
	return none, nil
}

// caseRows reads the phases from where a cursor stands until there are enough rows.
func (db *DB) caseRows(ctx context.Context, order []phase, phases []statement, filter args, cursor string, enough int) ([]listedCase, error) {
	at, after, id := 0, any(nil), any(nil)
	if cursor != "" {
		key, err := readCursor(cursor, 3)
		if err != nil {
			return nil, err
		}
		if at, err = strconv.Atoi(key[0]); err != nil || at < 0 || at >= len(phases) || !isID(key[2]) || !order[at].takes(key[1]) {
			return nil, errCursor()
		}
		after, id = key[1], key[2]
	}
	var found []listedCase
	for ; at < len(phases) && len(found) < enough; at++ {
		filter["after"], filter["after_id"], filter["limit"] = after, id, enough-len(found)
		rows, err := all(ctx, db.pool, phases[at], only(filter, phases[at]), pgx.RowToStructByNameLax[listedCase])
		if err != nil {
			return nil, err
		}
		for i := range rows {
			rows[i].phase = at
		}
		found, after, id = append(found, rows...), nil, nil
	}
	return found, nil
}

// only are the arguments that a statement names.
func only(a args, s statement) args {
	named := args{}
	for name, value := range a {
		if strings.Contains(s.text, "@"+name) {
			named[name] = value
		}
	}
	return named
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
