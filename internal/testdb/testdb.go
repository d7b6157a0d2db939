// Package testdb gives each test a real PostgreSQL database of its own.
//
// One private PostgreSQL serves a whole test process. It starts with the first test that asks for a database
// and ends with the process. Each migration runs once, into a template; a test gets a copy of the template, which
// is dropped when the test ends. A test never skips: without PostgreSQL's programs it fails and says what to type.
//
// A package that uses it should say
//
//	func TestMain(m *testing.M) { testdb.Main(m) }
//
// so that the folder of the PostgreSQL is removed at the end. Without that, the next test process removes it.
package testdb

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
)

// A Migration brings the database that dsn names to the newest schema.
type Migration func(ctx context.Context, dsn string) error

// New is a pool on a fresh database in which migrate has run. It is closed when the test ends. Migrate must be a
// named function, since it is by its code that two calls with the same one are recognised; nil gives an empty database.
func New(t testing.TB, migrate Migration) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), DSN(t, migrate))
	if err != nil {
		t.Fatalf("open the test database: %v", err)
	}
	t.Cleanup(pool.Close) // runs before the database is dropped
	return pool
}

var copies atomic.Int64

// DSN is the connection URL of a fresh database in which migrate has run; see [New].
func DSN(t testing.TB, migrate Migration) string {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatalf("start a PostgreSQL for the tests: %v", err)
	}
	template, err := c.template(migrate)
	if err != nil {
		t.Fatalf("make the template database: %v", err)
	}
	name := fmt.Sprintf("test_%d", copies.Add(1))
	if err := c.create(t.Context(), name, template); err != nil {
		t.Fatalf("make the test database: %v", err)
	}
	t.Cleanup(func() {
		if err := c.drop(context.Background(), name); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return c.server.DSN(name)
}

// TCP turns a connection URL of [DSN] into one over 127.0.0.1, for programs that cannot use a unix socket.
func TCP(t testing.TB, dsn string) string {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatalf("start a PostgreSQL for the tests: %v", err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("read the connection URL: %v", err)
	}
	return c.server.TCP(strings.TrimPrefix(u.Path, "/"))
}
