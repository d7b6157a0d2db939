// Package temporalserver runs a whole Temporal server inside this process, on a private PostgreSQL.
//
// It listens on 127.0.0.1 only and asks nobody who they are: whoever has an account on this machine can talk to it.
// What the server keeps is encrypted by our payload codec, but workflows could be ended by others. The rules of this room:
// the schema is brought up to date at every start; the number of shards and the name of the cluster never change;
// a fatal error of the server is reported, and never ends the process.
package temporalserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/temporal"

	"github.com/sightline-readiness/sightline/internal/pgserver"
)

// Config says what to run on. Only Postgres is needed.
type Config struct {
	// Postgres holds the databases "temporal" and "temporal_visibility", which are made when missing. It must allow 100
	// connections, and must be stopped after the server.
	Postgres *pgserver.Server
	// Namespace is made when missing. Empty means "sightline".
	Namespace string
	// Retention is how long finished workflows can be looked at, at least a day. 0 means 90 days. It may change between starts.
	Retention time.Duration
	// SearchAttributes are added when missing. There is room for 10 of type Keyword and 3 of each other type;
	// the type of an existing one cannot change.
	SearchAttributes map[string]enumspb.IndexedValueType
	// FrontendPort is the port for clients. 0 means any free one.
	FrontendPort int
	// Dynamic holds Temporal's dynamic configuration, such as {"frontend.namespaceRPS": 5000}; it goes before our own.
	Dynamic map[string]any
	// Log hears the server's warnings and errors; its ordinary chatter comes at level debug. Nil means slog.Default.
	Log *slog.Logger
}

// A Server is a running Temporal server.
type Server struct {
	cfg    Config
	log    *logger
	main   *config.SQL
	lists  *config.SQL
	ports  ports
	inner  temporal.Server
	closed sync.Once
	ending error
}

// Start brings the schema up to date, starts the server and returns when a workflow can be started in the namespace.
// It takes one to four seconds. Ctx limits the start and has no effect afterwards.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if cfg.Postgres == nil {
		return nil, errors.New("The Temporal server needs a PostgreSQL to run on.")
	}
	if cfg.Namespace == "" {
		cfg.Namespace = "sightline"
	}
	if cfg.Retention == 0 {
		cfg.Retention = 90 * 24 * time.Hour
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	s := &Server{cfg: cfg, log: newLogger(cfg.Log)}
	if err := s.prepareStores(ctx); err != nil {
		return nil, fmt.Errorf("prepare Temporal's databases: %w", err)
	}
	if err := s.launch(ctx); err != nil {
		return nil, fmt.Errorf("start the Temporal server: %w", err)
	}
	if err := s.settle(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("set up Temporal's namespace %s: %w", cfg.Namespace, err), s.Stop())
	}
	return s, nil
}

// Address is the host and port for clients.
func (s *Server) Address() string {
	return net.JoinHostPort(loopback, strconv.Itoa(s.ports.frontend))
}

// Namespace is the namespace for clients. A client made from another one does not inherit it.
func (s *Server) Namespace() string { return s.cfg.Namespace }

// Failed receives an error when the server met something that it calls fatal. It goes on half broken:
// the process should be stopped in order and started again.
func (s *Server) Failed() <-chan error { return s.log.failed }

// stopTime is how long an orderly stop may take; usually it takes one to three seconds.
const stopTime = 30 * time.Second

// Stop ends the server. Stop the workers and close the clients before, and stop PostgreSQL after. It may be called
// more than once.
func (s *Server) Stop() error {
	s.closed.Do(func() {
		done := make(chan error, 1)
		go func() { done <- s.log.guard(s.inner.Stop) }()
		select {
		case s.ending = <-done:
		case <-time.After(stopTime):
			s.ending = errors.New("The Temporal server did not stop in time; nothing is lost.")
		}
	})
	return s.ending
}

// attempts is how often other ports are tried when somebody takes one between our looking and the server's.
const attempts = 5

func (s *Server) launch(ctx context.Context) error {
	var err error
	for range attempts {
		if err = ctx.Err(); err != nil {
			return err
		}
		if s.ports, err = findPorts(s.cfg.FrontendPort); err != nil {
			return err
		}
		if err = s.log.guard(s.launchOnce); !errors.Is(err, errPortTaken) {
			return err
		}
	}
	return err
}

func (s *Server) launchOnce() error {
	inner, err := temporal.NewServer(s.options()...)
	if err != nil {
		return err
	}
	if err := inner.Start(); err != nil {
		return errors.Join(err, inner.Stop())
	}
	s.inner = inner
	return nil
}
