package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// happened is the statement that lists what happened to one thing, newest first, from <thing>_events; told says which notices n an event e of it sent. What
// is for the record only is left out.
func happened(thing, told string) string {
	return `
		select e.seq, e.kind, e.at, coalesce(p.name, e.by_id) as by, coalesce(f.name, e.body->>'for', '') as for, e.body->>'text' as text, coalesce(e.body->>'note', '') as note,
			coalesce((select array_agg(h.name order by h.name) from notices n join people h on h.id = n.person_id where ` + told + ` and n.seq = e.seq), '{}') as told
		from ` + thing + `_events e left join people p on p.id::text = e.by_id left join people f on f.id::text = e.body->>'for'
		where e.` + thing + `_id = @id and not coalesce((e.body->>'quiet')::boolean, false) order by e.seq desc`
}

// eventsOf lists what happened to a thing, with names.
func (db *DB) eventsOf(ctx context.Context, list statement, id string) ([]readiness.EventRow, error) {
	happened, err := all(ctx, db.pool, list, args{"id": id}, pgx.RowToStructByName[readiness.EventRow])
	for i := range happened {
		happened[i].By = actorName(happened[i].By)
	}
	return happened, err
}

// ladderSteps lists the rungs ahead of a course, and who each would reach as the posts are filled today.
func ladderSteps(c readiness.Course, roster roster) []readiness.NextStep {
	steps, ladder, of := []readiness.NextStep{}, c.Terms.Ladder, whereabouts{c.Place(), c.OwnerID}
	for i := c.Run.Next; i < len(ladder.Rungs); i++ {
		t := readiness.Telling{Roles: ladder.Rungs[i].Roles}
		steps = append(steps, readiness.NextStep{
			At: c.Run.RungAt(i, ladder, c.Terms.Calendar), Roles: t.Roles, Names: roster.called(roster.recipients(t, of)), Text: ladder.Rungs[i].When(),
		})
	}
	return steps
}
