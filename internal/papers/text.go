package papers

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Text reads a file as a text, and reports whether it is one. Beside UTF-8 it knows what Windows programs write: UTF-16 behind its mark, and the one-byte
// letters of western Europe.
func Text(body []byte) (string, bool) {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
		if rest, marked := bytes.CutPrefix(body, []byte(mark)); marked {
			return wide(rest, order)
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	text := string(body)
	if !utf8.Valid(body) {
		letters := make([]rune, len(body))
		for i, b := range body {
			letters[i] = rune(b)
		}
		text = string(letters)
	}
	return text, readable(text)
}

func wide(body []byte, order binary.ByteOrder) (string, bool) {
	if len(body)%2 != 0 {
		return "", false
	}
	units := make([]uint16, len(body)/2)
	for i := range units {
		units[i] = order.Uint16(body[2*i:])
	}
	text := string(utf16.Decode(units))
	return text, readable(text)
}

// readable reports whether no sign stands in a text that only machines read.
func readable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\r\n\f", r) || r == 0x7f })
}

// formulaIn finds the first line with a cell that a spreadsheet would take for a formula, counted from 1; 0 when there is none. It cuts at every sign
// that some spreadsheet takes for the end of a cell. A minus before a number or a word is none.
func formulaIn(text string) int {
	number := 0
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line != "\n" {
			number++
		}
		for _, cell := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;\t", r) }) {
			if isFormula(strings.Trim(cell, " \"\n\u00a0")) {
				return number
			}
		}
	}
	return 0
}

func isFormula(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@", rune(cell[0])) {
		return false
	}
	word, _, _ := strings.Cut(cell, " ")
	return cell[0] == '=' || strings.ContainsAny(word, "(") || strings.Contains(cell, "|")
}
