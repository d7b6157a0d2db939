package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// How long a session lasts without a visit, and in all (dependencies.md 4.3).
const (
	sessionIdle = 30 * time.Minute
	sessionLife = 12 * time.Hour
)

// Serve offers pages and API until ctx ends, then lets what is under way finish for the configuration's grace. It starts without the ledger or
// Temporal, answers as well as it can, and is ready when they are. The first administrator's link goes to out.
func Serve(ctx context.Context, c Config, p *Parts, out io.Writer) error {
	public, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	side := &private{metrics: p.Metrics, checks: p.checks()}
	quiet, err := listen(ctx, c.PrivateListen)
	if err != nil {
		return errors.Join(err, public.Close())
	}
	p.Log.Info("serving", "pages", c.PublicAddress(), "listen", public.Addr().String(), "private", c.PrivateListen)
	fmt.Fprintf(out, "Sightline is at %s\n", c.PublicAddress())
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	welcoming := make(chan struct{})
	go func() {
		defer close(welcoming)
		restock(ctx, p)
		welcome(ctx, p, out)
	}()
	err = p.serveUntil(ctx, c.Grace, side, server{public, Door(c, p)}, server{quiet, side.handler()})
	stop()
	<-welcoming
	return err
}

// Door is everything that people and machines reach: pages, static files and API.
func Door(c Config, p *Parts) http.Handler {
	sessions := scs.New()
	sessions.Store, sessions.HashTokenInStore = postgres.SessionStore(p.DB), true
	sessions.IdleTimeout, sessions.Lifetime = sessionIdle, sessionLife
	house := readiness.House{
		Commands: p.Commands, Cases: p.DB, Reviews: p.DB, Imports: p.DB, Places: p.DB, People: p.DB, Rules: p.DB, Service: p.DB, Accounts: p.DB,
		Plan: p.DB, Actions: p.DB, Evidence: p.DB, Criteria: p.DB, PlanImports: p.DB, PlanFilters: p.DB, Pace: p.DB, Reports: p.DB, VisitPacks: p.DB, Meetings: p.DB, Points: p.DB, PreScrutinies: p.DB, Dips: p.DB,
		Gaps: p.DB, Inspections: p.DB,
		Frameworks: p.DB, FrameworkDrafts: p.DB, FrameworkFiles: frameworks.Files{},
		Packs: p.DB, PackDrafts: p.DB, PackFiles: frameworks.Files{},
		Assessments: p.DB, Visits: p.DB, Checklists: p.DB, Writing: p.DB, Entries: p.DB, OnSite: p.DB, Samples: p.DB, CaseAudits: p.DB,
		Overview: p.DB, Forecasts: p.DB, Policies: p.DB, Mailing: p.DB, Feeds: p.DB, Schedules: p.DB, Time: p.Commands,
		Partners: p.DB, Outside: p.DB,
		Pulses: p.DB, PulseDoor: p.DB, Cohorts: p.DB, CohortLists: p.DB,
		Homes: p.DB, HomeVisits: p.DB,
		AssessmentReports: p.DB,
	}
	pages := &web.Server{
		House: house, Demo: demoOf(c, p.DB),
		Sessions: sessions, Findings: findingsOf(p.DB), Now: p.Now, Council: c.Council, Address: p.Address, Secure: secure(p.Address), Away: postgres.Away, Log: p.Log,
		Document:   sync.OnceValues(api.Document),
		Accessible: web.Accessibility{Email: c.AccessibilityEmail, Phone: c.AccessibilityPhone, Prepared: c.AccessibilityPrepared, Tested: c.AccessibilityTested, Problems: c.AccessibilityProblems},
	}
	machines := api.New(api.Deps{
		House: house, Answers: postgres.AnswerStore(p.DB), Away: postgres.Away, Now: p.Now, Log: p.Log,
	})
	mux := http.NewServeMux()
	mux.Handle("/api/", machines)
	mux.Handle("/", pages.Handler())
	proxies, err := c.proxies()
	if err != nil { // Validate has refused this; without proxies nobody's word is taken
		p.Log.Error("trusted-proxies cannot be read", "error", err)
	}
	return p.Traces.Requests(p.Metrics.Requests(behindProxies(proxies, mux)))
}

// demoOf offers the people of a demonstration only where nobody but this machine can reach the pages: both the listener and the address that
// people are told must be its own.
func demoOf(c Config, people readiness.DemoPeople) readiness.DemoPeople {
	told, err := url.Parse(c.PublicAddress())
	if err != nil || !web.Loopback(c.Listen) || !web.Loopback(told.Host) {
		return nil
	}
	return people
}

// secure reports whether people reach the pages over TLS.
func secure(address string) bool { return strings.HasPrefix(address, "https://") }

// findingsOf writes an import's findings as a workbook, for the page.
func findingsOf(imports readiness.ImportRegister) func(context.Context, io.Writer, string) error {
	return func(ctx context.Context, w io.Writer, id string) error {
		i, err := imports.Import(ctx, id)
		if err != nil {
			return err
		}
		findings, err := allFindings(ctx, imports, id)
		if err != nil {
			return err
		}
		return annexa.WriteFindings(w, readiness.Extract{Layout: i.Layout, TakenOn: i.TakenOn, Lists: i.Lists}, findings)
	}
}

// welcome prints the first administrator's link as soon as the ledger answers.
func welcome(ctx context.Context, p *Parts, out io.Writer) {
	err := retryUntil(ctx, func() error {
		link, err := FirstLink(ctx, p)
		if err == nil && link != "" {
			fmt.Fprintf(out, "Open %s to choose the administrator's password. The link works once, for 3 days.\n", link)
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		p.Log.Error("cannot make the first administrator's link", "error", err)
	}
}

// FirstLink is the one-time link with which the first administrator chooses a password; "" once somebody has.
func FirstLink(ctx context.Context, p *Parts) (string, error) {
	if err := current(ctx, p.DB); err != nil {
		return "", err
	}
	secret, made, err := p.DB.FirstAdministrator(ctx)
	if err != nil || !made {
		return "", err
	}
	return p.Address + "/welcome/" + secret, nil
}

// A server is one listener and what answers on it. Without a listener nothing does.
type server struct {
	on      net.Listener
	handler http.Handler
}

// serveUntil serves until ctx ends or a server fails, then lets requests finish for the grace, in the order of the servers: the private one last,
// so that it can say what is happening.
func (p *Parts) serveUntil(ctx context.Context, grace time.Duration, side *private, servers ...server) error {
	failed := make(chan error, len(servers))
	var running []*http.Server
	for _, s := range servers {
		if s.on == nil {
			continue
		}
		h := p.httpServer(s.handler)
		running = append(running, h)
		go func() { failed <- h.Serve(s.on) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	side.draining.Store(true)
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	for _, h := range running {
		err = errors.Join(err, h.Shutdown(ending))
	}
	return err
}

// httpServer has limits that a slow upload of a large workbook fits into.
func (p *Parts) httpServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(p.Log.Handler(), slog.LevelWarn),
	}
}
