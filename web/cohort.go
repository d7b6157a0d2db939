package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

func cohortHref(focus string) string { return cohortsPath + "/" + focus }

func flagHref(focus, flag string) string { return cohortHref(focus) + "/flags/" + flag }

// CohortsPage lists the focus areas with their children and red flags.
type CohortsPage struct {
	Lines  []readiness.CohortLine
	Viewer readiness.Actor
}

// Face is the page's frame.
func (CohortsPage) Face() Face {
	return Face{Template: "cohorts", Title: "Cohorts and red flags", Section: cohortsPath}
}

func (s *Server) cohorts(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.Cohorts.Cohorts(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CohortsPage{lines, by(r)})
}

// Href leads to one focus area.
func (CohortsPage) Href(l readiness.CohortLine) string { return cohortHref(l.Focus) }

// Children, Flags, Moved and Answered are the cells of a line.
func (CohortsPage) Children(l readiness.CohortLine) string { return cohortCount(l, l.Children) }

// Flags are how many red flags the children have together.
func (CohortsPage) Flags(l readiness.CohortLine) string { return cohortCount(l, l.Flags) }

// Moved says how many there were before.
func (CohortsPage) Moved(l readiness.CohortLine) string {
	if l.Before.IsZero() {
		return ""
	}
	return movedFrom(l.Flags, l.Was) + " on " + l.Before.Long()
}

// Answered says for how many of the flags somebody has said what was done.
func (CohortsPage) Answered(l readiness.CohortLine) string { return answeredOf(l.Answered, l.Flags) }

// cohortCount is a count, and no nought where no list says one.
func cohortCount(l readiness.CohortLine, n int) string {
	if l.On.IsZero() {
		return "–"
	}
	return counts(n)
}

// movedFrom says how a count moved: "3 more than 12".
func movedFrom(now, was int) string {
	switch {
	case was == readiness.Hidden || now == readiness.Hidden:
		return counts(was)
	case now > was:
		return thousands(now-was) + " more than the " + thousands(was)
	case now < was:
		return thousands(was-now) + " fewer than the " + thousands(was)
	}
	return "as many as"
}

func answeredOf(answered, all int) string {
	switch {
	case all == 0:
		return "–"
	case answered == readiness.Hidden || all == readiness.Hidden:
		return counts(readiness.Hidden)
	}
	return thousands(answered) + " of " + thousands(all)
}

// CohortPage is one focus area with its red flags.
type CohortPage struct {
	View   readiness.CohortView
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p CohortPage) Face() Face {
	return Face{Template: "cohort", Title: p.View.Name + ": red flags", Section: cohortsPath, Back: cohortsPath}
}

func (s *Server) cohort(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Cohorts.Cohort(r.Context(), by(r), r.PathValue("focus"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CohortPage{view, by(r)})
}

// Sentence says how many children there are and how many red flags.
func (p CohortPage) Sentence() string {
	v := p.View
	switch {
	case v.On.IsZero():
		return "No list has been brought in yet, so nobody is counted."
	case v.Children == readiness.Hidden || v.Flags == readiness.Hidden:
		return "Counts as of " + v.On.Long() + "."
	}
	children := counted(v.Children, "child")
	if v.Children != 1 {
		children = thousands(v.Children) + " children and young people"
	}
	return children + " as of " + v.On.Long() + ", with " + counted(v.Flags, "red flag") + " together."
}

// Since says what the counts are compared with.
func (p CohortPage) Since() string {
	switch {
	case p.View.On.IsZero():
		return ""
	case p.View.Before.IsZero():
		return "This is the first time that they are counted, so nothing has moved yet."
	case p.View.Other:
		return "Compared with " + p.View.Before.Long() + ". The red flags were counted by another version of the focus area then, so part of the difference may come from that."
	}
	return "Compared with " + p.View.Before.Long() + "."
}

// Lacks are the lists that are missing, in words.
func (p CohortPage) Lacks() (names []string) {
	for _, list := range p.View.Lacks {
		names = append(names, p.list(list))
	}
	return names
}

// list is what a list is called here: the one of references has the focus area's name.
func (p CohortPage) list(code string) string {
	if readiness.ListedFor(code) != "" {
		return p.View.Name
	}
	return readiness.ListName(code)
}

// Lists are the lists that the counts come from, with their days.
func (p CohortPage) Lists() (words []string) {
	for _, l := range p.View.Lists {
		words = append(words, p.list(l.List)+", "+l.On.Long()+listRows(l))
	}
	return words
}

// listRows says how many rows a list has, "" when that is not shown.
func listRows(l readiness.CohortList) string {
	if l.Rows == readiness.Hidden {
		return ""
	}
	return ", " + counted(l.Rows, "row")
}

// Brings reports whether the viewer may bring lists in.
func (p CohortPage) Brings() bool { return mayHere(p.Viewer, may(readiness.ImportLists)) }

// Hides reports whether the viewer is shown no small counts.
func (p CohortPage) Hides() bool { return !mayHere(p.Viewer, may(readiness.SeeCases)) }

// A FlagRow is one red flag in the list.
type FlagRow struct {
	Href, Name, Why string
	Unconfirmed     bool
	Unjudged        string
	Now, Was        string
	Moved           string
	Answered        string
	Note, NoteBy    string
}

// Rows are the red flags.
func (p CohortPage) Rows() []FlagRow {
	rows := make([]FlagRow, len(p.View.Lines))
	for i, l := range p.View.Lines {
		rows[i] = flagRow(p.View.CohortLine, l)
	}
	return rows
}

func flagRow(c readiness.CohortLine, l readiness.FlagLine) FlagRow {
	row := FlagRow{
		Href: flagHref(c.Focus, l.Flag.Code), Name: l.Flag.Words(), Why: l.Flag.Why, Unconfirmed: l.Flag.Unconfirmed, Unjudged: l.Unjudged,
		Now: counts(l.Now), Answered: answeredOf(l.Answered, l.Now),
	}
	if !c.Before.IsZero() {
		row.Was, row.Moved = counts(l.Was), comeAndGone(l)
	}
	if l.Note != nil {
		row.Note = readiness.ChoiceText(readiness.MovementKinds, l.Note.Kind) + ": " + l.Note.Why
		row.NoteBy = l.Note.By + ", " + moment(l.Note.At)
	}
	return row
}

// comeAndGone says who is new and who is gone: "2 new, 1 gone".
func comeAndGone(l readiness.FlagLine) string {
	switch {
	case l.New == readiness.Hidden:
		return ""
	case l.New == 0 && l.Gone == 0 && l.Now == 0:
		return ""
	case l.New == 0 && l.Gone == 0:
		return "the same children"
	}
	return strconv.Itoa(l.New) + " new, " + strconv.Itoa(l.Gone) + " gone"
}
