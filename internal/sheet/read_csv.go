package sheet

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readCSV takes a file that is no workbook as text with separators.
func readCSV(data []byte, l Limits) (Table, error) {
	content, ok := decode(data)
	switch {
	case !ok || strings.HasPrefix(content, "%PDF"):
		return Table{}, isOther
	case strings.HasPrefix(strings.TrimSpace(content), "<"):
		return Table{}, isPage
	}
	t := taking{limits: l}
	r := csv.NewReader(strings.NewReader(content))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(content), -1, true
	inner := 0 // line breaks inside cells so far: a spreadsheet counts rows, not lines
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t.table, nil
		}
		if err != nil {
			return Table{}, isBroken
		}
		line, _ := r.FieldPos(0)
		if err := t.row(line-inner, cells); err != nil {
			return Table{}, err
		}
		for _, cell := range cells {
			inner += strings.Count(cell, "\n")
		}
	}
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

// decode makes UTF-8 of what spreadsheets save as csv: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252. ok is false when the bytes are
// no text.
func decode(data []byte) (content string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		content = decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		content = decodeUTF16(data[2:], binary.BigEndian)
	case utf8.Valid(data):
		content = string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	default:
		content = decodeWindows(data)
	}
	return content, !strings.ContainsFunc(content, binarySign)
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return string(utf16.Decode(units))
}

// windows1252 are the characters of the bytes 0x80 to 0x9f; the rest are as in Unicode.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decodeWindows(data []byte) string {
	high := []rune(windows1252)
	var b strings.Builder
	for _, c := range data {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(high[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// binarySign knows the control characters that no text has.
func binarySign(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a", r) }
