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

// suppressed hides small counts of areas and their sum, of age bands, and of months, for people who may see no case.
func suppressed(areas []Figures, all Figures, least int) ([]Figures, Figures) {
	were, inAll := areas, all
	areas = slices.Clone(areas)
	for _, of := range []func(*Figures) *int{
		func(f *Figures) *int { return &f.OpenCases }, func(f *Figures) *int { return &f.LongOpen }, func(f *Figures) *int { return &f.Nearly },
		func(f *Figures) *int { return &f.Over24 }, func(f *Figures) *int { return &f.Reviewed90 }, func(f *Figures) *int { return &f.Overdue },
		func(f *Figures) *int { return &f.PutOffTwice }, func(f *Figures) *int { return &f.Waiting },
	} {
		parts := make([]int, len(areas))
		for i := range areas {
			parts[i] = *of(&areas[i])
		}
		shown, sum := Suppress(parts, *of(&all), least)
		for i := range areas {
			*of(&areas[i]) = shown[i]
		}
		*of(&all) = sum
	}
	left, leftInAll := unreviewed(were, inAll, least)
	for i := range areas {
		if left[i] == Hidden {
			areas[i].Reviewed90 = Hidden
		}
	}
	if leftInAll == Hidden {
		all.Reviewed90 = Hidden
	}
	for i := range areas {
		areas[i] = areas[i].smallBands(least)
	}
	return areas, all.smallBands(least)
}

// unreviewed are the long-open cases of areas and in all that were not reviewed, hidden where they are few or would give such few away: there those
// reviewed, taken from the long-open, would tell.
func unreviewed(areas []Figures, all Figures, least int) ([]int, int) {
	parts := make([]int, len(areas))
	for i, f := range areas {
		parts[i] = f.LongOpen - f.Reviewed90
	}
	return Suppress(parts, all.LongOpen-all.Reviewed90, least)
}

// smallBands hides small age bands, and the number of open cases where it would give one away.
func (f Figures) smallBands(least int) Figures {
	parts := make([]int, len(f.Bands))
	for i, b := range f.Bands {
		parts[i] = b.Count
	}
	shown, total := Suppress(parts, max(0, f.OpenCases), least)
	f.Bands = slices.Clone(f.Bands)
	for i := range f.Bands {
		f.Bands[i].Count = shown[i]
	}
	if total == Hidden {
		f.OpenCases = Hidden
	}
	if n := len(shown); n > 1 && shown[n-1] == Hidden && shown[n-2] == Hidden && f.Over24 == 2 {
		f.Over24 = Hidden
	}
	if f.MonthAgo > 0 && f.MonthAgo < least {
		f.MonthAgo = Hidden
	}
	return f
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
