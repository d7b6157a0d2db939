package workflows_test

import (
	"context"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// The recorder is also whatever a step is passed on to: it notes what it hears, and has nothing else to be woken.

func (l *recorder) HearCriterion(_ context.Context, _ string, s readiness.CriterionState) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.heard = append(l.heard, s)
	return nil
}

func (l *recorder) SealAssessment(context.Context, string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seals++
	return nil
}

func (l *recorder) ToOpen(context.Context, string, string, string, int) ([]readiness.Waking, error) {
	return nil, nil
}

func (l *recorder) ToFollow(_ context.Context, noun, of, _ string, _ int) ([]readiness.Waking, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case of == "":
		l.looks++
	case noun == readiness.AppraisalNoun || noun == readiness.VisitStepNoun: // whatever else belongs to a visit hears with its steps
		l.asked = append(l.asked, of)
	}
	return nil, nil
}

// passedOn wants a cycle to have heard how its criterion stands after its last step, criteria to have heard of each step of their cycle that concerns
// them, and a cycle to be sealed when it was published, and at no other time. Steps hear of each step of their visit; of the call also rehearsals.
func passedOn(t *testing.T, l *recorder) {
	t.Helper()
	steps := l.kept()
	l.mu.Lock()
	defer l.mu.Unlock()
	loud, published := 0, false
	for _, s := range steps {
		if !s.Event.Quiet {
			loud++
		}
		published = published || s.Event.Kind == "published"
	}
	switch last := steps[len(steps)-1].State.(type) {
	case readiness.Appraisal:
		newest := readiness.CriterionState{}
		for _, c := range l.heard {
			if c.Seq > newest.Seq {
				newest = c
			}
		}
		if newest != last.Heard() {
			t.Errorf("the cycle heard last %+v, and the criterion stands so: %+v", newest, last.Heard())
		}
	case readiness.Assessment:
		if len(l.asked) != loud || (l.seals > 0) != published {
			t.Errorf("criteria heard of %d steps of %d, and %d times it was sealed", len(l.asked), loud, l.seals)
		}
	case readiness.Visit:
		if len(l.asked) != loud || l.looks > 0 != (last.Call() && !last.Rehearsal) {
			t.Errorf("its steps heard of %d steps of %d, and rehearsals were looked at %d times", len(l.asked), loud, l.looks)
		}
	}
}
