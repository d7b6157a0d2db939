package htmlcheck_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
)

// page is a whole page without fault, with room for something in the middle.
func page(middle string) string {
	return `<!doctype html><html lang="en"><head><title>Review - Sightline</title><link rel="icon" href="/static/icon.svg">
<script type="module" src="/static/app.js"></script></head><body><a href="#main">Skip</a><main id="main"><h1>Review</h1>` +
		middle + `</main></body></html>`
}

func TestGoodPages(t *testing.T) {
	t.Parallel()
	for name, middle := range map[string]string{
		"nothing":        ``,
		"a command":      `<form method="post" action="/x"><input type="hidden" name="command_id" value="7"><button>Save</button></form>`,
		"no command":     `<form method="post" data-no-command><button>Sign in</button></form>`,
		"a filter":       `<form><label for="q">Find</label><input id="q" name="q"></form>`,
		"wrapped field":  `<label>Find <input name="q"></label>`,
		"a chart":        `<img src="data:image/png;base64,xx" alt="Cases by age">`,
		"an empty first": `<label for="s">Team</label><select id="s" name="s"><option value=""></option></select>`,
		"headings":       `<h2>A</h2><h3>B</h3><h2>C</h2>`,
	} {
		if problems := htmlcheck.Problems(page(middle)); len(problems) > 0 {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ middle, want string }{
		{`<h1>Again</h1>`, "2 of h1"},
		{`<h3>Deep</h3>`, "follows a heading of level 1"},
		{`<p id="main">`, `"main" stands 2 times`},
		{`<label for="q">Find</label>`, "points with for to #q"},
		{`<label>Find</label>`, "belongs to no field"},
		{`<label for="p">Find</label><p id="p">x</p>`, "label of a p"},
		{`<input id="q" name="q">`, "has no label"},
		{`<input aria-label="Find">`, "has no name"},
		{`<input aria-label="Find" name="q" aria-describedby="q-hint">`, "to #q-hint"},
		{`<a href="#due">Due</a>`, "leads to #due"},
		{`<a>Due</a>`, "leads nowhere"},
		{`<a href="/x"> <span></span></a>`, "says nothing"},
		{`<button></button>`, "says nothing"},
		{`<img src="/x.png">`, "no alt"},
		{`<table><tr><td>1</td></tr></table>`, "no caption"},
		{`<fieldset><p>x</p></fieldset>`, "no legend"},
		{`<form method="post"><button>Save</button></form>`, "without a command_id"},
		{`<form method="POST"><input type="hidden" name="command_id" value=""><button>Save</button></form>`, "without a command_id"},
		{`<p style="color:red">x</p>`, "inline style"},
		{`<p onclick="x()">x</p>`, "inline onclick"},
		{`<style>p{}</style>`, "style element"},
		{`<script>1</script>`, "inline script"},
		{`<iframe src="/x" title="x"></iframe>`, "has a iframe"},
		{`<meta http-equiv="refresh" content="5">`, "reloads itself"},
		{`<a href="https://example.org/">x</a>`, "not on this server"},
		{`<img src="//example.org/x.png" alt="x">`, "not on this server"},
		{`<a href="javascript:x()">x</a>`, "not on this server"},
		{`<p>&lt;no value&gt;</p>`, "a template went wrong"},
		{`<p>1 January 0001</p>`, "a template went wrong"},
		{`<a href="#ZgotmplZ">x</a>`, "a template went wrong"},
		{`<div class="govuk-error-summary"></div>`, "does not begin with"},
	} {
		problems := htmlcheck.Problems(page(c.middle))
		if !strings.Contains(strings.Join(problems, "\n"), c.want) {
			t.Errorf("%s: want a problem with %q, got %q", c.middle, c.want, problems)
		}
	}
	bare := strings.Join(htmlcheck.Problems("<p>x</p>"), "\n")
	for _, want := range []string{"doctype", "language", "0 of title", "0 of h1", "0 of main"} {
		if !strings.Contains(bare, want) {
			t.Errorf("a bare page: want %q in %q", want, bare)
		}
	}
}

// recorder takes the place of a test, to see a check fail.
type recorder struct {
	testing.TB
	failed int
}

func (r *recorder) Helper()      {}
func (r *recorder) Error(...any) { r.failed++ }

func TestHas(t *testing.T) {
	t.Parallel()
	html := page(`<div id="review" class="a b"><p>Due <b>9 March</b> 2026</p><p>by <i>you</i></p></div>
<label for="w">Why</label><textarea id="w" name="why">
court</textarea><input type="radio" name="o" aria-label="x" value="1"><input type="radio" name="o" aria-label="y" value="2" checked>`)
	in, says := htmlcheck.In, htmlcheck.Says
	for _, good := range []htmlcheck.Check{
		in("#review", says("Due 9 March 2026 by you"), htmlcheck.SaysNot("late"), htmlcheck.Attr("class", "a b")),
		in("main div.a.b b", says("9 March")), in(`[name="why"]`), htmlcheck.Counts("#review p", 2), htmlcheck.Lacks("table"),
		htmlcheck.Value("why", "court"), htmlcheck.Value("o", "2"),
	} {
		htmlcheck.Has(t, html, good)
	}
	for i, bad := range []htmlcheck.Check{
		in("#review", says("Due 10 March")), in("#none"), in("p"), in("#review", htmlcheck.SaysNot("March")), in("b main"),
		htmlcheck.Counts("p", 3), htmlcheck.Value("o", "1"), htmlcheck.Attr("id", "x"), in("#review", htmlcheck.Attr("class", "a")), in("p!"),
	} {
		r := &recorder{TB: t}
		if htmlcheck.Has(r, html, bad); r.failed != 1 {
			t.Errorf("bad check %d passed", i)
		}
	}
	if got := htmlcheck.Text(t, html, "h1"); got != "Review" {
		t.Errorf("the h1 says %q", got)
	}
	if got := htmlcheck.Texts(t, html, "#review p"); strings.Join(got, "|") != "Due 9 March 2026|by you" {
		t.Errorf("the texts are %q", got)
	}
	if got := htmlcheck.Links(t, html, "body"); len(got) != 1 || got[0] != "#main" {
		t.Errorf("the links are %q", got)
	}
	r := &recorder{TB: t}
	if htmlcheck.Page(r, page("<h1>Again</h1>")); r.failed == 0 {
		t.Error("Page lets a bad page through")
	}
}

// TestComponentsAreClean puts one of every form component on a page.
func TestComponentsAreClean(t *testing.T) {
	t.Parallel()
	f := govuk.Form{Errors: []govuk.FieldError{{Name: "due", Message: "Wrong.", Parts: []string{"year"}}, {Name: "why", Message: "Say why."}}}
	reveal := govuk.Item{Text: "Later", Value: "later", Conditional: govuk.Conditional{Parts: []govuk.Component{f.Text("reason", "Reason")}}}
	parts, err := govuk.Join(
		f.Date("due", "When"), f.Counted("why", "Why", 100), f.Radios("what", "What", reveal), f.Password("pass", "Password"),
		f.Select("team", "Team", govuk.Option{Text: "North", Value: "n"}), f.File("book", "Workbook"),
		govuk.SummaryList{Rows: []govuk.SummaryRow{govuk.Row("Case", "48213")}}, govuk.Pagination{Next: govuk.PageLink{Href: "/x"}},
		govuk.ServiceNavigation{ServiceName: "Sightline", Navigation: []govuk.NavigationItem{{Text: "Home", Href: "/"}, {Text: "Cases", Href: "/cases"}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	summary, err := f.Summary().HTML()
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Replace(page(string(parts)), "<title>", "<title>Error: ", 1)
	htmlcheck.Page(t, strings.Replace(whole, "<h1>", string(summary)+"<h1>", 1))
}
