package api

import (
	"context"
	"net/url"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/readiness"
)

// A call is what is known of one request once it has been let in.
type call struct {
	id     string          // of the request, for the log and the problem's instance
	actor  readiness.Actor // the zero Actor until the token is known
	scopes []string
	key    string  // Idempotency-Key, which is the command id; "" for a question
	url    url.URL // as asked, to make links from
}

type callKey struct{}

func withCall(ctx context.Context, c *call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// callOf never returns nil: outside a request it is an empty call.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{}
}

// asked is the command's envelope: its id and who asks.
func asked(ctx context.Context) readiness.Asked {
	c := callOf(ctx)
	return readiness.Asked{ID: c.key, By: c.actor}
}

// newID makes an id that sorts by time.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
