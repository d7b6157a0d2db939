package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	frameworksPath = "/frameworks"
	draftsPath     = "/framework-drafts"
)

func frameworkHref(code string) string { return frameworksPath + "/" + code }

// FrameworksPage lists the versions in the library.
type FrameworksPage struct {
	Lines  []readiness.FrameworkLine
	Drafts []readiness.FrameworkDraft // for whoever may finish them
	Viewer readiness.Actor
	Today  calendar.Date
}

// Face is the page's frame.
func (FrameworksPage) Face() Face {
	return Face{Template: "frameworks", Title: "Inspection frameworks", Section: frameworksPath}
}

// Sets reports whether the viewer may bring frameworks in.
func (p FrameworksPage) Sets() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// Holds says from when until when a version holds, and whether that is now.
func (p FrameworksPage) Holds(f readiness.FrameworkLine) string {
	words := holds(f.From, f.Until)
	if f.HoldsOn(p.Today) {
		words += ". In force today"
	}
	return words
}

// holds says from when until when a version holds.
func holds(from, until calendar.Date) string {
	if until.IsZero() {
		return "From " + from.Long()
	}
	return from.Long() + " to " + until.Long()
}

// Origin says whose a version is.
func (FrameworksPage) Origin(f readiness.FrameworkLine) string {
	return origin(f.Own, f.By, moment(f.At))
}

func (s *Server) frameworks(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	page := FrameworksPage{Lines: lines, Viewer: by(r), Today: s.today()}
	if page.Sets() {
		if page.Drafts, err = s.FrameworkDrafts.FrameworkDrafts(r.Context()); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, page)
}
