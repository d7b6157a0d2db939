package web_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// ailing is a service whose ledger may be away.
type ailing struct {
	service
	health readiness.Health
	err    error
}

func (a ailing) Health(context.Context) (readiness.Health, error) { return a.health, a.err }

type unreachable struct{ commands }

func (unreachable) Reachable(context.Context) error { return errors.New("connection refused") }

func TestHealth(t *testing.T) {
	t.Parallel()
	s := newServer()
	status, page, _ := visit(t, s, "").get("/health")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Everything works")), htmlcheck.Lacks("dl"))
	if status != 200 {
		t.Error(status)
	}
	if _, page, _ := visit(t, s, string(readiness.Administrator)).get("/health"); !strings.Contains(page, "Last morning mail") {
		t.Error("an administrator does not see the figures")
	}

	s = newServer()
	s.Service, s.Commands = ailing{err: errors.New("dial unix: no such file")}, unreachable{}
	status, page, _ = visit(t, s, "").get("/health")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("2 things need looking at"), htmlcheck.Says("The database cannot be reached."), htmlcheck.Says("(Temporal) cannot be reached."), htmlcheck.SaysNot("dial unix")))
	if status != http.StatusServiceUnavailable {
		t.Error(status)
	}

	s = newServer()
	s.Service = ailing{health: readiness.Health{LateRungs: 3, UnsentMails: 1, LastSweep: now.AddDate(0, 0, -2), Jobs: []readiness.JobHealth{
		{Job: readiness.SweepJob, Title: "the look for long-open cases", Missed: calendar.On(2027, 3, 2).At(2, 15)},
		{Job: readiness.DigestJob, Title: "the morning mail", Paused: &readiness.Standstill{By: "Imogen Lead", Reason: "The mail server moves.", Since: now}},
	}}}
	_, page, _ = visit(t, s, string(readiness.Administrator)).get("/health")
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("4 things need looking at"), htmlcheck.Says("3 deadlines passed"), htmlcheck.Says("1 mail could not leave"),
		htmlcheck.Says("The look for long-open cases has not run since it should have, on Tuesday 2 March 2027 at 2:15am."),
		htmlcheck.Says("The morning mail is paused. Imogen Lead paused it on 3 March 2027 at 9:05am: “The mail server moves.”")))
}
