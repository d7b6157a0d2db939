package main

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// writes has the author of a criterion send a version of it.
func (c *cycles) writes(ctx context.Context, x *readiness.Appraisal) error {
	sent, err := c.write(ctx, *x, c.asks(readiness.AreaHead))
	if err != nil {
		return err
	}
	return c.keepCriterion(ctx, x)(x.Do(sent, c.asks(readiness.AreaHead), time.Now().UTC()))
}

// write keeps a version of a criterion's text, and says how to send it.
func (c *cycles) write(ctx context.Context, x readiness.Appraisal, asked readiness.Asked) (readiness.SubmitAppraisal, error) {
	w := readiness.WriteAppraisal{
		Know: prose(900), How: prose(500), Next: prose(400), Impact: prose(300), Weakness: prose(250), Grade: "good", Confidence: "medium", Up: prose(100), Down: prose(100),
	}
	if x.Written != nil {
		w.Base = x.Written.Version
	}
	v, err := c.db.WriteAppraisal(ctx, x.ID, w, asked)
	return readiness.SubmitAppraisal{Version: v.Number, SHA256: v.SHA256, Grade: w.Grade, Confidence: w.Confidence}, err
}

// agrees has a criterion written, and challenged with the same grade.
func (c *cycles) agrees(ctx context.Context, x *readiness.Appraisal) error {
	if err := c.writes(ctx, x); err != nil {
		return err
	}
	return c.keepCriterion(ctx, x)(x.Do(readiness.ChallengeAppraisal{Grade: "good", Why: prose(200)}, c.asks(readiness.QualityAssurance), time.Now().UTC()))
}

func (c *cycles) agreeAll(ctx context.Context) error {
	for _, x := range c.of {
		if err := c.agrees(ctx, x); err != nil {
			return err
		}
	}
	return nil
}

// halfWay leaves of four criteria one with its author, one with its challenger and two agreed.
func (c *cycles) halfWay(ctx context.Context) (err error) {
	for i, x := range c.of {
		switch {
		case i%4 == 0:
			c.unwritten = x.ID
		case i%4 == 1:
			err = c.writes(ctx, x)
		default:
			c.criterion, err = x.ID, c.agrees(ctx, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// publish has every area graded and signed, and the whole signed, sealed and frozen; the cycle before is followed by this one.
func (c *cycles) publish(ctx context.Context) error {
	for _, s := range c.cycle.Sections {
		if err := c.tells(ctx, readiness.AreaHead, readiness.GradeSection{Section: s.Code, Grade: "good", Why: prose(300)}); err != nil {
			return err
		}
	}
	for _, s := range c.cycle.Sections {
		if err := c.signs(ctx, s.Code, readiness.AreaHead); err != nil {
			return err
		}
	}
	for _, role := range []readiness.Role{readiness.AssistantDirector, readiness.Director, readiness.LeadMember} {
		if err := c.signs(ctx, string(role), role); err != nil {
			return err
		}
	}
	if err := c.db.SealAssessment(ctx, c.cycle.ID); err != nil {
		return err
	}
	for _, x := range c.of {
		if err := c.keepCriterion(ctx, x)(x.Follow(readiness.AppraisalFollowup{AppraisalID: x.ID, End: readiness.AppraisalFrozen}, time.Now().UTC())); err != nil {
			return err
		}
	}
	before := c.published
	c.published = c.cycle.ID
	if before == "" {
		return nil
	}
	earlier, err := c.db.AssessmentState(ctx, before)
	if err != nil {
		return err
	}
	x, ev, err := earlier.Follow(readiness.AssessmentFollowup{AssessmentID: before, Later: c.published}, time.Now().UTC())
	if err != nil {
		return err
	}
	return c.db.RecordAssessment(ctx, x, ev)
}

func (c *cycles) signs(ctx context.Context, part string, role readiness.Role) error {
	return c.tells(ctx, role, readiness.SignAssessment{Part: part, SHA256: c.cycle.Binds(part)})
}

// tells asks one command of the cycle.
func (c *cycles) tells(ctx context.Context, role readiness.Role, command readiness.AssessmentCommand) error {
	return c.keepCycle(ctx)(c.cycle.Do(command, c.asks(role), time.Now().UTC()))
}
