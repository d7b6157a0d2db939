package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var insertNotices = sql("keep notices", `
	insert into notices (id, subject, key, person_id, kind, why, review_id, seq, made_at)
	select * from unnest(@ids::uuid[], @subjects::text[], @keys::text[], @people::uuid[], @kinds::text[], @whys::text[], @reviews::uuid[], @seqs::int[], @ats::timestamptz[])
	on conflict (subject, key, person_id) do nothing`)

// A noticeBatch gathers notices for one statement.
type noticeBatch struct {
	ids, subjects, keys, people, kinds, whys []string
	reviews                                  []*string
	seqs                                     []int
	ats                                      []time.Time
}

// A regard is what a notice is about.
type regard struct {
	Subject  string // "review/…", "case/…", "sweep"
	ReviewID string
	Seq      int
}

// tell adds a notice for each person.
func (b *noticeBatch) tell(people []string, t readiness.Telling, about regard, at time.Time) {
	for _, id := range people {
		b.ids, b.subjects, b.keys = append(b.ids, newID()), append(b.subjects, about.Subject), append(b.keys, t.Key)
		b.people, b.kinds, b.whys = append(b.people, id), append(b.kinds, string(t.Kind)), append(b.whys, t.Why)
		b.seqs, b.ats = append(b.seqs, about.Seq), append(b.ats, at)
		var review *string
		if about.ReviewID != "" {
			review = &about.ReviewID
		}
		b.reviews = append(b.reviews, review)
	}
}

// keep writes the notices; one that a person has already is not written again.
func (b *noticeBatch) keep(ctx context.Context, tx pgx.Tx) (int64, error) {
	if len(b.ids) == 0 {
		return 0, nil
	}
	return exec(ctx, tx, insertNotices, args{
		"ids": b.ids, "subjects": b.subjects, "keys": b.keys, "people": b.people, "kinds": b.kinds, "whys": b.whys,
		"reviews": b.reviews, "seqs": b.seqs, "ats": b.ats,
	})
}
