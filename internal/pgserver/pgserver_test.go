package pgserver_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/pgserver"
)

// childDir makes this test binary act as a program that runs PostgreSQL from the folder until it is killed.
const childDir = "PGSERVER_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(serve(dir))
	}
	os.Exit(m.Run())
}

// serve prints the postmaster's number when ready, and ends cleanly when its standard input does.
func serve(dir string) int {
	s, err := pgserver.Start(context.Background(), pgserver.Config{Dir: dir, Log: quiet})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println(s.PID())
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return 1
	}
	if err := s.Stop(context.Background()); err != nil {
		return 1
	}
	return 0
}

var quiet = slog.New(slog.DiscardHandler)

// folder is a place that an unprivileged account can reach; t.TempDir is closed to others.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "pgserver")
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	must(t, os.Chmod(dir, 0o711))
	return filepath.Join(dir, "pg")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func start(t *testing.T, cfg pgserver.Config) *pgserver.Server {
	t.Helper()
	if cfg.Log == nil {
		cfg.Log = quiet
	}
	began := time.Now()
	s, err := pgserver.Start(t.Context(), cfg)
	must(t, err)
	t.Logf("ready after %v", time.Since(began).Round(time.Millisecond))
	t.Cleanup(func() { must(t, s.Stop(context.Background())) })
	return s
}

func query(t *testing.T, dsn, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer func() { must(t, conn.Close(context.Background())) }()
	var got string
	must(t, conn.QueryRow(t.Context(), sql).Scan(&got))
	return got
}

func TestDataOutlivesAStop(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, pgserver.Config{Dir: dir, Settings: map[string]string{"work_mem": "5MB"}})
	must(t, s.CreateDatabase(t.Context(), "ledger"))
	must(t, s.CreateDatabase(t.Context(), "ledger"))
	do(t, s.DSN("ledger"), "create table kept as select 'still here'::text as word")
	if got := query(t, s.DSN("ledger"), "show work_mem"); got != "5MB" {
		t.Errorf("work_mem = %s", got)
	}
	if s.TCP("ledger") != "" || query(t, s.DSN("ledger"), "show listen_addresses") != "" {
		t.Error("PostgreSQL listens on TCP without having been asked to")
	}
	must(t, s.Stop(t.Context()))
	if err, open := <-s.Done(); open {
		t.Errorf("Done reported %v after a stop that was asked for", err)
	}
	again := start(t, pgserver.Config{Dir: dir})
	if got := query(t, again.DSN("ledger"), "select word from kept"); got != "still here" {
		t.Errorf("kept = %q", got)
	}
}

func do(t *testing.T, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer func() { must(t, conn.Close(context.Background())) }()
	_, err = conn.Exec(t.Context(), sql)
	must(t, err)
}

func TestOnlyThePasswordOpensIt(t *testing.T) {
	t.Parallel()
	s := start(t, pgserver.Config{Dir: folder(t)})
	_, err := pgx.Connect(t.Context(), strings.Replace(s.DSN("postgres"), s.Password(), "guess", 1))
	if err == nil || !strings.Contains(err.Error(), "password authentication failed") {
		t.Errorf("a wrong password gave %v", err)
	}
}

func TestTCPWhenAskedFor(t *testing.T) {
	t.Parallel()
	held, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	port := held.Addr().(*net.TCPAddr).Port
	must(t, held.Close())
	s := start(t, pgserver.Config{Dir: folder(t), Port: port})
	if got := query(t, s.TCP("postgres"), "select host(inet_server_addr())"); got != "127.0.0.1" {
		t.Errorf("server address = %s", got)
	}
}

func TestASecondStartIsToldWhoRuns(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	start(t, pgserver.Config{Dir: dir})
	_, err := pgserver.Start(t.Context(), pgserver.Config{Dir: dir, Name: "Sightline", Log: quiet})
	var used *pgserver.InUseError
	if !errors.As(err, &used) || used.PID != os.Getpid() {
		t.Fatalf("a second start gave %v", err)
	}
	want := fmt.Sprintf("Sightline is already running from the folder %s (process %d).", dir, os.Getpid())
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("the sentence is %q", err)
	}
}

func TestALongPathGetsAShortSocket(t *testing.T) {
	t.Parallel()
	s := start(t, pgserver.Config{Dir: filepath.Join(folder(t), strings.Repeat("long/", 25))})
	if len(s.SocketDir()) > 85 {
		t.Errorf("the socket's folder is %s", s.SocketDir())
	}
	if got := query(t, s.DSN("postgres"), "select 'yes'"); got != "yes" {
		t.Error("no answer")
	}
	must(t, s.Stop(t.Context()))
	if _, err := os.Stat(s.SocketDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the short folder is left behind: %v", err)
	}
}

func TestDoneTellsOfAnUnexpectedEnd(t *testing.T) {
	t.Parallel()
	s := start(t, pgserver.Config{Dir: folder(t)})
	must(t, syscall.Kill(s.PID(), syscall.SIGKILL))
	if err := <-s.Done(); err == nil || !strings.Contains(err.Error(), "ended without having been asked to") {
		t.Errorf("Done = %v", err)
	}
}

func TestABadSettingIsQuoted(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	_, err := pgserver.Start(t.Context(), pgserver.Config{Dir: dir, Log: quiet, Settings: map[string]string{"work_memory": "1"}})
	if err == nil || !strings.Contains(err.Error(), `unrecognized configuration parameter "work_memory"`) {
		t.Errorf("a bad setting gave %v", err)
	}
	start(t, pgserver.Config{Dir: dir}) // and the folder is free again
}

// TestTheDeathOfTheParent kills a program that runs PostgreSQL. PostgreSQL must go, and the next start must find the data.
func TestTheDeathOfTheParent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		postmaster bool // is the postmaster killed too?
	}{{"PostgreSQL ends by itself", false}, {"PostgreSQL is killed too", true}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t)
			parent, postmaster := child(t, dir)
			must(t, parent.Process.Kill())
			if tc.postmaster {
				must(t, syscall.Kill(postmaster, syscall.SIGKILL))
			}
			if err := parent.Wait(); err == nil {
				t.Error("a killed parent ended well")
			}
			s := start(t, pgserver.Config{Dir: dir}) // at once, while the other may still be ending
			if s.PID() == postmaster || query(t, s.DSN("postgres"), "select 'yes'") != "yes" {
				t.Error("the next start did not get a PostgreSQL of its own")
			}
			if alive(postmaster) {
				t.Errorf("the orphan %d still runs", postmaster)
			}
		})
	}
}

func child(t *testing.T, dir string) (cmd *exec.Cmd, postmaster int) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	_, err := cmd.StdinPipe() // held open: the child lives until it is killed
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	said := make([]byte, 200)
	n, err := out.Read(said)
	must(t, err)
	postmaster, err = strconv.Atoi(strings.TrimSpace(string(said[:n])))
	must(t, err)
	return cmd, postmaster
}

func alive(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && bytes.Contains(line, []byte("postgres\x00-D"))
}

// TestAStalePidFileOfAStranger is what happens in containers, where numbers repeat.
func TestAStalePidFileOfAStranger(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	must(t, start(t, pgserver.Config{Dir: dir}).Stop(t.Context()))
	data := filepath.Join(dir, "data")
	info, err := os.Stat(data)
	must(t, err)
	owner := info.Sys().(*syscall.Stat_t)
	sleeper := exec.Command("/bin/sleep", "600")
	if os.Geteuid() == 0 { // the same user as PostgreSQL, or it would count as gone
		sleeper.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}
	}
	must(t, sleeper.Start())
	t.Cleanup(func() {
		must(t, sleeper.Process.Kill())
		if err := sleeper.Wait(); err == nil {
			t.Error("sleep ended by itself")
		}
	})
	file := filepath.Join(data, "postmaster.pid")
	text := fmt.Sprintf("%d\n%s\n1700000000\n5432\n%s\n\n  1234567         0\nready   \n", sleeper.Process.Pid, data, filepath.Join(dir, "run"))
	must(t, os.WriteFile(file, []byte(text), 0o600))
	must(t, os.Chown(file, int(owner.Uid), int(owner.Gid)))
	var log bytes.Buffer
	s := start(t, pgserver.Config{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if query(t, s.DSN("postgres"), "select 'yes'") != "yes" || !strings.Contains(log.String(), "stale postmaster.pid") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestAnotherPostgresOnTheData(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, pgserver.Config{Dir: dir})
	must(t, os.Rename(filepath.Join(dir, "lock"), filepath.Join(dir, "lock.away"))) // as if somebody started it by hand
	must(t, os.Mkdir(filepath.Join(dir, "elsewhere"), 0o711))
	must(t, os.Rename(filepath.Join(dir, "run"), filepath.Join(dir, "elsewhere", "run")))
	moved := filepath.Join(filepath.Dir(dir), "moved") // the same data under another path: not ours by its arguments
	must(t, os.Rename(dir, moved))
	t.Cleanup(func() { must(t, s.Stop(context.Background())) })
	_, err := pgserver.Start(t.Context(), pgserver.Config{Dir: moved, Log: quiet})
	if err == nil || !strings.Contains(err.Error(), "Another PostgreSQL (process "+strconv.Itoa(s.PID())) {
		t.Errorf("data in use gave %v", err)
	}
}

func TestAVersionThatIsNotInstalled(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	must(t, start(t, pgserver.Config{Dir: dir}).Stop(t.Context()))
	must(t, os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte("9\n"), 0o600))
	_, err := pgserver.Start(t.Context(), pgserver.Config{Dir: dir, Log: quiet})
	if !errors.Is(err, pgserver.ErrNoPrograms) || !strings.Contains(err.Error(), "written by PostgreSQL 9") {
		t.Errorf("old data gave %v", err)
	}
	_, err = pgserver.Start(t.Context(), pgserver.Config{Dir: folder(t), BinDir: "/nowhere", Log: quiet})
	if !errors.Is(err, pgserver.ErrNoPrograms) || !strings.Contains(err.Error(), "/nowhere") {
		t.Errorf("a wrong BinDir gave %v", err)
	}
}

func TestAClosedFolderIsNamed(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Log("only root has to step down to another user; here the folder must simply work")
		start(t, pgserver.Config{Dir: filepath.Join(t.TempDir(), "pg")})
		return
	}
	closed := t.TempDir()
	must(t, os.Chmod(closed, 0o700))
	_, err := pgserver.Start(t.Context(), pgserver.Config{Dir: filepath.Join(closed, "pg"), Log: quiet})
	if err == nil || !strings.Contains(err.Error(), "is closed to the user") {
		t.Errorf("a closed folder gave %v", err)
	}
}

func TestStartKeepsToItsContext(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	for _, patience := range []time.Duration{0, 50 * time.Millisecond, 150 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		_, err := pgserver.Start(ctx, pgserver.Config{Dir: dir, Log: quiet})
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a start cut after %v gave %v", patience, err)
		}
	}
	start(t, pgserver.Config{Dir: dir}) // half a cluster is not taken for a whole one
}
