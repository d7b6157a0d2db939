package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// lowered is a council whose thresholds are at 12 months already.
type lowered struct{}

func (lowered) Prospect(context.Context) (readiness.Prospect, error) {
	rules := readiness.DefaultReviewRules()
	rules.Thresholds[0].Months = 12
	return readiness.Prospect{On: calendar.DateOf(now), Rules: rules, Calendar: calendar.England()}, nil
}

// TestWhatIfBeginsWithAStep opens the page by its bare address: whatever the thresholds are, it shows a forecast and no error.
func TestWhatIfBeginsWithAStep(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]readiness.Forecasts{"18 months": forecasts{}, "12 months": lowered{}} {
		s := newServer()
		s.Forecasts = f
		v := visit(t, s, "improvement_lead")
		status, page, _ := v.get("/what-if")
		if status != http.StatusOK || strings.Contains(page, "There is a problem") || !strings.Contains(page, "no more reviews open") {
			t.Errorf("%s: answers %d", name, status)
		}
		if status, page, _ := v.get("/what-if?cin=-4&from-day=31&from-month=2&from-year=2027"); status != http.StatusUnprocessableEntity || !strings.Contains(page, `value="-4"`) {
			t.Errorf("%s: bad figures answer %d, or are not kept", name, status)
		}
	}
}
