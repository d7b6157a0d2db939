package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// batch is how many runs one call of the ledger lists: a few seconds of work between two heartbeats.
const batch = 200

// SweepDay is the day that a sweep looks at, and who asked for it.
type SweepDay struct {
	Day calendar.Date `json:"day"`
	By  string        `json:"by"` // person id, or "clock"
}

// PlanSweep writes down which reviews the day opens, which meetings come next, and whether staff are asked about the practice model, and which
// children are audited again after a visit; and has people hear of partners who answered.
func (a *Activities) PlanSweep(ctx context.Context, s SweepDay) (readiness.SweepResult, error) {
	result, err := a.Ledger.PlanSweep(ctx, s.Day)
	if err == nil {
		err = a.Ledger.PlanMeetings(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.RemindPartners(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.RemindHomes(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.PlanPulses(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.PlanReaudits(ctx, s.Day)
	}
	if err != nil {
		return result, final(fmt.Errorf("plan the sweep of %s: %w", s.Day, err))
	}
	return result, nil
}

// Woken counts what one activity did.
type Woken struct {
	Count int `json:"count"`
}

// OpenPlanned starts a run for everything that is planned, what an earlier run that died half-way left included.
func (a *Activities) OpenPlanned(ctx context.Context) (Woken, error) {
	return inTurn(ctx, ofEach(func(noun string) piece { return a.open(noun, "") })...)
}

// OpenActions starts a run for every planned improvement action.
func (a *Activities) OpenActions(ctx context.Context) (Woken, error) {
	return a.open(readiness.ActionNoun, "")(ctx)
}

// ReplanStale gives everything that runs the current calendar, ladder and rules. Terms begin with the day on which a thing opened, so the day of the
// sweep does not matter to them.
func (a *Activities) ReplanStale(ctx context.Context, _ SweepDay) (Woken, error) {
	return inTurn(ctx, ofEach(func(noun string) piece {
		list := func(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
			return a.Ledger.ToReplan(ctx, noun, after, limit)
		}
		return func(ctx context.Context) (Woken, error) {
			return each(ctx, a, list, func(s readiness.StaleThing) string { return s.ID }, func(ctx context.Context, s readiness.StaleThing) error {
				return a.Runs.Replan(ctx, noun, s)
			})
		}
	})...)
}

// FollowCases ends reviews whose case has closed and moves those whose case has moved. It also hands on what belongs to people who have left, and
// has everything else hear what happened around it.
func (a *Activities) FollowCases(ctx context.Context) (Woken, error) {
	return inTurn(ctx, ofEach(func(noun string) piece { return a.follow(noun, "") })...)
}

// A piece is a piece of work that can be begun again.
type piece = func(context.Context) (Woken, error)

// ofEach is one piece of work for each noun.
func ofEach(make func(noun string) piece) []piece {
	pieces := []piece{}
	for _, noun := range readiness.Nouns {
		pieces = append(pieces, make(noun))
	}
	return pieces
}

// open starts a run for every planned thing of a noun; with an owner only for those that belong to it.
func (a *Activities) open(noun, of string) piece {
	return a.wake(noun, of, a.Ledger.ToOpen, a.Runs.Open)
}

// follow has every running thing of a noun hear what happened around it; with an owner only those that belong to it.
func (a *Activities) follow(noun, of string) piece {
	return a.wake(noun, of, a.Ledger.ToFollow, a.Runs.Follow)
}

func (a *Activities) wake(
	noun, of string, list func(ctx context.Context, noun, of, after string, limit int) ([]readiness.Waking, error), do func(context.Context, string, readiness.Waking) error,
) piece {
	return func(ctx context.Context) (Woken, error) {
		return each(ctx, a, func(ctx context.Context, after string, limit int) ([]readiness.Waking, error) {
			return list(ctx, noun, of, after, limit)
		}, wakingID,
			func(ctx context.Context, w readiness.Waking) error { return do(ctx, noun, w) })
	}
}

// running lists the running things of a noun.
func (a *Activities) running(noun string) func(context.Context, string, int) ([]readiness.Waking, error) {
	return func(ctx context.Context, after string, limit int) ([]readiness.Waking, error) {
		return a.Ledger.ToContinue(ctx, noun, after, limit)
	}
}

func wakingID(w readiness.Waking) string { return w.ID }

// inTurn does pieces of work one after the other and adds up what they did.
func inTurn(ctx context.Context, work ...piece) (sum Woken, err error) {
	for _, one := range work {
		done, err := one(ctx)
		sum.Count += done.Count
		if err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// SweepDone is a sweep's end, for the ledger.
type SweepDone struct {
	SweepDay
	Result readiness.SweepResult `json:"result"`
}

// KeepSweep keeps when a sweep ended and what it did.
func (a *Activities) KeepSweep(ctx context.Context, d SweepDone) error {
	return final(a.Ledger.SweepDone(ctx, d.Result, d.By))
}

// Rebuild continues everything unsettled from its row, and reads every unsettled upload again, after Temporal was lost.
// Nobody is told anything again: the ledger knows every notice.
func (a *Activities) Rebuild(ctx context.Context) (Woken, error) {
	woken, err := inTurn(ctx, append(ofEach(func(noun string) piece {
		return func(ctx context.Context) (Woken, error) {
			return each(ctx, a, a.running(noun), wakingID, func(ctx context.Context, w readiness.Waking) error { return a.Runs.Continue(ctx, noun, w) })
		}
	}), a.hearAll)...)
	if err != nil {
		return woken, err
	}
	imports, err := a.Ledger.OpenImports(ctx)
	if err != nil {
		return woken, final(err)
	}
	return woken, final(all(ctx, imports, a.Runs.CheckImport))
}

// each lists things batch by batch in the order of their ids and does one thing to each, several at a time. It is safe to begin again.
func each[T any](ctx context.Context, a *Activities, list func(context.Context, string, int) ([]T, error), id func(T) string, do func(context.Context, T) error) (Woken, error) {
	var woken Woken
	for after := ""; ; {
		things, err := list(ctx, after, batch)
		if err != nil {
			return woken, final(err)
		}
		if len(things) == 0 {
			return woken, nil
		}
		if err := all(ctx, things, do); err != nil {
			return woken, final(err)
		}
		after = id(things[len(things)-1])
		woken.Count += len(things)
		a.Beat(ctx, woken.Count, time.Now().UTC())
	}
}
