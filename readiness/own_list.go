package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An OwnList is a list that the council keeps itself, because the Annex A has none like it: what its columns are. It is data; a template is made from it,
// and a sheet is read by it.
type OwnList struct {
	Code    string
	Name    string
	About   string // what stands in it, and which rows
	Columns []OwnColumn
	Key     []string // the columns by which a row is known again
}

// An OwnColumn is one column. A sheet may call it by its header or by one of the other words.
type OwnColumn struct {
	Code     string
	Header   string
	Kind     string // one of OwnKinds
	Required bool
	Choices  []Choice // of the kind choice
	Means    string
	Also     []string
}

// OwnKinds are what a value of an own list can be. A moment is a day with a time, written as 3 March 2027 14:30.
var OwnKinds = []Choice{
	{"reference", "The child’s reference, as in the Annex A"},
	{"text", "Text"},
	{"day", "A day, such as 03/03/2027"},
	{"moment", "A day with a time, such as 03/03/2027 14:30"},
	{"yes", "Yes or No"},
	{"choice", "One of the values named"},
}

// RiskLevels are the levels of risk, lowest first (domain.md 3.4).
var RiskLevels = []Choice{{"none", "None"}, {"standard", "Standard"}, {"medium", "Medium"}, {"high", "High"}}

// ExploitationKinds are what a child is at risk of.
var ExploitationKinds = []Choice{{"sexual", "Sexual"}, {"criminal", "Criminal"}, {"trafficking", "Trafficking"}, {"several", "Several"}, {"other", "Other"}}

// MissingFrom are where a child goes missing from.
var MissingFrom = []Choice{{"home", "Home"}, {"care", "Care"}, {"school", "School"}, {"other", "Other"}}

var (
	refColumn = OwnColumn{Code: "child_ref", Header: "Child’s reference", Kind: "reference", Required: true, Means: "The same reference as in the Annex A. Never a name.", Also: []string{"child unique id", "child id", "unique id", "reference", "child reference"}}
	ownStaff  = []OwnColumn{
		{Code: "team", Header: "Team", Kind: "text", Means: "As the Annex A calls it. Left out, the team of the child’s case counts.", Also: []string{"allocated team"}},
		{Code: "worker", Header: "Worker", Kind: "text", Means: "The social worker or lead worker.", Also: []string{"lead worker", "allocated worker", "social worker"}},
	}
)

// OwnLists are the council's own lists, but for those of references, which OwnListOf makes.
var OwnLists = []OwnList{
	{
		Code: RiskList, Name: "Children at risk of exploitation", Key: []string{"child_ref"},
		About: "One row for each child who is at risk of sexual or other exploitation now, or whose risk was assessed and found to be lower.",
		Columns: slices.Concat([]OwnColumn{
			refColumn,
			{Code: "level", Header: "Level of risk", Kind: "choice", Required: true, Choices: RiskLevels, Means: "As it was assessed last.", Also: []string{"risk level", "level", "risk"}},
			{Code: "kind", Header: "Kind of exploitation", Kind: "choice", Choices: ExploitationKinds, Means: "What the child is at risk of.", Also: []string{"exploitation type", "type"}},
			{Code: "assessed", Header: "Risk assessed on", Kind: "day", Means: "The day of the first assessment of this risk.", Also: []string{"date assessed", "date of risk assessment", "assessment date"}},
			{Code: "reviewed", Header: "Risk reviewed on", Kind: "day", Means: "The day of the last review. Blank while the first assessment stands.", Also: []string{"last review", "date of last review", "review date"}},
			{Code: "next_review", Header: "Next review", Kind: "day", Means: "The day on which it is reviewed next.", Also: []string{"next review date"}},
			{Code: "strategy", Header: "Last strategy discussion", Kind: "day", Means: "The day of the last strategy discussion or meeting.", Also: []string{"strategy discussion", "date of strategy discussion", "strategy meeting"}},
			{Code: "direct_work", Header: "Last direct work", Kind: "day", Means: "The day on which somebody last worked with the child about this risk.", Also: []string{"direct work", "date of direct work"}},
			{Code: "level_before", Header: "Level before", Kind: "choice", Choices: RiskLevels, Means: "The level before the last change. Left out, the level of the last list counts.", Also: []string{"previous level"}},
			{Code: "signed", Header: "Lower level signed off", Kind: "yes", Means: "Yes when a manager signed off that the level was lowered.", Also: []string{"manager sign off", "signed off"}},
			{Code: "plan", Header: "Plan of several agencies", Kind: "yes", Means: "Yes when the child has a plan that all agencies agreed.", Also: []string{"multi agency plan", "plan"}},
			{Code: "registered", Header: "Placement registered", Kind: "yes", Means: "No when the child lives in a placement that should be registered and is not. Blank for a child at home.", Also: []string{"registered placement"}},
		}, ownStaff),
	},
	{
		Code: EpisodesList, Name: "Missing episodes", Key: []string{"child_ref", "started"},
		About: "One row for each time that a child went missing from home or care in the last twelve months, those that are missing now included.",
		Columns: slices.Concat([]OwnColumn{
			refColumn,
			{Code: "started", Header: "Missing since", Kind: "moment", Required: true, Means: "When the child was last seen, or reported missing.", Also: []string{"start", "started", "date missing", "missing from date"}},
			{Code: "returned", Header: "Returned", Kind: "moment", Means: "Blank while the child is missing.", Also: []string{"return", "date returned", "found"}},
			{Code: "from", Header: "Missing from", Kind: "choice", Choices: MissingFrom, Means: "Where the child should have been."},
			{Code: "offered", Header: "Return interview offered", Kind: "yes", Means: "Yes or No. Blank counts as not offered once the child is back.", Also: []string{"rhi offered", "interview offered"}},
			{Code: "held", Header: "Return interview held", Kind: "moment", Means: "When it was held. Blank when it was not.", Also: []string{"rhi held", "interview held", "rhi date"}},
			{Code: "declined", Header: "Return interview declined", Kind: "yes", Means: "Yes when the child did not want it.", Also: []string{"rhi declined", "interview declined"}},
			{Code: "other_way", Header: "Other way tried", Kind: "yes", Means: "Yes when somebody found another way to hear the child after that.", Also: []string{"alternative tried"}},
			{Code: "escalated", Header: "Senior manager told", Kind: "moment", Means: "When a senior manager was told that the child is missing.", Also: []string{"escalated", "escalated on"}},
			{Code: "strategy", Header: "Strategy meeting", Kind: "day", Means: "The day of the strategy meeting about this episode.", Also: []string{"strategy discussion"}},
		}, ownStaff),
	},
}

// OwnListOf is a list by its code: one of OwnLists, or the list of references of a focus area whose pack has a cohort of its own.
func OwnListOf(code string, packs []FocusPack) (OwnList, bool) {
	if i := slices.IndexFunc(OwnLists, func(l OwnList) bool { return l.Code == code }); i >= 0 {
		return OwnLists[i], true
	}
	for _, p := range packs {
		if p.Cohort == OtherCohort && FocusList(p.Focus) == code {
			return OwnList{
				Code: code, Name: p.Name, Key: []string{"child_ref"}, About: "One row for each child who belongs to this focus area now.", Columns: slices.Concat([]OwnColumn{refColumn}, ownStaff),
			}, true
		}
	}
	return OwnList{}, false
}

// An OwnRow is one row of an own list. Values are by the code of their column, in one spelling: days as 2027-03-03, moments as RFC 3339, choices by code,
// "Yes" or "No". What was blank is not there.
type OwnRow struct {
	ChildRef string            `json:"child_ref"`
	Values   map[string]string `json:"values"`
}

// Day is a value that is a day, or the day of a moment; the zero date when there is none.
func (r OwnRow) Day(column string) calendar.Date {
	if at := r.Moment(column); !at.IsZero() {
		return calendar.DateOf(at)
	}
	d, err := calendar.ParseDate(r.Values[column])
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// Moment is a value that is a moment; the zero time when there is none.
func (r OwnRow) Moment(column string) time.Time {
	at, err := time.Parse(time.RFC3339, r.Values[column])
	if err != nil {
		return time.Time{}
	}
	return at
}

// Says reports whether a value is this one.
func (r OwnRow) Says(column, value string) bool { return r.Values[column] == value }

// level is the place of a level of risk among RiskLevels; -1 for none.
func (r OwnRow) level(column string) int {
	return slices.IndexFunc(RiskLevels, func(c Choice) bool { return c.Code == r.Values[column] })
}

// Words are a value as people read it.
func (c OwnColumn) Words(r OwnRow) string {
	switch c.Kind {
	case "day":
		return r.Day(c.Code).Long()
	case "moment":
		if at := r.Moment(c.Code); !at.IsZero() {
			return calendar.DateOf(at).Long() + " at " + at.In(calendar.London).Format("3:04pm")
		}
		return ""
	case "choice":
		return ChoiceText(c.Choices, r.Values[c.Code])
	}
	return r.Values[c.Code]
}
