package readiness

import "slices"

// Hidden stands in figures for a count that is not shown, because it is small or would give a small one away.
const Hidden = -1

// smallNumber is the least count that is shown to people who may see no case, unless the council chose another (domain.md section 9, rule 9).
const smallNumber = 6

// Small is the least count that people who may see no case are shown.
func (p ReviewRules) Small() int {
	if p.SmallNumber == 0 {
		return smallNumber
	}
	return p.SmallNumber
}

// Suppress hides the counts of parts that lie between one and least, and as many others as it takes that none of these can be found by taking the
// shown parts from the total: at least two parts stay hidden, and they cannot all be one. Where no other part is left to hide, the total goes.
func Suppress(parts []int, total, least int) ([]int, int) {
	shown := slices.Clone(parts)
	hidden, sum := 0, 0
	hide := func(i int) { hidden, sum, shown[i] = hidden+1, sum+parts[i], Hidden }
	for i, n := range parts {
		if n > 0 && n < least {
			hide(i)
		}
	}
	for hidden > 0 && (hidden == 1 || sum == hidden) {
		next := smallest(shown)
		if next < 0 {
			return shown, Hidden
		}
		hide(next)
	}
	if total > 0 && total < least {
		total = Hidden
	}
	return shown, total
}

// smallest is the place of the smallest part that is shown and not 0; -1 when there is none.
func smallest(shown []int) int {
	next := -1
	for i, n := range shown {
		if n > 0 && (next < 0 || n < shown[next]) {
			next = i
		}
	}
	return next
}

// SuppressGroups hides groups of fewer people than least, where it is what the people said that must not be found, and not only how many they are: what is
// left when the shown groups are taken from the whole must be least people as well, from two groups. So it hides more than Suppress does.
func SuppressGroups(parts []int, least int) ([]int, int) {
	total := 0
	for _, n := range parts {
		total += n
	}
	shown, all := Suppress(parts, total, least)
	for all != Hidden {
		rest := all
		for _, n := range shown {
			rest -= max(0, n)
		}
		if rest == 0 || rest >= least {
			break
		}
		next := smallest(shown)
		if next < 0 {
			return shown, Hidden
		}
		shown[next] = Hidden
	}
	return shown, all
}

// counted are the counts of Figures that are hidden one by one: across areas, and so that none can be taken from the sum.
var counted = []func(*Figures) *int{
	openCases, longOpen, over24, reviewed90,
	func(f *Figures) *int { return &f.Nearly }, func(f *Figures) *int { return &f.MonthAgo }, func(f *Figures) *int { return &f.Overdue },
	func(f *Figures) *int { return &f.PutOffTwice }, func(f *Figures) *int { return &f.Waiting },
}

func openCases(f *Figures) *int  { return &f.OpenCases }
func longOpen(f *Figures) *int   { return &f.LongOpen }
func over24(f *Figures) *int     { return &f.Over24 }
func reviewed90(f *Figures) *int { return &f.Reviewed90 }

// partsOf are counts, each of which is a part of another: taken from it, it tells how many others there are.
var partsOf = []struct{ part, whole func(*Figures) *int }{{longOpen, openCases}, {over24, openCases}, {over24, longOpen}, {reviewed90, longOpen}}

// suppressed hides small counts of areas and their sum, and age bands, for people who may see no case. Areas have no age bands then: taken from the bands of
// all, they would tell.
func suppressed(areas []Figures, all Figures, least int) ([]Figures, Figures) {
	were, inAll := areas, all
	areas = slices.Clone(areas)
	for _, of := range counted {
		shown, sum := Suppress(values(were, of), *of(&inAll), least)
		hideWhere(areas, &all, shown, sum, of)
	}
	for _, w := range partsOf {
		others, wholes := values(were, w.part), values(were, w.whole)
		for i := range others {
			others[i] = wholes[i] - others[i]
		}
		shown, sum := Suppress(others, *w.whole(&inAll)-*w.part(&inAll), least)
		hideWhere(areas, &all, shown, sum, w.part)
	}
	for i := range areas {
		areas[i].Bands = []Band{}
	}
	all.Bands = all.largeBands(least)
	return areas, all
}

func values(areas []Figures, of func(*Figures) *int) []int {
	all := make([]int, len(areas))
	for i := range areas {
		all[i] = *of(&areas[i])
	}
	return all
}

// hideWhere hides a count of those areas, and in all, where something is hidden.
func hideWhere(areas []Figures, all *Figures, shown []int, sum int, of func(*Figures) *int) {
	for i, n := range shown {
		if n == Hidden {
			*of(&areas[i]) = Hidden
		}
	}
	if sum == Hidden {
		*of(all) = Hidden
	}
}

// largeBands are the age bands when none of them is small, and all hidden otherwise: the counts beside them are sums of some, and would give one away.
func (f Figures) largeBands(least int) []Band {
	bands := slices.Clone(f.Bands)
	if !slices.ContainsFunc(bands, func(b Band) bool { return b.Count > 0 && b.Count < least }) {
		return bands
	}
	for i := range bands {
		bands[i].Count = Hidden
	}
	return bands
}

// WithoutSmallNumbers is the home of somebody who may see no case: no count from which a child could be found.
func (v HomeView) WithoutSmallNumbers(least int) HomeView {
	v.Areas, v.Figures = suppressed(v.Areas, v.Figures, least)
	v.Months = smallMonths(v.Months, least)
	return v
}

func smallMonths(months []MonthFigures, least int) []MonthFigures {
	months = slices.Clone(months)
	for i := range months {
		_, months[i].Figures = suppressed(nil, months[i].Figures, least)
	}
	return months
}
