package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// selectWaiting lists what may wait for a viewer: what reached a role that they hold, or one that nobody holds there; what is submitted where they
// sign, or where nobody else may; and second looks. Who it waits for is said by the roster, row by row: the rest of the council's never leaves the ledger.
var selectWaiting = planned("list what waits for somebody", reviewColumns+reviewTables+`
	where (r.reached <> '' or r.status in ('submitted', 'second_look')) and r.status in ('open', 'in_review', 'submitted', 'second_look') and `+seeReview+`
		and (r.reached = any(@held::text[]) or r.reached not in ('', 'team_manager', 'area_head') and r.reached <> all(@filled::text[])
			or r.reached = 'team_manager' and (r.team_id is null or r.team_id <> all(@managed::uuid[]))
			or r.reached = 'area_head' and (r.area_id is null or r.area_id <> all(@headed::uuid[]))
			or r.status = 'submitted' and (r.area_id = any(@heading::uuid[])
				or @assistant and (r.area_id is null or r.area_id <> all(@headed::uuid[]) or r.sent_by = any(@heads::text[])))
			or r.status = 'second_look' and @looks)
	order by coalesce(r.sent_on, r.due), r.id`)

// homeWaiting sorts what waits for a decision, a signature or a second look into what waits for this viewer.
func (db *DB) homeWaiting(ctx context.Context, d desk, v *readiness.HomeView) error {
	rows, err := all(ctx, db.pool, selectWaiting, d.seen.with(d.roster.mayWait(d.viewer)), pgx.RowToStructByName[reviewRow])
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Reached != "" && d.roster.waitsFor(d.viewer, r.Reached, r.whereabouts()) {
			v.Decide = append(v.Decide, d.reviewRow(r))
		}
		switch {
		case r.Status == readiness.Submitted && d.roster.signs(d.viewer, r):
			v.SignOff = append(v.SignOff, d.reviewRow(r))
		case r.Status == readiness.SecondLook && d.viewer.Holds(readiness.QualityAssurance) && r.SignedBy != d.viewer.PersonID && r.SentBy != d.viewer.PersonID:
			v.SecondLook = append(v.SecondLook, d.reviewRow(r))
		}
	}
	for _, list := range [][]readiness.ReviewRow{v.Decide, v.SecondLook} { // what waits for a signature is in the order in which it was sent
		slices.SortStableFunc(list, func(a, b readiness.ReviewRow) int { return a.Due.Compare(b.Due) })
	}
	return nil
}

// mayWait are the arguments of selectWaiting for a viewer: their roles, the roles that somebody holds, and the places whose posts are filled.
func (r roster) mayWait(viewer readiness.Actor) args {
	held, filled, managed, headed, heads := []string{}, []string{}, []string{}, []string{}, []string{}
	for _, h := range viewer.Holdings {
		held = append(held, string(h.Role))
	}
	for _, p := range r.posts {
		filled = append(filled, string(p.Role))
		switch p.Role {
		case readiness.TeamManager:
			managed = append(managed, text(p.TeamID))
		case readiness.AreaHead:
			headed, heads = append(headed, text(p.AreaID)), append(heads, p.PersonID)
		}
	}
	return args{
		"held": held, "filled": filled, "managed": managed, "headed": headed, "heads": heads, "heading": append([]string{}, viewer.AreaIDs()...),
		"assistant": viewer.Holds(readiness.AssistantDirector), "looks": viewer.Holds(readiness.QualityAssurance),
	}
}

// waitsFor says whether something that reached a role waits for this viewer: they hold it there, themselves or as a deputy, or nobody does
// and they are the next who hears.
func (r roster) waitsFor(viewer readiness.Actor, role readiness.Role, of whereabouts) bool {
	holders := r.holders(role, of)
	if len(holders) == 0 {
		return slices.Contains(r.hears(role, of), viewer.PersonID)
	}
	for _, id := range holders {
		if id == viewer.PersonID || slices.ContainsFunc(viewer.Holdings, func(h readiness.Holding) bool { return h.ForID == id && h.Role == role }) {
			return true
		}
	}
	return false
}

// signs says whether a submitted review waits for this viewer's signature: the head's of its area or a deputy's, and the assistant director's
// when nobody of those may sign, because the post is empty or they submitted it.
func (r roster) signs(viewer readiness.Actor, row reviewRow) bool {
	if viewer.PersonID == row.SentBy {
		return false
	}
	if heads := r.holders(readiness.AreaHead, row.whereabouts()); len(heads) > 0 {
		could := slices.DeleteFunc(append(r.covered(heads), heads...), func(id string) bool { return id == row.SentBy })
		if len(could) > 0 {
			return r.waitsFor(viewer, readiness.AreaHead, row.whereabouts())
		}
	}
	return viewer.Holds(readiness.AssistantDirector)
}
