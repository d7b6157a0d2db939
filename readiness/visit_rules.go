package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// VisitRules are a council's own rules for visits and the audits that prepare them: data, versioned, changed by people. Ofsted sets none of them; the
// figures of DefaultVisitRules are proposals (domain.md 3.1, 3.6, 5.3 marks them unconfirmed).
type VisitRules struct {
	Version      int `json:"version"`
	LeastDays    int `json:"least_days" validate:"min=0,max=60"`     // working days that a step has at least when the visit is near
	MoreDays     int `json:"more_days" validate:"min=1,max=250"`     // working days that an escalation's decision may add at most
	AuditDays    int `json:"audit_days" validate:"min=1,max=250"`    // working days for an audit
	ModerateDays int `json:"moderate_days" validate:"min=1,max=250"` // working days to moderate one, and for a third reviewer
	FeedbackDays int `json:"feedback_days" validate:"min=1,max=250"` // working days to talk it through with the practitioner
	ReauditDays  int `json:"reaudit_days" validate:"min=1,max=500"`  // working days after the visit at which the same children are audited again
	RestMonths   int `json:"rest_months" validate:"min=0,max=60"`    // a child audited within this is not drawn again
	CloseOfDay   int `json:"close_of_day" validate:"min=8,max=22"`   // hour at which what was due today is late
	PaceDays     int `json:"pace_days" validate:"min=5,max=120"`     // working days from which the pace of a preparation is taken
}

// DefaultVisitRules start a council off.
func DefaultVisitRules() VisitRules {
	return VisitRules{Version: 1, LeastDays: 1, MoreDays: 10, AuditDays: 10, ModerateDays: 5, FeedbackDays: 5, ReauditDays: 90, RestMonths: 12, CloseOfDay: 17, PaceDays: 20}
}

// A VisitFigure is one of the rules of visits, all of which are numbers.
type VisitFigure struct {
	Name  string // of its field
	Words string
	Of    func(VisitRules) int
}

// VisitFigures are the rules in the order of their form, with words for each.
var VisitFigures = []VisitFigure{
	{"least_days", "Working days that a step has at least when the visit is near", func(r VisitRules) int { return r.LeastDays }},
	{"more_days", "Working days that a decision may add at most", func(r VisitRules) int { return r.MoreDays }},
	{"audit_days", "Working days for an audit", func(r VisitRules) int { return r.AuditDays }},
	{"moderate_days", "Working days to moderate an audit, and for a third reviewer", func(r VisitRules) int { return r.ModerateDays }},
	{"feedback_days", "Working days to talk an audit through with the practitioner", func(r VisitRules) int { return r.FeedbackDays }},
	{"reaudit_days", "Working days after the visit at which the same children are audited again", func(r VisitRules) int { return r.ReauditDays }},
	{"rest_months", "Months in which a child that was audited is not drawn again", func(r VisitRules) int { return r.RestMonths }},
	{"close_of_day", "Hour at which what was due today is late", func(r VisitRules) int { return r.CloseOfDay }},
	{"pace_days", "Working days from which the pace of a preparation is taken", func(r VisitRules) int { return r.PaceDays }},
}

// Differs says in words what is different from the rules before.
func (r VisitRules) Differs(before VisitRules) (words []string) {
	for _, f := range VisitFigures {
		if was, is := f.Of(before), f.Of(r); was != is {
			words = append(words, f.Words+": "+itoa(is)+" instead of "+itoa(was))
		}
	}
	return words
}

// VisitTerms cut the rules to what a visit, its steps and its audits can need that begins on a day. They climb the council's own ladder.
func VisitTerms(rules VisitRules, council Ladder, c calendar.Calendar, begins calendar.Date) Terms {
	return Terms{Visit: rules, Ladder: council, Calendar: c.Between(begins.AddMonths(-9), begins.AddMonths(36))}
}
