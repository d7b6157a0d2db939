package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A statement is what one cycle says about one criterion, and what its people mean to do about it. One of a cycle that is over went all the way; of
// this year's each stands where its words say (criterionWords.Stands): agreed, moderation, third, returned, challenge, writing, late or stuck.
type statement struct {
	*town
	*cycle
	words criterionWords
	code  string
	id    string
	n     int // its place in its judgement area
	draw  *rand.Rand
}

func (t *town) statement(c *cycle, criterion readiness.CriterionState, n int) statement {
	draw := t.chances(fmt.Sprint("assess ", c.year, c.refreshes, criterion.Code))
	return statement{t, c, wordsOfAssessments().Criteria[criterion.Code], criterion.Code, criterion.AppraisalID, n, draw}
}

// stands is how far it gets.
func (s statement) stands() string {
	if s.runs {
		return s.words.Stands
	}
	return "agreed"
}

// writing reports whether its author has not sent it when the history ends.
func (s statement) writing() bool {
	return slices.Contains([]string{"writing", "late", "stuck"}, s.stands())
}

// now is the criterion as it stands.
func (s statement) now() readiness.Appraisal {
	i := slices.IndexFunc(s.appraisals, func(x *readiness.Appraisal) bool { return x.ID == s.id })
	return *s.appraisals[i]
}

// ask asks one command of the criterion as somebody.
func (s statement) ask(ctx context.Context, person string, c readiness.AppraisalCommand) error {
	by, err := s.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil // has left
	}
	if err != nil {
		return err
	}
	err = s.appraisalTurn(ctx, s.id, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) {
		return x.Do(c, s.asked(by), s.town.now)
	})
	if err != nil {
		return fmt.Errorf("%s of %s: %w", c.Name(), s.code, err)
	}
	return nil
}

// some draws whether something happens in one of so many cases.
func (s statement) some(of int) bool { return s.draw.IntN(of) == 0 }

// begins arranges when the author sends the text; those who never do are asked why when it has reached somebody.
func (s statement) begins() {
	switch {
	case s.writing():
		s.runsLate()
	case s.refreshes:
		s.soon(2+s.draw.IntN(6), s.sends)
	case s.stands() == "returned":
		s.soon(26+s.draw.IntN(3), s.sends)
	case s.runs && s.stands() != "challenge" && s.stands() != "moderation":
		s.soon(8+s.draw.IntN(9), s.sends) // and somebody looked at it since
	case s.runs:
		s.soon(14+s.draw.IntN(14), s.sends)
	default:
		s.soon(10+s.draw.IntN(18), s.sends)
	}
}

// sends writes the text and sends it to its challenger, with something that shows it.
func (s statement) sends(ctx context.Context) error {
	x := s.now()
	by, err := s.actor(ctx, x.AuthorID)
	if err != nil {
		return err
	}
	if err := s.shows(ctx, by); err != nil {
		return err
	}
	w := s.text(x).form(s.grade(), s.confidence())
	if x.Written != nil {
		w.Base, w.How = x.Written.Version, w.How+" Three families were asked again."
	}
	v, err := s.db.WriteAppraisal(ctx, s.id, w, s.asked(by))
	if err != nil {
		return fmt.Errorf("write %s: %w", s.code, err)
	}
	if err := s.ask(ctx, by.PersonID, readiness.SubmitAppraisal{Version: v.Number, SHA256: v.SHA256, Grade: w.Grade, Confidence: w.Confidence}); err != nil {
		return err
	}
	switch {
	case s.stands() == "challenge":
	case s.stands() == "returned":
		s.soon(9, s.comesBack)
	case x.Returned == 0 && !s.runs && !s.refreshes && s.some(9):
		s.soon(3+s.draw.IntN(5), s.comesBack)
	case s.refreshes:
		s.soon(2+s.draw.IntN(5), s.challenged)
	default:
		s.soon(4+s.draw.IntN(7), s.challenged)
	}
	return nil
}

// text is what the author writes now.
func (s statement) text(x readiness.Appraisal) criterionSay {
	w := wordsOfAssessments()
	return s.words.say(s.cycle, w.Unmoved[s.n%len(w.Unmoved)], s.monthEnd())
}

func (s statement) monthEnd() string {
	today := calendar.DateOf(s.town.now)
	return today.AddDays(-today.Day()).Long()
}

// grade is what the author proposes: in a refresh what was agreed before.
func (s statement) grade() string {
	if s.refreshes {
		for _, x := range s.appraisals {
			if x.AssessmentID == s.cycle.before.planned.ID && x.Criterion == s.code {
				return x.Agreed
			}
		}
	}
	return s.words.Grades[s.year]
}

// confidence is how sure the author is.
func (s statement) confidence() string {
	sure := []string{"high", "medium", "medium", "low"}
	return sure[s.draw.IntN(len(sure))]
}
