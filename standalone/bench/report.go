package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"
)

// report gathers lines: what was measured, the figure, and the ratio with its aim where there is one.
type report struct {
	scale float64
	lines []line
}

type line struct{ what, figure, aim string }

func (r *report) begin(name string) { fmt.Fprintf(os.Stderr, "measuring %s ...\n", name) }

// n scales a count.
func (r *report) n(full int) int { return max(10, int(float64(full)*r.scale)) }

func (r *report) add(what, format string, args ...any) {
	r.lines = append(r.lines, line{what: what, figure: fmt.Sprintf(format, args...)})
	fmt.Fprintf(os.Stderr, "  %s: %s\n", what, r.lines[len(r.lines)-1].figure)
}

// ratio adds ours against the best, and whether it meets the aim.
func (r *report) ratio(what string, ours, best, aim float64) {
	verdict := "meets the aim"
	if ours/best < aim {
		verdict = "MISSES THE AIM"
	}
	r.add(what, "%.2f", ours/best)
	r.lines[len(r.lines)-1].aim = fmt.Sprintf("at least %.1f: %s", aim, verdict)
}

func (r *report) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, l := range r.lines {
		fmt.Fprintf(t, "%s\t%s\t%s\n", l.what, l.figure, l.aim)
	}
	return t.Flush()
}
