package pgserver

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// An InUseError says that another process uses the folder.
type InUseError struct {
	Name string // what people call the program
	Dir  string
	PID  int // 0 when it is not known
}

func (e *InUseError) Error() string {
	who := ""
	if e.PID > 0 {
		who = fmt.Sprintf(" (process %d)", e.PID)
	}
	return fmt.Sprintf("%s is already running from the folder %s%s. Stop it first, or choose another folder.", e.Name, e.Dir, who)
}

// A lock is held through an open file, so it ends with the process, however that ends.
type lock struct{ file *os.File }

func takeLock(path, name, dir string) (*lock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("The folder %s cannot be written to: %w.", dir, err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		text, readErr := os.ReadFile(path)
		pid, numErr := strconv.Atoi(strings.TrimSpace(string(text)))
		if readErr != nil || numErr != nil {
			pid = 0 // it has the lock and has not signed yet
		}
		return nil, errors.Join(&InUseError{Name: name, Dir: dir, PID: pid}, file.Close())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	l := &lock{file: file}
	if err := l.sign(); err != nil {
		return nil, errors.Join(fmt.Errorf("The folder %s cannot be written to: %w.", dir, err), file.Close())
	}
	return l, nil
}

// sign writes who holds the lock.
func (l *lock) sign() error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func (l *lock) release() error { return l.file.Close() }
