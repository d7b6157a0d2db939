package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// thousands writes a number as people read it: 3,412.
func thousands(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// counted puts a number and its noun together: "1 list", "3,412 rows".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if noun == "child" {
		return thousands(n) + " children"
	}
	if stem, is := strings.CutSuffix(noun, "ry"); is {
		return thousands(n) + " " + stem + "ries"
	}
	return thousands(n) + " " + noun + "s"
}

// size writes a number of bytes for people: "812 KB", "2.4 MB".
func size(bytes int64) string {
	if bytes < 1_000_000 {
		return strconv.FormatInt((bytes+999)/1000, 10) + " KB"
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1_000_000)
}

// moment writes an instant as London clocks show it: "3 March 2027 at 9:05am"; "" for no instant.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t).Long() + " at " + t.In(calendar.London).Format("3:04pm")
}

// listed joins words as a sentence does: "a", "a and b", "a, b and c".
func listed(words []string) string {
	joined := ""
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			joined += " and "
		default:
			joined += ", "
		}
		joined += w
	}
	return joined
}

// orDash is what an empty cell of a table shows.
func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// lowerFirst puts a heading's words inside a sentence.
// times says how often: "once", "twice", "3 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return counted(n, "time")
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
