package workflows

import (
	"context"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// DigestName is the name of the digest workflow.
const DigestName = "digest"

// letterBatch is how many digests go out side by side.
const letterBatch = 8

// DigestInput says who asked; "" is the clock. The day is the day on which it runs.
type DigestInput struct {
	By string `json:"by"`
}

// Digest sends each person one mail with everything new since the last. A mail that cannot be sent in an hour waits for the next digest; the
// others go out all the same. When the clock asks and the timetable does not want it any more, it does nothing.
func Digest(ctx workflow.Context, in DigestInput) (readiness.DigestResult, error) {
	day := activities.DigestDay{Day: calendar.DateOf(workflow.Now(ctx)), By: in.By}
	result := readiness.DigestResult{On: day.Day}
	if ok, err := wanted(ctx, readiness.DigestJob, in.By); err != nil || !ok {
		return result, err
	}
	var people activities.Recipients
	if err := do(ctx, "List who has something new", acts.ListDigests, &people, day); err != nil {
		return result, err
	}
	for ids := people.PersonIDs; len(ids) > 0; {
		now := ids[:min(letterBatch, len(ids))]
		ids = ids[len(now):]
		sendDigests(ctx, day.Day, now, &result)
	}
	return result, do(ctx, "Keep that the digests went out", acts.KeepDigest, nil, activities.DigestDone{DigestDay: day, Result: result})
}

// sendDigests mails some people side by side, and counts.
func sendDigests(ctx workflow.Context, day calendar.Date, people []string, result *readiness.DigestResult) {
	ctx = workflow.WithActivityOptions(ctx, summarised(telling, "One morning mail"))
	var sent []workflow.Future
	for _, id := range people {
		sent = append(sent, workflow.ExecuteActivity(ctx, acts.SendDigest, activities.PersonalDigest{Day: day, PersonID: id}))
	}
	for _, f := range sent {
		var mailed activities.Mailed
		if err := f.Get(ctx, &mailed); err != nil {
			result.Failed++
			workflow.GetLogger(ctx).Error("a digest waits for tomorrow", "error", err)
		} else if mailed.Sent {
			result.Mails++
		}
	}
}

// SendDigest sends the morning mail now and waits for what came of it.
func (c *Client) SendDigest(ctx context.Context, asked readiness.Asked) (readiness.DigestResult, error) {
	return byHand[readiness.DigestResult](ctx, c, readiness.DigestJob, "A morning mail that somebody asked for", DigestName, DigestInput{By: asked.By.PersonID})
}
