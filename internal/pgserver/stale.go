package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A holder says what the process is whose number stands in postmaster.pid.
type holder int

const (
	gone     holder = iota // no such process: PostgreSQL clears the file by itself
	stranger               // the number now belongs to something else, so PostgreSQL would refuse to start
	orphan                 // our own child of an earlier life, on its way out
	foreign                // a PostgreSQL on this data that we did not start
)

// mend clears what an earlier life left behind. It is called with the folder's lock held, so whoever still runs on
// the data has lost its parent.
func (f *folder) mend(ctx context.Context, log *slog.Logger) error {
	pid, err := f.postmaster()
	if err != nil || pid == 0 {
		return err
	}
	switch f.holder(pid) {
	case stranger:
		log.Warn("a stale postmaster.pid was mended", "process", pid, "folder", f.root)
		return f.disown()
	case orphan:
		log.Warn("an earlier PostgreSQL is still ending; waiting for it", "process", pid, "folder", f.root)
		return f.outwait(ctx, pid)
	case foreign:
		return fmt.Errorf("Another PostgreSQL (process %d) already runs on the data in %s. Stop it first.", pid, f.data())
	default:
		return nil
	}
}

// postmaster is the number in postmaster.pid, or 0 when there is none.
func (f *folder) postmaster() (int, error) {
	lines, err := f.pidLines()
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 0 {
		return 0, nil // an empty or torn file: PostgreSQL says what is wrong with it
	}
	return pid, nil
}

func (f *folder) pidLines() ([]string, error) {
	text, err := os.ReadFile(filepath.Join(f.data(), "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read postmaster.pid: %w", err)
	}
	return strings.Split(string(text), "\n"), nil
}

// holder looks at the command line, which everybody may read, even in a container without tracing rights.
func (f *folder) holder(pid int) holder {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	line, err := os.ReadFile(filepath.Join(proc, "cmdline"))
	if err != nil {
		return gone
	}
	args := strings.Split(strings.TrimRight(string(line), "\x00"), "\x00")
	if len(line) == 0 || filepath.Base(args[0]) != "postgres" {
		return stranger // a zombie has no command line either
	}
	if slices.Contains(args, f.data()) && slices.Contains(args, f.run) {
		return orphan
	}
	if cwd, err := os.Readlink(filepath.Join(proc, "cwd")); err == nil && cwd != f.data() {
		return stranger
	}
	return foreign
}

// disown makes the file name us, the parent of the next postmaster, as the earlier one. PostgreSQL knows that its own
// parent cannot be a rival and goes on to its second check, whether processes of the dead postmaster still hold its
// shared memory. Deleting the file would lose that check, and two lives of one cluster could write the same data.
func (f *folder) disown() error {
	path := filepath.Join(f.data(), "postmaster.pid")
	lines, err := f.pidLines()
	if err != nil || len(lines) == 0 {
		return err
	}
	lines[0] = strconv.Itoa(os.Getpid())
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		return fmt.Errorf("mend the stale %s: %w", path, err)
	}
	sockets, err := filepath.Glob(filepath.Join(f.run, ".s.PGSQL.*"))
	if err != nil {
		return err
	}
	for _, socket := range sockets {
		if err := os.Remove(socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear the socket of an earlier PostgreSQL: %w", err)
		}
	}
	return nil
}

// outwait asks an orphan to end and waits for it.
func (f *folder) outwait(ctx context.Context, pid int) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("ask the earlier PostgreSQL (process %d) to end: %w", pid, err)
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for f.holder(pid) == orphan {
		select {
		case <-ctx.Done():
			return fmt.Errorf("An earlier PostgreSQL (process %d) on the data in %s does not end. Stop it by hand: kill -QUIT %d", pid, f.data(), pid)
		case <-tick.C:
		}
	}
	return f.mend(ctx, slog.New(slog.DiscardHandler)) // it may have left its file behind
}
