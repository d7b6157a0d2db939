package readiness

import (
	"cmp"
	"slices"
	"strings"
)

// A FileReading is what is known of a file of the library beside what it says: a framework's, a pack's or a run-up's.
type FileReading struct {
	Places map[string]FrameworkPlace `json:"places,omitempty"` // where each part stands in the file, by its place as FrameworkFault names it
	Unread []FrameworkFault          `json:"unread,omitempty"` // what could not be understood
}

// A FrameworkPlace is a place in a file: the row of a sheet, or the line of a file without sheets.
type FrameworkPlace struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
}

// A FrameworkProblem is what is wrong with something that somebody wants to bring into the library, and where.
type FrameworkProblem struct {
	Sheet   string `json:"sheet,omitempty"` // of the workbook; "" for a YAML file
	Row     int    `json:"row,omitempty"`   // of the sheet, or line of the file; 0 when it is about the whole
	Message string `json:"message"`
}

// Words are the problem with its place before it.
func (p FrameworkProblem) Words() string {
	switch {
	case p.Row == 0:
		return p.Message
	case p.Sheet == "":
		return "Line " + itoa(p.Row) + ": " + p.Message
	}
	return "Sheet “" + p.Sheet + "”, row " + itoa(p.Row) + ": " + p.Message
}

// refuseProblems refuses to bring in what has a problem, and names the first. What is the thing, as it begins a sentence.
func refuseProblems(what string, problems []FrameworkProblem) error {
	switch n := len(problems); n {
	case 0:
		return nil
	case 1:
		return Errorf(Invalid, "%s was not brought in. %s", what, problems[0].Words())
	default:
		return Errorf(Invalid, "%s was not brought in. %s are wrong with it, and this is the first. %s", what, count(n, "thing"), problems[0].Words())
	}
}

// problems puts what could not be understood and what is wrong with the rest into the order of the file.
func (r FileReading) problems(wrong []FrameworkFault) []FrameworkProblem {
	faults := slices.Clone(r.Unread)
	for _, fault := range wrong {
		if !slices.ContainsFunc(r.Unread, func(u FrameworkFault) bool { return partOf(fault.At, u.At) }) { // what could not be read is not missing too
			faults = append(faults, fault)
		}
	}
	problems := make([]FrameworkProblem, 0, len(faults))
	for _, fault := range faults {
		at := r.placeOf(fault.At)
		problems = append(problems, FrameworkProblem{Sheet: at.Sheet, Row: at.Row, Message: fault.Message})
	}
	sheets := []string{}
	for _, p := range problems {
		if !slices.Contains(sheets, p.Sheet) {
			sheets = append(sheets, p.Sheet)
		}
	}
	slices.SortStableFunc(problems, func(a, b FrameworkProblem) int {
		return cmp.Or(cmp.Compare(slices.Index(sheets, a.Sheet), slices.Index(sheets, b.Sheet)), cmp.Compare(a.Row, b.Row))
	})
	return problems
}

func partOf(at, whole string) bool { return at == whole || strings.HasPrefix(at, whole+".") }

// placeOf is where a part stands: itself, or the nearest thing around it.
func (r FileReading) placeOf(at string) FrameworkPlace {
	for {
		if place, known := r.Places[at]; known {
			return place
		}
		i := strings.LastIndexByte(at, '.')
		if i < 0 {
			return FrameworkPlace{}
		}
		at = at[:i]
	}
}

// changeable refuses to change a draft of which a part could not be read: that part would be lost without a word.
func (r FileReading) changeable() error {
	if len(r.Unread) == 0 {
		return nil
	}
	return Errorf(Conflict, "A part of the file could not be read, so the draft cannot be changed here. Mend the file and choose it again.")
}
