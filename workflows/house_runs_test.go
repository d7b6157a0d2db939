package workflows_test

import (
	"context"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// What the house is asked about the things that run: one of each sort of every noun.

func (h *house) ToOpen(_ context.Context, noun, _, after string, _ int) ([]readiness.Waking, error) {
	return onePage(h, after, "to open "+noun, readiness.Waking{ID: noun + "-1"})
}

func (h *house) ToReplan(_ context.Context, noun, after string, _ int) ([]readiness.StaleThing, error) {
	return onePage(h, after, "to replan "+noun, readiness.StaleThing{ID: noun + "-0"})
}

func (h *house) ToFollow(_ context.Context, noun, _, after string, _ int) ([]readiness.Waking, error) {
	return onePage(h, after, "to follow "+noun, readiness.Waking{ID: noun + "-0"})
}

func (h *house) ToContinue(_ context.Context, noun, after string, _ int) ([]readiness.Waking, error) {
	w := readiness.Waking{ID: noun + "-0"}
	if noun == readiness.AppraisalNoun {
		w.With = readiness.Appraisal{ID: w.ID, AssessmentID: "assessment-0"}
	}
	return onePage(h, after, "to continue "+noun, w)
}

// onePage is a list of one thing.
func onePage[T any](h *house, after, what string, thing T) ([]T, error) {
	if after != "" {
		return nil, nil
	}
	return []T{thing}, h.note(what)
}

func (h *house) Open(_ context.Context, noun string, _ readiness.Waking) error {
	return h.note("open " + noun)
}

func (h *house) Continue(_ context.Context, noun string, _ readiness.Waking) error {
	return h.note("continue " + noun)
}

func (h *house) Replan(_ context.Context, noun string, _ readiness.StaleThing) error {
	return h.note("replan " + noun)
}

func (h *house) Follow(_ context.Context, noun string, _ readiness.Waking) error {
	return h.note("follow " + noun)
}

func (h *house) HearCriterion(_ context.Context, assessmentID string, _ readiness.CriterionState) error {
	return h.note(assessmentID + " hears a criterion")
}

// ofAll is the log of a piece of work that is done to every noun: what is listed, and then what is done.
func ofAll(do string) string {
	var log []string
	for _, noun := range readiness.Nouns {
		log = append(log, "to "+do+" "+noun, do+" "+noun)
	}
	return strings.Join(log, "\n")
}
