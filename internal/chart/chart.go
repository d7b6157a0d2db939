// Package chart draws a few kinds of charts as SVG pictures that can be read on a phone, on paper and without colour.
//
// It knows columns, stacked or side by side, and lines. Series differ by hatching or by dash and marker, never by colour alone; the words stand in
// the picture, at a size that is still legible when it is scaled to a phone. A picture has a title for those who cannot see it, and the page that
// shows it has the table of its numbers beneath. The same chart gives the same bytes.
package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Series is one kind of thing counted: one value for each category.
type Series struct {
	Name   string
	Values []float64
}

// A Mark is a vertical line before a category, with its words.
type Mark struct {
	At   int
	Text string
}

// A Chart is numbers by category. Limit, when not 0, is a horizontal line with its words.
type Chart struct {
	Title      string
	Unit       string // what is counted, such as "cases", beside the axis
	Categories []string
	Series     []Series
	Marks      []Mark
	Limit      float64
	LimitText  string
}

// The measures of a picture, in its own units. Text of 17 units is 8 pixels high on a phone of 375 pixels at least.
const (
	width, height = 760, 480
	left, right   = 64, 16
	top, bottom   = 84, 130
	fontSize      = 17
)

// kinds are the looks of series, darkest first: each can be told from the others in black and white.
var kinds = []struct{ pattern, dash, marker string }{
	{`<rect width="8" height="8" fill="#0b3a5e"/>`, "", "circle"},
	{`<rect width="8" height="8" fill="#fff"/><path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#0b3a5e" stroke-width="2"/>`, "10 5", "square"},
	{`<rect width="8" height="8" fill="#8fb8d8"/>`, "3 4", "triangle"},
	{`<rect width="8" height="8" fill="#fff"/><circle cx="4" cy="4" r="2" fill="#0b3a5e"/>`, "14 4 3 4", "diamond"},
	{`<rect width="8" height="8" fill="#e8f0f6"/>`, "1 3", "circle"},
}

// A drawing is an SVG picture under way.
type drawing struct {
	bytes.Buffer
	chart Chart
	most  float64
	step  float64 // between two lines of the grid
}

// Stacked draws columns of which each series is a part.
func (c Chart) Stacked() []byte {
	most := 0.0
	for i := range c.Categories {
		sum := 0.0
		for _, s := range c.Series {
			sum += value(s, i)
		}
		most = max(most, sum)
	}
	d := c.begin(most)
	slot := d.slot()
	for i := range c.Categories {
		base := 0.0
		for k, s := range c.Series {
			v := value(s, i)
			if v > 0 {
				d.column(d.x(i)+slot*0.14, slot*0.72, base, base+v, k)
			}
			base += v
		}
		if len(c.Categories) <= 14 && base > 0 {
			d.words(d.x(i)+slot/2, d.y(base)-6, "middle", number(base))
		}
	}
	return d.end(true)
}

// Columns draws a column for each series, side by side.
func (c Chart) Columns() []byte {
	d := c.begin(c.highest())
	slot := d.slot()
	wide := slot * 0.8 / float64(max(1, len(c.Series)))
	for i := range c.Categories {
		for k, s := range c.Series {
			d.column(d.x(i)+slot*0.1+float64(k)*wide, wide, 0, value(s, i), k)
		}
	}
	return d.end(true)
}

// Lines draws a line for each series.
func (c Chart) Lines() []byte {
	d := c.begin(c.highest())
	for k, s := range c.Series {
		var path strings.Builder
		for i := range c.Categories {
			x, y := d.x(i)+d.slot()/2, d.y(value(s, i))
			command := "L"
			if i == 0 {
				command = "M"
			}
			fmt.Fprintf(&path, "%s%s %s", command, at(x), at(y))
			if len(c.Categories) <= 30 {
				d.marker(x, y, k)
			}
		}
		fmt.Fprintf(d, `<path d="%s" fill="none" stroke="#0b3a5e" stroke-width="3" stroke-dasharray="%s"/>`, path.String(), kinds[k%len(kinds)].dash)
	}
	return d.end(false)
}

func (c Chart) highest() float64 {
	most := 0.0
	for _, s := range c.Series {
		for _, v := range s.Values {
			most = max(most, v)
		}
	}
	return most
}

func value(s Series, i int) float64 {
	if i < len(s.Values) {
		return s.Values[i]
	}
	return 0
}

// begin draws the frame: title, grid, axis, categories.
func (c Chart) begin(most float64) *drawing {
	d := &drawing{chart: c}
	d.most, d.step = scale(max(most, c.Limit))
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="Arial, Helvetica, sans-serif" font-size="%d" fill="#0b0c0c">`,
		width, height, width, height, fontSize)
	fmt.Fprintf(d, `<title>%s</title><rect width="%d" height="%d" fill="#fff"/><defs>`, escaped(c.Title), width, height)
	for k := range c.Series {
		fmt.Fprintf(d, `<pattern id="p%d" width="8" height="8" patternUnits="userSpaceOnUse">%s</pattern>`, k, kinds[k%len(kinds)].pattern)
	}
	d.WriteString(`</defs>`)
	for v := 0.0; v <= d.most+d.step/2; v += d.step {
		fmt.Fprintf(d, `<path d="M%d %sH%d" stroke="#b1b4b6"/>`, left, at(d.y(v)), width-right)
		d.words(left-8, d.y(v)+6, "end", number(v))
	}
	d.words(left, 20, "start", c.Unit)
	every := 1 + (len(c.Categories)-1)/14
	for i, name := range c.Categories {
		if i%every == 0 {
			d.category(d.x(i)+d.slot()/2, name)
		}
	}
	return d
}

// category writes a category's name beneath the axis: on two lines when it has two words.
func (d *drawing) category(x float64, name string) {
	first, second, _ := strings.Cut(name, " ")
	y := float64(height - bottom + 22)
	d.words(x, y, "middle", first)
	d.words(x, y+20, "middle", second)
}

// end draws marks, limit and legend over all.
func (d *drawing) end(filled bool) []byte {
	for n, m := range d.chart.Marks {
		x := d.x(m.At)
		fmt.Fprintf(d, `<path d="M%s %dV%d" stroke="#0b0c0c" stroke-width="2" stroke-dasharray="6 4"/>`, at(x), 34+n%2*20, height-bottom)
		anchor := "start"
		if x > width/2 {
			anchor, x = "end", x-8
		} else {
			x += 8
		}
		d.halo(x, float64(46+n%2*20), anchor, m.Text)
	}
	if d.chart.Limit > 0 {
		y := d.y(d.chart.Limit)
		fmt.Fprintf(d, `<path d="M%d %sH%d" stroke="#0b0c0c" stroke-width="2" stroke-dasharray="6 4"/>`, left, at(y), width-right)
		d.halo(width-right, y-6, "end", d.chart.LimitText)
	}
	d.legend(filled)
	d.WriteString(`</svg>`)
	return d.Bytes()
}

// legend names the series in two rows of three.
func (d *drawing) legend(filled bool) {
	if len(d.chart.Series) < 2 {
		return
	}
	for k, s := range d.chart.Series {
		x, y := float64(left+k%3*230), float64(height-bottom+72+k/3*28)
		if filled {
			fmt.Fprintf(d, `<rect x="%s" y="%s" width="22" height="18" fill="url(#p%d)" stroke="#0b0c0c"/>`, at(x), at(y-15), k)
		} else {
			fmt.Fprintf(d, `<path d="M%s %sh30" stroke="#0b3a5e" stroke-width="3" stroke-dasharray="%s"/>`, at(x-8), at(y-6), kinds[k%len(kinds)].dash)
			d.marker(x+7, y-6, k)
		}
		d.words(x+30, y, "start", s.Name)
	}
}

func (d *drawing) column(x, wide, from, to float64, k int) {
	fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" fill="url(#p%d)" stroke="#0b0c0c"/>`, at(x), at(d.y(to)), at(wide), at(d.y(from)-d.y(to)), k)
}

func (d *drawing) marker(x, y float64, k int) {
	shapes := map[string]string{
		"circle": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0", "square": "M-6-6h12v12h-12z", "triangle": "M0-7l7 13h-14z", "diamond": "M0-8l8 8l-8 8l-8-8z",
	}
	fmt.Fprintf(d, `<path transform="translate(%s %s)" d="%s" fill="#fff" stroke="#0b3a5e" stroke-width="2"/>`, at(x), at(y), shapes[kinds[k%len(kinds)].marker])
}

func (d *drawing) words(x, y float64, anchor, text string) {
	if text != "" {
		fmt.Fprintf(d, `<text x="%s" y="%s" text-anchor="%s">%s</text>`, at(x), at(y), anchor, escaped(text))
	}
}

// halo writes words that can be read over columns.
func (d *drawing) halo(x, y float64, anchor, text string) {
	fmt.Fprintf(d, `<text x="%s" y="%s" text-anchor="%s" stroke="#fff" stroke-width="5" paint-order="stroke">%s</text>`, at(x), at(y), anchor, escaped(text))
}

func (d *drawing) slot() float64 {
	return float64(width-left-right) / float64(max(1, len(d.chart.Categories)))
}

func (d *drawing) x(i int) float64 { return left + float64(i)*d.slot() }

func (d *drawing) y(v float64) float64 {
	return float64(height-bottom) - v/d.most*float64(height-bottom-top)
}

// scale rounds the highest value up to a whole number of steps that people count in.
func scale(most float64) (top, step float64) {
	if most <= 0 {
		return 4, 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(most)))
	for _, n := range []float64{0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10} {
		step = unit * n
		if step >= 1 && most/step <= 5 {
			break
		}
	}
	return math.Ceil(most*1.02/step) * step, step
}

func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if v >= 1000 && v == math.Trunc(v) {
		return text[:len(text)-3] + "," + text[len(text)-3:]
	}
	return text
}

func at(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func escaped(text string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.String()
}
