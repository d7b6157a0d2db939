package annexa

// staleRules ask about visits, reviews and checks that are older than the usual local standard (domain.md 4.2, named at each).
// Standards differ between councils, so these are queries.
var staleRules = []*rule{
	stale("need-visit-old", 6, lastSeen, "20 working days ago", workingDays(20)),                     // T08
	stale("plan-visit-old", 7, planVisit, "10 working days ago", workingDays(10)),                    // T07
	stale("care-visit-old", 8, careVisit, "six weeks ago", days(42)),                                 // T10
	stale("plan-review-old", 7, planReview, "six months ago", months6),                               // T06
	stale("care-review-old", 8, careReview, "six months ago", months6),                               // T11
	stale("health-check-old", 8, healthDate, "a year ago (six months for a child under five)", age5), // T13
	stale("dental-check-old", 8, dentalDate, "a year ago", months12),                                 // no source: own knowledge
	stale("pathway-review-old", 9, pathwayReview, "six months ago", months6),                         // T15
	stale("contact-old", 9, touchDate, "eight weeks ago", days(56)),                                  // T16
	{
		id: "never-seen", severity: ask, scope: ScopePlausible, lists: []int{6, 7, 8},
		sentence: "{column} is blank although the case has been open for more than 20 working days.",
		fix:      "Record the last visit, or arrange one.",
		row: func(r *row) {
			f := seenField[r.t.list.number]
			if r.empty(f) && open(r) && olderThan(r, startField[r.t.list.number], 20) {
				r.say(f)
			}
		},
	},
}

var seenField = [...]field{6: lastSeen, 7: planVisit, 8: careVisit}

// A standard says whether a date is too old for this row.
type standard func(r *row, f field) bool

func stale(id string, list int, f field, limit string, tooOld standard) *rule {
	return &rule{
		id: id, severity: ask, scope: ScopePlausible, lists: []int{list},
		sentence: "{column} is more than " + limit + ".",
		fix:      "Record the latest one, or arrange it; ignore this where a longer time was agreed.",
		row: func(r *row) {
			if !r.day(f).IsZero() && current(r) && tooOld(r, f) {
				r.say(f)
			}
		},
	}
}

// current leaves out closed cases, and list 6 rows whose visits lists 7 and 8 tell.
func current(r *row) bool {
	switch r.t.list.number {
	case 6:
		return open(r) && r.code(caseStatus) == statusNeed
	case 9:
		return true
	}
	return open(r)
}

func workingDays(n int) standard { return func(r *row, f field) bool { return olderThan(r, f, n) } }

func days(n int) standard {
	return func(r *row, f field) bool { return r.u.taken.Sub(r.day(f)) > n }
}

func months6(r *row, f field) bool { return r.day(f).Before(r.u.taken.AddMonths(-6)) }

func months12(r *row, f field) bool { return r.day(f).Before(r.u.taken.AddMonths(-12)) }

func age5(r *row, f field) bool {
	if born := r.day(birthDate); !born.IsZero() && yearsAt(born, r.u.taken) < 5 {
		return months6(r, f)
	}
	return months12(r, f)
}
