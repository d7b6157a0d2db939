package annexa

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A Scope says how much of the upload a rule looks at.
type Scope string

// The scopes, narrow to wide.
const (
	ScopeUpload    Scope = "upload"       // which lists and columns were found, and how they were read
	ScopeField     Scope = "field"        // one cell
	ScopeRow       Scope = "row"          // the cells of one row
	ScopeRows      Scope = "rows"         // the rows of one child, or of one list
	ScopeLists     Scope = "lists"        // two lists
	ScopePlausible Scope = "plausibility" // may well be right, but somebody should look
)

// A RuleInfo describes one rule for documentation.
type RuleInfo struct {
	ID       string // stable, such as "end-before-start"
	Severity readiness.Severity
	Scope    Scope
	Sentence string // what is wrong when the rule fires
	Fix      string // what to do
}

// Rules returns every rule in a fixed order: the upload, then from one cell to several lists, then what is only unlikely.
//
// They are the rules of domain.md 2.5, except those that no workbook can decide: a date of death (Annex A has no column for it),
// the referral before an assessment (list 3 looks back six months only), names of workers and teams (they need the council's own
// list of staff), and changes since the last upload (they need that upload).
func Rules() []RuleInfo {
	var out []RuleInfo
	for _, r := range allRules() {
		sentence := strings.NewReplacer("{column}", "the column", "{other}", "another column").Replace(r.sentence)
		sentence = strings.ToUpper(sentence[:1]) + sentence[1:]
		out = append(out, RuleInfo{ID: r.id, Severity: r.severity, Scope: r.scope, Sentence: sentence, Fix: r.fix})
	}
	return out
}

func allRules() []*rule {
	return slices.Concat(uploadRules, readingRules, fieldRules, spellRules, personRules, workRules, orderRules, childRules, listRules, countRules, plausibleRules, staleRules)
}

// A rule is one thing that can be wrong. Exactly one of its checks is set, by scope; rules of the upload have none, since the
// reader itself raises them. In the sentence, {column} and {other} stand for the headers concerned.
type rule struct {
	id       string
	severity readiness.Severity
	scope    Scope
	sentence string
	fix      string
	leaves   bool  // a row with this finding cannot be used for a case
	lists    []int // row rules: the lists it is for; nil for all

	on     func(c *column) bool                        // field rules: the columns they look at
	broken func(u *upload, c *column, v *reading) bool // field rules
	row    func(r *row)                                // row rules
	whole  func(u *upload, r *rule)                    // rules over rows and lists
}

const (
	mend = readiness.SeverityError
	ask  = readiness.SeverityQuery
	tell = readiness.SeverityInfo
)

func (r *rule) isFor(list int) bool { return r.lists == nil || slices.Contains(r.lists, list) }

// A row is one record under one rule's eyes.
type row struct {
	u    *upload
	t    *table
	rec  *record
	rule *rule
}

func (r *row) cell(f field) *cell {
	if at := r.t.list.place[f]; at >= 0 {
		return &r.rec.cells[at]
	}
	return &noCell
}

var noCell cell

// has reports whether the upload has the field's column on this list.
func (r *row) has(f field) bool { return r.t.has(f) }

// day is the field's date, or the zero date when it is blank or unreadable.
func (r *row) day(f field) calendar.Date { return r.cell(f).day }

// code is the field's code, or "" when it is blank or unknown.
func (r *row) code(f field) string {
	if c := r.cell(f); c.state == good {
		return c.text
	}
	return ""
}

// number is the field's number; ok is false when it is blank or unreadable.
func (r *row) number(f field) (n int, ok bool) {
	c := r.cell(f)
	return int(c.number), c.state == good
}

// empty reports whether the field's column is there and its cell is blank. A look-up error is neither blank nor a value.
func (r *row) empty(f field) bool { return r.t.has(f) && r.cell(f).state == blank }

// filled reports whether something was given, even if it cannot be read.
func (r *row) filled(f field) bool {
	c := r.cell(f)
	return c.state == good || c.state == bad
}

func (r *row) under(rule *rule) *row {
	r.rule = rule
	return r
}

// say notes that the rule is broken at this field; others fill {other} in the sentence.
func (r *row) say(f field, others ...field) {
	c := r.t.list.column(f)
	message := strings.ReplaceAll(r.rule.sentence, "{column}", quoted(c.header))
	for _, o := range others {
		message = strings.Replace(message, "{other}", quoted(r.t.list.column(o).header), 1)
	}
	r.u.notes.onRow(r.rule, r.t, r.rec, c.header, shown(c, r.cell(f)), message)
}

func quoted(header string) string { return "“" + header + "”" }

// shown is a cell as a finding may show it: never a birth date, free text, or an identifier that might be a name.
func shown(c *column, v *cell) string {
	switch {
	case v.state == blank || c.kind == text && v.state != failed || c.field == birthDate:
		return ""
	case c.kind == ref && !readiness.LooksLikeReference(v.text):
		return ""
	case c.kind == date && v.state == good:
		return shortDate(v.day)
	case c.kind == number && v.state == good, c.kind == age && v.state == good:
		return itoa(int(v.number))
	}
	return clipped(v.text)
}

func clipped(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
