package readiness

import "time"

// Asked is one command as it reaches a thing: which, from whom, under which id. IfSeq, when not 0, is the event number that the asker's page
// showed; a thing that has moved on since refuses.
type Asked struct {
	ID    string `json:"id"`
	By    Actor  `json:"by"`
	IfSeq int    `json:"if_seq,omitempty"`

	Confirmed int `json:"confirmed,omitempty"` // how many things the asker has been told that the command does at once, and wants

	Facts *ActionFacts `json:"facts,omitempty"` // what the ledger knows around an improvement action, for its commands
	Gate  *GateFacts   `json:"gate,omitempty"`  // what it knows of what a step of a visit closes on, for its commands
	Visit *VisitFacts  `json:"visit,omitempty"` // what it knows of what belongs to a visit, for its commands
}

// A Command is something a person asks of a thing. Decide touches nothing: it returns the next state of the thing and what happened.
type Command[T any] interface {
	Name() string // imperative and kebab-case: the Temporal update's name and the last part of the API's path
	Decide(thing T, asked Asked, now time.Time) (T, Event, error)
}

// do decides one command of a thing, after the checks that are the same for all: an id already known is answered with the thing as it is and no event; a
// thing that has ended, or has moved on since the asker's page, refuses. The event says for whom a deputy acted.
func do[T interface{ Ended() bool }](thing T, course Course, n noun, c Command[T], asked Asked, now time.Time) (T, Event, error) {
	if course.known(asked) {
		return thing, Event{}, nil
	}
	if err := course.open(n, asked, thing.Ended()); err != nil {
		return thing, Event{}, err
	}
	next, ev, err := c.Decide(thing, asked, now)
	if err == nil {
		ev.For = coveredIn(asked.By, func(by Actor) error {
			asked.By = by
			_, _, err := c.Decide(thing, asked, now)
			return err
		})
	}
	return next, ev, err
}
