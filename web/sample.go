package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func sampleHref(visit, focus string) string { return visitHref(visit) + "/" + focus + "/sample" }

func auditsHref(visit, focus string) string { return visitHref(visit) + "/" + focus + "/audits" }

// SamplePage is the sample of one focus area of a visit: the form that draws it, or who was drawn, and how anybody can draw it again.
type SamplePage struct {
	View   readiness.SampleView
	Viewer readiness.Actor
	Form   Form
}

// Face is the page's frame.
func (p SamplePage) Face() Face {
	return Face{Template: "sample", Title: "Sample: " + p.View.Focus.Name, Section: visitsPath, Back: visitHref(p.View.Visit.VisitID), Failed: p.Form.Failed()}
}

// Href leads to a page beneath the sample's.
func (p SamplePage) Href(path string) string {
	return sampleHref(p.View.Visit.VisitID, p.View.Focus.Code) + path
}

// AuditsHref leads to the audits.
func (p SamplePage) AuditsHref() string {
	return auditsHref(p.View.Visit.VisitID, p.View.Focus.Code)
}

// May reports whether the viewer may draw, replace and give out.
func (p SamplePage) May() bool {
	return p.View.MaySample(p.Viewer) == nil
}

// Among says who is drawn among.
func (p SamplePage) Among() string {
	n := p.View.Cohort
	if n.Children == 0 {
		return "No child stands in the lists of this focus area yet. Bring the lists in first."
	}
	text := counted(n.Children-n.Resting, "child")
	text += " of " + counted(n.Teams, "team") + " can be drawn, " + thousands(n.Risky) + " of them with a red flag."
	if n.Resting > 0 {
		text += " " + thousands(n.Resting) + " more " + are(n.Resting) + " left out, because they were audited within the last " + counted(p.View.Rules.RestMonths, "month") + "."
	}
	return text
}

// Fields ask for the sizes.
func (p SamplePage) Fields() []govuk.Component {
	deep, dip, risk := p.Form.Text("deep", "How many deep audits?"), p.Form.Text("dip", "How many more for a dip sample?"), p.Form.Text("risk", "At least how many in every 100 should have a red flag?")
	for _, f := range []*govuk.Input{&deep, &dip, &risk} {
		f.Inputmode, f.Classes = "numeric", "govuk-input--width-3"
	}
	deep.Hint.Text = "Each is written on the form of the focus area and moderated. 6 to 10 is usual."
	dip.Hint.Text = "A short look at one question each. 20 to 30 is usual; 0 draws none."
	risk.Hint.Text = "The rest is drawn by lot. Every team gets a child where the number allows."
	return []govuk.Component{deep, dip, risk}
}

// Button draws it.
func (SamplePage) Button() govuk.Button { return govuk.Button{Text: "Draw the sample"} }

// Drawn says when the sample was drawn, and among whom.
func (p SamplePage) Drawn() string {
	s := p.View.Sample
	return "Drawn on " + s.On.Long() + " by " + s.By + ", among " + thousands(len(s.Among)) + " children: " + counted(s.Deep, "deep audit") + ", " + thousands(s.Dip) +
		" for a dip sample, with a red flag for at least " + thousands(s.Risk) + " in every 100."
}

// Kind says how a child is looked at.
func (SamplePage) Kind(r readiness.SampleRow) string {
	if r.Kind == readiness.DeepAudit {
		return "Deep audit"
	}
	return "Dip sample"
}

// Child names the child for whoever may see it.
func (SamplePage) Child(r readiness.SampleRow) string { return orHiddenChild(r.Ref) }

func orHiddenChild(ref string) string {
	if ref == "" {
		return "A child of another area or team"
	}
	return ref
}

// Stands says where the audit of a drawn child stands, or why the child was replaced.
func (SamplePage) Stands(r readiness.SampleRow) string {
	switch {
	case r.Replaced():
		why := lowerFirst(readiness.ChoiceText(readiness.ReplaceReasons, r.Why))
		if r.Note != "" {
			why += " (" + r.Note + ")"
		}
		return "Replaced on " + r.On.Long() + " by " + r.By + ": " + why + "."
	case r.CaseAuditID == "" && r.Kind == readiness.DeepAudit:
		return "Not given to anybody yet"
	case r.CaseAuditID == "":
		return ""
	}
	return sentence(r.Status.Title())
}

// Replaces reports whether the viewer may replace a child.
func (p SamplePage) Replaces(r readiness.SampleRow) bool {
	return p.May() && !r.Replaced() && (r.CaseAuditID == "" || r.Status == readiness.CaseAuditAssigned || r.Status == readiness.CaseAuditWithdrawn)
}

func (s *Server) sample(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	form.Values = encode(readiness.DrawSample{Deep: 8, Dip: 20, Risk: 50})
	return s.showSample(w, r, http.StatusOK, form)
}

func (s *Server) showSample(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Samples.SampleView(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, SamplePage{view, by(r), form})
}

func (s *Server) drawSample(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.DrawSample
	visit, focus := r.PathValue("id"), r.PathValue("focus")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: sampleHref(visit, focus), done: "The sample is drawn. Give the audits to people next.",
		do: func() error {
			_, err := s.Samples.DrawSample(r.Context(), visit, focus, c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showSample(w, r, status, form) },
	})
}
