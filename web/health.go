package web

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// healthPatience is how long the ledger may take to say how it is: a page that says what is wrong must not hang on it.
const healthPatience = 5 * time.Second

// Trouble is one thing that does not work, and what to do about it.
type Trouble struct {
	What string
	Do   string
}

// The two parts that can be away altogether.
var (
	ledgerAway = Trouble{
		What: "The database cannot be reached.",
		Do:   "Nothing is lost. Running reviews wait, and go on by themselves when it is back. Start the PostgreSQL server, or run “sightline doctor” to see what is wrong.",
	}
	commandsAway = Trouble{
		What: "The part that runs the reviews (Temporal) cannot be reached.",
		Do:   "Pages can be read. Answers stay “not confirmed yet” until it is back, and nothing typed is lost. Start the Temporal server, or run “sightline doctor” to see what is wrong.",
	}
)

// HealthPage says in plain words how the service is. Those who may not see the figures, and anybody while the ledger cannot say who they are,
// see only what does not work.
type HealthPage struct {
	Now      time.Time
	Troubles []Trouble
	Figures  bool
	Health   readiness.Health
}

// Face frames the page.
func (p HealthPage) Face() Face {
	return Face{Template: "health", Title: p.Heading(), Section: "/more"}
}

// Heading is the verdict.
func (p HealthPage) Heading() string {
	switch len(p.Troubles) {
	case 0:
		return "Everything works"
	case 1:
		return "One thing needs looking at"
	}
	return counted(len(p.Troubles), "thing") + " need looking at"
}

// Signs are the last signs of life of each part.
func (p HealthPage) Signs() govuk.SummaryList {
	h := p.Health
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		govuk.Row("Reviews running", thousands(h.LiveReviews)),
		govuk.Row("Deadlines passed and not yet acted on", thousands(h.LateRungs)),
		govuk.Row("Mails waiting for more than an hour", thousands(h.UnsentMails)),
		govuk.Row("Last look for long-open cases", orNever(h.LastSweep)),
		govuk.Row("Last morning mail", orNever(h.LastDigest)),
		govuk.Row("Last import", orNever(h.LastImport)),
		govuk.Row("Last sign of a worker", orNever(h.WorkerSeen)),
		govuk.Row("Version of the ledger", thousands(int(h.LedgerVersion))),
		govuk.Row("Rows in the audit trail", thousands(int(h.AuditRows))),
	}}
}

// Today is when the page was made.
func (p HealthPage) Today() string { return moment(p.Now) }

func orNever(t time.Time) string {
	if t.IsZero() {
		return "Not yet"
	}
	return moment(t)
}

// health works without a session, so that it can also say that the ledger is away.
func (s *Server) health(w http.ResponseWriter, r *http.Request) error {
	page := HealthPage{Now: s.Now(), Figures: readiness.May(by(r), readiness.SeeHealth, readiness.Place{})}
	ctx, cancel := context.WithTimeout(r.Context(), healthPatience)
	defer cancel()
	h, err := s.Service.Health(ctx)
	if err != nil {
		s.Log.ErrorContext(r.Context(), "the ledger cannot be reached", "request", visitOf(r).id, "error", err)
		page.Figures = false
		page.Troubles = append(page.Troubles, ledgerAway)
	}
	if err := s.Commands.Reachable(r.Context()); err != nil {
		s.Log.WarnContext(r.Context(), "commands cannot be asked", "request", visitOf(r).id, "error", err)
		page.Troubles = append(page.Troubles, commandsAway)
	}
	if err == nil {
		page.Health = h
		page.Troubles = append(page.Troubles, troubles(h)...)
	}
	status := http.StatusOK
	if err != nil {
		status = http.StatusServiceUnavailable
	}
	return s.show(w, r, status, page)
}

// troubles reads the ledger's own signs.
func troubles(h readiness.Health) []Trouble {
	var all []Trouble
	if h.LateRungs > 0 {
		all = append(all, Trouble{
			What: "The workers are away or behind: " + counted(h.LateRungs, "deadline") + " passed more than ten minutes ago and nobody has been told yet.",
			Do:   "Start a worker. It catches up by itself, and nobody is told twice.",
		})
	}
	if h.UnsentMails > 0 {
		all = append(all, Trouble{
			What: counted(h.UnsentMails, "mail") + " could not leave for more than an hour.",
			Do:   "Check the mail server’s address and password in the configuration. Mails are tried again by themselves.",
		})
	}
	for _, j := range h.Jobs {
		all = append(all, jobTrouble(j))
	}
	return all
}

// jobTrouble says that a job does not run: because somebody paused it, which is no fault, or because it has missed its time.
func jobTrouble(j readiness.JobHealth) Trouble {
	title := sentence(j.Title)
	if j.Paused != nil {
		return Trouble{
			What: title + " is paused.",
			Do:   pausedWords(*j.Paused) + ". An improvement programme lead can start it again on the page When things run.",
		}
	}
	return Trouble{
		What: title + " has not run since it should have, on " + onTheDot(j.Missed) + ".",
		Do:   "Look whether a worker runs. An improvement programme lead can also run it now, on the page When things run.",
	}
}
