package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// post box keeps what one person chose.
type postBox struct {
	mailing
	chosen  []readiness.ChooseMails
	stopped int
}

func (p *postBox) ChooseMails(_ context.Context, c readiness.ChooseMails, _ readiness.Asked) error {
	p.chosen = append(p.chosen, c)
	return nil
}

func (*postBox) MailStop(_ context.Context, secret string) (readiness.NoticeKind, error) {
	if secret != "s-1" {
		return "", errNone
	}
	return readiness.Reminder, nil
}

func (p *postBox) StopMails(ctx context.Context, secret string) (readiness.NoticeKind, error) {
	kind, err := p.MailStop(ctx, secret)
	if err == nil {
		p.stopped++
	}
	return kind, err
}

func TestChooseMails(t *testing.T) {
	t.Parallel()
	box, s := &postBox{}, newServer()
	s.Mailing = box
	v := visit(t, s, "head")
	_, page, _ := v.get("/account/mails")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Counts("input[name=kinds]", 7), htmlcheck.Value("kinds", "second_look,proposed,returned,assigned,reminder,approaching,information"), htmlcheck.In("main", htmlcheck.Says("cannot be turned off")))
	form := url.Values{"command_id": {commandID}, "kinds": {"reminder", "returned"}}
	if status, _, location := v.post("/account/mails", form); status != http.StatusSeeOther || location != "/account/mails" || len(box.chosen) != 1 || strings.Join(box.chosen[0].Kinds, " ") != "reminder returned" {
		t.Errorf("%d to %q: %+v", status, location, box.chosen)
	}
	form["kinds"] = []string{"reminder", "escalation"}
	status, page, _ := v.post("/account/mails", form)
	if status != http.StatusUnprocessableEntity || len(box.chosen) != 1 {
		t.Errorf("an escalation can be chosen about: %d, %+v", status, box.chosen)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("kinds", "reminder"))
	form.Del("kinds")
	if status, _, _ := v.post("/account/mails", form); status != http.StatusSeeOther || len(box.chosen) != 2 || len(box.chosen[1].Kinds) != 0 {
		t.Errorf("nothing at all: %d %+v", status, box.chosen)
	}
}

// TestStopMailsWithoutSigningIn: looking changes nothing, the button and a mail program's one click do, and a bad link says nothing about anybody.
func TestStopMailsWithoutSigningIn(t *testing.T) {
	t.Parallel()
	box, s := &postBox{}, newServer()
	s.Mailing = box
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	v := newVisitor(t, site.URL, "")
	status, page, _ := v.get("/stop-mails/s-1")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Due soon or late"), htmlcheck.Says("Turn these mails off")))
	if status != http.StatusOK || box.stopped != 0 {
		t.Fatalf("%d, stopped %d times by looking", status, box.stopped)
	}
	oneClick, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.URL+"/stop-mails/s-1", strings.NewReader("List-Unsubscribe=One-Click"))
	if err != nil {
		t.Fatal(err)
	}
	oneClick.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(oneClick)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK || box.stopped != 1 || len(answer.Cookies()) != 0 {
		t.Errorf("one click: %d, stopped %d, cookies %v", answer.StatusCode, box.stopped, answer.Cookies())
	}
	for _, secret := range []string{"s-2", "x"} {
		status, page, _ := v.get("/stop-mails/" + secret)
		if status != http.StatusNotFound || !strings.Contains(page, "no longer works") {
			t.Errorf("%s: %d", secret, status)
		}
		if status, _, _ := v.post("/stop-mails/"+secret, nil); status != http.StatusNotFound {
			t.Errorf("%s sent: %d", secret, status)
		}
	}
}

// TestMailLinksLeadToTheForm: whoever follows a mail's link is asked to sign in and then stands where it led.
func TestMailLinksLeadToTheForm(t *testing.T) {
	t.Parallel()
	s := newDesk(t).server()
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	v := newVisitor(t, site.URL, "")
	for _, path := range []string{"/reviews/r-1/decide", "/reviews/r-1/sign-off", "/reviews/r-1/second-look", "/reviews/r-1", "/account/mails"} {
		status, _, location := v.get(path)
		if want := "/sign-in?then=" + url.QueryEscape(path); status != http.StatusSeeOther || location != want {
			t.Errorf("%s: %d to %q, want %q", path, status, location, want)
		}
		status, page, _ := v.get(location)
		htmlcheck.Has(t, page, htmlcheck.Value("then", path))
		if status != http.StatusOK {
			t.Errorf("%s: %d", location, status)
		}
		fresh := newVisitor(t, site.URL, "")
		if status, _, to := fresh.post("/sign-in", url.Values{"email": {"head"}, "password": {goodPassword}, "then": {path}}); status != http.StatusSeeOther || to != path {
			t.Errorf("signed in for %s: %d to %q", path, status, to)
		}
	}
}
