package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

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

// Board is the viewer's part in figures.
func (p HomePage) Board() FigureBoard {
	v := p.View
	return FigureBoard{On: v.On, SeesCases: mayHere(p.Viewer, may(readiness.SeeCases)), Total: v.Figures, Areas: v.Areas, Months: v.Months, Changes: v.Changes}
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

// CoverLine says one cover in a sentence.
func (p HomePage) CoverLine(c readiness.Cover) string {
	if c.By == p.Viewer.Name {
		return "You are covering for " + c.For + " until " + c.Until.Long() + "."
	}
	return c.By + " is covering for you until " + c.Until.Long() + "."
}
