package web_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	importID  = "0195a1b2-0000-7000-8000-0000000000aa"
	commandID = "0195a1b2-0000-7000-8000-0000000000bb"
)

// keptImports is an import register that remembers the last upload and the last questions.
type keptImports struct {
	imports
	upload   *readiness.Upload
	asked    *readiness.Asked
	findings *readiness.FindingQuery
	status   readiness.ImportStatus
}

func newKeptImports(status readiness.ImportStatus) keptImports {
	return keptImports{upload: &readiness.Upload{}, asked: &readiness.Asked{}, findings: &readiness.FindingQuery{}, status: status}
}

func (k keptImports) NewImport(_ context.Context, u readiness.Upload, asked readiness.Asked) (readiness.Import, error) {
	*k.upload, *k.asked = u, asked
	return readiness.Import{ID: importID, Status: readiness.ImportChecking}, nil
}

func (k keptImports) Import(_ context.Context, id string) (readiness.Import, error) {
	if id != importID {
		return readiness.Import{}, errNone
	}
	return readiness.Import{ID: id, Status: k.status, TakenOn: calendar.On(2027, 2, 28), At: now, By: "Iris Lowe", FileNames: []string{"a.xlsx"}}, nil
}

func (k keptImports) Findings(_ context.Context, _ string, q readiness.FindingQuery) (readiness.Page[readiness.Finding], error) {
	*k.findings = q
	row := readiness.Finding{List: 6, Row: 12, Severity: readiness.SeverityError, Message: "The closure date is before the start date.", Fix: "Correct one of them.", Found: "<b>1/2/19</b>"}
	return readiness.Page[readiness.Finding]{Rows: []readiness.Finding{row}, Total: 60, Next: "after-12"}, nil
}

// checking is a Commands that says what becomes of questions about imports.
type checking struct {
	commands
	check, answer error
	checks        *int
}

func (c checking) CheckImport(context.Context, string) error {
	*c.checks++
	return c.check
}
func (c checking) ConfirmImport(context.Context, string, readiness.Asked) error { return c.answer }
func (c checking) DiscardImport(context.Context, string, readiness.Asked) error { return c.answer }

// send posts a form with files, as a browser does.
func (v visitor) send(path string, fields map[string]string, files map[string][]byte) (status int, page, location string) {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			v.t.Fatal(err)
		}
	}
	for name, data := range files {
		part, err := form.CreateFormFile("files", name)
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			v.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		v.t.Fatal(err)
	}
	answer, err := v.http.Post(v.site+path, form.FormDataContentType(), &body)
	return v.read(answer, err)
}

var takenOn = map[string]string{"command_id": commandID, "taken_on-day": "28", "taken_on-month": "2", "taken_on-year": "2027"}

func TestUploadIsKeptAndChecked(t *testing.T) {
	t.Parallel()
	for name, refusal := range map[string]error{"checked at once": nil, "nobody answers": readiness.Errorf(readiness.Unconfirmed, "Not confirmed yet.")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kept, checks, s := newKeptImports(readiness.ImportChecking), 0, newServer()
			s.Imports, s.Commands = kept, checking{check: refusal, checks: &checks}
			v := visit(t, s, string(readiness.ImprovementLead))
			status, _, to := v.send("/imports", takenOn, map[string][]byte{`C:\lists\list6.csv`: []byte("six"), "list7.csv": []byte("seven")})
			if status != http.StatusSeeOther || to != "/imports/"+importID || checks != 1 {
				t.Fatalf("%d to %q after %d checks", status, to, checks)
			}
			if kept.asked.ID != commandID || kept.asked.By.PersonID != string(readiness.ImprovementLead) || kept.upload.TakenOn != calendar.On(2027, 2, 28) {
				t.Errorf("kept %+v of %s", kept.asked, kept.upload.TakenOn)
			}
			got := map[string]string{}
			for _, f := range kept.upload.Files {
				got[f.Name] = string(f.Data)
			}
			if len(got) != 2 || got["list6.csv"] != "six" || got["list7.csv"] != "seven" {
				t.Errorf("the files are %q", got)
			}
		})
	}
}

func TestUploadRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fields map[string]string
		files  map[string][]byte
		want   string
	}{
		{"no file", takenOn, nil, "Choose the Annex A workbook"},
		{"an empty file", takenOn, map[string][]byte{"a.xlsx": {}}, "None of them may be empty"},
		{"no date", map[string]string{"command_id": commandID}, map[string][]byte{"a.xlsx": []byte("x")}, "Enter the day on which the lists were taken."},
		{"half a date", map[string]string{"command_id": commandID, "taken_on-day": "28", "taken_on-month": "2"}, map[string][]byte{"a.xlsx": []byte("x")}, "must include a year."},
		{"too large", takenOn, map[string][]byte{"a.xlsx": make([]byte, 52<<20)}, "larger than 50 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			kept, s := newKeptImports(readiness.ImportChecking), newServer()
			s.Imports = kept
			v := visit(t, s, string(readiness.ImprovementLead))
			status, page, _ := v.send("/imports", c.fields, c.files)
			if status != http.StatusUnprocessableEntity || kept.asked.ID != "" {
				t.Fatalf("%d, asked %q", status, kept.asked.ID)
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page,
				htmlcheck.In(".govuk-error-summary", htmlcheck.Says(c.want)), htmlcheck.In(".govuk-error-message", htmlcheck.Says(c.want)),
				htmlcheck.Value("taken_on-day", c.fields["taken_on-day"]), htmlcheck.Value("command_id", commandID))
		})
	}
	s := newServer()
	v := visit(t, s, string(readiness.ImprovementLead))
	if status, page, _ := v.post("/imports", url.Values{"command_id": {commandID}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "did not arrive whole") {
		t.Errorf("an upload that is no upload: %d", status)
	}
}

func TestAnswerToImport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{"done", nil, http.StatusSeeOther, ""},
		{"somebody was faster", readiness.Errorf(readiness.Conflict, "Ana Costa confirmed this upload already."), http.StatusConflict, "Ana Costa confirmed this upload already."},
		{"nobody answers", readiness.Errorf(readiness.Unconfirmed, "Not confirmed yet."), http.StatusAccepted, "Not confirmed yet"},
		{"gone", errNone, http.StatusNotFound, "There is no such thing here."},
	} {
		for _, path := range []string{"/imports/" + importID + "/confirm", "/imports/" + importID + "/discard"} {
			s := newServer()
			s.Imports, s.Commands = newKeptImports(readiness.ImportApplied), checking{answer: c.err}
			v := visit(t, s, string(readiness.ImprovementLead))
			status, page, to := v.post(path, url.Values{"command_id": {commandID}})
			if status != c.status {
				t.Fatalf("%s: %s: %d", c.name, path, status)
			}
			if status == http.StatusSeeOther {
				if to != "/imports/"+importID {
					t.Errorf("%s leads to %q", path, to)
				}
				continue
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(c.want)))
			if status == http.StatusAccepted {
				htmlcheck.Has(t, page, htmlcheck.Value("command_id", commandID))
			}
		}
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	kept, s := newKeptImports(readiness.ImportChecked), newServer()
	s.Imports = kept
	s.Findings = func(_ context.Context, w io.Writer, id string) error {
		_, err := io.WriteString(w, "workbook of "+id)
		return err
	}
	v := visit(t, s, string(readiness.ImprovementLead))
	_, page, _ := v.get("/imports/" + importID + "/findings?severity=error&list=6")
	if *kept.findings != (readiness.FindingQuery{Severity: "error", List: 6}) {
		t.Errorf("asked %+v", *kept.findings)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("severity", "error"), htmlcheck.In("tbody", htmlcheck.Says("List 6, row 12"), htmlcheck.Says("<b>1/2/19</b>"), htmlcheck.Lacks("td b")),
		htmlcheck.In("a[rel=next]", htmlcheck.Attr("href", "/imports/"+importID+"/findings?cursor=after-12&list=6&severity=error")))
	for _, wrong := range []string{"severity=bad", "list=12", "list=x"} {
		if status, _, _ := v.get("/imports/" + importID + "/findings?" + wrong); status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", wrong, status)
		}
	}
	answer, err := v.http.Get(v.site + "/imports/" + importID + "/findings.xlsx")
	name := answer.Header.Get("Content-Disposition")
	if status, book, _ := v.read(answer, err); status != http.StatusOK || book != "workbook of "+importID || name != `attachment; filename="findings-2027-02-28.xlsx"` {
		t.Errorf("%d %q %q", status, name, book)
	}
}

func TestWhatImportPagesSay(t *testing.T) {
	t.Parallel()
	in, says := htmlcheck.In, htmlcheck.Says
	samplesSay(t, map[string][]htmlcheck.Check{
		"imports/empty":   {in("main", says("No lists have been uploaded yet."))},
		"import/upload":   {in("input[type=file]", htmlcheck.Attr("multiple", ""))},
		"import/refused":  {in("main", says("old kind (.xls)"), says("Nothing has been changed."))},
		"import/confirm":  {in("main", says("This cannot be taken back."), says("5 children are on no list any more"))},
		"import/findings": {in("a[href=/imports/0190b2c4-0000-7000-8000-000000000001/findings?severity=error]", says("to mend")), in("tbody", says("List 6, row 1,204"), says("Row left out"), says("The whole upload"))},
		"import/being read": {
			in("#progress", htmlcheck.Attr("data-refresh-seconds", "2"), says("35% done.")), in("main", says("You can leave this page.")),
			in("form[action=/imports/0190b2c4-0000-7000-8000-000000000001/check]"),
		},
		"import/what we found": {
			in("p.govuk-body-l", says("3 lists, 3,412 rows. 3,388 fine, 19 need mending, 5 we ask about. Nothing has been changed yet.")),
			in("main", says("41Opened"), says("2 reviews end by themselves"), says("2 teams are new and belong to no area yet: North team 4 and Fostering 2."), htmlcheck.Lacks("#progress")),
		},
		"import/nothing new": {in("p.govuk-body-l", says("1 list, 1 row. 1 fine, 0 need mending")), in("main", says("has no list 7 (Child protection) and list 8 (Children in care)"))},
		"import/changes":     {in("tbody", says("Changed team: from North team 2 to South team 1"), says("Closed: on no list any more"))},
	})
}
