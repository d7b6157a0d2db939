package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PracticeFindingPage is one finding about practice: what was found, what answers it, and the clock that it started.
type PracticeFindingPage struct {
	Finding  readiness.PracticeFinding
	Earlier  *readiness.PracticeFinding // that it repeats
	Focus    []string                   // names of the focus areas that it is about
	Viewer   readiness.Actor
	Today    calendar.Date
	Calendar calendar.Calendar
	Form     Form // enters the day of receipt
}

// Face is the page's frame.
func (p PracticeFindingPage) Face() Face {
	return Face{Template: "finding", Title: "Finding", Section: planPath, Back: findingsPath, Failed: p.Form.Failed()}
}

// Weight is how much it weighs, as a tag.
func (p PracticeFindingPage) Weight() govuk.Tag { return weightTag(p.Finding.Severity) }

// Summary is what is known of it.
func (p PracticeFindingPage) Summary() govuk.SummaryList {
	f := p.Finding
	rows := []govuk.SummaryRow{govuk.Row("Where it comes from", readiness.ChoiceText(readiness.FindingSources, f.Source))}
	if f.Reference != "" {
		rows = append(rows, longRow("Reference", f.Reference))
	}
	rows = append(rows, govuk.Row("Found on", f.FoundOn.Long()))
	if !f.ReceivedOn.IsZero() {
		rows = append(rows, govuk.Row("Report received on", f.ReceivedOn.Long()))
	}
	rows = append(rows, govuk.Row("Theme", f.Theme), govuk.Row("Area", orWhole(f.Area)))
	if len(p.Focus) > 0 {
		rows = append(rows, longRow("Focus areas", strings.Join(p.Focus, ", ")))
	}
	if f.RepeatedBy > 0 {
		rows = append(rows, govuk.Row("Found again", sentence(times(f.RepeatedBy))+" since then"))
	}
	return govuk.SummaryList{Rows: append(rows, govuk.Row("Entered", moment(f.At)+" by "+f.By))}
}

// Clock says in sentences when the statement of action is due; none when the day of receipt is missing.
func (p PracticeFindingPage) Clock() (sentences []string) {
	s := p.Finding.Statement
	if s == nil || s.Asks {
		return nil
	}
	if !s.Draft.IsZero() {
		sentences = append(sentences, "The draft of the statement of action "+p.due(s.Draft)+".")
	}
	sentences = append(sentences, "The statement of action "+p.due(s.Due)+". It goes to His Majesty’s Chief Inspector and the Secretary of State.")
	return append(sentences, "The report was received on "+p.Finding.ReceivedOn.Long()+". "+sentence(s.Rule)+".")
}

// due says when something is due, and how far away that is.
func (p PracticeFindingPage) due(d calendar.Date) string {
	switch {
	case d.Before(p.Today):
		return "was due on " + d.Full() + ", " + counted(p.Calendar.Count(d, p.Today, calendar.Exclusive), "working day") + " ago"
	case d == p.Today:
		return "is due today, " + d.Full()
	}
	return "is due on " + d.Full() + ", in " + counted(p.Calendar.Count(p.Today, d, calendar.Exclusive), "working day")
}

// Asks reports whether the clock waits for the day of receipt.
func (p PracticeFindingPage) Asks() bool {
	return p.Finding.Statement != nil && p.Finding.Statement.Asks
}

// MayReceive reports whether the viewer may enter the day of receipt.
func (p PracticeFindingPage) MayReceive() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

// Received asks for the day of receipt.
func (p PracticeFindingPage) Received() govuk.DateInput {
	d := p.Form.Date("received_on", "When did the council receive the report?")
	d.Hint.Text = "The day of receipt, not of publication. For example, 27 3 2027."
	return d
}

// ReceivedButton sends it.
func (PracticeFindingPage) ReceivedButton() govuk.Button {
	return govuk.Button{Text: "Save the day of receipt"}
}

// Adds reports whether the viewer may add actions and findings.
func (p PracticeFindingPage) Adds() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// SeesVisits reports whether the viewer may open the visit whose letter it is from.
func (p PracticeFindingPage) SeesVisits() bool { return mayHere(p.Viewer, may(readiness.SeeVisits)) }

// AnswerHref and RepeatHref lead to the forms of an action that answers it, and of a finding that repeats it.
func (p PracticeFindingPage) AnswerHref() string {
	return query("/actions/new", "finding", p.Finding.ID)
}

// RepeatHref is described with AnswerHref.
func (p PracticeFindingPage) RepeatHref() string {
	return query(findingsPath+"/new", "repeats", p.Finding.ID)
}

func (s *Server) practiceFinding(w http.ResponseWriter, r *http.Request) error {
	return s.showFinding(w, r, http.StatusOK, newForm())
}

func (s *Server) showFinding(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	f, err := s.Actions.PracticeFinding(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := PracticeFindingPage{Finding: f, Viewer: by(r), Today: s.today(), Form: form}
	if f.Repeats != "" {
		earlier, err := s.Actions.PracticeFinding(r.Context(), by(r), f.Repeats)
		if err != nil {
			return err
		}
		page.Earlier = &earlier
	}
	if page.Focus, err = s.focusNames(r, f.Focus); err != nil {
		return err
	}
	if page.Calendar, err = s.Rules.Calendar(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

// focusNames are the names of some focus areas; of one that has no pack any more it is the code.
func (s *Server) focusNames(r *http.Request, codes []string) ([]string, error) {
	if len(codes) == 0 {
		return nil, nil
	}
	packs, err := s.Packs.PacksOn(r.Context(), s.today())
	names := slices.Clone(codes)
	for i, code := range codes {
		for _, p := range packs {
			if p.Focus == code {
				names[i] = p.Name
			}
		}
	}
	return names, err
}

func (s *Server) receiveReport(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.ReceiveReport
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: findingHref(id), done: "The day of receipt is kept. The clock of the statement of action counts from it.",
		do: func() error {
			_, err := s.Actions.ReceiveReport(r.Context(), id, c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showFinding(w, r, status, form) },
	})
}

func findingHref(id string) string { return findingsPath + "/" + id }
