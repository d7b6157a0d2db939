package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) dipSamples() {
	see, draw := may(readiness.WorkPlan), may(readiness.VerifyActions)
	add(s, route{
		method: http.MethodGet, path: "/dip-samples", id: "list-dip-samples", tag: tagPlan, summary: "Dip samples of what was shown done, newest first",
		doc: "50 at most. Each holds its seed and the actions that it was drawn among, so that anybody can draw it again.", rule: see,
	}, s.listDipSamples)
	add(s, route{
		method: http.MethodPost, path: "/dip-samples", id: "draw-dip-sample", tag: tagPlan, summary: "Draw a dip sample among the actions that are shown done",
		doc: "The seed is made here, so that nobody chooses a draw.", rule: draw, status: http.StatusCreated,
	}, s.drawDipSample)
	add(s, route{
		method: http.MethodGet, path: "/dip-samples/{id}", id: "read-dip-sample", tag: tagPlan, summary: "One dip sample, and what was found", rule: see,
	}, s.readDipSample)
	add(s, route{
		method: http.MethodPost, path: "/dip-samples/{id}/actions/{action}", id: "look-at-dip", tag: tagPlan, summary: "Say what a look at a drawn action found",
		doc: "One that is no longer so has to be opened again as well: POST /actions/{id}/reopen-action.", rule: draw,
	}, s.lookAtDip)
}

func (s *service) listDipSamples(ctx context.Context, _ *nothing) (*reply[rows[readiness.DipSample]], error) {
	return all(s.Dips.DipSamples(ctx, callOf(ctx).actor))
}

func (s *service) drawDipSample(ctx context.Context, in *sent[readiness.DrawDipSample]) (*made[readiness.DipSample], error) {
	d, err := s.Dips.DrawDipSample(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.DipSample]{Location: Prefix + "/dip-samples/" + d.ID, Body: d}, nil
}

func (s *service) readDipSample(ctx context.Context, in *byID) (*reply[readiness.DipSample], error) {
	d, err := s.Dips.DipSample(ctx, callOf(ctx).actor, in.ID)
	return &reply[readiness.DipSample]{Body: d}, err
}

// dipLook is a look at one drawn action.
type dipLook struct {
	ID     string `path:"id" maxLength:"64"`
	Action string `path:"action" doc:"Which of the drawn actions." maxLength:"64"`
	Body   body[readiness.LookAtDip]
}

func (s *service) lookAtDip(ctx context.Context, in *dipLook) (*nothing, error) {
	return &nothing{}, s.Dips.LookAtDip(ctx, in.ID, in.Action, in.Body.Value, asked(ctx))
}
