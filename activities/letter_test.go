package activities_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

var update = flag.Bool("update", false, "write the golden letters instead of comparing with them")

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("%s: %v; look at the difference, then go test ./activities -update\ngot:\n%s", path, err, got)
	}
}

// digestOf is the letter of one morning.
func digestOf(t *testing.T, m readiness.Outgoing) activities.OutgoingMail {
	t.Helper()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": m}}
	if err := d.activities().SendDigest(t.Context(), activities.PersonalDigest{Day: monday, PersonID: "p-1"}); err != nil {
		t.Fatal(err)
	}
	return d.sent[0]
}

func TestDigestLetter(t *testing.T) {
	t.Parallel()
	m := digestOf(t, morning())
	golden(t, "testdata/digest.txt", m.Text)
	golden(t, "testdata/digest.html", m.HTML)
	if m.Subject != "9 things about case reviews, 2 March 2026" || m.To != "rosalind@council.example" || m.Name != "Rosalind Achebe" {
		t.Errorf("got %q to %q <%s>", m.Subject, m.Name, m.To)
	}
}

func TestDigestOfOneThing(t *testing.T) {
	t.Parallel()
	one := morning()
	one.Notices = one.Notices[:1]
	m := digestOf(t, one)
	if m.Subject != "1 thing about case reviews, 2 March 2026" {
		t.Errorf("got %q", m.Subject)
	}
	if strings.Contains(m.HTML, "Open review 1") || !strings.Contains(m.HTML, "Open the review") {
		t.Error("one review needs no number")
	}
}

// TestDigestGroups: what must be decided comes first, the same words stand once, and every notice has its link.
func TestDigestGroups(t *testing.T) {
	t.Parallel()
	m := digestOf(t, morning())
	last := -1
	for _, heading := range []string{"Decide", "Sign off", "Look again", "Came back to you", "Yours now", "Due soon or late", "Nearly long-open", "For information"} {
		at := strings.Index(m.Text, "\n"+heading+"\n")
		if at <= last {
			t.Errorf("%q stands at %d, after %d", heading, at, last)
		}
		last = at
	}
	if n := strings.Count(m.Text, "10 working days before"); n != 1 {
		t.Errorf("the same words stand %d times", n)
	}
	for _, n := range morning().Notices {
		if n.ReviewID != "" && (!strings.Contains(m.Text, "https://sightline.example/reviews/"+n.ReviewID) || !strings.Contains(m.HTML, `href="https://sightline.example/reviews/`+n.ReviewID+`"`)) {
			t.Errorf("no link to %s", n.ReviewID)
		}
	}
}

func TestActNowLetter(t *testing.T) {
	t.Parallel()
	one := morning()
	one.Notices = one.Notices[3:4]
	d := &desk{now: []readiness.Outgoing{one}}
	if err := d.activities().TellNow(t.Context(), activities.Step{ReviewID: "r-4", Seq: 7}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/act-now.txt", d.sent[0].Text)
	golden(t, "testdata/act-now.html", d.sent[0].HTML)
	if d.sent[0].Subject != "A case review waits for your decision" {
		t.Errorf("got %q", d.sent[0].Subject)
	}
}

// TestLettersEscapeWords: a name or a reason with markup in it stays text.
func TestLettersEscapeWords(t *testing.T) {
	t.Parallel()
	m := morning()
	m.Name, m.Notices[0].Why = `Ann <script>alert(1)</script>`, `Until <b>Friday</b> & "then".`
	got := digestOf(t, m)
	if strings.Contains(got.HTML, "<script>") || strings.Contains(got.HTML, "<b>Friday") {
		t.Error("markup came through")
	}
	if !strings.Contains(got.Text, `Until <b>Friday</b> & "then".`) {
		t.Error("the text letter shows words as they are")
	}
}

// TestLettersNameNoCase: nothing in a letter leads to a child; links hold review ids of our own and nothing else.
func TestLettersNameNoCase(t *testing.T) {
	t.Parallel()
	m := digestOf(t, morning())
	links := regexp.MustCompile(`https://[^"\s<]+`)
	for _, link := range append(links.FindAllString(m.Text, -1), links.FindAllString(m.HTML, -1)...) {
		if !regexp.MustCompile(`^https://sightline\.example/(reviews/r-\d)?$`).MatchString(link) {
			t.Errorf("a link to %s", link)
		}
	}
	for _, word := range []string{"cases/", "case id", "child_ref"} {
		if strings.Contains(strings.ToLower(m.Text+m.HTML+m.Subject), word) {
			t.Errorf("a letter says %q", word)
		}
	}
}
