package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// almanac is one person's calendar.
type almanac struct {
	feeds
	view  readiness.FeedView
	asked int
	away  error
	made  readiness.Feed
}

func (a *almanac) FeedEntries(_ context.Context, secret string) (readiness.FeedView, error) {
	a.asked++
	if a.away != nil {
		return readiness.FeedView{}, a.away
	}
	if secret != "s-1" {
		return readiness.FeedView{}, errNone
	}
	return a.view, nil
}

func (a *almanac) Feed(context.Context, string) (readiness.Feed, error) { return a.made, nil }
func (a *almanac) NewFeed(context.Context, readiness.Asked) (string, error) {
	a.made.Made = now
	return "s-1", nil
}

func twoEntries() readiness.FeedView {
	return readiness.FeedView{FeedID: "f-1", Changed: now, Entries: []readiness.FeedEntry{
		{UID: "due-r-1", On: calendar.On(2027, 3, 28), Title: "Case review due", Path: "/reviews/r-1", Sequence: 4, Changed: now}, // the night the clocks change
		{UID: "due-r-2", On: calendar.On(2027, 3, 10), Title: "Case review due", Path: "/reviews/r-2", Sequence: 9, Changed: now.Add(-time.Hour), Over: true},
	}}
}

// read asks for a calendar as a program does, with headers in pairs.
func read(t *testing.T, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func feedSite(t *testing.T, a *almanac) string {
	t.Helper()
	s := newServer()
	s.Feeds, s.Address = a, "https://sightline.anyshire.example"
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	return site.URL
}

func TestFeedIsACalendar(t *testing.T) {
	t.Parallel()
	site := feedSite(t, &almanac{view: twoEntries()})
	answer, body := read(t, site+"/calendar/s-1.ics")
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/calendar; charset=utf-8" || answer.Header.Get("Cache-Control") != "private, max-age=900" || len(answer.Cookies()) != 0 {
		t.Fatalf("%d %v", answer.StatusCode, answer.Header)
	}
	if strings.Contains(strings.ReplaceAll(body, "\r\n", ""), "\n") {
		t.Error("lines must end as RFC 5545 wants")
	}
	c, err := ics.ParseCalendar(strings.NewReader(body))
	if err != nil || len(c.Events()) != 2 {
		t.Fatalf("%v in\n%s", err, body)
	}
	for i, want := range []map[ics.ComponentProperty]string{
		{ics.ComponentPropertyUniqueId: "due-r-1@sightline.anyshire.example", ics.ComponentPropertyDtStart: "20270328", ics.ComponentPropertyDtEnd: "20270329", ics.ComponentPropertySequence: "4", ics.ComponentPropertyStatus: "CONFIRMED", ics.ComponentPropertyUrl: "https://sightline.anyshire.example/reviews/r-1"},
		{ics.ComponentPropertyUniqueId: "due-r-2@sightline.anyshire.example", ics.ComponentPropertyDtStart: "20270310", ics.ComponentPropertyDtEnd: "20270311", ics.ComponentPropertySequence: "9", ics.ComponentPropertyStatus: "CANCELLED"},
	} {
		for property, value := range want {
			if got := c.Events()[i].GetProperty(property); got == nil || got.Value != value {
				t.Errorf("event %d: %s is %+v, want %s", i, property, got, value)
			}
		}
	}
}

// TestFeedIsReadCheaply: what has not changed is not sent again, and who asks all the time must wait.
func TestFeedIsReadCheaply(t *testing.T) {
	t.Parallel()
	a := &almanac{view: twoEntries()}
	site := feedSite(t, a)
	first, body := read(t, site+"/calendar/s-1.ics")
	if again, _ := read(t, site+"/calendar/s-1.ics", "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("the same again: %d", again.StatusCode)
	}
	if again, _ := read(t, site+"/calendar/s-1.ics", "If-Modified-Since", first.Header.Get("Last-Modified")); again.StatusCode != http.StatusNotModified {
		t.Errorf("not modified since: %d", again.StatusCode)
	}
	a.view.Entries[0].Sequence++
	if changed, now := read(t, site+"/calendar/s-1.ics", "If-None-Match", first.Header.Get("ETag")); changed.StatusCode != http.StatusOK || now == body {
		t.Errorf("changed: %d", changed.StatusCode)
	}
	for range 20 {
		read(t, site+"/calendar/s-1.ics")
	}
	last, _ := read(t, site+"/calendar/s-1.ics")
	if last.StatusCode != http.StatusTooManyRequests || last.Header.Get("Retry-After") == "" || a.asked > 16 {
		t.Errorf("%d after %d questions", last.StatusCode, a.asked)
	}
}

// TestFeedOfNobody: a wrong, an ended and a cut address get the same bytes, and a ledger that is away is not "no such calendar".
func TestFeedOfNobody(t *testing.T) {
	t.Parallel()
	a := &almanac{view: twoEntries()}
	site := feedSite(t, a)
	want := ""
	for _, file := range []string{"wrong.ics", "s-1", ".ics", strings.Repeat("x", 500) + ".ics"} {
		answer, body := read(t, site+"/calendar/"+file)
		if want == "" {
			want = body
		}
		if answer.StatusCode != http.StatusNotFound || body != want {
			t.Errorf("%s: %d %q", file, answer.StatusCode, body)
		}
	}
	a.away = errors.New("connection refused")
	if answer, _ := read(t, site+"/calendar/s-1.ics"); answer.StatusCode < 500 {
		t.Errorf("the ledger is away: %d", answer.StatusCode)
	}
}

func TestMakeACalendarAddress(t *testing.T) {
	t.Parallel()
	a, s := &almanac{}, newServer()
	s.Feeds, s.Address = a, "https://sightline.anyshire.example"
	v := visit(t, s, "head")
	status, page, _ := v.post("/account/calendar", url.Values{"command_id": {commandID}})
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#secret", htmlcheck.Says("https://sightline.anyshire.example/calendar/s-1.ics")))
	if status != http.StatusOK {
		t.Errorf("%d", status)
	}
	if _, page, _ = v.get("/account/calendar"); strings.Contains(page, "s-1.ics") || !strings.Contains(page, "3 March 2027") {
		t.Error("the page shows the secret again, or not when it was made")
	}
	if status, _, location := v.post("/account/calendar/end", url.Values{"command_id": {commandID}}); status != http.StatusSeeOther || location != "/account/calendar" {
		t.Errorf("%d to %q", status, location)
	}
}
