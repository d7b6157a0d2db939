package readiness

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlanReports keep progress reports. A report freezes its figures when it is made, and nothing changes it afterwards: the improvement board and scrutiny
// read the same numbers, whenever they look.
type PlanReports interface {
	// MakePlanReport freezes the plan as it stands. The same command id gives the same report.
	MakePlanReport(ctx context.Context, f MakePlanReport, asked Asked) (PlanReport, error)
	// PlanReports lists the reports, newest first.
	PlanReports(ctx context.Context, viewer Actor) ([]PlanReportLine, error)
	// PlanReport is one report; who may only see the plan is given the scrutiny edition.
	PlanReport(ctx context.Context, viewer Actor, id string) (PlanReport, error)
}

// MakePlanReport makes a progress report about a period. The complaints that were received are known to the complaints team and not to Sightline, so
// whoever makes the report enters them, with where they come from; so many as to be none must be said as well.
type MakePlanReport struct {
	From     calendar.Date `json:"from" validate:"required"`
	Until    calendar.Date `json:"until" validate:"required"`
	Received string        `json:"complaints_received" validate:"required,max=9"` // a whole number
	Source   string        `json:"complaints_source" validate:"required,max=200"` // such as the complaints team's log
	Words    string        `json:"words" validate:"max=2000"`                     // to the improvement board; scrutiny is not given them
	Why      string        `json:"why" validate:"max=1000"`                       // why figures changed; members read it too
	Safer    string        `json:"safer" validate:"max=1000"`                     // whether children are safer, and what shows it; members read it too
}

// Complaints is the number of complaints received, or why it is none.
func (f MakePlanReport) Complaints() (int, error) {
	n, err := strconv.Atoi(strings.ReplaceAll(f.Received, ",", ""))
	if err != nil || n < 0 {
		return 0, FieldErrorf("complaints_received", "Enter the complaints received as a whole number, 0 when there were none.")
	}
	return n, nil
}

// Check refuses a period that cannot be.
func (f MakePlanReport) Check(today calendar.Date) error {
	switch {
	case f.Until.After(today):
		return FieldErrorf("until", "The period must end today or in the past: what has not happened cannot be reported.")
	case f.From.After(f.Until):
		return FieldErrorf("from", "The period must begin on or before the day on which it ends, %s.", f.Until.Long())
	}
	_, err := f.Complaints()
	return err
}

// NextReportPeriod is the period that a report made today is likely to be about: since the last one, or the last three months.
func NextReportPeriod(reports []PlanReportLine, today calendar.Date) (from, until calendar.Date) {
	if len(reports) > 0 && reports[0].Until.Before(today) {
		return reports[0].Until.AddDays(1), today
	}
	return today.AddMonths(-3).AddDays(1), today
}

// PlanReportLine is one report in the list.
type PlanReportLine struct {
	ID     string        `json:"id"`
	Number int           `json:"number"`
	From   calendar.Date `json:"from"`
	Until  calendar.Date `json:"until"`
	By     string        `json:"by"` // the name of who made it
	At     time.Time     `json:"at"`
}

// PlanReport is one progress report.
type PlanReport struct {
	PlanReportLine
	Scrutiny bool         `json:"scrutiny"` // it is the edition without what people wrote about the work
	Plan     ReportedPlan `json:"plan"`
}

// ReportedPlan is the plan as a report froze it. Fields are only ever added: old reports are read with them empty.
type ReportedPlan struct {
	On       calendar.Date    `json:"on"` // the day on which it stood like this
	Themes   []ThemeFigures   `json:"themes"`
	Before   *ReportBefore    `json:"before,omitempty"` // nil for the first report
	Pace     Pace             `json:"pace"`
	Did      ReportDeeds      `json:"did"`
	Changes  []ReportedChange `json:"changes"` // newest first, MostReported at most
	Late     []ReportedLate   `json:"late"`    // the longest late first, MostReported at most
	Received int              `json:"complaints_received"`
	Source   string           `json:"complaints_source"`
	Shown    int              `json:"complaints_shown"` // pieces of evidence of that kind in force that show a day of the period
	Words    string           `json:"words"`
	Service  *ReportedService `json:"service,omitempty"` // nil in reports of the plan alone
}

// MostReported is how many changes and late actions a report names; it counts them all.
const MostReported = 100

// ReportBefore is what the report before said in all.
type ReportBefore struct {
	Number int           `json:"number"`
	Until  calendar.Date `json:"until"`
	PlanTotal
}

// Before is what the next report says of this one; nil when there is none.
func (r PlanReport) Before() *ReportBefore {
	if r.Number == 0 {
		return nil
	}
	return &ReportBefore{Number: r.Number, Until: r.Until, PlanTotal: r.Plan.Total()}
}

// PlanTotal is the plan in all themes.
type PlanTotal struct {
	Actions   int `json:"actions"`
	SaidDone  int `json:"said_done"`
	ShownDone int `json:"shown_done"`
	Lasted    int `json:"lasted"`
	Overdue   int `json:"overdue"`
	SentBack  int `json:"sent_back"`
	NotLasted int `json:"not_lasted"`
}

// ReportDeeds count what happened in the period.
type ReportDeeds struct {
	Added     int `json:"added"`
	ShownDone int `json:"shown_done"`
	Lasted    int `json:"lasted"`
	SentBack  int `json:"sent_back"`
	NotLasted int `json:"not_lasted"`
	Moved     int `json:"moved"`
	Dropped   int `json:"dropped"`
}

// ReportedChange is one thing that happened to one action in the period.
type ReportedChange struct {
	What      string        `json:"what"` // "verified", "lasted", "did not last", "opened again" or "dropped"
	ActionID  string        `json:"action_id"`
	Reference string        `json:"reference"`
	Title     string        `json:"title"`
	Theme     string        `json:"theme"`
	On        calendar.Date `json:"on"`
	Note      string        `json:"note"` // what somebody wrote about it
}

// ReportedLate is one action that was late.
type ReportedLate struct {
	ActionID  string        `json:"action_id"`
	Reference string        `json:"reference"`
	Title     string        `json:"title"`
	Theme     string        `json:"theme"`
	Owner     string        `json:"owner"`
	Due       calendar.Date `json:"due"`
	Overdue   int           `json:"overdue"` // working days
	Moves     int           `json:"moves"`
	Reached   Role          `json:"reached"`
	Word      string        `json:"word"` // what its owner last wrote
	WordOn    calendar.Date `json:"word_on"`
}

// Total adds the themes up.
func (p ReportedPlan) Total() (t PlanTotal) {
	for _, f := range p.Themes {
		t.Actions, t.SaidDone, t.ShownDone, t.Lasted = t.Actions+f.Actions, t.SaidDone+f.SaidDone, t.ShownDone+f.ShownDone, t.Lasted+f.Lasted
		t.Overdue, t.SentBack, t.NotLasted = t.Overdue+f.Overdue, t.SentBack+f.SentBack, t.NotLasted+f.NotLasted
	}
	return t
}

// ForScrutiny is the same report without what people wrote about the work: the figures are the same, except that small numbers of children are hidden.
func (r PlanReport) ForScrutiny() PlanReport {
	if r.Scrutiny {
		return r
	}
	if r.Plan.Service != nil {
		r.Plan.Service = r.Plan.Service.forMembers()
	}
	r.Scrutiny, r.Plan.Words = true, ""
	r.Plan.Changes, r.Plan.Late = slices.Clone(r.Plan.Changes), slices.Clone(r.Plan.Late)
	for i := range r.Plan.Changes {
		r.Plan.Changes[i].Note = ""
	}
	for i := range r.Plan.Late {
		r.Plan.Late[i].Word, r.Plan.Late[i].WordOn = "", calendar.Date{}
	}
	return r
}
