package readiness

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PaceViews answer whether the improvement plan goes as fast as it was meant to, and what it saves. Everybody who sees the plan sees them.
type PaceViews interface {
	Pace(ctx context.Context, viewer Actor) (Pace, error)
	// Benefits are what the plan is to save; dropped actions claim nothing.
	Benefits(ctx context.Context, viewer Actor) (Benefits, error)
}

// PaceMonths is how many whole months the pace looks back; the month that runs comes on top of them.
const PaceMonths = 12

// paceAhead is how many months the pace looks ahead at most.
const paceAhead = 12

// trendPoints is how many months a trend needs: fewer show chance (domain.md P17).
const trendPoints = 6

// Pace is how fast the improvement plan goes, in figures. What happened is counted since Since, however the action stands today; what is planned and what
// is late leaves dropped actions out.
type Pace struct {
	On     calendar.Date `json:"on"`
	Since  calendar.Date `json:"since"`          // the first day that is counted
	Began  calendar.Date `json:"began,omitzero"` // when the first action was opened; zero without any
	Months []PaceMonth   `json:"months"`         // oldest first, those ahead included while anything is planned

	SaidDone        int `json:"said_done"`         // times that an action was said done
	SaidDoneActions int `json:"said_done_actions"` // actions that were, at least once
	SentBack        int `json:"sent_back"`         // times that a check sent one back
	SentBackActions int `json:"sent_back_actions"`
	Moved           int `json:"moved"` // times that a due date was moved, more time and carrying forward included
	MovedActions    int `json:"moved_actions"`

	MedianDays int `json:"median_days"` // from the earliest finding to the day on which the action was last shown done
	MedianOf   int `json:"median_of"`   // actions that it rests on: shown done since Since, and answering a finding

	Late []PaceLate `json:"late"` // by whom it has reached, lowest first
}

// A PaceMonth is what was planned for a month and what came of it.
type PaceMonth struct {
	Month     calendar.Date `json:"month"`      // its first day
	Planned   int           `json:"planned"`    // actions that were first due in it
	ShownDone int           `json:"shown_done"` // times that one was shown done
	SaidDone  int           `json:"said_done"`  // times that one was said done
	SentBack  int           `json:"sent_back"`  // times that one was sent back
	Moved     int           `json:"moved"`      // times that a due date was moved
}

// PaceLate counts the late actions that have reached one role; Reached is "" while nobody above the owner was reached.
type PaceLate struct {
	Reached Role `json:"reached"`
	Actions int  `json:"actions"`
}

// PaceSpan is what the pace looks at on a day: from the first day of the month a year ago to the last day of the months ahead.
func PaceSpan(today calendar.Date) (since, until calendar.Date) {
	first := monthOf(today)
	return first.AddMonths(-PaceMonths), first.AddMonths(paceAhead + 1).AddDays(-1)
}

// monthOf is the first day of a day's month.
func monthOf(d calendar.Date) calendar.Date { return calendar.On(d.Year(), d.Month(), 1) }

// LastDay is the last day of the month.
func (m PaceMonth) LastDay() calendar.Date { return m.Month.AddMonths(1).AddDays(-1) }

// Ahead reports whether the month has not begun.
func (m PaceMonth) Ahead(today calendar.Date) bool { return m.Month.After(today) }

// Whole are the months that are over and in which there was a plan from the first day.
func (p Pace) Whole() (months []PaceMonth) {
	for _, m := range p.Months {
		if !p.Began.IsZero() && !m.Month.Before(p.Began) && m.LastDay().Before(p.On) {
			months = append(months, m)
		}
	}
	return months
}

// Trend says which way the number of actions shown done in a month goes: "rising", "falling" or "steady", by TrendRule; "" from fewer than six whole
// months.
func (p Pace) Trend() string {
	whole := p.Whole()
	if len(whole) < trendPoints {
		return ""
	}
	last, before := 0, 0
	for i, m := range whole[len(whole)-trendPoints:] {
		if i < trendPoints/2 {
			before += m.ShownDone
		} else {
			last += m.ShownDone
		}
	}
	switch change := last - before; {
	case change >= 3 && 4*change >= before:
		return "rising"
	case change <= -3 && -4*change >= before:
		return "falling"
	}
	return "steady"
}

// TrendRule is how Trend chooses its word.
const TrendRule = "The last three whole months are set against the three before them: rising or falling when they differ by at least three actions and by at least a quarter, steady otherwise."

// Behind is how many more actions were planned than shown done in the whole months counted; negative when more were shown done.
func (p Pace) Behind() (planned, shown int) {
	for _, m := range p.Months {
		if m.LastDay().Before(p.On) {
			planned, shown = planned+m.Planned, shown+m.ShownDone
		}
	}
	return planned, shown
}

// LateActions is how many actions are late.
func (p Pace) LateActions() (n int) {
	for _, l := range p.Late {
		n += l.Actions
	}
	return n
}

// Reachable are whom a late action can have reached, lowest first; "" is nobody above its owner.
var Reachable = []Role{"", AreaHead, AssistantDirector, Director}
