package web_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/web"
)

// A visitor is one person at a browser without JavaScript; redirects are shown, not followed.
type visitor struct {
	t    *testing.T
	site string
	http *http.Client
}

// visit opens the door to a server; as is the id of who signs in, "" for nobody.
func visit(t *testing.T, s *web.Server, as string) visitor {
	t.Helper()
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	return newVisitor(t, site.URL, as)
}

func newVisitor(t *testing.T, site, as string) visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := visitor{t, site, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	if as != "" {
		if status, _, _ := v.post("/sign-in", url.Values{"email": {as}, "password": {goodPassword}, "then": {"/"}}); status != http.StatusSeeOther {
			t.Fatalf("signing in as %s: %d", as, status)
		}
	}
	return v
}

func (v visitor) get(path string) (status int, page, location string) {
	v.t.Helper()
	answer, err := v.http.Get(v.site + path)
	return v.read(answer, err)
}

func (v visitor) post(path string, form url.Values) (status int, page, location string) {
	v.t.Helper()
	answer, err := v.http.PostForm(v.site+path, form)
	return v.read(answer, err)
}

func (v visitor) read(answer *http.Response, err error) (int, string, string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer.StatusCode, string(body), answer.Header.Get("Location")
}

// address fills a route's pattern: every wildcard becomes an id that nothing has.
func address(pattern string) string {
	parts := strings.Split(strings.TrimSuffix(pattern, "{$}"), "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") {
			parts[i] = "0195a1b2-0000-7000-8000-00000000ffff"
		}
	}
	return strings.Join(parts, "/")
}
