package chart

import "fmt"

// A Step is one tread of a staircase: when, in words, and how high it lies.
type Step struct {
	When  string
	Words string
	Level int // 1 is the lowest
	Late  bool
}

// Stairs is a staircase that is climbed from the bottom: the first step is drawn lowest.
type Stairs struct {
	Title string
	Steps []Step
}

// The measures of one step.
const (
	stepHeight = 58
	stepWidth  = 62 // of one level
)

// Draw draws the staircase. Steps that wait for somebody are hatched as well as longer.
func (s Stairs) Draw() []byte {
	d := &drawing{}
	high := stepHeight*len(s.Steps) + 20
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="Arial, Helvetica, sans-serif" font-size="%d" fill="#0b0c0c">`,
		width, high, width, high, fontSize)
	fmt.Fprintf(d, `<title>%s</title><rect width="%d" height="%d" fill="#fff"/><defs><pattern id="p0" width="8" height="8" patternUnits="userSpaceOnUse">%s</pattern><pattern id="p1" width="8" height="8" patternUnits="userSpaceOnUse">%s</pattern></defs>`,
		escaped(s.Title), width, high, kinds[2].pattern, kinds[1].pattern)
	for i, step := range s.Steps {
		y := float64(high - 10 - (i+1)*stepHeight)
		kind := 0
		if step.Late {
			kind = 1
		}
		fmt.Fprintf(d, `<rect x="0" y="%s" width="%d" height="%d" fill="url(#p%d)" stroke="#0b0c0c"/>`, at(y), stepWidth*max(1, step.Level), stepHeight-8, kind)
		x := float64(stepWidth*max(1, step.Level) + 12)
		d.words(x, y+20, "start", step.When)
		fmt.Fprintf(d, `<text x="%s" y="%s" font-weight="bold">%s</text>`, at(x), at(y+42), escaped(step.Words))
	}
	d.WriteString(`</svg>`)
	return d.Bytes()
}
