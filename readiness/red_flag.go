package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A cohortRule is one of FlagRules: which lists it asks, and its question. It is judged on the newest day of those lists, because what happened since does not
// stand in them.
type cohortRule struct {
	lists []string // it needs at least one of them
	also  []string // and at least one of these, if any are named
	lacks []string // columns of list 9 without which it says nothing
	has   func(c ChildRows, on calendar.Date, threshold int) bool
}

var cohortRules = map[string]cohortRule{
	"no_contact_weeks":         {lists: leavers, lacks: []string{LacksLastContact}, has: noContact},
	"contact_unknown":          {lists: leavers, lacks: []string{LacksLastContact}, has: contactUnknown},
	"plan_older_months":        {lists: leavers, lacks: []string{LacksPlanReview}, has: planOlder},
	"unsuitable_accommodation": {lists: leavers, lacks: []string{LacksAccommodation}, has: unsuitable},
	"not_in_touch":             {lists: leavers, lacks: []string{LacksInTouch}, has: notInTouch},
	"no_adviser":               {lists: leavers, lacks: []string{LacksAdviser}, has: noAdviser},
	"not_in_work":              {lists: leavers, lacks: []string{LacksActivity}, has: notInWork},
	"closed_before_21":         {lists: leavers, has: closedBefore21},

	"missing_episodes":         {lists: missing, has: missingEpisodes},
	"interview_not_offered":    {lists: missing, has: notOffered},
	"interview_not_accepted":   {lists: missing, has: notAccepted},
	"interview_late_hours":     {lists: episodes, has: interviewLate},
	"episodes_without_meeting": {lists: episodes, has: withoutMeeting},
	"open_episode_hours":       {lists: episodes, has: openEpisode},
	"declined_twice":           {lists: episodes, has: declinedTwice},
	"missing_in_90_days":       {lists: episodes, has: missingIn90},

	"missing_and_exploited":      {lists: risks, also: missing, has: missingAndExploited},
	"high_without_strategy_days": {lists: risks, has: highWithoutStrategy},
	"review_older_weeks":         {lists: risks, has: reviewOlder},
	"lowered_unsigned":           {lists: risks, has: loweredUnsigned},
	"no_direct_work_weeks":       {lists: risks, has: noDirectWork},
	"unregistered_placement":     {lists: []string{RiskList, CareList}, has: unregistered},
}

var (
	leavers  = []string{LeaversList}
	missing  = []string{CareList, EpisodesList}
	episodes = []string{EpisodesList}
	risks    = []string{RiskList}
)

// Judged says whether the lists that are there can say which children have the flag; why is a sentence for people when they cannot.
func (f RedFlag) Judged(lists map[string]CohortList) (ok bool, why string) {
	r, known := cohortRules[f.Rule]
	if !known {
		return false, "Nobody here knows the rule of this flag."
	}
	for _, some := range [][]string{r.lists, r.also} {
		if len(some) > 0 && newestOf(lists, some).IsZero() {
			return false, "It cannot be judged before this list is brought in: " + strings.Join(listNames(some), " or ") + "."
		}
	}
	for _, list := range r.lists {
		for _, column := range r.lacks {
			if slices.Contains(lists[list].Lacks, column) {
				return false, "It cannot be judged: the last Annex A has no column for it."
			}
		}
	}
	return true, ""
}

// newestOf is the newest day of some lists; no date when none of them was brought in.
func newestOf(lists map[string]CohortList, codes []string) (on calendar.Date) {
	for _, code := range codes {
		if day := lists[code].On; day.After(on) {
			on = day
		}
	}
	return on
}

func listNames(codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = lowerFirst(ListName(code))
	}
	return names
}

// ListName is what a list is called, but for the lists of references of focus areas, which have the name of theirs.
func ListName(code string) string {
	switch code {
	case LeaversList:
		return "Care leavers (list 9 of the Annex A)"
	case CareList:
		return "Children in care (list 8 of the Annex A)"
	}
	for _, l := range OwnLists {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}

// Has asks the flag's rule of one child's rows as of the lists' days. A flag that cannot be judged is had by nobody.
func (f RedFlag) Has(c ChildRows, lists map[string]CohortList) bool {
	if ok, _ := f.Judged(lists); !ok {
		return false
	}
	r := cohortRules[f.Rule]
	return r.has(c, newestOf(lists, r.lists), f.Threshold)
}
