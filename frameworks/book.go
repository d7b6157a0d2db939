package frameworks

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// bookLimits are what is read of a workbook.
var bookLimits = sheet.Limits{Rows: 1000, Columns: 30, Text: 2 << 20, Unzipped: 40 << 20}

// A list is one sheet of a workbook: what its columns are, for writing and for reading.
type list[T any] struct {
	sheet   string
	note    string // above the headings
	columns []column[T]
}

// A column has a heading that people know, the field that it is, and how it is read. set says in a sentence what is wrong, "" when nothing is.
type column[T any] struct {
	head  string
	field string // as the YAML file has it
	get   func(T) string
	set   func(*T, string) string
}

// words is a column that is text.
func words[T any](head, field string, at func(*T) *string) column[T] {
	return column[T]{head, field, func(row T) string { return *at(&row) }, func(row *T, cell string) string { *at(row) = cell; return "" }}
}

// toConfirm is the column of what the council has to confirm.
func toConfirm[T any](at func(*T) *bool) column[T] {
	return column[T]{
		"Council to confirm", "unconfirmed",
		func(row T) string {
			if *at(&row) {
				return "yes"
			}
			return ""
		},
		func(row *T, cell string) string {
			yes, known := yesOrNo(cell)
			*at(row) = yes
			if !known {
				return "“" + shown(cell) + "” is neither yes nor no. Write yes, or leave the cell empty."
			}
			return ""
		},
	}
}

// write makes a sheet of rows.
func (l list[T]) write(rows []T) sheet.Sheet {
	s := sheet.Sheet{Name: l.sheet, Note: l.note}
	for _, c := range l.columns {
		s.Header = append(s.Header, c.head)
	}
	cells := make([][]any, len(rows))
	for i, row := range rows {
		for _, c := range l.columns {
			cells[i] = append(cells[i], c.get(row))
		}
	}
	s.Rows = slices.Values(cells)
	return s
}

// A bookReading is a workbook on the way to a framework.
type bookReading struct {
	tables map[string]sheet.Table // by what their sheets are called, in small letters
	reading
}

// rows reads a sheet. found says for each row where it stands; what is wrong with a cell is said at once, at the place that at gives.
func rows[T any](b *bookReading, l list[T], at func(i int, row T) string) []T {
	table, there := b.tables[strings.ToLower(l.sheet)]
	if !there {
		return nil
	}
	head := slices.IndexFunc(table.Rows, func(r sheet.Row) bool { return len(headed(l, r.Cells)) == len(l.columns) })
	if head < 0 {
		b.missHeadings(l.sheet, table, heads(l))
		return nil
	}
	columns, found := headed(l, table.Rows[head].Cells), []T(nil)
	for _, r := range table.Rows[head+1:] {
		var row T
		var faults []readiness.FrameworkFault
		for i, c := range l.columns {
			if why := c.set(&row, cellAt(r.Cells, columns[i])); why != "" {
				faults = append(faults, readiness.FrameworkFault{At: c.field, Message: why})
			}
		}
		here := at(len(found), row)
		b.places[here] = readiness.FrameworkPlace{Sheet: l.sheet, Row: r.Number}
		for _, f := range faults {
			b.wrong(here+"."+f.At, f.Message)
		}
		found = append(found, row)
	}
	return found
}

// headed finds each column of a list in a row of headings; nil unless all are there.
func headed[T any](l list[T], cells []string) (at []int) {
	for _, c := range l.columns {
		i := slices.IndexFunc(cells, func(cell string) bool { return strings.EqualFold(strings.Join(strings.Fields(cell), " "), c.head) })
		if i < 0 {
			return nil
		}
		at = append(at, i)
	}
	return at
}

func heads[T any](l list[T]) []string {
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.head
	}
	return names
}

func (b *bookReading) missHeadings(name string, table sheet.Table, heads []string) {
	row := 1
	if len(table.Rows) > 0 {
		row = table.Rows[0].Number
	}
	here := "sheet " + name
	b.places[here] = readiness.FrameworkPlace{Sheet: name, Row: row}
	b.wrong(here, "The sheet “"+name+"” has no row with all of its headings: "+strings.Join(heads, ", ")+".")
}

func cellAt(cells []string, i int) string {
	if i >= len(cells) {
		return ""
	}
	return cells[i]
}

// readBook reads a workbook.
func readBook(f readiness.FrameworkFile, body []byte) (readiness.FrameworkFile, error) {
	tables, err := sheet.Read(body, bookLimits)
	var why sheet.Unreadable
	if errors.As(err, &why) {
		return f, unreadable(why.Error())
	}
	if err != nil {
		return f, err
	}
	b := &bookReading{tables: map[string]sheet.Table{}, reading: reading{places: map[string]readiness.FrameworkPlace{}}}
	for _, t := range tables {
		b.tables[strings.ToLower(strings.TrimSpace(t.Name))] = t
	}
	if _, there := b.tables[strings.ToLower(criteria.sheet)]; !there {
		return f, unreadable("The workbook has no sheet called “" + criteria.sheet + "”. Begin with a workbook from this page, so that every sheet has the name that we look for.")
	}
	b.framework(&f)
	f.Places, f.Unread = b.places, b.unread
	return f, nil
}

// Workbook writes a framework, and the crosswalk that travels with it, as Read reads it.
func (Files) Workbook(f readiness.FrameworkFile) ([]byte, error) {
	var out bytes.Buffer
	err := sheet.WriteXLSX(&out, sheetsOf(f)...)
	return out.Bytes(), err
}

func numbered(name string) func(int) string {
	return func(i int) string { return name + "." + strconv.Itoa(i) }
}
