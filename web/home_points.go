package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func pointItems(rows []readiness.PointRow, button, path string, why func(readiness.PointRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		list = append(list, Item{Point: &row, Why: why(row), Do: govuk.Button{
			Text: button, Href: pointHref(row.PointID) + path, Classes: "govuk-button--secondary",
			Attributes: govuk.Attributes{"aria-label": button + ": " + row.Theme + ", " + row.Series + ", " + row.Raised.Long()},
		}})
	}
	return list
}

func meetingItems(meetings []readiness.Meeting) []Item {
	list := make([]Item, 0, len(meetings))
	for _, m := range meetings {
		list = append(list, Item{Link: &Link{m.Series, meetingHref(m.ID)}, Why: "It was to meet on " + m.On.Full() + ".", Do: govuk.Button{
			Text: holdChange.link, Href: holdChange.href(m.ID), Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"aria-label": holdChange.link + ": " + m.Series + ", " + m.On.Long()},
		}})
	}
	return list
}

// unlisted are the points that do not stand in another list already.
func unlisted(rows, elsewhere []readiness.PointRow) []readiness.PointRow {
	listed := map[string]bool{}
	for _, row := range elsewhere {
		listed[row.PointID] = true
	}
	var rest []readiness.PointRow
	for _, row := range rows {
		if !listed[row.PointID] {
			rest = append(rest, row)
		}
	}
	return rest
}

func pointReached(row readiness.PointRow) string {
	return reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because}) + " " + toAnswer(row)
}

// toAnswer says by when a point is to be answered, and what was said.
func toAnswer(row readiness.PointRow) string {
	return "Answer due " + row.Due.Long() + ". “" + cut(row.Said, 110) + "”"
}

// withOwner is toAnswer for somebody who is not its owner.
func withOwner(row readiness.PointRow) string {
	return "With " + orSomebody(row.Owner) + ". " + toAnswer(row)
}

func toHear(row readiness.PointRow) string {
	return "Answered on " + row.AnsweredOn.Long() + ". The meeting is to hear it by " + row.HearBy.Long() + "."
}

// Leads reports whether the page is the chief executive's own: the queue, then how the improvement plan stands, and nothing about cases.
func (p HomePage) Leads() bool {
	return p.Viewer.Holds(readiness.ChiefExecutive) && !p.Board().SeesCases
}

// Themes is the improvement plan in two bars for each theme, where it stands on the page.
func (p HomePage) Themes() ThemeBoard { return ThemeBoard{p.PlanThemes} }
