package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// When quality assurance draws a dip sample and when it looks, in working days before the end; how many it draws, and at how many it has looked.
const (
	dipDrawn, dipLooked = 15, 9
	dipSize, dipDone    = 6, 3
)

// dip has quality assurance draw a dip sample some weeks ago, and look at a part of it: what holds, and one that does not any more.
func (t *town) dip() {
	var sample readiness.DipSample
	t.before(dipDrawn, func(ctx context.Context) error {
		by, err := t.actor(ctx, t.staff.senior[readiness.QualityAssurance])
		if err == nil {
			sample, err = t.db.DrawDipSample(ctx, readiness.DrawDipSample{Size: dipSize}, t.asked(by))
		}
		return err
	})
	t.before(dipLooked, func(ctx context.Context) error { return t.lookAtDips(ctx, sample) })
}

// lookAtDips looks at the first of a sample, each by somebody of quality assurance who has not checked it.
func (t *town) lookAtDips(ctx context.Context, sample readiness.DipSample) error {
	gone := false
	for _, d := range sample.Dips[:min(dipDone, len(sample.Dips))] {
		u := t.actions[d.Action.ActionID]
		looker := t.staff.council[readiness.QualityAssurance][0]
		if looker == u.VerifierID {
			looker = t.staff.council[readiness.QualityAssurance][1]
		}
		l := readiness.LookAtDip{Found: "holds", Note: "Five files of this month and a talk with the team: it is done as it was shown."}
		if !gone && len(u.beats) == 0 && u.Status == readiness.ActionVerified {
			gone, l = true, readiness.LookAtDip{Found: "gone", Note: "Two of five teams have stopped since their managers changed."}
			if err := t.askAction(ctx, u, looker, readiness.ReopenAction{Reason: "A dip sample found that it is no longer so. " + l.Note}); err != nil {
				return err
			}
		}
		by, err := t.actor(ctx, looker)
		if err == nil {
			err = t.db.LookAtDip(ctx, sample.ID, u.ID, l, t.asked(by))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
