package readiness

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// OverviewViews answer the pages that show the whole service at once.
type OverviewViews interface {
	// Overview is the whole council in one page, for everybody: those who may see no case get no small number.
	Overview(ctx context.Context, viewer Actor) (OverviewView, error)
}

// OverviewView is the council in figures. None names a case.
type OverviewView struct {
	On      calendar.Date  `json:"on"`
	Total   Figures        `json:"total"`
	Areas   []Figures      `json:"areas"`
	Months  []MonthFigures `json:"months"`  // the end of each of the last 24 months and today, oldest first
	Changes []RuleMark     `json:"changes"` // when thresholds changed in that time
	Climbed []Climbed      `json:"climbed"` // what reached whom, and what will; lowest role first
}

// Climbed counts the reviews that reach one role.
type Climbed struct {
	Role    Role `json:"role"`
	Reached int  `json:"reached"` // in the last 30 days
	Waiting int  `json:"waiting"` // for a decision now
	Ahead   int  `json:"ahead"`   // in the next five working days, unless somebody acts
}

// WithoutSmallNumbers is the overview of somebody who may see no case.
func (v OverviewView) WithoutSmallNumbers(least int) OverviewView {
	v.Areas, v.Total = suppressed(v.Areas, v.Total, least)
	v.Months = smallMonths(v.Months, least)
	v.Climbed = append([]Climbed(nil), v.Climbed...)
	for i := range v.Climbed {
		for _, n := range []*int{&v.Climbed[i].Reached, &v.Climbed[i].Waiting, &v.Climbed[i].Ahead} {
			if *n > 0 && *n < least {
				*n = Hidden
			}
		}
	}
	return v
}
