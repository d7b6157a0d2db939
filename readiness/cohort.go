package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A CohortChild is one child or young person of a focus area, as the last lists say. Nobody but whoever may see the cases of that place sees the
// reference.
type CohortChild struct {
	ID     string        `json:"id"`        // ours: workflows and addresses carry this one
	Ref    string        `json:"child_ref"` // the council's pseudonymous reference
	TeamID string        `json:"team_id,omitempty"`
	AreaID string        `json:"area_id,omitempty"`
	Worker string        `json:"worker,omitempty"`
	Since  calendar.Date `json:"since,omitzero"` // on the list
	Flags  []string      `json:"flags"`          // codes of the red flags that it has
}

// Place is where the child belongs, for permissions.
func (c CohortChild) Place() Place { return placeOfChild(c.AreaID, c.TeamID) }

// Cohort are the children of a focus area by what the lists say, each with the codes of the pack's red flags that it has, in the pack's order.
func Cohort(p FocusPack, rows CohortRows) []CohortChild {
	children := []CohortChild{}
	for _, c := range rows.Children {
		child := c.CohortChild
		child.Flags = []string{}
		for _, f := range p.Flags {
			if f.Has(c, rows.Lists) {
				child.Flags = append(child.Flags, f.Code)
			}
		}
		if p.holds(c, rows) {
			children = append(children, child)
		}
	}
	return children
}

// MemberLists are the lists that say who belongs to a pack's cohort; one of them is enough.
func (p FocusPack) MemberLists() []string {
	switch p.Cohort {
	case CareLeaverCohort:
		return leavers
	case MissingCohort:
		return missing
	case ExploitationCohort:
		return risks
	}
	return []string{FocusList(p.Focus)}
}

// CohortLists are the lists that a pack's cohort and its red flags are made from, those that say who belongs to it first.
func (p FocusPack) CohortLists() []string {
	lists := slices.Clone(p.MemberLists())
	for _, f := range p.Flags {
		rule := cohortRules[f.Rule]
		for _, list := range slices.Concat(rule.lists, rule.also) {
			if !slices.Contains(lists, list) {
				lists = append(lists, list)
			}
		}
	}
	return lists
}

// CohortDay is the newest day of a pack's lists; no date before a list was brought in that says who belongs to it.
func (p FocusPack) CohortDay(lists map[string]CohortList) (none calendar.Date) {
	if newestOf(lists, p.MemberLists()).IsZero() {
		return none
	}
	return newestOf(lists, p.CohortLists())
}

// holds reports whether a child belongs to the focus area. A care leaver whom the newest list has no more belongs to it while a red flag asks why, and so
// does a child whose risk was lowered to none and nobody signed.
func (p FocusPack) holds(c ChildRows, rows CohortRows) bool {
	flagged := func(rule string) bool {
		return slices.ContainsFunc(p.Flags, func(f RedFlag) bool { return f.Rule == rule && f.Has(c, rows.Lists) })
	}
	switch p.Cohort {
	case CareLeaverCohort:
		return c.Leaver != nil || flagged("closed_before_21")
	case MissingCohort:
		return inAYear(c, newestOf(rows.Lists, missing)) > 0
	case ExploitationCohort:
		return atRisk(c) || flagged("lowered_unsigned")
	}
	return slices.Contains(c.Listed, p.Focus)
}
