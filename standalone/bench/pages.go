package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// How many times each page is asked for at each size in a round, and the sizes.
const (
	looks      = 300
	rounds     = 3
	warmUp     = 30
	fewCases   = 1000
	manyCases  = 50000
	pagesRatio = 1.5
)

// pages are the pages that are measured, and as whom. {review} stands for a running review.
var pages = []struct {
	name, path string
	role       readiness.Role
}{
	{"home of an area head", "/", readiness.AreaHead},
	{"home of a team manager", "/", readiness.TeamManager},
	{"home of an assistant director", "/", readiness.AssistantDirector},
	{"home of the director", "/", readiness.Director},
	{"home of an improvement lead", "/", readiness.ImprovementLead},
	{"home of quality assurance", "/", readiness.QualityAssurance},
	{"home of an elected member", "/", readiness.ElectedMember},
	{"home of an administrator", "/", readiness.Administrator},
	{"overview", "/overview", readiness.Director},
	{"case list of an area head", "/cases", readiness.AreaHead},
	{"case list of a team manager", "/cases", readiness.TeamManager},
	{"case list of the council", "/cases", readiness.Director},
	{"review list of an area head", "/reviews", readiness.AreaHead},
	{"review list of the council", "/reviews", readiness.Director},
	{"review page", "/reviews/{review}", readiness.Director},
}

// measurePages asks for each page at both sizes, in turns, and compares the 99th percentiles. Only the pages are at work, as where they are served by a process
// of their own: a Temporal server at idle would add its noise to both sizes.
func measurePages(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) (err error) {
		few, err := h.settle(ctx, r.n(fewCases))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, few.leave()) }()
		many, err := h.settle(ctx, r.n(manyCases))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, many.leave()) }()
		if _, err := h.look.Exec(ctx, "checkpoint"); err != nil { // what making five years of events has left to write
			return err
		}
		for _, p := range pages {
			if err := comparePage(ctx, r, few, many, p.name, p.path, "cases", p.role); err != nil {
				return err
			}
		}
		return many.whatIf(ctx, r)
	})
}

// comparePage looks at one page of both counties as the person of a role.
func comparePage(ctx context.Context, r *report, few, many county, name, path, things string, role readiness.Role) error {
	small, err := few.onlooker(ctx, path, role)
	if err != nil {
		return err
	}
	large, err := many.onlooker(ctx, path, role)
	if err != nil {
		return err
	}
	return compareLooks(r, small, large, name, things, pagesRatio)
}

// compareLooks judges the median of the rounds' ratios, each of the 99th percentiles of so many looks in turns.
func compareLooks(r *report, small, large *onlooker, name, things string, aim float64) error {
	var ratios, smalls, larges []float64
	for range rounds {
		debug.FreeOSMemory() // collects what this process, which made the counties too, has left behind
		ratio, err := compareOnce(small, large)
		if err != nil {
			return err
		}
		ratios, smalls, larges = append(ratios, ratio), append(smalls, percentile(small.times, 99)), append(larges, percentile(large.times, 99))
	}
	cpu, err := cpuRatio(small, large)
	if err != nil {
		return err
	}
	ratio := median(ratios)
	r.judge(name, fmt.Sprintf("at most %.1f: %s", aim, verdict(ratio <= aim)),
		"%.2f times (%.2f to %.2f), p99 %.1f ms at %d %s, %.1f ms at %d; median %.1f and %.1f ms; by processor %.2f; %.0f and %.0f KB",
		ratio, slices.Min(ratios), slices.Max(ratios), median(smalls), small.of.cases, things, median(larges), large.of.cases, median(small.times), median(large.times), cpu, small.kilobytes, large.kilobytes)
	return nil
}

// compareOnce looks at a page of both counties in turns.
func compareOnce(small, large *onlooker) (ratio float64, err error) {
	small.times, large.times = nil, nil
	for range looks {
		for _, o := range []*onlooker{small, large} {
			if err := o.look(); err != nil {
				return 0, err
			}
		}
	}
	return percentile(large.times, 99) / percentile(small.times, 99), nil
}

// cpuRatio compares what a look costs the processor here and in PostgreSQL.
func cpuRatio(small, large *onlooker) (float64, error) {
	var laps [2]lap
	for i, o := range []*onlooker{small, large} {
		var err error
		if laps[i], err = o.of.lap(looks, func() error {
			for range looks {
				if err := o.look(); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return 0, err
		}
	}
	return laps[1].cpu / laps[0].cpu, nil
}

// An onlooker looks at one page of a county again and again.
type onlooker struct {
	of        county
	in        reader
	path      string
	ask       func() (took time.Duration, bytes int, err error) // what it does in place of looking; nil to look
	times     []float64                                         // milliseconds
	kilobytes float64
}

// onlooker signs somebody in and looks a few times, so that plans and caches are warm.
func (c county) onlooker(ctx context.Context, path string, role readiness.Role) (*onlooker, error) {
	in, err := c.reader(ctx, role)
	if err != nil {
		return nil, err
	}
	o := &onlooker{of: c, in: in, path: strings.Replace(path, "{review}", c.review, 1)}
	for range warmUp {
		if err := o.look(); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func (o *onlooker) look() error {
	ask := o.ask
	if ask == nil {
		ask = func() (time.Duration, int, error) { return o.in.get(o.path) }
	}
	took, bytes, err := ask()
	o.times, o.kilobytes = append(o.times, took.Seconds()*1000), float64(bytes)/1024
	return err
}

// beside is the same person with another page: a second one of that name would end the first one's session.
func (o *onlooker) beside(path string) *onlooker {
	return &onlooker{of: o.of, in: o.in, path: path}
}

// percentile is the value that so many of a hundred do not exceed.
func percentile(all []float64, p int) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}

// whatIf asks what a lower threshold would do to the whole county.
func (c county) whatIf(ctx context.Context, r *report) error {
	lead, err := c.reader(ctx, readiness.ImprovementLead)
	if err != nil {
		return err
	}
	var times []float64
	for range 20 {
		took, _, err := lead.get("/what-if")
		if err != nil {
			return err
		}
		times = append(times, took.Seconds()*1000)
	}
	r.add(fmt.Sprintf("what if the threshold changes, at %d cases", c.cases), "median %.0f ms, slowest %.0f ms", median(times), slices.Max(times))
	return nil
}
