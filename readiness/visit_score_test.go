package readiness_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var scoreDue, scoreEnd = calendar.On(2026, 3, 3), calendar.On(2026, 3, 10)

// scoreRow is a step with a status: late means so many working days late, whether it was done or not.
func scoreRow(code string, status readiness.VisitStepStatus, late int) readiness.VisitStepRow {
	r := readiness.VisitStepRow{Code: code, Status: status, Due: scoreDue}
	if status == readiness.StepDone {
		r.Late = late
	} else {
		r.Overdue = late
	}
	return r
}

func TestScoreOfAStep(t *testing.T) {
	t.Parallel()
	due := func(r readiness.VisitStepRow, on calendar.Date) readiness.VisitStepRow {
		r.Due = on
		return r
	}
	for name, tt := range map[string]struct {
		row    readiness.VisitStepRow
		ended  calendar.Date
		result readiness.StepResult
		words  string
	}{
		"done":                              {scoreRow("a", readiness.StepDone, 0), scoreEnd, readiness.ResultOnTime, "on time"},
		"done late":                         {scoreRow("a", readiness.StepDone, 1), scoreEnd, readiness.ResultLate, "1 working day late"},
		"waived":                            {scoreRow("a", readiness.StepWaived, 0), scoreEnd, readiness.ResultMissing, "waived"},
		"left out":                          {scoreRow("a", readiness.StepLeftOut, 0), scoreEnd, readiness.ResultMissing, "left out"},
		"never done":                        {scoreRow("a", readiness.StepDropped, 0), scoreEnd, readiness.ResultMissing, "never done"},
		"never done, and not told of it":    {scoreRow("a", readiness.StepOpen, 4), scoreEnd, readiness.ResultMissing, "never done"},
		"ended the day before it was late":  {due(scoreRow("a", readiness.StepDropped, 0), scoreEnd), scoreEnd, readiness.ResultAhead, "not due before it ended"},
		"ended before its day was known":    {due(scoreRow("a", readiness.StepDropped, 0), calendar.Date{}), scoreEnd, readiness.ResultAhead, "not due before it ended"},
		"running: late":                     {scoreRow("a", readiness.StepAsked, 2), calendar.Date{}, readiness.ResultMissing, "not done yet, 2 working days late"},
		"running: due today":                {scoreRow("a", readiness.StepOpen, 0), calendar.Date{}, readiness.ResultAhead, "not due yet"},
		"running: its day is not known yet": {due(scoreRow("a", readiness.StepLater, 0), calendar.Date{}), calendar.Date{}, readiness.ResultAhead, "not due yet"},
		"running: done":                     {scoreRow("a", readiness.StepDone, 0), calendar.Date{}, readiness.ResultOnTime, "on time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if s := readiness.ScoreVisit([]readiness.VisitStepRow{tt.row}, tt.ended).Rows[0]; s.Result != tt.result || s.Words != tt.words {
				t.Errorf("%s: %s", s.Result, s.Words)
			}
		})
	}
}

func TestScoreAgainstTheLast(t *testing.T) {
	t.Parallel()
	in := func(focus string, r readiness.VisitStepRow) readiness.VisitStepRow {
		r.Focus = focus
		return r
	}
	ahead := scoreRow("reached", readiness.StepDropped, 0)
	ahead.Due = scoreEnd
	before := readiness.ScoreVisit([]readiness.VisitStepRow{
		scoreRow("lists", readiness.StepDone, 3), scoreRow("rooms", readiness.StepDone, 0), scoreRow("audits", readiness.StepLeftOut, 0), scoreRow("slower", readiness.StepDone, 1),
		in("missing", scoreRow("scope", readiness.StepDone, 0)), scoreRow("old", readiness.StepWaived, 0), ahead, scoreRow("done", readiness.StepDropped, 0),
	}, scoreEnd)
	now := readiness.ScoreVisit([]readiness.VisitStepRow{
		scoreRow("lists", readiness.StepDone, 1), scoreRow("rooms", readiness.StepDone, 0), scoreRow("audits", readiness.StepWaived, 0), scoreRow("slower", readiness.StepDropped, 0),
		in("care_leavers", scoreRow("scope", readiness.StepDone, 0)), scoreRow("reached", readiness.StepDone, 0), scoreRow("done", readiness.StepDone, 9),
	}, scoreEnd)
	got := now.Against(before)
	var changes, gone []string
	for _, r := range got.Rows {
		changes = append(changes, r.Change)
	}
	for _, r := range got.Gone {
		gone = append(gone, r.Code+r.Focus)
	}
	if want := []string{"better", "same", "same", "worse", "new", "new", "better"}; !slices.Equal(changes, want) {
		t.Errorf("changes %v, want %v", changes, want)
	}
	if want := []string{"scopemissing", "old"}; !slices.Equal(gone, want) {
		t.Errorf("gone %v, want %v", gone, want)
	}
	if counts := got.Changes(); !slices.Equal(counts, []int{2, 2, 1, 2}) {
		t.Errorf("counts %v", counts)
	}
	if got.Rows[0].Before != "3 working days late" || now.Rows[0].Before != "" {
		t.Errorf("before: %q, and the score itself has %q", got.Rows[0].Before, now.Rows[0].Before)
	}
	running := readiness.ScoreVisit([]readiness.VisitStepRow{scoreRow("lists", readiness.StepOpen, 0)}, calendar.Date{}).Against(before)
	if r := running.Rows[0]; r.Change != "" || r.Before != "3 working days late" {
		t.Errorf("not due yet: %+v", r)
	}
}

func TestScoreInWords(t *testing.T) {
	t.Parallel()
	tally := func(onTime, late, missing, ahead int) readiness.ScoreTally {
		return readiness.ScoreTally{Steps: onTime + late + missing, OnTime: onTime, Late: late, Missing: missing, Ahead: ahead}
	}
	rehearsed := &readiness.LastScore{Visit: readiness.VisitRow{Rehearsal: true, Called: calendar.On(2026, 3, 2), On: calendar.On(2026, 3, 9)}, Score: tally(24, 10, 4, 0)}
	visited := &readiness.LastScore{Visit: readiness.VisitRow{On: calendar.On(2026, 3, 9)}, Score: tally(24, 10, 4, 0)}
	for want, tt := range map[string]struct {
		score readiness.VisitScore
		last  *readiness.LastScore
	}{
		"30 of 39 steps on time, 5 late, 4 missing. Last rehearsal, 2 March 2026: 24 of 38.":                     {readiness.VisitScore{ScoreTally: tally(30, 5, 4, 0), Ended: true}, rehearsed},
		"30 of 39 steps on time, 5 late, 4 missing. Last visit of this kind, 9 March 2026: 24 of 38.":            {readiness.VisitScore{ScoreTally: tally(30, 5, 4, 0), Ended: true}, visited},
		"0 of 1 step on time, 1 late, 0 missing; 6 not due before it ended.":                                     {readiness.VisitScore{ScoreTally: tally(0, 1, 0, 6), Ended: true}, nil},
		"It ended before a step was due.":                                                                        {readiness.VisitScore{ScoreTally: tally(0, 0, 0, 6), Ended: true}, nil},
		"So far 3 of 5 steps on time, 1 late, 1 missing; 6 not due yet. Last rehearsal, 2 March 2026: 24 of 38.": {readiness.VisitScore{ScoreTally: tally(3, 1, 1, 6)}, rehearsed},
		"No step was due so far; 6 not due yet.":                                                                 {readiness.VisitScore{ScoreTally: tally(0, 0, 0, 6)}, nil},
	} {
		if got := tt.score.Words(tt.last); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
