package annexa

import "fmt"

// plausibleRules ask about what may be right but seldom is.
var plausibleRules = []*rule{
	{
		id: "adult-in-care", severity: ask, scope: ScopePlausible, lists: []int{8},
		sentence: "the person is 18 or over and still in care.",
		fix:      "End the care on the eighteenth birthday, or correct the date of birth.",
		row:      func(r *row) { adult(r, careStart) },
	},
	{
		id: "adult-in-need", severity: ask, scope: ScopePlausible, lists: []int{6, 7},
		sentence: "the person is 18 or over and the case is open.",
		fix:      "Close the case or hand it to adult services, or correct the date of birth.",
		row:      func(r *row) { adult(r, startField[r.t.list.number]) },
	},
	{
		id: "more-plans-than-conferences", severity: ask, scope: ScopePlausible,
		sentence: "More plans began on list 7 in the last six months than conferences led to one on list 5.",
		fix:      "Check whether conferences are missing from list 5, or plans of other councils were counted.",
		whole:    morePlansThanConferences,
	},
	{
		id: "gender-seldom-recorded", severity: ask, scope: ScopePlausible,
		sentence: "More than 2% of the rows, and at least three, have no gender recorded.",
		fix:      "Check whether the report reads the right field, and have the gaps filled.",
		whole:    genderSeldomRecorded,
	},
}

func adult(r *row, f field) {
	if born := r.day(birthDate); !born.IsZero() && open(r) && yearsAt(born, r.u.taken) >= 18 {
		r.say(f)
	}
}

func morePlansThanConferences(u *upload, rule *rule) {
	if !u.found(5) || !u.found(7) {
		return
	}
	from := u.taken.AddMonths(-6)
	plans, conferences := 0, 0
	var on *table
	u.on(7, rule, func(r *row) {
		on = r.t
		if r.day(planStart).After(from) {
			plans++
		}
	})
	u.on(5, rule, func(r *row) {
		if r.code(conferencePlan) == yes {
			conferences++
		}
	})
	if plans > conferences && on != nil {
		u.notes.onTable(rule, on, on.list.column(planStart).header, fmt.Sprintf("%s began on list 7 in the last six months, but %s on list 5 led to one.",
			counted(plans, "plan"), counted(conferences, "conference")))
	}
}

func genderSeldomRecorded(u *upload, rule *rule) {
	for _, t := range u.tables {
		missing := 0
		for at := range t.records {
			if sex := t.code(&t.records[at], gender); sex == "" || sex == notStated {
				missing++
			}
		}
		if t.has(gender) && missing > 2 && missing*50 > len(t.records) {
			u.notes.onTable(rule, t, t.list.column(gender).header, fmt.Sprintf("%s of %s on list %d have no gender recorded, which is more than 2%%.",
				thousands(missing), counted(len(t.records), "row"), t.list.number))
		}
	}
}
