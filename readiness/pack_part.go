package readiness

// PackParts are the lists of lines of a pack, by their YAML keys, in the order of pages.
var PackParts = []Choice{
	{"enquiries", "Key lines of enquiry"},
	{"evidence", "What is asked for"},
	{"checklist", "Checklist"},
}

// part is one list of lines, to be read or written.
func (p *FocusPack) part(code string) *[]PackLine {
	switch code {
	case "enquiries":
		return &p.Enquiries
	case "evidence":
		return &p.Evidence
	case "checklist":
		return &p.Checklist
	}
	return nil
}

// Part lists the lines of one of PackParts.
func (p FocusPack) Part(code string) []PackLine {
	if lines := p.part(code); lines != nil {
		return *lines
	}
	return nil
}
