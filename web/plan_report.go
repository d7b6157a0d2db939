package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

const reportsPath = planPath + "/report"

// ReportsPage lists the progress reports.
type ReportsPage struct {
	Reports []readiness.PlanReportLine
	Viewer  readiness.Actor
}

// Face is the page's frame.
func (ReportsPage) Face() Face {
	return Face{Template: "plan_reports", Title: "Progress reports", Section: planPath, Back: planPath}
}

// Makes reports whether the viewer may make a report.
func (p ReportsPage) Makes() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

func (s *Server) planReports(w http.ResponseWriter, r *http.Request) error {
	reports, err := s.Reports.PlanReports(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ReportsPage{reports, by(r)})
}

// ReportPage is one progress report. All that it says was frozen when it was made; a link leads to the action as it is now.
type ReportPage struct {
	Report readiness.PlanReport
	Whole  bool // the viewer may also read the board's edition
}

// Face is the page's frame.
func (p ReportPage) Face() Face {
	return Face{Template: "plan_report", Title: p.Heading(), Section: planPath, Back: reportsPath}
}

func (s *Server) planReport(w http.ResponseWriter, r *http.Request) error {
	page, err := s.reportOf(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// reportOf reads a report in the edition that was asked for; scrutiny's for whoever may read no other.
func (s *Server) reportOf(r *http.Request) (ReportPage, error) {
	report, err := s.Reports.PlanReport(r.Context(), by(r), r.PathValue("id"))
	if r.URL.Query().Get("edition") == "scrutiny" {
		report = report.ForScrutiny()
	}
	return ReportPage{Report: report, Whole: mayHere(by(r), may(readiness.WorkPlan))}, err
}

// Heading names the report.
func (p ReportPage) Heading() string { return reportName(p.Report.Number) }

func reportName(number int) string { return "Progress report " + strconv.Itoa(number) }

// Edition says for whom it is.
func (p ReportPage) Edition() string {
	if p.Report.Scrutiny {
		return "For scrutiny"
	}
	return "For the improvement board"
}

// About says what it is about, who made it, and what this edition leaves out.
func (p ReportPage) About() string {
	r := p.Report
	words := r.From.Long() + " to " + r.Until.Long() + ", with the plan as it stood on " + r.Plan.On.Long() + ". Made by " + r.By + " on " + moment(r.At) + ". Its figures have not changed since."
	if r.Scrutiny {
		words += " The figures are those of the improvement board, but for small numbers of children; what people wrote about the work is left out."
	}
	return words
}

// Other is the other edition, for those who may read both.
func (p ReportPage) Other() Link {
	if p.Report.Scrutiny {
		return Link{"Read the edition for the improvement board", p.href()}
	}
	return Link{"Read the edition for scrutiny", p.href() + "?edition=scrutiny"}
}

// Word is the report as a Word document, in the same edition.
func (p ReportPage) Word() string {
	if p.Report.Scrutiny {
		return p.href() + "/file?edition=scrutiny"
	}
	return p.href() + "/file"
}

func (p ReportPage) href() string { return reportsPath + "/" + p.Report.ID }

// Total is the plan in a sentence, with what the report before said.
func (p ReportPage) Total() string {
	t, b := p.Report.Plan.Total(), p.Report.Plan.Before
	words := "Of " + counted(t.Actions, "action") + ", " + thousands(t.SaidDone) + " " + are(t.SaidDone) + " said done, " + thousands(t.ShownDone) + " shown done and " +
		thousands(t.Lasted) + " lasted. " + sentence(counted(t.Overdue, "action")) + " " + are(t.Overdue) + " late."
	if b == nil {
		return words + " This is the first report."
	}
	return words + " " + reportName(b.Number) + ", until " + b.Until.Long() + ", said: of " + counted(b.Actions, "action") + ", " + thousands(b.SaidDone) + " said done, " +
		thousands(b.ShownDone) + " shown done, " + thousands(b.Lasted) + " lasted, " + thousands(b.Overdue) + " late."
}

// Complaints are what was received beside what is shown: always both.
func (p ReportPage) Complaints() []Count {
	plan := p.Report.Plan
	return []Count{
		{Words: "complaints received", Number: plan.Received, Note: "from " + plan.Source},
		{Words: "complaints shown", Number: plan.Shown, Note: "pieces of evidence of that kind about the period"},
	}
}

// Counts are the complaints, for the part that draws figures.
func (p ReportPage) Counts() []Count { return p.Complaints() }

// Did are what happened in the period, each a line.
func (p ReportPage) Did() []string {
	d := p.Report.Plan.Did
	var lines []string
	for _, deed := range []struct {
		n     int
		words string
	}{
		{d.Added, "put into the plan"},
		{d.ShownDone, "shown done"},
		{d.Lasted, "closed because they lasted"},
		{d.SentBack, "sent back by whoever checked"},
		{d.NotLasted, "opened again because they did not last"},
		{d.Moved, "given another due date"},
		{d.Dropped, "dropped"},
	} {
		lines = append(lines, sentence(deed.words)+": "+thousands(deed.n))
	}
	return lines
}

// reportedWords say what happened to an action.
var reportedWords = map[string]string{"verified": "Shown done", "lasted": "Lasted", "did not last": "Did not last", "opened again": "Opened again", "dropped": "Dropped"}

// A ReportRow is one action in a report.
type ReportRow struct {
	Href  string
	Title string
	Cells []string
	Note  string // what somebody wrote
}

func actionNamed(reference, title string) string {
	if reference == "" {
		return title
	}
	return reference + " " + title
}

// Changes are the actions whose state changed in the period.
func (p ReportPage) Changes() []ReportRow {
	var rows []ReportRow
	for _, c := range p.Report.Plan.Changes {
		rows = append(rows, ReportRow{Href: "/actions/" + c.ActionID, Title: actionNamed(c.Reference, c.Title), Cells: []string{reportedWords[c.What], c.On.Long(), c.Theme}, Note: c.Note})
	}
	return rows
}

// MoreChanges says how many changes are counted and not named; "" when all are.
func (p ReportPage) MoreChanges() string {
	d := p.Report.Plan.Did
	return unnamed(d.ShownDone+d.Lasted+d.NotLasted+d.Dropped-len(p.Report.Plan.Changes), "newest")
}

// unnamed says how many are counted and not named.
func unnamed(n int, which string) string {
	if n <= 0 {
		return ""
	}
	return "The " + strconv.Itoa(readiness.MostReported) + " " + which + " are named here, and " + thousands(n) + " more are counted."
}

// Late are the late actions, the longest late first.
func (p ReportPage) Late() []ReportRow {
	var rows []ReportRow
	for _, l := range p.Report.Plan.Late {
		row := ReportRow{Href: "/actions/" + l.ActionID, Title: actionNamed(l.Reference, l.Title), Cells: []string{l.Owner, l.Due.Long(), late(l.Overdue), reachedWords(l.Reached)}}
		if l.Moves > 0 {
			row.Cells[1] += ", moved " + times(l.Moves)
		}
		if l.Word != "" {
			row.Note = l.WordOn.Long() + ": " + l.Word
		}
		rows = append(rows, row)
	}
	return rows
}

// MoreLate says how many late actions are counted and not named.
func (p ReportPage) MoreLate() string {
	return unnamed(p.Report.Plan.Pace.LateActions()-len(p.Report.Plan.Late), "longest late")
}

// LateHead are the heads of the table of late actions.
func (ReportPage) LateHead() []string {
	return []string{"Action", "Owner", "Due", "How late", "Whom it has reached"}
}

// Rungs say how many late actions have reached whom.
func (p ReportPage) Rungs() []string {
	var lines []string
	for _, l := range p.Report.Plan.Pace.Late {
		lines = append(lines, reachedWords(l.Reached)+": "+thousands(l.Actions))
	}
	return lines
}

// ThemeHead are the heads of the table of themes.
func (ReportPage) ThemeHead() []string {
	return []string{"Theme", "Actions", "Said done", "Shown done", "Lasted", "Late", "Sent back", "Did not last"}
}

// ThemeRows are the themes, and all of them together.
func (p ReportPage) ThemeRows() [][]string {
	n := strconv.Itoa
	var rows [][]string
	for _, t := range p.Report.Plan.Themes {
		rows = append(rows, []string{t.Theme, n(t.Actions), n(t.SaidDone), n(t.ShownDone), n(t.Lasted), n(t.Overdue), n(t.SentBack), n(t.NotLasted)})
	}
	if t := p.Report.Plan.Total(); len(rows) > 1 {
		rows = append(rows, []string{"All themes", n(t.Actions), n(t.SaidDone), n(t.ShownDone), n(t.Lasted), n(t.Overdue), n(t.SentBack), n(t.NotLasted)})
	}
	return rows
}

// Balance are the warnings about one-sided evidence, each with its theme.
func (p ReportPage) Balance() []string {
	var lines []string
	for _, t := range p.Report.Plan.Themes {
		for _, words := range t.Balance {
			lines = append(lines, t.Theme+": "+lowerFirst(words))
		}
	}
	return lines
}

// Pace is the pace in sentences.
func (p ReportPage) Pace() []string {
	v := p.Report.Plan.Pace
	page := PacePage{v}
	lines := []string{page.Said() + " " + page.Trend()}
	if v.MedianOf > 0 {
		lines = append(lines, "From a finding to shown done took "+counted(v.MedianDays, "day")+" in the middle, "+medianNote(v)+".")
	}
	lines = append(lines, "Since "+v.Since.Long()+", "+counted(v.SentBack, "claim")+" "+were(v.SentBack)+" sent back "+falseClaims(v)+".")
	return append(lines, sentence(counted(v.Moved, "due date"))+" "+were(v.Moved)+" moved since then.")
}

// PaceHead are the heads of the table of months.
func (ReportPage) PaceHead() []string {
	return []string{"Month", "Planned", "Shown done", "Said done", "Sent back", "Dates moved"}
}

// PaceRows are the months.
func (p ReportPage) PaceRows() [][]string {
	var rows [][]string
	for _, m := range (PacePage{p.Report.Plan.Pace}).Months() {
		row := []string{m.Month}
		for _, c := range m.Cells {
			row = append(row, c.Text())
		}
		for len(row) < len(p.PaceHead()) {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

// Picture is the pace as it was.
func (p ReportPage) Picture() Picture {
	picture := pacePicture(p.Report.Plan.Pace)
	picture.Head, picture.Rows = p.PaceHead(), p.PaceRows()
	return picture
}
