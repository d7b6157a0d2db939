package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitStepPage is one step of a visit: what is to be done, on what it closes, and what happened.
type VisitStepPage struct {
	View   readiness.VisitStepView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitStepPage) Face() Face {
	return Face{Template: "visit_step", Title: p.View.Name, Section: visitsPath, Back: visitHref(p.View.VisitID)}
}

func stepHref(id string) string { return visitStepsPath + "/" + id }

func (s *Server) visitStep(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Visits.VisitStepView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitStepPage{View: view, Viewer: by(r), Now: s.Now()})
}

// State is where the step stands, as a tag.
func (p VisitStepPage) State() govuk.Tag { return stepTag(p.View.VisitStepRow) }

func stepTag(r readiness.VisitStepRow) govuk.Tag {
	if r.Overdue > 0 {
		return govuk.Tag{Text: sentence(late(r.Overdue)), Classes: "govuk-tag--red"}
	}
	colours := map[readiness.VisitStepStatus]string{
		readiness.StepLater: "govuk-tag--grey", readiness.StepAsked: "govuk-tag--yellow", readiness.StepDone: "govuk-tag--green", readiness.StepWaived: "govuk-tag--grey",
		readiness.StepLeftOut: "govuk-tag--grey", readiness.StepDropped: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(r.Status.Title()), Classes: colours[r.Status]}
}

// Facts are what the step is about.
func (p VisitStepPage) Facts() govuk.SummaryList {
	x, rows := p.View.State, []govuk.SummaryRow{}
	if p.View.FocusName != "" {
		rows = append(rows, longRow("Focus area", p.View.FocusName))
	}
	rows = append(rows, longRow("With", orNobody(p.View.Owner)+" ("+lowerFirst(p.View.Slot)+")"))
	when := offsetWords(p.View.VisitStepRow)
	if !x.Run.Due.IsZero() && x.Status != readiness.StepLater {
		when = x.Run.Due.Full() + ", " + when
	}
	rows = append(rows, longRow("Due", sentence(when)), longRow("Closes on", readiness.ChoiceText(readiness.GateKinds, x.Gate)+". "+p.View.Of.Shows+"."))
	if x.Waiver != nil {
		rows = append(rows, longRow("Why it should be waived", x.Waiver.Reason))
	}
	return govuk.SummaryList{Rows: rows}
}

// Counted says how far what the gate counts is; "" for a gate that counts nothing.
func (p VisitStepPage) Counted() string {
	switch {
	case p.View.State.Gate == "evidence" || p.View.State.Gate == "signature":
		return ""
	case p.View.Gate.Of == 0:
		return "There is nothing to count yet."
	case p.View.Gate.Done == p.View.Gate.Of:
		return "All " + thousands(p.View.Gate.Of) + " are done, so the step can be closed."
	}
	return thousands(p.View.Gate.Done) + " of " + thousands(p.View.Gate.Of) + " are done."
}

// Waits is the sentence about what the step waits for.
func (p VisitStepPage) Waits() string {
	x := p.View.State
	if text := waits(x.Course, p.View.Because); text != "" && x.Status.Waits() && !x.Over {
		return text
	}
	switch x.Status {
	case readiness.StepLater:
		return "It becomes due once " + lowerFirst(readiness.ChoiceText(readiness.StepAnchors, x.Anchor)) + " is known."
	case readiness.StepLeftOut:
		return "Its day had passed when the visit was planned or moved. The director decides whether it comes back."
	case readiness.StepAsked:
		return "Its owner asks to be spared it. Somebody who runs visits says whether it is waived."
	case readiness.StepDone:
		return "It was closed on " + x.Done.On.Long() + "."
	}
	return ""
}

// Attaches reports whether the viewer can attach what shows that the step is done.
func (p VisitStepPage) Attaches() bool {
	x := p.View.State
	return !x.Over && (x.Status == readiness.StepOpen || x.Status == readiness.StepAsked) && mayHere(p.Viewer, may(readiness.WorkPlan))
}

// SeesEvidence reports whether the viewer may open evidence.
func (p VisitStepPage) SeesEvidence() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// AttachHref leads to the form for evidence.
func (p VisitStepPage) AttachHref() string { return query(evidencePath+"/new", "step", p.View.StepID) }

// Main are the buttons: what the step waits for from this viewer.
func (p VisitStepPage) Main() []govuk.Button {
	var buttons []govuk.Button
	for _, st := range []*stepStep{decideStepStep, waiverStep, closeStepStep} {
		if st.offered(p.View, p.Viewer, p.Now) {
			buttons = append(buttons, govuk.Button{Text: st.link, Href: st.href(p.View.StepID)})
			break
		}
	}
	if p.Attaches() && p.View.State.Gate == "evidence" {
		attach := govuk.Button{Text: "Attach evidence", Href: p.AttachHref()}
		if len(buttons) > 0 {
			attach.Classes = "govuk-button--secondary"
		}
		buttons = append(buttons, attach)
	}
	return buttons
}

// Else is what else the viewer may do with the step.
func (p VisitStepPage) Else() []Link {
	var all []Link
	for _, st := range []*stepStep{waiveStep, assignStepStep, reopenStepStep} {
		if st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.StepID)})
		}
	}
	if x := p.View.State; x.Gate == "letter" && !p.View.Visit.Letter.IsZero() && mayHere(p.Viewer, may(readiness.WorkVisits)) {
		all = append(all, Link{"Findings of the letter", visitFindingsHref(p.View.VisitID)})
	}
	if p.Attaches() && p.View.State.Gate != "evidence" {
		all = append(all, Link{"Attach evidence", p.AttachHref()})
	}
	if href := p.paper(); href != "" && mayHere(p.Viewer, may(readiness.WorkVisits)) {
		all = append(all, Link{"What is written about it for the pack", href})
	}
	return all
}

// paper is where that is written which a step asks for, by the codes that the run-ups of the library have; "" for other steps.
func (p VisitStepPage) paper() string {
	id := p.View.VisitID
	switch p.View.Code {
	case "write_position", "challenge_position":
		if p.View.Focus != "" {
			return positionHref(id, p.View.Focus)
		}
		return papersHref(id)
	case "agree_timetable", "name_navigators":
		return papersHref(id)
	}
	return ""
}

// Steps are what happens if nobody does anything, in sentences.
func (p VisitStepPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.OwnerID, p.View.Owner, p.Now)
}
