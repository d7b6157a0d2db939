package web

import "github.com/sightline-readiness/sightline/readiness"

// criteriaShown is how many criteria of one kind stand in the open.
const criteriaShown = 6

// A DeskList is what waits for somebody in one way.
type DeskList struct {
	Heading, About string
	Rows           []readiness.AppraisalRow
	Path           string // of the step, beneath the criterion
}

// Shown are the first of them, Further the others.
func (l DeskList) Shown() []readiness.AppraisalRow { return l.Rows[:min(criteriaShown, len(l.Rows))] }

// Further are those that wait behind a title.
func (l DeskList) Further() []readiness.AppraisalRow { return l.Rows[min(criteriaShown, len(l.Rows)):] }

func deskList(heading, about string, rows []readiness.AppraisalRow, path string) DeskList {
	return DeskList{heading, about, rows, path}
}
