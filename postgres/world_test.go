package postgres_test

import (
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// monday is the day on which every test begins.
var monday = calendar.On(2027, 3, 1)

// A world is a ledger of its own with a clock that a test moves.
type world struct {
	*postgres.DB
	t   *testing.T
	dsn string
	mu  sync.Mutex
	at  time.Time
	n   int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dsn: testdb.DSN(t, postgres.Migrate), at: monday.At(9, 0)}
	db, err := postgres.Open(t.Context(), w.dsn, postgres.Options{Now: w.now, Log: slog.New(slog.DiscardHandler), MaxConns: 10})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	w.DB = db
	return w
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(time.Millisecond)
	return w.at
}

// goTo moves the clock to nine o'clock of a day.
func (w *world) goTo(d calendar.Date) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = d.At(9, 0)
}

// clock moves the clock to a moment.
func (w *world) clock(at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = at
}

// asked is a new command of somebody.
func (w *world) asked(by readiness.Actor) readiness.Asked {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.n++
	return readiness.Asked{ID: fmt.Sprintf("command-%d", w.n), By: by}
}

// keeper keeps the registers in the tests.
var keeper = readiness.Actor{PersonID: "console", Name: "Console"}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// area makes an area and returns its id.
func (w *world) area(name string) string {
	w.t.Helper()
	return must[readiness.Area](w.t)(w.SaveArea(w.t.Context(), "", readiness.SaveArea{Name: name}, w.asked(keeper))).ID
}

// person makes an account and returns its id.
func (w *world) person(name string) string {
	w.t.Helper()
	p := readiness.SavePerson{Name: name, Email: fmt.Sprintf("%s@example.gov.uk", name)}
	return must[readiness.Person](w.t)(w.SavePerson(w.t.Context(), "", p, w.asked(keeper))).ID
}

// leaves ends a person's account.
func (w *world) leaves(person string) {
	w.t.Helper()
	p := must[readiness.Person](w.t)(w.Person(w.t.Context(), person))
	must[readiness.Person](w.t)(w.SavePerson(w.t.Context(), person, readiness.SavePerson{Name: p.Name, Email: p.Email, Active: "no"}, w.asked(keeper)))
}

// post gives a person a role since long ago; place is an area's or a team's id.
func (w *world) post(person string, role readiness.Role, place string) string {
	w.t.Helper()
	p := readiness.AddPost{Role: role, From: calendar.On(2020, 1, 1)}
	switch role {
	case readiness.AreaHead:
		p.AreaID = place
	case readiness.TeamManager:
		p.TeamID = place
	}
	return must[readiness.Post](w.t)(w.AddPost(w.t.Context(), person, p, w.asked(keeper))).ID
}

// actor is a person with today's posts.
func (w *world) actor(person string) readiness.Actor {
	w.t.Helper()
	return must[readiness.Actor](w.t)(w.Actor(w.t.Context(), person))
}

// record is a child in need since a day.
func record(ref, team string, since calendar.Date) readiness.CaseRecord {
	return readiness.CaseRecord{
		ChildRef: ref, Team: team, Worker: "Worker of " + ref, Need: "N1", LastSeen: since.AddMonths(1),
		Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: since}},
	}
}

// extract is list 6 of a day.
func extract(on calendar.Date, cases ...readiness.CaseRecord) readiness.Extract {
	return readiness.Extract{Layout: "newer", TakenOn: on, Lists: []readiness.ListFound{{List: 6, Sheet: "List 6", Rows: len(cases), Fine: len(cases)}}, Cases: cases}
}

// upload stores a workbook and what was found in it, ready to confirm.
func (w *world) upload(e readiness.Extract) string {
	w.t.Helper()
	u := readiness.Upload{TakenOn: e.TakenOn, Files: []readiness.UploadFile{{Name: "lists.xlsx", Data: []byte("workbook")}}}
	id := must[readiness.Import](w.t)(w.NewImport(w.t.Context(), u, w.asked(keeper))).ID
	w.must(w.ImportChecked(w.t.Context(), id, e, nil))
	return id
}

// load applies an extract.
func (w *world) load(e readiness.Extract) string {
	w.t.Helper()
	id := w.upload(e)
	w.must(w.ApplyImport(w.t.Context(), id, w.asked(keeper)))
	return id
}

// team is the id of a team that an import made.
func (w *world) team(name string) string {
	w.t.Helper()
	for _, team := range must[[]readiness.Team](w.t)(w.Teams(w.t.Context())) {
		if team.Name == name {
			return team.ID
		}
	}
	w.t.Fatalf("there is no team %q", name)
	return ""
}

func (w *world) mapTeam(team, area string) {
	w.t.Helper()
	w.must(w.MapTeams(w.t.Context(), readiness.MapTeams{Areas: map[string]string{team: area}}, w.asked(keeper)))
}

// service is an area with a team, a manager, a head, those above, and three long-open cases.
type service struct {
	*world
	area, team                                       string
	manager, head, deputy, assistant, director, look string
	lead, member, admin                              string
}

func newService(t *testing.T) *service {
	t.Helper()
	s := &service{world: newWorld(t)}
	s.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10))))
	s.area, s.team = s.world.area("North"), s.world.team("North 1")
	s.mapTeam(s.team, s.area)
	s.manager, s.head, s.deputy = s.person("manager"), s.person("head"), s.person("deputy")
	s.assistant, s.director, s.look = s.person("assistant"), s.person("director"), s.person("look")
	s.lead, s.member, s.admin = s.person("lead"), s.person("member"), s.person("admin")
	s.post(s.manager, readiness.TeamManager, s.team)
	s.post(s.head, readiness.AreaHead, s.area)
	s.post(s.assistant, readiness.AssistantDirector, "")
	s.post(s.director, readiness.Director, "")
	s.post(s.look, readiness.QualityAssurance, "")
	s.post(s.lead, readiness.ImprovementLead, "")
	s.post(s.member, readiness.ElectedMember, "")
	s.post(s.admin, readiness.Administrator, "")
	return s
}

// sweep plans a day and opens what it planned, as the workflows do. It returns the reviews in order of id.
func (w *world) sweep(day calendar.Date) []readiness.Review {
	w.t.Helper()
	must[readiness.SweepResult](w.t)(w.PlanSweep(w.t.Context(), day))
	var reviews []readiness.Review
	for _, p := range must[[]readiness.PlannedReview](w.t)(w.Planned(w.t.Context(), "", 1000)) {
		r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, w.now())
		w.must(err)
		w.must(w.Record(w.t.Context(), r, ev))
		reviews = append(reviews, r)
	}
	return reviews
}

// do asks a command of a review and records it.
func (w *world) do(r readiness.Review, c readiness.ReviewCommand, by readiness.Actor) readiness.Review {
	w.t.Helper()
	next, ev, err := r.Do(c, w.asked(by), w.now())
	w.must(err)
	w.must(w.Record(w.t.Context(), next, ev))
	return next
}

// lapse moves the clock to a review's deadline and records what happens there.
func (w *world) lapse(r readiness.Review) (readiness.Review, readiness.Event) {
	w.t.Helper()
	at, _ := r.Deadline()
	w.mu.Lock()
	w.at = at
	w.mu.Unlock()
	next, ev, err := r.Lapse(w.now())
	w.must(err)
	w.must(w.Record(w.t.Context(), next, ev))
	return next, ev
}

// query asks the database behind the ledger's back.
func query[T any](w *world, sql string, args ...any) []T {
	w.t.Helper()
	conn, err := pgx.Connect(w.t.Context(), w.dsn)
	w.must(err)
	defer func() { w.must(conn.Close(w.t.Context())) }()
	rows, err := conn.Query(w.t.Context(), sql, args...)
	w.must(err)
	found, err := pgx.CollectRows(rows, pgx.RowTo[T])
	w.must(err)
	return found
}

// told are the names of those whom an event told, in order.
func (w *world) told(reviewID string, seq int) []string {
	w.t.Helper()
	return query[string](w, `select p.name from notices n join people p on p.id = n.person_id where review_id = $1 and seq = $2 order by p.name`, reviewID, seq)
}

// diff compares values that may hold dates.
func diff(want, got any) string {
	return cmp.Diff(want, got, cmp.Comparer(func(a, b calendar.Date) bool { return a == b }))
}

func wantRefusal(t *testing.T, err error, code readiness.Code, field string) {
	t.Helper()
	refusal := readiness.AsRefusal(err)
	if refusal == nil || refusal.Code != code {
		t.Fatalf("got %v, want a refusal of kind %s", err, code)
	}
	if field != "" && (len(refusal.Fields) == 0 || refusal.Fields[0].Field != field) {
		t.Errorf("the refusal %q is not about %s", refusal.Message, field)
	}
}
