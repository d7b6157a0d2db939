package annexa

import (
	"fmt"
	"strings"
)

// A mark says what happened to a row.
type mark uint8

const (
	hasError mark = 1 << iota
	hasQuery
	leftOut
)

// A record is one row as understood, its cells in the order of the list's columns.
type record struct {
	number int32 // as the spreadsheet shows it
	marks  mark
	cells  []cell
}

// A table is one sheet or file that turned out to be one of the lists.
type table struct {
	list    *list
	sheet   string
	present []bool // which of the list's columns were found
	records []record
	repairs [][repairCount]int // per column, how many cells were repaired in which way
	doubts  []int              // per column, dates whose order is open
	us      []int              // per column, dates that can only be American
	newer   bool               // shows a sign of the newer layout
	checks  [][]*rule          // field rules per column
}

func newTable(h heading, sheet string) *table {
	t := &table{list: h.list, sheet: sheet}
	n := len(t.list.columns)
	t.present, t.repairs, t.doubts, t.us, t.checks = make([]bool, n), make([][repairCount]int, n), make([]int, n), make([]int, n), make([][]*rule, n)
	for _, at := range h.place {
		if at >= 0 {
			t.present[at] = true
			t.newer = t.newer || t.list.columns[at].newer
		}
	}
	for i := range t.list.columns {
		for _, r := range fieldChecks() {
			if r.on(&t.list.columns[i]) {
				t.checks[i] = append(t.checks[i], r)
			}
		}
	}
	return t
}

func (t *table) has(f field) bool { return t.list.has(f) && t.present[t.list.place[f]] }

// cell is the field's cell of a record, blank when the list has no such column.
func (t *table) cell(rec *record, f field) *cell {
	if at := t.list.place[f]; at >= 0 {
		return &rec.cells[at]
	}
	return &noCell
}

func (t *table) code(rec *record, f field) string {
	if c := t.cell(rec, f); c.state == good {
		return c.text
	}
	return ""
}

// id is the child's reference, or the adopter's on list 11.
func (t *table) id(rec *record) string {
	f := childID
	if t.list.number == 11 {
		f = adopterID
	}
	return t.code(rec, f)
}

// add reads one data row. It reports false for a row that is blank in every column of the list.
func (t *table) add(u *upload, r *reader, h *heading, number int, raw []string) bool {
	rec := record{number: int32(number), cells: make([]cell, len(t.list.columns))}
	readings := u.readings[:len(t.list.columns)]
	clear(readings)
	filled := false
	for i, at := range h.place {
		if at >= 0 && i < len(raw) && raw[i] != "" {
			readings[at] = r.read(&t.list.columns[at], raw[i])
			rec.cells[at] = readings[at].cell
			filled = filled || readings[at].state != blank
		}
	}
	if !filled {
		return false
	}
	t.records = append(t.records, rec)
	t.checkFields(u, readings)
	return true
}

// checkFields applies the field rules to the record just added, and counts what was repaired.
func (t *table) checkFields(u *upload, readings []reading) {
	view := row{u: u, t: t, rec: &t.records[len(t.records)-1]}
	for i := range readings {
		if !t.present[i] {
			continue
		}
		c, v := &t.list.columns[i], &readings[i]
		t.tally(i, c, v)
		for _, r := range t.checks[i] {
			if r.broken(u, c, v) {
				view.under(r).say(c.field)
			}
		}
	}
}

func (t *table) tally(i int, c *column, v *reading) {
	if v.trimmed {
		t.repairs[i][trimmed]++
	}
	if v.how != noRepair {
		t.repairs[i][v.how]++
	}
	switch v.doubt {
	case ambiguousDate:
		t.doubts[i]++
	case americanDate:
		t.us[i]++
	case noDoubt, contraryCode:
	}
	if c.set != nil && v.state == good {
		found := c.set.codes[v.number]
		t.newer = t.newer || found.newer
	}
}

var repairWords = [repairCount]string{
	trimmed:      "%s had invisible or stray spaces; those around the value were removed and others made plain",
	serialDate:   "%s held Excel's number of the day; it was read as a date",
	isoDate:      "%s had the year first; it was read as a date",
	textDate:     "%s had the date in words, with a time, or in another order; it was read as a date",
	shortYear:    "%s had a year of two digits; 00 to 49 was read as this century and 50 to 99 as the last",
	codeReworded: "%s had a value in other words than the specification's, such as a label without its letter; it was read as the code it names",
	ageDecimal:   "%s had an age with decimals; the whole years were taken",
}

// tellRepairs notes, once per column and way, what was repaired while reading.
func (t *table) tellRepairs(n *notes) {
	for i, c := range t.list.columns {
		for how, count := range t.repairs[i] {
			if count > 0 {
				n.onTable(repairRules[how], t, c.header, fmt.Sprintf(repairWords[how], counted(count, "cell"))+".")
			}
		}
		if t.us[i] > 0 && t.doubts[i] > 0 {
			n.onTable(dateOrderDoubtful, t, c.header, strings.Replace(dateOrderDoubtful.sentence, "{column}", quoted(c.header), 1)+
				" "+counted(t.doubts[i], "date")+" could be either.")
		}
	}
}
