package e2e_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestCallToPack goes from “Ofsted have rung” to the printed pack in a real browser: the director begins it, finds a pack frozen already, reads what is
// missing, prints it and takes its files. Then newer lists come, and it keeps its figures; a pack that is made now has the new ones.
func TestCallToPack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	today := calendar.DateOf(time.Now())
	taken := today.AddDays(-40)
	h.furnish(t, 60, taken)
	shown := new([]string)
	p := &packing{house: h, t: t, visitor: visitor{browser.Open(t, browser.Options{}), t, h.url, shown}}
	p.signIn("dcs@fairshire.example")
	p.rings(today)
	figures := p.frozen(taken)
	p.printed()
	files := p.takes()
	p.forOutside()

	h.bring(t, h.lists(today), today)
	p.keeps(today, figures, files)
	p.made(today, figures)
}

// A packing is a director before a browser who needs a pack.
type packing struct {
	*house
	t *testing.T
	visitor
}

// rings says that Ofsted have rung.
func (p *packing) rings(today calendar.Date) {
	p.t.Helper()
	p.Click("Visits")
	p.Click("Ofsted have rung")
	p.page("visit-call")
	p.Choose("Standard inspection")
	p.date("called", today)
	p.Click("Begin now")
	p.reads("It has begun. Everybody who has a part is told now.")
}

// frozen reads the pack that was frozen by itself, and returns its figures.
func (p *packing) frozen(taken calendar.Date) (figures string) {
	p.t.Helper()
	p.Click("Packs, frozen to hand out")
	p.reads("Frozen by itself when Ofsted rang")
	p.page("visit-packs-of-a-call")
	p.Click("Pack 1")
	p.reads(
		"For leaders of the service", "Frozen by itself when Ofsted rang", "Its figures rest on the lists of "+taken.Long(),
		"What is missing", "The lists describe "+taken.Long(), "No evidence is attached", "Nobody has written a timetable.", "This list was never brought in: missing episodes.",
	)
	p.page("visit-pack-of-a-call")
	return p.figures()
}

// part is what a reader sees of a part of the pack.
func (p *packing) part(code string) string {
	p.t.Helper()
	return p.Text("section[aria-labelledby=" + code + "]")
}

func (p *packing) figures() string {
	p.t.Helper()
	return p.part("figures")
}

// packParts are the parts of a pack for leaders, by the names that they have in an address.
var packParts = []string{"gaps", "visit", "positions", "findings", "figures", "audits", "evidence", "timetable", "interviews"}

// printed compares every part on paper with the same on the screen. Each begins a sheet, and paper shows nothing to press.
func (p *packing) printed() {
	p.t.Helper()
	screen := map[string]string{"about": p.Text("#about")}
	for _, code := range packParts {
		screen[code] = p.part(code)
	}
	p.OnPaper(func() {
		paper := map[string]string{"about": p.Text("#about")}
		for _, code := range packParts {
			paper[code] = p.part(code)
		}
		for code, want := range screen {
			if want == "" || paper[code] != want {
				p.t.Errorf("on paper %s is\n%s\nand on the screen\n%s", code, paper[code], want)
			}
		}
		if !p.Has("For leaders of the service") || p.Has("Download for Word") || p.Has("Sign out") {
			p.t.Error("paper lacks for whom it is, or shows what can be pressed")
		}
	})
	if n := p.Sheets(); n <= len(packParts) {
		p.t.Errorf("%d parts are printed on %d sheets", len(packParts), n)
	}
}

// takes downloads the pack as a Word document and as a zip, and compares both with the page. It returns the tables.
func (p *packing) takes() map[string]string {
	p.t.Helper()
	name, word := p.Download("Download for Word")
	text := wordText(p.t, word)
	wants := []string{"Frozen by itself when Ofsted rang", "What is missing", "Nobody has written a timetable."}
	for _, of := range frameworks.Packs() {
		wants = append(wants, of.Name)
	}
	for _, want := range wants {
		if !p.Has(want) || !strings.Contains(text, want) {
			p.t.Errorf("page or Word document lacks %q", want)
		}
	}
	archive, body := p.Download("Download everything as a zip")
	day := calendar.DateOf(time.Now()).String()
	if want := "visit-pack-1-" + day + "-leaders"; name != want+".docx" || archive != want+".zip" {
		p.t.Errorf("the files are called %s and %s", name, archive)
	}
	files := unzip(p.t, body)
	if files["pack.docx"] != string(word) {
		p.t.Error("the Word document in the zip is another than that by itself")
	}
	p.hashed(files)
	return p.tables(files)
}

// hashed checks that every file of a zip is what its hash says, and is named in the read-me.
func (p *packing) hashed(files map[string]string) {
	p.t.Helper()
	lines := strings.Split(strings.TrimSpace(files["SHA256SUMS"]), "\n")
	if len(lines) != len(files)-1 {
		p.t.Errorf("there are %d hashes of %d files", len(lines), len(files)-1)
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if readiness.SHA256([]byte(files[name])) != sum {
			p.t.Errorf("%s is not what its hash says", name)
		}
		if name != "README.txt" && !strings.Contains(files["README.txt"], name) {
			p.t.Errorf("the read-me does not name %s", name)
		}
	}
}

// tables reads every table of a zip and checks that the page has each of its rows, in the part that its folder is called by.
func (p *packing) tables(files map[string]string) map[string]string {
	p.t.Helper()
	tables := maps.Clone(files)
	maps.DeleteFunc(tables, func(name, _ string) bool { return path.Ext(name) != ".csv" })
	for _, want := range []string{"gaps/gap-table.csv", "figures/long-open-table.csv"} {
		if tables[want] == "" {
			p.t.Errorf("the zip lacks %s; it has %v", want, slices.Sorted(maps.Keys(files)))
		}
	}
	for name, text := range tables {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
		r.FieldsPerRecord = -1
		rows := got[[][]string](p.t)(r.ReadAll())
		seen := oneLine(p.part(path.Dir(name)))
		for _, row := range rows[1:] { // the first is a note about the file
			if want := oneLine(strings.Join(row, " ")); !strings.Contains(seen, want) {
				p.t.Errorf("%s has “%s”, and the page has not:\n%s", name, want, seen)
			}
		}
	}
	return tables
}

// forOutside looks at the edition that leaves the service: nothing of what is missing, and no small count.
func (p *packing) forOutside() {
	p.t.Helper()
	p.Click("Read the edition that leaves the service")
	p.reads("To leave the service", "are hidden, and others from which they could be worked out")
	if p.Has("What is missing") {
		p.t.Error("what is missing leaves the service")
	}
	p.page("visit-pack-outside")
	if _, body := p.Download("Download everything as a zip"); unzip(p.t, body)["gaps/gap-table.csv"] != "" {
		p.t.Error("what is missing leaves the service in a zip")
	}
	p.Click("Read the edition for leaders")
	p.reads("For leaders of the service")
}

// keeps opens the pack again after newer lists were brought in: it says so, and all else is as it was.
func (p *packing) keeps(today calendar.Date, figures string, files map[string]string) {
	p.t.Helper()
	p.Goto(p.URL())
	p.reads("Newer lists were brought in on " + today.Long() + ". This pack keeps its figures.")
	if now := p.figures(); now != figures {
		p.t.Errorf("newer lists change the figures of a pack that was frozen before from\n%s\nto\n%s", figures, now)
	}
	p.page("visit-pack-with-newer-lists")
	_, body := p.Download("Download everything as a zip")
	again := unzip(p.t, body)
	p.hashed(again)
	if !maps.Equal(p.tables(again), files) {
		p.t.Error("newer lists change the tables of a pack that was frozen before")
	}
	if !strings.Contains(again["README.txt"], "Newer lists were brought in on "+today.Long()) {
		p.t.Errorf("the read-me says nothing of the newer lists: %s", again["README.txt"])
	}
}

// made has a second pack made, which rests on the newer lists.
func (p *packing) made(today calendar.Date, before string) {
	p.t.Helper()
	p.Click("Back")
	p.Click("Make a pack")
	p.reads("The pack is made. Its figures stay as they are now.", "Its figures rest on the lists of "+today.Long())
	if p.Has("Newer lists were brought in") {
		p.t.Error("the pack that was just made knows of newer lists")
	}
	if now := p.figures(); now == before {
		p.t.Errorf("a pack that is made after newer lists came has the figures of before:\n%s", now)
	}
	p.Click("Back")
	p.reads("Pack 2", "by dcs", "Pack 1", "This pack keeps its figures.")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// unzip are the files of a zip, by name.
func unzip(t *testing.T, body []byte) map[string]string {
	t.Helper()
	archive := got[*zip.Reader](t)(zip.NewReader(bytes.NewReader(body), int64(len(body))))
	files := map[string]string{}
	for _, f := range archive.File {
		r := got[io.ReadCloser](t)(f.Open())
		files[f.Name] = string(got[[]byte](t)(io.ReadAll(r)))
		must(t, r.Close())
	}
	return files
}

// wordText is what stands in a Word document, with its marks.
func wordText(t *testing.T, body []byte) string {
	t.Helper()
	text := unzip(t, body)["word/document.xml"]
	if text == "" {
		t.Fatal("the Word document has no text")
	}
	return text
}
