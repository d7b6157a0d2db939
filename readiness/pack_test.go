package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func smallPack() readiness.FocusPack {
	return readiness.FocusPack{
		Code: "small-2027", Focus: "small", Name: "Small", From: calendar.On(2027, 4, 1), Cohort: readiness.MissingCohort,
		Enquiries: []readiness.PackLine{{Code: "SME1", Text: "Do we know?"}, {Code: "SME2", Text: "How do we know?", Unconfirmed: true}},
		Evidence:  []readiness.PackLine{{Code: "SMP1", Text: "The list"}},
		Checklist: []readiness.PackLine{{Code: "SMK1", Text: "It is complete"}},
		Flags:     []readiness.RedFlag{{Code: "late", Name: "No interview within %d hours", Rule: "interview_late_hours", Threshold: 72, Why: "It matters.", Unconfirmed: true}},
		Sections: []readiness.AuditSection{
			{Code: "voice", Name: "Voice", Questions: []readiness.PackLine{{Code: "SMA1", Text: "Is it heard?"}}},
			{Code: "plan", Name: "Plan", Questions: []readiness.PackLine{{Code: "SMA2", Text: "Is there one?", Unconfirmed: true}}},
		},
	}
}

func smallRunUp() readiness.RunUp {
	return readiness.RunUp{
		Code: "small-run-up", Kind: "monitoring", Name: "Small", From: calendar.On(2027, 4, 1), Days: 2, Letter: 22,
		Slots: []readiness.RunUpSlot{{Code: "lead", Name: "Lead", Role: readiness.ImprovementLead}, {Code: "focus_lead", Name: "Focus lead", Role: readiness.AssistantDirector, PerFocus: true, Unsure: true}},
		Steps: []readiness.RunUpStep{
			{Code: "scope", Name: "Agree the scope", Anchor: "visit", Offset: -60, Slot: "focus_lead", PerFocus: true, Gate: "signature", Shows: "A note", Short: "keep"},
			{Code: "log", Name: "Close the log", Anchor: "end", Slot: "lead", Gate: "requests", Shows: "Nothing is open", Short: "keep", Unconfirmed: true},
		},
	}
}

func draftOf(piece any) readiness.PackFile {
	f := readiness.PackFile{Name: "a.yaml"}
	switch piece := piece.(type) {
	case readiness.FocusPack:
		f.Pack = &piece
	case readiness.RunUp:
		f.RunUp = &piece
	}
	return f
}

func TestSmallOnesAreWhole(t *testing.T) {
	t.Parallel()
	for _, piece := range []any{smallPack(), smallRunUp()} {
		if problems := draftOf(piece).Check([]string{"other"}); len(problems) > 0 {
			t.Error(problems)
		}
	}
	if got := smallPack().Unconfirmed(); got != 3 {
		t.Errorf("%d parts of the pack are to be confirmed", got)
	}
	if got := smallRunUp().Unconfirmed(); got != 2 {
		t.Errorf("%d parts of the run-up are to be confirmed", got)
	}
	if words := smallPack().Flags[0].Words(); words != "No interview within 72 hours" {
		t.Error(words)
	}
	other := smallPack()
	other.Cohort, other.Flags = readiness.OtherCohort, nil
	if faults := other.Check(); len(faults) > 0 {
		t.Errorf("without flags: %v", faults)
	}
}

// TestLinesAreRewritten: a line keeps its code by standing behind it, or by saying the same; other words are the council's own, and so are new lines.
func TestLinesAreRewritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		readiness.LinesText(smallPack().Enquiries):           "SME1 Do we know?|SME2 How do we know? (to confirm)",
		"SME2 How do we know?\nSME1 Do we know?":             "SME2 How do we know? (to confirm)|SME1 Do we know?",
		"SME2: How else do we know?":                         "SME2 How else do we know?",
		"How do we know?\n\n  Who \t knows? \nAnd who else?": "SME2 How do we know? (to confirm)|SME3 Who knows?|SME4 And who else?",
		"SME1 Do we know?\nSME1 And do they?":                "! The code SME1 stands before two lines. Take it away from the new one.",
		"SME1 \nSME2 How do we know?":                        "! Nothing stands after the code SME1. Write the line, or take the code away too.",
		" \n ":                                               "! Write at least one line.",
	} {
		after, err := readiness.SavePackLines{Part: "enquiries", Lines: text}.Change(draftOf(smallPack()))
		if got := saidLines(after.Pack.Enquiries, err); got != want {
			t.Errorf("%q gives %s, want %s", text, got, want)
		}
	}
	after, err := readiness.SavePackLines{Part: "enquiries", Lines: readiness.LinesText(smallPack().Enquiries), Confirmed: "yes"}.Change(draftOf(smallPack()))
	if got := saidLines(after.Pack.Enquiries, err); strings.Contains(got, "to confirm") {
		t.Errorf("confirmed: %s", got)
	}
}

// fieldOf is the field at which something is refused, "" when it is about the whole.
func fieldOf(refusal *readiness.Error) string {
	if refusal == nil || len(refusal.Fields) == 0 {
		return ""
	}
	return refusal.Fields[0].Field
}

func saidLines(lines []readiness.PackLine, err error) string {
	if err != nil {
		return "! " + err.Error()
	}
	var words []string
	for _, l := range lines {
		word := l.Code + " " + l.Text
		if l.Unconfirmed {
			word += " (to confirm)"
		}
		words = append(words, word)
	}
	return strings.Join(words, "|")
}

// TestSectionsOfTheAuditForm: a new section's questions get codes that no other section has.
func TestSectionsOfTheAuditForm(t *testing.T) {
	t.Parallel()
	f := draftOf(smallPack())
	f, err := readiness.SaveAuditSection{Title: "Return interview", Lines: "Was it offered?\nWas it in time?"}.Change(f)
	if err != nil {
		t.Fatal(err)
	}
	added := f.Pack.Sections[2]
	if got := saidLines(added.Questions, nil); added.Code != "return_interview" || got != "SMA3 Was it offered?|SMA4 Was it in time?" {
		t.Errorf("%s: %s", added.Code, got)
	}
	if f, err = (readiness.SaveAuditSection{Code: "plan", Title: "The plan", Lines: "SMA2 Is there one?"}).Change(f); err != nil || f.Pack.Sections[1].Name != "The plan" || !f.Pack.Sections[1].Questions[0].Unconfirmed {
		t.Errorf("%v %+v", err, f.Pack.Sections[1])
	}
	if f, err = (readiness.SaveAuditSection{Title: "The plan!", Lines: "Once more?"}).Change(f); err != nil || f.Pack.Sections[3].Code != "the_plan" {
		t.Errorf("%v %+v", err, f.Pack.Sections)
	}
	if f, err = (readiness.RemoveAuditSection{Code: "voice"}).Change(f); err != nil || len(f.Pack.Sections) != 3 {
		t.Errorf("%v %+v", err, f.Pack.Sections)
	}
	for _, c := range []readiness.PackChange{readiness.RemoveAuditSection{Code: "voice"}, readiness.SaveAuditSection{Code: "voice", Title: "Voice", Lines: "Is it heard?"}} {
		if _, err := c.Change(f); !readiness.NotFound.Is(err) {
			t.Errorf("%s: %v", c.Name(), err)
		}
	}
	if problems := f.Check(nil); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestRedFlagsAreChanged(t *testing.T) {
	t.Parallel()
	flag := readiness.SaveRedFlag{Code: "late", Title: "No interview within %d hours", Rule: "interview_late_hours", Threshold: 48, Why: "It matters.", Confirmed: "yes"}
	with := func(change func(*readiness.SaveRedFlag)) readiness.SaveRedFlag {
		c := flag
		change(&c)
		return c
	}
	for _, c := range []struct {
		do   readiness.PackChange
		want string // a refusal's field and a part of it, or the flags afterwards
	}{
		{flag, "late 48"},
		{with(func(c *readiness.SaveRedFlag) { c.Code = "" }), "late 72, no_interview_within_d_hours 48"},
		{with(func(c *readiness.SaveRedFlag) { c.Code, c.Title = "", "Late %d" }), "late 72, late_d 48"},
		{with(func(c *readiness.SaveRedFlag) { c.Code = "gone" }), ": no such red flag"},
		{with(func(c *readiness.SaveRedFlag) { c.Threshold = 0 }), "threshold: must be between 1 and 720"},
		{with(func(c *readiness.SaveRedFlag) { c.Title = "No interview in time" }), "name: must show the threshold"},
		{with(func(c *readiness.SaveRedFlag) { c.Rule = "no_adviser" }), "threshold: compares with no threshold"},
		{with(func(c *readiness.SaveRedFlag) { c.Rule = "unheard_of" }), "rule: Write one of"},
		{readiness.RemoveRedFlag{Code: "late"}, ""},
		{readiness.RemoveRedFlag{Code: "gone"}, ": no such red flag"},
	} {
		after, err := c.do.Change(draftOf(smallPack()))
		if refusal := readiness.AsRefusal(err); refusal != nil {
			field, words, _ := strings.Cut(c.want, ": ")
			if fieldOf(refusal) != field || !strings.Contains(refusal.Message, words) {
				t.Errorf("%+v is refused at %q with %q, want %s", c.do, fieldOf(refusal), refusal.Message, c.want)
			}
			continue
		}
		var flags []string
		for _, f := range after.Pack.Flags {
			flags = append(flags, fmt.Sprintf("%s %d", f.Code, f.Threshold))
		}
		if got := strings.Join(flags, ", "); err != nil || got != c.want {
			t.Errorf("%+v gives %s %v, want %s", c.do, got, err, c.want)
		}
	}
}

func TestStepsAreChanged(t *testing.T) {
	t.Parallel()
	step := smallRunUp().Steps[1].Saves()
	with := func(change func(*readiness.SaveRunUpStep)) readiness.SaveRunUpStep {
		c := step
		change(&c)
		return c
	}
	for _, c := range []struct {
		do   readiness.PackChange
		want string
	}{
		{step, "scope visit-60, log end+0"},
		{with(func(c *readiness.SaveRunUpStep) {
			c.Code, c.Anchor, c.Days, c.When, c.Title = "", "visit", 61, "before", "Begin!"
		}), "begin visit-61, scope visit-60, log end+0"},
		{with(func(c *readiness.SaveRunUpStep) { c.Anchor, c.Days = "letter", 5 }), "scope visit-60, log letter+5"},
		{with(func(c *readiness.SaveRunUpStep) { c.Code = "gone" }), ": no such step"},
		{with(func(c *readiness.SaveRunUpStep) { c.Days, c.When = 1, "before" }), "days: must be between 0 and 250"},
		{with(func(c *readiness.SaveRunUpStep) { c.Anchor = "call" }), "anchor: a monitoring visit begins with none"},
		{with(func(c *readiness.SaveRunUpStep) { c.Slot = "focus_lead" }), "slot: is somebody else in each focus area"},
		{with(func(c *readiness.SaveRunUpStep) { c.Slot = "lad" }), "slot: not among the run-up’s slots"},
		{readiness.RemoveRunUpStep{Code: "log"}, "scope visit-60"},
		{readiness.RemoveRunUpStep{Code: "gone"}, ": no such step"},
	} {
		after, err := c.do.Change(draftOf(smallRunUp()))
		if refusal := readiness.AsRefusal(err); refusal != nil {
			field, words, _ := strings.Cut(c.want, ": ")
			if fieldOf(refusal) != field || !strings.Contains(refusal.Message, words) {
				t.Errorf("%+v is refused at %q with %q, want %s", c.do, fieldOf(refusal), refusal.Message, c.want)
			}
			continue
		}
		var steps []string
		for _, s := range after.RunUp.Steps {
			steps = append(steps, fmt.Sprintf("%s %s%+d", s.Code, s.Anchor, s.Offset))
		}
		if got := strings.Join(steps, ", "); err != nil || got != c.want {
			t.Errorf("%+v gives %s %v, want %s", c.do, got, err, c.want)
		}
	}
	for _, s := range smallRunUp().Steps { // saved as it stands, it stands as it was
		after, err := s.Saves().Change(draftOf(smallRunUp()))
		if err != nil || !slices.Equal(after.RunUp.Steps, smallRunUp().Steps) {
			t.Errorf("%v %+v", err, after.RunUp.Steps)
		}
	}
}

// TestNamesOfDrafts: what stands above the lines and steps, and that no change is taken for the other kind or for a file that was not understood.
func TestNamesOfDrafts(t *testing.T) {
	t.Parallel()
	namePack := readiness.NamePack{Code: "own-2027", Title: "Own", Focus: "own", Cohort: readiness.OtherCohort, From: calendar.On(2027, 9, 1), Source: "Cabinet"}
	nameRunUp := readiness.NameRunUp{Code: "own-2027", Title: "Own", Kind: "focused", From: calendar.On(2027, 9, 1), Days: 3, Letter: 30, Source: "Cabinet"}
	if f, err := namePack.Change(draftOf(smallPack())); err != nil || f.Pack.Code != "own-2027" || f.Pack.Focus != "own" || f.Pack.Cohort != readiness.OtherCohort || f.Pack.Source != "Cabinet" {
		t.Errorf("%v %+v", err, f.Pack)
	}
	if f, err := nameRunUp.Change(draftOf(smallRunUp())); err != nil || f.RunUp.Kind != "focused" || f.RunUp.Days != 3 || f.RunUp.Letter != 30 {
		t.Errorf("%v %+v", err, f.RunUp)
	}
	onPacks := []readiness.PackChange{
		namePack,
		readiness.SavePackLines{Part: "evidence", Lines: "a"},
		readiness.SaveAuditSection{Title: "a", Lines: "a"},
		readiness.RemoveAuditSection{Code: "voice"},
		readiness.SaveRedFlag{Title: "a", Rule: "no_adviser"},
		readiness.RemoveRedFlag{Code: "late"},
	}
	onRunUps := []readiness.PackChange{nameRunUp, smallRunUp().Steps[0].Saves(), readiness.RemoveRunUpStep{Code: "log"}}
	unread := draftOf(smallPack())
	unread.Unread = []readiness.FrameworkFault{{At: "from", Message: "No date."}}
	for _, c := range onPacks {
		if _, err := c.Change(draftOf(smallRunUp())); !readiness.Conflict.Is(err) {
			t.Errorf("%s of a run-up: %v", c.Name(), err)
		}
		if _, err := c.Change(unread); !readiness.Conflict.Is(err) {
			t.Errorf("%s of what was not understood: %v", c.Name(), err)
		}
	}
	for _, c := range onRunUps {
		if _, err := c.Change(draftOf(smallPack())); !readiness.Conflict.Is(err) {
			t.Errorf("%s of a focus area: %v", c.Name(), err)
		}
	}
	for field, c := range map[string]readiness.NamePack{
		"code": {Code: "Own", Focus: "own", From: namePack.From}, "focus": {Code: "own", Focus: "Own", From: namePack.From}, "from": {Code: "own", Focus: "own", From: calendar.On(1927, 1, 1)},
	} {
		if _, err := c.Change(draftOf(smallPack())); fieldOf(readiness.AsRefusal(err)) != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestChangesLeaveTheDraftBefore: whoever decides on a copy must not change the one that others see.
func TestChangesLeaveTheDraftBefore(t *testing.T) {
	t.Parallel()
	pack, runUp := smallPack(), smallRunUp()
	for _, c := range []readiness.PackChange{
		readiness.SavePackLines{Part: "enquiries", Lines: "New?"},
		readiness.SaveAuditSection{Code: "voice", Title: "Other", Lines: "New?"},
		readiness.RemoveAuditSection{Code: "voice"},
		readiness.SaveRedFlag{Code: "late", Title: "Late %d", Rule: "interview_late_hours", Threshold: 1},
		readiness.RemoveRedFlag{Code: "late"},
		readiness.SaveRunUpStep{Code: "scope", Title: "Other", Anchor: "visit", Slot: "lead", When: "after"},
		readiness.RemoveRunUpStep{Code: "scope"},
	} {
		var err error
		if strings.Contains(c.Name(), "run-up") {
			_, err = c.Change(readiness.PackFile{RunUp: &runUp})
		} else {
			_, err = c.Change(readiness.PackFile{Pack: &pack})
		}
		if err != nil || fmt.Sprintf("%+v %+v", pack, runUp) != fmt.Sprintf("%+v %+v", smallPack(), smallRunUp()) {
			t.Fatalf("%s: %v", c.Name(), err)
		}
	}
}

// TestCopiesOfPacks: what a copy keeps, and what cannot begin one.
func TestCopiesOfPacks(t *testing.T) {
	t.Parallel()
	from := calendar.On(2027, 9, 1)
	f := readiness.ClonePack{Code: "own-2027", Name: "Own", Focus: "own", From: from}.Of(smallPack())
	if f.Pack.Code != "own-2027" || f.Pack.Focus != "own" || f.Pack.From != from || !f.Pack.Own || f.Pack.Source != "Copied from small-2027." || len(f.Pack.Flags) != 1 {
		t.Errorf("%+v", f.Pack)
	}
	r := readiness.CloneRunUp{Code: "own-run-up", Name: "Own", From: from}.Of(smallRunUp())
	if r.RunUp.Code != "own-run-up" || r.RunUp.Kind != "monitoring" || !r.RunUp.Own || len(r.RunUp.Steps) != 2 {
		t.Errorf("%+v", r.RunUp)
	}
	for field, c := range map[string]readiness.ClonePack{
		"code": {Code: "small-2027", Focus: "own", From: from}, "focus": {Code: "own", Focus: "my own", From: from}, "from": {Code: "own", Focus: "own", From: calendar.On(3027, 1, 1)},
	} {
		if err := c.Check([]string{"small-2027"}); fieldOf(readiness.AsRefusal(err)) != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := (readiness.CloneRunUp{Code: "new", From: from}).Check(nil); readiness.AsRefusal(err) == nil {
		t.Error("a page of the library is taken for a code")
	}
}

// TestTheNewestInForce: by the first day; the council's own before ours of the same day, and the one that came last of two of the council's own.
func TestTheNewestInForce(t *testing.T) {
	t.Parallel()
	day := calendar.On(2027, 4, 1)
	at := time.Date(2027, 1, 1, 9, 0, 0, 0, time.UTC)
	versions := []readiness.PackVersion{
		{Code: "b-own", Focus: "b", Name: "Boys", From: day, Own: true, At: at},
		{Code: "b-ours", Focus: "b", Name: "Boys", From: day, At: at.AddDate(1, 0, 0)},
		{Code: "b-again", Focus: "b", Name: "Boys", From: day, Own: true, At: at.AddDate(0, 1, 0)},
		{Code: "b-old", Focus: "b", Name: "A name before", From: day.AddDays(-400)},
		{Code: "b-later", Focus: "b", Name: "Boys", From: day.AddDays(30)},
		{Code: "a", Focus: "a", Name: "Adopted", From: day},
	}
	readiness.OrderPacks(versions)
	var order []string
	for _, v := range versions {
		order = append(order, v.Code)
	}
	if got := strings.Join(order, " "); got != "a b-later b-again b-own b-ours b-old" {
		t.Error(got)
	}
	for day, want := range map[calendar.Date]string{day: "a b-again", day.AddDays(-1): "b-old", day.AddDays(30): "a b-later", day.AddDays(-401): ""} {
		if got := strings.Join(readiness.PackInForce(versions, day), " "); got != want {
			t.Errorf("on %s %s, want %s", day.Long(), got, want)
		}
	}
	runUps := []readiness.RunUpVersion{{Code: "s", Kind: "standard", From: day}, {Code: "m", Kind: "monitoring", From: day}, {Code: "m-own", Kind: "monitoring", From: day, Own: true}}
	readiness.OrderRunUps(runUps)
	if runUps[0].Code != "m-own" || runUps[2].Code != "s" || readiness.RunUpInForce(runUps, "monitoring", day) != "m-own" || readiness.RunUpInForce(runUps, "short", day) != "" {
		t.Errorf("%v", runUps)
	}
}

// TestAnyLinesKeepTheirCodesOnce: whatever is typed, every code is there once, and what was there and was left alone keeps its own.
func TestAnyLinesKeepTheirCodesOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{"SME1 Do we know?", "SME2 Other", "Do we know?", "New?", "SME3 Not there", "", "SME7"}), 1, 6).Draw(t, "rows")
		f, err := readiness.SavePackLines{Part: "enquiries", Lines: strings.Join(rows, "\n")}.Change(draftOf(smallPack()))
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, l := range f.Pack.Enquiries {
			if seen[l.Code] || l.Text == "" {
				t.Fatalf("%v", f.Pack.Enquiries)
			}
			if l.Text == "Do we know?" && l.Code != "SME1" {
				t.Fatalf("%v", f.Pack.Enquiries)
			}
			seen[l.Code] = true
		}
	})
}
