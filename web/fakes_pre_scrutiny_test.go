package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type preScrutinies struct{}

func (preScrutinies) AskPreScrutiny(context.Context, readiness.AskPreScrutiny, readiness.Asked) (readiness.PlannedPreScrutiny, error) {
	return readiness.PlannedPreScrutiny{}, errNone
}

func (preScrutinies) PreScrutinies(context.Context, readiness.Actor, readiness.PreScrutinyQuery) (readiness.Page[readiness.PreScrutinyRow], error) {
	return readiness.Page[readiness.PreScrutinyRow]{}, nil
}

func (preScrutinies) PreScrutinyView(context.Context, readiness.Actor, string) (readiness.PreScrutinyView, error) {
	return readiness.PreScrutinyView{}, errNone
}

func (preScrutinies) PreScrutinyDesk(context.Context, readiness.Actor) (readiness.PreScrutinyDesk, error) {
	return readiness.PreScrutinyDesk{}, nil
}

func (commands) PreScrutiny(context.Context, string, readiness.PreScrutinyCommand, readiness.Asked) (readiness.PreScrutiny, error) {
	return readiness.PreScrutiny{}, errNone
}

func (commands) OpenPreScrutiny(context.Context, readiness.PlannedPreScrutiny) error { return errNone }
