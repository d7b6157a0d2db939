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

// Library reports whether the viewer may open the framework's page: a peer from another council may not.
func (p AssessmentPage) Library() bool { return mayHere(p.Viewer, may(readiness.SeePlan)) }

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
	if parts := x.MaySign(p.Viewer); len(parts) > 0 {
		if s := x.Section(parts[0]); s != nil && s.Grade == "" {
			return &govuk.Button{Text: "Grade " + p.partName(parts[0]), Href: gradeHref(x.ID, parts[0])}
		}
		return &govuk.Button{Text: "Read and sign", Href: signHref(x.ID, parts[0])}
	}
	return nil
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

// Steps are what happens if nobody does anything, in sentences.
func (p AssessmentPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Names[p.View.State.OwnerID], p.Now)
}

func assessmentTag(s readiness.AssessmentStatus) govuk.Tag {
	colours := map[readiness.AssessmentStatus]string{
		readiness.AssessmentPlanned: "govuk-tag--grey", readiness.AssessmentSigning: "govuk-tag--yellow", readiness.AssessmentPublished: "govuk-tag--green",
		readiness.AssessmentSuperseded: "govuk-tag--grey", readiness.AssessmentCancelled: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(s.Title()), Classes: colours[s]}
}

func assessmentHref(id string) string { return assessmentsPath + "/" + id }
