package browser_test

import (
	"crypto/sha256"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/browser"
)

const clean = `<!doctype html><html lang="en"><head><title>A clean page</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"></head><body><header>Council</header><main><h1>A clean page</h1>
<form method="post" action="/send" enctype="multipart/form-data">
<label for="n">Full name</label><input id="n" name="name" value="before">
<label for="w">Why</label><textarea id="w" name="why"></textarea>
<label for="a">Area</label><select id="a" name="area"><option value="">Choose</option><option value="n1">North</option></select>
<fieldset><legend>Outcome</legend><input type="radio" id="o1" name="outcome" value="close"><label for="o1">Close the case</label>
<input type="radio" id="o2" name="outcome" value="panel"><label for="o2">Take to panel</label></fieldset>
<label for="f">Lists</label><input type="file" id="f" name="files" multiple>
<button>Send<span class="govuk-visually-hidden"> the form</span></button></form>
<p><a href="/wide">A wide page</a></p></main></body></html>`

const faulty = `<!doctype html><html lang="en"><head><title>Planted faults</title><link rel="icon" href="data:,"></head><body><main><h1>Planted faults</h1>
<input name="nameless"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></main></body></html>`

const mouseOnly = `<!doctype html><html lang="en"><head><title>For mice</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/mouse-only.css"></head><body><main>
<h1>For mice</h1><button type="button" id="unseen">Unseen</button><a href="/clean" id="trap" tabindex="0">Past this</a> <a href="/clean">Trapped</a>
<script src="/mouse-only.js"></script></main></body></html>`

const scripted = `<!doctype html><html lang="en"><head><title>Scripts</title><link rel="icon" href="data:,"></head><body><main><h1>Scripts</h1>
<p id="p">without</p><script src="/script.js"></script></main></body></html>`

const bad = `<!doctype html><html lang="en"><head><title>Bad</title><link rel="icon" href="data:,"></head><body><main><h1>Bad</h1>
<script>document.title = "inline"</script><script src="/broken.js"></script><img src="/missing.png" alt="m"><img src="http://192.0.2.1/pixel.png" alt="p"></main></body></html>`

func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	page := func(pattern, body string) {
		mux.HandleFunc("GET "+pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; img-src 'self' data: http://192.0.2.1; style-src 'self'; form-action 'self'")
			fmt.Fprint(w, body)
		})
	}
	page("/clean", clean)
	page("/faulty", faulty)
	page("/mouse-only", mouseOnly)
	mux.HandleFunc("GET /mouse-only.js", script(`document.getElementById("trap").onfocus = () => document.getElementById("unseen").focus();`))
	mux.HandleFunc("GET /mouse-only.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "#unseen { outline: none }")
	})
	page("/scripted", scripted)
	page("/bad", bad)
	page("/wide", strings.Replace(clean, "<form", `<table><tr><td><pre>`+strings.Repeat("wide ", 200)+`</pre></td></tr></table><form`, 1))
	mux.HandleFunc("GET /script.js", script(`document.getElementById("p").textContent = "with";`))
	mux.HandleFunc("GET /broken.js", script(`console.error("said so"); nothingOfThisName();`))
	mux.HandleFunc("POST /send", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprintf(w, "<!doctype html><title>Sent</title><link rel=icon href='data:,'><h1>%s|%s|%s|%s|%d files</h1>",
			r.FormValue("name"), r.FormValue("why"), r.FormValue("area"), r.FormValue("outcome"), len(r.MultipartForm.File["files"]))
	})
	mux.HandleFunc("GET /500", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "broken", http.StatusInternalServerError) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func script(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, text)
	}
}

func TestFormByItsWords(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(file, []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, browser.Options{})
	address := site(t)
	for _, on := range []bool{true, false} {
		b.JavaScript(on)
		b.Goto(address + "/clean")
		b.Fill("Full name", "Ann “Area” Head")
		b.Fill("why", "Two\nlines")
		if got := b.Value("Why"); got != "Two\nlines" {
			t.Errorf("JavaScript %v: the field holds %q", on, got)
		}
		b.Fill("Area", "North")
		b.Choose("Take to panel")
		b.Upload("files", file)
		b.Click("Send")
		if got, want := b.Text("h1"), "Ann “Area” Head|Two lines|n1|panel|1 files"; strings.Join(strings.Fields(got), " ") != want {
			t.Errorf("JavaScript %v: the form arrived as %q, want %q", on, got, want)
		}
		if b.Status() != http.StatusUnprocessableEntity || !strings.HasSuffix(b.URL(), "/send") {
			t.Errorf("JavaScript %v: status %d at %s", on, b.Status(), b.URL())
		}
	}
}

func TestScriptsOnAndOff(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	address := site(t)
	b.Goto(address + "/scripted")
	b.WaitText("with")
	b.JavaScript(false)
	b.Goto(address + "/scripted")
	if got := b.Text("#p"); got != "without" {
		t.Errorf("with JavaScript off the page says %q", got)
	}
	if found := b.Axe(); len(found) > 0 {
		t.Errorf("axe without JavaScript: %v", found)
	}
	b.Goto(address + "/scripted")
	if got := b.Text("#p"); got != "without" {
		t.Errorf("after axe JavaScript came back on: %q", got)
	}
}

func TestAxeFindsWhatIsPlanted(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	address := site(t)
	b.Goto(address + "/faulty")
	found := map[string]bool{}
	for _, v := range b.Axe() {
		found[v.ID] = true
		if len(v.Where) == 0 || !strings.Contains(v.String(), v.ID) {
			t.Errorf("a violation without its place: %+v", v)
		}
	}
	if len(found) != 2 || !found["label"] || !found["image-alt"] {
		t.Errorf("axe found %v, want label and image-alt", found)
	}
	b.Goto(address + "/clean")
	if found := b.Axe(); len(found) > 0 {
		t.Errorf("axe on the clean page: %v", found)
	}
}

// TestKeyboard walks through a page that is in order and through one with a link out of the key's way and a button that hides its focus, and then uses
// the first by keyboard.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	address := site(t)
	b.Goto(address + "/clean")
	if found := b.Keyboard(); len(found) > 0 {
		t.Errorf("the keyboard on the clean page: %v", found)
	}
	b.Goto(address + "/mouse-only")
	if found := strings.Join(b.Keyboard(), "\n"); found != "a “Past this” is never reached\na “Trapped” is never reached\nbutton “Unseen” looks the same when it is reached" {
		t.Errorf("on the page for mice: %s", found)
	}
	b.Goto(address + "/clean")
	b.Reach("press", "A wide page")
	b.Press(browser.Enter)
	b.WaitText("wide wide")
}

func TestSidewaysScrollAndPicture(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{Width: 375})
	address := site(t)
	b.Goto(address + "/clean")
	if b.Overflow() {
		t.Error("the clean page scrolls sideways at 375 pixels")
	}
	b.Click("A wide page")
	if !b.Overflow() {
		t.Error("the wide page does not scroll sideways at 375 pixels")
	}
	b.Width(12000)
	if b.Overflow() {
		t.Error("the wide page scrolls sideways at 12,000 pixels")
	}
	b.Width(375)
	b.Goto(address + "/clean")
	path := filepath.Join(t.TempDir(), "folder", "page.png")
	b.Screenshot(path)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if picture, err := png.Decode(file); err != nil || picture.Bounds().Dx() != 375 {
		t.Fatalf("the screenshot: %v %v", picture.Bounds(), err)
	}
}

func TestComplaints(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	address := site(t)
	b.Goto(address + "/clean")
	if faults := b.Faults(); len(faults) > 0 {
		t.Errorf("the clean page: %v", faults)
	}
	b.Goto(address + "/bad")
	all := strings.Join(b.Faults(), "\n")
	for _, want := range []string{"Content Security Policy", "said so", "nothingOfThisName", "/missing.png answers 404", "http://192.0.2.1/pixel.png, which is not on this machine"} {
		if !strings.Contains(all, want) {
			t.Errorf("the browser should complain of %q, but says:\n%s", want, all)
		}
	}
	b.Goto(address + "/500")
	if all := strings.Join(b.Faults(), "\n"); !strings.Contains(all, "answers 500") {
		t.Errorf("a page that answers 500: %q", all)
	}
}

func TestAnotherPersonSharesNoCookie(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("seen")
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes"})
		fmt.Fprintf(w, "<!doctype html><title>t</title><link rel=icon href='data:,'><h1>known %v</h1>", err == nil)
	}))
	t.Cleanup(server.Close)
	first := browser.Open(t, browser.Options{})
	first.Goto(server.URL)
	first.Goto(server.URL)
	second := first.Another()
	second.Goto(server.URL)
	if first.Text("h1") != "known true" || second.Has("known true") {
		t.Errorf("first %q, second %q", first.Text("h1"), second.Text("h1"))
	}
}

// said is a test that keeps what it is told, to look at how the helper fails.
type said struct {
	testing.TB
	fatal string
}

func (s *said) Fatalf(format string, args ...any) {
	s.fatal = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func told(t *testing.T, f func(*said)) string {
	t.Helper()
	s := &said{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		f(s)
	}()
	<-done
	return s.fatal
}

func TestFailuresAreSentences(t *testing.T) {
	t.Parallel()
	missing := told(t, func(s *said) { browser.Open(s, browser.Options{Program: "/nowhere/chromium"}) })
	if !strings.Contains(missing, "There is no Chromium") || !strings.Contains(missing, "apt-get install --yes chromium") {
		t.Errorf("without Chromium the test says %q", missing)
	}
	address := site(t)
	absent := told(t, func(s *said) {
		b := browser.Open(s, browser.Options{Patience: 5 * time.Second})
		b.Goto(address + "/clean")
		b.Click("No such button")
	})
	if !strings.Contains(absent, "No such button") || !strings.Contains(absent, "A clean page") {
		t.Errorf("a missing button is told as %q", absent)
	}
}

// TestAxeIsUnmodified compares the vendored files with the sums written down when they were fetched.
func TestAxeIsUnmodified(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("testdata/axe-core/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt"} {
		data, err := os.ReadFile(filepath.Join("testdata/axe-core", name))
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name); !strings.Contains(string(readme), line) {
			t.Errorf("%s has changed: its sum is %s", name, line)
		}
	}
}
