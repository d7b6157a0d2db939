package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/readiness"
)

// gapPicture draws the grades of one judgement area. Its table stands on the page, with links.
func gapPicture(a readiness.GapArea, of readiness.Framework) Picture {
	c := chart.Grades{Title: "Who gave which grade: " + a.Name}
	for _, g := range of.Grades {
		c.Scale = append(c.Scale, g.Name)
	}
	for _, g := range readiness.Graders {
		c.Graders = append(c.Graders, g.Text)
	}
	for _, r := range a.Rows {
		row := chart.GradedRow{Name: r.Criterion, Note: "Not graded yet"}
		if r.Hidden {
			row.Note = "Kept back until it is challenged"
		}
		for _, g := range r.Grades() {
			row.Steps = append(row.Steps, of.Step(g))
		}
		c.Rows = append(c.Rows, row)
	}
	return pictureOf("gaps-"+strings.ToLower(a.Code), c.Draw(), gapAlt(a, of), "Who gave which grade: "+a.Name, nil, nil)
}

// gapAlt says what the picture shows: where grades lie furthest apart.
func gapAlt(a readiness.GapArea, of readiness.Framework) string {
	differ, widest, where := 0, 0, []string{}
	for _, r := range a.Rows {
		n := r.Apart(of)
		if n > 0 {
			differ++
		}
		switch {
		case n > widest:
			widest, where = n, []string{r.Criterion}
		case n == widest && n > 0:
			where = append(where, r.Criterion)
		}
	}
	words := "Grades of " + criteriaCount(len(a.Rows)) + ". "
	if differ == 0 {
		return words + "Nowhere do they differ."
	}
	words += "In " + thousands(differ) + " they differ, "
	if widest == 1 {
		return words + "by one grade."
	}
	return words + "furthest in " + listed(where) + ": by " + counted(widest, "grade") + "."
}
