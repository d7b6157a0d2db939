package readiness

import (
	"cmp"
	"context"
	"slices"
)

// GapViews answer what lies between the grades of a self-assessment, and between two self-assessments.
type GapViews interface {
	// GapMap sets side by side who gave which grade in one cycle. It is for officers and whoever signs; whoever still has to grade something learns no
	// grade of it here.
	GapMap(ctx context.Context, viewer Actor, assessmentID string) (GapMap, error)
	// CompareCycles compares two cycles, the earlier with the later, in whichever order they are named. A peer from another council may not.
	CompareCycles(ctx context.Context, viewer Actor, one, other string) (Comparison, error)
	// CriterionActions counts the actions that improve the criteria of a cycle, by criterion; for whoever sees the plan.
	CriterionActions(ctx context.Context, viewer Actor, assessmentID string) (map[string]ActionTally, error)
}

// Graders are who gives grades, in the order of the gap map. The challenger is a peer where they come from another council.
var Graders = []Choice{
	{"author", "Author"},
	{"challenger", "Challenger"},
	{"peer", "Peer"},
	{"third", "Third reviewer"},
	{"agreed", "Agreed"},
	{"inspectors", "Inspectors"},
}

// GapMap is who gave which grade in one cycle.
type GapMap struct {
	AssessmentRow
	Of          Framework             `json:"of"`
	Areas       []GapArea             `json:"areas"` // in the order of the framework
	Authors     []OverGrader          `json:"authors"`
	Council     OverGrader            `json:"council"`     // its agreed grades against those that inspectors gave since the cycle began
	Challengers []ChallengerAgreement `json:"challengers"` // over all cycles
}

// GapArea is one judgement area of a gap map: its own grade, and those of its criteria.
type GapArea struct {
	Code      string         `json:"code"`
	Name      string         `json:"name"`
	Grade     string         `json:"grade"` // of the whole area; "" while it has none
	Inspected *InspectedMark `json:"inspected,omitempty"`
	Rows      []GapRow       `json:"rows"`
	Authors   OverGrader     `json:"authors"` // all of its authors together
}

// GapRow is who gave which grade to one criterion; "" where nobody did yet.
type GapRow struct {
	AppraisalID  string         `json:"appraisal_id"`
	Section      string         `json:"section"`
	Criterion    string         `json:"criterion"`
	Text         string         `json:"text"`
	AuthorID     string         `json:"author_id"` // who sent the text; while nobody has, who is to
	Author       string         `json:"author"`
	ChallengerID string         `json:"challenger_id"` // who gave the challenger's grade, or is to
	Challenger   string         `json:"challenger"`
	Peer         bool           `json:"peer"` // the challenger comes from another council
	Self         string         `json:"self"` // the author's grade
	Challenged   string         `json:"challenged"`
	Third        string         `json:"third"`
	Agreed       string         `json:"agreed"`
	Inspected    *InspectedMark `json:"inspected,omitempty"`
	Hidden       bool           `json:"hidden,omitempty"` // the viewer could still grade it, so the author's grade is kept back
}

// Grades are the grades of a row in the order of Graders.
func (r GapRow) Grades() []string {
	grades := []string{r.Self, r.Challenged, "", r.Third, r.Agreed, ""}
	if r.Peer {
		grades[1], grades[2] = "", r.Challenged
	}
	if r.Inspected != nil {
		grades[5] = r.Inspected.Grade
	}
	return grades
}

// Apart is how many grades the two lie apart that are furthest from each other.
func (r GapRow) Apart(of Framework) int {
	best, worst := len(of.Grades), -1
	for _, g := range r.Grades() {
		if step := of.Step(g); step >= 0 {
			best, worst = min(best, step), max(worst, step)
		}
	}
	return max(0, worst-best)
}

// OverGrader is somebody who gave grades that others gave too, and by how much of a grade theirs are better on average; negative when worse.
type OverGrader struct {
	PersonID string  `json:"person_id,omitempty"`
	Name     string  `json:"name,omitempty"`
	Pairs    int     `json:"pairs"` // of grades; 0 says that nothing can be said
	By       float64 `json:"by"`
}

// Words say it after a name: “over-grades by 0.6 of a grade”; "" without pairs.
func (o OverGrader) Words() string {
	if o.Pairs == 0 {
		return ""
	}
	return OverGradingWords(o.By)
}

// ChallengerAgreement is how far a challenger agrees with the authors whom they challenged, over all cycles with the same grades.
type ChallengerAgreement struct {
	PersonID string  `json:"person_id"`
	Name     string  `json:"name"`
	Peer     bool    `json:"peer"`
	Pairs    int     `json:"pairs"`
	Shown    bool    `json:"shown"` // from ten pairs up, unless both gave everything the same one grade
	Kappa    float64 `json:"kappa"` // 0 unless it is shown
}

// A GradePair is what an author and a challenger gave the same text.
type GradePair struct {
	ChallengerID string
	Challenger   string
	Peer         bool
	Self         string
	Challenged   string
}

// NewGapMap draws the map: rows in the order of the framework, marks by code (MarksOf), pairs of all cycles with the same grades.
func NewGapMap(row AssessmentRow, x Assessment, of Framework, rows []GapRow, marks map[string]InspectedMark, pairs []GradePair) GapMap {
	m := GapMap{AssessmentRow: row, Of: of, Areas: []GapArea{}, Challengers: agreements(pairs, of)}
	authors, council := gradings{}, gradings{}
	for _, a := range of.Areas {
		area := GapArea{Code: a.Code, Name: a.Name, Inspected: mark(marks, a.Code), Rows: []GapRow{}}
		if s := x.Section(a.Code); s != nil {
			area.Grade = s.Grade
		}
		council.held(of, area.Grade, area.Inspected)
		ours := gradings{}
		for _, r := range rows {
			if r.Section != a.Code {
				continue
			}
			r.Inspected = mark(marks, r.Criterion)
			area.Rows = append(area.Rows, r)
			council.held(of, r.Agreed, r.Inspected)
			authors.add(of, OverGrader{PersonID: r.AuthorID, Name: r.Author}, r.Self, r.Challenged)
			ours.add(of, OverGrader{}, r.Self, r.Challenged)
		}
		area.Authors = ours.whole()
		m.Areas = append(m.Areas, area)
	}
	m.Authors, m.Council = authors.all(), council.whole()
	return m
}

func mark(marks map[string]InspectedMark, code string) *InspectedMark {
	if m, there := marks[code]; there {
		return &m
	}
	return nil
}

// gradings gather pairs of grades by who gave the first of each.
type gradings map[OverGrader][][2]int

// add takes two grades of the same thing, if both were given.
func (g gradings) add(of Framework, who OverGrader, first, second string) {
	if a, b := of.Step(first), of.Step(second); a >= 0 && b >= 0 {
		g[who] = append(g[who], [2]int{a, b})
	}
}

// held takes a grade of the council with that of inspectors, unless the council knew it when it graded.
func (g gradings) held(of Framework, grade string, m *InspectedMark) {
	if m != nil && !m.Before {
		g.add(of, OverGrader{}, grade, m.Grade)
	}
}

// all are those who gave grades, who over-grades most first.
func (g gradings) all() []OverGrader {
	all := []OverGrader{}
	for who, pairs := range g {
		who.Pairs = len(pairs)
		who.By, _ = OverGrading(pairs)
		all = append(all, who)
	}
	slices.SortFunc(all, func(a, b OverGrader) int {
		return cmp.Or(cmp.Compare(b.By, a.By), cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
	})
	return all
}

// whole is the one who gave grades, where nobody is told apart.
func (g gradings) whole() OverGrader {
	for _, o := range g.all() {
		return o
	}
	return OverGrader{}
}

// agreements say how far each challenger agrees with authors, by name.
func agreements(pairs []GradePair, of Framework) []ChallengerAgreement {
	all, steps := []ChallengerAgreement{}, map[string][][2]int{}
	for _, p := range pairs {
		a, b := of.Step(p.Self), of.Step(p.Challenged)
		if a < 0 || b < 0 {
			continue
		}
		if steps[p.ChallengerID] == nil {
			all = append(all, ChallengerAgreement{PersonID: p.ChallengerID, Name: p.Challenger, Peer: p.Peer})
		}
		steps[p.ChallengerID] = append(steps[p.ChallengerID], [2]int{a, b})
	}
	for i, c := range all {
		all[i].Pairs = len(steps[c.PersonID])
		if kappa, ok := Agreement(steps[c.PersonID], len(of.Grades)); ok {
			all[i].Kappa, all[i].Shown = kappa, true
		}
	}
	slices.SortFunc(all, func(a, b ChallengerAgreement) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
	})
	return all
}
