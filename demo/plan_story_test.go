package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// A told is one event of an action, with what its page shows beside it.
type told struct {
	ActionID, Title, Kind, By string
	At                        time.Time
	Owner                     string // now
	Moves                     int
	Attached                  bool // who did it has attached evidence to the action
	Evidence                  int  // pieces that were there, from after the start
}

const selectTold = `
	select x.id::text as action_id, x.title, e.kind, coalesce(p.name, e.by_id) as by, e.at, coalesce(o.name, '') as owner, x.moves,
		exists (select from evidence_links l where l.subject = 'action/' || x.id and l.by_id = e.by_id) as attached,
		(select count(*) from evidence_links l join evidence v on v.id = l.evidence_id where l.subject = 'action/' || x.id and l.at < e.at and v.shows_on >= x.start)::int as evidence
	from action_events e join actions x on x.id = e.action_id left join people p on p.id::text = e.by_id left join people o on o.id = x.owner_id order by x.id, e.seq`

// stories reads what happened in each action: who claimed on what, who checked, and who moved the date a third time.
func (p plan) stories(t *testing.T) {
	t.Helper()
	roles, moved, failed, last := p.roles(t), map[string]int{}, map[string]bool{}, told{}
	for _, e := range all[told](t, p.dsn, selectTold) {
		switch e.Kind {
		case "did not last":
			failed[e.ActionID] = true
			fallthrough
		case "verified", "sent back", "lasted so far", "lasted":
			if roles[e.By] != readiness.QualityAssurance || e.By == e.Owner || e.Attached {
				t.Errorf("%s: %s by %s, %s", e.Title, e.Kind, e.By, roles[e.By].Title())
			}
		case "claimed":
			if e.Evidence == 0 {
				t.Errorf("%s: claimed on no evidence", e.Title)
			}
		case "date moved":
			if moved[e.ActionID]++; moved[e.ActionID] == 3 && roles[e.By] != readiness.AreaHead {
				t.Errorf("%s: the third move was %s's", e.Title, e.By)
			}
		}
		if e.ActionID == last.ActionID && e.At.Before(last.At) {
			t.Errorf("%s: %s comes before %s", e.Title, e.Kind, last.Kind)
		}
		last = e
	}
	if len(failed) < 3 {
		t.Errorf("%d re-tests failed", len(failed))
	}
	live := got[[]readiness.ImprovementAction](t)(p.db.UnsettledActions(t.Context(), "", 1000))
	for _, a := range live {
		if at, waits := a.Deadline(); waits && at.Before(p.now) {
			t.Errorf("%s: its deadline of %s has passed unrecorded", a.Details.Title, at)
		}
	}
}

// all reads rows of the ledger as no page shows them.
func all[T any](t *testing.T, dsn, query string) []T {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return got[[]T](t)(pgx.CollectRows(rows, pgx.RowToStructByName[T]))
}

// roles are what people are, by name.
func (p plan) roles(t *testing.T) map[string]readiness.Role {
	t.Helper()
	roles := map[string]readiness.Role{}
	for _, person := range got[[]readiness.Person](t)(p.db.People(t.Context())) {
		for _, post := range person.Posts {
			roles[person.Name] = post.Role
		}
	}
	return roles
}

// balance wants themes with evidence on both sides, and one of each kind that is one-sided.
func (p plan) balance(t *testing.T) {
	t.Helper()
	said, fair := map[string]int{}, 0
	for _, f := range got[[]readiness.ThemeFigures](t)(p.db.PlanFigures(t.Context(), seesAll, readiness.PlanQuery{})) {
		for _, words := range f.Balance {
			said[words]++
		}
		if len(f.Balance) == 0 && f.ShownDone > 0 {
			fair++
		}
	}
	for _, words := range []string{"All its evidence is positive.", "All its evidence is figures.", "All its evidence is older than six months."} {
		if said[words] == 0 {
			t.Errorf("of no theme it is said: %s", words)
		}
	}
	if fair < 4 {
		t.Errorf("%d themes are balanced: %v", fair, said)
	}
}

// desks wants something on the desk of everybody who has a part in the plan.
func (p plan) desks(t *testing.T) {
	t.Helper()
	for _, person := range got[[]readiness.Person](t)(p.db.People(t.Context())) {
		if !person.Active || slices.ContainsFunc(person.Posts, func(held readiness.Post) bool { return held.Role == readiness.TeamManager }) {
			continue
		}
		who := got[readiness.Actor](t)(p.db.Actor(t.Context(), person.ID))
		desk := got[readiness.PlanDesk](t)(p.db.Desk(t.Context(), who))
		for _, h := range who.Holdings {
			waits := map[readiness.Role][]readiness.ActionRow{
				readiness.QualityAssurance: desk.Check, readiness.ImprovementLead: desk.Agree, readiness.AreaHead: desk.Decide, readiness.AssistantDirector: desk.Decide,
				readiness.Director: desk.Decide,
			}
			if list, part := waits[h.Role]; part && len(list) == 0 {
				t.Errorf("nothing waits for %s, %s", person.Name, h.Role.Title())
			}
		}
	}
}

// sources looks at the findings.
func (p plan) sources(t *testing.T, least int) {
	t.Helper()
	list := got[readiness.Page[readiness.PracticeFinding]](t)(p.db.PracticeFindings(t.Context(), seesAll, readiness.PracticeFindingQuery{Limit: 500})).Rows
	answered, open, repeats, asks, drafts := map[string]bool{}, 0, 0, 0, 0
	for _, f := range list {
		if len(f.Actions) > 0 {
			answered[f.Source] = true
		} else {
			open++
		}
		if f.Repeats != "" {
			repeats++
		}
		if f.Statement != nil && f.Statement.Asks {
			asks++
		}
		if f.Statement != nil && !f.Statement.Draft.IsZero() {
			drafts++
		}
	}
	if len(answered) < least || open < 2 || repeats < 2 || asks != 1 || drafts != 1 {
		t.Errorf("%d sources are answered, %d findings are not, %d repeat one; %d ask for a receipt, %d run a draft's clock", len(answered), open, repeats, asks, drafts)
	}
}

// asleep wants nobody to be flooded with what happened long ago.
func (p plan) asleep(t *testing.T) {
	t.Helper()
	type unread struct{ N int }
	for _, u := range all[unread](t, p.dsn, "select count(*)::int as n from notices where mail_id is null group by person_id") {
		if u.N > 40 {
			t.Errorf("somebody has %d notices that no mail carried", u.N)
		}
	}
}
