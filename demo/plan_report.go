package demo

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// saves is what some actions say that they save, by the title of their idea. Two of them claim the same, as happens when nobody compares.
var saves = map[string]struct {
	name          string
	pounds, hours int // a year, and a week
}{
	"Give new social workers protected supervision in their first year": {"Agency social workers", 180_000, 0},
	"Offer a family group conference before any letter":                 {"Care proceedings", 240_000, 0},
	"Track every child in pre-proceedings weekly":                       {"care proceedings", 150_000, 6},
	"Keep one chronology for each child":                                {"Typing the same thing twice", 0, 60},
	"End the use of bed and breakfast for under-eighteens":              {"Bed and breakfast for homeless young people", 64_000, 0},
	"Keep one list with the police of children at risk":                 {"Keeping two lists", 0, 14},
}

// reports are the days on which the lead makes a progress report: five months ago, and a few days ago for the board's next meeting.
func (t *town) reports() (beats []beat) {
	until := t.today.AddMonths(-8)
	for _, r := range []struct {
		on       calendar.Date
		received string
		words    string
	}{
		{t.today.AddMonths(-5), "31", "The first report from Sightline. Actions that were called done before are in it only where somebody has seen that they are."},
		{t.today.AddDays(-6), "44", "Two things need the board: actions that wait for posts to be filled, and themes where nobody has looked for what speaks against the work."},
	} {
		day := t.calendar.Next(r.on)
		f := readiness.MakePlanReport{From: until.AddDays(1), Until: day, Received: r.received, Source: "The complaints team’s log, stages 1 to 3", Words: r.words}
		until = day
		beats = append(beats, beat{day, func(ctx context.Context) error {
			if _, err := t.db.MakePlanReport(ctx, f, t.asked(t.staff.lead)); err != nil {
				return fmt.Errorf("progress report until %s: %w", f.Until, err)
			}
			return nil
		}})
	}
	return beats
}
