package readiness

import (
	"slices"
	"strings"
)

// HomeRules are a council's own rules for visits to children's homes: data, versioned, changed by people. That somebody independent visits each home at
// least once in every calendar month, what the report gives an opinion on and who gets it, is in regulation 44; the days and months are proposals.
type HomeRules struct {
	Version    int      `json:"version"`
	NoticeDays int      `json:"notice_days" validate:"min=1,max=20"`      // working days before the end of a month at which somebody hears of a home without a visit in it
	ReportDays int      `json:"home_report_days" validate:"min=1,max=60"` // working days from a visit to its report
	SameMonths int      `json:"same_months" validate:"min=2,max=60"`      // months in a row with the same visitor from which it is asked whether somebody else should go
	Criteria   []string `json:"home_criteria" validate:"max=20,dive,max=20"`
	Standards  []Choice `json:"standards" validate:"max=20"` // the quality standards that a report goes through, by their regulation
	Copies     []Choice `json:"copies" validate:"max=20"`    // who gets the report
}

// DefaultHomeRules start a council off.
func DefaultHomeRules() HomeRules {
	return HomeRules{
		Version: 1, NoticeDays: 7, ReportDays: 10, SameMonths: 12, Criteria: []string{"CC08", "CC13"},
		Standards: []Choice{
			{"6", "Quality and purpose of care"},
			{"7", "Children’s views, wishes and feelings"},
			{"8", "Education"},
			{"9", "Enjoyment and achievement"},
			{"10", "Health and well-being"},
			{"11", "Positive relationships"},
			{"12", "Protection of children"},
			{"13", "Leadership and management"},
			{"14", "Care planning"},
		},
		Copies: []Choice{
			{"ofsted", "Ofsted"},
			{"provider", "The provider"},
			{"manager", "The registered manager"},
			{"placing", "Placing authorities that ask for it"},
			{"area", "The council where the home is, if it asks for it"},
		},
	}
}

// A HomeFigure is one of the rules that are numbers.
type HomeFigure struct {
	Name, Words, Hint string // of its field
	Of                func(HomeRules) int
}

// HomeFigures are the rules that are numbers, in the order of their form.
var HomeFigures = []HomeFigure{
	{
		"notice_days", "Working days before the end of a month at which somebody hears of a home without a visit",
		"Quality assurance and the improvement programme lead hear of it. After the month the assistant director does as well.",
		func(r HomeRules) int { return r.NoticeDays },
	},
	{"home_report_days", "Working days from a visit to its report", "", func(r HomeRules) int { return r.ReportDays }},
	{
		"same_months", "Months in a row with the same visitor, from which it is asked whether somebody else should go",
		"It is asked, and can be answered with a reason.", func(r HomeRules) int { return r.SameMonths },
	},
}

// HomeRuleForm is the form of the rules. Standards and recipients are the regulation's own and change with it.
type HomeRuleForm struct {
	NoticeDays int      `json:"notice_days" validate:"min=1,max=20"`
	ReportDays int      `json:"home_report_days" validate:"min=1,max=60"`
	SameMonths int      `json:"same_months" validate:"min=2,max=60"`
	Criteria   []string `json:"home_criteria" validate:"max=20,dive,max=20"`
	Reason     string   `json:"reason" validate:"required,max=500"`
}

// Form is the rules as their form.
func (r HomeRules) Form() HomeRuleForm {
	return HomeRuleForm{NoticeDays: r.NoticeDays, ReportDays: r.ReportDays, SameMonths: r.SameMonths, Criteria: r.Criteria}
}

// With are the rules as a form changes them.
func (r HomeRules) With(f HomeRuleForm) (HomeRules, error) {
	r.NoticeDays, r.ReportDays, r.SameMonths, r.Criteria = f.NoticeDays, f.ReportDays, f.SameMonths, append([]string{}, f.Criteria...)
	return r, checkCriteria("home_criteria", f.Criteria)
}

// Differs says in words what is different from the rules before.
func (r HomeRules) Differs(before HomeRules) (words []string) {
	for _, f := range HomeFigures {
		if was, is := f.Of(before), f.Of(r); was != is {
			words = append(words, f.Words+": "+itoa(is)+" instead of "+itoa(was))
		}
	}
	codes := func(r HomeRules) string { return orNone(strings.Join(r.Criteria, ", ")) }
	if was, is := codes(before), codes(r); was != is {
		words = append(words, "Criteria of the self-assessment that reports say something about: "+is+" instead of "+was)
	}
	return words
}

func hasChoice(choices []Choice, code string) bool {
	return slices.ContainsFunc(choices, func(c Choice) bool { return c.Code == code })
}
