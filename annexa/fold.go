package annexa

import (
	"strings"
	"unicode"
)

// fold makes two ways of writing the same words equal: case, kinds of space, quote and dash, and repeated spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch r = plainRune(r); {
		case r == ' ':
			space = b.Len() > 0
		case r != 0:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// plainRune maps typographic signs to plain ones, and signs without a width to 0.
func plainRune(r rune) rune {
	switch r {
	case '‘', '’', '‛', '`', '´':
		return '\''
	case '“', '”', '„':
		return '"'
	case '–', '—', '‐', '‑', '−':
		return '-'
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad':
		return 0
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	if unicode.IsControl(r) {
		return 0
	}
	return r
}

// foldHeader keeps only the letters and digits of a header, so that brackets, quotes and stray signs do not matter.
func foldHeader(s string) string {
	var b strings.Builder
	space := false
	for _, r := range fold(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case r != '\'':
			space = true
		}
	}
	return b.String()
}

// tidy removes outer spaces of every kind and makes inner ones plain. A cell that is tidy comes back as it is.
func tidy(s string) string {
	if isTidy(s) {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\ufeff':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s))
}

func isTidy(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x80 {
			return !strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && (unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff') })
		}
	}
	return true
}
