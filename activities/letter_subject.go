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
	readiness.Called:       {"needs you today", "need you today"},
	readiness.Concern:      {"needs you today", "need you today"},
	readiness.Informed:     {"to know", "to know"},
}

// nouns are what a group's things are, one of them and several.
func (g letterGroup) nouns() (one, many string) {
	switch g.Kind {
	case readiness.Escalated:
		return "decision", "decisions"
	case readiness.Informed:
		return "thing", "things"
	case readiness.Approaching:
		return "case", "cases"
	}
	for noun, n := range g.Of {
		if n == g.Things {
			return matters[noun].one, matters[noun].many
		}
	}
	if g.Of[readiness.ReviewNoun]+g.Of[readiness.ActionNoun] == g.Things {
		return "review or action", "reviews and actions"
	}
	return "thing", "things"
}

// words say how many things of which kind a group holds, and what they want.
func (g letterGroup) words() string {
	one, many := g.nouns()
	if g.Things == 1 {
		return "1 " + one + " " + said[g.Kind][0]
	}
	return strconv.Itoa(g.Things) + " " + many + " " + said[g.Kind][1]
}

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
