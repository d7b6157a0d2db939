package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// TimeOfDay is what a clock in London shows, to the minute. The zero value is midnight.
type TimeOfDay struct {
	minutes int // since midnight
}

// Clock is the time of day at that hour and minute; both are taken as they are, so check what a person typed with ParseTimeOfDay.
func Clock(hour, minute int) TimeOfDay { return TimeOfDay{hour*60 + minute} }

// typed is a time as people write it: 07:30, 7.30am, 7:30 pm, 7am.
var typed = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$`)

// ParseTimeOfDay reads a time as people write it. An hour alone needs am or pm. The error says how to write one.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	wrong := fmt.Errorf("%q is not a time; write a time as 07:30 or 7:30am.", s)
	parts := typed.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if parts == nil || (parts[2] == "" && parts[3] == "") {
		return TimeOfDay{}, wrong
	}
	hour, _ := strconv.Atoi(parts[1]) // two digits at most, and none without a match
	minute, _ := strconv.Atoi(parts[2])
	if half := parts[3]; half != "" {
		if hour < 1 || hour > 12 {
			return TimeOfDay{}, wrong
		}
		hour %= 12
		if half == "pm" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return TimeOfDay{}, wrong
	}
	return Clock(hour, minute), nil
}

// Hour returns the hour, from 0 to 23.
func (t TimeOfDay) Hour() int { return t.minutes / 60 }

// Minute returns the minute of the hour.
func (t TimeOfDay) Minute() int { return t.minutes % 60 }

// On is the instant at which clocks in London show the time on a day; Date.At says what becomes of a time that the day leaves out or has twice.
func (t TimeOfDay) On(d Date) time.Time { return d.At(t.Hour(), t.Minute()) }

// Twice reports whether clocks leave the time out on one night of the year and show it twice on another: from 1am until 2am.
func (t TimeOfDay) Twice() bool { return t.Hour() == 1 }

// String returns the time as 07:30.
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", t.Hour(), t.Minute()) }

// Words returns the time as 7:30am, 2am, midday or midnight.
func (t TimeOfDay) Words() string {
	switch t.minutes {
	case 0:
		return "midnight"
	case 12 * 60:
		return "midday"
	}
	half, hour := "am", t.Hour()
	if hour >= 12 {
		half = "pm"
	}
	if hour = hour % 12; hour == 0 {
		hour = 12
	}
	if t.Minute() == 0 {
		return strconv.Itoa(hour) + half
	}
	return fmt.Sprintf("%d:%02d%s", hour, t.Minute(), half)
}

// MarshalText writes the time as String does.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads a time as ParseTimeOfDay does.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	read, err := ParseTimeOfDay(string(text))
	if err != nil {
		return err
	}
	*t = read
	return nil
}
