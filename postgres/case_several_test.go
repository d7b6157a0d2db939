package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestExcludeSeveral asks the area head's group: what is theirs and open is kept out in one go, each with its own row in the trail; the rest is named.
func TestExcludeSeveral(t *testing.T) {
	t.Parallel()
	s, _, _ := council(t)
	ctx, head := t.Context(), s.actor(s.head)
	id := map[string]string{}
	for _, ref := range []string{"A1", "A2", "A3", "B1", "B2"} {
		id[ref] = query[string](s.world, "select id::text from cases where child_ref = $1", ref)[0]
	}
	reviews := s.sweep(monday)
	b1 := slices.IndexFunc(reviews, func(r readiness.Review) bool { return r.CaseID == id["B1"] })
	s.do(reviews[b1], readiness.AssignReview{OwnerID: s.head}, s.actor(s.assistant)) // so the head sees the case, and still does not answer for it
	must[readiness.Exclusion](t)(s.ExcludeCase(ctx, id["A2"], readiness.Exclude{Reason: "nrpf", Until: monday.AddDays(9)}, s.asked(head)))
	e := readiness.ExcludeSeveral{Cases: []string{id["A3"], id["A1"], id["A2"], id["B1"], id["B2"], "nonsense"}, Reason: "short_breaks", Until: monday.AddDays(30), Note: "n"}
	want := readiness.ExcludedCases{
		Until: e.Until,
		Done:  []readiness.ExcludedCase{{CaseID: id["A1"], ChildRef: "A1", Team: "North 1", Reviewing: true}, {CaseID: id["A3"], ChildRef: "A3", Team: "North 1", Reviewing: true}},
		Refused: []readiness.ExclusionLeft{
			{CaseID: id["A2"], ChildRef: "A2", Why: "This case is kept out of the reviews already, until 10 March 2027. End that first."},
			{CaseID: id["B1"], ChildRef: "B1", Why: "You can do this in your own area or team only. This one belongs to another."},
			{CaseID: id["B2"], Why: "There is no such case, or it belongs to another area or team than yours."},
			{CaseID: "nonsense", Why: "There is no such case, or it belongs to another area or team than yours."},
		},
	}
	before := query[int](s.world, "select count(*)::int from audit")[0]
	if d := diff(want, must[readiness.ExcludedCases](t)(s.CheckExclusions(ctx, head, e))); d != "" {
		t.Errorf("the check (-want +got):\n%s", d)
	}
	if n := query[int](s.world, "select count(*)::int from audit")[0]; n != before {
		t.Errorf("the check left %d rows in the trail", n-before)
	}
	asked := s.asked(head)
	for range 2 { // the second time is the same command again
		if d := diff(want, must[readiness.ExcludedCases](t)(s.ExcludeCases(ctx, e, asked))); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
	trail := query[string](s.world, "select action || ' ' || subject from audit where seq > $1 order by seq", before)
	if got, want := strings.Join(trail, ", "), fmt.Sprintf("case excluded case/%s, case excluded case/%s, cases excluded exclusion/%s", id["A1"], id["A3"], asked.ID); got != want {
		t.Errorf("the trail: %s\nwant %s", got, want)
	}
	kept := must[readiness.Page[readiness.CaseRow]](t)(s.Cases(ctx, head, readiness.CaseQuery{State: "excluded", Sort: "months"}))
	if kept.Total != 3 || kept.Rows[0].ChildRef != "A1" || kept.Rows[0].ExclUntil != e.Until || kept.Rows[0].ReviewID == "" {
		t.Errorf("kept out: %+v", kept)
	}
	again := must[readiness.ExcludedCases](t)(s.ExcludeCases(ctx, e, s.asked(head)))
	if len(again.Done) != 0 || len(again.Refused) != 6 {
		t.Errorf("asked anew: %+v", again)
	}
	if check := must[readiness.AuditCheck](t)(s.VerifyAudit(ctx)); check.Broken != 0 {
		t.Errorf("the trail is broken: %s", check.Why)
	}
	_, err := s.ExcludeCases(ctx, e, s.asked(s.actor(s.manager)))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = s.CheckExclusions(ctx, s.actor(s.admin), e)
	wantRefusal(t, err, readiness.Forbidden, "")
	e.Until = monday
	_, err = s.ExcludeCases(ctx, e, s.asked(head))
	wantRefusal(t, err, readiness.Invalid, "until")
}

// TestWhoHasReviews counts what can be given to others, those who have left first, and lists one person's reviews.
func TestWhoHasReviews(t *testing.T) {
	t.Parallel()
	s, southHead, southManager := council(t)
	ctx := t.Context()
	reviews := s.sweep(monday)
	loads := func(viewer string) string {
		var said []string
		for _, l := range must[[]readiness.OwnerLoad](t)(s.OwnerLoads(ctx, s.actor(viewer))) {
			said = append(said, fmt.Sprint(l.Name, " ", l.Reviews, " ", l.Left))
		}
		return strings.Join(said, ", ")
	}
	if got := loads(s.lead); got != "manager 3 false, southmanager 1 false" {
		t.Errorf("the council: %s", got)
	}
	if got := loads(southHead); got != "southmanager 1 false" {
		t.Errorf("the south: %s", got)
	}
	mine := slices.DeleteFunc(slices.Clone(reviews), func(r readiness.Review) bool { return r.OwnerID != s.manager })
	s.do(mine[0], readiness.SubmitReview{Reason: "court", WhyOpen: "w", WhatChanged: "c", LastSeen: monday, PlanEnds: "yes", Outcome: "close"}, s.actor(s.manager))
	s.leaves(southManager)
	if got := loads(s.lead); got != "southmanager 1 true, manager 2 false" {
		t.Errorf("after one was submitted and one has left: %s", got)
	}
	for _, refused := range []string{s.manager, s.admin, s.member} {
		_, err := s.OwnerLoads(ctx, s.actor(refused))
		wantRefusal(t, err, readiness.Forbidden, "")
	}
	for owner, want := range map[string]int{s.manager: 3, southManager: 1, s.head: 0, "nonsense": 0} {
		page := must[readiness.Page[readiness.ReviewRow]](t)(s.Reviews(ctx, s.actor(s.lead), readiness.ReviewQuery{OwnerID: owner}))
		if page.Total != want || len(page.Rows) != want || slices.ContainsFunc(page.Rows, func(r readiness.ReviewRow) bool { return r.OwnerID != owner || r.TeamID == "" }) {
			t.Errorf("%s has %d: %+v", owner, page.Total, page.Rows)
		}
	}
	teams := must[[]readiness.Team](t)(s.Teams(ctx))
	for name, want := range map[string]string{"North 1": s.manager, "South 1": "", "Stray": ""} {
		if i := slices.IndexFunc(teams, func(team readiness.Team) bool { return team.Name == name }); teams[i].ManagerID != want {
			t.Errorf("%s is managed by %q, want %q", name, teams[i].ManagerID, want)
		}
	}
}

func TestListsTakenAwayAreRecorded(t *testing.T) {
	t.Parallel()
	s := newService(t)
	head := s.actor(s.head)
	s.must(s.Exported(t.Context(), head, readiness.Export{List: "cases", Format: "csv", Filter: "state=overdue", Rows: 143}))
	page := must[readiness.Page[readiness.AuditRow]](t)(s.Audit(t.Context(), readiness.AuditQuery{Action: "exported"}))
	if len(page.Rows) != 1 || page.Rows[0].Actor != "head" || page.Rows[0].Subject != "list/cases" || page.Rows[0].Detail != "format=csv rows=143 filter=state=overdue" {
		t.Errorf("%+v", page.Rows)
	}
}
