package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectListRows = sql("read the rows of lists of cohorts", `
		select l.list, r.child_id::text as child_id, ch.child_ref as ref, l.on_day as on, r.body,
			coalesce(t.id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id
		from cohort_rows r join cohort_lists l on l.id = r.list_id join children ch on ch.id = r.child_id`+itsTeam+`
		where r.list_id::text = any(@lists::text[]) order by array_position(@lists::text[], r.list_id::text), r.n`)
	// The last that a former list 9 said of whoever the newest has no more.
	selectLeft = sql("read who has left a list of a cohort", `
		select distinct on (r.child_id) '' as list, r.child_id::text as child_id, ch.child_ref as ref, l.on_day as on, r.body,
			coalesce(t.id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id
		from cohort_rows r join cohort_lists l on l.id = r.list_id join children ch on ch.id = r.child_id`+itsTeam+`
		where l.list = @list and not exists (select from cohort_rows n where n.list_id::text = @newest and n.child_id = r.child_id)
		order by r.child_id, l.on_day desc, l.at desc`)
)

// itsTeam is the team t of a row r about a child ch: its own, or that of the child's newest case.
const itsTeam = ` left join lateral (select c.team_id from cases c where c.child_ref = ch.child_ref order by c.closed is null desc, c.opened desc, c.id desc limit 1) c on true
		left join teams t on t.id = coalesce(r.team_id, c.team_id)`

type listRow struct {
	List, ChildID, Ref string
	On                 calendar.Date
	Body               []byte
	TeamID, AreaID     string
}

// lists are the newest of each list.
func (db *DB) lists(ctx context.Context, q querier) (map[string]readiness.CohortList, error) {
	found, err := all(ctx, q, selectLists, nil, pgx.RowToStructByName[readiness.CohortList])
	lists := map[string]readiness.CohortList{}
	for _, l := range found {
		lists[l.List] = l
	}
	return lists, err
}

// cohortRows are what the newest of the lists that a pack is made from say.
func (db *DB) cohortRows(ctx context.Context, q querier, p readiness.FocusPack) (readiness.CohortRows, error) {
	lists, err := db.lists(ctx, q)
	if err != nil {
		return readiness.CohortRows{}, err
	}
	g := gathering{rows: readiness.CohortRows{Lists: lists}, at: map[string]int{}}
	var ids []string
	for _, list := range p.CohortLists() {
		if l, there := lists[list]; there {
			ids = append(ids, l.ID)
		}
	}
	found, err := all(ctx, q, selectListRows, args{"lists": append([]string{}, ids...)}, pgx.RowToStructByName[listRow])
	if err != nil {
		return g.rows, err
	}
	if l, there := lists[readiness.LeaversList]; there && p.Cohort == readiness.CareLeaverCohort {
		left, err := all(ctx, q, selectLeft, args{"list": readiness.LeaversList, "newest": l.ID}, pgx.RowToStructByName[listRow])
		if err != nil {
			return g.rows, err
		}
		found = append(found, left...)
	}
	for _, r := range found {
		if err := g.add(r); err != nil {
			return g.rows, err
		}
	}
	return g.rows, nil
}

// A gathering puts rows of several lists together by child.
type gathering struct {
	rows readiness.CohortRows
	at   map[string]int // child to its place
}

func (g *gathering) add(r listRow) error {
	at, known := g.at[r.ChildID]
	if !known {
		at = len(g.rows.Children)
		g.at[r.ChildID] = at
		g.rows.Children = append(g.rows.Children, readiness.ChildRows{CohortChild: readiness.CohortChild{ID: r.ChildID, Ref: r.Ref, TeamID: r.TeamID, AreaID: r.AreaID}})
	}
	err := addRow(&g.rows.Children[at], r)
	if err != nil {
		return fmt.Errorf("read a row of the list %s: %w", r.List, err)
	}
	return nil
}

// addRow reads one row into what is known of its child. The first list that names a worker wins.
func addRow(c *readiness.ChildRows, r listRow) error {
	worker := func(name string) {
		if c.Worker == "" {
			c.Worker = name
		}
	}
	switch r.List {
	case readiness.LeaversList:
		c.Leaver = new(readiness.CareLeaverRow)
		err := json.Unmarshal(r.Body, c.Leaver)
		worker(c.Leaver.Worker)
		return err
	case "":
		c.Left, c.LeftOn = new(readiness.CareLeaverRow), r.On
		err := json.Unmarshal(r.Body, c.Left)
		worker(c.Left.Worker)
		return err
	case readiness.CareList:
		c.Care = new(readiness.MissingRow)
		err := json.Unmarshal(r.Body, c.Care)
		worker(c.Care.Worker)
		return err
	}
	var own readiness.OwnRow
	err := json.Unmarshal(r.Body, &own)
	worker(own.Values["worker"])
	switch r.List {
	case readiness.RiskList:
		c.Risk = &own
	case readiness.EpisodesList:
		c.Episodes = append(c.Episodes, own)
	default:
		c.Listed = append(c.Listed, readiness.ListedFor(r.List))
	}
	return err
}
