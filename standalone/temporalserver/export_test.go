package temporalserver

import "log/slog"

// A Logger lets the tests call Fatal as the server would.
type Logger = logger

// ErrPortTaken is what a service that cannot listen comes to.
var ErrPortTaken = errPortTaken

// NewLogger is a logger outside a server.
func NewLogger(to *slog.Logger) *Logger { return newLogger(to) }

// Guard is guard.
func (l *logger) Guard(f func() error) error { return l.guard(f) }

// Failed is what Server.Failed gives.
func (l *logger) Failed() <-chan error { return l.failed }
