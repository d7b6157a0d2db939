package postgres

import (
	"encoding/base64"
	"encoding/json"

	"github.com/sightline-readiness/sightline/readiness"
)

// A cursor is the sort key of a page's last row, so that rows that come and go never shift the next page.
func writeCursor(key []string) string {
	data, err := json.Marshal(key)
	if err != nil {
		return "" // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// readCursor takes a cursor apart again; n is how many parts its list writes.
func readCursor(cursor string, n int) ([]string, error) {
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	var key []string
	if err != nil || json.Unmarshal(data, &key) != nil || len(key) != n {
		return nil, errCursor()
	}
	return key, nil
}

func errCursor() error {
	return readiness.FieldErrorf("cursor", "This is not the continuation of this list. Start again from its first page.")
}

// page cuts one row more than asked for down to a page, whose cursor is the key of its last row.
func page[T any](rows []T, total, limit int, key func(T) []string) readiness.Page[T] {
	p := readiness.Page[T]{Rows: rows, Total: total}
	if len(rows) > limit {
		p.Rows = rows[:limit]
		p.Next = writeCursor(key(p.Rows[limit-1]))
	}
	return p
}

func limitOr(limit, otherwise int) int {
	if limit <= 0 {
		return otherwise
	}
	return limit
}
