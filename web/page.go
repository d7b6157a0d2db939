package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web/static"
)

// A Page is a struct that a template draws. Each kind of page is a type of its own, and each face of it stands in Samples.
type Page interface {
	Face() Face
}

// A Face is what the frame around a page must know.
type Face struct {
	Template string // file in templates, without .html
	Title    string // for the browser's title; the page's h1 is the template's own. Never a child's reference.
	Section  string // the menu entry that is lit: its Href
	Back     string // where the back link leads, "" for none
	Failed   bool   // a form came back with errors: the title begins with "Error: "
	Wide     bool   // lists that need the whole width
}

// frame is what the layout draws.
type frame struct {
	Face
	Council string
	Name    string // of who is signed in
	At      string // when the page was drawn, for paper
	Header  govuk.GenericHeader
	Menu    govuk.ServiceNavigation
	Done    govuk.NotificationBanner
	Page    Page
}

//go:embed templates/*.html
var files embed.FS

var pages = parse()

// parse reads every page's template once, each with the layout and the shared parts.
func parse() map[string]*template.Template {
	shared := template.Must(template.New("layout").Funcs(govuk.Funcs()).Funcs(words).ParseFS(files, "templates/layout.html", "templates/part_*.html"))
	names, err := files.ReadDir("templates")
	if err != nil {
		panic(err)
	}
	all := map[string]*template.Template{}
	for _, entry := range names {
		name := strings.TrimSuffix(entry.Name(), ".html")
		if name == "layout" || strings.HasPrefix(name, "part_") {
			continue
		}
		all[name] = template.Must(template.Must(shared.Clone()).ParseFS(files, path.Join("templates", entry.Name())))
	}
	return all
}

// words are the functions that templates may use beside govuk's.
var words = template.FuncMap{
	"anchor": func(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) },
	"asset":  static.Path, "count": counted, "late": late, "list": listed, "moment": moment, "openFor": openFor, "orDash": orDash,
	"byWhom": byWhom, "deskList": deskList, "outcome": outcomeText, "day": day, "sentence": sentence, "size": size, "thousands": thousands,
	"times": times, "saved": saved, "evidenceKind": choiceIn(readiness.EvidenceKinds), "evidenceBears": bears, "findingSource": choiceIn(readiness.FindingSources), "pointOutcome": choiceIn(readiness.PointOutcomes),
}

// choiceIn puts a code into words, lower case, as it stands inside a sentence.
func choiceIn(choices []readiness.Choice) func(code string) string {
	return func(code string) string { return lowerFirst(readiness.ChoiceText(choices, code)) }
}

func draw(w io.Writer, f frame) error {
	t, ok := pages[f.Template]
	if !ok {
		return fmt.Errorf("draw: there is no template %q", f.Template)
	}
	if err := t.ExecuteTemplate(w, "layout", f); err != nil {
		return fmt.Errorf("draw %s: %w", f.Template, err)
	}
	return nil
}

// framed puts the frame around a page for one viewer.
func framed(p Page, council string, viewer readiness.Actor, at time.Time, done string) frame {
	f := frame{Face: p.Face(), Council: council, Name: viewer.Name, At: moment(at), Page: p}
	f.Header = govuk.GenericHeader{LogoText: council, URL: "/"}
	f.Menu = navigation(viewer, f.Section)
	if done != "" {
		f.Done = govuk.NotificationBanner{Text: done, Type: "success"}
	}
	return f
}

// show draws a page whole, then sends it.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, p Page) error {
	f := framed(p, s.Council, by(r), s.Now(), s.told(r))
	var page bytes.Buffer
	if err := draw(&page, f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // a reader who has gone is nobody's error
	return nil
}

// Draw draws a page as an area head of an invented council would see it: for the samples and their tests.
func Draw(w io.Writer, p Page) error {
	return draw(w, framed(p, "Anyshire Council", sampleHead, sampleNow, ""))
}

// Skip is the first link of every page.
func (frame) Skip() govuk.SkipLink {
	return govuk.SkipLink{Text: "Skip to main content", Href: "#main-content"}
}

// BackLink leads to where the page belongs.
func (f frame) BackLink() govuk.BackLink { return govuk.BackLink{Href: f.Back} }
