package annexa

import (
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A state says whether a cell's text could be read.
type state uint8

const (
	blank  state = iota
	good         // day, number or text holds the value
	bad          // there is text that could not be understood; text holds it
	failed       // a look-up that found nothing, such as #N/A
)

// A cell is one value as understood. For a code, text is the code; for a good date or number, text is empty.
type cell struct {
	text   string
	day    calendar.Date
	number int32
	state  state
}

// A repair is a way of writing that was understood although the specification writes it differently.
type repair uint8

const (
	noRepair repair = iota
	trimmed
	serialDate
	isoDate
	textDate
	shortYear
	codeReworded
	ageDecimal
	repairCount
)

// A doubt is something the reader noticed about one cell while reading it.
type doubt uint8

const (
	noDoubt doubt = iota
	americanDate
	ambiguousDate
	contraryCode
)

// maxText is how many bytes of one cell are kept; more is never needed for a rule and might be case notes in the wrong column.
const maxText = 200

// A reader turns raw text into cells. It remembers codes it has met, up to a bound.
type reader struct {
	from1904 bool
	codes    map[codeKey]codeReading
}

type codeKey struct {
	set *codeSet
	raw string
}

func newReader() *reader { return &reader{codes: map[codeKey]codeReading{}} }

// A reading is a cell with what had to be done to read it.
type reading struct {
	cell
	trimmed bool
	how     repair
	doubt   doubt
	code    codeReading
}

func (r *reader) read(c *column, raw string) reading {
	value := tidy(raw)
	out := reading{trimmed: value != raw}
	switch {
	case value == "":
		out.trimmed = false
		return out
	case value[0] == '#' && isLookupError(value):
		out.cell = cell{text: value, state: failed}
		return out
	case len(value) > maxText:
		value = strings.ToValidUTF8(value[:maxText], "")
	}
	out.cell = cell{text: value, state: good}
	switch c.kind {
	case date:
		out.readDate(value, r.from1904)
	case number:
		out.readNumber(value)
	case age:
		out.readAge(value)
	case code:
		out.readCode(r, c.set, value)
	case text, ref:
	}
	return out
}

func (out *reading) readDate(value string, from1904 bool) {
	d := readDate(value, from1904)
	if !d.ok {
		out.state = bad
		return
	}
	out.cell, out.how = cell{day: d.day, state: good}, d.how
	switch {
	case d.american:
		out.doubt, out.text = americanDate, value
	case d.ambiguous:
		out.doubt = ambiguousDate
	}
}

func (out *reading) readNumber(value string) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !(n >= -1e9 && n <= 1e9) || n != float64(int32(n)) {
		out.state = bad
		return
	}
	out.cell = cell{number: int32(n), state: good}
}

func (out *reading) readAge(value string) {
	years, err := strconv.ParseFloat(value, 64)
	if err != nil || !(years >= -1 && years <= 130) {
		out.state = bad
		return
	}
	whole := int32(years)
	if float64(whole) != years {
		out.how = ageDecimal
	}
	out.cell = cell{number: whole, state: good}
}

func (out *reading) readCode(r *reader, set *codeSet, value string) {
	key := codeKey{set, value}
	found, known := r.codes[key]
	if !known {
		found = set.read(value)
		if len(r.codes) < 10_000 {
			r.codes[key] = found
		}
	}
	out.code = found
	if found.at < 0 {
		out.state = bad
		return
	}
	out.text, out.number = set.codes[found.at].code, int32(found.at)
	if found.reworded {
		out.how = codeReworded
	}
	if found.contrary {
		out.doubt = contraryCode
	}
}

// isLookupError knows the error values that Excel writes into a cell.
func isLookupError(value string) bool {
	switch strings.ToUpper(value) {
	case "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA":
		return true
	}
	return false
}
