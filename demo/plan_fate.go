package demo

import "strings"

// A fate is how an action goes, and where it stands in the end.
type fate struct {
	of120 int    // how many of 120 actions have it
	least int    // however small the plan is
	local bool   // it needs an area, with a head
	led   bool   // the improvement lead owns it
	quiet bool   // it leaves no evidence of the last months
	first bool   // see quiet: the one that leaves evidence of long ago
	stall bool   // it is late in the end
	needs bool   // it waits for one that is late
	only  string // the title of the one idea that has it; it answers the finding that a letter names again
	story func(s script)
}

// fates are invented shares: about a third of the plan is shown done.
var fates = []fate{
	{least: 1, only: "Write pathway plans with young people that they would read", story: script.isNamedAgain},
	{of120: 5, least: 2, local: true, stall: true, story: script.reachesHead},
	{of120: 2, least: 1, local: true, stall: true, story: script.reachesAssistant},
	{of120: 2, least: 1, local: true, stall: true, story: script.reachesDirector},
	{of120: 2, least: 1, local: true, led: true, story: script.movesThrice},
	{of120: 3, least: 1, local: true, story: script.getsMoreTime},
	{of120: 2, least: 1, local: true, story: script.goesToAnother},
	{of120: 4, least: 1, story: script.movesTwice},
	{of120: 4, least: 1, stall: true, story: script.isLate},
	{of120: 3, least: 1, story: script.sentBackOnce},
	{of120: 2, least: 1, story: script.sentBackTwice},
	{of120: 4, least: 2, story: script.doesNotLast},
	{of120: 3, least: 1, story: script.isShownAgain},
	{of120: 2, least: 1, story: script.isOpenedAgain},
	{of120: 3, least: 1, story: script.isCarriedForward},
	{of120: 5, least: 2, story: script.waitsForCheck},
	{of120: 2, least: 1, story: script.waitsLongForCheck},
	{of120: 2, least: 1, story: script.waitsForSecondCheck},
	{of120: 3, least: 1, story: script.waitsForRetest},
	{of120: 3, least: 1, story: script.waitsForLastRetest},
	{of120: 9, least: 3, story: script.isShown},
	{of120: 7, least: 2, story: script.lastsSoFar},
	{of120: 8, least: 2, story: script.lasts},
	{of120: 3, least: 1, needs: true, story: script.waitsForAnother},
	{of120: 5, least: 1, story: script.isAtRisk},
	{of120: 8, least: 3, quiet: true, first: true, story: script.lastsLong},
	{of120: 5, least: 2, quiet: true, story: script.isProposed},
	{of120: 3, least: 1, quiet: true, story: script.isDropped},
	{of120: 1, least: 1, quiet: true, story: script.isDeclined},
	{of120: 7, least: 2, quiet: true, story: script.hasNotBegun},
	{of120: 8, least: 2, quiet: true, story: script.isOnTrack},
}

// allotted is a fate and its number among those of the same.
type allotted struct {
	fate
	nth int
}

// fatesFor deals out fates for a plan of so many actions; what is left over is on track.
func fatesFor(actions int) (dealt []allotted) {
	for i, f := range fates {
		n := max(f.least, (f.of120*actions+60)/120)
		if i == len(fates)-1 {
			n = max(0, actions-len(dealt))
		}
		for nth := range n {
			dealt = append(dealt, allotted{f, nth})
		}
	}
	return dealt[:min(len(dealt), actions)]
}

// local reports whether an idea is for an area.
func local(i idea) bool { return strings.Contains(i.title, "%s") }
