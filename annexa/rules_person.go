package annexa

import "github.com/sightline-readiness/sightline/internal/calendar"

// withChild are the lists whose rows are about a child.
var withChild = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}

// personRules look at who one row is about.
var personRules = []*rule{
	{
		id: "unborn-with-gender", severity: ask, scope: ScopeRow, lists: withChild,
		sentence: "{column} is given for a child without a date of birth or age, who may be unborn.",
		fix:      "Give the date of birth, or leave the gender as not stated until the child is born.",
		row: func(r *row) {
			sex := r.code(gender)
			if years, known := r.number(ageYears); (sex == male || sex == female) && r.empty(birthDate) && (!known || years < 0) {
				r.say(gender)
			}
		},
	},
	{
		id: "birth-date-missing", severity: mend, scope: ScopeRow, lists: withChild,
		sentence: "{column} is blank although an age is given.",
		fix:      "Add the date of birth in the case system.",
		row: func(r *row) {
			if years, known := r.number(ageYears); known && years >= 0 && r.empty(birthDate) {
				r.say(birthDate)
			}
		},
	},
	{
		id: "age-disagrees", severity: mend, scope: ScopeRow, lists: withChild,
		sentence: "{column} is more than a year away from what the date of birth gives.",
		fix:      "Correct the date of birth or the age in the report that makes the list.",
		row:      func(r *row) { ageAway(r, 2, 200) },
	},
	{
		id: "age-off-by-one", severity: ask, scope: ScopeRow, lists: withChild,
		sentence: "{column} is a year away from what the date of birth gives for the day the lists were taken.",
		fix:      "Check the day given for this upload, or whether the age is that at the event.",
		row:      func(r *row) { ageAway(r, 1, 1) },
	},
}

// ageAway notes an age that differs from the date of birth by a number of years between the bounds.
func ageAway(r *row, from, to int) {
	born := r.day(birthDate)
	years, known := r.number(ageYears)
	if !known || born.IsZero() || born.After(r.u.taken) {
		return
	}
	if away := max(years-yearsAt(born, r.u.taken), yearsAt(born, r.u.taken)-years); away >= from && away <= to {
		r.say(ageYears)
	}
}

// yearsAt is a person's age in whole years; somebody born on 29 February is a year older on 28 February of a common year.
func yearsAt(born, at calendar.Date) int { return calendar.MonthsBetween(born, at) / 12 }
