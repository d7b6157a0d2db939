package pgserver

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// statusLine is where PostgreSQL writes "starting", "ready" and the like into postmaster.pid.
const statusLine = 7

// await returns when our own child says that it takes connections, and one was made. When ctx ends first, or
// anything fails, the child is stopped.
func (s *Server) await(ctx context.Context) error {
	err := s.awaitReady(ctx)
	if err == nil {
		err = s.greet(ctx)
	}
	if err == nil {
		return nil
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return errors.Join(err, s.child.stop(ending))
}

func (s *Server) awaitReady(ctx context.Context) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		lines, err := s.folder.pidLines()
		if err != nil {
			return err
		}
		if readyLines(lines, s.child.pid()) {
			return nil
		}
		select {
		case <-s.child.done:
			return fmt.Errorf("PostgreSQL did not start: %s. Its log is %s", strings.TrimSuffix(s.output.complaint(s.child.err), "."), s.LogFile())
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL was not ready in time: %w", ctx.Err())
		case <-tick.C:
		}
	}
}

// readyLines insists that the file is our child's: another PostgreSQL on the same data would look ready too.
func readyLines(lines []string, pid int) bool {
	return len(lines) > statusLine && strings.TrimSpace(lines[0]) == strconv.Itoa(pid) &&
		strings.TrimSpace(lines[statusLine]) == "ready"
}

func (s *Server) greet(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.DSN("postgres"))
	if err != nil {
		return fmt.Errorf("PostgreSQL runs and does not let us in; is %s the password of this data? %w", s.folder.passwordFile(), err)
	}
	return conn.Close(ctx)
}
