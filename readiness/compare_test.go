package readiness_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

func comparedWords(code, grade string, why ...readiness.GradeReason) readiness.ComparedText {
	return readiness.ComparedText{Criterion: code, Grade: grade, Why: why}
}

func TestCompareCycles(t *testing.T) {
	t.Parallel()
	before, after := graded("then", "A1", "A2", "A3", "A4"), graded("now", "A1", "A2", "A5", "A6", "A7")
	walk := readiness.Crosswalk{Rows: []readiness.CrosswalkRow{
		{From: "A1", To: "A1", Kind: "same"},
		{From: "A2", To: "A2", Kind: "changed", Note: "Asks for more."},
		{From: "A3", To: "A5", Kind: "changed"},
		{From: "A4", Kind: "gone"},
		{To: "A6", Kind: "new"},
		{From: "A3", To: "A7", Kind: "changed"},
	}}
	why := readiness.GradeReason{From: "lead", Grade: "poor", Text: "Audits say so."}
	then := readiness.ComparedCycle{Of: before, Sections: []readiness.Section{{Code: "A", Grade: "good"}}, Statements: []readiness.ComparedText{comparedWords("A1", "good"), comparedWords("A2", "good"), comparedWords("A3", "fair"), comparedWords("A4", "good")}}
	now := readiness.ComparedCycle{Of: after, Sections: []readiness.Section{{Code: "A", Grade: "fair"}}, Statements: []readiness.ComparedText{comparedWords("A1", "good", why), comparedWords("A2", "poor", why), comparedWords("A5", "best", why), comparedWords("A6", "good"), comparedWords("A7", "")}}
	c := readiness.CompareCycles(then, now, walk)
	if want := (readiness.ComparisonCount{Better: 1, Same: 1, Worse: 1, New: 1, Gone: 1, Open: 1}); c.Counts != want {
		t.Errorf("%+v", c.Counts)
	}
	codes := ""
	for _, r := range c.Rows {
		codes += r.Code() + " "
	}
	if codes != "A1 A2 A5 A6 A7 A4 " {
		t.Errorf("in the order %s", codes)
	}
	if len(c.Rows[0].Why) != 0 || len(c.Rows[1].Why) != 1 || c.Rows[1].Note != "Asks for more." || c.Rows[2].Then.Criterion != "A3" || c.Rows[2].Move != readiness.GradeBetter {
		t.Errorf("%+v", c.Rows)
	}
	if len(c.Areas) != 1 || c.Areas[0].Move != readiness.GradeWorse {
		t.Errorf("%+v", c.Areas)
	}
	back := readiness.CompareCycles(now, then, walk.Swapped())
	if back.Counts.Worse != c.Counts.Better || back.Counts.New != c.Counts.Gone || back.Counts.Gone != c.Counts.New {
		t.Errorf("backwards %+v", back.Counts)
	}
}

func TestReasonsAreTheSameOnceSealed(t *testing.T) {
	t.Parallel()
	challenge, third := &readiness.Mark{Grade: "fair", Why: "Not shown."}, &readiness.Mark{Grade: "good", Why: "Half of it is."}
	for name, x := range map[string]readiness.Appraisal{
		"equal": {Challenge: challenge, Agreed: "fair"}, "settled": {Challenge: challenge, Agreed: "fair", Reason: "Audits."}, "third": {Challenge: challenge, Third: third, Agreed: "good", Reason: third.Why}, "none": {},
	} {
		sealed := readiness.SealedCriterion{Agreed: x.Agreed, Reason: x.Reason}
		if x.Challenge != nil {
			sealed.Challenged, sealed.Why = x.Challenge.Grade, x.Challenge.Why
		}
		if x.Third != nil {
			sealed.Third = x.Third.Grade
		}
		a, b := x.Reasons(), sealed.Reasons()
		if len(a) != len(b) {
			t.Fatalf("%s: %+v, sealed %+v", name, a, b)
		}
		for i := range a {
			if a[i] != b[i] {
				t.Errorf("%s: %+v, sealed %+v", name, a[i], b[i])
			}
		}
	}
}

// TestNoStatementIsLost: by codes alone, every statement of both cycles stands in the comparison, and every row in one count.
func TestNoStatementIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cycle := func(name string) readiness.ComparedCycle {
			c := readiness.ComparedCycle{}
			codes := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A1", "A2", "A3", "A4", "A5"}), 0, 5, rapid.ID[string]).Draw(t, name)
			c.Of = graded(name, codes...)
			for _, code := range codes {
				c.Statements = append(c.Statements, comparedWords(code, rapid.SampledFrom([]string{"", "best", "poor", "unknown"}).Draw(t, "grade")))
			}
			return c
		}
		then, now := cycle("then"), cycle("now")
		c := readiness.CompareCycles(then, now, readiness.CompareFrameworks(then.Of, now.Of))
		before, after, n := 0, 0, c.Counts
		for _, r := range c.Rows {
			if r.Then != nil {
				before++
			}
			if r.Now != nil {
				after++
			}
		}
		if before != len(then.Statements) || after != len(now.Statements) || n.Better+n.Same+n.Worse+n.New+n.Gone+n.Open != len(c.Rows) {
			t.Errorf("%d and %d of %+v", before, after, c)
		}
	})
}
