package paragraph_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/paragraph"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before, after string
		want          []paragraph.Pair
	}{
		"nothing":        {"", " \n\n", []paragraph.Pair{}},
		"the same":       {"One.\r\n\r\nTwo.", "One.\n Two. ", []paragraph.Pair{{"One.", "One."}, {"Two.", "Two."}}},
		"one changed":    {"One.\nTwo.\nThree.", "One.\nTwo, and more.\nThree.", []paragraph.Pair{{"One.", "One."}, {"Two.", "Two, and more."}, {"Three.", "Three."}}},
		"one added":      {"One.\nThree.", "One.\nTwo.\nThree.", []paragraph.Pair{{"One.", "One."}, {"", "Two."}, {"Three.", "Three."}}},
		"one taken out":  {"One.\nTwo.\nThree.", "One.\nThree.", []paragraph.Pair{{"One.", "One."}, {"Two.", ""}, {"Three.", "Three."}}},
		"one became two": {"One.\nEnd.", "Uno.\nDue.\nEnd.", []paragraph.Pair{{"One.", "Uno."}, {"", "Due."}, {"End.", "End."}}},
		"all new":        {"", "One.", []paragraph.Pair{{"", "One."}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := paragraph.Compare(tt.before, tt.after); !slices.Equal(got, tt.want) {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestNothingIsLost: the left sides are the first text and the right sides the second, whatever they are, also of hundreds of paragraphs that repeat.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			s := ""
			for _, p := range rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c d", "", " e "}), 0, 300).Draw(t, "paragraphs") {
				s += p + "\n"
			}
			return s
		})
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var left, right []string
		for _, p := range paragraph.Compare(before, after) {
			if p.Before != "" {
				left = append(left, p.Before)
			}
			if p.After != "" {
				right = append(right, p.After)
			}
		}
		if !slices.Equal(left, paragraph.Split(before)) || !slices.Equal(right, paragraph.Split(after)) {
			t.Errorf("left %q, right %q", left, right)
		}
		if n := paragraph.Changed(paragraph.Compare(before, before)); n != 0 {
			t.Errorf("of the same text %d paragraphs changed", n)
		}
	})
}
