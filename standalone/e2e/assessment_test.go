package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestAssessment leads self-assessments through a whole Sightline: one that is challenged blind, loses everything to a kill half-way, is signed on the
// pages, changes after it was signed and is published; its refresh, in which an author leaves; and one more that is called off.
func TestAssessment(t *testing.T) {
	t.Parallel()
	c := newCottage(t)
	a := &assessing{cottage: c, t: t, keys: string(got[[]byte](t)(os.ReadFile(filepath.Join(c.dir, "payload-keys"))))}
	a.settleIn()
	if early := a.refreshes(); early.Planned != "" || early.Why == "" {
		t.Errorf("a refresh of nothing: %+v", early)
	}
	a.browser = browser.Open(t, browser.Options{})
	programme := a.visits("Imogen Lead")
	programme.open("/self-assessments")
	programme.Click("Plan a self-assessment")
	programme.open("/self-assessments/new") // as if by its address: a click leaves the keyboard where it was
	programme.everyWay("plan-a-self-assessment")
	first := a.beginCycle(t, a.lead, readiness.PlanAssessment{
		Kind: readiness.AnnualCycle, Name: "This year", Framework: a.bringFramework(t).Code, Starts: calendar.DateOf(time.Now()), Leads: []string{a.head.PersonID, a.lead.PersonID},
		Challengers: []string{a.qa.PersonID, a.qa.PersonID}, AssistantID: a.ad.PersonID, DirectorID: a.dcs.PersonID, MemberID: a.member.PersonID,
	})
	a.agree(first)
	a.sign(first)
	a.published(first, 1)
	a.criterionEnded(t, a.keys, "appraisal_sent_back", a.criterion(t, first, "HP01"), "opened sent returned sent challenged changed frozen")
	a.criterionEnded(t, a.keys, "appraisal_third_reviewer", a.criterion(t, first, "LM01"), "opened sent challenged assigned settled frozen")

	second := a.refreshed()
	a.leaves(second)
	a.cycleEnded("assessment_changed_since_signed", first, readiness.AssessmentSuperseded, "changed-since-signed", "published", "superseded")
	a.replay(t, a.keys, "assessment_published", "assessment/"+second) // it waits until it grows old
	third := a.refreshed()
	a.doCycle(t, a.lead, third, readiness.CancelAssessment{Reason: "The inspection came first."})
	a.cycleEnded("assessment_cancelled", third, readiness.AssessmentCancelled, "replanned", "cancelled") // it began before or after the days moved
	a.everyCriterionEnded()
}

// assessing is a house in which people assess themselves.
type assessing struct {
	*cottage
	t                                       *testing.T
	browser                                 *browser.Browser
	keys                                    string
	lead, head, writer, qa, ad, dcs, member readiness.Actor
}

// settleIn appoints everybody who has a part.
func (a *assessing) settleIn() {
	a.t.Helper()
	area := func(name string) string {
		return got[readiness.Area](a.t)(a.db.SaveArea(a.t.Context(), "", readiness.SaveArea{Name: name}, asked(lead))).ID
	}
	for _, p := range []struct {
		who  *readiness.Actor
		post readiness.AddPost
		name string
	}{
		{&a.lead, readiness.AddPost{Role: readiness.ImprovementLead}, "Imogen Lead"},
		{&a.head, readiness.AddPost{Role: readiness.AreaHead, AreaID: area("North")}, "Hanna Head"},
		{&a.writer, readiness.AddPost{Role: readiness.AreaHead, AreaID: area("South")}, "Wanda Writer"},
		{&a.qa, readiness.AddPost{Role: readiness.QualityAssurance}, "Quentin Quality"},
		{&a.ad, readiness.AddPost{Role: readiness.AssistantDirector}, "Ada Assistant"},
		{&a.dcs, readiness.AddPost{Role: readiness.Director}, "Dora Director"},
		{&a.member, readiness.AddPost{Role: readiness.LeadMember}, "Mary Member"},
	} {
		*p.who = a.appoint(a.t, p.post, p.name)
	}
	a.fromMidnight(a.t)
}

// refreshes has the next self-assessment planned, when one is due.
func (a *assessing) refreshes() readiness.RefreshResult {
	a.t.Helper()
	command := asked(a.lead)
	result, err := patiently(a.t, func() (readiness.RefreshResult, error) { return a.commands.RunRefresh(a.t.Context(), command) })
	must(a.t, err)
	return result
}

// refreshed has the next self-assessment planned, and begins it: what was said before is carried over.
func (a *assessing) refreshed() string {
	a.t.Helper()
	if result := a.refreshes(); !strings.HasPrefix(result.Planned, "Refresh of ") {
		a.t.Fatalf("the refresh: %+v", result)
	}
	id := a.texts(`select id::text from assessments where kind = 'refresh' order by made_at desc limit 1`)[0]
	until(a.t, soon, "the refresh is planned", func() (bool, any) {
		return a.count(`select count(*) from assessments where id = $1 and state is not null`, id) == 1, id
	})
	a.startToday(a.t, a.lead, id)
	view := got[readiness.AppraisalView](a.t)(a.db.AppraisalView(a.t.Context(), a.head, a.criterion(a.t, id, "HP01")))
	if view.Before == nil || !strings.HasPrefix(view.Before.Text.Know, "Help comes within a week") || view.AuthorID != a.head.PersonID || view.ChallengerID != a.qa.PersonID {
		a.t.Errorf("the refresh carries over: %+v, by %s, challenged by %s", view.Before, view.Author, view.Challenger)
	}
	return id
}

// agree leads both criteria to an agreed grade: one comes back to its author, about the other a third reviewer decides. Everything is killed after the
// challenger answered; whoever asks again is answered, and nothing was done twice.
func (a *assessing) agree(id string) {
	a.t.Helper()
	help, leaders := a.criterion(a.t, id, "HP01"), a.criterion(a.t, id, "LM01")
	a.send(a.t, a.head, help, written(0, "Help comes.", "good"))
	a.doCriterion(a.t, a.qa, help, readiness.ReturnAppraisal{Missing: "How soon?"})
	a.send(a.t, a.lead, leaders, written(0, "We read audits.", "outstanding"))
	if view := got[readiness.AppraisalView](a.t)(a.db.AppraisalView(a.t.Context(), a.qa, leaders)); !view.Hidden || view.Grade != "" || view.State.Written.Grade != "" {
		a.t.Errorf("the challenger sees the author's grade: %q %q", view.Grade, view.State.Written.Grade)
	}
	challenge, grade := asked(a.qa), readiness.ChallengeAppraisal{Grade: "requires_improvement", Why: "Six of ten audits say so."}
	must(a.t, a.askCriterion(a.t, challenge, leaders, grade))
	a.kill()
	a.start()
	must(a.t, a.askCriterion(a.t, challenge, leaders, grade))

	a.send(a.t, a.head, help, written(1, "Help comes within a week.", "good"))
	a.doCriterion(a.t, a.qa, help, readiness.ChallengeAppraisal{Grade: "good", Why: "The audits say so too."})
	a.doCriterion(a.t, a.lead, leaders, readiness.AssignAppraisal{Part: "third", PersonID: a.ad.PersonID})
	if err := a.askCriterion(a.t, asked(a.lead), leaders, readiness.SettleAppraisal{Grade: "good", Reason: "Mine."}); !readiness.Forbidden.Is(err) {
		a.t.Errorf("the author settles between the grades: %v", err)
	}
	a.doCriterion(a.t, a.ad, leaders, readiness.SettleAppraisal{Grade: "good", Reason: "Between the two."})
	a.awaitCycle(a.t, id, readiness.AssessmentSigning)
	a.grade(id)
}

func (a *assessing) grade(id string) {
	a.t.Helper()
	a.doCycle(a.t, a.head, id, readiness.GradeSection{Section: "HELP", Grade: "good", Why: "It is good."})
	a.doCycle(a.t, a.lead, id, readiness.GradeSection{Section: "LEAD", Grade: "good", Why: "They know."})
}

// visits signs somebody in, in a browser of their own.
func (a *assessing) visits(name string) visitor {
	a.t.Helper()
	v := visitor{a.browser.Another(), a.t, a.url, new([]string)}
	v.signIn(strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@fairshire.example")
	return v
}

// sign signs a cycle on its pages, along the chain. The text changes once after its first signature, and the director mistypes the password.
func (a *assessing) sign(id string) {
	a.t.Helper()
	signer := func(name, part string) visitor {
		v := a.visits(name)
		v.signs(id)
		v.everyWay("sign-" + part)
		return v
	}
	head := signer("Hanna Head", "HELP")
	head.Click("Sign")
	head.reads("Your signature binds exactly what you read")
	a.send(a.t, a.head, a.criterion(a.t, id, "HP01"), written(2, "Help comes within a week, and stays.", "good"))
	until(a.t, soon, "the signature holds no more", func() (bool, any) {
		x := a.cycle(a.t, id)
		return x.Signature("HELP") != nil && !x.Signed("HELP"), x.Signatures
	})
	head.signs(id)
	head.reads("something has changed since")
	head.Click("Sign")
	for _, p := range []struct{ name, part string }{{"Imogen Lead", "LEAD"}, {"Ada Assistant", "assistant_director"}} {
		v := signer(p.name, p.part)
		v.Click("Sign")
		v.reads("Signed.")
	}
	dcs := signer("Dora Director", "dcs")
	dcs.Fill("Your password, once more", "quiet harbour lantern 48")
	dcs.Click("Sign")
	dcs.reads("This is not your password")
	dcs.signs(id)
	dcs.Fill("Your password, once more", password)
	dcs.Click("Sign")
	dcs.reads("Signed.")
	member := signer("Mary Member", "lead_member")
	member.Click("Sign")
	member.reads("With this signature the self-assessment is published.")
}

// signs goes to what is to be signed next, and says that it was read.
func (v visitor) signs(id string) {
	v.t.Helper()
	v.open("/self-assessments/" + id)
	v.Click("Read and sign")
	v.Choose("I have read this, and I sign it as it stands")
}

// published checks a published cycle: sealed as it was signed, every criterion's run over, and what was written and signed whole.
func (a *assessing) published(id string, seals int) {
	a.t.Helper()
	a.awaitCycle(a.t, id, readiness.AssessmentPublished)
	until(a.t, soon, "it is sealed", func() (bool, any) {
		found := got[readiness.SealCheck](a.t)(a.db.VerifySeals(a.t.Context()))
		return found.Seals == seals && len(found.Wrong) == 0, found
	})
	if check, err := a.db.VerifyAudit(a.t.Context()); err != nil || check.Broken != 0 {
		a.t.Errorf("the audit chain: %+v %v", check, err)
	}
	until(a.t, soon, "its criteria have heard of it", func() (bool, any) {
		open := a.texts(`select criterion || ' ' || status from appraisals where assessment_id = $1 and status <> 'frozen'`, id)
		return len(open) == 0, open
	})
	if err := a.askCriterion(a.t, asked(a.head), a.criterion(a.t, id, "HP01"), readiness.ReturnAppraisal{Missing: "More."}); !readiness.Conflict.Is(err) {
		a.t.Errorf("a published criterion is sent back: %v", err)
	}
}

// leaves publishes a refresh whose author leaves before anything is sent: the lead of the judgement area writes instead.
func (a *assessing) leaves(id string) {
	a.t.Helper()
	help, leaders := a.criterion(a.t, id, "HP01"), a.criterion(a.t, id, "LM01")
	a.doCriterion(a.t, a.head, help, readiness.AssignAppraisal{Part: "author", PersonID: a.writer.PersonID})
	_, err := a.db.SavePerson(a.t.Context(), a.writer.PersonID, readiness.SavePerson{Name: "Left", Email: "left@fairshire.example", Active: "no"}, asked(lead))
	must(a.t, err)
	a.sweep(a.t)
	until(a.t, soon, "the criterion goes to the lead of its judgement area", func() (bool, any) {
		owner := a.texts(`select author_id::text from appraisals where id = $1`, help)
		return owner[0] == a.head.PersonID, owner
	})
	a.send(a.t, a.head, help, written(0, "Help comes within a week, and stays.", "good"))
	a.send(a.t, a.lead, leaders, written(0, "We read audits each month.", "good"))
	for _, criterion := range []string{help, leaders} {
		a.doCriterion(a.t, a.qa, criterion, readiness.ChallengeAppraisal{Grade: "good", Why: "The audits say so."})
	}
	a.awaitCycle(a.t, id, readiness.AssessmentSigning)
	a.grade(id)
	for _, p := range []struct {
		by   readiness.Actor
		part string
	}{{a.head, "HELP"}, {a.lead, "LEAD"}, {a.ad, "assistant_director"}, {a.dcs, "dcs"}, {a.member, "lead_member"}} {
		a.doCycle(a.t, p.by, id, readiness.SignAssessment{Part: p.part, SHA256: a.cycle(a.t, id).Binds(p.part)})
	}
	a.published(id, 2)
	a.criterionEnded(a.t, a.keys, "appraisal_author_left", help, "opened assigned assigned sent challenged frozen")
}

// cycleEnded checks how a cycle ended and that some things happened in it in this order, and that its run has ended with it and replays.
func (a *assessing) cycleEnded(name, id string, status readiness.AssessmentStatus, kinds ...string) {
	a.t.Helper()
	a.awaitCycle(a.t, id, status)
	must(a.t, a.temporal.GetWorkflow(a.t.Context(), "assessment/"+id, "").Get(a.t.Context(), nil))
	happened := a.texts(`select replace(kind, ' ', '-') from assessment_events where assessment_id = $1 order by seq`, id)
	rest := happened
	for _, kind := range kinds {
		for len(rest) > 0 && rest[0] != kind {
			rest = rest[1:]
		}
	}
	if len(rest) == 0 {
		a.t.Errorf("%s: the events are %v, want among them %v", name, happened, kinds)
	}
	a.replay(a.t, a.keys, name, "assessment/"+id)
}

// everyCriterionEnded makes sure that no criterion's run outlived its cycle.
func (a *assessing) everyCriterionEnded() {
	a.t.Helper()
	for _, id := range a.texts(`select id::text from appraisals`) {
		must(a.t, a.temporal.GetWorkflow(a.t.Context(), "appraisal/"+id, "").Get(a.t.Context(), nil))
	}
	if open := a.texts(`select criterion || ' ' || status from appraisals where status not in ('frozen', 'dropped')`); len(open) > 0 {
		a.t.Errorf("these criteria have not ended: %v", open)
	}
}
