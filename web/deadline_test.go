package web_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestCalculator(t *testing.T) {
	t.Parallel()
	v := visit(t, newServer(), string(readiness.ElectedMember))
	for _, c := range []struct {
		query  string
		status int
		says   []string
	}{
		{"", 200, []string{"What do you want to know?"}},
		{"?ask=date&from-day=27&from-month=3&from-year=2026&working_days=15&counting=exclusive", 200, []string{
			"15 working days after Friday 27 March 2026 is", "Tuesday 21 April 2026", "Good Friday", "Friday 27 March 2026 is day 0", "Calendar: england-",
		}},
		{"?ask=date&from-day=28&from-month=3&from-year=2026&working_days=1&counting=inclusive", 200, []string{"Monday 30 March 2026"}},
		{"?ask=days&from-day=27&from-month=3&from-year=2026&to-day=21&to-month=4&to-year=2026&working_days=x", 200, []string{"From Friday 27 March 2026 to Tuesday 21 April 2026 there are", "15 working days"}},
		{"?ask=days&from-day=21&from-month=4&from-year=2026&to-day=27&to-month=3&to-year=2026", 200, []string{"15 working days back"}},
		{"?ask=date&from-day=27&from-month=3&from-year=2026", 422, []string{"Enter how many working days to count."}},
		{"?ask=date&from-day=27&from-month=3&from-year=2026&working_days=many", 422, []string{"The number of working days must be a whole number."}},
		{"?ask=date&from-day=27&from-month=3&from-year=2026&working_days=20000", 422, []string{"The number of working days must be between"}},
		{"?ask=days&from-day=31&from-month=2&from-year=2026", 422, []string{"The first day must be a real date.", "Enter the last day."}},
		{"?from-day=1", 422, []string{"Choose what you want to know.", "The first day must include a month and a year."}},
	} {
		status, page, _ := v.get("/deadline" + c.query)
		if status != c.status {
			t.Errorf("%s: %d", c.query, status)
		}
		htmlcheck.Page(t, page)
		for _, want := range c.says {
			htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(want)))
		}
	}
}
