package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// dates know which numbers of a sheet are shown as dates.
type dates struct {
	book     *excelize.File
	sheet    string
	from1904 bool
	times    bool
	styles   map[int]bool
}

func newDates(book *excelize.File, sheet string, times bool) (dates, error) {
	props, err := book.GetWorkbookProps()
	if err != nil {
		return dates{}, fmt.Errorf("read workbook: %w", err)
	}
	return dates{book, sheet, props.Date1904 != nil && *props.Date1904, times, map[int]bool{}}, nil
}

// written gives a row's cells with its dates as 2027-03-31, or as 2027-03-31 14:30 where times are wanted and there is one.
func (d dates) written(number int, row []string) ([]string, error) {
	for i, cell := range row {
		serial, err := strconv.ParseFloat(cell, 64)
		if err != nil || !(serial >= 1 && serial < 2_958_466) {
			continue
		}
		at, err := excelize.CoordinatesToCellName(i+1, number)
		if err != nil {
			return nil, isDamaged
		}
		style, err := d.book.GetCellStyle(d.sheet, at)
		if err != nil {
			return nil, isDamaged
		}
		if !d.dated(style) {
			continue
		}
		day, err := excelize.ExcelDateToTime(serial, d.from1904)
		if err != nil {
			return nil, isDamaged
		}
		row[i] = d.day(day)
	}
	return row, nil
}

// day is a date as it is written. Midnight is left out: a day without a time is stored as its first moment, and Excel's fractions of a day miss the second
// by a little.
func (d dates) day(at time.Time) string {
	at = at.Round(time.Second)
	if !d.times || at.Hour() == 0 && at.Minute() == 0 {
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04")
}

// dated reports whether a style shows a number as a day.
func (d dates) dated(style int) bool {
	known, ok := d.styles[style]
	if !ok {
		s, err := d.book.GetStyle(style)
		known = err == nil && (s.NumFmt >= 14 && s.NumFmt <= 17 || s.NumFmt == 22 || s.NumFmt >= 27 && s.NumFmt <= 31 || s.NumFmt == 36 ||
			s.NumFmt >= 50 && s.NumFmt <= 58 || s.CustomNumFmt != nil && daily(*s.CustomNumFmt))
		d.styles[style] = known
	}
	return known
}

// daily reports whether a number format names days or years outside of its quoted texts and brackets.
func daily(format string) bool {
	quoted, bracket, escaped := false, false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case escaped:
			escaped = false
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket && (r == 'd' || r == 'y'):
			return true
		}
	}
	return false
}
