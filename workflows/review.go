package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// ReviewName is the name of the review workflow; its id is "review/" and the review's id.
const ReviewName = readiness.ReviewNoun

// Names of the signals that machines send to a running thing.
const (
	followSignal = "follow-case" // its case has closed or moved: readiness.Followup
	replanSignal = "plan-again"  // its calendar, ladder or rules changed: readiness.Terms
)

// ReviewInput begins a planned review, or carries on with one: exactly one of the two is set.
type ReviewInput struct {
	Planned *readiness.PlannedReview `json:"planned,omitempty"`
	Review  *readiness.Review        `json:"review,omitempty"`
}

// Review lives as long as one case review.
func Review(ctx workflow.Context, in ReviewInput) error {
	r := &life[readiness.Review]{lock: workflow.NewMutex(ctx), record: recordReview}
	if in.Review != nil {
		r.state, r.subject = *in.Review, readiness.Subject(readiness.ReviewNoun, in.Review.ID)
	}
	r.ears = []ear[readiness.Review]{hears(ctx, followSignal, func(f readiness.Followup, now time.Time) (readiness.Review, readiness.Event, error) {
		return follow(r.state, f, now)
	}), hears(ctx, replanSignal, r.replanned)}
	if err := listenToReview(ctx, r); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		r.subject = readiness.Subject(readiness.ReviewNoun, p.ID)
		if err := r.begin(ctx, func(now time.Time) (readiness.Review, readiness.Event, error) {
			return readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := r.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, ReviewName, ReviewInput{Review: &r.state})
	}
	return err
}

func follow(r readiness.Review, f readiness.Followup, now time.Time) (readiness.Review, readiness.Event, error) {
	if !f.Closed.IsZero() {
		return r.Overtake(f.Closed, now)
	}
	return r.Move(f.TeamID, f.AreaID, f.OwnerID, now)
}

// listenToReview lets people ask every command of a review.
func listenToReview(ctx workflow.Context, r *life[readiness.Review]) error {
	return listen(ctx, r, handle[readiness.BeginReview], handle[readiness.SubmitReview], handle[readiness.SendBackReview],
		handle[readiness.SignOffReview], handle[readiness.LookAgainAtReview], handle[readiness.PutOffReview], handle[readiness.PauseReview],
		handle[readiness.ResumeReview], handle[readiness.AssignReview], handle[readiness.DecideReviewEscalation])
}

func recordReview(ctx workflow.Context, r readiness.Review, ev readiness.Event) (*readiness.Review, error) {
	return record[readiness.Review](ctx, acts.RecordReview, activities.Recording{Review: r, Event: ev}, ev)
}
