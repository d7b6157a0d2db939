package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatPlanImportPagesSay(t *testing.T) {
	t.Parallel()
	in, says, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"plan/improvement lead":             {counts("a[href=/plan/import]", 1), in("main", says("Bring a plan in from a spreadsheet"))},
		"plan/member":                       {counts("a[href=/plan/import]", 0)},
		"plan/empty":                        {in("main", says("Bring it in from a spreadsheet"))},
		"plan/empty, member":                {counts("a[href=/plan/import]", 0)},
		"plan import/empty":                 {counts("input[type=file]", 1), in("main", says("At most 5 MB and 5,000 rows."), htmlcheck.SaysNot("Sheets that wait"))},
		"plan import/sheets wait":           {in("main", says("Improvement plan.xlsx, chosen by Iris Lowe on"))},
		"plan import/refused: old workbook": {in(".govuk-error-message", says("old .xls format"))},
		"plan columns/guessed": {
			counts("select[name=columns]", 10), in("main", says("The other sheet of the workbook is not read."), says("Visit every care leaver within eight weeks"), says("What is the column “By when”?")),
			counts("option[value=title][selected]", 1), counts("option[value=due][selected]", 1), counts("option[value=risk][selected]", 0),
		},
		"plan columns/refused: one twice": {in(".govuk-error-summary", says("cannot both be")), counts(".govuk-error-message", 1)},
		"plan check/rows that cannot be": {
			in("p.govuk-body-l", says("1 new action, 1 changed, 0 as they are here already. 2 rows cannot be taken. Nothing has been changed yet.")),
			in("main", says("Row 6, Agree dates for supervision: The owner: nobody here is called J. Smith. “ongoing” is no day."), says("Row 7, Return home interviews within 72 hours: It does not say what will show that it worked."),
				says("Supervise every social worker once a month: the title"), says("Its due date is 31 March 2027 in the sheet, and 19 February 2027 here."), says("Leave these 2 rows out"), says("Bring in 2 actions")),
			htmlcheck.Value("confirmed", "2"),
		},
		"plan check/all good":                {in("main", says("Every row can be taken."), htmlcheck.Lacks("input[name=leave_out]"))},
		"plan check/nothing fits":            {in("main", says("No column is “What will show that it worked” and “Sponsor”."), says("There is nothing to bring in from this sheet."), htmlcheck.Lacks("input[name=confirmed]"))},
		"plan check/refused: bad rows":       {in(".govuk-error-summary", says("2 rows cannot be taken."))},
		"plan brought in/done":               {in("p.govuk-body-l", says("1 new action, 1 changed. 1 action was as in the sheet already. 2 rows were left out.")), in("main", htmlcheck.Lacks("form"))},
		"plan brought in/not all yet":        {in("#left", says("1 new action is not in the lists yet"), says("1 change is not made yet.")), in("main", says("Go on with the rest"))},
		"plan brought in/a change not taken": {in("main", says("Row 5, Supervise every social worker once a month: This action cannot be changed now: it is shown done."))},
	})
}

// planDesk is a register that keeps one sheet and brings it in by the real rules, with one running action behind it.
type planDesk struct {
	*board
	planImports
	kept   readiness.PlanImport
	asks   []readiness.Asked
	began  int
	refuse error // to the opening
}

func (d *planDesk) KeepPlanSheet(_ context.Context, s readiness.PlanSheet, _ readiness.Asked) (string, error) {
	d.kept = readiness.PlanImport{ID: importID, Sheet: s, By: "Iris Lowe", At: now}
	return importID, nil
}

func (d *planDesk) PlanImport(_ context.Context, id string) (readiness.PlanImport, error) {
	if id != d.kept.ID {
		return readiness.PlanImport{}, errNone
	}
	return d.kept, nil
}

func (d *planDesk) MapPlanSheet(_ context.Context, _ string, m readiness.PlanMapping, _ readiness.Asked) error {
	if err := m.Check(d.kept.Sheet); err != nil {
		return err
	}
	d.kept.Mapping = &m
	return nil
}

func (d *planDesk) TryPlanImport(context.Context, string) (readiness.PlanTrial, error) {
	return d.kept.Sheet.Try(*d.kept.Mapping, readiness.PlanKnown{
		People: []readiness.PlanPerson{{ID: "manager", Name: "Tom Reilly"}, {ID: "head", Name: "Hanna Okafor"}}, Calendar: calendar.England(),
		Actions: []readiness.PlanAction{{
			ID: "a-1", Reference: "S3", Title: d.action.Details.Title, Status: d.action.Status, Seq: d.action.Seq, Details: d.action.Details, OwnerID: "manager", SponsorID: "head", Start: d.action.Start, Due: d.action.Run.Due,
		}},
	}), nil
}

func (d *planDesk) ApplyPlanImport(ctx context.Context, id string, c readiness.ConfirmPlanImport, asked readiness.Asked) error {
	d.asks = append(d.asks, asked)
	if d.kept.Done != nil && d.kept.Done.CommandID == asked.ID {
		return nil
	}
	if d.kept.Done != nil {
		return readiness.Errorf(readiness.Conflict, "Somebody has brought this plan in already.")
	}
	trial, err := d.TryPlanImport(ctx, id)
	if err == nil {
		err = c.Check(trial)
	}
	if err != nil {
		return err
	}
	d.kept.Done = &readiness.PlanImported{CommandID: asked.ID, By: asked.By.Name, At: now, Planned: make([]string, len(trial.New)), Changes: trial.Changes, LeftOut: len(trial.Bad)}
	d.kept.Unopen = len(trial.New)
	return nil
}

func (d *planDesk) KeepPlanAnswers(_ context.Context, _ string, answers []readiness.PlanAnswer) error {
	d.kept.Answers = append(d.kept.Answers, answers...)
	return nil
}

func (d *planDesk) DropPlanSheet(_ context.Context, id string, _ readiness.Asked) error {
	if id != d.kept.ID {
		return errNone
	}
	d.kept = readiness.PlanImport{}
	return nil
}

func (d *planDesk) OpenActions(context.Context) error {
	d.began++
	if d.refuse == nil {
		d.kept.Unopen = 0
	}
	return d.refuse
}

func newPlanDesk(t *testing.T) (*planDesk, visitor) {
	t.Helper()
	d := &planDesk{board: newBoard(t)}
	d.action.Details.Reference = "S3"
	s := newServer()
	s.Plan, s.Actions, s.Commands, s.PlanImports = d, d, d, d
	return d, visit(t, s, "improvement_lead")
}

const planCSV = "Ref,Theme,Action,Intended outcome,Success measure,Owner,Sponsor,Start,By when,RAG\n" +
	"S1,Visits,Visit in time,Children are seen.,Visits,Tom Reilly,Hanna Okafor,1 April 2027,30/09/2027,Green\n" +
	"S3,Supervision,Supervise every four weeks,Plans move.,Audit,,,,,\n" +
	"S4,Visits,=HYPERLINK(1),Children are seen.,Visits,J. Smith,Hanna Okafor,1 April 2027,2027-09-30,Red\n"

const planAt = "/plan/import/" + importID

// TestBringAPlanIn walks a sheet from the file to the plan: nothing happens before it is confirmed, bad rows wait for a word, the form sent twice does
// nothing more, and the running action is asked for its change by itself.
func TestBringAPlanIn(t *testing.T) {
	t.Parallel()
	d, lead := newPlanDesk(t)
	status, page, to := lead.send("/plan/import", map[string]string{"command_id": commandID}, map[string][]byte{"plan.csv": []byte(planCSV)})
	if status != http.StatusSeeOther || to != planAt+"/columns" {
		t.Fatalf("the file: %d to %q: %s", status, to, page)
	}
	if _, _, to := lead.get(planAt); to != planAt+"/columns" {
		t.Errorf("before the columns are named: to %q", to)
	}
	_, page, _ = lead.get(to)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Counts("select[name=columns]", 10), htmlcheck.Counts("option[value=sponsor][selected]", 1), htmlcheck.In("main", htmlcheck.Says("plan.csv, 3 rows"), htmlcheck.Says("Action Visit in time Supervise every four weeks")))

	columns := url.Values{"command_id": {"c-1"}, "columns": {"reference", "theme", "title", "title", "measure", "owner", "sponsor", "start", "due", ""}, "theme": {"Kept"}}
	status, page, _ = lead.post(planAt+"/columns", columns)
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "cannot both be") {
		t.Errorf("two titles: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Value("theme", "Kept"), htmlcheck.Counts("option[value=title][selected]", 2))
	columns["columns"][3] = "outcome"
	columns.Set("start-day", "40")
	if status, page, _ := lead.post(planAt+"/columns", columns); status != http.StatusUnprocessableEntity || d.kept.Mapping != nil {
		t.Errorf("half a date: %d %s", status, page)
	}
	columns.Del("start-day")
	if status, _, to := lead.post(planAt+"/columns", columns); status != http.StatusSeeOther || to != planAt {
		t.Fatalf("the columns: %d to %q", status, to)
	}
	_, page, _ = lead.get(planAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("1 new action, 1 changed"), htmlcheck.Says("Row 4, =HYPERLINK(1): The owner: nobody here is called J. Smith.")), htmlcheck.Value("confirmed", "2"))

	confirm := url.Values{"command_id": {"c-2"}, "confirmed": {"2"}}
	if status, page, _ := lead.post(planAt+"/confirm", confirm); status != http.StatusUnprocessableEntity || !strings.Contains(page, "leave_out-error") || d.kept.Done != nil {
		t.Errorf("bad rows without a word: %d", status)
	}
	confirm.Set("leave_out", "yes")
	confirm.Set("confirmed", "3")
	if status, page, _ := lead.post(planAt+"/confirm", confirm); status != http.StatusConflict || !strings.Contains(page, "Something has changed since you looked") || !strings.Contains(page, `name="confirmed" value="2"`) {
		t.Errorf("another number: %d", status)
	}
	confirm.Set("confirmed", "2")
	for range 2 {
		if status, page, to := lead.post(planAt+"/confirm", confirm); status != http.StatusSeeOther || to != planAt {
			t.Fatalf("%d to %q: %s", status, to, page)
		}
	}
	if d.began != 1 || len(d.asked) != 1 || d.asked[0].ID != "c-2/a-1" || d.asked[0].Facts == nil || d.asked[0].IfSeq != 1 || d.action.Details.Title != "Supervise every four weeks" {
		t.Errorf("opened %d times, asked %+v, title %q", d.began, d.asked, d.action.Details.Title)
	}
	_, page, _ = lead.get(planAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("1 new action, 1 changed. 1 row was left out."), htmlcheck.Lacks("form")))
	confirm.Set("command_id", "c-3")
	if status, page, _ := lead.post(planAt+"/confirm", confirm); status != http.StatusConflict || !strings.Contains(page, "Somebody has brought this plan in already.") {
		t.Errorf("a second confirmation: %d", status)
	}
}

// brought is a planDesk whose sheet was mapped and can be confirmed.
func brought(t *testing.T) (*planDesk, visitor, url.Values) {
	t.Helper()
	d, lead := newPlanDesk(t)
	lead.send("/plan/import", map[string]string{"command_id": commandID}, map[string][]byte{"plan.csv": []byte(planCSV)})
	d.kept.Mapping = &readiness.PlanMapping{Columns: readiness.GuessPlanColumns(d.kept.Sheet.Columns)}
	return d, lead, url.Values{"command_id": {"c-2"}, "confirmed": {"2"}, "leave_out": {"yes"}}
}

// TestPlanChangesThatAreNotTaken: a refusal is kept and said; silence leaves the change to be asked again under the same id; so does a restart.
func TestPlanChangesThatAreNotTaken(t *testing.T) {
	t.Parallel()
	d, lead, confirm := brought(t)
	d.fail, d.refuse = readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet."), readiness.Errorf(readiness.Unconfirmed, "Nobody answers.")
	if status, _, to := lead.post(planAt+"/confirm", confirm); status != http.StatusSeeOther || to != planAt {
		t.Fatalf("nobody answers: %d to %q", status, to)
	}
	_, page, _ := lead.get(planAt)
	htmlcheck.Has(t, page, htmlcheck.In("#left", htmlcheck.Says("1 new action is not in the lists yet"), htmlcheck.Says("1 change is not made yet.")))
	d.fail, d.refuse = readiness.Errorf(readiness.Conflict, "The page has moved on."), nil
	if status, _, to := lead.post(planAt+"/changes", url.Values{"command_id": {"c-9"}}); status != http.StatusSeeOther || to != planAt {
		t.Fatalf("going on: %d to %q", status, to)
	}
	if ids := []string{d.asked[0].ID, d.asked[1].ID}; !slices.Equal(ids, []string{"c-2/a-1", "c-2/a-1"}) || d.began != 2 {
		t.Errorf("asked under %v, opened %d times", ids, d.began)
	}
	_, page, _ = lead.get(planAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Row 3, Supervise each month: The page has moved on."), htmlcheck.Lacks("form")))

	d, lead, confirm = brought(t)
	d.fail = errors.New("the wire was cut")
	if status, _, _ := lead.post(planAt+"/confirm", confirm); status != http.StatusInternalServerError || len(d.kept.Pending()) != 1 {
		t.Errorf("a failure: %d, %d left", status, len(d.kept.Pending()))
	}
}

func TestPlanSheetIsThrownAway(t *testing.T) {
	t.Parallel()
	d, lead, _ := brought(t)
	if status, _, to := lead.post(planAt+"/discard", url.Values{"command_id": {"c-4"}}); status != http.StatusSeeOther || to != "/plan/import" || d.kept.ID != "" {
		t.Errorf("%d to %q", status, to)
	}
	if status, _, _ := lead.get(planAt); status != http.StatusNotFound {
		t.Errorf("it is still there: %d", status)
	}
	if status, _, to := lead.post(planAt+"/changes", url.Values{}); status != http.StatusNotFound {
		t.Errorf("going on with nothing: %d to %q", status, to)
	}
}

func TestPlanFileRefused(t *testing.T) {
	t.Parallel()
	var book bytes.Buffer
	if err := sheet.WriteXLSX(&book, sheet.Sheet{Name: "Plan", Header: []string{"Action", "Owner"}}); err != nil {
		t.Fatal(err)
	}
	many := []byte("Action,Owner\n" + strings.Repeat("a,b\n", 5001))
	for name, c := range map[string]struct {
		files map[string][]byte
		words string
	}{
		"no file":         {nil, "Choose one Excel workbook"},
		"two files":       {map[string][]byte{"a.csv": []byte("a,b\nc,d"), "b.csv": []byte("a,b\nc,d")}, "Choose one Excel workbook"},
		"an empty file":   {map[string][]byte{"a.xlsx": {}}, "The file is empty."},
		"a program":       {map[string][]byte{"plan.xlsx": []byte("MZ\x90\x00\x03")}, "neither an Excel workbook nor a csv file"},
		"nothing in it":   {map[string][]byte{"plan.xlsx": book.Bytes()}, "nothing below the headings in row 1"},
		"too many rows":   {map[string][]byte{"plan.csv": many}, "more than 5,000 rows"},
		"far too many":    {map[string][]byte{"plan.csv": append(many, many...)}, "more rows than can be read"},
		"larger than 5MB": {map[string][]byte{"plan.csv": make([]byte, 5<<20+1)}, "larger than 5 MB"},
		"far too large":   {map[string][]byte{"plan.csv": make([]byte, 65<<20)}, "far too large"},
	} {
		d, lead := newPlanDesk(t)
		status, page, _ := lead.send("/plan/import", map[string]string{"command_id": commandID}, c.files)
		if status != http.StatusUnprocessableEntity || d.kept.ID != "" {
			t.Errorf("%s: %d, kept %q", name, status, d.kept.ID)
			continue
		}
		htmlcheck.Page(t, page)
		htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says(c.words)), htmlcheck.Value("command_id", commandID))
	}
}

// TestPlanImportOfManyRows brings in what the issue asks for: 2,000 rows as a workbook.
func TestPlanImportOfManyRows(t *testing.T) {
	t.Parallel()
	list := sheet.Sheet{Name: "Plan", Header: []string{"Ref", "Theme", "Action", "Outcome", "Measure", "Owner", "Sponsor", "Start", "Due"}}
	list.Rows = func(yield func([]any) bool) {
		for n := range 2000 {
			if !yield([]any{fmt.Sprint("N", n), "Visits", fmt.Sprint("Visit ", n), "Seen.", "Visits", "Tom Reilly", "Hanna Okafor", calendar.On(2027, 4, 1), calendar.On(2027, 9, 30)}) {
				return
			}
		}
	}
	var book bytes.Buffer
	if err := sheet.WriteXLSX(&book, list); err != nil {
		t.Fatal(err)
	}
	d, lead := newPlanDesk(t)
	if status, page, _ := lead.send("/plan/import", map[string]string{"command_id": commandID}, map[string][]byte{"plan.xlsx": book.Bytes()}); status != http.StatusSeeOther {
		t.Fatalf("%d: %s", status, page)
	}
	d.kept.Mapping = &readiness.PlanMapping{Columns: readiness.GuessPlanColumns(d.kept.Sheet.Columns)}
	_, page, _ := lead.get(planAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("2,000 new actions, 0 changed"), htmlcheck.Says("And 1,800 more."), htmlcheck.Says("due 30 September 2027")))
}
