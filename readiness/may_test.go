package readiness_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// holder is a person with one role: head of north, or manager of team north-2, where the role has a place.
func holder(role readiness.Role) readiness.Actor {
	h := readiness.Holding{Role: role}
	switch role {
	case readiness.AreaHead:
		h.AreaID = "north"
	case readiness.TeamManager:
		h.AreaID, h.TeamID = "north", "north-2"
	}
	return actor(string(role), h)
}

// The places that tell the reaches apart.
var (
	ownTeam   = readiness.Place{AreaID: "north", TeamID: "north-2"}
	ownArea   = readiness.Place{AreaID: "north", TeamID: "north-1"}
	elsewhere = readiness.Place{AreaID: "south", TeamID: "south-1"}
)

// TestMay prints the whole policy, as it works and not as it is written, and compares it with testdata/may.txt.
func TestMay(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString("Who may do what: everywhere, in the own area, in the own team, or not at all (.).\nWritten by TestMay from the policy table; go test ./readiness -update\n\n")
	fmt.Fprintf(&page, "%-22s", "")
	for _, role := range readiness.Roles {
		fmt.Fprintf(&page, " %-18s", role)
	}
	for _, action := range readiness.Actions {
		fmt.Fprintf(&page, "\n%-22s", action)
		for _, role := range readiness.Roles {
			fmt.Fprintf(&page, " %-18s", reach(t, holder(role), action))
		}
	}
	golden(t, "testdata/may.txt", trimmed(page.String())+"\n")
}

// reach asks May at every place, and checks that menus and refusals agree with it.
func reach(t *testing.T, a readiness.Actor, action readiness.Action) string {
	t.Helper()
	team, area, other := readiness.May(a, action, ownTeam), readiness.May(a, action, ownArea), readiness.May(a, action, elsewhere)
	if any := readiness.May(a, action, readiness.Place{}); any != (team || area || other) {
		t.Errorf("%s, %s: the menu says %t", a.Name, action, any)
	}
	for _, at := range []readiness.Place{ownTeam, ownArea, elsewhere} {
		if err := readiness.MayOrRefuse(a, action, at); (err == nil) != readiness.May(a, action, at) || (err != nil && !readiness.Forbidden.Is(err)) {
			t.Errorf("%s, %s at %v: refusal %v", a.Name, action, at, err)
		}
	}
	switch {
	case team && area && other:
		return "everywhere"
	case team && area:
		return "area"
	case team:
		return "team"
	case area || other:
		t.Errorf("%s may %s, but not in the own team", a.Name, action)
	}
	return "."
}

// trimmed takes the spaces off the ends of lines.
func trimmed(page string) string {
	lines := strings.Split(page, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func TestEveryPermissionHasItsReason(t *testing.T) {
	t.Parallel()
	once := map[string]bool{}
	for _, p := range readiness.Policy {
		key := string(p.Role) + " " + string(p.Action)
		if once[key] {
			t.Errorf("%s stands in the table twice", key)
		}
		once[key] = true
		if !strings.HasSuffix(p.Reason, ".") || p.Role.Title() == "" {
			t.Errorf("%s: the reason %q is no sentence", key, p.Reason)
		}
	}
}

func TestMembersAndAdministratorsSeeNoCase(t *testing.T) {
	t.Parallel()
	for _, role := range []readiness.Role{readiness.ElectedMember, readiness.Administrator} {
		for _, action := range []readiness.Action{
			readiness.SeeCases, readiness.ExportCases, readiness.ImportLists, readiness.ExcludeCases, readiness.DoReview, readiness.PutOff,
			readiness.Pause, readiness.Assign, readiness.SignOff, readiness.DecideEscalation, readiness.LookAgain,
		} {
			if readiness.May(holder(role), action, readiness.Place{}) {
				t.Errorf("the %s may %s", role.Title(), action)
			}
		}
	}
}

func TestDeputyMayWhatTheirPrincipalMay(t *testing.T) {
	t.Parallel()
	for _, action := range readiness.Actions {
		if readiness.May(head, action, ownTeam) && !readiness.May(deputy, action, ownTeam) {
			t.Errorf("the deputy may not %s", action)
		}
	}
	if readiness.May(deputy, readiness.SignOff, readiness.Place{AreaID: "east"}) {
		t.Error("cover for north and one's own south are not the east")
	}
}

func TestRefusalSaysWhetherItIsThePlaceOrTheRole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		by    readiness.Actor
		words string
	}{
		"another area": {other, "another"},
		"another role": {manager, "Your role"},
		"no post":      {actor("nobody"), "You have no post yet"},
	} {
		err := readiness.MayOrRefuse(c.by, readiness.SignOff, ownTeam)
		if err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestCoverageOfTheLine(t *testing.T) {
	t.Parallel()
	if got := readiness.TeamManager.Above(); len(got) != 3 || got[0] != readiness.AreaHead || got[2] != readiness.Director {
		t.Errorf("above a team manager: %v", got)
	}
	if got := readiness.Director.Above(); len(got) != 0 {
		t.Errorf("above the director: %v", got)
	}
	if got := readiness.QualityAssurance.Above(); got != nil {
		t.Errorf("quality assurance is outside the line: %v", got)
	}
	both := actor("both", manager.Holdings[0], deputy.Holdings[0], deputy.Holdings[1])
	if got := strings.Join(both.AreaIDs(), " "); got != "south north" {
		t.Errorf("areas headed: %q", got)
	}
	if got := strings.Join(both.TeamIDs(), " "); got != "north-2" {
		t.Errorf("teams managed: %q", got)
	}
	if both.Holds(readiness.Director) || !both.Holds(readiness.Director, readiness.AreaHead) {
		t.Error("Holds any of the roles")
	}
}
