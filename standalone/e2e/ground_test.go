package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/pgserver"
	"github.com/sightline-readiness/sightline/standalone/temporalserver"
)

// reach is how other processes reach PostgreSQL and Temporal.
type reach struct {
	DatabaseURL     string `json:"database_url"`
	TemporalAddress string `json:"temporal_address"`
}

// playGround is the part of a PostgreSQL with a TCP port and a Temporal server, as a council's own machines would offer them. It prints its reach
// and runs until it is told to stop.
func playGround(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := ground(ctx, args[0]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func ground(ctx context.Context, dir string) error {
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	port, err := freePort()
	if err != nil {
		return err
	}
	pg, err := pgserver.Start(ctx, pgserver.Config{Dir: dir, Port: port, Log: quiet})
	if err != nil {
		return err
	}
	defer func() {
		if err := pg.Stop(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	if err := pg.CreateDatabase(ctx, "sightline"); err != nil {
		return err
	}
	temporal, err := temporalserver.Start(ctx, temporalserver.Config{Postgres: pg, Log: quiet})
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(reach{pg.TCP("sightline"), temporal.Address()}); err != nil {
		return err
	}
	<-ctx.Done()
	return temporal.Stop()
}

// awaitReach reads what the ground printed.
func (p *process) awaitReach(t *testing.T) reach {
	t.Helper()
	var r reach
	until(t, 2*soon, "PostgreSQL and Temporal are there", func() (bool, any) {
		if p.gone() {
			t.Fatalf("the ground ended: %v\n%s", p.err, p.said)
		}
		for line := range strings.Lines(p.said.String()) { // the Temporal server may have said something first
			if strings.HasSuffix(line, "\n") && json.Unmarshal([]byte(line), &r) == nil {
				return true, nil
			}
		}
		return false, p.said.String()
	})
	return r
}

// at is an environment for sightline on that ground.
func (r reach) at(keys string, more ...string) []string {
	return append([]string{
		"SIGHTLINE_DATABASE_URL=" + r.DatabaseURL, "SIGHTLINE_TEMPORAL_ADDRESS=" + r.TemporalAddress, "SIGHTLINE_PAYLOAD_KEYS=" + keys,
		"SIGHTLINE_LOG_LEVEL=warn", "SIGHTLINE_GRACE=" + (10 * time.Second).String(),
	}, more...)
}
