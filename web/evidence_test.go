package web_test

import (
	"bytes"
	"context"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// evidenceShelf is evidence that remembers what was asked of it; e-1 is attached by who is asked as "manager".
type evidenceShelf struct {
	attached  *readiness.AttachEvidence
	asked     readiness.Asked
	withdrawn string
	looked    string
	query     readiness.EvidenceQuery
	refuse    error
	file      readiness.EvidenceFile
}

func (s *evidenceShelf) AttachEvidence(_ context.Context, e readiness.AttachEvidence, asked readiness.Asked) (readiness.Evidence, error) {
	if s.refuse == nil {
		s.attached, s.asked = &e, asked
	}
	return readiness.Evidence{}, s.refuse
}

func (s *evidenceShelf) EvidenceItem(_ context.Context, _ readiness.Actor, id string) (readiness.Evidence, error) {
	e := readiness.Evidence{
		ID: id, Kind: "data", Bears: readiness.Supports, Title: "Figures of January", ShowsOn: calendar.On(2027, 2, 1), ByID: "manager", By: "Tom Reilly", At: now,
		Actions: []readiness.ActionRef{{ActionID: "a-1", Title: "Supervise each month"}},
	}
	switch id {
	case "e-1":
		e.Replaces = "e-0"
	case "e-0":
		e.Title, e.Replaced = "Figures, first count", "e-1"
	default:
		return readiness.Evidence{}, errNone
	}
	return e, nil
}

func (s *evidenceShelf) Evidence(_ context.Context, _ readiness.Actor, q readiness.EvidenceQuery) (readiness.Page[readiness.Evidence], error) {
	s.query = q
	e, err := s.EvidenceItem(context.Background(), readiness.Actor{}, "e-1")
	return readiness.Page[readiness.Evidence]{Rows: []readiness.Evidence{e}, Total: 60, Next: "after"}, err
}

func (s *evidenceShelf) WithdrawEvidence(_ context.Context, id string, w readiness.WithdrawEvidence, _ readiness.Asked) error {
	s.withdrawn = id + ": " + w.Reason
	return s.refuse
}

func (s *evidenceShelf) ReviewEvidence(_ context.Context, id string, r readiness.ReviewEvidence, _ readiness.Asked) error {
	s.looked = id + " until " + r.ReviewBy.String() + ": " + r.Note
	return s.refuse
}

func (s *evidenceShelf) OpenEvidence(context.Context, readiness.Actor, string) (readiness.EvidenceFile, error) {
	return s.file, s.refuse
}

// planned is a plan with the action a-1.
type planned struct{ plan }

func (planned) ActionView(_ context.Context, _ readiness.Actor, id string) (readiness.ActionView, error) {
	if id != "a-1" {
		return readiness.ActionView{}, errNone
	}
	return readiness.ActionView{ActionRow: readiness.ActionRow{ActionID: id, Title: "Supervise each month", Start: calendar.On(2026, 11, 2)}}, nil
}

func (planned) PlanFigures(context.Context, readiness.Actor, readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	return []readiness.ThemeFigures{{Theme: "Supervision"}}, nil
}

func evidenceVisitor(t *testing.T, as string) (*evidenceShelf, visitor) {
	t.Helper()
	kept, s := &evidenceShelf{}, newServer()
	s.Evidence, s.Plan = kept, planned{}
	return kept, visit(t, s, as)
}

// attach sends the form as a browser does; name is "" for no file.
func (v visitor) attach(fields url.Values, name string, body []byte) (status int, page, location string) {
	v.t.Helper()
	return v.attachAt("/actions/a-1/evidence/new", fields, name, body)
}

func (v visitor) attachAt(path string, fields url.Values, name string, body []byte) (status int, page, location string) {
	v.t.Helper()
	var sent bytes.Buffer
	form := multipart.NewWriter(&sent)
	for field, values := range fields {
		for _, value := range values {
			if err := form.WriteField(field, value); err != nil {
				v.t.Fatal(err)
			}
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		v.t.Fatal(err)
	}
	if _, err := part.Write(body); err != nil {
		v.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		v.t.Fatal(err)
	}
	answer, err := v.http.Post(v.site+path, form.FormDataContentType(), &sent)
	return v.read(answer, err)
}

// attachForm is a whole form, with some fields changed.
func attachForm(changes ...string) url.Values {
	form := url.Values{
		"command_id": {commandID}, "kind": {"audit"}, "bears": {"supports"}, "title": {"Audit of 20 files"}, "text": {"18 of 20."},
		"shows_on-day": {"12"}, "shows_on-month": {"2"}, "shows_on-year": {"2027"},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestAttachEvidence(t *testing.T) {
	t.Parallel()
	kept, v := evidenceVisitor(t, "manager")
	status, _, to := v.attach(attachForm("replaces", "e-1"), `C:\audits\March.pdf`, []byte("%PDF-1.7 ..."))
	if status != http.StatusSeeOther || to != "/actions/a-1" || kept.attached == nil {
		t.Fatalf("answers %d and leads to %q", status, to)
	}
	e := kept.attached
	if e.ActionID != "a-1" || e.Kind != "audit" || e.Bears != readiness.Supports || e.ShowsOn != calendar.On(2027, 2, 12) || e.Replaces != "e-1" || e.Looked != nil || kept.asked.ID != commandID {
		t.Errorf("attached %+v under %s", e, kept.asked.ID)
	}
	if e.File == nil || e.File.Name != "March.pdf" || e.File.MediaType != papers.PDF || string(e.File.Body) != "%PDF-1.7 ..." {
		t.Errorf("with the file %+v", e.File)
	}
	if _, page, _ := v.get("/actions/a-1"); !strings.Contains(page, "The evidence is attached.") {
		t.Error("the next page does not say that it is attached")
	}
	kept.attached = nil
	if status, _, _ := v.attach(attachForm(), "", nil); status != http.StatusSeeOther || kept.attached == nil || kept.attached.File != nil {
		t.Errorf("without a file: %d, %+v", status, kept.attached)
	}
}

func TestAttachRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, field, want string
		fields            url.Values
		file              string
		body              []byte
	}{
		{"a program", "file", "is a program", attachForm(), "audit.pdf", []byte("MZ\x90")},
		{"an empty file", "file", "is empty", attachForm(), "audit.pdf", nil},
		{"too large", "file", "larger than 20 MB", attachForm(), "film.pdf", make([]byte, papers.MaxSize+1000)},
		{"no kind", "kind", "Choose what kind of evidence it is.", attachForm("kind", ""), "", nil},
		{"no bearing", "bears", "Choose whether it supports the action or speaks against it.", attachForm("bears", ""), "", nil},
		{"no day", "shows_on", "Enter the day that the evidence is about.", attachForm("shows_on-day", "", "shows_on-month", "", "shows_on-year", ""), "", nil},
		{"a day to come", "shows_on", "must be today or in the past", attachForm("shows_on-year", "2028"), "", nil},
		{"half a period", "from", "both ends of the period", attachForm("from-day", "1", "from-month", "1", "from-year", "2027"), "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			kept, v := evidenceVisitor(t, "manager")
			status, page, _ := v.attach(c.fields, c.file, c.body)
			if status != http.StatusUnprocessableEntity || kept.attached != nil {
				t.Fatalf("answers %d, attached %+v", status, kept.attached)
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page,
				htmlcheck.In(".govuk-error-summary", htmlcheck.Says(c.want), htmlcheck.Counts("a[href=#"+c.field+"]", 1)), htmlcheck.Value("title", "Audit of 20 files"), htmlcheck.Value("text", "18 of 20."),
				htmlcheck.Value("command_id", commandID))
			if again := strings.Contains(page, "Choose the file again"); again != (c.file != "") {
				t.Errorf("says that the file is to be chosen again: %v", again)
			}
		})
	}
	kept, v := evidenceVisitor(t, "manager")
	kept.refuse = readiness.FieldErrorf("replaces", "The evidence that this replaces has been withdrawn or replaced already.")
	status, page, _ := v.attach(attachForm("replaces", "e-1"), "", nil)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("has been withdrawn or replaced already")), htmlcheck.Value("replaces", "e-1"))
	if status != http.StatusUnprocessableEntity {
		t.Errorf("a refusal by the ledger: %d", status)
	}
	if status, page, _ := v.post("/actions/a-1/evidence/new", attachForm()); status != http.StatusUnprocessableEntity || !strings.Contains(page, "did not arrive whole") {
		t.Errorf("a form that is no upload: %d", status)
	}
	if status, page, _ := v.attach(attachForm("text", strings.Repeat("long ", 100_000)), "", nil); status != http.StatusRequestEntityTooLarge || !strings.Contains(page, "larger than") {
		t.Errorf("a book in a text field: %d", status)
	}
}

// TestAttachAsksAboutAChild warns once of everything that looks like a child's, keeps what was typed, and keeps the answer with the evidence. What was
// not warned of is asked about again.
func TestAttachAsksAboutAChild(t *testing.T) {
	t.Parallel()
	kept, v := evidenceVisitor(t, "manager")
	form := attachForm("title", "Audit for NHS 943 476 5919")
	body := []byte("Child,Born\nx,born 3.4.2015\n")
	status, page, _ := v.attach(form, "amy_dob_01-02-2012.csv", body)
	if status != http.StatusUnprocessableEntity || kept.attached != nil {
		t.Fatalf("answers %d, attached %+v", status, kept.attached)
	}
	htmlcheck.Page(t, page)
	want := []string{"an NHS number in the title", "a date of birth in the file’s name", "a date of birth in the file"}
	htmlcheck.Has(t, page,
		htmlcheck.In(".govuk-warning-text", htmlcheck.Says("an NHS number in the title, a date of birth in the file’s name and a date of birth in the file")),
		htmlcheck.In(".govuk-error-summary", htmlcheck.Counts("a[href=#keep]", 1)), htmlcheck.Value("title", "Audit for NHS 943 476 5919"), htmlcheck.Value("warned", strings.Join(want, ",")),
		htmlcheck.Counts("input[name=keep]", 1), htmlcheck.Lacks("input[name=keep][checked]"), htmlcheck.In("main", htmlcheck.Says("Choose the file again")))

	form["keep"] = []string{"yes"}
	if status, _, _ := v.attach(form, "amy_dob_01-02-2012.csv", body); status != http.StatusUnprocessableEntity || kept.attached != nil {
		t.Fatalf("ticked before anybody was warned: %d", status)
	}
	form["warned"] = want[:1]
	if status, page, _ := v.attach(form, "amy_dob_01-02-2012.csv", body); status != http.StatusUnprocessableEntity || kept.attached != nil {
		t.Fatalf("ticked for less than there is: %d", status)
	} else {
		htmlcheck.Has(t, page, htmlcheck.Lacks("input[name=keep][checked]"))
	}
	form["warned"] = want
	if status, _, _ := v.attach(form, "amy_dob_01-02-2012.csv", body); status != http.StatusSeeOther || kept.attached == nil || !slices.Equal(kept.attached.Looked, want) || kept.attached.Keep != "yes" {
		t.Fatalf("kept: %d, %+v", status, kept.attached)
	}
	kept.attached = nil
	form.Set("title", "Audit of one child")
	if status, _, _ := v.attach(form, "", nil); status != http.StatusSeeOther || kept.attached == nil || kept.attached.Looked != nil {
		t.Errorf("taken out: %d, %+v", status, kept.attached)
	}
}

func TestANewVersionBeginsWithTheEarlierOne(t *testing.T) {
	t.Parallel()
	_, v := evidenceVisitor(t, "manager")
	_, page, _ := v.get("/actions/a-1/evidence/new?replaces=e-1")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Attach a new version")), htmlcheck.Value("replaces", "e-1"), htmlcheck.Value("title", "Figures of January"), htmlcheck.Value("kind", "data"),
		htmlcheck.Value("shows_on-day", ""), htmlcheck.In("main", htmlcheck.Says("2 November 2026")))
	for _, path := range []string{"/actions/a-1/evidence/new?replaces=none", "/actions/none/evidence/new"} {
		if status, _, _ := v.get(path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
}

func TestEvidenceFile(t *testing.T) {
	t.Parallel()
	kept, v := evidenceVisitor(t, "manager")
	kept.file = readiness.EvidenceFile{Name: "Prüfung \"März\".pdf", MediaType: papers.PDF, Body: []byte("%PDF-1.7")}
	answer, err := v.http.Get(v.site + "/evidence/e-1/file")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Content-Type": papers.PDF, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Length": "8", "Content-Security-Policy": "default-src 'none'; sandbox",
	} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	how, params, wrong := mime.ParseMediaType(answer.Header.Get("Content-Disposition"))
	if status, body, _ := v.read(answer, err); status != http.StatusOK || body != "%PDF-1.7" || wrong != nil || how != "attachment" || params["filename"] != kept.file.Name {
		t.Errorf("%d %q, %s %v (%v)", status, body, how, params, wrong)
	}
	kept.refuse = errNone
	answer, err = v.http.Get(v.site + "/evidence/e-1/file")
	if status, _, _ := v.read(answer, err); status != http.StatusNotFound || answer.Header.Get("Content-Disposition") != "" {
		t.Errorf("no file: %d", status)
	}
}

func TestWithdrawEvidence(t *testing.T) {
	t.Parallel()
	for _, who := range []string{"manager", string(readiness.ImprovementLead)} {
		kept, v := evidenceVisitor(t, who)
		_, page, _ := v.get("/evidence/e-1")
		htmlcheck.Page(t, page)
		htmlcheck.Has(t, page, htmlcheck.Counts("a[href=/evidence/e-1/withdraw]", 1), htmlcheck.Counts("a[href=/actions/a-1/evidence/new?replaces=e-1]", 1), htmlcheck.Counts("a[href=/evidence/e-0]", 1))
		if status, page, _ := v.post("/evidence/e-1/withdraw", url.Values{"command_id": {commandID}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Enter why it is withdrawn.") || kept.withdrawn != "" {
			t.Errorf("%s without a reason: %d, %q", who, status, kept.withdrawn)
		}
		status, _, to := v.post("/evidence/e-1/withdraw", url.Values{"command_id": {commandID}, "reason": {"Counted twice."}})
		if status != http.StatusSeeOther || to != "/evidence/e-1" || kept.withdrawn != "e-1: Counted twice." {
			t.Errorf("%s: %d to %q, %q", who, status, to, kept.withdrawn)
		}
		kept.refuse = readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn already.")
		if status, page, _ := v.post("/evidence/e-1/withdraw", url.Values{"command_id": {commandID}, "reason": {"Counted twice."}}); status != http.StatusConflict || !strings.Contains(page, "has been withdrawn already") {
			t.Errorf("%s, twice: %d", who, status)
		}
	}
	_, v := evidenceVisitor(t, "head")
	if _, page, _ := v.get("/evidence/e-1"); strings.Contains(page, "/evidence/e-1/withdraw") {
		t.Error("whoever did not attach it is offered to withdraw it")
	}
	if status, _, _ := v.get("/evidence/e-1/withdraw"); status != http.StatusForbidden {
		t.Errorf("whoever did not attach it sees the form: %d", status)
	}
}

func TestSayThatEvidenceHolds(t *testing.T) {
	t.Parallel()
	kept, v := evidenceVisitor(t, "manager")
	_, page, _ := v.get("/evidence/e-1")
	htmlcheck.Has(t, page, htmlcheck.Counts("a[href=/evidence/e-1/look]", 1))
	_, page, _ = v.get("/evidence/e-1/look")
	htmlcheck.Page(t, page)
	sent := url.Values{"command_id": {commandID}, "note": {"The audit of March."}}
	if status, page, _ := v.post("/evidence/e-1/look", sent); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Enter the day by which it is to be looked at again.") || kept.looked != "" {
		t.Errorf("without a day: %d, %q", status, kept.looked)
	}
	sent["review_by-day"], sent["review_by-month"], sent["review_by-year"] = []string{"27"}, []string{"9"}, []string{"2027"}
	if status, _, to := v.post("/evidence/e-1/look", sent); status != http.StatusSeeOther || to != "/evidence/e-1" || kept.looked != "e-1 until 2027-09-27: The audit of March." {
		t.Errorf("%d to %q, %q", status, to, kept.looked)
	}
	kept.refuse = readiness.FieldErrorf("review_by", "The day by which it is to be looked at again must be in the future.")
	if status, page, _ := v.post("/evidence/e-1/look", sent); status != http.StatusUnprocessableEntity || !strings.Contains(page, "must be in the future") || !strings.Contains(page, "The audit of March.") {
		t.Errorf("a day in the past: %d", status)
	}
	if status, _, _ := v.get("/evidence/e-0/look"); status != http.StatusConflict {
		t.Errorf("of a piece that was replaced: %d", status)
	}
	_, v = evidenceVisitor(t, "head")
	if status, page, _ := v.get("/evidence/e-1"); status != http.StatusOK || strings.Contains(page, "/evidence/e-1/look") {
		t.Error("whoever did not attach it is offered to say that it holds")
	}
	if status, _, _ := v.get("/evidence/e-1/look"); status != http.StatusForbidden {
		t.Errorf("whoever did not attach it sees the form: %d", status)
	}
}

func TestEvidenceLibrary(t *testing.T) {
	t.Parallel()
	kept, v := evidenceVisitor(t, "manager")
	_, page, _ := v.get("/evidence?kind=data&bears=supports&theme=Foreign&state=all&text=Jan")
	if kept.query != (readiness.EvidenceQuery{Kind: "data", Bears: "supports", Theme: "Foreign", State: "all", Text: "Jan"}) {
		t.Errorf("asked %+v", kept.query)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("theme", "Foreign"), htmlcheck.In("#theme", htmlcheck.Says("Supervision")), htmlcheck.In("tbody", htmlcheck.Says("Figures of January"), htmlcheck.Counts("a[href=/actions/a-1]", 1)),
		htmlcheck.In("a[rel=next]", htmlcheck.Attr("href", "/evidence?bears=supports&cursor=after&kind=data&state=all&text=Jan&theme=Foreign")))
	if status, _, _ := v.get("/evidence?kind=bad"); status != http.StatusUnprocessableEntity {
		t.Errorf("a kind that is none: %d", status)
	}
}

func TestWhatEvidencePagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.Lacks
	samplesSay(t, map[string][]htmlcheck.Check{
		"evidence list/everything": {in("tbody", says("Withdrawn"), says("Replaced"), says("look again by 2 August 2027"), says("Speaks against")), in("main", says("64 pieces of evidence"))},
		"evidence list/empty":      {in("main", says("There is no evidence in force yet."), lacks("form"))},
		"evidence list/none fits":  {in("main", says("No evidence fits."), htmlcheck.Counts("form", 1))},
		"evidence/new version": {
			in("main", says("12 February 2027"), says("4 January 2027 to 31 January 2027"), says("812 KB"), says("9f86d081"), says("3 people"), says("Audit of 12 files in North")),
			htmlcheck.Counts("a[href=/evidence/e-1/file]", 1), htmlcheck.Counts("a[href=/actions/a-2]", 1),
		},
		"evidence/bare": {in("main", says("Speaks against"), lacks("a[href=/evidence/e-2/file]"), lacks("a[href=/evidence/e-2/withdraw]"))},
		"evidence/to be looked at again": {
			in("#asks", says("was to be looked at again by"), htmlcheck.Counts("a[href=/evidence/e-6/look]", 1)),
			in("main", says("2 September 2026: Hanna Okafor said that it holds"), says("The audit of August gives the same.")),
		},
		"evidence/to be looked at again, somebody else’s": {in("#asks", lacks("a")), in("main", lacks("a[href=/evidence/e-6/look]"))},
		"evidence/look": {in("main", says("It is to be looked at again by"))}, "evidence/look: never asked": {in("main", lacks("#asks"))},
		"evidence/withdrawn":            {in("#withdrawn", says("withdrawn on 1 March 2027"), says("Two files were counted twice.")), in("main", lacks("a[href=/evidence/e-3/withdraw]"))},
		"evidence/replaced":             {in("#replaced", htmlcheck.Counts("a[href=/evidence/e-1]", 1))},
		"evidence/kept after a warning": {in("main", says("what looks like a child’s name in the title and a date of birth in the file"), says("1 person"))},
		"attach/new":                    {in("main", lacks(".govuk-warning-text"), says("At most 20 MB")), in("input[type=file]", htmlcheck.Attr("accept", ".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.txt,.csv"))},
	})
}
