package readiness

import (
	"fmt"
	"math"
)

// AgreementPairs is how many pairs of grades agreement is shown from. Among fewer than ten, one grade given otherwise moves kappa by a tenth and
// more, so that it says more of which criteria came first than of the two who graded them (issue 5, point 5).
const AgreementPairs = 10

// Agreement is how far two graders agree beyond what chance would give, as Cohen's weighted kappa: 1 when every pair is equal, 0 for no more than chance,
// below 0 for less, never below -1. A grade is its place on the scale, from 0 to steps-1. It is not ok from fewer than AgreementPairs pairs, when a
// grade is off the scale, and when both gave everything the same one grade: then chance alone agrees in full, and there is nothing to measure.
//
// Weights are linear: two grades apart counts twice as much as one. Squared weights, the other custom, would let a single pair of outstanding and
// inadequate outweigh eight that are one grade apart, where here each grade between two people is one that somebody must explain.
//
// J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968), 213-220; linear weights: D. V. Cicchetti and T. Allison, American Journal of EEG
// Technology 11 (1971), 101-110.
func Agreement(pairs [][2]int, steps int) (kappa float64, ok bool) {
	if len(pairs) < AgreementPairs {
		return 0, false
	}
	first, second, apart := make([]int, max(0, steps)), make([]int, max(0, steps)), 0
	for _, p := range pairs {
		if min(p[0], p[1]) < 0 || max(p[0], p[1]) >= steps {
			return 0, false
		}
		first[p[0]]++
		second[p[1]]++
		apart += distance(p[0], p[1])
	}
	byChance := 0 // how far apart they would be if the pairs were made by lot, times the number of pairs
	for a, n := range first {
		for b, m := range second {
			byChance += n * m * distance(a, b)
		}
	}
	if byChance == 0 {
		return 0, false
	}
	return 1 - float64(len(pairs)*apart)/float64(byChance), true
}

func distance(a, b int) int { return max(a-b, b-a) }

// AgreementWords puts kappa into the words of J. R. Landis and G. G. Koch, Biometrics 33 (1977), 159-174, who call their own steps arbitrary: a page
// shows the figure beside them.
func AgreementWords(kappa float64) string {
	switch {
	case kappa <= 0:
		return "no more than chance"
	case kappa <= 0.2:
		return "slight"
	case kappa <= 0.4:
		return "fair"
	case kappa <= 0.6:
		return "moderate"
	case kappa <= 0.8:
		return "substantial"
	}
	return "almost complete"
}

// OverGrading is by how much of a grade the first of each pair grades better than the second, on average; negative when worse. Grades are places on a
// scale that begins with the best, as Framework.Grades do. It is not ok without pairs.
func OverGrading(pairs [][2]int) (grades float64, ok bool) {
	if len(pairs) == 0 {
		return 0, false
	}
	sum := 0
	for _, p := range pairs {
		sum += p[1] - p[0]
	}
	return float64(sum) / float64(len(pairs)), true
}

// OverGradingWords says it of the first grader: “over-grades by 0.6 of a grade”.
func OverGradingWords(grades float64) string {
	by := math.Round(math.Abs(grades)*10) / 10
	if by == 0 {
		return "grades neither higher nor lower on average"
	}
	size := fmt.Sprintf("%.1f of a grade", by)
	switch {
	case by == 1:
		size = "1 grade"
	case by > 1:
		size = fmt.Sprintf("%.1f grades", by)
	}
	if grades > 0 {
		return "over-grades by " + size
	}
	return "under-grades by " + size
}
