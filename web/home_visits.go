package web

import (
	"github.com/sightline-readiness/sightline/readiness"
)

// visitBoxes are what of visits waits for one person, the most pressing first.
func visitBoxes(d readiness.VisitDesk) []Box {
	return []Box{
		{ID: "visit-decide", Title: "Decide now: visits", Urgent: true, Items: append(stepItems(d.Decide, "Decide", "/decide", stepReached), append(
			visitItems(d.Short, "Decide what is left out", "/short-notice", shortNotice), visitItems(d.Letter, "Decide", "/decide", letterLate)...)...)},
		{ID: "visit-waivers", Title: "Steps that somebody asks to be spared", Items: stepItems(d.Answer, "Grant or refuse", "/waiver", stepDue)},
		{ID: "visit-name", Title: "Steps of visits that nobody owns", Items: stepItems(d.Name, "Give it to somebody", "/assign", stepDue)},
		{ID: "visit-do", Title: "Your steps of visits", About: "The most pressing first.", Items: stepItems(d.Do, "Open", "", stepDue)},
	}
}

// filled are the boxes in which something waits, each with its count and no more than so many rows.
func filled(boxes []Box) []Box {
	kept := []Box{}
	for _, b := range boxes {
		if b.Count = len(b.Items); b.Count == 0 {
			continue
		}
		if b.Count > stepsShown {
			b.short(stepsShown, b.Count, visitsPath)
		}
		kept = append(kept, b)
	}
	return kept
}

// stepsShown keeps a visit that has just been planned from filling a page.
const stepsShown = 8

func stepItems(rows []readiness.VisitStepRow, button, path string, why func(readiness.VisitStepRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		list = append(list, linkItem(Link{stepName(row), stepHref(row.StepID)}, why(row), button, path))
	}
	return list
}

func visitItems(rows []readiness.VisitRow, button, path string, why func(readiness.VisitRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		list = append(list, linkItem(Link{row.Name, visitHref(row.VisitID)}, why(row), button, path))
	}
	return list
}

// stepName is a step with its focus area.
func stepName(row readiness.VisitStepRow) string {
	if row.FocusName == "" {
		return row.Name
	}
	return row.FocusName + ": " + lowerFirst(row.Name)
}

func stepReached(row readiness.VisitStepRow) string {
	return row.Visit + ". " + reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because})
}

func stepDue(row readiness.VisitStepRow) string {
	if row.Overdue > 0 {
		return row.Visit + ", " + late(row.Overdue) + "."
	}
	return row.Visit + ", by " + row.Due.Long() + "."
}

func shortNotice(row readiness.VisitRow) string {
	return "It begins on " + row.On.Long() + ", nearer than its preparation takes."
}

func letterLate(row readiness.VisitRow) string {
	return reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because})
}
