package readiness

import (
	"slices"
	"strings"
	"unicode"
)

// PlanFields are what a column of a plan can be.
var PlanFields = []Choice{
	{"title", "What is to be done"},
	{"theme", "Theme"},
	{"outcome", "What is to be different for children"},
	{"steps", "Steps"},
	{"measure", "What will show that it worked"},
	{"target", "Target"},
	{"owner", "Owner"},
	{"sponsor", "Sponsor"},
	{"area", "Area"},
	{"start", "Start"},
	{"due", "Due date"},
	{"reference", "The council’s own number"},
	{"wanted", "Evidence wanted"},
	{"risk", "What happens if it is late"},
	{"judgement", "Judgement area"},
	{"boards", "Boards that hear of it"},
	{"benefit", "What is saved"},
	{"saving", "Saving, pounds a year"},
	{"hours", "Saving, hours a week"},
}

// planWords are the words of headings by which a column is guessed, the surest of each field first. What comes first in the list wins where two fields
// could claim a heading.
var planWords = []struct {
	field string
	words []string
}{
	{"", []string{"rag", "status", "progress", "update", "comment", "comments", "completed", "date completed", "actual", "who checks it", "how it is going", "evidence for", "evidence against"}},
	{"sponsor", []string{"sponsor", "executive lead", "accountable officer", "accountable", "sro", "strategic lead"}},
	{"measure", []string{"measure of success", "success measure", "success measures", "success criteria", "measure", "measures", "kpi", "how will we know", "what will show"}},
	{"reference", []string{"reference", "ref", "action no", "action number", "number", "no", "id"}},
	{"owner", []string{"owner", "action owner", "lead officer", "responsible officer", "responsible", "lead", "officer", "by whom", "who"}},
	{"start", []string{"start", "start date", "begins", "from"}},
	{"due", []string{"due", "due date", "target date", "deadline", "by when", "completion date", "end date", "timescale", "when", "date"}},
	{"wanted", []string{"evidence", "evidence wanted", "evidence required"}},
	{"outcome", []string{"outcome", "outcomes", "intended outcome", "impact", "difference for children", "different for children", "difference", "what success looks like"}},
	{"theme", []string{"theme", "priority", "workstream", "strand", "objective"}},
	{"steps", []string{"steps", "milestones", "milestone", "how", "key activities"}},
	{"target", []string{"target"}},
	{"risk", []string{"risk", "risks"}},
	{"judgement", []string{"judgement", "judgement area", "inspection area"}},
	{"benefit", []string{"what is saved", "benefit", "benefits", "kind of saving"}},
	{"saving", []string{"saving", "savings", "cashable saving", "pounds a year", "saving pounds a year"}},
	{"hours", []string{"hours a week", "saving hours a week", "hours saved", "capacity", "hours"}},
	{"boards", []string{"board", "boards", "governance", "reports to", "reporting to"}},
	{"area", []string{"area", "service area", "locality", "service"}},
	{"title", []string{"action", "actions", "title", "what is to be done", "what we will do", "activity", "recommendation", "task"}},
}

// GuessPlanColumns says what each column seems to be, by the words of its heading: a code of PlanFields, or "". No field is given to two columns.
func GuessPlanColumns(headings []string) []string {
	guessed, done, taken := make([]string, len(headings)), make([]bool, len(headings)), map[string]bool{}
	give := func(fits func(heading, word string) bool) {
		for _, f := range planWords {
			for _, word := range f.words {
				for i, h := range headings {
					if !done[i] && (f.field == "" || !taken[f.field]) && fits(foldWords(h), word) {
						guessed[i], done[i], taken[f.field] = f.field, true, true
					}
				}
			}
		}
	}
	give(func(heading, word string) bool { return heading == word })
	give(func(heading, word string) bool { return strings.Contains(" "+heading+" ", " "+word+" ") })
	return guessed
}

// titleRows is how many rows, at most, are searched for the headings.
const titleRows = 12

// PlanSheetOf finds the sheet and the row of headings that look most like a plan. The file's name is for people.
func PlanSheetOf(file string, tables []PlanTable) (PlanSheet, error) {
	best, at, most := -1, 0, 0
	for t, table := range tables {
		for i, row := range table.Rows[:min(len(table.Rows), titleRows)] {
			score := 0
			for _, field := range GuessPlanColumns(row.Cells) {
				if field != "" {
					score++
				}
			}
			if score > most && score > 1 {
				best, at, most = t, i, score
			}
		}
	}
	if best < 0 {
		if best, at = firstTable(tables); best < 0 {
			return PlanSheet{}, FieldErrorf("files", "There is no list in this file: we look for a row of headings, such as Action, Owner and Due date, with the actions below it.")
		}
	}
	found := tables[best]
	s := PlanSheet{File: file, Name: found.Name, Others: len(tables) - 1, Rows: found.Rows[at+1:]}
	if len(s.Rows) == 0 {
		return s, FieldErrorf("files", "There is nothing below the headings in row %d. Choose the file with the actions in it.", found.Rows[at].Number)
	}
	return s, s.name(found.Rows[at].Cells)
}

// firstTable is the first row of the first sheet that could be headings: words in two columns, with something below.
func firstTable(tables []PlanTable) (table, row int) {
	for t, table := range tables {
		for i, r := range table.Rows[:min(len(table.Rows), titleRows)] {
			if filled(r.Cells) > 1 && i+1 < len(table.Rows) {
				return t, i
			}
		}
	}
	return -1, 0
}

func filled(cells []string) (n int) {
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// name gives every column with something in it a heading, and leaves the others out.
func (s *PlanSheet) name(headings []string) error {
	width := len(headings)
	for _, r := range s.Rows {
		width = max(width, len(r.Cells))
	}
	var kept []int
	for c := range width {
		heading := strings.Join(strings.Fields(cellAt(headings, c)), " ")
		used := slices.ContainsFunc(s.Rows, func(r PlanSheetRow) bool { return cellAt(r.Cells, c) != "" })
		if heading == "" && !used {
			continue
		}
		if heading == "" {
			heading = "Column " + letters(c)
		}
		kept, s.Columns = append(kept, c), append(s.Columns, shortened(heading, 80))
	}
	if len(kept) > 100 {
		return FieldErrorf("files", "The sheet has more than 100 columns. Delete those that are not needed.")
	}
	rows := make([]PlanSheetRow, len(s.Rows))
	for i, r := range s.Rows {
		rows[i] = PlanSheetRow{Number: r.Number, Cells: make([]string, len(kept))}
		for to, from := range kept {
			rows[i].Cells[to] = cellAt(r.Cells, from)
		}
	}
	s.Rows = rows
	return nil
}

func cellAt(cells []string, at int) string {
	if at < 0 || at >= len(cells) {
		return ""
	}
	return cells[at]
}

// letters name a column as spreadsheets do: A, Z, AA.
func letters(column int) string {
	name := string(rune('A' + column%26))
	if column >= 26 {
		return letters(column/26-1) + name
	}
	return name
}

// shortened cuts a text to so many characters.
func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// Samples are the first two values of a column that differ, shortened.
func (s PlanSheet) Samples(column int) (samples []string) {
	for _, r := range s.Rows {
		cell := shortened(strings.Join(strings.Fields(cellAt(r.Cells, column)), " "), 60)
		if cell != "" && !slices.Contains(samples, cell) {
			if samples = append(samples, cell); len(samples) == 2 {
				return samples
			}
		}
	}
	return samples
}

// Check refuses a mapping that does not fit the sheet, or with which no row could be understood.
func (m PlanMapping) Check(s PlanSheet) error {
	if len(m.Columns) != len(s.Columns) {
		return FieldErrorf("columns", "The columns did not arrive whole. Go back and send them again.")
	}
	of := map[string]int{}
	for i, field := range m.Columns {
		if field == "" {
			continue
		}
		if !slices.ContainsFunc(PlanFields, func(c Choice) bool { return c.Code == field }) {
			return FieldErrorf("columns", "Choose from the list what the column “%s” is.", s.Columns[i])
		}
		if before, twice := of[field]; twice {
			return FieldErrorf("columns", "“%s” and “%s” cannot both be: %s. Choose one of them, and leave the other out.", s.Columns[before], s.Columns[i], lowerFirst(ChoiceText(PlanFields, field)))
		}
		of[field] = i
	}
	_, title := of["title"]
	if _, known := of["reference"]; !title && !known {
		return FieldErrorf("columns", "Choose the column that says what is to be done.")
	}
	return nil
}

// foldWords makes two ways of writing the same words equal: letters and digits in lower case, one space between words, apostrophes left out.
func foldWords(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '‘':
		default:
			space = true
		}
	}
	return b.String()
}
