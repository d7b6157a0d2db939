package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// figureRow is what snapshots add up to.
type figureRow struct {
	OpenCases, Under12, From12, From18, From24, From36 int
	LongOpen, Nearly, Reviewed90                       int
}

func (r figureRow) figures(name, areaID string) readiness.Figures {
	counts := []int{r.Under12, r.From12, r.From18, r.From24, r.From36}
	f := readiness.Figures{
		Name: name, AreaID: areaID, OpenCases: r.OpenCases, LongOpen: r.LongOpen, Nearly: r.Nearly, Over24: r.From24 + r.From36, Reviewed90: r.Reviewed90,
	}
	for i, band := range readiness.AgeBands {
		f.Bands = append(f.Bands, readiness.Band{Name: band.Name, Count: counts[i]})
	}
	return f
}

type areaFigures struct {
	AreaID, Name string
	figureRow
}

type runningRow struct {
	AreaID                        string
	Overdue, PutOffTwice, Waiting int
}

// figures are the viewer's figures of today, by area: cases as they were last counted today, reviews as they are at this moment.
func (db *DB) figures(ctx context.Context, s scope) ([]readiness.Figures, error) {
	if err := db.counted(ctx); err != nil {
		return nil, err
	}
	return db.figuresIn(ctx, db.pool, s)
}

// figuresIn are figures that are counted already.
func (db *DB) figuresIn(ctx context.Context, q querier, s scope) ([]readiness.Figures, error) {
	rows, err := all(ctx, q, selectFigures, s.places(args{"day": db.today()}), pgx.RowToStructByName[areaFigures])
	if err != nil {
		return nil, err
	}
	running, err := all(ctx, q, selectRunning, s.places(args{"day": db.today()}), pgx.RowToStructByName[runningRow])
	if err != nil {
		return nil, err
	}
	figures := make([]readiness.Figures, 0, len(rows))
	for _, r := range rows {
		f := r.figures(r.Name, r.AreaID)
		if r.AreaID == "" {
			f.Name = "No area yet"
		}
		for _, n := range running {
			if n.AreaID == r.AreaID {
				f.Overdue, f.PutOffTwice, f.Waiting = n.Overdue, n.PutOffTwice, n.Waiting
			}
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// total adds figures up.
func total(name string, parts []readiness.Figures) readiness.Figures {
	sum := figureRow{}.figures(name, "")
	for _, p := range parts {
		sum.OpenCases, sum.LongOpen, sum.Nearly, sum.Over24 = sum.OpenCases+p.OpenCases, sum.LongOpen+p.LongOpen, sum.Nearly+p.Nearly, sum.Over24+p.Over24
		sum.Reviewed90, sum.Overdue, sum.PutOffTwice, sum.Waiting = sum.Reviewed90+p.Reviewed90, sum.Overdue+p.Overdue, sum.PutOffTwice+p.PutOffTwice, sum.Waiting+p.Waiting
		for i := range p.Bands {
			sum.Bands[i].Count += p.Bands[i].Count
		}
	}
	return sum
}

type monthAgo struct {
	Day      calendar.Date
	LongOpen int
}

// monthBefore is how many of the viewer's cases were long-open a month ago, and on which day that was counted; no day when nobody counted then.
func (db *DB) monthBefore(ctx context.Context, s scope) (monthAgo, error) {
	ago, err := one(ctx, db.pool, selectMonthAgo, s.places(args{"month_ago": db.today().AddMonths(-1)}), pgx.RowToStructByName[monthAgo])
	if isNone(err) {
		return monthAgo{}, nil
	}
	return ago, err
}

type monthRow struct {
	Day calendar.Date
	figureRow
	Overdue, PutOffTwice int
}

// months are the viewer's figures at the end of each of the last months, oldest first, and of today.
func (db *DB) months(ctx context.Context, s scope, back int) ([]readiness.MonthFigures, error) {
	rows, err := all(ctx, db.pool, selectMonths, s.places(args{"since": db.today().AddMonths(-back), "day": db.today()}), pgx.RowToStructByName[monthRow])
	if err != nil {
		return nil, err
	}
	months := make([]readiness.MonthFigures, len(rows))
	for i, r := range rows {
		f := r.figures("", "")
		f.Overdue, f.PutOffTwice = r.Overdue, r.PutOffTwice
		months[i] = readiness.MonthFigures{On: r.Day, Figures: f}
	}
	return months, nil
}
