package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/readiness"
)

// library holds the frameworks that the program comes with.
type library struct{}

func (library) Frameworks(context.Context) (lines []readiness.FrameworkLine, err error) {
	for _, f := range frameworks.Shipped() {
		lines = append(lines, readiness.FrameworkLine{Code: f.Code, Name: f.Name, From: f.From, Until: f.Until, Areas: len(f.Areas), Criteria: f.CriteriaCount(), Unconfirmed: f.Unconfirmed()})
	}
	lines[1].Follows = []string{lines[0].Code}
	return lines, nil
}

func (library) Framework(_ context.Context, code string) (readiness.Framework, error) {
	for _, f := range frameworks.Shipped() {
		if f.Code == code {
			return f, nil
		}
	}
	return readiness.Framework{}, errNone
}

func (library) Crosswalk(_ context.Context, from, to string) (readiness.Crosswalk, error) {
	c, found := readiness.FindCrosswalk(frameworks.Crosswalks(), from, to)
	if !found {
		return c, errNone
	}
	return c, nil
}

func (library) TryFramework(_ context.Context, f readiness.FrameworkFile) (readiness.FrameworkTrial, error) {
	ready := f.Ready(frameworks.Shipped())
	return readiness.FrameworkTrial{Framework: ready.Framework, Crosswalk: ready.Crosswalk, Problems: f.Check(frameworks.Shipped())}, nil
}

func (library) ImportFramework(context.Context, readiness.FrameworkFile, readiness.Asked) (readiness.Framework, error) {
	return readiness.Framework{}, errNone
}

type frameworkDrafts struct{}

func (frameworkDrafts) KeepFrameworkDraft(context.Context, readiness.FrameworkFile, readiness.Asked) (string, error) {
	return "", errNone
}

func (frameworkDrafts) CloneFramework(context.Context, string, readiness.CloneFramework, readiness.Asked) (string, error) {
	return "", errNone
}

func (frameworkDrafts) FrameworkDraft(context.Context, string) (readiness.FrameworkDraft, error) {
	return readiness.FrameworkDraft{}, errNone
}

func (frameworkDrafts) FrameworkDrafts(context.Context) ([]readiness.FrameworkDraft, error) {
	return nil, nil
}

func (frameworkDrafts) ChangeFrameworkDraft(context.Context, string, readiness.FrameworkChange, readiness.Asked) error {
	return errNone
}

func (frameworkDrafts) FinishFrameworkDraft(context.Context, string, readiness.Asked) (readiness.Framework, error) {
	return readiness.Framework{}, errNone
}

func (frameworkDrafts) DropFrameworkDraft(context.Context, string, readiness.Asked) error {
	return errNone
}
