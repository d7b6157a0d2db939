package activities

import (
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// said are the words for one and for several things of a kind in a subject; what they are stands in front.
var said = map[readiness.NoticeKind][2]string{
	readiness.SignOffAsked: {"waits for your signature", "wait for your signature"},
	readiness.SecondLookAt: {"waits for your second look", "wait for your second look"},
	readiness.VerifyAsked:  {"waits for your check", "wait for your check"},
	readiness.Proposed:     {"waits for you to agree it", "wait for you to agree them"},
	readiness.Returned:     {"came back to you", "came back to you"},
	readiness.Assigned:     {"is yours now", "are yours now"},
	readiness.Reminder:     {"is due soon or late", "are due soon or late"},
	readiness.Escalated:    {"waits for you", "wait for you"},
	readiness.Approaching:  {"is nearly long-open", "are nearly long-open"},
	readiness.Informed:     {"to know", "to know"},
}

// noun is what a group's things are, one of them; of several kinds all but the last stand in the plural.
func (g letterGroup) noun() string {
	switch g.Kind {
	case readiness.Escalated:
		return "decision"
	case readiness.Informed:
		return "thing"
	case readiness.Approaching:
		return "case"
	}
	switch g.Things {
	case g.Points:
		return "point"
	case g.Actions:
		return "action"
	case g.Pieces:
		return "piece of evidence"
	case g.Criteria:
		return "criterion"
	case g.Cycles:
		return "self-assessment"
	case g.Asked:
		return "question to a partner"
	case g.Homes:
		return "visit to a home"
	}
	switch {
	case g.Points+g.Pieces+g.Asked+g.Homes+g.Criteria+g.Cycles > 0:
		return "thing"
	case g.Actions > 0:
		return "reviews and action"
	}
	return "review"
}

// words say how many things of which kind a group holds, and what they want.
func (g letterGroup) words() string {
	noun := g.noun()
	if g.Things == 1 {
		return "1 " + noun + " " + said[g.Kind][0]
	}
	nouns := plurals.Replace(noun + "s")
	return strconv.Itoa(g.Things) + " " + nouns + " " + said[g.Kind][1]
}

// plurals mends those that no letter s makes.
var plurals = strings.NewReplacer("piece of evidences", "pieces of evidence", "criterions", "criteria", "question to a partners", "questions to partners", "visit to a homes", "visits to homes")

// subjectOf says the most pressing thing first, then the next, and counts the rest: more would not fit on a phone.
func subjectOf(groups []letterGroup) string {
	var parts []string
	more := 0
	for i, g := range groups {
		if i >= 2 {
			more += g.Things
			continue
		}
		parts = append(parts, g.words())
	}
	if more > 0 {
		parts = append(parts, strconv.Itoa(more)+" more")
	}
	return strings.Join(parts, ", ")
}
