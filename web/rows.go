package web

import (
	"net/url"
	"strconv"
	"strings"
)

// A repeated group of fields stands in a form any number of times, its fields numbered from 0. Its buttons are named do: "add" asks for another, and
// "remove-2" takes one out, without JavaScript.
type repeated struct {
	fields []string // with # in the place of the number; the first is in the form of every row
	most   int
}

func inRow(field string, n int) string { return strings.Replace(field, "#", strconv.Itoa(n), 1) }

// count says how many rows a form has.
func (g repeated) count(v url.Values) int {
	for n := range g.most {
		if !v.Has(inRow(g.fields[0], n)) {
			return n
		}
	}
	return g.most
}

// pressed does what a button of the rows asks for; false when the form is to be kept. A row that is added begins with what the last one has in some fields.
func (g repeated) pressed(v url.Values, alike ...string) bool {
	do, rows := v.Get("do"), g.count(v)
	at, removes := strings.CutPrefix(do, "remove-")
	n, err := strconv.Atoi(at)
	switch {
	case removes && err == nil && n >= 0 && n < rows:
		g.remove(v, n, rows)
	case do == "add" && rows < g.most:
		v.Set(inRow(g.fields[0], rows), "")
		for _, field := range alike {
			if rows > 0 {
				v.Set(inRow(field, rows), v.Get(inRow(field, rows-1)))
			}
		}
	case !removes && do != "add":
		return false
	}
	return true
}

// remove takes a row out and moves the later ones up.
func (g repeated) remove(v url.Values, n, rows int) {
	for i := n; i < rows-1; i++ {
		for _, field := range g.fields {
			v[inRow(field, i)] = v[inRow(field, i+1)]
		}
	}
	for _, field := range g.fields {
		v.Del(inRow(field, rows-1))
	}
}

// empty reports whether nothing is typed in some fields of a row.
func (g repeated) empty(v url.Values, n int, fields ...string) bool {
	for _, field := range fields {
		if strings.TrimSpace(v.Get(inRow(field, n))) != "" {
			return false
		}
	}
	return true
}

// inRows leads the faults of a list, such as “sessions[0].from”, to the fields of their rows: at says which row each of the list was read from.
func (f *Form) inRows(list string, at []int) {
	for i, e := range f.Errors {
		rest, ours := strings.CutPrefix(e.Name, list+"[")
		number, field, whole := strings.Cut(rest, "].")
		n, err := strconv.Atoi(number)
		if ours && whole && err == nil && n < len(at) {
			f.Errors[i].Name = field + "-" + strconv.Itoa(at[n])
			f.Errors[i].Message = "Row " + strconv.Itoa(at[n]+1) + ": " + lowerFirst(e.Message)
		}
	}
}
