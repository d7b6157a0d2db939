package postgres_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/readiness"
)

// A stir does anything that can be done to a plan, at random.
type stir struct {
	*programme
	rng     *rand.Rand
	actions []readiness.ImprovementAction
	pieces  []readiness.Evidence
	done    map[string]int // how often each kind of step was accepted
}

var stirThemes = []string{"Supervision", "Visits", "Plans"}

func (s *stir) step() {
	s.t.Helper()
	if len(s.actions) < 3 || s.rng.IntN(5) == 0 {
		s.add()
		return
	}
	i := s.rng.IntN(len(s.actions))
	a := s.actions[i]
	switch s.rng.IntN(9) {
	case 0, 1:
		bears := []string{readiness.Supports, readiness.Contradicts}[s.rng.IntN(2)]
		s.pieces = append(s.pieces, s.attach(a, s.manager, bears, monday.AddDays(-s.rng.IntN(400))))
		s.done["attach"]++
	case 2:
		if len(s.pieces) > 0 {
			e := s.pieces[s.rng.IntN(len(s.pieces))]
			s.count("withdraw", s.WithdrawEvidence(s.t.Context(), e.ID, readiness.WithdrawEvidence{Reason: "Wrong."}, s.asked(s.actor(s.lead))))
		}
	case 3:
		s.ask(i, s.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{s.attach(a, s.manager, readiness.Supports, monday).ID}})
	case 4:
		for i := range s.actions {
			s.ask(i, s.look, readiness.VerifyAction{Accept: []string{"yes", "no"}[s.rng.IntN(2)], Missing: "Dates."})
		}
	case 5:
		details := a.Details
		details.Theme = stirThemes[s.rng.IntN(len(stirThemes))]
		s.ask(i, s.lead, readiness.AmendAction{ActionDetails: details, Reason: "It belongs there."})
	case 6:
		s.ask(i, s.lead, readiness.MoveActionDate{Until: a.Run.Due.AddDays(7), Reason: "The trainer is ill."})
	case 7:
		s.ask(i, s.lead, readiness.DropAction{Reason: "Twice."})
	case 8:
		for i := range s.actions {
			s.ask(i, s.lead, readiness.ReopenAction{Reason: "It slipped."})
		}
	}
}

func (s *stir) add() {
	s.t.Helper()
	s.actions = append(s.actions, s.action(fmt.Sprint("Action ", len(s.actions)), func(f *readiness.AddAction) {
		f.Theme = stirThemes[s.rng.IntN(len(stirThemes))]
		f.Start, f.Due = monday.AddDays(-100), monday.AddDays(7*(s.rng.IntN(12)-4)+1)
		if s.rng.IntN(3) == 0 {
			f.AreaID = ""
		}
	}))
	s.done["add"]++
}

func (s *stir) ask(i int, by string, c readiness.ActionCommand) {
	s.t.Helper()
	next, err := s.programme.ask(s.actions[i], by, c)
	s.actions[i] = next
	s.count(c.Name(), err)
}

// count counts a step that was accepted; one that the rules refuse is no failure.
func (s *stir) count(step string, err error) {
	s.t.Helper()
	if readiness.AsRefusal(err) != nil {
		return
	}
	s.must(err)
	s.done[step]++
}

// compare holds the kept counts against counting from the actions themselves, in every state and for some filters.
func (s *stir) compare(when string) {
	s.t.Helper()
	viewer := s.actor(s.lead)
	for _, q := range []readiness.PlanQuery{{}, {Theme: "Visits"}, {AreaID: s.area}, {AreaID: "none", Theme: "Plans"}, {AreaID: "nowhere"}, {OwnerID: s.manager}, {Text: "action 1"}} {
		want := must[[]readiness.ThemeFigures](s.t)(s.PlanFiguresEach(s.t.Context(), viewer, q))
		got := must[[]readiness.ThemeFigures](s.t)(s.PlanFigures(s.t.Context(), viewer, q))
		if diff := cmp.Diff(want, got); diff != "" {
			s.t.Fatalf("%s, %+v (-counted anew +kept):\n%s", when, q, diff)
		}
		for _, state := range append([]readiness.Choice{{Code: "mine"}}, readiness.PlanStates...) {
			q.State, q.Limit = state.Code, 1
			want := must[int](s.t)(s.CountActionsEach(s.t.Context(), viewer, q))
			if page := must[readiness.Page[readiness.ActionRow]](s.t)(s.Actions(s.t.Context(), viewer, q)); page.Total != want {
				s.t.Fatalf("%s, %+v: %d, counted anew %d", when, q, page.Total, want)
			}
		}
	}
}

// TestPlanCountsAreWhatCountingAnewGives stirs a plan and compares; folding changes no count, and the night mends what somebody spoilt.
func TestPlanCountsAreWhatCountingAnewGives(t *testing.T) {
	t.Parallel()
	s := &stir{programme: newProgramme(t), rng: rand.New(rand.NewPCG(11, 7)), done: map[string]int{}}
	for i := range 140 {
		s.step()
		if i%35 == 34 {
			s.compare(fmt.Sprint("after step ", i))
		}
	}
	for _, step := range []string{"add", "attach", "withdraw", "claim-action", "verify-action", "amend-action", "move-action-date", "drop-action", "reopen-action"} {
		if s.done[step] == 0 {
			t.Errorf("nothing did %s: the test stirs too little", step)
		}
	}
	query[string](s.world, "select plan_counts_fold()::text")
	s.compare("after folding")
	query[int](s.world, "with gone as (delete from plan_counts where theme = 'Visits' returning 1), more as (update plan_counts set against = against + 3 returning 1) select 1")
	s.must(s.SweepDone(t.Context(), readiness.SweepResult{On: monday}, "clock"))
	s.compare("after the night")
}

// TestPlanCountsFoldByThemselves: the table stays small however much is done.
func TestPlanCountsFoldByThemselves(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	p.action("One", nil)
	query[int](p.world, "do $$ begin for i in 1..3000 loop update actions set supports = i; end loop; end $$")
	if rows := query[int](p.world, "select count(*)::int from plan_counts"); rows[0] > 1100 {
		t.Errorf("%d rows", rows[0])
	}
	viewer := p.actor(p.lead)
	want := must[[]readiness.ThemeFigures](t)(p.PlanFiguresEach(t.Context(), viewer, readiness.PlanQuery{}))
	if diff := cmp.Diff(want, must[[]readiness.ThemeFigures](t)(p.PlanFigures(t.Context(), viewer, readiness.PlanQuery{}))); diff != "" {
		t.Errorf("(-counted anew +kept):\n%s", diff)
	}
}
