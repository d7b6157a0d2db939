package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// gaps has no grades, and inspections no report.
type (
	gaps        struct{}
	inspections struct{}
)

func (gaps) GapMap(context.Context, readiness.Actor, string) (readiness.GapMap, error) {
	return readiness.GapMap{}, errNone
}

func (gaps) CompareCycles(context.Context, readiness.Actor, string, string) (readiness.Comparison, error) {
	return readiness.Comparison{}, errNone
}

func (gaps) CriterionActions(context.Context, readiness.Actor, string) (map[string]readiness.ActionTally, error) {
	return nil, errNone
}

func (inspections) AddInspection(context.Context, readiness.AddInspection, readiness.Asked) (readiness.Inspection, error) {
	return readiness.Inspection{}, errNone
}

func (inspections) Inspections(context.Context, readiness.Actor) ([]readiness.Inspection, error) {
	return nil, nil
}
