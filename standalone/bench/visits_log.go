package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// So many people log so many requests each, all at once.
const (
	loggers  = 50
	requests = 4
)

// measureLogging has 50 people log what inspectors asked them for, and each wait until it stands, against as many workflows that do nothing.
func (p *preparing) measureLogging(ctx context.Context, r *report) error {
	people := make([]readiness.Actor, loggers)
	for i := range people {
		name := fmt.Sprintf("Logger %d", i)
		if err := p.appoint(ctx, name, readiness.AddPost{Role: readiness.QualityAssurance}); err != nil {
			return err
		}
		people[i] = actor(p.people[name].ID, readiness.Holding{Role: readiness.QualityAssurance})
	}
	var mu sync.Mutex
	var times []float64
	n := loggers * requests
	d, err := fight(3, func(round int) (lap, error) {
		return p.crowd(ctx, loggers, n, func(ctx context.Context, i int) error {
			run, err := p.temporal.ExecuteWorkflow(ctx, eager(fmt.Sprintf("nothing/log/%d/%d", round, i)), nothingOnce)
			if err != nil {
				return err
			}
			return run.Get(ctx, nil)
		})
	}, func(round int) (lap, error) {
		return p.crowd(ctx, loggers, n, func(ctx context.Context, i int) error {
			begin := time.Now()
			err := p.logs(ctx, people[i%loggers], fmt.Sprintf("log-%d-%d", round, i))
			mu.Lock()
			defer mu.Unlock()
			times = append(times, time.Since(begin).Seconds()*1000)
			return err
		})
	})
	if err != nil {
		return err
	}
	complete, err := p.ofVisit(ctx, `
		select count(*) from (select e.owner_id from visit_entries e where e.visit_id = $1 and e.status = 'open' group by e.owner_id having count(*) = 3 * `+fmt.Sprint(requests)+`) people`)
	if err != nil {
		return err
	}
	r.judge(fmt.Sprintf("%d people log requests of inspectors at once", loggers), "none lost: "+verdict(complete == loggers),
		"median %.0f ms, p99 %.0f ms, slowest %.0f ms until one stands; %d people have all of their %d", median(times), percentile(times, 99), percentile(times, 100), complete, 3*requests)
	r.duel("workflows that do nothing, 50 callers", "requests logged", "logging against doing nothing", d, loggingRatio)
	return nil
}

// logs logs a request for oneself and waits until it stands. Where the page would say that it is not confirmed yet, the person looks again.
func (p *preparing) logs(ctx context.Context, by readiness.Actor, id string) error {
	asked := readiness.Asked{ID: id, By: by}
	planned, err := p.db.PlanVisitEntry(ctx, p.visit, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "The last three audits of " + id + "."}, asked)
	if err != nil {
		return err
	}
	for {
		if err := p.runs.OpenVisitEntry(ctx, planned); !readiness.Unconfirmed.Is(err) || ctx.Err() != nil {
			return err
		}
	}
}
