package routing_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/sightline-readiness/sightline/internal/routing"
)

func TestNamed(t *testing.T) {
	t.Parallel()
	inner := http.NewServeMux()
	for _, pattern := range []string{"GET /welcome/{secret}", "/static/"} {
		inner.Handle(pattern, routing.Named(pattern, http.NotFoundHandler()))
	}
	inner.Handle("/", http.NotFoundHandler())
	outer := http.NewServeMux()
	outer.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { inner.ServeHTTP(w, r.Clone(r.Context())) })
	for path, want := range map[string]string{
		"/welcome/hunter2":   "/welcome/{secret}",
		"/static/app.css":    "/static/",
		"/static":            "", // redirected, and the mux's own Pattern would be the path
		"/nothing/at/all":    "",
		"/welcome//hunter2/": "",
	} {
		request, pattern := routing.Watch(httptest.NewRequest(http.MethodGet, path, nil))
		if again, same := routing.Watch(request); again != request || same != pattern {
			t.Error("a second watcher hides the first")
		}
		outer.ServeHTTP(httptest.NewRecorder(), request)
		if *pattern != want {
			t.Errorf("%s went by %q, want %q", path, *pattern, want)
		}
	}
}

// Nobody has to watch.
func TestNamedUnwatched(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	routing.Named("GET /", http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("answered %d", w.Code)
	}
}
