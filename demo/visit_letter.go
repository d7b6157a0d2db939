package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// doors are the doors through which findings come in.
func (t *town) doors() readiness.House {
	return readiness.House{Actions: t.db, Commands: opener{town: t}}
}

// An opener stands where the workflows' client stands, for what a letter asks of actions: that they open again.
type opener struct {
	readiness.Commands
	town *town
}

// Action asks it of an action whose people then show it done once more.
func (o opener) Action(ctx context.Context, id string, c readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	t, u := o.town, o.town.actions[id]
	opened := u.Reopened
	err := t.actionTurn(ctx, id, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
		return a.Do(c, asked, t.now)
	})
	if u.Reopened > opened {
		script{t, u}.namedAgain(calendar.DateOf(t.now))
	}
	return u.ImprovementAction, err
}
