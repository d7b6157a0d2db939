package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A FocusPack is one version of what is prepared for one focus area of a visit, such as care leavers: what inspectors ask, what shows it, which children
// the data points at, and how their cases are audited (domain.md 3.3 to 3.7). It is data (package frameworks, or a council's own) and does not change
// once it is in the library; what changes is a new version under another code. A visit keeps the version with which it was planned.
type FocusPack struct {
	Code      string         `json:"code" yaml:"code"`   // such as care-leavers-2026
	Focus     string         `json:"focus" yaml:"focus"` // code of the focus area, such as care_leavers: the same in all its versions
	Name      string         `json:"name" yaml:"name"`   // of the focus area, such as Care leavers
	Source    string         `json:"source" yaml:"source"`
	From      calendar.Date  `json:"from" yaml:"from"` // the first day on which it holds
	Own       bool           `json:"own" yaml:"-"`     // the council's own, imported or cloned
	Cohort    string         `json:"cohort" yaml:"cohort"`
	Enquiries []PackLine     `json:"enquiries" yaml:"enquiries"` // key lines of enquiry
	Evidence  []PackLine     `json:"evidence" yaml:"evidence"`   // what is normally asked for
	Checklist []PackLine     `json:"checklist" yaml:"checklist"` // statements that are answered yes, part or no
	Flags     []RedFlag      `json:"flags" yaml:"flags"`
	Sections  []AuditSection `json:"sections" yaml:"sections"` // of the audit form, each graded
}

// A PackLine is one line of a pack. Unconfirmed ones are for the council to confirm.
type PackLine struct {
	Code        string `json:"code" yaml:"code"`
	Text        string `json:"text" yaml:"text"`
	Unconfirmed bool   `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// An AuditSection is one graded part of the audit form.
type AuditSection struct {
	Code      string     `json:"code" yaml:"code"`
	Name      string     `json:"name" yaml:"name"`
	Questions []PackLine `json:"questions" yaml:"questions"`
}

// A RedFlag is a warning that the data gives about a child: a named rule and its threshold. A child has the flag when the rule says so at that threshold.
type RedFlag struct {
	Code        string `json:"code" yaml:"code"`
	Name        string `json:"name" yaml:"name"` // such as No contact for more than 8 weeks; %d stands for the threshold
	Rule        string `json:"rule" yaml:"rule"` // code of one of FlagRules
	Threshold   int    `json:"threshold" yaml:"threshold"`
	Why         string `json:"why" yaml:"why"` // it matters
	Unconfirmed bool   `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// The cohorts that a focus area can have: from which list its children come.
const (
	CareLeaverCohort   = "care_leavers" // list 9 of the Annex A
	MissingCohort      = "missing"      // list 8 of the Annex A, with the council's own list of episodes
	ExploitationCohort = "exploitation" // the council's own list
	OtherCohort        = "other"        // a list of references that the council brings in for the focus area
)

// FlagRules are the rules that a red flag can name: each asks one question of a child's rows at a threshold (domain.md 3.3 to 3.5).
var FlagRules = []Choice{
	{"no_contact_weeks", "No contact for more than the threshold, in weeks"},
	{"contact_unknown", "No contact is recorded"},
	{"plan_older_months", "Pathway plan older than the threshold, in months"},
	{"unsuitable_accommodation", "Accommodation that is not known, of no fixed abode, for emergencies, bed and breakfast, or custody; or marked unsuitable"},
	{"not_in_touch", "The council is not in touch"},
	{"no_adviser", "No personal adviser is named"},
	{"not_in_work", "Not in education, employment or training"},
	{"closed_before_21", "Not on the list any more, and younger than 21"},
	{"missing_episodes", "At least the threshold of missing episodes in twelve months"},
	{"interview_not_offered", "Missing, and no return interview was offered"},
	{"interview_not_accepted", "Missing, and the return interview was not accepted"},
	{"interview_late_hours", "No return interview within the threshold, in hours after the return"},
	{"episodes_without_meeting", "At least the threshold of episodes in 90 days, and no strategy meeting"},
	{"open_episode_hours", "Missing for more than the threshold, in hours, and no senior manager was told"},
	{"declined_twice", "At least the threshold of interviews declined, and no other way tried"},
	{"missing_and_exploited", "Missing, and on the list of children at risk of exploitation"},
	{"high_without_strategy_days", "High risk, and no strategy discussion within the threshold, in days"},
	{"review_older_weeks", "No review of the risk within the threshold, in weeks"},
	{"missing_in_90_days", "At least the threshold of missing episodes in 90 days"},
	{"lowered_unsigned", "The level was lowered and no manager signed that off"},
	{"unregistered_placement", "Lives in a placement that is not registered"},
	{"no_direct_work_weeks", "No direct work within the threshold, in weeks"},
}

// Flag is a red flag by its code; false when the pack has none such.
func (p FocusPack) Flag(code string) (RedFlag, bool) {
	i := slices.IndexFunc(p.Flags, func(f RedFlag) bool { return f.Code == code })
	if i < 0 {
		return RedFlag{}, false
	}
	return p.Flags[i], true
}
