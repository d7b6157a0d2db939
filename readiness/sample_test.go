package readiness_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

// cohorts draws a cohort of some teams, with red flags here and there and some who rest, and sizes of a sample.
func cohorts(t *rapid.T) ([]readiness.SampleChild, readiness.DrawSample) {
	children := make([]readiness.SampleChild, rapid.IntRange(0, 60).Draw(t, "children"))
	for i := range children {
		children[i] = readiness.SampleChild{
			CohortChild: readiness.CohortChild{ID: fmt.Sprintf("c%02d", i), TeamID: rapid.SampledFrom([]string{"a", "b", "c", "d", "e", ""}).Draw(t, "team")},
			Rests:       rapid.IntRange(0, 4).Draw(t, "rests") == 0,
		}
		if rapid.IntRange(0, 2).Draw(t, "risk") == 0 {
			children[i].Flags = []string{"no_contact"}
		}
	}
	return children, readiness.DrawSample{Deep: rapid.IntRange(1, 12).Draw(t, "deep"), Dip: rapid.IntRange(0, 30).Draw(t, "dip"), Risk: rapid.IntRange(0, 100).Draw(t, "risk of 100")}
}

func TestDrawIsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		children, plan := cohorts(t)
		seed := rapid.StringN(1, 20, -1).Draw(t, "seed")
		first := readiness.Draw(seed, children, plan)
		slices.Reverse(children)
		if again := readiness.Draw(seed, children, plan); !slices.Equal(first, again) {
			t.Fatalf("%v the first time, %v the second", first, again)
		}
	})
}

func TestDrawKeepsWhatItPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		children, plan := cohorts(t)
		left := map[string]readiness.SampleChild{}
		for _, c := range children {
			if !c.Rests {
				left[c.ID] = c
			}
		}
		drawn := readiness.Draw("seed", children, plan)
		for _, part := range []struct {
			kind string
			size int
		}{{readiness.DeepAudit, plan.Deep}, {readiness.DipLook, plan.Dip}} {
			checkPart(t, left, drawn, part.kind, min(part.size, len(left)), plan.Risk)
		}
		for i, d := range drawn {
			if d.Place != i+1 {
				t.Fatalf("place %d stands at %d", d.Place, i)
			}
		}
	})
}

// checkPart checks one part of a draw among those who are left, and takes its children out of them.
func checkPart(t *rapid.T, left map[string]readiness.SampleChild, drawn []readiness.Drawn, kind string, size, risk int) {
	teams, riskyTeams, risky := map[string]bool{}, map[string]bool{}, 0
	for _, c := range left {
		teams[c.TeamID] = true
		if c.Risky() {
			riskyTeams[c.TeamID] = true
			risky++
		}
	}
	got, gotTeams, gotRisky := 0, map[string]bool{}, 0
	for _, d := range drawn {
		if d.Kind != kind {
			continue
		}
		c, there := left[d.ChildID]
		if !there {
			t.Fatalf("%s was drawn twice, rests, or was never there", d.ChildID)
		}
		delete(left, d.ChildID)
		got++
		gotTeams[c.TeamID] = true
		if c.Risky() {
			gotRisky++
		}
	}
	if got != size {
		t.Fatalf("%d drawn, not %d", got, size)
	}
	want := min(risky, (size*risk+99)/100)
	if size >= len(teams) {
		if len(gotTeams) != len(teams) {
			t.Fatalf("teams %v of %v", gotTeams, teams)
		}
		want = min(want, size-(len(teams)-len(riskyTeams)))
	}
	if gotRisky < want {
		t.Fatalf("%d with red flags, not %d", gotRisky, want)
	}
}

func aSample() readiness.Sample {
	s := readiness.Sample{Seed: "SEED", DrawSample: readiness.DrawSample{Deep: 3, Dip: 2, Risk: 50}}
	for i := range 9 {
		c := readiness.SampleChild{CohortChild: readiness.CohortChild{ID: fmt.Sprintf("c%d", i), TeamID: "team" + fmt.Sprint(i%3)}, Rests: i == 8}
		if i%2 == 0 {
			c.Flags = []string{"missing"}
		}
		s.Among = append(s.Among, c)
	}
	s.Drawn = readiness.Draw(s.Seed, s.Among, s.DrawSample)
	return s
}

func TestWhoComesInForAChildIsOfTheSameTeamWhileThereIsOne(t *testing.T) {
	t.Parallel()
	s := aSample()
	for n := range 5 {
		out := s.Now("")[0]
		leaves, _ := s.Child(out.ChildID)
		comes, err := s.Comes(out.ChildID)
		if n >= 3 { // eight could be drawn, and five were
			if err == nil || err.Error() != "Every child that could be drawn is in the sample already, so no other can take this place." {
				t.Fatalf("%v comes, %v", comes, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sameTeam := slices.ContainsFunc(s.Among, func(c readiness.SampleChild) bool {
			drawn := slices.ContainsFunc(s.Drawn, func(d readiness.Drawn) bool { return d.ChildID == c.ID })
			return c.TeamID == leaves.TeamID && !c.Rests && !drawn
		})
		if sameTeam && comes.TeamID != leaves.TeamID || comes.Rests {
			t.Errorf("%v comes for %v", comes, leaves)
		}
		for i, d := range s.Drawn {
			if d.ChildID == out.ChildID {
				s.Drawn[i].Why = "closed"
			}
		}
		s.Drawn = append(s.Drawn, readiness.Drawn{Place: out.Place, Kind: out.Kind, ChildID: comes.ID})
		if _, err := s.Comes(out.ChildID); err == nil || err.Error() != "This child is not in the sample any more." {
			t.Errorf("replaced twice: %v", err)
		}
	}
	t.Error("there was always another child")
}

func TestMaySample(t *testing.T) {
	t.Parallel()
	for _, who := range []readiness.Actor{qa, lead, head} {
		if err := readiness.MaySample(who); err != nil {
			t.Errorf("%s: %v", who.PersonID, err)
		}
	}
	if err := readiness.MaySample(manager); err == nil {
		t.Error("a team manager draws the sample")
	}
	for status, want := range map[readiness.VisitStatus]bool{readiness.VisitPreparing: true, readiness.VisitAwaiting: true, readiness.VisitClosed: false, readiness.VisitCancelled: false} {
		of := readiness.FocusOf{Visit: readiness.VisitRow{Status: status}}
		if err := of.MaySample(lead); (err == nil) != want {
			t.Errorf("%s: %v", status, err)
		}
		if err := of.MaySample(manager); !readiness.Forbidden.Is(err) {
			t.Errorf("a team manager, %s: %v", status, err)
		}
	}
}
