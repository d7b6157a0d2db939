package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestALedgerThatIsNotThereIsAway(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), "postgres:///ledger?host="+t.TempDir(), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	viewer := readiness.Actor{PersonID: "0192f0c1-0000-7000-8000-000000000000", Holdings: []readiness.Holding{{Role: readiness.Director}}}
	for name, ask := range map[string]func() error{
		"home":      func() error { _, err := db.Home(t.Context(), viewer); return err },
		"reviews":   func() error { _, err := db.Reviews(t.Context(), viewer, readiness.ReviewQuery{}); return err },
		"health":    func() error { _, err := db.Health(t.Context()); return err },
		"actor":     func() error { _, err := db.Actor(t.Context(), viewer.PersonID); return err },
		"sign in":   func() error { _, err := db.SignIn(t.Context(), "a@b.example", "password", "here"); return err },
		"token":     func() error { _, _, err := db.TokenActor(t.Context(), "sl_0123456789"); return err },
		"a session": func() error { _, _, err := postgres.SessionStore(db).Find("token"); return err },
		"a change":  func() error { return db.Mailed(t.Context(), readiness.SentMail{Key: "k"}) },
		"an area": func() error {
			_, err := db.SaveArea(t.Context(), "", readiness.SaveArea{Name: "North"}, readiness.Asked{})
			return err
		},
	} {
		switch err := ask(); {
		case !postgres.Away(err):
			t.Errorf("%s: %v is not known as a ledger that is away", name, err)
		case readiness.AsRefusal(err) != nil:
			t.Errorf("%s: %v would be final where it must be tried again", name, err)
		}
	}
}

// TestALedgerThatGoesAway ends a connection under a running statement, as a server does that stops.
func TestALedgerThatGoesAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	conn, err := pgx.Connect(t.Context(), w.dsn)
	w.must(err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err = conn.Exec(ctx, "select pg_terminate_backend(pg_backend_pid())")
	if !postgres.Away(err) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := conn.Exec(ctx, "select 1"); !postgres.Away(err) {
		t.Errorf("afterwards: %v", err)
	}
	_, err = pgx.Connect(ctx, strings.Replace(w.dsn, "/test_", "/none_", 1))
	if !postgres.Away(err) {
		t.Errorf("no such database: %v", err)
	}
}

func TestWhatIsNotAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	conn, err := pgx.Connect(t.Context(), w.dsn)
	w.must(err)
	t.Cleanup(func() { w.must(conn.Close(context.Background())) })
	_, wrong := conn.Exec(t.Context(), "select nothing from nowhere")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, left := w.Areas(gone)
	for name, err := range map[string]error{
		"nothing": nil, "a mistake of ours": wrong, "a reader who left": left, "no row": pgx.ErrNoRows, "a refusal": readiness.Errorf(readiness.Conflict, "No."), "anything": errors.New("x"),
		"a constraint": &pgconn.PgError{Code: "23505"},
	} {
		if postgres.Away(err) {
			t.Errorf("%s: %v counts as a ledger that is away", name, err)
		}
	}
	for _, err := range []error{&pgconn.PgError{Code: "57P03"}, &pgconn.PgError{Code: "53300"}, fmt.Errorf("list areas: %w", io.ErrUnexpectedEOF)} {
		if !postgres.Away(err) {
			t.Errorf("%v does not count as a ledger that is away", err)
		}
	}
}
