package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxCells bounds the cells of a workbook, blank ones included: a cell far to the right or down costs its whole rectangle to read.
const maxCells = 10_000_000

func readXLSX(data []byte, l Limits) (tables []Table, err error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, isDamaged
	}
	if err := safe(z, l); err != nil {
		return nil, err
	}
	for _, entry := range z.File {
		if err := intact(entry); err != nil {
			return nil, err
		}
	}
	defer func() { // malformed files can make the library panic
		if recover() != nil {
			tables, err = nil, isDamaged
		}
	}()
	// Wholly in memory, so that nothing of it reaches a temporary file.
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: l.Unzipped, UnzipXMLSizeLimit: l.Unzipped})
	if err != nil {
		return nil, isDamaged
	}
	tables, err = bookTables(book, l)
	return tables, errors.Join(err, book.Close())
}

// safe looks at the zip's directory before anything is unzipped. The declared sizes can be trusted: archive/zip stops at them.
func safe(z *zip.Reader, l Limits) error {
	names := map[string]bool{}
	var total uint64
	for _, entry := range z.File {
		names[strings.ToLower(entry.Name)] = true
		if total += entry.UncompressedSize64; total > uint64(l.Unzipped) || len(names) > 5_000 {
			return isPacked
		}
	}
	switch {
	case names["xl/workbook.bin"]:
		return isBinary
	case !names["[content_types].xml"] || !names["xl/workbook.xml"]:
		return isOther
	case names["xl/vbaproject.bin"]:
		return hasMacros
	}
	return nil
}

// intact reads a part that holds cells to its end: the library stops without a word where a sheet's XML is broken, and a list cut short would look whole.
func intact(entry *zip.File) (err error) {
	name := strings.ToLower(entry.Name)
	if !strings.HasSuffix(name, ".xml") || !strings.Contains(name, "worksheets/") && !strings.Contains(name, "sharedstrings") {
		return nil
	}
	part, err := entry.Open()
	if err != nil {
		return isDamaged
	}
	for d := xml.NewDecoder(part); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return errors.Join(isDamaged, part.Close())
		}
	}
	if part.Close() != nil {
		return isDamaged
	}
	return nil
}

func bookTables(book *excelize.File, l Limits) ([]Table, error) {
	t, cells := taking{limits: l}, 0
	var tables []Table
	for _, name := range book.GetSheetList() {
		rows, err := sheetRows(book, name, &cells)
		if err != nil {
			return nil, err
		}
		dates, err := newDates(book, name, l.Times)
		if err != nil {
			return nil, err
		}
		t.table = Table{Name: name}
		for i, row := range rows {
			if row, err = dates.written(i+1, row); err != nil {
				return nil, err
			}
			if err := t.row(i+1, row); err != nil {
				return nil, err
			}
		}
		tables = append(tables, t.table)
	}
	return tables, nil
}

// sheetRows are the stored values of a sheet. A cell that was merged over several rows stands in each of them: that is how a theme is written once for
// many actions.
func sheetRows(book *excelize.File, name string, cells *int) (found [][]string, err error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, isDamaged
	}
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, errors.Join(isDamaged, rows.Close())
		}
		if *cells += len(row) + 1; *cells > maxCells {
			return nil, errors.Join(tooManyRows, rows.Close())
		}
		found = append(found, row)
	}
	if errors.Join(rows.Error(), rows.Close()) != nil {
		return nil, isDamaged
	}
	if len(found) == 0 { // a chart can have a sheet of its own
		return nil, nil
	}
	merged, err := book.GetMergeCells(name)
	if err != nil {
		return nil, isDamaged
	}
	for _, m := range merged {
		if err := spread(found, m); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func spread(rows [][]string, m excelize.MergeCell) error {
	column, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
	if err != nil {
		return isDamaged
	}
	_, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
	if err != nil {
		return isDamaged
	}
	if top > len(rows) || column > len(rows[top-1]) {
		return nil
	}
	for at := top; at < bottom && at < len(rows); at++ {
		if len(rows[at]) > 0 { // a row without anything of its own stays so
			for len(rows[at]) < column {
				rows[at] = append(rows[at], "")
			}
			rows[at][column-1] = rows[top-1][column-1]
		}
	}
	return nil
}
