package readiness_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// homeReport is a whole report: every standard met but one.
func homeReport() readiness.WriteHomeReport {
	w := readiness.WriteHomeReport{Safeguarded: "yes", SafeguardedWhy: "Staff know what to do.", Wellbeing: "yes", WellbeingWhy: "Children are cared for.", Restraints: 2, Missing: 1, Said: "The food is better."}
	for _, s := range readiness.DefaultHomeRules().Standards {
		w.Standards = append(w.Standards, readiness.HomeStandard{Code: s.Code, Finding: "met"})
	}
	w.Standards[2].Finding, w.Standards[2].Text = "partly", "Two children have no school place."
	return w
}

func TestWriteHomeReport(t *testing.T) {
	t.Parallel()
	made, rules := readiness.HomeVisit{On: march9, Held: true}, readiness.DefaultHomeRules()
	whole, err := homeReport().Against(made, rules)
	if err != nil || len(whole.Standards) != 9 || whole.Standards[2].Name != "Education" {
		t.Fatalf("%v: %+v", err, whole.Standards)
	}
	if unmet := (readiness.HomeReport{WriteHomeReport: whole}).Unmet(); len(unmet) != 1 || unmet[0].Code != "8" {
		t.Errorf("unmet are %+v", unmet)
	}
	bare, short, twice := homeReport(), homeReport(), homeReport()
	bare.Standards[2].Text = ""
	short.Standards = short.Standards[:8]
	twice.Standards = append(twice.Standards, twice.Standards[0])
	for name, w := range map[string]readiness.WriteHomeReport{"without words": bare, "one missing": short, "one twice": twice} {
		if _, err := w.Against(made, rules); faultOf(err) != "standards" {
			t.Errorf("%s: %v", name, err)
		}
	}
	sent, evidence := made, made
	sent.Copies, evidence.Evidence = []readiness.HomeCopy{{To: "ofsted"}}, "e-1"
	for _, v := range []readiness.HomeVisit{{On: march9}, sent, evidence} {
		if _, err := homeReport().Against(v, rules); !readiness.Conflict.Is(err) {
			t.Errorf("%+v takes a report: %v", v, err)
		}
	}
}

func TestSendHomeCopy(t *testing.T) {
	t.Parallel()
	v, rules := readiness.HomeVisit{On: march9, Held: true, Report: &readiness.HomeReport{}}, readiness.DefaultHomeRules()
	today := march9.AddDays(10)
	for want, s := range map[string]readiness.SendHomeCopy{"": {To: "ofsted", On: today}, "to": {To: "the press", On: today}, "sent_on": {To: "ofsted", On: today.AddDays(1)}} {
		if got := faultOf(s.Check(v, rules, today)); got != want {
			t.Errorf("got a fault of %q, want %q", got, want)
		}
	}
	if err := (readiness.SendHomeCopy{To: "ofsted", On: today}).Check(readiness.HomeVisit{On: march9, Held: true}, rules, today); !readiness.Conflict.Is(err) {
		t.Errorf("a copy of nothing: %v", err)
	}
}

func TestRecommendAtHome(t *testing.T) {
	t.Parallel()
	v, rules := readiness.HomeVisit{On: march9, Held: true, Report: &readiness.HomeReport{}}, readiness.DefaultHomeRules()
	for want, r := range map[string]readiness.RecommendAtHome{"": {Text: "Mend it.", Standard: "12", Due: march9}, "standard": {Text: "Mend it.", Standard: "99", Due: march9}, "due": {Text: "Mend it.", Due: march9.AddDays(-1)}} {
		if got := faultOf(r.Check(v, rules)); got != want {
			t.Errorf("got a fault of %q, want %q", got, want)
		}
	}
	if err := (readiness.RecommendAtHome{Due: march9}).Check(readiness.HomeVisit{On: march9}, rules); !readiness.Conflict.Is(err) {
		t.Errorf("without a report: %v", err)
	}
	open := readiness.HomeRecommendation{Due: march9}
	done := readiness.HomeRecommendation{Due: march9, Outcome: "done", Closed: march9}
	if open.Late(march9) || !open.Late(march9.AddDays(1)) || done.Late(march9.AddDays(1)) || open.MayClose() != nil || !readiness.Conflict.Is(done.MayClose()) {
		t.Error("a recommendation is late only while it is open")
	}
	f := readiness.HomeRecommendation{Home: "Oak House", VisitOn: march9}.Finding(readiness.ImproveCriterion{Text: "x", Severity: "high", Theme: "Homes"})
	if f.Source != "regulation_44" || f.Reference != "Visit to Oak House, 9 March 2027" || f.FoundOn != march9 || f.Text != "x" {
		t.Errorf("it becomes %+v", f)
	}
}

// oak is Oak House with some visits, on 9 March 2027.
func oak(visits ...readiness.HomeVisit) readiness.HomeRecord {
	return readiness.HomeRecord{Home: oakHouse, Visits: visits}.With(march9)
}

func made(on calendar.Date) readiness.HomeVisit {
	return readiness.HomeVisit{ID: on.String(), On: on, Held: true, Visitor: "Rowan Hill", ReportBy: on.AddDays(14)}
}

func TestHomeMonths(t *testing.T) {
	t.Parallel()
	february := made(calendar.On(2027, 2, 10))
	february.Report = &readiness.HomeReport{WriteHomeReport: homeReport()}
	second := february
	second.On = calendar.On(2027, 2, 26)
	r := oak(readiness.HomeVisit{On: calendar.On(2027, 3, 20)}, second, february, readiness.HomeVisit{On: calendar.On(2027, 1, 20), Cancelled: "Snow."})
	if m := r.Months[1]; m.State != readiness.HomeMonthDone || m.Reports != 2 || m.Restraints != 4 || m.Missing != 2 || m.Complaints != 0 {
		t.Errorf("February is %+v", m)
	}
	if r.Months[0].State != readiness.HomeMonthPlanned || r.Months[2].State != readiness.HomeMonthMissed || len(r.Months) != 13 || r.Last() != second.On {
		t.Errorf("the months are %+v", r.Months)
	}
	if state := oak(readiness.HomeVisit{On: calendar.On(2027, 3, 2)}).Months[0].State; state != readiness.HomeMonthOpen {
		t.Errorf("a plan that is over counts as %s", state)
	}
	late := oakHouse
	late.From, late.Until = calendar.On(2027, 1, 2), calendar.On(2027, 3, 30)
	r = readiness.HomeRecord{Home: late}.With(march9)
	for back, want := range []readiness.HomeMonthState{readiness.HomeMonthNone, readiness.HomeMonthMissed, readiness.HomeMonthNone} {
		if got := r.Months[back].State; got != want {
			t.Errorf("%d months ago it is %s, want %s", back, got, want)
		}
	}
}

func TestHomesInOrder(t *testing.T) {
	t.Parallel()
	called := func(name string, r readiness.HomeRecord) readiness.HomeRecord {
		r.Home.Name = name
		return r
	}
	planned, february := readiness.HomeVisit{On: calendar.On(2027, 3, 20)}, made(calendar.On(2027, 2, 10))
	reported := february
	reported.Report = &readiness.HomeReport{}
	over := oak()
	over.Home.Until = march9.AddDays(-1)
	records := []readiness.HomeRecord{
		called("closed", over), called("fine", oak(planned, reported)), called("report late", oak(planned, february)), called("nothing planned", oak(reported)), called("missed", oak(planned)),
		called("also fine", oak(planned, reported)),
	}
	slices.SortStableFunc(records, func(a, b readiness.HomeRecord) int { return a.Before(b, march9) })
	var names []string
	for _, r := range records {
		names = append(names, r.Home.Name)
	}
	if diff := cmp.Diff([]string{"missed", "nothing planned", "report late", "also fine", "fine", "closed"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestRemindHomes(t *testing.T) {
	t.Parallel()
	february, january := made(calendar.On(2027, 2, 10)), made(calendar.On(2027, 1, 8)) // the report of February is due on the 24th
	january.Report = &readiness.HomeReport{}
	reported := february
	reported.Report = &readiness.HomeReport{}
	unsaid := readiness.HomeVisit{ID: "v-9", On: calendar.On(2027, 3, 8), Visitor: "Rowan Hill"}
	for name, tt := range map[string]struct {
		record readiness.HomeRecord
		day    calendar.Date
		want   []string
	}{
		"all is well":             {oak(made(calendar.On(2027, 3, 5)), reported), march9, nil},
		"the month is young":      {oak(reported), march9, nil},
		"seven working days left": {oak(reported), calendar.On(2027, 3, 22), []string{"month/2027-03-01"}}, // Good Friday and Easter Monday lie between
		"nine working days left":  {oak(reported), calendar.On(2027, 3, 17), nil},
		"a month was missed":      {oak(), march9, []string{"missed/2027-02-01 with the assistant director"}},
		"report late":             {oak(february, january), calendar.On(2027, 2, 25), []string{"report/2027-02-10"}},
		"late after its month":    {oak(february), march9, []string{"report/2027-02-10/month with the assistant director"}},
		"nobody said it was made": {oak(unsaid, reported), march9, []string{"made/v-9/2027-03-08"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, tell := range tt.record.Remind(tt.day, readiness.DefaultHomeRules(), calendar.England()) {
				key := tell.Key
				if slices.Contains(tell.Roles, readiness.AssistantDirector) {
					key += " with the assistant director"
				}
				if tell.Kind != readiness.Reminder || !strings.Contains(tell.Why, "Oak House") || !slices.Contains(tell.Roles, readiness.QualityAssurance) {
					t.Errorf("it tells %+v", tell)
				}
				got = append(got, key)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
