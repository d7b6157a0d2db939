package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// packShelf of the test house holds what the program comes with.
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
	return readiness.FocusPack{}, readiness.Errorf(readiness.NotFound, "There is no such focus area in the library.")
}

func (packShelf) RunUp(_ context.Context, code string) (readiness.RunUp, error) {
	for _, r := range frameworks.RunUps() {
		if r.Code == code {
			return r, nil
		}
	}
	return readiness.RunUp{}, readiness.Errorf(readiness.NotFound, "There is no such run-up in the library.")
}

func (packShelf) PacksOn(context.Context, calendar.Date) ([]readiness.FocusPack, error) {
	return frameworks.Packs(), nil
}

func (packShelf) RunUpOn(context.Context, string, calendar.Date) (readiness.RunUp, error) {
	return frameworks.RunUps()[0], nil
}

func TestPacksAndRunUps(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	get := func(path string) got {
		return h.do(request(readiness.ElectedMember, http.MethodGet, path, nil)).wants(http.StatusOK, "")
	}
	if list := read[struct{ Rows []readiness.PackVersion }](get("/focus-areas")).Rows; len(list) != 3 || list[0].Focus != "care_leavers" || list[0].Checklist != 10 || list[0].Unconfirmed == 0 {
		t.Errorf("%+v", list)
	}
	pack := read[readiness.FocusPack](get("/focus-areas/missing-2026"))
	if flag, known := pack.Flag("interview_late"); !known || flag.Threshold != 72 || !strings.Contains(flag.Name, "%d") {
		t.Errorf("%+v", flag)
	}
	if list := read[struct{ Rows []readiness.RunUpVersion }](get("/run-ups")).Rows; len(list) != 4 || list[0].Kind != "monitoring" || list[0].Steps != 38 {
		t.Errorf("%+v", list)
	}
	if list := read[readiness.RunUp](get("/run-ups/standard-2026")); list.Days != 10 || list.Steps[0].Anchor != "call" || len(list.Slots) != 9 {
		t.Errorf("%+v", list)
	}
	for _, path := range []string{"/focus-areas/none", "/run-ups/none"} {
		h.do(request(readiness.ElectedMember, http.MethodGet, path, nil)).wants(http.StatusNotFound, "not-found")
	}
	h.do(request(readiness.Peer, http.MethodGet, "/focus-areas", nil)).wants(http.StatusForbidden, "forbidden")
}
