package calendar

import (
	_ "embed"
	"slices"
	"strings"
	"time"
)

// englandVersion changes whenever england.csv does.
const englandVersion = "england-2026-11"

// The first and last year of england.csv.
const (
	firstYear = 2012
	lastYear  = 2040
)

//go:embed england.csv
var englandCSV string

var england = Calendar{
	From:  On(firstYear, time.January, 1),
	Until: On(lastYear, time.December, 31),
}.With(englandVersion, mustRead(englandCSV))

// England returns the bank holidays of England and Wales from 2012 to 2040, with
// substitute days and with the one-off holidays of 2012, 2020, 2022 and 2023
// (domain.md section 6). Later years follow the standing rules; a one-off holiday
// that is announced one day is added by a new version of england.csv, or with
// With until then. The data has no runtime dependency: a test compares it with
// a second source.
func England() Calendar {
	c := england
	c.Closed = slices.Clone(c.Closed)
	return c
}

// mustRead reads lines of "date,name" under one line of headings.
func mustRead(text string) []Closure {
	var closures []Closure
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if i == 0 {
			continue
		}
		day, name, _ := strings.Cut(line, ",")
		date, err := ParseDate(day)
		if err != nil {
			panic("england.csv: " + err.Error()) // the tests read the same file
		}
		closures = append(closures, Closure{date, name})
	}
	return closures
}
