package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func giveSamples() map[string]Page {
	rows := []readiness.ReviewRow{sampleRow(), sampleSent()}
	all := sampleForm()
	all.Values = map[string][]string{"reviews": {"r-1", "r-2"}}
	page := GivePage{Team: "North team 2", TeamID: "north-2", Rows: rows, Owners: sampleOwners, Form: all}
	refused, failed := page, page
	refused.Form = sampleForm(govuk.FieldError{Name: "owner_id", Message: "Choose who the review goes to."})
	failed.Form = sampleForm(govuk.FieldError{Name: "reviews", Message: "1 review was given; 1 could not be."})
	failed.Failed = []GiveFailure{{"48213", "This review cannot be given to somebody else now: it is waiting for sign-off."}}
	leaver := page
	leaver.Team, leaver.TeamID, leaver.Owner, leaver.OwnerID, leaver.Total = "", "", "Tom Reilly", "p-manager", 143
	leaver.Owners = append([]readiness.Choice{{Code: managers, Text: "The manager of each review’s team"}}, sampleOwners[1:]...)
	return map[string]Page{
		"give/a leaver’s": leaver, "give/people": GivePage{People: []readiness.OwnerLoad{{PersonID: "p-gone", Name: "Gwen Sharp", Left: true, Reviews: 12}, {PersonID: "p-manager", Name: "Tom Reilly", Reviews: 23}}},
		"give/teams": GivePage{Teams: []GiveTeam{{"north-2", "North team 2", "North", 29}}}, "give/nothing": GivePage{},
		"give/reviews": page, "give/refused": refused, "give/some could not be": failed,
	}
}
