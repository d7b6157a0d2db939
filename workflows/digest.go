package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// DigestName is the name of the digest workflow.
const DigestName = "digest"

// letterBatch is how many digests go out side by side.
const letterBatch = 8

// Digest sends each person one mail with everything new since the last. A mail that cannot be sent in an hour waits for the next digest; the
// others go out all the same.
func Digest(ctx workflow.Context) error {
	day := activities.DigestDay{Day: calendar.DateOf(workflow.Now(ctx))}
	var people activities.Recipients
	if err := do(ctx, "List who has something new", acts.ListDigests, &people, day); err != nil {
		return err
	}
	mail := workflow.WithActivityOptions(ctx, summarised(telling, "One morning mail"))
	for ids := people.PersonIDs; len(ids) > 0; {
		now := ids[:min(letterBatch, len(ids))]
		ids = ids[len(now):]
		var sent []workflow.Future
		for _, id := range now {
			sent = append(sent, workflow.ExecuteActivity(mail, acts.SendDigest, activities.PersonalDigest{Day: day.Day, PersonID: id}))
		}
		for _, f := range sent {
			if err := f.Get(ctx, nil); err != nil {
				workflow.GetLogger(ctx).Error("a digest waits for tomorrow", "error", err)
			}
		}
	}
	return do(ctx, "Keep that the digests went out", acts.KeepDigest, nil, day)
}
