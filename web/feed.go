package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/time/rate"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) ownCalendarPage(w http.ResponseWriter, r *http.Request) error {
	f, err := s.Feeds.Feed(r.Context(), by(r).PersonID)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, OwnCalendarPage{Feed: f, Make: newForm(), End: newForm()})
}

// makeCalendar shows the address for the only time, in the answer itself: a secret must not wait in a session for a redirect.
func (s *Server) makeCalendar(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	secret, err := s.Feeds.NewFeed(r.Context(), form.asked(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, OwnCalendarPage{Address: s.Address + feedPath + secret + feedSuffix})
}

func (s *Server) endCalendar(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: ownCalendarPath, done: "The calendar address no longer works.",
		do: func() error { return s.Feeds.EndFeed(r.Context(), form.asked(r)) },
	})
}

const (
	feedSuffix = ".ics"
	feedFresh  = 15 * time.Minute // how long a calendar program may keep what it read
)

// feed is the calendar that a program reads: no session, only the secret of its address. An address that does not work gets the same few bytes
// whatever is wrong with it.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	secret, named := strings.CutSuffix(r.PathValue("file"), feedSuffix)
	if wait := s.feedPace.wait(secret, s.Now()); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		http.Error(w, "This calendar is asked for too often. Every 15 minutes is enough.", http.StatusTooManyRequests)
		return nil
	}
	var view readiness.FeedView
	err := error(readiness.Errorf(readiness.NotFound, "There is no such calendar."))
	if named {
		view, err = s.Feeds.FeedEntries(r.Context(), secret)
	}
	if readiness.NotFound.Is(err) {
		http.Error(w, "There is no such calendar.", http.StatusNotFound)
		return nil
	}
	if err != nil {
		return err
	}
	s.feedPace.know(secret)
	body := s.calendarOf(view)
	sum := sha256.Sum256(body)
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Cache-Control", "private, max-age="+strconv.Itoa(int(feedFresh.Seconds())))
	h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	h.Set("X-Robots-Tag", "noindex")
	http.ServeContent(w, r, "", view.Changed, bytes.NewReader(body))
	return nil
}

// calendarOf writes a calendar (RFC 5545) of whole days that leave the reader free. The same entries give the same bytes.
func (s *Server) calendarOf(v readiness.FeedView) []byte {
	c := ics.NewCalendarFor("Sightline")
	c.SetMethod(ics.MethodPublish)
	c.SetName("Reviews and improvement actions")
	c.SetXWRCalName("Reviews and improvement actions")
	c.SetRefreshInterval("PT15M", ics.WithValue("DURATION"))
	c.SetXPublishedTTL("PT15M")
	for _, entry := range v.Entries {
		e := c.AddEvent(fmt.Sprintf("%s@%s", entry.UID, s.host()))
		e.SetDtStampTime(entry.Changed)
		e.SetModifiedAt(entry.Changed)
		e.SetSequence(entry.Sequence)
		e.SetAllDayStartAt(entry.On.At(12, 0))
		e.SetAllDayEndAt(entry.On.AddDays(1).At(12, 0))
		e.SetSummary(entry.Title)
		e.SetDescription("Sign in to see which: " + s.Address + entry.Path)
		e.SetURL(s.Address + entry.Path)
		e.SetTimeTransparency(ics.TransparencyTransparent)
		e.SetStatus(ics.ObjectStatusConfirmed)
		if entry.Over {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}

// host is the name under which people find the pages.
func (s *Server) host() string {
	if u, err := url.Parse(s.Address); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "sightline.invalid"
}

// A pace lets each secret address be opened so often at once, a calendar a dozen times, and every minute afterwards. It knows only addresses that have worked, so nobody can
// fill it by guessing.
type pace struct {
	mu    sync.Mutex
	known map[[32]byte]*rate.Limiter
	burst int // how often at once; 0 is feedBurst
}

const feedBurst = 12

// wait says how long an address must wait; 0 lets it in.
func (p *pace) wait(secret string, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	limit, ok := p.known[sha256.Sum256([]byte(secret))]
	if !ok {
		return 0
	}
	place := limit.ReserveN(now, 1)
	wait := place.DelayFrom(now)
	if wait > 0 {
		place.CancelAt(now)
	}
	return wait
}

// know remembers an address that has worked.
func (p *pace) know(secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		p.known = map[[32]byte]*rate.Limiter{}
	}
	key := sha256.Sum256([]byte(secret))
	if _, ok := p.known[key]; !ok {
		p.known[key] = rate.NewLimiter(rate.Every(time.Minute), cmp.Or(p.burst, feedBurst))
	}
}
