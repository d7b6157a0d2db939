package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// homeVisitor signs in somebody who sees one home with a planned visit, v-1, one that was made, v-2, and one that is reported, v-3 with recommendation x-1.
func homeVisitor(t *testing.T, as string) (*homeBook, visitor) {
	t.Helper()
	today := calendar.DateOf(now)
	home := readiness.ChildrensHome{ID: "h-1", Name: "Oak House", RunBy: readiness.RunByProvider, Provider: "Bright Paths", Manager: "Mo Field", Places: 4, From: calendar.On(2026, 1, 1)}
	rowan, sam := readiness.HomeVisitor{ID: "w-1", Name: "Rowan Hill", Role: "Independent", From: home.From}, readiness.HomeVisitor{ID: "w-2", Name: "Sam Ives", Role: "Bright Paths", From: home.From}
	sam.Manages = []string{"h-1"}
	b, s := &homeBook{visitors: []readiness.HomeVisitor{rowan, sam}, record: readiness.HomeRecord{Home: home, Visits: []readiness.HomeVisit{
		{ID: "v-1", HomeID: "h-1", VisitorID: "w-1", Visitor: "Rowan Hill", On: today.AddDays(7)},
		{ID: "v-2", HomeID: "h-1", VisitorID: "w-1", Visitor: "Rowan Hill", On: today.AddDays(-1), Held: true, ReportBy: today.AddDays(12)},
		{ID: "v-3", HomeID: "h-1", VisitorID: "w-1", Visitor: "Rowan Hill", On: today.AddDays(-30), Held: true, ReportBy: today.AddDays(-16), Report: &readiness.HomeReport{
			WriteHomeReport: readiness.WriteHomeReport{Safeguarded: "yes", Wellbeing: "no", WellbeingWhy: "No school.", Restraints: 2, Said: "Fine."}, By: "Quentin Amadi", At: now,
		}},
	}, Recommendations: []readiness.HomeRecommendation{{ID: "x-1", VisitID: "v-3", VisitOn: today.AddDays(-30), HomeID: "h-1", Home: "Oak House", Text: "Find school places.", Due: today}}}.With(today)}, newServer()
	s.Homes, s.HomeVisits = b, b
	return b, visit(t, s, as)
}

func TestWhatHomesSay(t *testing.T) {
	t.Parallel()
	in, says := htmlcheck.In, htmlcheck.Says
	samplesSay(t, map[string][]htmlcheck.Check{
		"children’s homes/some":  {in("#said", says("1 of 3 homes has no visit in March yet, and none is planned. 1 report is late.")), in("tbody", says("Nothing planned"), says("3 open, 1 late"), says("nobody has said whether the visit of 1 March 2027 was made"), says("Closed"))},
		"children’s homes/empty": {in("main", says("No home is kept here yet."), htmlcheck.Counts("a[href=/homes/new]", 1))},
		"children’s home/a year": {
			in("main", says("Planned"), says("October 2026"), says("No visit"), says("says no to well-being"), says("Of 1 action, 0 were shown done and 0 have lasted."), says("Seen on the wall of the kitchen. Quentin Amadi, 2 March 2027"), says("Put it into the improvement plan"), htmlcheck.Counts("a[href=/evidence-by-criterion/CC08]", 1)),
		},
		"children’s home/chief executive":    {in("main", htmlcheck.SaysNot("Put it into"), htmlcheck.Lacks("a[href=/evidence-by-criterion/CC08]"), htmlcheck.SaysNot("Plan or record a visit"))},
		"children’s home/missing":            {in("#waits", says("Nobody has visited it in March 2027 yet, and no visit is planned."), says("Nobody has said whether Rowan Hill made the visit of 1 March 2027."), says("The report on the visit of 11 January 2027 was due on 25 January 2027."))},
		"home visit/visitor not independent": {in("#conflicts", says("Sam Ives manages Oak House or has managed it, so somebody else must visit it."), says("Sam Ives works for Bright Paths Ltd, which runs Oak House"))},
		"home visit/planned":                 {in("main", says("Say that it is not made"), htmlcheck.SaysNot("Write the report"))},
		"home visit/reported":                {in("main", says("Correct the report"), says("No. Two children have no school place since January."), says("Not sent yet"), htmlcheck.Counts("input[name=criteria]", 2))},
		"home visit/reported, area head":     {in("main", htmlcheck.SaysNot("Correct the report"), htmlcheck.Lacks("input[name=criteria]"))},
		"home visit/sent and evidence":       {in("main", says("Sent on 19 February 2027"), says("Sent to Othershire on 19 February 2027 and to Elsewhere on 22 February 2027"), htmlcheck.SaysNot("Correct the report"), htmlcheck.Counts("a[href=/evidence/e-9]", 1))},
		"home visit/sent, chief executive":   {in("main", htmlcheck.Lacks("a[href=/evidence/e-9]"), says("The report is evidence of criteria"))},
		"home visitors/some":                 {in("tbody", says("Cannot go Sam Ives manages Oak House"), says("Until 31 December 2026"), says("As an elected member of the council"))},
		"plan home visit/new":                {in("main", says("Sam Ives manages Oak House or has managed it"), htmlcheck.Counts("option[value=w-2]", 0), htmlcheck.Counts("option[value=w-4]", 0))},
		"plan home visit/nobody can go":      {in("main", says("Nobody can visit this home."))},
		"home report/refused":                {in(".govuk-error-summary", says("Choose whether children are effectively safeguarded."), says("Enter a number. Enter 0 if there were none."), says("Say what was found of “Education”, since it is not met."), says("Choose what was found of “Health and well-being”."))},
		"home report/newer":                  {in("#newer", says("Quentin Amadi saved a report on 15 February 2027 at 10:00am, after you kept this draft."))},
		"home report/correct":                {in("#standard_8_text", says("Two of four children have no school place.")), htmlcheck.Value("restraints", "3")},
	})
}

func TestSaveHome(t *testing.T) {
	t.Parallel()
	b, v := homeVisitor(t, string(readiness.QualityAssurance))
	_, page, _ := v.get("/homes/h-1/change")
	htmlcheck.Has(t, page, htmlcheck.Value("manager", "Mo Field"), htmlcheck.Value("places", "4"))
	form := url.Values{"command_id": {commandID}, "name": {"Oak House"}, "run_by": {"provider"}, "manager": {"Mo Field"}, "places": {"4"}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {"2026"}}
	if status, page, _ := v.post("/homes/new", form); status != http.StatusUnprocessableEntity || b.home != nil || !strings.Contains(page, "Enter which provider runs it.") {
		t.Fatalf("no provider: %d", status)
	}
	form.Set("provider", "Bright Paths")
	if status, _, to := v.post("/homes/new", form); status != http.StatusSeeOther || to != "/homes/h-1" || b.home.Provider != "Bright Paths" || b.home.From != calendar.On(2026, 4, 1) {
		t.Errorf("%d to %q: %+v", status, to, b.home)
	}
	b.refuse = readiness.FieldErrorf("name", "There is a children’s home of this name already.")
	if status, page, _ := v.post("/homes/h-1/change", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "of this name already") || !strings.Contains(page, `value="Bright Paths"`) {
		t.Errorf("a name that is taken: %d", status)
	}
	b.refuse = nil
	visitor := url.Values{
		"command_id": {commandID}, "name": {"Rowan Hill"}, "role": {"Independent"}, "works": {"member"}, "line": {"h-1"}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {"2026"},
		"declared_on-day": {"1"}, "declared_on-month": {"4"}, "declared_on-year": {"2026"},
	}
	if status, _, to := v.post("/home-visitors/w-1", visitor); status != http.StatusSeeOther || to != "/home-visitors" || b.visitor.Works != "member" || !slices.Equal(b.visitor.Line, []string{"h-1"}) {
		t.Errorf("%d to %q: %+v", status, to, b.visitor)
	}
	visitor.Del("works")
	if status, page, _ := v.post("/home-visitors/new", visitor); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose where they work.") {
		t.Errorf("works nowhere: %d", status)
	}
	if status, _, _ := v.get("/home-visitors/none"); status != http.StatusNotFound {
		t.Errorf("nobody: %d", status)
	}
	rules := url.Values{"command_id": {commandID}, "notice_days": {"5"}, "home_report_days": {"10"}, "same_months": {"6"}, "home_criteria": {"cc08"}, "reason": {"Fresh eyes."}}
	if status, _, to := v.post("/homes/rules", rules); status != http.StatusSeeOther || to != "/homes" || b.rules.SameMonths != 6 || !slices.Equal(b.rules.Criteria, []string{"CC08"}) {
		t.Errorf("%d to %q: %+v", status, to, b.rules)
	}
}

func TestSaveHomeVisit(t *testing.T) {
	t.Parallel()
	b, v := homeVisitor(t, string(readiness.QualityAssurance))
	form := url.Values{"command_id": {commandID}, "visitor_id": {"w-1"}, "held": {"yes"}, "announced": {"no"}, "visit_on-day": {"2"}, "visit_on-month": {"3"}, "visit_on-year": {"2027"}}
	if status, _, to := v.post("/homes/h-1/visits/new", form); status != http.StatusSeeOther || to != "/home-visits/v-9" || b.visitOf != "h-1 " || b.visit.On != calendar.On(2027, 3, 2) {
		t.Errorf("%d to %q: %+v for %q", status, to, b.visit, b.visitOf)
	}
	if status, _, _ := v.post("/home-visits/v-1/change", form); status != http.StatusSeeOther || b.visitOf != "h-1 v-1" {
		t.Errorf("%d for %q", status, b.visitOf)
	}
	b.refuse = readiness.FieldErrorf("visitor_id", "Sam Ives manages Oak House or has managed it, so somebody else must visit it.")
	form.Set("visitor_id", "w-2")
	form.Set("why", "Nobody else is free.")
	if status, page, _ := v.post("/homes/h-1/visits/new", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "somebody else must visit it") || !strings.Contains(page, "Nobody else is free.") || !strings.Contains(page, `value="w-2" selected`) {
		t.Errorf("not independent: %d", status)
	}
	b.refuse = nil
	if status, _, to := v.post("/home-visits/v-1/leave-out", url.Values{"command_id": {commandID}, "reason": {"Ill."}}); status != http.StatusSeeOther || to != "/home-visits/v-1" || b.cancelled.Reason != "Ill." {
		t.Errorf("left out: %d, %+v", status, b.cancelled)
	}
	for path, want := range map[string]int{
		"/home-visits/v-2/leave-out": http.StatusConflict, "/home-visits/v-3/change": http.StatusConflict, "/home-visits/v-1/copy": http.StatusConflict, "/home-visits/v-1/report": http.StatusConflict,
		"/home-visits/v-1/recommend": http.StatusConflict, "/home-visits/v-2/report": http.StatusOK, "/home-visits/v-3/recommend": http.StatusOK, "/home-visits/none": http.StatusNotFound,
	} {
		if status, _, _ := v.get(path); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
	_, head := homeVisitor(t, string(readiness.AreaHead))
	if status, _, _ := head.post("/homes/h-1/visits/new", form); status != http.StatusForbidden {
		t.Errorf("an area head plans: %d", status)
	}
}

// wholeReport is a report's form with nothing missing.
func wholeReport() url.Values {
	form := url.Values{
		"command_id": {commandID}, "safeguarded": {"yes"}, "safeguarded_why": {"Staff know."}, "wellbeing": {"no"}, "wellbeing_why": {"No school."}, "restraints": {"2"}, "missing": {"0"}, "complaints": {"1"},
		"said": {"The food is better."}, "looks_like": {"nothing"},
	}
	for _, x := range readiness.DefaultHomeRules().Standards {
		form.Set("standard_"+x.Code, "met")
	}
	return form
}

func TestWriteHomeReport(t *testing.T) {
	t.Parallel()
	b, v := homeVisitor(t, string(readiness.QualityAssurance))
	form := wholeReport()
	form.Set("standard_8", "partly")
	if status, page, _ := v.post("/home-visits/v-2/report", form); status != http.StatusUnprocessableEntity || b.report != nil || !strings.Contains(page, "Say what was found of “Education”") || !strings.Contains(page, "The food is better.") {
		t.Fatalf("no words: %d", status)
	}
	form.Set("standard_8_text", "The boy born on 3.4.2015 has no school.")
	if status, page, _ := v.post("/home-visits/v-2/report", form); status != http.StatusUnprocessableEntity || b.report != nil || !strings.Contains(page, "a date of birth under a standard") {
		t.Fatalf("a child in it: %d", status)
	}
	form.Set("standard_8_text", "Two have no school.")
	form.Del("missing")
	if status, page, _ := v.post("/home-visits/v-2/report", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Enter a number.") {
		t.Fatalf("no number: %d", status)
	}
	form.Set("missing", "0")
	status, _, to := v.post("/home-visits/v-2/report", form)
	if status != http.StatusSeeOther || to != "/home-visits/v-2" || b.report == nil || b.report.Restraints != 2 || len(b.report.Standards) != 9 || b.report.Standards[2].Text != "Two have no school." || b.report.LooksLike != nil {
		t.Errorf("%d to %q: %+v", status, to, b.report)
	}
	half := url.Values{"command_id": {commandID}, "said": {"The fo"}, "standard_8": {"met"}, "stranger": {"x"}}
	if status, _, _ := v.post("/home-visits/v-2/draft?by=page", half); status != http.StatusNoContent || len(b.draft) != 2 {
		t.Errorf("draft by the page: %d, %v", status, b.draft)
	}
	if status, _, to := v.post("/home-visits/v-2/draft", half); status != http.StatusSeeOther || to != "/home-visits/v-2/report" {
		t.Errorf("draft: %d to %q", status, to)
	}
	_, page, _ := v.get("/home-visits/v-2/report")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("said", "The fo"), htmlcheck.In("main", htmlcheck.Says("Draft saved."), htmlcheck.Says("Your draft of")))
}

func TestAfterHomeReport(t *testing.T) {
	t.Parallel()
	b, v := homeVisitor(t, string(readiness.QualityAssurance))
	sent := url.Values{"command_id": {commandID}, "to": {"placing"}, "whom": {"Othershire"}, "sent_on-day": {"2"}, "sent_on-month": {"3"}, "sent_on-year": {"2027"}}
	if status, _, _ := v.post("/home-visits/v-3/copy", sent); status != http.StatusSeeOther || *b.copied != (readiness.SendHomeCopy{To: "placing", Whom: "Othershire", On: calendar.On(2027, 3, 2)}) {
		t.Errorf("copied: %d, %+v", status, b.copied)
	}
	sent.Del("to")
	if status, page, _ := v.post("/home-visits/v-3/copy", sent); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose who got it.") {
		t.Errorf("copied to nobody: %d", status)
	}
	advice := url.Values{"command_id": {commandID}, "text": {"Ask the child born 3.4.2015."}, "standard": {"8"}, "due-day": {"2"}, "due-month": {"4"}, "due-year": {"2027"}}
	if status, _, _ := v.post("/home-visits/v-3/recommend", advice); status != http.StatusUnprocessableEntity || b.recommended != nil {
		t.Errorf("a child in it: %d", status)
	}
	advice.Set("text", "Find school places.")
	if status, _, to := v.post("/home-visits/v-3/recommend", advice); status != http.StatusSeeOther || to != "/home-visits/v-3" || b.recommended.Standard != "8" {
		t.Errorf("recommended: %d, %+v", status, b.recommended)
	}
	if status, _, to := v.post("/home-recommendations/x-1/settle", url.Values{"command_id": {commandID}, "outcome": {"done"}, "why": {"Seen."}}); status != http.StatusSeeOther || to != "/homes/h-1" || b.settled.Outcome != "done" {
		t.Errorf("settled: %d, %+v", status, b.settled)
	}
	if status, page, _ := v.post("/home-recommendations/x-1/settle", url.Values{"command_id": {commandID}, "why": {"Seen."}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose what became of it.") {
		t.Errorf("settled how: %d", status)
	}
	_, page, _ := v.get("/home-recommendations/x-1/improve")
	htmlcheck.Has(t, page, htmlcheck.In("#text", htmlcheck.Says("Find school places.")), htmlcheck.Value("theme", "Children’s homes"))
	if status, page, _ := v.post("/home-visits/v-3/evidence", url.Values{"command_id": {commandID}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose at least one criterion.") {
		t.Errorf("evidence of nothing: %d", status)
	}
	b.record.Recommendations[0].FindingID = "f-1"
	if status, _, _ := v.get("/home-recommendations/x-1/improve"); status != http.StatusConflict {
		t.Errorf("in the plan already: %d", status)
	}
}
