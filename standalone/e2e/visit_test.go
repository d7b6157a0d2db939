package e2e_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestVisits leads visits through a whole Sightline: one that is moved twice, with a step that closes on evidence, one that is waived, one that is left out and
// comes back, and one whose owner leaves; an inspection from its call to the end; and a rehearsal that the next call ends.
func TestVisits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 20, calendar.DateOf(time.Now()))
	runs, director := who[string(readiness.ImprovementLead)], who[string(readiness.Director)]
	manager := who["team_manager North Locality Team"]
	today := calendar.DateOf(time.Now())

	agreed := h.planVisit(t, runs, readiness.PlanVisit{
		Kind: "monitoring", On: calendar.England().Add(today, 80, calendar.Exclusive), Focus: []string{"care_leavers", "missing"}, Leads: []string{who["area_head North"].PersonID, ""},
	})
	free := h.texts(`select id::text from visit_steps where visit_id = $1 and gate = 'evidence' and status = 'open' and owner_id = $2 order by place desc`, agreed, runs.PersonID)
	proved, spared, forsaken := free[0], free[1], free[2]
	if err := h.askStep(t, runs, proved, readiness.CloseVisitStep{}); !readiness.Conflict.Is(err) {
		t.Errorf("a tick: %v", err)
	}
	got[readiness.Evidence](t)(h.db.AttachEvidence(t.Context(), readiness.AttachEvidence{StepID: proved, Kind: "audit", Bears: readiness.Supports, Title: "The list", ShowsOn: today}, asked(runs)))
	h.doStep(t, runs, proved, readiness.CloseVisitStep{Note: "It is there."})
	h.doStep(t, who["quality_assurance"], proved, readiness.ReopenVisitStep{Reason: "It is last year’s."})
	h.doStep(t, runs, proved, readiness.CloseVisitStep{Note: "This year’s."})
	h.doStep(t, runs, spared, readiness.WaiveVisitStep{Reason: "We have one."})
	if err := h.askStep(t, runs, spared, readiness.AnswerWaiver{Answer: "grant"}); !readiness.Forbidden.Is(err) {
		t.Errorf("a waiver of one's own: %v", err)
	}
	h.doStep(t, director, spared, readiness.AnswerWaiver{Answer: "refuse", Note: "It is old."})
	h.doStep(t, runs, spared, readiness.WaiveVisitStep{Reason: "I looked: it is new."})
	h.doStep(t, director, spared, readiness.AnswerWaiver{Answer: "grant"})
	h.doStep(t, runs, forsaken, readiness.AssignVisitStep{OwnerID: manager.PersonID})
	left := h.movedNear(t, agreed, runs, director, today)
	_, err := h.db.SavePerson(t.Context(), manager.PersonID, readiness.SavePerson{Name: "Left", Email: "left@fairshire.example", Active: "no"}, asked(lead))
	must(t, err)
	h.sweep(t)
	until(t, soon, "the step goes to whoever has its part", func() (bool, any) {
		owner := h.texts(`select owner_id::text from visit_steps where id = $1`, forsaken)
		return owner[0] == runs.PersonID, owner
	})
	h.doVisit(t, runs, agreed, readiness.CancelVisit{Reason: "Ofsted called it off."})
	h.visitEnded(t, "visit_moved_and_called_off", agreed, readiness.VisitCancelled, "planned", "moved", "short-notice-decided", "moved", "cancelled")
	h.stepEnded(t, "visit_step_closed_on_evidence", proved, "opened done opened-again done moved moved ended")
	h.stepEnded(t, "visit_step_waived", spared, "opened waiver-asked waiver-refused waiver-asked waived moved moved ended")
	h.stepEnded(t, "visit_step_owner_left", forsaken, "opened assigned moved moved assigned ended")
	h.stepEnded(t, "visit_step_left_out", left, "opened moved restored moved ended")

	h.fromTheCallToTheEnd(t, runs, director, today)
	rehearsal := h.planVisit(t, runs, readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"})
	if err := h.askVisit(t, runs, rehearsal, readiness.EnterVisitLetter{On: today}); !readiness.Conflict.Is(err) {
		t.Errorf("a letter about a rehearsal: %v", err)
	}
	call := h.planVisit(t, runs, readiness.PlanVisit{Kind: "standard"})
	h.visitEnded(t, "visit_rehearsal_overtaken", rehearsal, readiness.VisitCancelled, "planned", "overtaken")
	h.everyStepEnded(t, call)
	if check, err := h.db.VerifyAudit(t.Context()); err != nil || check.Broken != 0 {
		t.Errorf("the audit chain: %+v %v", check, err)
	}
}

// planVisit plans a visit and waits until it and all its steps run.
func (e *eyes) planVisit(t *testing.T, by readiness.Actor, p readiness.PlanVisit) string {
	t.Helper()
	planned := got[readiness.PlannedVisit](t)(e.db.PlanVisit(t.Context(), p, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenVisit(t.Context(), planned) })
	must(t, err)
	until(t, soon, "every step of the visit runs", func() (bool, any) {
		n := e.count(`select count(*) from visit_steps where visit_id = $1 and status = 'planned'`, planned.ID)
		return n == 0, n
	})
	return planned.ID
}

// askVisit asks a command of a visit as the doors do: with what the ledger knows is open, and again when nobody answers in time.
func (e *eyes) askVisit(t *testing.T, by readiness.Actor, id string, c readiness.VisitCommand) error {
	t.Helper()
	command := asked(by)
	_, err := patiently(t, func() (readiness.Visit, error) {
		facts := got[readiness.VisitFacts](t)(e.db.VisitFacts(t.Context(), id))
		command.Visit = &facts
		return e.commands.Visit(t.Context(), id, c, command)
	})
	return err
}

func (e *eyes) doVisit(t *testing.T, by readiness.Actor, id string, c readiness.VisitCommand) {
	t.Helper()
	if err := e.askVisit(t, by, id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// askStep asks a command of a step as the doors do: with what it closes on.
func (e *eyes) askStep(t *testing.T, by readiness.Actor, id string, c readiness.VisitStepCommand) error {
	t.Helper()
	command := asked(by)
	_, err := patiently(t, func() (readiness.VisitStep, error) {
		gate := got[readiness.GateFacts](t)(e.db.GateFacts(t.Context(), id))
		command.Gate = &gate
		return e.commands.VisitStep(t.Context(), id, c, command)
	})
	return err
}

func (e *eyes) doStep(t *testing.T, by readiness.Actor, id string, c readiness.VisitStepCommand) {
	t.Helper()
	if err := e.askStep(t, by, id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// awaitSteps waits until so many steps of a visit stand somewhere, and returns their ids.
func (e *eyes) awaitSteps(t *testing.T, visit string, status readiness.VisitStepStatus, enough func(n int) bool) (ids []string) {
	t.Helper()
	until(t, soon, "steps are "+status.Title(), func() (bool, any) {
		ids = e.texts(`select id::text from visit_steps where visit_id = $1 and status = $2 order by place`, visit, string(status))
		return enough(len(ids)), len(ids)
	})
	return ids
}

// movedNear moves a visit so near that steps are left out, has the director bring one of them back at once, and moves it away again. It returns that step.
func (h *house) movedNear(t *testing.T, id string, runs, director readiness.Actor, today calendar.Date) string {
	t.Helper()
	h.doVisit(t, runs, id, readiness.MoveVisit{On: calendar.England().Add(today, 15, calendar.Exclusive), Reason: "Ofsted come sooner."})
	short := got[readiness.Visit](t)(h.db.VisitState(t.Context(), id)).Short
	h.awaitSteps(t, id, readiness.StepLeftOut, func(n int) bool { return n >= len(short.LeftOut) })
	h.doVisit(t, director, id, readiness.DecideShortNotice{Keep: short.LeftOut[:1]})
	back := h.texts(`select id::text from visit_steps where visit_id = $1 and code = $2 order by place limit 1`, id, short.LeftOut[0])[0]
	until(t, soon, "what the director wants comes back", func() (bool, any) {
		s := got[readiness.VisitStep](t)(h.db.VisitStepState(t.Context(), back))
		return s.Status == readiness.StepOpen, s.Status
	})
	h.doVisit(t, runs, id, readiness.MoveVisit{On: calendar.England().Add(today, 90, calendar.Exclusive), Reason: "They put it off."})
	h.awaitSteps(t, id, readiness.StepLeftOut, func(n int) bool { return n == 0 })
	until(t, soon, "every step heard of both moves", func() (bool, any) {
		behind := h.texts(`select code from visit_steps where visit_id = $1 and state->>'anchor' = 'visit' and state->>'counted' <> (select state->>'on' from visits where id = $1)`, id)
		return len(behind) == 0, behind
	})
	return back
}

// fromTheCallToTheEnd leads an inspection whose inspectors have gone through its letter to its end: nothing of it may be open.
func (h *house) fromTheCallToTheEnd(t *testing.T, runs, director readiness.Actor, today calendar.Date) {
	t.Helper()
	id := h.planVisit(t, runs, readiness.PlanVisit{Kind: "short", Called: today.AddDays(-40)})
	until(t, soon, "the inspectors have gone", func() (bool, any) {
		x := got[readiness.Visit](t)(h.db.VisitState(t.Context(), id))
		return x.Status == readiness.VisitAwaiting, x.Standing()
	})
	h.doVisit(t, runs, id, readiness.EnterVisitLetter{On: today.AddDays(-1)})
	h.awaitSteps(t, id, readiness.StepLater, func(n int) bool { return n == 0 })
	if err := h.askVisit(t, runs, id, readiness.CloseVisit{}); !readiness.Conflict.Is(err) || !strings.Contains(err.Error(), "still open") {
		t.Errorf("closed with steps open: %v", err)
	}
	for _, step := range h.awaitSteps(t, id, readiness.StepOpen, func(n int) bool { return n > 0 }) {
		by := director
		if h.texts(`select coalesce(owner_id::text, '') from visit_steps where id = $1`, step)[0] == director.PersonID {
			by = runs
		}
		h.doStep(t, by, step, readiness.WaiveVisitStep{Reason: "It was done on paper."})
	}
	h.doVisit(t, runs, id, readiness.CloseVisit{Note: "The board has seen it."})
	h.visitEnded(t, "visit_letter_and_closed", id, readiness.VisitClosed, "planned", "arrived", "left", "letter", "closed")
}

// visitEnded checks how a visit ended and that some things happened in it in this order, and that its run has ended with it and replays.
func (h *house) visitEnded(t *testing.T, name, id string, status readiness.VisitStatus, kinds ...string) {
	t.Helper()
	until(t, soon, "the visit is "+status.Title(), func() (bool, any) {
		x := got[readiness.Visit](t)(h.db.VisitState(t.Context(), id))
		return x.Status == status, x.Standing()
	})
	must(t, h.temporal.GetWorkflow(t.Context(), "visit/"+id, "").Get(t.Context(), nil))
	happened := h.texts(`select replace(kind, ' ', '-') from visit_events where visit_id = $1 order by seq`, id)
	rest := happened
	for _, kind := range kinds {
		i := slices.Index(rest, kind)
		if i < 0 {
			t.Errorf("%s: the events are %v, want among them %v", name, happened, kinds)
			break
		}
		rest = rest[i+1:]
	}
	h.replay(t, h.config.PayloadKeys.Reveal(), name, "visit/"+id)
}

// stepEnded checks what happened to a step, and that its run has ended with its visit and replays.
func (h *house) stepEnded(t *testing.T, name, id, kinds string) {
	t.Helper()
	must(t, h.temporal.GetWorkflow(t.Context(), "visit-step/"+id, "").Get(t.Context(), nil))
	if got := strings.Join(h.texts(`select replace(kind, ' ', '-') from visit_step_events where visit_step_id = $1 order by seq`, id), " "); got != kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	h.replay(t, h.config.PayloadKeys.Reveal(), name, "visit-step/"+id)
}

// everyStepEnded makes sure that no step outlived its visit, but for those of one that is under way.
func (h *house) everyStepEnded(t *testing.T, running string) {
	t.Helper()
	until(t, soon, "every step has ended with its visit", func() (bool, any) {
		n := h.count(`select count(*) from visit_steps where visit_id <> $1 and not over`, running)
		return n == 0, n
	})
}
