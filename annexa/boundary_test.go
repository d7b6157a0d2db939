package annexa_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The rules with a limit are silent on its last day and speak on the next.
func TestLimitsOfRules(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	workingDaysAgo := func(n int) calendar.Date { return england.Add(taken, -n, calendar.Exclusive) }
	for _, test := range []struct {
		rule, header string
		list         int
		lastFine     calendar.Date
		firstBad     calendar.Date
	}{
		{"assessment-overdue", "Continuous Assessment Start Date", 4, workingDaysAgo(45), workingDaysAgo(46)},
		{"enquiry-undecided", "Strategy discussion initiating Section 47 Enquiry Start Date", 5, workingDaysAgo(15), workingDaysAgo(16)},
		{"plan-visit-old", "Date of the Last Statutory Visit", 7, workingDaysAgo(10), workingDaysAgo(11)},
		{"care-visit-old", "Date of Last Social Work Visit", 8, taken.AddDays(-42), taken.AddDays(-43)},
		{"care-review-old", "Date of Latest Statutory Review", 8, taken.AddMonths(-6), taken.AddMonths(-6).AddDays(-1)},
		{"dental-check-old", "Date of Last Dental Check", 8, taken.AddMonths(-12), taken.AddMonths(-12).AddDays(-1)},
		{"pathway-review-old", "Latest Pathway Plan Review Date", 9, taken.AddMonths(-6), taken.AddMonths(-6).AddDays(-1)},
		{"contact-old", "Latest Date of Contact", 9, taken.AddDays(-56), taken.AddDays(-57)},
		{"date-in-future", "Date Child Was Last Seen", 6, taken, taken.AddDays(1)},
		{"birth-after-extract", "Date of Birth", 6, taken, taken.AddDays(1)},
	} {
		t.Run(test.rule, func(t *testing.T) {
			t.Parallel()
			b := annexatest.New(annexatest.Spec{Faults: []string{test.rule}})
			l := b.List(test.list)
			before := annexatest.New(annexatest.Spec{}).List(test.list)
			row := 0
			for i := range l.Rows {
				if l.Get(i, test.header) != before.Get(i, test.header) {
					row = i
				}
			}
			for _, day := range []calendar.Date{test.lastFine, test.firstBad} {
				l.Set(row, test.header, day)
				if got, want := len(fired(t, b, b.CSV())[test.rule]) > 0, day == test.firstBad; got != want {
					t.Errorf("%s: fires %v, want %v", day, got, want)
				}
			}
		})
	}
}

func TestColumnsFollowTheLayout(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		list         int
		older, newer int
	}{{1, 7, 7}, {6, 14, 14}, {7, 17, 17}, {8, 34, 34}, {9, 13, 17}, {10, 16, 16}, {11, 19, 19}} {
		if older, newer := len(annexa.Columns(test.list, annexa.Older)), len(annexa.Columns(test.list, annexa.Newer)); older != test.older || newer != test.newer {
			t.Errorf("list %d: %d and %d columns, want %d and %d", test.list, older, newer, test.older, test.newer)
		}
	}
	if annexa.Columns(12, annexa.Newer) != nil || annexa.ListName(0) != "" || annexa.ListName(6) != "Children in need" {
		t.Error("lists that do not exist")
	}
}
