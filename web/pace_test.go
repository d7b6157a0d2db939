package web_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
)

func TestWhatPacePagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot
	samplesSay(t, map[string][]htmlcheck.Check{
		"pace/a year": {
			in("main", says("In the 12 months to 28 February 2027, 54 actions were planned to be done and 30 were shown done."), says("is rising. The last three whole months are set against"),
				says("of 61 times said done: 23%, in 12 actions"), says("the median of 38 actions"), says("March 2027 (not over)")),
			htmlcheck.Counts("a[href=/plan?did=shown_done&from=2026-09-01&state=all&until=2026-09-30]", 1),
			htmlcheck.Counts("a[href=/plan?did=shown_done&from=2026-03-01&source=any&state=all&until=2027-03-03]", 1),
			htmlcheck.Counts("a[href=/plan?reached=area_head&state=overdue]", 1), htmlcheck.Counts("a[href=/plan?reached=dcs&state=overdue]", 0), htmlcheck.Counts("img", 1),
		},
		"pace/young":            {in("main", says("that takes six whole months of the plan, and there is 1."), says("nothing was said done"), lacks("rising"))},
		"pace/empty":            {in("main", says("There is no improvement plan yet.")), htmlcheck.Counts("table", 0)},
		"plan/narrowed by pace": {in("#narrowed", says("Only actions that were shown done from 1 January 2027 to 31 January 2027."), says("reached the area head")), htmlcheck.Value("did", "shown_done"), htmlcheck.Value("from", "2027-01-01")},
		"benefits/claimed twice": {
			in("main", says("The plan is to save £120,000 a year and 18 hours a week. Of this, actions that were shown done bring £120,000 a year."), says("Claimed by 2"), says("counted once, with the larger figure"), says("One saving is claimed by more than one action")),
			htmlcheck.Counts("a[href=/actions/a-2]", 1),
		},
		"benefits/empty":            {in("main", says("No action claims a saving yet."), says("When you add an action"))},
		"action/claimed twice":      {in("main", says("Agency social workers: £120,000 a year"), says("Who claims the same saving"), says("Grow our own managers"))},
		"action form/with a saving": {htmlcheck.Value("benefit", "Agency social workers"), htmlcheck.Value("saving", "120000"), htmlcheck.Value("hours", "")},
		"plan/member":               {htmlcheck.Counts("a[href=/plan/pace]", 1)},
		"plan/none fits":            {htmlcheck.Counts("#narrowed", 0)},
	})
}
