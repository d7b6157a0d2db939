package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func assessmentMoves(x readiness.Assessment, now time.Time) []moveOf[readiness.Assessment] {
	later := x.CycleDates
	later.SignBy = x.Terms.Calendar.Add(later.SignBy, 5, calendar.Exclusive)
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	hear := func(name string, c readiness.CriterionState) moveOf[readiness.Assessment] {
		return moveOf[readiness.Assessment]{name, "criterion", func(x readiness.Assessment, now time.Time) (readiness.Assessment, readiness.Event, error) {
			return x.Hear(c, now)
		}}
	}
	follow := func(name, by string, f readiness.AssessmentFollowup) moveOf[readiness.Assessment] {
		return moveOf[readiness.Assessment]{name, by, func(x readiness.Assessment, now time.Time) (readiness.Assessment, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	changed := said("HP01", 50, readiness.AppraisalAgreed)
	changed.Version, changed.SHA256 = 2, hashOf(2)
	until := x.Terms.Calendar.Add(x.Run.Due, 10, calendar.Exclusive)
	return []moveOf[readiness.Assessment]{
		commanded[readiness.Assessment](lead, readiness.ReplanAssessment{CycleDates: later, Reason: "Half term."}),
		commanded[readiness.Assessment](head, readiness.GradeSection{Section: "HELP", Grade: "requires_improvement", Why: "Audits."}),
		commanded[readiness.Assessment](head, signs(x, "HELP"), "HELP"),
		commanded[readiness.Assessment](ad, signs(x, "assistant_director"), "the whole"),
		commanded[readiness.Assessment](dcs, signs(x, "dcs"), "the whole"),
		commanded[readiness.Assessment](councillor, signs(x, "lead_member"), "the whole"),
		commanded[readiness.Assessment](lead, readiness.MarkAssessment{Step: "shared", On: calendar.DateOf(now)}, "shared"),
		commanded[readiness.Assessment](lead, readiness.MarkAssessment{Step: "met", On: calendar.DateOf(now)}, "met"),
		commanded[readiness.Assessment](lead, readiness.MarkAssessment{Step: "letter", On: calendar.DateOf(now)}, "letter"),
		commanded[readiness.Assessment](lead, readiness.CancelAssessment{Reason: "The framework changes."}),
		commanded[readiness.Assessment](dcs, readiness.DecideAssessmentEscalation{Decision: "decide_myself"}, "decide_myself"),
		commanded[readiness.Assessment](dcs, readiness.DecideAssessmentEscalation{Decision: "more_time", Until: until, Reason: "Half term."}, "more_time"),
		commanded[readiness.Assessment](dcs, readiness.DecideAssessmentEscalation{Decision: "pass_up", Note: "Beyond me."}, "pass_up"),
		nextMoment[readiness.Assessment](),
		hear("HP01 is agreed with another text", changed),
		hear("HP01 goes back to its author", said("HP01", 50, readiness.AppraisalWriting)),
		follow("a later one is published", "cycle", readiness.AssessmentFollowup{Later: "cycle-2"}),
		follow("the director leaves", "sweep", readiness.AssessmentFollowup{People: &readiness.TakenOver{FromID: "dcs", ToID: "somebody"}}),
		{"the calendar changes", "sweep", func(x readiness.Assessment, now time.Time) (readiness.Assessment, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

const assessmentStatesIntro = `# What a cycle of the self-assessment may become

This page is printed by TestAssessmentStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestAssessmentStates -update`" + `.

` + "```" + `
  planned ─ its first day ─▶ being written ⇄ being challenged ⇄ being moderated ⇄ being signed ─ the last signature ─▶ published
     │                          where the slowest of its criteria stands ([appraisal-states.md](appraisal-states.md))       │
     └─ call off ─▶ called off (the end), from here and until it is published                    a later one is published ▼
                                                                                                 followed by a later one (the end)

  The leads of the judgement areas sign theirs in any order, then the assistant director, the director and the lead member the whole.
  A signature binds versions, hashes, grades and reasons: what changes afterwards is not signed.
` + "```" + `

Times of this page: planned on 2 March 2026 for 9 March 2026, by the default rules. The area head leads HELP.
`

func TestAssessmentStates(t *testing.T) {
	t.Parallel()
	look := func(x readiness.Assessment) state { return state{x.Status.Title(), x.Run.Due.Long()} }
	var page strings.Builder
	page.WriteString(assessmentStatesIntro)
	for _, s := range readiness.AssessmentStatuses {
		x, now := assessmentIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, assessmentMoves(x, now), look)
	}
	x, now := signedBut(t)
	page.WriteString("\n## From “being signed”, with all signatures but the lead member's\n\n")
	stateRows(t, &page, x, now, assessmentMoves(x, now), look)
	x, now = signatureLate(t)
	page.WriteString("\n## From “being signed”, when a missing signature has reached the director\n\n")
	stateRows(t, &page, x, now, assessmentMoves(x, now), look)
	golden(t, "../docs/assessment-states.md", page.String())
}

// signedBut is a cycle that only the lead member has not signed.
func signedBut(t testing.TB) (readiness.Assessment, time.Time) {
	t.Helper()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	for _, part := range []string{"HELP", "LEAD"} {
		x = asks(t, x, signers[part], readiness.GradeSection{Section: part, Grade: "good", Why: "All agreed."}, now)
	}
	for _, part := range x.Parts()[:4] {
		x = asks(t, x, signers[part], signs(x, part), now)
	}
	return x, now.Add(24 * time.Hour)
}

// signatureLate is a cycle that nobody signed until the director heard of it.
func signatureLate(t testing.TB) (readiness.Assessment, time.Time) {
	t.Helper()
	x, _ := assessmentIn(t, readiness.AssessmentSigning)
	for !x.Waiting() {
		x = lapses(t, x)
	}
	return x, x.Escalation.At.Add(time.Hour)
}

// TestEveryAssessmentCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryAssessmentCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	everyCommand(t, assessmentMoves(x, now), readiness.ReplanAssessment{}, readiness.GradeSection{}, readiness.SignAssessment{}, readiness.MarkAssessment{}, readiness.CancelAssessment{},
		readiness.DecideAssessmentEscalation{})
}
