package annexa

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// maxPerRule is how many findings of one rule on one sheet are kept; the rest is counted in one more finding.
const maxPerRule = 1_000

// notes collect findings, and mark the rows they are about.
type notes struct {
	all    []readiness.Finding
	counts map[noteKey]int
	keys   []noteKey // in order of first appearance
	order  map[*table]int
}

type noteKey struct {
	rule  *rule
	table *table
}

func newNotes() *notes { return &notes{counts: map[noteKey]int{}, order: map[*table]int{}} }

func (n *notes) onRow(r *rule, t *table, rec *record, header, found, message string) {
	switch r.severity {
	case readiness.SeverityError:
		rec.marks |= hasError
	case readiness.SeverityQuery:
		rec.marks |= hasQuery
	case readiness.SeverityInfo:
	}
	if r.leaves {
		rec.marks |= leftOut
	}
	if n.count(noteKey{r, t}) {
		n.all = append(n.all, readiness.Finding{
			List: t.list.number, Sheet: t.sheet, Row: int(rec.number), Column: header, Rule: r.id,
			Severity: r.severity, Found: found, Message: sentence(message), Fix: r.fix, LeftOut: r.leaves,
		})
	}
}

// onTable notes something about a whole sheet, or one of its columns.
func (n *notes) onTable(r *rule, t *table, header, message string) {
	if n.count(noteKey{r, t}) {
		n.all = append(n.all, readiness.Finding{
			List: t.list.number, Sheet: t.sheet, Column: header, Rule: r.id, Severity: r.severity, Message: sentence(message), Fix: r.fix,
		})
	}
}

// onUpload notes something that belongs to no table: number is the list it is about, or 0.
func (n *notes) onUpload(r *rule, number int, sheet, message string) {
	n.all = append(n.all, readiness.Finding{List: number, Sheet: sheet, Rule: r.id, Severity: r.severity, Message: sentence(message), Fix: r.fix})
}

func (n *notes) count(key noteKey) (keep bool) {
	if n.counts[key] == 0 {
		n.keys = append(n.keys, key)
	}
	n.counts[key]++
	return n.counts[key] <= maxPerRule
}

// sorted returns the findings by list, sheet and row, those about a whole list first.
func (n *notes) sorted() []readiness.Finding {
	for _, key := range n.keys {
		if more := n.counts[key] - maxPerRule; more > 0 {
			n.all = append(n.all, readiness.Finding{
				List: key.table.list.number, Sheet: key.table.sheet, Rule: key.rule.id, Severity: key.rule.severity,
				Message: fmt.Sprintf("And %s more of this kind on this list, not shown.", thousands(more)), Fix: key.rule.fix, LeftOut: key.rule.leaves,
			})
		}
	}
	slices.SortStableFunc(n.all, func(a, b readiness.Finding) int {
		return cmp.Or(cmp.Compare(a.List, b.List), strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row))
	})
	return n.all
}

// sentence gives a message its capital letter.
func sentence(message string) string {
	if message == "" || message[0] < 'a' || message[0] > 'z' {
		return message
	}
	return strings.ToUpper(message[:1]) + message[1:]
}

func itoa(n int) string { return strconv.Itoa(n) }

// thousands writes 20000 as “20,000”.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted writes “1 row” or “20,000 rows”.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

func shortDate(d calendar.Date) string {
	return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year())
}
