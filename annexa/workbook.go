package annexa

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

// A page is one table of an upload before anybody knows what it is: a sheet of a workbook, or a csv file.
type page struct {
	name     string
	from1904 bool
	size     int64 // an idea of how much there is to read, for progress
	// each hands over every row with its number as the spreadsheet shows it, until visit returns an error.
	each func(ctx context.Context, visit func(number int, cells []string) error) error
}

// maxCells bounds the cells of one sheet, blank ones included: a cell at XFD1048576 costs its whole rectangle to read.
const maxCells = 60_000_000

// maxRatio is how much larger than its zip a large workbook may be; honest ones stay below 40, a bomb is near 1,000.
const maxRatio = 250

// pages opens one file, whatever it is, or refuses it with a reason. The caller must call the returned close.
func pages(f File, limits Limits) ([]page, func() error, error) {
	nothing := func() error { return nil }
	switch {
	case len(f.Data) == 0:
		return nil, nothing, readiness.Errorf(readiness.Invalid, "%s is empty.", called(f))
	case bytes.HasPrefix(f.Data, []byte("PK\x03\x04")), bytes.HasPrefix(f.Data, []byte("PK\x05\x06")):
		return workbookPages(f, limits)
	case bytes.HasPrefix(f.Data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, nothing, oldFile(f)
	}
	p, err := csvPage(f)
	if err != nil {
		return nil, nothing, err
	}
	return []page{p}, nothing, nil
}

// called is a file's name as it may stand in a sentence.
func called(f File) string {
	name := strings.ToValidUTF8(path.Base(strings.ReplaceAll(f.Name, `\`, "/")), "")
	if name == "" || name == "." || name == "/" {
		return "The file"
	}
	if runes := []rune(name); len(runes) > 80 {
		name = string(runes[:80]) + "…"
	}
	return "“" + name + "”"
}

// oldFile tells a password-protected workbook from one of Excel 97: both are OLE containers, and directory names in them are UTF-16.
func oldFile(f File) error {
	if bytes.Contains(f.Data, utf16le("EncryptedPackage")) {
		return readiness.Errorf(readiness.Invalid, "%s is protected with a password. Take the password off in Excel (File, Info, Protect Workbook) and upload it again.", called(f))
	}
	return readiness.Errorf(readiness.Invalid, "%s is in the old .xls format, which cannot be read. Open it in Excel and save it as an Excel workbook (.xlsx).", called(f))
}

func utf16le(s string) []byte {
	var out []byte
	for _, r := range s {
		out = append(out, byte(r), 0)
	}
	return out
}

func workbookPages(f File, limits Limits) (found []page, closing func() error, err error) {
	nothing := func() error { return nil }
	z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		return nil, nothing, readiness.Errorf(readiness.Invalid, "%s is damaged: its zip container cannot be opened. Save it again in Excel and upload that.", called(f))
	}
	if err := safeZip(f, z, limits); err != nil {
		return nil, nothing, err
	}
	if err := intact(f, z); err != nil {
		return nil, nothing, err
	}
	book, err := openBook(f, limits)
	if err != nil {
		return nil, nothing, err
	}
	from1904 := false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		from1904 = *props.Date1904
	}
	names := book.GetSheetList()
	for _, name := range names {
		found = append(found, page{name: name, from1904: from1904, size: sheetBytes(z) / int64(len(names)), each: sheetRows(f, book, name)})
	}
	return found, book.Close, nil
}

// safeZip looks at the zip's directory before anything is unzipped. The declared sizes can be trusted: archive/zip stops at them.
func safeZip(f File, z *zip.Reader, limits Limits) error {
	names := map[string]bool{}
	var total uint64
	for _, entry := range z.File {
		names[entry.Name] = true
		total += entry.UncompressedSize64
		if total > uint64(limits.Unzipped) {
			return readiness.Errorf(readiness.TooLarge, "%s would unzip to more than %d MB, so it is not read. Leave out sheets that are not Annex A lists.", called(f), megabytes(limits.Unzipped))
		}
	}
	switch {
	case len(z.File) > 5_000 || total > 20<<20 && total/uint64(len(f.Data)) > maxRatio:
		return readiness.Errorf(readiness.TooLarge, "%s is packed in a way that no honest workbook is, so it is not read.", called(f))
	case names["xl/workbook.bin"]:
		return readiness.Errorf(readiness.Invalid, "%s is a binary workbook (.xlsb), which cannot be read. Save it in Excel as an Excel workbook (.xlsx).", called(f))
	case !names["[Content_Types].xml"] || !hasWorkbook(names):
		return readiness.Errorf(readiness.Invalid, "%s is not an Excel workbook. Upload an .xlsx workbook or csv files.", called(f))
	}
	return nil
}

// intact unzips every part that holds cells once and compares its checksum, because the library takes whatever it can unzip.
func intact(f File, z *zip.Reader) error {
	for _, entry := range z.File {
		if !isWorksheet(entry.Name) && !strings.Contains(strings.ToLower(entry.Name), "sharedstrings") {
			continue
		}
		if err := drain(entry); err != nil {
			return errors.Join(readiness.Errorf(readiness.Invalid, "%s is damaged: a sheet in it cannot be unzipped. Save it again in Excel and upload that.", called(f)),
				fmt.Errorf("unzip %s: %w", entry.Name, err))
		}
	}
	return nil
}

func drain(entry *zip.File) error {
	r, err := entry.Open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close())
}

func hasWorkbook(names map[string]bool) bool {
	for name := range names {
		if strings.HasPrefix(path.Base(name), "workbook") && strings.HasSuffix(name, ".xml") {
			return true
		}
	}
	return false
}

func sheetBytes(z *zip.Reader) int64 {
	var n int64
	for _, entry := range z.File {
		if isWorksheet(entry.Name) {
			n += int64(entry.UncompressedSize64)
		}
	}
	return n
}

func isWorksheet(name string) bool {
	return strings.Contains(strings.ToLower(name), "worksheets/") && strings.HasSuffix(strings.ToLower(name), ".xml")
}

// openBook opens the workbook wholly in memory, so that no child's data reaches a temporary file.
func openBook(f File, limits Limits) (book *excelize.File, err error) {
	defer damaged(f, &err)
	book, err = excelize.OpenReader(bytes.NewReader(f.Data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: limits.Unzipped, UnzipXMLSizeLimit: limits.Unzipped,
	})
	if err != nil {
		return nil, readiness.Errorf(readiness.Invalid, "%s cannot be opened as a workbook. Save it again in Excel as an .xlsx file and upload that.", called(f))
	}
	if len(book.GetSheetList()) == 0 {
		return nil, errors.Join(readiness.Errorf(readiness.Invalid, "%s has no sheets.", called(f)), book.Close())
	}
	return book, nil
}

// damaged turns a panic of the spreadsheet library, which malformed files can cause, into a refusal.
func damaged(f File, err *error) {
	if cause := recover(); cause != nil {
		*err = errors.Join(readiness.Errorf(readiness.Invalid, "%s is damaged and cannot be read. Save it again in Excel as an .xlsx file and upload that.", called(f)),
			fmt.Errorf("read workbook: %v", cause))
	}
}

func sheetRows(f File, book *excelize.File, name string) func(context.Context, func(int, []string) error) error {
	return func(ctx context.Context, visit func(int, []string) error) (err error) {
		defer damaged(f, &err)
		rows, err := book.Rows(name)
		if err != nil {
			return fmt.Errorf("open sheet: %w", err)
		}
		last, err := everyRow(ctx, f, rows, visit)
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		if err := rows.Close(); err != nil {
			return fmt.Errorf("close sheet: %w", err)
		}
		return complete(f, book, name, last)
	}
}

func everyRow(ctx context.Context, f File, rows *excelize.Rows, visit func(int, []string) error) (last int, err error) {
	cells := 0
	for rows.Next() {
		last++
		if last%256 == 0 && ctx.Err() != nil {
			return last, ctx.Err()
		}
		row, err := rows.Columns()
		if err != nil {
			return last, fmt.Errorf("read row %d: %w", last, err)
		}
		if cells += len(row); cells > maxCells {
			return last, readiness.Errorf(readiness.TooLarge, "A sheet of %s reaches too far to the right or down. Delete the empty columns and rows beyond the list and upload it again.", called(f))
		}
		if err := visit(last, row); err != nil {
			return last, err
		}
	}
	return last, rows.Error()
}
