package readiness

import (
	"cmp"
	"slices"
)

// Draw draws a sample: the deep audits first, the dip sample among the others. It is the same for the same seed, children and sizes, in whichever order the
// children come. Every team is in each of the two where its size allows; as many children have a red flag as Risk wants, while there are so many and no
// team falls out for it; and nobody is drawn who rests.
func Draw(seed string, children []SampleChild, plan DrawSample) []Drawn {
	drawn := []Drawn{}
	left := inDrawOrder(seed, children)
	for _, part := range []struct {
		kind string
		size int
	}{{DeepAudit, plan.Deep}, {DipLook, plan.Dip}} {
		for _, c := range drawSome(left, part.size, plan.Risk) {
			drawn = append(drawn, Drawn{Place: len(drawn) + 1, Kind: part.kind, ChildID: c.ID})
			left = slices.DeleteFunc(left, func(o SampleChild) bool { return o.ID == c.ID })
		}
	}
	return drawn
}

// inDrawOrder are the children who can be drawn, in the order of a seed, each once.
func inDrawOrder(seed string, children []SampleChild) []SampleChild {
	by, ids := map[string]SampleChild{}, []string{}
	for _, c := range children {
		if _, twice := by[c.ID]; !twice && !c.Rests {
			by[c.ID], ids = c, append(ids, c.ID)
		}
	}
	ordered := make([]SampleChild, len(ids))
	for i, id := range DipOrder(seed, ids) {
		ordered[i] = by[id]
	}
	return ordered
}

// drawSome takes size children of an order: the share with red flags, then the teams that are not in yet, then whoever comes next. Each of the three goes
// round the teams.
func drawSome(ordered []SampleChild, size, risk int) []SampleChild {
	size = min(size, len(ordered))
	around := aroundTeams(ordered)
	risky := aroundTeams(slices.DeleteFunc(slices.Clone(ordered), func(c SampleChild) bool { return !c.Risky() }))
	risky = risky[:min(len(risky), share(size, risk), seats(around, risky, size))]
	drawn := slices.Clone(risky)
	in := func(c SampleChild) bool {
		return slices.ContainsFunc(drawn, func(d SampleChild) bool { return d.ID == c.ID })
	}
	seen := map[string]bool{}
	for _, c := range drawn {
		seen[c.TeamID] = true
	}
	for _, c := range around {
		if !seen[c.TeamID] && len(drawn) < size {
			drawn, seen[c.TeamID] = append(drawn, c), true
		}
	}
	for _, c := range around {
		if !in(c) && len(drawn) < size {
			drawn = append(drawn, c)
		}
	}
	return drawn
}

// share is how many of size are so many of 100, rounded up.
func share(size, of100 int) int { return (size*of100 + 99) / 100 }

// seats is how many places children with red flags may take so that the teams that have none still get one each; all, where the teams are too many anyway.
func seats(all, risky []SampleChild, size int) int {
	teams, withRisk := teamsOf(all), teamsOf(risky)
	if size < teams {
		return size
	}
	return size - (teams - withRisk)
}

func teamsOf(children []SampleChild) int {
	teams := map[string]bool{}
	for _, c := range children {
		teams[c.TeamID] = true
	}
	return len(teams)
}

// aroundTeams puts an order into rounds: the first of each team, then the second of each, and so on.
func aroundTeams(ordered []SampleChild) []SampleChild {
	round, times := map[string]int{}, map[string]int{}
	for _, c := range ordered {
		round[c.ID] = times[c.TeamID]
		times[c.TeamID]++
	}
	around := slices.Clone(ordered)
	slices.SortStableFunc(around, func(a, b SampleChild) int { return cmp.Compare(round[a.ID], round[b.ID]) })
	return around
}
