package web_test

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// found is a register with one finding of an inspection, f-1, which remembers what was asked of it.
type found struct {
	planRegister
	added    *readiness.AddFinding
	received *readiness.ReceiveReport
	query    readiness.PracticeFindingQuery
	refuse   error
}

func (f *found) PracticeFinding(_ context.Context, _ readiness.Actor, id string) (readiness.PracticeFinding, error) {
	if id != "f-1" && id != "f-0" {
		return readiness.PracticeFinding{}, errNone
	}
	p := readiness.PracticeFinding{ID: id, Source: "inspection", FoundOn: calendar.On(2027, 2, 8), Text: "Supervision does not move plans on.", Severity: "high", Theme: "Supervision", By: "Iris Lowe", At: now}
	if p.Statement = (&readiness.Statement{Asks: true}); f.received != nil {
		p.ReceivedOn = f.received.ReceivedOn
		p.Statement = readiness.DefaultPlanRules().StatementFor(p, calendar.England())
	}
	return p, nil
}

func (f *found) PracticeFindings(ctx context.Context, viewer readiness.Actor, q readiness.PracticeFindingQuery) (readiness.Page[readiness.PracticeFinding], error) {
	f.query = q
	p, err := f.PracticeFinding(ctx, viewer, "f-1")
	return readiness.Page[readiness.PracticeFinding]{Rows: []readiness.PracticeFinding{p}, Total: 60, Next: "after"}, err
}

func (f *found) AddFinding(_ context.Context, a readiness.AddFinding, _ readiness.Asked) (readiness.PracticeFinding, error) {
	if f.refuse == nil {
		f.added = &a
	}
	return readiness.PracticeFinding{ID: "f-1"}, f.refuse
}

func (f *found) ReceiveReport(_ context.Context, _ string, r readiness.ReceiveReport, _ readiness.Asked) (readiness.PracticeFinding, error) {
	if f.refuse == nil {
		f.received = &r
	}
	return readiness.PracticeFinding{}, f.refuse
}

func findingVisitor(t *testing.T, as string) (*found, visitor) {
	t.Helper()
	register, s := &found{}, newServer()
	s.Actions, s.Plan = register, planned{}
	return register, visit(t, s, as)
}

func finding(changes ...string) url.Values {
	form := url.Values{
		"command_id": {commandID}, "source": {"audit"}, "severity": {"high"}, "theme": {"Supervision"}, "text": {"Supervision does not move plans on."},
		"found_on-day": {"8"}, "found_on-month": {"2"}, "found_on-year": {"2027"},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestAddFinding(t *testing.T) {
	t.Parallel()
	register, v := findingVisitor(t, "manager")
	status, _, to := v.post("/findings/new", finding("repeats", "f-0"))
	want := readiness.AddFinding{Source: "audit", FoundOn: calendar.On(2027, 2, 8), Text: "Supervision does not move plans on.", Severity: "high", Theme: "Supervision", Repeats: "f-0"}
	if status != http.StatusSeeOther || to != "/findings/f-1" || register.added == nil || !reflect.DeepEqual(*register.added, want) {
		t.Fatalf("answers %d and leads to %q: %+v", status, to, register.added)
	}
	register.added = nil
	status, page, _ := v.post("/findings/new", finding("source", "", "severity", "", "repeats", "f-0"))
	if status != http.StatusUnprocessableEntity || register.added != nil {
		t.Fatalf("not whole: %d, %+v", status, register.added)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Choose where the finding comes from."), htmlcheck.Says("Choose how much it weighs.")),
		htmlcheck.Value("text", "Supervision does not move plans on."), htmlcheck.Value("repeats", "f-0"))
	register.refuse = readiness.FieldErrorf("received_on", "The report cannot have been received before the finding, 8 February 2027.")
	status, page, _ = v.post("/findings/new", finding())
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Counts("a[href=#received_on]", 1)))
	if status != http.StatusUnprocessableEntity {
		t.Errorf("refused by the rules: %d", status)
	}
}

func TestAFindingThatNamesAChildIsAskedAbout(t *testing.T) {
	t.Parallel()
	register, v := findingVisitor(t, "manager")
	form := finding("text", "Child Amy Smith was not seen.")
	status, page, _ := v.post("/findings/new", form)
	if status != http.StatusUnprocessableEntity || register.added != nil {
		t.Fatalf("%d, %+v", status, register.added)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-warning-text", htmlcheck.Says("a child’s name in what was found")), htmlcheck.Value("text", "Child Amy Smith was not seen."))
	form["keep"], form["warned"] = []string{"yes"}, []string{"a child’s name in what was found"}
	if status, _, _ := v.post("/findings/new", form); status != http.StatusSeeOther || register.added == nil {
		t.Errorf("kept all the same: %d", status)
	}
}

func TestNewFindingPage(t *testing.T) {
	t.Parallel()
	register, v := findingVisitor(t, "manager")
	_, page, _ := v.get("/findings/new?repeats=f-0")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("repeats", "f-0"), htmlcheck.Value("theme", "Supervision"), htmlcheck.Counts("#repeats option", 3), htmlcheck.In("#themes", htmlcheck.Says("Supervision")))
	if register.query.Limit == 0 {
		t.Error("the earlier findings are those of one page")
	}
	if status, _, _ := v.get("/findings/new?repeats=none"); status != http.StatusNotFound {
		t.Errorf("repeats a finding that is none: %d", status)
	}
}

// TestTheClockAsksForTheDayOfReceipt shows no date before the day of receipt is known, and counts from it afterwards.
func TestTheClockAsksForTheDayOfReceipt(t *testing.T) {
	t.Parallel()
	register, v := findingVisitor(t, string(readiness.ImprovementLead))
	_, page, _ := v.get("/findings/f-1")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#clock", htmlcheck.Says("It is not known when the council received the report"), htmlcheck.Counts("input[name=received_on-day]", 1)),
		htmlcheck.Counts("a[href=/actions/new?finding=f-1]", 1), htmlcheck.Counts("a[href=/findings/new?repeats=f-1]", 1))
	if status, page, _ := v.post("/findings/f-1/received", url.Values{"command_id": {commandID}}); status != http.StatusUnprocessableEntity || register.received != nil || !strings.Contains(page, "Enter the day on which the report was received.") {
		t.Errorf("without a day: %d", status)
	}
	day := url.Values{"command_id": {commandID}, "received_on-day": {"15"}, "received_on-month": {"2"}, "received_on-year": {"2027"}}
	register.refuse = readiness.FieldErrorf("received_on", "The report cannot have been received before the finding, 8 February 2027.")
	if status, page, _ := v.post("/findings/f-1/received", day); status != http.StatusUnprocessableEntity || !strings.Contains(page, "cannot have been received before") {
		t.Errorf("before the finding: %d", status)
	}
	register.refuse = nil
	if status, _, to := v.post("/findings/f-1/received", day); status != http.StatusSeeOther || to != "/findings/f-1" || register.received == nil || register.received.ReceivedOn != calendar.On(2027, 2, 15) {
		t.Fatalf("answers %d and leads to %q: %+v", status, to, register.received)
	}
	due := calendar.England().Add(calendar.On(2027, 2, 15), 70, calendar.Exclusive)
	_, page, _ = v.get("/findings/f-1")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#clock", htmlcheck.Says("is due on "+due.Full()+", in 58 working days"), htmlcheck.Says("70 working days from receipt"), htmlcheck.Lacks("form")),
		htmlcheck.In("details", htmlcheck.Counts("input[name=received_on-day]", 1)))
}

func TestFindingsRegister(t *testing.T) {
	t.Parallel()
	register, v := findingVisitor(t, string(readiness.ElectedMember))
	_, page, _ := v.get("/findings?source=inspection&severity=high&theme=Supervision&state=unanswered")
	if register.query != (readiness.PracticeFindingQuery{Source: "inspection", Severity: "high", Theme: "Supervision", State: "unanswered"}) {
		t.Errorf("asked %+v", register.query)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("state", "unanswered"), htmlcheck.In("tbody", htmlcheck.Says("Nothing yet"), htmlcheck.Says("the day of receipt is missing")), htmlcheck.Lacks("a[href=/findings/new]"),
		htmlcheck.In("a[rel=next]", htmlcheck.Attr("href", "/findings?cursor=after&severity=high&source=inspection&state=unanswered&theme=Supervision")))
	if _, page, _ := v.get("/findings/f-1"); strings.Contains(page, "/actions/new") || strings.Contains(page, "/received") || !strings.Contains(page, "improvement programme lead can enter") {
		t.Error("an elected member is offered what they may not do")
	}
	if status, _, _ := v.get("/findings?state=bad"); status != http.StatusUnprocessableEntity {
		t.Errorf("a state that is none: %d", status)
	}
}

func TestWhatFindingPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.Lacks
	samplesSay(t, map[string][]htmlcheck.Check{
		"finding/list, improvement lead":     {in("tbody", says("2 actions"), says("Nothing yet"), says("found again once"), says("Priority action"), says("statement of action due 27 May 2027"), says("…")), in("main", says("73 findings"))},
		"finding/list, member":               {in("main", lacks("a[href=/findings/new]"))},
		"finding/empty":                      {in("main", says("There are no findings yet."), lacks("form"), htmlcheck.Counts("a[href=/findings/new]", 2))},
		"finding/empty, member":              {in("main", lacks("a[href=/findings/new]"))},
		"finding/none fits":                  {in("main", says("No finding fits."))},
		"finding/answered":                   {in("#clock", says("is due on Thursday 27 May 2027, in 58 working days")), in("tbody", says("Train managers in reflective supervision"))},
		"finding/answered, member":           {in("main", lacks("details"), lacks("a[href=/actions/new?finding=f-1]"))},
		"finding/draft due":                  {in("#clock", says("The draft of the statement of action is due today, Wednesday 3 March 2027."))},
		"finding/past due":                   {in("#clock", says("was due on Monday 1 March 2027, 2 working days ago"))},
		"finding/asks for receipt, manager":  {in("#clock", says("The improvement programme lead can enter the day."), lacks("form"))},
		"finding/receipt corrected: refused": {in("details", htmlcheck.Attr("open", ""), says("must be today or in the past"))},
		"finding/repeat":                     {in("main", says("It repeats a finding of 8 February 2027"), lacks("#clock"))},
	})
}
