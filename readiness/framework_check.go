package readiness

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A FrameworkFault is what is wrong in one place of a framework, crosswalk, pack or run-up. At names the place by its YAML keys and positions, such as
// areas.1.criteria.4.text, so that whoever read the file can say its row.
type FrameworkFault struct {
	At      string
	Message string
}

// reservedFrameworks are codes that are pages of the library.
var reservedFrameworks = []string{"import", "new"}

// Check says all that is wrong with a framework by itself; nothing when it can stand in the library.
func (f Framework) Check() []FrameworkFault {
	c := &checking{}
	c.head(f)
	c.grades(f.Grades)
	c.questions(f.Questions)
	c.tags(f.Tags)
	c.areas(f)
	c.enquiries(f.Enquiries)
	return c.faults
}

// checking collects faults.
type checking struct{ faults []FrameworkFault }

func (c *checking) wrong(at, sentence string) {
	c.faults = append(c.faults, FrameworkFault{at, sentence})
}

// text asks for a text that is there, and not too long. What names it at the beginning of a sentence.
func (c *checking) text(at, what, value string, most int) {
	switch {
	case value == "":
		c.wrong(at, what+" is missing.")
	case utf8.RuneCountInString(value) > most:
		c.wrong(at, what+" is longer than "+itoa(most)+" characters.")
	}
}

// code asks for a code that nothing else of its kind has.
func (c *checking) code(at, what, value string, may func(string) bool, how string, seen map[string]string) {
	before, twice := seen[value]
	switch {
	case value == "":
		c.wrong(at, what+" has no code.")
	case !may(value):
		c.wrong(at, "The code “"+shortened(value, 40)+"” cannot be. "+how)
	case twice:
		c.wrong(at, "The code "+value+" is there twice: "+before+" has it already.")
	default:
		seen[value] = lowerFirst(what)
	}
}

// lowerCode and upperCode are what codes may look like: the first are never shown to a person, the second stand in reports.
func lowerCode(s string) bool { return madeOf(s, "abcdefghijklmnopqrstuvwxyz0123456789_", 40) }

func upperCode(s string) bool {
	return madeOf(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.", 12)
}

func frameworkCode(s string) bool {
	return madeOf(s, "abcdefghijklmnopqrstuvwxyz0123456789-", 40) && !slices.Contains(reservedFrameworks, s)
}

const (
	lowerHow = "Use small letters, digits and _, 40 at most."
	upperHow = "Use capital letters, digits, full stops and hyphens, 12 at most."
	codeHow  = "Use small letters, digits and hyphens, 40 at most, such as anyshire-2027."
)

func madeOf(s, letters string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, letters) == ""
}

func (c *checking) head(f Framework) {
	c.code("code", "The framework", f.Code, frameworkCode, codeHow, map[string]string{})
	c.text("name", "The framework’s name", f.Name, 120)
	if f.Source != "" {
		c.text("source", "Where the framework was taken from", f.Source, 500)
	}
	switch {
	case f.From.IsZero():
		c.wrong("from", "The first day on which the framework holds is missing.")
	case !likely(f.From):
		c.wrong("from", "The framework’s first day must be between 2000 and 2099.")
	case !f.Until.IsZero() && f.Until.Before(f.From):
		c.wrong("until", "The framework’s last day is before its first.")
	}
}

func (c *checking) grades(grades []Grade) {
	if len(grades) < 2 || len(grades) > 10 {
		c.wrong("grades", "A framework needs a scale of 2 to 10 grades, the best first. This one has "+itoa(len(grades))+".")
	}
	codes, names := map[string]string{}, map[string]string{}
	for i, g := range grades {
		at, what := place("grades", i), "Grade "+itoa(i+1)
		c.code(at+".code", what, g.Code, lowerCode, lowerHow, codes)
		c.text(at+".name", "The name of "+orNumbered(g.Code, "grade", i), g.Name, 60)
		c.text(at+".means", "What "+orNumbered(g.Code, "grade", i)+" means", g.Means, 1000)
		if _, twice := names[g.Name]; g.Name != "" && twice {
			c.wrong(at+".name", "Two grades are called "+g.Name+".")
		}
		names[g.Name] = what
	}
}

func (c *checking) questions(questions []FrameworkQuestion) {
	if len(questions) == 0 || len(questions) > 10 {
		c.wrong("questions", "A framework needs 1 to 10 questions that are asked of every criterion. This one has "+itoa(len(questions))+".")
	}
	codes := map[string]string{}
	for i, q := range questions {
		at := place("questions", i)
		c.code(at+".code", "Question "+itoa(i+1), q.Code, lowerCode, lowerHow, codes)
		c.text(at+".text", "The text of "+orNumbered(q.Code, "question", i), q.Text, 300)
	}
}

func (c *checking) tags(tags []FrameworkTag) {
	if len(tags) > 40 {
		c.wrong("tags", "A framework can have 40 tags at most.")
	}
	codes := map[string]string{}
	for i, t := range tags {
		at := place("tags", i)
		c.code(at+".code", "Tag "+itoa(i+1), t.Code, lowerCode, lowerHow, codes)
		c.text(at+".text", "The text of "+orNumbered(t.Code, "tag", i), t.Text, 300)
	}
}

func (c *checking) areas(f Framework) {
	if len(f.Areas) > 20 {
		c.wrong("areas", "A framework can have 20 judgement areas at most.")
	}
	areas, criteria, total := map[string]string{}, map[string]string{}, 0
	for i, a := range f.Areas {
		at := place("areas", i)
		c.code(at+".code", "Judgement area "+itoa(i+1), a.Code, upperCode, upperHow, areas)
		c.text(at+".name", "The name of "+orNumbered(a.Code, "judgement area", i), a.Name, 200)
		for j, criterion := range a.Criteria {
			c.criterion(f, place(at+".criteria", j), criterion, "Criterion "+itoa(j+1)+" of "+orNumbered(a.Code, "judgement area", i), criteria)
		}
		total += len(a.Criteria)
	}
	if total == 0 || total > 300 {
		c.wrong("areas", "A framework needs 1 to 300 criteria. This one has "+itoa(total)+".")
	}
}

func (c *checking) criterion(f Framework, at string, k Criterion, what string, seen map[string]string) {
	c.code(at+".code", what, k.Code, upperCode, upperHow, seen)
	name := k.Code
	if name == "" {
		name = lowerFirst(what)
	}
	c.text(at+".text", "The text of "+name, k.Text, 500)
	for i, t := range k.Tags {
		switch {
		case !slices.ContainsFunc(f.Tags, func(known FrameworkTag) bool { return known.Code == t }):
			c.wrong(at+".tags", "The tag “"+shortened(t, 40)+"” of "+name+" is not among the framework’s tags.")
		case slices.Contains(k.Tags[:i], t):
			c.wrong(at+".tags", "The tag “"+t+"” stands twice at "+name+".")
		}
	}
}

func (c *checking) enquiries(lines []KeyLine) {
	if len(lines) > 100 {
		c.wrong("key_lines", "A framework can have 100 key lines of enquiry at most.")
	}
	for i, l := range lines {
		at := place("key_lines", i)
		if l.Year < 2000 || l.Year > 2099 {
			c.wrong(at+".year", "The year of key line "+itoa(i+1)+" must be between 2000 and 2099.")
		}
		c.text(at+".text", "The text of key line "+itoa(i+1), l.Text, 300)
	}
}

func place(list string, i int) string { return list + "." + strconv.Itoa(i) }

// orNumbered names a thing by its code, or by where it stands when it has none.
func orNumbered(code, noun string, i int) string {
	if code != "" {
		return shortened(code, 40)
	}
	return noun + " " + itoa(i+1)
}
