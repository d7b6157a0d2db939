package readiness

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// homeMonths is how many months a home's record looks back.
const homeMonths = 12

// A HomeRecord is a children's home with everything that visits to it brought, of the last twelve months and of what is planned.
type HomeRecord struct {
	Home            ChildrensHome        `json:"home"`
	Visits          []HomeVisit          `json:"visits"`          // newest first
	Recommendations []HomeRecommendation `json:"recommendations"` // open ones of any age first, by their day; then the others of twelve months
	Months          []HomeMonth          `json:"months"`          // twelve and the present one, newest first
}

// HomeRecordSince is the first day of which a record has visits.
func HomeRecordSince(today calendar.Date) calendar.Date {
	return MonthOf(today).AddMonths(-homeMonths)
}

// A HomeMonth is one month of a home.
type HomeMonth struct {
	Month      calendar.Date  `json:"month"` // its first day
	State      HomeMonthState `json:"state"`
	Reports    int            `json:"reports"` // of which the counts are the sum
	Restraints int            `json:"restraints"`
	Missing    int            `json:"missing"`
	Complaints int            `json:"complaints"`
}

// A HomeMonthState says whether a home was visited in a month.
type HomeMonthState string

// The states of a month.
const (
	HomeMonthDone    HomeMonthState = "done"
	HomeMonthPlanned HomeMonthState = "planned"
	HomeMonthOpen    HomeMonthState = "open"   // the month is not over and nothing is planned
	HomeMonthMissed  HomeMonthState = "missed" // the month is over
	HomeMonthNone    HomeMonthState = "none"   // the home was not open for the whole month
)

var homeMonthStates = map[HomeMonthState]string{
	HomeMonthDone: "Visited", HomeMonthPlanned: "Planned", HomeMonthOpen: "Nothing planned", HomeMonthMissed: "No visit", HomeMonthNone: "Not asked for",
}

// Title is the state in words.
func (s HomeMonthState) Title() string { return homeMonthStates[s] }

// With is the record with its months as they are on a day.
func (r HomeRecord) With(today calendar.Date) HomeRecord {
	r.Months = make([]HomeMonth, 0, homeMonths+1)
	for back := range homeMonths + 1 {
		r.Months = append(r.Months, r.month(MonthOf(today).AddMonths(-back), today))
	}
	return r
}

func (r HomeRecord) month(first, today calendar.Date) HomeMonth {
	m := HomeMonth{Month: first, State: HomeMonthNone}
	if r.Home.Wants(first) {
		m.State = HomeMonthMissed
		if first == MonthOf(today) {
			m.State = HomeMonthOpen
		}
	}
	for _, v := range r.Visits {
		if MonthOf(v.On) != first {
			continue
		}
		switch {
		case v.Held:
			m.State = HomeMonthDone
		case v.State(today) == HomeVisitPlanned && m.State != HomeMonthDone:
			m.State = HomeMonthPlanned
		}
		if v.Report != nil {
			m.Reports++
			m.Restraints, m.Missing, m.Complaints = m.Restraints+v.Report.Restraints, m.Missing+v.Report.Missing, m.Complaints+v.Report.Complaints
		}
	}
	return m
}

// Last is the day of the latest visit that was made; zero when there is none.
func (r HomeRecord) Last() (last calendar.Date) {
	for _, v := range r.Visits {
		if v.Held && v.On.After(last) {
			last = v.On
		}
	}
	return last
}

// Missed counts the months without a visit.
func (r HomeRecord) Missed() (missed int) {
	for _, m := range r.Months {
		if m.State == HomeMonthMissed {
			missed++
		}
	}
	return missed
}

// Open counts the recommendations of which nobody has said what became of them, and those of them that are late.
func (r HomeRecord) Open(today calendar.Date) (open, late int) {
	for _, x := range r.Recommendations {
		if x.Outcome == "" {
			open++
		}
		if x.Late(today) {
			late++
		}
	}
	return open, late
}

// LateReports are the visits whose report is late.
func (r HomeRecord) LateReports(today calendar.Date) (late []HomeVisit) {
	for _, v := range r.Visits {
		if v.State(today) == HomeVisitLate {
			late = append(late, v)
		}
	}
	return late
}

// Before puts the records whose visits are missing first, then those whose reports are late, and homes that have closed last.
func (r HomeRecord) Before(o HomeRecord, today calendar.Date) int {
	return cmp.Or(cmp.Compare(r.rank(today), o.rank(today)), strings.Compare(r.Home.Name, o.Home.Name))
}

func (r HomeRecord) rank(today calendar.Date) int {
	is := func(back int, states ...HomeMonthState) bool { return slices.Contains(states, r.Months[back].State) }
	switch {
	case r.Home.Closed(today):
		return 4
	case is(1, HomeMonthMissed) && !is(0, HomeMonthDone):
		return 0
	case is(0, HomeMonthOpen):
		return 1
	case len(r.LateReports(today)) > 0:
		return 2
	}
	return 3
}
