package main

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// takeIn brings the ledger to n fictional long-open cases, in five areas of eight teams each. More of them later leave the first as they are.
func (h *house) takeIn(ctx context.Context, n int, today calendar.Date) error {
	e := readiness.Extract{Layout: "newer", TakenOn: today, Lists: []readiness.ListFound{{List: 6, Sheet: "List 6", Rows: n, Fine: n}}}
	for i := range n {
		e.Cases = append(e.Cases, readiness.CaseRecord{
			ChildRef: fmt.Sprintf("BENCH%06d", i), Team: fmt.Sprintf("Team %02d", i%40+1), Worker: "A worker", Need: "N1", LastSeen: today.AddDays(-7),
			Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: today.AddMonths(-19).AddDays(-i % 900)}},
		})
	}
	if err := h.keep(ctx, fmt.Sprintf("cases-%d", n), e, nil); err != nil {
		return err
	}
	return h.mapTeams(ctx)
}

// keep puts an upload into the ledger as an import does once it has been read: compare, then apply in one transaction.
func (h *house) keep(ctx context.Context, name string, e readiness.Extract, findings []readiness.Finding) error {
	upload := readiness.Upload{TakenOn: e.TakenOn, Files: []readiness.UploadFile{{Name: name + ".csv", Data: []byte(name)}}}
	im, err := h.db.NewImport(ctx, upload, asked("upload-"+name))
	if err != nil {
		return err
	}
	if err := h.db.ImportChecked(ctx, im.ID, e, findings); err != nil {
		return err
	}
	return h.db.ApplyImport(ctx, im.ID, asked("apply-"+name))
}

// mapTeams puts the teams into areas. Doing it again with the same teams changes nothing: the commands are known.
func (h *house) mapTeams(ctx context.Context) error {
	teams, err := h.db.Teams(ctx)
	if err != nil {
		return err
	}
	m := readiness.MapTeams{Areas: map[string]string{}}
	var areas []readiness.Area
	for i := range 5 {
		area, err := h.db.SaveArea(ctx, "", readiness.SaveArea{Name: fmt.Sprintf("Area %d", i+1)}, asked(fmt.Sprintf("area-%d", i)))
		if err != nil {
			return err
		}
		areas = append(areas, area)
	}
	for i, team := range teams {
		m.Areas[team.ID] = areas[i%len(areas)].ID
	}
	return h.db.MapTeams(ctx, m, asked(fmt.Sprintf("map-%d", len(teams))))
}
