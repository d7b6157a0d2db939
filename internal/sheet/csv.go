package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WriteCSV writes one table as spreadsheets expect it: UTF-8 with a byte order mark, lines ending in CR LF, dates as 2026-03-31. Text that a spreadsheet
// would take for a formula gets a ' before it; numbers stay as they are. The note, when there is one, is a line of its own before the header.
func WriteCSV(w io.Writer, s Sheet) error {
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff") // a buffered writer keeps its first error until the end
	if s.Note != "" {
		writeLine(out, []string{Harmless(s.Note)})
	}
	header := make([]string, len(s.Header))
	for i, h := range s.Header {
		header[i] = Harmless(h)
	}
	writeLine(out, header)
	for row := range s.rows() {
		cells, err := csvCells(row)
		if err != nil {
			return err
		}
		writeLine(out, cells)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// writeLine writes one line. A cell is put in quotes when it holds anything that some spreadsheet takes for the end of a cell: where the comma is the
// decimal sign that is a semicolon, and what follows it could be a formula.
func writeLine(out *bufio.Writer, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			out.WriteByte(',')
		}
		if strings.ContainsAny(cell, ",;|\t\r\n\"") || strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(ends.Replace(cell), `"`, `""`) + `"`
		}
		out.WriteString(cell)
	}
	out.WriteString("\r\n")
}

// ends turns every end of a line inside a cell into a line feed.
var ends = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func csvCells(row []any) ([]string, error) {
	cells := make([]string, len(row))
	for i, value := range row {
		cell, err := csvCell(value)
		if err != nil {
			return nil, err
		}
		cells[i] = cell
	}
	return cells, nil
}

func csvCell(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return Harmless(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case calendar.Date:
		return v.String(), nil
	case time.Time:
		if v.IsZero() {
			return "", nil
		}
		return v.Format("2006-01-02 15:04:05"), nil
	}
	return "", unknown(value)
}
