package testdb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sightline-readiness/sightline/internal/pgserver"
)

// quick is right for data that nobody will miss.
var quick = map[string]string{
	"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
	"wal_level": "minimal", "max_wal_senders": "0", "max_connections": "300",
}

// A cluster is the one PostgreSQL of this test process.
type cluster struct {
	dir    string
	server *pgserver.Server
	admin  *pgxpool.Pool

	// strategy asks for a copy file by file. Before PostgreSQL 15 there was nothing else, and no word for it.
	strategy string

	mu        sync.Mutex
	templates map[uintptr]string // by the code of the migration
}

var (
	asked  atomic.Bool
	shared = sync.OnceValues(func() (*cluster, error) {
		asked.Store(true)
		return startCluster()
	})
)

// Main runs the tests of a package, stops the PostgreSQL if one was started, and exits.
func Main(m *testing.M) {
	code := m.Run()
	if asked.Load() {
		if c, err := shared(); err == nil {
			if err := c.stop(); err != nil {
				fmt.Fprintln(os.Stderr, "stop the PostgreSQL of the tests:", err)
				code = max(code, 1)
			}
		}
	}
	os.Exit(code)
}

func startCluster() (*cluster, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	dir, err := makeDir()
	if err != nil {
		return nil, err
	}
	server, err := startOnFreePort(ctx, dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	config, err := pgxpool.ParseConfig(server.DSN("postgres"))
	if err != nil {
		return nil, errors.Join(err, server.Stop(ctx), os.RemoveAll(dir))
	}
	config.MaxConns = 4
	admin, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, errors.Join(err, server.Stop(ctx), os.RemoveAll(dir))
	}
	c := &cluster{dir: dir, server: server, admin: admin, templates: map[uintptr]string{}}
	const ask = "select case when current_setting('server_version_num')::int >= 150000 then ' strategy file_copy' else '' end"
	if err := admin.QueryRow(ctx, ask).Scan(&c.strategy); err != nil {
		return nil, errors.Join(err, c.stop())
	}
	return c, nil
}

// startOnFreePort tries again when somebody else takes the port between our looking and PostgreSQL's.
func startOnFreePort(ctx context.Context, dir string) (*pgserver.Server, error) {
	var failed error
	for range 3 {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		server, err := pgserver.Start(ctx, pgserver.Config{
			Dir: dir, Settings: quick, Port: port, Name: "Another test", Log: slog.New(slog.DiscardHandler),
		})
		if err == nil || errors.Is(err, pgserver.ErrNoPrograms) {
			return server, err
		}
		failed = err
	}
	return nil, failed
}

func (c *cluster) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c.admin.Close()
	return errors.Join(c.server.Stop(ctx), os.RemoveAll(c.dir))
}

// template is the database that the migration has run in. A failed migration fails again for every test.
func (c *cluster) template(migrate Migration) (string, error) {
	if migrate == nil {
		return "template0", nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := reflect.ValueOf(migrate).Pointer()
	if name, made := c.templates[key]; made {
		return name, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	name := fmt.Sprintf("template_%d", len(c.templates)+1)
	if err := c.drop(ctx, name); err != nil {
		return "", err
	}
	if err := c.create(ctx, name, "template0"); err != nil {
		return "", err
	}
	if err := migrate(ctx, c.server.DSN(name)); err != nil {
		return "", fmt.Errorf("migrate: %w", err)
	}
	c.templates[key] = name
	return name, nil
}

// create copies file by file: with fsync off that is much quicker than through the log.
func (c *cluster) create(ctx context.Context, name, template string) error {
	_, err := c.admin.Exec(ctx, "create database "+quoted(name)+" template "+quoted(template)+c.strategy)
	return err
}

func (c *cluster) drop(ctx context.Context, name string) error {
	_, err := c.admin.Exec(ctx, "drop database if exists "+quoted(name)+" with (force)")
	return err
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }
