package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

type demoPeople struct{}

func (demoPeople) DemoPeople(context.Context) ([]readiness.DemoPerson, error) {
	return []readiness.DemoPerson{{PersonID: "area_head", Name: "Hanna Okafor", Role: readiness.AreaHead, Place: "North"}}, nil
}

// TestDemonstration lets a visitor be somebody on this machine, and nowhere else: wherever one thing is not its own, there is no such page.
func TestDemonstration(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		none         bool
		proxy        string // a header that a proxy adds
		remote, host string
		person       string
		want         int
	}{
		"on this machine":          {remote: "127.0.0.1:5000", host: "127.0.0.1:8480", person: "area_head", want: http.StatusSeeOther},
		"by its name":              {remote: "[::1]:5000", host: "localhost:8480", person: "area_head", want: http.StatusSeeOther},
		"from elsewhere":           {remote: "192.0.2.7:5000", host: "127.0.0.1:8480", person: "area_head", want: http.StatusNotFound},
		"under another name":       {remote: "127.0.0.1:5000", host: "sightline.council.example", person: "area_head", want: http.StatusNotFound},
		"for somebody else":        {proxy: "X-Forwarded-For", remote: "127.0.0.1:5000", host: "127.0.0.1:8480", person: "area_head", want: http.StatusNotFound},
		"through a proxy":          {proxy: "Via", remote: "127.0.0.1:5000", host: "127.0.0.1:8480", person: "area_head", want: http.StatusNotFound},
		"somebody who is not one":  {remote: "127.0.0.1:5000", host: "127.0.0.1:8480", person: "admin", want: http.StatusNotFound},
		"a ledger that holds none": {none: true, remote: "127.0.0.1:5000", host: "127.0.0.1:8480", person: "area_head", want: http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			if !c.none {
				s.Demo = demoPeople{}
			}
			door := s.Handler()
			page := httptest.NewRecorder()
			look := httptest.NewRequest(http.MethodGet, "http://"+c.host+"/sign-in", nil)
			look.RemoteAddr = c.remote
			if c.proxy != "" {
				look.Header.Set(c.proxy, "192.0.2.7")
			}
			door.ServeHTTP(page, look)
			if offers := strings.Contains(page.Body.String(), "Hanna Okafor"); offers != (c.want == http.StatusSeeOther || c.person != "area_head") {
				t.Errorf("the sign-in page offers somebody: %t", offers)
			}
			ask := httptest.NewRequest(http.MethodPost, "http://"+c.host+"/sign-in/demonstration", strings.NewReader(url.Values{"person_id": {c.person}}.Encode()))
			ask.RemoteAddr = c.remote
			if c.proxy != "" {
				ask.Header.Set(c.proxy, "192.0.2.7")
			}
			ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			answer := httptest.NewRecorder()
			door.ServeHTTP(answer, ask)
			if answer.Code != c.want {
				t.Errorf("answers %d, not %d", answer.Code, c.want)
			}
			if signedIn := answer.Header().Get("Set-Cookie") != ""; signedIn != (c.want == http.StatusSeeOther) {
				t.Errorf("signed in: %t", signedIn)
			}
		})
	}
}
