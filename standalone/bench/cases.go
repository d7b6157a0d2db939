package main

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var lead = readiness.Asked{By: readiness.Actor{
	PersonID: "bench", Name: "The bench", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}, {Role: readiness.Administrator}},
}}

func asked(id string) readiness.Asked {
	a := lead
	a.ID = id
	return a
}

// takeIn puts n fictional long-open cases into the ledger, in five areas of eight teams each.
func (h *house) takeIn(ctx context.Context, n int, today calendar.Date) error {
	im, err := h.db.NewImport(ctx, readiness.Upload{TakenOn: today, Files: []readiness.UploadFile{{Name: "bench.csv", Data: []byte("bench")}}}, asked("bench-upload"))
	if err != nil {
		return err
	}
	e := readiness.Extract{Layout: "newer", TakenOn: today, Lists: []readiness.ListFound{{List: 6, Sheet: "List 6", Rows: n, Fine: n}}}
	for i := range n {
		e.Cases = append(e.Cases, readiness.CaseRecord{
			ChildRef: fmt.Sprintf("BENCH%06d", i), Team: fmt.Sprintf("Team %02d", i%40+1), Worker: "A worker", Need: "N1", LastSeen: today.AddDays(-7),
			Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: today.AddMonths(-19).AddDays(-i % 900)}},
		})
	}
	if err := h.db.ImportChecked(ctx, im.ID, e, nil); err != nil {
		return err
	}
	if err := h.db.ApplyImport(ctx, im.ID, asked("bench-apply")); err != nil {
		return err
	}
	return h.mapTeams(ctx)
}

func (h *house) mapTeams(ctx context.Context) error {
	var areas []readiness.Area
	for i := range 5 {
		area, err := h.db.SaveArea(ctx, "", readiness.SaveArea{Name: fmt.Sprintf("Area %d", i+1)}, asked(fmt.Sprintf("bench-area-%d", i)))
		if err != nil {
			return err
		}
		areas = append(areas, area)
	}
	teams, err := h.db.Teams(ctx)
	if err != nil {
		return err
	}
	m := readiness.MapTeams{Areas: map[string]string{}}
	for i, team := range teams {
		m.Areas[team.ID] = areas[i%len(areas)].ID
	}
	return h.db.MapTeams(ctx, m, asked("bench-map"))
}
