package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// StepResult is how a step of a visit came out.
type StepResult string

// The results of a step (issue 6, trade point 9). Ahead is not counted: its day had not passed, so far or when the visit ended.
const (
	ResultOnTime  StepResult = "on_time"
	ResultLate    StepResult = "late"
	ResultMissing StepResult = "missing"
	ResultAhead   StepResult = "ahead"
)

// ScoreChanges are how a step came out beside the last time.
var ScoreChanges = []Choice{
	{"better", "Better"},
	{"same", "The same"},
	{"worse", "Worse"},
	{"new", "New"},
}

// A StepScore is how one step came out, and how it did the last time.
type StepScore struct {
	StepID    string        `json:"step_id"`
	Code      string        `json:"code"`
	Name      string        `json:"name"`
	Focus     string        `json:"focus,omitempty"`
	FocusName string        `json:"focus_name,omitempty"`
	Due       calendar.Date `json:"due,omitzero"`
	Result    StepResult    `json:"result"`
	Late      int           `json:"late"`             // working days, when it was done late
	Words     string        `json:"words"`            // the result as people read it
	Before    string        `json:"before,omitempty"` // the words of the last time; "" when it was not there
	Change    string        `json:"change,omitempty"` // one of ScoreChanges; "" when there is nothing to compare, or nothing yet
}

// A ScoreTally counts results. Those that are ahead are beside the steps, not among them.
type ScoreTally struct {
	Steps   int `json:"steps"`
	OnTime  int `json:"on_time"`
	Late    int `json:"late"`
	Missing int `json:"missing"`
	Ahead   int `json:"ahead"`
}

// A VisitScore is how the steps of a rehearsal came out, or those of a visit: the same rule holds for both.
type VisitScore struct {
	ScoreTally
	Ended bool        `json:"ended"` // otherwise it is how it would come out so far
	Rows  []StepScore `json:"rows"`  // in the order of the run-up
	Gone  []StepScore `json:"gone"`  // of the last time, which are not there any more
}

// A VisitScoreView is the page of a score.
type VisitScoreView struct {
	Visit VisitRow   `json:"visit"`
	Score VisitScore `json:"score"`
	Last  *LastScore `json:"last,omitempty"` // nil when there is none to compare with
	Words string     `json:"words"`          // the score in a sentence
}

// A LastScore is what a score is compared with: the last rehearsal that ended of the same kind of inspection, or the last visit of that kind when it is not
// one that is rehearsed.
type LastScore struct {
	Visit VisitRow   `json:"visit"`
	Score ScoreTally `json:"score"`
}

// ScoreVisit scores the steps of a visit that ended on a day; of one that runs, with a zero day, as they stand.
func ScoreVisit(rows []VisitStepRow, ended calendar.Date) VisitScore {
	score := VisitScore{Ended: !ended.IsZero(), Rows: []StepScore{}, Gone: []StepScore{}}
	for _, r := range rows {
		s := scoreStep(r, ended)
		switch s.Result {
		case ResultOnTime:
			score.OnTime++
		case ResultLate:
			score.ScoreTally.Late++
		case ResultMissing:
			score.Missing++
		case ResultAhead:
			score.Ahead++
		}
		score.Rows = append(score.Rows, s)
	}
	score.Steps = len(rows) - score.Ahead
	return score
}

func scoreStep(r VisitStepRow, ended calendar.Date) StepScore {
	s := StepScore{StepID: r.StepID, Code: r.Code, Name: r.Name, Focus: r.Focus, FocusName: r.FocusName, Due: r.Due, Result: ResultMissing}
	switch {
	case r.Status == StepDone && r.Late > 0:
		s.Result, s.Late, s.Words = ResultLate, r.Late, count(r.Late, "working day")+" late"
	case r.Status == StepDone:
		s.Result, s.Words = ResultOnTime, "on time"
	case r.Status == StepWaived || r.Status == StepLeftOut:
		s.Words = r.Status.Title()
	case !ended.IsZero() && (r.Due.IsZero() || !r.Due.Before(ended)):
		s.Result, s.Words = ResultAhead, "not due before it ended"
	case !ended.IsZero():
		s.Words = "never done"
	case r.Overdue > 0:
		s.Words = "not done yet, " + count(r.Overdue, "working day") + " late"
	default:
		s.Result, s.Words = ResultAhead, "not due yet"
	}
	return s
}

// Against compares the score with an earlier one, step by step: the same step of the same focus area.
func (s VisitScore) Against(before VisitScore) VisitScore {
	s.Rows = slices.Clone(s.Rows)
	for i, now := range s.Rows {
		then, there := before.row(now)
		if there {
			s.Rows[i].Before = then.Words
		}
		if now.Result != ResultAhead {
			s.Rows[i].Change = changed(now, then, there)
		}
	}
	s.Gone = []StepScore{}
	for _, then := range before.Rows {
		if _, there := s.row(then); !there && then.Result != ResultAhead {
			s.Gone = append(s.Gone, then)
		}
	}
	return s
}

func (s VisitScore) row(of StepScore) (StepScore, bool) {
	i := slices.IndexFunc(s.Rows, func(r StepScore) bool { return r.Code == of.Code && r.Focus == of.Focus })
	if i < 0 {
		return StepScore{}, false
	}
	return s.Rows[i], true
}

// changed is one of ScoreChanges. A step that had not come to its day the last time is new.
func changed(now, then StepScore, there bool) string {
	switch {
	case !there || then.Result == ResultAhead:
		return "new"
	case now.loss() < then.loss():
		return "better"
	case now.loss() > then.loss():
		return "worse"
	}
	return "same"
}

// loss orders results: on time, then late by so many working days, then missing.
func (s StepScore) loss() int {
	if s.Result == ResultMissing {
		return 1 << 20
	}
	return s.Late
}

// Words is the score in a sentence, with the last one behind it.
func (s VisitScore) Words(last *LastScore) string {
	words := itoa(s.OnTime) + " of " + count(s.Steps, "step") + " on time, " + itoa(s.ScoreTally.Late) + " late, " + itoa(s.Missing) + " missing"
	switch {
	case !s.Ended && s.Steps == 0:
		words = "No step was due so far"
	case s.Steps == 0:
		words = "It ended before a step was due"
	case !s.Ended:
		words = "So far " + words
	}
	switch {
	case s.Ahead > 0 && !s.Ended:
		words += "; " + itoa(s.Ahead) + " not due yet"
	case s.Ahead > 0 && s.Steps > 0:
		words += "; " + itoa(s.Ahead) + " not due before it ended"
	}
	if last == nil {
		return words + "."
	}
	return words + ". " + last.what() + ", " + last.day().Long() + ": " + itoa(last.Score.OnTime) + " of " + itoa(last.Score.Steps) + "."
}

func (l LastScore) what() string {
	if l.Visit.Rehearsal {
		return "Last rehearsal"
	}
	return "Last visit of this kind"
}

// day is the day on which it began: the call, or the first day on site of a visit that was agreed.
func (l LastScore) day() calendar.Date {
	if l.Visit.Called.IsZero() {
		return l.Visit.On
	}
	return l.Visit.Called
}

// Changes counts the steps by how they changed, in the order of ScoreChanges.
func (s VisitScore) Changes() []int {
	counts := make([]int, len(ScoreChanges))
	for _, r := range s.Rows {
		for i, c := range ScoreChanges {
			if r.Change == c.Code {
				counts[i]++
			}
		}
	}
	return counts
}
