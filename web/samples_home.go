package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func sampleRow() readiness.ReviewRow {
	return readiness.ReviewRow{
		ReviewID: "r-1", CaseID: "c-1", ChildRef: "48213", Area: "North", Team: "North team 2", Owner: "Tom Reilly", Months: 26,
		Basis:  readiness.Basis{Type: readiness.ChildInNeed, Since: calendar.On(2025, 1, 2), Threshold: 15, Reached: calendar.On(2026, 4, 2)},
		Status: readiness.InReview, Due: calendar.On(2027, 2, 19), Overdue: 8, PutOffs: 1,
	}
}

func sampleReached() readiness.ReviewRow {
	row := sampleRow()
	row.Reached, row.ReachedAt, row.Because = readiness.AreaHead, time.Date(2027, 2, 26, 8, 0, 0, 0, time.UTC), "nobody submitted it"
	return row
}

func sampleSent() readiness.ReviewRow {
	row := sampleRow()
	row.ReviewID, row.ChildRef, row.Status, row.Overdue, row.Due = "r-2", "51077", readiness.Submitted, 0, calendar.On(2027, 3, 9)
	row.SentOn, row.Outcome = calendar.On(2027, 3, 1), "continue"
	return row
}

var sampleFigures = readiness.Figures{
	AreaID: "north", Name: "North", OpenCases: 410, LongOpen: 143, Nearly: 12, MonthAgo: 155, MonthAgoOn: sampleToday.AddMonths(-1), Over24: 61, Reviewed90: 116, Overdue: 9, PutOffTwice: 4, Waiting: 3,
	Bands: []readiness.Band{{Name: "under 6 months", Count: 120}, {Name: "6 to 11 months", Count: 90}, {Name: "12 to 17 months", Count: 57}, {Name: "18 to 23 months", Count: 82}, {Name: "24 months or more", Count: 61}},
}

func homeSamples() map[string]Page {
	page := func(viewer readiness.Actor, v readiness.HomeView) HomePage {
		v.On = sampleToday
		return HomePage{View: v, Viewer: viewer, Sweep: sampleForm()}
	}
	head := readiness.HomeView{
		Decide: []readiness.ReviewRow{sampleReached()}, SignOff: []readiness.ReviewRow{sampleSent()}, Figures: sampleFigures,
		Reaches: []readiness.Reaching{
			{On: sampleToday.AddDays(1), Count: 1, Reviews: []readiness.ReviewRow{sampleRow()}},
			{On: sampleToday.AddDays(5), Count: 7, Reviews: []readiness.ReviewRow{sampleSent()}, ActionCount: 1, Actions: []readiness.ActionRow{sampleActionRow(sampleDetails.Title, readiness.ActionInProgress)}},
			{On: sampleToday.AddDays(6), ActionCount: 1, Actions: []readiness.ActionRow{sampleActionRow(sampleDetails.Title, readiness.ActionClaimed)}},
		},
		Cover: []readiness.Cover{{For: "Sam South", By: "Hanna Okafor", Until: calendar.On(2027, 3, 7)}},
	}
	for i := range 7 {
		row := sampleRow()
		row.ReviewID, row.ChildRef, row.Owner, row.Status, row.PutOffs, row.Overdue = "r-1"+string(rune('0'+i)), "4910"+string(rune('0'+i)), "", readiness.Open, 0, 0
		row.Due, row.Team = sampleToday.AddDays(20+i), "North team 3"
		head.Unowned = append(head.Unowned, row)
	}
	head.UnownedTotal = 52
	manager := readiness.HomeView{Mine: []readiness.ReviewRow{sampleRow()}, MineTotal: 23, Figures: sampleFigures, Cover: []readiness.Cover{{For: "Tom Reilly", By: "Jo Wren", Until: calendar.On(2027, 4, 1)}}}
	all := readiness.HomeView{Figures: readiness.Figures{OpenCases: 798, LongOpen: 290, MonthAgo: 280, Reviewed90: 200}, Areas: []readiness.Figures{sampleFigures, {AreaID: "south", Name: "South"}}}
	lead := all
	lead.Unmapped, lead.Waiting = 3, []readiness.Import{{ID: "i-1", At: sampleNow, By: "Iris Lowe"}}
	look := sampleSent()
	look.Status, look.SignedOn = readiness.SecondLook, calendar.On(2027, 3, 2)
	return map[string]Page{
		"home/area head":          page(sampleHead, head),
		"home/area head, nothing": page(sampleHead, readiness.HomeView{Figures: sampleFigures}),
		"home/team manager":       page(sampleManager, manager),
		"home/assistant director": page(sampleAD, all),
		"home/improvement lead":   page(sampleLead, lead),
		"home/no cases yet":       page(sampleLead, readiness.HomeView{}),
		"home/quality assurance":  page(sampleQA, readiness.HomeView{SecondLook: []readiness.ReviewRow{look}}),
		"home/administrator":      page(sampleAdmin, readiness.HomeView{}),
		"home/elected member":     page(sampleMember, all),
	}
}
