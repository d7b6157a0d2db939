package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/demo"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// TestHistory lets a hamlet live through its months until a working day, a Sunday and a bank holiday, and looks at what has become of it.
func TestHistory(t *testing.T) {
	t.Parallel()
	for name, now := range map[string]time.Time{
		"a working day":  calendar.On(2026, time.November, 24).At(14, 20),
		"a Sunday":       calendar.On(2026, time.September, 6).At(9, 5),
		"a bank holiday": calendar.On(2026, time.December, 28).At(0, 30),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			history(t, now)
		})
	}
}

func history(t *testing.T, now time.Time) {
	t.Helper()
	ctx, dsn := t.Context(), testdb.DSN(t, app.Migrate)
	if err := demo.Make(ctx, dsn, demo.Hamlet(), now, func(string) {}); err != nil {
		t.Fatal(err)
	}
	db, err := postgres.Open(ctx, dsn, postgres.Options{Now: func() time.Time { return now.UTC() }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	everywhere := readiness.Actor{PersonID: "test", Holdings: []readiness.Holding{{Role: readiness.AssistantDirector}}}
	for _, state := range []string{"open", "in_review", "submitted", "paused", "signed_off", "escalated", "overdue", "put_off_twice", "unowned"} {
		page, err := db.Reviews(ctx, everywhere, readiness.ReviewQuery{State: state})
		if err != nil || page.Total == 0 {
			t.Errorf("there is no review that is %s (%v)", state, err)
		}
		t.Log(state, page.Total)
	}
	check, err := db.VerifyAudit(ctx)
	if err != nil || check.Broken != 0 {
		t.Errorf("the audit trail: %+v, %v", check, err)
	}
	if h, err := db.Health(ctx); err != nil || h.UnsentMails != 0 || h.LateRungs != 0 || now.Sub(h.LastSweep) > 24*time.Hour {
		t.Errorf("the demonstration is not well: %+v, %v", h, err)
	}
	accounts, err := db.People(ctx)
	if err != nil {
		t.Fatal(err)
	}
	unused := slices.DeleteFunc(accounts, func(p readiness.Person) bool { return !p.Active || !p.LastSignIn.IsZero() })
	if len(unused) != 1 {
		t.Errorf("%d people never signed in: %v", len(unused), unused)
	}
	people, err := db.DemoPeople(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var roles []readiness.Role
	for _, p := range people {
		roles = append(roles, p.Role)
	}
	if !slices.Equal(roles, readiness.Roles) {
		t.Errorf("a visitor may be %v", roles)
	}
	for _, person := range got[[]readiness.Person](t)(db.People(ctx)) {
		if !person.Active {
			continue
		}
		head := got[readiness.Actor](t)(db.Actor(ctx, person.ID))
		if !slices.ContainsFunc(head.Holdings, func(h readiness.Holding) bool { return h.Role == readiness.AreaHead }) {
			continue
		}
		if home := got[readiness.HomeView](t)(db.Home(ctx, head)); len(home.Decide) == 0 || home.Figures.OpenCases == 0 {
			t.Errorf("%s has nothing to decide: %+v", head.Name, home)
		}
	}
	if out := got[readiness.Page[readiness.CaseRow]](t)(db.Cases(ctx, everywhere, readiness.CaseQuery{State: "excluded"})); out.Total == 0 {
		t.Error("no case is kept out of the reviews")
	}
	if n := drafts(t, dsn); n == 0 {
		t.Error("nobody has begun to write")
	}
	p := planOf(t, dsn, now)
	near(t, "actions", len(p.rows), demo.Hamlet().Actions, 0)
	p.check(t)
	p.sources(t, 7)
	p.asleep(t)
	p.meetings(t)
	p.requests(t)
	p.surveys(t)
	p.homes(t)
	p.assesses(t, readiness.AssessmentDrafting, readiness.AssessmentPublished)
	p.lookedAt(t, p.visited(t))
	if health := got[readiness.Health](t)(db.Health(ctx)); health.LateRungs > 0 {
		t.Errorf("%d deadlines have passed unrecorded", health.LateRungs)
	}
}

// drafts counts what people have typed and not sent.
func drafts(t *testing.T, dsn string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := conn.QueryRow(t.Context(), "select count(*) from drafts").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func got[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
