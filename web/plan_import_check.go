package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// mostShown is how many rows of one kind a page lists.
const mostShown = 200

// PlanCheckPage says what bringing a sheet in would do, before anything does.
type PlanCheckPage struct {
	Import  readiness.PlanImport
	Trial   readiness.PlanTrial
	Form    Form // confirms
	Discard Form
}

// Face is the page's frame.
func (p PlanCheckPage) Face() Face {
	return Face{Template: "plan_import_check", Title: "What would happen", Section: planPath, Back: p.Root() + "/columns", Failed: p.Form.Failed(), Wide: true}
}

// Root is the import's own address.
func (p PlanCheckPage) Root() string { return planImportPath + "/" + p.Import.ID }

// About says which sheet it is.
func (p PlanCheckPage) About() string { return sheetWords(p.Import.Sheet) }

// Sentence is the whole in one line.
func (p PlanCheckPage) Sentence() string {
	t := p.Trial
	parts := []string{counted(len(t.New), "new action"), thousands(len(t.Changes)) + " changed", thousands(t.Same) + " as they are here already"}
	words := strings.Join(parts, ", ") + ". " + cannot(len(t.Bad))
	if t.Empty > 0 {
		words += " " + counted(t.Empty, "row") + " with nothing in these columns " + isOrAre(t.Empty) + " passed over."
	}
	return words + " Nothing has been changed yet."
}

func cannot(n int) string {
	if n == 0 {
		return "Every row can be taken."
	}
	return counted(n, "row") + " cannot be taken."
}

// Missing names what every new action needs and no column gives.
func (p PlanCheckPage) Missing() string {
	m := p.Import.Mapping
	given := map[string]bool{"theme": m.Theme != "", "sponsor": m.SponsorID != "", "start": !m.Start.IsZero()}
	for _, field := range m.Columns {
		given[field] = true
	}
	var missing []string
	for _, field := range []string{"title", "theme", "outcome", "measure", "owner", "sponsor", "start", "due"} {
		if !given[field] {
			missing = append(missing, "“"+readiness.ChoiceText(readiness.PlanFields, field)+"”")
		}
	}
	return listed(missing)
}

// A PlanRow is one row as pages list it.
type PlanRow struct {
	Row   int
	Text  string // what is to be done
	Href  string // the action that is there already
	Words []string
}

// first is the start of a list, and how many more there are.
func first[T any](all []T) ([]T, int) {
	if len(all) > mostShown {
		return all[:mostShown], len(all) - mostShown
	}
	return all, 0
}

func (p PlanCheckPage) faults(faults []readiness.PlanFault) (rows []PlanRow) {
	at, text := map[int][]string{}, -1
	for _, row := range p.Import.Sheet.Rows {
		at[row.Number] = row.Cells
	}
	for i, field := range p.Import.Mapping.Columns {
		if field == "title" || field == "reference" && text < 0 {
			text = i
		}
	}
	for _, f := range faults {
		row := PlanRow{Row: f.Row, Words: f.Why}
		if cells := at[f.Row]; text >= 0 && text < len(cells) {
			row.Text = shortText(cells[text])
		}
		rows = append(rows, row)
	}
	return rows
}

// shortText cuts what a row says to what a list can show.
func shortText(text string) string {
	const most = 120
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// Bad are the rows that cannot be taken, and why.
func (p PlanCheckPage) Bad() []PlanRow { rows, _ := first(p.Trial.Bad); return p.faults(rows) }

// MoreBad is how many more there are.
func (p PlanCheckPage) MoreBad() int { _, more := first(p.Trial.Bad); return more }

// Notes are what is different about actions that are here, and stays so.
func (p PlanCheckPage) Notes() []PlanRow { rows, _ := first(p.Trial.Notes); return p.faults(rows) }

// MoreNotes is how many more there are.
func (p PlanCheckPage) MoreNotes() int { _, more := first(p.Trial.Notes); return more }

// Changes are the actions that are here and would be changed.
func (p PlanCheckPage) Changes() []PlanRow {
	changes, _ := first(p.Trial.Changes)
	rows := make([]PlanRow, len(changes))
	for i, c := range changes {
		rows[i] = PlanRow{Row: c.Row, Text: c.Title, Href: "/actions/" + c.ActionID, Words: c.Changed}
	}
	return rows
}

// MoreChanges is how many more there are.
func (p PlanCheckPage) MoreChanges() int { _, more := first(p.Trial.Changes); return more }

// New are the new actions.
func (p PlanCheckPage) New() []PlanRow {
	added, _ := first(p.Trial.New)
	rows := make([]PlanRow, len(added))
	for i, n := range added {
		rows[i] = PlanRow{Row: n.Row, Text: n.Action.Title, Words: []string{n.Action.Theme, "due " + n.Action.Due.Long()}}
	}
	return rows
}

// MoreNew is how many more there are.
func (p PlanCheckPage) MoreNew() int { _, more := first(p.Trial.New); return more }

// LeaveOut asks whether the rows are left out that cannot be taken; nil when there are none.
func (p PlanCheckPage) LeaveOut() *govuk.Checkboxes { return leaveOut(p.Form, len(p.Trial.Bad)) }

func leaveOut(f Form, rows int) *govuk.Checkboxes {
	if rows == 0 {
		return nil
	}
	these := "Leave these " + thousands(rows) + " rows out"
	if rows == 1 {
		these = "Leave this row out"
	}
	boxes := f.Checkboxes("leave_out", "What about the rows that cannot be taken?", govuk.Item{Value: "yes", Text: these})
	boxes.Hint.Text = "Or mend them in the sheet, and choose the file again."
	return &boxes
}

// Button brings the plan in.
func (p PlanCheckPage) Button() govuk.Button {
	return govuk.Button{Text: "Bring in " + counted(p.Trial.Confirmed(), "action")}
}
