package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// EvidencePage is one piece of evidence.
type EvidencePage struct {
	Evidence readiness.Evidence
	Versions []readiness.Evidence // all of them, the newest first; this one alone when there is no other
	Viewer   readiness.Actor
	Today    calendar.Date
}

// Face is the page's frame.
func (p EvidencePage) Face() Face {
	return Face{Template: "evidence", Title: "Evidence", Section: planPath, Back: evidencePath}
}

// State is a tag for a piece that is not in force.
func (p EvidencePage) State() govuk.Tag { return evidenceTag(p.Evidence) }

// Summary is what is known of it.
func (p EvidencePage) Summary() govuk.SummaryList {
	e := p.Evidence
	rows := []govuk.SummaryRow{
		govuk.Row("Kind", readiness.ChoiceText(readiness.EvidenceKinds, e.Kind)),
		govuk.Row("What it says", bears(e)),
		govuk.Row("Shows what was so on", e.ShowsOn.Long()),
	}
	if !e.From.IsZero() {
		rows = append(rows, govuk.Row("Covers", e.From.Long()+" to "+e.Until.Long()))
	}
	rows = append(rows, govuk.Row("Attached", moment(e.At)+" by "+e.By))
	if !e.ReviewBy.IsZero() {
		rows = append(rows, govuk.Row("To be looked at again by", e.ReviewBy.Long()))
	}
	if e.Text != "" {
		rows = append(rows, longRow("What it shows", e.Text))
	}
	if len(e.Kept) > 0 {
		rows = append(rows, govuk.Row("Kept after a warning", "It holds what looks like "+listed(e.Kept)+". "+e.By+" was asked, and kept it."))
	}
	if e.File == "" {
		return govuk.SummaryList{Rows: append(rows, govuk.Row("File", "None"))}
	}
	return govuk.SummaryList{Rows: append(rows,
		longRow("File", e.File+" ("+size(int64(e.Size))+")"),
		govuk.Row("Opened by", openedBy(e.Opened)),
		longRow("Fingerprint of the file (SHA-256)", e.SHA256),
	)}
}

func openedBy(people int) string {
	switch people {
	case 0:
		return "Nobody yet"
	case 1:
		return "1 person"
	}
	return thousands(people) + " people"
}

// Download saves the file.
func (p EvidencePage) Download() govuk.Button {
	return govuk.Button{Text: "Download the file", Href: evidenceHref(p.Evidence.ID) + "/file", Classes: "govuk-button--secondary"}
}

// Renew is where a new version is attached, "" where it cannot be.
func (p EvidencePage) Renew() string {
	switch e := p.Evidence; {
	case !e.InForce() || e.Partner != "": // a partner's word is the partner's to correct
		return ""
	case len(e.Actions) == 0:
		return query(attachPath(""), "replaces", e.ID)
	default:
		return query(attachPath(e.Actions[0].ActionID), "replaces", e.ID)
	}
}

// Withdraw is where it is withdrawn, "" for who may not and when it was.
func (p EvidencePage) Withdraw() string {
	if !p.Evidence.Withdrawn.IsZero() || !mayWithdraw(p.Evidence, p.Viewer) {
		return ""
	}
	return evidenceHref(p.Evidence.ID) + "/withdraw"
}

// mayWithdraw reports whether somebody attached a piece or runs the plan.
func mayWithdraw(e readiness.Evidence, viewer readiness.Actor) bool {
	return e.OwnedBy(viewer)
}

func evidenceHref(id string) string { return evidencePath + "/" + id }

func (s *Server) evidencePage(w http.ResponseWriter, r *http.Request) error {
	e, err := s.Evidence.EvidenceItem(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	versions, err := s.versions(r, e)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, EvidencePage{Evidence: e, Versions: versions, Viewer: by(r), Today: s.today()})
}

// mostVersions is how many versions a page follows in either direction.
const mostVersions = 20

// versions follows what a piece replaced and what replaced it.
func (s *Server) versions(r *http.Request, e readiness.Evidence) ([]readiness.Evidence, error) {
	older, err := s.follow(r, e.Replaces, func(e readiness.Evidence) string { return e.Replaces })
	if err != nil {
		return nil, err
	}
	newer, err := s.follow(r, e.Replaced, func(e readiness.Evidence) string { return e.Replaced })
	if err != nil {
		return nil, err
	}
	slices.Reverse(newer)
	return append(append(newer, e), older...), nil
}

func (s *Server) follow(r *http.Request, id string, next func(readiness.Evidence) string) (chain []readiness.Evidence, _ error) {
	for id != "" && len(chain) < mostVersions {
		e, err := s.Evidence.EvidenceItem(r.Context(), by(r), id)
		if err != nil {
			return nil, err
		}
		chain, id = append(chain, e), next(e)
	}
	return chain, nil
}

// WithdrawPage takes a piece of evidence out of force.
type WithdrawPage struct {
	Evidence readiness.Evidence
	Form     Form
}

// Face is the page's frame.
func (p WithdrawPage) Face() Face {
	return Face{Template: "evidence_withdraw", Title: "Withdraw evidence", Section: planPath, Back: evidenceHref(p.Evidence.ID), Failed: p.Form.Failed()}
}

// Why asks for the reason.
func (p WithdrawPage) Why() govuk.CharacterCount {
	why := p.Form.Counted("reason", "Why is it withdrawn?", 500)
	why.Rows, why.Threshold, why.Hint.Text = 3, 75, "Everybody who works on the plan can read this."
	return why
}

// Button sends the form.
func (WithdrawPage) Button() govuk.Button {
	return govuk.Button{Text: "Withdraw it", Classes: "govuk-button--warning"}
}

func (s *Server) withdrawPage(w http.ResponseWriter, r *http.Request) error {
	return s.showWithdraw(w, r, http.StatusOK, newForm())
}

func (s *Server) showWithdraw(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	e, err := s.Evidence.EvidenceItem(r.Context(), by(r), r.PathValue("id"))
	switch {
	case err != nil:
		return err
	case !mayWithdraw(e, by(r)):
		return readiness.Errorf(readiness.Forbidden, "Only who attached this evidence, or whoever runs the improvement plan, can withdraw it.")
	case !e.Withdrawn.IsZero() && !form.Failed():
		return readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn already.")
	}
	return s.show(w, r, status, WithdrawPage{Evidence: e, Form: form})
}

func (s *Server) withdraw(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.WithdrawEvidence
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: evidenceHref(id), done: "The evidence is withdrawn. It stays readable, with why.",
		do:   func() error { return s.Evidence.WithdrawEvidence(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showWithdraw(w, r, status, form) },
	})
}
