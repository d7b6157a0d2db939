package govuk_test

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/sightline-readiness/sightline/internal/govuk"
)

func drawn(t *testing.T, c govuk.Component) string {
	t.Helper()
	out, err := c.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// find gives every element that a test accepts.
func find(t *testing.T, fragment string, accept func(*html.Node) bool) []*html.Node {
	t.Helper()
	var found []*html.Node
	for _, root := range parse(t, fragment) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && accept(n) {
				found = append(found, n)
			}
		}
	}
	return found
}

func TestSummaryLeadsToFields(t *testing.T) {
	t.Parallel()
	f := govuk.Form{
		Values: url.Values{"why": {"<b>late</b>"}, "due-month": {"13"}},
		Errors: []govuk.FieldError{
			{Name: "who", Message: "Say who."},
			{Name: "why", Message: "Say why."},
			{Name: "due", Message: "The date must be a real date.", Parts: []string{"month", "year"}},
			{Name: "next", Message: "The next date must be in the future."},
			{Name: "outcome", Message: "Choose an outcome."},
			{Name: "with", Message: "Choose with whom."},
			{Name: "team", Message: "Choose a team."},
			{Name: "file", Message: "Choose a workbook."},
			{Name: "pass", Message: "Type your password."},
			{Name: "note", Message: "The note is too long."},
		},
	}
	yes := govuk.Item{Text: "Yes", Value: "yes"}
	fields, err := govuk.Join(
		f.Text("who", "Who"), f.TextArea("why", "Why"), f.Date("due", "When"), f.Date("next", "Next"),
		f.Radios("outcome", "Outcome", yes), f.Checkboxes("with", "With", yes), f.Select("team", "Team", govuk.Option{Text: "North"}),
		f.File("file", "Workbook"), f.Password("pass", "Password"), f.Counted("note", "Note", 200),
	)
	if err != nil {
		t.Fatal(err)
	}
	page := string(fields)
	links := find(t, drawn(t, f.Summary()), func(n *html.Node) bool { return n.Data == "a" })
	if len(links) != len(f.Errors) {
		t.Fatalf("want %d links, got %d", len(f.Errors), len(links))
	}
	controls := []string{"input", "select", "textarea"}
	for i, link := range links {
		target := strings.TrimPrefix(attribute(link, "href"), "#")
		found := find(t, page, func(n *html.Node) bool { return attribute(n, "id") == target })
		if len(found) != 1 || !slices.Contains(controls, found[0].Data) {
			t.Errorf("%s: the link #%s leads to %d elements", f.Errors[i].Name, target, len(found))
		}
		if !strings.Contains(page, "</span> "+f.Errors[i].Message) {
			t.Errorf("%s: the message is not beside the field", f.Errors[i].Name)
		}
	}
	if target := attribute(links[2], "href"); target != "#due-month" {
		t.Errorf("the summary leads to %s, not to the first box at fault", target)
	}
}

func TestFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	f := govuk.Form{Values: url.Values{
		"why": {"\n<b>late</b>"}, "due-month": {"13"}, "outcome": {"no"}, "with": {"a", "c"}, "team": {"n"}, "pass": {"secret"},
	}}
	items := []govuk.Item{{Text: "A", Value: "a"}, {Text: "B", Value: "b"}, {Text: "C", Value: "c"}}
	for name, c := range map[string]struct {
		part govuk.Component
		want []string
		not  string
	}{
		"escaped, first newline kept": {f.TextArea("why", "Why"), []string{">\n\n&lt;b&gt;late"}, "<b>"},
		"a wrong month":               {f.Date("due", "When"), []string{`name="due-month"`, `value="13"`}, "error"},
		"radios":                      {f.Radios("outcome", "Outcome", govuk.Item{Value: "no"}), []string{`value="no" checked`}, "error"},
		"checkboxes":                  {f.Checkboxes("with", "With", items...), []string{`value="a" checked`, `value="c" checked`}, `value="b" checked`},
		"select":                      {f.Select("team", "Team", govuk.Option{Value: "", Text: "Choose"}, govuk.Option{Value: "n"}), []string{`value="n" selected`, `value=""`}, `value="" selected`},
		"never a password":            {f.Password("pass", "Password"), []string{`type="password"`}, "secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := drawn(t, c.part)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in:\n%s", want, got)
				}
			}
			if strings.Contains(got, c.not) {
				t.Errorf("%q should not be in:\n%s", c.not, got)
			}
		})
	}
	if f.Failed() || drawn(t, f.Summary()) != "" {
		t.Error("a form without errors draws a summary")
	}
}

func TestDateMarksOnlyTheBoxesAtFault(t *testing.T) {
	t.Parallel()
	f := govuk.Form{Errors: []govuk.FieldError{{Name: "due", Message: "Wrong.", Parts: []string{"year"}}}}
	marked := find(t, drawn(t, f.Date("due", "When")), func(n *html.Node) bool {
		return strings.Contains(attribute(n, "class"), "govuk-input--error")
	})
	if len(marked) != 1 || attribute(marked[0], "name") != "due-year" {
		t.Errorf("%d boxes are marked", len(marked))
	}
}

func TestReadDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		day, month, year string
		want             string // 2006-01-02, "empty", or the problem
		parts            string
	}{
		{"3", "3", "2027", "2027-03-03", ""},
		{" 29 ", "Feb", "2028", "2028-02-29", ""},
		{"1", "sept", "2026", "2026-09-01", ""},
		{"", "", "", "empty", ""},
		{"", " ", "2026", "The date must include a day and a month.", "day month"},
		{"29", "2", "2027", "The date must be a real date.", "day"},
		{"31", "13", "27", "The date must be a real date.", "month year"},
		{"1", "m", "2027", "The date must be a real date.", "month"},
		{"-1", "1", "2027", "The date must be a real date.", "day"},
	} {
		values := url.Values{"due-day": {c.day}, "due-month": {c.month}, "due-year": {c.year}}
		year, month, day, empty, problem := govuk.ReadDate(values, "due", "The date")
		got, parts := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), ""
		switch {
		case empty:
			got = "empty"
		case problem != nil:
			got, parts = problem.Message, strings.Join(problem.Parts, " ")
		}
		if got != c.want || parts != c.parts {
			t.Errorf("%q %q %q: got %q %q, want %q %q", c.day, c.month, c.year, got, parts, c.want, c.parts)
		}
	}
}

func TestPartsStandInsideOthers(t *testing.T) {
	t.Parallel()
	tag := govuk.Tag{Text: "Overdue", Classes: "govuk-tag--red"}
	for name, whole := range map[string]govuk.Component{
		"radio opens": govuk.Radios{Name: "x", Items: []govuk.Item{{Value: "1", Conditional: govuk.Conditional{Parts: []govuk.Component{tag}}}}},
		"summary row": govuk.SummaryList{Rows: []govuk.SummaryRow{{Value: govuk.SummaryText{Part: tag}}}},
		"table cell":  govuk.Table{Rows: [][]govuk.Cell{{{Part: tag}}}},
		"details":     govuk.Details{SummaryText: "How", Part: tag},
	} {
		if got := drawn(t, whole); !strings.Contains(got, `<strong class="govuk-tag govuk-tag--red">`) {
			t.Errorf("%s: no tag in\n%s", name, got)
		}
	}
}

func TestForbiddenAttributes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"style", "onclick", "OnClick", "a b", "x>", ""} {
		tag := govuk.Tag{Text: "x", Attributes: govuk.Attributes{name: "y"}}
		if _, err := tag.HTML(); err == nil {
			t.Errorf("%q was let through", name)
		}
		inner := govuk.Radios{Name: "x", Items: []govuk.Item{{Value: "1", Conditional: govuk.Conditional{Parts: []govuk.Component{tag}}}}}
		if _, err := inner.HTML(); err == nil {
			t.Errorf("%q inside a part was let through", name)
		}
	}
}

func TestPagesDrawComponents(t *testing.T) {
	t.Parallel()
	page := template.Must(template.New("page").Funcs(govuk.Funcs()).Parse(`{{.Save.HTML}}|{{govuk .None}}|{{if given .Zero}}no{{end}}`))
	var out strings.Builder
	err := page.Execute(&out, struct {
		Save govuk.Button
		None govuk.Component
		Zero govuk.Tag
	}{Save: govuk.Button{Text: "Save & go"}})
	if err != nil || !strings.Contains(out.String(), "Save &amp; go") || !strings.HasSuffix(out.String(), "||") {
		t.Errorf("got %v\n%s", err, out.String())
	}
	bad := govuk.Button{Href: "javascript:alert(1)", Text: "x"}
	if strings.Contains(drawn(t, bad), "javascript:") {
		t.Error("a script address was let through")
	}
}
