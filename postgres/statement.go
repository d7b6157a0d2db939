package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A statement is one piece of SQL with its purpose, in the infinitive, for errors and logs.
type statement struct{ purpose, text string }

var statements []statement

// sql makes a statement and puts it on the list that the tests prepare.
func sql(purpose, text string) statement {
	s := statement{purpose, text}
	statements = append(statements, s)
	return s
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// args are a statement's arguments by name.
type args = pgx.StrictNamedArgs

// exec runs a statement and returns how many rows it touched.
func exec(ctx context.Context, q querier, s statement, a args) (int64, error) {
	tag, err := q.Exec(ctx, s.text, a)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", s.purpose, err)
	}
	return tag.RowsAffected(), nil
}

// all collects every row of a statement; never nil.
func all[T any](ctx context.Context, q querier, s statement, a args, to pgx.RowToFunc[T]) ([]T, error) {
	rows, err := q.Query(ctx, s.text, a)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.purpose, err)
	}
	found, err := pgx.AppendRows([]T{}, rows, to)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.purpose, err)
	}
	return found, nil
}

// one collects the one row that a statement must give. See isNone for when it gives none.
func one[T any](ctx context.Context, q querier, s statement, a args, to pgx.RowToFunc[T]) (T, error) {
	rows, err := q.Query(ctx, s.text, a)
	if err != nil {
		return *new(T), fmt.Errorf("%s: %w", s.purpose, err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, to)
	if err != nil {
		return found, fmt.Errorf("%s: %w", s.purpose, err)
	}
	return found, nil
}

// isNone reports that one found no row.
func isNone(err error) bool { return errors.Is(err, pgx.ErrNoRows) }

// violates reports that err is a breach of a constraint or unique index with this name.
func violates(err error, constraint string) bool {
	var breach *pgconn.PgError
	return errors.As(err, &breach) && breach.ConstraintName == constraint
}
