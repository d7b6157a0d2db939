// Package sheet writes tables as Excel workbooks and csv files. No cell can become a formula in either, whatever text it holds,
// and dates are real dates.
package sheet

import (
	"fmt"
	"iter"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Sheet is one table. A cell is nil, a string, a bool, an int, an int64, a float64, a calendar.Date or a time.Time (its day
// and time as they stand in its location); a zero date is a blank cell. Rows may be shorter or longer than Header.
type Sheet struct {
	Name   string // at most 31 characters, none of : \ / ? * [ ]; csv has no place for it
	Header []string
	Rows   iter.Seq[[]any] // slices.Values makes one of a [][]any; nil for none
}

func (s Sheet) rows() iter.Seq[[]any] {
	if s.Rows == nil {
		return func(func([]any) bool) {}
	}
	return s.Rows
}

// unknown is the error for a value that no cell can hold; it is a mistake in the calling code.
func unknown(value any) error { return fmt.Errorf("sheet: a cell cannot hold a %T", value) }

func midnight(d calendar.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}
