package workflows

import (
	"slices"
	"strconv"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/readiness"
)

// decision is one question put to the rules.
type decision func(now time.Time) (readiness.Review, readiness.Event, error)

// turn is how everything changes: lock, decide, record, adopt. Handlers and the deadline both go through it. A command known already comes
// back without an event, and changes nothing.
//
// A worker may die after recording and before Temporal hears of it. The step is then decided again, at another time and perhaps beside other
// commands, and the ledger answers with what it holds. The ledger was first: adopt that, and decide once more from there.
func (r *review) turn(ctx workflow.Context, decide decision) error {
	if err := r.lock.Lock(ctx); err != nil {
		return err
	}
	defer r.lock.Unlock()
	for {
		next, ev, err := decide(workflow.Now(ctx))
		if err != nil {
			return toTemporal(err)
		}
		if ev.Seq == 0 {
			return nil
		}
		ahead, err := record(ctx, next, ev)
		if err != nil {
			return notKept(err)
		}
		r.turns++
		if ahead != nil {
			for seq := ev.Seq; seq <= ahead.Seq; seq++ {
				r.tell(ctx, seq)
			}
			r.adopt(ctx, *ahead)
			continue
		}
		r.adopt(ctx, next)
		if actNow(ev) {
			r.tell(ctx, ev.Seq)
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

// adopt takes a recorded state, and shows it in Temporal's own pages.
func (r *review) adopt(ctx workflow.Context, next readiness.Review) {
	r.Review = next
	workflow.SetCurrentDetails(ctx, "Review is **"+r.Status.Title()+"**, due "+r.Run.Due.Long()+", after "+strconv.Itoa(r.Seq)+" steps.")
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

// Command is one command as it travels to a review.
type Command[C readiness.ReviewCommand] struct {
	Command C               `json:"command"`
	Asked   readiness.Asked `json:"asked"`
}

// listen lets people ask every command of the review.
func (r *review) listen(ctx workflow.Context) error {
	for _, one := range []func(workflow.Context, *review) error{
		handle[readiness.BeginReview], handle[readiness.SubmitReview], handle[readiness.SendBackReview], handle[readiness.SignOffReview],
		handle[readiness.LookAgainAtReview], handle[readiness.PutOffReview], handle[readiness.PauseReview], handle[readiness.ResumeReview],
		handle[readiness.AssignReview], handle[readiness.DecideReviewEscalation],
	} {
		if err := one(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// handle answers one kind of command. The validator asks the same question as the handler on the same state: a refusal costs no history.
func handle[C readiness.ReviewCommand](ctx workflow.Context, r *review) error {
	var kind C
	answer := func(ctx workflow.Context, c Command[C]) (readiness.Review, error) {
		if err := workflow.Await(ctx, func() bool { return r.Seq > 0 }); err != nil {
			return r.withoutTerms(), err
		}
		err := r.turn(ctx, func(now time.Time) (readiness.Review, readiness.Event, error) { return r.Do(c.Command, c.Asked, now) })
		return r.withoutTerms(), err
	}
	refuse := func(ctx workflow.Context, c Command[C]) error {
		if r.Seq == 0 {
			return nil // not opened yet: the handler waits for the first turn and decides then
		}
		_, _, err := r.Do(c.Command, c.Asked, workflow.Now(ctx))
		return toTemporal(err)
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, kind.Name(), answer, workflow.UpdateHandlerOptions{Validator: refuse})
}

// withoutTerms is the review as an answer carries it: the terms are long, and whoever asks has them already.
func (r *review) withoutTerms() readiness.Review {
	short := r.Review
	short.Terms = readiness.Terms{}
	return short
}
