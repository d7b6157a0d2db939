package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A statement is one piece of SQL with its purpose, in the infinitive, for errors and logs.
//
// PostgreSQL keeps one plan for a statement that comes often. Where the best plan depends on the arguments, as with a filter that may be empty or a
// viewer who may see everything, the statement is planned anew each time.
type statement struct {
	purpose, text string
	anew          bool
}

var statements []statement

// sql makes a statement and puts it on the list that the tests prepare.
func sql(purpose, text string) statement {
	s := statement{purpose: purpose, text: text}
	statements = append(statements, s)
	return s
}

// planned makes a statement that is planned anew each time.
func planned(purpose, text string) statement {
	s := sql(purpose, text)
	s.anew = true
	return s
}

var purposes = sync.OnceValue(func() map[string]string {
	known := map[string]string{}
	for _, s := range statements {
		known[s.text] = s.purpose
	}
	return known
})

// Purpose says what a piece of SQL is for, in words that stand in this package: the purpose of a statement of ours, or how a transaction begins and
// ends. It never repeats a piece of SQL that it does not know.
func Purpose(text string) string {
	if purpose, ours := purposes()[text]; ours {
		return purpose
	}
	for _, word := range []string{"begin", "commit", "rollback"} { // as pgx writes them
		if strings.HasPrefix(strings.ToLower(text), word) {
			return word
		}
	}
	return "statement"
}

// query asks a statement's question.
func (s statement) query(ctx context.Context, q querier, a args) (pgx.Rows, error) {
	if s.anew {
		return q.Query(ctx, s.text, pgx.QueryExecModeCacheDescribe, a)
	}
	return q.Query(ctx, s.text, a)
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
	rows, err := s.query(ctx, q, a)
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
	rows, err := s.query(ctx, q, a)
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
