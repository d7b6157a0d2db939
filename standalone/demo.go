package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/demo"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
)

// A show is the demonstration council of a house, or nothing where there is none.
type show struct {
	there  bool
	known  postgres.Demonstration
	county demo.County
}

// demonstrate makes the demonstration council in an empty ledger, unless the house is to be empty. One that was being made when the machine
// stopped is made again from the beginning: nobody can have seen it.
func (h *house) demonstrate(ctx context.Context, empty bool, out io.Writer) (show, error) {
	county := demo.Fairshire()
	known, there, inhabited, err := h.inhabitants(ctx)
	if err != nil {
		return show{}, err
	}
	switch {
	case there && known.FinishedAt != nil:
		return show{there: true, known: known, county: county}, nil
	case there:
		if err := h.clear(ctx); err != nil {
			return show{}, err
		}
	case inhabited || empty:
		return show{}, nil
	}
	begin := time.Now()
	fmt.Fprintln(out, "This folder is empty, so Sightline makes a demonstration council first: a fictional county at full size. Everything in it is invented.")
	if err := demo.Make(ctx, h.pg.DSN(ledger), county, begin, func(words string) { fmt.Fprintln(out, words) }); err != nil {
		return show{}, fmt.Errorf("make the demonstration council: %w", err)
	}
	fmt.Fprintf(out, "The demonstration council is ready after %.0f seconds. Choose on the sign-in page as whom you want to look around.\n", time.Since(begin).Seconds())
	known, there, _, err = h.inhabitants(ctx)
	return show{there: there, known: known, county: county}, err
}

func (h *house) inhabitants(ctx context.Context) (known postgres.Demonstration, there, inhabited bool, err error) {
	db, err := postgres.Open(ctx, h.pg.DSN(ledger), postgres.Options{})
	if err != nil {
		return known, false, false, err
	}
	defer db.Close()
	if known, there, err = db.Demonstration(ctx); err != nil {
		return known, there, false, err
	}
	inhabited, err = db.Inhabited(ctx)
	return known, there, inhabited, err
}

// clear empties the ledger of a demonstration that was never finished.
func (h *house) clear(ctx context.Context) error {
	return errors.Join(h.pg.DropDatabase(ctx, ledger), h.pg.CreateDatabase(ctx, ledger), app.Migrate(ctx, h.pg.DSN(ledger)))
}

// named gives the pages the demonstration's name, unless somebody chose another.
func (s show) named(getenv app.Getenv) app.Getenv {
	return func(name string) (string, bool) {
		if value, set := getenv(name); set || !s.there || name != app.Variable("council") {
			return value, set
		}
		return s.known.Council, true
	}
}

// carryOn lets the reviews of a demonstration carry on in Temporal from their rows, which changes nothing for those that do already, and hands in
// the newest lists, for somebody to confirm, unless somebody has since it was made. It waits for a worker.
func (s show) carryOn(ctx context.Context, getenv app.Getenv, errors io.Writer) {
	if !s.there || app.Main(ctx, []string{"rebuild"}, getenv, io.Discard, errors) != 0 || s.known.HandedIn {
		return
	}
	if err := s.handIn(ctx, getenv, errors); err != nil {
		fmt.Fprintf(errors, "sightline: the newest lists of the demonstration cannot be handed in: %v\n", err)
	}
}

func (s show) handIn(ctx context.Context, getenv app.Getenv, errors io.Writer) error {
	dir, err := os.MkdirTemp("", "sightline-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	today := calendar.DateOf(time.Now())
	path := filepath.Join(dir, "annex-a-"+today.String()+".xlsx")
	if err := os.WriteFile(path, s.county.Newest(calendar.DateOf(s.known.MadeAt), today), 0o600); err != nil {
		return err
	}
	if code := app.Main(ctx, []string{"import", "--taken-on", today.String(), path}, getenv, io.Discard, io.Discard); code != 0 {
		return fmt.Errorf("the import ended with %d", code)
	}
	return nil
}
