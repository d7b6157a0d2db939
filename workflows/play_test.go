package workflows_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/converter"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// A play is one story on its way through one or several runs.
type play struct {
	t      testing.TB
	story  story
	ledger *recorder
	done   []bool                        // which steps have been said
	cut    func(now time.Time) time.Time // when the present run is told to end, given when it began; zero for never
	carry  func(any) any                 // what happens to the state between two runs; nil for nothing
	facts  readiness.ActionFacts         // what the ledger knows around an action; its evidence is also what a step of a visit closes on
	visit  readiness.VisitFacts          // what of a visit is open
	runs   int
}

// perform plays the story to its end.
func (p *play) perform() {
	p.t.Helper()
	p.done = make([]bool, len(p.story.steps))
	p.facts = aroundTheAction()
	in, now := p.story.kind.begin(&p.story), p.story.start
	for ; p.runs < 1000; p.runs++ {
		state, at, goesOn := p.run(in, now)
		if !goesOn {
			return
		}
		if p.carry != nil {
			state = p.carry(state)
		}
		in, now = p.story.kind.goOn(state), at
	}
	p.t.Fatalf("%s: a thousand runs", p.story.name)
}

// run plays one run of the workflow, and says how the next begins.
func (p *play) run(in any, now time.Time) (state any, at time.Time, goesOn bool) {
	p.t.Helper()
	env := environment(p.t, &activities.Activities{Ledger: p.ledger, Runs: p.ledger})
	env.SetStartTime(now)
	p.next(env, now)
	env.RegisterDelayedCallback(env.CancelWorkflow, p.story.end.Sub(now))
	if p.cut != nil {
		if at := p.cut(now); !at.IsZero() {
			env.RegisterDelayedCallback(func() { env.SetContinueAsNewSuggested(true) }, max(0, at.Sub(now)))
		}
	}
	env.ExecuteWorkflow(p.story.kind.workflow, in)
	err := env.GetWorkflowError()
	var more *workflow.ContinueAsNewError
	var canceled *temporal.CanceledError
	switch {
	case errors.As(err, &more):
		state, err := p.story.kind.carried(sealed(p.t), more.Input)
		if err != nil {
			p.t.Fatal(err)
		}
		return state, env.Now(), true
	case err != nil && !errors.As(err, &canceled):
		p.t.Errorf("%s: it failed: %v", p.story.name, err)
	}
	return nil, at, false
}

// next has the first line that has not been said yet said at its moment, and then the one after it.
func (p *play) next(env *testsuite.TestWorkflowEnvironment, now time.Time) {
	i := slices.Index(p.done, false)
	if i < 0 {
		return
	}
	env.RegisterDelayedCallback(func() {
		p.done[i] = true
		p.say(env, p.story.steps[i])
		p.next(env, env.Now())
	}, max(0, p.story.steps[i].at.Sub(now)))
}

// say lets one line of the story happen.
func (p *play) say(env *testsuite.TestWorkflowEnvironment, st step) {
	if slices.Contains([]string{"import", "sweep", "cycle", "criterion", "visit", "ofsted"}, st.who) {
		if err := p.signal(env, st); err != nil {
			p.t.Errorf("%s: %v", st, err)
		}
		return
	}
	if p.attach(st) {
		return
	}
	if p.story.kind.workflow == workflows.AssessmentName {
		st = p.reading(st)
	}
	who, known := people[st.who]
	facts, visit, gate := p.facts, p.visit, proof(p.facts.Evidence)
	name, in, err := p.story.kind.ask(st, readiness.Asked{ID: st.id, By: who, Facts: &facts, Visit: &visit, Gate: &gate})
	if err != nil || !known {
		p.t.Errorf("%s: %v", st, err)
		return
	}
	env.UpdateWorkflow(name, st.id, &testsuite.TestUpdateCallback{
		OnAccept:   func() {},
		OnReject:   func(err error) { p.heard(st, err) },
		OnComplete: func(_ any, err error) { p.heard(st, err) },
	}, in)
}

// heard compares an answer with what the story expects.
func (p *play) heard(st step, err error) {
	refusal := workflows.FromTemporal(err)
	switch {
	case err != nil && refusal == nil:
		p.t.Errorf("%s: %s: %v", p.story.name, st, err)
	case refusal == nil && st.refusal != "":
		p.t.Errorf("%s: %s was accepted; the story expects: %s", p.story.name, st, st.refusal)
	case refusal != nil && (st.refusal == "" || !strings.Contains(refusal.Message, st.refusal)):
		p.t.Errorf("%s: %s was refused: %s; the story expects: %q", p.story.name, st, refusal.Message, st.refusal)
	}
}

func (st step) String() string {
	return st.at.In(calendar.London).Format("2 January 15:04 ") + st.who + " " + strings.Join(st.words, " ")
}

// signal says what a machine says: import closed DATE · import moved TEAM AREA OWNER · sweep closed-day DATE · sweep short-ladder · sweep left ·
// sweep verifier PERSON · sweep convenor PERSON; and to self-assessments and visits what appraisalWord, assessmentWord, visitWord and visitStepWord read.
func (p *play) signal(env *testsuite.TestWorkflowEnvironment, st step) error {
	terms := p.story.kind.terms(&p.story)
	if word := p.story.kind.word; word != nil && st.words[0] != "closed-day" && st.words[0] != "short-ladder" {
		name, said, err := word(st)
		if err == nil {
			env.SignalWorkflow(name, said)
		}
		return err
	}
	switch st.words[0] {
	case "closed":
		on, err := calendar.ParseDate(st.words[1])
		env.SignalWorkflow("follow-case", readiness.Followup{ReviewID: "review-1", Closed: on})
		return err
	case "moved":
		env.SignalWorkflow("follow-case", readiness.Followup{ReviewID: "review-1", TeamID: st.words[1], AreaID: st.words[2], OwnerID: st.words[3]})
	case "left":
		if p.story.kind.workflow == workflows.PointName {
			env.SignalWorkflow("follow-people", readiness.PointFollowup{PointID: "point-1", OwnerID: "lead", ConvenorID: "lead"})
			return nil
		}
		env.SignalWorkflow("follow-people", readiness.ActionFollowup{ActionID: "action-1", OwnerID: "head"})
	case "verifier":
		env.SignalWorkflow("follow-people", readiness.ActionFollowup{ActionID: "action-1", VerifierID: st.words[1], Drawn: true})
	case "letter":
		env.SignalWorkflow("follow-people", readiness.ActionFollowup{ActionID: "action-1", Again: &readiness.NamedAgain{
			FindingID: st.words[1], ReceivedOn: calendar.On(2026, 6, 8), Text: strings.Join(st.words[2:], " "),
		}})
	case "convenor":
		env.SignalWorkflow("follow-people", readiness.PointFollowup{PointID: "point-1", ConvenorID: st.words[1]})
	case "closed-day":
		on, err := calendar.ParseDate(st.words[1])
		terms.Calendar = terms.Calendar.With("with "+st.words[1], []calendar.Closure{{Date: on, Name: "Council closed"}})
		env.SignalWorkflow("plan-again", terms)
		return err
	case "short-ladder":
		terms.Ladder = readiness.Ladder{Version: 2, Hour: 7, Rungs: []readiness.Rung{{After: 1, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.AreaHead}}}}
		env.SignalWorkflow("plan-again", terms)
	default:
		return fmt.Errorf("no machine says %q", st.words[0])
	}
	return nil
}

// environment is the SDK's test environment with payloads sealed, as in life.
func environment(t testing.TB, a *activities.Activities) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	env.SetDataConverter(sealed(t))
	env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: time.Minute}) // a busy machine is no deadlock
	env.RegisterWorkflowWithOptions(workflows.Review, workflow.RegisterOptions{Name: workflows.ReviewName})
	env.RegisterWorkflowWithOptions(workflows.Action, workflow.RegisterOptions{Name: workflows.ActionName})
	env.RegisterWorkflowWithOptions(workflows.Point, workflow.RegisterOptions{Name: workflows.PointName})
	env.RegisterWorkflowWithOptions(workflows.Assessment, workflow.RegisterOptions{Name: workflows.AssessmentName})
	env.RegisterWorkflowWithOptions(workflows.Appraisal, workflow.RegisterOptions{Name: workflows.AppraisalName})
	env.RegisterWorkflowWithOptions(workflows.VisitEntry, workflow.RegisterOptions{Name: workflows.VisitEntryName})
	env.RegisterWorkflowWithOptions(workflows.Visit, workflow.RegisterOptions{Name: workflows.VisitName})
	env.RegisterWorkflowWithOptions(workflows.VisitStep, workflow.RegisterOptions{Name: workflows.VisitStepName})
	env.RegisterWorkflowWithOptions(workflows.CaseAudit, workflow.RegisterOptions{Name: workflows.CaseAuditName})
	env.RegisterWorkflowWithOptions(workflows.PreScrutiny, workflow.RegisterOptions{Name: workflows.PreScrutinyName})
	env.RegisterWorkflowWithOptions(workflows.Import, workflow.RegisterOptions{Name: workflows.ImportName})
	env.RegisterWorkflowWithOptions(workflows.Sweep, workflow.RegisterOptions{Name: workflows.SweepName})
	env.RegisterWorkflowWithOptions(workflows.Refresh, workflow.RegisterOptions{Name: workflows.RefreshName})
	env.RegisterWorkflowWithOptions(workflows.Digest, workflow.RegisterOptions{Name: workflows.DigestName})
	env.RegisterWorkflowWithOptions(workflows.Rebuild, workflow.RegisterOptions{Name: workflows.RebuildName})
	if a.Beat == nil {
		a.Beat = quietly
	}
	env.RegisterActivity(a)
	return env
}

// testKey is no secret: it is 32 times the letter k.
var testKey = "test:" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", 32)))

func sealed(t testing.TB) converter.DataConverter {
	t.Helper()
	seal, err := workflows.NewSeal(testKey)
	if err != nil {
		t.Fatal(err)
	}
	return converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), seal)
}

// page prints a ledger as the stories do: number, London date, kind, and what the person wrote or who was told.
func page(steps []recorded) string {
	var b strings.Builder
	for _, s := range steps {
		words := strings.ReplaceAll(s.Event.Note, "\n", " / ")
		if words == "" {
			words = told(s.Event)
		}
		line := fmt.Sprintf("%-3d %s  %-18s  %s", s.Event.Seq, calendar.DateOf(s.Event.At), s.Event.Kind, words)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func told(ev readiness.Event) string {
	var who []string
	for _, tell := range ev.Tell {
		for _, role := range tell.Roles {
			who = append(who, role.Title())
		}
		who = append(who, tell.People...)
	}
	if len(who) == 0 {
		return ""
	}
	return "to the " + strings.Join(who, ", the ")
}
