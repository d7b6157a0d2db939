package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// annualMonths is after how many months a whole self-assessment is due again, instead of another refresh: at the fourth quarter after it began, however
// the first Monday falls (domain.md 1.9: annual, refreshed quarterly).
const annualMonths = 11

// Next is what the next cycle after a published one is, on a day: a whole one a year after the last whole one began, else a refresh. Its people and its
// framework are for the ledger to say.
func (x Assessment) Next(lastAnnual, today calendar.Date) PlanAssessment {
	p := PlanAssessment{Kind: QuarterlyRefresh, Before: x.ID, Starts: today, Name: "Refresh of " + today.Month().String() + " " + itoa(today.Year())}
	if !today.Before(lastAnnual.AddMonths(annualMonths)) {
		p.Kind, p.Name = AnnualCycle, itoa(today.Year())+" to "+itoa(today.Year()+1)
	}
	return p
}
