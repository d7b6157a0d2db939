package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Options are what a DB needs besides its connection URL. The zero Options are fine.
type Options struct {
	Now      func() time.Time // time.Now when nil
	Log      *slog.Logger     // slog.Default when nil
	MaxConns int32            // connections at most; pgxpool's own choice, or the URL's, when 0
	// Configure changes the pool's settings before it opens, such as its tracer.
	Configure func(*pgxpool.Config)
}

// patience is how long a connection may take to open, unless the URL says otherwise: somebody waits for a page. pgx's own is two minutes.
const (
	patience    = 10 * time.Second
	pgxPatience = 2 * time.Minute
)

// DB is the ledger. It is safe for use by many goroutines.
type DB struct {
	pool   *pgxpool.Pool
	now    func() time.Time
	log    *slog.Logger
	hashes chan struct{} // a place for each password being hashed: 19 MiB at a time
}

// Open makes a DB on the database that dsn names. It does not connect: a ledger that is away now can come back later. Ping tells.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the ledger's connection URL: %w", err)
	}
	if o.MaxConns > 0 {
		config.MaxConns = o.MaxConns
	}
	config.ConnConfig.RuntimeParams["application_name"] = "sightline"
	for _, help := range []string{"max_parallel_workers_per_gather", "jit"} { // both cost more to begin than a page takes
		if config.ConnConfig.RuntimeParams[help] == "" {
			config.ConnConfig.RuntimeParams[help] = "0"
		}
	}
	if config.ConnConfig.ConnectTimeout == pgxPatience {
		config.ConnConfig.ConnectTimeout = patience
	}
	if config.PingTimeout == 0 {
		config.PingTimeout = patience / 5
	}
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		registerTypes(conn.TypeMap())
		return nil
	}
	if o.Configure != nil {
		o.Configure(config)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the ledger: %w", err)
	}
	db := &DB{pool: pool, now: o.Now, log: o.Log, hashes: make(chan struct{}, 4)}
	if db.now == nil {
		db.now = time.Now
	}
	if db.log == nil {
		db.log = slog.Default()
	}
	return db, nil
}

// Close waits for running statements and closes every connection.
func (db *DB) Close() { db.pool.Close() }

// Ping reports whether the ledger answers.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.pool.Ping(ctx); err != nil {
		return fmt.Errorf("ping the ledger: %w", err)
	}
	return nil
}

// Stat is how the pool of connections is, from memory.
func (db *DB) Stat() *pgxpool.Stat { return db.pool.Stat() }

var selectClock = sql("ask the ledger's clock", `select clock_timestamp()`)

// Clock is the time that the database server has, to compare with one's own.
func (db *DB) Clock(ctx context.Context) (time.Time, error) {
	return one(ctx, db.pool, selectClock, nil, pgx.RowTo[time.Time])
}

// today is the day that it is in London.
func (db *DB) today() calendar.Date { return calendar.DateOf(db.now()) }
