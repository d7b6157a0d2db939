package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestPagesAgreeWithPlainQueries asks for the pages of everybody in councils made at random, and compares them with what plain queries and the rules say of
// every row. It is what a quicker statement must pass.
func TestPagesAgreeWithPlainQueries(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newCrowd(newWorld(t), seed, 2+int(seed)%2)
			c.settle(300)
			must[readiness.HomeView](t)(c.Home(t.Context(), c.actor(c.viewers[0]))) // counts the day
			for i, id := range c.viewers {
				viewer := c.actor(id)
				c.figuresAgree(viewer)
				if readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
					c.homeAgrees(viewer)
					c.casesAgree(viewer, i)
					c.reviewsAgree(viewer)
				}
			}
		})
	}
}

func (c *crowd) homeAgrees(viewer readiness.Actor) {
	c.t.Helper()
	v := must[readiness.HomeView](c.t)(c.Home(c.t.Context(), viewer))
	want := must[map[string][]string](c.t)(postgres.SlowHome(c.t.Context(), c.DB, viewer))
	got := map[string][]string{
		"decide": idsOf(v.Decide), "sign off": idsOf(v.SignOff), "second look": idsOf(v.SecondLook), "mine": idsOf(v.Mine), "unowned": idsOf(v.Unowned),
	}
	for list, wanted := range want {
		if list == "reaches" {
			continue
		}
		shown := wanted
		if list == "mine" || list == "unowned" {
			shown = wanted[:min(len(wanted), 20)]
		} else {
			slices.Sort(shown)
			slices.Sort(got[list])
		}
		if diff := cmp.Diff(shown, got[list]); diff != "" {
			c.t.Errorf("%s, %s: %s", viewer.Name, list, diff)
		}
	}
	for list, shown := range got {
		if len(shown) > 0 && want[list] == nil {
			c.t.Errorf("%s, %s: %v", viewer.Name, list, shown)
		}
	}
	if v.MineTotal != len(want["mine"]) || v.UnownedTotal != len(want["unowned"]) {
		c.t.Errorf("%s: %d and %d in all, want %d and %d", viewer.Name, v.MineTotal, v.UnownedTotal, len(want["mine"]), len(want["unowned"]))
	}
	c.reachesAgree(viewer, v, want["reaches"])
}

func (c *crowd) reachesAgree(viewer readiness.Actor, v readiness.HomeView, want []string) {
	c.t.Helper()
	total := 0
	for _, day := range v.Reaches {
		var of []string
		for _, entry := range want {
			if id, found := strings.CutPrefix(entry, day.On.String()+" "); found {
				of = append(of, id)
			}
		}
		total += len(of)
		if diff := cmp.Diff(of[:min(len(of), 5)], idsOf(day.Reviews)); diff != "" || day.Count != len(of) {
			c.t.Errorf("%s hears on %s of %d, want %d: %s", viewer.Name, day.On, day.Count, len(of), diff)
		}
	}
	if total != len(want) {
		c.t.Errorf("%s hears of %d, want %d", viewer.Name, total, len(want))
	}
}

func idsOf(rows []readiness.ReviewRow) (ids []string) {
	for _, row := range rows {
		ids = append(ids, row.ReviewID)
	}
	return ids
}

// casesAgree reads lists page by page, for every state; order and filter change with the state and the viewer.
func (c *crowd) casesAgree(viewer readiness.Actor, turn int) {
	c.t.Helper()
	orders := []string{"breach", "due", "months", "team"}
	for i, state := range readiness.CaseStates {
		q := readiness.CaseQuery{State: state.Code, Sort: orders[(i+turn)%len(orders)], Limit: 37}
		switch (i + turn) % 7 {
		case 1:
			q.TeamID = c.teams[len(c.teams)-1]
		case 3:
			q.AreaID = c.areas[0]
		case 5:
			q.Type = "cin"
		}
		want := must[[]string](c.t)(postgres.SlowCases(c.t.Context(), c.DB, viewer, q))
		var got []string
		for more := true; more; more = q.Cursor != "" {
			page := must[readiness.Page[readiness.CaseRow]](c.t)(c.Cases(c.t.Context(), viewer, q))
			if page.Total != len(want) {
				c.t.Errorf("%s, %+v: %d in all, want %d", viewer.Name, q, page.Total, len(want))
			}
			for _, row := range page.Rows {
				got = append(got, row.CaseID)
			}
			q.Cursor = page.Next
		}
		if !slices.Equal(got, want) {
			c.t.Errorf("%s, %+v: %s", viewer.Name, q, cmp.Diff(want, got))
		}
	}
}

func (c *crowd) reviewsAgree(viewer readiness.Actor) {
	c.t.Helper()
	for _, state := range []string{"live", "open", "submitted", "signed_off", "overtaken", "overdue", "escalated", "climbing", "put_off_twice", "unowned", "mine"} {
		want := must[int](c.t)(postgres.SlowReviews(c.t.Context(), c.DB, viewer, state))
		page := must[readiness.Page[readiness.ReviewRow]](c.t)(c.Reviews(c.t.Context(), viewer, readiness.ReviewQuery{State: state, Limit: 5000}))
		if page.Total != want || len(page.Rows) != want {
			c.t.Errorf("%s, %s: %d rows, %d in all, want %d", viewer.Name, state, len(page.Rows), page.Total, want)
		}
	}
}

func (c *crowd) figuresAgree(viewer readiness.Actor) {
	c.t.Helper()
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		return // small numbers are hidden
	}
	f := must[readiness.HomeView](c.t)(c.Home(c.t.Context(), viewer)).Figures
	want := must[[]int](c.t)(postgres.SlowFigures(c.t.Context(), c.DB, viewer))
	if got := []int{f.OpenCases, f.LongOpen, f.Overdue, f.PutOffTwice, f.Waiting}; !slices.Equal(got, want) {
		c.t.Errorf("%s: figures %v, want %v", viewer.Name, got, want)
	}
}
