package web

import (
	"fmt"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// SeesCases reports whether the viewer may see single cases: counts are links only then.
func (p HomePage) SeesCases() bool { return mayHere(p.Viewer, may(readiness.SeeCases)) }

// Imports reports whether the viewer hands in case lists.
func (p HomePage) Imports() bool { return mayHere(p.Viewer, may(readiness.ImportLists)) }

// Sweeps reports whether the viewer may look for long-open cases now.
func (p HomePage) Sweeps() bool { return mayHere(p.Viewer, may(readiness.RunSweep)) }

// SweepButton sends the form that looks for long-open cases.
func (HomePage) SweepButton() govuk.Button {
	return govuk.Button{Text: "Look for long-open cases now", Classes: "govuk-button--secondary"}
}

// Empty reports that no case list has ever been handed in.
func (p HomePage) Empty() bool { return p.View.Figures.OpenCases == 0 && p.Viewer.PersonID != "" }

// Places reports whether the viewer keeps teams and areas.
func (p HomePage) Places() bool { return mayHere(p.Viewer, may(readiness.ManagePlaces)) }

// Manages reports whether the viewer keeps accounts.
func (p HomePage) Manages() bool { return mayHere(p.Viewer, may(readiness.ManagePeople)) }

// Counts are the viewer's own figures, each a link to its rows for those who may see them.
func (p HomePage) Counts() []Count {
	f := p.View.Figures
	counts := []Count{
		{Words: "long-open", Number: f.LongOpen, Note: sinceMonthAgo(f), Href: "/cases?state=long_open"},
		{Words: "overdue reviews", Number: f.Overdue, Late: f.Overdue > 0, Href: "/reviews?state=overdue"},
		{Words: "put off twice", Number: f.PutOffTwice, Href: "/reviews?state=put_off_twice"},
		{Words: "open 24 months or more", Number: f.Over24, Href: "/cases?state=all&sort=months"},
		{Words: "long-open soon", Number: p.View.Nearly, Href: "/cases?state=nearly"},
	}
	for i := range counts {
		if !p.SeesCases() {
			counts[i].Href = ""
		} else if f.AreaID != "" {
			counts[i].Href += "&area=" + f.AreaID
		}
	}
	return counts
}

// A Count is one figure in the row of figures.
type Count struct {
	Words  string
	Number int
	Note   string
	Href   string
	Late   bool
}

func sinceMonthAgo(f readiness.Figures) string {
	switch change := f.LongOpen - f.MonthAgo; {
	case change < 0:
		return thousands(-change) + " fewer than a month ago"
	case change > 0:
		return thousands(change) + " more than a month ago"
	}
	return "as many as a month ago"
}

// Reviewed says which share of the long-open cases had a review in the last 90 days: "81%"; a dash when there is none.
func (HomePage) Reviewed(f readiness.Figures) string {
	if f.LongOpen == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%%", 100*f.Reviewed90/f.LongOpen)
}

// Parts are what the share is made of.
func (HomePage) Parts(f readiness.Figures) string {
	return thousands(f.Reviewed90) + " of " + thousands(f.LongOpen)
}

// Heading names whose figures they are.
func (p HomePage) Heading() string {
	switch {
	case p.View.Figures.Name != "":
		return p.View.Figures.Name
	case len(p.Viewer.AreaIDs()) > 0:
		return "Your area"
	case len(p.Viewer.TeamIDs()) > 0:
		return "Your team"
	}
	return "The council"
}

// On says when a day's things reach the viewer: "Today", "Tomorrow", "Thursday 6 March".
func (p HomePage) On(d calendar.Date) string {
	switch d {
	case p.View.On:
		return "Today"
	case p.View.On.AddDays(1):
		return "Tomorrow"
	}
	return day(d)
}

// Most is the largest band, for the length of the bars.
func (p HomePage) Most() int {
	most := 1
	for _, b := range p.View.Figures.Bands {
		most = max(most, b.Count)
	}
	return most
}

// CoverLine says one cover in a sentence.
func (p HomePage) CoverLine(c readiness.Cover) string {
	if c.By == p.Viewer.Name {
		return "You are covering for " + c.For + " until " + c.Until.Long() + "."
	}
	return c.By + " is covering for you until " + c.Until.Long() + "."
}
