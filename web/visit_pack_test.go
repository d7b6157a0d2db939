package web_test

import (
	"archive/zip"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

func TestWhatVisitPacksSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"visit packs/lead":    {counts("form[action=/visits/vi-1/packs]", 1), in("main", says("Frozen by itself when Ofsted rang"), says("Newer lists were brought in on 3 March 2027. This pack keeps its figures."))},
		"visit packs/member":  {counts("form[action=/visits/vi-1/packs]", 0), counts("a[href=/visit-packs/pack-2]", 1)},
		"visit packs/none":    {in("main", says("No pack has been made yet."), lacks("Whoever runs visits"))},
		"visit packs/ended":   {counts("form[action=/visits/vi-1/packs]", 0), counts("a[href=/visit-packs/pack-2]", 1), in("main", says("The visit has ended. Its packs stay as they are, and no more are made."))},
		"visit packs/refused": {in("main", says("no more are made"))},
		"visit pack/leaders": {
			in("#about", says("Frozen on"), says("by Iris Lowe"), says("lists of 1 March 2027"), says("Newer lists were brought in on 3 March 2027. This pack keeps its figures."), says("It holds small counts")),
			in("main", says("13 red flags of 43 are not answered."), says("children drawn for an audit"), says("Nobody has written a position statement for children who go missing."), says("We are in touch with most."), says("What we say about them: The fall is real."),
				says("Shown done on 5 October 2026, and it lasted"), says("Said done on 1 February 2027, and not yet checked"), says("No action answers it"), says("Two teams had not entered dates."), says("Title kept back"), says("Meeting with the director"),
				says("List 9, leaving care, has 2 rows that need mending.")),
			counts("#gaps", 1), counts("a[href=/visit-packs/pack-2/file]", 1), counts("a[href=/visit-packs/pack-2/zip]", 1), counts("a[href=/visit-packs/pack-2?edition=outside]", 1),
		},
		"visit pack/outside": {
			in("main", says("Counts of fewer than 6 children are hidden"), says("hidden"), says("We are in touch with most."), lacks("Two teams had not entered"), lacks("not answered"), lacks("Worse")),
			counts("#gaps", 0), counts("a[href=/visit-packs/pack-2/file?edition=outside]", 1), counts("a[href=/visit-packs/pack-2]", 1),
		},
		"visit pack/member":    {counts("a[href=/visit-packs/pack-2]", 0), counts("a[href=/visit-packs/pack-2?edition=outside]", 0)},
		"visit pack/rehearsal": {counts("#rehearsal", 1), counts(".app-pack--rehearsal", 1), in("main", says("when the rehearsal of the call began"), says("This inspection names no focus area"))},
		"visit/under way":      {counts("a[href=/visits/vi-1/packs]", 1)},
	})
}

// packShelfOf keeps one pack, and who made one.
type packShelfOf struct {
	visitPacks
	pack readiness.VisitPack
	made int
}

func (s *packShelfOf) VisitPack(_ context.Context, viewer readiness.Actor, _ string) (readiness.VisitPack, error) {
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		return s.pack.ForOutside(), nil
	}
	return s.pack, nil
}

func (s *packShelfOf) MakeVisitPack(context.Context, string, readiness.Asked) (readiness.VisitPack, error) {
	s.made++
	return s.pack, nil
}

func frozenSample(t *testing.T, name string) readiness.VisitPack {
	t.Helper()
	page, ok := web.Samples()[name].(web.VisitPackPage)
	if !ok {
		t.Fatalf("%s is no pack", name)
	}
	return page.Pack
}

// TestPackForWord: in the edition that was asked for, the outside one alone for whoever may read no other, and the trail keeps who took it.
func TestPackForWord(t *testing.T) {
	t.Parallel()
	s, kept := newServer(), &trail{}
	s.VisitPacks, s.Service = &packShelfOf{pack: frozenSample(t, "visit pack/leaders")}, kept
	for name, tt := range map[string]struct {
		role, path string
		whole      bool
		trail      string
	}{
		"leaders":           {"manager", "/visit-packs/pack-2/file", true, `manager took visit-pack as docx, 9 rows, "edition=leaders&pack=pack-2"`},
		"outside":           {"manager", "/visit-packs/pack-2/file?edition=outside", false, `manager took visit-pack as docx, 8 rows, "edition=outside&pack=pack-2"`},
		"member":            {"elected_member", "/visit-packs/pack-2/file", false, `elected_member took visit-pack as docx, 8 rows, "edition=outside&pack=pack-2"`},
		"member, by asking": {"elected_member", "/visit-packs/pack-2/file?edition=leaders", false, `elected_member took visit-pack as docx, 8 rows, "edition=outside&pack=pack-2"`},
	} {
		status, body, _ := visit(t, s, tt.role).get(tt.path)
		if status != http.StatusOK {
			t.Fatalf("%s: %d", name, status)
		}
		text := wordOf(t, body)
		if got := strings.Contains(text, "Two teams had not entered dates."); got != tt.whole {
			t.Errorf("%s: the whole edition %t", name, got)
		}
		for _, want := range []string{"We are in touch with most.", "Pathway plans are too old.", "w:tblHeader", "Contents", "This pack keeps its figures."} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: it lacks %q", name, want)
			}
		}
		if last := kept.taken[len(kept.taken)-1]; last != tt.trail {
			t.Errorf("%s: the trail has %s", name, last)
		}
	}
	kept.full = true
	if status, _, _ := visit(t, s, "manager").get("/visit-packs/pack-2/zip"); status == http.StatusOK {
		t.Error("a pack left without a trace")
	}
}

func unzipped(t *testing.T, body string) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// TestPackAsZip: every file is what its hash says, and a rehearsal says so in every one.
func TestPackAsZip(t *testing.T) {
	t.Parallel()
	s := newServer()
	shelf := &packShelfOf{pack: frozenSample(t, "visit pack/leaders")}
	s.VisitPacks = shelf
	_, body, _ := visit(t, s, "manager").get("/visit-packs/pack-2/zip")
	files := unzipped(t, body)
	for _, want := range []string{"pack.docx", "README.txt", "SHA256SUMS", "figures/flags-care_leavers.csv", "figures/long-open-table.csv", "findings/finding-table.csv", "evidence/evidence-table.csv", "timetable/time-table.csv", "interviews/interview-table.csv"} {
		if files[want] == "" {
			t.Errorf("there is no %s", want)
		}
	}
	lines := strings.Split(strings.TrimSpace(files["SHA256SUMS"]), "\n")
	if len(lines) != len(files)-1 {
		t.Errorf("%d hashes of %d files", len(lines), len(files)-1)
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if readiness.SHA256([]byte(files[name])) != sum {
			t.Errorf("%s is not what its hash says", name)
		}
	}
	if csv := files["figures/flags-care_leavers.csv"]; !strings.Contains(csv, "No contact for more than 8 weeks,4,6,0,2,2,") || !strings.Contains(csv, "frozen on 3 March 2027") {
		t.Errorf("%s", csv)
	}
	_, body, _ = visit(t, s, "elected_member").get("/visit-packs/pack-2/zip")
	outside := unzipped(t, body)
	if csv := outside["figures/flags-care_leavers.csv"]; !strings.Contains(csv, "No contact for more than 8 weeks,hidden,") || outside["gaps/gap-table.csv"] != "" || !strings.Contains(outside["README.txt"], "To leave the service") {
		t.Errorf("%s", csv)
	}
	shelf.pack = frozenSample(t, "visit pack/rehearsal")
	_, body, _ = visit(t, s, "manager").get("/visit-packs/pack-r/zip")
	for name, text := range unzipped(t, body) {
		if name == "pack.docx" {
			text = headOf(t, text)
		}
		if name != "SHA256SUMS" && !strings.Contains(text, "REHEARSAL") {
			t.Errorf("%s does not say that it is a rehearsal", name)
		}
	}
}

// headOf is what stands at the head of each page of a document.
func headOf(t *testing.T, body string) string {
	t.Helper()
	files, head := unzipped(t, body), ""
	for name, text := range files {
		if strings.HasPrefix(name, "word/header") {
			head += text
		}
	}
	return head
}

func TestMakePack(t *testing.T) {
	t.Parallel()
	s, shelf := newServer(), &packShelfOf{pack: frozenSample(t, "visit pack/leaders")}
	s.VisitPacks = shelf
	form := url.Values{"command_id": {commandID}}
	if status, _, to := visit(t, s, "improvement_lead").post("/visits/vi-1/packs", form); status != http.StatusSeeOther || to != "/visit-packs/pack-2" || shelf.made != 1 {
		t.Errorf("answers %d and leads to %q, made %d", status, to, shelf.made)
	}
	for _, role := range []string{"manager", "area_head", "elected_member"} {
		if status, _, _ := visit(t, s, role).post("/visits/vi-1/packs", form); status != http.StatusForbidden || shelf.made != 1 {
			t.Errorf("a %s is answered %d", role, status)
		}
	}
	if status, page, _ := visit(t, s, "elected_member").get("/visit-packs/pack-2?edition=leaders"); status != http.StatusOK || strings.Contains(page, "Two teams had not entered") {
		t.Errorf("a member is answered %d", status)
	}
}
