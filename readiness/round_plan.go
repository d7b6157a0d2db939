package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Round plans one date of a round: every open case that it looks at, without a live review, gets one, oldest first, due dates staggered as the
// sweep's. Asked again on the same day, once its openings stand in the ledger, it plans nothing; and a case whose review was signed off meanwhile rests.
func (p ReviewRules) Round(r Round, today calendar.Date, cases []SweepCase, load Load, c calendar.Calendar) SweepPlan {
	var plan SweepPlan
	var due []candidate
	for _, sc := range cases {
		basis, ok := p.Basis(sc.Case, today)
		if ok && sc.Closed.IsZero() && r.wants(sc, basis, today) && plan.free(sc) {
			due = append(due, candidate{sc, basis})
		}
	}
	slices.SortFunc(due, compareCandidates)
	slots := newSlots(p, today, load, c)
	for _, d := range due {
		plan.Openings = append(plan.Openings, slots.queue(Opening{
			CaseID: d.ID, AreaID: d.AreaID, TeamID: d.TeamID, Basis: d.basis, Repeat: !d.LastDone.IsZero(), Round: r.ID, RoundName: r.Name,
		}))
	}
	return plan
}

// wants reports whether a round looks at a case, whatever keeps it from having a review.
func (r Round) wants(sc SweepCase, b Basis, today calendar.Date) bool {
	return (len(r.Areas) == 0 || slices.Contains(r.Areas, sc.AreaID)) && (len(r.Types) == 0 || slices.Contains(r.Types, b.Type)) &&
		b.Months(today) >= r.Months && (sc.LastDone.IsZero() || !sc.LastDone.AddMonths(r.Rest).After(today))
}

// A RoundTry is what a round would open today.
type RoundTry struct {
	Opens    int            `json:"opens"`
	Areas    []RoundTryArea `json:"areas"`    // those in which it opens any, by name
	Excluded int            `json:"excluded"` // cases that it would look at, kept out of the reviews
	Unmapped int            `json:"unmapped"` // cases that it would look at, whose team belongs to no area
	Many     int            `json:"many"`     // with more than so many the number must be confirmed
}

// RoundTryArea is one area's part.
type RoundTryArea struct {
	Name  string `json:"name"`
	Opens int    `json:"opens"`
}

// TryRound says what a round would open on the day of the prospect.
func (p Prospect) TryRound(r Round) RoundTry {
	plan := p.Rules.Round(r, p.On, p.Cases, p.Load, p.Calendar)
	try := RoundTry{Opens: len(plan.Openings), Areas: []RoundTryArea{}, Excluded: plan.Excluded, Unmapped: plan.Unmapped, Many: p.Rules.Many(len(p.Areas))}
	for _, area := range p.Areas {
		n := 0
		for _, o := range plan.Openings {
			if o.AreaID == area.ID {
				n++
			}
		}
		if n > 0 {
			try.Areas = append(try.Areas, RoundTryArea{area.Name, n})
		}
	}
	slices.SortFunc(try.Areas, func(a, b RoundTryArea) int { return strings.Compare(a.Name, b.Name) })
	return try
}
