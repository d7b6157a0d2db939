package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A script writes the beats of one undertaking. It asks nothing of the ledger: what comes of each beat is for the rules to say on its day.
type script struct {
	*town
	u *undertaking
}

func (s script) on(day calendar.Date, do func(ctx context.Context) error) {
	s.u.beats = append(s.u.beats, beat{day, do})
}

// ago is a working day before today; next is one after another day.
func (s script) ago(days int) calendar.Date {
	return s.calendar.Add(s.today, -days, calendar.Exclusive)
}

func (s script) next(day calendar.Date, days int) calendar.Date {
	return s.calendar.Add(day, days, calendar.Exclusive)
}

// past is a working day some months before today.
func (s script) past(months, days int) calendar.Date {
	return s.calendar.Next(s.today.AddMonths(-months).AddDays(-days))
}

// dice is a number from 0 to n-1.
func (s script) dice(n int) int { return s.u.draw.IntN(n) }

// some is true for every so many-th action of the same fate, the first included.
func (s script) some(every int) bool { return s.u.nth%every == 0 }

// open puts the action into the plan. Some are proposed, and agreed by the lead within the days that the rules give.
func (s script) open(opens, due calendar.Date) {
	if opens.Before(s.founded) {
		opens = s.founded
	}
	s.u.opens, s.u.due = opens, due
	if checkers := s.staff.council[readiness.QualityAssurance]; s.u.nth%2 == 1 {
		s.u.named = checkers[s.u.nth/2%len(checkers)]
	}
	proposed := s.dice(3) == 0
	s.on(opens, func(ctx context.Context) error { return s.openAction(ctx, s.u, proposed) })
	if proposed {
		s.on(s.next(opens, 2+s.dice(7)), s.agrees())
	}
	if moved := s.next(s.began, 8+s.dice(12)); s.u.area != "" && s.dice(2) == 0 && opens.Before(s.began) && moved.Before(s.next(due, -15)) {
		s.on(moved, s.handsOver())
	}
}

// works is what the owner says from time to time until a day; it begins with the last word, since few look further back.
func (s script) works(until calendar.Date, last string) {
	for i, day := 0, s.next(until, -3-s.dice(6)); i < 2 && day.After(s.next(s.u.opens, 10)); i, day = i+1, s.next(day, -30-s.dice(25)) {
		s.on(day, s.says(last))
		last = "on_track"
		if s.dice(5) == 0 {
			last = "at_risk"
		}
	}
}

// claims is what the owner does when the work is done: shows it, and says so.
func (s script) claims(day calendar.Date) {
	s.on(s.next(day, -5), s.shows(s.kind(), readiness.Supports, 2+s.dice(10)))
	s.on(s.next(day, -1), s.shows("data", readiness.Supports, 1+s.dice(10)))
	s.on(day, s.saysDone())
}

// shown takes the action to where it is shown done on a day. It may be sent back on the way, and its date moved once.
func (s script) shown(verified calendar.Date, sentBack int, slips bool) {
	claimed := s.next(verified, -2-s.dice(6))
	due := s.next(claimed, s.dice(8))
	opens := s.next(due, -95-s.dice(35))
	if slips {
		early := s.next(due, -25)
		s.open(opens, early)
		s.on(s.next(early, -4), s.moves(due))
	} else {
		s.open(opens, due)
	}
	first := claimed
	for range sentBack {
		first = s.next(first, -16)
		s.claims(first)
		s.on(s.next(first, 4), s.checks("no"))
	}
	s.works(first, "on_track")
	s.claims(claimed)
	s.on(verified, s.checks("yes"))
}

// retest is what comes of the nth re-test after the action was shown done; it ends with the day on which somebody looked.
func (s script) retest(verified calendar.Date, nth int, lasted string) calendar.Date {
	back := s.returns(verified, nth)
	bears := readiness.Supports
	if lasted == "no" {
		bears = readiness.Contradicts
	}
	s.on(s.next(back, 1+s.dice(2)), s.shows(s.kind(), bears, 1))
	looked := s.next(back, 4+s.dice(3))
	s.on(looked, s.looksAgain(lasted))
	return looked
}

// returns is the day on which the nth re-test comes back by itself.
func (s script) returns(verified calendar.Date, nth int) calendar.Date {
	return s.calendar.Next(verified.AddMonths(readiness.DefaultPlanRules().RetestMonths[nth]))
}

// kind draws what kind of evidence somebody has.
func (s script) kind() string {
	if s.u.lean == allFigures {
		return "data"
	}
	return []string{"audit", "audit", "observation", "voice", "partner", "document"}[s.dice(6)]
}
