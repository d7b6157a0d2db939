package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web/static"
)

// A Server draws the pages. All fields but Log must be set; the ledger and the workflows stand behind the interfaces.
type Server struct {
	Commands readiness.Commands
	Cases    readiness.CaseViews
	Reviews  readiness.ReviewViews
	Imports  readiness.ImportRegister
	Places   readiness.PlaceRegister
	People   readiness.PeopleRegister
	Rules    readiness.RuleRegister
	Service  readiness.ServiceViews
	Accounts readiness.Accounts

	Sessions *scs.SessionManager                                           // timeouts and store are the caller's; Handler sets the cookie and the error page
	Away     func(error) bool                                              // says that an error means nothing but a ledger that cannot be reached; nil: none does
	Findings func(ctx context.Context, w io.Writer, importID string) error // writes an import's findings as xlsx
	Now      func() time.Time
	Council  string       // the council's name, for the header
	Address  string       // where people find the pages, without a slash at the end, for links that are handed on
	Secure   bool         // pages are reached over TLS, so cookies may insist on it
	Log      *slog.Logger // nil: slog.Default
}

// Handler returns the whole door: every route of Routes, the static files, and a page for every address that is neither.
func (s *Server) Handler() http.Handler {
	if s.Log == nil {
		s.Log = slog.Default()
	}
	s.prepareSessions()
	pages := http.NewServeMux()
	for _, route := range Routes() {
		pages.Handle(route.Method+" "+route.Pattern, s.serve(route))
	}
	pages.Handle("/", s.serve(Route{Needs: Public, Handle: (*Server).nowhere}))
	mux := http.NewServeMux()
	mux.Handle("GET /static/", static.Handler())
	mux.Handle("/", s.sameOrigin(s.Sessions.LoadAndSave(pages)))
	return s.secured(s.known(mux))
}

func (s *Server) nowhere(http.ResponseWriter, *http.Request) error {
	return readiness.Errorf(readiness.NotFound, "There is no page at this address. Check it, or begin again from the start page.")
}
