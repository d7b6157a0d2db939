package readiness

import "slices"

// A PackFile is a pack or a run-up, and never both, as it was read from a file or is being changed here.
type PackFile struct {
	Name  string     `json:"name"` // of the file
	Pack  *FocusPack `json:"pack,omitempty"`
	RunUp *RunUp     `json:"run_up,omitempty"`
	FileReading
}

// Code is the code of what the file holds.
func (f PackFile) Code() string {
	if f.RunUp != nil {
		return f.RunUp.Code
	}
	return f.Pack.Code
}

// Title is the name of what the file holds, or that of the file as long as it has none.
func (f PackFile) Title() string {
	title := ""
	if f.RunUp != nil {
		title = f.RunUp.Name
	} else {
		title = f.Pack.Name
	}
	if title == "" {
		return f.Name
	}
	return title
}

// What says what the file holds, as it begins a sentence.
func (f PackFile) What() string {
	if f.RunUp != nil {
		return "The run-up"
	}
	return "The focus area"
}

// Ready is what would stand in the library: the council's own, its steps in the order in which they fall.
func (f PackFile) Ready() PackFile {
	if f.RunUp != nil {
		own := *f.RunUp
		own.Own, own.Steps = true, own.InOrder()
		f.RunUp = &own
		return f
	}
	own := *f.Pack
	own.Own = true
	f.Pack = &own
	return f
}

// Check says all that is wrong with a file beside the codes that are in the library, in the order of the file.
func (f PackFile) Check(taken []string) []FrameworkProblem {
	var wrong []FrameworkFault
	if f.RunUp != nil {
		wrong = f.RunUp.Check()
	} else {
		wrong = f.Pack.Check()
	}
	if code := f.Code(); slices.Contains(taken, code) {
		wrong = append(wrong, FrameworkFault{"code", takenCode(code)})
	}
	return f.problems(wrong)
}

func takenCode(code string) string {
	return "The code " + code + " is in the library already. Nothing changes there: give the new version another code."
}

// Unconfirmed counts what the council has to confirm.
func (p FocusPack) Unconfirmed() (n int) {
	lines := slices.Concat(p.Enquiries, p.Evidence, p.Checklist)
	for _, s := range p.Sections {
		lines = append(lines, s.Questions...)
	}
	for _, l := range lines {
		n += one(l.Unconfirmed)
	}
	for _, f := range p.Flags {
		n += one(f.Unconfirmed)
	}
	return n
}

// Unconfirmed counts what the council has to confirm.
func (r RunUp) Unconfirmed() (n int) {
	for _, s := range r.Slots {
		n += one(s.Unsure)
	}
	for _, s := range r.Steps {
		n += one(s.Unconfirmed)
	}
	return n
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
