package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var sampleStandstill = readiness.Standstill{Reason: "The mail server moves to the new network on Friday.", By: "Iris Lowe", Since: sampleNow}

// timetableSamples names every face of the pages of when things run.
func timetableSamples() map[string]Page {
	fresh := readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
	full := fresh
	full.Timetable.Version = 7
	full.Timetable.Sweep.LeftOut = []calendar.Date{calendar.On(2027, 3, 5), calendar.On(2027, 3, 6)}
	full.Timetable.Digest.Weekdays = []readiness.Weekday{"monday", "thursday"}
	full.Timetable.Quiet = []readiness.QuietDays{{From: calendar.On(2027, 3, 29), Until: calendar.On(2027, 4, 9), Name: "Easter holidays"}, {From: calendar.On(2027, 12, 29), Until: calendar.On(2027, 12, 29)}}
	paused := full
	paused.Timetable.Digest.Paused = &sampleStandstill
	silent := full
	silent.Timetable.Quiet = []readiness.QuietDays{{From: calendar.On(2027, 1, 1), Until: calendar.On(2032, 1, 1)}}
	last := map[readiness.Job]readiness.JobRun{
		readiness.SweepJob:  {At: sampleNow, By: "Iris Lowe", Sweep: &readiness.SweepResult{LongOpen: 1143, Opened: 1}},
		readiness.DigestJob: {At: sampleNow, Digest: &readiness.DigestResult{Mails: 14, Failed: 2}},
	}
	quietly := map[readiness.Job]readiness.JobRun{readiness.DigestJob: {At: sampleNow, Digest: &readiness.DigestResult{}}}
	times := sampleFilled(readiness.SetTimes{At: "quarter past two", Weekdays: []string{"monday"}}, govuk.FieldError{Name: "at", Message: "Enter a time such as 7:30am or 19:30."})
	quiet := sampleFilled(quietChange{First: calendar.On(2027, 12, 31), Last: calendar.On(2027, 12, 24), Name: "Christmas"}, govuk.FieldError{Name: "last", Message: "The last quiet day must not be before the first."})
	check := CheckRulesPage{
		Title: "Pause the morning mail", Action: "/schedules/digest/pause", Back: schedulesPath, Alone: true,
		Changes: []string{"The morning mail is paused"}, Notes: []string{pausedJob[readiness.DigestJob]}, Asks: sampleForm(), Draft: sampleForm(),
	}
	refused := check
	refused.Asks = sampleForm(govuk.FieldError{Name: "reason", Message: "Enter why this is changed."})
	moved := CheckRulesPage{
		Title: "Check when the look for long-open cases runs before you save it", Action: "/schedules/sweep/times", Back: schedulesPath, Alone: true,
		Changes: []string{"The look for long-open cases runs every day at 3am instead of every day at 2:15am"}, Dates: datesOf(fresh, readiness.SweepJob, sampleNow),
		Asks: sampleForm(), Draft: sampleFilled(readiness.SetTimes{At: "3am", Weekdays: []string{"monday", "tuesday"}}),
	}
	rounds := fresh
	rounds.Timetable.Rounds = []readiness.Round{
		{ID: "r-1", Name: "Children in care, every quarter", Types: []readiness.CaseType{readiness.ChildInCare}, Months: 6, Rest: 3, Timing: readiness.Timing{
			At: calendar.Clock(6, 0), Weekdays: []readiness.Weekday{"thursday"}, Every: readiness.EveryQuarter, From: sampleToday,
		}},
		{ID: "r-2", Name: "North, every second week", Areas: []string{"north", "south"}, Months: 0, Rest: 1, Timing: readiness.Timing{
			At: calendar.Clock(18, 30), Weekdays: []readiness.Weekday{"monday"}, Every: readiness.EveryWeeks, Weeks: 2, From: sampleToday, LeftOut: []calendar.Date{calendar.On(2027, 3, 22)}, Paused: &sampleStandstill,
		}},
		{ID: "r-3", Name: "Ended", Ended: sampleToday},
	}
	ran := map[readiness.Job]readiness.JobRun{"r-1": {At: sampleNow, Sweep: &readiness.SweepResult{Opened: 31}}}
	round := sampleFilled(rounds.Timetable.Rounds[0].Form())
	wrong := sampleFilled(readiness.SetRound{Name: "", Months: 6, Rest: 3, Every: "weeks", Weekday: "monday", At: "6am", From: sampleToday, Types: []string{"cla"}},
		govuk.FieldError{Name: "name", Message: "Enter the name of the round."}, govuk.FieldError{Name: "weeks", Message: "Enter how many weeks there are from one date to the next."})
	try := readiness.RoundTry{Opens: 240, Areas: []readiness.RoundTryArea{{Name: "North", Opens: 140}, {Name: "South", Opens: 100}}, Excluded: 3, Unmapped: 1, Many: 50}
	many := CheckRulesPage{
		Title: "Check the round before you save it", Action: "/schedules/rounds/new", Back: schedulesPath, Alone: true, Changes: []string{"New: the round “All”, on the first Thursday of each month at 6am, from 4 March 2027"},
		Notes: []string{opens(try)}, Dates: datesOf(rounds, "r-1", sampleNow), Confirm: 240, Asks: sampleForm(govuk.FieldError{Name: "confirmed", Message: "This round would open 240 reviews today. Confirm the number if that is meant."}), Draft: round,
	}
	opened := sampleReview(sampleNow)
	opened.State.Round = "Children in care, every quarter"
	return map[string]Page{
		"review/opened by a round":     ReviewPage{View: opened, Viewer: sampleHead, Now: sampleNow, Form: sampleForm(), Begin: sampleForm()},
		"schedules/rounds":             SchedulesPage{Now: sampleNow, Clock: rounds, Areas: sampleAreas, Last: ran, Viewer: sampleLead},
		"schedules/run, a round":       RunPage{Job: "r-1", Title: "the round “Children in care, every quarter”", Opens: opens(try), Next: onTheDot(sampleNow), Form: sampleForm()},
		"round/new":                    RoundPage{Areas: sampleAreas, Form: sampleFilled(readiness.SetRound{Months: 6, Rest: 3, Every: "quarter", Weeks: 2, Weekday: "monday", At: "6am", From: sampleToday})},
		"round/change":                 RoundPage{Job: "r-1", Title: "the round “Children in care, every quarter”", Areas: sampleAreas, Form: round},
		"round/refused, no areas":      RoundPage{Form: wrong},
		"round/check, many":            many,
		"schedules/as they come":       SchedulesPage{Now: sampleNow, Clock: fresh, Viewer: sampleLead},
		"schedules/full":               SchedulesPage{Now: sampleNow, Clock: full, Last: last, Viewer: sampleLead},
		"schedules/paused":             SchedulesPage{Now: sampleNow, Clock: paused, Last: quietly, Viewer: sampleLead},
		"schedules/administrator":      SchedulesPage{Now: sampleNow, Clock: paused, Last: last, Viewer: sampleAdmin},
		"schedules/no date":            SchedulesPage{Now: sampleNow, Clock: silent, Viewer: sampleLead},
		"schedules/times":              TimesPage{Job: readiness.SweepJob, Title: "the look for long-open cases", Form: sampleFilled(readiness.SetTimes{At: "2:15am", Weekdays: []string{"monday", "tuesday"}})},
		"schedules/times, refused":     TimesPage{Job: readiness.DigestJob, Title: "the morning mail", Form: times},
		"schedules/times, check":       moved,
		"schedules/pause":              check,
		"schedules/pause, refused":     refused,
		"schedules/run":                RunPage{Job: readiness.SweepJob, Title: "the look for long-open cases", Next: onTheDot(sampleNow), Form: sampleForm()},
		"schedules/run, paused":        RunPage{Job: readiness.DigestJob, Title: "the morning mail", Paused: true, Next: onTheDot(sampleNow), Form: sampleForm()},
		"schedules/run, quiet day":     RunPage{Job: readiness.DigestJob, Title: "the morning mail", Idle: "a quiet day", Next: onTheDot(sampleNow), Form: sampleForm()},
		"quiet days/some":              QuietDaysPage{Quiet: full.Timetable.Quiet, Form: sampleForm()},
		"quiet days/none":              QuietDaysPage{Form: sampleForm()},
		"quiet days/refused":           QuietDaysPage{Quiet: full.Timetable.Quiet, Form: quiet},
		"rules/history, the timetable": HistoryPage{[]readiness.RuleVersion{{Kind: readiness.RulesOfTime, Version: 2, At: sampleNow, By: "Iris Lowe", Reason: "The mail server moves.", Changed: []string{"The morning mail is paused"}}}},
	}
}
