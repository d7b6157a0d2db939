package activities_test

import (
	"flag"
	"os"
	"regexp"
	"strconv"
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
	if _, err := d.activities().SendDigest(t.Context(), activities.PersonalDigest{Day: monday, PersonID: "p-1"}); err != nil {
		t.Fatal(err)
	}
	return d.sent[0]
}

func TestDigestLetter(t *testing.T) {
	t.Parallel()
	m := digestOf(t, morning())
	golden(t, "testdata/digest.txt", m.Text)
	golden(t, "testdata/digest.html", m.HTML)
	if m.Subject != "2 decisions wait for you, 1 review waits for your signature, 7 more" || m.To != "rosalind@council.example" || m.Name != "Rosalind Achebe" {
		t.Errorf("got %q to %q <%s>", m.Subject, m.Name, m.To)
	}
}

func TestDigestOfOneThing(t *testing.T) {
	t.Parallel()
	one := morning()
	one.Notices, one.Stops = one.Notices[:1], nil
	m := digestOf(t, one)
	if m.Subject != "1 thing to know" {
		t.Errorf("got %q", m.Subject)
	}
	if strings.Contains(m.HTML, "Open the review 1") || !strings.Contains(m.HTML, "Open the review<") {
		t.Error("one review needs no number")
	}
	if m.StopURL != "" || strings.Contains(m.HTML+m.Text, "turn off") {
		t.Error("a mail without a link offers to be turned off")
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
		path := "https://sightline.example/reviews/" + n.ReviewID
		switch n.Kind {
		case readiness.Escalated:
			path += "/decide"
		case readiness.SignOffAsked:
			path += "/sign-off"
		case readiness.SecondLookAt:
			path += "/second-look"
		}
		if n.ReviewID != "" && (!strings.Contains(m.Text, path+"\n") || !strings.Contains(m.HTML, `href="`+path+`"`)) {
			t.Errorf("no link to %s", path)
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
		if !regexp.MustCompile(`^https://sightline\.example/(reviews/r-\d(/decide|/sign-off|/second-look)?|stop-mails/s-\d|account/mails)?$`).MatchString(link) {
			t.Errorf("a link to %s", link)
		}
	}
	for _, word := range []string{"cases/", "case id", "child_ref"} {
		if strings.Contains(strings.ToLower(m.Text+m.HTML+m.Subject), word) {
			t.Errorf("a letter says %q", word)
		}
	}
}

// TestLettersSayForWhom: a deputy reads for whom it comes, and whose work comes until when.
func TestLettersSayForWhom(t *testing.T) {
	t.Parallel()
	m := digestOf(t, morning())
	for _, words := range []string{
		"For Sam South, whom you cover: The area head passed", "You cover for Sam South until 6 March 2026", "Tom Reilly covers for you until 2 March 2026",
	} {
		if !strings.Contains(m.Text, words) {
			t.Errorf("the digest does not say %q", words)
		}
	}
}

// TestLongLinesLeadHome: thirty reviews with the same words have ten buttons, and the rest stand on the start page.
func TestLongLinesLeadHome(t *testing.T) {
	t.Parallel()
	many := morning()
	many.Notices = nil
	for i := range 30 {
		many.Notices = append(many.Notices, notice(strconv.Itoa(i), readiness.Assigned, "r-"+strconv.Itoa(i), "A case review opened that you own."))
	}
	m := digestOf(t, many)
	if n := strings.Count(m.HTML, "Begin the review"); n != 10 || !strings.Contains(m.HTML, "And 20 more: see all") || !strings.Contains(m.Text, "And 20 more: https://sightline.example/\n") {
		t.Errorf("%d buttons", n)
	}
	if m.Subject != "30 reviews are yours now" {
		t.Errorf("got %q", m.Subject)
	}
}

// TestSubjectCountsReviews: two reminders of one review are one review.
func TestSubjectCountsReviews(t *testing.T) {
	t.Parallel()
	twice := morning()
	twice.Notices = []readiness.Notice{notice("1", readiness.Reminder, "r-1", "It is due tomorrow."), notice("2", readiness.Reminder, "r-1", "It is due today.")}
	if m := digestOf(t, twice); m.Subject != "1 review is due soon or late" {
		t.Errorf("got %q", m.Subject)
	}
}

// TestLettersHoldNothingFromOutside: no picture, no font, no address but ours, and no table.
func TestLettersHoldNothingFromOutside(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"<img", "src=", "url(", "@import", "<table", "<script", "<link"} {
		if strings.Contains(digestOf(t, morning()).HTML, word) {
			t.Errorf("the letter holds %q", word)
		}
	}
}

// TestDigestAboutHomes: what is missing at a children's home leads to its page.
func TestDigestAboutHomes(t *testing.T) {
	t.Parallel()
	m := morning()
	missed := notice("1", readiness.Reminder, "", "Nobody visited the children’s home Oak House in February 2027.")
	missed.Subject = "childrens-home/h-1"
	m.Notices = []readiness.Notice{missed}
	letter := digestOf(t, m)
	if letter.Subject != "1 visit to a home is due soon or late" || !strings.Contains(letter.Text, "Open the home: https://sightline.example/homes/h-1\n") {
		t.Errorf("%q:\n%s", letter.Subject, letter.Text)
	}
}

// TestDigestAboutEvidence: evidence to be looked at again has its own words and leads to its own page.
func TestDigestAboutEvidence(t *testing.T) {
	t.Parallel()
	piece := func(id string) readiness.Notice {
		n := notice(id, readiness.Reminder, "", "A piece of evidence that you attached is to be looked at again today.")
		n.EvidenceID = "e-" + id
		return n
	}
	one, two, mixed := morning(), morning(), morning()
	one.Notices, two.Notices = []readiness.Notice{piece("1")}, []readiness.Notice{piece("1"), piece("2")}
	mixed.Notices = append(two.Notices, notice("3", readiness.Reminder, "r-1", "It is due today."))
	for want, m := range map[string]readiness.Outgoing{
		"1 piece of evidence is due soon or late": one, "2 pieces of evidence are due soon or late": two, "3 things are due soon or late": mixed,
	} {
		letter := digestOf(t, m)
		if letter.Subject != want || !strings.Contains(letter.Text, "Look at the evidence: https://sightline.example/evidence/e-1\n") {
			t.Errorf("%q, want %q:\n%s", letter.Subject, want, letter.Text)
		}
	}
}
