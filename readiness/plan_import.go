package readiness

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Try says what a sheet would do to the plan: which rows are new actions, which change one that is there, known by the council's own number, and which
// cannot be taken and why. Nothing that a row does not say is made up, but for what the mapping says of all rows. An empty cell leaves an action that is
// there as it is.
func (s PlanSheet) Try(m PlanMapping, k PlanKnown) PlanTrial {
	t := trying{
		m: m, k: k, at: map[string]int{}, byRef: map[string]PlanAction{}, byTitle: map[string]PlanAction{}, refs: map[string]int{}, titles: map[string]int{},
		headings: s.Columns,
	}
	for i, field := range m.Columns {
		if field != "" {
			t.at[field] = i
		}
	}
	for _, a := range k.Actions {
		if a.Reference != "" {
			t.byRef[strings.ToLower(a.Reference)] = a
		}
		if title := foldWords(a.Title); title != "" && !a.Status.Ended() && (a.Reference == "" || t.byTitle[title].ID == "") {
			t.byTitle[title] = a // one without a number first
		}
	}
	for _, row := range s.Rows {
		t.row(row)
	}
	return t.PlanTrial
}

// trying is a sheet on the way to a trial.
type trying struct {
	PlanTrial
	m        PlanMapping
	k        PlanKnown
	headings []string
	at       map[string]int // field to column
	byRef    map[string]PlanAction
	byTitle  map[string]PlanAction
	refs     map[string]int // number, and title of rows without one, to the row that had it first
	titles   map[string]int
}

func (t *trying) row(row PlanSheetRow) {
	r := &planRow{t: t, cells: row.Cells}
	if !r.says() {
		t.Empty++
		return
	}
	ref := strings.ToLower(strings.Join(strings.Fields(r.get("reference")), " "))
	before, twice := t.refs[ref]
	known, there := t.byRef[ref]
	if ref != "" && !twice {
		t.refs[ref] = row.Number
	}
	switch {
	case ref != "" && twice:
		r.wrong("Row " + itoa(before) + " has the number " + r.get("reference") + " already.")
	case ref != "" && there:
		t.change(r, row.Number, known)
	default:
		t.add(r, row.Number)
	}
	if len(r.why) > 0 {
		t.Bad = append(t.Bad, PlanFault{row.Number, r.why})
	}
}

// change compares a row with the action that it has the number of.
func (t *trying) change(r *planRow, number int, a PlanAction) {
	details := r.details(a.Details)
	details.Reference = a.Reference // the same number, however it is written
	if len(r.why) > 0 {
		return
	}
	changed := a.Details.changes(details)
	switch {
	case len(changed) == 0:
		t.Same++
	case a.Status == "":
		r.wrong("The action with the number " + a.Reference + " was added a moment ago and has not opened yet. Look again in a minute.")
		return
	case a.Status != ActionProposed && !a.Status.Running():
		r.wrong("The action with the number " + a.Reference + " is " + a.Status.Title() + ", so what it is about cannot be changed now.")
		return
	default:
		t.Changes = append(t.Changes, PlanChange{Row: number, ActionID: a.ID, Title: a.Title, Seq: a.Seq, Details: details, Changed: changed})
	}
	if notes := r.unlike(a); len(notes) > 0 {
		t.Notes = append(t.Notes, PlanFault{number, notes})
	}
}

// workingDay is the day that a due date means: itself, or the working day before it when that was chosen.
func (t *trying) workingDay(d calendar.Date) calendar.Date {
	if t.m.Earlier == "yes" && !t.k.Calendar.IsWorkingDay(d) {
		for n := 1; n <= 14; n++ {
			if before := d.AddDays(-n); t.k.Calendar.IsWorkingDay(before) {
				return before
			}
		}
	}
	return d
}

// add reads a row as a new action.
func (t *trying) add(r *planRow, number int) {
	f := AddAction{ActionDetails: r.details(ActionDetails{}), SponsorID: t.m.SponsorID, Start: t.m.Start}
	if r.get("theme") == "" {
		f.Theme = t.m.Theme
	}
	for _, need := range []struct{ field, value, why string }{
		{"title", f.Title, "It does not say what is to be done."},
		{"theme", f.Theme, "It has no theme."},
		{"outcome", f.Outcome, "It does not say what is to be different for children."},
		{"measure", f.Measure, "It does not say what will show that it worked."},
	} {
		if need.value == "" && r.get(need.field) == "" {
			r.wrong(need.why)
		}
	}
	r.person("owner", &f.OwnerID)
	r.person("sponsor", &f.SponsorID)
	area, why := t.k.area(r.get("area"))
	f.AreaID = area
	r.orWhy(why)
	r.date("start", &f.Start)
	r.date("due", &f.Due)
	f.Due = t.workingDay(f.Due)
	t.twice(r, number, f)
	if len(r.why) == 0 {
		if refusal := AsRefusal(f.Check(t.k.Calendar)); refusal != nil {
			r.wrong(refusal.Message)
		}
	}
	if len(r.why) == 0 {
		t.New = append(t.New, PlanNew{number, f})
	}
}

// twice refuses a row that would stand in the plan a second time: without a number an action is known again by what is to be done.
func (t *trying) twice(r *planRow, number int, f AddAction) {
	title := foldWords(f.Title)
	if title == "" {
		return
	}
	there, known := t.byTitle[title]
	before, earlier := t.titles[title]
	if !earlier {
		t.titles[title] = number
	}
	switch {
	case known && f.Reference == "":
		r.wrong("An action that says the same is in the plan already. Give the row the number of that action, or leave it out.")
	case known && there.Reference == "":
		r.wrong("An action that says the same is in the plan without a number. Give that one the number " + f.Reference + " first, or leave the row out.")
	case earlier && f.Reference == "":
		r.wrong("Row " + itoa(before) + " says the same. Give both a number, or leave this one out.")
	}
}

// References are the numbers that a sheet's rows have, in lower case.
func (s PlanSheet) References(m PlanMapping) []string {
	refs := []string{}
	for i, field := range m.Columns {
		for _, row := range s.Rows {
			if ref := strings.ToLower(strings.Join(strings.Fields(cellAt(row.Cells, i)), " ")); field == "reference" && ref != "" {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// Check refuses to bring in what the asker was not shown, or rows that cannot be taken without a word about them.
func (c ConfirmPlanImport) Check(t PlanTrial) error {
	switch {
	case len(t.Bad) > 0 && c.LeaveOut != "yes":
		return FieldErrorf("leave_out", "%s cannot be taken. Leave them out, or mend them in the sheet and choose the file again.", count(len(t.Bad), "row"))
	case t.Confirmed() == 0:
		return Errorf(Conflict, "There is nothing to bring in.")
	case c.Confirmed != t.Confirmed():
		return Errorf(Conflict, "Something has changed since you looked: %s would be new or changed now, and not %d. Look through it again.", count(t.Confirmed(), "action"), c.Confirmed)
	}
	return nil
}
