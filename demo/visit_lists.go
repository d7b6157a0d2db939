package demo

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Of the children whose cases are open, one in so many is at risk of exploitation, or has gone missing; but so many at least.
const (
	oneAtRisk, leastAtRisk   = 45, 24
	oneMissing, leastMissing = 60, 10
)

// ownMonths are the months with lists of the council's own, the last ones: they come with the Annex A, so that all are of one day.
const ownMonths = 3

// bringsOwnLists brings them in. nth is which time it is: from the third on direct work is recorded on a form of its own.
func (t *town) bringsOwnLists(ctx context.Context, nth int) error {
	if nth < 0 {
		return nil
	}
	on := calendar.DateOf(t.now).AddDays(-1)
	refs, err := t.knownChildren(ctx)
	if err != nil {
		return err
	}
	if err := t.bringsOwn(ctx, readiness.RiskList, on, t.riskSheet(refs, nth, on)); err != nil {
		return err
	}
	return t.bringsOwn(ctx, readiness.EpisodesList, on, t.missingSheet(refs, on))
}

// riskSheet is the sheet of children at risk of exploitation: some come and some go.
func (t *town) riskSheet(refs []string, nth int, on calendar.Date) [][]string {
	sheet := [][]string{{"Child’s reference", "Level of risk", "Kind of exploitation", "Risk assessed on", "Risk reviewed on", "Last strategy discussion", "Last direct work", "Lower level signed off", "Plan of several agencies", "Placement registered"}}
	for _, ref := range refs[:min(len(refs), max(leastAtRisk, len(refs)/oneAtRisk))] {
		if t.chances("listed "+ref).IntN(9) != nth {
			sheet = append(sheet, t.riskRow(ref, nth, on))
		}
	}
	if nth == 2 {
		sheet[1][1] = "Meduim" // a slip of the keyboard
	}
	return sheet
}

// missingSheet is the sheet of missing episodes: many of its children are at risk of exploitation too.
func (t *town) missingSheet(refs []string, on calendar.Date) [][]string {
	sheet := [][]string{{"Child’s reference", "Missing since", "Returned", "Missing from", "Return interview offered", "Return interview held", "Return interview declined", "Other way tried", "Senior manager told", "Strategy meeting"}}
	for _, ref := range refs[:min(len(refs), 2*max(leastMissing, len(refs)/oneMissing))] {
		if t.chances("missing "+ref).IntN(2) == 0 {
			sheet = append(sheet, t.missingRows(ref, len(sheet) == 1, on)...)
		}
	}
	return sheet
}

// knownChildren are the references of open cases, in an order that is the same for the same county.
func (t *town) knownChildren(ctx context.Context) ([]string, error) {
	cases, err := t.db.Cases(ctx, t.staff.lead, readiness.CaseQuery{State: "all", Limit: 5000})
	refs := []string{}
	for _, c := range cases.Rows {
		refs = append(refs, c.ChildRef)
	}
	slices.SortFunc(refs, func(a, b string) int {
		return cmp.Compare(t.chances("own list "+a).Uint64(), t.chances("own list "+b).Uint64())
	})
	return refs, err
}

// bringsOwn uploads a sheet, looks at what it would do, and confirms it; what cannot be taken is left out.
func (t *town) bringsOwn(ctx context.Context, code string, on calendar.Date, rows [][]string) error {
	list, _ := readiness.OwnListOf(code, nil)
	table := readiness.PlanTable{Name: list.Name}
	for i, cells := range rows {
		table.Rows = append(table.Rows, readiness.PlanSheetRow{Number: i + 1, Cells: cells})
	}
	sheet, err := readiness.OwnSheetOf(list, fmt.Sprintf("%s-%s.xlsx", code, on), []readiness.PlanTable{table})
	if err != nil {
		return err
	}
	id, err := t.db.KeepOwnSheet(ctx, readiness.OwnUpload{List: code, On: on, Sheet: sheet}, t.asked(t.staff.lead))
	if err != nil {
		return err
	}
	found, err := t.db.OwnImport(ctx, t.staff.lead, id)
	if err != nil {
		return err
	}
	c := readiness.ConfirmOwnImport{Confirmed: len(found.Trial.Rows)}
	if found.Trial.LeftOut() > 0 {
		c.LeaveOut = "yes"
	}
	return t.db.ApplyOwnImport(ctx, id, c, t.asked(t.staff.lead))
}

// riskRow is what the list says of a child at risk.
func (t *town) riskRow(ref string, nth int, on calendar.Date) []string {
	draw := t.chances("risk " + ref)
	levels := []string{"High", "Medium", "Medium", "Standard"}
	at := draw.IntN(len(levels))
	kind, assessed := readiness.ExploitationKinds[draw.IntN(len(readiness.ExploitationKinds))].Text, t.today.AddDays(-100-draw.IntN(300))
	reviewed, strategy, direct := every(draw, 60, 80, assessed, on), every(draw, 70, 120, assessed, on), every(draw, 25, 65, assessed, on)
	signed, plan, registered := "", "Yes", ""
	if lowers := draw.IntN(4) == 0; lowers && nth > 1 && at < len(levels)-1 {
		at++
		signed = []string{"Yes", "No"}[draw.IntN(2)]
	}
	if draw.IntN(5) == 0 {
		plan = "No"
	}
	if draw.IntN(14) == 0 {
		registered = "No"
	}
	if draw.IntN(2) == 0 && nth < 2 {
		direct = "" // it stands in the case notes, where no list finds it
	}
	return []string{ref, levels[at], kind, cell(assessed), reviewed, strategy, direct, signed, plan, registered}
}

// every is the last of days that come again and again since a first one, every so many days.
func every(draw *rand.Rand, least, more int, first, on calendar.Date) string {
	apart := least + draw.IntN(more)
	return cell(first.AddDays(on.Sub(first) / apart * apart))
}

// missingRows are the times that a child went missing until a day: one in three often and lately. One is missing still, and nobody above has been told.
func (t *town) missingRows(ref string, still bool, on calendar.Date) [][]string {
	draw := t.chances("episodes " + ref)
	often, back, rows := draw.IntN(3) == 0, 9+draw.IntN(60), [][]string{}
	from := []string{"Home", "Care"}[draw.IntN(2)]
	if still {
		rows = append(rows, []string{ref, moment(on.AddDays(-2), 19, 30), "", from, "", "", "", "", "", ""})
	}
	times := 1 + draw.IntN(4)
	if often {
		back, times = 9+draw.IntN(20), times+2
	}
	for range times {
		day, hours, late, declined := t.today.AddDays(-back), 3+draw.IntN(40), draw.IntN(4) == 0, draw.IntN(4) == 0
		met, offered, other := draw.IntN(3) == 0, draw.IntN(6) > 0, draw.IntN(2) == 0
		if back += 30 + draw.IntN(70); often {
			back -= 20 + draw.IntN(40)
		}
		back = max(back, t.today.Sub(day)+4)
		home := day.At(20, 15).Add(time.Duration(hours) * time.Hour)
		held := home.Add(time.Duration(20+draw.IntN(40)) * time.Hour)
		if late {
			held = held.Add(48 * time.Hour)
		}
		if !calendar.DateOf(held).Before(on) {
			continue
		}
		row := []string{ref, moment(day, 20, 15), written(home), from, yesNo(offered), "", "", "", "", ""}
		switch {
		case !offered:
		case declined:
			row[6], row[7] = "Yes", yesNo(other)
		default:
			row[5] = written(held)
		}
		if met {
			row[9] = cell(calendar.DateOf(home).AddDays(1))
		}
		rows = append(rows, row)
	}
	return rows
}

func yesNo(yes bool) string {
	if yes {
		return "Yes"
	}
	return "No"
}

// cell, moment and written are days and times as a spreadsheet in England shows them.
func cell(d calendar.Date) string { return d.At(12, 0).Format("02/01/2006") }

func moment(d calendar.Date, hour, minute int) string { return written(d.At(hour, minute)) }

func written(at time.Time) string { return at.In(calendar.London).Format("02/01/2006 15:04") }
