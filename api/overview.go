package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) overviews() {
	add(s, route{
		method: http.MethodGet, path: "/overview", id: "get-overview", tag: "Home", summary: "The council in figures, by area and over time",
		doc:  "Figures name no case. For those who may see none, counts below the council's least number are −1: hidden, and so are others that would give them away.",
		rule: may(readiness.SeeCounts),
	}, s.overview)
}

func (s *service) overview(ctx context.Context, _ *nothing) (*reply[readiness.OverviewView], error) {
	return answer(s.Overview.Overview(ctx, callOf(ctx).actor))
}
