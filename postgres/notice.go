package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// What somebody has turned off is kept for the pages and never mailed.
var insertNotices = sql("keep notices", `
	insert into notices (id, subject, key, person_id, kind, why, review_id, action_id, point_id, seq, made_at, for_id, unwanted)
	select u.*, exists (select from preferences p where p.person_id = u.person and p.kind = u.kind and not p.wanted)
	from unnest(@ids::uuid[], @subjects::text[], @keys::text[], @people::uuid[], @kinds::text[], @whys::text[], @reviews::uuid[], @actions::uuid[], @points::uuid[], @seqs::int[], @ats::timestamptz[], @fors::uuid[])
		as u (id, subject, key, person, kind, why, review, action, point, seq, at, for_person)
	on conflict (subject, key, person_id) do nothing`)

// A noticeBatch gathers notices for one statement.
type noticeBatch struct {
	ids, subjects, keys, people, kinds, whys []string
	reviews, actions, points, fors           []*string
	seqs                                     []int
	ats                                      []time.Time
}

// A regard is what a notice is about.
type regard struct {
	Subject  string // "review/…", "action/…", "point/…", "meeting/…", "case/…", "sweep"
	ReviewID string
	ActionID string
	PointID  string
	Seq      int
}

// tell adds a notice for each person; instead says for whom a deputy hears it.
func (b *noticeBatch) tell(people []string, instead map[string]string, t readiness.Telling, about regard, at time.Time) {
	for _, id := range people {
		b.ids, b.subjects, b.keys = append(b.ids, newID()), append(b.subjects, about.Subject), append(b.keys, t.Key)
		b.people, b.kinds, b.whys = append(b.people, id), append(b.kinds, string(t.Kind)), append(b.whys, t.Why)
		b.seqs, b.ats = append(b.seqs, about.Seq), append(b.ats, at)
		b.reviews, b.actions, b.points = append(b.reviews, given(about.ReviewID)), append(b.actions, given(about.ActionID)), append(b.points, given(about.PointID))
		b.fors = append(b.fors, given(instead[id]))
	}
}

// given is an id, or nil for none.
func given(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}

// keep writes the notices; one that a person has already is not written again.
func (b *noticeBatch) keep(ctx context.Context, tx pgx.Tx) (int64, error) {
	if len(b.ids) == 0 {
		return 0, nil
	}
	return exec(ctx, tx, insertNotices, args{
		"ids": b.ids, "subjects": b.subjects, "keys": b.keys, "people": b.people, "kinds": b.kinds, "whys": b.whys,
		"reviews": b.reviews, "actions": b.actions, "points": b.points, "seqs": b.seqs, "ats": b.ats, "fors": b.fors,
	})
}
