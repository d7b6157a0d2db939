package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func crosswalkHref(from, to string) string { return frameworkHref(from) + "/crosswalk/" + to }

// CrosswalkPage says what became of each criterion from one version to another.
type CrosswalkPage struct {
	From, To  readiness.Framework
	Crosswalk readiness.Crosswalk
}

// Face is the page's frame.
func (p CrosswalkPage) Face() Face {
	return Face{Template: "framework_crosswalk", Title: "What changed from " + p.From.Name + " to " + p.To.Name, Section: frameworksPath, Back: frameworkHref(p.To.Code)}
}

// A CrosswalkGroup are the criteria of which the same became.
type CrosswalkGroup struct {
	Kind  string
	Title string
	Rows  []CrosswalkLine
}

// A CrosswalkLine is one row, with the texts that it joins.
type CrosswalkLine struct {
	readiness.CrosswalkRow
	Before, After string
}

// Groups are what changed first, and what is the same last. One that is empty is there, so that nobody looks for it.
func (p CrosswalkPage) Groups() []CrosswalkGroup { return crosswalkGroups(p.From, p.To, p.Crosswalk) }

func crosswalkGroups(from, to readiness.Framework, walk readiness.Crosswalk) []CrosswalkGroup {
	groups := make([]CrosswalkGroup, len(readiness.CrosswalkKinds))
	for i, kind := range readiness.CrosswalkKinds {
		groups[i] = CrosswalkGroup{Kind: kind.Code, Title: kind.Text}
		for _, r := range walk.Rows {
			if r.Kind == kind.Code {
				before, _, _ := from.Criterion(r.From)
				after, _, _ := to.Criterion(r.To)
				groups[i].Rows = append(groups[i].Rows, CrosswalkLine{r, before.Text, after.Text})
			}
		}
	}
	return groups
}

// Sentence is the whole in one line.
func (p CrosswalkPage) Sentence() string { return crosswalkSentence(p.Crosswalk) }

func crosswalkSentence(walk readiness.Crosswalk) string {
	n := map[string]int{}
	for _, r := range walk.Rows {
		n[r.Kind]++
	}
	return "Of the criteria, " + thousands(n["same"]) + plural(n["same"], " is", " are") + " the same, " + thousands(n["changed"]) + plural(n["changed"], " has", " have") + " changed, " +
		thousands(n["new"]) + plural(n["new"], " is", " are") + " new and " + thousands(n["gone"]) + plural(n["gone"], " is", " are") + " gone."
}

// Areas says which judgement areas came and went.
func (p CrosswalkPage) Areas() (words []string) {
	for _, a := range p.From.Areas {
		if _, kept := p.To.Area(a.Code); !kept {
			words = append(words, "“"+a.Name+"” is no longer judged.")
		}
	}
	for _, a := range p.To.Areas {
		if _, before := p.From.Area(a.Code); !before {
			words = append(words, "“"+a.Name+"” is judged from now on.")
		}
	}
	return words
}

// Codes names the criteria of a row.
func (l CrosswalkLine) Codes() string {
	switch {
	case l.From == "" || l.From == l.To:
		return l.To
	case l.To == "":
		return l.From
	}
	return l.From + " to " + l.To
}

func (s *Server) crosswalk(w http.ResponseWriter, r *http.Request) error {
	walk, err := s.Frameworks.Crosswalk(r.Context(), r.PathValue("code"), r.PathValue("to"))
	if err != nil {
		return err
	}
	page := CrosswalkPage{Crosswalk: walk}
	if page.From, err = s.Frameworks.Framework(r.Context(), walk.From); err != nil {
		return err
	}
	if page.To, err = s.Frameworks.Framework(r.Context(), walk.To); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}
