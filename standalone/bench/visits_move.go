package main

import (
	"context"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// onVisit picks the steps whose day moves with the visit.
const onVisit = "state->>'anchor' in ('visit', 'end')"

// measureMoving moves the newest visit, against as many updates that do nothing as steps move with it, and looks at the end whether every timer stands at
// the step's new day.
func (p *preparing) measureMoving(ctx context.Context, r *report) error {
	if err := p.attend(ctx); err != nil {
		return err
	}
	steps, err := p.stepIDs(ctx, onVisit)
	if err != nil {
		return err
	}
	before, _, err := p.written(ctx)
	if err != nil {
		return err
	}
	d, err := fight(3, func(round int) (lap, error) {
		return p.side(ctx, 2*len(steps), func(ctx context.Context, i int) error {
			return p.askNothing(ctx, i%things, fmt.Sprintf("move/%d/%d", round, i))
		})
	}, func(int) (lap, error) {
		return p.lap(len(steps), func() error { return p.moves(ctx, len(steps)) })
	})
	if err != nil {
		return err
	}
	after, _, err := p.written(ctx)
	if err != nil {
		return err
	}
	set, err := p.timersSet(ctx, steps)
	if err != nil {
		return err
	}
	r.judge("a visit moved by ten working days", fmt.Sprintf("every timer at its new day: %s", verdict(set == len(steps))),
		"%.1f s until all %d steps that move with it have moved; %d timers stand where their step says; %d events a step", float64(len(steps))/d.ours.rate, len(steps), set, (after-before)/(3*len(steps)))
	r.duel("updates that do nothing", "steps moved with their visit", "moving a visit against doing nothing", d, visitMovingRatio)
	return nil
}

// moves moves the newest visit ten working days on and waits until every step that moves with it has.
func (p *preparing) moves(ctx context.Context, steps int) error {
	x, err := p.db.VisitState(ctx, p.visit)
	if err != nil {
		return err
	}
	on := calendar.England().Add(x.On, 10, calendar.Exclusive)
	if _, err := p.runs.Visit(ctx, p.visit, readiness.MoveVisit{On: on, Reason: "Ofsted asked."}, p.asks(readiness.ImprovementLead)); err != nil {
		return err
	}
	return until(ctx, steps, func(ctx context.Context) (n int, err error) {
		err = p.look.QueryRow(ctx, "select count(*) from visit_steps s join visits v on v.id = s.visit_id where v.id = $1 and s."+onVisit+` and
			s.state->>'counted' = case s.state->>'anchor' when 'end' then v.state->>'until' else v.state->>'on' end and v.state->>'on' = $2`, p.visit, on.String()).Scan(&n)
		return n, err
	})
}

// timersSet counts the steps whose run waits for the moment that the ledger has, and for no other.
func (p *preparing) timersSet(ctx context.Context, steps []string) (set int, err error) {
	for _, id := range steps {
		var next time.Time
		if err := p.look.QueryRow(ctx, "select next_at from visit_steps where id = $1", id).Scan(&next); err != nil {
			return set, err
		}
		waits, err := p.timers(ctx, readiness.Subject(readiness.VisitStepNoun, id))
		if err != nil {
			return set, err
		}
		if len(waits) == 1 && waits[0].Sub(next).Abs() < time.Second {
			set++
		}
	}
	return set, nil
}

// timers are the moments for which a run waits.
func (p *preparing) timers(ctx context.Context, workflow string) (waits []time.Time, err error) {
	open := map[string]time.Time{}
	for history := p.temporal.GetWorkflowHistory(ctx, workflow, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); history.HasNext(); {
		event, err := history.Next()
		if err != nil {
			return nil, err
		}
		if started := event.GetTimerStartedEventAttributes(); started != nil {
			open[started.TimerId] = event.EventTime.AsTime().Add(started.StartToFireTimeout.AsDuration())
		}
		delete(open, event.GetTimerCanceledEventAttributes().GetTimerId())
		delete(open, event.GetTimerFiredEventAttributes().GetTimerId())
	}
	for _, at := range open {
		waits = append(waits, at)
	}
	return waits, nil
}
