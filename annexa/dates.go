package annexa

import (
	"strconv"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Excel's day numbers that can be meant as a date in children's services: 1 January 1930 to 31 December 2099.
const (
	firstSerial = 10959
	lastSerial  = 73050
	shift1904   = 1462 // days between Excel's two ways of counting
)

var (
	dayZero   = calendar.On(1899, time.December, 30)
	firstDate = calendar.On(1930, time.January, 1)
	lastDate  = calendar.On(2099, time.December, 31)
)

// A dateReading is the day that a cell's text names, and how it was written.
type dateReading struct {
	day       calendar.Date
	ok        bool
	how       repair // noRepair for dd/mm/yyyy
	american  bool   // can only be month before day
	ambiguous bool   // could be either order; read as day before month
}

// readDate understands Excel's day numbers, dd/mm/yyyy and its relatives, ISO dates, and dates with the month in words. A date with
// the month first is read only when it can be nothing else, and is marked.
func readDate(raw string, from1904 bool) dateReading {
	if serial, ok := serialNumber(raw); ok {
		return readSerial(serial, from1904)
	}
	raw, timed := cutTime(raw)
	parts, ok := dateParts(raw)
	if !ok {
		return dateReading{}
	}
	out := ordered(parts)
	out.ok = out.ok && !out.day.Before(firstDate) && !out.day.After(lastDate)
	if timed && out.how == noRepair {
		out.how = textDate
	}
	return out
}

func serialNumber(raw string) (float64, bool) {
	if raw == "" || strings.Trim(raw, "0123456789.") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(raw, 64)
	return f, err == nil
}

func readSerial(serial float64, from1904 bool) dateReading {
	if from1904 {
		serial += shift1904
	}
	if serial < firstSerial || serial > lastSerial {
		return dateReading{}
	}
	return dateReading{day: dayZero.AddDays(int(serial)), ok: true, how: serialDate}
}

// cutTime takes a time of day off the end: "03/03/2026 00:00:00", "2026-03-03T00:00:00Z".
func cutTime(raw string) (string, bool) {
	colon := strings.IndexByte(raw, ':')
	if colon < 0 {
		return raw, false
	}
	if at := strings.LastIndexAny(raw[:colon], " T"); at > 0 {
		return strings.TrimSpace(raw[:at]), true
	}
	return raw, false
}

// dateParts splits a date into its three parts; parts[i] is a number or the name of a month.
func dateParts(raw string) (parts [3]string, ok bool) {
	n := 0
	for part := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune("/-. ,", r) }) {
		if n == 3 || len(part) > 9 {
			return parts, false
		}
		parts[n] = part
		n++
	}
	return parts, n == 3
}

func ordered(p [3]string) dateReading {
	switch {
	case len(p[0]) == 4:
		return made(p[0], p[1], p[2], isoDate)
	case monthNamed(p[1]) > 0:
		return made(p[2], p[1], p[0], textDate)
	case monthNamed(p[0]) > 0:
		return made(p[2], p[0], p[1], textDate)
	}
	first, _ := strconv.Atoi(p[0])
	second, _ := strconv.Atoi(p[1])
	if first <= 12 && second > 12 {
		out := made(p[2], p[0], p[1], textDate)
		out.american = out.ok
		return out
	}
	out := made(p[2], p[1], p[0], noRepair)
	out.ambiguous = out.ok && first <= 12 && second <= 12 && first != second
	return out
}

func made(yearText, monthText, dayText string, how repair) dateReading {
	year, yearErr := strconv.Atoi(yearText)
	day, dayErr := strconv.Atoi(strings.TrimRight(dayText, "stndrh"))
	month := monthNamed(monthText)
	if month == 0 {
		n, err := strconv.Atoi(monthText)
		if err != nil {
			return dateReading{}
		}
		month = time.Month(n)
	}
	if yearErr != nil || dayErr != nil || month < 1 || month > 12 {
		return dateReading{}
	}
	if len(yearText) == 2 {
		year, how = wholeYear(year), shortYear
	} else if len(yearText) != 4 {
		return dateReading{}
	}
	d := calendar.On(year, month, day)
	return dateReading{day: d, ok: day >= 1 && d.Day() == day && d.Month() == month, how: how}
}

// wholeYear reads 00 to 49 as this century and 50 to 99 as the last.
func wholeYear(short int) int {
	if short < 50 {
		return 2000 + short
	}
	return 1900 + short
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

func monthNamed(s string) time.Month {
	s = strings.ToLower(s)
	for i, name := range months {
		if s == name || s == name[:3] || s == "sept" && name == "september" {
			return time.Month(i + 1)
		}
	}
	return 0
}
