package readiness

// An AssessmentFigure is one of the rules of self-assessments that is a number.
type AssessmentFigure struct {
	Name  string // of its field
	Words string
	Of    func(AssessmentRules) int
}

// AssessmentFigures are the rules that are numbers, in the order of their form; with words for each.
var AssessmentFigures = []AssessmentFigure{
	{"draft_days", "Working days from the start to the drafts", func(r AssessmentRules) int { return r.DraftDays }},
	{"refresh_days", "Working days for the drafts of a quarterly refresh", func(r AssessmentRules) int { return r.RefreshDays }},
	{"challenge_days", "Working days from the drafts to the challenge", func(r AssessmentRules) int { return r.ChallengeDays }},
	{"moderate_days", "Working days from the challenge to the agreed grades", func(r AssessmentRules) int { return r.ModerateDays }},
	{"sign_days", "Working days from the agreed grades to the last signature", func(r AssessmentRules) int { return r.SignDays }},
	{"return_days", "Working days that an author has at least after it came back", func(r AssessmentRules) int { return r.ReturnDays }},
	{"turn_days", "Working days that whoever is next has at least", func(r AssessmentRules) int { return r.TurnDays }},
	{"more_days", "Working days that a decision may add at most", func(r AssessmentRules) int { return r.MoreDays }},
	{"fresh_months", "Months after which a published self-assessment is too old", func(r AssessmentRules) int { return r.FreshMonths }},
	{"letter_days", "Working days after the annual engagement meeting until Ofsted’s letter is looked for", func(r AssessmentRules) int { return r.LetterDays }},
	{"sign_director_days", "Working days late at which a missing signature reaches the director", func(r AssessmentRules) int { return r.SignDirectorDays }},
	{"sign_chief_days", "Working days late at which it reaches the chief executive", func(r AssessmentRules) int { return r.SignChiefDays }},
}

// Differs says in words what is different from the rules before.
func (r AssessmentRules) Differs(before AssessmentRules) (words []string) {
	for _, f := range AssessmentFigures {
		if was, is := f.Of(before), f.Of(r); was != is {
			words = append(words, f.Words+": "+itoa(is)+" instead of "+itoa(was))
		}
	}
	return words
}
