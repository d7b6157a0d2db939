package readiness

import (
	"cmp"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A SweepCase is what the sweep must know of one open case.
type SweepCase struct {
	Case
	Live      bool          `json:"live"`       // a review is planned or running
	LiveDue   calendar.Date `json:"live_due"`   // when that is due; a forecast needs it, the sweep does not
	Excluded  bool          `json:"excluded"`   // an exclusion covers the day of the sweep
	LastDone  calendar.Date `json:"last_done"`  // when its last review was signed off; zero when never
	NextDue   calendar.Date `json:"next_due"`   // the next date that the last review set; zero when it set none
	AlertedAt int           `json:"alerted_at"` // threshold in months for which the first alert went out; 0 when none did
}

// An Opening is a review that the sweep wants opened.
type Opening struct {
	CaseID string        `json:"case_id"`
	AreaID string        `json:"area_id"`
	TeamID string        `json:"team_id"`
	Basis  Basis         `json:"basis"`
	Due    calendar.Date `json:"due"`
	Days   int           `json:"days"`   // Due is this many working days after the sweep; 0 when a week's queue or an earlier review set the date
	Repeat bool          `json:"repeat"` // the case has been reviewed before

	Round     string `json:"round,omitempty"`      // the round that wants it, by its id; "" for the sweep
	RoundName string `json:"round_name,omitempty"` // what that round was called then
}

// An Alert is the first word that a case will be long-open soon.
type Alert struct {
	CaseID string `json:"case_id"`
	AreaID string `json:"area_id"`
	TeamID string `json:"team_id"`
	Basis  Basis  `json:"basis"`
}

// A SweepPlan is what one sweep wants done.
type SweepPlan struct {
	Openings []Opening `json:"openings"`
	Alerts   []Alert   `json:"alerts"`
	Unmapped int       `json:"unmapped"` // long-open cases that wait because their team belongs to no area
	Excluded int       `json:"excluded"` // long-open cases kept out by an exclusion
	LongOpen int       `json:"long_open"`
}

// Load is how many reviews fall due in an area in a week, by area and the week's Monday.
type Load map[string]map[calendar.Date]int

// Sweep plans a day: every case at or past its threshold with no live review gets exactly one, oldest first. Where more open at once than an
// area head can look at, due dates are staggered: at most PerWeek fall due in one area and week. A case looked at before comes back on the date
// its last review set, or NextReviewMonths after that review. The same cases and load give the same plan, and once its openings stand in the
// ledger the next sweep of the day plans nothing.
func (p ReviewRules) Sweep(today calendar.Date, cases []SweepCase, load Load, c calendar.Calendar) SweepPlan {
	var plan SweepPlan
	var due []candidate
	for _, sc := range cases {
		basis, ok := p.Basis(sc.Case, today)
		if !ok || !sc.Closed.IsZero() {
			continue
		}
		if !basis.LongOpen(today) {
			plan.alert(p, sc, basis, today)
			continue
		}
		plan.LongOpen++
		if plan.free(sc) && p.dueAgain(sc, today, c) {
			due = append(due, candidate{sc, basis})
		}
	}
	slices.SortFunc(due, compareCandidates)
	slots := newSlots(p, today, load, c)
	for _, d := range due {
		plan.Openings = append(plan.Openings, slots.place(d))
	}
	return plan
}

// free reports whether a case that is looked at can have a review, and counts those that are kept from one.
func (plan *SweepPlan) free(sc SweepCase) bool {
	switch {
	case sc.Live:
		return false
	case sc.Excluded:
		plan.Excluded++
		return false
	case sc.AreaID == "":
		plan.Unmapped++
		return false
	}
	return true
}

func (plan *SweepPlan) alert(p ReviewRules, sc SweepCase, b Basis, today calendar.Date) {
	near := !today.Before(b.Reached.AddDays(-p.AlertDays))
	if near && !sc.Live && !sc.Excluded && sc.AreaID != "" && sc.AlertedAt != b.Threshold {
		plan.Alerts = append(plan.Alerts, Alert{CaseID: sc.ID, AreaID: sc.AreaID, TeamID: sc.TeamID, Basis: b})
	}
}

// dueAgain is true for a case never reviewed, and for one whose next review must open now to be done in time.
func (p ReviewRules) dueAgain(sc SweepCase, today calendar.Date, c calendar.Calendar) bool {
	if sc.LastDone.IsZero() {
		return true
	}
	return !today.Before(c.Add(p.nextDue(sc), -p.ReviewDays, calendar.Exclusive))
}

func (p ReviewRules) nextDue(sc SweepCase) calendar.Date {
	latest := sc.LastDone.AddMonths(p.NextReviewMonths)
	if !sc.NextDue.IsZero() && sc.NextDue.Before(latest) {
		return sc.NextDue
	}
	return latest
}

type candidate struct {
	SweepCase
	basis Basis
}

// compareCandidates puts the case that has been open longest past its threshold first; ids break ties, so that a plan can be repeated.
func compareCandidates(a, b candidate) int {
	return cmp.Or(a.basis.Reached.Compare(b.basis.Reached), cmp.Compare(a.ID, b.ID))
}

type slots struct {
	rules ReviewRules
	today calendar.Date
	first calendar.Date // the earliest due date of a new review
	load  Load
	cal   calendar.Calendar
}

func newSlots(p ReviewRules, today calendar.Date, load Load, c calendar.Calendar) *slots {
	s := &slots{rules: p, load: Load{}, cal: c}
	s.on(today)
	for area, weeks := range load {
		s.load[area] = map[calendar.Date]int{}
		for monday, n := range weeks {
			s.load[area][monday] = n
		}
	}
	return s
}

// on makes it another night.
func (s *slots) on(today calendar.Date) {
	s.today, s.first = today, s.cal.Add(today, s.rules.ReviewDays, calendar.Exclusive)
}

// place gives a candidate its due date: the date an earlier review set if that lies ahead, else the first week with room.
func (s *slots) place(d candidate) Opening {
	o := Opening{CaseID: d.ID, AreaID: d.AreaID, TeamID: d.TeamID, Basis: d.basis, Repeat: !d.LastDone.IsZero()}
	if o.Repeat {
		if next := s.rules.nextDue(d.SweepCase); next.After(s.today) {
			o.Due = s.cal.Next(next)
			s.take(o)
			return o
		}
	}
	return s.queue(o)
}

// queue gives an opening the first week with room.
func (s *slots) queue(o Opening) Opening {
	o.Due, o.Days = s.first, s.rules.ReviewDays
	for s.load[o.AreaID][Monday(o.Due)] >= s.rules.PerWeek {
		o.Due, o.Days = s.cal.Next(Monday(o.Due).AddDays(7)), 0
	}
	s.spread(&o)
	s.take(o)
	return o
}

// spread moves a queued review through its week, a day for each one already there, so that a Monday does not carry all of them.
func (s *slots) spread(o *Opening) {
	if o.Days > 0 {
		return
	}
	monday, before := Monday(o.Due), s.load[o.AreaID][Monday(o.Due)]
	day := s.cal.Add(o.Due, before*5/s.rules.PerWeek, calendar.Exclusive)
	for Monday(day) != monday {
		day = s.cal.Add(day, -1, calendar.Exclusive)
	}
	o.Due = day
}

func (s *slots) take(o Opening) {
	if s.load[o.AreaID] == nil {
		s.load[o.AreaID] = map[calendar.Date]int{}
	}
	s.load[o.AreaID][Monday(o.Due)]++
}

// Monday is the Monday of a day's week.
func Monday(d calendar.Date) calendar.Date {
	return d.AddDays(-((int(d.Weekday()) + 6) % 7))
}
