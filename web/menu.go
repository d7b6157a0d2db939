package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// An Entry is a place that the menu or the page "More" leads to, for those who may go there.
type Entry struct {
	Href  string
	Text  string
	About string // what one finds there, one sentence, for the page "More"
	Needs Need
	Top   bool // stands in the menu of every page
}

// menu lists all places in the order people see them.
func menu() []Entry {
	first := []Entry{
		{Href: "/", Text: "What needs you", Needs: SignedIn, Top: true},
		{Href: "/cases", Text: "Long-open cases", About: "Find, sort and export cases.", Needs: may(readiness.SeeCases), Top: true},
		{Href: "/reviews", Text: "Reviews", About: "All case reviews, running and ended.", Needs: may(readiness.SeeCases), Top: true},
	}
	for _, some := range [][]Entry{
		overviewMenu(), forecastMenu(), registerMenu(), giveMenu(), policyMenu(), timetableMenu(), assessmentMenu(), visitMenu(), planMenu(), paceMenu(), meetingMenu(), evidenceMenu(),
		frameworkMenu(), pulseMenu(), packMenu(), homeMenu(), cohortMenu(),
		trustMenu(),
	} {
		first = append(first, some...)
	}
	return first
}

// navigation is the bar at the top of every page; nobody signed in sees the product's name alone.
func navigation(viewer readiness.Actor, section string) govuk.ServiceNavigation {
	bar := govuk.ServiceNavigation{ServiceName: "Sightline", ServiceURL: "/"}
	if viewer.PersonID == "" {
		return bar
	}
	for _, e := range menu() {
		if e.Top && mayHere(viewer, e.Needs) {
			bar.Navigation = append(bar.Navigation, govuk.NavigationItem{Text: e.Text, Href: e.Href, Active: e.Href == section})
		}
	}
	bar.Navigation = append(bar.Navigation, govuk.NavigationItem{Text: "More", Href: "/more", Active: section == "/more"})
	return bar
}
