package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WriteCSV writes one table as spreadsheets expect it: UTF-8 with a byte order mark, lines ending in CR LF, dates as 2026-03-31.
// Text that a spreadsheet would take for a formula gets a ' before it; numbers stay as they are.
func WriteCSV(w io.Writer, s Sheet) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := make([]string, len(s.Header))
	for i, h := range s.Header {
		header[i] = harmless(h)
	}
	if err := out.Write(header); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	for row := range s.rows() {
		cells, err := csvCells(row)
		if err != nil {
			return err
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

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
		return harmless(v), nil
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

// harmless keeps a spreadsheet from running text as a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}
