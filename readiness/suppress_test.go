package readiness_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestSuppressHidesBySubtractionToo tries every way to fill the hidden parts that fits what is shown: none of them may be certain.
func TestSuppressHidesBySubtractionToo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 5).Draw(t, "parts")
		sum := 0
		for _, n := range parts {
			sum += n
		}
		shown, total := readiness.Suppress(parts, sum, 6)
		rest, hidden := sum, []int{}
		for i, n := range shown {
			switch {
			case n == readiness.Hidden:
				hidden = append(hidden, i)
			case n != parts[i]:
				t.Fatalf("part %d shows %d instead of %d", i, n, parts[i])
			case n > 0 && n < 6:
				t.Fatalf("part %d shows %d", i, n)
			default:
				rest -= n
			}
		}
		if total > 0 && total < 6 {
			t.Fatalf("the total shows %d", total)
		}
		if total == readiness.Hidden || len(hidden) == 0 {
			return
		}
		for at, i := range hidden {
			if possible := valuesOf(at, len(hidden), rest); len(possible) < 2 {
				t.Fatalf("part %d can only be %v: %v of %d", i, possible, shown, total)
			}
		}
	})
}

// valuesOf are the values that one of so many hidden parts, each at least one, can have when they add up to a sum.
func valuesOf(_, of, sum int) map[int]bool {
	possible := map[int]bool{}
	for n := 1; n <= sum-(of-1); n++ {
		if of > 1 || n == sum {
			possible[n] = true
		}
	}
	return possible
}

func TestSuppressLeavesLargeNumbers(t *testing.T) {
	t.Parallel()
	shown, total := readiness.Suppress([]int{6, 0, 40}, 46, 6)
	if shown[0] != 6 || shown[1] != 0 || shown[2] != 40 || total != 46 {
		t.Errorf("%v of %d", shown, total)
	}
}
