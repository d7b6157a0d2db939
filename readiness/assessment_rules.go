package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AssessmentRules are a council's own rules for its self-assessments: data, versioned, changed by people. Ofsted sets no timetable for one (domain.md
// 1.9); the figures of DefaultAssessmentRules are proposals.
type AssessmentRules struct {
	Version       int `json:"version"`
	DraftDays     int `json:"draft_days" validate:"min=1,max=250"`     // working days from the start of a cycle to the drafts
	ChallengeDays int `json:"challenge_days" validate:"min=1,max=250"` // working days from the drafts to the challenge
	ModerateDays  int `json:"moderate_days" validate:"min=1,max=250"`  // working days from the challenge to the last agreed grade
	SignDays      int `json:"sign_days" validate:"min=1,max=250"`      // working days from there to the last signature
	RefreshDays   int `json:"refresh_days" validate:"min=1,max=250"`   // working days for the drafts of a quarterly refresh
	ReturnDays    int `json:"return_days" validate:"min=1,max=250"`    // working days that an author has at least after an appraisal came back
	TurnDays      int `json:"turn_days" validate:"min=1,max=250"`      // working days that a challenger, a moderator, a third reviewer or a signer has at least
	MoreDays      int `json:"more_days" validate:"min=1,max=250"`      // working days that an escalation's decision may add at most
	FreshMonths   int `json:"fresh_months" validate:"min=1,max=24"`    // how old a published self-assessment may grow before somebody hears of it
	LetterDays    int `json:"letter_days" validate:"min=1,max=250"`    // working days after the annual engagement meeting by which Ofsted's letter is looked for
	// SignDirectorDays and SignChiefDays are how many working days late a missing signature reaches the director, and the chief executive.
	SignDirectorDays int `json:"sign_director_days" validate:"min=1,max=100"`
	SignChiefDays    int `json:"sign_chief_days" validate:"min=1,max=100"`
}

// DefaultAssessmentRules start a council off: about a quarter from the start of a cycle to the last signature; never older than three months when the
// call comes, the letter within a month of the meeting (domain.md 1.5, 1.9).
func DefaultAssessmentRules() AssessmentRules {
	return AssessmentRules{
		Version: 1, DraftDays: 30, ChallengeDays: 15, ModerateDays: 10, SignDays: 10, RefreshDays: 10, ReturnDays: 5, TurnDays: 3, MoreDays: 20,
		FreshMonths: 3, LetterDays: 20, SignDirectorDays: 3, SignChiefDays: 8,
	}
}

// Check refuses a ladder that reaches the chief executive before the director.
func (r AssessmentRules) Check() error {
	if r.SignChiefDays <= r.SignDirectorDays {
		return FieldErrorf("sign_chief_days", "A missing signature must reach the chief executive later than the director.")
	}
	return nil
}

// Dates are the days of a cycle that starts on a day, by these rules.
func (r AssessmentRules) Dates(kind string, starts calendar.Date, c calendar.Calendar) CycleDates {
	days := r.DraftDays
	if kind == QuarterlyRefresh {
		days = r.RefreshDays
	}
	d := CycleDates{Starts: c.Next(starts)}
	d.DraftBy = c.Add(d.Starts, days, calendar.Exclusive)
	d.ChallengeBy = c.Add(d.DraftBy, r.ChallengeDays, calendar.Exclusive)
	d.ModerateBy = c.Add(d.ChallengeBy, r.ModerateDays, calendar.Exclusive)
	d.SignBy = c.Add(d.ModerateBy, r.SignDays, calendar.Exclusive)
	return d
}

// SigningLadder says who hears of a missing signature when: whoever is to sign, and then the director and the chief executive.
func (r AssessmentRules) SigningLadder(hour int) Ladder {
	tell := func(after int, role Role) Rung { return Rung{After: after, Unit: WorkingDays, Roles: []Role{role}} }
	return Ladder{Version: r.Version, Hour: hour, Rungs: []Rung{
		tell(-5, Owner), tell(-1, Owner), tell(0, Owner), tell(r.SignDirectorDays, Director), tell(r.SignChiefDays, ChiefExecutive),
	}}
}

// AssessmentTerms cut the rules to what one cycle can need that starts on a day. Its ladder is its own (SigningLadder), at the hour of the council's.
func AssessmentTerms(rules AssessmentRules, council Ladder, c calendar.Calendar, starts calendar.Date) Terms {
	return Terms{Assess: rules, Ladder: rules.SigningLadder(council.Hour), Calendar: c.Between(starts.AddMonths(-2), starts.AddMonths(48))}
}

// AppraisalTerms cut the rules to what one appraisal of such a cycle can need. It climbs the council's own ladder.
func AppraisalTerms(rules AssessmentRules, council Ladder, c calendar.Calendar, starts calendar.Date) Terms {
	return Terms{Assess: rules, Ladder: council, Calendar: c.Between(starts.AddMonths(-2), starts.AddMonths(48))}
}
