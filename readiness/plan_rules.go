package readiness

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlanRules are a council's own rules for its improvement plan: data, versioned, changed by people. The figures of DefaultPlanRules are proposals
// where domain.md marks practice as unconfirmed.
type PlanRules struct {
	Version       int   `json:"version"`
	AgreeDays     int   `json:"agree_days" validate:"min=1,max=250"`       // working days within which a proposed action should be agreed
	VerifyDays    int   `json:"verify_days" validate:"min=1,max=250"`      // working days to check what was said done
	SentBackDays  int   `json:"sent_back_days" validate:"min=1,max=250"`   // working days that an owner has at least after it was sent back
	RetestMonths  []int `json:"retest_months" validate:"max=6,dive,min=1"` // months after it was shown done at which it comes back
	RetestDays    int   `json:"retest_days" validate:"min=1,max=250"`      // working days for a re-test
	ReopenDays    int   `json:"reopen_days" validate:"min=1,max=250"`      // working days that an action has which did not last
	Moves         int   `json:"moves" validate:"min=0,max=20"`             // times a date may be moved without the area head
	MoveDays      int   `json:"move_days" validate:"min=1,max=500"`        // working days that one move may add at most
	MoreTimeDays  int   `json:"more_time_days" validate:"min=1,max=250"`   // working days that an escalation's decision may add at most
	StatementDays int   `json:"statement_days" validate:"min=1,max=250"`   // working days from receipt of a report to the statement of action
	DraftDays     int   `json:"draft_days" validate:"min=1,max=250"`       // working days to its draft, after a visit with priority action
	ReplyDays     int   `json:"reply_days" validate:"min=1,max=250"`       // working days to answer a point from a meeting
	HearDays      int   `json:"hear_days" validate:"min=1,max=250"`        // working days within which the meeting should have heard the answer
	MeetingDays   int   `json:"meeting_days" validate:"min=1,max=60"`      // working days before a meeting at which whoever calls it is reminded
	PointMoreDays int   `json:"point_more_days" validate:"min=1,max=250"`  // working days that a decision about an unanswered point may add at most
	// Working days late at which an unanswered point reaches the director, and the chief executive.
	PointDirectorDays int `json:"point_director_days" validate:"min=1,max=100"`
	PointChiefDays    int `json:"point_chief_days" validate:"min=1,max=100"`
	PreScrutinyRules
	// EvidenceDays is how many working days before its day somebody is reminded to look at a piece of evidence again.
	EvidenceDays int `json:"review_evidence_days" validate:"min=1,max=250"`
	// EvidenceMonths is from how many months on the evidence of a criterion is old; the council is to confirm it.
	EvidenceMonths int `json:"old_evidence_months" validate:"min=1,max=60"`
	// PulseLeast is how many people of an area must answer a survey of staff before anything that they said is shown. A survey keeps the figure that it
	// was opened with.
	PulseLeast int `json:"pulse_least" validate:"min=5,max=50"`

	VerifierSeed string   `json:"verifier_seed" validate:"required,max=100"` // recorded with each draw, so that anybody can draw it again
	Boards       []string `json:"boards" validate:"max=20,dive,max=80"`      // that hear of actions
}

// DefaultPlanRules start a council off: re-tests 3 and 6 months after, a third move for the area head (issue 4, trade point 3); the statement of action
// after 70 working days, its draft after 20 (domain.md fact 5). A point from a quarterly forum is answered and heard before the one after next.
func DefaultPlanRules() PlanRules {
	return PlanRules{
		Version: 1, AgreeDays: 10, VerifyDays: 10, SentBackDays: 10, RetestMonths: []int{3, 6}, RetestDays: 20, ReopenDays: 30,
		Moves: 2, MoveDays: 120, MoreTimeDays: 60, StatementDays: 70, DraftDays: 20, VerifierSeed: "verifier-1",
		ReplyDays: 20, HearDays: 70, MeetingDays: 10, PointMoreDays: 20, PointDirectorDays: 5, PointChiefDays: 10, PreScrutinyRules: defaultPreScrutinyRules, EvidenceDays: 5, EvidenceMonths: 12, PulseLeast: 8,
		Boards: []string{"Improvement board", "Safeguarding partnership", "Corporate parenting board", "Scrutiny committee", "Cabinet"},
	}
}

// Check refuses re-tests that do not come one after the other, within three years.
func (p PlanRules) Check() error {
	for i, months := range p.RetestMonths {
		if months > 36 || (i > 0 && months <= p.RetestMonths[i-1]) {
			return FieldErrorf("retest_months", "Re-test %d must come after the one before it, and within 36 months.", i+1)
		}
	}
	if p.PointChiefDays <= p.PointDirectorDays {
		return FieldErrorf("point_chief_days", "An unanswered point must reach the chief executive later than the director.")
	}
	return p.PreScrutinyRules.check()
}

// ActionTerms cuts the rules to what one action can need that is due on a day: re-tests and years of moved dates included.
func ActionTerms(plan PlanRules, ladder Ladder, c calendar.Calendar, opened calendar.Date) Terms {
	plan.Boards = nil
	return Terms{Plan: plan, Ladder: ladder, Calendar: c.Between(opened.AddMonths(-2), opened.AddMonths(84))}
}

// PlanRuleForm is the form of the rules of the improvement plan, without its seed: that is set once, so that nobody can choose a draw.
type PlanRuleForm struct {
	AgreeDays     int    `json:"agree_days" validate:"min=1,max=250"`
	VerifyDays    int    `json:"verify_days" validate:"min=1,max=250"`
	SentBackDays  int    `json:"sent_back_days" validate:"min=1,max=250"`
	Retests       string `json:"retests" validate:"max=60"` // months, such as "3, 6"; "" for none
	RetestDays    int    `json:"retest_days" validate:"min=1,max=250"`
	ReopenDays    int    `json:"reopen_days" validate:"min=1,max=250"`
	Moves         int    `json:"moves" validate:"min=0,max=20"`
	MoveDays      int    `json:"move_days" validate:"min=1,max=500"`
	MoreTimeDays  int    `json:"more_time_days" validate:"min=1,max=250"`
	StatementDays int    `json:"statement_days" validate:"min=1,max=250"`
	DraftDays     int    `json:"draft_days" validate:"min=1,max=250"`
	ReplyDays     int    `json:"reply_days" validate:"min=1,max=250"`
	HearDays      int    `json:"hear_days" validate:"min=1,max=250"`
	MeetingDays   int    `json:"meeting_days" validate:"min=1,max=60"`
	PointMoreDays int    `json:"point_more_days" validate:"min=1,max=250"`

	PointDirectorDays int `json:"point_director_days" validate:"min=1,max=100"`
	PointChiefDays    int `json:"point_chief_days" validate:"min=1,max=100"`

	PreScrutinyRules

	EvidenceDays   int    `json:"review_evidence_days" validate:"min=1,max=250"`
	EvidenceMonths int    `json:"old_evidence_months" validate:"min=1,max=60"`
	PulseLeast     int    `json:"pulse_least" validate:"min=5,max=50"`
	BoardLines     string `json:"board_lines" validate:"max=2000"` // one on each line
}

// Form is the rules as their form.
func (p PlanRules) Form() PlanRuleForm {
	return PlanRuleForm{
		p.AgreeDays, p.VerifyDays, p.SentBackDays, p.retests(), p.RetestDays, p.ReopenDays, p.Moves, p.MoveDays, p.MoreTimeDays, p.StatementDays, p.DraftDays,
		p.ReplyDays, p.HearDays, p.MeetingDays, p.PointMoreDays, p.PointDirectorDays, p.PointChiefDays, p.PreScrutinyRules, p.EvidenceDays, p.EvidenceMonths, p.PulseLeast, strings.Join(p.Boards, "\n"),
	}
}

func (p PlanRules) retests() string {
	var words []string
	for _, m := range p.RetestMonths {
		words = append(words, itoa(m))
	}
	return strings.Join(words, ", ")
}

// With are the rules as a form changes them.
func (p PlanRules) With(f PlanRuleForm) (PlanRules, error) {
	p.AgreeDays, p.VerifyDays, p.SentBackDays, p.RetestDays, p.ReopenDays = f.AgreeDays, f.VerifyDays, f.SentBackDays, f.RetestDays, f.ReopenDays
	p.Moves, p.MoveDays, p.MoreTimeDays, p.StatementDays, p.DraftDays = f.Moves, f.MoveDays, f.MoreTimeDays, f.StatementDays, f.DraftDays
	p.ReplyDays, p.HearDays, p.MeetingDays, p.PointMoreDays, p.PointDirectorDays, p.PointChiefDays = f.ReplyDays, f.HearDays, f.MeetingDays, f.PointMoreDays, f.PointDirectorDays, f.PointChiefDays
	p.PreScrutinyRules = f.PreScrutinyRules
	p.EvidenceDays, p.EvidenceMonths, p.PulseLeast = f.EvidenceDays, f.EvidenceMonths, f.PulseLeast
	p.RetestMonths, p.Boards = []int{}, []string{}
	for _, word := range strings.FieldsFunc(f.Retests, func(r rune) bool { return r == ',' || r == ' ' }) {
		months, err := strconv.Atoi(word)
		if err != nil || months < 1 {
			return p, FieldErrorf("retests", "The re-tests must be months as whole numbers, such as 3, 6.")
		}
		p.RetestMonths = append(p.RetestMonths, months)
	}
	for line := range strings.Lines(f.BoardLines) {
		if name := strings.TrimSpace(line); name != "" && !slices.Contains(p.Boards, name) {
			p.Boards = append(p.Boards, name)
		}
	}
	switch err := AsRefusal(p.Check()); {
	case err != nil && err.Fields[0].Field == "retest_months":
		return p, FieldErrorf("retests", "%s", err.Message)
	case err != nil:
		return p, err
	case len(p.RetestMonths) > 6:
		return p, FieldErrorf("retests", "Give 6 re-tests at most.")
	case len(p.Boards) > 20 || slices.ContainsFunc(p.Boards, func(name string) bool { return len(name) > 80 }):
		return p, FieldErrorf("board_lines", "Name 20 boards at most, each in 80 characters at most.")
	}
	return p, nil
}

// A PlanFigure is one number of the rules of the improvement plan: its name in forms, and what it says.
type PlanFigure struct {
	Name, Words, Hint string
	of                func(PlanRules) int
}

var planFigures = []PlanFigure{
	{"agree_days", "Working days to agree a proposed action", "", func(p PlanRules) int { return p.AgreeDays }},
	{"verify_days", "Working days to check what was said done", "", func(p PlanRules) int { return p.VerifyDays }},
	{"sent_back_days", "Working days that an owner has at least when it is sent back", "", func(p PlanRules) int { return p.SentBackDays }},
	{"retest_days", "Working days for a re-test", "", func(p PlanRules) int { return p.RetestDays }},
	{"reopen_days", "Working days for an action that did not last", "", func(p PlanRules) int { return p.ReopenDays }},
	{"moves", "Times a date may be moved without the area head", "", func(p PlanRules) int { return p.Moves }},
	{"move_days", "Working days that one move may add", "At most.", func(p PlanRules) int { return p.MoveDays }},
	{"more_time_days", "Working days that a decision may add", "When an action reached somebody above its owner.", func(p PlanRules) int { return p.MoreTimeDays }},
	{"statement_days", "Working days to the statement of action", "From the day on which the report was received.", func(p PlanRules) int { return p.StatementDays }},
	{"draft_days", "Working days to its draft", "After a visit with priority action.", func(p PlanRules) int { return p.DraftDays }},
	{"reply_days", "Working days to answer a point from a meeting", "", func(p PlanRules) int { return p.ReplyDays }},
	{"point_director_days", "Working days late at which an unanswered point reaches the director", "", func(p PlanRules) int { return p.PointDirectorDays }},
	{"point_chief_days", "Working days late at which it reaches the chief executive", "Later than the director.", func(p PlanRules) int { return p.PointChiefDays }},
	{"point_more_days", "Working days that a decision about it may add", "About a request for pre-scrutiny too.", func(p PlanRules) int { return p.PointMoreDays }},
	{"hear_days", "Working days within which the meeting should hear the answer", "", func(p PlanRules) int { return p.HearDays }},
	{"meeting_days", "Working days before a meeting at which whoever calls it is reminded", "", func(p PlanRules) int { return p.MeetingDays }},
	{"review_evidence_days", "Working days of notice to look at evidence again", "Before the day by which it is to be looked at again.", func(p PlanRules) int { return p.EvidenceDays }},
	{"old_evidence_months", "Months after which the evidence of a criterion is old", "Council to confirm: no source gives a number.", func(p PlanRules) int { return p.EvidenceMonths }},
	{"pulse_least", "People who must answer a survey of staff before their area is shown", "At least 5. Surveys that were opened before keep the figure that they promised.", func(p PlanRules) int { return p.PulseLeast }},
}

// PlanFigures are the numbers of the rules of the improvement plan, in the order in which pages ask for them.
func PlanFigures() []PlanFigure { return slices.Concat(planFigures, preScrutinyFigures) }

// Differs says in words what is different from the rules before.
func (p PlanRules) Differs(before PlanRules) (words []string) {
	for _, f := range PlanFigures() {
		if was, is := f.of(before), f.of(p); was != is {
			words = append(words, f.Words+": "+itoa(is)+" instead of "+itoa(was))
		}
	}
	if !slices.Equal(p.RetestMonths, before.RetestMonths) {
		words = append(words, "Re-tests after so many months: "+orNone(p.retests())+" instead of "+orNone(before.retests()))
	}
	if !slices.Equal(p.Boards, before.Boards) {
		words = append(words, "Other boards")
	}
	return words
}

func orNone(words string) string {
	if words == "" {
		return "none"
	}
	return words
}
