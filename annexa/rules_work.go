package annexa

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// workRules look at what one row says of assessments, enquiries, plans, care and leaving care.
var workRules = []*rule{
	{
		id: "outcome-missing", severity: mend, scope: ScopeRow, lists: []int{4},
		sentence: "{column} is blank although the assessment was authorised.",
		fix:      "Record the outcome of the assessment.",
		row: func(r *row) {
			if r.filled(assessmentEnd) && r.empty(assessmentOutcome) {
				r.say(assessmentOutcome)
			}
		},
	},
	{
		id: "assessment-overdue", severity: ask, scope: ScopeRow, lists: []int{4},
		sentence: "{column} is more than 45 working days ago and the assessment is still open.",
		fix:      "Finish the assessment, or record its authorisation.",
		row: func(r *row) {
			if r.empty(assessmentEnd) && olderThan(r, assessmentStart, 45) {
				r.say(assessmentStart)
			}
		},
	},
	{
		id: "conference-before-enquiry", severity: mend, scope: ScopeRow, lists: []int{5},
		sentence: "{column} lies before {other}.",
		fix:      "Correct one of the two dates in the case system.",
		row: func(r *row) {
			if before(r.day(conferenceDate), r.day(enquiryStart)) {
				r.say(conferenceDate, enquiryStart)
			}
		},
	},
	{
		id: "conference-on-weekend", severity: ask, scope: ScopeRow, lists: []int{5},
		sentence: "{column} is a Saturday or Sunday.",
		fix:      "Check the date.",
		row: func(r *row) {
			if d := r.day(conferenceDate); !d.IsZero() && (d.Weekday() == time.Saturday || d.Weekday() == time.Sunday) {
				r.say(conferenceDate)
			}
		},
	},
	{
		id: "conference-held-and-unneeded", severity: mend, scope: ScopeRow, lists: []int{5},
		sentence: "{column} says that no conference was needed, but {other} is given.",
		fix:      "Correct the one that is wrong.",
		row: func(r *row) {
			if r.code(conferenceUnneeded) == yes && r.filled(conferenceDate) {
				r.say(conferenceUnneeded, conferenceDate)
			}
		},
	},
	{
		id: "outcome-without-conference", severity: mend, scope: ScopeRow, lists: []int{5},
		sentence: "{column} is given but {other} is blank.",
		fix:      "Add the date of the conference, or take the outcome away.",
		row: func(r *row) {
			if r.filled(conferencePlan) && r.empty(conferenceDate) {
				r.say(conferencePlan, conferenceDate)
			}
		},
	},
	{
		id: "enquiry-undecided", severity: ask, scope: ScopeRow, lists: []int{5},
		sentence: "{column} is more than 15 working days ago, with neither a conference nor a decision that none is needed.",
		fix:      "Record the conference or the decision.",
		row: func(r *row) {
			if r.empty(conferenceDate) && r.code(conferenceUnneeded) != yes && olderThan(r, enquiryStart, 15) {
				r.say(enquiryStart)
			}
		},
	},
	{
		id: "plan-one-day", severity: ask, scope: ScopeRow, lists: []int{7},
		sentence: "{column} is the day on which the plan began.",
		fix:      "Check both dates; a plan that never ran is deleted, not ended.",
		row: func(r *row) {
			if d := r.day(planEnd); !d.IsZero() && d == r.day(planStart) {
				r.say(planEnd)
			}
		},
	},
	{
		id: "plan-review-before-start", severity: mend, scope: ScopeRow, lists: []int{7},
		sentence: "{column} is not later than {other}.",
		fix:      "Correct one of the two dates; the conference that made the plan is not a review of it.",
		row: func(r *row) {
			if review, start := r.day(planReview), r.day(planStart); !review.IsZero() && !start.IsZero() && !review.After(start) {
				r.say(planReview, planStart)
			}
		},
	},
	{
		id: "seen-alone-without-visit", severity: mend, scope: ScopeRow, lists: []int{7},
		sentence: "{column} is given but {other} is blank.",
		fix:      "Add the date of the visit.",
		row: func(r *row) {
			if r.code(seenAlone) == yes && r.empty(planVisit) {
				r.say(seenAlone, planVisit)
			}
		},
	},
	{
		id: "legal-status-before-care", severity: mend, scope: ScopeRow, lists: []int{8},
		sentence: "{column} lies before {other}.",
		fix:      "Correct one of the two dates in the case system.",
		row:      func(r *row) { notBeforeCare(r, legalStart) },
	},
	{
		id: "placement-before-care", severity: mend, scope: ScopeRow, lists: []int{8},
		sentence: "{column} lies before {other}.",
		fix:      "Correct one of the two dates in the case system.",
		row:      func(r *row) { notBeforeCare(r, placementStart) },
	},
	{
		id: "care-before-birth", severity: mend, scope: ScopeRow, lists: []int{8, 10},
		sentence: "{column} lies before the date of birth.",
		fix:      "Correct one of the two dates in the case system.",
		row: func(r *row) {
			if before(r.day(careStart), r.day(birthDate)) {
				r.say(careStart)
			}
		},
	},
	{
		id: "urn-missing", severity: ask, scope: ScopeRow, lists: []int{8},
		sentence: "{column} is blank although the child lives in a registered children's home.",
		fix:      "Add the home's registration number.",
		row: func(r *row) {
			if kind := r.code(placementType); (kind == "K1" || kind == "K2") && r.empty(urn) {
				r.say(urn)
			}
		},
	},
	{
		id: "interview-accepted-not-offered", severity: mend, scope: ScopeRow, lists: []int{8},
		sentence: "{column} says yes, but {other} says no.",
		fix:      "Correct the one that is wrong.",
		row: func(r *row) {
			if r.code(interviewAccepted) == yes && r.code(interviewOffered) == no {
				r.say(interviewAccepted, interviewOffered)
			}
		},
	},
	{
		id: "interview-blank-after-missing", severity: mend, scope: ScopeRow, lists: []int{8},
		sentence: "{column} is blank although the child was missing at least once.",
		fix:      "Record whether a return interview was offered.",
		row: func(r *row) {
			if times, known := r.number(missingCount); known && times > 0 && r.empty(interviewOffered) {
				r.say(interviewOffered)
			}
		},
	},
	{
		id: "suitability-missing", severity: mend, scope: ScopeRow, lists: []int{9},
		sentence: "{column} is blank although the council is in touch with the young person.",
		fix:      "Record whether the accommodation is suitable.",
		row: func(r *row) {
			if r.code(inTouch) == yes && r.empty(suitability) {
				r.say(suitability)
			}
		},
	},
	{
		id: "care-leaver-age", severity: mend, scope: ScopeRow, lists: []int{9},
		sentence: "{column} gives an age under 16 or over 25.",
		fix:      "Check the date of birth, and whether the person belongs on this list.",
		row: func(r *row) {
			if born := r.day(birthDate); !born.IsZero() && !born.After(r.u.taken) && (yearsAt(born, r.u.taken) < 16 || yearsAt(born, r.u.taken) > 25) {
				r.say(birthDate)
			}
		},
	},
	{
		id: "adviser-missing", severity: mend, scope: ScopeRow, lists: []int{9},
		sentence: "{column} is blank although the young person is 18 or over.",
		fix:      "Record the personal adviser.",
		row: func(r *row) {
			if born := r.day(birthDate); r.empty(adviser) && !born.IsZero() && yearsAt(born, r.u.taken) >= 18 {
				r.say(adviser)
			}
		},
	},
}

func notBeforeCare(r *row, f field) {
	if before(r.day(f), r.day(careStart)) {
		r.say(f, careStart)
	}
}

// olderThan reports whether more than some working days passed since the field's date; a closed calendar day counts for none.
func olderThan(r *row, f field, workingDays int) bool {
	d := r.day(f)
	if d.IsZero() || r.u.taken.Sub(d) <= workingDays {
		return false
	}
	return r.u.england.Count(d, r.u.taken, calendar.Exclusive) > workingDays
}
