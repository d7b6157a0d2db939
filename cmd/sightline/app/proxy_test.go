package app_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

func TestBehindAProxy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ setting, peer, header, want string }{
		"no proxy is trusted":                {"", "10.0.0.1:4000", "203.0.113.9", "10.0.0.1:4000"},
		"a stranger's word is not taken":     {"10.0.0.0/8", "198.51.100.7:4000", "203.0.113.9", "198.51.100.7:4000"},
		"our proxy names the visitor":        {"10.0.0.1", "10.0.0.1:4000", "203.0.113.9", "203.0.113.9:0"},
		"only what our proxies added counts": {"10.0.0.0/8", "10.0.0.1:4000", "192.0.2.1, 203.0.113.9, 10.0.0.2", "203.0.113.9:0"},
		"nonsense changes nothing":           {"10.0.0.1", "10.0.0.1:4000", "somewhere", "10.0.0.1:4000"},
		"no header":                          {"10.0.0.1", "10.0.0.1:4000", "", "10.0.0.1:4000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got string
			h, err := app.BehindProxies(c.setting, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }))
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.peer
			if c.header != "" {
				r.Header.Set("X-Forwarded-For", c.header)
			}
			h.ServeHTTP(httptest.NewRecorder(), r)
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if _, err := app.BehindProxies("the proxy", nil); err == nil {
		t.Error("words are no address")
	}
}
