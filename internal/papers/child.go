package papers

import (
	"regexp"
	"slices"
	"strings"
)

// What Child finds, in words that fit after "what looks like". They never hold the value itself.
const (
	NHSNumber   = "an NHS number"
	PupilNumber = "a unique pupil number"
	BirthDate   = "a date of birth"
	ChildsName  = "a child’s name"
)

// Child looks in a text, or in the name of a file, for what looks as if it were about one child, and returns what kinds of thing it saw; nil when it saw
// none. It can be wrong in both directions: whoever asks warns, and lets a person decide.
func Child(text string) []string {
	text = spaced.Replace(text)
	var seen []string
	for _, look := range []struct {
		what string
		in   func(string) bool
	}{{NHSNumber, hasNHSNumber}, {PupilNumber, upn.MatchString}, {BirthDate, hasBirthDate}, {ChildsName, hasChildsName}} {
		if look.in(text) {
			seen = append(seen, look.what)
		}
	}
	return seen
}

// spaced turns what stands between words in the names of files, and wide blanks, into blanks.
var spaced = strings.NewReplacer("_", " ", "\u00a0", " ", "\u2009", " ", "\u202f", " ", "\r\n", "\n", "\u2011", "-")

// hasNHSNumber finds ten digits, in one piece or as 3-3-4, whose last checks the others.
func hasNHSNumber(text string) bool {
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isDigit(text[i-1]) {
			continue
		}
		found := nhs.FindString(text[i:min(len(text), i+len("123 456 7890"))])
		if end := i + len(found); found == "" || end < len(text) && isDigit(text[end]) {
			continue
		}
		if checks(strings.NewReplacer(" ", "", "-", "", ".", "").Replace(found)) {
			return true
		}
	}
	return false
}

var nhs = regexp.MustCompile(`^(\d{10}|\d{3}[ .-]\d{3}[ .-]\d{4})`)

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// checks counts as the NHS does, by elevens. Ten equal digits check too, and are nobody's.
func checks(digits string) bool {
	sum := 0
	for i := range 9 {
		sum += int(digits[i]-'0') * (10 - i)
	}
	return (11-sum%11)%11 == int(digits[9]-'0') && strings.Count(digits, digits[:1]) < len(digits)
}

// upn is a letter and twelve digits; the last is a letter while the number is not final.
var upn = regexp.MustCompile(`(?i)\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b`)

const month = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

var (
	aDate = regexp.MustCompile(`(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + month + `,? \d{2,4}|` + month + ` \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[/. -]\d{1,2}[/. -](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b`)
	birth = regexp.MustCompile(`(?i)\b(?:born|dob|d\.o\.b|date of birth|birth ?date|birthday)\b`)
)

const beside = 20 // so many characters may stand between a word of birth and its date

// hasBirthDate finds a date beside a word of birth.
func hasBirthDate(text string) bool {
	words := birth.FindAllStringIndex(text, -1)
	if len(words) == 0 {
		return false
	}
	for _, date := range aDate.FindAllStringIndex(text, -1) {
		if slices.ContainsFunc(words, func(word []int) bool {
			after, before := date[0]-word[1], word[0]-date[1]
			if strings.EqualFold(text[word[0]:word[1]], "born") {
				before = -1 // a date before it belongs to something else
			}
			gap := max(after, before)
			return gap >= 0 && gap <= beside
		}) {
			return true
		}
	}
	return false
}
