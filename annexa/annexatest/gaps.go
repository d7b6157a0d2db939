package annexatest

import (
	"math/rand/v2"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// season is how many days a gap of one child lasts; seasons of different children begin on different days, so that some come and some go every month.
const season = 180

// gaps are what the rows of young people on list 9 show when a red flag asks about them; since is the first day of the season.
var gaps = []func(v values, r *rand.Rand, since calendar.Date){
	func(v values, r *rand.Rand, since calendar.Date) {
		v["Latest Date of Contact"] = since.AddDays(-between(r, 20, 70))
	},
	func(v values, r *rand.Rand, since calendar.Date) {
		v["Latest Date of Contact"] = since.AddDays(-between(r, 20, 70))
	},
	func(v values, _ *rand.Rand, _ calendar.Date) { v["Latest Date of Contact"] = nil },
	func(v values, r *rand.Rand, since calendar.Date) {
		v["Latest Pathway Plan Review Date"] = since.AddDays(-between(r, 120, 240))
	},
	func(v values, r *rand.Rand, since calendar.Date) {
		v["Latest Pathway Plan Review Date"] = since.AddDays(-between(r, 120, 240))
	},
	func(v values, r *rand.Rand, _ calendar.Date) {
		v["Type of Accommodation"], v["Suitability of Accommodation"] = pick(r, []string{"S", "V", "W", "X"}), "b) Unsuitable"
	},
	func(v values, r *rand.Rand, since calendar.Date) {
		v["LA in Touch"], v["Latest Date of Contact"] = "b) No", since.AddDays(-between(r, 40, 120))
	},
	func(v values, _ *rand.Rand, _ calendar.Date) { v["Allocated Personal Advisor"] = nil },
	func(v values, r *rand.Rand, _ calendar.Date) {
		v["Activity Status"] = pick(r, []string{"G4", "G5", "G6"})
	},
	func(v values, r *rand.Rand, _ calendar.Date) {
		v["Activity Status"] = pick(r, []string{"G4", "G5", "G5"})
	},
}

// seasonOf is the season of one child on the day of the lists, with chances that are the same throughout it.
func (g *generator) seasonOf(i int) (*rand.Rand, calendar.Date) {
	shift := i * 37 % season
	day := g.spec.TakenOn.Sub(calendar.On(2000, 1, 1)) + shift
	n := day / season
	return rand.New(rand.NewPCG(g.spec.Seed+7, uint64(i)<<20|uint64(n))), g.spec.TakenOn.AddDays(-(day - n*season))
}

// leaverGap lets a row of list 9 show what a red flag asks about. false says that the young person is closed by mistake, and not on the list at all.
func (g *generator) leaverGap(v values, i int) bool {
	if g.spec.GapsPer100 == 0 {
		return true
	}
	r, since := g.seasonOf(i)
	if r.IntN(100) >= g.spec.GapsPer100 {
		return true
	}
	n := r.IntN(len(gaps) + 1)
	if n == len(gaps) {
		return false
	}
	gaps[n](v, r, since)
	return true
}

// careGap lets children in care go missing for a season, and not anew by the day on which the lists are taken.
func (g *generator) careGap(v values, i int) {
	if g.spec.GapsPer100 == 0 {
		return
	}
	const (
		times    = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"
		offered  = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
		accepted = "Did the child accept a Return Interview after their last missing episode (Y/N)?"
	)
	r, _ := g.seasonOf(i)
	if v["URN of Placement"] != nil && r.IntN(16) == 0 {
		v["URN of Placement"] = nil
	}
	v[times], v[offered], v[accepted] = max(0, r.IntN(30)-26), nil, nil
	if v[times] == 0 {
		return
	}
	switch share := r.IntN(10); {
	case share < 3:
		v[offered] = "b) No"
	case share < 6:
		v[offered], v[accepted] = "a) Yes", "b) No"
	default:
		v[offered], v[accepted] = "a) Yes", "a) Yes"
	}
}
