package web_test

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/web"
)

// forbidden are the words of screens.md that no page says.
var forbidden = []*regexp.Regexp{
	regexp.MustCompile(`\btasks?\b`), regexp.MustCompile(`\btickets?\b`), regexp.MustCompile(`\bsla\b`), regexp.MustCompile(`breach`), regexp.MustCompile(`stakeholder`),
	regexp.MustCompile(`workflow`), regexp.MustCompile(`escalat`), regexp.MustCompile(`\bn/a\b`), regexp.MustCompile(`gov\.uk`),
}

// TestSamples draws every face of every page and looks for what no page may get wrong.
func TestSamples(t *testing.T) {
	t.Parallel()
	for name, page := range web.Samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			html := drawn(t, page)
			htmlcheck.Page(t, html)
			said := strings.ToLower(htmlcheck.Text(t, html, "main"))
			for _, word := range forbidden {
				if word.MatchString(said) {
					t.Errorf("the page says %q", word)
				}
			}
			if title := htmlcheck.Text(t, html, "title"); strings.Contains(title, "48213") || strings.Contains(title, "51077") {
				t.Errorf("the title names a child: %q", title)
			}
		})
	}
}

func drawn(t *testing.T, page web.Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := web.Draw(&out, page); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWhatPagesSay(t *testing.T) {
	t.Parallel()
	samplesSay(t, map[string][]htmlcheck.Check{
		"home/area head": {
			htmlcheck.In("#decide", htmlcheck.Says("Decide now (1)"), htmlcheck.Says("open 26 months"), htmlcheck.Says("8 working days late"), htmlcheck.Says("because nobody submitted it")),
			htmlcheck.In("#sign-off", htmlcheck.Says("Submitted on 1 March 2027")),
			htmlcheck.In("#unowned", htmlcheck.Says("Nobody does these yet (52)"), htmlcheck.Counts("li", 5), htmlcheck.Counts("a[href=/reviews/r-10/assign]", 1), htmlcheck.Counts("a[href=/reviews?state=unowned]", 1), htmlcheck.Says("See all 52")),
			htmlcheck.In("main", htmlcheck.Says("Tomorrow: 1"), htmlcheck.Says("12 fewer than a month ago"), htmlcheck.Says("You are covering for Sam South until 7 March 2027.")),
		},
		"home/team manager":   {htmlcheck.In("#mine", htmlcheck.Says("Your reviews (23)"), htmlcheck.Says("put off once"), htmlcheck.Says("See all 23"))},
		"home/elected member": {htmlcheck.In("main", htmlcheck.Says("290"), htmlcheck.SaysNot("48213"), htmlcheck.Lacks("a[href=/cases?area=north]"))},
		"home/no cases yet":   {htmlcheck.In("main", htmlcheck.Says("Upload the Annex A lists"))},
		"review/overdue, area head": {
			htmlcheck.In("#identity", htmlcheck.Says("threshold 15 months"), htmlcheck.Says("8 working days late")),
			htmlcheck.In("#waits", htmlcheck.Says("This has reached the area head")),
			htmlcheck.In("main", htmlcheck.Says("the assistant director (Amara Lindqvist)")),
		},
		"review/sent back": {htmlcheck.In("#sent-back", htmlcheck.Says("Say what school thinks.")), htmlcheck.Value("why_open", "The final hearing is in April.")},
		"review/open, owner": {
			htmlcheck.In("main", htmlcheck.Says("a reminder to you"), htmlcheck.Says("it reaches the area head (Hanna Okafor)")),
			htmlcheck.In("details", htmlcheck.Says("it reaches the director of children's services")), htmlcheck.SaysNot("Write it yourself"),
		},
		"review/open, area head":         {htmlcheck.In("main", htmlcheck.Says("Tom Reilly writes it."), htmlcheck.Says("Write it yourself"), htmlcheck.SaysNot("a reminder to you"))},
		"review/signed off":              {htmlcheck.In("main", htmlcheck.Says("its next review is due on Tuesday 20 April 2027"), htmlcheck.Says("More about why The final hearing is in April."))},
		"review/paused":                  {htmlcheck.In("main", htmlcheck.Says("comes back on 3 May 2027"))},
		"review/refused: nothing filled": {htmlcheck.In("title", htmlcheck.Says("Error: ")), htmlcheck.Counts(".govuk-error-summary a", 2)},
		"decide/reached the area head": {
			htmlcheck.In("#tried", htmlcheck.Says("Reminder to the owner"), htmlcheck.Says("Reached the area head")),
			htmlcheck.In("#otherwise", htmlcheck.Says("this reaches the assistant director (Amara Lindqvist) on Friday 5 March.")),
			htmlcheck.Counts("input[name=decision]", 4),
		},
		"away/a form": {
			htmlcheck.Value("command_id", "0195a1b2-0000-7000-8000-000000000001"), htmlcheck.Value("reason", "The court date moved to 16 March."), htmlcheck.Value("until-day", "18"),
		},
		"away/a page": {htmlcheck.In("main", htmlcheck.Lacks("form"), htmlcheck.Counts("a[href=/reviews]", 1))},
		"away/a file": {htmlcheck.In("main", htmlcheck.Says("Go back and send the file again"))},
		"unconfirmed/put off": {
			htmlcheck.Value("command_id", "0195a1b2-0000-7000-8000-000000000001"), htmlcheck.Value("reason", "The court date moved to 16 March."), htmlcheck.Value("until-day", "18"),
		},
	})
}

// samples are made once for all tests that look at single faces.
var samples = sync.OnceValue(web.Samples)

// samplesSay draws page samples by their names and looks at what each says.
func samplesSay(t *testing.T, said map[string][]htmlcheck.Check) {
	t.Helper()
	for sample, checks := range said {
		t.Run(sample, func(t *testing.T) {
			t.Parallel()
			page, ok := samples()[sample]
			if !ok {
				t.Fatal("there is no such sample")
			}
			htmlcheck.Has(t, drawn(t, page), checks...)
		})
	}
}
