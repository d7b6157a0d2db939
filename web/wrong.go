package web

import (
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// Wrong is what is wrong with a draft of something that is to go into a library.
type Wrong []readiness.FrameworkProblem

// Sentence is what we found, in one line.
func (w Wrong) Sentence() string {
	if n := len(w); n > 0 {
		return counted(n, "thing") + plural(n, " is", " are") + " wrong with it, so it cannot be brought in yet. Nothing has been changed."
	}
	return "Nothing is wrong with it. It can be brought in. Nothing has been changed yet."
}

// Problems are what is wrong, first of all.
func (w Wrong) Problems() []readiness.FrameworkProblem {
	rows, _ := first(w)
	return rows
}

// MoreProblems is how many more there are.
func (w Wrong) MoreProblems() int { _, more := first(w); return more }

// AllProblems is how many there are.
func (w Wrong) AllProblems() int { return len(w) }

// Row is where a problem is.
func (Wrong) Row(f readiness.FrameworkProblem) string {
	switch {
	case f.Row == 0:
		return "The whole"
	case f.Sheet == "":
		return "Line " + strconv.Itoa(f.Row)
	}
	return f.Sheet + ", row " + strconv.Itoa(f.Row)
}
