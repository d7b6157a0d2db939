package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type visitPacks struct{}

func (visitPacks) MakeVisitPack(context.Context, string, readiness.Asked) (readiness.VisitPack, error) {
	return readiness.VisitPack{}, errNone
}

func (visitPacks) VisitPacks(context.Context, readiness.Actor, string) (readiness.VisitPackList, error) {
	return readiness.VisitPackList{}, nil
}

func (visitPacks) VisitPack(context.Context, readiness.Actor, string) (readiness.VisitPack, error) {
	return readiness.VisitPack{}, errNone
}
