package annexa

import (
	"strings"
)

// A codeSet is the list of values a coded column may hold.
type codeSet struct {
	name     string
	lettered bool // the specification puts a letter before every value, so its absence is worth telling
	codes    []codeValue
	byWord   map[string]int   // folded code, label or other wording → index
	byCode   map[string]int   // folded code only → index
	byLetter map[string][]int // letter → indices; the older ethnicity list uses one letter twice
}

// A codeValue is one entry: its letter in the specification, its code, its label and other wordings seen.
type codeValue struct {
	letter, code, label string
	newer               bool
}

// newSet reads a table of lines "letter | code | label | other wordings…"; a letter or "-", "+" before the letter marks the newer layout.
func newSet(name string, lettered bool, table string) *codeSet {
	s := &codeSet{name: name, lettered: lettered, byWord: map[string]int{}, byCode: map[string]int{}, byLetter: map[string][]int{}}
	for line := range strings.Lines(strings.TrimSpace(table)) {
		parts := strings.Split(line, "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		v := codeValue{letter: strings.TrimPrefix(parts[0], "+"), code: parts[1], newer: strings.HasPrefix(parts[0], "+")}
		if len(parts) > 2 {
			v.label = parts[2]
		}
		s.add(v, parts[1:])
	}
	return s
}

func (s *codeSet) add(v codeValue, words []string) {
	at := len(s.codes)
	s.codes = append(s.codes, v)
	s.byCode[fold(v.code)] = at
	for _, w := range words {
		s.byWord[fold(w)] = at
	}
	if v.letter != "-" {
		s.byLetter[v.letter] = append(s.byLetter[v.letter], at)
	}
}

// spellings returns the values as the specification writes them.
func (s *codeSet) spellings(layout string) []string {
	var out []string
	for _, v := range s.codes {
		switch {
		case v.newer && layout == Older:
		case s.lettered && v.letter != "-":
			out = append(out, v.letter+") "+v.code)
		default:
			out = append(out, v.code)
		}
	}
	return out
}

// A codeReading is what one cell's text means in a set.
type codeReading struct {
	at        int  // index in codes, or -1 when the set has no such value
	reworded  bool // understood, but not written as the specification writes it
	contrary  bool // the letter names another value than the words do
	otherCode string
}

// read finds the value that raw names: with or without the letter, by code or by label.
func (s *codeSet) read(raw string) codeReading {
	folded := fold(raw)
	letter, rest, prefixed := cutLetter(folded)
	if !prefixed {
		rest = folded
	}
	if rest == "" {
		return s.letterOnly(letter)
	}
	at := s.word(rest)
	if at < 0 && !prefixed {
		return s.letterOnly(rest)
	}
	if at < 0 {
		return codeReading{at: -1}
	}
	out := codeReading{at: at, reworded: s.lettered && !prefixed && s.codes[at].letter != "-" || !s.lettered && !s.plain(rest, at)}
	if prefixed && s.lettered {
		out.contrary, out.otherCode = s.contradicts(letter, at)
	}
	return out
}

func (s *codeSet) letterOnly(letter string) codeReading {
	at := s.byLetter[letter]
	if len(at) != 1 {
		return codeReading{at: -1}
	}
	return codeReading{at: at[0], reworded: true}
}

// word finds folded text as a whole value, or as a code followed by its label ("n1 - abuse or neglect", "6: police").
func (s *codeSet) word(folded string) int {
	if at, ok := s.byWord[folded]; ok {
		return at
	}
	end := strings.IndexAny(folded, ":-")
	if end < 0 {
		end = strings.IndexByte(folded, ' ')
		if end < 0 || !strings.ContainsAny(folded[:end], "0123456789") {
			return -1
		}
	}
	if at, ok := s.byCode[strings.TrimSpace(folded[:end])]; ok {
		return at
	}
	return -1
}

// plain reports whether folded starts with the code itself, as the specification wants it in a set without letters.
func (s *codeSet) plain(folded string, at int) bool {
	return strings.HasPrefix(folded, fold(s.codes[at].code))
}

func (s *codeSet) contradicts(letter string, at int) (bool, string) {
	named, known := s.byLetter[letter]
	if !known {
		return false, ""
	}
	for _, n := range named {
		if s.codes[n].code == s.codes[at].code {
			return false, ""
		}
	}
	return true, s.codes[named[0]].code
}

// cutLetter takes a leading "a)" or "p1)" off; folded must be folded.
func cutLetter(folded string) (letter, rest string, ok bool) {
	letter, rest, ok = strings.Cut(folded, ")")
	letter = strings.TrimPrefix(letter, "(")
	if !ok || len(letter) == 0 || len(letter) > 2 || letter[0] < 'a' || letter[0] > 'z' {
		return "", "", false
	}
	return letter, strings.TrimSpace(rest), true
}
