package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

// report gathers lines: what was measured, the figure, and the aim with a verdict where there is one.
type report struct {
	scale float64
	lines []line
}

type line struct{ what, figure, aim string }

// begin says on the error stream what is measured now and how busy the machine was in the last minute.
func (r *report) begin(name string) {
	fmt.Fprintf(os.Stderr, "measuring %s, load %s ...\n", name, load())
}

// n scales a count.
func (r *report) n(full int) int { return max(10, int(float64(full)*r.scale)) }

func (r *report) add(what, format string, args ...any) { r.judge(what, "", format, args...) }

// judge adds a line with an aim.
func (r *report) judge(what, aim, format string, args ...any) {
	l := line{what: what, figure: fmt.Sprintf(format, args...), aim: aim}
	r.lines = append(r.lines, l)
	fmt.Fprintf(os.Stderr, "  %s: %s %s\n", l.what, l.figure, l.aim)
}

// duel adds both sides of a duel and the ratio of their rates, which should not be below the aim.
func (r *report) duel(best, ours, ratio string, d duel, aim float64) {
	r.add(best, "%.0f a second, %.1f ms of processor each", d.best.rate, d.best.cpu)
	r.add(ours, "%.0f a second, %.1f ms of processor each", d.ours.rate, d.ours.cpu)
	r.judge(ratio, fmt.Sprintf("at least %.1f: %s", aim, verdict(d.ratio >= aim)), "%.2f (%.2f to %.2f); by processor %.2f", d.ratio, d.low, d.high, d.best.cpu/d.ours.cpu)
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "MISSED"
}

func (r *report) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, l := range r.lines {
		fmt.Fprintf(t, "%s\t%s\t%s\n", l.what, l.figure, l.aim)
	}
	fmt.Fprintf(t, "load of the machine at the end\t%s\t\n", load())
	return t.Flush()
}

// load is the machine's load average over the last minute, as the kernel gives it.
func load() string {
	averages, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(averages), " ")
	return one
}
