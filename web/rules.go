package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// RulesPage says by which rules reviews run.
type RulesPage struct {
	On       calendar.Date
	Rules    readiness.ReviewRules
	Areas    []readiness.Area
	Calendar calendar.Calendar
	Viewer   readiness.Actor
}

// MayTry and MaySet report what the viewer may do with the rules.
func (p RulesPage) MayTry() bool { return mayHere(p.Viewer, may(readiness.TryRules)) }

// MaySet reports whether the viewer may change the rules.
func (p RulesPage) MaySet() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// Face frames the page.
func (RulesPage) Face() Face {
	return Face{Template: "rules", Title: "Thresholds and rules", Section: "/more", Back: "/more"}
}

// ThresholdRow is one threshold in words.
type ThresholdRow struct {
	Where, Kind, Months, From string
	State                     string // "", or "from that day on" for one still to come
}

// Thresholds are the rows of the policy, by the day from which they hold.
func (p RulesPage) Thresholds() []ThresholdRow {
	rows := slices.Clone(p.Rules.Thresholds)
	slices.SortStableFunc(rows, func(a, b readiness.Threshold) int { return a.From.Compare(b.From) })
	all := make([]ThresholdRow, 0, len(rows))
	for _, t := range rows {
		row := ThresholdRow{Where: p.area(t.AreaID), Kind: "Every kind", Months: counted(t.Months, "month"), From: t.From.Long()}
		if t.Type != "" {
			row.Kind = sentence(t.Type.Title())
		}
		if t.From.After(p.On) {
			row.State = "Not yet"
		}
		all = append(all, row)
	}
	return all
}

func (p RulesPage) area(id string) string {
	if id == "" {
		return "Every area"
	}
	for _, a := range p.Areas {
		if a.ID == id {
			return a.Name
		}
	}
	return "An area that is gone"
}

// Terms are the other rules, each in a sentence's half.
func (p RulesPage) Terms() govuk.SummaryList {
	r := p.Rules
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		govuk.Row("First word to the team", counted(r.AlertDays, "day")+" before a case reaches its threshold"),
		govuk.Row("Time for a review", counted(r.ReviewDays, "working day")),
		govuk.Row("New reviews when many open at once", "At most "+thousands(r.PerWeek)+" a week in each area, oldest cases first"),
		govuk.Row("Putting off", sentence(timesWords(r.PutOffs))+" without the assistant director, and by at most "+counted(r.PutOffDays, "working day")+" each time"),
		govuk.Row("Longest pause", counted(r.PauseMonths, "month")+", while a case is in proceedings"),
		govuk.Row("More time by a decision", "At most "+counted(r.MoreTimeDays, "working day")),
		govuk.Row("Next review of a case that stays open", "Within "+counted(r.NextReviewMonths, "month")),
		govuk.Row("Second look by quality assurance", thousands(r.SecondLookPer100)+" of every 100 signed-off reviews, drawn with the recorded seed “"+r.SecondLookSeed+"”"),
		govuk.Row("Opened again", "A case that opens again within "+counted(r.ReopenMonths, "month")+" of closing counts as opened again"),
	}}
}

// timesWords says how often something may happen.
func timesWords(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "at most once"
	case 2:
		return "at most twice"
	}
	return "at most " + thousands(n) + " times"
}

// Known says for which days bank holidays are known.
func (p RulesPage) Known() string {
	if p.Calendar.From.IsZero() {
		return "No bank holidays are known."
	}
	return "Bank holidays of England are known from " + p.Calendar.From.Long() + " to " + p.Calendar.Until.Long() + "."
}

// Closed are the closed weekdays of the coming twelve months.
func (p RulesPage) Closed() []calendar.Closure {
	return p.Calendar.Between(p.On, p.On.AddMonths(12)).Closed
}

func (s *Server) rules(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Rules.ReviewRules(r.Context())
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	c, err := s.Rules.Calendar(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, RulesPage{On: s.today(), Rules: rules, Areas: areas, Calendar: c, Viewer: by(r)})
}
