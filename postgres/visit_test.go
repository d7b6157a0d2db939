package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A visiting is a service with a visit of two focus areas: the lead leads it, the head leads care leavers, and look has the part of quality assurance. What
// the visit says is passed on at once, as PassOn does.
type visiting struct {
	*service
	visit readiness.Visit
	steps map[string]readiness.VisitStep // by code, with the focus area after a slash
}

func smallRunUp(kind string) readiness.RunUp {
	return readiness.RunUp{
		Code: kind + "-2026", Kind: kind, Name: "Small", From: calendar.On(2020, 1, 1), Days: 2, Letter: 22,
		Slots: []readiness.RunUpSlot{
			{Code: "lead", Name: "Visit lead", Role: readiness.ImprovementLead},
			{Code: "focus_lead", Name: "Lead of the focus area", Role: readiness.AssistantDirector, PerFocus: true},
			{Code: "quality", Name: "Quality assurance", Role: readiness.QualityAssurance},
		},
		Steps: []readiness.RunUpStep{
			{Code: "scope", Name: "Agree the scope", Anchor: "visit", Offset: -60, Slot: "focus_lead", PerFocus: true, Gate: "signature", Short: "keep"},
			{Code: "baseline", Name: "Take the baseline", Anchor: "visit", Offset: -50, Slot: "lead", Gate: "evidence", Short: "drop"},
			{Code: "rooms", Name: "Book rooms", Anchor: "visit", Offset: -5, Slot: "lead", Gate: "evidence", Short: "keep"},
			{Code: "check", Name: "Answer the checklist", Anchor: "visit", Offset: -5, Slot: "focus_lead", PerFocus: true, Gate: "checklist", Short: "keep"},
			{Code: "findings", Name: "Enter findings", Anchor: "letter", Offset: 5, Slot: "lead", Gate: "letter", Short: "keep"},
		},
	}
}

func newVisiting(t *testing.T, on calendar.Date) *visiting {
	t.Helper()
	v := &visiting{service: newService(t), steps: map[string]readiness.VisitStep{}}
	pack := func(code, focus, name string) readiness.FocusPack {
		return readiness.FocusPack{Code: code, Focus: focus, Name: name, From: calendar.On(2020, 1, 1), Cohort: readiness.OtherCohort, Checklist: []readiness.PackLine{{Code: "MIK1"}, {Code: "MIK2"}, {Code: "MIK3"}}}
	}
	if _, err := v.KeepPacks(t.Context(), []readiness.FocusPack{pack("care-leavers-2026", "care_leavers", "Care leavers"), pack("missing-2026", "missing", "Missing children")},
		[]readiness.RunUp{smallRunUp("monitoring"), smallRunUp("standard")}); err != nil {
		t.Fatal(err)
	}
	v.open(readiness.PlanVisit{Kind: "monitoring", On: on, Focus: []string{"care_leavers", "missing"}, Leads: []string{v.head, ""}})
	return v
}

// open plans a visit and opens it with its steps.
func (v *visiting) open(p readiness.PlanVisit) {
	v.t.Helper()
	planned := must[readiness.PlannedVisit](v.t)(v.PlanVisit(v.t.Context(), p, v.asked(v.actor(v.lead))))
	x, ev, err := readiness.OpenVisit(planned, v.now())
	v.must(err)
	v.must(v.RecordVisit(v.t.Context(), x, ev))
	v.visit = x
	for _, p := range must[[]readiness.PlannedVisitStep](v.t)(v.PlannedVisitSteps(v.t.Context(), x.ID, "", 100)) {
		s, ev, err := readiness.OpenVisitStep(p, v.now())
		v.must(err)
		v.must(v.RecordVisitStep(v.t.Context(), s, ev))
		v.steps[s.Code+"/"+s.Focus] = s
	}
}

func (v *visiting) askVisit(by string, c readiness.VisitCommand) error {
	v.t.Helper()
	asked := v.asked(v.actor(by))
	facts := must[readiness.VisitFacts](v.t)(v.VisitFacts(v.t.Context(), v.visit.ID))
	asked.Visit = &facts
	next, ev, err := v.visit.Do(c, asked, v.now())
	if err == nil {
		err = v.RecordVisit(v.t.Context(), next, ev)
	}
	if err == nil {
		v.visit = next
		v.passOn()
	}
	return err
}

// passOn has every step hear what became of the visit, and says which did.
func (v *visiting) passOn() (heard []string) {
	v.t.Helper()
	for _, f := range must[[]readiness.VisitStepFollowup](v.t)(v.VisitStepFollowups(v.t.Context(), v.visit.ID, "", 100)) {
		for key, s := range v.steps {
			if s.ID != f.StepID {
				continue
			}
			next, ev, err := s.Follow(f, v.now())
			v.must(err)
			v.must(v.RecordVisitStep(v.t.Context(), next, ev))
			v.steps[key], heard = next, append(heard, key)
		}
	}
	return heard
}

func (v *visiting) ask(key, by string, c readiness.VisitStepCommand) error {
	v.t.Helper()
	asked := v.asked(v.actor(by))
	gate := must[readiness.GateFacts](v.t)(v.GateFacts(v.t.Context(), v.steps[key].ID))
	asked.Gate = &gate
	next, ev, err := v.steps[key].Do(c, asked, v.now())
	if err == nil {
		err = v.RecordVisitStep(v.t.Context(), next, ev)
	}
	if err == nil {
		v.steps[key] = next
	}
	return err
}

// shown is how the steps stand on the visit's page, in its order.
func (v *visiting) shown() string {
	v.t.Helper()
	view := must[readiness.VisitView](v.t)(v.VisitView(v.t.Context(), v.actor(v.lead), v.visit.ID))
	var lines []string
	for _, r := range view.Rows {
		lines = append(lines, fmt.Sprintf("%s %s %s %s", strings.TrimSpace(r.Code+" "+r.FocusName), r.Status, r.Due, r.Owner))
	}
	return strings.Join(lines, "\n")
}

// TestVisitFromPlanToEnd: planned 70 working days ahead, moved nearer so that a step is left out, brought back, done on evidence, and closed after its letter.
func TestVisitFromPlanToEnd(t *testing.T) {
	t.Parallel()
	on := calendar.England().Add(monday, 70, calendar.Exclusive)
	v := newVisiting(t, on)
	if got := v.visit.Status; got != readiness.VisitPlanned {
		t.Fatalf("it begins %s", got)
	}
	near := calendar.England().Add(monday, 20, calendar.Exclusive)
	v.must(v.askVisit(v.lead, readiness.MoveVisit{On: near, Reason: "Ofsted asked."}))
	if s := v.steps["baseline/"]; s.Status != readiness.StepLeftOut {
		t.Errorf("short notice leaves the baseline %s", s.Status)
	}
	if s := v.steps["scope/missing"]; s.Status != readiness.StepOpen || s.Run.Due != calendar.England().Add(monday, 1, calendar.Exclusive) {
		t.Errorf("the scope is %s, due %s", s.Status, s.Run.Due)
	}
	desk := must[readiness.VisitDesk](t)(v.VisitDesk(t.Context(), v.actor(v.director)))
	if len(desk.Short) != 1 {
		t.Errorf("the director has %d visits at short notice to decide about", len(desk.Short))
	}
	v.must(v.askVisit(v.director, readiness.DecideShortNotice{Keep: []string{"baseline"}}))
	if s := v.steps["baseline/"]; s.Status != readiness.StepOpen {
		t.Errorf("brought back, the baseline is %s", s.Status)
	}
	if err := v.ask("baseline/", v.lead, readiness.CloseVisitStep{}); !readiness.Conflict.Is(err) {
		t.Errorf("closed on nothing: %v", err)
	}
	piece := must[readiness.Evidence](t)(v.AttachEvidence(t.Context(), readiness.AttachEvidence{
		StepID: v.steps["baseline/"].ID, Kind: "data", Bears: readiness.Supports, Title: "Figures", ShowsOn: monday,
	}, v.asked(v.actor(v.lead))))
	v.must(v.ask("baseline/", v.lead, readiness.CloseVisitStep{Note: "As of Monday."}))
	if s := v.steps["baseline/"]; !slices.Equal(s.Done.Evidence, []string{piece.ID}) {
		t.Errorf("it was closed on %v", s.Done)
	}
	if err := v.askVisit(v.lead, readiness.MoveVisit{On: calendar.England().Add(near, 5, calendar.Exclusive), Reason: "Again."}); err != nil {
		t.Fatal(err)
	}
	if s := v.steps["baseline/"]; s.Status != readiness.StepDone {
		t.Errorf("what was done is %s after the visit moved", s.Status)
	}
	want := strings.Join([]string{
		"scope Care leavers open 2027-03-02 head", "scope Missing children open 2027-03-02 assistant", "baseline done 2027-03-02 lead", "rooms open 2027-03-31 lead",
		"check Care leavers open 2027-03-31 head", "check Missing children open 2027-03-31 assistant", "findings later  lead",
	}, "\n")
	if got := v.shown(); got != want {
		t.Errorf("the page shows\n%s\nwant\n%s", got, want)
	}
}

// TestVisitPeopleWhoLeave: a step of somebody who left goes to whoever has its part, and otherwise to whoever leads the visit.
func TestVisitPeopleWhoLeave(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	v.must(v.ask("rooms/", v.lead, readiness.AssignVisitStep{OwnerID: v.manager}))
	if heard := v.passOn(); len(heard) != 0 {
		t.Fatalf("with everybody here, %v heard something", heard)
	}
	v.leaves(v.manager)
	if heard := v.passOn(); !slices.Equal(heard, []string{"rooms/"}) || v.steps["rooms/"].OwnerID != v.lead {
		t.Errorf("%v heard, and the step is %s's", heard, v.steps["rooms/"].OwnerID)
	}
	v.leaves(v.head)
	found := must[[]readiness.VisitFollowup](t)(v.VisitFollowups(t.Context(), "", 10))
	if len(found) != 1 || found[0].People == nil || found[0].People.FromID != v.head || found[0].People.ToID != v.lead {
		t.Fatalf("the visit hears %+v", found)
	}
	next, ev, err := v.visit.Follow(found[0], v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), next, ev))
	v.visit = next
	v.passOn()
	if got := v.steps["scope/care_leavers"].OwnerID; got != v.lead {
		t.Errorf("the step of the focus area is %s's", got)
	}
}

// TestRehearsalOvertaken: the real call ends a rehearsal that is still open, and one of each can be under way.
func TestRehearsalOvertaken(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"})
	rehearsal := v.visit
	if rehearsal.On != monday.AddDays(7) || rehearsal.Called != monday {
		t.Errorf("rung on %s, on site from %s", rehearsal.Called, rehearsal.On)
	}
	if _, err := v.PlanVisit(t.Context(), readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"}, v.asked(v.actor(v.lead))); !readiness.Conflict.Is(err) {
		t.Errorf("a second rehearsal: %v", err)
	}
	if list := must[[]readiness.VisitFollowup](t)(v.VisitFollowups(t.Context(), "", 10)); len(list) != 0 {
		t.Errorf("before the call: %+v", list)
	}
	v.open(readiness.PlanVisit{Kind: "standard"})
	list := must[[]readiness.VisitFollowup](t)(v.VisitFollowups(t.Context(), "", 10))
	if len(list) != 1 || !list[0].Overtaken || list[0].VisitID != rehearsal.ID {
		t.Errorf("after the call: %+v", list)
	}
	call := v.visit
	over, ev, err := rehearsal.Follow(list[0], v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), over, ev))
	_, err = v.PlanVisit(t.Context(), readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"}, v.asked(v.actor(v.lead)))
	if !readiness.Conflict.Is(err) || !strings.Contains(err.Error(), call.Name) {
		t.Errorf("a rehearsal while the call is under way: %v", err)
	}
}

// TestOneCallAtATime: of five people who say at once that Ofsted have rung one begins, and the others read so.
func TestOneCallAtATime(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	var wait sync.WaitGroup
	answers := make(chan error, 5)
	for range cap(answers) {
		asked := v.asked(v.actor(v.lead))
		wait.Go(func() {
			_, err := v.PlanVisit(t.Context(), readiness.PlanVisit{Kind: "standard"}, asked)
			answers <- err
		})
	}
	wait.Wait()
	close(answers)
	begun := 0
	for err := range answers {
		if err == nil {
			begun++
		} else if !readiness.Conflict.Is(err) {
			t.Error(err)
		}
	}
	if begun != 1 {
		t.Errorf("%d began", begun)
	}
	conn, err := pgx.Connect(t.Context(), v.dsn)
	v.must(err)
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), `insert into visits (id, kind, name, rehearsal, run_up, status, on_day, until_day, due, planned, made_at, changed_at)
		select gen_random_uuid(), 'short', 'Twice', rehearsal, run_up, status, on_day, until_day, due, planned, made_at, changed_at from visits where kind = 'standard'`)
	if err == nil || !strings.Contains(err.Error(), "visits_one_call") {
		t.Errorf("a second call beside the first: %v", err)
	}
}

// TestVisitRulesAreKept: rules of every kind can be set.
func TestVisitRulesAreKept(t *testing.T) {
	t.Parallel()
	s := newService(t)
	rules := readiness.DefaultVisitRules()
	rules.ReauditDays = 60
	kept := must[readiness.VisitRules](t)(s.SetVisitRules(t.Context(), rules, readiness.RuleChange{Reason: "Sooner.", Running: "take"}, s.asked(s.actor(s.director))))
	if now := must[readiness.VisitRules](t)(s.VisitRules(t.Context())); now != kept || now.Version != 2 || now.ReauditDays != 60 {
		t.Errorf("%+v", now)
	}
	assess := must[readiness.AssessmentRules](t)(s.SetAssessmentRules(t.Context(), readiness.DefaultAssessmentRules(), readiness.RuleChange{Reason: "As it is.", Running: "take"}, s.asked(s.actor(s.director))))
	if assess.Version != 2 {
		t.Errorf("%+v", assess)
	}
	history := must[[]readiness.RuleVersion](t)(s.RuleHistory(t.Context()))
	if len(history) != 2 || history[1].Kind != readiness.RulesOfVisits || !slices.Equal(history[1].Changed, []string{"Working days after the visit at which the same children are audited again: 60 instead of 90"}) {
		t.Errorf("%+v", history)
	}
}

// TestChecklistOfAVisit: answers are kept one after the other, and the gate counts those that are answered.
func TestChecklistOfAVisit(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	answer := func(by string, answers ...readiness.StatementAnswer) (int, error) {
		return v.AnswerChecklist(t.Context(), v.visit.ID, "missing", readiness.AnswerChecklist{Answers: answers}, v.asked(v.actor(by)))
	}
	if n, err := answer(v.manager, readiness.StatementAnswer{Code: "MIK1", Answer: "yes"}, readiness.StatementAnswer{Code: "MIK2", Answer: "part", Note: "By May."}); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	if n, err := answer(v.head, readiness.StatementAnswer{Code: "MIK1", Answer: "yes"}, readiness.StatementAnswer{Code: "MIK2", Answer: "yes"}); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	c := must[readiness.Checklist](t)(v.Checklist(t.Context(), v.actor(v.member), v.visit.ID, "missing"))
	if c.Answered() != 2 || len(c.Lines) != 3 || c.Lines[1].Answer != "yes" || c.Lines[1].By != "" {
		t.Errorf("%+v", c.Lines)
	}
	if _, err := v.Checklist(t.Context(), v.actor(v.lead), v.visit.ID, "nothing"); !readiness.NotFound.Is(err) {
		t.Errorf("a focus area that there is none of: %v", err)
	}
	gate := must[readiness.GateFacts](t)(v.GateFacts(t.Context(), v.steps["check/missing"].ID))
	if gate.Done != 2 || gate.Of != 3 {
		t.Errorf("the gate counts %+v", gate)
	}
}

// TestStepsThatOpenHearOfTheirVisit: a step whose run has begun, and is not recorded yet, hears of a move as the others do; those of a visit that was called
// off hear nothing any more.
func TestStepsThatOpenHearOfTheirVisit(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	planned := must[readiness.PlannedVisit](t)(v.PlanVisit(t.Context(), readiness.PlanVisit{
		Kind: "monitoring", On: calendar.England().Add(monday, 80, calendar.Exclusive), Focus: []string{"missing"}, Leads: []string{v.head},
	}, v.asked(v.actor(v.lead))))
	x, ev, err := readiness.OpenVisit(planned, v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), x, ev))
	hear := func() []readiness.VisitStepFollowup {
		return must[[]readiness.VisitStepFollowup](t)(v.VisitStepFollowups(t.Context(), x.ID, "", 100))
	}
	if early := hear(); len(early) != 0 {
		t.Errorf("before it moves: %+v", early)
	}
	x, ev, err = x.Do(readiness.MoveVisit{On: calendar.England().Add(monday, 90, calendar.Exclusive), Reason: "Later."}, v.asked(v.actor(v.lead)), v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), x, ev))
	said := map[string]readiness.VisitStepFollowup{}
	for _, f := range hear() {
		said[f.StepID] = f
	}
	for _, p := range must[[]readiness.PlannedVisitStep](t)(v.PlannedVisitSteps(t.Context(), x.ID, "", 100)) {
		s, _, err := readiness.OpenVisitStep(p, v.now())
		v.must(err)
		f, hears := said[p.ID]
		if hears != (p.Anchor == "visit") {
			t.Errorf("%s, which counts from the %s: hears %v", p.Code, p.Anchor, hears)
		}
		if hears {
			s, _, err = s.Follow(f, v.now())
			v.must(err)
		}
		if more, hears := s.Followup(x, []string{v.head, v.lead, v.assistant, v.look}); hears {
			t.Errorf("%s has still to hear %+v", p.Code, more)
		}
	}
	x, ev, err = x.Do(readiness.CancelVisit{Reason: "Off."}, v.asked(v.actor(v.lead)), v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), x, ev))
	if late := hear(); len(late) != 0 {
		t.Errorf("after it was called off: %+v", late)
	}
}
