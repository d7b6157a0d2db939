package annexa

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/readiness"
)

// csvPage takes a file that is neither a workbook nor an old Excel file as text with separators, or refuses it.
func csvPage(f File) (page, error) {
	content, ok := decode(f.Data)
	if !ok || strings.HasPrefix(content, "%PDF") {
		return page{}, readiness.Errorf(readiness.Invalid, "%s is neither an Excel workbook nor a csv file. Upload an .xlsx workbook or csv files.", called(f))
	}
	if strings.HasPrefix(strings.TrimSpace(content), "<") {
		return page{}, readiness.Errorf(readiness.Invalid, "%s is a web page or XML, although it may be named otherwise. Open it in Excel and save it as an Excel workbook (.xlsx).", called(f))
	}
	base := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	return page{
		name: strings.ToValidUTF8(strings.TrimSuffix(base, path.Ext(base)), ""),
		size: int64(len(content)),
		each: csvRows(f, content),
	}, nil
}

func csvRows(f File, content string) func(context.Context, func(int, []string) error) error {
	return func(ctx context.Context, visit func(int, []string) error) error {
		r := csv.NewReader(strings.NewReader(content))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(content), -1, true
		inner := 0 // line breaks inside cells so far: a spreadsheet counts rows, not lines
		for n := 0; ; n++ {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				line, _ := r.FieldPos(0)
				return readiness.Errorf(readiness.Invalid, "%s cannot be read as csv near line %d: %s.", called(f), line, cause(err))
			}
			if n%256 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			line, _ := r.FieldPos(0)
			if err := visit(line-inner, row); err != nil {
				return err
			}
			inner += breaks(row)
		}
	}
}

func breaks(row []string) (n int) {
	for _, cell := range row {
		n += strings.Count(cell, "\n")
	}
	return n
}

func cause(err error) string {
	if parse := new(csv.ParseError); errors.As(err, &parse) {
		return fmt.Sprint(parse.Err)
	}
	return err.Error()
}

// separator is the sign that most often stands between the cells of the first lines: comma, semicolon or tab.
func separator(content string) rune {
	head := content[:min(len(content), 4096)]
	best, most := ',', strings.Count(head, ",")
	for _, r := range ";\t" {
		if n := strings.Count(head, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

// decode makes UTF-8 of what spreadsheets save as csv: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252.
// ok is false when the bytes are no text.
func decode(data []byte) (content string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.ContainsFunc(data, binarySign) {
		return "", false
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	return decodeWindows(data), true
}

// binarySign knows the control characters that no text has.
func binarySign(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a", r) }

func decodeUTF16(data []byte, order binary.ByteOrder) (string, bool) {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	content := string(utf16.Decode(units))
	return content, !strings.ContainsFunc(content, binarySign)
}

// windows1252 are the characters of the bytes 0x80 to 0x9f; the rest are as in Unicode.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decodeWindows(data []byte) string {
	high := []rune(windows1252)
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(high[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
