package readiness

import "slices"

// ForOutside is the same pack as it leaves the service, for inspectors and for elected members: no count from which a child could be found, not by taking
// others from a sum either, and none of what the house writes to itself.
func (p VisitPack) ForOutside() VisitPack {
	p.Outside, p.Pack = true, p.Pack.forOutside()
	return p
}

func (p FrozenPack) forOutside() FrozenPack {
	p.Nobody, p.Steps = nil, PackedSteps{}
	if p.Import != nil {
		kept := *p.Import
		kept.Lists, kept.Errors = nil, Hidden
		p.Import = &kept
	}
	p.Figures, p.Areas = outsideFigures(p.Figures, p.Areas, p.Least)
	p.Focus = slices.Clone(p.Focus)
	for i := range p.Focus {
		f := &p.Focus[i]
		f.Cohort, f.Audits = f.Cohort.forOutside(p.Least), f.Audits.forOutside(p.Least)
		f.Steps = PackedSteps{}
		f.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(part VisitPart) bool { return part.Code == "flags" || part.Code == "audits" }) // they count children
	}
	return p
}

// outsideFigures keeps how many cases are open and long-open, and of these how many were reviewed, where neither they nor the others are few. Areas keep
// long-open cases alone: beside each other, two columns of small areas would give too much away.
func outsideFigures(all Figures, areas []Figures, least int) (Figures, []Figures) {
	longs := make([]int, len(areas))
	for i, a := range areas {
		longs[i] = a.LongOpen
	}
	longs, long := Suppress(longs, all.LongOpen, least)
	shown := Figures{Name: all.Name, OpenCases: all.OpenCases, LongOpen: long, Over24: Hidden, Reviewed90: Hidden}
	if few(all.OpenCases, least) || few(all.OpenCases-all.LongOpen, least) {
		shown.OpenCases = Hidden
	}
	shown.Over24 = hideSmall(all.Over24, all.LongOpen, least)
	shown.Reviewed90 = hideSmall(all.Reviewed90, all.LongOpen, least)
	areas = slices.Clone(areas)
	for i, a := range areas {
		areas[i] = Figures{AreaID: a.AreaID, Name: a.Name, OpenCases: Hidden, LongOpen: longs[i], Over24: Hidden, Reviewed90: Hidden}
	}
	return shown, areas
}

func few(n, least int) bool { return n > 0 && n < least }

// forOutside is the cohort as people see it who may see no case, without what was written about its movements.
func (c PackedCohort) forOutside(least int) PackedCohort {
	v := CohortView{CohortLine: CohortLine{Children: c.Children, Flags: c.Flags, Was: c.Was, Answered: c.Answered}}
	for _, l := range c.Lines {
		v.Lines = append(v.Lines, FlagLine{Now: l.Now, Was: l.Was})
	}
	v = v.WithoutSmallNumbers(least)
	c.Children, c.Flags, c.Was, c.Answered, c.Lines = v.Children, v.Flags, v.Was, v.Answered, slices.Clone(c.Lines)
	for i, l := range v.Lines {
		c.Lines[i].Now, c.Lines[i].Was, c.Lines[i].New, c.Lines[i].Gone, c.Lines[i].Answered, c.Lines[i].Why = l.Now, l.Was, Hidden, Hidden, Hidden, ""
	}
	return c
}

// forOutside keeps the grades that many children share. Children who have no grade in a section, and those who were not audited again, are one more part
// of the whole. How the same children were graded before stands in the profile when all of them were audited again, and is hidden otherwise: the
// difference of the two would tell of those who were not.
func (a PackedAudits) forOutside(least int) PackedAudits {
	a.Of, a.Moderated = Hidden, Hidden
	of := a.Standing
	a.Standing = hideSmall(of, of, least)
	a.Profile = slices.Clone(a.Profile)
	for i, g := range a.Profile {
		a.Profile[i].Counts = smallGrades(g.Counts, of, least)
	}
	a.Again = hideSmall(a.Again, of, least)
	a.Compared = slices.Clone(a.Compared)
	for i, c := range a.Compared {
		line := ComparedGrade{Code: c.Code, Name: c.Name, Better: Hidden, Same: Hidden, Worse: Hidden, After: smallGrades(c.After, of, least)}
		line.Before = make([]int, len(c.Before))
		for g := range line.Before {
			line.Before[g] = Hidden
		}
		a.Compared[i] = line
	}
	return a
}

// smallGrades hides small counts of grades of so many children, those without a grade being one more part.
func smallGrades(counts []int, of, least int) []int {
	rest := of
	for _, n := range counts {
		rest -= n
	}
	shown, all := Suppress(append(slices.Clone(counts), rest), of, least)
	if all == Hidden { // that they are few is said already
		for i := range shown {
			shown[i] = Hidden
		}
	}
	return shown[:len(counts)]
}
