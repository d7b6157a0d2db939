package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// bringFramework brings a small framework of the council's own into the library: two judgement areas with a criterion each.
func (e *eyes) bringFramework(t *testing.T) readiness.Framework {
	t.Helper()
	return got[readiness.Framework](t)(e.db.ImportFramework(t.Context(), readiness.FrameworkFile{Name: "own.yaml", Framework: readiness.Framework{
		Code: "own-small", Name: "Our own small framework", From: calendar.On(2020, 1, 1),
		Grades: []readiness.Grade{
			{Code: "outstanding", Name: "Outstanding", Means: "Children’s lives get better, and stay so."},
			{Code: "good", Name: "Good", Means: "Practice is good."},
			{Code: "requires_improvement", Name: "Requires improvement", Means: "It is not good yet."},
			{Code: "inadequate", Name: "Inadequate", Means: "Children are not safe."},
		},
		Questions: []readiness.FrameworkQuestion{{Code: "know", Text: "What do we know?"}, {Code: "how", Text: "How do we know it?"}, {Code: "next", Text: "What will we do?"}},
		Areas: []readiness.JudgementArea{
			{Code: "HELP", Name: "Help and protection", Criteria: []readiness.Criterion{{Code: "HP01", Text: "Help comes early"}}},
			{Code: "LEAD", Name: "Leaders", Criteria: []readiness.Criterion{{Code: "LM01", Text: "Leaders know practice"}}},
		},
	}}, asked(lead)))
}

// fromMidnight has what begins on a day begin with that day: nobody waits for the morning here.
func (e *eyes) fromMidnight(t *testing.T) {
	t.Helper()
	ladder := got[readiness.Ladder](t)(e.db.Ladder(t.Context()))
	ladder.Hour = 0
	_, err := e.db.SetLadder(t.Context(), ladder, readiness.RuleChange{Reason: "a rehearsal", Running: readiness.RunningTake}, asked(lead))
	must(t, err)
}

// beginCycle plans a self-assessment and has it begin.
func (e *eyes) beginCycle(t *testing.T, by readiness.Actor, p readiness.PlanAssessment) string {
	t.Helper()
	planned := got[readiness.PlannedAssessment](t)(e.db.PlanAssessment(t.Context(), p, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenAssessment(t.Context(), planned) })
	must(t, err)
	e.startToday(t, by, planned.ID)
	return planned.ID
}

// startToday moves the days of a planned cycle so that it begins now, whatever day of the week it is, and waits until its criteria can be written.
func (e *eyes) startToday(t *testing.T, by readiness.Actor, id string) {
	t.Helper()
	days := e.cycle(t, id).CycleDates
	days.Starts, days.SignBy = calendar.DateOf(time.Now()), calendar.England().Add(days.SignBy, 5, calendar.Exclusive)
	e.doCycle(t, by, id, readiness.ReplanAssessment{CycleDates: days, Reason: "It begins today."})
	until(t, soon, "every criterion can be written", func() (bool, any) {
		waiting := e.texts(`select criterion || ' ' || status from appraisals where assessment_id = $1 and status <> 'writing'`, id)
		return len(waiting) == 0, waiting
	})
}

// cycle is a self-assessment as its run carries it.
func (e *eyes) cycle(t *testing.T, id string) readiness.Assessment {
	t.Helper()
	return got[readiness.Assessment](t)(e.db.AssessmentState(t.Context(), id))
}

// awaitCycle waits until a cycle stands somewhere.
func (e *eyes) awaitCycle(t *testing.T, id string, status readiness.AssessmentStatus) readiness.Assessment {
	t.Helper()
	until(t, soon, "the self-assessment is "+status.Title(), func() (bool, any) { x := e.cycle(t, id); return x.Status == status, x.Status })
	return e.cycle(t, id)
}

// criterion is the id of a criterion of a cycle.
func (e *eyes) criterion(t *testing.T, cycle, code string) string {
	t.Helper()
	return e.texts(`select id::text from appraisals where assessment_id = $1 and criterion = $2`, cycle, code)[0]
}

func (e *eyes) doCycle(t *testing.T, by readiness.Actor, id string, c readiness.AssessmentCommand) {
	t.Helper()
	command := asked(by)
	if _, err := patiently(t, func() (readiness.Assessment, error) { return e.commands.Assessment(t.Context(), id, c, command) }); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

func (e *eyes) askCriterion(t *testing.T, command readiness.Asked, id string, c readiness.AppraisalCommand) error {
	t.Helper()
	_, err := patiently(t, func() (readiness.Appraisal, error) { return e.commands.Appraisal(t.Context(), id, c, command) })
	return err
}

func (e *eyes) doCriterion(t *testing.T, by readiness.Actor, id string, c readiness.AppraisalCommand) {
	t.Helper()
	if err := e.askCriterion(t, asked(by), id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// written is what an author says about a criterion, with a grade.
func written(base int, know, grade string) readiness.WriteAppraisal {
	return readiness.WriteAppraisal{
		Know: know, How: "From twenty audits and the families’ own words.", Next: "Read every plan aloud.", Impact: "Visits come in time.", Weakness: "Two teams write late.",
		Grade: grade, Confidence: "medium", Base: base,
	}
}

// send writes a version of a criterion and sends it.
func (e *eyes) send(t *testing.T, by readiness.Actor, id string, w readiness.WriteAppraisal) {
	t.Helper()
	v := got[readiness.TextVersion](t)(e.db.WriteAppraisal(t.Context(), id, w, asked(by)))
	e.doCriterion(t, by, id, readiness.SubmitAppraisal{Version: v.Number, SHA256: v.SHA256, Grade: w.Grade, Confidence: w.Confidence})
}

// criterionEnded checks what happened to a criterion, and that its run has ended and replays.
func (e *eyes) criterionEnded(t *testing.T, keys, name, id, kinds string) {
	t.Helper()
	must(t, e.temporal.GetWorkflow(t.Context(), "appraisal/"+id, "").Get(t.Context(), nil))
	if got := strings.Join(e.texts(`select replace(kind, ' ', '-') from appraisal_events where appraisal_id = $1 order by seq`, id), " "); got != kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	e.replay(t, keys, name, "appraisal/"+id)
}

// assess has a cycle under way for the pages of it: one criterion is the lead's to write, the other the head's, and waits for the lead's challenge.
func (s *story) assess(lead, head readiness.Actor) {
	s.t.Helper()
	s.fromMidnight(s.t)
	id := s.beginCycle(s.t, lead, readiness.PlanAssessment{
		Kind: readiness.AnnualCycle, Name: "This year", Framework: s.bringFramework(s.t).Code, Starts: calendar.DateOf(time.Now()), Leads: []string{head.PersonID, lead.PersonID},
		Challengers: []string{lead.PersonID, ""}, AssistantID: s.actor("Ada Assistant").PersonID, DirectorID: s.actor("Dora Director").PersonID, MemberID: s.actor("Ella Elected").PersonID,
	})
	s.send(s.t, head, s.criterion(s.t, id, "HP01"), written(0, "Help comes within a week.", "good"))
}
