package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// ReviewName is the name of the review workflow; its id is "review/" and the review's id.
const ReviewName = "review"

// Names of the signals that machines send to a review.
const (
	followSignal = "follow-case" // its case has closed or moved: readiness.Followup
	replanSignal = "plan-again"  // its calendar, ladder or rules changed: readiness.Terms
)

// ReviewInput begins a planned review, or carries on with one: exactly one of the two is set.
type ReviewInput struct {
	Planned *readiness.PlannedReview `json:"planned,omitempty"`
	Review  *readiness.Review        `json:"review,omitempty"`
}

// review is one running review.
type review struct {
	readiness.Review
	lock    workflow.Mutex
	follow  workflow.ReceiveChannel
	replan  workflow.ReceiveChannel
	turns   int // since this run began
	telling int // mails on their way
}

// Review lives as long as one case review: it waits for people and for the next rung of the ladder, months if need be.
func Review(ctx workflow.Context, in ReviewInput) error {
	r := &review{
		lock:   workflow.NewMutex(ctx),
		follow: workflow.GetSignalChannel(ctx, followSignal), replan: workflow.GetSignalChannel(ctx, replanSignal),
	}
	if in.Review != nil {
		r.Review = *in.Review
	}
	if err := r.listen(ctx); err != nil {
		return err
	}
	if in.Planned != nil {
		if err := r.open(ctx, *in.Planned); err != nil {
			return err
		}
	}
	for !r.Status.Ended() {
		if err := r.wait(ctx); err != nil {
			return err
		}
		if !carryOn(ctx, r.turns) {
			continue
		}
		if err := r.settle(ctx); err != nil {
			return err
		}
		if r.quiet() && !r.Status.Ended() {
			return workflow.NewContinueAsNewError(ctx, ReviewName, ReviewInput{Review: &r.Review})
		}
	}
	return r.settle(ctx)
}

// open makes the review out of its plan. Its first event is the only one that nobody asked for.
func (r *review) open(ctx workflow.Context, p readiness.PlannedReview) error {
	return r.turn(ctx, func(now time.Time) (readiness.Review, readiness.Event, error) {
		if r.Seq > 0 {
			return r.Review, readiness.Event{}, nil // a worker that died had recorded it
		}
		return readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, now)
	})
}

// wait sleeps until the next deadline or until somebody does something, and then takes every turn that is due.
func (r *review) wait(ctx workflow.Context) error {
	at, timed := r.Deadline()
	seq := r.Seq
	if err := sleep(ctx, at, timed, r.summary(), func() bool { return r.Seq != seq || !r.quiet() }); err != nil {
		return err
	}
	if err := r.hear(ctx); err != nil {
		return err
	}
	return ignoreConflict(r.turn(ctx, r.lapsed))
}

// lapsed asks the review as it is when its turn has come, which may be another than when the turn was asked for.
func (r *review) lapsed(now time.Time) (readiness.Review, readiness.Event, error) {
	return r.Lapse(now)
}

// hear takes the turns that machines have signalled.
func (r *review) hear(ctx workflow.Context) error {
	for r.follow.Len() > 0 {
		var f readiness.Followup
		r.follow.Receive(ctx, &f)
		if err := ignoreConflict(r.turn(ctx, r.followed(f))); err != nil {
			return err
		}
	}
	for r.replan.Len() > 0 {
		var terms readiness.Terms
		r.replan.Receive(ctx, &terms)
		if err := ignoreConflict(r.turn(ctx, r.planned(terms))); err != nil {
			return err
		}
	}
	return nil
}

func (r *review) planned(terms readiness.Terms) decision {
	return func(now time.Time) (readiness.Review, readiness.Event, error) { return r.Replan(terms, now) }
}

func (r *review) followed(f readiness.Followup) decision {
	return func(now time.Time) (readiness.Review, readiness.Event, error) {
		if !f.Closed.IsZero() {
			return r.Overtake(f.Closed, now)
		}
		return r.Move(f.TeamID, f.AreaID, f.OwnerID, now)
	}
}

// quiet reports whether no machine has anything to say.
func (r *review) quiet() bool { return r.follow.Len() == 0 && r.replan.Len() == 0 }

// settle waits until everybody who asked has an answer and every mail is on its way.
func (r *review) settle(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) && r.telling == 0 })
}

// tell mails at once what a step asks people to act on; the review does not wait for it.
func (r *review) tell(ctx workflow.Context, seq int) {
	r.telling++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { r.telling-- }()
		ctx = workflow.WithActivityOptions(ctx, summarised(telling, "Mail those who must act now"))
		if err := workflow.ExecuteActivity(ctx, acts.TellNow, activities.Step{ReviewID: r.ID, Seq: seq}).Get(ctx, nil); err != nil {
			workflow.GetLogger(ctx).Error("the mail stays for the morning digest", "review", r.ID, "error", err)
		}
	})
}

// summary says in Temporal's own pages what the timer waits for. It names no person and no child.
func (r *review) summary() string {
	if r.Status == readiness.Paused {
		return "Paused until " + r.PausedTo.Long()
	}
	return "Next rung of the ladder; due " + r.Run.Due.Long()
}
