package postgres_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestDipSample: what was shown done is drawn by a seed with which anybody can draw it again, and each drawn action is looked at once, by somebody who neither
// owns it nor has checked it.
func TestDipSample(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	second := p.person("second")
	p.post(second, readiness.QualityAssurance, "")
	draw := func(by string, size int) (readiness.DipSample, error) {
		return p.DrawDipSample(t.Context(), readiness.DrawDipSample{Size: size}, p.asked(p.actor(by)))
	}
	_, err := draw(p.look, 2)
	wantRefusal(t, err, readiness.Conflict, "")
	var shown []string
	for _, title := range []string{"One", "Two", "Three"} {
		a := p.action(title, func(f *readiness.AddAction) { f.VerifierID = p.look })
		piece := p.attach(a, p.manager, readiness.Supports, monday)
		a = must[readiness.ImprovementAction](t)(p.ask(a, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{piece.ID}}))
		shown = append(shown, must[readiness.ImprovementAction](t)(p.ask(a, p.look, readiness.VerifyAction{Accept: "yes"})).ID)
	}
	p.action("Not shown done", nil)
	_, err = draw(p.manager, 2)
	wantRefusal(t, err, readiness.Forbidden, "")
	sample := must[readiness.DipSample](t)(draw(second, 2))
	order := readiness.DipOrder(sample.Seed, sample.Among)
	if len(sample.Dips) != 2 || sample.Dips[0].Action.ActionID != order[0] || sample.Dips[1].Action.ActionID != order[1] || sample.On != monday {
		t.Errorf("%+v is not the order %v", sample, order)
	}
	if slices.Sort(shown); !slices.Equal(sample.Among, shown) {
		t.Errorf("drawn among %v, want %v", sample.Among, shown)
	}
	look := func(by, action, found string) error {
		return p.LookAtDip(t.Context(), sample.ID, action, readiness.LookAtDip{Found: found, Note: "Five files."}, p.asked(p.actor(by)))
	}
	wantRefusal(t, look(p.look, order[0], "holds"), readiness.Forbidden, "") // checked it
	wantRefusal(t, look(p.manager, order[0], "holds"), readiness.Forbidden, "")
	wantRefusal(t, look(second, order[2], "holds"), readiness.NotFound, "") // was not drawn
	p.must(look(second, order[0], "holds"))
	wantRefusal(t, look(second, order[0], "gone"), readiness.Conflict, "")
	p.goTo(calendar.On(2027, 3, 8))
	other := must[readiness.DipSample](t)(draw(second, 50))
	list := must[[]readiness.DipSample](t)(p.DipSamples(t.Context(), p.actor(p.manager)))
	if len(list) != 2 || list[0].ID != other.ID || len(list[0].Dips) != 3 || list[0].Seed == sample.Seed {
		t.Errorf("%+v", list)
	}
	if looked, gone := list[1].Looked(); looked != 1 || gone != 0 || list[1].Dips[0].By != "second" || list[1].Dips[0].Note != "Five files." {
		t.Errorf("%+v", list[1])
	}
	_, err = p.DipSample(t.Context(), p.actor(p.member), sample.ID)
	wantRefusal(t, err, readiness.Forbidden, "")
}
