package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// FlagPage is one red flag: how many have it, and the children whom the viewer may see.
type FlagPage struct {
	View   readiness.FlagView
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p FlagPage) Face() Face {
	return Face{Template: "cohort_flag", Title: p.Heading(), Section: cohortsPath, Back: cohortHref(p.View.Focus)}
}

// Heading is the flag in words.
func (p FlagPage) Heading() string { return p.View.Line.Flag.Words() }

func (s *Server) redFlag(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Cohorts.FlaggedChildren(r.Context(), by(r), r.PathValue("focus"), r.PathValue("flag"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, FlagPage{view, by(r)})
}

// Row is the flag as the focus area's page lists it.
func (p FlagPage) Row() FlagRow { return flagRow(p.View.CohortLine, p.View.Line) }

// Sentence says how many have the flag.
func (p FlagPage) Sentence() string {
	l := p.View.Line
	switch {
	case l.Unjudged != "":
		return l.Unjudged
	case l.Now == readiness.Hidden:
		return "Fewer than can be shown without giving children away, as of " + p.View.On.Long() + "."
	}
	words := have(l.Now) + " it as of " + p.View.On.Long()
	if !p.View.Before.IsZero() {
		words += ", and " + had(l.Was) + " on " + p.View.Before.Long()
	}
	return words + "."
}

func have(n int) string {
	switch n {
	case 0:
		return "Nobody has"
	case 1:
		return "1 child has"
	}
	return thousands(n) + " children have"
}

func had(n int) string {
	switch n {
	case 0:
		return "nobody had it"
	case readiness.Hidden:
		return "a number that is not shown had it"
	}
	return thousands(n) + " had it"
}

// Elsewhere says how many have the flag whom the viewer does not see, "" when there are none.
func (p FlagPage) Elsewhere() string {
	switch n := p.View.Elsewhere; n {
	case 0:
		return ""
	case 1:
		return "1 more child has it in another area or team than yours."
	default:
		return thousands(n) + " more children have it in other areas or teams than yours."
	}
}

// Sees reports whether the viewer sees children at all.
func (p FlagPage) Sees() bool { return mayHere(p.Viewer, may(readiness.SeeCases)) }

// Answers reports whether the viewer may say what was done.
func (p FlagPage) Answers() bool { return mayHere(p.Viewer, may(readiness.WorkVisits)) }

// Notes reports whether the viewer may say what is behind the movement.
func (p FlagPage) Notes() bool {
	return !p.View.Before.IsZero() && p.View.Line.Unjudged == "" && mayHere(p.Viewer, may(readiness.RunVisits))
}

// NoteHref leads to the question about the movement.
func (p FlagPage) NoteHref() string { return flagHref(p.View.Focus, p.View.Line.Flag.Code) + "/note" }

// Href leads to one child.
func (p FlagPage) Href(c readiness.FlaggedChild) string {
	return childHref(p.View.Focus, p.View.Line.Flag.Code, c.ID)
}

func childHref(focus, flag, child string) string { return flagHref(focus, flag) + "/children/" + child }

// CaseHref leads to the child's case, "" when there is none.
func (FlagPage) CaseHref(c readiness.FlaggedChild) string { return caseHref(c) }

func caseHref(c readiness.FlaggedChild) string {
	if c.CaseID == "" {
		return ""
	}
	return "/cases/" + c.CaseID
}

// Where is the child's place in words.
func (FlagPage) Where(c readiness.FlaggedChild) string { return whereOf(c) }

func whereOf(c readiness.FlaggedChild) string {
	switch {
	case c.Team == "":
		return "no team known"
	case c.Area == "":
		return c.Team
	}
	return c.Team + ", " + c.Area
}

// Files are the addresses of the list as a file.
func (p FlagPage) Files() Files {
	exports := len(p.View.Children) > 0 && mayHere(p.Viewer, may(readiness.ExportCases))
	return filesOf(exports, flagHref(p.View.Focus, p.View.Line.Flag.Code)+"/children", nil)
}

// flagListing are the children of a flag as a file.
func (s *Server) flagListing(r *http.Request) (Listing, error) {
	view, err := s.Cohorts.FlaggedChildren(r.Context(), by(r), r.PathValue("focus"), r.PathValue("flag"))
	if err != nil {
		return Listing{}, err
	}
	return Listing{
		Name: "red-flag-" + view.Focus + "-" + view.Line.Flag.Code, Title: view.Name + ": " + view.Line.Flag.Words(), Chosen: []string{"as of " + view.On.Long()}, Personal: true,
		Total: len(view.Children), Header: []string{"Child", "Area", "Team", "Worker", "In the cohort since", "What the list says", "New", "What was looked at", "What was done", "Answered by"},
		Rows: rowsOf(view.Children, func(c readiness.FlaggedChild) []any {
			row := []any{c.Ref, c.Area, c.Team, c.Worker, c.Since, c.Says, yesOrNo(c.New), "", "", ""}
			if c.Answer != nil {
				row[7], row[8], row[9] = c.Answer.Looked, c.Answer.Did, c.Answer.By
			}
			return row
		}),
	}, nil
}
