package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// signs goes one step of the signing a day: the leads grade their judgement areas, then sign them, then the others sign the whole one after the other.
func (t *town) signs(ctx context.Context, c *cycle) error {
	i := slices.IndexFunc(t.cycles, func(x *readiness.Assessment) bool { return x.ID == c.planned.ID })
	if i < 0 || t.cycles[i].Status != readiness.AssessmentSigning {
		return nil
	}
	x := *t.cycles[i]
	if slices.ContainsFunc(x.Sections, func(s readiness.Section) bool { return s.Grade == "" }) {
		return t.grades(ctx, c, x)
	}
	for _, part := range x.Unsigned() {
		if err := t.askCycle(ctx, c, x.Signer(part), readiness.SignAssessment{Part: part, SHA256: x.Binds(part)}); err != nil {
			return err
		}
	}
	if x = *t.cycles[i]; x.Status == readiness.AssessmentPublished {
		t.follows(c)
	}
	return nil
}

// grades grades every judgement area, each by its lead.
func (t *town) grades(ctx context.Context, c *cycle, x readiness.Assessment) error {
	for _, s := range x.Sections {
		words := wordsOfAssessments().Areas[s.Code]
		w := words[0]
		if c.refreshes {
			w = words[1]
		}
		if err := t.askCycle(ctx, c, s.LeadID, readiness.GradeSection{Section: s.Code, Grade: w.Grade, Why: w.Why}); err != nil {
			return err
		}
	}
	return nil
}

// follows is what follows the publication: it is shared with Ofsted, and of an annual one the engagement meeting is held and the letter comes.
func (t *town) follows(c *cycle) {
	t.marks(c, sharedAfter, "shared", "Sent through the portal with the list of evidence.")
	if c.refreshes {
		return
	}
	t.marks(c, metAfter, "met", "With the assistant director and the principal social worker. Ofsted asked about neglect, and about homes for teenagers.")
	t.marks(c, letterAfter, "letter", "The letter says what was talked about and announces no visit.")
}

func (t *town) marks(c *cycle, days int, step, note string) {
	t.soon(days, func(ctx context.Context) error {
		return t.askCycle(ctx, c, t.staff.senior[readiness.ImprovementLead], readiness.MarkAssessment{Step: step, On: calendar.DateOf(t.now), Note: note})
	})
}

// askCycle asks one command of a cycle as somebody.
func (t *town) askCycle(ctx context.Context, c *cycle, person string, command readiness.AssessmentCommand) error {
	by, err := t.actor(ctx, person)
	if err != nil {
		return err
	}
	return t.cycleTurn(ctx, c.planned.ID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) {
		return x.Do(command, t.asked(by), t.now)
	})
}
