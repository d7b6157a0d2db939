package postgres

import (
	"context"
	stdsql "database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the version of the schema that this program was built for: the number of its last migration.
const SchemaVersion = 39

// Migrate brings the database that dsn names to the newest schema. It goes forward only, holds a lock meanwhile, and changes nothing when there
// is nothing to do; so any number of programs may start at once.
func Migrate(ctx context.Context, dsn string) (err error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return fmt.Errorf("read the ledger's connection URL: %w", err)
	}
	config.MaxConns = 3
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("open the ledger: %w", err)
	}
	defer pool.Close()
	conn := stdlib.OpenDBFromPool(pool)
	defer func() { err = errors.Join(err, conn.Close()) }()
	return migrateUp(ctx, conn)
}

func migrateUp(ctx context.Context, conn *stdsql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("find the migrations: %w", err)
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("make the migration lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, conn, files, goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("prepare the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate the ledger: %w", err)
	}
	return nil
}

var (
	selectMigrated = sql("see whether the ledger has a schema", `select to_regclass('goose_db_version') is not null`)
	selectVersion  = sql("read the schema's version", `select coalesce(max(version_id), 0) from goose_db_version where is_applied`)
)

// Version is the version of the schema that the database has; 0 when it has none. It is right when it equals SchemaVersion; a later one comes
// from a newer program, and works too: migrations leave room for the program before.
func (db *DB) Version(ctx context.Context) (int64, error) {
	migrated, err := one(ctx, db.pool, selectMigrated, nil, pgx.RowTo[bool])
	if err != nil || !migrated {
		return 0, err
	}
	return one(ctx, db.pool, selectVersion, nil, pgx.RowTo[int64])
}
