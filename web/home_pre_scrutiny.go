package web

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func preScrutinyItems(rows []readiness.PreScrutinyRow, button, path string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		why := preScrutinyWaits(row) + " The decision is on " + row.Decides.Long() + "."
		if path == "/decide" {
			why = reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because}) + " The decision is on " + row.Decides.Long() + "."
		}
		list = append(list, Item{Link: &Link{row.Title, preScrutinyHref(row.PreScrutinyID)}, Why: why, Do: govuk.Button{
			Text: button, Href: preScrutinyHref(row.PreScrutinyID) + path, Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"aria-label": button + ": " + row.Title},
		}})
	}
	return list
}

// preScrutinyToDo are the requests of an owner that do not wait for their decision already.
func preScrutinyToDo(d readiness.PreScrutinyDesk) []readiness.PreScrutinyRow {
	return slices.DeleteFunc(slices.Clone(d.Do), func(row readiness.PreScrutinyRow) bool {
		return slices.ContainsFunc(d.Decide, func(r readiness.PreScrutinyRow) bool { return r.PreScrutinyID == row.PreScrutinyID })
	})
}
