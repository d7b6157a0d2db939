package app

import (
	"context"
	"time"
)

// looking is how often a worker compares Temporal's schedules with the timetable although that has not changed: somebody may have changed them there.
const looking = 10 * time.Minute

// timekeeping is what a worker has last seen kept. The zero value has seen nothing.
type timekeeping struct {
	state string
	at    time.Time
}

// look has the timetable kept when it has changed, when the last try failed, and now and then. So a change is taken also when whoever made it died
// before Temporal heard of it. A ledger or a Temporal that is away is tried again with the next beat.
func (k *timekeeping) look(ctx context.Context, p *Parts) {
	now, err := p.DB.Clockwork(ctx)
	if err == nil {
		if now.State() == k.state && p.Now().Sub(k.at) < looking {
			return
		}
		err = p.Commands.KeepTime(ctx, p.DB.Clockwork)
	}
	if err != nil {
		if ctx.Err() == nil {
			p.Log.Warn("cannot keep the timetable", "error", err)
		}
		k.state = ""
		return
	}
	k.state, k.at = now.State(), p.Now()
}
