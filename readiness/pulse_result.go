package readiness

import "slices"

// A PulseResult is what a pulse came to. It shows no area, and not the council, that gave fewer answers than the pulse promised, nor any from which such
// an area could be found by taking others from the whole.
type PulseResult struct {
	Pulse
	All    PulseGroup   `json:"all"`
	Groups []PulseGroup `json:"groups"` // the areas, in the order of Areas
}

// A PulseGroup is one area, or the council.
type PulseGroup struct {
	AreaID  string       `json:"area_id,omitempty"`
	Name    string       `json:"name"`
	Answers int          `json:"answers"` // how many people answered; Hidden where that, and all else, is not shown
	Enough  bool         `json:"enough"`  // at least as many as the pulse promised; while it takes answers nothing else is told
	Shares  []PulseShare `json:"shares"`  // one for each question; none where there is nothing to show
	Words   []string     `json:"words"`   // in people's own words, in an order that says nothing
}

// A PulseShare is how one question was answered in a group.
type PulseShare struct {
	Question string `json:"question"`
	Steps    []int  `json:"steps"` // how many gave each answer
	Good     int    `json:"good"`  // percent who gave one of the two best
}

// A PulseTally is how often one answer was given in an area.
type PulseTally struct {
	AreaID   string
	Question string
	Step     int
	Answers  int
}

// Result counts a pulse that is over. answers says how many people answered in each area.
func (p Pulse) Result(answers map[string]int, tallies []PulseTally) PulseResult {
	parts := make([]int, len(p.Areas))
	for i, a := range p.Areas {
		parts[i] = answers[a.ID]
	}
	shown, total := SuppressGroups(parts, p.Least)
	r := PulseResult{Pulse: p, Groups: make([]PulseGroup, len(p.Areas))}
	for i, a := range p.Areas {
		of := slices.DeleteFunc(slices.Clone(tallies), func(t PulseTally) bool { return t.AreaID != a.ID })
		r.Groups[i] = p.group(a.ID, a.Name, shown[i], of)
	}
	r.All = p.group("", "All who were asked", total, tallies)
	return r
}

// Progress is all that is told of a pulse while it takes answers: where there are enough.
func (p Pulse) Progress(answers map[string]int) PulseResult {
	r, sum := PulseResult{Pulse: p, Groups: make([]PulseGroup, len(p.Areas))}, 0
	group := func(id, name string, n int) PulseGroup {
		return PulseGroup{AreaID: id, Name: name, Answers: Hidden, Enough: n >= p.Least, Shares: []PulseShare{}, Words: []string{}}
	}
	for i, a := range p.Areas {
		r.Groups[i], sum = group(a.ID, a.Name, answers[a.ID]), sum+answers[a.ID]
	}
	r.All = group("", "All who were asked", sum)
	return r
}

func (p Pulse) group(id, name string, answers int, tallies []PulseTally) PulseGroup {
	g := PulseGroup{AreaID: id, Name: name, Answers: answers, Enough: answers >= p.Least, Shares: []PulseShare{}, Words: []string{}}
	if answers < p.Least {
		return g
	}
	for _, q := range p.Questions {
		share := PulseShare{Question: q.Code, Steps: make([]int, len(q.Steps))}
		for _, t := range tallies {
			if t.Question == q.Code && t.Step < len(share.Steps) {
				share.Steps[t.Step] += t.Answers
			}
		}
		for _, n := range share.Steps[:min(goodSteps, len(share.Steps))] {
			share.Good += n
		}
		share.Good = (100*share.Good + answers/2) / answers
		g.Shares = append(g.Shares, share)
	}
	return g
}

// Good is the percent who gave one of the two best answers to a question; false where that is not shown, or was not asked.
func (g PulseGroup) Good(question string) (percent int, ok bool) {
	i := slices.IndexFunc(g.Shares, func(s PulseShare) bool { return s.Question == question })
	if i < 0 {
		return 0, false
	}
	return g.Shares[i].Good, true
}

// Group is an area of the result.
func (r PulseResult) Group(areaID string) (PulseGroup, bool) {
	i := slices.IndexFunc(r.Groups, func(g PulseGroup) bool { return g.AreaID == areaID })
	if i < 0 {
		return PulseGroup{}, false
	}
	return r.Groups[i], true
}

// ReadsPulseWords reports whether somebody may read what people wrote in their own words. Elected members read figures: they do not know the people whose
// words these are, and should not have to guess; administrators keep accounts.
func ReadsPulseWords(viewer Actor) bool {
	return slices.ContainsFunc(viewer.Holdings, func(h Holding) bool { return h.Role != ElectedMember && h.Role != Administrator })
}
