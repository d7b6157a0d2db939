package postgres_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A cycling is a service with a cycle of the self-assessment of two criteria under way: the head leads and writes, look challenges, and lord is the lead
// member. Words between the two nouns are passed on at once, as PassOn does.
type cycling struct {
	*service
	lord  string
	cycle readiness.Assessment
	of    map[string]readiness.Appraisal // by criterion
}

func newCycling(t *testing.T) *cycling {
	t.Helper()
	c := &cycling{service: newService(t), of: map[string]readiness.Appraisal{}}
	c.lord = c.person("lord")
	c.post(c.lord, readiness.LeadMember, "")
	f := smallFramework("small-2026", "A1", "A2")
	if _, err := c.KeepFrameworks(t.Context(), []readiness.Framework{f}, nil); err != nil {
		t.Fatal(err)
	}
	c.plan(readiness.PlanAssessment{Name: "2026 to 2027"})
	return c
}

// plan plans a cycle that begins at once, and opens it with its criteria.
func (c *cycling) plan(p readiness.PlanAssessment) {
	c.t.Helper()
	c.cycle = c.open(must[readiness.PlannedAssessment](c.t)(c.PlanAssessment(c.t.Context(), c.staffed(p), c.asked(c.actor(c.lead)))))
}

// staffed is a plan with everybody on it, that begins today.
func (c *cycling) staffed(p readiness.PlanAssessment) readiness.PlanAssessment {
	p.Kind, p.Framework, p.Starts = readiness.AnnualCycle, "small-2026", calendar.DateOf(c.now())
	p.Leads, p.Challengers, p.AssistantID, p.DirectorID, p.MemberID = []string{c.head}, []string{c.look}, c.assistant, c.director, c.lord
	return p
}

// open opens a planned cycle, lets it begin, and opens its criteria.
func (c *cycling) open(planned readiness.PlannedAssessment) readiness.Assessment {
	c.t.Helper()
	x, ev, err := readiness.OpenAssessment(planned, c.now())
	c.must(err)
	c.must(c.RecordAssessment(c.t.Context(), x, ev))
	if early := must[[]readiness.PlannedAppraisal](c.t)(c.PlannedAppraisals(c.t.Context(), x.ID, "", 10)); len(early) != 0 {
		c.t.Fatalf("before the cycle begins: %+v", early)
	}
	at, _ := x.Deadline()
	c.clock(at)
	x, ev, err = x.Lapse(c.now())
	c.must(err)
	c.must(c.RecordAssessment(c.t.Context(), x, ev))
	c.cycle, c.of = x, map[string]readiness.Appraisal{}
	for _, p := range must[[]readiness.PlannedAppraisal](c.t)(c.PlannedAppraisals(c.t.Context(), x.ID, "", 10)) {
		a, ev, err := readiness.OpenAppraisal(p, c.now())
		c.must(err)
		c.must(c.RecordAppraisal(c.t.Context(), a, ev))
		c.hear(a)
	}
	return c.cycle
}

func (c *cycling) hear(a readiness.Appraisal) {
	c.t.Helper()
	c.of[a.Criterion] = a
	next, ev, err := c.cycle.Hear(a.Heard(), c.now())
	if readiness.Conflict.Is(err) {
		return
	}
	c.must(err)
	c.must(c.RecordAssessment(c.t.Context(), next, ev))
	c.cycle = next
}

func (c *cycling) ask(criterion, by string, command readiness.AppraisalCommand) error {
	c.t.Helper()
	next, ev, err := c.of[criterion].Do(command, c.asked(c.actor(by)), c.now())
	if err == nil {
		err = c.RecordAppraisal(c.t.Context(), next, ev)
	}
	if err == nil {
		c.hear(next)
	}
	return err
}

func (c *cycling) askCycle(by string, command readiness.AssessmentCommand) error {
	c.t.Helper()
	next, ev, err := c.cycle.Do(command, c.asked(c.actor(by)), c.now())
	if err == nil {
		err = c.RecordAssessment(c.t.Context(), next, ev)
	}
	if err == nil {
		c.cycle = next
	}
	return err
}

// writing is what the head writes.
func writing(know, grade string, base int) readiness.WriteAppraisal {
	return readiness.WriteAppraisal{
		Know: know, How: "Audits.", Next: "More audits.", Impact: "One family.", Weakness: "Recording is late.", Grade: grade, Confidence: "medium", Up: "Time.", Down: "Drift.", Base: base,
	}
}

// send writes a version of a criterion and sends it.
func (c *cycling) send(criterion, know, grade string) readiness.TextVersion {
	c.t.Helper()
	base := 0
	if w := c.of[criterion].Written; w != nil {
		base = w.Version
	}
	v := must[readiness.TextVersion](c.t)(c.WriteAppraisal(c.t.Context(), c.of[criterion].ID, writing(know, grade, base), c.asked(c.actor(c.head))))
	c.must(c.ask(criterion, c.head, readiness.SubmitAppraisal{Version: v.Number, SHA256: v.SHA256, Grade: grade, Confidence: "medium"}))
	return v
}

// agree brings both criteria to an agreed grade, and grades the judgement area.
func (c *cycling) agree() {
	c.t.Helper()
	for _, code := range []string{"A1", "A2"} {
		c.send(code, "We know "+code+".", "good")
		c.must(c.ask(code, c.look, readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."}))
	}
	c.must(c.askCycle(c.head, readiness.GradeSection{Section: "A", Grade: "good", Why: "Both are."}))
}

func (c *cycling) sign(part, by string) error {
	return c.askCycle(by, readiness.SignAssessment{Part: part, SHA256: c.cycle.Binds(part)})
}

// TestCycleIsSealedAsItWasSigned: from the draft to the last signature; the sealed document holds what was signed, and nothing that was written later.
func TestCycleIsSealedAsItWasSigned(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	evidence := must[readiness.Evidence](t)(c.AttachEvidence(t.Context(), readiness.AttachEvidence{Criteria: []string{"A1"}, Kind: "audit", Bears: "supports", Title: "Audit of visits", ShowsOn: monday}, c.asked(c.actor(c.manager))))
	c.agree()
	for part, by := range map[string]string{string(readiness.Director): c.director, "A": c.manager} {
		if err := c.sign(part, by); err == nil {
			t.Errorf("%s signed %s out of turn", by, part)
		}
	}
	for _, s := range []struct{ part, by string }{{"A", c.head}, {string(readiness.AssistantDirector), c.assistant}, {string(readiness.Director), c.director}, {string(readiness.LeadMember), c.lord}} {
		c.must(c.sign(s.part, s.by))
	}
	if c.cycle.Status != readiness.AssessmentPublished {
		t.Fatalf("after the last signature: %s", c.cycle.Status)
	}
	// Written a moment after the last signature, before the criterion hears of it.
	c.send("A1", "Everything is outstanding.", "good")
	for range 2 {
		c.must(c.SealAssessment(t.Context(), c.cycle.ID))
	}
	sealed := must[readiness.SealedAssessment](t)(c.Sealed(t.Context(), c.actor(c.member), c.cycle.ID))
	if readiness.SHA256(sealed.Document) != sealed.SHA256 || strings.Contains(string(sealed.Document), "outstanding") || !strings.Contains(string(sealed.Document), "We know A1.") {
		t.Errorf("%s", sealed.Document)
	}
	document, err := readiness.ReadSealed(sealed.Document)
	c.must(err)
	if wrong := document.Verify(); len(wrong) > 0 || len(document.Signatures) != 4 || document.Signatures[3].Name != "lord" {
		t.Errorf("%v %+v", wrong, document.Signatures)
	}
	text, err := document.Criteria[0].Text()
	c.must(err)
	if len(text.Evidence) != 1 || text.Evidence[0].ID != evidence.ID {
		t.Errorf("it stands on %+v", text.Evidence)
	}
	followups := must[[]readiness.AppraisalFollowup](t)(c.AppraisalFollowups(t.Context(), c.cycle.ID, "", 10))
	if len(followups) != 2 || followups[0].End != readiness.AppraisalFrozen {
		t.Errorf("to freeze: %+v", followups)
	}
	if n := c.noted("self-assessment sealed", "assessment/"+c.cycle.ID); n != 1 {
		t.Errorf("sealed %d times", n)
	}
	if check := must[readiness.AuditCheck](t)(c.VerifyAudit(t.Context())); check.Broken != 0 {
		t.Errorf("%+v", check)
	}
}

// TestChallengeIsBlind: whoever could challenge sees no grade of the author's before giving one, on any page; a peer sees what they challenge and nothing
// else; elected members see nothing before it is published.
func TestChallengeIsBlind(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	peer := c.person("peer")
	c.post(peer, readiness.Peer, "")
	c.must(c.ask("A2", c.lead, readiness.AssignAppraisal{Part: "challenger", PersonID: peer}))
	c.send("A1", "We know.", "good")
	c.send("A2", "We know this too.", "good")
	see := func(who string) (rows []readiness.AppraisalRow, view readiness.AppraisalView) {
		t.Helper()
		v := must[readiness.AssessmentView](t)(c.AssessmentView(t.Context(), c.actor(who), c.cycle.ID))
		if heard := v.State.Sections[0].Criteria[1]; heard.Grade != v.Rows[1].Grade {
			t.Errorf("%s learns %q from the cycle", who, heard.Grade)
		}
		return v.Rows, must[readiness.AppraisalView](t)(c.AppraisalView(t.Context(), c.actor(who), c.of["A2"].ID))
	}
	for _, who := range []string{c.look, peer} {
		rows, view := see(who)
		if rows[1].Grade != "" || view.Grade != "" || view.State.Written.Grade != "" || view.Written.Text.Grade != "" || view.Written.Text.Up != "" || view.Written.Text.Know == "" || !view.Hidden {
			t.Errorf("%s sees %+v %+v", who, rows[1], view.Written)
		}
		for _, text := range must[map[string]readiness.AppraisalText](t)(c.Texts(t.Context(), c.actor(who), c.cycle.ID)) {
			if text.Grade != "" {
				t.Errorf("%s sees a grade of %s", who, text.Criterion)
			}
		}
		for _, v := range must[[]readiness.TextVersion](t)(c.TextVersions(t.Context(), c.actor(who), c.of["A2"].ID)) {
			if v.Text.Grade != "" {
				t.Errorf("%s sees the grade of version %d", who, v.Number)
			}
		}
	}
	if rows, view := see(c.head); rows[1].Grade != "good" || view.Hidden {
		t.Errorf("the author sees %+v", rows[1])
	}
	_, err := c.AppraisalView(t.Context(), c.actor(peer), c.of["A1"].ID)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = c.AssessmentView(t.Context(), c.actor(c.member), c.cycle.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	if desk := must[readiness.AppraisalDesk](t)(c.AppraisalDesk(t.Context(), c.actor(peer))); len(desk.Challenge) != 1 || desk.Challenge[0].Criterion != "A2" || desk.Challenge[0].Grade != "" {
		t.Errorf("the peer's desk: %+v", desk)
	}
	c.must(c.ask("A2", peer, readiness.ChallengeAppraisal{Grade: "poor", Why: "It is not shown."}))
	if rows, view := see(peer); rows[1].Grade != "good" || rows[1].Challenged != "poor" || view.Status != readiness.AppraisalModeration || len(view.Evidence)+len(view.Actions) != 0 {
		t.Errorf("afterwards: %+v", rows[1])
	}
}

// TestTwoAuthorsLoseNothing: the second of two versions that began from the same one is refused until it has been compared, and the draft stays.
func TestTwoAuthorsLoseNothing(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	id := c.of["A1"].ID
	c.must(c.SaveAppraisalDraft(t.Context(), id, 0, map[string]string{"know": "Mine."}, c.actor(c.head)))
	wantRefusal(t, c.SaveAppraisalDraft(t.Context(), id, 0, map[string]string{"know": "Not mine."}, c.actor(c.manager)), readiness.Forbidden, "")
	wantRefusal(t, c.SaveAppraisalDraft(t.Context(), id, 0, map[string]string{"know": strings.Repeat("x", 300_000)}, c.actor(c.head)), readiness.TooLarge, "")
	asked := c.asked(c.actor(c.head))
	first := must[readiness.TextVersion](t)(c.WriteAppraisal(t.Context(), id, writing("First.", "good", 0), asked))
	if again := must[readiness.TextVersion](t)(c.WriteAppraisal(t.Context(), id, writing("First.", "good", 0), asked)); again.Number != first.Number {
		t.Errorf("asked twice, it is version %d", again.Number)
	}
	_, err := c.WriteAppraisal(t.Context(), id, writing("Second.", "good", 0), c.asked(c.actor(c.head)))
	wantRefusal(t, err, readiness.Invalid, "base")
	v := must[readiness.AppraisalView](t)(c.AppraisalView(t.Context(), c.actor(c.head), id))
	if v.Draft == nil || v.Draft.Fields["know"] != "Mine." {
		t.Errorf("the draft: %+v", v.Draft)
	}
	err = c.ask("A1", c.head, readiness.SubmitAppraisal{Version: 1, SHA256: strings.Repeat("0", 64), Grade: "good", Confidence: "low"})
	wantRefusal(t, err, readiness.Invalid, "version")
}

// TestCriteriaFollowTheirCycleAndPeople: new days, somebody who left, a cycle called off.
func TestCriteriaFollowTheirCycleAndPeople(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	list := func() []readiness.AppraisalFollowup {
		t.Helper()
		return must[[]readiness.AppraisalFollowup](t)(c.AppraisalFollowups(t.Context(), "", "", 10))
	}
	if found := list(); len(found) != 0 {
		t.Fatalf("%+v", found)
	}
	days := c.cycle.CycleDates
	days.SignBy = calendar.England().Add(days.SignBy, 5, calendar.Exclusive)
	days.DraftBy = calendar.England().Add(days.DraftBy, 1, calendar.Exclusive)
	c.must(c.askCycle(c.lead, readiness.ReplanAssessment{CycleDates: days, Reason: "Leave."}))
	found := list()
	if len(found) != 2 || found[0].Dates == nil || found[0].Dates.DraftBy != days.DraftBy {
		t.Fatalf("%+v", found)
	}
	for _, f := range found {
		for code, x := range c.of {
			if x.ID == f.AppraisalID {
				next, ev, err := x.Follow(f, c.now())
				c.must(err)
				c.must(c.RecordAppraisal(t.Context(), next, ev))
				c.of[code] = next
			}
		}
	}
	c.leaves(c.head)
	found = list()
	if len(found) != 2 || found[0].People == nil || found[0].People.FromID != c.head || found[0].People.ToID != c.lead {
		t.Errorf("the head has left: %+v", found)
	}
	left := must[[]readiness.AssessmentFollowup](t)(c.AssessmentFollowups(t.Context(), "", 10))
	if len(left) != 1 || left[0].People.FromID != c.head || left[0].People.ToID != c.lead {
		t.Errorf("of the cycle: %+v", left)
	}
	c.must(c.askCycle(c.lead, readiness.CancelAssessment{Reason: "A new framework."}))
	if found = list(); len(found) != 2 || found[0].End != readiness.AppraisalDropped {
		t.Errorf("called off: %+v", found)
	}
}

// TestPeerIsShutOutAfterTheLastDay: a post with an end ends by itself, whoever is signed in; every question asks for the posts of that moment.
func TestPeerIsShutOutAfterTheLastDay(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	peer := c.person("peer")
	last := calendar.DateOf(c.now()).AddDays(10)
	must[readiness.Post](t)(c.AddPost(t.Context(), peer, readiness.AddPost{Role: readiness.Peer, From: monday, Until: last}, c.asked(keeper)))
	c.must(c.ask("A2", c.lead, readiness.AssignAppraisal{Part: "challenger", PersonID: peer}))
	c.send("A2", "We know.", "good")
	c.goTo(last)
	must[readiness.AppraisalView](t)(c.AppraisalView(t.Context(), c.actor(peer), c.of["A2"].ID))
	c.goTo(last.AddDays(1))
	_, err := c.AppraisalView(t.Context(), c.actor(peer), c.of["A2"].ID)
	wantRefusal(t, err, readiness.Forbidden, "")
	if err := c.ask("A2", peer, readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."}); err == nil {
		t.Error("the peer graded after the last day")
	}
	followups := must[[]readiness.AppraisalFollowup](t)(c.AppraisalFollowups(t.Context(), "", "", 10))
	if len(followups) != 1 || followups[0].People == nil || followups[0].People.FromID != peer || followups[0].People.ToID != "" {
		t.Errorf("who challenges now: %+v", followups)
	}
}

// TestOneCycleAtATime: of four people who plan a cycle at once, and a nightly run beside them, one plans it, and the others read so.
func TestOneCycleAtATime(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	c.published()
	c.clock(calendar.On(2027, 7, 5).At(6, 0))
	var wait sync.WaitGroup
	answers := make(chan error, 4)
	for range cap(answers) {
		asked := c.asked(c.actor(c.lead))
		wait.Go(func() {
			_, err := c.PlanAssessment(t.Context(), c.staffed(readiness.PlanAssessment{Name: "Once"}), asked)
			answers <- err
		})
	}
	var night readiness.RefreshResult
	var failed error
	wait.Go(func() { night, failed = c.PlanRefresh(t.Context(), calendar.On(2027, 7, 5)) })
	wait.Wait()
	close(answers)
	planned := 0
	for err := range answers {
		if err == nil {
			planned++
		} else if !readiness.Conflict.Is(err) || !strings.Contains(err.Error(), "under way") {
			t.Error(err)
		}
	}
	if night.Planned != "" {
		planned++
	} else if night.Why == "" {
		t.Errorf("the nightly run plans nothing and does not say why: %+v", night)
	}
	if planned != 1 || failed != nil {
		t.Errorf("%d were planned; the nightly run: %v", planned, failed)
	}
	conn, err := pgx.Connect(t.Context(), c.dsn)
	c.must(err)
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), `insert into assessments (id, kind, name, framework, status, starts, draft_by, sign_by, due, planned, made_at, changed_at)
		select gen_random_uuid(), kind, 'Twice', framework, status, starts, draft_by, sign_by, due, planned, made_at, changed_at from assessments where status = 'unopened'`)
	if err == nil || !strings.Contains(err.Error(), "assessments_one_cycle") {
		t.Errorf("a second cycle beside the first: %v", err)
	}
}
