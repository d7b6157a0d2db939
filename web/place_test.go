package web_test

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// keptPlaces remembers what it was asked.
type keptPlaces struct {
	mapped *readiness.MapTeams
	saved  *readiness.SaveArea
}

func (keptPlaces) Areas(context.Context) ([]readiness.Area, error) {
	return []readiness.Area{{ID: "north", Name: "North"}}, nil
}

func (keptPlaces) Teams(context.Context) ([]readiness.Team, error) {
	return []readiness.Team{{ID: "t1", Name: "Team 1"}, {ID: "t2", Name: "Team 2"}, {ID: "t3", Name: "Team 3", AreaID: "north", Area: "North"}}, nil
}

func (k keptPlaces) MapTeams(_ context.Context, m readiness.MapTeams, _ readiness.Asked) error {
	*k.mapped = m
	return nil
}

func (k keptPlaces) SaveArea(_ context.Context, id string, a readiness.SaveArea, _ readiness.Asked) (readiness.Area, error) {
	*k.saved = a
	if a.Name == "North" {
		return readiness.Area{}, readiness.FieldErrorf("name", "There is an area with this name already.")
	}
	return readiness.Area{ID: id}, nil
}

func TestMapTeams(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		teams  []string
		area   string
		status int
		want   map[string]string
		says   string
	}{
		{"two at once", []string{"t1", "t2"}, "north", 303, map[string]string{"t1": "north", "t2": "north"}, ""},
		{"out of its area", []string{"t3"}, "none", 303, map[string]string{"t3": ""}, ""},
		{"nothing ticked", nil, "north", 422, nil, "Tick at least one team."},
		{"no area", []string{"t2"}, "", 422, nil, "Choose the area that the ticked teams belong to."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			kept, s := keptPlaces{mapped: &readiness.MapTeams{}}, newServer()
			s.Places = kept
			v := visit(t, s, string(readiness.Administrator))
			status, page, _ := v.post("/places", url.Values{"command_id": {commandID}, "team": c.teams, "area_id": {c.area}})
			if status != c.status || !maps.Equal(kept.mapped.Areas, c.want) {
				t.Fatalf("%d %v", status, kept.mapped.Areas)
			}
			if status == http.StatusUnprocessableEntity {
				htmlcheck.Page(t, page)
				htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says(c.says)), htmlcheck.Value("area_id", c.area), htmlcheck.Value("team", strings.Join(c.teams, ",")))
			}
		})
	}
}

func TestSaveArea(t *testing.T) {
	t.Parallel()
	kept, s := keptPlaces{saved: &readiness.SaveArea{}}, newServer()
	s.Places = kept
	v := visit(t, s, string(readiness.ImprovementLead))
	if status, _, to := v.post("/places/areas/new", url.Values{"command_id": {commandID}, "name": {" East "}}); status != 303 || to != "/places" || kept.saved.Name != "East" {
		t.Errorf("%d to %q, saved %q", status, to, kept.saved.Name)
	}
	if _, page, _ := v.get("/places"); !strings.Contains(page, "The area is saved.") {
		t.Error("the next page does not say that it is done")
	}
	for name, want := range map[string]string{"": "Enter the name of the area.", "North": "There is an area with this name already."} {
		status, page, _ := v.post("/places/areas/north", url.Values{"command_id": {commandID}, "name": {name}})
		if status != 422 {
			t.Errorf("%q: %d", name, status)
		}
		htmlcheck.Has(t, page, htmlcheck.In("#name-error", htmlcheck.Says(want)), htmlcheck.Value("name", name), htmlcheck.In("title", htmlcheck.Says("Error: ")))
	}
	if _, page, _ := v.get("/places/areas/north"); !strings.Contains(page, `value="North"`) {
		t.Error("the form does not begin with the name as it is")
	}
	if status, _, _ := v.get("/places/areas/south"); status != http.StatusNotFound {
		t.Errorf("an area that is not there: %d", status)
	}
}
