package sheet

import (
	"bytes"
	"strings"
	"unicode"
)

// A Table is one sheet as it was read: the rows that hold anything, each with its number as the spreadsheet shows it.
type Table struct {
	Name string // of the sheet; "" for a csv file
	Rows []Row
}

// A Row is one row of a Table. Its cells are text as it is stored: no formula is worked out, and text that looks like one stays text. A number that the
// spreadsheet shows as a date is written as 2027-03-31, with its time as 2027-03-31 14:30 where the limits want times. Blank cells at the end are left out.
type Row struct {
	Number int
	Cells  []string
}

// Limits are how much Read takes of one file.
type Limits struct {
	Rows     int   // that hold anything, in one sheet
	Columns  int   // in one row
	Text     int   // bytes of all cells together
	Unzipped int64 // bytes of a workbook when it is unzipped
	Times    bool  // dates are read with their times
}

// Unreadable says in a sentence for a person why a file cannot be read.
type Unreadable string

// Error returns the sentence.
func (u Unreadable) Error() string { return string(u) }

// The sentences of files that are something else, or too much.
const (
	isEmpty     Unreadable = "The file is empty."
	isOther     Unreadable = "The file is neither an Excel workbook nor a csv file. Save it as an Excel workbook (.xlsx) or as csv."
	isPage      Unreadable = "The file is a web page or XML, whatever its name says. Open it in Excel and save it as an Excel workbook (.xlsx)."
	isOld       Unreadable = "The file is in the old .xls format, which cannot be read. Open it in Excel and save it as an Excel workbook (.xlsx)."
	isLocked    Unreadable = "The workbook is protected with a password. Take the password off in Excel (File, Info, Protect Workbook) and choose it again."
	isBinary    Unreadable = "The file is a binary workbook (.xlsb), which cannot be read. Save it in Excel as an Excel workbook (.xlsx)."
	hasMacros   Unreadable = "The workbook holds macros. Save it in Excel as an Excel workbook without them (.xlsx)."
	isDamaged   Unreadable = "The workbook is damaged and cannot be read. Save it again in Excel as an Excel workbook (.xlsx)."
	isBroken    Unreadable = "The file cannot be read as csv. Open it in Excel and save it again."
	isPacked    Unreadable = "The workbook unzips to far more than a list of this kind, so it is not read. Copy the list into a new workbook."
	tooManyRows Unreadable = "The file has more rows than can be read at once. Cut it into parts."
	tooWide     Unreadable = "The file has more columns than can be read. Delete those that are not needed."
	tooLong     Unreadable = "The file holds more text than can be read at once. Cut it into parts, or delete columns that are not needed."
)

// Read reads an xlsx workbook, all its sheets, or a csv file, whatever the file is called. It returns an Unreadable for everything else.
func Read(data []byte, l Limits) ([]Table, error) {
	switch {
	case len(data) == 0:
		return nil, isEmpty
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return readXLSX(data, l)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // directory names in this container are UTF-16
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return nil, isLocked
		}
		return nil, isOld
	}
	t, err := readCSV(data, l)
	return []Table{t}, err
}

// A taking collects the rows of a file within its limits.
type taking struct {
	limits Limits
	text   int
	table  Table
}

// row takes one row, unless nothing is in it.
func (t *taking) row(number int, cells []string) error {
	kept := make([]string, len(cells))
	last := 0
	for i, cell := range cells {
		if kept[i] = clean(cell); kept[i] != "" {
			last = i + 1
		}
		t.text += len(kept[i])
	}
	switch {
	case last == 0:
		return nil
	case last > t.limits.Columns:
		return tooWide
	case t.text > t.limits.Text:
		return tooLong
	case len(t.table.Rows) >= t.limits.Rows:
		return tooManyRows
	}
	t.table.Rows = append(t.table.Rows, Row{number, kept[:last:last]})
	return nil
}

// clean takes away what nobody sees: space around the text, control characters, and what is no character at all.
func clean(cell string) string {
	cell = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff', r == unicode.ReplacementChar:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(cell, ""))
	return strings.TrimSpace(cell)
}
