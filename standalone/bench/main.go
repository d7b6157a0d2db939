// Command bench measures Sightline's speed and size on this machine. What it prints are ratios within one run, against the best that the same
// server, in the same process, does with workflows that do nothing: figures in seconds differ from machine to machine, ratios do not.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
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
	{"decisions", measureDecisions},
	{"deadlines", measureDeadlines},
	{"import", measureImport},
	{"size", measureSize},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	only := flag.String("only", "", "measure these only, separated by commas: opening, decisions, deadlines, import, size")
	scale := flag.Float64("scale", 1, "how much of everything: 0.1 for a quick look")
	flag.Parse()
	if err := run(ctx, *only, *scale); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string, scale float64) error {
	r := &report{scale: scale}
	for _, m := range measures {
		if only != "" && !strings.Contains(","+only+",", ","+m.name+",") {
			continue
		}
		r.begin(m.name)
		if err := m.run(ctx, r); err != nil {
			return fmt.Errorf("measure %s: %w", m.name, err)
		}
	}
	return r.print(os.Stdout)
}
