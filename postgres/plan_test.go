package postgres_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// big are the tables that grow with a council and its years.
var big = []string{"cases", "reviews", "review_events", "notices", "audit"}

// TestPagesDoNotReadWholeTables asks PostgreSQL how it answers what pages ask, in a council of thousands of cases with statistics: no statement may read a
// large table from end to end, and none may read more rows than the few that a page is about. A statement that needs a whole table reads thousands.
func TestPagesDoNotReadWholeTables(t *testing.T) {
	t.Parallel()
	c := newCrowd(newWorld(t), 7, 5)
	c.moves, c.trouble = 1, 3
	c.settle(6000)
	watch := &watcher{}
	db, err := postgres.Open(t.Context(), c.dsn, postgres.Options{Now: c.now, Log: slog.New(slog.DiscardHandler), Configure: func(config *pgxpool.Config) {
		config.ConnConfig.Tracer = watch
	}})
	c.must(err)
	t.Cleanup(db.Close)
	c.pages(db) // counts the day
	conn, err := pgx.Connect(t.Context(), c.dsn)
	c.must(err)
	defer func() { c.must(conn.Close(t.Context())) }()
	_, err = conn.Exec(t.Context(), "vacuum analyze")
	c.must(err)
	watch.begin()
	c.pages(db)
	for _, asked := range watch.asked {
		p := c.explain(conn, asked)
		if whole := p.whole(); len(whole) > 0 {
			t.Errorf("all of %v is read: %s", whole, asked.SQL)
		}
		if read := p.read(); read > mostRead {
			t.Errorf("%d rows are read: %s", read, asked.SQL)
		}
	}
	if len(watch.asked) < 100 {
		t.Errorf("%d statements were seen", len(watch.asked))
	}
}

// mostRead is how many rows and index entries a statement may read: the council of the test has 6,000 cases and 7,000 reviews.
const mostRead = 3000

// pages asks for the pages of everybody.
func (c *crowd) pages(db *postgres.DB) {
	c.t.Helper()
	for _, id := range c.viewers {
		viewer := c.actor(id)
		must[readiness.HomeView](c.t)(db.Home(c.t.Context(), viewer))
		must[readiness.OverviewView](c.t)(db.Overview(c.t.Context(), viewer))
		if readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
			must[readiness.Page[readiness.CaseRow]](c.t)(db.Cases(c.t.Context(), viewer, readiness.CaseQuery{}))
			must[readiness.Page[readiness.ReviewRow]](c.t)(db.Reviews(c.t.Context(), viewer, readiness.ReviewQuery{}))
		}
	}
}

// A watcher notes what is asked of the database.
type watcher struct {
	mu    sync.Mutex
	on    bool
	asked []pgx.TraceQueryStartData
}

func (w *watcher) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.on = true
}

// TraceQueryStart notes a question with its arguments as they are now.
func (w *watcher) TraceQueryStart(ctx context.Context, conn *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	if text := strings.TrimSpace(q.SQL); !w.on || !strings.HasPrefix(text, "select") && !strings.HasPrefix(text, "with") {
		return ctx
	}
	q.Args = slices.DeleteFunc(slices.Clone(q.Args), func(a any) bool { _, mode := a.(pgx.QueryExecMode); return mode })
	if len(q.Args) == 1 {
		if named, ok := q.Args[0].(pgx.StrictNamedArgs); ok {
			q.SQL, q.Args, _ = pgx.NamedArgs(named).RewriteQuery(ctx, conn, q.SQL, nil)
		}
	}
	w.asked = append(w.asked, q)
	return ctx
}

func (*watcher) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// plan is a step of a plan that was carried out.
type plan struct {
	Node     string  `json:"Node Type"`
	Relation string  `json:"Relation Name"`
	Rows     float64 `json:"Actual Rows"`
	Loops    float64 `json:"Actual Loops"`
	Removed  float64 `json:"Rows Removed by Filter"`
	Plans    []plan
}

// explain carries a question out and says how.
func (c *crowd) explain(conn *pgx.Conn, q pgx.TraceQueryStartData) plan {
	c.t.Helper()
	rows, err := conn.Query(c.t.Context(), "explain (analyze, timing off, format json) "+q.SQL, append([]any{pgx.QueryExecModeCacheDescribe}, q.Args...)...)
	c.must(err)
	text, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[[]byte])
	c.must(err)
	var explained []struct{ Plan plan }
	c.must(json.Unmarshal(text, &explained))
	return explained[0].Plan
}

// whole are the large tables that a plan reads from end to end.
func (p plan) whole() (tables []string) {
	if p.Node == "Seq Scan" && p.Loops > 0 && slices.Contains(big, p.Relation) {
		tables = append(tables, p.Relation)
	}
	for _, step := range p.Plans {
		tables = append(tables, step.whole()...)
	}
	return tables
}

// read is how many rows a plan takes from large tables, those included that it throws away. Of an index that answers by itself, as for a count, ten entries
// count as one row.
func (p plan) read() (rows int) {
	if slices.Contains(big, p.Relation) {
		rows = int((p.Rows + p.Removed) * p.Loops)
	}
	if p.Node == "Index Only Scan" {
		rows /= 10
	}
	for _, step := range p.Plans {
		rows += step.read()
	}
	return rows
}
