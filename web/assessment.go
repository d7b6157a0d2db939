package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	assessmentsPath = "/self-assessments"
	appraisalsPath  = "/criteria"
)

// AssessmentsPage lists the cycles of the self-assessment, the newest first.
type AssessmentsPage struct {
	Cycles []readiness.AssessmentRow
	Desk   readiness.AppraisalDesk
	Viewer readiness.Actor
}

// Face is the page's frame.
func (AssessmentsPage) Face() Face {
	return Face{Template: "assessments", Title: "Self-assessment", Section: assessmentsPath}
}

// Plans reports whether the viewer may plan a cycle: no other is under way.
func (p AssessmentsPage) Plans() bool {
	for _, c := range p.Cycles {
		if !c.Status.Frozen() {
			return false
		}
	}
	return mayHere(p.Viewer, may(readiness.RunAssessments))
}

// SetsRules reports whether the viewer may change the rules of self-assessments.
func (p AssessmentsPage) SetsRules() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// Writes reports whether the viewer works with evidence.
func (p AssessmentsPage) Writes() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// Unpublished reports whether the viewer sees cycles before they are published.
func (p AssessmentsPage) Unpublished() bool { return readiness.SeesUnpublished(p.Viewer) }

// Outside reports whether the viewer is a peer from another council, who sees nothing but what they challenge.
func (p AssessmentsPage) Outside() bool { return readiness.OnlyPeer(p.Viewer) }

// Rows are the cycles with their tags.
func (p AssessmentsPage) Rows() []AssessmentLine {
	rows := make([]AssessmentLine, len(p.Cycles))
	for i, c := range p.Cycles {
		rows[i] = AssessmentLine{c}
	}
	return rows
}

// An AssessmentLine is one cycle in a list.
type AssessmentLine struct{ readiness.AssessmentRow }

// State is where the cycle stands, as a tag.
func (l AssessmentLine) State() govuk.Tag { return assessmentTag(l.Status) }

// Kinds is what kind of cycle it is, in words.
func (l AssessmentLine) Kinds() string { return readiness.ChoiceText(readiness.CycleKinds, l.Kind) }

func assessmentTag(s readiness.AssessmentStatus) govuk.Tag {
	colours := map[readiness.AssessmentStatus]string{
		readiness.AssessmentPlanned: "govuk-tag--grey", readiness.AssessmentSigning: "govuk-tag--yellow", readiness.AssessmentPublished: "govuk-tag--green",
		readiness.AssessmentSuperseded: "govuk-tag--grey", readiness.AssessmentCancelled: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(s.Title()), Classes: colours[s]}
}

func assessmentHref(id string) string { return assessmentsPath + "/" + id }

func (s *Server) assessments(w http.ResponseWriter, r *http.Request) error {
	cycles, err := s.Assessments.Assessments(r.Context(), by(r))
	if err != nil {
		return err
	}
	desk, err := s.Assessments.AppraisalDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AssessmentsPage{Cycles: cycles, Desk: desk, Viewer: by(r)})
}

// AssessmentPage is one cycle: where it stands, what it waits for, its judgement areas and criteria like a task list, its whole story.
type AssessmentPage struct {
	View    readiness.AssessmentView
	Actions map[string]readiness.ActionTally // that improve its criteria, by criterion; none for whoever does not see the plan
	Viewer  readiness.Actor
	Now     time.Time
}

// Face is the page's frame.
func (p AssessmentPage) Face() Face {
	return Face{Template: "assessment", Title: "Self-assessment " + p.View.Name, Section: assessmentsPath, Back: assessmentsPath}
}

func (s *Server) assessment(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := AssessmentPage{View: view, Viewer: by(r), Now: s.Now()}
	if mayHere(by(r), may(readiness.SeePlan)) {
		if page.Actions, err = s.Gaps.CriterionActions(r.Context(), by(r), view.AssessmentID); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

// State is where the cycle stands, as a tag.
func (p AssessmentPage) State() govuk.Tag { return assessmentTag(p.View.Status) }

// Kind is what kind of cycle it is.
func (p AssessmentPage) Kind() string { return readiness.ChoiceText(readiness.CycleKinds, p.View.Kind) }

// Waits is the sentence about what the cycle waits for.
func (p AssessmentPage) Waits() string {
	x := p.View.State
	if text := waits(x.Course, p.View.Because); text != "" {
		return text
	}
	switch x.Status {
	case readiness.AssessmentPlanned:
		return "The writing begins on " + x.Starts.Long() + ". Until then you can still name authors and challengers."
	case readiness.AssessmentDrafting, readiness.AssessmentChallenge, readiness.AssessmentModeration:
		return "Of " + criteriaCount(p.View.Criteria) + ", " + thousands(p.View.Sent) + " " + are(p.View.Sent) + " written and " + thousands(p.View.Agreed) + " " + are(p.View.Agreed) +
			" agreed. Everything is to be signed by " + x.SignBy.Long() + "."
	case readiness.AssessmentSigning:
		return "Every criterion is agreed. " + listed(p.awaited()) + " " + are(len(p.awaited())) + " to sign next, by " + x.Run.Due.Long() + "."
	case readiness.AssessmentPublished:
		return "Signed and published on " + x.PublishedOn.Long() + ". It does not change any more."
	}
	return ""
}

// criteriaCount counts criteria, whose plural no letter s makes.
func criteriaCount(n int) string {
	if n == 1 {
		return "1 criterion"
	}
	return thousands(n) + " criteria"
}

// awaited names who is to sign next.
func (p AssessmentPage) awaited() (names []string) {
	for _, part := range p.View.State.Unsigned() {
		names = append(names, p.signer(part)+" ("+p.partName(part)+")")
	}
	return names
}

func (p AssessmentPage) signer(part string) string {
	return orSomebody(p.View.Names[p.View.State.Signer(part)])
}

// partName is what a part of the signing is called inside a sentence.
func (p AssessmentPage) partName(part string) string {
	if area, ok := p.View.Of.Area(part); ok {
		return area.Name
	}
	return readiness.Role(part).Title()
}

// Main is the one thing that the cycle waits for from this viewer, as a button; nil when it waits for somebody else.
func (p AssessmentPage) Main() *govuk.Button {
	x := p.View.State
	if decideAssessmentStep.offered(p.View, p.Viewer, p.Now) {
		return &govuk.Button{Text: decideAssessmentStep.link, Href: decideAssessmentStep.href(x.ID)}
	}
	parts := x.MaySign(p.Viewer)
	if len(parts) == 0 {
		return nil
	}
	if s := x.Section(parts[0]); s != nil && s.Grade == "" {
		return &govuk.Button{Text: "Grade " + p.partName(parts[0]), Href: gradeHref(x.ID, parts[0])}
	}
	return &govuk.Button{Text: "Read and sign", Href: signHref(x.ID, parts[0])}
}

// Else is what else the viewer may do with the cycle.
func (p AssessmentPage) Else() []Link {
	var all []Link
	x := p.View.State
	if mayHere(p.Viewer, may(readiness.RunAssessments)) && !x.Status.Frozen() {
		all = append(all, Link{"Name authors and challengers", assessmentHref(x.ID) + "/people"})
	}
	for _, st := range []*assessmentStep{replanStep, markStep, cancelAssessmentStep} {
		if st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(x.ID)})
		}
	}
	return append(all, p.gapLinks()...)
}

// Sections are the judgement areas with their criteria.
func (p AssessmentPage) Sections() []AssessmentSection {
	var sections []AssessmentSection
	for _, s := range p.View.State.Sections {
		area, _ := p.View.Of.Area(s.Code)
		section := AssessmentSection{Section: s, Name: area.Name, Lead: orSomebody(p.View.Names[s.LeadID]), page: p}
		for _, row := range p.View.Rows {
			if row.Section == s.Code {
				section.Rows = append(section.Rows, AppraisalLine{row, p.View.Of, readiness.OnlyPeer(p.Viewer) && row.ChallengerID != p.Viewer.PersonID})
			}
		}
		sections = append(sections, section)
	}
	return sections
}

// An AssessmentSection is one judgement area of a cycle.
type AssessmentSection struct {
	readiness.Section
	Name, Lead string
	Rows       []AppraisalLine
	page       AssessmentPage
}

// Words say how far the judgement area is.
func (s AssessmentSection) Words() string {
	if len(s.Rows) == 0 {
		return "No criteria: it is graded from the others."
	}
	var agreed, late int
	for _, r := range s.Rows {
		if r.Status == readiness.AppraisalAgreed || r.Status == readiness.AppraisalFrozen {
			agreed++
		}
		if r.Overdue > 0 {
			late++
		}
	}
	words := thousands(agreed) + " of " + criteriaCount(len(s.Rows)) + " agreed"
	if late > 0 {
		words += ", " + thousands(late) + " late"
	}
	return words + "."
}

// GradeName is the grade of the whole judgement area; "" while it has none.
func (s AssessmentSection) GradeName() string {
	return s.page.View.Of.GradeName(s.Grade)
}

// GradeHref leads to its grading, for whoever may grade it now; "" otherwise.
func (s AssessmentSection) GradeHref() string {
	c := readiness.GradeSection{Section: s.Code, Grade: s.page.View.State.Scale[0], Why: "x"}
	if _, _, err := s.page.View.State.Do(c, readiness.Asked{By: s.page.Viewer}, s.page.Now); err != nil {
		return ""
	}
	return gradeHref(s.page.View.AssessmentID, s.Code)
}

// Signatures are the parts of the chain, in order, each with its signature.
func (p AssessmentPage) Signatures() []SignatureLine {
	var lines []SignatureLine
	x := p.View.State
	for _, part := range x.Parts() {
		line := SignatureLine{Part: sentence(p.partName(part)), Signer: p.signer(part), Tag: govuk.Tag{Text: "Not signed yet", Classes: "govuk-tag--grey"}}
		if s := x.Signature(part); s != nil {
			line.Signer, line.At = orSomebody(p.View.Names[s.By]), moment(s.At)
			line.Tag = govuk.Tag{Text: "Signed", Classes: "govuk-tag--green"}
			if !x.Signed(part) {
				line.Tag = govuk.Tag{Text: "Changed since signed", Classes: "govuk-tag--red"}
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// A SignatureLine is one part of the chain.
type SignatureLine struct {
	Part, Signer, At string
	Tag              govuk.Tag
}

// Follows are what happened after it was published.
func (p AssessmentPage) Follows() []govuk.SummaryRow {
	x := p.View.State
	if x.PublishedOn.IsZero() {
		return nil
	}
	dated := func(key, date string, set bool) govuk.SummaryRow {
		if !set {
			date = "Not entered yet"
		}
		return govuk.Row(key, date)
	}
	return []govuk.SummaryRow{
		dated("Shared with Ofsted", x.SharedOn.Long(), !x.SharedOn.IsZero()),
		dated("Annual engagement meeting", x.MetOn.Long(), !x.MetOn.IsZero()),
		dated("Ofsted’s letter received", x.LetterOn.Long(), !x.LetterOn.IsZero()),
	}
}

// FollowList is Follows as a list.
func (p AssessmentPage) FollowList() govuk.SummaryList { return govuk.SummaryList{Rows: p.Follows()} }

// Steps are what happens if nobody does anything, in sentences.
func (p AssessmentPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Names[p.View.State.OwnerID], p.Now)
}

// An AppraisalLine is one criterion in a list.
type AppraisalLine struct {
	readiness.AppraisalRow
	of     readiness.Framework
	closed bool // to a peer, who opens what they challenge
}

// State is where the criterion stands, as a tag.
func (l AppraisalLine) State() govuk.Tag { return appraisalTag(l.Status) }

// Href leads to the criterion; "" while its cycle has not begun, and for a peer to what they do not challenge.
func (l AppraisalLine) Href() string {
	if l.Status == "planned" || l.closed {
		return ""
	}
	return appraisalHref(l.AppraisalID)
}

// GradeName is the grade that stands, or the author's while none does; "" when the viewer may not see it or there is none.
func (l AppraisalLine) GradeName() string {
	switch {
	case l.Agreed != "":
		return l.of.GradeName(l.Agreed)
	case l.Grade != "":
		return "Author: " + l.of.GradeName(l.Grade)
	}
	return ""
}

// With says whose turn it is.
func (l AppraisalLine) With() string {
	switch {
	case l.Status == "planned":
		return l.Author
	case l.Status == readiness.AppraisalAgreed || l.Status.Ended():
		return ""
	}
	return orSomebody(l.Owner)
}

func appraisalHref(id string) string { return appraisalsPath + "/" + id }

func appraisalTag(s readiness.AppraisalStatus) govuk.Tag {
	colours := map[readiness.AppraisalStatus]string{
		readiness.AppraisalWriting: "govuk-tag--grey", readiness.AppraisalChallenge: "govuk-tag--yellow", readiness.AppraisalThird: "govuk-tag--orange",
		readiness.AppraisalModeration: "govuk-tag--yellow", readiness.AppraisalAgreed: "govuk-tag--green", readiness.AppraisalFrozen: "govuk-tag--green",
		readiness.AppraisalDropped: "govuk-tag--grey",
	}
	text := s.Title()
	if text == "" {
		text = "not begun"
	}
	return govuk.Tag{Text: sentence(text), Classes: colours[s]}
}
