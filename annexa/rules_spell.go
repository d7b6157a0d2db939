package annexa

import "github.com/sightline-readiness/sightline/internal/calendar"

// A span is a pair of columns of which the second must not lie before the first.
type span struct {
	list       int
	start, end field
}

// stretches are spells of work with a beginning and an end (domain.md 2.5, within row).
var stretches = []span{
	{2, earlyHelpStart, earlyHelpEnd},
	{4, assessmentStart, assessmentEnd},
	{6, needStart, needEnd},
	{7, planStart, planEnd},
	{8, careStart, careEnd},
	{11, stage1Start, stage1End},
	{11, stage2Start, stage2End},
}

// spells are the stretches that cases are made of.
var spells = stretches[2:5]

// An ending is a date with the reason that belongs to it.
type ending struct {
	list      int
	day, with field
}

var endings = []ending{
	{6, needEnd, needEndReason},
	{8, careEnd, careEndReason},
	{10, adoptionReversed, reversalReason},
	{11, adopterLeft, adopterLeftReason},
}

func spanOf(all []span, list int) (out []span) {
	for _, s := range all {
		if s.list == list {
			out = append(out, s)
		}
	}
	return out
}

func endingOf(list int) ending {
	for _, e := range endings {
		if e.list == list {
			return e
		}
	}
	return ending{}
}

// spellRules look at the dates of one row that begin and end something.
var spellRules = []*rule{
	{
		id: "start-missing", severity: mend, scope: ScopeRow, lists: []int{6, 7, 8}, leaves: true,
		sentence: "{column} is missing or cannot be read, so the row was left out.",
		fix:      "Give the date on which this help began.",
		row: func(r *row) {
			if s := spanOf(spells, r.t.list.number)[0]; r.has(s.start) && r.day(s.start).IsZero() {
				r.say(s.start)
			}
		},
	},
	{
		id: "start-in-future", severity: mend, scope: ScopeRow, lists: []int{6, 7, 8}, leaves: true,
		sentence: "{column} lies after the day the lists were taken, so the row was left out.",
		fix:      "Correct the date in the case system, or check the day given for this upload.",
		row: func(r *row) {
			if s := spanOf(spells, r.t.list.number)[0]; r.day(s.start).After(r.u.taken) {
				r.say(s.start)
			}
		},
	},
	{
		id: "end-unreadable", severity: mend, scope: ScopeRow, lists: []int{6, 7, 8}, leaves: true,
		sentence: "{column} has something that is not a date, so it is not known whether the case is open; the row was left out.",
		fix:      "Give a real date, or leave the cell blank while the case is open.",
		row: func(r *row) {
			s := spanOf(spells, r.t.list.number)[0]
			if state := r.cell(s.end).state; state == bad || state == failed {
				r.say(s.end)
			}
		},
	},
	{
		id: "end-in-future", severity: ask, scope: ScopeRow, lists: []int{6, 7, 8},
		sentence: "{column} lies after the day the lists were taken, so the case was read as still open.",
		fix:      "Check the date; a planned ending is entered when it has happened.",
		row: func(r *row) {
			if s := spanOf(spells, r.t.list.number)[0]; r.day(s.end).After(r.u.taken) {
				r.say(s.end)
			}
		},
	},
	{
		id: "case-end-before-start", severity: mend, scope: ScopeRow, lists: []int{6, 7, 8}, leaves: true,
		sentence: "{column} lies before {other}, so the row was left out.",
		fix:      "Correct one of the two dates in the case system.",
		row:      func(r *row) { endBeforeStart(r, spells) },
	},
	{
		id: "end-before-start", severity: mend, scope: ScopeRow, lists: []int{2, 4, 11},
		sentence: "{column} lies before {other}.",
		fix:      "Correct one of the two dates in the case system.",
		row:      func(r *row) { endBeforeStart(r, stretches) },
	},
	{
		id: "end-without-reason", severity: mend, scope: ScopeRow, lists: []int{6, 8, 10, 11},
		sentence: "{column} is blank although {other} is given.",
		fix:      "Add the reason in the case system.",
		row: func(r *row) {
			if e := endingOf(r.t.list.number); r.filled(e.day) && r.empty(e.with) {
				r.say(e.with, e.day)
			}
		},
	},
	{
		id: "reason-without-end", severity: mend, scope: ScopeRow, lists: []int{6, 8, 10, 11},
		sentence: "{column} is blank although {other} is given.",
		fix:      "Add the date, or take the reason away if nothing has ended.",
		row: func(r *row) {
			if e := endingOf(r.t.list.number); r.filled(e.with) && r.empty(e.day) {
				r.say(e.day, e.with)
			}
		},
	},
	{
		id: "closed-without-date", severity: mend, scope: ScopeRow, lists: []int{6},
		sentence: "{column} says closed but {other} is blank, so the case was read as still open.",
		fix:      "Add the closure date, or correct the status.",
		row: func(r *row) {
			if r.code(caseStatus) == statusClosed && r.empty(needEnd) {
				r.say(caseStatus, needEnd)
			}
		},
	},
	{
		id: "closure-date-while-open", severity: mend, scope: ScopeRow, lists: []int{6},
		sentence: "{column} says open but {other} is given, so the case was read as closed.",
		fix:      "Correct the status, or take the closure date away.",
		row: func(r *row) {
			status := r.code(caseStatus)
			if end := r.day(needEnd); status != "" && status != statusClosed && !end.IsZero() && !end.After(r.u.taken) {
				r.say(caseStatus, needEnd)
			}
		},
	},
}

func endBeforeStart(r *row, all []span) {
	for _, s := range spanOf(all, r.t.list.number) {
		if before(r.day(s.end), r.day(s.start)) {
			r.say(s.end, s.start)
		}
	}
}

// before reports whether both days are known and a lies before b.
func before(a, b calendar.Date) bool { return !a.IsZero() && !b.IsZero() && a.Before(b) }
