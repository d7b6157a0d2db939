package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) home() {
	add(s, route{
		method: http.MethodGet, path: "/home", id: "get-home", tag: "Home", summary: "What needs you, what reaches you next, and the figures",
		doc: "The same as the person's first page. Figures name no case.", rule: may(readiness.SeeCounts),
	}, s.getHome)
	add(s, route{
		method: http.MethodPost, path: "/sweeps", id: "run-sweep", tag: "Sweep", summary: "Look for long-open cases now and open their reviews",
		doc: "The same as the nightly sweep; safe to ask twice.", rule: may(readiness.RunSweep),
	}, s.sweep)
}

func (s *service) getHome(ctx context.Context, _ *nothing) (*reply[readiness.HomeView], error) {
	return answer(s.Reviews.Home(ctx, callOf(ctx).actor))
}

func (s *service) sweep(ctx context.Context, _ *nothing) (*reply[readiness.SweepResult], error) {
	return answer(s.Commands.Sweep(ctx, asked(ctx)))
}
