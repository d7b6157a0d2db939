package testdb

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Our folders in the temporary folder: one that sweep may remove, and one that belongs to a single test.
const (
	clusterPrefix = "sightline-testdb-"
	testPrefix    = "sightline-test-"
)

// Dir is a fresh folder for one test, below which PostgreSQL can run even when the tests run as root:
// t.TempDir is closed to the user that PostgreSQL then steps down to.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := openDir(testPrefix)
	if err != nil {
		t.Fatalf("make a folder: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the folder of a test: %v", err)
		}
	})
	return dir
}

func makeDir() (string, error) {
	if err := sweep(); err != nil {
		return "", err
	}
	return openDir(clusterPrefix)
}

func openDir(prefix string) (string, error) {
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o711)
}

// sweep removes the folders of test processes that ended without doing so. A folder in use has its lock taken;
// one that is young may not have got that far.
func sweep() error {
	dirs, err := filepath.Glob(filepath.Join(os.TempDir(), clusterPrefix+"*"))
	if err != nil {
		return err
	}
	var failed error
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		if err != nil || time.Since(info.ModTime()) < 10*time.Minute || int(info.Sys().(*syscall.Stat_t).Uid) != os.Geteuid() {
			continue // gone meanwhile, or young, or somebody else's
		}
		if abandoned(filepath.Join(dir, "lock")) {
			failed = errors.Join(failed, os.RemoveAll(dir))
		}
	}
	return failed
}

func abandoned(lock string) bool {
	file, err := os.Open(lock)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	taken := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return errors.Join(taken, file.Close()) == nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
