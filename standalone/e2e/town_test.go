package e2e_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// teams are the teams of the fictional council; those that begin with North belong to the area North.
var teams = []string{"North Locality Team", "North Protection Team", "South Locality Team", "South Care Team"}

// lists are the council's case lists as they stand on a day, by the size it had when it was furnished.
func (e *eyes) lists(on calendar.Date) []byte {
	return annexatest.Workbook(annexatest.Spec{Seed: 7, Children: e.children, Began: e.began, TakenOn: on, Teams: teams})
}

// town is who lives in a house once it is furnished: by role and area, such as "area_head North". Everybody may sign in with the password.
type town map[string]readiness.Actor

const password = "quiet harbour lantern 47"

// furnish does by hand what an administrator and an improvement lead do first: areas, people, the case lists of a day, teams into areas. It
// leaves the sweep.
func (e *eyes) furnish(t *testing.T, children int, on calendar.Date) town {
	t.Helper()
	e.children, e.began = children, on
	ctx := t.Context()
	areas := map[string]string{}
	for _, name := range []string{"North", "South"} {
		areas[name] = got[readiness.Area](t)(e.db.SaveArea(ctx, "", readiness.SaveArea{Name: name}, asked(lead))).ID
	}
	e.bring(t, e.lists(on), on)
	mapping, first := map[string]string{}, map[string]string{}
	for _, team := range got[[]readiness.Team](t)(e.db.Teams(ctx)) {
		area := "South"
		if strings.HasPrefix(team.Name, "North") {
			area = "North"
		}
		mapping[team.ID] = areas[area]
		if slices.Contains(teams, team.Name) {
			first[team.Name] = team.ID
		}
	}
	must(t, e.db.MapTeams(ctx, readiness.MapTeams{Areas: mapping}, asked(lead)))
	who := town{}
	for _, role := range []readiness.Role{readiness.ImprovementLead, readiness.AssistantDirector, readiness.Director, readiness.QualityAssurance} {
		who[string(role)] = e.appoint(t, readiness.AddPost{Role: role}, string(role))
	}
	for area, id := range areas {
		who["area_head "+area] = e.appoint(t, readiness.AddPost{Role: readiness.AreaHead, AreaID: id}, "head "+area)
	}
	for team, id := range first {
		who["team_manager "+team] = e.appoint(t, readiness.AddPost{Role: readiness.TeamManager, TeamID: id}, "manager "+team)
	}
	return who
}

// appoint makes an account with a post from today and a password.
func (e *eyes) appoint(t *testing.T, post readiness.AddPost, name string) readiness.Actor {
	t.Helper()
	ctx := t.Context()
	email := strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@fairshire.example"
	person := got[readiness.Person](t)(e.db.SavePerson(ctx, "", readiness.SavePerson{Name: name, Email: email}, asked(lead)))
	post.From = calendar.DateOf(time.Now())
	_, err := e.db.AddPost(ctx, person.ID, post, asked(lead))
	must(t, err)
	secret := got[string](t)(e.db.NewSignInLink(ctx, person.ID, asked(lead)))
	_, err = e.db.SetPassword(ctx, secret, password)
	must(t, err)
	return got[readiness.Actor](t)(e.db.Actor(ctx, person.ID))
}

// bring hands a workbook in, confirms it and waits until it is applied and the sweep after it is over.
func (e *eyes) bring(t *testing.T, workbook []byte, takenOn calendar.Date) readiness.Import {
	t.Helper()
	ctx := t.Context()
	i := e.handIn(t, workbook, takenOn)
	confirm := asked(lead)
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.ConfirmImport(ctx, i.ID, confirm) })
	must(t, err)
	applied := e.awaitImport(t, i.ID, readiness.ImportApplied)
	must(t, e.temporal.GetWorkflow(ctx, "import/"+i.ID, "").Get(ctx, nil)) // it sweeps at its end
	return applied
}

// handIn hands a workbook in and waits until it has been checked.
func (e *eyes) handIn(t *testing.T, workbook []byte, takenOn calendar.Date) readiness.Import {
	t.Helper()
	upload := readiness.Upload{TakenOn: takenOn, Files: []readiness.UploadFile{{Name: "annex-a.xlsx", Data: workbook}}}
	i := got[readiness.Import](t)(e.db.NewImport(t.Context(), upload, asked(lead)))
	must(t, e.commands.CheckImport(t.Context(), i.ID))
	return e.awaitImport(t, i.ID, readiness.ImportChecked)
}

func (e *eyes) awaitImport(t *testing.T, id string, want readiness.ImportStatus) readiness.Import {
	t.Helper()
	var i readiness.Import
	until(t, soon, "the import is "+string(want), func() (bool, any) {
		var err error
		if i, err = e.db.Import(context.WithoutCancel(t.Context()), id); err != nil {
			return false, err
		}
		return i.Status == want, string(i.Status) + " " + i.Refusal
	})
	return i
}

// sweep looks for long-open cases and waits until every review that it planned has opened.
func (e *eyes) sweep(t *testing.T) readiness.SweepResult {
	t.Helper()
	command := asked(lead)
	result, err := patiently(t, func() (readiness.SweepResult, error) { return e.commands.Sweep(t.Context(), command) })
	must(t, err)
	until(t, soon, "every planned review opens", func() (bool, any) {
		planned := e.count(`select count(*) from reviews where status = 'planned'`)
		return planned == 0, planned
	})
	return result
}

// reviews are the ids of the live reviews of an area, the most urgent first.
func (e *eyes) reviews(t *testing.T, area string) []string {
	t.Helper()
	return e.texts(`select r.id::text from reviews r join areas a on a.id = r.area_id where a.name = $1 and r.status not in ('signed_off', 'overtaken') order by r.due, r.id`, area)
}

// setRules makes a new version of the review rules.
func (e *eyes) setRules(t *testing.T, change func(*readiness.ReviewRules)) {
	t.Helper()
	rules := got[readiness.ReviewRules](t)(e.db.ReviewRules(t.Context()))
	change(&rules)
	command := asked(lead)
	command.Confirmed = 1 << 20 // a rehearsal may open as many as it likes
	_, err := e.db.SetReviewRules(t.Context(), rules, readiness.RuleChange{Reason: "a rehearsal", Running: readiness.RunningTake}, command)
	must(t, err)
}

// setLadder makes a new version of the ladder, with rungs so many minutes after a date was set.
func (e *eyes) setLadder(t *testing.T, rungs ...readiness.Rung) {
	t.Helper()
	ladder := got[readiness.Ladder](t)(e.db.Ladder(t.Context()))
	ladder.Rungs = rungs
	_, err := e.db.SetLadder(t.Context(), ladder, readiness.RuleChange{Reason: "a rehearsal", Running: readiness.RunningTake}, asked(lead))
	must(t, err)
}

// minutes is a rung of a rehearsal.
func minutes(after int, roles ...readiness.Role) readiness.Rung {
	return readiness.Rung{After: after, Unit: readiness.Minutes, Roles: roles}
}
