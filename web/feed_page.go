package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// OwnCalendarPage makes and ends the address with which a calendar program reads what is due.
type OwnCalendarPage struct {
	Feed    readiness.Feed
	Address string // of a calendar that was made just now, shown this once
	Make    Form
	End     Form
}

// Face frames the page.
func (p OwnCalendarPage) Face() Face {
	return Face{Template: "own_calendar", Title: p.Heading(), Section: "/more", Back: accountPath}
}

// Heading is the page's first line.
func (p OwnCalendarPage) Heading() string {
	if p.Address != "" {
		return "Your calendar address"
	}
	return "Reviews and actions in your calendar"
}

// Made is the day on which the address was made.
func (p OwnCalendarPage) Made() string { return longDay(p.Feed.Made) }

func longDay(at time.Time) string { return calendar.DateOf(at).Long() }
