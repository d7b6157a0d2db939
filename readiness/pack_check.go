package readiness

import (
	"slices"
	"strings"
)

// A flagRule is what a red flag's threshold may be; without one when most is 0.
type flagRule struct{ least, most int }

// flagThresholds say which rules compare with a threshold, and which thresholds make sense.
var flagThresholds = map[string]flagRule{
	"no_contact_weeks": {1, 52}, "plan_older_months": {1, 36}, "missing_episodes": {1, 100}, "interview_late_hours": {1, 720},
	"episodes_without_meeting": {1, 100}, "open_episode_hours": {1, 720}, "declined_twice": {1, 20}, "high_without_strategy_days": {1, 365},
	"review_older_weeks": {1, 104}, "missing_in_90_days": {1, 90}, "no_direct_work_weeks": {1, 52},
}

// FlagThreshold says between which bounds the threshold of a rule lies; false for a rule that has none.
func FlagThreshold(rule string) (least, most int, has bool) {
	r, has := flagThresholds[rule]
	return r.least, r.most, has
}

// Cohorts are where the children of a focus area come from.
var Cohorts = []Choice{
	{CareLeaverCohort, "Care leavers: list 9 of the Annex A"},
	{MissingCohort, "Missing: list 8 of the Annex A, with the council’s own list of episodes"},
	{ExploitationCohort, "Exploitation: the council’s own list of children at risk"},
	{OtherCohort, "A list of references that the council brings in for the focus area"},
}

// Words are the flag with its threshold.
func (f RedFlag) Words() string { return strings.ReplaceAll(f.Name, "%d", itoa(f.Threshold)) }

// Check says all that is wrong with a pack by itself; nothing when it can stand in the library.
func (p FocusPack) Check() []FrameworkFault {
	c := &checking{}
	c.packHead(p)
	for _, part := range PackParts {
		c.lines(part.Code, "The list “"+part.Text+"”", *p.part(part.Code), map[string]string{})
	}
	c.flags(p)
	c.sections(p.Sections)
	return c.faults
}

func (c *checking) packHead(p FocusPack) {
	c.libraryHead("focus area", p.Code, p.Name, p.Source, p.From)
	c.code("focus", "The focus area", p.Focus, lowerCode, lowerHow, map[string]string{})
	c.oneOf("cohort", "Where its children come from", p.Cohort, Cohorts)
}

func (c *checking) lines(at, what string, lines []PackLine, seen map[string]string) {
	if len(lines) == 0 || len(lines) > mostLines {
		c.wrong(at, what+" needs 1 to "+itoa(mostLines)+" lines. There "+areNow(len(lines))+".")
	}
	for i, l := range lines {
		here := place(at, i)
		c.code(here+".code", "Line "+itoa(i+1)+" of "+lowerFirst(what), l.Code, upperCode, upperHow, seen)
		c.text(here+".text", "The text of "+orNumbered(l.Code, "line", i), l.Text, mostLine)
	}
}

const (
	mostLines = 60
	mostLine  = 500
)

func areNow(n int) string {
	switch n {
	case 0:
		return "are none"
	case 1:
		return "is 1"
	}
	return "are " + itoa(n)
}

func (c *checking) flags(p FocusPack) {
	if len(p.Flags) == 0 && p.Cohort != OtherCohort || len(p.Flags) > mostLines {
		c.wrong("flags", "A focus area needs 1 to "+itoa(mostLines)+" red flags. There "+areNow(len(p.Flags))+".")
	}
	codes := map[string]string{}
	for i, f := range p.Flags {
		at, name := place("flags", i), orNumbered(f.Code, "red flag", i)
		c.code(at+".code", "Red flag "+itoa(i+1), f.Code, lowerCode, lowerHow, codes)
		c.text(at+".name", "The name of "+name, f.Name, 120)
		c.text(at+".why", "Why "+name+" matters", f.Why, 300)
		c.oneOf(at+".rule", "The rule of "+name, f.Rule, FlagRules)
		if slices.ContainsFunc(FlagRules, func(r Choice) bool { return r.Code == f.Rule }) {
			c.threshold(at, name, f)
		}
	}
}

// threshold asks for one that the rule can be compared with, and for a name that shows it.
func (c *checking) threshold(at, name string, f RedFlag) {
	least, most, has := FlagThreshold(f.Rule)
	switch {
	case !has && f.Threshold != 0:
		c.wrong(at+".threshold", "The rule of "+name+" compares with no threshold. Leave it out.")
	case has && (f.Threshold < least || f.Threshold > most):
		c.wrong(at+".threshold", "The threshold of "+name+" must be between "+itoa(least)+" and "+itoa(most)+".")
	}
	switch n := strings.Count(f.Name, "%"); {
	case has && (n != 1 || !strings.Contains(f.Name, "%d")):
		c.wrong(at+".name", "The name of "+name+" must show the threshold: write %d where it stands, once.")
	case !has && n > 0:
		c.wrong(at+".name", "The name of "+name+" has a %, and its rule no threshold to put there.")
	}
}

func (c *checking) sections(sections []AuditSection) {
	if len(sections) == 0 || len(sections) > 30 {
		c.wrong("sections", "An audit form needs 1 to 30 sections. There "+areNow(len(sections))+".")
	}
	codes, questions := map[string]string{}, map[string]string{}
	for i, s := range sections {
		at := place("sections", i)
		c.code(at+".code", "Section "+itoa(i+1), s.Code, lowerCode, lowerHow, codes)
		c.text(at+".name", "The name of "+orNumbered(s.Code, "section", i), s.Name, 120)
		c.lines(at+".questions", "The list of questions of "+orNumbered(s.Code, "section", i), s.Questions, questions)
	}
}
