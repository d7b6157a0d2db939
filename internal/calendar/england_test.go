package calendar_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2/gb"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

var update = flag.Bool("update", false, "write england.csv anew")

// The feed's names for the standing holidays, by rickar/cal's names.
var feedNames = map[string]string{
	"New Year's Day": "New Year’s Day", "Good Friday": "Good Friday", "Easter Monday": "Easter Monday",
	"Early May": "Early May bank holiday", "VE Day": "Early May bank holiday (VE day)",
	"Coronation of King Charles III": "Bank holiday for the coronation of King Charles III",
	"Spring Bank Holiday":            "Spring bank holiday", "Platinum Jubilee Bank Holiday": "Platinum Jubilee bank holiday",
	"Summer Bank Holiday": "Summer bank holiday", "Christmas Day": "Christmas Day", "Boxing Day": "Boxing Day",
}

// What rickar/cal v2.1.13 does not know: "" takes a day away.
var oneOffs = map[calendar.Date]string{
	calendar.On(2012, time.May, 28):       "",
	calendar.On(2012, time.June, 4):       "Spring bank holiday",
	calendar.On(2012, time.June, 5):       "Queen’s Diamond Jubilee",
	calendar.On(2022, time.September, 19): "Bank holiday for the State Funeral of Queen Elizabeth II",
}

// standing is every holiday that rickar/cal computes for a year.
func standing(year int) map[calendar.Date]string {
	days := map[calendar.Date]string{}
	for _, h := range gb.Holidays {
		actual, observed := h.Calc(year)
		if observed.IsZero() {
			continue
		}
		name := feedNames[h.Name]
		if !actual.Equal(observed) {
			name += " (substitute day)"
		}
		days[calendar.On(observed.Date())] = name
	}
	if christmas := calendar.On(year, time.December, 25); christmas.Weekday() == time.Sunday {
		// 26 December keeps its own name and Christmas Day moves past it.
		days[christmas.AddDays(1)] = "Boxing Day"
		days[christmas.AddDays(2)] = "Christmas Day (substitute day)"
	}
	return days
}

func expectedEngland() string {
	var closures []calendar.Closure
	for year := 2012; year <= 2040; year++ {
		days := standing(year)
		for day, name := range oneOffs {
			if day.Year() == year {
				days[day] = name
			}
		}
		for day, name := range days {
			if name != "" {
				closures = append(closures, calendar.Closure{Date: day, Name: name})
			}
		}
	}
	slices.SortFunc(closures, func(a, b calendar.Closure) int {
		return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.Name, b.Name))
	})
	var text strings.Builder
	text.WriteString("date,name\n")
	for _, c := range closures {
		fmt.Fprintf(&text, "%s,%s\n", c.Date, c.Name)
	}
	return text.String()
}

func TestEnglandFileAgreesWithSecondSource(t *testing.T) {
	t.Parallel()
	want := expectedEngland()
	if *update {
		if err := os.WriteFile("england.csv", []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("england.csv")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("england.csv differs from rickar/cal and the one-off days; run with -update and read the difference:\n%s", want)
	}
}

// closedIn lists a year's closures as "1 Jan".
func closedIn(c calendar.Calendar, year int) []string {
	var days []string
	for _, x := range c.Closed {
		if x.Date.Year() == year {
			days = append(days, strings.TrimSuffix(x.Date.Long(), fmt.Sprintf(" %d", year)))
		}
	}
	return days
}

// The years of domain.md section 6, and the years with one-off days, by hand.
func TestEnglandYears(t *testing.T) {
	t.Parallel()
	years := map[int]string{
		2012: "2 January,6 April,9 April,7 May,4 June,5 June,27 August,25 December,26 December",
		2016: "1 January,25 March,28 March,2 May,30 May,29 August,26 December,27 December",
		2020: "1 January,10 April,13 April,8 May,25 May,31 August,25 December,28 December",
		2021: "1 January,2 April,5 April,3 May,31 May,30 August,27 December,28 December",
		2022: "3 January,15 April,18 April,2 May,2 June,3 June,29 August,19 September,26 December,27 December",
		2023: "2 January,7 April,10 April,1 May,8 May,29 May,28 August,25 December,26 December",
		2025: "1 January,18 April,21 April,5 May,26 May,25 August,25 December,26 December",
		2026: "1 January,3 April,6 April,4 May,25 May,31 August,25 December,28 December",
		2027: "1 January,26 March,29 March,3 May,31 May,30 August,27 December,28 December",
		2028: "3 January,14 April,17 April,1 May,29 May,28 August,25 December,26 December",
	}
	england := calendar.England()
	for year, want := range years {
		if got := strings.Join(closedIn(england, year), ","); got != want {
			t.Errorf("%d:\n got %s\nwant %s", year, got, want)
		}
	}
}

func TestEnglandEveryYear(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	extra := map[int]int{2012: 1, 2022: 2, 2023: 1}
	for year := 2012; year <= 2040; year++ {
		if got, want := len(closedIn(england, year)), 8+extra[year]; got != want {
			t.Errorf("%d has %d bank holidays, want %d", year, got, want)
		}
		first, last := calendar.On(year, time.January, 1), calendar.On(year, time.December, 31)
		if !england.Covers(first) || !england.Covers(last) {
			t.Errorf("%d is not covered", year)
		}
	}
	for _, outside := range []calendar.Date{{}, calendar.On(2011, time.December, 31), calendar.On(2041, time.January, 1)} {
		if england.Covers(outside) {
			t.Errorf("covers %q", outside)
		}
	}
}

func TestEnglandIsNotShared(t *testing.T) {
	t.Parallel()
	mine := calendar.England()
	mine.Closed[0].Name = "scribbled"
	if calendar.England().Closed[0].Name == "scribbled" {
		t.Error("two callers share one list")
	}
}
