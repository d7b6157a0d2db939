package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// colleague manages a team of the auditor's area; south heads the child's.
var colleague = actor("colleague", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-1"})

func plannedAudit() readiness.PlannedCaseAudit {
	return readiness.PlannedCaseAudit{
		ID: "a", AreaID: "south", TeamID: "south-1",
		CaseAuditKey: readiness.CaseAuditKey{VisitID: "v", Focus: "care_leavers", Pack: "care-leavers-2026", Sections: []string{"voice", "plan"}, ChildID: "c", Round: 1},
		CaseAuditPeople: readiness.CaseAuditPeople{
			AuditorID: "manager", ModeratorID: "qa", Auditors: []string{"manager", "colleague"}, Moderators: []string{"qa", "quill"}, Line: []string{"other"},
		},
		Terms: readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(start)),
	}
}

func openedAudit(t testing.TB, p readiness.PlannedCaseAudit) readiness.CaseAudit {
	t.Helper()
	x, _, err := readiness.OpenCaseAudit(p, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// marks are an overall grade, and those of the voice and the plan.
func marks(overall, voice, plan string) readiness.SentGrades {
	return readiness.SentGrades{
		Version: 1, SHA256: strings.Repeat("a", 64), AuditGrades: readiness.AuditGrades{Overall: overall, Sections: map[string]string{"voice": voice, "plan": plan}},
	}
}

func submits(g readiness.SentGrades) readiness.SubmitCaseAudit {
	return readiness.SubmitCaseAudit{SentGrades: g}
}

func moderates(g readiness.SentGrades) readiness.ModerateCaseAudit {
	return readiness.ModerateCaseAudit{SentGrades: g}
}

func auditAsked(t testing.TB, x readiness.CaseAudit, by readiness.Actor, c readiness.CaseAuditCommand, now time.Time) readiness.CaseAudit {
	t.Helper()
	next, _, err := x.Do(c, readiness.Asked{By: by}, now)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// auditIn is an audit that has come to a status.
func auditIn(t testing.TB, s readiness.CaseAuditStatus) (readiness.CaseAudit, time.Time) {
	t.Helper()
	x, now := openedAudit(t, plannedAudit()), start.Add(24*time.Hour)
	if s == readiness.CaseAuditWithdrawn {
		x = auditAsked(t, x, lead, readiness.WithdrawCaseAudit{Reason: "moved"}, now)
	}
	if s != readiness.CaseAuditAssigned && s != readiness.CaseAuditWithdrawn {
		x = auditAsked(t, x, manager, submits(marks("good", "good", "good")), now)
	}
	switch s {
	case readiness.CaseAuditThird:
		x = auditAsked(t, x, qa, moderates(marks("good", "good", "inadequate")), now)
	case readiness.CaseAuditFeedback, readiness.CaseAuditDone:
		x = auditAsked(t, x, qa, moderates(marks("good", "good", "requires_improvement")), now)
	}
	if s == readiness.CaseAuditDone {
		x = auditAsked(t, x, manager, readiness.TalkThroughCaseAudit{On: calendar.DateOf(now)}, now)
	}
	if x.Status != s {
		t.Fatalf("got %s, want %s", x.Status, s)
	}
	return x, now.Add(24 * time.Hour)
}

func TestCaseAuditRefusals(t *testing.T) {
	t.Parallel()
	assigned, now := auditIn(t, readiness.CaseAuditAssigned)
	sent, _ := auditIn(t, readiness.CaseAuditModeration)
	third, _ := auditIn(t, readiness.CaseAuditThird)
	talk, _ := auditIn(t, readiness.CaseAuditFeedback)
	done, _ := auditIn(t, readiness.CaseAuditDone)
	ours := plannedAudit() // the auditor's own area head moderates, and a deputy of the child's area head audits
	ours.ModeratorID, ours.AuditorID = "head", "deputy"
	own := openedAudit(t, ours)
	unnamed := plannedAudit()
	unnamed.ModeratorID, unnamed.Moderators = "", nil
	nobody := auditAsked(t, openedAudit(t, unnamed), manager, submits(marks("good", "good", "good")), now)
	deputy := actor("deputy", readiness.Holding{Role: readiness.AreaHead, AreaID: "south", ForID: "other"})
	covers := actor("covers", readiness.Holding{Role: readiness.QualityAssurance, ForID: "qa"}, readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-2", ForID: "manager"})
	headed := auditAsked(t, sent, lead, readiness.AssignCaseAudit{Part: "moderator", PersonID: "head"}, now)
	for name, c := range map[string]struct {
		x    readiness.CaseAudit
		by   readiness.Actor
		c    readiness.CaseAuditCommand
		says string
	}{
		"another's audit":             {assigned, colleague, submits(marks("good", "good", "good")), "Only the auditor"},
		"a deputy of who holds it":    {own, deputy, submits(marks("good", "good", "good")), "You hold this case or are in its line of management"},
		"no overall grade":            {assigned, manager, submits(marks("", "good", "good")), "Choose an overall grade"},
		"a section without a grade":   {assigned, manager, submits(marks("good", "fine", "good")), "Choose a grade for every section"},
		"a section too many":          {assigned, manager, submits(withSection(marks("good", "good", "good"), "visits")), "a section that this audit does not have"},
		"sent twice":                  {sent, manager, submits(marks("good", "good", "good")), "cannot be written now: it is waiting for moderation"},
		"one's own":                   {sent, manager, moderates(marks("good", "good", "good")), "You audited this case"},
		"who stands in for both":      {sent, covers, moderates(marks("good", "good", "good")), "You audited this case or stand in for who did"},
		"not the moderator":           {sent, quill, moderates(marks("good", "good", "good")), "Only the moderator"},
		"nobody is named, and in it":  {nobody, other, moderates(marks("good", "good", "good")), "You hold this case"},
		"the auditor's area head":     {headed, head, moderates(marks("good", "good", "good")), "in the line of management of whoever audited"},
		"the auditor's director":      {nobody, ad, moderates(marks("good", "good", "good")), "in the line of management of whoever audited"},
		"moderated too early":         {assigned, qa, moderates(marks("good", "good", "good")), "cannot be moderated now"},
		"settled by the moderator":    {third, qa, readiness.SettleCaseAudit{SentGrades: marks("good", "good", "good")}, "You audited or moderated"},
		"settled by somebody":         {third, lead, readiness.SettleCaseAudit{SentGrades: marks("good", "good", "good")}, "Only the third reviewer"},
		"settled outside":             {third, quill, readiness.SettleCaseAudit{SentGrades: marks("good", "outstanding", "good")}, "one of the two grades of this section"},
		"settled outside overall":     {third, quill, readiness.SettleCaseAudit{SentGrades: marks("inadequate", "good", "good")}, "one of the two overall grades"},
		"talked by the moderator":     {talk, qa, readiness.TalkThroughCaseAudit{On: calendar.DateOf(now)}, "Only the auditor"},
		"talked tomorrow":             {talk, manager, readiness.TalkThroughCaseAudit{On: calendar.DateOf(now).AddDays(1)}, "must not be later than today"},
		"the auditor changes late":    {sent, lead, readiness.AssignCaseAudit{Part: "auditor", PersonID: "colleague"}, "its auditor does not change now"},
		"the moderator changes late":  {third, lead, readiness.AssignCaseAudit{Part: "moderator", PersonID: "quill"}, "moderated already"},
		"a third reviewer too late":   {talk, lead, readiness.AssignCaseAudit{Part: "third", PersonID: "quill"}, "needs no third reviewer"},
		"named by a manager":          {assigned, manager, readiness.AssignCaseAudit{Part: "auditor", PersonID: "colleague"}, "Your role does not allow this"},
		"no such part":                {assigned, lead, readiness.AssignCaseAudit{Part: "reader", PersonID: "colleague"}, "Choose the part"},
		"has it already":              {assigned, lead, readiness.AssignCaseAudit{Part: "auditor", PersonID: "manager"}, "has that part already"},
		"two parts":                   {assigned, lead, readiness.AssignCaseAudit{Part: "auditor", PersonID: "qa"}, "This person is the moderator"},
		"the line of the case":        {assigned, lead, readiness.AssignCaseAudit{Part: "auditor", PersonID: "other"}, "holds the case or is in its line"},
		"withdrawn when sent":         {sent, lead, readiness.WithdrawCaseAudit{Reason: "moved"}, "cannot be withdrawn now"},
		"a concern from outside":      {assigned, colleague, readiness.RaiseAuditConcern{}, "Only whoever has a part"},
		"a conflict of somebody else": {assigned, colleague, readiness.DeclareConflict{}, "You have no part"},
		"a conflict too late":         {talk, manager, readiness.DeclareConflict{}, "The grades of this audit stand already"},
		"what has ended":              {done, qa, readiness.RaiseAuditConcern{}, "has ended and does not change any more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := c.x.Do(c.c, readiness.Asked{By: c.by}, now)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func withSection(g readiness.SentGrades, code string) readiness.SentGrades {
	g.Sections[code] = "good"
	return g
}

// TestModerationSettlesByHowFarApart tries every pair of readers: the moderator's grades stand unless some grade is more than one away.
func TestModerationSettlesByHowFarApart(t *testing.T) {
	t.Parallel()
	scale := []string{"outstanding", "good", "requires_improvement", "inadequate"}
	rapid.Check(t, func(r *rapid.T) {
		one := func(name string) (g [3]int) {
			for i := range g {
				g[i] = rapid.IntRange(0, 3).Draw(r, name)
			}
			return g
		}
		a, b := one("auditor"), one("moderator")
		x, now := openedAudit(t, plannedAudit()), start.Add(time.Hour)
		x = auditAsked(t, x, manager, submits(marks(scale[a[0]], scale[a[1]], scale[a[2]])), now)
		x = auditAsked(t, x, qa, moderates(marks(scale[b[0]], scale[b[1]], scale[b[2]])), now)
		furthest := 0
		for i := range a {
			furthest = max(furthest, max(a[i]-b[i], b[i]-a[i]))
		}
		switch {
		case furthest > 1 && (x.Status != readiness.CaseAuditThird || x.OwnerID != "quill" || x.Stands != nil):
			r.Fatalf("%d apart: %s, owner %q", furthest, x.Status, x.OwnerID)
		case furthest <= 1 && (x.Status != readiness.CaseAuditFeedback || x.OwnerID != "manager" || x.Stands.Overall != scale[b[0]] || x.Stands.Sections["plan"] != scale[b[2]]):
			r.Fatalf("%d apart: %s, owner %q, %+v", furthest, x.Status, x.OwnerID, x.Stands)
		}
	})
}

func TestMaySeeGradesOfAnAudit(t *testing.T) {
	t.Parallel()
	assigned, _ := auditIn(t, readiness.CaseAuditAssigned)
	sent, _ := auditIn(t, readiness.CaseAuditModeration)
	third, _ := auditIn(t, readiness.CaseAuditThird)
	for name, c := range map[string]struct {
		x    readiness.CaseAudit
		who  readiness.Actor
		want bool
	}{
		"the auditor writes":          {assigned, manager, true},
		"the auditor waits":           {sent, manager, true},
		"the moderator before":        {sent, qa, false},
		"who could moderate":          {sent, quill, false},
		"who could, in the line":      {sent, other, false},
		"who runs it":                 {sent, lead, true},
		"the moderator afterwards":    {third, qa, true},
		"the third reviewer":          {third, quill, true},
		"an auditor who can moderate": {sent, actor("manager", readiness.Holding{Role: readiness.AreaHead, AreaID: "north"}), true},
	} {
		if got := c.x.MaySeeGrades(c.who); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, c := range map[string]struct {
		who  readiness.Actor
		want bool
	}{
		"its auditor": {manager, true}, "its moderator": {qa, true}, "the head of its area": {actor("south", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"}), true},
		"a manager elsewhere": {colleague, false}, "the head of another area": {head, false}, "a councillor": {councillor, false}, "who runs it": {lead, true},
	} {
		if got := sent.MaySeeChild(c.who); got != c.want {
			t.Errorf("%s sees the child: %v", name, got)
		}
	}
}

func TestAnAuditAsSomebodySeesIt(t *testing.T) {
	t.Parallel()
	sent, _ := auditIn(t, readiness.CaseAuditModeration)
	for name, c := range map[string]struct {
		who           readiness.Actor
		child, grades bool
	}{
		"its moderator": {qa, true, false}, "who runs it": {lead, true, true}, "who could moderate, of another area": {head, false, false}, "a manager elsewhere": {colleague, false, true},
	} {
		seen := sent.SeenBy(c.who)
		if (seen.ChildID != "") != c.child || (seen.Audited.Overall != "") != c.grades || (len(seen.Audited.Sections) > 0) != c.grades || (seen.Audited.SHA256 != "") != c.grades {
			t.Errorf("%s: child %q, %+v", name, seen.ChildID, seen.Audited)
		}
		if seen.Audited.By != "manager" || len(seen.Audited.Posts) == 0 {
			t.Errorf("%s is not told who audited it: %+v", name, seen.Audited)
		}
	}
	if sent.Audited.Overall != "good" || sent.ChildID == "" {
		t.Errorf("the audit itself changed: %+v", sent)
	}
}

// TestWhoeverTakesOverHasTheDaysOfTheStage: also of the talk with the practitioner, which is the auditor's.
func TestWhoeverTakesOverHasTheDaysOfTheStage(t *testing.T) {
	t.Parallel()
	for stage, days := range map[readiness.CaseAuditStatus]int{readiness.CaseAuditAssigned: 11, readiness.CaseAuditModeration: 12, readiness.CaseAuditThird: 12, readiness.CaseAuditFeedback: 13} {
		x, now := auditIn(t, stage)
		x.Terms.Visit.AuditDays, x.Terms.Visit.ModerateDays, x.Terms.Visit.FeedbackDays = 11, 12, 13
		next, _, err := x.Follow(readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: x.OwnerID}}, now)
		if err != nil || next.Run.Days != days {
			t.Errorf("%s: %d days, %v", stage, next.Run.Days, err)
		}
	}
}

func TestAConflictThatLeavesNobodySaysSo(t *testing.T) {
	t.Parallel()
	p := plannedAudit()
	p.Moderators = []string{"qa"}
	_, ev, err := openedAudit(t, p).Do(readiness.DeclareConflict{}, readiness.Asked{By: qa}, start)
	if err != nil || !strings.Contains(ev.Text, "Nobody else can have the part yet.") {
		t.Errorf("%q, %v", ev.Text, err)
	}
}

func TestCaseAuditFollowup(t *testing.T) {
	t.Parallel()
	assigned, _ := auditIn(t, readiness.CaseAuditAssigned)
	sent, _ := auditIn(t, readiness.CaseAuditModeration)
	again := assigned
	again.Round = 2
	here, line := []string{"manager", "colleague", "qa", "quill", "other"}, []string{"other"}
	for name, c := range map[string]struct {
		x          readiness.CaseAudit
		visit      readiness.VisitStatus
		replaced   bool
		here, line []string
		want       readiness.CaseAuditFollowup
		hears      bool
	}{
		"nothing":                    {x: assigned, here: here, line: line},
		"the line in another order":  {x: withLine(assigned, "a", "b"), here: here, line: []string{"b", "a"}},
		"the visit moved":            {x: assigned, visit: readiness.VisitPreparing, here: here, line: line},
		"called off":                 {x: assigned, visit: readiness.VisitCancelled, here: here, line: line, want: readiness.CaseAuditFollowup{End: "cancelled"}, hears: true},
		"closed":                     {x: assigned, visit: readiness.VisitClosed, here: here, line: line, want: readiness.CaseAuditFollowup{End: "closed"}, hears: true},
		"closed, audited again":      {x: again, visit: readiness.VisitClosed, here: here, line: line},
		"replaced":                   {x: assigned, replaced: true, here: here, line: line, want: readiness.CaseAuditFollowup{End: "replaced"}, hears: true},
		"called off when it is sent": {x: sent, visit: readiness.VisitCancelled, replaced: true, here: here, line: line},
		"the auditor left":           {x: assigned, here: here[1:], line: line, want: readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: "manager", ToID: "colleague"}}, hears: true},
		"both auditors left":         {x: assigned, here: here[2:], line: line, want: readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: "manager"}}, hears: true},
		"the moderator left":         {x: sent, here: []string{"manager", "quill"}, line: line, want: readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: "qa", ToID: "quill"}}, hears: true},
		"nobody holds it":            {x: assigned, here: here, line: []string{}, want: readiness.CaseAuditFollowup{Line: &readiness.CaseLine{People: []string{}}}, hears: true},
		"somebody else holds it":     {x: assigned, here: here, line: []string{"manager"}, want: readiness.CaseAuditFollowup{Line: &readiness.CaseLine{People: []string{"manager"}}}, hears: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.want.CaseAuditID = "a"
			f, hears := c.x.Followup(c.visit, c.replaced, c.here, c.line)
			if hears != c.hears || f.End != c.want.End || !sameTaken(f.People, c.want.People) || fmt.Sprint(f.Line) != fmt.Sprint(c.want.Line) {
				t.Errorf("got %+v %v, want %+v", f, hears, c.want)
			}
			if !hears {
				return
			}
			next, ev, err := c.x.Follow(f, start.Add(48*time.Hour))
			if err != nil || ev.Seq != c.x.Seq+1 {
				t.Fatalf("%+v, %v", ev, err)
			}
			if _, again := next.Followup(c.visit, c.replaced, c.here, c.line); again && !next.Ended() {
				t.Error("it is to hear the same again")
			}
		})
	}
}

func withLine(x readiness.CaseAudit, ids ...string) readiness.CaseAudit {
	x.Line = ids
	return x
}

func sameTaken(a, b *readiness.TakenOver) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func TestWriteCaseAuditCheck(t *testing.T) {
	t.Parallel()
	form := []readiness.AuditSection{{Code: "voice", Name: "Voice"}, {Code: "plan", Name: "Plan"}}
	whole := readiness.WriteCaseAudit{Part: readiness.AuditorText, Overall: "good", Why: "Because.", Sections: []readiness.AuditedPart{
		{Code: "voice", Grade: "good", Evidence: "Visits.", Difference: "Heard."}, {Code: "plan", Grade: "good", Evidence: "Plan.", Difference: "Moves."},
	}}
	if err := whole.Check(form); err != nil {
		t.Error(err)
	}
	bare := whole
	bare.Sections = []readiness.AuditedPart{{Code: "voice", Grade: "good"}, {Code: "plan", Grade: "good"}}
	var fields []string
	for _, f := range readiness.AsRefusal(bare.Check(form)).Fields {
		fields = append(fields, f.Field)
	}
	if got := strings.Join(fields, " "); got != "evidence_voice difference_voice evidence_plan difference_plan" {
		t.Error(got)
	}
	bare.Part = readiness.ModeratorText
	if err := bare.Check(form); err != nil {
		t.Errorf("a moderator gives grades and says why: %v", err)
	}
	bare.Voice = "They said it is better."
	if err := bare.Check(form); err == nil || err.Error() != "Enter who asked the child or the family." {
		t.Error(err)
	}
	if err := (readiness.WriteCaseAudit{Part: readiness.PractitionerText}).Check(form); err == nil {
		t.Error("no words are none")
	}
	whole.Sections = append(whole.Sections, readiness.AuditedPart{Code: "visits", Grade: "good"})
	if err := whole.Check(form); err == nil || !strings.Contains(err.Error(), "does not have") {
		t.Error(err)
	}
	blind := whole.Blind()
	if blind.Overall != "" || blind.Why != "" || blind.Section("voice").Grade != "" || blind.Section("voice").Evidence != "Visits." || whole.Section("voice").Grade != "good" {
		t.Errorf("%+v of %+v", blind, whole)
	}
}
