package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	v := visit(t, newServer(), "")
	if status, _, to := v.get("/cases?state=overdue"); status != http.StatusSeeOther || to != "/sign-in?then=%2Fcases%3Fstate%3Doverdue" {
		t.Errorf("signed out: %d to %q", status, to)
	}
	status, page, _ := v.post("/sign-in", url.Values{"email": {"head"}, "password": {"wrong"}, "then": {"/cases"}})
	if status != http.StatusUnprocessableEntity {
		t.Errorf("wrong password: %d", status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("email", "head"), htmlcheck.Value("password", ""), htmlcheck.Value("then", "/cases"),
		htmlcheck.In(".govuk-error-summary", htmlcheck.Says("The email address or the password is not right.")))
	if status, _, to := v.post("/sign-in", url.Values{"email": {"head"}, "password": {goodPassword}, "then": {"/cases"}}); status != http.StatusSeeOther || to != "/cases" {
		t.Errorf("right password: %d to %q", status, to)
	}
	if status, _, _ := v.get("/"); status != http.StatusOK {
		t.Errorf("home: %d", status)
	}
	if _, _, to := v.post("/sign-out", url.Values{}); to != "/sign-in" {
		t.Errorf("signed out to %q", to)
	}
	if _, _, to := v.get("/"); !strings.HasPrefix(to, "/sign-in") {
		t.Errorf("home after signing out leads to %q", to)
	}
}

// TestSignInStaysHere keeps a prepared link from leading people away after they sign in.
func TestSignInStaysHere(t *testing.T) {
	t.Parallel()
	for _, then := range []string{"https://bad.example", "//bad.example", `/\bad.example`, "javascript:alert(1)", ""} {
		v := visit(t, newServer(), "")
		if _, _, to := v.post("/sign-in", url.Values{"email": {"head"}, "password": {goodPassword}, "then": {then}}); to != "/" {
			t.Errorf("%q leads to %q", then, to)
		}
	}
}

// TestLeaversAreOut takes an account away in the middle of a session.
func TestLeaversAreOut(t *testing.T) {
	t.Parallel()
	s := newServer()
	people := everybody()
	s.Accounts = people
	v := visit(t, s, "head")
	delete(people.byID, "head")
	if _, _, to := v.get("/cases"); !strings.HasPrefix(to, "/sign-in") {
		t.Errorf("a leaver is led to %q", to)
	}
}

func TestWelcome(t *testing.T) {
	t.Parallel()
	v := visit(t, newServer(), "")
	status, page, _ := v.get("/welcome/unused")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("This link is for Hanna Okafor and works once.")))
	for typed, want := range map[string]string{"short": "12 characters", "password1234": "first that anybody would guess"} {
		status, page, _ := v.post("/welcome/unused", url.Values{"password": {typed}})
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", typed, status)
		}
		htmlcheck.Has(t, page, htmlcheck.In("#password-error", htmlcheck.Says(want)), htmlcheck.Value("password", ""))
	}
	if status, _, to := v.post("/welcome/unused", url.Values{"password": {"three random words"}}); status != http.StatusSeeOther || to != "/" {
		t.Errorf("set: %d to %q", status, to)
	}
	if status, _, _ := v.get("/"); status != http.StatusOK {
		t.Errorf("not signed in after choosing a password: %d", status)
	}
	status, page, _ = v.get("/welcome/used")
	if status != http.StatusNotFound {
		t.Errorf("used link: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("This link has been used or is too old.")))
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Secure = true
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/sign-in", nil))
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("policy %q", csp)
	}
}

func TestOtherSitesCannotSendForms(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest(http.MethodPost, "/sign-out", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	newServer().Handler().ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "sent from another website") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTooLargeAndNowhere(t *testing.T) {
	t.Parallel()
	v := visit(t, newServer(), "head")
	if status, page, _ := v.post("/reviews/r-1/submit", url.Values{"why_open": {long(600_000)}}); status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", status, page)
	}
	status, page, _ := v.get("/no-such-page")
	if status != http.StatusNotFound {
		t.Errorf("nowhere: %d", status)
	}
	htmlcheck.Page(t, page)
}

// TestTypedTextOutlivesASession sends a form after the session has gone, and gets it back after signing in again.
func TestTypedTextOutlivesASession(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := visit(t, d.server(), "")
	form := url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000021"}, "reason": {"Court & more."}, "until-day": {"31"}, "until-month": {"3"}, "until-year": {"2027"}}
	status, page, _ := v.post("/reviews/r-1/put-off", form)
	if status != http.StatusUnauthorized || len(d.asked) != 0 {
		t.Fatalf("signed out: %d, asked %v", status, d.asked)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("kept_for", "/reviews/r-1/put-off"), htmlcheck.In("main", htmlcheck.Says("What you typed is kept")))
	again := url.Values{"email": {"manager"}, "password": {"wrong"}, "kept": {form.Encode()}, "kept_for": {"/reviews/r-1/put-off"}}
	_, page, _ = v.post("/sign-in", again)
	htmlcheck.Has(t, page, htmlcheck.Value("kept", form.Encode()))
	again.Set("password", goodPassword)
	_, page, _ = v.post("/sign-in", again)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("command_id", form.Get("command_id")), htmlcheck.Value("reason", "Court & more."), htmlcheck.Value("until-day", "31"))
	if status, _, to := v.post("/reviews/r-1/put-off", form); status != http.StatusSeeOther || to != "/reviews/r-1" || d.state.PutOffs != 1 {
		t.Errorf("sent again: %d to %q, put off %d times", status, to, d.state.PutOffs)
	}
}
