package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// keepsHomes are who hears first of what is missing at a home.
var keepsHomes = []Role{ImprovementLead, QualityAssurance}

// Remind says on a day who is to hear of the home: whoever keeps the visits when its month ends without one or a report is late, and the assistant director
// as well once the month is over.
func (r HomeRecord) Remind(today calendar.Date, rules HomeRules, c calendar.Calendar) (tell []Telling) {
	r = r.With(today)
	month, before := r.Months[0], r.Months[1]
	if month.State == HomeMonthOpen && c.Count(today, lastOf(month.Month), calendar.Inclusive) <= rules.NoticeDays {
		tell = append(tell, Telling{
			Kind: Reminder, Roles: keepsHomes, Key: "month/" + month.Month.String(),
			Why: "Nobody is to visit the children’s home " + r.Home.Name + " this month. Somebody independent must go by " + lastOf(month.Month).Long() + ".",
		})
	}
	if before.State == HomeMonthMissed {
		tell = append(tell, Telling{
			Kind: Reminder, Roles: append([]Role{AssistantDirector}, keepsHomes...), Key: "missed/" + before.Month.String(),
			Why: "Nobody visited the children’s home " + r.Home.Name + " in " + monthWords(before.Month) + ". The regulations ask for a visit in every month.",
		})
	}
	for _, v := range r.Visits {
		if t, tells := r.remindVisit(v, today); tells {
			tell = append(tell, t)
		}
	}
	return tell
}

// remindVisit says who is to hear of one visit: its report is late, or nobody has said whether it was made.
func (r HomeRecord) remindVisit(v HomeVisit, today calendar.Date) (Telling, bool) {
	t := Telling{Kind: Reminder, Roles: keepsHomes}
	switch v.State(today) {
	case HomeVisitUnsaid:
		t.Key = "made/" + v.ID + "/" + v.On.String()
		t.Why = v.Visitor + " was to visit the children’s home " + r.Home.Name + " on " + v.On.Long() + ". Say whether the visit was made."
		return t, true
	case HomeVisitLate:
		t.Key = "report/" + v.ID
		t.Why = "The report on the visit of " + v.On.Long() + " to the children’s home " + r.Home.Name + " was due on " + v.ReportBy.Long() + ". Ask " + v.Visitor + " for it."
		if MonthOf(today).After(MonthOf(v.ReportBy)) {
			t.Key, t.Roles = t.Key+"/month", append([]Role{AssistantDirector}, keepsHomes...)
		}
		return t, true
	}
	return Telling{}, false
}

func monthWords(month calendar.Date) string { return month.Month().String() + " " + itoa(month.Year()) }
