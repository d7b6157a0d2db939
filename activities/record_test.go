package activities_test

import (
	"context"
	"errors"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// A book is a ledger that answers one Record in a certain way.
type book struct {
	activities.Ledger
	answer error
	state  readiness.Review
	look   error
}

func (b book) Record(context.Context, readiness.Review, readiness.Event) error { return b.answer }
func (b book) State(context.Context, string) (readiness.Review, error)         { return b.state, b.look }

func TestRecordReview(t *testing.T) {
	t.Parallel()
	conflict, away := readiness.Errorf(readiness.Conflict, "Another event stands under number 4."), errors.New("connection refused")
	for name, c := range map[string]struct {
		book  book
		ahead int    // the number of the step that the ledger already held; 0 when it took ours
		err   string // "", "again" or "final"
	}{
		"taken":                     {book{}, 0, ""},
		"the ledger is away":        {book{answer: away}, 0, "again"},
		"another step stands there": {book{answer: conflict, state: readiness.Review{ID: "r-1", Course: readiness.Course{Seq: 4}}}, 4, ""},
		"further steps stand there": {book{answer: conflict, state: readiness.Review{ID: "r-1", Course: readiness.Course{Seq: 6}}}, 6, ""},
		"the ledger is behind: two runs, one review": {book{answer: conflict, state: readiness.Review{ID: "r-1", Course: readiness.Course{Seq: 2}}}, 0, "final"},
		"away while it looks":                        {book{answer: conflict, look: away}, 0, "again"},
		"another refusal":                            {book{answer: readiness.Errorf(readiness.NotFound, "There is no such case.")}, 0, "final"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := activities.Activities{Ledger: c.book}
			got, err := a.RecordReview(t.Context(), activities.Recording{Review: readiness.Review{ID: "r-1", Course: readiness.Course{Seq: 4}}, Event: readiness.Event{Seq: 4}})
			how := ""
			if err != nil && retryable(err) {
				how = "again"
			} else if err != nil {
				how = "final"
			}
			if how != c.err || (got.Ahead != nil) != (c.ahead > 0) || (got.Ahead != nil && got.Ahead.Seq != c.ahead) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
