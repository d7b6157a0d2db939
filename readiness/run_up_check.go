package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Check says all that is wrong with a run-up by itself; nothing when it can stand in the library.
func (r RunUp) Check() []FrameworkFault {
	c := &checking{}
	c.libraryHead("run-up", r.Code, r.Name, r.Source, r.From)
	c.oneOf("kind", "The kind of visit", r.Kind, VisitKinds)
	if r.Days < 1 || r.Days > 30 {
		c.wrong("days", "A visit is on site for 1 to 30 working days.")
	}
	if r.Letter < 1 || r.Letter > 120 {
		c.wrong("letter", "A letter is expected 1 to 120 working days after the last day on site.")
	}
	c.slots(r.Slots)
	c.steps(r)
	return c.faults
}

// libraryHead asks for what stands above every pack and run-up.
func (c *checking) libraryHead(noun, code, name, source string, from calendar.Date) {
	c.code("code", "The "+noun, code, frameworkCode, codeHow, map[string]string{})
	c.text("name", "The name of the "+noun, name, 120)
	if source != "" {
		c.text("source", "Where the "+noun+" was taken from", source, 500)
	}
	switch {
	case from.IsZero():
		c.wrong("from", "The first day on which the "+noun+" holds is missing.")
	case !likely(from):
		c.wrong("from", "The first day on which the "+noun+" holds must be between 2000 and 2099.")
	}
}

// oneOf asks for a code that is among the choices.
func (c *checking) oneOf(at, what, value string, choices []Choice) {
	switch {
	case value == "":
		c.wrong(at, what+" is missing. Write one of "+codesOf(choices)+".")
	case !slices.ContainsFunc(choices, func(k Choice) bool { return k.Code == value }):
		c.wrong(at, what+" cannot be “"+shortened(value, 40)+"”. Write one of "+codesOf(choices)+".")
	}
}

func codesOf(choices []Choice) string {
	codes := make([]string, len(choices))
	for i, c := range choices {
		codes[i] = c.Code
	}
	return strings.Join(codes, ", ")
}

func (c *checking) slots(slots []RunUpSlot) {
	if len(slots) == 0 || len(slots) > 30 {
		c.wrong("slots", "A run-up needs 1 to 30 parts that somebody holds. There "+areNow(len(slots))+".")
	}
	codes := map[string]string{}
	for i, s := range slots {
		at, name := place("slots", i), orNumbered(s.Code, "slot", i)
		c.code(at+".code", "Slot "+itoa(i+1), s.Code, lowerCode, lowerHow, codes)
		c.text(at+".name", "The name of "+name, s.Name, 80)
		c.oneOf(at+".role", "The role of "+name, string(s.Role), SlotRoles())
	}
}

// SlotRoles are the roles whose holders can have a part of a run-up: those who may work visits.
func SlotRoles() (roles []Choice) {
	for _, r := range Roles {
		if May(Actor{Holdings: []Holding{{Role: r}}}, WorkVisits, Place{}) {
			roles = append(roles, Choice{Code: string(r), Text: upperFirst(r.Title())})
		}
	}
	return roles
}

func (c *checking) steps(r RunUp) {
	if len(r.Steps) == 0 || len(r.Steps) > 150 {
		c.wrong("steps", "A run-up needs 1 to 150 steps. There "+areNow(len(r.Steps))+".")
	}
	codes := map[string]string{}
	for i, s := range r.Steps {
		at, name := place("steps", i), orNumbered(s.Code, "step", i)
		c.code(at+".code", "Step "+itoa(i+1), s.Code, lowerCode, lowerHow, codes)
		c.text(at+".name", "The name of "+name, s.Name, 80)
		if s.Text != "" {
			c.text(at+".text", "What is to be done in "+name, s.Text, 500)
		}
		c.text(at+".shows", "What shows that "+name+" is done", s.Shows, 200)
		c.oneOf(at+".gate", "What "+name+" closes on", s.Gate, GateKinds)
		c.oneOf(at+".short", "What becomes of "+name+" at short notice", s.Short, ShortRules)
		c.stepDay(r, at, name, s)
		c.stepSlot(r, at, name, s)
	}
}

// stepDay asks for a day that the kind of visit has.
func (c *checking) stepDay(r RunUp, at, name string, s RunUpStep) {
	c.oneOf(at+".anchor", "The day from which "+name+" counts", s.Anchor, StepAnchors)
	least := 0
	if s.Anchor == "visit" {
		least = -mostOffset
	}
	switch {
	case s.Anchor == "call" && !BeginsWithCall(r.Kind):
		c.wrong(at+".anchor", name+" counts from the call, and a "+lowerFirst(ChoiceText(VisitKinds, r.Kind))+" begins with none.")
	case s.Offset < least || s.Offset > mostOffset:
		c.wrong(at+".offset", "The working days of "+name+" must be between "+itoa(least)+" and "+itoa(mostOffset)+".")
	}
}

const mostOffset = 250

// BeginsWithCall reports whether a kind of visit begins with a call, and nobody knows its date before.
func BeginsWithCall(kind string) bool { return kind == "short" || kind == "standard" }

func (c *checking) stepSlot(r RunUp, at, name string, s RunUpStep) {
	slot, known := r.Slot(s.Slot)
	switch {
	case s.Slot == "":
		c.wrong(at+".slot", "Whose step "+name+" is, is missing.")
	case !known:
		c.wrong(at+".slot", "The slot “"+shortened(s.Slot, 40)+"” of "+name+" is not among the run-up’s slots.")
	case slot.PerFocus && !s.PerFocus:
		c.wrong(at+".slot", name+" is one step for the whole visit, and “"+slot.Name+"” is somebody else in each focus area.")
	}
}

// InOrder lists the steps in the order in which they fall.
func (r RunUp) InOrder() []RunUpStep {
	steps := slices.Clone(r.Steps)
	slices.SortStableFunc(steps, func(a, b RunUpStep) int {
		if a.Anchor != b.Anchor {
			return anchorPlace(a.Anchor) - anchorPlace(b.Anchor)
		}
		return a.Offset - b.Offset
	})
	return steps
}

func anchorPlace(code string) int {
	return slices.IndexFunc(StepAnchors, func(a Choice) bool { return a.Code == code })
}
