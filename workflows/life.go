package workflows

import (
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// A thing is the state that a run carries from turn to turn: a value that decides by itself, and knows when it wakes.
type thing[T any] interface {
	Steps() int
	Ended() bool
	Deadline() (time.Time, bool)
	Lapse(now time.Time) (T, readiness.Event, error)
	Do(c readiness.Command[T], asked readiness.Asked, now time.Time) (T, readiness.Event, error)
	Replan(terms readiness.Terms, now time.Time) (T, readiness.Event, error)
	Brief() T
	Standing() string
	Awaits() string
}

// A life is one running thing: it waits for people, for machines and for the next deadline, months if need be. Reviews and improvement actions live
// it alike; what differs is how a step is recorded and what machines can say.
type life[T thing[T]] struct {
	state   T
	subject string // "review/…", "action/…", "point/…", "assessment/…", "appraisal/…"
	record  func(ctx workflow.Context, next T, ev readiness.Event) (ahead *T, err error)
	ears    []ear[T]
	passes  func(ev readiness.Event) bool // which steps other things must hear of (pass); nil for none

	lock    workflow.Mutex
	turns   int // since this run began
	telling int // mails on their way, and words to other things
}

// An ear takes what machines signal under one name, one turn for each.
type ear[T any] struct {
	channel workflow.ReceiveChannel
	decide  func(workflow.ReceiveChannel, workflow.Context) decision[T]
}

// hears makes an ear for signals of one kind.
func hears[T, S any](ctx workflow.Context, name string, decide func(said S, now time.Time) (T, readiness.Event, error)) ear[T] {
	return ear[T]{workflow.GetSignalChannel(ctx, name), func(c workflow.ReceiveChannel, ctx workflow.Context) decision[T] {
		var said S
		c.Receive(ctx, &said)
		return func(now time.Time) (T, readiness.Event, error) { return decide(said, now) }
	}}
}

// awaitOpening is the update with which whoever added a thing waits until it stands in the ledger.
const awaitOpening = "await-opening"

// letWait lets whoever added the thing wait until it stands in the ledger.
func (l *life[T]) letWait(ctx workflow.Context) error {
	return workflow.SetUpdateHandler(ctx, awaitOpening, func(ctx workflow.Context) error {
		return workflow.Await(ctx, func() bool { return l.state.Steps() > 0 })
	})
}

// begin takes the first turn of a planned thing, unless a worker that died had recorded it.
func (l *life[T]) begin(ctx workflow.Context, open decision[T]) error {
	return l.turn(ctx, func(now time.Time) (T, readiness.Event, error) {
		if l.state.Steps() > 0 {
			return l.state, readiness.Event{}, nil
		}
		return open(now)
	})
}

// live waits and takes every turn that is due until the thing has ended, or the run has grown long: then it says that the life goes on in another.
func (l *life[T]) live(ctx workflow.Context) (goesOn bool, err error) {
	for !l.state.Ended() {
		if err := l.wait(ctx); err != nil {
			return false, err
		}
		if !carryOn(ctx, l.turns) {
			continue
		}
		if err := l.settle(ctx); err != nil {
			return false, err
		}
		if l.quiet() && !l.state.Ended() {
			return true, nil
		}
	}
	return false, l.settle(ctx)
}

// wait sleeps until the next deadline or until somebody does something, and then takes every turn that is due.
func (l *life[T]) wait(ctx workflow.Context) error {
	at, timed := l.state.Deadline()
	steps := l.state.Steps()
	if err := sleep(ctx, at, timed, l.state.Awaits(), func() bool { return l.state.Steps() != steps || !l.quiet() }); err != nil {
		return err
	}
	for _, ear := range l.ears {
		for ear.channel.Len() > 0 {
			if err := ignoreConflict(l.turn(ctx, ear.decide(ear.channel, ctx))); err != nil {
				return err
			}
		}
	}
	return ignoreConflict(l.turn(ctx, l.lapsed))
}

// lapsed asks the thing as it is when its turn has come, which may be another than when the turn was asked for.
func (l *life[T]) lapsed(now time.Time) (T, readiness.Event, error) { return l.state.Lapse(now) }

// replanned takes new terms.
func (l *life[T]) replanned(terms readiness.Terms, now time.Time) (T, readiness.Event, error) {
	return l.state.Replan(terms, now)
}

// quiet reports whether no machine has anything to say.
func (l *life[T]) quiet() bool {
	for _, ear := range l.ears {
		if ear.channel.Len() > 0 {
			return false
		}
	}
	return true
}

// settle waits until everybody who asked has an answer and every mail is on its way.
func (l *life[T]) settle(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) && l.telling == 0 })
}

// adopt takes a recorded state, and shows it in Temporal's own pages.
func (l *life[T]) adopt(ctx workflow.Context, next T) {
	l.state = next
	workflow.SetCurrentDetails(ctx, next.Standing()+", after "+strconv.Itoa(next.Steps())+" steps.")
}

// tell mails at once what a step asks people to act on; the life does not wait for it.
func (l *life[T]) tell(ctx workflow.Context, seq int) {
	l.telling++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { l.telling-- }()
		ctx = workflow.WithActivityOptions(ctx, summarised(telling, "Mail those who must act now"))
		if err := workflow.ExecuteActivity(ctx, acts.TellNow, activities.Step{Subject: l.subject, Seq: seq}).Get(ctx, nil); err != nil {
			workflow.GetLogger(ctx).Error("the mail stays for the morning digest", "subject", l.subject, "error", err)
		}
	})
}

// passing is how a step is passed on to other things: without end, because they wait for it.
var passing = workflow.ActivityOptions{StartToCloseTimeout: time.Minute, RetryPolicy: recordingPatiently.RetryPolicy}

// pass has other things hear what a step means for them; the life does not wait for it, and does not end before. The ledger says what they must hear,
// so that passing a step on twice, or after a later one, does no harm.
func (l *life[T]) pass(ctx workflow.Context, seq int) {
	l.telling++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { l.telling-- }()
		ctx = workflow.WithActivityOptions(ctx, summarised(passing, "Pass the step on to what belongs to it"))
		if err := workflow.ExecuteActivity(ctx, acts.PassOn, activities.Step{Subject: l.subject, Seq: seq}).Get(ctx, nil); err != nil {
			workflow.GetLogger(ctx).Error("a step was not passed on; the nightly run does it", "subject", l.subject, "seq", seq, "error", err)
		}
	})
}
