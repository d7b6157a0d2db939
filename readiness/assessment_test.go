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

var (
	councillor = actor("councillor", readiness.Holding{Role: readiness.LeadMember})
	signers    = map[string]readiness.Actor{"HELP": head, "LEAD": other, "assistant_director": ad, "dcs": dcs, "lead_member": councillor}
)

// planned is a cycle planned on 2 March 2026 that starts a week later: two judgement areas, three criteria.
func planned(t testing.TB) readiness.Assessment {
	t.Helper()
	rules, starts := readiness.DefaultAssessmentRules(), calendar.DateOf(start).AddDays(7)
	criterion := func(code string) readiness.CriterionState {
		return readiness.CriterionState{Code: code, AppraisalID: "appraisal-" + code, Status: readiness.AppraisalWriting}
	}
	x, _, err := readiness.OpenAssessment(readiness.PlannedAssessment{
		ID: "cycle", Kind: readiness.AnnualCycle, Name: "2026", Framework: "ilacs-2026", Scale: grades, LeadID: "lead", By: "lead",
		Dates: rules.Dates(readiness.AnnualCycle, starts, calendar.England()),
		Sections: []readiness.Section{
			{Code: "HELP", LeadID: "head", AreaID: "north", Criteria: []readiness.CriterionState{criterion("HP01"), criterion("HP02")}},
			{Code: "LEAD", LeadID: "other-head", AreaID: "south", Criteria: []readiness.CriterionState{criterion("LM01")}},
		},
		Signers: readiness.Signers{AssistantID: "ad", DirectorID: "dcs", MemberID: "councillor"},
		Terms:   readiness.AssessmentTerms(rules, readiness.DefaultLadder(), calendar.England(), starts),
	}, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// said is a criterion as it says how it stands.
func said(code string, seq int, s readiness.AppraisalStatus) readiness.CriterionState {
	c := readiness.CriterionState{Code: code, AppraisalID: "appraisal-" + code, Seq: seq, Status: s}
	if s != readiness.AppraisalWriting {
		c.Version, c.SHA256 = 1, hashOf(1)
	}
	if s == readiness.AppraisalAgreed {
		c.Agreed = "good"
	}
	return c
}

func hears(t testing.TB, x readiness.Assessment, c readiness.CriterionState, now time.Time) readiness.Assessment {
	t.Helper()
	next, _, err := x.Hear(c, now)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func lapses(t testing.TB, x readiness.Assessment) readiness.Assessment {
	t.Helper()
	at, _ := x.Deadline()
	next, _, err := x.Lapse(at)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func signs(x readiness.Assessment, part string) readiness.SignAssessment {
	return readiness.SignAssessment{Part: part, SHA256: x.Binds(part)}
}

// assessmentIn is a cycle brought to a status by the shortest way.
func assessmentIn(t testing.TB, s readiness.AssessmentStatus) (readiness.Assessment, time.Time) {
	t.Helper()
	x, now := planned(t), start.AddDate(0, 0, 21)
	switch s {
	case readiness.AssessmentPlanned:
		now = start.AddDate(0, 0, 1)
	case readiness.AssessmentCancelled:
		x = asks(t, x, lead, readiness.CancelAssessment{Reason: "The framework changes."}, now)
	default:
		x = lapses(t, x)
	}
	at := map[readiness.AssessmentStatus]readiness.AppraisalStatus{
		readiness.AssessmentChallenge: readiness.AppraisalChallenge, readiness.AssessmentModeration: readiness.AppraisalModeration,
		readiness.AssessmentSigning: readiness.AppraisalAgreed, readiness.AssessmentPublished: readiness.AppraisalAgreed, readiness.AssessmentSuperseded: readiness.AppraisalAgreed,
	}[s]
	if at != "" {
		for _, code := range []string{"HP01", "HP02", "LM01"} {
			x = hears(t, x, said(code, 3, at), now)
		}
	}
	if s == readiness.AssessmentPublished || s == readiness.AssessmentSuperseded {
		x = signedByAll(t, x, now)
	}
	if s == readiness.AssessmentSuperseded {
		next, _, err := x.Follow(readiness.AssessmentFollowup{Later: "cycle-2"}, now)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	if x.Status != s {
		t.Fatalf("got %s, want %s", x.Status, s)
	}
	return x, now.Add(24 * time.Hour)
}

// signedByAll grades every judgement area and signs every part that is open.
func signedByAll(t testing.TB, x readiness.Assessment, now time.Time) readiness.Assessment {
	t.Helper()
	for _, s := range x.Sections {
		x = asks(t, x, signers[s.Code], readiness.GradeSection{Section: s.Code, Grade: "good", Why: "All agreed."}, now)
	}
	for open := x.Unsigned(); len(open) > 0; open = x.Unsigned() {
		x = asks(t, x, signers[open[0]], signs(x, open[0]), now)
	}
	return x
}

func TestAssessmentRefusals(t *testing.T) {
	t.Parallel()
	in := func(s readiness.AssessmentStatus) readiness.Assessment { x, _ := assessmentIn(t, s); return x }
	waiting, drafting, signing := in(readiness.AssessmentPlanned), in(readiness.AssessmentDrafting), in(readiness.AssessmentSigning)
	published, ended := in(readiness.AssessmentPublished), in(readiness.AssessmentSuperseded)
	now := start.AddDate(0, 0, 30)
	help := asks(t, signing, head, readiness.GradeSection{Section: "HELP", Grade: "good", Why: "All agreed."}, now)
	helped := asks(t, help, head, signs(help, "HELP"), now)
	changed := hears(t, help, readiness.CriterionState{Code: "HP02", AppraisalID: "appraisal-HP02", Seq: 9, Status: readiness.AppraisalAgreed, Version: 2, SHA256: hashOf(2), Agreed: "good"}, now)
	met := asks(t, published, lead, readiness.MarkAssessment{Step: "met", On: calendar.DateOf(now)}, now.AddDate(0, 0, 9))
	lettered := asks(t, met, lead, readiness.MarkAssessment{Step: "letter", On: calendar.DateOf(now).AddDays(2)}, now.AddDate(0, 0, 9))
	replan := func(change func(*readiness.CycleDates)) readiness.ReplanAssessment {
		d := drafting.CycleDates
		change(&d)
		return readiness.ReplanAssessment{CycleDates: d, Reason: "Half term."}
	}
	mark := func(step string, days int) readiness.MarkAssessment {
		return readiness.MarkAssessment{Step: step, On: calendar.DateOf(now).AddDays(days)}
	}
	saturday := calendar.On(2026, 6, 6)
	for name, c := range map[string]struct {
		x    readiness.Assessment
		by   readiness.Actor
		c    readiness.AssessmentCommand
		says string
	}{
		"an area head does not plan it again":      {drafting, head, replan(func(d *readiness.CycleDates) { d.SignBy = d.SignBy.AddDays(7) }), "Only whoever runs"},
		"the same days":                            {drafting, lead, replan(func(*readiness.CycleDates) {}), "the days that it has already"},
		"signatures before grades":                 {drafting, lead, replan(func(d *readiness.CycleDates) { d.SignBy = d.DraftBy }), "must be after the day for the agreed grades"},
		"drafts before the start":                  {drafting, lead, replan(func(d *readiness.CycleDates) { d.DraftBy = d.Starts }), "must be after the day for the start"},
		"a Saturday":                               {drafting, lead, replan(func(d *readiness.CycleDates) { d.SignBy = saturday }), "Saturday 6 June 2026 is not a working day"},
		"a start in the past":                      {waiting, lead, replan(func(d *readiness.CycleDates) { d.Starts = calendar.On(2026, 3, 1) }), "today or later"},
		"what is published is not planned again":   {published, lead, replan(func(d *readiness.CycleDates) { d.SignBy = d.SignBy.AddDays(7) }), "cannot be planned again now"},
		"nothing to grade yet":                     {waiting, head, readiness.GradeSection{Section: "HELP", Grade: "good"}, "cannot be graded now"},
		"what is published is not graded":          {published, head, readiness.GradeSection{Section: "HELP", Grade: "good"}, "cannot be graded now"},
		"a judgement area that there is not":       {signing, lead, readiness.GradeSection{Section: "CARE", Grade: "good"}, "no such judgement area"},
		"another area's lead":                      {signing, other, readiness.GradeSection{Section: "HELP", Grade: "good"}, "Only the lead of this judgement area"},
		"a section's grade of another scale":       {signing, head, readiness.GradeSection{Section: "HELP", Grade: "fair"}, "Choose a grade of the scale"},
		"a part that there is not":                 {signing, lead, readiness.SignAssessment{Part: "CARE"}, "nothing of this name"},
		"nothing to sign yet":                      {drafting, head, signs(drafting, "HELP"), "cannot be signed now"},
		"somebody else's area":                     {help, other, signs(help, "HELP"), "somebody else's"},
		"who runs it does not sign":                {help, lead, signs(help, "HELP"), "somebody else's"},
		"an area without a grade":                  {signing, head, signs(signing, "HELP"), "Grade the judgement area first"},
		"the director before the areas":            {helped, dcs, signs(helped, "dcs"), "not your turn yet"},
		"signed already":                           {helped, head, signs(helped, "HELP"), "signed already"},
		"what changed a second ago":                {changed, head, signs(help, "HELP"), "has changed since you opened the page"},
		"an elected member is not the lead member": {helped, member, signs(helped, "lead_member"), "somebody else's"},
		"not published yet":                        {signing, lead, mark("shared", 0), "once the self-assessment is published"},
		"an area head marks nothing":               {published, head, mark("shared", 0), "Only whoever runs"},
		"a step that there is not":                 {published, lead, mark("phoned", 0), "Choose what happened"},
		"a day to come":                            {published, lead, mark("shared", 1), "today or in the past"},
		"before it was published":                  {published, lead, mark("shared", -20), "before the self-assessment was published"},
		"a letter before any meeting":              {published, lead, mark("letter", 0), "Enter first when the annual engagement meeting"},
		"a letter before the meeting":              {met, lead, mark("letter", -1), "cannot have come before the meeting"},
		"a meeting after its letter":               {lettered, lead, mark("met", 3), "cannot have been held after the letter"},
		"an area head does not call it off":        {drafting, head, readiness.CancelAssessment{Reason: "x"}, "Only whoever runs"},
		"what is published is not called off":      {published, lead, readiness.CancelAssessment{Reason: "x"}, "cannot be called off now"},
		"it has ended":                             {ended, lead, mark("shared", 0), "has ended"},
		"nobody signs for somebody else":           {signing, dcs, readiness.DecideAssessmentEscalation{Decision: "decide_myself"}, "Nobody can sign for somebody else"},
		"nor gives it":                             {signing, dcs, readiness.DecideAssessmentEscalation{Decision: "give", OwnerID: "x"}, "Nobody can sign for somebody else"},
		"nothing has climbed":                      {signing, dcs, readiness.DecideAssessmentEscalation{Decision: "pass_up", Note: "x"}, "Nothing waits for a decision"},
		"an area head decides no signature":        {signing, head, readiness.DecideAssessmentEscalation{Decision: "pass_up", Note: "x"}, "does not allow"},
	} {
		before, at := fmt.Sprintf("%+v", c.x), now
		if c.x.Status == readiness.AssessmentPublished && !c.x.MetOn.IsZero() {
			at = now.AddDate(0, 0, 9)
		}
		to, ev, err := c.x.Do(c.c, readiness.Asked{By: c.by}, at)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
		if fmt.Sprintf("%+v", to) != before || fmt.Sprintf("%+v", c.x) != before || ev.Seq != 0 {
			t.Errorf("%s: it was refused and changed something", name)
		}
	}
}

// TestSigningGoesUpTheChain: each signature asks the next, the last publishes, and a lead whose turn has not changed is not asked twice.
func TestSigningGoesUpTheChain(t *testing.T) {
	t.Parallel()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	for _, s := range x.Sections {
		x = asks(t, x, signers[s.Code], readiness.GradeSection{Section: s.Code, Grade: "good", Why: "All agreed."}, now)
	}
	for _, c := range []struct{ part, owner, tells string }{
		{"LEAD", "head", ""},
		{"HELP", "ad", "ad"},
		{"assistant_director", "dcs", "dcs"},
		{"dcs", "councillor", "councillor"},
		{"lead_member", "lead", "head other-head improvement programme lead director of children's services"},
	} {
		round := x.Run.Round
		next, ev, err := x.Do(signs(x, c.part), readiness.Asked{By: signers[c.part]}, now)
		if err != nil || next.OwnerID != c.owner || everybodyTold(ev) != c.tells {
			t.Fatalf("%s signs: it is %q's, told %q (%v)", c.part, next.OwnerID, everybodyTold(ev), err)
		}
		if asked := next.Run.Round != round; asked != (c.tells != "" && c.part != "lead_member") {
			t.Errorf("%s signs: the date began again: %v", c.part, asked)
		}
		x = next
	}
	if x.Status != readiness.AssessmentPublished || x.PublishedOn != calendar.DateOf(now) {
		t.Errorf("it is %s of %s", x.Status, x.PublishedOn)
	}
	deputy := actor("stand-in", readiness.Holding{Role: readiness.Director, ForID: "dcs"})
	if signing, _ := assessmentIn(t, readiness.AssessmentSigning); len(signing.MaySign(deputy)) > 0 || !slices.Equal(signing.MaySign(head), []string{"HELP"}) {
		t.Errorf("may sign now: %q and %q", signing.MaySign(deputy), signing.MaySign(head))
	}
}

// TestChangedSinceSigned: whoever signed what a changed text binds signs again; the others' signatures stay.
func TestChangedSinceSigned(t *testing.T) {
	t.Parallel()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	for _, part := range []string{"HELP", "LEAD"} {
		x = asks(t, x, signers[part], readiness.GradeSection{Section: part, Grade: "good", Why: "All agreed."}, now)
	}
	for _, part := range []string{"HELP", "LEAD", "assistant_director"} {
		x = asks(t, x, signers[part], signs(x, part), now)
	}
	text := said("LM01", 7, readiness.AppraisalAgreed)
	text.Version, text.SHA256 = 2, hashOf(2)
	after, ev, err := x.Hear(text, now)
	if err != nil || ev.Kind != "changed since signed" || everybodyTold(ev) != "other-head ad other-head" || after.OwnerID != "other-head" {
		t.Fatalf("%+v, %v", ev, err)
	}
	if !after.Signed("HELP") || after.Signed("LEAD") || after.Signed("assistant_director") || !slices.Equal(after.Unsigned(), []string{"LEAD"}) {
		t.Errorf("to sign: %q", after.Unsigned())
	}
	back, ev, err := x.Hear(said("LM01", 7, readiness.AppraisalWriting), now)
	if err != nil || back.Status != readiness.AssessmentDrafting || back.OwnerID != "lead" || everybodyTold(ev) != "other-head ad lead" {
		t.Errorf("a criterion went back: %+v, of %q, %v", ev, back.OwnerID, err)
	}
	if _, waits := back.Deadline(); waits {
		t.Error("nobody signs, and the ladder goes on")
	}
	graded, ev, err := x.Do(readiness.GradeSection{Section: "HELP", Grade: "outstanding", Why: "Better."}, readiness.Asked{By: head}, now)
	if err != nil || graded.Signed("HELP") || !graded.Signed("LEAD") || !strings.HasPrefix(everybodyTold(ev), "head ad head") {
		t.Errorf("another grade: %+v, %v", ev, err)
	}
}

// TestHearsOnlyWhatIsNew: a word that comes late, twice, before the cycle began, after it was published, or of another cycle, changes nothing.
func TestHearsOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	drafting, now := assessmentIn(t, readiness.AssessmentDrafting)
	heard := hears(t, drafting, said("HP01", 5, readiness.AppraisalAgreed), now)
	waiting, _ := assessmentIn(t, readiness.AssessmentPlanned)
	published, _ := assessmentIn(t, readiness.AssessmentPublished)
	for name, c := range map[string]struct {
		x readiness.Assessment
		c readiness.CriterionState
	}{
		"twice":            {heard, said("HP01", 5, readiness.AppraisalAgreed)},
		"late":             {heard, said("HP01", 4, readiness.AppraisalWriting)},
		"of another cycle": {heard, said("CC01", 9, readiness.AppraisalWriting)},
		"before it began":  {waiting, said("HP01", 5, readiness.AppraisalAgreed)},
		"after the end":    {published, said("HP01", 99, readiness.AppraisalWriting)},
	} {
		before := fmt.Sprintf("%+v", c.x)
		if to, _, err := c.x.Hear(c.c, now); !readiness.Conflict.Is(err) || fmt.Sprintf("%+v", to) != before {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c := heard.Section("HELP").Criteria[0]; c.Agreed != "good" || drafting.Section("HELP").Criteria[0].Agreed != "" {
		t.Errorf("heard %+v, and before that %+v", c, drafting.Section("HELP").Criteria[0])
	}
}

// TestPublishedGrowsOld: three months later somebody hears of it, and a month after the meeting of the letter that has not come; each once.
func TestPublishedGrowsOld(t *testing.T) {
	t.Parallel()
	x, now := assessmentIn(t, readiness.AssessmentPublished)
	x = asks(t, x, lead, readiness.MarkAssessment{Step: "met", On: x.PublishedOn}, now)
	var got []string
	for at, waits := x.Deadline(); waits; at, waits = x.Deadline() {
		next, ev, err := x.Lapse(at)
		if err != nil || len(ev.Tell) != 1 || ev.Tell[0].Key == "" {
			t.Fatalf("%+v, %v", ev, err)
		}
		got, x = append(got, calendar.DateOf(at).String()+" "+strings.Fields(ev.Note)[0]), next
	}
	if want := []string{"2026-04-22 Ofsted's", "2026-06-23 The"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSomebodyLeavesACycle: their parts go to whoever takes over, once; while nobody does, whoever runs the programme hears of it.
func TestSomebodyLeavesACycle(t *testing.T) {
	t.Parallel()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	for _, c := range []struct{ from, to, tells string }{{"dcs", "interim", "interim"}, {"head", "", "improvement programme lead"}} {
		f := readiness.AssessmentFollowup{People: &readiness.TakenOver{FromID: c.from, ToID: c.to}}
		next, ev, err := x.Follow(f, now)
		if err != nil || slices.Contains(next.Everybody(), c.from) || everybodyTold(ev) != c.tells {
			t.Errorf("%s left: %+v, %v", c.from, ev, err)
		}
		if !slices.Contains(x.Everybody(), c.from) {
			t.Error("it changed the value that it was asked of")
		}
		if _, _, err := next.Follow(f, now); !readiness.Conflict.Is(err) {
			t.Errorf("said twice: %v", err)
		}
	}
}

// TestContentsChangeWithWhatIsSigned: a part's contents change exactly when a version, a hash, a grade or a reason in it does.
func TestContentsChangeWithWhatIsSigned(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		x, _ := assessmentIn(t, readiness.AssessmentSigning)
		y, _ := assessmentIn(t, readiness.AssessmentSigning)
		at := rapid.IntRange(0, 1).Draw(rt, "section")
		s := &y.Sections[at]
		c := &s.Criteria[rapid.IntRange(0, len(s.Criteria)-1).Draw(rt, "criterion")]
		text := rapid.StringMatching(`[a-z]{1,12}`).Draw(rt, "text")
		binds := true
		switch rapid.IntRange(0, 9).Draw(rt, "what") {
		case 0:
			c.Version += rapid.IntRange(1, 9).Draw(rt, "versions")
		case 1:
			c.SHA256 = readiness.SHA256([]byte(text))
		case 2:
			c.Agreed = rapid.SampledFrom([]string{"", "outstanding", "inadequate"}).Draw(rt, "grade")
		case 3:
			s.Grade = text
		case 4:
			s.Why = text
		case 5:
			c.Seq, binds = c.Seq+1, false
		case 6:
			s.LeadID, binds = text, false
		case 7:
			y.Signers.DirectorID, binds = text, false
		case 8:
			y.SignBy, binds = y.SignBy.AddDays(1), false
		default:
			y.Signatures, binds = []readiness.Signature{{Part: "dcs", By: text}}, false
		}
		for i, part := range append([]string{""}, x.Parts()...) {
			within := part == "" || i > 2 || part == s.Code
			if changed := x.Contents(part) != y.Contents(part); changed != (binds && within) {
				rt.Errorf("part %q changed: %v\n%s", part, changed, y.Contents(part))
			}
			if (x.Binds(part) == y.Binds(part)) != (x.Contents(part) == y.Contents(part)) {
				rt.Errorf("the hash of %q says something else than its contents", part)
			}
		}
	})
}

// TestPublishedIsSignedAsItStands: whatever happens on the way, a cycle is published only with every part signed as it then stands, and stays so.
func TestPublishedIsSignedAsItStands(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		x, now := assessmentIn(t, readiness.AssessmentSigning)
		seq := 10
		for range rapid.IntRange(0, 60).Draw(rt, "steps") {
			now, seq = now.Add(time.Hour), seq+1
			if next, err := anyMove(rt, x, seq, now); err == nil {
				x = next
			}
			asSigned(rt, x)
		}
		if x.Status != readiness.AssessmentPublished {
			for i, code := range []string{"HP01", "HP02", "LM01"} {
				x = hears(t, x, said(code, seq+i+1, readiness.AppraisalAgreed), now)
			}
			x = signedByAll(t, x, now)
		}
		contents := x.Contents("")
		for range 20 {
			seq++
			if next, err := anyMove(rt, x, seq, now); err == nil {
				x = next
			}
		}
		if asSigned(rt, x); x.Status != readiness.AssessmentPublished || x.Contents("") != contents {
			rt.Fatalf("it is %s, and was published as\n%s", x.Status, contents)
		}
	})
}

// asSigned wants every part of a published cycle signed as it stands.
func asSigned(rt *rapid.T, x readiness.Assessment) {
	for _, part := range x.Parts() {
		if x.Status == readiness.AssessmentPublished && !x.Signed(part) {
			rt.Fatalf("published, and %s is not signed as it stands", part)
		}
	}
}

// anyMove draws something that somebody asks of a cycle that is signed, or that happens to it.
func anyMove(rt *rapid.T, x readiness.Assessment, seq int, now time.Time) (readiness.Assessment, error) {
	part := rapid.SampledFrom(append(x.Parts(), x.Unsigned()...)).Draw(rt, "part")
	code := rapid.SampledFrom([]string{"HP01", "HP02", "LM01"}).Draw(rt, "code")
	next, err := x, error(nil)
	switch rapid.IntRange(0, 14).Draw(rt, "what") {
	case 0:
		c := said(code, seq, readiness.AppraisalAgreed)
		c.Version, c.SHA256 = seq, hashOf(seq)
		next, _, err = x.Hear(c, now)
	case 1:
		next, _, err = x.Hear(said(code, seq, rapid.SampledFrom(readiness.AppraisalStatuses[:5]).Draw(rt, "status")), now)
	case 2, 3, 4:
		section := rapid.SampledFrom([]string{"HELP", "LEAD"}).Draw(rt, "of")
		next, _, err = x.Do(readiness.GradeSection{Section: section, Grade: rapid.SampledFrom(grades).Draw(rt, "grade"), Why: "Agreed."}, readiness.Asked{By: signers[section]}, now)
	case 5:
		next, _, err = x.Do(readiness.SignAssessment{Part: part, SHA256: hashOf(seq)}, readiness.Asked{By: signers[part]}, now)
	case 6:
		if at, waits := x.Deadline(); waits {
			next, _, err = x.Lapse(at)
		}
	default:
		next, _, err = x.Do(signs(x, part), readiness.Asked{By: signers[part]}, now)
	}
	return next, err
}

// TestRefreshTakesTheMeetingOfWhatItRefreshes: a refresh may be published between the annual engagement meeting and its letter, and ends what it refreshes.
func TestRefreshTakesTheMeetingOfWhatItRefreshes(t *testing.T) {
	t.Parallel()
	x, _ := assessmentIn(t, readiness.AssessmentPublished)
	now, before := start.AddDate(0, 0, 30), x.PublishedOn.AddDays(-20)
	lead := readiness.Actor{PersonID: "lead", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}}}
	try := func(x readiness.Assessment, step string, on calendar.Date) (readiness.Assessment, error) {
		next, _, err := x.Do(readiness.MarkAssessment{Step: step, On: on}, readiness.Asked{By: lead}, now)
		return next, err
	}
	if _, err := try(x, "met", before); err == nil {
		t.Error("an annual self-assessment was discussed before it was published")
	}
	x.Kind = readiness.QuarterlyRefresh
	met, err := try(x, "met", before)
	if err != nil || met.MetOn != before {
		t.Fatalf("%v %v", met.MetOn, err)
	}
	if lettered, err := try(met, "letter", before.AddDays(10)); err != nil || lettered.LetterOn != before.AddDays(10) {
		t.Errorf("%v %v", lettered.LetterOn, err)
	}
	if _, err := try(x, "shared", before); err == nil {
		t.Error("a refresh was shared before it was published")
	}
}
