package readiness_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

// ages are how many cases each area has in each age band; figuresOf is the home that they make, with every case of 12 months and more long-open.
type ages [][]int

func figuresOf(areas ages) readiness.HomeView {
	v := readiness.HomeView{Figures: countedBy(make([]int, len(readiness.AgeBands)))}
	for _, bands := range areas {
		f := countedBy(bands)
		v.Areas = append(v.Areas, f)
		v.Figures.OpenCases, v.Figures.LongOpen, v.Figures.Over24 = v.Figures.OpenCases+f.OpenCases, v.Figures.LongOpen+f.LongOpen, v.Figures.Over24+f.Over24
		for k, n := range bands {
			v.Figures.Bands[k].Count += n
		}
	}
	return v
}

func countedBy(bands []int) (f readiness.Figures) {
	for k, n := range bands {
		f.Bands = append(f.Bands, readiness.Band{Name: readiness.AgeBands[k].Name, Count: n})
		f.OpenCases += n
		if readiness.AgeBands[k].From >= 12 {
			f.LongOpen += n
		}
		if readiness.AgeBands[k].From >= 24 {
			f.Over24 += n
		}
	}
	return f
}

// A sum is a count as a reader knows it: of which age bands of which areas it is the sum.
type sum struct {
	of    []float64
	value int
	where string // the areas
}

// sums are the counts of a home, in the order of which both a full and a suppressed one have them.
func sums(v readiness.HomeView) []sum {
	bands, n := len(readiness.AgeBands), len(v.Areas)
	over := func(areas []int, from int, exactly bool, value int) sum {
		s := sum{make([]float64, n*bands), value, fmt.Sprint(areas)}
		for _, a := range areas {
			for k, b := range readiness.AgeBands {
				if b.From == from || !exactly && b.From > from {
					s.of[a*bands+k] = 1
				}
			}
		}
		return s
	}
	var all []int
	var list []sum
	counts := func(areas []int, f readiness.Figures) {
		list = append(list, over(areas, 0, false, f.OpenCases), over(areas, 12, false, f.LongOpen), over(areas, 24, false, f.Over24))
	}
	for a := range n {
		all = append(all, a)
		counts([]int{a}, v.Areas[a])
	}
	counts(all, v.Figures)
	for k, b := range v.Figures.Bands {
		list = append(list, over(all, readiness.AgeBands[k].From, true, b.Count))
	}
	return list
}

// gives reports whether the wanted sum is one of sums of the known: Gauss's elimination.
func gives(known [][]float64, wanted []float64) bool {
	rank := func(rows [][]float64) (r int) {
		m := make([][]float64, len(rows))
		for i := range rows {
			m[i] = append([]float64{}, rows[i]...)
		}
		for col := 0; col < len(wanted) && r < len(m); col++ {
			best := r
			for i := r; i < len(m); i++ {
				if math.Abs(m[i][col]) > math.Abs(m[best][col]) {
					best = i
				}
			}
			if math.Abs(m[best][col]) < 1e-9 {
				continue
			}
			m[r], m[best] = m[best], m[r]
			for i := r + 1; i < len(m); i++ {
				for j, by := col, m[i][col]/m[r][col]; j < len(wanted); j++ {
					m[i][j] -= by * m[r][j]
				}
			}
			r++
		}
		return r
	}
	return rank(known) == rank(append(append([][]float64{}, known...), wanted))
}

// TestNoSmallCountOfCasesCanBeFound: not from the counts of areas, of all, and of age bands together, whichever are taken from each other.
func TestNoSmallCountOfCasesCanBeFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		areas := make(ages, rapid.IntRange(1, 4).Draw(t, "areas"))
		for a := range areas {
			areas[a] = rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 5, 6, 9, 30}), len(readiness.AgeBands), len(readiness.AgeBands)).Draw(t, "bands")
		}
		full := figuresOf(areas)
		truth, shown := sums(full), sums(full.WithoutSmallNumbers(6))
		var known [][]float64
		for i, s := range shown {
			switch {
			case s.value == readiness.Hidden:
			case s.value != truth[i].value:
				t.Fatalf("count %d shows %d instead of %d", i, s.value, truth[i].value)
			case s.value == 0: // nothing in it is anything
				for k, in := range s.of {
					if in > 0 {
						only := make([]float64, len(s.of))
						only[k] = 1
						known = append(known, only)
					}
				}
			default:
				known = append(known, s.of)
			}
		}
		for i, s := range truth {
			if s.value > 0 && s.value < 6 && gives(known, s.of) {
				t.Fatalf("count %d, %d of %v, can be found", i, s.value, areas)
			}
			for j, whole := range truth {
				if few := whole.value - s.value; s.where == whole.where && few > 0 && few < 6 && inside(s, whole) && gives(known, less(whole, s)) {
					t.Fatalf("counts %d and %d of %v tell that %d are not", j, i, areas, few)
				}
			}
		}
	})
}

func inside(part, whole sum) bool {
	for k := range part.of {
		if part.of[k] > whole.of[k] {
			return false
		}
	}
	return true
}

func less(whole, part sum) []float64 {
	rest := make([]float64, len(whole.of))
	for k := range rest {
		rest[k] = whole.of[k] - part.of[k]
	}
	return rest
}

// TestLargeCountsStay: a county in which nothing is small is shown as it is, but for the bands of its areas.
func TestLargeCountsStay(t *testing.T) {
	t.Parallel()
	full := figuresOf(ages{{400, 60, 30, 20, 10}, {300, 50, 25, 15, 8}})
	got := full.WithoutSmallNumbers(6)
	for i, s := range sums(got) {
		if want := sums(full)[i]; s.value != want.value {
			t.Errorf("count %d shows %d instead of %d", i, s.value, want.value)
		}
	}
	if len(got.Areas[0].Bands) != 0 || len(full.Areas[0].Bands) == 0 {
		t.Error("areas keep their bands, or the county lost them")
	}
}
