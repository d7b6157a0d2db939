package annexa

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// titleRows is how many rows, at most, are searched for the header.
const titleRows = 12

// A fit says how well a row serves as the header of a list.
type fit struct {
	list    *list
	row     int      // row number as the spreadsheet shows it
	at      int      // index of the row among those looked at
	place   []int8   // for every cell of the row the index of its column in list, or -1
	reads   []string // for every cell of the row, the header as it stands, tidied
	like    []int    // cells whose header was understood but is not written as the specification writes it
	twice   []int    // cells whose column had been found already
	unknown []int    // cells with a header that the list does not have
	matched int
	score   float64 // shared columns out of all columns of either, 0 to 1
}

// A headerIndex finds a list's columns by folded header.
type headerIndex map[string]int

var headerIndices = sync.OnceValue(func() (out [len(lists)]headerIndex) {
	for i, l := range lists {
		out[i] = headerIndex{}
		for at, c := range l.columns {
			for _, alias := range c.aliases {
				out[i][alias] = at
			}
			out[i][foldHeader(c.header)] = at
		}
	}
	return out
})

// fitHeader compares a row with a list's columns: first by equal words, then by likeness among those left over.
func fitHeader(l *list, cells []string) fit {
	index := headerIndices()[l.number-1]
	f := fit{list: l, place: make([]int8, len(cells)), reads: make([]string, len(cells))}
	taken := make([]bool, len(l.columns))
	folded := make([]string, len(cells))
	headers := 0
	for i, raw := range cells {
		f.place[i], f.reads[i], folded[i] = -1, tidy(raw), foldHeader(raw)
		if folded[i] == "" {
			continue
		}
		headers++
		if at, ok := index[folded[i]]; ok {
			f.take(i, at, taken)
		}
	}
	f.matchAlike(folded, taken)
	for i := range cells {
		if f.place[i] < 0 && folded[i] != "" && !contains(f.twice, i) {
			f.unknown = append(f.unknown, i)
		}
	}
	f.score = float64(f.matched) / float64(len(l.columns)+headers-f.matched)
	return f
}

func (f *fit) take(cell, at int, taken []bool) {
	if taken[at] {
		f.twice = append(f.twice, cell)
		return
	}
	taken[at] = true
	f.place[cell] = int8(at)
	f.matched++
	if f.reads[cell] != f.list.columns[at].header {
		f.like = append(f.like, cell)
	}
}

// matchAlike gives headers with a slip of the pen to the one free column they resemble. Digits must agree, since
// “Date Stage 1 started” and “Date Stage 2 started” are both columns.
func (f *fit) matchAlike(folded []string, taken []bool) {
	if f.matched < 3 {
		return
	}
	for i, h := range folded {
		if h == "" || f.place[i] >= 0 || contains(f.twice, i) {
			continue
		}
		if at := f.alike(h, taken); at >= 0 {
			f.take(i, at, taken)
		}
	}
}

func (f *fit) alike(folded string, taken []bool) int {
	found := -1
	for at, c := range f.list.columns {
		if taken[at] {
			continue
		}
		want := foldHeader(c.header)
		if digits(want) == digits(folded) && near(want, folded, max(1, len(want)/8)) {
			if found >= 0 {
				return -1
			}
			found = at
		}
	}
	return found
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// near reports whether at most limit letters must be added, dropped or changed to make one of the other.
func near(a, b string, limit int) bool {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)] <= limit
}

func contains(all []int, one int) bool {
	for _, n := range all {
		if n == one {
			return true
		}
	}
	return false
}

// A heading is what a page was taken for.
type heading struct {
	fit
	named int // the list that the page's name says, or 0
}

// findHeading looks for the header among a page's first rows. ok is false when no list fits. The name decides unless another list fits clearly better.
func findHeading(name string, numbers []int, rows [][]string) (heading, bool) {
	named := listNumber(name)
	var best, byName fit
	for _, l := range lists {
		for at, cells := range rows {
			f := fitHeader(l, cells)
			f.at, f.row = at, numbers[at]
			if f.score > best.score {
				best = f
			}
			if l.number == named && f.score > byName.score {
				byName = f
			}
		}
	}
	switch {
	case byName.matched >= 3 && byName.score >= best.score-0.2:
		return heading{byName, named}, true
	case best.matched >= 4 && best.score >= 0.5:
		return heading{best, named}, true
	}
	return heading{named: named}, false
}

var numbered = regexp.MustCompile(`^(?:annex a )?(?:list )?0*([1-9][0-9]?)\b|\blist 0*([1-9][0-9]?)\b`)

// listNumber reads the number of a list from the name of a sheet or file: “List 6”, “6”, “List_6 CIN”, “annex-a list06”. It is 0 when the name does not say.
func listNumber(name string) int {
	folded := foldHeader(strings.ReplaceAll(name, "_", " "))
	folded = regexp.MustCompile(`list(\d)`).ReplaceAllString(folded, "list $1")
	m := numbered.FindStringSubmatch(folded)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1] + m[2])
	if err != nil || n > len(lists) {
		return 0
	}
	return n
}
