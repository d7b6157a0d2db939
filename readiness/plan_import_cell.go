package readiness

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReadPlanDate reads a day as people and spreadsheets write it in England: 3 March 2027, Wed 3rd Mar 27, 03/03/2027, 3.3.2027, 2027-03-03, with or
// without a time of day, and Excel's number of a day. false for everything else, such as “March 2027” or “ongoing”.
func ReadPlanDate(text string) (calendar.Date, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if serial, err := strconv.ParseFloat(text, 64); err == nil {
		return serialDay(serial)
	}
	if at := strings.LastIndexAny(text, " t"); at > 0 && strings.Contains(text[at:], ":") { // a time of day
		text = text[:at]
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" /-.,", r) })
	if len(parts) == 4 && weekdayNamed(parts[0]) {
		parts = parts[1:]
	}
	if len(parts) != 3 {
		return calendar.Date{}, false
	}
	if len(parts[0]) == 4 { // 2027-03-03
		slices.Reverse(parts)
	}
	day, dayErr := strconv.Atoi(strings.TrimRight(parts[0], "stndrh"))
	year, yearErr := strconv.Atoi(parts[2])
	if dayErr != nil || yearErr != nil || len(parts[0]) > 4 {
		return calendar.Date{}, false
	}
	switch len(parts[2]) {
	case 2:
		year += 2000
	case 4:
	default:
		return calendar.Date{}, false
	}
	month := monthNamed(parts[1])
	d := calendar.On(year, month, day)
	return d, month != 0 && day >= 1 && d.Day() == day && d.Month() == month && likely(d)
}

// serialDay is the day of Excel's number.
func serialDay(serial float64) (calendar.Date, bool) {
	if !(serial >= 1 && serial < 100_000) {
		return calendar.Date{}, false
	}
	d := calendar.On(1899, time.December, 30).AddDays(int(serial))
	return d, likely(d)
}

// likely reports whether a day can be one of an improvement plan.
func likely(d calendar.Date) bool {
	return d.After(calendar.On(1999, time.December, 31)) && d.Before(calendar.On(2100, time.January, 1))
}

// monthNamed reads a month as a number, by its name or by at least three letters of it; 0 when there is none.
func monthNamed(text string) time.Month {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 12 {
		return time.Month(n)
	}
	for m := time.January; m <= time.December; m++ {
		if len(text) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), text) {
			return m
		}
	}
	return 0
}

func weekdayNamed(text string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(text) >= 3 && strings.HasPrefix(strings.ToLower(d.String()), text) {
			return true
		}
	}
	return false
}

// person finds somebody by name or email address; the sentence says why nobody was found.
func (k PlanKnown) person(text string) (id, why string) {
	for _, name := range namesIn(text) {
		var found []string
		for _, p := range k.People {
			if strings.EqualFold(p.Email, name) || foldWords(p.Name) == foldWords(name) && foldWords(name) != "" {
				found = append(found, p.ID) // several of one name are no answer
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], ""
		}
		return "", itoa(len(found)) + " people here are called " + shortened(name, 60) + ": write the email address instead."
	}
	shown := shortened(strings.Join(strings.Fields(text), " "), 60)
	if strings.Contains(shown, "@") {
		return "", "nobody here has the address " + shown + "."
	}
	return "", "nobody here is called " + strings.TrimSuffix(shown, ".") + "."
}

// namesIn are the ways to read a cell as a name: as it stands, without what follows in brackets or after a comma, with the surname last, and the address in
// it.
func namesIn(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	names := []string{text}
	if at := strings.IndexAny(text, "(<["); at > 0 {
		inside, _, _ := strings.Cut(text[at+1:], string(closing[text[at]]))
		names = append(names, strings.TrimSpace(text[:at]), strings.TrimSpace(inside))
	}
	if before, after, found := strings.Cut(text, ","); found {
		names = append(names, strings.TrimSpace(after)+" "+strings.TrimSpace(before), strings.TrimSpace(before))
	}
	return names
}

var closing = map[byte]byte{'(': ')', '<': '>', '[': ']'}

// area finds an area by its name; "" is the whole council.
func (k PlanKnown) area(text string) (id, why string) {
	name := foldWords(text)
	if slices.Contains([]string{"", "all", "the whole council", "whole council", "council wide", "all areas", "whole service"}, name) {
		return "", ""
	}
	for _, a := range k.Areas {
		if folded := foldWords(a.Text); folded == name || folded+" area" == name {
			return a.Code, ""
		}
	}
	return "", "No area here is called " + shortened(text, 60) + "."
}

// boards finds boards by their names, which stand in one cell with a semicolon, a comma or a new line between them.
func (k PlanKnown) boards(text string) (found []string, why string) {
	named := func(name string) string {
		for _, b := range k.Boards {
			if foldWords(b) == foldWords(name) {
				return b
			}
		}
		return ""
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		names := []string{part}
		if named(part) == "" {
			names = strings.Split(part, ",")
		}
		for _, name := range names {
			board := named(name)
			switch {
			case strings.TrimSpace(name) == "":
			case board == "":
				return nil, "No board here is called " + shortened(strings.TrimSpace(name), 60) + ". The boards are " + inSentence(k.Boards) + "."
			case !slices.Contains(found, board):
				found = append(found, board)
			}
		}
	}
	return found, ""
}

// judgementWords are other words for the judgement areas, as older plans have them.
var judgementWords = map[string]string{
	"lead": "LEAD", "leaders": "LEAD", "leadership": "LEAD", "impact of leaders": "LEAD", "help": "HELP", "care": "CARE", "in care": "CARE", "looked after children": "CARE", "cl": "CL", "leaving care": "CL",
}

func readJudgement(text string) (code, why string) {
	name := foldWords(text)
	for _, j := range Judgements {
		if name == foldWords(j.Text) {
			return j.Code, ""
		}
	}
	if code, known := judgementWords[name]; known {
		return code, ""
	}
	var all []string
	for _, j := range Judgements {
		all = append(all, lowerFirst(j.Text))
	}
	return "", "There is no judgement area “" + shortened(text, 60) + "”. They are " + inSentence(all) + "."
}

// planTexts are the texts of an action that a sheet can hold, with how long each may be (the rules of ActionDetails). line says that it is one line.
var planTexts = []struct {
	field string
	words string
	most  int
	line  bool
	at    func(d *ActionDetails) *string
}{
	{"title", "what is to be done", 200, true, func(d *ActionDetails) *string { return &d.Title }},
	{"theme", "the theme", 80, true, func(d *ActionDetails) *string { return &d.Theme }},
	{"outcome", "what is to be different for children", 2000, false, func(d *ActionDetails) *string { return &d.Outcome }},
	{"measure", "what will show that it worked", 500, true, func(d *ActionDetails) *string { return &d.Measure }},
	{"steps", "the steps", 4000, false, func(d *ActionDetails) *string { return &d.Steps }},
	{"target", "the target", 200, true, func(d *ActionDetails) *string { return &d.Target }},
	{"wanted", "the evidence wanted", 2000, false, func(d *ActionDetails) *string { return &d.Wanted }},
	{"risk", "what happens if it is late", 2000, false, func(d *ActionDetails) *string { return &d.Risk }},
	{"benefit", "what is saved", 120, true, func(d *ActionDetails) *string { return &d.Benefit }},
	{"reference", "the number", 60, true, func(d *ActionDetails) *string { return &d.Reference }},
}

func tooLong(text string, most int) bool { return utf8.RuneCountInString(text) > most }

// brokenCell knows the values that a spreadsheet shows where it could not work something out.
func brokenCell(text string) bool {
	return slices.Contains([]string{"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}, strings.ToUpper(text))
}
