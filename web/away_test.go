package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// errLost is what a ledger that cannot be reached answers, as the ledger says it.
var errLost = errors.New("dial unix: no such file")

const lostSentence = "Sightline cannot reach its records at the moment. Nothing you typed is lost; try again in a minute."

// A ledger can be taken away, with everything that it keeps: sessions, accounts and views.
type ledger struct {
	*memstore.MemStore
	accounts
	reviews
	service
	away     atomic.Bool
	sessions atomic.Bool // the sessions can still be read, as in the moment in which it goes away
}

func (l *ledger) lost(doing string) error {
	if l.away.Load() {
		return fmt.Errorf("%s: %w", doing, errLost)
	}
	return nil
}

func (l *ledger) Find(token string) ([]byte, bool, error) {
	if err := l.lost("read a session"); err != nil && !l.sessions.Load() {
		return nil, false, err
	}
	return l.MemStore.Find(token)
}

func (l *ledger) Actor(ctx context.Context, id string) (readiness.Actor, error) {
	if err := l.lost("read a person"); err != nil {
		return readiness.Actor{}, err
	}
	return l.accounts.Actor(ctx, id)
}

func (l *ledger) SignIn(ctx context.Context, email, password, from string) (readiness.Actor, error) {
	if err := l.lost("look for an account"); err != nil {
		return readiness.Actor{}, err
	}
	return l.accounts.SignIn(ctx, email, password, from)
}

func (l *ledger) Health(context.Context) (readiness.Health, error) {
	return readiness.Health{}, l.lost("see how the ledger is")
}

// onLedger opens a door on a ledger that can be taken away.
func onLedger() (*web.Server, *ledger) {
	l, s := &ledger{MemStore: memstore.NewWithCleanupInterval(0), accounts: everybody()}, newServer()
	s.Sessions.Store, s.Accounts, s.Service = l, l, l
	s.Away = func(err error) bool { return errors.Is(err, errLost) }
	return s, l
}

// TestEveryRouteWithoutTheLedger asks every page as somebody who is signed in, and as nobody: no route may end in a bare 500.
func TestEveryRouteWithoutTheLedger(t *testing.T) {
	t.Parallel()
	for _, sessions := range []bool{false, true} {
		s, l := onLedger()
		v := visit(t, s, string(readiness.ImprovementLead))
		l.sessions.Store(sessions)
		l.away.Store(true)
		for _, route := range web.Routes() {
			if route.Needs == web.Public {
				continue
			}
			path, form := address(route.Pattern), url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000009"}, "note": {"Typed with care."}}
			status, page, _ := 0, "", ""
			if route.Method == http.MethodPost {
				status, page, _ = v.post(path, form)
			} else {
				status, page, _ = v.get(path)
			}
			if status != http.StatusServiceUnavailable {
				t.Errorf("%s %s: %d", route.Method, route.Pattern, status)
				continue
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(lostSentence), htmlcheck.SaysNot("dial unix")))
			if route.Method == http.MethodPost {
				htmlcheck.Has(t, page, htmlcheck.Value("note", "Typed with care."), htmlcheck.Value("command_id", form.Get("command_id")), htmlcheck.Counts(`form[action=`+path+`]`, 1))
			}
		}
	}
}

func TestSigningInWithoutTheLedger(t *testing.T) {
	t.Parallel()
	s, l := onLedger()
	v := visit(t, s, "")
	l.away.Store(true)
	if status, _, _ := v.get("/sign-in"); status != http.StatusOK {
		t.Errorf("the form: %d", status)
	}
	status, page, _ := v.post("/sign-in", url.Values{"email": {"head"}, "password": {goodPassword}, "then": {"/cases"}})
	if status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(lostSentence)), htmlcheck.Value("email", "head"), htmlcheck.Value("then", "/cases"), htmlcheck.Lacks("input[name=password]"))
}

// TestAFileWithoutTheLedger keeps nothing of an upload: the browser still has it, and the page says so.
func TestAFileWithoutTheLedger(t *testing.T) {
	t.Parallel()
	s, l := onLedger()
	v := visit(t, s, string(readiness.ImprovementLead))
	l.away.Store(true)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := errors.Join(form.WriteField("taken_on-day", "3"), form.Close()); err != nil {
		t.Fatal(err)
	}
	answer, err := v.http.Post(v.site+"/imports", form.FormDataContentType(), &body)
	status, page, _ := v.read(answer, err)
	if status != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") != "60" {
		t.Errorf("status %d, retry after %q", status, answer.Header.Get("Retry-After"))
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(lostSentence), htmlcheck.Says("Go back and send the file again"), htmlcheck.Lacks("form")))
}

// TestHealthWithoutTheLedger asks with a session cookie, which cannot be read then, and without one.
func TestHealthWithoutTheLedger(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		who      string
		sessions bool
		commands readiness.Commands
		title    string
	}{
		"nobody":                          {"", false, unreachable{}, "2 things need looking at"},
		"somebody":                        {string(readiness.Administrator), false, unreachable{}, "2 things need looking at"},
		"somebody whose session is read":  {string(readiness.Administrator), true, unreachable{}, "2 things need looking at"},
		"somebody, and Temporal is there": {string(readiness.Administrator), false, commands{}, "One thing needs looking at"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l := onLedger()
			s.Commands = tt.commands
			v := visit(t, s, tt.who)
			l.sessions.Store(tt.sessions)
			l.away.Store(true)
			status, page, _ := v.get("/health")
			if status != http.StatusServiceUnavailable {
				t.Errorf("status %d", status)
			}
			htmlcheck.Page(t, page)
			htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(tt.title), htmlcheck.Says("The database cannot be reached."), htmlcheck.Lacks("dl")))
		})
	}
}

// forgetful reads sessions and cannot keep them.
type forgetful struct{ *memstore.MemStore }

func (forgetful) Commit(string, []byte, time.Time) error { return errLost }

// TestASessionThatIsNotKept leaves the answer that is under way as it is: one page, not two.
func TestASessionThatIsNotKept(t *testing.T) {
	t.Parallel()
	s, _ := onLedger()
	s.Sessions.Store = forgetful{memstore.NewWithCleanupInterval(0)}
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := visitor{t, site.URL, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	status, page, to := v.post("/sign-in", url.Values{"email": {"head"}, "password": {goodPassword}, "then": {"/cases"}})
	if status != http.StatusSeeOther || to != "/cases" || page != "" {
		t.Errorf("%d to %q with a page of %d bytes", status, to, len(page))
	}
}
