package activities

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// An Occasion is a job that the clock has started, and the moment for which it did.
type Occasion struct {
	Job readiness.Job `json:"job"`
	For time.Time     `json:"for"`
}

// A Wish says whether a job should run.
type Wish struct {
	Wanted bool `json:"wanted"`
}

// AskTimetable asks the ledger whether a job that the clock has started is wanted. The clock may not have heard yet that somebody paused it, or
// left the day out, when it was away itself at that moment.
func (a *Activities) AskTimetable(ctx context.Context, o Occasion) (Wish, error) {
	c, err := a.Ledger.Clockwork(ctx)
	return Wish{Wanted: err == nil && c.Wants(o.Job, calendar.DateOf(o.For))}, final(err)
}
