package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// selectReachingActions lists what comes of actions by itself: the rungs ahead of those that run, and the day by which somebody else should have looked.
var selectReachingActions = planned("list what will come of improvement actions", `
	select x.id::text as id, coalesce(x.area_id::text, '') as area_id, coalesce(x.owner_id::text, '') as owner_id, coalesce(x.verifier_id::text, '') as verifier_id, x.status, a.at, a.roles
	from actions x cross join lateral (
		select at, roles from jsonb_to_recordset(x.ahead) as rung (at timestamptz, roles text[])
		union all select x.next_at, x.next_roles where x.ahead = '[]') a
	where x.next_at < @until and `+rungSoon+` order by a.at, x.pressing, x.id`)

type reachingActionRow struct {
	ID, AreaID, OwnerID, VerifierID string
	Status                          readiness.ActionStatus
	At                              time.Time
	Roles                           []readiness.Role
}

// reachingActions lists the improvement actions that will reach the viewer, soonest first: by a post above their owner's, or because the viewer checks them.
func (db *DB) reachingActions(ctx context.Context, d desk, until time.Time) (found []reached, err error) {
	if !readiness.May(d.viewer, readiness.WorkPlan, readiness.Place{}) {
		return nil, nil
	}
	rows, err := all(ctx, db.pool, selectReachingActions, args{"now": db.now(), "until": until}, pgx.RowToStructByName[reachingActionRow])
	for _, r := range rows {
		if d.reaches(r) {
			found = append(found, reached{r.At, r.ID})
		}
	}
	return found, err
}

// reaches reports whether one of the roles that something comes to is the viewer's. What waits for its owner, for whoever agrees or for whoever checks has
// reached them already; a re-test comes back to who was named to check, and to nobody else of quality assurance.
func (d desk) reaches(r reachingActionRow) bool {
	of := whereabouts{readiness.Place{AreaID: r.AreaID}, r.OwnerID}
	return slices.ContainsFunc(r.Roles, func(role readiness.Role) bool {
		switch {
		case role == readiness.Owner, role == readiness.ImprovementLead, role == readiness.QualityAssurance && r.Status.Checked():
			return false
		case role == readiness.QualityAssurance && r.VerifierID != "":
			return slices.Contains(people(d.viewer), r.VerifierID)
		}
		return d.roster.waitsFor(d.viewer, role, of)
	})
}
