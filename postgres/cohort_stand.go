package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var selectMembers = sql("list who stands in a cohort", `
	select m.child_id::text as id, ch.child_ref as ref, coalesce(m.team_id::text, '') as team_id, coalesce(t.name, '') as team,
		coalesce(t.area_id::text, '') as area_id, coalesce(a.name, '') as area, m.worker, m.since, m.flags
	from cohort_members m join children ch on ch.id = m.child_id left join teams t on t.id = m.team_id left join areas a on a.id = t.area_id
	where m.stand_id::text = @stand order by ch.child_ref`)

type memberRow struct {
	ID, Ref, TeamID, Team, AreaID, Area, Worker string
	Since                                       calendar.Date
	Flags                                       []string
}

func (m memberRow) child() readiness.FlaggedChild {
	return readiness.FlaggedChild{
		CohortChild: readiness.CohortChild{ID: m.ID, Ref: m.Ref, TeamID: m.TeamID, AreaID: m.AreaID, Worker: m.Worker, Since: m.Since, Flags: m.Flags},
		Area:        m.Area, Team: m.Team,
	}
}

// A standing is a focus area now and the time before.
type standing struct {
	pack       readiness.FocusPack
	on, before calendar.Date // no date before there was one
	other      bool          // counted by another version the time before
	now, was   []readiness.FlaggedChild
}

func (db *DB) cohortStanding(ctx context.Context, q querier, focus string) (standing, error) {
	packs, err := db.cohortPacks(ctx, q)
	if err != nil {
		return standing{}, err
	}
	i := slices.IndexFunc(packs, func(p readiness.FocusPack) bool { return p.Focus == focus })
	if i < 0 {
		return standing{}, noSuch(pgx.ErrNoRows, "focus area")
	}
	s := standing{pack: packs[i]}
	stands, err := all(ctx, q, selectStands, args{"focus": focus}, pgx.RowToStructByName[standRow])
	if err != nil || len(stands) == 0 {
		return s, err
	}
	s.on = stands[0].On
	if s.now, err = db.members(ctx, q, stands[0].ID); err != nil || len(stands) == 1 {
		return s, err
	}
	s.before, s.other = stands[1].On, stands[1].PackCode != stands[0].PackCode
	s.was, err = db.members(ctx, q, stands[1].ID)
	return s, err
}

func (db *DB) members(ctx context.Context, q querier, stand string) ([]readiness.FlaggedChild, error) {
	rows, err := all(ctx, q, selectMembers, args{"stand": stand}, pgx.RowToStructByName[memberRow])
	children := make([]readiness.FlaggedChild, len(rows))
	for i, r := range rows {
		children[i] = r.child()
	}
	return children, err
}
