package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	visitsPath     = "/visits"
	visitStepsPath = "/visit-steps"
	visitDaysPath  = "/visit-days" // beside the visits: /visits/{id}/{focus}/checklist would match a day too
)

// VisitsPage lists visits, the next first, with what waits for the viewer above them.
type VisitsPage struct {
	Visits []readiness.VisitRow
	Desk   readiness.VisitDesk
	Viewer readiness.Actor
}

// Face is the page's frame.
func (VisitsPage) Face() Face { return Face{Template: "visits", Title: "Visits", Section: visitsPath} }

// Runs reports whether the viewer plans visits.
func (p VisitsPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunVisits)) }

// Works reports whether the viewer works on visits.
func (p VisitsPage) Works() bool { return mayHere(p.Viewer, may(readiness.WorkVisits)) }

// Ahead are the visits that have not ended, the nearest first; Past the others, the latest first.
func (p VisitsPage) Ahead() (lines []VisitLine) {
	for i := len(p.Visits) - 1; i >= 0; i-- {
		if !p.Visits[i].Status.Ended() {
			lines = append(lines, VisitLine{p.Visits[i]})
		}
	}
	return lines
}

// Past are the visits that have ended, the latest first.
func (p VisitsPage) Past() (lines []VisitLine) {
	for _, v := range p.Visits {
		if v.Status.Ended() {
			lines = append(lines, VisitLine{v})
		}
	}
	return lines
}

// Scores lead to the scores of rehearsals and of visits that have ended, the latest first.
func (p VisitsPage) Scores() (links []Link) {
	for _, v := range p.Visits {
		if v.Scored() {
			links = append(links, Link{"Score by step: " + lowerFirst(VisitLine{v}.What()) + ", " + v.On.Long(), visitScoreHref(v.VisitID)})
		}
	}
	return links
}

// Boxes are what waits for the viewer.
func (p VisitsPage) Boxes() []Box { return filled(visitBoxes(p.Desk)) }

// A VisitLine is one visit in a list.
type VisitLine struct{ readiness.VisitRow }

// State is where the visit stands, as a tag.
func (l VisitLine) State() govuk.Tag { return visitTag(l.Status) }

// What is the kind of the visit, in words.
func (l VisitLine) What() string {
	kind := readiness.ChoiceText(readiness.VisitKinds, l.Kind)
	if l.Rehearsal {
		return "Rehearsal of a " + lowerFirst(kind)
	}
	return kind
}

// Left says how far away the visit is.
func (l VisitLine) Left() string {
	switch {
	case l.Status.Ended():
	case l.Status == readiness.VisitOnSite:
		return "On site until " + l.Until.Full()
	case l.DaysLeft > 0:
		return counted(l.DaysLeft, "working day") + ": " + l.On.Full()
	}
	return l.On.Long() + " to " + l.Until.Long()
}

// Areas names the focus areas.
func (l VisitLine) Areas() string {
	names := []string{}
	for _, f := range l.Focus {
		names = append(names, f.Name)
	}
	return listed(names)
}

func visitTag(s readiness.VisitStatus) govuk.Tag {
	colours := map[readiness.VisitStatus]string{
		readiness.VisitPlanned: "govuk-tag--grey", readiness.VisitOnSite: "govuk-tag--purple", readiness.VisitAwaiting: "govuk-tag--yellow", readiness.VisitClosed: "govuk-tag--green",
		readiness.VisitCancelled: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(s.Title()), Classes: colours[s]}
}

func visitHref(id string) string { return visitsPath + "/" + id }

func (s *Server) visits(w http.ResponseWriter, r *http.Request) error {
	visits, err := s.Visits.Visits(r.Context(), by(r))
	if err != nil {
		return err
	}
	desk, err := s.Visits.VisitDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitsPage{Visits: visits, Desk: desk, Viewer: by(r)})
}
