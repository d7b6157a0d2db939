package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// bands are the age bands of open cases: months from which each begins.
var bands = []struct {
	from int
	name string
}{{0, "Under 12 months"}, {12, "12 to 17 months"}, {18, "18 to 23 months"}, {24, "24 to 35 months"}, {36, "36 months or more"}}

// counted reads every case in a scope that a figure may count.
func (db *DB) counted(ctx context.Context, k reckoning, s scope) ([]caseRow, error) {
	return all(ctx, db.pool, selectCounted, s.with(args{"today": k.today, "since": k.today.AddMonths(-1)}), pgx.RowToStructByName[caseRow])
}

// figures counts cases. None of what it returns names a case.
func (k reckoning) figures(name, areaID string, rows []caseRow) readiness.Figures {
	f := readiness.Figures{Name: name, AreaID: areaID, Bands: make([]readiness.Band, len(bands))}
	for i, b := range bands {
		f.Bands[i].Name = b.name
	}
	for _, r := range rows {
		if k.longOpenOn(r, k.today.AddMonths(-1)) {
			f.MonthAgo++
		}
		if r.Closed.IsZero() {
			k.count(&f, listedCase{CaseRow: k.caseRow(r), areaID: r.AreaID})
		}
	}
	return f
}

func (k reckoning) count(f *readiness.Figures, c listedCase) {
	f.OpenCases++
	for i := len(bands) - 1; i >= 0; i-- {
		if c.Months >= bands[i].from {
			f.Bands[i].Count++
			break
		}
	}
	if c.Months >= 24 {
		f.Over24++
	}
	if c.longOpen(k) {
		f.LongOpen++
		if !c.LastDone.IsZero() && !c.LastDone.Before(k.today.AddDays(-90)) {
			f.Reviewed90++
		}
	}
	if c.ReviewID != "" {
		f.Live++
	}
	if c.Overdue > 0 {
		f.Overdue++
	}
	if c.ReviewID != "" && c.PutOffs >= 2 {
		f.PutOffTwice++
	}
}

// longOpenOn says whether a case was long-open on an earlier day, by its spells as the ledger knows them now.
func (k reckoning) longOpenOn(r caseRow, day calendar.Date) bool {
	c := r.asCase()
	c.Spells, c.Closed = nil, calendar.Date{}
	for _, s := range r.Spells {
		if s.Start.After(day) || (!s.End.IsZero() && !s.End.After(day)) {
			continue
		}
		s.End = calendar.Date{}
		c.Spells = append(c.Spells, s)
	}
	basis, ok := k.Rules.Basis(c, day)
	return ok && basis.LongOpen(day)
}

// byArea counts each area, and the cases of no area together under an empty id when there are any.
func (k reckoning) byArea(rows []caseRow, areas []readiness.Area) []readiness.Figures {
	split := map[string][]caseRow{}
	for _, r := range rows {
		split[r.AreaID] = append(split[r.AreaID], r)
	}
	var figures []readiness.Figures
	for _, a := range areas {
		figures = append(figures, k.figures(a.Name, a.ID, split[a.ID]))
	}
	if none := k.figures("No area yet", "", split[""]); none.OpenCases > 0 {
		figures = append(figures, none)
	}
	return figures
}

// nearly counts the cases that reach their threshold within the alert time.
func (k reckoning) nearly(rows []caseRow) int {
	n := 0
	for _, r := range rows {
		if r.Closed.IsZero() && (listedCase{CaseRow: k.caseRow(r)}).nearly(k) {
			n++
		}
	}
	return n
}
