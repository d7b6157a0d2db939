package temporalserver_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"go.temporal.io/server/common/log/tag"

	"github.com/sightline-readiness/sightline/standalone/temporalserver"
)

func TestFatalEndsTheWorkAndNotTheProcess(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := temporalserver.NewLogger(slog.New(slog.NewTextHandler(&out, nil)))
	reached := false
	err := l.Guard(func() error {
		l.With(tag.String("part", "history")).Fatal("Failed to start gRPC listener", tag.String("address", "here"))
		reached = true
		return nil
	})
	if reached || !errors.Is(err, temporalserver.ErrPortTaken) || !strings.Contains(err.Error(), "here") {
		t.Errorf("guard gave %v; went on after Fatal: %v", err, reached)
	}
	if !strings.Contains(out.String(), "temporal.part=history") {
		t.Errorf("the log says %q", out.String())
	}
	if err := l.Guard(func() error { return nil }); err != nil {
		t.Errorf("an earlier failure came back: %v", err)
	}
}

func TestFatalElsewhereIsReported(t *testing.T) {
	t.Parallel()
	l := temporalserver.NewLogger(slog.New(slog.DiscardHandler))
	for range 2 {
		go l.Fatal("the shard is lost")
	}
	if err := <-l.Failed(); err == nil || !strings.Contains(err.Error(), "the shard is lost") {
		t.Errorf("failed = %v", err)
	}
}

func TestUsualWarningsAreNotShown(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := temporalserver.NewLogger(slog.New(slog.NewTextHandler(&out, nil)))
	l.Warn("Failed to poll for task.")
	l.Info("started")
	l.Warn("disk nearly full")
	if got := out.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "disk nearly full") {
		t.Errorf("the log says %q", got)
	}
}
