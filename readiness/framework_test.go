package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// small is a framework with these criteria in one area; a code with a ! has another text.
func small(code string, criteria ...string) readiness.Framework {
	f := readiness.Framework{
		Code: code, Name: "Small", From: calendar.On(2027, 4, 1), Grades: []readiness.Grade{{Code: "good", Name: "Good", Means: "It helps."}, {Code: "poor", Name: "Poor", Means: "It does not."}},
		Questions: []readiness.FrameworkQuestion{{Code: "know", Text: "What do you know?"}}, Areas: []readiness.JudgementArea{{Code: "A", Name: "All"}, {Code: "B", Name: "Other"}},
		Tags: []readiness.FrameworkTag{{Code: "outcome_1", Text: "Together"}},
	}
	for _, c := range criteria {
		bare := strings.TrimRight(c, "!")
		f.Areas[0].Criteria = append(f.Areas[0].Criteria, readiness.Criterion{Code: bare, Text: c})
	}
	return f
}

func walkWords(c readiness.Crosswalk) string {
	var words []string
	for _, r := range c.Rows {
		words = append(words, r.From+">"+r.To+" "+r.Kind)
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

func TestCompareFrameworks(t *testing.T) {
	t.Parallel()
	got := walkWords(readiness.CompareFrameworks(small("a", "A1", "A2", "A3"), small("b", "A1", "A2!", "A4")))
	if want := ">A4 new, A1>A1 same, A2>A2 changed, A3> gone"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestCrosswalksJoin goes on from one crosswalk to the next: a criterion that was split, joined, dropped or added on the way ends where it should.
func TestCrosswalksJoin(t *testing.T) {
	t.Parallel()
	row := func(from, to, kind string) readiness.CrosswalkRow {
		return readiness.CrosswalkRow{From: from, To: to, Kind: kind}
	}
	first := readiness.Crosswalk{From: "a", To: "b", Rows: []readiness.CrosswalkRow{
		row("A1", "B1", "changed"), row("A1", "B2", "changed"), row("A2", "B3", "same"), row("A3", "", "gone"), row("", "B4", "new"), row("", "B5", "new"),
	}}
	next := readiness.Crosswalk{From: "b", To: "c", Rows: []readiness.CrosswalkRow{
		row("B1", "C1", "same"), row("B2", "C1", "same"), row("B3", "C3", "same"), row("B4", "", "gone"), row("B5", "C5", "same"), row("", "C6", "new"),
	}}
	joined := first.Then(next)
	if got, want := walkWords(joined), ">C5 new, >C6 new, A1>C1 changed, A2>C3 same, A3> gone"; got != want || joined.From != "a" || joined.To != "c" {
		t.Errorf("got %s, want %s", got, want)
	}
	if carried := joined.Carried("C1"); !slices.Equal(carried, []string{"A1"}) {
		t.Errorf("C1 is carried over from %v", carried)
	}
	known := []readiness.Crosswalk{next, first, {From: "b", To: "a"}, {From: "a", To: "z"}}
	if found, ok := readiness.FindCrosswalk(known, "a", "c"); !ok || walkWords(found) != walkWords(joined) {
		t.Errorf("found %v %s", ok, walkWords(found))
	}
	if _, ok := readiness.FindCrosswalk(known, "c", "a"); ok {
		t.Error("a way back was found that nobody has said")
	}
}

// TestAComparedCrosswalkIsWhole: however two versions differ, what is compared passes the rules, and so does going on to a third.
func TestAComparedCrosswalkIsWhole(t *testing.T) {
	t.Parallel()
	codes := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A1", "A2", "A3!", "A4", "A5!!", "A6"}), 1, 6, func(s string) string { return s })
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := small("a", codes.Draw(t, "a")...), small("b", codes.Draw(t, "b")...), small("c", codes.Draw(t, "c")...)
		ab, bc := readiness.CompareFrameworks(a, b), readiness.CompareFrameworks(b, c)
		if faults := ab.Check(a, b); len(faults) > 0 {
			t.Fatalf("compared: %v", faults)
		}
		if faults := ab.Then(bc).Check(a, c); len(faults) > 0 {
			t.Fatalf("joined: %v", faults)
		}
	})
}

// TestCrosswalkRowsThatCannotBe wants each wrong row named.
func TestCrosswalkRowsThatCannotBe(t *testing.T) {
	t.Parallel()
	from, to := small("a", "A1", "A2"), small("b", "A1", "A2!")
	for _, c := range []struct {
		row  readiness.CrosswalkRow
		says string
	}{
		{readiness.CrosswalkRow{From: "A9", To: "A1", Kind: "same"}, "leads from A9, which is no criterion of a."},
		{readiness.CrosswalkRow{From: "A1", To: "A9", Kind: "same"}, "leads to A9, which is no criterion of b."},
		{readiness.CrosswalkRow{From: "A1", Kind: "same"}, "The crosswalk from A1 says same, so it needs a code of both versions."},
		{readiness.CrosswalkRow{From: "A1", To: "A1", Kind: "new"}, "says new, so it needs the code of the later version alone."},
		{readiness.CrosswalkRow{To: "A1", Kind: "gone"}, "The crosswalk to A1 says gone"},
		{readiness.CrosswalkRow{From: "A2", To: "A2", Kind: "same"}, "says that A2 is the same, but its text is another one."},
		{readiness.CrosswalkRow{From: "A1", To: "A1", Kind: "kept"}, "says “kept”. Write same, changed, new or gone."},
		{readiness.CrosswalkRow{Kind: "changed"}, "The crosswalk without a code says changed"},
		{readiness.CrosswalkRow{From: "A1", Kind: "gone"}, "A1 is gone in one row and carried over in another."},
		{readiness.CrosswalkRow{To: "A1", Kind: "new"}, "A1 is new in one row and carried over in another."},
		{readiness.CrosswalkRow{From: "A1", To: "A1", Kind: "same"}, "two rows from A1 to A1."},
		{readiness.CrosswalkRow{From: "A2", To: "A1", Kind: "changed", Note: strings.Repeat("x", 301)}, "The note of the crosswalk from A2 to A1 is longer than 300 characters."},
	} {
		whole := readiness.CompareFrameworks(from, to)
		whole.Rows = append(whole.Rows, c.row)
		if got := fmt.Sprint(whole.Check(from, to)); !strings.Contains(got, c.says) || !strings.Contains(got, "crosswalk") {
			t.Errorf("%+v gives %s, want %s", c.row, got, c.says)
		}
	}
	if got := fmt.Sprint(readiness.Crosswalk{From: "a", To: "b"}.Check(from, to)); strings.Count(got, "does not say what became of") != 4 {
		t.Errorf("nothing in it: %s", got)
	}
}

// TestDraftsChange walks a copy through its changes: the crosswalk follows them, and the draft before stays as it was.
func TestDraftsChange(t *testing.T) {
	t.Parallel()
	library := []readiness.Framework{small("a", "A1", "A2", "A3")}
	draft := readiness.CloneFramework{Code: "own-2027", Name: "Own", From: calendar.On(2027, 4, 1)}.Of(library[0])
	explicit := draft
	explicit.Crosswalk = &readiness.Crosswalk{From: "a", To: "own-2027", Rows: readiness.CompareFrameworks(library[0], draft.Framework).Rows}
	for name, f := range map[string]readiness.FrameworkFile{"compared": draft, "with rows": explicit} {
		before := walkWords(*f.Ready(library).Crosswalk)
		after := f
		for _, c := range []readiness.FrameworkChange{
			readiness.SaveCriterion{Code: "A1", Area: "A", Text: "Sharper"},
			readiness.SaveCriterion{Code: "A2", Area: "B", Text: "A2", Tags: []string{"outcome_1"}, Confirmed: "yes"},
			readiness.RemoveCriterion{Code: "A3"},
			readiness.SaveCriterion{Code: "A4", Area: "B", Text: "Of our own", New: "yes"},
			readiness.NameFramework{Code: "own-2028", Title: "Our own", From: calendar.On(2028, 4, 1)},
		} {
			var err error
			if after, err = c.Change(after); err != nil {
				t.Fatalf("%s: %s: %v", name, c.Name(), err)
			}
		}
		if got, want := walkWords(*after.Ready(library).Crosswalk), ">A4 new, A1>A1 changed, A2>A2 same, A3> gone"; got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		if problems := after.Check(library); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if c, a, _ := after.Framework.Criterion("A2"); a.Code != "B" || c.Unconfirmed || after.Framework.Code != "own-2028" {
			t.Errorf("%s: A2 is %+v in %s", name, c, a.Code)
		}
		if walkWords(*f.Ready(library).Crosswalk) != before || f.Framework.CriteriaCount() != 3 || f.Framework.Areas[0].Criteria[0].Text != "A1" {
			t.Errorf("%s: the draft before has changed", name)
		}
	}
}

func TestChangesThatCannotBe(t *testing.T) {
	t.Parallel()
	f := readiness.FrameworkFile{Framework: small("own", "A1")}
	for field, c := range map[string]readiness.FrameworkChange{
		"code":  readiness.SaveCriterion{Code: "a 1", Area: "A", Text: "x"},
		"area":  readiness.SaveCriterion{Code: "A2", Area: "Z", Text: "x"},
		"until": readiness.NameFramework{Code: "own", Title: "x", From: calendar.On(2027, 4, 1), Until: calendar.On(2027, 3, 31)},
	} {
		_, err := c.Change(f)
		if refusal := readiness.AsRefusal(err); refusal == nil || refusal.Fields[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, c := range []readiness.SaveCriterion{{Code: "A1", Area: "A", Text: "x", New: "yes"}, {Code: "A2", Area: "A", Text: "x"}} {
		if after, err := c.Change(f); err == nil || after.Framework.CriteriaCount() != 1 {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := (readiness.NameFramework{Code: "import"}).Change(f); !readiness.Invalid.Is(err) {
		t.Errorf("a page's name: %v", err)
	}
	if _, err := (readiness.RemoveCriterion{Code: "A9"}).Change(f); !readiness.NotFound.Is(err) {
		t.Errorf("nothing to remove: %v", err)
	}
	f.Unread = []readiness.FrameworkFault{{At: "areas", Message: "A list was expected."}}
	for _, c := range []readiness.FrameworkChange{readiness.SaveCriterion{Code: "A1", Area: "A", Text: "x"}, readiness.RemoveCriterion{Code: "A1"}, readiness.NameFramework{Code: "own"}} {
		if _, err := c.Change(f); !readiness.Conflict.Is(err) {
			t.Errorf("%s, although a part could not be read: %v", c.Name(), err)
		}
	}
}

func TestClonesThatCannotBe(t *testing.T) {
	t.Parallel()
	for field, c := range map[string]readiness.CloneFramework{
		"code": {Code: "small", From: calendar.On(2027, 4, 1)}, "from": {Code: "own", From: calendar.On(1999, 4, 1)},
	} {
		refusal := readiness.AsRefusal(c.Check([]readiness.Framework{small("small", "A1")}))
		if refusal == nil || refusal.Fields[0].Field != field {
			t.Errorf("%s: %v", field, refusal)
		}
	}
}

func TestFrameworksHoldBetweenDays(t *testing.T) {
	t.Parallel()
	f := readiness.FrameworkLine{From: calendar.On(2023, 1, 1), Until: calendar.On(2026, 3, 31)}
	for day, want := range map[calendar.Date]bool{calendar.On(2022, 12, 31): false, f.From: true, f.Until: true, calendar.On(2026, 4, 1): false} {
		if f.HoldsOn(day) != want {
			t.Errorf("on %s: %v", day, !want)
		}
	}
	f.Until = calendar.Date{}
	if !f.HoldsOn(calendar.On(2099, 1, 1)) {
		t.Error("without an end it ends")
	}
}
