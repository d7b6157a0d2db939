package demo

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// receive lets a day's work on visits happen: what is to be planned, what became of those who have left, and what is to be done about steps.
func (t *town) receive(ctx context.Context, day calendar.Date) error {
	t.clock(day, 10, 0)
	for _, r := range t.receptions {
		if r.planned.After(day) {
			continue
		}
		if err := t.attends(ctx, r, day); err != nil {
			return fmt.Errorf("visit planned on %s: %w", r.planned, err)
		}
	}
	return t.audit(ctx, day)
}

func (t *town) attends(ctx context.Context, r *reception, day calendar.Date) error {
	if r.id == "" {
		if err := t.beginsVisit(ctx, r); err != nil {
			return err
		}
	}
	if err := t.followsUp(ctx, r, day); err != nil {
		return err
	}
	for _, x := range t.steps {
		if x.VisitID != r.id || x.Over || !x.Status.Waits() {
			continue
		}
		t.now = t.now.Add(2 * time.Minute)
		if err := t.takesStep(ctx, r, *x, day); err != nil {
			return fmt.Errorf("%s: %w", x.Code, err)
		}
	}
	return nil
}

// followsUp enters the letter with its findings on the day on which it comes, and closes the visit when nothing of it is open.
func (t *town) followsUp(ctx context.Context, r *reception, day calendar.Date) error {
	x := *among(t.visits, func(x *readiness.Visit) bool { return x.ID == r.id })
	switch {
	case x.Status == readiness.VisitAwaiting && !r.letter.After(day):
		if err := t.asksVisit(ctx, x.ID, readiness.EnterVisitLetter{On: r.letter}); err != nil {
			return err
		}
		for _, l := range letterFindings {
			l.received = r.letter.Sub(x.Until)
			if err := t.enter(ctx, l, x.Until, day, &x, new(string)); err != nil {
				return err
			}
		}
	case x.Status == readiness.VisitLetter:
		return t.asksVisit(ctx, x.ID, readiness.CloseVisit{Note: "The re-audit of the same children goes on in the audit programme."})
	}
	return nil
}

// asksVisit asks one command of a visit as the improvement lead, who runs it.
func (t *town) asksVisit(ctx context.Context, id string, c readiness.VisitCommand) error {
	asked := t.asked(t.staff.lead)
	facts, err := t.db.VisitFacts(ctx, id)
	if err != nil {
		return err
	}
	asked.Visit = &facts
	return t.visitTurn(ctx, id, func(x readiness.Visit) (readiness.Visit, readiness.Event, error) { return x.Do(c, asked, t.now) })
}

// means is what people mean to do about a step. In a rehearsal nobody decides about what is late: it is there to show it.
func (t *town) means(r *reception, x readiness.VisitStep) meaning {
	m, meant := r.means[x.Code+"/"+x.Focus]
	if !meant {
		m, meant = r.means[x.Code]
	}
	if !meant {
		m.days = -1 - t.chances("visit "+r.plan.Kind+x.Code+x.Focus).IntN(3)
	}
	m.left = m.left || r.plan.Rehearsal == "yes"
	return m
}

// takesStep does what people mean to do about a step on a day.
func (t *town) takesStep(ctx context.Context, r *reception, x readiness.VisitStep, day calendar.Date) error {
	m := t.means(r, x)
	owner := cmp.Or(x.OwnerID, t.staff.senior[readiness.ImprovementLead])
	switch {
	case x.Waiting() && !m.left:
		head := cmp.Or(t.staff.heads[x.AreaID], t.staff.council[readiness.AssistantDirector][0])
		return t.asksStep(ctx, x.ID, head, readiness.DecideStepEscalation{
			Decision: "more_time", Until: x.Latest(x.Terms.Visit.MoreDays, day), Reason: "What it rests on is not there yet. The days until the visit allow it.",
		})
	case m.never || day.Before(t.calendar.Add(x.Run.Due, m.days, calendar.Exclusive)):
		return nil
	case x.Status == readiness.StepAsked && m.granted:
		return t.asksStep(ctx, x.ID, t.staff.senior[readiness.Director], readiness.AnswerWaiver{Answer: "grant", Note: "Agreed. Say so in the pack."})
	case x.Status == readiness.StepAsked:
		return nil
	case m.spared != "":
		return t.asksStep(ctx, x.ID, owner, readiness.WaiveVisitStep{Reason: m.spared})
	}
	return t.closes(ctx, r, x, owner)
}

// closes closes a step on what it asks for: its owner with evidence, somebody else with a signature. What it counts may not be there yet; then it stays
// open, and they try again.
func (t *town) closes(ctx context.Context, r *reception, x readiness.VisitStep, owner string) error {
	switch x.Gate {
	case "signature":
		if owner = t.staff.senior[readiness.Director]; owner == x.OwnerID {
			owner = t.staff.senior[readiness.ImprovementLead]
		}
	case "evidence":
		by, err := t.actor(ctx, owner)
		if err != nil {
			return err
		}
		e, err := t.proof(ctx, r, x)
		if err == nil {
			_, err = t.db.AttachEvidence(ctx, e, t.asked(by))
		}
		if err != nil {
			return err
		}
	}
	return t.asksStep(ctx, x.ID, owner, readiness.CloseVisitStep{})
}

// proof is what shows that a step is done, in the words of the council or of the run-up.
func (t *town) proof(ctx context.Context, r *reception, x readiness.VisitStep) (readiness.AttachEvidence, error) {
	visit := among(t.visits, func(v *readiness.Visit) bool { return v.ID == r.id })
	of, err := t.db.RunUp(ctx, visit.RunUp)
	if err != nil {
		return readiness.AttachEvidence{}, err
	}
	step, _ := of.Step(x.Code)
	e := readiness.AttachEvidence{StepID: x.ID, Kind: "document", Bears: readiness.Supports, Title: step.Shows, ShowsOn: calendar.DateOf(t.now)}
	if said, known := stepWords[x.Code]; known {
		e.Kind, e.Title, e.Text = said.kind, said.title, said.text
	}
	for _, f := range visit.Focus {
		if f.Code == x.Focus {
			e.Title = f.Name + ": " + e.Title
		}
	}
	return e, nil
}

// asksStep asks one command of a step as somebody.
func (t *town) asksStep(ctx context.Context, id, person string, c readiness.VisitStepCommand) error {
	by, err := t.actor(ctx, person)
	if err != nil {
		return err
	}
	gate, err := t.db.GateFacts(ctx, id)
	if err != nil {
		return err
	}
	asked := t.asked(by)
	asked.Gate = &gate
	err = t.stepTurn(ctx, id, func(x readiness.VisitStep) (readiness.VisitStep, readiness.Event, error) {
		return x.Do(c, asked, t.now)
	})
	if err != nil {
		return fmt.Errorf("%s as %s: %w", c.Name(), by.Name, err)
	}
	return nil
}
