package temporalserver

import (
	"context"
	"log/slog"
	"net"
)

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

// LaunchOnTaken makes a server one of whose ports somebody took after it was found.
func LaunchOnTaken(ctx context.Context, cfg Config) (err error) {
	s := &Server{cfg: cfg, log: newLogger(cfg.Log)}
	if err := s.prepareStores(ctx); err != nil {
		return err
	}
	if s.ports, err = findPorts(0); err != nil {
		return err
	}
	other, err := net.Listen("tcp", s.Address())
	if err != nil {
		return err
	}
	defer other.Close()
	return s.log.guard(s.launchOnce)
}
