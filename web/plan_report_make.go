package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// MakeReportPage makes a progress report.
type MakeReportPage struct {
	Form Form
}

// Face is the page's frame.
func (p MakeReportPage) Face() Face {
	return Face{Template: "plan_report_new", Title: "Make a progress report", Section: planPath, Back: reportsPath, Failed: p.Form.Failed()}
}

// Fields are the questions.
func (p MakeReportPage) Fields() []govuk.Component {
	f := p.Form
	from, until := f.Date("from", "From which day?"), f.Date("until", "Until which day?")
	from.Hint.Text = "The period that the report is about. As suggested, it begins where the last report ended."
	received, source := f.Text("complaints_received", "How many complaints were received in the period?"), f.Text("complaints_source", "Where does this number come from?")
	received.Hint.Text = "As the complaints team counts them, 0 for none. The report shows the number beside how many complaints stand in the evidence."
	received.Classes, received.Inputmode = "govuk-input--width-5", "numeric"
	source.Hint.Text = "Such as the complaints team’s log, and the day on which you looked."
	words := longAnswer(f, "words", "What do you want to say to the improvement board? (optional)", 5)
	words.Hint.Text = "Scrutiny is not shown this. Do not name a child."
	why, safer := longAnswer(f, "why", "Why have the figures changed since the last report? (optional)", 3), longAnswer(f, "safer", "Are children safer, and what shows it? (optional)", 3)
	why.Hint.Text, safer.Hint.Text = "The board and scrutiny are shown this. Do not name a child.", "The board and scrutiny are shown this. Do not name a child."
	return append(keepFields(f), from, until, received, source, why, safer, words)
}

// Button sends the form.
func (MakeReportPage) Button() govuk.Button { return govuk.Button{Text: "Make the report"} }

func (s *Server) newReportPage(w http.ResponseWriter, r *http.Request) error {
	reports, err := s.Reports.PlanReports(r.Context(), by(r))
	if err != nil {
		return err
	}
	f := readiness.MakePlanReport{}
	f.From, f.Until = readiness.NextReportPeriod(reports, s.today())
	return s.show(w, r, http.StatusOK, MakeReportPage{newFormFor(f)})
}

func (s *Server) makeReport(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var f readiness.MakePlanReport
	form.read(&f)
	form.keeps(looksLikeChilds(spoken{"in where the number comes from", f.Source}, spoken{"in why the figures changed", f.Why}, spoken{"in whether children are safer", f.Safer}, spoken{"in what you want to say", f.Words}))
	if form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, MakeReportPage{form})
	}
	report, err := s.Reports.MakePlanReport(r.Context(), f, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, reportsPath)
		if shown {
			return err
		}
		return s.show(w, r, status, MakeReportPage{form})
	}
	s.done(r, "The report is made. Its figures stay as they are now.")
	return seeOther(w, r, reportsPath+"/"+report.ID)
}
