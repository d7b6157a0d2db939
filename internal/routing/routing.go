// Package routing tells whoever stands before nested muxes which way a request went.
//
// What is told is the pattern as it stands in the code, /reviews/{id}, and never the path: paths hold ids, and some of them secrets. The request's own
// Pattern will not do. It is lost where a handler in between copies the request, and a mux that redirects to a trailing slash puts the path there.
package routing

import (
	"context"
	"net/http"
	"strings"
)

type key struct{}

// Watch returns the request to pass on, and where its pattern will stand once it has been answered: "" when nothing that is Named saw it.
func Watch(r *http.Request) (*http.Request, *string) {
	if pattern, watched := r.Context().Value(key{}).(*string); watched {
		return r, pattern
	}
	pattern := new(string)
	return r.WithContext(context.WithValue(r.Context(), key{}, pattern)), pattern
}

// Named is next, known to whoever watches by a mux's pattern, without the pattern's method.
func Named(pattern string, next http.Handler) http.Handler {
	if method, rest, ok := strings.Cut(pattern, " "); ok && !strings.Contains(method, "/") {
		pattern = rest
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if watched, ok := r.Context().Value(key{}).(*string); ok {
			*watched = pattern
		}
		next.ServeHTTP(w, r)
	})
}
