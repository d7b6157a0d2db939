package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitPage is the one page of a visit: the days left, each focus area by its parts, the run-up as a task list by week, late ones first, who has which part,
// and what happened.
type VisitPage struct {
	View   readiness.VisitView
	Viewer readiness.Actor
	Now    time.Time
	Only   StepFilter
}

// Face is the page's frame.
func (p VisitPage) Face() Face {
	return Face{Template: "visit", Title: p.View.Name, Section: visitsPath, Back: visitsPath}
}

func (s *Server) visit(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Visits.VisitView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	return s.show(w, r, http.StatusOK, VisitPage{View: view, Viewer: by(r), Now: s.Now(), Only: StepFilter{Focus: q.Get("focus"), Mine: q.Get("mine") != ""}})
}

// Works reports whether the viewer works on visits: samples and audits are theirs to open.
func (p VisitPage) Works() bool { return mayHere(p.Viewer, may(readiness.WorkVisits)) }

// Runs reports whether the viewer runs visits: the rules of a forecast are theirs to open.
func (p VisitPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunVisits)) }

// Line is the visit as lists show it.
func (p VisitPage) Line() VisitLine { return VisitLine{p.View.VisitRow} }

// Waits is the sentence about what the visit waits for.
func (p VisitPage) Waits() string {
	x := p.View.State
	if text := waits(x.Course, p.View.Because); text != "" {
		return text
	}
	switch x.Status {
	case readiness.VisitPlanned:
		return "The first step of its preparation is still ahead. Everybody with a part is told when it begins."
	case readiness.VisitPreparing:
		return thousands(p.View.Settled) + " of " + counted(p.View.Steps, "step") + " " + are(p.View.Settled) + " settled, " + thousands(p.View.Late) + " " + are(p.View.Late) + " late."
	}
	if p.View.Counts {
		return p.told()
	}
	switch x.Status {
	case readiness.VisitOnSite:
		return "Log every request and every concern, and close each day’s log on the day."
	case readiness.VisitAwaiting:
		return "The letter is expected by " + x.Run.Due.Long() + ". Enter the day on which the council receives it, not the day on which it is published."
	case readiness.VisitLetter:
		return "The letter was received on " + x.Letter.Long() + ". Enter its findings, and close the visit when nothing of it is open."
	}
	return ""
}

// told is what whoever does not see the work on the visit is told of what it waits for.
func (p VisitPage) told() string {
	switch x := p.View.State; x.Status {
	case readiness.VisitOnSite:
		return "The inspectors are on site."
	case readiness.VisitAwaiting:
		return "The letter is shown here when it is published."
	case readiness.VisitLetter:
		return "The letter was received on " + x.Letter.Long() + " and is published. Its findings go into the improvement plan."
	}
	return ""
}

// Short is what became of steps whose day had passed; "" when the visit is not at short notice.
func (p VisitPage) Short() string {
	x := p.View.State.Short
	if x == nil || p.View.Status.Ended() {
		return ""
	}
	words := "The visit is nearer than its preparation takes. "
	if x.Pulled > 0 {
		words += counted(x.Pulled, "step") + " " + are(x.Pulled) + " due as soon as they can be. "
	}
	switch {
	case len(x.LeftOut) == 0:
		return words
	case p.View.State.Undecided():
		return words + counted(len(x.LeftOut), "step") + " " + are(len(x.LeftOut)) + " left out until the director decides which come back."
	case x.Decided.IsZero():
		return words + counted(len(x.LeftOut), "step") + " " + are(len(x.LeftOut)) + " left out."
	}
	return words + "Of " + counted(len(x.LeftOut), "step") + " that were left out, the director brought " + thousands(len(x.Keep)) + " back on " + x.Decided.Long() + "."
}

// A HolderLine is one part of the visit and who has it.
type HolderLine struct {
	Part, Who string
	Href      string // where somebody else is named; "" for whoever may not
}

// Holders are who has which part.
func (p VisitPage) Holders() []HolderLine {
	var lines []HolderLine
	for _, h := range p.View.State.Holders {
		line := HolderLine{Part: h.Name, Who: orNobody(p.View.Names[h.PersonID])}
		for _, f := range p.View.State.Focus {
			if f.Code == h.Focus {
				line.Part += ": " + lowerFirst(f.Name)
			}
		}
		if nameHolderStep.offered(p.View, p.Viewer, p.Now) {
			line.Href = query(nameHolderStep.href(p.View.VisitID), "part", h.Slot+"/"+h.Focus)
		}
		lines = append(lines, line)
	}
	return lines
}

// Main is the one thing that the visit waits for from this viewer, as a button; nil when it waits for nobody or for somebody else.
func (p VisitPage) Main() *govuk.Button {
	for _, st := range []*visitStep{decideVisitStep, shortNoticeStep, letterStep, closeVisitStep} {
		if st == shortNoticeStep && !p.View.Undecided || st == letterStep && p.View.Status != readiness.VisitAwaiting {
			continue
		}
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.VisitID)}
		}
	}
	return nil
}

// Else is what else the viewer may do with the visit.
func (p VisitPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range []*visitStep{moveVisitStep, shortNoticeStep, letterStep, cancelVisitStep} {
		if st.offered(p.View, p.Viewer, p.Now) && (main == nil || main.Href != st.href(p.View.VisitID)) {
			all = append(all, Link{st.link, st.href(p.View.VisitID)})
		}
	}
	return append(all, Link{"How this run-up is made", "/run-ups/" + p.View.State.RunUp})
}

// Steps are what happens if nobody does anything, in sentences.
func (p VisitPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.LeadID, p.View.Lead, p.Now)
}
