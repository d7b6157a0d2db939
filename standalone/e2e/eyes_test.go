package e2e_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// eyes are a test's own connections to a house, whether that runs in this process or in others.
type eyes struct {
	t        *testing.T
	db       *postgres.DB
	pool     *pgxpool.Pool // for questions that no page asks
	temporal client.Client
	commands *workflows.Client

	children int // what the house was furnished with
	began    calendar.Date
}

// look opens a test's eyes; they close with the test, or before when the house stops.
func look(t *testing.T, dsn, temporal, keys string) *eyes {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	seal, err := workflows.NewSeal(keys)
	must(t, err)
	e := &eyes{t: t}
	e.db, err = postgres.Open(t.Context(), dsn, postgres.Options{Log: quiet, MaxConns: 4})
	must(t, err)
	t.Cleanup(e.db.Close)
	e.pool, err = pgxpool.New(t.Context(), dsn)
	must(t, err)
	t.Cleanup(e.pool.Close)
	e.temporal, err = client.NewLazyClient(workflows.Options(temporal, "sightline", seal, quiet))
	must(t, err)
	t.Cleanup(e.temporal.Close)
	e.commands = workflows.NewClient(e.temporal)
	return e
}

// count answers a question with one number.
func (e *eyes) count(sql string, args ...any) int {
	e.t.Helper()
	var n int
	must(e.t, e.pool.QueryRow(e.t.Context(), sql, args...).Scan(&n))
	return n
}

// texts answers a question with one column of texts.
func (e *eyes) texts(sql string, args ...any) []string {
	e.t.Helper()
	rows, err := e.pool.Query(e.t.Context(), sql, args...)
	must(e.t, err)
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(e.t, err)
	return all
}

// ask asks one command of a review.
func (e *eyes) ask(by readiness.Actor, review string, c readiness.ReviewCommand) (readiness.Review, error) {
	e.t.Helper()
	return e.askUnder(asked(by), review, c)
}

// askUnder asks one command of a review under an id that may have been asked before.
func (e *eyes) askUnder(asked readiness.Asked, review string, c readiness.ReviewCommand) (readiness.Review, error) {
	e.t.Helper()
	return patiently(e.t, func() (readiness.Review, error) { return e.commands.Review(e.t.Context(), review, c, asked) })
}

// do asks one command that must be granted.
func (e *eyes) do(by readiness.Actor, review string, c readiness.ReviewCommand) readiness.Review {
	e.t.Helper()
	r, err := e.ask(by, review, c)
	if err != nil {
		e.t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
	return r
}

func asked(by readiness.Actor) readiness.Asked {
	return readiness.Asked{ID: uuid.Must(uuid.NewV7()).String(), By: by}
}

// state is the row of a review, as its run carries it.
func (e *eyes) state(review string) readiness.Review {
	e.t.Helper()
	v, err := e.db.Review(context.WithoutCancel(e.t.Context()), everywhere, review)
	must(e.t, err)
	return v.State
}

// everywhere is somebody who sees every case, for the test's own questions.
var everywhere = readiness.Actor{PersonID: "test", Name: "the test", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}}}
