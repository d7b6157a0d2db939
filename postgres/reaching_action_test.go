package postgres_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// reaching is what somebody's first page says will reach them: the days, each with the titles of its actions.
func (p *programme) reaching(person string) (days []string) {
	p.t.Helper()
	for _, r := range must[readiness.HomeView](p.t)(p.Home(p.t.Context(), p.actor(person))).Reaches {
		var titles []string
		for _, a := range r.Actions {
			titles = append(titles, a.Title)
		}
		if r.ActionCount > 0 {
			days = append(days, fmt.Sprintf("%s: %d, %s", r.On, r.ActionCount, strings.Join(titles, " and ")))
		}
	}
	return days
}

// TestActionsReachPeopleNext: the rungs of a running action by the ladder, the check by its day, the re-test on the day on which it comes back.
func TestActionsReachPeopleNext(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	north := p.action("Supervise each month", nil)
	p.action("Write a plan", func(f *readiness.AddAction) { f.AreaID = "" })
	expect := func(when, person string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, p.reaching(person)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	expect("long before", p.head)
	rung := func(i int) calendar.Date {
		return calendar.DateOf(north.Run.RungAt(i, north.Terms.Ladder, north.Terms.Calendar))
	}
	top := -1 // the first rung that reaches the area head
	for i, r := range north.Terms.Ladder.Rungs {
		if top < 0 && r.Highest() == readiness.AreaHead {
			top = i
		}
	}
	p.clock(rung(top).AddDays(-1).At(0, 1))
	expect("the day before it climbs", p.head, rung(top).String()+": 1, Supervise each month")
	if got := p.reaching(p.assistant); len(got) == 0 || !strings.Contains(got[0], "Write a plan") || strings.Contains(got[0], "Supervise") {
		t.Errorf("what has no area reaches the assistant director: %v", got)
	}
	expect("of the owner’s own", p.manager)
	expect("of whoever checks, before anything is said done", p.look)
	expect("of a member", p.member)

	e := p.attach(north, p.manager, readiness.Supports, monday)
	claimed, err := p.ask(north, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{e.ID}})
	p.must(err)
	p.goTo(claimed.LookBy.AddDays(-1))
	expect("what waits for whoever checks has reached them", p.look)
	if got := p.reaching(p.assistant); !strings.Contains(strings.Join(got, "\n"), claimed.LookBy.String()+": 1, Supervise each month") {
		t.Errorf("nobody checked, and the assistant director hears next: %v", got)
	}
	second := p.person("quill")
	p.post(second, readiness.QualityAssurance, "")
	expect("quality assurance that was not drawn", second)
	done, err := p.ask(claimed, p.look, readiness.VerifyAction{Accept: "yes"})
	p.must(err)
	p.goTo(done.RetestOn.AddDays(-1))
	expect("the re-test comes back", p.look, done.RetestOn.String()+": 1, Supervise each month")
	expect("the re-test, of quality assurance that was not drawn", second)
}

// TestCalendarOfActions: what an owner and whoever checks find in their calendars, without a word of what it is about.
func TestCalendarOfActions(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	secret := map[string]string{}
	for _, person := range []string{p.manager, p.look, p.assistant} {
		secret[person] = must[string](t)(p.NewFeed(t.Context(), p.asked(p.actor(person))))
	}
	entries := func(person string) (found []string) {
		t.Helper()
		v := p.feed(secret[person])
		text, err := json.Marshal(v)
		p.must(err)
		if strings.Contains(string(text), "Supervise") || strings.Contains(string(text), "manager") {
			t.Errorf("the calendar says %s", text)
		}
		for _, e := range v.Entries {
			if kind, ours := strings.CutPrefix(e.UID, "action-"); ours {
				found = append(found, fmt.Sprint(e.On, " ", e.Title, " ", e.Over, " ", strings.Split(kind, "-")[0]))
			}
		}
		return found
	}
	expect := func(when, person string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, entries(person)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	a := p.action("Supervise each month", nil)
	due := a.Run.Due.String()
	expect("agreed", p.manager, due+" Improvement action due false due")
	expect("agreed", p.look)
	e := p.attach(a, p.manager, readiness.Supports, monday)
	a, err := p.ask(a, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{e.ID}})
	p.must(err)
	expect("said done", p.manager, due+" Improvement action due true due")
	expect("said done", p.look, a.LookBy.String()+" Check of an improvement action due false check")
	a, err = p.ask(a, p.look, readiness.VerifyAction{Accept: "yes"})
	p.must(err)
	comesBack := a.RetestOn.String() + " An improvement action comes back for its re-test false retest"
	expect("shown done", p.manager, due+" Improvement action due true due", comesBack)
	expect("shown done", p.look, comesBack)
	p.clock(a.RetestOn.At(23, 0))
	a, ev, err := a.Lapse(p.now())
	p.must(err)
	p.must(p.RecordAction(t.Context(), a, ev))
	expect("re-tested", p.manager, a.LookBy.String()+" Fresh evidence due for the re-test of an improvement action false retest")
	expect("re-tested", p.look, a.LookBy.String()+" Re-test of an improvement action due false retest")

	p.goTo(a.LookBy.AddDays(-3))
	v := p.feed(secret[p.assistant])
	last := v.Entries[len(v.Entries)-1]
	if last.Title != "An improvement action reaches you, unless somebody acts before" || last.Path != "/actions/"+a.ID || last.On != a.LookBy || last.Changed.IsZero() {
		t.Errorf("the assistant director’s calendar says %+v", last)
	}
}
