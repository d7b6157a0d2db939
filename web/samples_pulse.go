package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePulse is a survey of three areas that began so many days before the sample day.
func samplePulse(id string, ago int) readiness.Pulse {
	return readiness.Pulse{
		ID: id, From: sampleToday.AddDays(-ago), Until: sampleToday.AddDays(readiness.PulseDays - 1 - ago), Least: 8, Questions: readiness.DefaultPulseRules().Questions, By: "Iris Lowe",
		Areas: []readiness.PulseArea{{ID: "east", Name: "East"}, {ID: "north", Name: "North"}, {ID: "south", Name: "South"}},
	}
}

// sampleResult is a survey with so many answers from East, of which all say that so many percent used the model.
func sampleResult(p readiness.Pulse, east int, used int) readiness.PulseResult {
	answers, tallies := map[string]int{"east": east, "north": 14, "south": 21}, []readiness.PulseTally{}
	for area, n := range answers {
		for _, q := range p.Questions {
			good := n - 3
			if q.Code == readiness.PulseUsed {
				good = n * used / 100
			}
			tallies = append(tallies, readiness.PulseTally{AreaID: area, Question: q.Code, Step: 1, Answers: good}, readiness.PulseTally{AreaID: area, Question: q.Code, Step: 3, Answers: n - good})
		}
	}
	return p.Result(answers, tallies)
}

func sampleSigns() readiness.PulseSigns {
	return readiness.PulseSigns{
		On: sampleToday, Since: sampleToday.AddMonths(-12), Opened: 1204, Reopened: 163, Months: 12, Total: readiness.Figures{OpenCases: 798, LongOpen: 290, Over24: 61},
		Gap: &readiness.AttainmentGap{Points: "28.7", AsOf: calendar.On(2026, 8, 31), Source: "Department for Education, Attainment 8", By: "Iris Lowe"},
	}
}

func pulseSamples() map[string]Page {
	then, now, running := samplePulse("u-1", 200), samplePulse("u-2", 20), samplePulse("u-3", 3)
	bare := readiness.PulseSigns{On: sampleToday, Since: sampleToday.AddMonths(-12), Opened: readiness.Hidden, Reopened: readiness.Hidden, Months: 12}
	quarterly := readiness.DefaultPulseRules()
	quarterly.First = calendar.On(2027, 4, 1)
	second := []readiness.PulseResult{sampleResult(then, 9, 70), sampleResult(now, 12, 40)}
	hidden := []readiness.PulseResult{sampleResult(then, 9, 70), sampleResult(now, 3, 80)}
	spoken := []readiness.PulseResult{sampleResult(now, 12, 40)}
	spoken[0].Groups[2].Words = []string{"Forms take the time that visits need.", "We talk about the model in team meetings and not in supervision."}
	few := []readiness.PulseResult{now.Result(map[string]int{"east": 2}, nil)}
	asked := AnswerPage{Asked: readiness.PulseAsked{Pulse: running, Area: "North"}, Secret: "k7m29xqp4tzab", Form: sampleForm()}
	refused, done := asked, asked
	refused.Form = sampleForm(govuk.FieldError{Name: "known", Message: "Choose an answer to “Can you say in your own words what our practice model is?”"}, govuk.FieldError{Name: "words", Message: "Take out what looks like a child’s name. Nobody who reads this needs to know who a child is."})
	done.Done = true
	open := openPulseQuestions(sampleForm(), sampleAreas, 8, sampleToday)
	return map[string]Page{
		"pulses/one runs":          PulsesPage{[]readiness.Pulse{running, now, then}, quarterly, sampleSigns(), sampleLead, sampleToday},
		"pulses/over, member":      PulsesPage{[]readiness.Pulse{now}, quarterly, bare, sampleMember, sampleToday},
		"pulses/empty":             PulsesPage{nil, readiness.DefaultPulseRules(), sampleSigns(), sampleLead, sampleToday},
		"pulses/empty, head":       PulsesPage{nil, readiness.DefaultPulseRules(), bare, sampleHead, sampleToday},
		"pulse/takes answers":      PulsePage{[]readiness.PulseResult{second[0], running.Progress(map[string]int{"north": 9})}, sampleSigns(), sampleLead, sampleToday},
		"pulse/known and not used": PulsePage{second, sampleSigns(), sampleLead, sampleToday},
		"pulse/one area hidden":    PulsePage{hidden, bare, sampleMember, sampleToday},
		"pulse/own words":          PulsePage{spoken, sampleSigns(), sampleHead, sampleToday},
		"pulse/too few":            PulsePage{few, sampleSigns(), sampleLead, sampleToday},
		"pulse/nobody":             PulsePage{[]readiness.PulseResult{now.Result(nil, nil)}, sampleSigns(), sampleLead, sampleToday},
		"pulse open/first":         open,
		"pulse open/refused":       openPulseQuestions(sampleFilled(readiness.OpenPulse{Scope: "some"}, govuk.FieldError{Name: "areas", Message: "Choose at least one area."}), sampleAreas, 8, sampleToday),
		"pulse close/first":        closePulseQuestions(running, sampleForm()),
		"pulse rules/first":        pulseRuleQuestions(sampleFilled(readiness.DefaultPulseRules().Form())),
		"pulse gap/first":          gapQuestions(sampleForm()),
		"pulse answer/first":       asked,
		"pulse answer/refused":     refused,
		"pulse answer/thanks":      done,
		"pulse posters/two areas":  PostersPage{running, []readiness.PulseLink{{AreaID: "north", Area: "North", Secret: "k7m29xqp4tzab"}, {AreaID: "south", Area: "South", Secret: "p2c8vwn5hd3fe"}}, "https://sightline.anyshire.example"},
	}
}
