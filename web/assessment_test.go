package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// written is the form of a criterion, filled, with some fields changed.
func written(changed ...string) url.Values {
	form := url.Values{
		"command_id": {commandID}, "know": {"Plans are looked at."}, "how": {"Two audits."}, "next": {"The south begins in May."}, "impact": {"One family."}, "weakness": {"Recording is late."},
		"grade": {"good"}, "confidence": {"medium"}, "base": {"0"},
	}
	for i := 0; i < len(changed); i += 2 {
		form.Set(changed[i], changed[i+1])
	}
	return form
}

// TestWritingLosesNothing: what is typed is saved by itself, and a form that comes back holds all of it.
func TestWritingLosesNothing(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	author := a.on(t, "manager")
	if status, body, _ := author.post("/criteria/ap-1/draft?by=page", url.Values{"know": {"Half a"}, "base": {"0"}}); status != http.StatusNoContent || body != "" || a.draft.Fields["know"] != "Half a" {
		t.Fatalf("saved by itself: %d %q, %+v", status, body, a.draft)
	}
	_, page, _ := author.get("/criteria/ap-1/write")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("know", "Half a"), htmlcheck.In("[data-autosave-status]", htmlcheck.Says("Your draft of")))
	status, page, _ := author.post("/criteria/ap-1/write", written("weakness", "", "grade", "", "how", "<b>Audits</b> <script>alert(1)</script>"))
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Enter what is not good enough."), htmlcheck.Says("Choose a grade.")), htmlcheck.Value("know", "Plans are looked at."),
		htmlcheck.Value("how", "<b>Audits</b> <script>alert(1)</script>"), htmlcheck.Value("confidence", "medium"), htmlcheck.Value("command_id", commandID))
	if status != http.StatusUnprocessableEntity || len(a.versions) != 0 {
		t.Errorf("without a weakness: %d, %d versions", status, len(a.versions))
	}
	status, page, _ = author.post("/criteria/ap-1/write", written("know", strings.Repeat("long ", 60_000)))
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "What you know about quality and impact must be 20,000 characters or fewer.") || !strings.Contains(page, strings.Repeat("long ", 50_000)) {
		t.Errorf("300 kB: %d", status)
	}
	status, page, _ = author.post("/criteria/ap-1/write", url.Values{"know": {"No base, and nothing else."}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "No base, and nothing else.") {
		t.Errorf("without a base: %d", status)
	}
	if status, _, to := author.post("/criteria/ap-1/write", written()); status != http.StatusSeeOther || to != "/criteria/ap-1" || a.x.Status != readiness.AppraisalChallenge {
		t.Errorf("whole: %d to %s, %s", status, to, a.x.Status)
	}
}

// TestPastedTextStaysText: what is pasted from Word, or worse, is shown as the characters that it is.
func TestPastedTextStaysText(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	pasted := `<p class="MsoNormal">Good “work”</p><img src=x onerror=alert(1)><script>alert(1)</script>`
	a.on(t, "manager").post("/criteria/ap-1/write", written("know", pasted))
	for _, path := range []string{"/criteria/ap-1", "/criteria/ap-1/versions"} {
		_, page, _ := a.on(t, "head").get(path)
		htmlcheck.Page(t, page)
		htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(pasted), htmlcheck.Lacks("img"), htmlcheck.Lacks("script"), htmlcheck.Lacks(".MsoNormal")))
	}
}

// TestTwoAuthorsInOneText: the second sees both versions, and theirs goes out as the next.
func TestTwoAuthorsInOneText(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	author := a.on(t, "manager")
	a.keep(readiness.WriteAppraisal{Know: "Written by the deputy."}, readiness.Actor{PersonID: "deputy", Name: "Dana Price"})
	status, page, _ := author.post("/criteria/ap-1/write", written())
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#other", htmlcheck.Says("Dana Price sent version 1"), htmlcheck.Says("Written by the deputy.")), htmlcheck.Value("know", "Plans are looked at."),
		htmlcheck.Value("base", "1"), htmlcheck.In(".govuk-error-summary", htmlcheck.Counts("a[href=#other]", 1)))
	if status != http.StatusUnprocessableEntity || len(a.versions) != 1 {
		t.Fatalf("from an old version: %d, %d versions", status, len(a.versions))
	}
	if status, _, _ := author.post("/criteria/ap-1/write", written("base", "1")); status != http.StatusSeeOther || len(a.versions) != 2 || a.x.Written.Version != 2 {
		t.Errorf("compared: %d, %d versions", status, len(a.versions))
	}
}

// TestKeptAndNotSent: a version that was kept while its sending was refused shuts nobody out, and what is changed afterwards is a version of its own.
func TestKeptAndNotSent(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	author := a.on(t, "manager")
	a.sendFail = readiness.Errorf(readiness.Conflict, "This has changed since you opened the page.")
	status, page, _ := author.post("/criteria/ap-1/write", written())
	htmlcheck.Has(t, page, htmlcheck.Value("base", "1"), htmlcheck.Value("know", "Plans are looked at."), htmlcheck.Lacks("#other"))
	if status != http.StatusConflict || strings.Contains(page, commandID) {
		t.Fatalf("refused: %d", status)
	}
	_, page, _ = author.get("/criteria/ap-1/write")
	htmlcheck.Has(t, page, htmlcheck.Value("base", "1"), htmlcheck.Value("know", "Plans are looked at."), htmlcheck.Lacks("#other"))
	if status, _, _ := author.post("/criteria/ap-1/write", written("base", "1", "know", "Changed.", "command_id", commandID+"-2")); status != http.StatusSeeOther || a.versions[0].Text.Know != "Changed." || a.x.Written.Version != 2 {
		t.Errorf("sent again: %d, %+v", status, a.x.Written)
	}
}

func TestWritingAsksAboutAChild(t *testing.T) {
	t.Parallel()
	a := newAssessing(t)
	author := a.on(t, "manager")
	status, page, _ := author.post("/criteria/ap-1/write", written("how", "The audit of NHS 943 476 5919."))
	const what = "an NHS number under “How do we know it”"
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-warning-text", htmlcheck.Says(what)), htmlcheck.Value("warned", what), htmlcheck.Value("how", "The audit of NHS 943 476 5919."))
	if status != http.StatusUnprocessableEntity || len(a.versions) != 0 {
		t.Fatalf("a child's number: %d, %d versions", status, len(a.versions))
	}
	if status, _, _ := author.post("/criteria/ap-1/write", written("how", "The audit of NHS 943 476 5919.", "keep", "yes", "warned", what)); status != http.StatusSeeOther || len(a.versions) != 1 {
		t.Errorf("kept all the same: %d", status)
	}
}
