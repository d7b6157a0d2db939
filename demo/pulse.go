package demo

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/readiness"
)

// A mood is what the staff of the county think on one day: percent who give one of the two best answers, by question.
type mood struct {
	name  string
	ago   int // days before the end on which the survey opens
	good  map[string]int
	share int // of those who could, how many percent answer
	words []string
}

// moods are two surveys half a year apart, and one that takes answers: the model has become known, and is used less.
var moods = []mood{
	{
		"then", 275,
		map[string]int{readiness.PulseKnown: 62, readiness.PulseUsed: 58, readiness.PulseTime: 55, readiness.PulseSupervision: 66},
		80,
		[]string{"The training was good. I would like to see somebody do it.", "My manager asks about dates and not about families."},
	},
	{
		"since", 92,
		map[string]int{readiness.PulseKnown: 84, readiness.PulseUsed: 43, readiness.PulseTime: 47, readiness.PulseSupervision: 74},
		100,
		[]string{
			"The assessment form has no place for it, so I write everything twice.", "We talk about the model in team meetings and not in supervision.",
			"I use it in every visit since I watched a colleague from another team do it.", "More time for visits would help more than more training.",
		},
	},
	{
		"now", 6,
		map[string]int{readiness.PulseKnown: 82, readiness.PulseUsed: 52, readiness.PulseTime: 50, readiness.PulseSupervision: 76},
		45,
		[]string{"The new form asks for it at last."},
	},
}

// crew is how many people of each area answer at most: of the last of several areas so few that it is never shown.
func (t *town) crew(i int) int {
	if i > 1 && i == len(t.county.Areas)-1 {
		return 6
	}
	return 24 - 3*i
}

// surveys has the staff asked about the practice model, and the lead enter what was published about school.
func (t *town) surveys() {
	for _, m := range moods {
		day := t.calendar.Next(t.today.AddDays(-m.ago))
		t.talks[day] = append(t.talks[day], func(ctx context.Context) error { return t.survey(ctx, m) })
	}
	day := t.calendar.Next(t.today.AddDays(-80))
	t.talks[day] = append(t.talks[day], func(ctx context.Context) error {
		gap := readiness.RecordGap{Points: "27.9", AsOf: day.AddMonths(-3), Source: "Virtual school’s yearly report, Attainment 8"}
		return t.db.RecordGap(ctx, gap, t.asked(t.staff.lead))
	})
}

// survey opens a survey and lets people answer it.
func (t *town) survey(ctx context.Context, m mood) error {
	p, err := t.db.OpenPulse(ctx, readiness.OpenPulse{Scope: "all"}, t.asked(t.staff.lead))
	if err != nil {
		return err
	}
	links, err := t.db.PulseLinks(ctx, t.staff.lead, p.ID)
	if err != nil {
		return err
	}
	secrets := map[string]string{}
	for _, l := range links {
		secrets[l.Area] = l.Secret
	}
	for i, area := range t.county.Areas {
		draw := t.chances("survey " + m.name + " " + area)
		for n := range t.crew(i) * m.share / 100 {
			a := readiness.PulseAnswer{Slip: fmt.Sprintf("%s %s %d", m.name, area, n), Chosen: map[string]int{}}
			for _, q := range p.Questions {
				a.Chosen[q.Code] = draw.IntN(2)
				if draw.IntN(100) >= m.good[q.Code] {
					a.Chosen[q.Code] += 2
				}
			}
			if n < len(m.words) && n%len(t.county.Areas) == i {
				a.Words = m.words[n]
			}
			if err := t.db.AnswerPulse(ctx, secrets[area], a); err != nil {
				return err
			}
		}
	}
	return nil
}
