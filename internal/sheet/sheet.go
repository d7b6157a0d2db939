// Package sheet writes tables as Excel workbooks and csv files. No cell can become a formula in either, whatever text it holds,
// and dates are real dates.
package sheet

import (
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Sheet is one table. A cell is nil, a string, a bool, an int, an int64, a float64, a calendar.Date or a time.Time (its day
// and time as they stand in its location); a zero date is a blank cell. Rows may be shorter or longer than Header.
type Sheet struct {
	Name   string // at most 31 characters, none of : \ / ? * [ ]; csv has no place for it
	Note   string // a line above the header, which says what the table is; "" for none
	Header []string
	Rows   iter.Seq[[]any] // slices.Values makes one of a [][]any; nil for none
}

func (s Sheet) rows() iter.Seq[[]any] {
	if s.Rows == nil {
		return func(func([]any) bool) {}
	}
	return s.Rows
}

// Harmless keeps a spreadsheet from running text as a formula: text that begins with one of = + - @, also in full width, a tab or an end of line gets a
// ' before it. Blanks in front do not hide the sign, because some programs leave them out.
func Harmless(text string) string {
	if text == "" {
		return text
	}
	first, _ := utf8.DecodeRuneInString(text)
	sign, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, blank))
	if strings.ContainsRune("\t\r\n", first) || strings.ContainsRune(signs, sign) {
		return "'" + text
	}
	return text
}

// signs begin a formula, or a command of old spreadsheets.
const signs = "=+-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b"

// blank reports what cannot be seen: spaces of every kind, control characters, and marks without a width.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// unknown is the error for a value that no cell can hold; it is a mistake in the calling code.
func unknown(value any) error { return fmt.Errorf("sheet: a cell cannot hold a %T", value) }

func midnight(d calendar.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}
