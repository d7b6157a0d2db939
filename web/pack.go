package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	packsPath      = "/focus-areas"
	runUpsPath     = "/run-ups"
	packDraftsPath = "/focus-area-drafts"
)

func packHref(code string) string { return packsPath + "/" + code }

func runUpHref(code string) string { return runUpsPath + "/" + code }

func packDraftHref(id string) string { return packDraftsPath + "/" + id }

// PacksPage lists the focus areas and the run-ups in the library, version by version.
type PacksPage struct {
	Packs  []readiness.PackVersion
	RunUps []readiness.RunUpVersion
	Drafts []readiness.PackDraft // for whoever may finish them
	Viewer readiness.Actor
	Today  calendar.Date
}

// Face is the page's frame.
func (PacksPage) Face() Face {
	return Face{Template: "packs", Title: "Focus areas and run-ups", Section: packsPath}
}

// Sets reports whether the viewer may bring focus areas and run-ups in.
func (p PacksPage) Sets() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// PackState says whether a version is in force.
func (p PacksPage) PackState(v readiness.PackVersion) string {
	return inForce(v.From, p.Today, slices.Contains(readiness.PackInForce(p.Packs, p.Today), v.Code))
}

// RunUpState says whether a version is in force.
func (p PacksPage) RunUpState(v readiness.RunUpVersion) string {
	return inForce(v.From, p.Today, readiness.RunUpInForce(p.RunUps, v.Kind, p.Today) == v.Code)
}

func inForce(from, today calendar.Date, is bool) string {
	switch {
	case is:
		return "In force today"
	case from.After(today):
		return "Not in force yet"
	}
	return "A newer version is in force"
}

// Holdings says what a version holds.
func (PacksPage) Holdings(v readiness.PackVersion) string {
	return packCounts(v.Enquiries, v.Checklist, v.Flags, v.Sections)
}

func packCounts(enquiries, checklist, flags, sections int) string {
	lines := thousands(enquiries) + plural(enquiries, " line", " lines") + " of enquiry"
	return listed([]string{lines, counted(checklist, "statement"), counted(flags, "red flag"), counted(sections, "section") + " of the audit form"})
}

// Kind is the kind of visit in words.
func (PacksPage) Kind(code string) string { return readiness.ChoiceText(readiness.VisitKinds, code) }

// PackOrigin says whose a version is.
func (PacksPage) PackOrigin(v readiness.PackVersion) string { return origin(v.Own, v.By, moment(v.At)) }

// RunUpOrigin says whose a version is.
func (PacksPage) RunUpOrigin(v readiness.RunUpVersion) string {
	return origin(v.Own, v.By, moment(v.At))
}

// origin says whose a version in a library is.
func origin(own bool, by, at string) string {
	if own {
		return "The council’s own, brought in by " + by + " on " + at
	}
	return "Comes with Sightline"
}

func (s *Server) packs(w http.ResponseWriter, r *http.Request) error {
	page := PacksPage{Viewer: by(r), Today: s.today()}
	var err error
	if page.Packs, err = s.Packs.Packs(r.Context()); err != nil {
		return err
	}
	if page.RunUps, err = s.Packs.RunUps(r.Context()); err != nil {
		return err
	}
	if page.Sets() {
		if page.Drafts, err = s.PackDrafts.PackDrafts(r.Context()); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, page)
}
