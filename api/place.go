package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagPlaces = "Areas and teams"

func (s *service) places() {
	manage := may(readiness.ManagePlaces)
	add(s, route{method: http.MethodGet, path: "/areas", id: "list-areas", tag: tagPlaces, summary: "Areas with their heads", rule: may(readiness.SeeCounts)}, s.listAreas)
	add(s, route{method: http.MethodPost, path: "/areas", id: "make-area", tag: tagPlaces, summary: "Make an area", rule: manage, status: http.StatusCreated}, s.makeArea)
	add(s, route{method: http.MethodPut, path: "/areas/{id}", id: "save-area", tag: tagPlaces, summary: "Rename an area", rule: manage}, s.saveArea)
	add(s, route{
		method: http.MethodGet, path: "/teams", id: "list-teams", tag: tagPlaces, summary: "Teams as the case system names them, unmapped ones first", rule: may(readiness.SeeCounts),
	}, s.listTeams)
	add(s, route{
		method: http.MethodPost, path: "/teams/mapping", id: "map-teams", tag: tagPlaces, summary: "Put teams into areas",
		doc: "From team id to area id; an empty area takes the team out of its area. Teams that are not named stay.", rule: manage,
	}, s.mapTeams)
}

func (s *service) listAreas(ctx context.Context, _ *nothing) (*reply[rows[readiness.Area]], error) {
	return all(s.Places.Areas(ctx))
}

func (s *service) makeArea(ctx context.Context, in *sent[readiness.SaveArea]) (*reply[readiness.Area], error) {
	return answer(s.Places.SaveArea(ctx, "", in.Body.Value, asked(ctx)))
}

func (s *service) saveArea(ctx context.Context, in *sentTo[readiness.SaveArea]) (*reply[readiness.Area], error) {
	return answer(s.Places.SaveArea(ctx, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) listTeams(ctx context.Context, _ *nothing) (*reply[rows[readiness.Team]], error) {
	return all(s.Places.Teams(ctx))
}

func (s *service) mapTeams(ctx context.Context, in *sent[readiness.MapTeams]) (*nothing, error) {
	return &nothing{}, s.Places.MapTeams(ctx, in.Body.Value, asked(ctx))
}
