package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) forecasts() {
	add(s, route{
		method: http.MethodGet, path: "/rules/forecast", id: "forecast-rules", tag: tagRules, summary: "What another threshold would do in the coming year",
		doc:  "Nothing is changed. The forecast is made by the rules that plan the real reviews: it takes for granted that every review is done on the day it is due and that cases stay open.",
		rule: may(readiness.TryRules),
	}, s.forecast, asking[readiness.Proposal](s))
}

func (s *service) forecast(ctx context.Context, in *query[readiness.Proposal]) (*reply[readiness.Forecast], error) {
	p, err := s.Forecasts.Prospect(ctx)
	if err != nil {
		return nil, err
	}
	return answer(p.Forecast(p.Rules.With(in.Value), in.Value.From), nil)
}
