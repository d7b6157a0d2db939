package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// CaseAuditPage is one audit: where it stands, what was written as far as the viewer may read it, the grades side by side, its whole story.
type CaseAuditPage struct {
	View   readiness.CaseAuditView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p CaseAuditPage) Face() Face {
	return Face{Template: "case_audit", Title: "Audit: " + p.View.FocusName, Section: visitsPath, Back: auditsHref(p.View.VisitID, p.View.Focus)}
}

func (s *Server) caseAudit(w http.ResponseWriter, r *http.Request) error {
	view, err := s.CaseAudits.CaseAuditView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CaseAuditPage{view, by(r), s.Now()})
}

// Heading names the child for whoever may see it.
func (p CaseAuditPage) Heading() string {
	if p.View.Ref == "" {
		return "Audit of a child of another area or team"
	}
	return "Audit of " + p.View.Ref
}

// State is where the audit stands, as a tag.
func (p CaseAuditPage) State() govuk.Tag { return caseAuditTag(p.View.Status) }

// Waits is the sentence about what the audit waits for.
func (p CaseAuditPage) Waits() string {
	x := p.View.State
	if text := waits(x.Course, p.View.Because); text != "" {
		return text
	}
	due := x.Run.Due.Long()
	switch who := p.View.Names[x.OwnerID]; {
	case x.Ended():
		return ""
	case who == "":
		return "It waits for nobody. Whoever runs the visit names somebody."
	case x.Status == readiness.CaseAuditAssigned:
		return who + " is to audit the case by " + due + "."
	case x.Status == readiness.CaseAuditModeration:
		return who + " is to moderate it by " + due + ", without having seen the auditor’s grades."
	case x.Status == readiness.CaseAuditThird:
		return "A grade of auditor and moderator lies more than one apart. " + who + " decides as third reviewer by " + due + "."
	default:
		return who + " is to talk it through with the practitioner by " + due + "."
	}
}

// Main is the one thing that the audit waits for from this viewer, as a button; nil when it waits for somebody else.
func (p CaseAuditPage) Main() *govuk.Button {
	if decideCaseAuditStep.offered(p.View, p.Viewer, p.Now) {
		return &govuk.Button{Text: "Decide", Href: decideCaseAuditStep.href(p.View.CaseAuditID)}
	}
	text := map[string]string{
		readiness.AuditorText: "Write the audit", readiness.ModeratorText: "Moderate it", readiness.ThirdText: "Decide as third reviewer", readiness.PractitionerText: "Say that it was talked through",
	}[p.View.Writes(p.Viewer)]
	if text == "" {
		return nil
	}
	if p.View.Draft != nil {
		text = "Go on writing"
	}
	return &govuk.Button{Text: text, Href: caseAuditHref(p.View.CaseAuditID) + "/write"}
}

// Else is what else the viewer may do.
func (p CaseAuditPage) Else() []Link {
	var all []Link
	for _, st := range []*caseAuditStep{concernStep, conflictStep, assignCaseAuditStep} {
		if st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.CaseAuditID)})
		}
	}
	if t := p.View.Text(readiness.AuditorText); t != nil && p.View.State.Stands != nil && mayHere(p.Viewer, may(readiness.WorkPlan)) {
		all = append(all, Link{"Turn an action wanted into a finding", caseAuditHref(p.View.CaseAuditID) + "/improve"})
	}
	return all
}

// Concerns say who was told of a concern, and when.
func (p CaseAuditPage) Concerns() (told []string) {
	for _, c := range p.View.State.Concerns {
		told = append(told, orSomebody(p.View.Names[c.By])+" raised a concern about the child on "+moment(c.At)+". The area head was told at once. Ask "+orSomebody(p.View.Names[c.By])+" what it is about.")
	}
	return told
}

// A GradedSection is the grades of one section, or overall, side by side.
type GradedSection struct {
	Name   string
	Grades []string
}

// Readers are who gave grades, and the grades that stand, as the columns of the table.
func (p CaseAuditPage) Readers() []string {
	names := []string{}
	for _, m := range p.marks() {
		names = append(names, m.who)
	}
	return names
}

type readerMark struct {
	who    string
	grades readiness.AuditGrades
}

// marks are the grades that the viewer may see; the last are those that stand, once they do.
func (p CaseAuditPage) marks() (marks []readerMark) {
	x := p.View.State
	if x.Audited != nil && !p.View.Hidden {
		marks = append(marks, readerMark{"Auditor", x.Audited.AuditGrades})
	}
	if x.Moderated != nil {
		marks = append(marks, readerMark{"Moderator", x.Moderated.AuditGrades})
	}
	if x.Third != nil {
		marks = append(marks, readerMark{"Third reviewer", x.Third.AuditGrades})
	}
	if x.Stands != nil {
		marks = append(marks, readerMark{"Stands", *x.Stands})
	}
	return marks
}

// Sections are the grades, overall first; none while nobody's can be seen.
func (p CaseAuditPage) Sections() []GradedSection {
	marks := p.marks()
	if len(marks) == 0 || !p.View.MaySee {
		return nil
	}
	line := func(name, code string) GradedSection {
		g := GradedSection{Name: name}
		for _, m := range marks {
			g.Grades = append(g.Grades, readiness.ChoiceText(readiness.CaseAuditGrades, m.grades.Of(code)))
		}
		return g
	}
	all := []GradedSection{line("Overall", "")}
	for _, s := range p.View.Of.Sections {
		all = append(all, line(s.Name, s.Code))
	}
	return all
}

// A WrittenText is one text with its heading and its answers.
type WrittenText struct {
	Heading, Sent string
	Parts         []TextPart
}

// Texts are what was written, as far as the viewer may read it.
func (p CaseAuditPage) Texts() []WrittenText { return writtenTexts(p.View) }

func writtenTexts(view readiness.CaseAuditView) (texts []WrittenText) {
	for _, v := range view.Texts {
		t := WrittenText{Heading: readiness.ChoiceText(readiness.CaseAuditTexts, v.Part), Sent: v.By + ", " + moment(v.At)}
		for _, part := range v.Text.Prose(view.Of.Sections) {
			t.Parts = append(t.Parts, TextPart{part.Code, part.Text})
		}
		texts = append(texts, t)
	}
	return texts
}

// Steps are what happens if nobody does anything.
func (p CaseAuditPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.OwnerID, p.View.Names[p.View.OwnerID], p.Now)
}

// Other leads to the audit of the same child at the other time.
func (p CaseAuditPage) Other() *Link {
	if p.View.Other == "" {
		return nil
	}
	text := "The audit before the visit"
	if p.View.OtherRound > 1 {
		text = "The audit after the visit"
	}
	return &Link{text, caseAuditHref(p.View.Other)}
}
