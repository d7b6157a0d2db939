package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleMonths are a year of figures.
func sampleMonths() (months []readiness.MonthFigures) {
	for i := range 12 {
		f := readiness.Figures{OpenCases: 420 - i, LongOpen: 160 - i}
		for k, band := range readiness.AgeBands {
			f.Bands = append(f.Bands, readiness.Band{Name: band.Name, Count: 40 + 10*k - i})
		}
		months = append(months, readiness.MonthFigures{On: sampleToday.AddMonths(i - 11), Figures: f})
	}
	return months
}

func overviewSamples() map[string]Page {
	south := sampleFigures
	south.AreaID, south.Name, south.LongOpen, south.Overdue = "south", "South", 98, 0
	full := readiness.OverviewView{
		On: sampleToday, Total: sampleFigures, Areas: []readiness.Figures{sampleFigures, south}, Months: sampleMonths(),
		Changes: []readiness.RuleMark{{On: calendar.On(2026, 10, 1), Words: "16 months, child in need"}},
		Climbed: []readiness.Climbed{{Role: readiness.AreaHead, Reached: 31, Waiting: 9, Ahead: 12}, {Role: readiness.Director, Reached: 2, Waiting: 1}},
	}
	full.Total.AreaID = ""
	return map[string]Page{
		"overview/director":       OverviewPage{View: full, Viewer: sampleAD},
		"overview/area head":      OverviewPage{View: full, Viewer: sampleHead},
		"overview/elected member": OverviewPage{View: full.WithoutSmallNumbers(6), Viewer: sampleMember},
		"overview/no cases yet":   OverviewPage{View: readiness.OverviewView{On: sampleToday}, Viewer: sampleAD},
	}
}
