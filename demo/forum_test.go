package demo_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// meetings looks for everything that the meetings of a county of any size show.
func (p plan) meetings(t *testing.T) {
	t.Helper()
	series := got[[]readiness.MeetingSeries](t)(p.db.AllSeries(t.Context(), seesAll))
	for _, s := range series {
		t.Log(s.Name, s.Words(), "open", s.Open, "answered", s.Answered, "heard", s.Heard)
		if s.Next.IsZero() || s.Heard == 0 {
			t.Errorf("%s: %+v", s.Name, s)
		}
	}
	if len(series) != 4 {
		t.Errorf("%d meetings come again", len(series))
	}
	director := got[readiness.Actor](t)(p.db.Actor(t.Context(), p.holder(t, readiness.Director)))
	if desk := got[readiness.PointDesk](t)(p.db.PointDesk(t.Context(), director)); len(desk.Hold) != 1 {
		t.Errorf("the director has not said how these went: %+v", desk.Hold)
	}
	rows := got[readiness.Page[readiness.PointRow]](t)(p.db.Points(t.Context(), seesAll, readiness.PointQuery{State: "all", Limit: 1000})).Rows
	for what, is := range map[string]func(readiness.PointRow) bool{
		"answer was not taken at first":      func(r readiness.PointRow) bool { return r.NotHeard > 0 },
		"answer says that it will be done":   func(r readiness.PointRow) bool { return r.Outcome == "will_do" },
		"answer says that it will not":       func(r readiness.PointRow) bool { return r.Outcome == "wont_do" },
		"waits for the chief executive":      func(r readiness.PointRow) bool { return r.Reached == readiness.ChiefExecutive && r.Overdue > 0 },
		"comes from the forum and was heard": func(r readiness.PointRow) bool { return r.Chief && r.Status == readiness.PointHeard },
	} {
		n := 0
		for _, r := range rows {
			if is(r) {
				n++
			}
		}
		if t.Log(what, n, "of", len(rows)); n == 0 {
			t.Errorf("there is no point that %s", what)
		}
	}
}

// requests looks for what became of what scrutiny asked to see.
func (p plan) requests(t *testing.T) {
	t.Helper()
	var stand []string
	for _, r := range got[readiness.Page[readiness.PreScrutinyRow]](t)(p.db.PreScrutinies(t.Context(), seesAll, readiness.PreScrutinyQuery{State: "all"})).Rows {
		stand = append(stand, fmt.Sprint(r.Status, " ", r.Passed, " ", r.Recommended, " ", r.Outcome, " ", r.Reached))
	}
	slices.Sort(stand)
	want := []string{"agreed false 0  ", "answered false 2 partly ", "asked false 0  ", "asked true 0  " + string(readiness.ChiefExecutive), "paper_given false 0  ", "recommended false 1  "}
	if !slices.Equal(stand, want) {
		t.Errorf("requests of scrutiny stand as %q, want %q", stand, want)
	}
}

// holder is somebody who holds a role.
func (p plan) holder(t *testing.T, role readiness.Role) string {
	t.Helper()
	for _, person := range got[[]readiness.Person](t)(p.db.People(t.Context())) {
		for _, post := range person.Posts {
			if post.Role == role {
				return person.ID
			}
		}
	}
	t.Fatalf("nobody is %s", role.Title())
	return ""
}
