package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A planRow is one row while it is read, with what is wrong with it.
type planRow struct {
	t     *trying
	cells []string
	why   []string
}

// get is the row's value of a field, "" when no column is that field.
func (r *planRow) get(field string) string {
	column, mapped := r.t.at[field]
	if !mapped {
		return ""
	}
	text := strings.ReplaceAll(strings.TrimSpace(cellAt(r.cells, column)), "\r\n", "\n")
	if brokenCell(text) {
		r.wrong("The column “" + r.t.headings[column] + "” holds " + text + ", which is an error of the spreadsheet.")
		return ""
	}
	return text
}

func (r *planRow) wrong(why string) {
	if !slices.Contains(r.why, why) {
		r.why = append(r.why, why)
	}
}

// says reports whether the row has anything in the columns that are used.
func (r *planRow) says() bool {
	for _, column := range r.t.at {
		if strings.TrimSpace(cellAt(r.cells, column)) != "" {
			return true
		}
	}
	return false
}

// details reads the texts of a row over those that the action has.
func (r *planRow) details(d ActionDetails) ActionDetails {
	for _, part := range planTexts {
		text := r.get(part.field)
		if part.line {
			text = strings.Join(strings.Fields(text), " ")
		}
		switch {
		case text == "":
		case tooLong(text, part.most):
			r.wrong("Shorten " + part.words + ": it has more than " + itoa(part.most) + " characters.")
		default:
			*part.at(&d) = text
		}
	}
	if text := r.get("judgement"); text != "" {
		code, why := readJudgement(text)
		r.orWhy(why)
		d.Judgement = code
	}
	if text := r.get("boards"); text != "" {
		boards, why := r.t.k.boards(text)
		r.orWhy(why)
		d.Boards = boards
	}
	r.number("saving", &d.Saving)
	r.number("hours", &d.Hours)
	if refusal := AsRefusal(d.checkBenefit()); refusal != nil && len(r.why) == 0 {
		r.wrong(refusal.Message)
	}
	return d
}

// number reads a whole number of a row over the one that the action has.
func (r *planRow) number(field string, into *int) {
	text := r.get(field)
	if text == "" {
		return
	}
	n, ok := readWhole(text)
	if !ok {
		r.wrong("“" + shortened(text, 40) + "” is no whole number. Write the " + lowerFirst(ChoiceText(PlanFields, field)) + ", like 12,000.")
		return
	}
	*into = n
}

func (r *planRow) orWhy(why string) {
	if why != "" {
		r.wrong(why)
	}
}

// person reads who a row names; an empty cell keeps who was chosen for all rows.
func (r *planRow) person(field string, id *string) {
	text := r.get(field)
	switch {
	case text != "":
		found, why := r.t.k.person(text)
		if why != "" {
			r.wrong("The " + field + ": " + why)
		}
		*id = found
	case *id == "":
		r.wrong("It has no " + field + ".")
	case !slices.ContainsFunc(r.t.k.People, func(p PlanPerson) bool { return p.ID == *id }):
		r.wrong("The " + field + " that was chosen for all rows has no active account.")
	}
}

// date reads a day of a row; an empty cell keeps the one chosen for all rows.
func (r *planRow) date(field string, day *calendar.Date) {
	text := r.get(field)
	if text == "" {
		if day.IsZero() {
			r.wrong("It has no " + dateWords[field] + ".")
		}
		return
	}
	read, ok := ReadPlanDate(text)
	if !ok {
		r.wrong("“" + shortened(text, 40) + "” is no day. Write the " + dateWords[field] + " like 3 March 2027.")
	}
	*day = read
}

// unlike says what else a row says otherwise than the action, which a sheet does not change: people hear of it, or it needs a reason.
func (r *planRow) unlike(a PlanAction) (notes []string) {
	for _, p := range []struct{ field, id, words string }{{"owner", a.OwnerID, "owner"}, {"sponsor", a.SponsorID, "sponsor"}} {
		if text := r.get(p.field); text != "" {
			if id, _ := r.t.k.person(text); id != p.id {
				notes = append(notes, "It names another "+p.words+".")
			}
		}
	}
	for _, d := range []struct {
		field string
		day   calendar.Date
	}{{"start", a.Start}, {"due", a.Due}} {
		text := r.get(d.field)
		if text == "" {
			continue
		}
		day, ok := ReadPlanDate(text)
		switch {
		case !ok:
			notes = append(notes, "Its "+dateWords[d.field]+" cannot be read.")
		case day != d.day && (d.field != "due" || r.t.workingDay(day) != d.day):
			notes = append(notes, "Its "+dateWords[d.field]+" is "+day.Long()+" in the sheet, and "+d.day.Long()+" here.")
		}
	}
	if _, mapped := r.t.at["area"]; mapped && r.get("area") != "" {
		if id, why := r.t.k.area(r.get("area")); why != "" || id != a.AreaID {
			notes = append(notes, "It names another area.")
		}
	}
	return notes
}

var dateWords = map[string]string{"start": "start", "due": "due date"}
