package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// A thing runs by itself and answers commands: a review, or an improvement action. Steps is the number of its last event.
type thing interface{ Steps() int }

// A running is one kind of thing, and how the hatch reaches it.
type running[T thing] struct {
	path, tag string
	seen      func(ctx context.Context, id string) (step int, err error) // the number of its last event in the ledger; refuses whoever may not see it
	ask       func(ctx context.Context, id string, c readiness.Command[T], asked readiness.Asked) (T, error)
}

// answering is a command to one thing.
type answering[C any] struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The ETag that you read. The command is refused with 412 when the thing has changed since."`
	Body    body[C]
}

// ask makes one command an operation, under the command's own name.
func ask[C readiness.Command[T], T thing](s *service, of running[T], summary string, who rule) {
	var zero C
	add(s, route{
		method: http.MethodPost, path: of.path + "/{id}/commands/" + zero.Name(), id: zero.Name(), tag: of.tag, summary: summary, rule: who, conflicts: true,
	}, func(ctx context.Context, in *answering[C]) (*versioned[T], error) {
		return of.command(ctx, in.ID, in.IfMatch, in.Body.Value)
	})
}

// command asks only of a thing that the person may see; the thing itself decides, with its place.
func (of running[T]) command(ctx context.Context, id, ifMatch string, c readiness.Command[T]) (*versioned[T], error) {
	if _, err := of.seen(ctx, id); err != nil {
		return nil, err
	}
	envelope := asked(ctx)
	var err error
	if envelope.IfSeq, err = version(ifMatch); err != nil {
		return nil, err
	}
	next, err := of.ask(ctx, id, c, envelope)
	if readiness.Conflict.Is(err) && envelope.IfSeq != 0 {
		if step, again := of.seen(ctx, id); again == nil && step != envelope.IfSeq {
			return nil, stale()
		}
	}
	if err != nil {
		return nil, err
	}
	return &versioned[T]{ETag: tag(next.Steps()), Body: next}, nil
}
