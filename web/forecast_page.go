package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// WhatIfPage shows what other thresholds would do.
type WhatIfPage struct {
	Prospect readiness.Prospect
	Proposal readiness.Proposal
	Form     Form
	Forecast readiness.Forecast // as proposed
	Now      readiness.Forecast // as the rules are
	Viewer   readiness.Actor
}

// Face frames the page.
func (p WhatIfPage) Face() Face {
	return Face{Template: "what_if", Title: "What if the threshold changes", Section: "/what-if", Failed: p.Form.Failed()}
}

// Fields ask for the proposal.
func (p WhatIfPage) Fields() []govuk.Component {
	from := p.Form.Date("from", "From which day?")
	areas := []govuk.Option{{Text: "Every area"}}
	for _, a := range p.Prospect.Areas {
		areas = append(areas, govuk.Option{Value: a.ID, Text: a.Name})
	}
	area := p.Form.Select("area_id", "Where?", areas...)
	fields := []govuk.Component{from, area}
	for _, k := range proposalKinds {
		in := p.Form.Text(k.field, sentence(k.kind.Title())+": long-open at how many months?")
		in.Inputmode, in.Classes = "numeric", "govuk-input--width-3"
		in.Hint.Text = "Now " + strconv.Itoa(p.Prospect.Rules.Threshold(p.Form.Values.Get("area_id"), k.kind, p.Prospect.On)) + ". Leave 0 to keep it."
		fields = append(fields, in)
	}
	week := p.Form.Text("per_week", "How many reviews can an area head do in a week?")
	week.Inputmode, week.Classes = "numeric", "govuk-input--width-3"
	week.Hint.Text = "Now " + strconv.Itoa(p.Prospect.Rules.PerWeek) + "."
	return append(fields, week)
}

var proposalKinds = []struct {
	field string
	kind  readiness.CaseType
	of    func(readiness.Proposal) int
}{
	{"cin", readiness.ChildInNeed, func(p readiness.Proposal) int { return p.CIN }},
	{"cp", readiness.ChildProtection, func(p readiness.Proposal) int { return p.CP }},
	{"cla", readiness.ChildInCare, func(p readiness.Proposal) int { return p.CLA }},
}

// Shown reports whether there is a forecast.
func (p WhatIfPage) Shown() bool { return !p.Form.Failed() }

// Change says the proposal in half a sentence: "12 months", or each kind by itself, and where.
func (p WhatIfPage) Change() string {
	var words string
	q := p.Proposal
	switch {
	case q.CIN == q.CP && q.CP == q.CLA && q.CIN > 0:
		words = counted(q.CIN, "month")
	default:
		for _, k := range proposalKinds {
			if n := k.of(q); n > 0 {
				if words != "" {
					words += ", "
				}
				words += counted(n, "month") + " (" + k.kind.Title() + ")"
			}
		}
	}
	if words == "" {
		words = "the thresholds as they are"
	}
	if q.AreaID != "" {
		words += " in " + p.areaName(q.AreaID)
	}
	return words
}

func (p WhatIfPage) areaName(id string) string {
	i := slices.IndexFunc(p.Prospect.Areas, func(a readiness.Area) bool { return a.ID == id })
	if i < 0 {
		return "an area that is gone"
	}
	return p.Prospect.Areas[i].Name
}

// More is how many more reviews open on the first night than without the change.
func (p WhatIfPage) More() int { return max(0, p.Forecast.FirstNight-p.Now.FirstNight) }

// PerWeek is how many reviews a week an area head can do, as proposed.
func (p WhatIfPage) PerWeek() int { return p.Prospect.Rules.With(p.Proposal).PerWeek }

// Sentence is what a director can say aloud.
func (p WhatIfPage) Sentence() string {
	begin := "From " + p.Forecast.From.Long() + ", " + p.Change() + ": "
	if p.More() == 0 {
		return begin + "no more reviews open than without the change."
	}
	words := begin + counted(p.More(), "more review") + "; at " + thousands(p.PerWeek()) + " a week per area head all are done by " + p.Forecast.All.Cleared.Long()
	if last, weeks := p.slowest(); weeks > 0 {
		words += "; " + last + " needs " + counted(weeks, "more week") + " than the rest"
	}
	return words + "."
}

// slowest is the area that is done last, and how many weeks after the one before it.
func (p WhatIfPage) slowest() (name string, weeks int) {
	areas := slices.Clone(p.Forecast.Areas)
	slices.SortStableFunc(areas, func(a, b readiness.AreaForecast) int { return b.Cleared.Compare(a.Cleared) })
	if len(areas) < 2 || areas[1].Cleared.IsZero() {
		return "", 0
	}
	return areas[0].Name, areas[0].Cleared.Sub(areas[1].Cleared) / 7
}

// A ForecastRow is one area's part of the table.
type ForecastRow struct {
	Name, Newly, Reviewed, ToDo, Peak, Again, Cleared string
}

// Rows are the areas, and the council as the last.
func (p WhatIfPage) Rows() []ForecastRow {
	rows := make([]ForecastRow, 0, len(p.Forecast.Areas)+1)
	for _, a := range append(slices.Clone(p.Forecast.Areas), p.Forecast.All) {
		row := ForecastRow{Name: a.Name, Newly: thousands(a.Newly), Reviewed: thousands(a.Reviewed), ToDo: thousands(a.ToDo), Peak: thousands(a.Peak), Again: thousands((a.Again + 26) / 52), Cleared: "–"}
		if !a.Cleared.IsZero() {
			row.Cleared = a.Cleared.Long()
		}
		rows = append(rows, row)
	}
	return rows
}

// Queue is the picture of the reviews that wait, week by week, with the change and without.
func (p WhatIfPage) Queue() Picture {
	c := chart.Chart{Title: "First reviews that have opened and are not due yet, week by week", Unit: "reviews", Series: []chart.Series{{Name: "With the change"}, {Name: "As it is now"}}}
	var rows [][]string
	for i, week := range p.Forecast.All.Weeks {
		now := p.Now.All.Weeks[i]
		c.Categories = append(c.Categories, shortDay(week.Monday))
		c.Series[0].Values = append(c.Series[0].Values, float64(week.Queue))
		c.Series[1].Values = append(c.Series[1].Values, float64(now.Queue))
		rows = append(rows, []string{week.Monday.Long(), thousands(week.Queue), thousands(week.Due), thousands(week.Again), thousands(now.Queue), thousands(now.Due)})
	}
	alt := fmt.Sprintf("With the change at most %s reviews wait at the end of a week; as it is now, %s.", thousands(mostQueued(p.Forecast)), thousands(mostQueued(p.Now)))
	return pictureOf("queue", c.Lines(), alt, "The queue week by week", []string{"Week from", "Waiting, with the change", "First reviews due", "Repeated reviews due", "Waiting, as now", "First reviews due, as now"}, rows)
}

func mostQueued(f readiness.Forecast) (most int) {
	for _, w := range f.All.Weeks {
		most = max(most, w.Queue)
	}
	return most
}

func shortDay(d calendar.Date) string { return strconv.Itoa(d.Day()) + " " + d.Month().String()[:3] }

// MayApply reports whether the viewer may make it the rule.
func (p WhatIfPage) MayApply() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// ApplyHref leads to the last look before it is the rule.
func (p WhatIfPage) ApplyHref() string { return "/what-if/apply?" + p.query().Encode() }

// query is the proposal as an address has it.
func (p WhatIfPage) query() url.Values { return encode(p.Proposal) }

// ApplyPage is the last look before a proposal becomes the rule.
type ApplyPage struct {
	WhatIfPage
	Reason Form
}

// Face frames the page.
func (p ApplyPage) Face() Face {
	return Face{Template: "what_if_apply", Title: "Apply this policy", Section: "/what-if", Back: "/what-if?" + p.query().Encode(), Failed: p.Reason.Failed()}
}

// Answers are what would be set.
func (p ApplyPage) Answers() govuk.SummaryList {
	rows := []govuk.SummaryRow{govuk.Row("Long-open at", p.Change()), govuk.Row("From", p.Proposal.From.Full())}
	if p.PerWeek() != p.Prospect.Rules.PerWeek {
		rows = append(rows, govuk.Row("Reviews a week per area head", thousands(p.PerWeek())+" instead of "+thousands(p.Prospect.Rules.PerWeek)))
	}
	rows = append(rows, govuk.Row("Open on the first night", counted(p.Forecast.FirstNight, "review")+", "+thousands(p.More())+" of them because of the change"))
	for _, a := range p.Forecast.Areas {
		rows = append(rows, govuk.Row(a.Name, counted(a.ToDo, "review")+doneBy(a)))
	}
	return govuk.SummaryList{Rows: rows}
}

func doneBy(a readiness.AreaForecast) string {
	if a.Cleared.IsZero() {
		return ""
	}
	return ", at most " + thousands(a.Peak) + " a week, all due by " + a.Cleared.Long()
}

// Asks reports whether so many reviews would open that the number must be confirmed.
func (p ApplyPage) Asks() bool {
	more, _ := p.atOnce()
	return more > p.Prospect.Rules.With(p.Proposal).Many(len(p.Prospect.Areas))
}

// atOnce is how many more reviews would open in one night, and which night.
func (p ApplyPage) atOnce() (int, calendar.Date) {
	return p.Prospect.More(p.Prospect.Rules.With(p.Proposal))
}

// Confirm asks for the number to be confirmed.
func (p ApplyPage) Confirm() govuk.Component {
	more, night := p.atOnce()
	return p.Reason.Checkboxes("confirmed", "This opens many reviews at once",
		govuk.Item{Value: strconv.Itoa(more), Text: "Yes, open " + counted(more, "more review") + " on the night of " + night.Long()})
}

// Why asks for the reason.
func (p ApplyPage) Why() govuk.Component {
	why := p.Reason.TextArea("reason", "Why is the policy changed?")
	why.Hint.Text = "Everybody who looks at the rules can read this."
	return why
}

// Hidden are the proposal's fields, to be sent again.
func (p ApplyPage) Hidden() []Field { return typed(Form{Form: govuk.Form{Values: p.query()}}) }
