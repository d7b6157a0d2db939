package readiness

import (
	"slices"
	"strconv"
	"strings"
)

// LinesText writes lines as SavePackLines reads them: each with its code before it.
func LinesText(lines []PackLine) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.Code + " " + l.Text
	}
	return strings.Join(texts, "\n")
}

// rewritten reads lines of text in place of those before. Beside are all lines whose codes are taken.
func rewritten(before, beside []PackLine, text string, confirmed bool) (lines []PackLine, err error) {
	next := numbering(beside)
	for _, row := range strings.Split(text, "\n") {
		row = strings.Join(strings.Fields(row), " ")
		if row == "" {
			continue
		}
		line := known(before, row)
		switch {
		case line.Code == "":
			line = PackLine{Code: next(), Text: row}
		case slices.ContainsFunc(lines, func(l PackLine) bool { return l.Code == line.Code }):
			return nil, FieldErrorf("lines", "The code %s stands before two lines. Take it away from the new one.", line.Code)
		}
		if line.Text == "" {
			return nil, FieldErrorf("lines", "Nothing stands after the code %s. Write the line, or take the code away too.", line.Code)
		}
		if confirmed {
			line.Unconfirmed = false
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return nil, FieldErrorf("lines", "Write at least one line.")
	}
	return lines, nil
}

// known is the line that a row begins with the code of, or that says the same; the zero line for a new one. Other words are the council's own.
func known(before []PackLine, row string) PackLine {
	code, text, _ := strings.Cut(row, " ")
	code = strings.TrimSuffix(code, ":")
	for _, l := range before {
		switch {
		case l.Text == row:
			return l
		case l.Code == code:
			return PackLine{Code: code, Text: text, Unconfirmed: l.Unconfirmed && l.Text == text}
		}
	}
	return PackLine{}
}

// numbering gives codes that none of the lines has: the letters of the first line's code, and numbers after the highest.
func numbering(lines []PackLine) func() string {
	prefix, highest := "L", 0
	for i, l := range lines {
		letters := strings.TrimRight(l.Code, "0123456789")
		if i == 0 && letters != "" {
			prefix = letters
		}
		if n, err := strconv.Atoi(l.Code[len(letters):]); err == nil && letters == prefix {
			highest = max(highest, n)
		}
	}
	return func() string {
		highest++
		return prefix + itoa(highest)
	}
}

// codeFor makes a code of a name that none of those taken is: never shown to a person.
func codeFor(name string, taken []string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", r) })
	base := strings.Join(words, "_")
	if base == "" {
		base = "part"
	}
	base = strings.TrimRight(base[:min(len(base), 34)], "_")
	code := base
	for n := 2; slices.Contains(taken, code); n++ {
		code = base + "_" + itoa(n)
	}
	return code
}
