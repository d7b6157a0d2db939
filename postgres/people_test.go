package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestTheRulesOfPosts(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	add := func(person string, p readiness.AddPost) error {
		if p.From.IsZero() {
			p.From = monday
		}
		_, err := s.AddPost(ctx, person, p, s.asked(keeper))
		return err
	}
	err := add(s.deputy, readiness.AddPost{Role: readiness.AreaHead, AreaID: s.area})
	if wantRefusal(t, err, readiness.Invalid, "area_id"); !strings.HasPrefix(err.Error(), "head is head of this area") {
		t.Errorf("the sentence names nobody: %v", err)
	}
	wantRefusal(t, add(s.manager, readiness.AddPost{Role: readiness.TeamManager, TeamID: s.team}), readiness.Invalid, "role")
	wantRefusal(t, add(s.deputy, readiness.AddPost{Role: readiness.AreaHead, AreaID: "nowhere"}), readiness.Invalid, "area_id")
	wantRefusal(t, add(s.deputy, readiness.AddPost{Role: readiness.TeamManager, TeamID: ""}), readiness.Invalid, "team_id")
	wantRefusal(t, add(s.deputy, readiness.AddPost{Role: readiness.Director, From: monday, Until: monday.AddDays(-1)}), readiness.Invalid, "until")
	wantRefusal(t, add("no id", readiness.AddPost{Role: readiness.Director}), readiness.NotFound, "")
	s.must(add(s.deputy, readiness.AddPost{Role: readiness.TeamManager, TeamID: s.team})) // a team may have two managers
	s.must(add(s.deputy, readiness.AddPost{Role: readiness.Director, AreaID: s.area}))    // an area that the role does not have is left out

	head := must[readiness.Person](t)(s.Person(ctx, s.head)).Posts[0]
	wantRefusal(t, s.EndPost(ctx, s.head, head.ID, readiness.EndPost{Until: calendar.On(2019, 12, 31)}, s.asked(keeper)), readiness.Invalid, "until")
	wantRefusal(t, s.EndPost(ctx, s.deputy, head.ID, readiness.EndPost{Until: monday}, s.asked(keeper)), readiness.NotFound, "")
	s.must(s.EndPost(ctx, s.head, head.ID, readiness.EndPost{Until: monday.AddDays(4)}, s.asked(keeper)))
	wantRefusal(t, add(s.deputy, readiness.AddPost{Role: readiness.AreaHead, AreaID: s.area, From: monday.AddDays(4)}), readiness.Invalid, "area_id")
	s.must(add(s.deputy, readiness.AddPost{Role: readiness.AreaHead, AreaID: s.area, From: monday.AddDays(5)}))
	for day, want := range map[int]string{4: "head", 5: "deputy"} {
		s.goTo(monday.AddDays(day))
		if areas := must[[]readiness.Area](t)(s.Areas(ctx)); areas[0].Head != want || areas[0].Teams != 1 || areas[0].Cases != 3 {
			t.Errorf("day %d: %+v", day, areas[0])
		}
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	post := must[readiness.Person](t)(s.Person(ctx, s.admin)).Posts[0]
	end := func() error {
		return s.EndPost(ctx, s.admin, post.ID, readiness.EndPost{Until: monday.AddDays(10)}, s.asked(keeper))
	}
	block := func(id, name string) error {
		_, err := s.SavePerson(ctx, id, readiness.SavePerson{Name: name, Email: name + "@example.gov.uk", Active: "no"}, s.asked(keeper))
		return err
	}
	wantRefusal(t, end(), readiness.Invalid, "until")
	wantRefusal(t, block(s.admin, "admin"), readiness.Invalid, "active")
	if p := must[readiness.Person](t)(s.Person(ctx, s.admin)); !p.Active || !p.Posts[0].Until.IsZero() {
		t.Errorf("a refusal changed %+v", p)
	}
	s.post(s.deputy, readiness.Administrator, "")
	s.must(end())
	wantRefusal(t, block(s.deputy, "deputy"), readiness.Invalid, "active") // admin's post still runs today, but ends
}

func TestTheRulesOfDeputies(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	add := func(away, by string, from, until int) error {
		_, err := s.AddDeputy(ctx, away, readiness.AddDeputy{DeputyID: by, From: monday.AddDays(from), Until: monday.AddDays(until)}, s.asked(keeper))
		return err
	}
	wantRefusal(t, add(s.head, s.head, 0, 5), readiness.Invalid, "deputy_id")
	wantRefusal(t, add(s.head, s.deputy, 5, 4), readiness.Invalid, "until")
	wantRefusal(t, add(s.head, s.deputy, -5, -1), readiness.Invalid, "until")
	wantRefusal(t, add(s.head, "nobody", 0, 5), readiness.Invalid, "deputy_id")
	s.must(add(s.head, s.deputy, 0, 5))
	wantRefusal(t, add(s.head, s.manager, 5, 9), readiness.Invalid, "from")     // two at a time
	wantRefusal(t, add(s.deputy, s.head, 5, 9), readiness.Invalid, "deputy_id") // a circle
	s.must(add(s.deputy, s.head, 6, 9))                                         // not at the same time
	s.must(add(s.head, s.manager, 10, 12))                                      // later
	s.must(add(s.deputy, s.manager, 0, 5))                                      // a deputy's own absence

	head := must[readiness.Person](t)(s.Person(ctx, s.head))
	if len(head.Deputies) != 2 || head.Deputies[0].DeputyName != "deputy" {
		t.Fatalf("%+v", head.Deputies)
	}
	everybody := must[[]readiness.Person](t)(s.People(ctx))
	i := slices.IndexFunc(everybody, func(p readiness.Person) bool { return p.ID == s.head })
	if len(everybody) != 9 || everybody[0].Name != "admin" || diff(head, everybody[i]) != "" {
		t.Errorf("%+v", everybody)
	}
	holdings := s.actor(s.deputy).Holdings
	want := []readiness.Holding{{Role: readiness.AreaHead, AreaID: s.area, ForID: s.head}}
	if diff := cmp.Diff(want, holdings); diff != "" {
		t.Errorf("the deputy holds (-want +got):\n%s", diff)
	}
	want = []readiness.Holding{{Role: readiness.TeamManager, AreaID: s.area, TeamID: s.team}} // nothing of the head's through the deputy
	if diff := cmp.Diff(want, s.actor(s.manager).Holdings); diff != "" {
		t.Errorf("a deputy's deputy holds (-want +got):\n%s", diff)
	}
	s.must(s.EndDeputy(ctx, s.head, head.Deputies[0].ID, s.asked(keeper)))
	s.must(s.EndDeputy(ctx, s.head, head.Deputies[1].ID, s.asked(keeper)))
	if left := must[readiness.Person](t)(s.Person(ctx, s.head)).Deputies; len(left) != 0 || len(s.actor(s.deputy).Holdings) != 0 {
		t.Errorf("left %v, holds %v", left, s.actor(s.deputy).Holdings)
	}
	wantRefusal(t, s.EndDeputy(ctx, s.head, "none", s.asked(keeper)), readiness.NotFound, "")
}

func TestACommandTwiceGivesTheSameAnswer(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	rows := func() []int64 {
		return query[int64](s.world, "select (select count(*) from audit) * 1000000 + (select count(*) from people) * 10000 + (select count(*) from posts) * 100 + (select count(*) from areas)")
	}
	person, post, area := s.asked(keeper), s.asked(keeper), s.asked(keeper)
	p1 := must[readiness.Person](t)(s.SavePerson(ctx, "", readiness.SavePerson{Name: "Zoe", Email: "zoe@example.gov.uk"}, person))
	o1 := must[readiness.Post](t)(s.AddPost(ctx, p1.ID, readiness.AddPost{Role: readiness.Director, From: monday}, post))
	a1 := must[readiness.Area](t)(s.SaveArea(ctx, "", readiness.SaveArea{Name: "West"}, area))
	before := rows()
	p2 := must[readiness.Person](t)(s.SavePerson(ctx, "", readiness.SavePerson{Name: "Zoe", Email: "zoe@example.gov.uk"}, person))
	o2 := must[readiness.Post](t)(s.AddPost(ctx, p1.ID, readiness.AddPost{Role: readiness.Director, From: monday}, post))
	a2 := must[readiness.Area](t)(s.SaveArea(ctx, "", readiness.SaveArea{Name: "West"}, area))
	if p1.ID != p2.ID || o1 != o2 || a1 != a2 || before[0] != rows()[0] {
		t.Errorf("%v %v, %v %v, %v %v, %v %v", p1.ID, p2.ID, o1, o2, a1, a2, before, rows())
	}
	_, err := s.SaveArea(ctx, "", readiness.SaveArea{Name: "East"}, person)
	wantRefusal(t, err, readiness.Conflict, "")
	_, err = s.SavePerson(ctx, "", readiness.SavePerson{Name: "Other", Email: "ZOE@example.gov.uk"}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "email")
	_, err = s.SaveArea(ctx, "", readiness.SaveArea{Name: "WEST"}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "name")
	_, err = s.SaveArea(ctx, "nowhere", readiness.SaveArea{Name: "New"}, s.asked(keeper))
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestMappingTeams(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	wantRefusal(t, s.MapTeams(ctx, readiness.MapTeams{Areas: map[string]string{s.team: "nowhere"}}, s.asked(keeper)), readiness.Invalid, "areas")
	wantRefusal(t, s.MapTeams(ctx, readiness.MapTeams{Areas: map[string]string{"none": s.area}}, s.asked(keeper)), readiness.Invalid, "areas")
	s.mapTeam(s.team, "")
	if teams := must[[]readiness.Team](t)(s.Teams(ctx)); teams[0].AreaID != "" || teams[0].Manager != "manager" || teams[0].Cases != 3 {
		t.Errorf("%+v", teams)
	}
}

func TestRulesHaveVersions(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	rules := must[readiness.ReviewRules](t)(s.ReviewRules(ctx))
	if d := diff(readiness.DefaultReviewRules(), rules); d != "" {
		t.Error(d)
	}
	rules.Thresholds = []readiness.Threshold{{Months: 12, From: monday, AreaID: s.area}}
	asked := s.asked(keeper)
	asked.IfSeq = 1
	set := must[readiness.ReviewRules](t)(s.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "lower", Running: readiness.RunningTake}, asked))
	rules.Version = 2
	if d := diff(rules, set); d != "" {
		t.Error(d)
	}
	if d := diff(set, must[readiness.ReviewRules](t)(s.ReviewRules(ctx))); d != "" {
		t.Error(d)
	}
	stale := s.asked(keeper)
	stale.IfSeq = 1
	_, err := s.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "again", Running: readiness.RunningTake}, stale)
	wantRefusal(t, err, readiness.Conflict, "")
	rules.Thresholds[0].AreaID = "nowhere"
	_, err = s.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "again", Running: readiness.RunningTake}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "thresholds[0].area_id")

	ladder := readiness.Ladder{Hour: 8, Rungs: []readiness.Rung{{After: 1, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.Owner}}, {After: 2, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.AreaHead}}}}
	if got := must[readiness.Ladder](t)(s.SetLadder(ctx, ladder, readiness.RuleChange{Reason: "rehearsal", Running: readiness.RunningTake}, s.asked(keeper))); got.Version != 2 {
		t.Errorf("ladder version %d", got.Version)
	}
	ladder.Rungs[1].After = 1
	_, err = s.SetLadder(ctx, ladder, readiness.RuleChange{Reason: "wrong", Running: readiness.RunningTake}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "rungs[1].after")
	ladder.Rungs[1] = readiness.Rung{After: 5, Unit: readiness.WorkingDays}
	_, err = s.SetLadder(ctx, ladder, readiness.RuleChange{Reason: "wrong", Running: readiness.RunningTake}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "rungs[1].after")

	christmas := []calendar.Closure{{Date: calendar.On(2027, 12, 29), Name: "Closed"}, {Date: calendar.On(2027, 12, 24), Name: "Closed"}}
	c := must[calendar.Calendar](t)(s.SetClosures(ctx, christmas, readiness.RuleChange{Reason: "christmas", Running: readiness.RunningTake}, s.asked(keeper)))
	if c.IsWorkingDay(calendar.On(2027, 12, 24)) || c.Version != calendar.England().Version+"+1" {
		t.Errorf("calendar %s", c.Version)
	}
	if days := must[[]calendar.Closure](t)(s.Closures(ctx)); len(days) != 2 || days[0].Date != calendar.On(2027, 12, 24) {
		t.Errorf("closures %v", days)
	}
	_, err = s.SetClosures(ctx, append(christmas, christmas[0]), readiness.RuleChange{Reason: "twice", Running: readiness.RunningTake}, s.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "closures")
	c = must[calendar.Calendar](t)(s.SetClosures(ctx, nil, readiness.RuleChange{Reason: "none", Running: readiness.RunningTake}, s.asked(keeper)))
	if !c.IsWorkingDay(calendar.On(2027, 12, 24)) || c.Version != calendar.England().Version+"+2" {
		t.Errorf("calendar %s", c.Version)
	}
}
