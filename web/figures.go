package web

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/readiness"
)

// A FigureBoard is figures as several pages show them: a row of counts, a table of areas, and the long-open cases over time.
type FigureBoard struct {
	On        calendar.Date
	SeesCases bool // counts are links to their rows only then
	Total     readiness.Figures
	Areas     []readiness.Figures
	Months    []readiness.MonthFigures
	Changes   []readiness.RuleMark
}

// A Count is one figure with its words. Number is readiness.Hidden where it is not shown.
type Count struct {
	Words  string
	Number int
	Note   string
	Href   string
	Late   bool
}

// Text is the figure as it is shown.
func (c Count) Text() string { return counts(c.Number) }

// counts writes a figure, or that it is hidden.
func counts(n int) string {
	if n == readiness.Hidden {
		return "hidden"
	}
	return thousands(n)
}

// measures are what is counted of an area, a team or the council, in the order in which pages show it. Each leads to its rows.
var measures = []struct {
	words string
	short string
	of    func(readiness.Figures) int
	rows  string
	late  bool
}{
	{"long-open", "Long-open", func(f readiness.Figures) int { return f.LongOpen }, "/cases?state=long_open", false},
	{"open 24 months or more", "24 months or more", func(f readiness.Figures) int { return f.Over24 }, "/cases?state=over24", false},
	{"long-open, reviewed in 90 days", "Reviewed in 90 days", func(f readiness.Figures) int { return f.Reviewed90 }, "/cases?state=reviewed90", false},
	{"overdue reviews", "Overdue", func(f readiness.Figures) int { return f.Overdue }, "/reviews?state=overdue", true},
	{"put off twice", "Put off twice", func(f readiness.Figures) int { return f.PutOffTwice }, "/reviews?state=put_off_twice", false},
	{"long-open soon", "Long-open soon", func(f readiness.Figures) int { return f.Nearly }, "/cases?state=nearly", false},
}

// Counts are the figures in all, each a link to its rows for those who may see them.
func (b FigureBoard) Counts() []Count {
	all := make([]Count, 0, len(measures))
	for _, m := range measures {
		c := Count{Words: m.words, Number: m.of(b.Total), Href: b.href(m.rows, b.Total.AreaID), Late: m.late && m.of(b.Total) > 0}
		switch m.short {
		case "Long-open":
			c.Note = sinceMonthAgo(b.Total)
		case "Reviewed in 90 days":
			c.Note = share(b.Total)
		}
		all = append(all, c)
	}
	return all
}

func (b FigureBoard) href(rows, areaID string) string {
	switch {
	case !b.SeesCases:
		return ""
	case areaID != "":
		return rows + "&area=" + areaID
	}
	return rows
}

func sinceMonthAgo(f readiness.Figures) string {
	if f.MonthAgoOn.IsZero() || f.LongOpen == readiness.Hidden || f.MonthAgo == readiness.Hidden {
		return ""
	}
	switch change := f.LongOpen - f.MonthAgo; {
	case change < 0:
		return thousands(-change) + " fewer than a month ago"
	case change > 0:
		return thousands(change) + " more than a month ago"
	}
	return "as many as a month ago"
}

// share says which share of the long-open cases was reviewed in the last 90 days: "81% of long-open".
func share(f readiness.Figures) string {
	if f.LongOpen <= 0 || f.Reviewed90 == readiness.Hidden {
		return ""
	}
	return fmt.Sprintf("%d%% of long-open", 100*f.Reviewed90/f.LongOpen)
}

// Measures are the heads of the table of areas.
func (FigureBoard) Measures() (heads []string) {
	for _, m := range measures {
		heads = append(heads, m.short)
	}
	return heads
}

// An AreaRow is one area in the table of areas.
type AreaRow struct {
	Name, Href string
	Cells      []AreaCell
}

// An AreaCell is one figure of an area with its bar. Most is the largest of its measure: the whole length of a bar.
type AreaCell struct {
	Count
	Most int
}

// Rows are the areas, each figure with a bar against the largest of its kind.
func (b FigureBoard) Rows() []AreaRow {
	most := make([]int, len(measures))
	for i, m := range measures {
		most[i] = 1
		for _, f := range b.Areas {
			most[i] = max(most[i], m.of(f))
		}
	}
	rows := make([]AreaRow, 0, len(b.Areas))
	for _, f := range b.Areas {
		row := AreaRow{Name: f.Name}
		if b.SeesCases && f.AreaID != "" {
			row.Href = "/cases?area=" + f.AreaID
		}
		for i, m := range measures {
			c := Count{Words: m.words, Number: m.of(f), Late: m.late && m.of(f) > 0}
			if f.AreaID != "" {
				c.Href = b.href(m.rows, f.AreaID)
			}
			row.Cells = append(row.Cells, AreaCell{c, most[i]})
		}
		rows = append(rows, row)
	}
	return rows
}

// Hides reports whether any figure is hidden, so that the page says why.
func (b FigureBoard) Hides() bool {
	for _, f := range append([]readiness.Figures{b.Total}, b.Areas...) {
		for _, m := range measures {
			if m.of(f) == readiness.Hidden {
				return true
			}
		}
		for _, band := range f.Bands {
			if band.Count == readiness.Hidden {
				return true
			}
		}
	}
	return false
}

// OverTime is the picture of cases by how long they have been open, month by month, with the days on which thresholds changed. One count alone is
// no development, so it is not drawn (domain.md P17).
func (b FigureBoard) OverTime() Picture {
	b.Months = slices.DeleteFunc(slices.Clone(b.Months), func(m readiness.MonthFigures) bool { return m.Bands[0].Count == readiness.Hidden }) // a hidden number is not 0
	if len(b.Months) < 2 {
		return Picture{}
	}
	c := chart.Chart{Title: "Cases open 12 months or more, by how long", Unit: "cases"}
	head, rows := []string{"Counted on"}, make([][]string, len(b.Months))
	for i, m := range b.Months {
		c.Categories = append(c.Categories, monthName(m.On))
		rows[i] = []string{m.On.Long()}
	}
	for k, band := range readiness.AgeBands {
		head = append(head, band.Name)
		series := chart.Series{Name: band.Name}
		for i, m := range b.Months {
			rows[i] = append(rows[i], counts(m.Bands[k].Count))
			series.Values = append(series.Values, float64(m.Bands[k].Count))
		}
		if k > 0 {
			c.Series = append(c.Series, series)
		}
	}
	head = append(head, "Long-open")
	for i, m := range b.Months {
		rows[i] = append(rows[i], counts(m.LongOpen))
	}
	alt := fmt.Sprintf("Cases open 12 months or more went from %s to %s between %s and %s.", thousands(old(b.Months[0])), thousands(old(b.Months[len(b.Months)-1])), b.Months[0].On.Long(), b.Months[len(b.Months)-1].On.Long())
	for _, change := range b.Changes {
		c.Marks = append(c.Marks, chart.Mark{At: b.monthOf(change.On), Text: change.Words})
		alt += " From " + change.On.Long() + " the threshold is " + change.Words + "."
	}
	return pictureOf("over-time", c.Stacked(), alt, "Open cases by how long they have been open", head, rows)
}

// old is how many cases had been open for 12 months or more.
func old(m readiness.MonthFigures) (n int) {
	for _, band := range m.Bands[1:] {
		n += band.Count
	}
	return n
}

// monthOf is the first month whose count fell on a day or after it.
func (b FigureBoard) monthOf(day calendar.Date) int {
	for i, m := range b.Months {
		if !m.On.Before(day) {
			return i
		}
	}
	return len(b.Months)
}

func monthName(d calendar.Date) string {
	return d.Month().String()[:3] + " " + strconv.Itoa(d.Year())
}
