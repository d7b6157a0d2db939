package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatReportPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot
	samplesSay(t, map[string][]htmlcheck.Check{
		"report/board": {
			in("#total", says("Of 20 actions, 9 are said done, 6 shown done and 1 lasted. 4 actions are late."), says("Progress report 2, until 30 November 2026, said: of 18 actions, 6 said done, 3 shown done")),
			in("main", says("9 complaints received"), says("2 complaints shown"), says("A slow winter"), says("Care leavers: all its evidence is positive."), says("Half of the visits are late again."),
				says("12 February 2027: Four of six teams have dates."), says("8 working days late"), says("Area head: 2"), says("The 100 longest late are named here, and 7 more are counted.")),
			in("main", says("Long-open: 143, 12 fewer than in progress report 2."), says("Care leavers: of 12 audited again after a visit, 7 graded better, 3 the same, 2 worse."), says("The threshold fell"),
				says("Fewer young people went missing"), says("8 of 9 months since 1 December 2026 had one."), says("12 of 31"), says("3 (2)"), says("7 findings of it are entered")),
			htmlcheck.Counts("#hides", 0),
			htmlcheck.Counts("a[href=/plan/report/r-3/file]", 1), htmlcheck.Counts("a[href=/plan/report/r-3?edition=scrutiny]", 1),
		},
		"report/scrutiny": {
			in("main", says("For scrutiny"), says("9 complaints received"), says("2 complaints shown"), says("8 working days late"), lacks("A slow winter"), lacks("Half of the visits"), lacks("Four of six teams")),
			in("main", says("The threshold fell"), says("hidden (hidden)"), lacks("3 (2)"), lacks("3 the same"), lacks("7 findings"), says("Counts of children below 6 are hidden"), says("Overdue reviews: 15; progress report 2 hid its number.")),
			htmlcheck.Counts("a[href=/plan/report/r-3/file?edition=scrutiny]", 1), htmlcheck.Counts("a[href=/plan/report/r-3]", 1),
		},
		"report/member":        {htmlcheck.Counts("a[href=/plan/report/r-3]", 0)},
		"report/first":         {in("main", says("This is the first report."), says("0 complaints received"), says("0 complaints shown")), htmlcheck.Counts("#balance", 0), htmlcheck.Counts("#visits", 0), htmlcheck.Counts("#trend", 0)},
		"visit/member":         {in("main", says("Red flags answered: 12 of 31"), says("Audits moderated: hidden"), says("Steps settled"), lacks("Who has which part"), lacks("What happened")), htmlcheck.Counts("#steps", 0), htmlcheck.Counts("#hides", 1)},
		"reports/lead":         {htmlcheck.Counts("a[href=/plan/report/new]", 1), in("main", says("1 December 2026 to 2 March 2027"))},
		"reports/none, member": {htmlcheck.Counts("a[href=/plan/report/new]", 0), in("main", says("The improvement programme lead makes the first."))},
		"report new/suggested": {htmlcheck.Value("from-year", "2026"), htmlcheck.Value("until-day", "3"), htmlcheck.Value("complaints_received", "")},
		"report new/a child":   {in("main", says("looks like")), htmlcheck.Counts("input[name=keep]", 1)},
		"plan/member":          {htmlcheck.Counts("a[href=/plan/report]", 1)},
	})
}

// reportShelf keeps the one report that was asked for.
type reportShelf struct {
	planReports
	made *readiness.MakePlanReport
}

var frozen = readiness.PlanReport{
	PlanReportLine: readiness.PlanReportLine{ID: "r-1", Number: 1, From: calendar.On(2026, 12, 1), Until: calendar.On(2027, 3, 1), By: "Iris Lowe", At: now},
	Plan: readiness.ReportedPlan{
		On: calendar.On(2027, 3, 3), Themes: []readiness.ThemeFigures{{Theme: "Supervision & oversight", Actions: 17, SaidDone: 13, ShownDone: 11, Lasted: 5, Balance: []string{"All its evidence is positive."}}},
		Received: 9, Shown: 2, Source: "The log", Words: "A slow winter.", Late: []readiness.ReportedLate{{ActionID: "a-1", Title: "Record in time", Word: "Two posts are empty.", Overdue: 8}},
		Pace: readiness.Pace{On: calendar.On(2027, 3, 3), Late: []readiness.PaceLate{{Reached: readiness.AreaHead, Actions: 1}}, Months: []readiness.PaceMonth{{Month: calendar.On(2027, 2, 1), Planned: 23, ShownDone: 19}}},
	},
}

func (s *reportShelf) PlanReport(_ context.Context, viewer readiness.Actor, _ string) (readiness.PlanReport, error) {
	if !readiness.May(viewer, readiness.WorkPlan, readiness.Place{}) {
		return frozen.ForScrutiny(), nil
	}
	return frozen, nil
}

func (s *reportShelf) MakePlanReport(_ context.Context, f readiness.MakePlanReport, _ readiness.Asked) (readiness.PlanReport, error) {
	if err := f.Check(calendar.DateOf(now)); err != nil {
		return readiness.PlanReport{}, err
	}
	s.made = &f
	return frozen, nil
}

// wordOf reads the text of a document.
func wordOf(t *testing.T, body string) string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := io.Copy(&text, part); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestReportForWord: the document holds the figures that the page shows, in the edition that was asked for, and the trail keeps who took it.
func TestReportForWord(t *testing.T) {
	t.Parallel()
	s, kept := newServer(), &trail{}
	s.Reports, s.Service = &reportShelf{}, kept
	for name, tt := range map[string]struct {
		as, path string
		words    bool
		took     string
	}{
		"board":             {"manager", "/plan/report/r-1/file", true, `manager took progress-report as docx, 1 rows, "edition=board&report=r-1"`},
		"scrutiny":          {"manager", "/plan/report/r-1/file?edition=scrutiny", false, `manager took progress-report as docx, 1 rows, "edition=scrutiny&report=r-1"`},
		"member, board":     {"elected_member", "/plan/report/r-1/file", false, `elected_member took progress-report as docx, 1 rows, "edition=scrutiny&report=r-1"`},
		"member, by asking": {"elected_member", "/plan/report/r-1/file?edition=board", false, `elected_member took progress-report as docx, 1 rows, "edition=scrutiny&report=r-1"`},
	} {
		status, body, _ := visit(t, s, tt.as).get(tt.path)
		if status != http.StatusOK {
			t.Fatalf("%s: answers %d: %s", name, status, body)
		}
		text := wordOf(t, body)
		for _, want := range []string{">17<", ">13<", ">11<", ">5<", ">23<", ">19<", "Complaints received: 9", "Complaints shown: 2", "8 working days late", "Supervision &amp; oversight", "Area head: 1"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the document lacks %s", name, want)
			}
		}
		for _, words := range []string{"A slow winter.", "Two posts are empty."} {
			if strings.Contains(text, words) != tt.words {
				t.Errorf("%s: whether it says %q is not %v", name, words, tt.words)
			}
		}
		if last := kept.taken[len(kept.taken)-1]; last != tt.took {
			t.Errorf("%s: the trail has %s", name, last)
		}
	}
	kept.full = true
	if status, _, _ := visit(t, s, "manager").get("/plan/report/r-1/file"); status == http.StatusOK {
		t.Error("a report left without a trace")
	}
}

func TestMakeReport(t *testing.T) {
	t.Parallel()
	s, shelf := newServer(), &reportShelf{}
	s.Reports = shelf
	form := func(changes ...string) url.Values {
		f := url.Values{
			"command_id": {commandID}, "from-day": {"1"}, "from-month": {"12"}, "from-year": {"2026"}, "until-day": {"3"}, "until-month": {"3"}, "until-year": {"2027"},
			"complaints_received": {"0"}, "complaints_source": {"The log"}, "words": {"A slow winter."},
		}
		for i := 0; i+1 < len(changes); i += 2 {
			f.Set(changes[i], changes[i+1])
		}
		return f
	}
	lead := visit(t, s, "improvement_lead")
	for name, tt := range map[string]struct{ field, value, says string }{
		"no number":  {"complaints_received", "", "Enter how many complaints were received"},
		"no count":   {"complaints_received", "several", "as a whole number, 0 when there were none"},
		"tomorrow":   {"until-day", "4", "what has not happened cannot be reported"},
		"of a child": {"words", "NHS number 943 476 5919 again.", "Take out what looks like a child’s"},
	} {
		status, page, _ := lead.post("/plan/report/new", form(tt.field, tt.value))
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, tt.says) || shelf.made != nil {
			t.Errorf("%s: answers %d, made %v", name, status, shelf.made)
		}
	}
	if status, _, to := lead.post("/plan/report/new", form()); status != http.StatusSeeOther || to != "/plan/report/r-1" || shelf.made == nil || shelf.made.Words != "A slow winter." {
		t.Errorf("answers %d and leads to %q: %+v", status, to, shelf.made)
	}
	if status, _, _ := visit(t, s, "manager").post("/plan/report/new", form()); status != http.StatusForbidden {
		t.Errorf("a team manager is answered %d", status)
	}
}
