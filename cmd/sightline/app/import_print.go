package app

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/readiness"
)

// print writes the summary, the lists, and the findings of each list in the order of its rows.
func (f finds) print(c *call) {
	c.printf("%s\n", f.Summary)
	if f.Changes != nil {
		c.printf("%s\n", changes(*f.Changes))
	}
	c.printf("\n")
	t := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, l := range f.Lists {
		fmt.Fprintf(t, "List %d\t%s\t%s\t%s fine\t%s to mend\t%s to ask about\n", l.List, annexa.ListName(l.List), counted(l.Rows, "row", "rows"),
			number(l.Fine), number(l.Mend), number(l.Ask))
	}
	t.Flush()
	for _, severity := range []struct {
		is    readiness.Severity
		title string
	}{
		{readiness.SeverityError, "To mend in the case system"}, {readiness.SeverityQuery, "We ask about"}, {readiness.SeverityInfo, "Understood or repaired while reading"},
	} {
		printFindings(c.out, severity.title, f.Findings, severity.is)
	}
}

func printFindings(w io.Writer, title string, findings []readiness.Finding, severity readiness.Severity) {
	started := false
	for _, f := range findings {
		if f.Severity != severity {
			continue
		}
		if !started {
			fmt.Fprintf(w, "\n%s\n", title)
			started = true
		}
		fmt.Fprintf(w, "  %s  [%s]\n    %s\n", place(f), f.Rule, strings.TrimSpace(f.Message+" "+f.Fix))
	}
}

// place says where a finding is, as far as it is about one place.
func place(f readiness.Finding) string {
	if f.List == 0 {
		return "The whole upload"
	}
	at := fmt.Sprintf("List %d", f.List)
	if f.Row > 0 {
		at += fmt.Sprintf(", row %d", f.Row)
	}
	if f.Column != "" {
		at += ", " + f.Column
	}
	return at
}

// changes is what an upload would do to the cases, in a sentence.
func changes(d readiness.Differences) string {
	s := fmt.Sprintf("Against the cases known: %s opened, %s closed, %s re-opened, %s moved to another team, %s changed otherwise, %s the same.",
		number(d.Opened), number(d.Closed), number(d.Reopened), number(d.Moved), number(d.Changed), number(d.Same))
	if d.Overtaken > 0 {
		s += " " + counted(d.Overtaken, "running review ends", "running reviews end") + " because the case closed."
	}
	if len(d.NewTeams) > 0 {
		s += " Teams not seen before: " + strings.Join(d.NewTeams, ", ") + "."
	}
	return s
}

// progress shows how far a reading is, on a terminal only. The zero progress shows nothing.
type progress struct {
	w     io.Writer
	shown bool
	last  int
}

// progressOn shows on w if that is a terminal.
func progressOn(w io.Writer) *progress {
	f, ok := w.(*os.File)
	if !ok {
		return &progress{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{w: w, last: -1}
}

// rows shows a percentage when it has changed.
func (p *progress) rows(done, total int) {
	if p.w == nil || total <= 0 {
		return
	}
	if percent := done * 100 / total; percent != p.last {
		p.last, p.shown = percent, true
		fmt.Fprintf(p.w, "\rReading: %d%%", percent)
	}
}

// done clears the line.
func (p *progress) done() {
	if p.shown {
		fmt.Fprint(p.w, "\r                    \r")
		p.shown = false
	}
}
