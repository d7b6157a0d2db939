package govuk

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ReadDate reads what Form.Date posted: day and year in digits, month in digits or as a word
// ("3", "mar", "March"). Label begins the sentence about an error ("The new date"). The problem
// is nil when the date is real; empty says that all three boxes were left empty, which is for
// the caller to judge: year, month and day are 0 then, and there is no problem.
func ReadDate(values url.Values, name, label string) (year int, month time.Month, day int, empty bool, problem *FieldError) {
	typed := map[string]string{}
	var missing []string
	for _, part := range dateParts {
		typed[part] = strings.TrimSpace(values.Get(name + "-" + part))
		if typed[part] == "" {
			missing = append(missing, part)
		}
	}
	switch len(missing) {
	case 0:
	case len(dateParts):
		return 0, 0, 0, true, nil
	default:
		return 0, 0, 0, false, &FieldError{name, label + " must include a " + strings.Join(missing, " and a ") + ".", missing}
	}
	year, month, day, wrong := numbers(typed)
	if len(wrong) == 0 && time.Date(year, month, day, 12, 0, 0, 0, time.UTC).Day() != day {
		wrong = []string{"day"}
	}
	if len(wrong) > 0 {
		return 0, 0, 0, false, &FieldError{name, label + " must be a real date.", wrong}
	}
	return year, month, day, false, nil
}

var dateParts = []string{"day", "month", "year"}

func numbers(typed map[string]string) (year int, month time.Month, day int, wrong []string) {
	day, err := strconv.Atoi(typed["day"])
	if err != nil || day < 1 || day > 31 {
		wrong = append(wrong, "day")
	}
	month, err = readMonth(typed["month"])
	if err != nil {
		wrong = append(wrong, "month")
	}
	year, err = strconv.Atoi(typed["year"])
	if err != nil || year < 1900 || year > 2199 {
		wrong = append(wrong, "year")
	}
	return year, month, day, wrong
}

func readMonth(typed string) (time.Month, error) {
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= 12 {
		return time.Month(n), nil
	}
	word := strings.ToLower(typed)
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if slices.Contains([]string{full, full[:3]}, word) || word == "sept" && m == time.September {
			return m, nil
		}
	}
	return 0, fmt.Errorf("%q is no month", typed)
}
