package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/sightline-readiness/sightline/internal/routing"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web/static"
)

// A Server draws the pages. All fields but Log must be set.
type Server struct {
	readiness.House

	Demo readiness.DemoPeople // the people of a demonstration; nil wherever anybody but this machine could reach the pages

	Sessions   *scs.SessionManager                                           // timeouts and store are the caller's; Handler sets the cookie and the error page
	Away       func(error) bool                                              // says that an error means nothing but a ledger that cannot be reached; nil: none does
	Findings   func(ctx context.Context, w io.Writer, importID string) error // writes an import's findings as xlsx
	Document   func() ([]byte, error)                                        // the API's OpenAPI document
	Now        func() time.Time
	Accessible Accessibility // what the accessibility statement says
	Council    string        // the council's name, for the header
	Address    string        // where people find the pages, without a slash at the end, for links that are handed on
	Secure     bool          // pages are reached over TLS, so cookies may insist on it
	Log        *slog.Logger  // nil: slog.Default

	feedPace    pace // how often each calendar asks
	partnerPace pace // how often each link for a partner is opened
}

// Handler returns the whole door: every route of Routes, the static files, and a page for every address that is neither.
func (s *Server) Handler() http.Handler {
	if s.Log == nil {
		s.Log = slog.Default()
	}
	s.prepareSessions()
	s.partnerPace.burst = partnerBurst
	pages := http.NewServeMux()
	mux := http.NewServeMux()
	for _, route := range Routes() {
		named := routing.Named(route.Pattern, s.serve(route))
		if route.Nameless {
			mux.Handle(route.Method+" "+route.Pattern, s.sameOrigin(named))
			continue
		}
		pages.Handle(route.Method+" "+route.Pattern, named)
	}
	pages.Handle("/", s.serve(Route{Needs: Public, Handle: (*Server).nowhere}))
	mux.Handle("GET "+static.Prefix, routing.Named(static.Prefix, static.Handler()))
	mux.Handle("/", s.sameOrigin(s.Sessions.LoadAndSave(pages)))
	return s.secured(s.known(mux))
}

func (s *Server) nowhere(http.ResponseWriter, *http.Request) error {
	return readiness.Errorf(readiness.NotFound, "There is no page at this address. Check it, or begin again from the start page.")
}
