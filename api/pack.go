package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagPacks = "Focus areas and run-ups"

func (s *service) packs() {
	see := may(readiness.SeeVisits)
	add(s, route{
		method: http.MethodGet, path: "/focus-areas", id: "list-focus-areas", tag: tagPacks, summary: "The versions of the focus areas in the library",
		doc: "By focus area, the newest version first. A visit takes the newest that is in force when it is planned, and keeps it.", rule: see,
	}, s.listPacks)
	add(s, route{
		method: http.MethodGet, path: "/focus-areas/{code}", id: "get-focus-area", tag: tagPacks, summary: "One version of a focus area, whole",
		doc: "In the name of a red flag %d stands for its threshold. What is unconfirmed is for the council to confirm.", rule: see,
	}, s.getPack)
	add(s, route{
		method: http.MethodGet, path: "/run-ups", id: "list-run-ups", tag: tagPacks, summary: "The versions of the run-ups in the library",
		doc: "By kind of visit, the newest version first.", rule: see,
	}, s.listRunUps)
	add(s, route{
		method: http.MethodGet, path: "/run-ups/{code}", id: "get-run-up", tag: tagPacks, summary: "One version of a run-up, whole",
		doc: "The day of a step is offset working days after its anchor, before it when negative.", rule: see,
	}, s.getRunUp)
}

type packCode struct {
	Code string `path:"code" maxLength:"40"`
}

func (s *service) listPacks(ctx context.Context, _ *nothing) (*reply[rows[readiness.PackVersion]], error) {
	return all(s.Packs.Packs(ctx))
}

func (s *service) getPack(ctx context.Context, in *packCode) (*reply[readiness.FocusPack], error) {
	return answer(s.Packs.Pack(ctx, in.Code))
}

func (s *service) listRunUps(ctx context.Context, _ *nothing) (*reply[rows[readiness.RunUpVersion]], error) {
	return all(s.Packs.RunUps(ctx))
}

func (s *service) getRunUp(ctx context.Context, in *packCode) (*reply[readiness.RunUp], error) {
	return answer(s.Packs.RunUp(ctx, in.Code))
}
