package readiness_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	march9 = calendar.On(2027, 3, 9)

	oakHouse = readiness.ChildrensHome{
		ID: "oak", Name: "Oak House", RunBy: readiness.RunByProvider, Provider: "Bright Paths Care Ltd", Manager: "Mo Field", Places: 4, From: calendar.On(2026, 1, 1),
	}
	ashLane = readiness.ChildrensHome{ID: "ash", Name: "Ash Lane", RunBy: readiness.RunByCouncil, Manager: "Jo Marsh", Places: 3, From: calendar.On(2026, 1, 1)}
	rowan   = readiness.HomeVisitor{ID: "rowan", Name: "Rowan Hill", From: calendar.On(2026, 1, 1), HomeDeclaration: readiness.HomeDeclaration{Works: readiness.WorksElsewhere, Employer: "Hill Consulting"}}
)

func TestHomeConflicts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*readiness.HomeVisitor)
		home   readiness.ChildrensHome
		months int
		want   []string
		bars   bool
	}{
		"independent":                   {nil, oakHouse, 1, nil, false},
		"manages it":                    {func(v *readiness.HomeVisitor) { v.Manages = []string{"oak"} }, oakHouse, 1, []string{"manages"}, true},
		"is its manager":                {func(v *readiness.HomeVisitor) { v.Name = "mo field" }, oakHouse, 1, []string{"manages"}, true},
		"manages another":               {func(v *readiness.HomeVisitor) { v.Manages = []string{"ash"} }, oakHouse, 1, nil, false},
		"line of management":            {func(v *readiness.HomeVisitor) { v.Line = []string{"ash", "oak"} }, oakHouse, 1, []string{"line"}, true},
		"works for the provider":        {func(v *readiness.HomeVisitor) { v.Employer = "The Bright Paths Care Limited" }, oakHouse, 1, []string{"employer"}, true},
		"tie to the home":               {func(v *readiness.HomeVisitor) { v.Ties = []string{"oak"} }, oakHouse, 1, []string{"tie"}, true},
		"tie to the provider":           {func(v *readiness.HomeVisitor) { v.Providers = "Nobody\nBright Paths Care\n" }, oakHouse, 1, []string{"provider"}, true},
		"tie to the manager":            {func(v *readiness.HomeVisitor) { v.Managers = "Mo Field" }, oakHouse, 1, []string{"manager"}, true},
		"works for the council":         {func(v *readiness.HomeVisitor) { v.Works = readiness.WorksForCouncil }, ashLane, 1, []string{"council"}, false},
		"an elected member":             {func(v *readiness.HomeVisitor) { v.Works = readiness.WorksAsMember }, ashLane, 1, nil, false},
		"the council's, other provider": {func(v *readiness.HomeVisitor) { v.Works = readiness.WorksForCouncil }, oakHouse, 1, nil, false},
		"eleven months":                 {nil, oakHouse, 11, nil, false},
		"twelve months":                 {nil, oakHouse, 12, []string{"months"}, false},
		"manages and many months":       {func(v *readiness.HomeVisitor) { v.Manages = []string{"oak"} }, oakHouse, 20, []string{"manages", "months"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := rowan
			if tt.change != nil {
				tt.change(&v)
			}
			var kinds []string
			bars := false
			for _, c := range v.Conflicts(tt.home, tt.months, readiness.DefaultHomeRules()) {
				kinds, bars = append(kinds, c.Kind), bars || c.Bars
			}
			if !slices.Equal(kinds, tt.want) || bars != tt.bars {
				t.Errorf("got %v (bars: %v), want %v (%v)", kinds, bars, tt.want, tt.bars)
			}
		})
	}
}

func TestSaveHomeVisitor(t *testing.T) {
	t.Parallel()
	ok := rowan.Form()
	ok.DeclaredOn = march9
	ends, ahead := ok, ok
	ends.Until, ahead.DeclaredOn = calendar.On(2025, 12, 31), march9.AddDays(1)
	for field, s := range map[string]readiness.SaveHomeVisitor{"": ok, "until": ends, "declared_on": ahead} {
		if got := faultOf(s.Check(march9)); got != field {
			t.Errorf("got a fault of %q, want %q", got, field)
		}
	}
	home := oakHouse.Form()
	home.Until = calendar.On(2025, 1, 1)
	if got := faultOf(home.Check()); got != "until" {
		t.Errorf("a home that ends before it begins: %q", got)
	}
}

// faultOf is the field that a refusal is about, or its code; "" when there is none.
func faultOf(err error) string {
	refusal := readiness.AsRefusal(err)
	switch {
	case refusal == nil:
		return ""
	case len(refusal.Fields) == 0:
		return string(refusal.Code)
	}
	return refusal.Fields[0].Field
}

func TestSaveHomeVisit(t *testing.T) {
	t.Parallel()
	var year []readiness.HomeVisit // Rowan was there in each of the eleven months before
	for back := 1; back < 12; back++ {
		year = append(year, readiness.HomeVisit{VisitorID: "rowan", On: march9.AddMonths(-back), Held: true})
	}
	gap := slices.Delete(slices.Clone(year), 5, 6)
	closed := oakHouse
	closed.Until = march9.AddDays(-1)
	planned := readiness.SaveHomeVisit{VisitorID: "rowan", On: march9, Announced: "no", Held: "no"}
	for name, tt := range map[string]struct {
		change func(*readiness.SaveHomeVisit)
		home   readiness.ChildrensHome
		others []readiness.HomeVisit
		want   string
	}{
		"planned today":              {nil, oakHouse, nil, ""},
		"planned in the past":        {func(s *readiness.SaveHomeVisit) { s.On = march9.AddDays(-1) }, oakHouse, nil, "visit_on"},
		"made in the past":           {func(s *readiness.SaveHomeVisit) { s.On, s.Held = march9.AddDays(-1), "yes" }, oakHouse, nil, ""},
		"made in the future":         {func(s *readiness.SaveHomeVisit) { s.On, s.Held = march9.AddDays(1), "yes" }, oakHouse, nil, "visit_on"},
		"before the home is kept":    {func(s *readiness.SaveHomeVisit) { s.On, s.Held = calendar.On(2025, 12, 31), "yes" }, oakHouse, nil, "visit_on"},
		"the home is closed":         {nil, closed, nil, "visit_on"},
		"the twelfth in a row":       {nil, oakHouse, year, "why"},
		"the twelfth, with a reason": {func(s *readiness.SaveHomeVisit) { s.Why = "Children asked for it." }, oakHouse, year, ""},
		"a month between":            {nil, oakHouse, gap, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := planned
			if tt.change != nil {
				tt.change(&s)
			}
			if got := faultOf(s.Check(tt.home, rowan, tt.others, readiness.DefaultHomeRules(), march9)); got != tt.want {
				t.Errorf("got a fault of %q, want %q", got, tt.want)
			}
		})
	}
	gone, manager := rowan, rowan
	gone.Until, manager.Manages = march9.AddDays(-1), []string{"oak"}
	s := planned
	s.Why = "We want it so." // what bars is no question
	for _, v := range []readiness.HomeVisitor{gone, manager} {
		if got := faultOf(s.Check(oakHouse, v, nil, readiness.DefaultHomeRules(), march9)); got != "visitor_id" {
			t.Errorf("got a fault of %q", got)
		}
	}
}

func TestHomeVisitStates(t *testing.T) {
	t.Parallel()
	reported := &readiness.HomeReport{}
	for want, v := range map[readiness.HomeVisitState]readiness.HomeVisit{
		readiness.HomeVisitPlanned:   {On: march9},
		readiness.HomeVisitUnsaid:    {On: march9.AddDays(-1)},
		readiness.HomeVisitMade:      {On: march9.AddDays(-5), Held: true, ReportBy: march9},
		readiness.HomeVisitLate:      {On: march9.AddDays(-20), Held: true, ReportBy: march9.AddDays(-1)},
		readiness.HomeVisitReported:  {On: march9.AddDays(-20), Held: true, ReportBy: march9.AddDays(-1), Report: reported},
		readiness.HomeVisitCancelled: {On: march9.AddDays(-1), Cancelled: "Ill."},
	} {
		if got := v.State(march9); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		change, cancel := v.MayChange() == nil, v.MayCancel() == nil
		ended := want == readiness.HomeVisitReported || want == readiness.HomeVisitCancelled
		if change == ended || cancel != (!ended && !v.Held) {
			t.Errorf("%s may be changed: %v, left out: %v", want, change, cancel)
		}
	}
}

func TestHomeRules(t *testing.T) {
	t.Parallel()
	rules := readiness.DefaultHomeRules()
	same, err := rules.With(rules.Form())
	if diff := cmp.Diff(rules, same); err != nil || diff != "" {
		t.Errorf("the form changes the rules: %v\n%s", err, diff)
	}
	if _, err := rules.With(readiness.HomeRuleForm{Criteria: []string{"care leavers"}}); faultOf(err) != "home_criteria" {
		t.Errorf("a code that is none: %v", err)
	}
	if due := rules.HomeReportDue(calendar.On(2027, 3, 19), calendar.England()); due != calendar.On(2027, 4, 6) { // Good Friday and Easter Monday lie between
		t.Errorf("the report is due on %s", due.Long())
	}
}
