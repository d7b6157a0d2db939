package readiness_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// graded is a framework of one judgement area on four grades.
func graded(code string, criteria ...string) readiness.Framework {
	f := readiness.Framework{Code: code, Name: code, Areas: []readiness.JudgementArea{{Code: "A", Name: "All"}}}
	for _, g := range []string{"best", "good", "fair", "poor"} {
		f.Grades = append(f.Grades, readiness.Grade{Code: g, Name: g})
	}
	for _, c := range criteria {
		f.Areas[0].Criteria = append(f.Areas[0].Criteria, readiness.Criterion{Code: c, Text: "About " + c})
	}
	return f
}

func TestInspectionIsChecked(t *testing.T) {
	t.Parallel()
	today, of := calendar.On(2027, 3, 3), graded("now", "A1")
	good := readiness.AddInspection{InspectionReport: readiness.InspectionReport{InspectedOn: calendar.On(2027, 2, 1), ReceivedOn: calendar.On(2027, 2, 20)}, Grades: []readiness.InspectedGrade{{Code: "A", Grade: "fair"}, {Code: "A1", Grade: "good"}}}
	if err := good.Check(of, today); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		field  string
		change func(a *readiness.AddInspection)
	}{
		"not over yet":      {"inspected_on", func(a *readiness.AddInspection) { a.InspectedOn = today.AddDays(1) }},
		"not received yet":  {"received_on", func(a *readiness.AddInspection) { a.ReceivedOn = today.AddDays(1) }},
		"received before":   {"received_on", func(a *readiness.AddInspection) { a.ReceivedOn = a.InspectedOn.AddDays(-1) }},
		"put right, no why": {"why", func(a *readiness.AddInspection) { a.Replaces = "in-1" }},
		"no grade":          {"grades", func(a *readiness.AddInspection) { a.Grades = nil }},
		"no such criterion": {"grades", func(a *readiness.AddInspection) { a.Grades = []readiness.InspectedGrade{{Code: "A9", Grade: "good"}} }},
		"no such grade":     {"grades", func(a *readiness.AddInspection) { a.Grades = []readiness.InspectedGrade{{Code: "A1", Grade: "fine"}} }},
		"twice":             {"grades", func(a *readiness.AddInspection) { a.Grades = append(slices.Clone(a.Grades), a.Grades[0]) }},
	} {
		a := good
		tt.change(&a)
		refusal := readiness.AsRefusal(a.Check(of, today))
		if refusal == nil || len(refusal.Fields) != 1 || refusal.Fields[0].Field != tt.field {
			t.Errorf("%s: %v", name, refusal)
		}
	}
}

// TestWhichInspectionACycleIsHeldAgainst: the first since it began, or else the last before; nothing that was put right; across versions by the crosswalk.
func TestWhichInspectionACycleIsHeldAgainst(t *testing.T) {
	t.Parallel()
	of := graded("now", "A1", "A2", "A3")
	entry := func(on calendar.Date, framework string, grades ...readiness.InspectedGrade) readiness.Inspection {
		return readiness.Inspection{Framework: framework, InspectedOn: on, Grades: grades}
	}
	wrong := entry(calendar.On(2027, 2, 1), "now", readiness.InspectedGrade{Code: "A1", Grade: "poor"})
	wrong.ReplacedBy = "in-2"
	list := []readiness.Inspection{
		entry(calendar.On(2027, 6, 1), "now", readiness.InspectedGrade{Code: "A1", Grade: "fair"}), entry(calendar.On(2027, 3, 1), "now", readiness.InspectedGrade{Code: "A1", Grade: "good"}), wrong,
		entry(calendar.On(2025, 1, 1), "now", readiness.InspectedGrade{Code: "A1", Grade: "best"}, readiness.InspectedGrade{Code: "A", Grade: "poor"}),
		entry(calendar.On(2026, 1, 1), "before", readiness.InspectedGrade{Code: "A", Grade: "fair"}, readiness.InspectedGrade{Code: "B1", Grade: "fair"}, readiness.InspectedGrade{Code: "A3", Grade: "other"}),
	}
	walks := map[string]readiness.Crosswalk{"before": {Rows: []readiness.CrosswalkRow{{From: "B1", To: "A2", Kind: "changed"}, {From: "A3", To: "A3", Kind: "same"}}}}
	marks := readiness.MarksOf(of, calendar.On(2027, 1, 1), list, walks)
	want := map[string]readiness.InspectedMark{
		"A1": {Grade: "good", On: calendar.On(2027, 3, 1)}, "A": {Grade: "fair", On: calendar.On(2026, 1, 1), Before: true}, "A2": {Grade: "fair", On: calendar.On(2026, 1, 1), Before: true},
	}
	if len(marks) != len(want) {
		t.Errorf("%+v", marks)
	}
	for code, m := range want {
		if marks[code] != m {
			t.Errorf("%s: %+v", code, marks[code])
		}
	}
}

func TestGapMap(t *testing.T) {
	t.Parallel()
	of := graded("now", "A1", "A2", "A3")
	rows := []readiness.GapRow{
		{Section: "A", Criterion: "A1", AuthorID: "u", Author: "Una", Self: "best", Challenged: "fair", Third: "good", Agreed: "good"},
		{Section: "A", Criterion: "A2", AuthorID: "v", Author: "Vic", Self: "good", Challenged: "good", Agreed: "good", Peer: true},
		{Section: "A", Criterion: "A3", AuthorID: "u", Author: "Una", Hidden: true},
	}
	marks := map[string]readiness.InspectedMark{"A": {Grade: "fair"}, "A1": {Grade: "poor"}, "A2": {Grade: "poor", Before: true}}
	m := readiness.NewGapMap(readiness.AssessmentRow{}, readiness.Assessment{Sections: []readiness.Section{{Code: "A", Grade: "good"}}}, of, rows, marks, nil)
	area := m.Areas[0]
	if got := area.Rows[0].Grades(); !slices.Equal(got, []string{"best", "fair", "", "good", "good", "poor"}) || area.Rows[0].Apart(of) != 3 {
		t.Errorf("%q, apart by %d", got, area.Rows[0].Apart(of))
	}
	if got := area.Rows[1].Grades(); got[1] != "" || got[2] != "good" {
		t.Errorf("a peer's grade stands in %q", got)
	}
	if len(m.Authors) != 2 || m.Authors[0].Name != "Una" || m.Authors[0].By != 2 || m.Authors[0].Pairs != 1 || m.Authors[1].By != 0 || area.Authors.By != 1 || area.Authors.Pairs != 2 {
		t.Errorf("authors %+v, all %+v", m.Authors, area.Authors)
	}
	if m.Council.Pairs != 2 || m.Council.By != 1.5 || m.Council.Words() != "over-grades by 1.5 grades" { // the area by one and A1 by two; A2 was known before
		t.Errorf("the council %+v", m.Council)
	}
}

// TestAgreementNeedsTenPairs: whatever was graded, a figure is shown from ten pairs up and never before; grades that the scale has not are none.
func TestAgreementNeedsTenPairs(t *testing.T) {
	t.Parallel()
	of := graded("now", "A1")
	rapid.Check(t, func(t *rapid.T) {
		n, known := rapid.IntRange(0, 24).Draw(t, "pairs"), 0
		var pairs []readiness.GradePair
		for range n {
			grade := rapid.SampledFrom([]string{"best", "good", "fair", "poor", "of another scale"})
			p := readiness.GradePair{ChallengerID: "q", Challenger: "Quentin", Self: grade.Draw(t, "self"), Challenged: grade.Draw(t, "challenged")}
			if of.Step(p.Self) >= 0 && of.Step(p.Challenged) >= 0 {
				known++
			}
			pairs = append(pairs, p)
		}
		m := readiness.NewGapMap(readiness.AssessmentRow{}, readiness.Assessment{}, of, nil, nil, pairs)
		if known == 0 {
			if len(m.Challengers) != 0 {
				t.Fatalf("%+v", m.Challengers)
			}
			return
		}
		c := m.Challengers[0]
		if c.Pairs != known || c.Shown && known < readiness.AgreementPairs || c.Kappa < -1 || c.Kappa > 1 || !c.Shown && c.Kappa != 0 {
			t.Fatalf("%+v of %d", c, known)
		}
	})
}

func TestActionTally(t *testing.T) {
	t.Parallel()
	row := func(status readiness.ActionStatus, reopened int) readiness.ActionRow {
		return readiness.ActionRow{Status: status, Reopened: reopened}
	}
	for want, rows := range map[string][]readiness.ActionRow{
		"": {row(readiness.ActionDropped, 0)},
		"Of 1 action, 0 were shown done and 0 have lasted.":                                     {row(readiness.ActionClaimed, 0)},
		"Of 4 actions, 2 were shown done and 1 has lasted. 1 did not last and is open again.":   {row(readiness.ActionLasted, 1), row(readiness.ActionRetest, 0), row(readiness.ActionAgreed, 1), row(readiness.ActionProposed, 0), row(readiness.ActionDropped, 2)},
		"Of 2 actions, 0 were shown done and 0 have lasted. 2 did not last and are open again.": {row(readiness.ActionInProgress, 1), row(readiness.ActionClaimed, 1)},
	} {
		if got := readiness.TallyActions(rows).Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
