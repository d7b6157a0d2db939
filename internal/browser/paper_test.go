package browser_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/sightline-readiness/sightline/internal/browser"
)

const printed = `<!doctype html><html lang="en"><head><title>To print</title><link rel="icon" href="data:,"><style>
@media print { @page { size: A4 } .screen { display: none } section { break-before: page } } @media screen { .paper { display: none } }</style></head>
<body><p class="screen">For the screen</p><p class="paper">For paper</p><section>One</section><section>Two</section><a href="/file">Take it</a></body></html>`

// desk is a page that prints on three sheets and gives a file.
func desk(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		if _, err := w.Write([]byte(printed)); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename="pack.txt"`)
		w.Header().Set("Content-Type", "text/plain")
		if _, err := w.Write([]byte("what was packed")); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestOnPaper(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	b.Goto(desk(t))
	b.OnPaper(func() {
		if b.Has("For the screen") || !b.Has("For paper") {
			t.Error("on paper stands what is for the screen")
		}
	})
	if !b.Has("For the screen") || b.Has("For paper") {
		t.Error("it stays as on paper")
	}
	if n := b.Sheets(); n != 3 {
		t.Errorf("it prints on %d sheets", n)
	}
}

// TestDownload takes a file twice in the first window, and once in another person's.
func TestDownload(t *testing.T) {
	t.Parallel()
	b := browser.Open(t, browser.Options{})
	address, other := desk(t), b.Another()
	for _, b := range []*browser.Browser{b, b, other} {
		b.Goto(address)
		if name, body := b.Download("Take it"); name != "pack.txt" || string(body) != "what was packed" {
			t.Errorf("%q has %q", name, body)
		}
	}
}
