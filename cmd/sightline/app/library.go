package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
)

// Migrate brings the ledger's tables to this version, and into its library what this program comes with.
func Migrate(ctx context.Context, dsn string) error {
	if err := postgres.Migrate(ctx, dsn); err != nil {
		return err
	}
	db, err := postgres.Open(ctx, dsn, postgres.Options{Log: slog.New(slog.DiscardHandler), MaxConns: 2})
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = stock(ctx, db) // whoever serves says which are others
	return err
}

// stock puts the frameworks, packs and run-ups that this program comes with into the library, and names those that the library has with another content.
func stock(ctx context.Context, db *postgres.DB) (others []string, err error) {
	others, err = db.KeepFrameworks(ctx, frameworks.Shipped(), frameworks.Crosswalks())
	if err != nil {
		return others, err
	}
	more, err := db.KeepPacks(ctx, frameworks.Packs(), frameworks.RunUps())
	if err != nil {
		return append(others, more...), err
	}
	packs, err := db.PacksOn(ctx, calendar.DateOf(time.Now()))
	if err != nil {
		return append(others, more...), err
	}
	return append(others, more...), db.KeepCohorts(ctx, packs)
}

// restock does so as soon as the ledger answers: a release can come with a new framework and no migration.
func restock(ctx context.Context, p *Parts) {
	var others []string
	err := retryUntil(ctx, func() (err error) {
		if err = current(ctx, p.DB); err == nil {
			others, err = stock(ctx, p.DB)
		}
		return err
	})
	switch {
	case err != nil && ctx.Err() == nil:
		p.Log.Error("cannot keep the frameworks, focus areas and run-ups that this program comes with", "error", err)
	case len(others) > 0:
		p.Log.Error("the library has frameworks, focus areas or run-ups with another content than this program comes with; the library’s own stands", "codes", others)
	}
}
