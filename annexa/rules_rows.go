package annexa

import (
	"cmp"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// steps are the dates of lists 10 and 11 in the order in which they happen. Stage ends are left to end-before-start.
var steps = map[int][]field{
	10: {careStart, adoptionDecision, placementOrder, matchDate, placedDate, adoptionOrder},
	11: {adopterEnquiry, stage1Start, stage2Start, approved, adopterMatch, adopterPlaced, adopterOrder},
}

var orderRules = []*rule{{
	id: "steps-out-of-order", severity: ask, scope: ScopeRow, lists: []int{10, 11},
	sentence: "{column} lies before {other}, which comes first.",
	fix:      "Check both dates.",
	row: func(r *row) {
		last := noField
		for _, f := range steps[r.t.list.number] {
			if last != noField && before(r.day(f), r.day(last)) {
				r.say(f, last)
			}
			if !r.day(f).IsZero() {
				last = f
			}
		}
	},
}}

// childRules compare the rows of one child.
var childRules = []*rule{
	{
		id: "children-under-one-id", severity: mend, scope: ScopeRows, leaves: true,
		sentence: "{column} differs between rows with this reference, so it may stand for two children; its rows were left out.",
		fix:      "Give each child a reference of its own, or correct the row that is wrong.",
		whole:    childrenUnderOneID,
	},
	{
		id: "two-open", severity: mend, scope: ScopeRows,
		sentence: "the child has more than one open row on this list; the earliest start counts.",
		fix:      "End the one that is over, or delete the one that is wrong.",
		whole: func(u *upload, rule *rule) {
			u.histories(rule, []int{2, 4, 5, 6, 7, 8}, func(rows []*row) {
				first := slices.IndexFunc(rows, open)
				for i := first + 1; first >= 0 && i < len(rows); i++ {
					if open(rows[i]) && began(rows[i]) != began(rows[first]) {
						rows[i].say(startField[rows[i].t.list.number])
					}
				}
			})
		},
	},
	{
		id: "spells-overlap", severity: mend, scope: ScopeRows,
		sentence: "{column} lies inside another row of the same child on this list.",
		fix:      "Correct the dates so that one has ended before the next begins.",
		whole: func(u *upload, rule *rule) {
			u.histories(rule, []int{6, 7, 8}, func(rows []*row) {
				for i := 1; i < len(rows); i++ {
					if overlap(rows[i-1], rows[i]) {
						rows[i].say(startField[rows[i].t.list.number])
					}
				}
			})
		},
	},
	{
		id: "row-repeated", severity: ask, scope: ScopeRows,
		sentence: "the list has another row for this person with the same beginning.",
		fix:      "Delete the row that is a copy.",
		whole: func(u *upload, rule *rule) {
			u.histories(rule, []int{3, 4, 5, 6, 7, 8, 9, 10}, func(rows []*row) {
				for i := 1; i < len(rows); i++ {
					if began(rows[i]) == began(rows[i-1]) {
						rows[i].say(childID)
					}
				}
			})
		},
	},
}

// startField is what begins a row of each list; lists 9 and 10 have one row for each person.
var startField = [...]field{
	2: earlyHelpStart, 3: referralDate, 4: assessmentStart, 5: enquiryStart, 6: needStart, 7: planStart, 8: careStart, 9: noField, 10: noField,
}

// began is the date that begins a row; it is zero on lists with one row for each person.
func began(r *row) calendar.Date { return r.day(startField[r.t.list.number]) }

// histories calls visit with the rows that each child has on a list, by their beginning. Children come in the order of the upload;
// rows whose beginning is unknown are left out.
func (u *upload) histories(rule *rule, numbers []int, visit func(rows []*row)) {
	for _, n := range numbers {
		seen := map[string]bool{}
		u.on(n, rule, func(r *row) {
			id := r.t.id(r.rec)
			if id == "" || seen[id] {
				return
			}
			seen[id] = true
			if rows := u.history(id, n, rule); len(rows) > 1 {
				visit(rows)
			}
		})
	}
}

func (u *upload) history(id string, list int, rule *rule) []*row {
	if len(u.children[id]) < 2 {
		return nil
	}
	rows := u.of(id, list)
	if len(rows) < 2 {
		return nil
	}
	rows = slices.DeleteFunc(rows, func(r *row) bool { return startField[list] != noField && began(r.under(rule)).IsZero() })
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(began(a).Compare(began(b)), cmp.Compare(a.rec.number, b.rec.number))
	})
	return rows
}

// open reports whether what the row tells was still going on when the lists were taken.
func open(r *row) bool {
	switch n := r.t.list.number; n {
	case 5:
		return r.empty(conferenceDate) && r.code(conferenceUnneeded) != yes
	case 2, 4, 6, 7, 8:
		s := spanOf(stretches, n)[0]
		return !r.day(s.start).IsZero() && (r.cell(s.end).state == blank || r.day(s.end).After(r.u.taken))
	}
	return false
}

// overlap reports whether b begins while a is going on. Two open rows are another rule's.
func overlap(a, b *row) bool {
	if open(a) && open(b) || began(a) == began(b) {
		return false
	}
	end := a.day(spanOf(spells, a.t.list.number)[0].end)
	return open(a) || end.After(began(b))
}

// childrenUnderOneID notes every row of a reference under which two dates of birth or two genders stand. Genders that are not
// stated differ from none.
func childrenUnderOneID(u *upload, rule *rule) {
	for _, t := range u.tables {
		for at := range t.records {
			r := &row{u: u, t: t, rec: &t.records[at], rule: rule}
			id := t.id(r.rec)
			if t.list.number == 11 || len(u.children[id]) < 2 {
				continue
			}
			for _, f := range []field{birthDate, gender} {
				if !identity(r, f).IsZero() && u.differs(id, f) {
					r.say(f)
					break
				}
			}
		}
	}
}

// An identityMark is one of the two things that tell children apart.
type identityMark struct {
	born calendar.Date
	sex  string
}

func (m identityMark) IsZero() bool { return m == identityMark{} }

func identity(r *row, f field) identityMark {
	if f == birthDate {
		return identityMark{born: r.day(birthDate)}
	}
	if sex := r.code(gender); sex == male || sex == female {
		return identityMark{sex: sex}
	}
	return identityMark{}
}

func (u *upload) differs(id string, f field) bool {
	var first identityMark
	for _, p := range u.children[id] {
		m := identity(&row{u: u, t: p.t, rec: p.record()}, f)
		switch {
		case m.IsZero():
		case first.IsZero():
			first = m
		case m != first:
			return true
		}
	}
	return false
}
