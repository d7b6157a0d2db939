package testdb_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

var migrations atomic.Int64

func migrate(ctx context.Context, dsn string) (err error) {
	migrations.Add(1)
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	_, err = conn.Exec(ctx, "create table words (word text primary key); insert into words values ('first')")
	return err
}

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			db := testdb.New(t, migrate)
			t.Logf("a database after %v", time.Since(began).Round(time.Millisecond))
			if _, err := db.Exec(t.Context(), "insert into words values ('second')"); err != nil {
				t.Fatal(err) // the key is taken if two tests share a database
			}
			var n int
			if err := db.QueryRow(t.Context(), "select count(*) from words").Scan(&n); err != nil || n != 2 {
				t.Errorf("%d words, %v", n, err)
			}
		})
	}
	t.Cleanup(func() {
		if n := migrations.Load(); n != 1 {
			t.Errorf("the migration ran %d times", n)
		}
	})
}

func TestWithoutAMigrationItIsEmpty(t *testing.T) {
	t.Parallel()
	db := testdb.New(t, nil)
	var n int
	err := db.QueryRow(t.Context(), "select count(*) from pg_tables where schemaname = 'public'").Scan(&n)
	if err != nil || n != 0 {
		t.Errorf("%d tables, %v", n, err)
	}
}

func TestTheDatabaseGoesWithItsTest(t *testing.T) {
	t.Parallel()
	var dsn string
	t.Run("inner", func(t *testing.T) { dsn = testdb.DSN(t, migrate) })
	conn, err := pgx.Connect(t.Context(), dsn)
	if err == nil {
		t.Error("the database is still there", conn.Close(t.Context()))
	}
}

func TestOverTCP(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), testdb.TCP(t, testdb.DSN(t, migrate)))
	if err != nil {
		t.Fatal(err)
	}
	var word string
	err = errors.Join(conn.QueryRow(t.Context(), "select word from words").Scan(&word), conn.Close(t.Context()))
	if err != nil || word != "first" {
		t.Errorf("word = %q, %v", word, err)
	}
}
