package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// FrameworkPage is one version: its areas with their criteria, the scale, the questions, tags and key lines.
type FrameworkPage struct {
	FrameworkBody
	Lines  []readiness.FrameworkLine // of the library
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p FrameworkPage) Face() Face {
	return Face{Template: "framework", Title: p.Framework.Name, Section: frameworksPath, Back: frameworksPath}
}

// Sets reports whether the viewer may make a copy.
func (p FrameworkPage) Sets() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

// Changes lead to what changed from versions before and to later ones.
func (p FrameworkPage) Changes() (links []Link) {
	name := map[string]string{}
	for _, f := range p.Lines {
		name[f.Code] = f.Name
	}
	for _, f := range p.Lines {
		for _, before := range f.Follows {
			switch p.Framework.Code {
			case f.Code:
				links = append(links, Link{"What changed from " + name[before], crosswalkHref(before, f.Code)})
			case before:
				links = append(links, Link{"What changes with " + f.Name, crosswalkHref(before, f.Code)})
			}
		}
	}
	return links
}

func (s *Server) framework(w http.ResponseWriter, r *http.Request) error {
	f, err := s.Frameworks.Framework(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, FrameworkPage{FrameworkBody: FrameworkBody{Framework: f}, Lines: lines, Viewer: by(r)})
}

// A FrameworkBody is what a framework says, on its own page and on that of a draft.
type FrameworkBody struct {
	Framework readiness.Framework
	DraftID   string // of a draft whose criteria can be changed; "" for one that cannot
}

// Holds says from when until when it holds.
func (b FrameworkBody) Holds() string { return holds(b.Framework.From, b.Framework.Until) }

// Counts says how large it is.
func (b FrameworkBody) Counts() string {
	n := b.Framework.CriteriaCount()
	return thousands(n) + plural(n, " criterion", " criteria") + " in " + counted(len(b.Graded()), "judgement area")
}

// Graded are the judgement areas with criteria.
func (b FrameworkBody) Graded() []readiness.JudgementArea {
	return slices.DeleteFunc(slices.Clone(b.Framework.Areas), func(a readiness.JudgementArea) bool { return len(a.Criteria) == 0 })
}

// Overall are the judgement areas that are graded from the others.
func (b FrameworkBody) Overall() []readiness.JudgementArea {
	return slices.DeleteFunc(slices.Clone(b.Framework.Areas), func(a readiness.JudgementArea) bool { return len(a.Criteria) > 0 })
}

// ToConfirm says what “council to confirm” means, "" where nothing is.
func (b FrameworkBody) ToConfirm() string {
	n := b.Framework.Unconfirmed()
	if n == 0 {
		return ""
	}
	return "“Council to confirm” stands at " + counted(n, "part") + ": nobody could check " + plural(n, "it", "them") + " against what the inspectorate or the Department for Education published. Compare " + plural(n, "it", "them") + " before you rely on " + plural(n, "it", "them") + "."
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// Tags names the tags of a criterion shortly: what stands before the colon.
func (b FrameworkBody) Tags(c readiness.Criterion) string {
	names := make([]string, len(c.Tags))
	for i, code := range c.Tags {
		names[i] = b.tag(code)
	}
	return strings.Join(names, ", ")
}

func (b FrameworkBody) tag(code string) string {
	for _, t := range b.Framework.Tags {
		if t.Code == code {
			name, _, _ := strings.Cut(t.Text, ":")
			return name
		}
	}
	return code
}

// Change is where a criterion of a draft is changed; "" where it cannot be.
func (b FrameworkBody) Change(c readiness.Criterion) string {
	if b.DraftID == "" {
		return ""
	}
	return query(draftHref(b.DraftID)+"/criterion", "code", c.Code)
}

// Add is where a criterion is added to an area of a draft; "" where none can be.
func (b FrameworkBody) Add(a readiness.JudgementArea) string {
	if b.DraftID == "" {
		return ""
	}
	return query(draftHref(b.DraftID)+"/criterion", "area", a.Code)
}

// Years are the key lines of enquiry by year, the newest first.
func (b FrameworkBody) Years() (years []EnquiryYear) {
	for _, l := range b.Framework.Enquiries {
		i := slices.IndexFunc(years, func(y EnquiryYear) bool { return y.Year == strconv.Itoa(l.Year) })
		if i < 0 {
			i = len(years)
			years = append(years, EnquiryYear{Year: strconv.Itoa(l.Year)})
		}
		years[i].Lines = append(years[i].Lines, l)
	}
	slices.SortStableFunc(years, func(a, b EnquiryYear) int { return strings.Compare(b.Year, a.Year) })
	return years
}

// An EnquiryYear is one year's key lines of enquiry.
type EnquiryYear struct {
	Year  string
	Lines []readiness.KeyLine
}

// Scale is the grade scale with what each grade means.
func (b FrameworkBody) Scale() govuk.SummaryList {
	var list govuk.SummaryList
	for _, g := range b.Framework.Grades {
		list.Rows = append(list.Rows, govuk.Row(g.Name, g.Means))
	}
	return list
}
