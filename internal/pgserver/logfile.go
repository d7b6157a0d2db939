package pgserver

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
)

const (
	logLimit  = 4 << 20 // bytes in the current file; one previous file is kept
	tailLimit = 8 << 10 // bytes remembered to explain a failure
)

// A logFile takes PostgreSQL's output, keeps it within bounds and remembers its end. A log that cannot be written
// never stops PostgreSQL: the trouble is told once.
type logFile struct {
	mu   sync.Mutex
	path string
	log  *slog.Logger
	file *os.File
	size int64
	tail []byte
	told bool
}

func openLog(path string, log *slog.Logger) (*logFile, error) {
	l := &logFile{path: path, log: log}
	if err := l.open(); err != nil {
		return nil, fmt.Errorf("PostgreSQL's log %s cannot be written: %w.", path, err)
	}
	return l, nil
}

func (l *logFile) open() error {
	file, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return errors.Join(err, file.Close())
	}
	l.file, l.size = file, info.Size()
	return nil
}

// Write always takes all of p.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tail = append(l.tail, p...)
	l.tail = l.tail[max(0, len(l.tail)-tailLimit):]
	if err := l.keep(p); err != nil && !l.told {
		l.told = true
		l.log.Warn("PostgreSQL's log cannot be written", "file", l.path, "error", err)
	}
	return len(p), nil
}

func (l *logFile) keep(p []byte) error {
	if l.size+int64(len(p)) > logLimit {
		if err := errors.Join(l.file.Close(), os.Rename(l.path, l.path+".1"), l.open()); err != nil {
			return err
		}
	}
	n, err := l.file.Write(p)
	l.size += int64(n)
	return err
}

// Close may be called more than once.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.file.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	return nil
}

func (l *logFile) saw(words string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Contains(string(l.tail), words)
}

// complaint is what PostgreSQL itself said last, or else how it ended.
func (l *logFile) complaint(ended error) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return complaintIn(string(l.tail), ended)
}

func complaintIn(text string, ended error) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		for _, sign := range []string{"FATAL:", "PANIC:", "error:"} {
			if _, after, found := strings.Cut(lines[i], sign); found {
				return strings.TrimSpace(after)
			}
		}
	}
	if ended != nil {
		return ended.Error()
	}
	return "it gave no reason"
}
