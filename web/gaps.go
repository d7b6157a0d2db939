package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func gapsHref(id string) string { return assessmentHref(id) + "/gaps" }

// GapsPage is the gap map of one cycle: who gave which grade, who over-grades and by how much, and how far challengers agree with authors.
type GapsPage struct {
	Map    readiness.GapMap
	Differ bool // only where grades differ
}

// Face is the page's frame.
func (p GapsPage) Face() Face {
	return Face{Template: "gaps", Title: "Where the grades differ", Section: assessmentsPath, Back: assessmentHref(p.Map.AssessmentID), Wide: true}
}

func (s *Server) gapMap(w http.ResponseWriter, r *http.Request) error {
	m, err := s.Gaps.GapMap(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, GapsPage{Map: m, Differ: r.URL.Query().Get("show") == "differ"})
}

// Said is the map in one sentence.
func (p GapsPage) Said() string {
	all, twice, differ := p.counts()
	return "Of " + criteriaCount(all) + ", " + thousands(twice) + " " + plural(twice, "has", "have") + " been graded by more than one person, and in " + thousands(differ) + " the grades differ."
}

// counts are how many criteria there are, how many have two grades, and in how many grades differ.
func (p GapsPage) counts() (all, twice, differ int) {
	for _, a := range p.Map.Areas {
		for _, r := range a.Rows {
			all++
			if given(r) > 1 {
				twice++
			}
			if r.Apart(p.Map.Of) > 0 {
				differ++
			}
		}
	}
	return all, twice, differ
}

// given counts the grades that a criterion was given; what was agreed from them is none of its own.
func given(r readiness.GapRow) (n int) {
	for i, g := range r.Grades() {
		if g != "" && readiness.Graders[i].Code != "agreed" {
			n++
		}
	}
	return n
}

// Filters are the two ways to see the map; the one that is on has no address.
func (p GapsPage) Filters() []Link {
	all, _, differ := p.counts()
	links := []Link{{"Every criterion (" + thousands(all) + ")", gapsHref(p.Map.AssessmentID)}, {"Only where grades differ (" + thousands(differ) + ")", query(gapsHref(p.Map.AssessmentID), "show", "differ")}}
	if p.Differ {
		links[1].Href = ""
	} else {
		links[0].Href = ""
	}
	return links
}

// Authors say of each author how they grade against their challengers.
func (p GapsPage) Authors() (words []string) {
	for _, o := range p.Map.Authors {
		words = append(words, orSomebody(o.Name)+" "+o.Words()+", in "+criteriaCount(o.Pairs)+".")
	}
	return words
}

// Council says how the council graded against inspectors; "" while they have said nothing about it.
func (p GapsPage) Council() string {
	if o := p.Map.Council; o.Pairs > 0 {
		return "The council " + o.Words() + " against inspectors, in " + counted(o.Pairs, "grade") + " that they gave since this self-assessment began."
	}
	if on := p.inspectedBefore(); !on.IsZero() {
		return "The last inspection, " + on.Long() + ", came before this self-assessment began: everybody knew its grades, so none is held against them."
	}
	return ""
}

// inspectedBefore is the day of the last inspection that came before the cycle.
func (p GapsPage) inspectedBefore() (on calendar.Date) {
	last := func(m *readiness.InspectedMark) {
		if m != nil && m.Before && m.On.After(on) {
			on = m.On
		}
	}
	for _, a := range p.Map.Areas {
		last(a.Inspected)
		for _, r := range a.Rows {
			last(r.Inspected)
		}
	}
	return on
}

// An AgreementLine is how far one challenger agrees with authors.
type AgreementLine struct{ Name, Pairs, Words string }

// Agreements are a line for each challenger. A figure is shown from so many pairs up, and says nothing when both gave one grade throughout.
func (p GapsPage) Agreements() (lines []AgreementLine) {
	for _, c := range p.Map.Challengers {
		line := AgreementLine{Name: c.Name, Pairs: thousands(c.Pairs)}
		if c.Peer {
			line.Name += ", peer"
		}
		switch {
		case c.Shown:
			line.Words = strconv.FormatFloat(c.Kappa, 'f', 2, 64) + ", " + readiness.AgreementWords(c.Kappa)
		case c.Pairs < readiness.AgreementPairs:
			line.Words = "Shown from " + criteriaCount(readiness.AgreementPairs) + " up"
		default:
			line.Words = "Both gave the same grade throughout, so there is nothing to measure"
		}
		lines = append(lines, line)
	}
	return lines
}

// A GapSection is one judgement area of the map.
type GapSection struct {
	readiness.GapArea
	Differ  bool
	Whole   string // its own grade, and that of inspectors
	Picture Picture
	Lines   []GapLine
}

// A GapLine is one criterion in the table: its grades in the order of readiness.Graders.
type GapLine struct {
	readiness.GapRow
	Cells []string
	Gap   string
}

// Sections are the judgement areas that have something to show.
func (p GapsPage) Sections() (sections []GapSection) {
	for _, a := range p.Map.Areas {
		if p.Differ {
			a.Rows = slices.DeleteFunc(slices.Clone(a.Rows), func(r readiness.GapRow) bool { return r.Apart(p.Map.Of) == 0 })
		}
		s := GapSection{GapArea: a, Differ: p.Differ, Whole: p.whole(a)}
		for _, r := range a.Rows {
			s.Lines = append(s.Lines, p.line(r))
		}
		if len(a.Rows) > 0 {
			s.Picture = gapPicture(a, p.Map.Of)
		}
		if s.Whole != "" || len(a.Rows) > 0 {
			sections = append(sections, s)
		}
	}
	return sections
}

// whole says what the judgement area was graded, by whom.
func (p GapsPage) whole(a readiness.GapArea) string {
	words := ""
	if a.Grade != "" {
		words = "The council: " + p.Map.Of.GradeName(a.Grade) + ". "
	}
	if m := a.Inspected; m != nil {
		words += "Inspectors, " + m.On.Long() + ": " + p.Map.Of.GradeName(m.Grade) + ". "
	}
	if a.Authors.Pairs > 0 {
		words += "Against its challengers this area " + a.Authors.Words() + "."
	}
	return words
}

func (p GapsPage) line(r readiness.GapRow) GapLine {
	line := GapLine{GapRow: r, Gap: "None"}
	for i, g := range r.Grades() {
		text := p.Map.Of.GradeName(g)
		if i == 0 && r.Hidden {
			text = "Kept back until it is challenged"
		}
		line.Cells = append(line.Cells, text)
	}
	if n := r.Apart(p.Map.Of); n > 0 {
		line.Gap = counted(n, "grade")
	}
	return line
}

// Heads are the graders, for the table.
func (GapsPage) Heads() []readiness.Choice { return readiness.Graders }

// gapLinks lead from a cycle to the pages about its grades, for whoever may see them.
func (p AssessmentPage) gapLinks() (links []Link) {
	id := p.View.AssessmentID
	if readiness.SeesUnpublished(p.Viewer) && !readiness.OnlyPeer(p.Viewer) {
		links = append(links, Link{"See where the grades differ", gapsHref(id)})
	}
	if !readiness.OnlyPeer(p.Viewer) {
		links = append(links, Link{"Compare it with another self-assessment", compareHref(id, "")})
	}
	return links
}
