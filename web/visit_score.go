package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitScorePage is how the steps of a rehearsal or a visit came out, one by one, beside the last time.
type VisitScorePage struct {
	View   readiness.VisitScoreView
	Viewer readiness.Actor
}

// Opens reports whether the viewer may open single steps.
func (p VisitScorePage) Opens() bool { return mayHere(p.Viewer, may(readiness.SeeVisitSteps)) }

// Face is the page's frame.
func (p VisitScorePage) Face() Face {
	return Face{Template: "visit_score", Title: "Score by step", Section: visitsPath, Back: visitHref(p.View.Visit.VisitID)}
}

func (s *Server) visitScore(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Visits.VisitScore(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitScorePage{view, by(r)})
}

// About says which rule it follows, and that a visit that runs may come out otherwise.
func (p VisitScorePage) About() string {
	words := "A step is on time when it was done by its day, also when that day was put off. One that was waived, left out or never done is missing."
	if !p.View.Score.Ended {
		return words + " It still runs: this is how it would come out so far."
	}
	if !p.View.Visit.Rehearsal && readiness.BeginsWithCall(p.View.Visit.Kind) {
		return words + " The same rule holds for rehearsals, so the two can be compared."
	}
	return words
}

// Compared says how many steps changed since the last time; "" when there is nothing to compare with.
func (p VisitScorePage) Compared() string {
	if p.View.Last == nil {
		return ""
	}
	words := []string{}
	for i, n := range p.View.Score.Changes() {
		words = append(words, lowerFirst(readiness.ScoreChanges[i].Text)+" "+thousands(n))
	}
	return "Steps beside the last time: " + listed(words) + ", not there any more " + thousands(len(p.View.Score.Gone)) + "."
}

// LastHref is the score that it is compared with.
func (p VisitScorePage) LastHref() string {
	if p.View.Last == nil {
		return ""
	}
	return visitScoreHref(p.View.Last.Visit.VisitID)
}

func visitScoreHref(id string) string { return visitHref(id) + "/score" }

// A ScoreLine is one step with its score.
type ScoreLine struct{ readiness.StepScore }

// Called is the step with its focus area.
func (l ScoreLine) Called() string {
	return stepName(readiness.VisitStepRow{Name: l.Name, FocusName: l.FocusName})
}

// Tag is the result.
func (l ScoreLine) Tag() govuk.Tag {
	return govuk.Tag{Text: sentence(l.Words), Classes: map[readiness.StepResult]string{
		readiness.ResultOnTime: "govuk-tag--green", readiness.ResultLate: "govuk-tag--yellow", readiness.ResultMissing: "govuk-tag--red", readiness.ResultAhead: "govuk-tag--grey",
	}[l.Result]}
}

// Then is how it came out the last time, and whether that was better.
func (l ScoreLine) Then() string {
	switch l.Change {
	case "better", "same", "worse":
		return sentence(l.Before) + ": now " + lowerFirst(readiness.ChoiceText(readiness.ScoreChanges, l.Change))
	}
	return cmp.Or(sentence(l.Before), "New: it was not there")
}

// On is the day of the step.
func (l ScoreLine) On() string {
	if l.Due.IsZero() {
		return "no day yet"
	}
	return "due " + l.Due.Long()
}

// Lines are the steps: missing ones first, then late ones, each in the order of the run-up.
func (p VisitScorePage) Lines() []ScoreLine {
	order := []readiness.StepResult{readiness.ResultMissing, readiness.ResultLate, readiness.ResultOnTime, readiness.ResultAhead}
	return slices.SortedStableFunc(slices.Values(scoreLines(p.View.Score.Rows)), func(a, b ScoreLine) int {
		return slices.Index(order, a.Result) - slices.Index(order, b.Result)
	})
}

// Gone are the steps of the last time that are not there any more.
func (p VisitScorePage) Gone() []ScoreLine { return scoreLines(p.View.Score.Gone) }

func scoreLines(rows []readiness.StepScore) (lines []ScoreLine) {
	for _, r := range rows {
		lines = append(lines, ScoreLine{r})
	}
	return lines
}
