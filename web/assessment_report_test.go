package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

func TestWhatAssessmentReportsSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"assessment read/published": {
			in("#state", says("Published 18 May 2026")),
			in("main", says("Agreed: requires improvement to be good. Author: good, low confidence. Challenger: requires improvement to be good."), says("The audits of two areas show the contrary."),
				says("What we know. Most families"), says("1 of which speaks against it"), says("Evidence: The experiences"), says("Recording is late & thin."), says("Sealed on 18 May 2026")),
			counts("a[href=/self-assessments/sa-1/download.zip]", 1), counts("a[href=/self-assessments/sa-1/word]", 1), counts("a[href=/self-assessments/sa-1/summary]", 1),
		},
		"assessment read/draft": {
			in("#state", says("Draft, not signed")),
			in("main", says("so the author’s grade is not shown"), says("Not shown to you yet"), says("Not written yet."), says("Not signed"), lacks("Another empty post"), lacks("Sealed on")),
			counts("a[href=/self-assessments/sa-1/download.zip]", 0), counts("a[href=/self-assessments/sa-1/download.xlsx]", 1), counts(".app-report--draft", 1),
		},
		"assessment read/peer": {
			in("main", says("What we know. Most families"), lacks("What families said about"), lacks("Train every duty manager"), lacks("no evidence"), says("are not shown to you")), counts("a[href=/self-assessments/sa-1/download.xlsx]", 0),
		},
		"assessment summary/published": {
			in("#state", says("Published 18 May 2026")),
			in("main", says("Early help is offered at the right time: Good"), says("Thresholds are understood and applied consistently: Requires improvement"), says("We train every duty manager by June."),
				says("In 1 of them they tell us what is not good enough"), says("What families said about HP02 (3 February 2026): it shows what is not good enough."), says("1 is shown to have worked")),
		},
		"assessment summary/peer":        {in("main", says("The evidence is not shown to you."), lacks("Nothing that children"))},
		"assessment summary/none so far": {in("main", says("No grade is agreed yet."), says("Nothing that children or families say")), counts("#strong", 0), counts("#weak", 0)},
	})
}

// reportsOf hands out one report, and to a peer what a peer may read.
type reportsOf struct {
	assessmentReports
	report readiness.AssessmentReport
}

func (r reportsOf) AssessmentReport(_ context.Context, viewer readiness.Actor, _ string) (readiness.AssessmentReport, error) {
	if readiness.OnlyPeer(viewer) {
		return r.report.ForPeer(), nil
	}
	return r.report, nil
}

// sampled is the report of a sample.
func sampled(t *testing.T, name string) readiness.AssessmentReport {
	t.Helper()
	page, ok := web.Samples()[name].(web.AssessmentReadPage)
	if !ok {
		t.Fatalf("%s is no report", name)
	}
	return page.Report
}

// TestAssessmentForWord opens the document: headings in order, head rows, the language, the state on every page, the seal; and its bytes are always the same.
func TestAssessmentForWord(t *testing.T) {
	t.Parallel()
	s, kept := newServer(), &trail{}
	s.AssessmentReports, s.Service = reportsOf{report: sampled(t, "assessment read/published")}, kept
	status, body, _ := visit(t, s, "elected_member").get("/self-assessments/sa-1/word")
	if status != http.StatusOK {
		t.Fatalf("answers %d: %s", status, body)
	}
	_, again, _ := visit(t, s, "manager").get("/self-assessments/sa-1/word")
	if again != body {
		t.Error("the same published self-assessment gives other bytes")
	}
	text, parts := wordOf(t, body), unpacked(t, body)
	var levels []string
	for _, m := range regexp.MustCompile(`w:val="Heading(\d)"/>`).FindAllStringSubmatch(text, -1) {
		levels = append(levels, m[1])
	}
	if got := strings.Join(levels, ""); got != "1"+"12222"+"1222"+"1"+"1" {
		t.Errorf("the headings have levels %s", got)
	}
	if tables, heads := strings.Count(text, "<w:tbl>"), strings.Count(text, "<w:tblHeader/>"); tables != 6 || heads != tables {
		t.Errorf("%d tables with %d head rows", tables, heads)
	}
	for part, want := range map[string]string{"word/styles.xml": `<w:lang w:val="en-GB"`, "docProps/core.xml": "<dc:language>en-GB</dc:language>", "word/header1.xml": "Published 18 May 2026"} {
		if !strings.Contains(parts[part], want) {
			t.Errorf("%s lacks %s", part, want)
		}
	}
	seal := sampled(t, "assessment read/published").Seal
	for _, want := range []string{"Recording is late &amp; thin.", "What is not good enough. ", "Train every duty manager", seal, `w:anchor="_Toc1"`, "15 May 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	if len(kept.taken) != 2 || kept.taken[0] != `elected_member took self-assessment as docx, 3 rows, "id=sa-1"` {
		t.Errorf("the trail has %q", kept.taken)
	}
	kept.full = true
	for _, path := range []string{"word", "summary/word", "download.xlsx", "download.json", "download.zip"} {
		if status, _, _ := visit(t, s, "manager").get("/self-assessments/sa-1/" + path); status == http.StatusOK {
			t.Errorf("%s left without a trace", path)
		}
	}
}

// TestDraftForWord says on each page that it is one, and keeps from a challenger what the page keeps.
func TestDraftForWord(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.AssessmentReports = reportsOf{report: sampled(t, "assessment read/draft")}
	_, body, _ := visit(t, s, "peer").get("/self-assessments/sa-1/word")
	if parts := unpacked(t, body); !strings.Contains(parts["word/header1.xml"], "Draft, not signed") {
		t.Error("the draft does not say that it is one")
	}
	if text := wordOf(t, body); strings.Contains(text, "What families said about") || strings.Contains(text, "The seal") || !strings.Contains(text, "Most families are helped") {
		t.Error("a peer reads evidence, or a seal that is none, or nothing")
	}
	if status, _, _ := visit(t, s, "peer").get("/self-assessments/sa-1/download.json"); status != http.StatusForbidden {
		t.Errorf("a peer who takes it all away is answered %d", status)
	}
	if status, page, _ := visit(t, s, "manager").get("/self-assessments/sa-1/download.zip"); status != http.StatusConflict || !strings.Contains(page, "nothing to check yet") {
		t.Errorf("the seal of a draft: %d", status)
	}
	status, body, _ := visit(t, s, "manager").get("/self-assessments/sa-1/download.json")
	if status != http.StatusOK || !strings.Contains(body, `"status":"challenge"`) {
		t.Errorf("%d: %s", status, body)
	}
}

func unpacked(t *testing.T, body string) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// TestFilesForChecking follows the recipe: the sums are those that were signed, and every hash in the contents is that of a file.
func TestFilesForChecking(t *testing.T) {
	t.Parallel()
	report := sampled(t, "assessment read/published")
	s := newServer()
	s.AssessmentReports = reportsOf{report: report}
	v := visit(t, s, "manager")
	if _, body, _ := v.get("/self-assessments/sa-1/download.json"); body != string(report.Document) || readiness.SHA256([]byte(body)) != report.Seal {
		t.Error("the file for machines is not the sealed document, byte for byte")
	}
	_, body, _ := v.get("/self-assessments/sa-1/download.zip")
	files := unpacked(t, body)
	sums := map[string]string{}
	for line := range strings.Lines(files["SHA256SUMS"]) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if readiness.SHA256([]byte(files[name])) != sum {
			t.Errorf("%s does not have its sum", name)
		}
		sums[sum] = name
	}
	if len(sums) != 1+3+2+5-2 { // the whole is bound three times, by the same hash
		t.Errorf("there are sums of %v", sums)
	}
	hash := regexp.MustCompile(`\b[0-9a-f]{64}\b`)
	for _, part := range []string{"HELP", "LEAD", "assistant_director", "dcs", "lead_member"} {
		for _, h := range hash.FindAllString(files["contents/"+part+".txt"], -1) {
			if name := sums[h]; !strings.HasPrefix(name, "texts/") && !strings.HasPrefix(name, "reasons/") {
				t.Errorf("the signature of %s binds %s, which is %q", part, h, name)
			}
		}
	}
	for _, want := range []string{report.Seal, "sha256sum --check SHA256SUMS", "published 18 May 2026"} {
		if !strings.Contains(files["README.txt"], want) {
			t.Errorf("the recipe lacks %s", want)
		}
	}
	if strings.Count(files["signatures.txt"], "Amara Lindqvist") != 5 {
		t.Errorf("the signatures: %s", files["signatures.txt"])
	}
}

func TestAssessmentAsWorkbook(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.AssessmentReports = reportsOf{report: sampled(t, "assessment read/published")}
	_, body, _ := visit(t, s, "manager").get("/self-assessments/sa-1/download.xlsx")
	book, err := excelize.OpenReader(bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for name, want := range map[string][]string{
		"Areas":      {"HELP", "Requires improvement to be good", "Help comes early in the north."},
		"Criteria":   {"HP02", "Another empty post.", "I read twelve files.", "Quentin Amadi", "Low"},
		"Evidence":   {"What families said about HP02", "Against", readiness.SHA256([]byte("HP02"))},
		"Actions":    {"Train every duty manager", "HP01, HP02, LM06"},
		"Signatures": {"The whole, as lead member", "Amara Lindqvist"},
	} {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, "\t") + "\n")
		}
		for _, w := range append(want, "Published 18 May 2026") {
			if !strings.Contains(text.String(), w) {
				t.Errorf("%s lacks %q in\n%s", name, w, text.String())
			}
		}
	}
}
