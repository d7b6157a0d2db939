package readiness

import "slices"

// part is where the holder of a part stands; nil when there is no such part.
func (p *AppraisalPeople) part(code string) *string {
	switch code {
	case "author":
		return &p.AuthorID
	case "challenger":
		return &p.ChallengerID
	case "third":
		return &p.ThirdID
	}
	return nil
}

// otherPart says which other part somebody has; "" when they have none.
func (p AppraisalPeople) otherPart(personID, code string) string {
	for _, c := range AppraisalParts {
		if personID != "" && c.Code != code && *p.part(c.Code) == personID {
			return lowerFirst(c.Text)
		}
	}
	return ""
}

// assign gives a part to somebody who has no other.
func (p *AppraisalPeople) assign(c AssignAppraisal) error {
	part, other := p.part(c.Part), p.otherPart(c.PersonID, c.Part)
	switch {
	case part == nil:
		return FieldErrorf("part", "Choose the part.")
	case *part == c.PersonID:
		return FieldErrorf("person_id", "This person has that part already. Choose somebody else.")
	case other != "":
		return FieldErrorf("person_id", "This person is the %s of the criterion already. Choose somebody independent.", other)
	}
	*part = c.PersonID
	return nil
}

// wrote reports whether somebody sent a version, be it long ago.
func (x Appraisal) wrote(personID string) bool { return slices.Contains(x.Writers, personID) }

// engaged says what keeps somebody from being independent in a part: another part of theirs, or what they did; "" when nothing does. Whoever settles a
// grade needs what a third reviewer needs.
func (x Appraisal) engaged(personID, code string) string {
	gave := func(m *Mark) bool { return m != nil && m.By == personID }
	other := x.otherPart(personID, code)
	switch {
	case other != "":
		return "is the " + other + " of the criterion already"
	case code != "author" && x.wrote(personID):
		return "wrote the criterion"
	case code != "challenger" && gave(x.Challenge):
		return "challenged the criterion"
	case code != "third" && gave(x.Third):
		return "decided its grade"
	}
	return ""
}

// fit is somebody who can be independent in a part, or nobody.
func (x Appraisal) fit(personID, code string) string {
	if x.engaged(personID, code) != "" {
		return ""
	}
	return personID
}

// turn is the part whose turn it is. Whoever settles a grade between two that are near stands where a third reviewer does.
func (x Appraisal) turn() string {
	switch x.Status {
	case AppraisalWriting:
		return "author"
	case AppraisalChallenge:
		return "challenger"
	}
	return "third"
}
