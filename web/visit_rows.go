package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A StepGroup is the steps of one week, or those that are late, or settled.
type StepGroup struct {
	Title string
	Rows  []StepLine
	Shut  bool // behind a title, since nobody has to act on them now
}

// A StepLine is one step in the list.
type StepLine struct{ readiness.VisitStepRow }

// Called is the step with its focus area.
func (l StepLine) Called() string { return stepName(l.VisitStepRow) }

// State is where the step stands, as a tag.
func (l StepLine) State() govuk.Tag { return stepTag(l.VisitStepRow) }

// With is who has it, and when it is due.
func (l StepLine) With() string {
	words := orNobody(l.Owner)
	switch {
	case l.Status == readiness.StepDone && l.Late > 0:
		return words + " · done on " + l.DoneOn.Long() + ", " + counted(l.Late, "working day") + " late"
	case l.Status == readiness.StepDone:
		return words + " · done on " + l.DoneOn.Long()
	case l.Overdue > 0:
		return words + " · due " + l.Due.Long() + ", " + late(l.Overdue)
	case l.Due.IsZero():
		return words + " · " + offsetWords(l.VisitStepRow)
	}
	return words + " · due " + l.Due.Full()
}

// offsetWords says when a step comes that has no day yet.
func offsetWords(r readiness.VisitStepRow) string {
	anchor := lowerFirst(readiness.ChoiceText(readiness.StepAnchors, r.Anchor))
	switch {
	case r.Offset < 0:
		return counted(-r.Offset, "working day") + " before " + anchor
	case r.Offset == 0:
		return "on " + anchor
	}
	return counted(r.Offset, "working day") + " after " + anchor
}

// A StepFilter is which steps of a visit the list shows.
type StepFilter struct {
	Focus string // code of a focus area, or wholeVisit; "" for every step
	Mine  bool
}

// wholeVisit filters the steps that belong to no focus area.
const wholeVisit = "visit"

func (f StepFilter) href(visitID string) string {
	mine := ""
	if f.Mine {
		mine = "1"
	}
	return query(visitHref(visitID), "focus", f.Focus, "mine", mine) + "#steps"
}

func (f StepFilter) shows(r readiness.VisitStepRow, viewer readiness.Actor) bool {
	return (!f.Mine || r.Yours(viewer)) && (f.Focus == "" || f.Focus == r.Focus || f.Focus == wholeVisit && r.Focus == "")
}

// A FilterLink leads to some of the steps.
type FilterLink struct {
	Link
	Here bool // they are what the page shows
}

// Filters lead to the steps of each focus area, of the whole visit, and to the viewer's own, each with their number; those with none are left out.
func (p VisitPage) Filters() []FilterLink {
	filters := []FilterLink{p.filter("All", StepFilter{})}
	add := func(l FilterLink) {
		if l.Text != "" {
			filters = append(filters, l)
		}
	}
	for _, f := range p.View.State.Focus {
		add(p.filter(f.Name, StepFilter{Focus: f.Code}))
	}
	add(p.filter("The whole visit", StepFilter{Focus: wholeVisit}))
	add(p.filter("Yours", StepFilter{Mine: true}))
	if len(filters) < 3 {
		return nil
	}
	return filters
}

func (p VisitPage) filter(name string, f StepFilter) FilterLink {
	n := len(p.rows(f))
	if n == 0 {
		return FilterLink{}
	}
	return FilterLink{Link{name + " (" + thousands(n) + ")", f.href(p.View.VisitID)}, p.Only == f}
}

func (p VisitPage) rows(f StepFilter) (rows []readiness.VisitStepRow) {
	for _, r := range p.View.Rows {
		if f.shows(r, p.Viewer) {
			rows = append(rows, r)
		}
	}
	return rows
}

// A list longer than this is folded from its third week on.
const longList = 15

// Groups are the steps: late ones first, then week by week, then those that have no day yet, then those that are settled.
func (p VisitPage) Groups() []StepGroup {
	behind, settled, undated := StepGroup{Title: "Late"}, StepGroup{Title: "Settled", Shut: true}, StepGroup{Title: "When their day is known"}
	var weeks []StepGroup
	rows := slices.SortedStableFunc(slices.Values(p.rows(p.Only)), func(a, b readiness.VisitStepRow) int { return a.Due.Compare(b.Due) })
	for _, r := range rows {
		line := StepLine{r}
		switch {
		case r.Settled():
			settled.Rows = append(settled.Rows, line)
		case r.Overdue > 0:
			behind.Rows = append(behind.Rows, line)
		case r.Due.IsZero():
			undated.Rows = append(undated.Rows, line)
		default:
			weeks = inWeek(weeks, line)
		}
	}
	if len(rows)-len(settled.Rows) > longList {
		undated.Shut = true
		for i := 2; i < len(weeks); i++ {
			weeks[i].Shut = true
		}
	}
	return slices.DeleteFunc(slices.Concat([]StepGroup{behind}, weeks, []StepGroup{undated, settled}), func(g StepGroup) bool { return len(g.Rows) == 0 })
}

// inWeek puts a step into the last week, or begins another.
func inWeek(weeks []StepGroup, line StepLine) []StepGroup {
	title := "Week of " + monday(line.Due).Long()
	if n := len(weeks); n > 0 && weeks[n-1].Title == title {
		weeks[n-1].Rows = append(weeks[n-1].Rows, line)
		return weeks
	}
	return append(weeks, StepGroup{Title: title, Rows: []StepLine{line}})
}

// monday is the first day of a day's week.
func monday(d calendar.Date) calendar.Date {
	for d.Weekday() != time.Monday {
		d = d.AddDays(-1)
	}
	return d
}
