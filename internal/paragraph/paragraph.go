// Package paragraph says which paragraphs of a text changed, so that two versions can be read side by side.
package paragraph

import (
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// A Pair is one paragraph before and after. What was added has no Before, what was taken out no After.
type Pair struct{ Before, After string }

// Same reports that the paragraph did not change.
func (p Pair) Same() bool { return p.Before == p.After }

// Compare sets the paragraphs of two texts side by side, in their order. A paragraph is a line that is not empty; white space around it says nothing.
// Paragraphs that stand between the same neighbours and differ are taken for one that was changed.
func Compare(before, after string) []Pair {
	a, b := Split(before), Split(after)
	pairs := make([]Pair, 0, max(len(a), len(b)))
	for _, op := range difflib.NewMatcherWithJunk(a, b, false, nil).GetOpCodes() {
		for i := range max(op.I2-op.I1, op.J2-op.J1) {
			var p Pair
			if op.I1+i < op.I2 {
				p.Before = a[op.I1+i]
			}
			if op.J1+i < op.J2 {
				p.After = b[op.J1+i]
			}
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// Changed counts the pairs that are not the same.
func Changed(pairs []Pair) (n int) {
	for _, p := range pairs {
		if !p.Same() {
			n++
		}
	}
	return n
}

// Split cuts a text into its paragraphs.
func Split(text string) []string {
	paragraphs := []string{}
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			paragraphs = append(paragraphs, line)
		}
	}
	return paragraphs
}
