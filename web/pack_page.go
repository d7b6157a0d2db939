package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// PackPage is one version of what is prepared for a focus area.
type PackPage struct {
	PackBody
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p PackPage) Face() Face {
	return Face{Template: "pack", Title: p.Pack.Name, Section: packsPath, Back: packsPath}
}

// Sets reports whether the viewer may make a copy.
func (p PackPage) Sets() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

func (s *Server) pack(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Packs.Pack(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PackPage{PackBody: PackBody{Pack: p}, Viewer: by(r)})
}

// A PackBody is what a pack says, on its own page and on that of a draft.
type PackBody struct {
	Pack    readiness.FocusPack
	DraftID string // of a draft that can be changed; "" for what cannot
}

// Counts says how large it is.
func (b PackBody) Counts() string {
	return packCounts(len(b.Pack.Enquiries), len(b.Pack.Checklist), len(b.Pack.Flags), len(b.Pack.Sections))
}

// Cohort says from which list its children come.
func (b PackBody) Cohort() string { return readiness.ChoiceText(readiness.Cohorts, b.Pack.Cohort) }

// ToConfirm says what “council to confirm” means, "" where nothing is.
func (b PackBody) ToConfirm() string { return toConfirm(b.Pack.Unconfirmed()) }

func toConfirm(n int) string {
	if n == 0 {
		return ""
	}
	return "“Council to confirm” stands at " + counted(n, "part") + ". " + plural(n, "It rests", "They rest") + " on no source that could be read, or on a number that we propose. Look at " + plural(n, "it", "them") + " before you rely on " + plural(n, "it", "them") + "."
}

// A PackList is one list of lines, with a link to where it is changed.
type PackList struct {
	ID     string
	Title  string
	About  string
	Lines  []readiness.PackLine
	Change string // "" where it cannot be changed
}

// Lists are the lines of enquiry, what is asked for, and the checklist.
func (b PackBody) Lists() (lists []PackList) {
	about := map[string]string{
		"enquiries": "What inspectors follow up.", "evidence": "What inspectors normally ask to see.",
		"checklist": "Each statement is answered yes, part or no, with what shows it.",
	}
	for _, part := range readiness.PackParts {
		lists = append(lists, PackList{ID: part.Code, Title: part.Text, About: about[part.Code], Lines: b.Pack.Part(part.Code), Change: b.change(part.Code, "")})
	}
	return lists
}

// Form are the sections of the audit form with their questions.
func (b PackBody) Form() (sections []PackList) {
	for _, s := range b.Pack.Sections {
		sections = append(sections, PackList{ID: "section-" + s.Code, Title: s.Name, Lines: s.Questions, Change: b.change("section", s.Code)})
	}
	return sections
}

// A FlagLine is one red flag in words.
type FlagLine struct {
	readiness.RedFlag
	Asks   string // what its rule asks
	Change string
}

// Flags are the red flags.
func (b PackBody) Flags() (lines []FlagLine) {
	for _, f := range b.Pack.Flags {
		lines = append(lines, FlagLine{f, readiness.ChoiceText(readiness.FlagRules, f.Rule), b.change("flag", f.Code)})
	}
	return lines
}

// AddFlag and AddSection are where one is added to a draft; "" where none can be.
func (b PackBody) AddFlag() string { return b.change("flag", "") }

// AddSection is where a section is added to the audit form.
func (b PackBody) AddSection() string { return b.change("section", "") }

func (b PackBody) change(part, code string) string { return partHref(b.DraftID, part, code) }

// partHref is where a part of a draft is changed; "" without a draft.
func partHref(draftID, part, code string) string {
	switch {
	case draftID == "":
		return ""
	case slices.ContainsFunc(readiness.PackParts, func(p readiness.Choice) bool { return p.Code == part }):
		return query(packDraftHref(draftID)+"/lines", "code", part)
	}
	return query(packDraftHref(draftID)+"/"+part, "code", code)
}
