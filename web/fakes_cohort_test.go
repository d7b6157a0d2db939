package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// cohorts has no focus area, and cohortLists no list but those that the council can bring in.
type (
	cohorts     struct{}
	cohortLists struct{}
)

func (cohorts) Cohorts(context.Context, readiness.Actor) ([]readiness.CohortLine, error) {
	return nil, nil
}

func (cohorts) Cohort(context.Context, readiness.Actor, string) (readiness.CohortView, error) {
	return readiness.CohortView{}, errNone
}

func (cohorts) FlaggedChildren(context.Context, readiness.Actor, string, string) (readiness.FlagView, error) {
	return readiness.FlagView{}, errNone
}

func (cohorts) FlaggedChild(context.Context, readiness.Actor, string, string, string) (readiness.FlagView, error) {
	return readiness.FlagView{}, errNone
}

func (cohorts) AnswerFlag(context.Context, string, string, string, readiness.AnswerFlag, readiness.Asked) error {
	return errNone
}

func (cohorts) NoteMovement(context.Context, string, string, readiness.NoteMovement, readiness.Asked) error {
	return errNone
}

func (cohortLists) CohortLists(context.Context, readiness.Actor) (readiness.CohortSources, error) {
	return readiness.CohortSources{Own: readiness.OwnLists}, nil
}

func (cohortLists) KeepOwnSheet(context.Context, readiness.OwnUpload, readiness.Asked) (string, error) {
	return "", errNone
}

func (cohortLists) OwnImport(context.Context, readiness.Actor, string) (readiness.OwnImport, error) {
	return readiness.OwnImport{}, errNone
}

func (cohortLists) ApplyOwnImport(context.Context, string, readiness.ConfirmOwnImport, readiness.Asked) error {
	return errNone
}
func (cohortLists) DropOwnImport(context.Context, string, readiness.Asked) error { return errNone }
