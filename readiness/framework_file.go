package readiness

import (
	"cmp"
	"slices"
	"strings"
)

// A FrameworkFile is a framework as it was read from a file, or is being changed here, with the crosswalk that travels with it.
type FrameworkFile struct {
	Name      string                    `json:"name"` // of the file
	Framework Framework                 `json:"framework"`
	Crosswalk *Crosswalk                `json:"crosswalk,omitempty"` // from the version before; without rows criteria are known again by their codes
	Places    map[string]FrameworkPlace `json:"places,omitempty"`    // where each part stands in the file, by its place as FrameworkFault names it
	Unread    []FrameworkFault          `json:"unread,omitempty"`    // what could not be understood
}

// A FrameworkPlace is a place in a file: the row of a sheet, or the line of a file without sheets.
type FrameworkPlace struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
}

// A FrameworkProblem is what is wrong with a framework that somebody wants to bring in, and where.
type FrameworkProblem struct {
	Sheet   string `json:"sheet,omitempty"` // of the workbook; "" for a YAML file
	Row     int    `json:"row,omitempty"`   // of the sheet, or line of the file; 0 when it is about the whole
	Message string `json:"message"`
}

// Ready fills in what the file leaves to us: the crosswalk when it names the version before and no rows.
func (f FrameworkFile) Ready(library []Framework) FrameworkFile {
	f.Framework.Own = true
	if f.Crosswalk == nil {
		return f
	}
	walk := *f.Crosswalk
	walk.To = f.Framework.Code
	if before, known := frameworkIn(library, walk.From); known && len(walk.Rows) == 0 {
		walk = CompareFrameworks(before, f.Framework)
	}
	f.Crosswalk = &walk
	return f
}

// Check says all that is wrong with a file beside the frameworks that are in the library, in the order of the file.
func (f FrameworkFile) Check(library []Framework) []FrameworkProblem {
	faults := slices.Clone(f.Unread)
	for _, fault := range slices.Concat(f.Framework.Check(), f.beside(library)) {
		if !slices.ContainsFunc(f.Unread, func(u FrameworkFault) bool { return partOf(fault.At, u.At) }) { // what could not be read is not missing too
			faults = append(faults, fault)
		}
	}
	problems := make([]FrameworkProblem, 0, len(faults))
	for _, fault := range faults {
		at := f.placeOf(fault.At)
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

// beside says what is wrong beside the frameworks that are there already.
func (f FrameworkFile) beside(library []Framework) []FrameworkFault {
	var faults []FrameworkFault
	if _, taken := frameworkIn(library, f.Framework.Code); taken {
		faults = append(faults, FrameworkFault{"code", "A framework with the code " + f.Framework.Code + " is in the library already. A framework never changes there: give the new version another code."})
	}
	if f.Crosswalk == nil {
		return faults
	}
	ready := f.Ready(library)
	from := ready.Crosswalk.From
	before, known := frameworkIn(library, from)
	switch {
	case from == "":
		return append(faults, FrameworkFault{"crosswalk.from", "The crosswalk does not say from which framework it leads."})
	case !known:
		return append(faults, FrameworkFault{"crosswalk.from", "The crosswalk leads from " + shortened(from, 40) + ", which is no framework in the library."})
	}
	return append(faults, ready.Crosswalk.Check(before, f.Framework)...)
}

func frameworkIn(library []Framework, code string) (Framework, bool) {
	i := slices.IndexFunc(library, func(f Framework) bool { return f.Code == code })
	if i < 0 {
		return Framework{}, false
	}
	return library[i], true
}

func partOf(at, whole string) bool { return at == whole || strings.HasPrefix(at, whole+".") }

// placeOf is where a part stands: itself, or the nearest thing around it.
func (f FrameworkFile) placeOf(at string) FrameworkPlace {
	for {
		if place, known := f.Places[at]; known {
			return place
		}
		i := strings.LastIndexByte(at, '.')
		if i < 0 {
			return FrameworkPlace{}
		}
		at = at[:i]
	}
}

// Unconfirmed counts what the council has to confirm.
func (f Framework) Unconfirmed() (n int) {
	add := func(unconfirmed bool) {
		if unconfirmed {
			n++
		}
	}
	for _, a := range f.Areas {
		add(a.Unconfirmed)
		for _, c := range a.Criteria {
			add(c.Unconfirmed)
		}
	}
	for _, t := range f.Tags {
		add(t.Unconfirmed)
	}
	for _, l := range f.Enquiries {
		add(l.Unconfirmed)
	}
	return n
}

// CriteriaCount is how many criteria a framework has.
func (f Framework) CriteriaCount() (n int) {
	for _, a := range f.Areas {
		n += len(a.Criteria)
	}
	return n
}
