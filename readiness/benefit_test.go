package readiness_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestBenefitsAreCountedOnce: savings cannot be counted twice, however they are written (domain.md S20).
func TestBenefitsAreCountedOnce(t *testing.T) {
	t.Parallel()
	claims := []readiness.BenefitClaim{
		{ActionID: "a", Name: "Agency social workers", Saving: 90_000, Hours: 4, Status: readiness.ActionInProgress},
		{ActionID: "b", Name: "Taxi contracts", Saving: 150_000, Status: readiness.ActionLasted},
		{ActionID: "c", Name: " agency  SOCIAL workers ", Saving: 120_000, Status: readiness.ActionVerified},
		{ActionID: "d", Name: "Minutes of meetings", Hours: 12, Status: readiness.ActionAgreed},
	}
	all := readiness.CountBenefits(claims)
	if all.Saving != 270_000 || all.Hours != 16 || all.ShownSaving != 270_000 || all.ShownHours != 0 || all.Twice != 1 {
		t.Errorf("got %+v", all)
	}
	if len(all.Rows) != 3 || !all.Rows[0].Twice() || all.Rows[0].Name != "agency SOCIAL workers" || all.Rows[0].Saving != 120_000 || all.Rows[0].Hours != 4 {
		t.Errorf("what is claimed twice does not come first, with the larger figures: %+v", all.Rows)
	}
	if all.Rows[1].Name != "Taxi contracts" || all.Rows[2].Name != "Minutes of meetings" {
		t.Errorf("the order is %+v", all.Rows)
	}
	if none := readiness.CountBenefits(nil); none.Rows == nil || none.Saving != 0 {
		t.Errorf("nothing is %+v", none)
	}
}

func TestBenefitNeedsNameAndFigure(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		benefit       string
		saving, hours int
		field         string
	}{
		"none": {"", 0, 0, ""}, "pounds": {"Taxis", 100, 0, ""}, "hours": {"Minutes", 0, 3, ""}, "no name": {" ", 100, 0, "benefit"}, "no figure": {"Taxis", 0, 0, "saving"},
	} {
		f := readiness.AddAction{Start: calendar.On(2027, 3, 1), Due: calendar.On(2027, 5, 28)}
		f.Benefit, f.Saving, f.Hours = tt.benefit, tt.saving, tt.hours
		refusal := readiness.AsRefusal(f.Check(calendar.England()))
		if (refusal == nil) != (tt.field == "") || refusal != nil && refusal.Fields[0].Field != tt.field {
			t.Errorf("%s: %v", name, refusal)
		}
	}
}

func TestBenefitsComeInWithASheet(t *testing.T) {
	t.Parallel()
	for row, want := range map[string]string{
		"benefit=Agency  staff|saving=£12,000.00|hours=4": "",
		"benefit=Agency staff|saving=12k":                 "“12k” is no whole number",
		"benefit=Agency staff|saving=12.50":               "“12.50” is no whole number",
		"benefit=Agency staff|saving=-5":                  "“-5” is no whole number",
		"benefit=Agency staff|saving=99999999999999":      "is no whole number",
		"saving=12000":         "Say in a few words what is saved",
		"benefit=Agency staff": "Give how much is saved",
	} {
		s, m := planSheet(goodRow + "|" + row)
		trial := s.Try(m, planKnown())
		if want == "" {
			if len(trial.New) != 1 || trial.New[0].Action.Benefit != "Agency staff" || trial.New[0].Action.Saving != 12000 || trial.New[0].Action.Hours != 4 {
				t.Errorf("%s: %+v", row, trial)
			}
			continue
		}
		if len(trial.Bad) != 1 || !strings.Contains(strings.Join(trial.Bad[0].Why, " "), want) {
			t.Errorf("%s: %+v", row, trial.Bad)
		}
	}
	got := readiness.GuessPlanColumns([]string{"Action", "Benefit", "Savings (£)", "Hours a week"})
	if strings.Join(got, "|") != "title|benefit|saving|hours" {
		t.Errorf("the columns are %v", got)
	}
}
