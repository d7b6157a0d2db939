package web

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/readiness"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// planReportFile hands a report out as a Word document, in the edition that the page shows. The audit trail keeps who took it.
func (s *Server) planReportFile(w http.ResponseWriter, r *http.Request) error {
	page, err := s.reportOf(r)
	if err != nil {
		return err
	}
	edition := "board"
	if page.Report.Scrutiny {
		edition = "scrutiny"
	}
	taken := readiness.Export{List: "progress-report", Format: "docx", Filter: "edition=" + edition + "&report=" + page.Report.ID, Rows: len(page.Report.Plan.Themes)}
	var file bytes.Buffer
	if err := page.document(s.Council).Write(&file, page.Report.At); err != nil {
		return err
	}
	return s.handOutFile(w, r, taken, "progress-report-"+strconv.Itoa(page.Report.Number)+"-"+edition, wordType, file.Bytes())
}

// document is the page as a document, in the same order.
func (p ReportPage) document(council string) *docx.Document {
	plan := p.Report.Plan
	d := docx.New(council+": improvement plan, "+lowerFirst(p.Heading()), council+", "+lowerFirst(p.Heading())+", "+lowerFirst(p.Edition()))
	d.Text(p.Edition() + ". " + p.About())
	d.Text(p.Hides())
	d.Text(p.Total())
	writeSections(d, p.InShort())
	if plan.Words != "" {
		d.Heading(1, "From whoever made the report")
		d.Text(plan.Words)
	}
	d.Heading(1, "Complaints received beside complaints shown")
	d.List(complaintLines(p.Complaints())...)
	d.Heading(1, "By theme")
	d.Table("Said done, shown done and lasted, by theme", p.ThemeHead(), p.ThemeRows())
	if balance := p.Balance(); len(balance) > 0 {
		d.Heading(2, "Where the evidence is one-sided")
		d.List(balance...)
	}
	d.Heading(1, "What changed in the period")
	d.List(p.Did()...)
	p.table(d, "Actions that changed", []string{"Action", "What", "When", "Theme"}, p.Changes(), p.MoreChanges())
	d.Heading(1, "Pace")
	for _, line := range p.Pace() {
		d.Text(line)
	}
	d.Table("Planned and shown done in each month", p.PaceHead(), p.PaceRows())
	d.Heading(1, "What is late, and whom it has reached")
	d.List(p.Rungs()...)
	p.table(d, "Late actions", p.LateHead(), p.Late(), p.MoreLate())
	writeSections(d, p.Around())
	return d
}

func complaintLines(counts []Count) (lines []string) {
	for _, c := range counts {
		lines = append(lines, sentence(c.Words)+": "+c.Text()+" ("+c.Note+")")
	}
	return lines
}

// table writes rows about actions; what somebody wrote stands beneath the action's title. No rows make no table.
func (p ReportPage) table(d *docx.Document, caption string, head []string, rows []ReportRow, more string) {
	if len(rows) == 0 {
		return
	}
	var cells [][]string
	for _, r := range rows {
		title := r.Title
		if r.Note != "" {
			title += "\n" + r.Note
		}
		cells = append(cells, append([]string{title}, r.Cells...))
	}
	d.Table(caption, head, cells)
	d.Text(more)
}
