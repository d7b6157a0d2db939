package readiness

import "slices"

// A FrameworkFile is a framework as it was read from a file, or is being changed here, with the crosswalk that travels with it.
type FrameworkFile struct {
	Name      string     `json:"name"` // of the file
	Framework Framework  `json:"framework"`
	Crosswalk *Crosswalk `json:"crosswalk,omitempty"` // from the version before; without rows criteria are known again by their codes
	FileReading
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
	return f.problems(slices.Concat(f.Framework.Check(), f.beside(library)))
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
