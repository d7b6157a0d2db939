package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// openAction puts an action into the plan, as a page's form does, and has it opened. Who may not run the plan only proposes it.
func (t *town) openAction(ctx context.Context, u *undertaking, proposed bool) error {
	by := t.staff.lead
	if proposed {
		var err error
		if by, err = t.actor(ctx, t.headNear(u)); err != nil {
			return err
		}
	}
	owner := t.keeper(u)
	f := readiness.AddAction{
		ActionDetails: u.details(), AreaID: u.area, OwnerID: owner, SponsorID: t.sponsor(u, owner), VerifierID: u.named, Start: u.opens, Due: u.due,
	}
	f.Findings, f.DependsOn = t.answers(u), t.waitsOn(u)
	planned, err := t.db.AddAction(ctx, f, t.asked(by))
	if err != nil {
		return err
	}
	t.actions[planned.ID] = u
	return t.beginAction(ctx, planned)
}

// waitsOn picks a late action, for one that waits for another.
func (t *town) waitsOn(u *undertaking) []string {
	var late []string
	for _, other := range t.plan {
		if other.fate.stall && other.ID != "" {
			late = append(late, other.ID)
		}
	}
	if !u.fate.needs || len(late) == 0 {
		return nil
	}
	return late[u.nth%len(late):][:1]
}

// askAction is ask for actions. It brings what the ledger knows around the action, as the doors do.
func (t *town) askAction(ctx context.Context, u *undertaking, person string, c readiness.ActionCommand) error {
	by, err := t.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil // has left
	}
	if err != nil {
		return err
	}
	asked := t.asked(by)
	switch c.(type) {
	case readiness.ClaimAction, readiness.VerifyAction, readiness.RetestAction:
		facts, err := t.db.ActionFacts(ctx, u.ID)
		if err != nil {
			return err
		}
		asked.Facts = &facts
		if claim, is := c.(readiness.ClaimAction); is {
			claim.Evidence = supporting(facts, u.Start)
			c = claim
		}
	}
	err = t.actionTurn(ctx, u.ID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
		return a.Do(c, asked, t.now)
	})
	if readiness.AsRefusal(err) != nil {
		return nil // as in ask: a person reads it and goes on
	}
	return err
}

// supporting are the pieces that a claim can stand on.
func supporting(f readiness.ActionFacts, start calendar.Date) (ids []string) {
	for _, e := range f.Evidence {
		if e.Bears == readiness.Supports && !e.On.Before(start) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// by is a beat in which somebody asks something of the action; who is looked up on the day.
func (s script) by(who func() string, c func() readiness.ActionCommand) func(context.Context) error {
	return func(ctx context.Context) error { return s.askAction(ctx, s.u, who(), c()) }
}

func (s script) owner() string { return s.u.OwnerID }
func (s script) head() string  { return s.headNear(s.u) }
func (s script) lead() string  { return s.staff.lead.PersonID }
func (s script) checker() string {
	return orElse(s.u.VerifierID, s.staff.senior[readiness.QualityAssurance])
}

func (s script) proposes() func(context.Context) error {
	return func(ctx context.Context) error { return s.openAction(ctx, s.u, true) }
}

func (s script) agrees() func(context.Context) error {
	return s.by(s.lead, func() readiness.ActionCommand { return readiness.AgreeAction{Note: s.words(agreeing)} })
}

func (s script) says(progress string) func(context.Context) error {
	return s.by(s.owner, func() readiness.ActionCommand {
		c := readiness.UpdateAction{Progress: progress, Done: s.words(progressing)}
		if progress != "on_track" {
			c.Done, c.Help = s.words(hindered), s.words(helping)
		}
		return c
	})
}

func (s script) saysItWaits() func(context.Context) error {
	return s.by(s.owner, func() readiness.ActionCommand {
		return readiness.UpdateAction{Progress: "at_risk", Done: "Everything on our side is ready.", Help: "The action that this one waits for must be done first; it is late."}
	})
}

func (s script) saysDone() func(context.Context) error {
	return s.by(s.owner, func() readiness.ActionCommand {
		return readiness.ClaimAction{Difference: s.u.outcome + " " + s.words(different)}
	})
}

func (s script) checks(accept string) func(context.Context) error {
	return s.by(s.checker, func() readiness.ActionCommand {
		if accept == "no" {
			return readiness.VerifyAction{Accept: "no", Missing: s.words(missing)}
		}
		return readiness.VerifyAction{Accept: "yes", Note: s.words(accepting)}
	})
}

func (s script) looksAgain(lasted string) func(context.Context) error {
	return s.by(s.checker, func() readiness.ActionCommand {
		found := s.words(lasting)
		if lasted == "no" {
			found = s.words(fading)
		}
		return readiness.RetestAction{Lasted: lasted, Found: found}
	})
}

func (s script) opensAgain() func(context.Context) error {
	return s.by(s.checker, func() readiness.ActionCommand {
		return readiness.ReopenAction{Reason: "A complaint and a dip sample say otherwise than the claim did."}
	})
}

func (s script) moves(until calendar.Date) func(context.Context) error {
	return s.movedBy(s.owner, until)
}

func (s script) headMoves(until calendar.Date) func(context.Context) error {
	return s.movedBy(s.head, until)
}

func (s script) movedBy(who func() string, until calendar.Date) func(context.Context) error {
	return s.by(who, func() readiness.ActionCommand { return readiness.MoveActionDate{Until: until, Reason: s.words(moving)} })
}

func (s script) carriesForward(until calendar.Date) func(context.Context) error {
	return s.by(s.lead, func() readiness.ActionCommand {
		return readiness.CarryActionForward{Until: until, Reason: "Not finished when the plan was renewed; the board takes it into the next one."}
	})
}

func (s script) drops(reason string) func(context.Context) error {
	return s.by(s.lead, func() readiness.ActionCommand { return readiness.DropAction{Reason: reason} })
}

func (s script) decides(c readiness.DecideActionEscalation) func(context.Context) error {
	return s.by(s.head, func() readiness.ActionCommand { return c })
}

func (s script) gives() func(context.Context) error {
	return s.by(s.head, func() readiness.ActionCommand {
		return readiness.DecideActionEscalation{Decision: "give", OwnerID: s.another(s.u), Note: "You have done this in your own team; please do it here."}
	})
}

func (s script) handsOver() func(context.Context) error {
	return s.by(s.head, func() readiness.ActionCommand {
		return readiness.AssignAction{OwnerID: s.another(s.u), Note: "You are nearer to the work."}
	})
}
