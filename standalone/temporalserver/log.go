package temporalserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// errPortTaken is wrapped by the failure of a service to listen on its port.
var errPortTaken = errors.New("a port of the Temporal server is taken")

// noListener is how the server says so.
const noListener = "Failed to start gRPC listener"

// usual are the beginnings of warnings that belong to every start and stop of a server in one process.
var usual = []string{
	"Failed to poll for task.",
	"network dial error",
	"HTTP API port has not been set.", // it is needed for Nexus, which we do not use
}

// A logger is the server's way to slog. Chatter becomes debug; the server's debug is dropped. After Fatal the server
// expects not to go on, and the usual loggers end the process: this one ends the goroutine and reports the failure.
type logger struct {
	slog   *slog.Logger
	failed chan error
	fatal  *failure
}

// A failure is the first fatal error since guard last began.
type failure struct {
	mu  sync.Mutex
	err error
}

var (
	_ log.Logger     = (*logger)(nil)
	_ log.WithLogger = (*logger)(nil)
)

func newLogger(to *slog.Logger) *logger {
	return &logger{slog: to.WithGroup("temporal"), failed: make(chan error, 1), fatal: &failure{}}
}

// With is for the server: its parts name themselves once.
func (l *logger) With(tags ...tag.Tag) log.Logger {
	return &logger{slog: slog.New(l.slog.Handler().WithAttrs(attrs(tags))), failed: l.failed, fatal: l.fatal}
}

func (l *logger) Debug(string, ...tag.Tag)           {}
func (l *logger) Info(msg string, tags ...tag.Tag)   { l.say(slog.LevelDebug, msg, tags) }
func (l *logger) Error(msg string, tags ...tag.Tag)  { l.say(slog.LevelError, msg, tags) }
func (l *logger) DPanic(msg string, tags ...tag.Tag) { l.say(slog.LevelError, msg, tags) }

func (l *logger) Warn(msg string, tags ...tag.Tag) {
	level := slog.LevelWarn
	if slices.ContainsFunc(usual, func(beginning string) bool { return strings.HasPrefix(msg, beginning) }) {
		level = slog.LevelDebug
	}
	l.say(level, msg, tags)
}

// Panic is as final as Fatal.
func (l *logger) Panic(msg string, tags ...tag.Tag) { l.Fatal(msg, tags...) }

// Fatal does not return, and leaves the process alive. That a port is taken is told by a panic, which guard ends: the server asks for its listeners
// through sync.OnceValue, which makes of a goroutine's end a panic that says nothing and that nobody expects. It asks while it is made, under guard.
func (l *logger) Fatal(msg string, tags ...tag.Tag) {
	l.say(slog.LevelError, msg, tags)
	if msg == noListener {
		panic(fmt.Errorf("%w: %v", errPortTaken, attrs(tags)))
	}
	err := fmt.Errorf("%s (%v)", msg, attrs(tags))
	l.fatal.set(err)
	select {
	case l.failed <- err:
	default: // an earlier one has not been heard yet
	}
	runtime.Goexit()
}

func (l *logger) say(level slog.Level, msg string, tags []tag.Tag) {
	if ctx := context.Background(); l.slog.Enabled(ctx, level) {
		l.slog.LogAttrs(ctx, level, msg, attrs(tags)...)
	}
}

func attrs(tags []tag.Tag) []slog.Attr {
	list := make([]slog.Attr, 0, len(tags))
	for _, t := range tags {
		list = append(list, slog.Any(t.Key(), t.Value()))
	}
	return list
}

// guard runs f where a fatal error cannot take the caller along, and turns it into an error.
func (l *logger) guard(f func() error) error {
	l.fatal.set(nil)
	result := make(chan error, 1)
	go func() {
		ended := l.fatal.get // Fatal ended this goroutine, unless f returns
		defer func() {
			if taken := recover(); taken != nil {
				ended = func() error { return portTaken(taken) }
			}
			result <- ended()
		}()
		err := f()
		ended = func() error { return err }
	}()
	err := <-result
	if fatal := l.fatal.get(); fatal != nil {
		select {
		case <-l.failed: // the caller is told by guard
		default:
		}
		return errors.Join(err, fatal)
	}
	return err
}

// portTaken is the error that Fatal panicked with; any other panic goes on.
func portTaken(with any) error {
	if err, ok := with.(error); ok && errors.Is(err, errPortTaken) {
		return err
	}
	panic(with)
}

func (f *failure) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

func (f *failure) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}
