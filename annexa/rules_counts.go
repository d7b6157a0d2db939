package annexa

import "github.com/sightline-readiness/sightline/internal/calendar"

// countRules compare the counts that a row gives with the earlier rows of the same child. The lists look back six months and the
// counts twelve, so a count may be larger than the rows, never smaller.
var countRules = []*rule{
	countRule("referral-count-low", 3, referralCount, 12, "the earlier referrals of the child on this list", func(*row) bool { return true }),
	countRule("enquiry-count-low", 5, enquiryCount, 12, "the earlier enquiries of the child on this list", func(*row) bool { return true }),
	countRule("conference-count-low", 5, conferenceCount, 12, "the earlier conferences of the child on this list", func(r *row) bool { return r.filled(conferenceDate) }),
	countRule("plan-count-low", 7, earlierPlans, 0, "the earlier plans of the child on this list", func(*row) bool { return true }),
}

// countRule makes the rule for one count; months is how far the count looks back, 0 for ever.
func countRule(id string, list int, count field, months int, what string, counts func(r *row) bool) *rule {
	return &rule{
		id: id, severity: mend, scope: ScopeRows,
		sentence: "{column} is less than " + what + ".",
		fix:      "Correct the count in the report that makes the list.",
		whole: func(u *upload, rule *rule) {
			u.histories(rule, []int{list}, func(rows []*row) {
				for i := 1; i < len(rows); i++ {
					if n, known := rows[i].number(count); known && n < earlier(rows[:i], began(rows[i]), months, counts) {
						rows[i].say(count)
					}
				}
			})
		},
	}
}

func earlier(rows []*row, day calendar.Date, months int, counts func(r *row) bool) (n int) {
	for _, r := range rows {
		recent := months == 0 || began(r).After(day.AddMonths(-months))
		if recent && began(r).Before(day) && counts(r) {
			n++
		}
	}
	return n
}
