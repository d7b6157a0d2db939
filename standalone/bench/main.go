// Command bench measures Sightline's speed and size on this machine. What it judges are ratios within one run, against the best that the same
// server, in the same process, does with workflows that do nothing: figures in seconds differ from machine to machine, ratios hardly do.
// docs/measurements.md says how to read them.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

// measure is one thing to measure: its name for -only, and what it does.
type measure struct {
	name string
	run  func(context.Context, *report) error
}

var measures = []measure{
	{"opening", measureOpening},
	{"actions", measureActions},
	{"decisions", measureDecisions},
	{"deadlines", measureDeadlines},
	{"import", measureImport},
	{"pages", measurePages},
	{"plan", measurePlan},
	{"plan-import", measurePlanImport},
	{"assessment", measureAssessment},
	{"visits", measureVisits},
	{"visits-pack", measurePack},
	{"digest", measureDigest},
	{"replan", measureReplan},
	{"size", measureSize},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	only := flag.String("only", "opening,actions,decisions,deadlines,import,pages,plan,plan-import,assessment,visits,visits-pack,digest,replan,size", "measure these only, separated by commas")
	scale := flag.Float64("scale", 1, "how much of everything: 0.1 for a quick look")
	profile := flag.String("profile", "", "write a CPU profile of this process to a file; PostgreSQL is not in it")
	flag.Parse()
	if err := profiled(*profile, func() error { return run(ctx, strings.Split(*only, ","), *scale) }); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures what is asked for and prints the table, also when a measure fails half-way.
func run(ctx context.Context, only []string, scale float64) (err error) {
	r, logged := &report{scale: scale}, &complaints{count: map[string]int{}}
	slog.SetDefault(slog.New(logged))
	for _, name := range only {
		i := slices.IndexFunc(measures, func(m measure) bool { return m.name == name })
		if i < 0 {
			return fmt.Errorf("there is no measure %q", name)
		}
		r.begin(name)
		err = measures[i].run(ctx, r)
		logged.tell(r)
		if err != nil {
			err = fmt.Errorf("measure %s: %w", name, err)
			break
		}
	}
	if printed := r.print(os.Stdout); err == nil {
		err = printed
	}
	return err
}
