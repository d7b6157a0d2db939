package app_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/workflows"
)

// reads collects what a running part writes, line by line.
func reads(t *testing.T) (io.Writer, <-chan string) {
	t.Helper()
	r, w := io.Pipe()
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(r); s.Scan(); {
			lines <- s.Text()
		}
	}()
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w, lines
}

// wait returns the first line that matches, and what its group holds.
func wait(t *testing.T, lines <-chan string, pattern string) string {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		select {
		case line, open := <-lines:
			if found := regexp.MustCompile(pattern).FindStringSubmatch(line); found != nil {
				return found[1]
			}
			if !open {
				t.Fatalf("nothing said %s", pattern)
			}
		case <-late:
			t.Fatalf("nothing said %s in time", pattern)
		}
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func away(t *testing.T, dsn string) app.Config {
	t.Helper()
	c := app.Default()
	c.DatabaseURL, c.PayloadKeys, c.TemporalAddress = app.Secret(dsn), app.Secret(workflows.NewKey("test")), "127.0.0.1:1"
	c.Listen, c.PrivateListen, c.WorkerListen, c.Address = "127.0.0.1:0", "127.0.0.1:0", "127.0.0.1:0", "http://sightline.test"
	checked, err := c.Validate(app.NeedLedger | app.NeedTemporal)
	if err != nil {
		t.Fatal(err)
	}
	return checked
}

func open(t *testing.T, c app.Config, log io.Writer) *app.Parts {
	t.Helper()
	parts, err := app.Open(t.Context(), c, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(parts.Close)
	return parts
}

// Serve starts without Temporal, prints the first administrator's link, answers, and stops when it is told to.
func TestServeWithoutTemporal(t *testing.T) {
	t.Parallel()
	log, logged := reads(t)
	out, printed := reads(t)
	c := away(t, testdb.DSN(t, postgres.Migrate))
	parts := open(t, c, log)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- app.Serve(ctx, c, parts, out) }()
	at := wait(t, logged, `msg=serving .*listen=(\S+)`)
	path := wait(t, printed, `^Open http://sightline\.test(/welcome/\S+) to choose the administrator's password\. The link works once, for 3 days\.$`)
	for page, want := range map[string]int{"/": http.StatusOK, path: http.StatusOK, "/welcome/wrong": http.StatusNotFound, "/api/v1/nothing": http.StatusNotFound} {
		if status, body := get(t, "http://"+at+page); status != want {
			t.Errorf("%s answers %d, want %d:\n%.500s", page, status, want, body)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("Serve ended with %v", err)
	}
}

// A ledger that is away is said on the page, and ends nothing.
func TestServeWithoutLedger(t *testing.T) {
	t.Parallel()
	c := away(t, "postgres://nobody@127.0.0.1:1/nothing")
	parts := open(t, c, io.Discard)
	server := newServer(t, app.Door(c, parts))
	if status, body := get(t, server+"/sign-in"); status >= http.StatusInternalServerError && !strings.Contains(body, "database") {
		t.Errorf("without a ledger the page answers %d:\n%.500s", status, body)
	}
}

func TestPrivateListener(t *testing.T) {
	t.Parallel()
	c := away(t, testdb.DSN(t, postgres.Migrate))
	server := newServer(t, app.PrivateHandler(open(t, c, io.Discard)))
	if status, body := get(t, server+"/livez"); status != http.StatusOK {
		t.Errorf("/livez answers %d %s", status, body)
	}
	status, body := get(t, server+"/readyz")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "ledger: ok\nschema: ok\ntemporal: ") || strings.Contains(body, "temporal: ok") {
		t.Errorf("/readyz answers %d %s", status, body)
	}
	if _, body := get(t, server+"/version"); !strings.HasPrefix(body, "sightline ") {
		t.Errorf("/version answers %s", body)
	}
	if status, _ := get(t, server+"/nothing"); status != http.StatusNotFound {
		t.Errorf("an unknown address answers %d", status)
	}
}

// A worker waits for a Temporal that is away, and stops when it is told to.
func TestWorkWithoutTemporal(t *testing.T) {
	t.Parallel()
	log, logged := reads(t)
	c := away(t, testdb.DSN(t, postgres.Migrate))
	parts := open(t, c, log)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- app.Work(ctx, c, parts) }()
	wait(t, logged, `msg="waiting for Temporal" address=(\S+)`)
	stop()
	if err := <-done; err != nil {
		t.Errorf("Work ended with %v", err)
	}
}

func newServer(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}
