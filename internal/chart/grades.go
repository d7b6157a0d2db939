package chart

import (
	"fmt"
	"strings"
)

// Grades is a chart of things that several people graded on one scale: a row for each thing, a column for each grade, a marker for each grade given.
// Markers of one column stand side by side, in the order of Graders, so that none hides another; a line joins those of a row that differ.
type Grades struct {
	Title   string
	Scale   []string // the best first
	Graders []string
	Rows    []GradedRow
}

// A GradedRow is one thing: for each grader the place of the grade on the scale, below 0 for none. Note stands in its place when nothing is shown.
type GradedRow struct {
	Name  string
	Steps []int
	Note  string
}

// The measures of a chart of grades.
const (
	rowHeight = 34
	nameWidth = 76 // of a row's name
	headLine  = 20
)

// marks are the looks of graders: each differs from the others by its shape and by whether it is filled.
var marks = []struct{ shape, fill string }{
	{"M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0", "#fff"},
	{"M-6.5-6.5h13v13h-13z", "#0b3a5e"},
	{"M0-8l8 14h-16z", "#0b3a5e"},
	{"M0-9l9 9l-9 9l-9-9z", "#fff"},
	{"M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0", "#0b3a5e"},
	{"M0-9l2.6 6h6.4l-5 4.2l2 6.6l-6-4l-6 4l2-6.6l-5-4.2h6.4z", "#0b0c0c"},
}

// Draw draws the chart.
func (g Grades) Draw() []byte {
	d := &drawing{}
	names := make([][]string, len(g.Scale))
	lines := 1
	for i, name := range g.Scale {
		names[i] = wrapped(name, 16)
		lines = max(lines, len(names[i]))
	}
	legend := 30 * ((len(g.Graders) + 2) / 3)
	head := float64(legend + 16 + lines*headLine)
	high := int(head) + rowHeight*len(g.Rows) + 12
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="Arial, Helvetica, sans-serif" font-size="%d" fill="#0b0c0c">`,
		width, high, width, high, fontSize)
	fmt.Fprintf(d, `<title>%s</title><rect width="%d" height="%d" fill="#fff"/>`, escaped(g.Title), width, high)
	for k, name := range g.Graders {
		x, y := float64(16+k%3*250), float64(20+k/3*30)
		d.mark(x, y-6, k)
		d.words(x+18, y, "start", name)
	}
	for i, name := range names {
		x := g.column(i)
		if i%2 == 0 {
			fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" fill="#eef3f7"/>`, at(x), at(float64(legend+4)), at(g.wide()), at(float64(high-legend-4)))
		}
		for n, line := range name {
			d.words(x+g.wide()/2, float64(legend+24+n*headLine), "middle", line)
		}
	}
	for i, row := range g.Rows {
		g.row(d, head+float64(i*rowHeight), row)
	}
	d.WriteString(`</svg>`)
	return d.Bytes()
}

// row draws one thing: its name, a line from the first to the last marker where they differ, and the markers over it.
func (g Grades) row(d *drawing, y float64, row GradedRow) {
	fmt.Fprintf(d, `<path d="M0 %sH%d" stroke="#b1b4b6"/>`, at(y), width)
	mid := y + rowHeight/2
	d.words(4, mid+6, "start", row.Name)
	first, last, best, worst, any := 0.0, 0.0, len(g.Scale), -1, false
	for k, step := range row.Steps {
		if step < 0 || step >= len(g.Scale) {
			continue
		}
		x := g.place(step, k)
		if !any {
			first, last = x, x
		}
		any, first, last, best, worst = true, min(first, x), max(last, x), min(best, step), max(worst, step)
	}
	if !any {
		d.words(nameWidth+12, mid+6, "start", row.Note)
		return
	}
	if worst > best {
		fmt.Fprintf(d, `<path d="M%s %sH%s" stroke="#0b3a5e" stroke-width="3"/>`, at(first), at(mid), at(last))
	}
	for k, step := range row.Steps {
		if step >= 0 && step < len(g.Scale) {
			d.mark(g.place(step, k), mid, k)
		}
	}
}

func (g Grades) wide() float64 { return float64(width-nameWidth) / float64(max(1, len(g.Scale))) }

func (g Grades) column(step int) float64 { return nameWidth + float64(step)*g.wide() }

// place is where the marker of a grader stands in the column of a grade.
func (g Grades) place(step, grader int) float64 {
	return g.column(step) + g.wide()*(float64(grader)+0.8)/(float64(max(1, len(g.Graders)))+0.6)
}

func (d *drawing) mark(x, y float64, k int) {
	m := marks[k%len(marks)]
	fmt.Fprintf(d, `<path transform="translate(%s %s)" d="%s" fill="%s" stroke="#0b3a5e" stroke-width="2"/>`, at(x), at(y), m.shape, m.fill)
}

// wrapped breaks words into lines of about so many characters.
func wrapped(text string, most int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+len([]rune(word)) > most:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
