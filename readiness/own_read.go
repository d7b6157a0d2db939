package readiness

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// OwnSheetOf finds the sheet and the row of headings that fit a list of the council's own best.
func OwnSheetOf(l OwnList, file string, tables []PlanTable) (PlanSheet, error) {
	best, at, most := -1, 0, 0
	for t, table := range tables {
		for i, row := range table.Rows[:min(len(table.Rows), titleRows)] {
			if n := len(l.places(row.Cells)); n > most {
				best, at, most = t, i, n
			}
		}
	}
	if best < 0 {
		return PlanSheet{}, FieldErrorf("files", "No row of this file has the headings of the list. Download the template, and copy your rows into it.")
	}
	found := tables[best]
	places := l.places(found.Rows[at].Cells)
	for _, c := range l.Columns {
		if _, there := places[c.Code]; c.Required && !there {
			return PlanSheet{}, FieldErrorf("files", "The sheet has no column “%s”, which the list needs. Download the template to see all columns.", c.Header)
		}
	}
	s := PlanSheet{File: file, Name: found.Name, Others: len(tables) - 1, Rows: found.Rows[at+1:]}
	if len(s.Rows) == 0 {
		return s, FieldErrorf("files", "There is nothing below the headings in row %d. Choose the file with the children in it.", found.Rows[at].Number)
	}
	return s, s.name(found.Rows[at].Cells)
}

// places are the columns of a list by where a row of headings has them.
func (l OwnList) places(headings []string) map[string]int {
	at := map[string]int{}
	for i, h := range headings {
		for _, c := range l.Columns {
			if _, taken := at[c.Code]; !taken && c.called(h) {
				at[c.Code] = i
				break
			}
		}
	}
	return at
}

func (c OwnColumn) called(heading string) bool {
	word := foldWords(heading)
	return word != "" && (word == foldWords(c.Header) || slices.Contains(c.Also, word))
}

// Ignored are the headings of a sheet that are no column of the list.
func (l OwnList) Ignored(s PlanSheet) (ignored []string) {
	used := map[int]bool{}
	for _, i := range l.places(s.Columns) {
		used[i] = true
	}
	for i, h := range s.Columns {
		if !used[i] {
			ignored = append(ignored, h)
		}
	}
	return ignored
}

// References are the references that a sheet's rows have.
func (l OwnList) References(s PlanSheet) (refs []string) {
	at, there := l.places(s.Columns)["child_ref"]
	for _, row := range s.Rows {
		if ref := strings.TrimSpace(cellAt(row.Cells, at)); there && ref != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

// read puts a cell into the one spelling of its column. why is "" when it can be taken, and says in a sentence what is wrong otherwise; note says what was
// understood without being written.
func (c OwnColumn) read(cell string) (value, why, note string) {
	text := strings.Join(strings.Fields(cell), " ")
	switch {
	case brokenCell(text):
		return "", "It holds " + text + ", which is an error of the spreadsheet.", ""
	case c.Kind == "reference":
		return readReference(text)
	case c.Kind == "day":
		if d, ok := ReadPlanDate(text); ok {
			return d.String(), "", ""
		}
		return "", "“" + shortened(text, 40) + "” is no day.", ""
	case c.Kind == "moment":
		return readMoment(text)
	case c.Kind == "yes":
		return readYes(text)
	case c.Kind == "choice":
		return c.choice(text)
	case tooLong(text, 120):
		return "", "It has more than 120 characters.", ""
	}
	return text, "", ""
}

// mend says what to do about a value that cannot be taken.
func (c OwnColumn) mend() string {
	switch c.Kind {
	case "reference":
		return "Write the reference that the child has in the Annex A."
	case "day":
		return "Write a day such as 03/03/2027."
	case "moment":
		return "Write a day and a time such as 03/03/2027 14:30."
	case "yes":
		return "Write Yes or No."
	case "choice":
		var words []string
		for _, choice := range c.Choices {
			words = append(words, choice.Text)
		}
		return "Write one of: " + inSentence(words) + "."
	}
	return "Shorten it."
}

// LooksLikeReference tells references from names and notes: letters, digits and a few signs, with a digit among them.
func LooksLikeReference(text string) bool {
	return strings.ContainsAny(text, "0123456789") && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune("-_/.", r)
	})
}

func readReference(text string) (value, why, note string) {
	switch {
	case !LooksLikeReference(text):
		return "", "It is no reference: a reference has digits, and no spaces.", ""
	case len(text) > 40:
		return "", "It is longer than a reference can be.", ""
	}
	return text, "", ""
}

func readYes(text string) (value, why, note string) {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1":
		return "Yes", "", ""
	case "no", "n", "false", "0":
		return "No", "", ""
	}
	return "", "“" + shortened(text, 40) + "” is neither yes nor no.", ""
}

func (c OwnColumn) choice(text string) (value, why, note string) {
	for _, choice := range c.Choices {
		if word := foldWords(text); word == choice.Code || word == foldWords(choice.Text) {
			return choice.Code, "", ""
		}
	}
	return "", "“" + shortened(text, 40) + "” is none of its values.", ""
}

// readMoment reads a day with a time as clocks in England show it. Without a time it is the day's first minute, and the note says so.
func readMoment(text string) (value, why, note string) {
	d, ok := ReadPlanDate(text)
	if !ok {
		return "", "“" + shortened(text, 40) + "” is no day with a time.", ""
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil { // it names its zone
		return moment(at), "", ""
	}
	clock := text[strings.LastIndexAny(text, " Tt")+1:]
	if !strings.Contains(clock, ":") {
		return moment(d.At(0, 0)), "", "It has no time, so it counts from the first minute of the day."
	}
	at, err := calendar.ParseTimeOfDay(withoutSeconds(clock))
	if err != nil {
		return "", "“" + shortened(text, 40) + "” has no time that a clock shows.", ""
	}
	return moment(at.On(d)), "", ""
}

// withoutSeconds leaves the hour, the minute, and am or pm.
func withoutSeconds(clock string) string {
	parts := strings.Split(clock, ":")
	if len(parts) < 3 {
		return clock
	}
	half := strings.ToLower(parts[2][max(0, len(parts[2])-2):])
	if half != "am" && half != "pm" {
		half = ""
	}
	return parts[0] + ":" + parts[1] + half
}

// moment is a moment in the one spelling of own lists.
func moment(at time.Time) string { return at.UTC().Format(time.RFC3339) }
