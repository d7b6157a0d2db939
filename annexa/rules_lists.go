package annexa

import (
	"slices"
)

// listRules compare two lists. Each is applied only when both are in the upload.
var listRules = []*rule{
	{
		id: "plan-not-on-list-6", severity: mend, scope: ScopeLists,
		sentence: "the child has a child protection plan but is not on list 6 (children in need).",
		fix:      "Check why the report for list 6 leaves the child out.",
		whole:    func(u *upload, rule *rule) { u.absent(rule, 7, 6) },
	},
	{
		id: "care-not-on-list-6", severity: mend, scope: ScopeLists,
		sentence: "the child is on list 8 (children in care) but not on list 6 (children in need).",
		fix:      "Check why the report for list 6 leaves the child out.",
		whole:    func(u *upload, rule *rule) { u.absent(rule, 8, 6) },
	},
	{
		id: "status-without-plan", severity: mend, scope: ScopeLists,
		sentence: "{column} says child protection plan, but the child has no open plan on list 7.",
		fix:      "Correct the status, or check why the report for list 7 leaves the plan out.",
		whole:    func(u *upload, rule *rule) { u.statusAlone(rule, statusPlan, 7) },
	},
	{
		id: "status-without-care", severity: mend, scope: ScopeLists,
		sentence: "{column} says looked after, but the child is not in care on list 8.",
		fix:      "Correct the status, or check why the report for list 8 leaves the child out.",
		whole:    func(u *upload, rule *rule) { u.statusAlone(rule, statusCare, 8) },
	},
	{
		id: "need-plan-beside-protection-plan", severity: mend, scope: ScopeLists,
		sentence: "{column} says child in need plan, but a child protection plan is open on list 7.",
		fix:      "End the one that is over: a child has one of the two at a time.",
		whole:    func(u *upload, rule *rule) { u.statusBeside(rule, 7, statusNeed) },
	},
	{
		id: "plan-status-differs", severity: mend, scope: ScopeLists,
		sentence: "{column} is neither child protection plan nor looked after, but a child protection plan is open on list 7.",
		fix:      "Correct the status on list 6, or end the plan on list 7.",
		whole: func(u *upload, rule *rule) {
			u.statusBeside(rule, 7, "Open assessment", statusClosed)
		},
	},
	{
		id: "care-status-differs", severity: mend, scope: ScopeLists,
		sentence: "{column} is not looked after, but the child is in care on list 8.",
		fix:      "Correct the status on list 6, or end the care on list 8.",
		whole: func(u *upload, rule *rule) {
			u.statusBeside(rule, 8, statusPlan, statusNeed, "Open assessment", statusClosed)
		},
	},
	{
		id: "conference-plan-not-on-list-7", severity: mend, scope: ScopeLists,
		sentence: "{column} says yes, but the child is not on list 7 (child protection).",
		fix:      "Correct the outcome, or check why the report for list 7 leaves the plan out.",
		whole: func(u *upload, rule *rule) {
			u.beside(rule, 5, 7, func(r *row, plans []*row) {
				if r.code(conferencePlan) == yes && len(plans) == 0 {
					r.say(conferencePlan)
				}
			})
		},
	},
	{
		id: "plan-start-not-conference", severity: ask, scope: ScopeLists,
		sentence: "{column} is not the start of the child's plan on list 7.",
		fix:      "Check both dates: a plan begins on the day of the conference.",
		whole: func(u *upload, rule *rule) {
			u.beside(rule, 5, 7, func(r *row, plans []*row) {
				day := r.day(conferenceDate)
				if r.code(conferencePlan) == yes && !day.IsZero() && len(plans) > 0 &&
					!slices.ContainsFunc(plans, func(p *row) bool { return p.day(planStart) == day }) {
					r.say(conferenceDate)
				}
			})
		},
	},
	{
		id: "care-leaver-not-on-list-9", severity: ask, scope: ScopeLists,
		sentence: "the child left care at 16 or over after at least 13 weeks since the age of 14, and is not on list 9 (leaving care).",
		fix:      "Check whether the young person is entitled to support as a care leaver.",
		whole: func(u *upload, rule *rule) {
			u.beside(rule, 8, 9, func(r *row, leavers []*row) {
				if len(leavers) == 0 && leavesAsCareLeaver(r) {
					r.say(careEnd)
				}
			})
		},
	},
	{
		id: "adoption-not-in-care", severity: ask, scope: ScopeLists,
		sentence: "the child is on list 10 (adoption) but not on list 8 (children in care).",
		fix:      "Check the child: list 8 has those who were in care in the last six months, list 10 looks back twelve.",
		whole:    func(u *upload, rule *rule) { u.absent(rule, 10, 8) },
	},
	{
		id: "adopter-family-not-on-list-10", severity: mend, scope: ScopeLists,
		sentence: "the adopter is matched with a child, but {column} leads to no child on list 10.",
		fix:      "Give the family the same identifier on both lists.",
		whole:    adopterFamilies,
	},
}

// beside calls visit for every row of one list with the same child's rows on another, when both lists are there.
func (u *upload) beside(rule *rule, list, other int, visit func(r *row, others []*row)) {
	if !u.found(other) {
		return
	}
	u.on(list, rule, func(r *row) {
		if id := r.t.id(r.rec); id != "" {
			visit(r, u.of(id, other))
		}
	})
}

func (u *upload) absent(rule *rule, list, other int) {
	u.beside(rule, list, other, func(r *row, others []*row) {
		if len(others) == 0 {
			r.say(childID)
		}
	})
}

// statusAlone notes list 6 rows with a status that no open row of another list bears out.
func (u *upload) statusAlone(rule *rule, status string, other int) {
	u.beside(rule, 6, other, func(r *row, others []*row) {
		if r.code(caseStatus) == status && !slices.ContainsFunc(others, open) {
			r.say(caseStatus)
		}
	})
}

// statusBeside notes the newest list 6 row of a child who has an open row on another list, when its status is one of those given.
func (u *upload) statusBeside(rule *rule, other int, statuses ...string) {
	u.beside(rule, 6, other, func(r *row, others []*row) {
		if slices.Contains(statuses, r.code(caseStatus)) && slices.ContainsFunc(others, open) && u.newest(r) {
			r.say(caseStatus)
		}
	})
}

func (u *upload) newest(r *row) bool {
	for _, other := range u.of(r.t.id(r.rec), r.t.list.number) {
		if began(other).After(began(r)) {
			return false
		}
	}
	return true
}

// notLeavers are endings of care after which nobody is a care leaver: adopted, died, another council, found to be an adult.
var notLeavers = []string{"E11", "E12", died, "E3", "E15"}

func leavesAsCareLeaver(r *row) bool {
	born, start, end := r.day(birthDate), r.day(careStart), r.day(careEnd)
	if born.IsZero() || start.IsZero() || end.IsZero() || end.After(r.u.taken) || yearsAt(born, end) < 16 {
		return false
	}
	if fourteen := born.AddMonths(14 * 12); start.Before(fourteen) {
		start = fourteen
	}
	return end.Sub(start) >= 13*7 && !slices.Contains(notLeavers, r.code(careEndReason))
}

func adopterFamilies(u *upload, rule *rule) {
	if !u.found(10) {
		return
	}
	families := map[string]bool{}
	u.on(10, rule, func(r *row) { families[r.code(familyID)] = true })
	u.on(11, rule, func(r *row) {
		if family := r.code(familyID); r.filled(adopterMatch) && r.has(familyID) && (family == "" || !families[family]) {
			r.say(familyID)
		}
	})
}
