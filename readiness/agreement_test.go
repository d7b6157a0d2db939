package readiness_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

// worked is an author against a challenger, on four grades from the best (0) to the worst (3). By hand: five of the twelve pairs are one grade apart and
// one is two, so 7 in all. The author gave 3, 5, 3 and 1 of the grades, the challenger 1, 4, 4 and 3. By lot they would be apart
//
//	3×(4×1 + 4×2 + 3×3) + 5×(1×1 + 4×1 + 3×2) + 3×(1×2 + 4×1 + 3×1) + 1×(1×3 + 4×2 + 4×1) = 63 + 55 + 27 + 15 = 160
//
// twelfths, and kappa is 1 - 12×7/160 = 0.475. The author is better by 5 + 2 grades in 12 pairs, 0.58 of a grade.
var worked = [][2]int{{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 1}, {1, 2}, {1, 2}, {1, 1}, {2, 2}, {2, 3}, {2, 3}, {3, 3}}

func TestAgreementByHand(t *testing.T) {
	t.Parallel()
	kappa, ok := readiness.Agreement(worked, 4)
	if !ok || math.Abs(kappa-0.475) > 1e-12 || readiness.AgreementWords(kappa) != "moderate" {
		t.Errorf("kappa %v %v, %s", kappa, ok, readiness.AgreementWords(kappa))
	}
	grades, ok := readiness.OverGrading(worked)
	if !ok || math.Abs(grades-7.0/12) > 1e-12 || readiness.OverGradingWords(grades) != "over-grades by 0.6 of a grade" {
		t.Errorf("over-grading %v %v, %s", grades, ok, readiness.OverGradingWords(grades))
	}
}

func TestAgreementIsNotAlwaysThere(t *testing.T) {
	t.Parallel()
	same := slices.Repeat([][2]int{{1, 1}}, 12)
	offScale := append(slices.Clone(worked), [2]int{4, 0})
	for name, c := range map[string]struct {
		pairs [][2]int
		steps int
		ok    bool
	}{
		"nine pairs":               {worked[:9], 4, false},
		"ten pairs":                {worked[:10], 4, true},
		"all one grade":            {same, 4, false},
		"one grade, but for one":   {append(slices.Clone(same), [2]int{1, 2}), 4, true},
		"one grade each, not same": {slices.Repeat([][2]int{{1, 2}}, 12), 4, true},
		"a grade off the scale":    {offScale, 4, false},
		"a longer scale":           {offScale, 5, true},
		"below the scale":          {append(slices.Clone(worked), [2]int{0, -1}), 4, false},
		"no scale":                 {worked, 0, false},
	} {
		if kappa, ok := readiness.Agreement(c.pairs, c.steps); ok != c.ok {
			t.Errorf("%s: %v %v", name, kappa, ok)
		}
	}
	if _, ok := readiness.OverGrading(nil); ok {
		t.Error("no pairs over-grade")
	}
}

func TestAgreementKeepsItsRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(2, 6).Draw(t, "steps")
		grade := rapid.IntRange(0, steps-1)
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int { return [2]int{grade.Draw(t, "first"), grade.Draw(t, "second")} }), 10, 60).Draw(t, "pairs")
		swapped, upside, alike := make([][2]int, len(pairs)), make([][2]int, len(pairs)), make([][2]int, len(pairs))
		for i, p := range pairs {
			swapped[i], upside[i], alike[i] = [2]int{p[1], p[0]}, [2]int{steps - 1 - p[0], steps - 1 - p[1]}, [2]int{p[0], p[0]}
		}
		kappa, ok := readiness.Agreement(pairs, steps)
		if ok && (kappa > 1 || kappa < -1-1e-12) {
			t.Fatalf("kappa is %v", kappa)
		}
		for name, other := range map[string][][2]int{"who is first": swapped, "which end is best": upside} {
			if k, same := readiness.Agreement(other, steps); same != ok || math.Abs(k-kappa) > 1e-12 {
				t.Fatalf("%s matters: %v %v, %v %v", name, kappa, ok, k, same)
			}
		}
		if k, ok := readiness.Agreement(alike, steps); ok && k != 1 {
			t.Fatalf("with themselves they agree %v", k)
		}
		over, _ := readiness.OverGrading(pairs)
		under, _ := readiness.OverGrading(swapped)
		if over != -under || math.Abs(over) > float64(steps-1) {
			t.Fatalf("over by %v, under by %v", over, under)
		}
	})
}

func TestGradingInWords(t *testing.T) {
	t.Parallel()
	for grades, want := range map[float64]string{
		0.6: "over-grades by 0.6 of a grade", -0.25: "under-grades by 0.3 of a grade", 1: "over-grades by 1 grade", -1.04: "under-grades by 1 grade",
		2.5: "over-grades by 2.5 grades", 0.04: "grades neither higher nor lower on average", 0: "grades neither higher nor lower on average",
	} {
		if got := readiness.OverGradingWords(grades); got != want {
			t.Errorf("%v: %s", grades, got)
		}
	}
	for kappa, want := range map[float64]string{-0.3: "no more than chance", 0: "no more than chance", 0.1: "slight", 0.3: "fair", 0.5: "moderate", 0.7: "substantial", 0.9: "almost complete"} {
		if got := readiness.AgreementWords(kappa); got != want {
			t.Errorf("%v: %s", kappa, got)
		}
	}
}
