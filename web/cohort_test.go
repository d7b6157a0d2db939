package web_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatCohortPagesSay(t *testing.T) {
	t.Parallel()
	in, says, saysNot, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"cohorts/lead":   {in("main", says("Care leavers"), says("143"), says("5 fewer than the 31 on 3 February 2027"), says("9 of 26"), says("None yet"))},
		"cohorts/member": {in("main", says("hidden"), saysNot("-1"))},
		"cohorts/none":   {in("main", says("No focus area is in the library yet."))},
		"cohort/lead": {
			in("main", says("143 children and young people as of 3 March 2027, with 26 red flags together."), says("No contact for more than 8 weeks"), says("2 new, 7 gone"), says("6 of 14"),
				says("A change in recording, not a real change: Calls are recorded"), says("no column for it"), says("Care leavers (list 9 of the Annex A), 3 March 2027, 143 rows"), says("Council to confirm"), saysNot("-1")),
			counts("a[href=/cohorts/care_leavers/flags/contact]", 1),
		},
		"cohort/first time":             {in("main", says("nothing has moved yet"), saysNot("new,"))},
		"cohort/another version before": {in("main", says("counted by another version"))},
		"cohort/no list":                {in("#lacks", says("Children at risk of exploitation"), says("Children in care (list 8 of the Annex A)"), says("Bring lists in"))},
		"cohort/member":                 {in("main", says("Small counts are hidden"), saysNot("new,"), saysNot("-1"))},
		"red flag/head": {
			in("main", says("14 children have it as of 3 March 2027, and 19 had it on 3 February 2027."), says("L200413"), says("Last contact 4 January 2027"), says("Met on 1 March."), says("12 more children have it in other areas or teams than yours."), says("New")),
			counts("a[href=/cohorts/care_leavers/flags/contact/children.csv]", 1), htmlcheck.Lacks("a[href=/cohorts/care_leavers/flags/contact/note]"), in("#gone", says("L200009")),
		},
		"red flag/lead":                  {counts("a[href=/cohorts/care_leavers/flags/contact/note]", 1)},
		"red flag/member":                {in("main", says("14 children have it"), says("Single children are shown to those"), saysNot("L200"), htmlcheck.Lacks("table"), saysNot("-1"))},
		"red flag/member, few":           {in("main", says("Fewer than can be shown"), saysNot("-1"))},
		"red flag/nobody":                {in("main", says("Nobody has it"))},
		"red flag/not judged":            {in("main", says("It cannot be judged"), htmlcheck.Lacks("table"))},
		"red flag movement/first":        {in("main", says("14 now, 19 on 3 February 2027, 2 new, 7 gone."), counts("input[name=kind]", 3))},
		"red flag child/first":           {in("main", says("Child L200413"), says("Last contact 4 January 2027."), counts("a[href=/cases/c-1]", 1), counts("textarea", 2), htmlcheck.Lacks("#answer"))},
		"red flag child/answered":        {in("#answer", says("Met on 1 March.")), in("main", says("Earlier answers"), says("Rang twice and wrote."))},
		"red flag child/refused: a name": {in(".govuk-error-summary", says("child’s name")), htmlcheck.Value("looked", "The record.")},
		"cohort lists/lead":              {in("#waiting", says("Children at risk of exploitation, 3 March 2027")), in("main", says("Never brought in"), says("31 rows"), counts("a[href=/cohort-lists/exploitation/new]", 1), counts("a[href=/cohort-lists/missing_episodes/template.xlsx]", 1))},
		"cohort lists/member":            {in("main", says("Newest: 3 March 2027."), saysNot("row, "), htmlcheck.Lacks("a[href=/cohort-lists/exploitation/new]"), htmlcheck.Lacks("#waiting"))},
		"own list/upload":                {counts("input[type=file]", 1), in("main", says("Missing since (needed)"), says("Download the template"))},
		"own list/found": {
			in("main", says("31 rows can be taken. 1 row cannot be taken. Nothing has been changed yet."), says("“Notes”"), says("“Amber” is none of its values. Write one of"), says("Leave this row out"),
				says("Against the list of 3 February 2027: 1 new, 2 gone, 1 changed, 29 the same."), says("R00410020: Level of risk, Risk reviewed on"), says("Bring in 31 rows")),
			htmlcheck.Value("confirmed", "31"),
		},
		"own list/first and clean": {in("main", says("never brought in before"), says("Every row can be taken."), htmlcheck.Lacks("input[name=leave_out]"), htmlcheck.Lacks("details"))},
		"own list/nothing to take": {in("main", says("There is nothing to bring in"), htmlcheck.Lacks("input[name=confirmed]"))},
		"own list/done":            {in("main", says("The list of 3 March 2027 has 31 rows."), htmlcheck.Lacks("form"))},
	})
}

// cohortDesk keeps what the pages asked of it, and has one flagged child.
type cohortDesk struct {
	cohorts
	cohortLists
	answers []readiness.AnswerFlag
	notes   []readiness.NoteMovement
	sheet   readiness.OwnUpload
	done    bool
}

func (d *cohortDesk) view() readiness.FlagView {
	line := readiness.CohortLine{Focus: "care_leavers", Name: "Care leavers", On: calendar.DateOf(now), Before: calendar.DateOf(now).AddDays(-7), Children: 9, Flags: 1}
	return readiness.FlagView{
		CohortLine: line, Line: readiness.FlagLine{Flag: readiness.RedFlag{Code: "contact", Name: "No contact for more than %d weeks", Threshold: 8}, Now: 1, New: 1},
		Children: []readiness.FlaggedChild{{CohortChild: readiness.CohortChild{ID: "k-1", Ref: "L200413", Worker: "=Ann"}, Team: "North team 2", Area: "North", Says: "Last contact 4 January 2027", New: true}},
	}
}

func (d *cohortDesk) Cohort(context.Context, readiness.Actor, string) (readiness.CohortView, error) {
	v := d.view()
	return readiness.CohortView{CohortLine: v.CohortLine, Lines: []readiness.FlagLine{v.Line}}, nil
}

func (d *cohortDesk) FlaggedChildren(context.Context, readiness.Actor, string, string) (readiness.FlagView, error) {
	return d.view(), nil
}

func (d *cohortDesk) FlaggedChild(_ context.Context, _ readiness.Actor, _, _, child string) (readiness.FlagView, error) {
	if child != "k-1" {
		return readiness.FlagView{}, errNone
	}
	return d.view(), nil
}

func (d *cohortDesk) AnswerFlag(_ context.Context, _, _, _ string, a readiness.AnswerFlag, _ readiness.Asked) error {
	d.answers = append(d.answers, a)
	return nil
}

func (d *cohortDesk) NoteMovement(_ context.Context, _, _ string, n readiness.NoteMovement, _ readiness.Asked) error {
	d.notes = append(d.notes, n)
	return nil
}

func (d *cohortDesk) KeepOwnSheet(_ context.Context, u readiness.OwnUpload, _ readiness.Asked) (string, error) {
	d.sheet = u
	return importID, nil
}

func (d *cohortDesk) OwnImport(context.Context, readiness.Actor, string) (readiness.OwnImport, error) {
	list, _ := readiness.OwnListOf(d.sheet.List, nil)
	i := readiness.OwnImport{ID: importID, List: list, On: d.sheet.On, File: d.sheet.Sheet.File, Done: d.done, Rows: 1}
	i.Trial = list.Try(d.sheet.Sheet, readiness.OwnKnown{On: d.sheet.On})
	return i, nil
}

func (d *cohortDesk) ApplyOwnImport(ctx context.Context, _ string, c readiness.ConfirmOwnImport, asked readiness.Asked) error {
	i, err := d.OwnImport(ctx, asked.By, importID)
	if err == nil {
		err = c.Check(i.Trial)
	}
	d.done = err == nil
	return err
}

func newCohortDesk(t *testing.T, as string) (*cohortDesk, visitor) {
	t.Helper()
	d, s := &cohortDesk{}, newServer()
	s.Cohorts, s.CohortLists = d, d
	return d, visit(t, s, as)
}

func TestAnswerFlagOverTheDoor(t *testing.T) {
	t.Parallel()
	d, head := newCohortDesk(t, "head")
	const at = "/cohorts/care_leavers/flags/contact/children/k-1"
	for field, words := range map[string]string{"did": "Saw Amy Smith, her daughter, at home.", "looked": "Amy Smith is a child of his."} {
		form := url.Values{"command_id": {commandID}, "looked": {"The record."}, "did": {"Visited."}}
		form.Set(field, words)
		status, page, _ := head.post(at, form)
		if status != http.StatusUnprocessableEntity || len(d.answers) != 0 {
			t.Fatalf("%s with a name: %d", field, status)
		}
		htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says("a child’s name")), htmlcheck.Value("command_id", commandID))
	}
	if status, page, _ := head.post(at, url.Values{"looked": {"The record."}}); status != http.StatusUnprocessableEntity {
		t.Errorf("without what was done: %d", status)
	} else {
		htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says("what was done")))
	}
	if status, _, to := head.post(at, url.Values{"looked": {"The record."}, "did": {"Visited."}}); status != http.StatusSeeOther || to != "/cohorts/care_leavers/flags/contact" || len(d.answers) != 1 {
		t.Errorf("%d to %s, %+v", status, to, d.answers)
	}
	if status, _, _ := head.get("/cohorts/care_leavers/flags/contact/children/k-2"); status != http.StatusNotFound {
		t.Errorf("another child: %d", status)
	}
}

func TestNoteMovementOverTheDoor(t *testing.T) {
	t.Parallel()
	d, lead := newCohortDesk(t, "improvement_lead")
	const at = "/cohorts/care_leavers/flags/contact/note"
	status, page, _ := lead.post(at, url.Values{"kind": {"recording"}, "why": {"A boy called Amy Smith was counted twice."}})
	if status != http.StatusUnprocessableEntity || len(d.notes) != 0 {
		t.Errorf("with a name: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says("Nobody needs to know here who a child is.")))
	if status, _, _ := lead.post(at, url.Values{"kind": {"recording"}, "why": {"Calls are recorded now."}}); status != http.StatusSeeOther || len(d.notes) != 1 {
		t.Errorf("%d %+v", status, d.notes)
	}
	if status, _, _ := lead.get("/cohorts/care_leavers/flags/other/note"); status != http.StatusNotFound {
		t.Errorf("a flag that is not there: %d", status)
	}
}

// TestFlagAsAFile: the list leaves as other lists do, with its line of origin and without formulas.
func TestFlagAsAFile(t *testing.T) {
	t.Parallel()
	_, head := newCohortDesk(t, "head")
	status, body, _ := head.get("/cohorts/care_leavers/flags/contact/children.csv")
	for _, want := range []string{"Care leavers: No contact for more than 8 weeks, as of 3 March 2027. 1 row", "Holds personal data about children", "L200413,North,North team 2,'=Ann"} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%d without %q: %s", status, want, body)
		}
	}
	if status, _, _ := visit(t, newServer(), "chief_executive").get("/cohorts/care_leavers/flags/contact/children.csv"); status != http.StatusForbidden {
		t.Errorf("the chief executive gets %d", status)
	}
}

// TestOwnListFromTemplateToConfirmed fills in the template that the page hands out, chooses it, and brings it in.
func TestOwnListFromTemplateToConfirmed(t *testing.T) {
	t.Parallel()
	d, lead := newCohortDesk(t, "improvement_lead")
	template, err := lead.fetch("/cohort-lists/missing_episodes/template.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := sheet.Read([]byte(template), sheet.Limits{Rows: 100, Columns: 100, Text: 1 << 20, Unzipped: 10 << 20})
	if err != nil || len(tables) != 2 || tables[0].Rows[0].Cells[1] != "Missing since" {
		t.Fatalf("%+v %v", tables, err)
	}
	since := time.Date(2027, 2, 27, 22, 15, 0, 0, time.UTC)
	filled := sheet.Sheet{Name: tables[0].Name, Header: tables[0].Rows[0].Cells, Rows: slices.Values([][]any{{"K1", since}, {"Amy", since}})}
	var book bytes.Buffer
	if err := sheet.WriteXLSX(&book, filled); err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{"command_id": commandID, "taken_on-day": "1", "taken_on-month": "3", "taken_on-year": "2027"}
	const at = "/cohort-lists/missing_episodes/new"
	if status, page, _ := lead.send(at, fields, nil); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose one Excel workbook") {
		t.Errorf("without a file: %d", status)
	}
	if status, _, _ := lead.send(at, map[string]string{"command_id": commandID}, map[string][]byte{"list.xlsx": book.Bytes()}); status != http.StatusUnprocessableEntity {
		t.Errorf("without a day: %d", status)
	}
	if status, page, _ := lead.send(at, fields, map[string][]byte{"list.xlsx": []byte(template)}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "There is nothing below the headings") {
		t.Errorf("the empty template: %d", status)
	}
	status, page, to := lead.send(at, fields, map[string][]byte{"list.xlsx": book.Bytes()})
	if status != http.StatusSeeOther || to != "/cohort-imports/"+importID || d.sheet.On != calendar.On(2027, 3, 1) {
		t.Fatalf("%d to %s: %s", status, to, page)
	}
	_, page, _ = lead.get(to)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("1 row can be taken. 1 row cannot be taken."), htmlcheck.Says("It is no reference"), htmlcheck.SaysNot("Amy")), htmlcheck.Value("confirmed", "1"))
	if status, _, _ := lead.post(to+"/confirm", url.Values{"confirmed": {"1"}}); status != http.StatusUnprocessableEntity || d.done {
		t.Errorf("without a word about the row: %d", status)
	}
	if status, _, _ := lead.post(to+"/confirm", url.Values{"confirmed": {"1"}, "leave_out": {"yes"}}); status != http.StatusSeeOther || !d.done {
		t.Errorf("%d", status)
	}
	if status, _, _ := lead.get("/cohort-lists/made-up/new"); status != http.StatusNotFound {
		t.Errorf("a list that is not there: %d", status)
	}
}
