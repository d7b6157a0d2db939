package readiness_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const packLeast = 6

// outsideOf is the edition that leaves the service.
func outsideOf(p readiness.FrozenPack) readiness.FrozenPack {
	p.Least = packLeast
	return readiness.VisitPack{Pack: p}.ForOutside().Pack
}

// certain reports which hidden parts can have one value only, each being at least one and no more than most, when the shown parts are taken from the total.
func certain(shown []int, total, most int) []int {
	rest, hidden := total, []int{}
	for i, n := range shown {
		if n == readiness.Hidden {
			hidden = append(hidden, i)
		} else {
			rest -= n
		}
	}
	if total == readiness.Hidden || len(hidden) == 0 {
		return nil
	}
	low, high := max(1, rest-(len(hidden)-1)*most), min(most, rest-(len(hidden)-1))
	if low == high {
		return hidden
	}
	return nil
}

func isSmall(n int) bool { return n > 0 && n < packLeast }

// TestOutsideCohortGivesNoSmallNumberAway: neither who has a flag, nor who of the children has it not.
func TestOutsideCohortGivesNoSmallNumberAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		children := rapid.IntRange(0, 25).Draw(t, "children")
		now := rapid.SliceOfN(rapid.IntRange(0, children), 1, 4).Draw(t, "now")
		c := readiness.PackedCohort{Children: children}
		for _, n := range now {
			was := rapid.IntRange(0, 25).Draw(t, "was")
			c.Lines = append(c.Lines, readiness.PackedFlag{Now: n, Was: was, New: 1, Gone: 2, Answered: 1, Why: "Two moved."})
			c.Flags, c.Was = c.Flags+n, c.Was+was
		}
		c.Answered = rapid.IntRange(0, c.Flags).Draw(t, "answered")
		out := outsideOf(readiness.FrozenPack{Focus: []readiness.PackedFocus{{Cohort: c}}}).Focus[0].Cohort
		var nows, wases []int
		for i, l := range out.Lines {
			nows, wases = append(nows, l.Now), append(wases, l.Was)
			if isSmall(l.Now) || isSmall(l.Was) || l.Now != readiness.Hidden && out.Children != readiness.Hidden && isSmall(out.Children-l.Now) {
				t.Fatalf("flag %d shows %d, was %d, of %d children", i, l.Now, l.Was, out.Children)
			}
			if l.New != readiness.Hidden || l.Gone != readiness.Hidden || l.Answered != readiness.Hidden || l.Why != "" {
				t.Fatalf("flag %d tells of its movement: %+v", i, l)
			}
		}
		for _, i := range certain(nows, out.Flags, children) {
			if isSmall(now[i]) || isSmall(children-now[i]) {
				t.Fatalf("flag %d is certain: %v of %d, %d children, was %v", i, nows, out.Flags, out.Children, now)
			}
		}
		if found := certain(wases, out.Was, 1000); found != nil {
			t.Fatalf("the flags of the day before are certain: %v of %d", wases, out.Was)
		}
		if isSmall(out.Children) || isSmall(out.Flags) || isSmall(out.Was) || isSmall(out.Answered) || out.Flags != readiness.Hidden && out.Answered != readiness.Hidden && isSmall(out.Flags-out.Answered) {
			t.Fatalf("small sums: %+v", out)
		}
	})
}

// TestOutsideFiguresGiveNoSmallNumberAway: by area, and of those who are not long-open, not long-open for two years, not reviewed.
func TestOutsideFiguresGiveNoSmallNumberAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all, areas := readiness.Figures{}, []readiness.Figures{}
		for range rapid.IntRange(1, 4).Draw(t, "areas") {
			a := readiness.Figures{LongOpen: rapid.IntRange(0, 12).Draw(t, "long")}
			a.OpenCases = a.LongOpen + rapid.IntRange(0, 12).Draw(t, "other")
			a.Over24, a.Reviewed90 = rapid.IntRange(0, a.LongOpen).Draw(t, "over 24"), rapid.IntRange(0, a.LongOpen).Draw(t, "reviewed")
			all.OpenCases, all.LongOpen, all.Over24, all.Reviewed90 = all.OpenCases+a.OpenCases, all.LongOpen+a.LongOpen, all.Over24+a.Over24, all.Reviewed90+a.Reviewed90
			areas = append(areas, a)
		}
		out := outsideOf(readiness.FrozenPack{Figures: all, Areas: areas})
		var longs []int
		for i, a := range out.Areas {
			longs = append(longs, a.LongOpen)
			if isSmall(a.LongOpen) || a.OpenCases != readiness.Hidden || a.Over24 != readiness.Hidden || a.Reviewed90 != readiness.Hidden {
				t.Fatalf("area %d shows %+v", i, a)
			}
		}
		if found := certain(longs, out.Figures.LongOpen, 1000); found != nil {
			t.Fatalf("areas %v are certain: %v of %d", found, longs, out.Figures.LongOpen)
		}
		f := out.Figures
		for _, pair := range [][2]int{{f.LongOpen, f.OpenCases}, {f.Over24, f.LongOpen}, {f.Reviewed90, f.LongOpen}, {f.Over24, f.OpenCases}} {
			if isSmall(pair[0]) || isSmall(pair[1]) || pair[0] != readiness.Hidden && pair[1] != readiness.Hidden && isSmall(pair[1]-pair[0]) {
				t.Fatalf("%d of %d is shown", pair[0], pair[1])
			}
		}
	})
}

// TestOutsideAuditsGiveNoSmallNumberAway: not by grade, not of those without a grade, not of those who were not audited again.
func TestOutsideAuditsGiveNoSmallNumberAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 9), 4, 4).Draw(t, "grades")
		after := rapid.SliceOfN(rapid.IntRange(0, 9), 4, 4).Draw(t, "after")
		a := readiness.PackedAudits{Of: 3, Moderated: 2, Profile: []readiness.GradeCount{{Counts: counts}}, Compared: []readiness.ComparedGrade{{Before: counts, After: after, Better: 1, Same: 1, Worse: 1}}}
		for g := range counts {
			a.Standing, a.Again = a.Standing+counts[g], a.Again+after[g]
		}
		a.Standing = max(a.Standing, a.Again) // children without a grade in this section
		out := outsideOf(readiness.FrozenPack{Focus: []readiness.PackedFocus{{Audits: a}}}).Focus[0].Audits
		rest := func(counts []int) int {
			n := a.Standing
			for _, c := range counts {
				n -= c
			}
			return n
		}
		for name, part := range map[string]struct{ was, shown []int }{"profile": {counts, out.Profile[0].Counts}, "after": {after, out.Compared[0].After}} {
			left, hidden := out.Standing, 0
			for i, n := range part.shown {
				if isSmall(n) {
					t.Fatalf("%s: grade %d shows %d", name, i, n)
				}
				if n == readiness.Hidden {
					hidden++
				} else {
					left -= n
				}
			}
			if out.Standing == readiness.Hidden {
				continue
			}
			if hidden == 0 && isSmall(left) {
				t.Fatalf("%s: %d children are left: %v of %d", name, left, part.shown, out.Standing)
			}
			if hidden == 1 && rest(part.was) == 0 || hidden > 0 && left == hidden && rest(part.was) == 0 {
				t.Fatalf("%s: certain: %v of %d", name, part.shown, out.Standing)
			}
		}
		c := out.Compared[0]
		if c.Better != readiness.Hidden || c.Same != readiness.Hidden || c.Worse != readiness.Hidden || slices.Max(c.Before) != readiness.Hidden || out.Of != readiness.Hidden || out.Moderated != readiness.Hidden {
			t.Fatalf("%+v", out)
		}
		if isSmall(out.Standing) || isSmall(out.Again) || out.Again != readiness.Hidden && out.Standing != readiness.Hidden && isSmall(out.Standing-out.Again) {
			t.Fatalf("%d of %d were audited again", out.Again, out.Standing)
		}
	})
}

// TestOutsideLeavesOutWhatIsTheHouses: what the house counts of its own work, list by list, goes with children's rows; the whole edition stays as it was.
func TestOutsideLeavesOutWhatIsTheHouses(t *testing.T) {
	t.Parallel()
	p := readiness.VisitPack{Pack: readiness.FrozenPack{
		Least: packLeast, Nobody: []string{"rooms"}, Steps: readiness.PackedSteps{Steps: 9}, Import: &readiness.PackedImport{TakenOn: calendar.On(2027, 3, 1), Lists: []readiness.ListFound{{List: 10, Rows: 2}}, Errors: 1},
		Focus: []readiness.PackedFocus{{
			Position: readiness.VisitPosition{Know: "We know them.", Version: 1}, Parts: []readiness.VisitPart{{Code: "flags", Done: 1, Of: 2}, {Code: "audits", Done: 1, Of: 2}, {Code: "checklist", Done: 1, Of: 2}},
			Cohort: readiness.PackedCohort{Children: 3, Lines: []readiness.PackedFlag{{Now: 2, Why: "Two moved."}}},
		}},
	}}
	before, _ := json.Marshal(p)
	out := p.ForOutside()
	if after, _ := json.Marshal(p); string(after) != string(before) {
		t.Errorf("the whole edition has changed: %s", after)
	}
	said, _ := json.Marshal(out)
	for _, word := range []string{"rooms", "Two moved.", `"rows":2`, `"code":"flags"`, `"code":"audits"`} {
		if strings.Contains(string(said), word) {
			t.Errorf("it says %s: %s", word, said)
		}
	}
	if !out.Outside || out.Pack.Focus[0].Position.Know != "We know them." || len(out.Pack.Focus[0].Parts) != 1 || out.Pack.Import.TakenOn != p.Pack.Import.TakenOn {
		t.Errorf("%s", said)
	}
}

func TestPackGaps(t *testing.T) {
	t.Parallel()
	whole := readiness.FrozenPack{
		Import: &readiness.PackedImport{}, Evidence: []readiness.PackedEvidence{{}}, Timetable: []readiness.VisitSession{{}}, Interviewees: []readiness.VisitInterviewee{{Confirmed: "yes"}},
		Focus: []readiness.PackedFocus{{Name: "Care leavers", Lead: "Ann", Position: readiness.VisitPosition{Version: 2}, Cohort: readiness.PackedCohort{Flags: 3, Answered: 3}, Audits: readiness.PackedAudits{Of: 6, Moderated: 6, Standing: 6}}},
	}
	for n := 1; n <= 11; n++ {
		whole.Import.Lists = append(whole.Import.Lists, readiness.ListFound{List: n})
	}
	if gaps := whole.Gaps(); len(gaps) != 0 {
		t.Fatalf("a whole pack lacks %v", gaps)
	}
	for want, spoil := range map[string]func(p *readiness.FrozenPack, f *readiness.PackedFocus){
		"Nobody has written a position statement for care leavers.": func(_ *readiness.FrozenPack, f *readiness.PackedFocus) { f.Position.Version = 0 },
		"Nobody leads care leavers.":                                func(_ *readiness.FrozenPack, f *readiness.PackedFocus) { f.Lead = "" },
		"1 red flag of 3 is not answered.":                          func(_ *readiness.FrozenPack, f *readiness.PackedFocus) { f.Cohort.Answered = 2 },
		"2 audits of 6 are not moderated.":                          func(_ *readiness.FrozenPack, f *readiness.PackedFocus) { f.Audits.Moderated = 4 },
		"No audit for this visit has a grade that stands.":          func(_ *readiness.FrozenPack, f *readiness.PackedFocus) { f.Audits.Standing = 0 },
		"This list was never brought in: care leavers (list 9 of the Annex A).": func(_ *readiness.FrozenPack, f *readiness.PackedFocus) {
			f.Cohort.Lacks = []string{readiness.LeaversList}
		},
		"List 9, leaving care, was not in the last Annex A.":      func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Import.Lists[8].List = 0 },
		"List 8, children in care, has 1 row that needs mending.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Import.Lists[7].Mend = 1 },
		"The lists describe 1 March 2027, 2 working days before this pack was frozen.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) {
			p.Import.TakenOn, p.Import.Age = calendar.On(2027, 3, 1), 2
		},
		"No Annex A was ever brought in.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Import = nil },
		"4 steps of 9 are open, 2 of these late.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) {
			p.Steps = readiness.PackedSteps{Steps: 9, Settled: 5, Late: 2}
		},
		"Nobody has these parts of the visit: documents and rooms.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Nobody = []string{"documents", "rooms"} },
		"Nobody has written a timetable.":                           func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Timetable = nil },
		"Nobody has written who is interviewed.":                    func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Interviewees = nil },
		"1 of 1 who are to be interviewed have not agreed yet.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) {
			p.Interviewees = []readiness.VisitInterviewee{{}}
		},
		"No action answers 1 of 1 earlier finding.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Findings = []readiness.PackedFinding{{}} },
		"1 earlier finding was found again later.": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) {
			p.Findings = []readiness.PackedFinding{{RepeatedBy: 1}}
		},
		"No evidence is attached to a step of the visit or to an action": func(p *readiness.FrozenPack, _ *readiness.PackedFocus) { p.Evidence = nil },
	} {
		p := whole
		p.Focus = slices.Clone(whole.Focus)
		if whole.Import != nil {
			kept := *whole.Import
			kept.Lists = slices.Clone(kept.Lists)
			p.Import = &kept
		}
		spoil(&p, &p.Focus[0])
		if gaps := p.Gaps(); len(gaps) == 0 || !slices.ContainsFunc(gaps, func(g readiness.PackGap) bool { return strings.HasPrefix(g.Text, want) }) {
			t.Errorf("it does not say %q: %v", want, gaps)
		}
	}
}

func TestPackedFindingState(t *testing.T) {
	t.Parallel()
	on := calendar.On(2027, 3, 1)
	action := func(s readiness.ActionStatus) readiness.PackedAction {
		return readiness.PackAction(readiness.ActionRow{Status: s, Due: on, ClaimedOn: on, Verified: on, Overdue: 2})
	}
	for _, tt := range []struct {
		of          []readiness.ActionStatus
		says, first string
	}{
		{nil, "No action answers it", ""},
		{[]readiness.ActionStatus{readiness.ActionDropped}, "No action answers it", "Dropped without being done"},
		{[]readiness.ActionStatus{readiness.ActionAgreed}, "Not done yet", "Not done, due 1 March 2027, 2 working days late"},
		{[]readiness.ActionStatus{readiness.ActionClaimed, readiness.ActionAgreed}, "Not done yet", "Said done on 1 March 2027, and not yet checked"},
		{[]readiness.ActionStatus{readiness.ActionClaimed, readiness.ActionVerified}, "Said done, not yet shown", ""},
		{[]readiness.ActionStatus{readiness.ActionVerified, readiness.ActionInProgress}, "Partly shown done", "Shown done on 1 March 2027"},
		{[]readiness.ActionStatus{readiness.ActionRetest, readiness.ActionLasted}, "Shown done", "Shown done on 1 March 2027, and waiting to be looked at again"},
		{[]readiness.ActionStatus{readiness.ActionLasted, readiness.ActionDropped}, "Shown done, and it lasted", "Shown done on 1 March 2027, and it lasted"},
	} {
		f := readiness.PackedFinding{}
		for _, s := range tt.of {
			f.Actions = append(f.Actions, action(s))
		}
		if got := f.State(); got != tt.says {
			t.Errorf("%v: %q, not %q", tt.of, got, tt.says)
		}
		if tt.first != "" && f.Actions[0].State() != tt.first {
			t.Errorf("%v: %q, not %q", tt.of, f.Actions[0].State(), tt.first)
		}
	}
	if got := (readiness.PackedFinding{RepeatedBy: 1, Actions: []readiness.PackedAction{action(readiness.ActionLasted)}}).State(); got != "Found again later" {
		t.Errorf("a finding that came back: %q", got)
	}
}
