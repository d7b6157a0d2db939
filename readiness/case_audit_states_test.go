package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func auditMoves(x readiness.CaseAudit, now time.Time) []moveOf[readiness.CaseAudit] {
	south := actor("other", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"})
	follow := func(name, by string, f readiness.CaseAuditFollowup) moveOf[readiness.CaseAudit] {
		return moveOf[readiness.CaseAudit]{name, by, func(x readiness.CaseAudit, now time.Time) (readiness.CaseAudit, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	decide := func(c readiness.DecideCaseAuditEscalation) moveOf[readiness.CaseAudit] {
		return commanded[readiness.CaseAudit](south, c, c.Decision)
	}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 9), Name: "Council closed"}})
	until := x.Terms.Calendar.Add(calendar.DateOf(now), 10, calendar.Exclusive)
	if x.Run.Due.After(calendar.DateOf(now)) {
		until = x.Terms.Calendar.Add(x.Run.Due, 10, calendar.Exclusive)
	}
	return []moveOf[readiness.CaseAudit]{
		commanded[readiness.CaseAudit](manager, submits(marks("good", "good", "good"))),
		commanded[readiness.CaseAudit](qa, moderates(marks("good", "good", "good")), "the same grades"),
		commanded[readiness.CaseAudit](qa, moderates(marks("good", "good", "requires_improvement")), "one grade apart"),
		commanded[readiness.CaseAudit](qa, moderates(marks("good", "good", "inadequate")), "two grades apart in one section"),
		commanded[readiness.CaseAudit](quill, readiness.SettleCaseAudit{SentGrades: marks("good", "good", "requires_improvement")}),
		commanded[readiness.CaseAudit](manager, readiness.TalkThroughCaseAudit{On: calendar.DateOf(now)}),
		commanded[readiness.CaseAudit](manager, readiness.RaiseAuditConcern{}),
		commanded[readiness.CaseAudit](manager, readiness.DeclareConflict{}, "the auditor"),
		commanded[readiness.CaseAudit](qa, readiness.DeclareConflict{}, "the moderator"),
		commanded[readiness.CaseAudit](lead, readiness.AssignCaseAudit{Part: "auditor", PersonID: "somebody"}, "auditor"),
		commanded[readiness.CaseAudit](lead, readiness.AssignCaseAudit{Part: "moderator", PersonID: "somebody"}, "moderator"),
		commanded[readiness.CaseAudit](lead, readiness.AssignCaseAudit{Part: "third", PersonID: "somebody"}, "third"),
		commanded[readiness.CaseAudit](lead, readiness.WithdrawCaseAudit{Reason: "closed"}),
		decide(readiness.DecideCaseAuditEscalation{Decision: "decide_myself"}),
		decide(readiness.DecideCaseAuditEscalation{Decision: "give", OwnerID: "somebody"}),
		decide(readiness.DecideCaseAuditEscalation{Decision: "more_time", Until: until, Reason: "Half term."}),
		decide(readiness.DecideCaseAuditEscalation{Decision: "pass_up", Note: "Beyond me."}),
		nextMoment[readiness.CaseAudit](),
		follow("another child took the place", "sample", readiness.CaseAuditFollowup{End: "replaced"}),
		follow("the visit is called off", "visit", readiness.CaseAuditFollowup{End: "cancelled"}),
		follow("the auditor leaves", "sweep", readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: "manager", ToID: "colleague"}}),
		follow("the moderator leaves", "sweep", readiness.CaseAuditFollowup{People: &readiness.TakenOver{FromID: "qa"}}),
		follow("the auditor comes to hold the case", "sweep", readiness.CaseAuditFollowup{Line: &readiness.CaseLine{People: []string{"other", "manager"}}}),
		{"the calendar changes", "sweep", func(x readiness.CaseAudit, now time.Time) (readiness.CaseAudit, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

const auditStatesIntro = `# What a case audit may become

This page is printed by TestCaseAuditStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestCaseAuditStates -update`" + `.

` + "```" + `
                 send                      nowhere more than one grade apart                  talked through
  being audited ─────▶ waiting for ──────────────────────────────────▶ to be talked through ────────────────▶ done (the end)
     │   ▲             moderation ─ further apart ─▶ third reviewer ──▶      │
     │   └─ whoever audited holds the case ─┴───────────────┘
     └─ another child took the place, or the visit ended ─▶ withdrawn (the end)

  Beside every status before the end runs the council's ladder, up to the head of the child's area.
  The moderator gives grades before seeing the auditor's; they stand while none is more than one away. Nobody who holds the case, or is in its line of
  management, has a part in its audit, and nobody of the auditor's line moderates it.
` + "```" + `

Times of this page: the audit began on 2 March 2026, by the default rules and ladder. The child belongs to another area than its auditor, who manages a team;
quality assurance moderates.
`

func TestCaseAuditStates(t *testing.T) {
	t.Parallel()
	look := func(x readiness.CaseAudit) state { return state{x.Status.Title(), x.Run.Due.Long()} }
	var page strings.Builder
	page.WriteString(auditStatesIntro)
	for _, s := range readiness.CaseAuditStatuses {
		x, now := auditIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, auditMoves(x, now), look)
	}
	page.WriteString("\n# While an escalation waits for the area head\n")
	for _, s := range []readiness.CaseAuditStatus{readiness.CaseAuditAssigned, readiness.CaseAuditModeration, readiness.CaseAuditThird, readiness.CaseAuditFeedback} {
		x, _ := auditIn(t, s)
		x, now := auditClimbed(t, x)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, auditMoves(x, now), look)
	}
	golden(t, "../docs/case-audit-states.md", strings.ReplaceAll(page.String(), "its author", "its auditor"))
}

func auditClimbed(t testing.TB, x readiness.CaseAudit) (readiness.CaseAudit, time.Time) {
	t.Helper()
	for {
		at, waits := x.Deadline()
		if !waits {
			t.Fatal("it never reaches anybody")
		}
		next, _, err := x.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		if x = next; x.Waiting() {
			return x, at.Add(time.Hour)
		}
	}
}

// TestEveryCaseAuditCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryCaseAuditCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	x, now := auditIn(t, readiness.CaseAuditAssigned)
	everyCommand(t, auditMoves(x, now), readiness.SubmitCaseAudit{}, readiness.ModerateCaseAudit{}, readiness.SettleCaseAudit{}, readiness.TalkThroughCaseAudit{}, readiness.RaiseAuditConcern{},
		readiness.DeclareConflict{}, readiness.AssignCaseAudit{}, readiness.WithdrawCaseAudit{}, readiness.DecideCaseAuditEscalation{})
}
