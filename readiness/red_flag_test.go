package readiness_test

import (
	"slices"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// flagDay is the day of every list in these tests.
var flagDay = calendar.On(2027, 3, 1)

// everyList are every list, as of flagDay.
func everyList() map[string]readiness.CohortList {
	lists := map[string]readiness.CohortList{}
	for _, code := range []string{readiness.LeaversList, readiness.CareList, readiness.RiskList, readiness.EpisodesList} {
		lists[code] = readiness.CohortList{List: code, On: flagDay}
	}
	return lists
}

func flagged(rule string, threshold int, c readiness.ChildRows) bool {
	return readiness.RedFlag{Rule: rule, Threshold: threshold}.Has(c, everyList())
}

func ago(days int) calendar.Date { return flagDay.AddDays(-days) }

// own is a row of an own list: column, value, column, value.
func own(values ...string) readiness.OwnRow {
	r := readiness.OwnRow{ChildRef: "K1", Values: map[string]string{}}
	for i := 0; i < len(values); i += 2 {
		r.Values[values[i]] = values[i+1]
	}
	return r
}

// clock is a moment as the lists keep it, by what clocks in England show.
func clock(d calendar.Date, hour, minute int) string {
	return d.At(hour, minute).UTC().Format(time.RFC3339)
}

func onList9(change func(r *readiness.CareLeaverRow)) readiness.ChildRows {
	r := readiness.CareLeaverRow{
		ChildRef: "K1", Age: 19, Adviser: "Ann", PlanReview: ago(10), InTouch: "Yes", LastContact: ago(10), Accommodation: "U", Suitability: "Suitable", Activity: "F2",
	}
	change(&r)
	return readiness.ChildRows{Leaver: &r}
}

func TestRedFlagsOfCareLeavers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rule      string
		threshold int
		change    func(r *readiness.CareLeaverRow)
		want      bool
	}{
		"56 days are 8 weeks":            {"no_contact_weeks", 8, func(r *readiness.CareLeaverRow) { r.LastContact = ago(56) }, false},
		"57 days are more":               {"no_contact_weeks", 8, func(r *readiness.CareLeaverRow) { r.LastContact = ago(57) }, true},
		"no contact is another flag":     {"no_contact_weeks", 8, func(r *readiness.CareLeaverRow) { r.LastContact = calendar.Date{} }, false},
		"no contact":                     {"contact_unknown", 0, func(r *readiness.CareLeaverRow) { r.LastContact = calendar.Date{} }, true},
		"a contact":                      {"contact_unknown", 0, func(r *readiness.CareLeaverRow) {}, false},
		"plan six months to the day":     {"plan_older_months", 6, func(r *readiness.CareLeaverRow) { r.PlanReview = calendar.On(2026, 9, 1) }, false},
		"plan a day older":               {"plan_older_months", 6, func(r *readiness.CareLeaverRow) { r.PlanReview = calendar.On(2026, 8, 31) }, true},
		"plan without a day":             {"plan_older_months", 6, func(r *readiness.CareLeaverRow) { r.PlanReview = calendar.Date{} }, true},
		"suitable":                       {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) {}, false},
		"marked unsuitable":              {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) { r.Suitability = "Unsuitable" }, true},
		"bed and breakfast":              {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) { r.Accommodation = "W" }, true},
		"custody":                        {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) { r.Accommodation = "X" }, true},
		"not known":                      {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) { r.Accommodation = "R" }, true},
		"abroad is not on the list":      {"unsuitable_accommodation", 0, func(r *readiness.CareLeaverRow) { r.Accommodation = "G" }, false},
		"not in touch":                   {"not_in_touch", 0, func(r *readiness.CareLeaverRow) { r.InTouch = "No" }, true},
		"does not want to be":            {"not_in_touch", 0, func(r *readiness.CareLeaverRow) { r.InTouch = "Refu" }, false},
		"no adviser at 18":               {"no_adviser", 0, func(r *readiness.CareLeaverRow) { r.Adviser, r.Age = "", 18 }, true},
		"no adviser at 17":               {"no_adviser", 0, func(r *readiness.CareLeaverRow) { r.Adviser, r.Age = "", 17 }, false},
		"no adviser, age not known":      {"no_adviser", 0, func(r *readiness.CareLeaverRow) { r.Adviser, r.Age = "", 0 }, true},
		"an adviser":                     {"no_adviser", 0, func(r *readiness.CareLeaverRow) {}, false},
		"parenting":                      {"not_in_work", 0, func(r *readiness.CareLeaverRow) { r.Activity = "G6" }, true},
		"nothing else":                   {"not_in_work", 0, func(r *readiness.CareLeaverRow) { r.Activity = "G5" }, true},
		"at college":                     {"not_in_work", 0, func(r *readiness.CareLeaverRow) {}, false},
		"activity blank":                 {"not_in_work", 0, func(r *readiness.CareLeaverRow) { r.Activity = "" }, false},
		"on the list is not closed":      {"closed_before_21", 0, func(r *readiness.CareLeaverRow) { r.Age = 18 }, false},
		"a rule about another list says": {"missing_episodes", 1, func(r *readiness.CareLeaverRow) {}, false},
	} {
		if got := flagged(test.rule, test.threshold, onList9(test.change)); got != test.want {
			t.Errorf("%s: %s is %t", name, test.rule, got)
		}
	}
}

func TestClosedBefore21(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		age   int
		on    calendar.Date
		touch string
		want  bool
	}{
		"20 a month ago":              {20, ago(30), "Yes", true},
		"20 a year ago":               {20, calendar.On(2026, 3, 1), "Yes", false},
		"20 a day less than a year":   {20, calendar.On(2026, 3, 2), "Yes", true},
		"17 three years ago":          {17, calendar.On(2024, 3, 1), "Yes", true},
		"17 four years ago":           {17, calendar.On(2023, 3, 1), "Yes", false},
		"21":                          {21, ago(1), "Yes", false},
		"age not known":               {0, ago(1), "Yes", false},
		"died, which is no closure":   {18, ago(1), "Died", false},
		"not in touch is no excuse":   {18, ago(1), "No", true},
		"did not want to be followed": {18, ago(1), "NREQ", true},
	} {
		c := readiness.ChildRows{Left: &readiness.CareLeaverRow{Age: test.age, InTouch: test.touch}, LeftOn: test.on}
		if got := flagged("closed_before_21", 0, c); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// missingFrom is an episode that began so many days ago at 22:00.
func missingFrom(days int, values ...string) readiness.OwnRow {
	return own(append([]string{"started", clock(ago(days), 22, 0)}, values...)...)
}

func back(days, hour int) []string { return []string{"returned", clock(ago(days), hour, 0)} }

func TestRedFlagsOfMissingChildren(t *testing.T) {
	t.Parallel()
	care := func(m readiness.MissingRow, e ...readiness.OwnRow) readiness.ChildRows {
		return readiness.ChildRows{Care: &m, Episodes: e}
	}
	listed := func(e ...readiness.OwnRow) readiness.ChildRows { return readiness.ChildRows{Episodes: e} }
	for name, test := range map[string]struct {
		rule      string
		threshold int
		child     readiness.ChildRows
		want      bool
	}{
		"two of three":                         {"missing_episodes", 3, care(readiness.MissingRow{Episodes: 2}), false},
		"three of three":                       {"missing_episodes", 3, care(readiness.MissingRow{Episodes: 3}), true},
		"own list knows more":                  {"missing_episodes", 2, care(readiness.MissingRow{Episodes: 1}, missingFrom(3), missingFrom(9)), true},
		"lists are not added up":               {"missing_episodes", 3, care(readiness.MissingRow{Episodes: 2}, missingFrom(3), missingFrom(9)), false},
		"a year ago to the day counts":         {"missing_episodes", 1, listed(own("started", clock(calendar.On(2026, 3, 1), 1, 0))), true},
		"a day more than a year":               {"missing_episodes", 1, listed(own("started", clock(calendar.On(2026, 2, 28), 23, 0))), false},
		"absences are not missing":             {"missing_episodes", 1, care(readiness.MissingRow{Absences: 9}), false},
		"not offered":                          {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1, Offered: "No"}), true},
		"offer not recorded":                   {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1}), true},
		"offer unknown":                        {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1, Offered: "Unknown"}), true},
		"offered":                              {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1, Offered: "Yes"}), false},
		"never missing":                        {"interview_not_offered", 0, care(readiness.MissingRow{Offered: "No"}), false},
		"the list has no such column":          {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1, Offered: readiness.NotAsked}), false},
		"own list: offered":                    {"interview_not_offered", 0, care(readiness.MissingRow{Episodes: 1, Offered: "No"}, missingFrom(5, append(back(4, 8), "offered", "Yes")...)), false},
		"own list: held, so offered":           {"interview_not_offered", 0, listed(missingFrom(5, append(back(4, 8), "held", clock(ago(3), 9, 0))...)), false},
		"own list: the last one counts":        {"interview_not_offered", 0, listed(missingFrom(5, back(4, 8)...), missingFrom(9, append(back(8, 8), "offered", "Yes")...)), true},
		"own list: still missing":              {"interview_not_offered", 0, listed(missingFrom(1)), false},
		"not accepted":                         {"interview_not_accepted", 0, care(readiness.MissingRow{Episodes: 1, Offered: "Yes", Accepted: "No"}), true},
		"accepted":                             {"interview_not_accepted", 0, care(readiness.MissingRow{Episodes: 1, Offered: "Yes", Accepted: "Yes"}), false},
		"answer not known":                     {"interview_not_accepted", 0, care(readiness.MissingRow{Episodes: 1, Offered: "Yes", Accepted: "Unknown"}), false},
		"never offered is another flag":        {"interview_not_accepted", 0, care(readiness.MissingRow{Episodes: 1, Offered: "No", Accepted: "No"}), false},
		"own list: declined":                   {"interview_not_accepted", 0, listed(missingFrom(5, append(back(4, 8), "declined", "Yes")...)), true},
		"own list: declined, then held":        {"interview_not_accepted", 0, listed(missingFrom(5, append(back(4, 8), "declined", "Yes", "held", clock(ago(3), 9, 0))...)), false},
		"held after 72 hours to the minute":    {"interview_late_hours", 72, listed(missingFrom(9, "returned", clock(ago(8), 8, 0), "held", clock(ago(5), 8, 0))), false},
		"held a minute later":                  {"interview_late_hours", 72, listed(missingFrom(9, "returned", clock(ago(8), 8, 0), "held", clock(ago(5), 8, 1))), true},
		"not held, 72 hours at the end of day": {"interview_late_hours", 72, listed(missingFrom(3, "returned", clock(ago(2), 0, 0))), false},
		"not held, a minute more":              {"interview_late_hours", 72, listed(missingFrom(3, "returned", clock(ago(3), 23, 59))), true},
		"not held, but declined":               {"interview_late_hours", 72, listed(missingFrom(9, append(back(8, 8), "declined", "Yes")...)), false},
		"held late, declined before":           {"interview_late_hours", 72, listed(missingFrom(9, append(back(8, 8), "declined", "Yes", "held", clock(ago(1), 8, 0))...)), true},
		"still missing":                        {"interview_late_hours", 72, listed(missingFrom(9)), false},
		"long ago":                             {"interview_late_hours", 72, listed(missingFrom(400, back(399, 8)...)), false},
		"three in 90 days, no meeting":         {"episodes_without_meeting", 3, listed(missingFrom(90), missingFrom(40), missingFrom(2)), true},
		"the third is 91 days back":            {"episodes_without_meeting", 3, listed(missingFrom(91), missingFrom(40), missingFrom(2)), false},
		"three with a meeting":                 {"episodes_without_meeting", 3, listed(missingFrom(90), missingFrom(40, "strategy", ago(30).String()), missingFrom(2)), false},
		"missing for 24 hours to the minute":   {"open_episode_hours", 24, listed(own("started", clock(flagDay, 0, 0))), false},
		"missing for a minute more":            {"open_episode_hours", 24, listed(own("started", clock(ago(1), 23, 59))), true},
		"a senior manager knows":               {"open_episode_hours", 24, listed(missingFrom(3, "escalated", clock(ago(3), 23, 0))), false},
		"back again":                           {"open_episode_hours", 24, listed(missingFrom(3, back(1, 8)...)), false},
		"declined once":                        {"declined_twice", 2, listed(missingFrom(9, append(back(8, 8), "declined", "Yes")...)), false},
		"declined twice":                       {"declined_twice", 2, listed(missingFrom(9, append(back(8, 8), "declined", "Yes")...), missingFrom(5, append(back(4, 8), "declined", "Yes")...)), true},
		"declined twice, another way tried":    {"declined_twice", 2, listed(missingFrom(9, append(back(8, 8), "declined", "Yes")...), missingFrom(5, append(back(4, 8), "declined", "Yes", "other_way", "Yes")...)), false},
		"three in 90 days":                     {"missing_in_90_days", 3, listed(missingFrom(90), missingFrom(40), missingFrom(2)), true},
		"two in 90 days":                       {"missing_in_90_days", 3, listed(missingFrom(91), missingFrom(40), missingFrom(2)), false},
	} {
		if got := flagged(test.rule, test.threshold, test.child); got != test.want {
			t.Errorf("%s: %s is %t", name, test.rule, got)
		}
	}
}

// TestHoursOverAClockChange: clocks went forward at 1:00 on 28 March 2027, so that night has an hour less; they go back on 31 October, which has one more.
func TestHoursOverAClockChange(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		from, to calendar.Date
		hour     int
		want     bool
	}{
		"in March three days on the clock are 71 hours":      {calendar.On(2027, 3, 27), calendar.On(2027, 3, 30), 8, false},
		"in March 73 hours on the clock are 72":              {calendar.On(2027, 3, 27), calendar.On(2027, 3, 30), 9, false},
		"in March 74 hours on the clock are 73":              {calendar.On(2027, 3, 27), calendar.On(2027, 3, 30), 10, true},
		"in October three days on the clock are 73 hours":    {calendar.On(2027, 10, 30), calendar.On(2027, 11, 2), 8, true},
		"in October an hour less on the clock are 72 hours":  {calendar.On(2027, 10, 30), calendar.On(2027, 11, 2), 7, false},
		"in a quiet week three days on the clock are three":  {calendar.On(2027, 5, 10), calendar.On(2027, 5, 13), 8, false},
		"in a quiet week an hour more on the clock are late": {calendar.On(2027, 5, 10), calendar.On(2027, 5, 13), 9, true},
	} {
		e := own("started", clock(test.from, 1, 0), "returned", clock(test.from, 8, 0), "held", clock(test.to, test.hour, 0))
		lists := map[string]readiness.CohortList{readiness.EpisodesList: {On: test.to}}
		f := readiness.RedFlag{Rule: "interview_late_hours", Threshold: 72}
		if got := f.Has(readiness.ChildRows{Episodes: []readiness.OwnRow{e}}, lists); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestRedFlagsOfExploitation(t *testing.T) {
	t.Parallel()
	risk := func(values ...string) readiness.ChildRows {
		r := own(append([]string{"level", "high", "reviewed", ago(1).String(), "direct_work", ago(1).String()}, values...)...)
		return readiness.ChildRows{Risk: &r}
	}
	with := func(c readiness.ChildRows, m readiness.MissingRow) readiness.ChildRows { c.Care = &m; return c }
	for name, test := range map[string]struct {
		rule      string
		threshold int
		child     readiness.ChildRows
		want      bool
	}{
		"missing and at risk":              {"missing_and_exploited", 0, with(risk(), readiness.MissingRow{Episodes: 1}), true},
		"at risk, not missing":             {"missing_and_exploited", 0, risk(), false},
		"missing, and no risk any more":    {"missing_and_exploited", 0, with(risk("level", "none"), readiness.MissingRow{Episodes: 1}), false},
		"high, discussed 90 days ago":      {"high_without_strategy_days", 90, risk("strategy", ago(90).String()), false},
		"high, discussed 91 days ago":      {"high_without_strategy_days", 90, risk("strategy", ago(91).String()), true},
		"high, never discussed":            {"high_without_strategy_days", 90, risk(), true},
		"medium, never discussed":          {"high_without_strategy_days", 90, risk("level", "medium"), false},
		"reviewed 12 weeks ago":            {"review_older_weeks", 12, risk("reviewed", ago(84).String()), false},
		"reviewed a day before that":       {"review_older_weeks", 12, risk("reviewed", ago(85).String()), true},
		"assessed and not reviewed yet":    {"review_older_weeks", 12, risk("reviewed", "", "assessed", ago(10).String()), false},
		"neither":                          {"review_older_weeks", 12, risk("reviewed", ""), true},
		"no risk needs no review":          {"review_older_weeks", 12, risk("level", "none", "reviewed", ""), false},
		"lowered, nobody signed":           {"lowered_unsigned", 0, risk("level", "medium", "level_before", "high"), true},
		"lowered, the word is no":          {"lowered_unsigned", 0, risk("level", "none", "level_before", "standard", "signed", "No"), true},
		"lowered and signed":               {"lowered_unsigned", 0, risk("level", "medium", "level_before", "high", "signed", "Yes"), false},
		"raised":                           {"lowered_unsigned", 0, risk("level", "high", "level_before", "medium"), false},
		"never another level":              {"lowered_unsigned", 0, risk(), false},
		"the list says not registered":     {"unregistered_placement", 0, with(risk("registered", "No"), readiness.MissingRow{Registered: "Yes"}), true},
		"the list says registered":         {"unregistered_placement", 0, with(risk("registered", "Yes"), readiness.MissingRow{Registered: "No"}), false},
		"the Annex A has no number":        {"unregistered_placement", 0, with(risk(), readiness.MissingRow{Registered: "No"}), true},
		"nothing known about registration": {"unregistered_placement", 0, with(risk(), readiness.MissingRow{}), false},
		"direct work six weeks ago":        {"no_direct_work_weeks", 6, risk("direct_work", ago(42).String()), false},
		"direct work a day before that":    {"no_direct_work_weeks", 6, risk("direct_work", ago(43).String()), true},
		"no direct work":                   {"no_direct_work_weeks", 6, risk("direct_work", ""), true},
	} {
		if got := flagged(test.rule, test.threshold, test.child); got != test.want {
			t.Errorf("%s: %s is %t", name, test.rule, got)
		}
	}
}

// TestUnregisteredSaysWhichListSaysSo: the Annex A may well have a number for a placement that the council's own list calls unregistered.
func TestUnregisteredSaysWhichListSaysSo(t *testing.T) {
	t.Parallel()
	f, home, word := readiness.RedFlag{Rule: "unregistered_placement"}, readiness.MissingRow{Placement: "K2", Registered: "Yes"}, own("registered", "No")
	if got := f.Says(readiness.ChildRows{Care: &home, Risk: &word}); got != "Not registered, by the council’s list" {
		t.Error(got)
	}
	if got := f.Says(readiness.ChildRows{Care: &readiness.MissingRow{Placement: "K2", Registered: "No"}}); got != "Placement K2, no registration number" {
		t.Error(got)
	}
}

// TestPlaceOfACohortChild: one without a place is for those who see everywhere, and not for whoever sees any child at all.
func TestPlaceOfACohortChild(t *testing.T) {
	t.Parallel()
	see := func(role readiness.Role, c readiness.CohortChild) bool {
		holder := readiness.Actor{PersonID: "p", Holdings: []readiness.Holding{{Role: role, AreaID: "north", TeamID: "north-1"}}}
		return readiness.May(holder, readiness.SeeCases, c.Place())
	}
	if nowhere := (readiness.CohortChild{}); see(readiness.TeamManager, nowhere) || see(readiness.AreaHead, nowhere) || !see(readiness.ImprovementLead, nowhere) {
		t.Error("a child without a place is seen by the wrong people")
	}
	if north := (readiness.CohortChild{AreaID: "north", TeamID: "north-1"}); !see(readiness.TeamManager, north) || !see(readiness.AreaHead, north) {
		t.Error("a child is not seen in its own place")
	}
}

// TestEveryRuleIsJudged: each of FlagRules is known, asks a list, and says which list it waits for.
func TestEveryRuleIsJudged(t *testing.T) {
	t.Parallel()
	for _, rule := range readiness.FlagRules {
		f := readiness.RedFlag{Rule: rule.Code, Threshold: 1}
		if ok, why := f.Judged(everyList()); !ok {
			t.Errorf("%s: %s", rule.Code, why)
		}
		if ok, why := f.Judged(nil); ok || why == "" || why == "Nobody here knows the rule of this flag." {
			t.Errorf("%s without lists: %t %s", rule.Code, ok, why)
		}
		if f.Has(readiness.ChildRows{}, everyList()) {
			t.Errorf("%s: a child on no list has the flag", rule.Code)
		}
	}
	if ok, _ := (readiness.RedFlag{Rule: "made_up"}).Judged(everyList()); ok {
		t.Error("a rule that nobody knows is judged")
	}
	older := everyList()
	older[readiness.LeaversList] = readiness.CohortList{On: flagDay, Lacks: []string{readiness.LacksLastContact}}
	unknown := readiness.RedFlag{Rule: "contact_unknown"}
	if unknown.Has(onList9(func(r *readiness.CareLeaverRow) { r.LastContact = calendar.Date{} }), older) {
		t.Error("a list without the column makes everybody red")
	}
}

func TestCohortOfEachKind(t *testing.T) {
	t.Parallel()
	child := func(id string, c readiness.ChildRows) readiness.ChildRows { c.ID = id; return c }
	risk, none, lowered := own("level", "high"), own("level", "none"), own("level", "none", "level_before", "high")
	rows := readiness.CohortRows{Lists: everyList(), Children: []readiness.ChildRows{
		child("leaver", onList9(func(*readiness.CareLeaverRow) {})),
		child("closed", readiness.ChildRows{Left: &readiness.CareLeaverRow{Age: 18}, LeftOn: ago(9)}),
		child("grown", readiness.ChildRows{Left: &readiness.CareLeaverRow{Age: 22}, LeftOn: ago(9)}),
		child("care", readiness.ChildRows{Care: &readiness.MissingRow{}}),
		child("missing", readiness.ChildRows{Care: &readiness.MissingRow{Episodes: 1}}),
		child("home", readiness.ChildRows{Episodes: []readiness.OwnRow{missingFrom(4)}}),
		child("risk", readiness.ChildRows{Risk: &risk}),
		child("none", readiness.ChildRows{Risk: &none}),
		child("lowered", readiness.ChildRows{Risk: &lowered}),
		child("listed", readiness.ChildRows{Listed: []string{"own"}}),
	}}
	flags := []readiness.RedFlag{{Code: "c", Rule: "closed_before_21"}, {Code: "l", Rule: "lowered_unsigned"}, {Code: "m", Rule: "missing_episodes", Threshold: 1}}
	for cohort, want := range map[string][]string{
		readiness.CareLeaverCohort:   {"leaver", "closed c"},
		readiness.MissingCohort:      {"missing m", "home m"},
		readiness.ExploitationCohort: {"risk", "lowered l"},
		readiness.OtherCohort:        {"listed"},
	} {
		var got []string
		for _, c := range readiness.Cohort(readiness.FocusPack{Focus: "own", Cohort: cohort, Flags: flags}, rows) {
			for _, f := range c.Flags {
				c.ID += " " + f
			}
			got = append(got, c.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", cohort, got, want)
		}
	}
}

// TestCohortDay: the newest list counts, but none before one says who belongs to the cohort.
func TestCohortDay(t *testing.T) {
	t.Parallel()
	p := readiness.FocusPack{Focus: "own", Cohort: readiness.ExploitationCohort, Flags: []readiness.RedFlag{{Rule: "unregistered_placement"}, {Rule: "missing_in_90_days"}}}
	lists := map[string]readiness.CohortList{readiness.CareList: {On: flagDay}, readiness.LeaversList: {On: flagDay.AddDays(9)}}
	if day := p.CohortDay(lists); !day.IsZero() {
		t.Errorf("without its own list %s", day)
	}
	lists[readiness.RiskList] = readiness.CohortList{On: ago(5)}
	if day := p.CohortDay(lists); day != flagDay {
		t.Errorf("the day is %s", day)
	}
	if got := p.CohortLists(); !slices.Equal(got, []string{readiness.RiskList, readiness.CareList, readiness.EpisodesList}) {
		t.Errorf("its lists are %q", got)
	}
}

func TestCohortWithoutSmallNumbers(t *testing.T) {
	t.Parallel()
	v := readiness.CohortView{
		CohortLine: readiness.CohortLine{Children: 40, Flags: 101, Was: 19, Answered: 97},
		Lists:      []readiness.CohortList{{Rows: 4}, {Rows: 38}},
		Lines:      []readiness.FlagLine{{Now: 5, Was: 12, New: 1, Gone: 8}, {Now: 36, Was: 6}, {Now: 0, Was: 0}, {Now: 20, Was: 1, Answered: 18}, {Now: 40}},
	}
	got := v.WithoutSmallNumbers(6)
	const hidden = readiness.Hidden
	if l := got.CohortLine; l.Children != 40 || l.Flags != 101 || l.Was != 19 || l.Answered != hidden {
		t.Errorf("%+v", l)
	}
	// 5 is small, 20 would give it away, and 36 leaves 4 of the 40 children without the flag.
	for i, want := range [][2]int{{hidden, 12}, {hidden, hidden}, {0, 0}, {hidden, hidden}, {40, 0}} {
		if l := got.Lines[i]; [2]int{l.Now, l.Was} != want || l.New != hidden || l.Gone != hidden || l.Answered != hidden {
			t.Errorf("line %d: %+v, want %v", i, l, want)
		}
	}
	if few := (readiness.CohortView{CohortLine: readiness.CohortLine{Children: 5, Flags: 2, Was: 4}, Lines: []readiness.FlagLine{{Now: 2, Was: 4}}}).WithoutSmallNumbers(6); few.Children != hidden || few.Flags != hidden || few.Was != hidden {
		t.Errorf("%+v", few.CohortLine)
	}
	if got.Lists[0].Rows != hidden || got.Lists[1].Rows != hidden { // 38 rows for 40 children say that 2 are on the list no more
		t.Errorf("%+v", got.Lists)
	}
	if v.Lines[0].Now != 5 || v.Lists[0].Rows != 4 {
		t.Error("the view itself was changed")
	}
}
