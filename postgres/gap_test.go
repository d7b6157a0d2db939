package postgres_test

import (
	"context"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// report is what an inspection graded in the small framework.
func report(on calendar.Date, replaces string, grades ...readiness.InspectedGrade) readiness.AddInspection {
	a := readiness.AddInspection{InspectionReport: readiness.InspectionReport{Framework: "small-2026", Reference: "Letter", InspectedOn: on, ReceivedOn: on, Replaces: replaces}, Grades: grades}
	if replaces != "" {
		a.Why = "From the draft."
	}
	return a
}

// TestInspectionsAreReplacedNotEdited: entered once, put right by a newer entry once, seen by all of the council and by no peer.
func TestInspectionsAreReplacedNotEdited(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	lead, area := c.actor(c.lead), readiness.InspectedGrade{Code: "A", Grade: "good"}
	asked := c.asked(lead)
	first := must[readiness.Inspection](t)(c.AddInspection(t.Context(), report(monday, "", area), asked))
	if again := must[readiness.Inspection](t)(c.AddInspection(t.Context(), report(monday, "", area), asked)); again.ID != first.ID {
		t.Error("asked twice, entered twice")
	}
	_, err := c.AddInspection(t.Context(), report(monday, "", area), c.asked(c.actor(c.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	unknown := report(monday, "", area)
	unknown.Framework = "none"
	_, err = c.AddInspection(t.Context(), unknown, c.asked(lead))
	wantRefusal(t, err, readiness.Invalid, "framework")
	_, err = c.AddInspection(t.Context(), report(monday, "no such entry", area), c.asked(lead))
	wantRefusal(t, err, readiness.Invalid, "replaces")
	area.Grade = "poor"
	second := must[readiness.Inspection](t)(c.AddInspection(t.Context(), report(monday, first.ID, area), c.asked(lead)))
	_, err = c.AddInspection(t.Context(), report(monday, first.ID, area), c.asked(lead))
	wantRefusal(t, err, readiness.Conflict, "")
	list := must[[]readiness.Inspection](t)(c.Inspections(t.Context(), c.actor(c.member)))
	if len(list) != 2 || list[0].ID != second.ID || !list[0].InForce() || list[1].ReplacedBy != second.ID || list[0].Grades[0].Grade != "poor" || list[0].By != "lead" || list[0].FrameworkName != "Small small-2026" {
		t.Errorf("%+v", list)
	}
	if n := c.noted("inspection entered", "inspection/"+second.ID); n != 1 {
		t.Errorf("noted %d times", n)
	}
	peer := c.person("peer")
	c.post(peer, readiness.Peer, "")
	_, err = c.Inspections(t.Context(), c.actor(peer))
	wantRefusal(t, err, readiness.Forbidden, "")
}

// TestGapMapShowsNobodyWhatTheyHaveToGrade: a challenger sees the author's grade only once theirs is given, in rows and in sums; a peer is named as one;
// peers and elected members see no map.
func TestGapMapShowsNobodyWhatTheyHaveToGrade(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	peer := c.person("peer")
	c.post(peer, readiness.Peer, "")
	c.must(c.ask("A2", c.lead, readiness.AssignAppraisal{Part: "challenger", PersonID: peer}))
	c.send("A1", "We know.", "good")
	c.send("A2", "We know this too.", "good")
	c.must(c.ask("A2", peer, readiness.ChallengeAppraisal{Grade: "poor", Why: "It is not shown."}))
	must[readiness.Inspection](t)(c.AddInspection(t.Context(), report(calendar.DateOf(c.now()), "", readiness.InspectedGrade{Code: "A2", Grade: "poor"}), c.asked(c.actor(c.lead))))
	blind := must[readiness.GapMap](t)(c.GapMap(t.Context(), c.actor(c.look), c.cycle.ID))
	rows := blind.Areas[0].Rows
	if len(rows) != 2 || rows[0].Self != "" || !rows[0].Hidden || rows[1].Self != "good" || rows[1].Challenged != "poor" || !rows[1].Peer || rows[1].Challenger != "peer" || rows[1].Author != "head" {
		t.Errorf("before the challenge: %+v", rows)
	}
	if rows[1].Inspected == nil || rows[1].Inspected.Before || len(blind.Authors) != 1 || blind.Authors[0].Pairs != 1 || blind.Authors[0].By != 1 {
		t.Errorf("%+v, authors %+v", rows[1].Inspected, blind.Authors)
	}
	if len(blind.Challengers) != 1 || !blind.Challengers[0].Peer || blind.Challengers[0].Pairs != 1 || blind.Challengers[0].Shown {
		t.Errorf("challengers %+v", blind.Challengers)
	}
	if seen := must[readiness.GapMap](t)(c.GapMap(t.Context(), c.actor(c.head), c.cycle.ID)); seen.Areas[0].Rows[0].Self != "good" {
		t.Errorf("the author sees %+v", seen.Areas[0].Rows[0])
	}
	c.must(c.ask("A1", c.look, readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."}))
	if seen := must[readiness.GapMap](t)(c.GapMap(t.Context(), c.actor(c.look), c.cycle.ID)); seen.Areas[0].Rows[0].Self != "good" || seen.Areas[0].Rows[0].Peer || seen.Authors[0].Pairs != 2 {
		t.Errorf("afterwards %+v", seen.Areas[0].Rows[0])
	}
	for _, who := range []string{peer, c.member} {
		_, err := c.GapMap(t.Context(), c.actor(who), c.cycle.ID)
		wantRefusal(t, err, readiness.Forbidden, "")
	}
}

// TestCyclesAreCompared: what was published as it was signed, what is under way as the viewer may see it, in whichever order they are named.
func TestCyclesAreCompared(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	c.agree()
	for _, s := range []struct{ part, by string }{{"A", c.head}, {string(readiness.AssistantDirector), c.assistant}, {string(readiness.Director), c.director}, {string(readiness.LeadMember), c.lord}} {
		c.must(c.sign(s.part, s.by))
	}
	c.must(c.SealAssessment(t.Context(), c.cycle.ID))
	first := c.cycle.ID
	c.clock(c.now().AddDate(1, 0, 0))
	c.plan(readiness.PlanAssessment{Name: "2027 to 2028", Before: first})
	c.send("A1", "We know A1.\nAnd more.", "good")
	c.send("A2", "We know less.", "good")
	c.must(c.ask("A2", c.look, readiness.ChallengeAppraisal{Grade: "poor", Why: "Audits say so."}))
	c.must(c.ask("A2", c.lead, readiness.SettleAppraisal{Grade: "poor", Reason: "They are right."}))
	got := must[readiness.Comparison](t)(c.CompareCycles(t.Context(), c.actor(c.head), c.cycle.ID, first))
	if got.Then.AssessmentID != first || !got.Then.Sealed || got.Now.Sealed || got.ByCode {
		t.Errorf("%+v", got)
	}
	if got.Counts != (readiness.ComparisonCount{Worse: 1, Open: 1}) || len(got.Rows[1].Why) != 2 || got.Rows[1].Why[1].Text != "They are right." || got.Rows[1].Then.Text.Know != "We know A2." {
		t.Errorf("%+v", got.Rows)
	}
	if got.Rows[0].Now.Proposed != "good" || got.Rows[0].Now.Text.Know != "We know A1.\nAnd more." || got.Areas[0].Then != "good" {
		t.Errorf("%+v %+v", got.Rows[0].Now, got.Areas)
	}
	blind := must[readiness.Comparison](t)(c.CompareCycles(t.Context(), c.actor(c.look), first, c.cycle.ID))
	if now := blind.Rows[0].Now; now.Proposed != "" || now.Text.Grade != "" || !now.Hidden || now.Text.Know == "" {
		t.Errorf("whoever has to challenge it sees %+v", now)
	}
	_, err := c.CompareCycles(t.Context(), c.actor(c.member), first, c.cycle.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = c.CompareCycles(t.Context(), c.actor(c.head), first, first)
	wantRefusal(t, err, readiness.Invalid, "")
}

// TestWeaknessBecomesWork: the finding and the action come from the registers that make any other, once; the action counts for the criterion.
func TestWeaknessBecomesWork(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	c.send("A1", "We know.", "good")
	due := calendar.England().Next(calendar.DateOf(c.now()).AddMonths(3))
	work := readiness.ImproveCriterion{
		Text: "Recording is late.", Severity: "high", Theme: "Recording", Act: "yes", Title: "Record in a week", Outcome: "Plans hold.", Measure: "An audit.", OwnerID: c.head, SponsorID: c.assistant, Due: due,
	}
	house := readiness.House{Assessments: c.DB, Actions: c.DB, Commands: opening{c: c.service}}
	asked, today := c.asked(c.actor(c.lead)), calendar.DateOf(c.now())
	bad := work
	bad.Due = today
	made, err := house.Improve(t.Context(), c.of["A1"].ID, bad, today, asked)
	wantRefusal(t, err, readiness.Invalid, "due")
	first := made.FindingID
	for range 2 { // the same form again, and once more
		if made, err = house.Improve(t.Context(), c.of["A1"].ID, work, today, asked); err != nil || made.FindingID != first || made.ActionID == "" || !made.Agreed {
			t.Fatalf("%+v %v, the finding was %s", made, err, first)
		}
	}
	found := must[readiness.Page[readiness.PracticeFinding]](t)(c.PracticeFindings(t.Context(), c.actor(c.lead), readiness.PracticeFindingQuery{}))
	if len(found.Rows) != 1 || found.Rows[0].Source != "self_assessment" || found.Rows[0].Reference != "Self-assessment 2026 to 2027, A1" || len(found.Rows[0].Actions) != 1 {
		t.Errorf("%+v", found.Rows)
	}
	if tallies := must[map[string]readiness.ActionTally](t)(c.CriterionActions(t.Context(), c.actor(c.head), c.cycle.ID)); len(tallies) != 1 || tallies["A1"] != (readiness.ActionTally{Actions: 1}) {
		t.Errorf("%+v", tallies)
	}
	_, err = c.CriterionActions(t.Context(), c.actor(c.member), c.cycle.ID) // not published yet
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = house.Improve(t.Context(), c.of["A2"].ID, work, today, c.asked(c.actor(c.lead))) // nothing written
	wantRefusal(t, err, readiness.Conflict, "")
}

// opening opens an action once, as its run would.
type opening struct {
	readiness.Commands
	c *service
}

func (o opening) OpenAction(ctx context.Context, p readiness.PlannedAction) error {
	if _, err := o.c.ActionState(ctx, p.ID); err == nil {
		return nil
	}
	a, ev, err := readiness.OpenAction(p, o.c.now())
	if err != nil {
		return err
	}
	return o.c.RecordAction(ctx, a, ev)
}
