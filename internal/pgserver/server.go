// Package pgserver runs a private PostgreSQL as a child of this process, and leaves nothing running behind.
//
// One folder holds everything: the data, the socket, the password and the log. The rules of this room:
// only one process at a time may use a folder; we never report ready because of a PostgreSQL that is not
// our own child; when this process dies, however it dies, the child shuts down by itself; what a crash
// left behind is mended at the next start. Data is never deleted.
//
// The package works on Linux only: it relies on the parent-death signal and on /proc.
package pgserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"syscall"
	"time"
)

// superuser is the name of the one role that initdb makes.
const superuser = "postgres"

// Config says where a private PostgreSQL lives and how it is set.
type Config struct {
	// Dir is the folder for data, socket, password and log. It is made when missing. As root it must not lie
	// below a folder that is closed to others, such as /root.
	Dir string
	// BinDir is the folder of the programs initdb and postgres. Empty means: look for them.
	BinDir string
	// Settings are PostgreSQL settings such as {"fsync": "off"}; they go before the package's own defaults.
	Settings map[string]string
	// Port makes PostgreSQL also listen on 127.0.0.1 at this port. 0 means the unix socket only.
	Port int
	// Name is what people call the program that owns the folder; it appears in the sentence for a second start.
	// Empty means "Sightline".
	Name string
	// Log hears of what was mended and of a child that does not end as asked. Nil means slog.Default.
	Log *slog.Logger
}

// A Server is a running private PostgreSQL.
type Server struct {
	cfg      Config
	folder   folder
	lock     *lock
	child    *child
	output   *logFile
	password string
	port     int

	stopOnce sync.Once
	stopping chan struct{}
	stopErr  error
	ended    chan error
}

// Start makes the cluster when there is none, starts PostgreSQL and returns when it answers. After a crash that
// can take as long as the recovery does; only ctx limits it, and ctx has no effect once Start has returned.
// Errors are whole sentences; [ErrNoPrograms] and [*InUseError] can be told apart.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Name == "" {
		cfg.Name = "Sightline"
	}
	f, err := prepare(cfg.Dir)
	if err != nil {
		return nil, err
	}
	held, err := takeLock(f.lockFile(), cfg.Name, f.root)
	if err != nil {
		return nil, err
	}
	s, err := startLocked(ctx, cfg, f)
	if err != nil {
		return nil, errors.Join(err, held.release())
	}
	s.lock = held
	go s.watch()
	return s, nil
}

func startLocked(ctx context.Context, cfg Config, f folder) (*Server, error) {
	bin, err := findPrograms(ctx, cfg.BinDir, f.data())
	if err != nil {
		return nil, err
	}
	if err := f.settle(); err != nil {
		return nil, err
	}
	if err := f.probe(ctx, bin); err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, folder: f, port: cfg.Port, stopping: make(chan struct{}), ended: make(chan error, 1)}
	if s.port == 0 {
		s.port = defaultPort
	}
	if s.password, err = f.readPassword(); err != nil {
		return nil, err
	}
	if err := f.makeCluster(ctx, bin, s.password, cfg.Settings["fsync"] != "off"); err != nil {
		return nil, err
	}
	return s, s.launch(ctx, bin)
}

// DSN is a connection URL for one database, over the unix socket. It holds the password.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("postgres://%s:%s@/%s?host=%s&port=%d&sslmode=disable",
		superuser, s.password, database, s.folder.run, s.port)
}

// TCP is like DSN over 127.0.0.1. It is empty unless Config.Port was set.
func (s *Server) TCP(database string) string {
	if s.cfg.Port == 0 {
		return ""
	}
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable", superuser, s.password, s.port, database)
}

// SocketDir is the folder of the unix socket, as libpq's "host" wants it.
func (s *Server) SocketDir() string { return s.folder.run }

// Port is the port that names the socket, and the TCP port when there is one.
func (s *Server) Port() int { return s.port }

// User is the role to connect as. It is a superuser of this cluster: row-level security does not bind it.
func (s *Server) User() string { return superuser }

// Password is the random password of User.
func (s *Server) Password() string { return s.password }

// PID is the process id of the postmaster.
func (s *Server) PID() int { return s.child.pid() }

// LogFile is the file that PostgreSQL's own log goes to. It is bounded: the previous part is kept beside it as ".1".
func (s *Server) LogFile() string { return s.folder.logFile() }

// Done receives one error if PostgreSQL ends without having been asked to. It is closed when PostgreSQL has ended.
func (s *Server) Done() <-chan error { return s.ended }

// Stop asks PostgreSQL to end, cutting open connections, and waits. When ctx ends first it is ended the hard way,
// which costs a recovery at the next start and is reported as an error. Stop may be called more than once.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() {
		close(s.stopping)
		s.stopErr = errors.Join(s.child.stop(ctx), s.output.Close(), s.folder.clearSocket(), s.lock.release())
	})
	return s.stopErr
}

func (s *Server) watch() {
	<-s.child.done
	select {
	case <-s.stopping:
	default:
		s.ended <- fmt.Errorf("PostgreSQL ended without having been asked to: %s; its log is %s",
			s.output.complaint(s.child.err), s.LogFile())
	}
	close(s.ended)
}

// launch starts the child. A postmaster that was killed may leave children of its own, which need a moment
// to notice; PostgreSQL refuses to start meanwhile, and then we try again.
func (s *Server) launch(ctx context.Context, bin string) error {
	patience, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		if err := s.folder.mend(ctx, s.cfg.Log); err != nil {
			return err
		}
		err := s.launchOnce(ctx, bin)
		if err == nil || !s.output.saw("is still in use") {
			return err
		}
		select {
		case <-patience.Done():
			return err
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func (s *Server) launchOnce(ctx context.Context, bin string) error {
	output, err := openLog(s.folder.logFile(), s.cfg.Log)
	if err != nil {
		return err
	}
	s.output = output
	s.child, err = launch(s.folder.command(output, bin+"/postgres", s.arguments()...), syscall.SIGINT)
	if err == nil {
		err = s.await(ctx)
	}
	if err != nil {
		return errors.Join(err, output.Close())
	}
	return nil
}
