package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/readiness"
)

// decision is one question put to the rules.
type decision[T any] func(now time.Time) (T, readiness.Event, error)

// turn is how everything changes: lock, decide, record, adopt. Handlers and the deadline both go through it. A command known already comes
// back without an event, and changes nothing.
//
// A worker may die after recording and before Temporal hears of it. The step is then decided again, at another time and perhaps beside other
// commands, and the ledger answers with what it holds. The ledger was first: adopt that, and decide once more from there.
func (l *life[T]) turn(ctx workflow.Context, decide decision[T]) error {
	if err := l.lock.Lock(ctx); err != nil {
		return err
	}
	defer l.lock.Unlock()
	for {
		next, ev, err := decide(workflow.Now(ctx))
		if err != nil {
			return toTemporal(err)
		}
		if ev.Seq == 0 {
			return nil
		}
		ahead, err := l.record(ctx, next, ev)
		if err != nil {
			return notKept(err)
		}
		l.turns++
		if ahead != nil {
			for seq := ev.Seq; seq <= (*ahead).Steps(); seq++ {
				l.tell(ctx, seq)
			}
			if l.passes != nil {
				l.pass(ctx, (*ahead).Steps())
			}
			l.adopt(ctx, *ahead)
			continue
		}
		l.adopt(ctx, next)
		if actNow(ev) {
			l.tell(ctx, ev.Seq)
		}
		if l.passes != nil && l.passes(ev) {
			l.pass(ctx, ev.Seq)
		}
		return nil
	}
}

// notKept is for a step that the ledger will never take: its number does not follow the row's last one. It is no refusal, since nobody was faster;
// the run must stop where somebody sees it (docs/operating.md, rebuild). Other refusals, such as an owner whom the ledger does not know, stay.
func notKept(err error) error {
	refusal := fromTemporal(err)
	if refusal == nil || refusal.Code != readiness.Conflict {
		return err
	}
	return temporal.NewNonRetryableApplicationError("The ledger does not take this step: "+refusal.Message, "not-kept", nil)
}

func actNow(ev readiness.Event) bool {
	return slices.ContainsFunc(ev.Tell, func(t readiness.Telling) bool { return t.Kind.ActNow() })
}

// ignoreConflict drops the one refusal that a machine may meet: somebody was faster.
func ignoreConflict(err error) error {
	if refusal := fromTemporal(err); refusal != nil && refusal.Code == readiness.Conflict {
		return nil
	}
	return err
}

// Command is one command as it travels to a thing.
type Command[C any] struct {
	Command C               `json:"command"`
	Asked   readiness.Asked `json:"asked"`
}

// listen lets people ask every command of a thing.
func listen[T thing[T]](ctx workflow.Context, l *life[T], handlers ...func(workflow.Context, *life[T]) error) error {
	for _, one := range handlers {
		if err := one(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// handle answers one kind of command. The validator asks the same question as the handler on the same state: a refusal costs no history.
func handle[C readiness.Command[T], T thing[T]](ctx workflow.Context, l *life[T]) error {
	var kind C
	answer := func(ctx workflow.Context, c Command[C]) (T, error) {
		if err := workflow.Await(ctx, func() bool { return l.state.Steps() > 0 }); err != nil {
			return l.state.Brief(), err
		}
		err := l.turn(ctx, func(now time.Time) (T, readiness.Event, error) { return l.state.Do(c.Command, c.Asked, now) })
		return l.state.Brief(), err
	}
	refuse := func(ctx workflow.Context, c Command[C]) error {
		if l.state.Steps() == 0 {
			return nil // not opened yet: the handler waits for the first turn and decides then
		}
		_, _, err := l.state.Do(c.Command, c.Asked, workflow.Now(ctx))
		return toTemporal(err)
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, kind.Name(), answer, workflow.UpdateHandlerOptions{Validator: refuse})
}
