package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AppraisalPage is one criterion of a cycle: where it stands, what was written, the two grades side by side, its evidence and actions, its whole story.
type AppraisalPage struct {
	View   readiness.AppraisalView
	Months int // how old evidence may grow
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p AppraisalPage) Face() Face {
	return Face{Template: "appraisal", Title: p.View.Criterion, Section: assessmentsPath, Back: assessmentHref(p.View.AssessmentID)}
}

func (s *Server) appraisal(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Assessments.AppraisalView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AppraisalPage{View: view, Months: rules.EvidenceMonths, Viewer: by(r), Now: s.Now()})
}

// State is where the criterion stands, as a tag.
func (p AppraisalPage) State() govuk.Tag { return appraisalTag(p.View.Status) }

// AreaName is the judgement area that it belongs to.
func (p AppraisalPage) AreaName() string {
	area, _ := p.View.Of.Area(p.View.Section)
	return area.Name
}

// Unconfirmed reports whether the council has to confirm the criterion's wording.
func (p AppraisalPage) Unconfirmed() bool {
	c, _, _ := p.View.Of.Criterion(p.View.Criterion)
	return c.Unconfirmed
}

// Waits is the sentence about what the criterion waits for.
func (p AppraisalPage) Waits() string {
	if text := waits(p.View.State.Course, p.View.Because); text != "" {
		return text
	}
	x, due := p.View.State, p.View.State.Run.Due.Long()
	switch x.Status {
	case readiness.AppraisalWriting:
		return orSomebody(p.View.Author) + " is to write it by " + due + "."
	case readiness.AppraisalChallenge:
		if p.View.Challenger == "" {
			return "It needs a challenger. Whoever runs the self-assessment names one."
		}
		return p.View.Challenger + " is to challenge it by " + due + ", without having seen the author’s grade."
	case readiness.AppraisalModeration:
		return "Author and challenger are one grade apart. " + orSomebody(p.View.Lead) + " settles it by " + due + "."
	case readiness.AppraisalThird:
		if p.View.ThirdName == "" {
			return "Author and challenger are more than one grade apart. It needs a third reviewer: whoever runs the self-assessment names one."
		}
		return "Author and challenger are more than one grade apart. " + p.View.ThirdName + " decides as third reviewer by " + due + "."
	}
	return ""
}

// Returned is what was found missing, while it has not been sent again; nil otherwise.
func (p AppraisalPage) Returned() *readiness.EventRow {
	if p.View.Status != readiness.AppraisalWriting {
		return nil
	}
	return lastEvent(p.View.Happened, "returned")
}

// Main is the one thing that the criterion waits for from this viewer, as a button; nil when it waits for somebody else.
func (p AppraisalPage) Main() *govuk.Button {
	for _, st := range appraisalMain {
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.AppraisalID)}
		}
	}
	if p.View.Status == readiness.AppraisalWriting && p.View.State.MayWrite(p.Viewer) == nil {
		text := "Write it"
		if p.View.Draft != nil {
			text = "Go on writing"
		}
		return &govuk.Button{Text: text, Href: writeHref(p.View.AppraisalID)}
	}
	return nil
}

// Else is what else the viewer may do with the criterion.
func (p AppraisalPage) Else() []Link {
	var all []Link
	if p.View.Status == readiness.AppraisalAgreed && p.View.State.MayWrite(p.Viewer) == nil {
		all = append(all, Link{"Change the text", writeHref(p.View.AppraisalID)})
	}
	for _, st := range []*appraisalStep{returnStep, assignAppraisalStep} {
		if st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.AppraisalID)})
		}
	}
	if p.View.Written != nil && p.View.Written.Number > 1 {
		all = append(all, Link{"See every version", appraisalHref(p.View.AppraisalID) + "/versions"})
	}
	if p.View.Written != nil && p.View.Written.Text.Weakness != "" && mayHere(p.Viewer, may(readiness.WorkPlan)) {
		all = append(all, Link{"Turn the weakness into a finding", improveHref(p.View.AppraisalID)},
			Link{"Add an action that improves it", query("/actions/new", "judgement", p.View.Section, "criterion", p.View.Criterion)})
	}
	return all
}

// Grades are the grades side by side, as far as the viewer may see them.
func (p AppraisalPage) Grades() *govuk.SummaryList {
	v, rows := p.View, []govuk.SummaryRow{}
	if v.Written == nil {
		return nil
	}
	switch {
	case v.Hidden:
		rows = append(rows, govuk.Row("Author", "Shown once the challenger has given a grade"))
	case v.Grade != "":
		rows = append(rows, govuk.Row("Author, "+v.Written.By, v.Of.GradeName(v.Grade)+". Confidence: "+lowerFirst(readiness.ChoiceText(readiness.Confidences, v.Confidence))+"."))
	}
	if m := v.State.Challenge; m != nil {
		rows = append(rows, longRow("Challenger, "+orSomebody(v.Challenger), v.Of.GradeName(m.Grade)+".\n"+m.Why))
	}
	if m := v.State.Third; m != nil {
		rows = append(rows, longRow("Third reviewer, "+orSomebody(v.ThirdName), v.Of.GradeName(m.Grade)+".\n"+m.Why))
	}
	if v.Agreed != "" {
		agreed := v.Of.GradeName(v.Agreed)
		if v.State.Third == nil && v.State.Reason != "" {
			agreed += ".\n" + v.State.Reason
		}
		rows = append(rows, longRow("Agreed", agreed))
	}
	if v.Before != nil {
		rows = append(rows, govuk.Row("Before, "+v.Before.Assessment, v.Of.GradeName(v.Before.Agreed)))
	}
	return &govuk.SummaryList{Rows: rows}
}

// A TextPart is one answer with its question.
type TextPart struct{ Heading, Text string }

// Parts are what was written, each under its question.
func (p AppraisalPage) Parts() []TextPart {
	if p.View.Written == nil {
		return nil
	}
	return textParts(p.View.Written.Text, p.View.Of)
}

// textParts puts each answer under the framework's own question, where it has one.
func textParts(t readiness.AppraisalText, of readiness.Framework) []TextPart {
	var parts []TextPart
	for _, c := range t.Prose() {
		parts = append(parts, TextPart{heading(of, c.Code), c.Text})
	}
	return parts
}

// heading is the question that a text answers.
func heading(of readiness.Framework, code string) string {
	for _, q := range of.Questions {
		if q.Code == code {
			return q.Text
		}
	}
	return readiness.ChoiceText(readiness.AppraisalHeadings, code)
}

// Sent says which version this is, who wrote it and when.
func (p AppraisalPage) Sent() string {
	w := p.View.Written
	return "Version " + thousands(w.Number) + ", sent by " + w.By + " on " + calendar.DateOf(w.At).Long() + "."
}

// Meter says how well the criterion is evidenced; nil for whoever does not see the evidence.
func (p AppraisalPage) Meter() *EvidenceMeter {
	if !mayHere(p.Viewer, may(readiness.WorkPlan)) {
		return nil
	}
	return &EvidenceMeter{readiness.MeterOf(p.View.Evidence, calendar.DateOf(p.Now), p.Months)}
}

// EvidenceHref leads to the criterion's evidence.
func (p AppraisalPage) EvidenceHref() string { return "/evidence-by-criterion/" + p.View.Criterion }

// Steps are what happens if nobody does anything, in sentences.
func (p AppraisalPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.OwnerID, p.View.Owner, p.Now)
}

// VersionsPage shows every version of a criterion's text.
type VersionsPage struct {
	View     readiness.AppraisalView
	Versions []readiness.TextVersion
}

// Face is the page's frame.
func (p VersionsPage) Face() Face {
	return Face{Template: "appraisal_versions", Title: "Versions of " + p.View.Criterion, Section: assessmentsPath, Back: appraisalHref(p.View.AppraisalID)}
}

// A VersionPart is one answer of a version, with whether it differs from the version before.
type VersionPart struct {
	TextPart
	Changed bool
}

// Parts are the answers of one version.
func (p VersionsPage) Parts(i int) []VersionPart {
	before := map[string]string{}
	if i+1 < len(p.Versions) {
		for _, c := range p.Versions[i+1].Text.Prose() {
			before[c.Code] = c.Text
		}
	}
	var parts []VersionPart
	for _, c := range p.Versions[i].Text.Prose() {
		parts = append(parts, VersionPart{TextPart{heading(p.View.Of, c.Code), c.Text}, i+1 < len(p.Versions) && before[c.Code] != c.Text})
	}
	return parts
}

func (s *Server) textVersions(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Assessments.AppraisalView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	versions, err := s.Assessments.TextVersions(r.Context(), by(r), view.AppraisalID)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VersionsPage{View: view, Versions: versions})
}
