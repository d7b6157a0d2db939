package web

import (
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// entryBoxes are what of the log waits for one person: everything, since it is due today.
func entryBoxes(d readiness.VisitEntryDesk, now time.Time) []Box {
	all := []Box{
		{ID: "entry-decide", Title: "Decide now: the day ended without an answer", Urgent: true, Items: entryItems(d.Decide, now)},
		{ID: "entry-act", Title: "Requests and concerns for you", Urgent: true, About: "Due at the close of the day, the most pressing first.", Items: entryItems(d.Act, now)},
		{ID: "entry-look", Title: "See whether it was done", About: "Nothing is called done before somebody else has seen it.", Items: entryItems(d.Look, now)},
	}
	boxes := all[:0]
	for _, b := range all {
		if b.Count = len(b.Items); b.Count > 0 {
			boxes = append(boxes, b)
		}
	}
	return boxes
}

func entryItems(rows []readiness.VisitEntryRow, now time.Time) []Item {
	list := make([]Item, 0, len(rows))
	for _, l := range entryLines(rows, now) {
		list = append(list, linkItem(Link{l.Called(), l.Href()}, l.What()+", "+l.Due()+".", "Open", ""))
	}
	return list
}
