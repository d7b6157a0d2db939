package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) visitPacks() {
	see := may(readiness.SeeVisits)
	add(s, route{
		method: http.MethodGet, path: "/visits/{id}/packs", id: "list-visit-packs", tag: tagVisits, summary: "The packs of a visit, the newest first",
		doc: "newer is the last day on which newer lists were brought in than a pack rests on.", rule: see,
	}, s.listVisitPacks)
	add(s, route{
		method: http.MethodPost, path: "/visits/{id}/packs", id: "make-visit-pack", tag: tagVisits, summary: "Freeze the pack of a visit as it stands",
		doc: "Nothing in it changes afterwards. A call freezes one by itself.", rule: may(readiness.RunVisits), status: http.StatusCreated, conflicts: true,
	}, s.makeVisitPack)
	add(s, route{
		method: http.MethodGet, path: "/visit-packs/{id}", id: "get-visit-pack", tag: tagVisits, summary: "One pack of a visit",
		doc: "People who may not work_visits are given the edition that leaves the service: without counts from which a child could be found. -1 stands for a count that is hidden.", rule: see,
	}, s.getVisitPack)
}

func (s *service) listVisitPacks(ctx context.Context, in *byID) (*reply[readiness.VisitPackList], error) {
	return answer(s.VisitPacks.VisitPacks(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) makeVisitPack(ctx context.Context, in *byID) (*made[readiness.VisitPack], error) {
	pack, err := s.VisitPacks.MakeVisitPack(ctx, in.ID, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.VisitPack]{Location: Prefix + "/visit-packs/" + pack.ID, Body: pack}, nil
}

func (s *service) getVisitPack(ctx context.Context, in *byID) (*reply[readiness.VisitPack], error) {
	return answer(s.VisitPacks.VisitPack(ctx, callOf(ctx).actor, in.ID))
}
