package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// packShelf holds the focus areas and run-ups that the program comes with.
type packShelf struct{}

func (packShelf) Packs(context.Context) (versions []readiness.PackVersion, err error) {
	for _, p := range frameworks.Packs() {
		versions = append(versions, p.VersionOf("", now))
	}
	return versions, nil
}

func (packShelf) RunUps(context.Context) (versions []readiness.RunUpVersion, err error) {
	for _, r := range frameworks.RunUps() {
		versions = append(versions, r.VersionOf("", now))
	}
	return versions, nil
}

func (packShelf) Pack(_ context.Context, code string) (readiness.FocusPack, error) {
	for _, p := range frameworks.Packs() {
		if p.Code == code {
			return p, nil
		}
	}
	return readiness.FocusPack{}, errNone
}

func (packShelf) RunUp(_ context.Context, code string) (readiness.RunUp, error) {
	for _, r := range frameworks.RunUps() {
		if r.Code == code {
			return r, nil
		}
	}
	return readiness.RunUp{}, errNone
}

func (packShelf) PacksOn(context.Context, calendar.Date) ([]readiness.FocusPack, error) {
	return frameworks.Packs(), nil
}

func (packShelf) RunUpOn(context.Context, string, calendar.Date) (readiness.RunUp, error) {
	return readiness.RunUp{}, errNone
}

type packDrafts struct{}

func (packDrafts) KeepPackDraft(context.Context, readiness.PackFile, readiness.Asked) (string, error) {
	return "", errNone
}

func (packDrafts) ClonePack(context.Context, string, readiness.ClonePack, readiness.Asked) (string, error) {
	return "", errNone
}

func (packDrafts) CloneRunUp(context.Context, string, readiness.CloneRunUp, readiness.Asked) (string, error) {
	return "", errNone
}

func (packDrafts) PackDraft(context.Context, string) (readiness.PackDraft, error) {
	return readiness.PackDraft{}, errNone
}

func (packDrafts) PackDrafts(context.Context) ([]readiness.PackDraft, error) { return nil, nil }

func (packDrafts) ChangePackDraft(context.Context, string, readiness.PackChange, readiness.Asked) error {
	return errNone
}

func (packDrafts) FinishPackDraft(context.Context, string, readiness.Asked) (readiness.PackFile, error) {
	return readiness.PackFile{}, errNone
}

func (packDrafts) DropPackDraft(context.Context, string, readiness.Asked) error { return errNone }
