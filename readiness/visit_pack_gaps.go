package readiness

import "slices"

// A PackGap is one thing that a pack lacks: of which part, and what in a sentence.
type PackGap struct {
	Part string `json:"part"`
	Text string `json:"text"`
}

// Gaps are what a pack lacks: the list that a council works through when Ofsted rang (domain.md 1.6).
func (p FrozenPack) Gaps() []PackGap {
	gaps := []PackGap{}
	add := func(part string, texts ...string) {
		for _, text := range texts {
			gaps = append(gaps, PackGap{part, text})
		}
	}
	if len(p.Nobody) > 0 {
		add("People", "Nobody has these parts of the visit: "+inSentence(p.Nobody)+".")
	}
	if open := p.Steps.Steps - p.Steps.Settled; open > 0 {
		text := count(open, "step") + " of " + itoa(p.Steps.Steps) + " " + isAre(open) + " open"
		if p.Steps.Late > 0 {
			text += ", " + itoa(p.Steps.Late) + " of these late"
		}
		add("Steps", text+".")
	}
	add("Lists", p.listGaps()...)
	add("Lists", p.neverBroughtIn()...)
	for _, f := range p.Focus {
		add(f.Name, f.gaps()...)
	}
	add("Earlier findings", p.findingGaps()...)
	if len(p.Evidence) == 0 {
		add("Evidence", "No evidence is attached to a step of the visit or to an action that answers an earlier finding.")
	}
	if len(p.Timetable) == 0 {
		add("Timetable", "Nobody has written a timetable.")
	}
	add("Interviews", p.interviewGaps()...)
	return gaps
}

// listGaps are what is wrong with the last Annex A, list by list.
func (p FrozenPack) listGaps() []string {
	if p.Import == nil {
		return []string{"No Annex A was ever brought in."}
	}
	var gaps []string
	if p.Import.Age > 0 {
		gaps = append(gaps, "The lists describe "+p.Import.TakenOn.Long()+", "+count(p.Import.Age, "working day")+" before this pack was frozen.")
	}
	for n := 1; n < len(AnnexALists); n++ {
		name := "List " + itoa(n) + ", " + lowerFirst(AnnexALists[n]) + ","
		i := slices.IndexFunc(p.Import.Lists, func(l ListFound) bool { return l.List == n })
		switch {
		case i < 0:
			gaps = append(gaps, name+" was not in the last Annex A.")
		case p.Import.Lists[i].Mend > 0:
			mend := p.Import.Lists[i].Mend
			gaps = append(gaps, name+" has "+count(mend, "row")+" that "+needs(mend)+" mending.")
		}
	}
	return gaps
}

// neverBroughtIn names the lists that focus areas need and that the council never brought in, each once.
func (p FrozenPack) neverBroughtIn() []string {
	var gaps []string
	for _, f := range p.Focus {
		for _, list := range f.Cohort.Lacks {
			if text := "This list was never brought in: " + lowerFirst(ListName(list)) + "."; !slices.Contains(gaps, text) {
				gaps = append(gaps, text)
			}
		}
	}
	return gaps
}

// gaps are what one focus area lacks.
func (f PackedFocus) gaps() []string {
	var gaps []string
	if f.Position.Version == 0 && !f.FiguresOnly {
		gaps = append(gaps, "Nobody has written a position statement for "+lowerFirst(f.Name)+".")
	}
	if f.Lead == "" && !f.FiguresOnly {
		gaps = append(gaps, "Nobody leads "+lowerFirst(f.Name)+".")
	}
	if open := f.Cohort.Flags - f.Cohort.Answered; open > 0 {
		gaps = append(gaps, count(open, "red flag")+" of "+itoa(f.Cohort.Flags)+" "+isAre(open)+" not answered.")
	}
	if open := f.Audits.Of - f.Audits.Moderated; open > 0 {
		gaps = append(gaps, count(open, "audit")+" of "+itoa(f.Audits.Of)+" "+isAre(open)+" not moderated.")
	}
	if f.Audits.Standing == 0 && !f.FiguresOnly {
		gaps = append(gaps, "No audit for this visit has a grade that stands.")
	}
	return gaps
}

func (p FrozenPack) findingGaps() []string {
	open, again := 0, 0
	for _, f := range p.Findings {
		if f.RepeatedBy > 0 {
			again++
		}
		if !f.Answered() {
			open++
		}
	}
	var gaps []string
	if open > 0 {
		gaps = append(gaps, "No action answers "+itoa(open)+" of "+count(len(p.Findings), "earlier finding")+".")
	}
	if again > 0 {
		gaps = append(gaps, count(again, "earlier finding")+" "+wasWere(again)+" found again later.")
	}
	return gaps
}

func (p FrozenPack) interviewGaps() []string {
	if len(p.Interviewees) == 0 {
		return []string{"Nobody has written who is interviewed."}
	}
	open := 0
	for _, i := range p.Interviewees {
		if i.Confirmed != "yes" {
			open++
		}
	}
	if open == 0 {
		return nil
	}
	return []string{itoa(open) + " of " + itoa(len(p.Interviewees)) + " who are to be interviewed have not agreed yet."}
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func needs(n int) string {
	if n == 1 {
		return "needs"
	}
	return "need"
}
