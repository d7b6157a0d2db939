package demo

import (
	"fmt"

	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A County says what council to imagine.
type County struct {
	Seed           uint64
	Council        string
	Areas          []string
	TeamsPerArea   int
	WorkersPerTeam int
	Children       int  // children known when the history begins, roughly; about four in five of them are open cases in the end
	Referrals      int  // a month
	SecondLook     int  // of 100 signed-off reviews, how many quality assurance looks at again
	Months         int  // how long Sightline has looked at cases
	Actions        int  // in the improvement plan, which is two years old
	Refresh        bool // whether a quarterly refresh lies between last year's self-assessment and this year's
}

// Fairshire is a county of real size: about 2,600 open cases, 530 children in care, 230 on plans, 500 referrals a month, 200 social workers in 40
// teams (the averages of domain.md, fact 6).
func Fairshire() County {
	return County{
		Seed: 2027, Council: "Fairshire County Council (fictional)", Areas: []string{"North", "South", "East", "West", "Coast"},
		TeamsPerArea: 8, WorkersPerTeam: 5, Children: 3300, Referrals: 500, SecondLook: 10, Months: 8, Actions: 120, Refresh: true,
	}
}

// Hamlet is a county for tests: two areas, a hundred cases and a few months.
func Hamlet() County {
	return County{
		Seed: 7, Council: "Hamlet Council (fictional)", Areas: []string{"North", "South"}, TeamsPerArea: 3, WorkersPerTeam: 3, Children: 420, Referrals: 20, SecondLook: 60, Months: 4, Actions: 45,
	}
}

// kinds name the teams of an area in turn.
var kinds = []string{"Locality team 1", "Locality team 2", "Locality team 3", "Protection and court team", "Children in care team 1", "Children in care team 2", "Disabled children’s team", "Family support team"}

func (c County) teams() (names []string) {
	for _, area := range c.Areas {
		for i := range c.TeamsPerArea {
			names = append(names, area+" "+kinds[i%len(kinds)])
		}
	}
	return names
}

// area is the area of a team, by the team's name.
func (c County) area(team string) string {
	for _, area := range c.Areas {
		if len(team) > len(area) && team[:len(area)] == area {
			return area
		}
	}
	return ""
}

// Workbook is the council's Annex A as it stands on a day. Every workbook but the first has a few faults, as real ones do.
func (c County) Workbook(began, taken calendar.Date) []byte {
	spec := annexatest.Spec{
		Seed: c.Seed, Children: c.Children, Began: began, TakenOn: taken, Teams: c.teams(), Referrals: c.Referrals, WorkersPerTeam: c.WorkersPerTeam,
		ReturnPer100: 20, PlanPer100: 27, CarePer100: 24, MovePer100: 10, GapsPer100: 20,
	}
	if taken.After(began) {
		spec.Faults, spec.Slips = []string{"code-reworded", "date-from-text", "column-order", "required-blank"}, c.Children/60
	}
	return annexatest.Workbook(spec)
}

// Newest is the workbook of today, which somebody has still to hand in, for a history that began on a day.
func (c County) Newest(began, today calendar.Date) []byte {
	return c.Workbook(began.AddDays(-1), today)
}

// began is the day on which a county that has been in use for its months began.
func (c County) began(today calendar.Date) calendar.Date {
	return calendar.England().Next(today.AddMonths(-c.Months))
}

// founded is the day on which its improvement plan began.
func (c County) founded(today calendar.Date) calendar.Date {
	return calendar.England().Next(today.AddMonths(-planMonths))
}

func workbookName(taken calendar.Date) string { return fmt.Sprintf("annex-a-%s.xlsx", taken) }
