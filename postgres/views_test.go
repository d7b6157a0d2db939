package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// council adds a second area with a team and a case, and a team without an area.
func council(t *testing.T) (s *service, southHead, southManager string) {
	t.Helper()
	s = newService(t)
	s.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10)),
		record("B1", "South 1", calendar.On(2024, 6, 1)), record("B2", "South 1", calendar.On(2026, 6, 1)), record("U1", "Stray", calendar.On(2024, 1, 1))))
	south := s.world.area("South")
	s.mapTeam(s.world.team("South 1"), south)
	southHead, southManager = s.person("southhead"), s.person("southmanager")
	s.post(southHead, readiness.AreaHead, south)
	s.post(southManager, readiness.TeamManager, s.world.team("South 1"))
	return s, southHead, southManager
}

// TestWhoSeesWhichCases asks as everybody for the lists, and for each case and review by its id.
func TestWhoSeesWhichCases(t *testing.T) {
	t.Parallel()
	s, southHead, southManager := council(t)
	ctx := t.Context()
	reviews := s.sweep(monday)
	caseOf := map[string]string{}
	for _, ref := range []string{"A1", "A2", "A3", "B1", "B2", "U1"} {
		caseOf[ref] = query[string](s.world, "select id::text from cases where child_ref = $1", ref)[0]
	}
	north, south, everything := "A1 A2 A3", "B1 B2", "A1 A2 A3 B1 B2 U1"
	for who, want := range map[string]string{
		s.manager: north, s.head: north, southHead: south, southManager: south, s.assistant: everything, s.director: everything, s.look: everything,
		s.lead: everything, s.member: "", s.admin: "", s.deputy: "",
	} {
		actor := s.actor(who)
		list, err := s.Cases(ctx, actor, readiness.CaseQuery{State: "all"})
		if want == "" {
			wantRefusal(t, err, readiness.Forbidden, "")
			_, err = s.Reviews(ctx, actor, readiness.ReviewQuery{})
			wantRefusal(t, err, readiness.Forbidden, "")
		} else {
			s.must(err)
		}
		var refs []string
		for _, row := range list.Rows {
			refs = append(refs, row.ChildRef)
		}
		slices.Sort(refs)
		if got := strings.Join(refs, " "); got != want {
			t.Errorf("%s sees %q, want %q", actor.Name, got, want)
		}
		for ref, id := range caseOf {
			v, err := s.Case(ctx, actor, id)
			sees := err == nil && v.ChildRef == ref
			if wants := strings.Contains(want, ref); sees != wants {
				t.Errorf("%s opens %s: %v %v", actor.Name, ref, sees, err)
			}
		}
		for _, r := range reviews {
			v, err := s.Review(ctx, actor, r.ID)
			if wants := err == nil; wants != (want != "" && strings.Contains(want, refOf(caseOf, r.CaseID))) {
				t.Errorf("%s opens the review of %s: %v %v", actor.Name, refOf(caseOf, r.CaseID), v.ReviewID, err)
			}
		}
	}
	_, err := s.Case(ctx, s.actor(s.head), "nonsense")
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = s.Review(ctx, s.actor(s.head), "nonsense")
	wantRefusal(t, err, readiness.NotFound, "")
}

func refOf(caseOf map[string]string, id string) string {
	for ref, known := range caseOf {
		if known == id {
			return ref
		}
	}
	return "?"
}

func TestADeputySeesTheAreaAndAnOwnerTheReview(t *testing.T) {
	t.Parallel()
	s, southHead, southManager := council(t)
	ctx := t.Context()
	reviews := s.sweep(monday)
	r := reviews[slices.IndexFunc(reviews, func(r readiness.Review) bool { return r.AreaID == s.area })]
	r = s.do(r, readiness.AssignReview{OwnerID: southManager}, s.actor(s.assistant))
	must[readiness.ReviewView](t)(s.Review(ctx, s.actor(southManager), r.ID))
	must[readiness.CaseView](t)(s.Case(ctx, s.actor(southManager), r.CaseID))
	_, err := s.Review(ctx, s.actor(southHead), r.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	must[readiness.Deputy](t)(s.AddDeputy(ctx, s.head, readiness.AddDeputy{DeputyID: southHead, From: monday, Until: monday.AddDays(3)}, s.asked(keeper)))
	must[readiness.ReviewView](t)(s.Review(ctx, s.actor(southHead), r.ID))
	home := must[readiness.HomeView](t)(s.Home(ctx, s.actor(southHead)))
	if home.Figures.Name != "North and South" || len(home.Cover) != 1 || home.Cover[0].For != "head" {
		t.Errorf("figures of %s, cover %v", home.Figures.Name, home.Cover)
	}
}

func TestTheListOfCases(t *testing.T) {
	t.Parallel()
	s, _, _ := council(t)
	lead := s.actor(s.lead)
	s.sweep(monday)
	list := func(q readiness.CaseQuery) string {
		var refs []string
		for _, row := range must[readiness.Page[readiness.CaseRow]](t)(s.Cases(t.Context(), lead, q)).Rows {
			refs = append(refs, row.ChildRef)
		}
		return strings.Join(refs, " ")
	}
	excluded := query[string](s.world, "select id::text from cases where child_ref = 'A2'")[0]
	x := must[readiness.Exclusion](t)(s.ExcludeCase(t.Context(), excluded, readiness.Exclude{Reason: "nrpf", Until: monday.AddDays(100)}, s.asked(s.actor(s.head))))
	for name, c := range map[string]struct {
		q    readiness.CaseQuery
		want string
	}{
		"long-open, what breaches first": {readiness.CaseQuery{}, "U1 B1 A1 A2 A3"},
		"all":                            {readiness.CaseQuery{State: "all", Sort: "months"}, "U1 B1 A1 A2 A3 B2"},
		"unmapped":                       {readiness.CaseQuery{State: "unmapped"}, "U1"},
		"excluded":                       {readiness.CaseQuery{State: "excluded"}, "A2"},
		"an area":                        {readiness.CaseQuery{AreaID: s.area}, "A1 A2 A3"},
		"a team":                         {readiness.CaseQuery{TeamID: s.team, Sort: "team"}, "A1 A2 A3"},
		"part of a reference":            {readiness.CaseQuery{Text: " b"}, "B1"},
		"another type":                   {readiness.CaseQuery{Type: "cla"}, ""},
		"late":                           {readiness.CaseQuery{State: "overdue"}, ""},
		"never looked at":                {readiness.CaseQuery{State: "not_reviewed"}, "U1 B1 A1 A2 A3"},
	} {
		if got := list(c.q); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	s.goTo(calendar.On(2027, 4, 6))
	if got := list(readiness.CaseQuery{State: "overdue"}); got == "" {
		t.Error("nothing is late in April")
	}
	if got := list(readiness.CaseQuery{}); strings.HasPrefix(got, "U1") {
		t.Errorf("late reviews do not come first: %s", got)
	}
	s.must(s.EndExclusion(t.Context(), excluded, x.ID, s.asked(s.actor(s.head))))
	v := must[readiness.CaseView](t)(s.Case(t.Context(), lead, excluded))
	if v.Exclusion != "" || len(v.Exclusions) != 1 || !v.Exclusions[0].Ended || len(v.Reviews) != 1 || len(v.History) != 1 || v.Worker != "Worker of A2" || v.Need != "N1" {
		t.Errorf("%+v", v)
	}
}

func TestExclusions(t *testing.T) {
	t.Parallel()
	s, southHead, _ := council(t)
	ctx := t.Context()
	id := query[string](s.world, "select id::text from cases where child_ref = 'A1'")[0]
	form, head := readiness.Exclude{Reason: "nrpf", Until: monday.AddDays(30), Note: "n"}, s.actor(s.head)
	asked := s.asked(head)
	made := must[readiness.Exclusion](t)(s.ExcludeCase(ctx, id, form, asked))
	if again := must[readiness.Exclusion](t)(s.ExcludeCase(ctx, id, form, asked)); again != made {
		t.Errorf("%v and then %v", made, again)
	}
	_, err := s.ExcludeCase(ctx, id, form, s.asked(head))
	wantRefusal(t, err, readiness.Conflict, "")
	_, err = s.ExcludeCase(ctx, id, readiness.Exclude{Reason: "nrpf", Until: monday}, s.asked(head))
	wantRefusal(t, err, readiness.Invalid, "until")
	_, err = s.ExcludeCase(ctx, id, form, s.asked(s.actor(southHead)))
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = s.ExcludeCase(ctx, id, form, s.asked(s.actor(s.manager)))
	wantRefusal(t, err, readiness.Forbidden, "")
	if result := must[readiness.SweepResult](t)(s.PlanSweep(ctx, monday)); result.Excluded != 1 || result.Opened != 3 {
		t.Errorf("%+v", result)
	}
	s.goTo(monday.AddDays(31))
	if result := must[readiness.SweepResult](t)(s.PlanSweep(ctx, monday.AddDays(31))); result.Excluded != 0 || result.Opened != 1 {
		t.Errorf("when it has ended %+v", result)
	}
	wantRefusal(t, s.EndExclusion(ctx, id, "none", s.asked(head)), readiness.NotFound, "")
}

func TestCursorsWalkEveryRowOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	var cases []readiness.CaseRecord
	for i := range 57 {
		cases = append(cases, record(fmt.Sprintf("C%02d", i), fmt.Sprint("Team ", i%3), calendar.On(2024, 1, 1).AddDays(i/4))) // many share a day
	}
	w.load(extract(monday, cases...))
	area := w.area("North")
	for i := range 3 {
		w.mapTeam(w.team(fmt.Sprint("Team ", i)), area)
	}
	lead := w.person("lead")
	w.post(lead, readiness.ImprovementLead, "")
	viewer := w.actor(lead)
	w.sweep(monday)
	for _, sort := range []string{"", "months", "team", "due"} {
		var keys []string
		for _, row := range walk(t, func(cursor string) (readiness.Page[readiness.CaseRow], error) {
			return w.Cases(ctx, viewer, readiness.CaseQuery{Sort: sort, Limit: 7, Cursor: cursor})
		}) {
			keys = append(keys, row.CaseID)
		}
		wantEach(t, "cases by "+sort, keys, 57)
	}
	for _, sort := range []string{"", "months"} {
		var keys []string
		for _, row := range walk(t, func(cursor string) (readiness.Page[readiness.ReviewRow], error) {
			return w.Reviews(ctx, viewer, readiness.ReviewQuery{Sort: sort, Limit: 7, Cursor: cursor})
		}) {
			keys = append(keys, row.ReviewID)
		}
		wantEach(t, "reviews by "+sort, keys, 57)
	}
	for i := range 23 {
		w.must(w.Mailed(ctx, readiness.SentMail{Key: fmt.Sprint("key ", i), Kind: "digest", PersonID: lead}))
	}
	var keys []string
	for _, row := range walk(t, func(cursor string) (readiness.Page[readiness.Mail], error) {
		return w.Mails(ctx, readiness.MailQuery{Limit: 7, Cursor: cursor})
	}) {
		keys = append(keys, row.ID)
	}
	wantEach(t, "mails", keys, 23)
	for _, cursor := range []string{"x", "WyJhIl0", "WyJhIiwiYiJd"} {
		_, err := w.Reviews(ctx, viewer, readiness.ReviewQuery{Cursor: cursor})
		wantRefusal(t, err, readiness.Invalid, "cursor")
		_, err = w.Mails(ctx, readiness.MailQuery{Cursor: cursor})
		wantRefusal(t, err, readiness.Invalid, "cursor")
	}
}

func wantEach(t *testing.T, what string, keys []string, n int) {
	t.Helper()
	slices.Sort(keys)
	if got := len(slices.Compact(keys)); got != n {
		t.Errorf("%s: %d different rows, want %d", what, got, n)
	}
}

func TestReviewStates(t *testing.T) {
	t.Parallel()
	s, _, _ := council(t)
	reviews := s.sweep(monday)
	head, assistant := s.actor(s.head), s.actor(s.assistant)
	var north []readiness.Review
	for _, r := range reviews {
		if r.AreaID == s.area {
			north = append(north, r)
		}
	}
	s.do(north[0], readiness.BeginReview{}, head)
	s.do(north[1], readiness.PauseReview{Until: monday.AddDays(60), Reason: "court"}, head)
	escalated := north[2]
	for range 6 {
		escalated, _ = s.lapse(escalated)
	}
	for state, want := range map[string]int{
		"": 4, "live": 4, "open": 2, "in_review": 1, "paused": 1, "submitted": 0, "second_look": 0, "signed_off": 0, "overtaken": 0, "escalated": 1, "overdue": 3, "put_off_twice": 0, "mine": 0,
	} {
		if got := must[readiness.Page[readiness.ReviewRow]](t)(s.Reviews(t.Context(), assistant, readiness.ReviewQuery{State: state})); len(got.Rows) != want || got.Total != want {
			t.Errorf("%q: %d rows, total %d, want %d", state, len(got.Rows), got.Total, want)
		}
	}
	if mine := must[readiness.Page[readiness.ReviewRow]](t)(s.Reviews(t.Context(), s.actor(s.manager), readiness.ReviewQuery{State: "mine"})); mine.Total != 3 {
		t.Errorf("the manager owns %d", mine.Total)
	}
}

// TestClimbedFiguresAreTheirRows compares each figure of what reached whom with the list that it leads to.
func TestClimbedFiguresAreTheirRows(t *testing.T) {
	t.Parallel()
	s, _, _ := council(t)
	reviews := s.sweep(monday)
	north := slices.DeleteFunc(reviews, func(r readiness.Review) bool { return r.AreaID != s.area })
	for range 6 { // up to the area head
		for i, r := range north {
			north[i], _ = s.lapse(r)
		}
	}
	s.do(north[0], readiness.DecideReviewEscalation{Decision: "pass_up", Note: "money"}, s.actor(s.head))
	assistant := s.actor(s.assistant)
	view, sum := must[readiness.OverviewView](t)(s.Overview(t.Context(), assistant)), [3]int{}
	for _, c := range view.Climbed {
		for i, figure := range []struct {
			state string
			n     int
		}{{"climbed", c.Reached}, {"escalated", c.Waiting}, {"climbing", c.Ahead}} {
			sum[i] += figure.n
			list := must[readiness.Page[readiness.ReviewRow]](t)(s.Reviews(t.Context(), assistant, readiness.ReviewQuery{State: figure.state, Role: string(c.Role)}))
			if list.Total != figure.n || len(list.Rows) != figure.n {
				t.Errorf("%d %s of the %s, and %d rows", figure.n, figure.state, c.Role, list.Total)
			}
		}
	}
	if sum[0] != 4 || sum[1] != 3 || sum[2] < 2 {
		t.Errorf("what climbed: %+v", view.Climbed)
	}
}

func TestHomePages(t *testing.T) {
	t.Parallel()
	s, southHead, _ := council(t)
	reviews := s.sweep(monday)
	home := func(who string) readiness.HomeView {
		t.Helper()
		return must[readiness.HomeView](t)(s.Home(t.Context(), s.actor(who)))
	}
	if v := home(s.manager); v.MineTotal != 3 || len(v.Mine) != 3 || len(v.Decide)+len(v.SignOff)+len(v.SecondLook) != 0 || v.Figures.Name != "North 1" || v.Figures.OpenCases != 3 {
		t.Errorf("manager: %+v", v)
	}
	member := home(s.member)
	if member.Figures.OpenCases != 6 || member.Figures.LongOpen != readiness.Hidden || member.Figures.Over24 != readiness.Hidden || len(member.Mine)+len(member.Reaches) != 0 {
		t.Errorf("member: %+v", member.Figures)
	}
	wantBands := []readiness.Band{{Name: "Under 12 months", Count: 1}, {Name: "12 to 17 months"}, {Name: "18 to 23 months", Count: 1}, {Name: "24 to 35 months", Count: 3}, {Name: "36 months or more", Count: 1}}
	for _, band := range member.Figures.Bands {
		if band.Count > 0 && band.Count < 6 {
			t.Errorf("a member sees %+v", band)
		}
	}
	waiting := s.upload(extract(monday))
	lead := home(s.lead)
	if diff := cmp.Diff(wantBands, lead.Figures.Bands); diff != "" {
		t.Error(diff)
	}
	if len(lead.Waiting) != 1 || lead.Waiting[0].ID != waiting || len(member.Waiting) != 0 {
		t.Errorf("uploads to confirm: %+v", lead.Waiting)
	}
	if len(lead.Areas) != 3 || lead.Areas[2].Name != "No area yet" || lead.Unmapped != 1 || lead.Figures.OpenCases == 0 {
		t.Errorf("lead: %+v", lead)
	}

	north := reviews[slices.IndexFunc(reviews, func(r readiness.Review) bool { return r.AreaID == s.area })]
	for range 5 {
		north, _ = s.lapse(north)
	}
	if v := home(s.head); len(v.Reaches) != 1 || v.Reaches[0].Count != 3 || v.Reaches[0].On != north.Terms.Calendar.Add(north.Run.Due, 5, calendar.Exclusive) || len(v.Reaches[0].Reviews) != 3 {
		t.Errorf("reaches the head: %+v", v.Reaches)
	}
	north, _ = s.lapse(north)
	if v := home(s.head); len(v.Decide) != 1 || v.Decide[0].ReviewID != north.ID || v.Decide[0].Overdue != 5 || v.Decide[0].Because != "nobody submitted it" {
		t.Errorf("head decides: %+v", v.Decide)
	}
	for _, other := range []string{southHead, s.assistant, s.manager} {
		if v := home(other); len(v.Decide) != 0 {
			t.Errorf("somebody else decides: %+v", v.Decide)
		}
	}
	submit := readiness.SubmitReview{Reason: "court", WhyOpen: "w", WhatChanged: "c", LastSeen: monday, PlanEnds: "yes", Outcome: "close"}
	north = s.do(north, submit, s.actor(s.head)) // the head does it, so somebody above must sign
	if v := home(s.head); len(v.SignOff) != 0 {
		t.Errorf("the head signs the head's own: %+v", v.SignOff)
	}
	if v := home(s.assistant); len(v.SignOff) != 1 {
		t.Errorf("the assistant director signs %+v", v.SignOff)
	}
	must[readiness.Deputy](t)(s.AddDeputy(t.Context(), s.head, readiness.AddDeputy{DeputyID: s.deputy, From: calendar.DateOf(s.now()), Until: monday.AddDays(200)}, s.asked(keeper)))
	if v := home(s.deputy); len(v.SignOff) != 1 || v.SignOff[0].ReviewID != north.ID || len(v.Decide) != 0 {
		t.Errorf("the deputy: %+v", v)
	}
	if v := home(s.assistant); len(v.SignOff) != 0 {
		t.Errorf("with a deputy the assistant director still signs %+v", v.SignOff)
	}
}

// TestReviewsThatNobodyDoes takes the northern team's manager away: from then on its reviews are for those who give reviews out.
func TestReviewsThatNobodyDoes(t *testing.T) {
	t.Parallel()
	s, southHead, _ := council(t)
	reviews := s.sweep(monday)
	north := slices.DeleteFunc(slices.Clone(reviews), func(r readiness.Review) bool { return r.AreaID != s.area })
	home := func(who string) readiness.HomeView {
		t.Helper()
		return must[readiness.HomeView](t)(s.Home(t.Context(), s.actor(who)))
	}
	for _, who := range []string{s.head, s.assistant, s.lead} {
		if v := home(who); v.UnownedTotal != 0 || len(v.Unowned) != 0 {
			t.Errorf("with a manager: %+v", v.Unowned)
		}
	}
	s.leaves(s.manager)
	for who, want := range map[string]int{
		s.head: 3, s.assistant: 3, s.lead: 3, southHead: 0, s.director: 0, s.look: 0, s.member: 0, s.admin: 0,
	} {
		if v := home(who); v.UnownedTotal != want || len(v.Unowned) != want {
			t.Errorf("%s: %d, %d of them shown, want %d", s.actor(who).Name, v.UnownedTotal, len(v.Unowned), want)
		}
	}
	must[readiness.Deputy](t)(s.AddDeputy(t.Context(), s.head, readiness.AddDeputy{DeputyID: s.deputy, From: monday, Until: monday.AddDays(5)}, s.asked(keeper)))
	if v := home(s.deputy); v.UnownedTotal != 3 {
		t.Errorf("who covers for the head sees %d", v.UnownedTotal)
	}
	s.do(north[0], readiness.AssignReview{OwnerID: s.head}, s.actor(s.head))
	s.do(north[1], readiness.PauseReview{Until: monday.AddDays(60), Reason: "court"}, s.actor(s.head))
	list := must[readiness.Page[readiness.ReviewRow]](t)(s.Reviews(t.Context(), s.actor(s.head), readiness.ReviewQuery{State: "unowned"}))
	if v := home(s.head); list.Total != 1 || v.UnownedTotal != 1 || list.Rows[0].ReviewID != north[2].ID || v.Unowned[0].ReviewID != north[2].ID {
		t.Errorf("when one is given and one is paused: list %+v, home %+v", list.Rows, v.Unowned)
	}
	next := s.person("next")
	s.post(next, readiness.TeamManager, s.team)
	if v := home(s.head); v.UnownedTotal != 0 {
		t.Errorf("with a new manager: %+v", v.Unowned)
	}
	if v := home(next); v.MineTotal != 1 || v.Mine[0].ReviewID != north[2].ID {
		t.Errorf("the new manager must do %+v", v.Mine)
	}
}
