package temporalserver_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/internal/pgserver"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/standalone/temporalserver"
)

const (
	queue    = "test"
	sleeper  = "sleeper/1"
	childDir = "TEMPORALSERVER_TEST_DIR"
)

// TestMain lets the test binary act as a program that starts a sleeping workflow and is then killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := sleepForever(dir); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// Sleep is a workflow that sleeps once and says what became of it.
func Sleep(ctx workflow.Context, d time.Duration) (string, error) {
	if err := workflow.Sleep(ctx, d); err != nil {
		return "", err
	}
	return "slept", nil
}

// A house is everything a standalone runs.
type house struct {
	pg     *pgserver.Server
	server *temporalserver.Server
	client client.Client
	worker worker.Worker
}

func open(ctx context.Context, dir string, cfg temporalserver.Config) (*house, error) {
	quiet := slog.New(slog.DiscardHandler)
	pg, err := pgserver.Start(ctx, pgserver.Config{Dir: filepath.Join(dir, "pg"), Log: quiet})
	if err != nil {
		return nil, err
	}
	cfg.Postgres = pg
	if cfg.Log == nil {
		cfg.Log = quiet
	}
	h := &house{pg: pg}
	if h.server, err = temporalserver.Start(ctx, cfg); err != nil {
		return nil, err
	}
	h.client, err = client.Dial(client.Options{
		HostPort: h.server.Address(), Namespace: h.server.Namespace(), Logger: sdklog.NewStructuredLogger(quiet),
	})
	if err != nil {
		return nil, err
	}
	h.worker = worker.New(h.client, queue, worker.Options{})
	h.worker.RegisterWorkflow(Sleep)
	return h, h.worker.Start()
}

func (h *house) close(t *testing.T) {
	t.Helper()
	h.worker.Stop()
	h.client.Close()
	must(t, h.server.Stop())
	must(t, h.pg.Stop(context.Background()))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, dir string, cfg temporalserver.Config) *house {
	t.Helper()
	began := time.Now()
	h, err := open(t.Context(), dir, cfg)
	must(t, err)
	t.Logf("everything ready after %v", time.Since(began).Round(time.Millisecond))
	return h
}

func sleep(ctx context.Context, c client.Client, d time.Duration, attributes ...temporal.SearchAttributeUpdate) (client.WorkflowRun, error) {
	return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: sleeper, TaskQueue: queue, TypedSearchAttributes: temporal.NewSearchAttributes(attributes...),
	}, Sleep, d)
}

// awaitTimer returns when the workflow's timer is in its history.
func awaitTimer(ctx context.Context, c client.Client, runID string) error {
	for events := c.GetWorkflowHistory(ctx, sleeper, runID, true, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		if err != nil {
			return err
		}
		if event.GetEventType() == enumspb.EVENT_TYPE_TIMER_STARTED {
			return nil
		}
	}
	return fmt.Errorf("the history ended without a timer")
}

// finished waits for the workflow and wants one timer, started once and fired once, in the run of before.
func finished(t *testing.T, h *house, runID string) {
	t.Helper()
	var said string
	must(t, h.client.GetWorkflow(t.Context(), sleeper, runID).Get(t.Context(), &said))
	counts := map[enumspb.EventType]int{}
	for events := h.client.GetWorkflowHistory(t.Context(), sleeper, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		must(t, err)
		counts[event.GetEventType()]++
	}
	if said != "slept" || counts[enumspb.EVENT_TYPE_TIMER_STARTED] != 1 || counts[enumspb.EVENT_TYPE_TIMER_FIRED] != 1 {
		t.Errorf("it said %q, with the events %v", said, counts)
	}
}

var keyword = enumspb.INDEXED_VALUE_TYPE_KEYWORD

func TestATimerOutlivesAStop(t *testing.T) {
	t.Parallel()
	dir := testdb.Dir(t)
	log := &record{}
	first := mustOpen(t, dir, temporalserver.Config{
		Retention: 48 * time.Hour, Log: slog.New(slog.NewTextHandler(log, nil)),
		SearchAttributes: map[string]enumspb.IndexedValueType{"Area": keyword},
	})
	run, err := sleep(t.Context(), first.client, 6*time.Second, temporal.NewSearchAttributeKeyKeyword("Area").ValueSet("north"))
	must(t, err)
	must(t, awaitTimer(t.Context(), first.client, run.GetRunID()))
	first.close(t)
	// What a busy machine makes the server warn of may stand there; what belongs to every start and stop may not.
	for _, usual := range []string{"level=INFO", "Failed to poll for task", "network dial error", "HTTP API port"} {
		if got := log.String(); strings.Contains(got, usual) {
			t.Errorf("an ordinary life says %q:\n%s", usual, got)
		}
	}

	// The next version knows one attribute more and keeps finished workflows for longer.
	second := mustOpen(t, dir, temporalserver.Config{
		SearchAttributes: map[string]enumspb.IndexedValueType{"Area": keyword, "Stage": keyword},
	})
	finished(t, second, run.GetRunID())
	wantRetention(t, second, 90*24*time.Hour)
	wantListed(t, second, "Area = 'north'", 1)
	wantListed(t, second, "Area = 'north' and Stage = 'none'", 0)
	second.close(t)
}

func wantRetention(t *testing.T, h *house, want time.Duration) {
	t.Helper()
	ns, err := h.client.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: h.server.Namespace()})
	must(t, err)
	if got := ns.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(); got != want {
		t.Errorf("retention is %v, want %v", got, want)
	}
}

func wantListed(t *testing.T, h *house, query string, want int) {
	t.Helper()
	list, err := h.client.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: query})
	// The frontend learns of a new attribute within moments of it being added, not at once.
	var unknown *serviceerror.InvalidArgument
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for tries := 0; errors.As(err, &unknown) && tries < 300; tries++ {
		<-tick.C
		list, err = h.client.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: query})
	}
	must(t, err)
	if got := len(list.GetExecutions()); got != want {
		t.Errorf("%s found %d workflows, want %d", query, got, want)
	}
}

func sleepForever(dir string) error {
	h, err := open(context.Background(), dir, temporalserver.Config{})
	if err != nil {
		return err
	}
	run, err := sleep(context.Background(), h.client, 8*time.Second)
	if err != nil {
		return err
	}
	if err := awaitTimer(context.Background(), h.client, run.GetRunID()); err != nil {
		return err
	}
	fmt.Println("run", run.GetRunID())
	select {}
}

func TestATimerOutlivesAKill(t *testing.T) {
	t.Parallel()
	dir := testdb.Dir(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	said := make([]byte, 500)
	n, err := out.Read(said)
	must(t, err)
	runID, found := strings.CutPrefix(strings.TrimSpace(string(said[:n])), "run ")
	must(t, cmd.Process.Kill())
	if err := cmd.Wait(); err == nil || !found {
		t.Fatalf("the child said %q and ended with %v", said[:n], err)
	}
	h := mustOpen(t, dir, temporalserver.Config{})
	finished(t, h, runID)
	h.close(t)
}

// TestAPortTakenMeanwhile: a port that somebody takes between our looking and the server's is an error, with which other ports are tried, and takes nothing
// else of the process along.
func TestAPortTakenMeanwhile(t *testing.T) {
	t.Parallel()
	quiet := slog.New(slog.DiscardHandler)
	pg, err := pgserver.Start(t.Context(), pgserver.Config{Dir: filepath.Join(testdb.Dir(t), "pg"), Log: quiet})
	must(t, err)
	defer func() { must(t, pg.Stop(context.Background())) }()
	if err := temporalserver.LaunchOnTaken(t.Context(), temporalserver.Config{Postgres: pg, Log: quiet}); !errors.Is(err, temporalserver.ErrPortTaken) {
		t.Errorf("got %v", err)
	}
}

func TestATakenPortIsSaidPlainly(t *testing.T) {
	t.Parallel()
	held, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { must(t, held.Close()) })
	pg, err := pgserver.Start(t.Context(), pgserver.Config{Dir: filepath.Join(testdb.Dir(t), "pg")})
	must(t, err)
	defer func() { must(t, pg.Stop(context.Background())) }()
	port := held.Addr().(*net.TCPAddr).Port
	_, err = temporalserver.Start(t.Context(), temporalserver.Config{Postgres: pg, FrontendPort: port})
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("cannot listen on port %d", port)) {
		t.Errorf("a taken port gave %v", err)
	}
}

// A record is a log that several goroutines write.
type record struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.String()
}
