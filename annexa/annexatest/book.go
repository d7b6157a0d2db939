// Package annexatest makes believable Annex A uploads from a seed, for tests and for the demo: children who exist nowhere, in
// either layout, at any day of their imagined lives, and with any fault that the rules know. The same Spec gives the same bytes
// of data, and a later TakenOn gives the same children later.
package annexatest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/sheet"
)

// A Book is an upload as a grid that can still be changed. A cell is a string, an int, a float64, a calendar.Date, or nil.
type Book struct {
	TakenOn calendar.Date
	Layout  string
	Lists   []*List // in the order of the sheets
}

// A List is one sheet of a Book.
type List struct {
	Number int
	Sheet  string
	Titles []string // rows above the header
	Header []string
	Rows   [][]any
}

// values are the cells of a row by header.
type values map[string]any

func newBook(spec Spec) *Book {
	b := &Book{TakenOn: spec.TakenOn, Layout: spec.Layout}
	for n := 1; n <= 11; n++ {
		l := &List{Number: n, Sheet: fmt.Sprintf("List %d", n)}
		for _, c := range annexa.Columns(n, spec.Layout) {
			l.Header = append(l.Header, c.Header)
		}
		b.Lists = append(b.Lists, l)
	}
	return b
}

// List returns one of the lists by number. It panics when the book has none, because the test that asks is wrong.
func (b *Book) List(number int) *List {
	for _, l := range b.Lists {
		if l.Number == number {
			return l
		}
	}
	panic(fmt.Sprintf("annexatest: the book has no list %d", number))
}

// Drop takes lists out of the book.
func (b *Book) Drop(numbers ...int) {
	b.Lists = slices.DeleteFunc(b.Lists, func(l *List) bool { return slices.Contains(numbers, l.Number) })
}

func (l *List) add(v values) {
	row := make([]any, len(l.Header))
	for i, h := range l.Header {
		row[i] = v[h]
	}
	l.Rows = append(l.Rows, row)
}

func (l *List) column(header string) int {
	at := slices.Index(l.Header, header)
	if at < 0 {
		panic(fmt.Sprintf("annexatest: list %d has no column %q", l.Number, header))
	}
	return at
}

// Set puts a value into a cell; rows count from 0.
func (l *List) Set(row int, header string, value any) { l.Rows[row][l.column(header)] = value }

// Get returns a cell's value; rows count from 0.
func (l *List) Get(row int, header string) any { return l.Rows[row][l.column(header)] }

// Copy adds a copy of a row at the end and returns its index.
func (l *List) Copy(row int) int {
	l.Rows = append(l.Rows, slices.Clone(l.Rows[row]))
	return len(l.Rows) - 1
}

// Find returns the first row whose cell satisfies want. It panics when there is none: give the Spec more children.
func (l *List) Find(header string, want func(value any) bool) int {
	at := l.column(header)
	for i, row := range l.Rows {
		if want(row[at]) {
			return i
		}
	}
	panic(fmt.Sprintf("annexatest: no row of list %d has the %q that is wanted", l.Number, header))
}

// Rename gives a column another header.
func (l *List) Rename(header, to string) { l.Header[l.column(header)] = to }

// Remove takes a column away.
func (l *List) Remove(header string) {
	at := l.column(header)
	l.Header = slices.Delete(slices.Clone(l.Header), at, at+1)
	for i, row := range l.Rows {
		l.Rows[i] = slices.Delete(slices.Clone(row), at, at+1)
	}
}

func (l *List) sheet() sheet.Sheet {
	s := sheet.Sheet{Name: l.Sheet, Header: l.Header, Rows: slices.Values(l.Rows)}
	if len(l.Titles) > 0 {
		s.Header, s.Rows = l.Titles[:1], l.below()
	}
	return s
}

// below are the rows under the first title.
func (l *List) below() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, title := range l.Titles[1:] {
			if !yield([]any{title}) {
				return
			}
		}
		header := make([]any, len(l.Header))
		for i, h := range l.Header {
			header[i] = h
		}
		if !yield(header) {
			return
		}
		for _, row := range l.Rows {
			if !yield(row) {
				return
			}
		}
	}
}

// XLSX returns the book as a workbook: the same bytes for the same book.
func (b *Book) XLSX() []byte {
	var sheets []sheet.Sheet
	for _, l := range b.Lists {
		sheets = append(sheets, l.sheet())
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, sheets...); err != nil {
		panic(fmt.Sprintf("annexatest: %v", err))
	}
	data, err := inOrder(out.Bytes())
	if err != nil {
		panic(fmt.Sprintf("annexatest: %v", err))
	}
	return data
}

// inOrder puts the parts of a zip file into the order of their names: the writer puts them as they come.
func inOrder(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var buffer bytes.Buffer
	out := zip.NewWriter(&buffer)
	for _, part := range in.File {
		if err := out.Copy(part); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// CSV returns the book as one csv file for each list.
func (b *Book) CSV() []annexa.File {
	var files []annexa.File
	for _, l := range b.Lists {
		var out bytes.Buffer
		if err := sheet.WriteCSV(&out, l.sheet()); err != nil {
			panic(fmt.Sprintf("annexatest: %v", err))
		}
		files = append(files, annexa.File{Name: l.Sheet + ".csv", Data: out.Bytes()})
	}
	return files
}
