package sheet

import (
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/xuri/excelize/v2"
)

// MaxRows is how many rows, header included, one sheet of a workbook can hold.
const MaxRows = excelize.TotalRows

// WriteXLSX writes a workbook with one or more sheets: bold header that stays in view, filters on it, text as text, dates as real
// dates shown as dd/mm/yyyy.
func WriteXLSX(w io.Writer, sheets ...Sheet) (err error) {
	if len(sheets) == 0 {
		return fmt.Errorf("sheet: a workbook needs at least one sheet")
	}
	book := excelize.NewFile()
	defer func() {
		if closeErr := book.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("close workbook: %w", closeErr)
		}
	}()
	looks, err := newLooks(book)
	if err != nil {
		return err
	}
	for i, s := range sheets {
		if err := addSheet(book, i, s, looks); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// looks are the style numbers of a workbook.
type looks struct{ header, date, moment, wrapped int }

func newLooks(book *excelize.File) (l looks, err error) {
	day, moment := "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
	for _, style := range []struct {
		number *int
		style  excelize.Style
	}{
		{&l.header, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
		{&l.date, excelize.Style{CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"}}},
		{&l.moment, excelize.Style{CustomNumFmt: &moment, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"}}},
		{&l.wrapped, excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
	} {
		if *style.number, err = book.NewStyle(&style.style); err != nil {
			return l, fmt.Errorf("make style: %w", err)
		}
	}
	return l, nil
}

func addSheet(book *excelize.File, i int, s Sheet, l looks) error {
	if err := nameSheet(book, i, s.Name); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := setUp(out, s); err != nil {
		return err
	}
	last, err := fill(out, s, l)
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if len(s.Header) == 0 {
		return nil
	}
	corner, err := excelize.CoordinatesToCellName(len(s.Header), last)
	if err != nil {
		return err
	}
	return book.AutoFilter(s.Name, fmt.Sprintf("A%d:%s", s.head(), corner), nil)
}

func nameSheet(book *excelize.File, i int, name string) error {
	if i == 0 {
		return book.SetSheetName("Sheet1", name)
	}
	_, err := book.NewSheet(name)
	return err
}

// setUp gives columns a width by their header and freezes the header.
func setUp(out *excelize.StreamWriter, s Sheet) error {
	for i, h := range s.Header {
		if err := out.SetColWidth(i+1, i+1, float64(min(60, max(12, utf8.RuneCountInString(h)+4)))); err != nil {
			return err
		}
	}
	if len(s.Header) == 0 {
		return nil
	}
	return out.SetPanes(&excelize.Panes{Freeze: true, YSplit: s.head(), TopLeftCell: fmt.Sprintf("A%d", s.head()+1), ActivePane: "bottomLeft"})
}

// head is the row of the header: the first, or the one below the note.
func (s Sheet) head() int {
	if s.Note != "" {
		return 2
	}
	return 1
}

func fill(out *excelize.StreamWriter, s Sheet, l looks) (last int, err error) {
	header := make([]any, len(s.Header))
	for i, h := range s.Header {
		header[i] = excelize.Cell{StyleID: l.header, Value: h}
	}
	if s.Note != "" {
		if err := out.SetRow("A1", []any{s.Note}); err != nil {
			return 1, err
		}
	}
	last = s.head()
	if err := out.SetRow(fmt.Sprintf("A%d", last), header); err != nil {
		return last, err
	}
	for row := range s.rows() {
		if last++; last > MaxRows {
			return last, fmt.Errorf("more than %d rows", MaxRows)
		}
		cells, err := l.cells(row)
		if err != nil {
			return last, err
		}
		if err := out.SetRow(fmt.Sprintf("A%d", last), cells); err != nil {
			return last, err
		}
	}
	return last, nil
}

// cells types every value, so that text stays text: the stream writer stores strings as inline strings, never as formulas.
func (l looks) cells(row []any) ([]any, error) {
	cells := make([]any, len(row))
	for i, value := range row {
		switch v := value.(type) {
		case nil, bool, int, int64, float64:
			cells[i] = v
		case string:
			cells[i] = l.text(v)
		case calendar.Date:
			if !v.IsZero() {
				cells[i] = excelize.Cell{StyleID: l.date, Value: midnight(v)}
			}
		case time.Time:
			if !v.IsZero() {
				cells[i] = excelize.Cell{StyleID: l.moment, Value: time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), 0, time.UTC)}
			}
		default:
			return nil, unknown(value)
		}
	}
	return cells, nil
}

// text wraps what would not fit its column.
func (l looks) text(s string) any {
	if len(s) > 60 {
		return excelize.Cell{StyleID: l.wrapped, Value: s}
	}
	return s
}
