package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestBenefitClaimedTwice: two actions that claim the same saving know of each other until one gives it up.
func TestBenefitClaimedTwice(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	first := p.action("Fill the posts", func(f *readiness.AddAction) { f.Benefit, f.Saving = "Agency social workers", 120_000 })
	second := p.action("Grow our own", func(f *readiness.AddAction) { f.Benefit, f.Saving, f.Hours = "agency  Social Workers", 90_000, 6 })
	p.action("Meet less", func(f *readiness.AddAction) { f.Benefit, f.Hours = "Meetings", 12 })
	lead := p.actor(p.lead)

	all := must[readiness.Benefits](t)(p.Benefits(t.Context(), lead))
	if all.Saving != 120_000 || all.Hours != 18 || all.Twice != 1 || len(all.Rows) != 2 || len(all.Rows[0].Claims) != 2 || all.Rows[0].Claims[0].ActionID != first.ID {
		t.Errorf("got %+v", all)
	}
	for _, pair := range [][2]string{{first.ID, second.ID}, {second.ID, first.ID}} {
		if v := must[readiness.ActionView](t)(p.ActionView(t.Context(), lead, pair[0])); len(v.Twice) != 1 || v.Twice[0].ActionID != pair[1] {
			t.Errorf("beside it stand %+v", v.Twice)
		}
	}
	details := second.Details
	details.Benefit, details.Saving = "Agency managers", 30_000
	second, err := p.ask(second, p.lead, readiness.AmendAction{ActionDetails: details, Reason: "Fill the posts saves that."})
	p.must(err)
	if all := must[readiness.Benefits](t)(p.Benefits(t.Context(), lead)); all.Saving != 150_000 || all.Twice != 0 {
		t.Errorf("after the change: %+v", all)
	}
	_, err = p.ask(second, p.lead, readiness.DropAction{Reason: "The posts are filled."})
	p.must(err)
	if all := must[readiness.Benefits](t)(p.Benefits(t.Context(), lead)); all.Saving != 120_000 || all.Hours != 12 {
		t.Errorf("after the other was dropped: %+v", all)
	}
}
