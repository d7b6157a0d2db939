package activities_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// A parish is a ledger with one cycle and its criteria, and the runs that hear of each other: it notes what was asked of it, in any order.
type parish struct {
	activities.Ledger
	activities.Runs
	mu    sync.Mutex
	cycle readiness.Assessment
	one   readiness.Appraisal
	left  bool             // somebody who has left has a part in another cycle
	fails map[string]error // what goes wrong
	asked []string
}

// note writes down what was asked, and answers how it went.
func (p *parish) note(what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, what)
	return p.fails[what]
}

func (p *parish) activities() *activities.Activities {
	return &activities.Activities{Ledger: p, Runs: p, Beat: func(context.Context, ...any) {}}
}

// log is what was asked, each thing once and in order of the alphabet.
func (p *parish) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := slices.Clone(p.asked)
	slices.Sort(asked)
	return strings.Join(slices.Compact(asked), ", ")
}

func (p *parish) AssessmentState(_ context.Context, id string) (readiness.Assessment, error) {
	if id != p.cycle.ID {
		return readiness.Assessment{}, readiness.Errorf(readiness.NotFound, "There is no such self-assessment.")
	}
	return p.cycle, p.fails["look"]
}

func (p *parish) AppraisalState(_ context.Context, id string) (readiness.Appraisal, error) {
	if id != p.one.ID {
		return readiness.Appraisal{}, readiness.Errorf(readiness.NotFound, "There is no such criterion.")
	}
	return p.one, p.fails["look"]
}

func (p *parish) SealAssessment(_ context.Context, id string) error { return p.note("seal " + id) }

func (p *parish) ToOpen(_ context.Context, noun, cycle, after string, _ int) ([]readiness.Waking, error) {
	if after != "" || noun != readiness.AppraisalNoun || cycle != "" && cycle != p.cycle.ID {
		return nil, nil
	}
	return []readiness.Waking{{ID: "c-2"}, {ID: "c-3"}}, p.fails["list"]
}

func (p *parish) ToFollow(_ context.Context, noun, cycle, after string, _ int) ([]readiness.Waking, error) {
	switch {
	case after != "" || cycle != "" && cycle != p.cycle.ID:
	case noun == readiness.AppraisalNoun:
		return []readiness.Waking{{ID: "c-1"}}, nil
	case noun == readiness.AssessmentNoun && p.left:
		return []readiness.Waking{{ID: "s-0"}}, nil
	}
	return nil, nil
}

func (p *parish) ToContinue(_ context.Context, noun, after string, _ int) ([]readiness.Waking, error) {
	switch {
	case after != "":
	case noun == readiness.AppraisalNoun:
		return []readiness.Waking{{ID: p.one.ID, With: p.one}}, nil
	case noun == readiness.AssessmentNoun:
		return []readiness.Waking{{ID: p.cycle.ID, With: p.cycle}}, nil
	}
	return nil, nil
}

func (p *parish) Open(_ context.Context, _ string, w readiness.Waking) error {
	return p.note("start " + w.ID)
}

func (p *parish) Follow(_ context.Context, _ string, w readiness.Waking) error {
	return p.note("follow " + w.ID)
}

func (p *parish) Continue(_ context.Context, _ string, w readiness.Waking) error {
	return p.note("continue " + w.ID)
}

func (p *parish) HearCriterion(_ context.Context, cycle string, s readiness.CriterionState) error {
	return p.note(fmt.Sprintf("%s hears that %s is %s after %d", cycle, s.Code, s.Status, s.Seq))
}

func newParish(status readiness.AssessmentStatus) *parish {
	return &parish{
		left: true, fails: map[string]error{}, cycle: readiness.Assessment{ID: "s-1", Status: status},
		one: readiness.Appraisal{ID: "c-1", AssessmentID: "s-1", Criterion: "HP01", Course: readiness.Course{Seq: 7}, Status: readiness.AppraisalAgreed},
	}
}

// TestPassOn: a cycle hears how its criterion stands now, also when the step that is passed on is an earlier one; criteria are begun and hear of their
// cycle; and a published cycle, and no other, is sealed before anybody hears of it, and followed by those before it.
func TestPassOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status  readiness.AssessmentStatus
		subject string
		want    string
	}{
		"a criterion's step":     {readiness.AssessmentChallenge, "appraisal/c-1", "s-1 hears that HP01 is agreed after 7"},
		"a cycle's step":         {readiness.AssessmentDrafting, "assessment/s-1", "follow c-1, start c-2, start c-3"},
		"a cycle that is signed": {readiness.AssessmentSigning, "assessment/s-1", "follow c-1, start c-2, start c-3"},
		"a published cycle":      {readiness.AssessmentPublished, "assessment/s-1", "follow c-1, follow s-0, seal s-1, start c-2, start c-3"},
		"a superseded cycle":     {readiness.AssessmentSuperseded, "assessment/s-1", "follow c-1, start c-2, start c-3"},
		"a cycle called off":     {readiness.AssessmentCancelled, "assessment/s-1", "follow c-1, start c-2, start c-3"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newParish(c.status)
			for range 2 { // the second time asks the same again, and nothing else
				if err := p.activities().PassOn(t.Context(), activities.Step{Subject: c.subject, Seq: 3}); err != nil || p.log() != c.want {
					t.Errorf("asked %q, want %q (%v)", p.log(), c.want, err)
				}
			}
			if c.status == readiness.AssessmentPublished && p.asked[0] != "seal s-1" {
				t.Errorf("%s came before the seal", p.asked[0])
			}
		})
	}
}

// TestPassOnThatFails comes back as an error: to be tried again when something is away, and finally when the ledger refuses.
func TestPassOnThatFails(t *testing.T) {
	t.Parallel()
	away, refused := errors.New("connection refused"), readiness.Errorf(readiness.Conflict, "The signed text of HP01 is not in the ledger.")
	for name, c := range map[string]struct {
		subject, what string
		err           error
		again         bool
		left          string // what was asked before
	}{
		"the criterion cannot be read":    {"appraisal/c-1", "look", away, true, ""},
		"there is no such criterion":      {"appraisal/c-9", "", nil, false, ""},
		"the cycle does not hear":         {"appraisal/c-1", "s-1 hears that HP01 is agreed after 7", away, true, "s-1 hears that HP01 is agreed after 7"},
		"the cycle cannot be read":        {"assessment/s-1", "look", away, true, ""},
		"there is no such cycle":          {"assessment/s-9", "", nil, false, ""},
		"it cannot be sealed yet":         {"assessment/s-1", "seal s-1", away, true, "seal s-1"},
		"it can never be sealed":          {"assessment/s-1", "seal s-1", refused, false, "seal s-1"},
		"the planned cannot be listed":    {"assessment/s-1", "list", away, true, "seal s-1"},
		"a criterion does not follow":     {"assessment/s-1", "follow c-1", away, true, "follow c-1, seal s-1, start c-2, start c-3"},
		"the one before does not follow":  {"assessment/s-1", "follow s-0", away, true, "follow c-1, follow s-0, seal s-1, start c-2, start c-3"},
		"a criterion cannot be begun yet": {"assessment/s-1", "start c-3", away, true, "seal s-1, start c-2, start c-3"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newParish(readiness.AssessmentPublished)
			p.fails[c.what] = c.err
			err := p.activities().PassOn(t.Context(), activities.Step{Subject: c.subject, Seq: 3})
			if err == nil || retryable(err) != c.again {
				t.Errorf("got %v", err)
			}
			if p.log() != c.left {
				t.Errorf("asked %q, want %q", p.log(), c.left)
			}
		})
	}
}
