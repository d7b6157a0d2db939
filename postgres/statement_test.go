package postgres_test

import (
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
)

// TestEveryStatementFitsTheSchema prepares each statement against the migrated database: a misspelt column or a wrong type fails here.
func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), testdb.DSN(t, postgres.Migrate))
	if err != nil {
		t.Fatal(err)
	}
	for purpose, text := range postgres.Statements() {
		sql, _, err := pgx.NamedArgs{}.RewriteQuery(t.Context(), conn, text, nil)
		if err != nil {
			t.Errorf("%s: %v", purpose, err)
			continue
		}
		if _, err := conn.Prepare(t.Context(), purpose, sql); err != nil {
			t.Errorf("%s: %v", purpose, err)
		}
	}
	if named, made := len(postgres.Statements()), postgres.StatementCount(); named != made {
		t.Errorf("%d statements have %d purposes: two share one", made, named)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestMigrateTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(postgres.Migrate(t.Context(), w.dsn))
	version, err := w.Version(t.Context())
	last, fileErr := postgres.Migrations()
	if err != nil || fileErr != nil || version != postgres.SchemaVersion || last != postgres.SchemaVersion {
		t.Errorf("version %d of %d, the last file is %d, %v %v", version, postgres.SchemaVersion, last, err, fileErr)
	}
}

func TestAnEmptyDatabaseHasVersionNought(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), testdb.DSN(t, nil), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	if version, err := db.Version(t.Context()); version != 0 || err != nil {
		t.Errorf("version %d, %v", version, err)
	}
}

// TestSeveralProgramsMigrateAtOnce starts like replicas do: side by side on a database without a schema.
func TestSeveralProgramsMigrateAtOnce(t *testing.T) {
	t.Parallel()
	dsn := testdb.DSN(t, nil)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if err := postgres.Migrate(t.Context(), dsn); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestPurpose(t *testing.T) {
	t.Parallel()
	for purpose, text := range postgres.Statements() {
		if got := postgres.Purpose(text); got != purpose {
			t.Errorf("%q is called %q", purpose, got)
		}
	}
	for text, want := range map[string]string{
		"begin isolation level repeatable read read only": "begin", "COMMIT": "commit", "rollback": "rollback",
		"select 'CHILD70017'": "statement", "": "statement",
	} {
		if got := postgres.Purpose(text); got != want {
			t.Errorf("%q is called %q, want %q", text, got, want)
		}
	}
}
