package postgres_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestTheAuditChainUnderLoad has eight writers at once: with a sequence instead of a locked head this breaks the chain.
func TestTheAuditChainUnderLoad(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var all sync.WaitGroup
	for writer := range 8 {
		all.Go(func() {
			for i := range 40 {
				if _, err := w.SaveArea(t.Context(), "", readiness.SaveArea{Name: fmt.Sprintf("Area %d of %d", i, writer)}, w.asked(keeper)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	check := must[readiness.AuditCheck](t)(w.VerifyAudit(t.Context()))
	if check.Broken != 0 || check.Rows != 320 {
		t.Errorf("%+v", check)
	}
	anchor := must[string](t)(w.Anchor(t.Context()))
	if anchor != "320-"+check.Head {
		t.Errorf("anchor %s, head %s", anchor, check.Head)
	}
}

func TestTheAuditTrailCannotBeChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.area("North")
	conn, err := pgx.Connect(t.Context(), w.dsn)
	w.must(err)
	for _, attempt := range []string{"update audit set actor = 'x'", "delete from audit", "truncate audit"} {
		if _, err := conn.Exec(t.Context(), attempt); err == nil {
			t.Errorf("%s succeeded", attempt)
		}
	}
	w.must(conn.Close(t.Context()))
}

// TestTamperingIsFound switches the guards off, as whoever owns the database can, and changes the trail in every way.
func TestTamperingIsFound(t *testing.T) {
	t.Parallel()
	row := rand.IntN(28) + 2
	tampers := map[string]string{
		"actor":        fmt.Sprintf("update audit set actor = actor || 'x' where seq = %d", row),
		"action":       fmt.Sprintf("update audit set action = 'nothing' where seq = %d", row),
		"subject":      fmt.Sprintf("update audit set subject = '' where seq = %d", row),
		"detail":       fmt.Sprintf("update audit set detail = detail || ' ' where seq = %d", row),
		"time":         fmt.Sprintf("update audit set at = at + interval '1 microsecond' where seq = %d", row),
		"moved border": fmt.Sprintf("update audit set action = left(action, -1), subject = right(action, 1) || subject where seq = %d", row),
		"hash":         fmt.Sprintf("update audit set hash = sha256(hash) where seq = %d", row),
		"deleted":      fmt.Sprintf("delete from audit where seq = %d", row),
		"cut off":      "delete from audit where seq = 30",
		"renumbered":   fmt.Sprintf("delete from audit where seq = %d; update audit set seq = seq - 1 where seq > %d", row, row),
	}
	for name, tamper := range tampers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for i := range 30 {
				w.area(fmt.Sprint("Area ", i))
			}
			if check := must[readiness.AuditCheck](t)(w.VerifyAudit(t.Context())); check.Broken != 0 || check.Rows != 30 {
				t.Fatalf("before: %+v", check)
			}
			conn, err := pgx.Connect(t.Context(), w.dsn)
			w.must(err)
			_, err = conn.Exec(t.Context(), "alter table audit disable trigger user; "+tamper)
			w.must(err)
			w.must(conn.Close(t.Context()))
			if check := must[readiness.AuditCheck](t)(w.VerifyAudit(t.Context())); check.Broken == 0 || check.Why == "" {
				t.Errorf("row %d: not found: %+v", row, check)
			}
		})
	}
}

func TestTheAuditTrailPageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.area("Area")
	for i := range 23 {
		must[readiness.Area](t)(w.SaveArea(t.Context(), id, readiness.SaveArea{Name: fmt.Sprint("Area ", i)}, w.asked(keeper)))
	}
	w.area("Another")
	rows := walk(t, func(cursor string) (readiness.Page[readiness.AuditRow], error) {
		return w.Audit(t.Context(), readiness.AuditQuery{Limit: 5, Cursor: cursor, Subject: "area/" + id})
	})
	for i, row := range rows {
		if row.Seq != int64(24-i) || row.Action != "area saved" || row.Actor != keeper.PersonID {
			t.Errorf("row %d: %+v", i, row)
		}
	}
}
