package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sentence begins words with a capital, as a heading or a sentence does.
func sentence(words string) string {
	if words == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// late says how many working days late something is: "8 working days late"; "" when it is not.
func late(days int) string {
	if days <= 0 {
		return ""
	}
	return counted(days, "working day") + " late"
}

// openFor says how long a case has been open: "26 months".
func openFor(months int) string { return "open " + counted(months, "month") }

// byWhom joins roles as a sentence does: "the area head and the assistant director".
func byWhom(roles []readiness.Role) string {
	titles := make([]string, 0, len(roles))
	for _, role := range roles {
		titles = append(titles, "the "+role.Title())
	}
	return listed(titles)
}

// day writes a date with its weekday and without its year, for what is near: "Thursday 6 March".
func day(d calendar.Date) string {
	return strings.TrimSuffix(d.Full(), " "+d.String()[:4])
}

// outcomeText is an outcome in words, "" for none.
func outcomeText(code string) string { return readiness.ChoiceText(readiness.Outcomes, code) }

func queryEscape(s string) string { return url.QueryEscape(s) }

func sortedKeys(values url.Values) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
