package annexa

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// lacking are the columns of list 9 without which red flags cannot be judged.
var lacking = []struct {
	field field
	code  string
}{
	{adviser, readiness.LacksAdviser},
	{pathwayReview, readiness.LacksPlanReview},
	{inTouch, readiness.LacksInTouch},
	{touchDate, readiness.LacksLastContact},
	{accommodation, readiness.LacksAccommodation},
	{activity, readiness.LacksActivity},
}

// cohorts adds what a child's rows on lists 8 and 9 say to those whom focus areas are about. No name of the child and no date of birth is among it.
func (u *upload) cohorts(id string, e *readiness.Extract) {
	if rows := u.usableRows(id, 9); len(rows) > 0 {
		e.CareLeavers = append(e.CareLeavers, leaverOf(id, rows[0]))
	}
	for _, r := range u.usableRows(id, 8) {
		if open(r) {
			e.Missing = append(e.Missing, missingOf(id, r))
			return
		}
	}
}

// lacks are the columns that no sheet of list 9 has.
func (u *upload) lacks() (all []string) {
	for _, l := range lacking {
		has := func(t *table) bool { return t.list.number == 9 && t.has(l.field) }
		if !slices.ContainsFunc(u.tables, has) {
			all = append(all, l.code)
		}
	}
	return all
}

func leaverOf(id string, r *row) readiness.CareLeaverRow {
	return readiness.CareLeaverRow{
		ChildRef: id, Age: r.age(), Team: r.code(team), Worker: r.code(worker), Adviser: r.code(adviser), Eligibility: r.code(eligibility),
		PlanReview: r.past(pathwayReview), InTouch: r.code(inTouch), LastContact: r.past(touchDate),
		Accommodation: r.code(accommodation), Suitability: r.code(suitability), Activity: r.code(activity),
	}
}

func missingOf(id string, r *row) readiness.MissingRow {
	m := readiness.MissingRow{
		ChildRef: id, Age: r.age(), Team: r.code(team), Worker: r.code(worker), Offered: r.asked(interviewOffered), Accepted: r.asked(interviewAccepted),
		Placement: r.code(placementType), Provider: r.code(placementBy),
	}
	m.Episodes, _ = r.number(missingCount)
	m.Absences, _ = r.number(absentCount)
	m.Episodes, m.Absences = max(0, m.Episodes), max(0, m.Absences)
	switch kind := m.Placement; {
	case r.code(urn) != "":
		m.Registered = yes
	case (kind == "K1" || kind == "K2") && r.empty(urn):
		m.Registered = no
	}
	return m
}

// asked is a code, or that the upload has no such column.
func (r *row) asked(f field) string {
	if !r.has(f) {
		return readiness.NotAsked
	}
	return r.code(f)
}

// past is a day that is not after the day of the lists: a later one is a slip of the keyboard.
func (r *row) past(f field) (day calendar.Date) {
	if d := r.day(f); !d.After(r.u.taken) {
		return d
	}
	return day
}

// age is in years on the day of the lists, as the list gives it or by the date of birth; 0 when it gives neither.
func (r *row) age() int {
	if years, ok := r.number(ageYears); ok {
		return max(0, years)
	}
	if born := r.day(birthDate); !born.IsZero() && !born.After(r.u.taken) {
		return yearsAt(born, r.u.taken)
	}
	return 0
}
