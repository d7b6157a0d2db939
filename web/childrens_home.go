package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ChildrensHomePage is one children's home: its visits month by month, what they counted, and what they recommended.
type ChildrensHomePage struct {
	Record readiness.HomeRecord
	Rules  readiness.HomeRules
	Viewer readiness.Actor
	Today  calendar.Date
}

// Face is the page's frame.
func (p ChildrensHomePage) Face() Face {
	return Face{Template: "childrens_home", Title: p.Record.Home.Name, Section: homesPath, Back: homesPath}
}

// Runs reports whether the viewer keeps the home.
func (p ChildrensHomePage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunHomes)) }

// Href is a page of the home.
func (p ChildrensHomePage) Href(part string) string {
	return childrensHomeHref(p.Record.Home.ID) + "/" + part
}

// About is what is known of the home.
func (p ChildrensHomePage) About() govuk.SummaryList {
	h := p.Record.Home
	rows := []govuk.SummaryRow{
		govuk.Row("Run by", sentence(h.Runner())), govuk.Row("Registered manager", h.Manager), govuk.Row("Places", thousands(h.Places)), govuk.Row("Area", orWhole(h.Area)),
		govuk.Row("Visits kept here from", h.From.Long()),
	}
	if !h.Until.IsZero() {
		rows = append(rows, govuk.Row("Last day", h.Until.Long()))
	}
	return govuk.SummaryList{Rows: rows}
}

// A HomeWait is something that waits, or comes, at a home, with where the viewer deals with it.
type HomeWait struct {
	Text  string
	Steps []govuk.NavigationItem
}

// Waits are what is missing: a visit this month, word of one, or its report.
func (p ChildrensHomePage) Waits() (waits []HomeWait) {
	if m := p.Record.Months[0]; m.State == readiness.HomeMonthOpen && !p.Record.Home.Closed(p.Today) {
		waits = append(waits, HomeWait{Text: "Nobody has visited it in " + monthLong(m.Month) + " yet, and no visit is planned.", Steps: p.steps(p.Href("visits/new"), "Plan a visit")})
	}
	for _, v := range p.Record.Visits {
		switch to := homeVisitPath + v.ID; v.State(p.Today) {
		case readiness.HomeVisitUnsaid:
			waits = append(waits, HomeWait{"Nobody has said whether " + v.Visitor + " made the visit of " + v.On.Long() + ".", p.steps(to+"/change", "Say that it was made, or move it", to+"/leave-out", "Say that it is not made")})
		case readiness.HomeVisitLate:
			waits = append(waits, HomeWait{"The report on the visit of " + v.On.Long() + " was due on " + v.ReportBy.Long() + ".", p.steps(to+"/report", "Write the report")})
		}
	}
	return waits
}

// Coming are the visits that are planned, the next first.
func (p ChildrensHomePage) Coming() (coming []HomeWait) {
	for _, v := range slices.Backward(p.Record.Visits) {
		if v.State(p.Today) != readiness.HomeVisitPlanned {
			continue
		}
		wait := HomeWait{Text: v.Visitor + " visits on " + v.On.Full() + ", " + announced(v) + ".", Steps: p.steps(homeVisitPath+v.ID+"/change", "Change it, or say that it was made", homeVisitPath+v.ID+"/leave-out", "Say that it is not made")}
		for _, c := range v.Conflicts {
			wait.Text += " " + c.Text
		}
		coming = append(coming, wait)
	}
	return coming
}

// steps pairs addresses with their words, for whoever keeps the home.
func (p ChildrensHomePage) steps(pairs ...string) (steps []govuk.NavigationItem) {
	for i := 0; p.Runs() && i+1 < len(pairs); i += 2 {
		steps = append(steps, govuk.NavigationItem{Href: pairs[i], Text: pairs[i+1]})
	}
	return steps
}

// A HomeMonthRow is one month with its visits.
type HomeMonthRow struct {
	Name   string
	State  govuk.Tag
	Visits []HomeVisitLine
}

// A HomeVisitLine is one visit as a list shows it.
type HomeVisitLine struct {
	Href, Text, About string
	State             govuk.Tag
}

// Months are the months, newest first; those before its visits were kept are left out, and what is planned beyond this month stands on top.
func (p ChildrensHomePage) Months() (rows []HomeMonthRow) {
	ahead := HomeMonthRow{Name: "Later", State: monthTag(readiness.HomeMonthPlanned)}
	for _, v := range p.Record.Visits {
		if v.On.After(p.Today) && readiness.MonthOf(v.On) != readiness.MonthOf(p.Today) {
			ahead.Visits = append(ahead.Visits, p.line(v))
		}
	}
	if len(ahead.Visits) > 0 {
		rows = append(rows, ahead)
	}
	for _, m := range p.Record.Months {
		row := HomeMonthRow{Name: monthLong(m.Month), State: monthTag(m.State)}
		for _, v := range p.Record.Visits {
			if readiness.MonthOf(v.On) == m.Month {
				row.Visits = append(row.Visits, p.line(v))
			}
		}
		if m.State != readiness.HomeMonthNone || len(row.Visits) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func (p ChildrensHomePage) line(v readiness.HomeVisit) HomeVisitLine {
	line := HomeVisitLine{Href: homeVisitPath + v.ID, Text: v.On.Long(), About: v.Visitor + ", " + announced(v), State: homeVisitTag(v.State(p.Today))}
	if v.Report != nil && v.Report.Doubts() {
		line.About += " · says no to " + listed(doubts(*v.Report))
	}
	return line
}

func announced(v readiness.HomeVisit) string {
	if v.Announced {
		return "announced"
	}
	return "not announced"
}

// doubts are the opinions to which a report says no.
func doubts(r readiness.HomeReport) (no []string) {
	if r.Safeguarded == "no" {
		no = append(no, "safeguarding")
	}
	if r.Wellbeing == "no" {
		no = append(no, "well-being")
	}
	return no
}

// Themes are the counts of the reports over the months, oldest first; nothing to show before there is a report.
func (p ChildrensHomePage) Themes() Picture {
	c := chart.Chart{Title: "Restraints, missing children and complaints by month", Unit: "times", Series: []chart.Series{{Name: "Restraints"}, {Name: "Missing"}, {Name: "Complaints"}}}
	var rows [][]string
	var all readiness.HomeMonth
	for i := len(p.Record.Months) - 1; i >= 0; i-- {
		m := p.Record.Months[i]
		row := []string{monthLong(m.Month), "–", "–", "–"}
		if m.Reports > 0 {
			row = []string{monthLong(m.Month), strconv.Itoa(m.Restraints), strconv.Itoa(m.Missing), strconv.Itoa(m.Complaints)}
		}
		c.Categories, rows = append(c.Categories, monthName(m.Month)), append(rows, row)
		for k, n := range []int{m.Restraints, m.Missing, m.Complaints} {
			c.Series[k].Values = append(c.Series[k].Values, float64(n))
		}
		all.Reports, all.Restraints, all.Missing, all.Complaints = all.Reports+m.Reports, all.Restraints+m.Restraints, all.Missing+m.Missing, all.Complaints+m.Complaints
	}
	if all.Reports == 0 {
		return Picture{}
	}
	words := []string{counted(all.Restraints, "restraint"), counted(all.Missing, "time") + " that a child was missing", counted(all.Complaints, "complaint")}
	return pictureOf("themes", c.Columns(), "Columns for each month. In "+counted(all.Reports, "report")+": "+listed(words)+".", "What the reports counted, by month", []string{"Month", "Restraints", "Missing", "Complaints"}, rows)
}

// Criteria are those of the self-assessment about which reports say something, where the viewer may see evidence.
func (p ChildrensHomePage) Criteria() []string {
	if !mayHere(p.Viewer, may(readiness.WorkPlan)) {
		return nil
	}
	return p.Rules.Criteria
}

// Recommended are the recommendations.
func (p ChildrensHomePage) Recommended() []HomeRecommendationRow {
	return recommendationRows(p.Record.Recommendations, p.Today, p.Runs())
}

// A HomeRecommendationRow is one recommendation and how it stands.
type HomeRecommendationRow struct {
	readiness.HomeRecommendation
	State   govuk.Tag
	Stands  []string // in sentences
	Visit   string   // where it comes from
	Finding string   // in the improvement plan, "" for none
	Settle  string   // where somebody says what became of it, "" where nobody may
	Improve string   // where it is put into the plan, "" where it cannot be
}

func recommendationRows(all []readiness.HomeRecommendation, today calendar.Date, runs bool) []HomeRecommendationRow {
	rows := make([]HomeRecommendationRow, len(all))
	for i, r := range all {
		row := HomeRecommendationRow{HomeRecommendation: r, State: recommendationTag(r, today), Visit: homeVisitPath + r.VisitID}
		if r.FindingID != "" {
			row.Finding = findingHref(r.FindingID)
			row.Stands = append(row.Stands, orText(readiness.TallyActions(r.Actions).Words(), "No action answers it yet."))
		}
		if r.Outcome != "" {
			row.Stands = append(row.Stands, strings.TrimSuffix(r.Why, ".")+". "+r.By+", "+r.Closed.Long())
		}
		if runs && r.Outcome == "" {
			row.Settle = recommendedAtHome + r.ID + "/settle"
			if r.FindingID == "" {
				row.Improve = recommendedAtHome + r.ID + "/improve"
			}
		}
		rows[i] = row
	}
	return rows
}

func recommendationTag(r readiness.HomeRecommendation, today calendar.Date) govuk.Tag {
	switch {
	case r.Outcome == "done":
		return govuk.Tag{Text: "Done", Classes: "govuk-tag--green"}
	case r.Outcome == "declined":
		return govuk.Tag{Text: "Not followed", Classes: "govuk-tag--grey"}
	case r.Late(today):
		return govuk.Tag{Text: "Late", Classes: "govuk-tag--red"}
	case r.FindingID != "":
		return govuk.Tag{Text: "In the plan", Classes: "govuk-tag--turquoise"}
	}
	return govuk.Tag{Text: "Open", Classes: "govuk-tag--blue"}
}

func (s *Server) childrensHome(w http.ResponseWriter, r *http.Request) error {
	record, err := s.Homes.HomeRecord(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ChildrensHomePage{record, rules, by(r), s.today()})
}
