package workflows_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var (
	requestKind = entryKindOf((*story).requestInput)
	concernKind = entryKindOf((*story).concernInput)
)

func entryKindOf(begin func(*story) workflows.VisitEntryInput) kind {
	return kindOf(kind{workflow: workflows.VisitEntryName, word: entryWord}, begin, entryCommand,
		func(in workflows.VisitEntryInput) readiness.Terms { return in.Planned.Terms },
		func(in workflows.VisitEntryInput) *readiness.VisitEntry { return in.VisitEntry },
		func(x *readiness.VisitEntry) workflows.VisitEntryInput {
			return workflows.VisitEntryInput{VisitEntry: x}
		})
}

// requestInput begins a story's request: logged by manager on the visit that lead leads, for colleague to answer by the close of the day.
func (s *story) requestInput() workflows.VisitEntryInput {
	rules := readiness.DefaultVisitRules()
	return workflows.VisitEntryInput{Planned: &readiness.PlannedVisitEntry{
		ID: "entry-1", Kind: readiness.EntryRequest, VisitID: "visit-1", OwnerID: "colleague", LeadID: "lead", By: "manager", Asked: readiness.EntryText{Number: 1, SHA256: "h1"},
		Due:   readiness.CloseOn(readiness.EntryRequest, rules.CloseOfDay, calendar.England(), s.start),
		Terms: readiness.VisitEntryTerms(rules, readiness.DefaultLadder(), calendar.England(), 0, calendar.DateOf(s.start)),
	}}
}

// concernInput begins a story's concern: qa is worried about a child of team north-2, and head answers for it.
func (s *story) concernInput() workflows.VisitEntryInput {
	in := s.requestInput()
	p := in.Planned
	p.Kind, p.Source, p.ChildID, p.AreaID, p.TeamID, p.OwnerID, p.By = readiness.EntryConcern, "visit", "child-1", "north", "north-2", "head", "qa"
	p.Due = readiness.CloseOn(p.Kind, p.Terms.Visit.CloseOfDay, calendar.England(), s.start)
	return in
}

// entryCommand reads what a person asks of an entry: what they wrote is known by its number, and stands in the ledger alone.
func entryCommand(st step) (readiness.VisitEntryCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	text := readiness.EntryText{}
	if words != "" {
		text = readiness.EntryText{Number: len(words), SHA256: "h" + first}
	}
	switch verb := st.words[0]; verb {
	case "answer":
		return readiness.AnswerVisitEntry{Text: text}, nil
	case "settle":
		return readiness.SettleVisitEntry{Text: text}, nil
	case "give-back":
		return readiness.ReturnVisitEntry{Text: text}, nil
	case "withdraw-entry":
		return readiness.WithdrawVisitEntry{Text: text}, nil
	case "assign":
		return readiness.AssignVisitEntry{OwnerID: first}, nil
	case "decide-myself":
		return readiness.DecideVisitEntryEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideVisitEntryEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideVisitEntryEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideVisitEntryEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// entryWord reads what machines say to an entry: sweep left [WHO TAKES OVER] · sweep led-by PERSON · sweep visit STATUS.
func entryWord(st step) (string, any, error) {
	f := readiness.VisitEntryFollowup{EntryID: "entry-1"}
	rest := strings.Join(st.words[1:], " ")
	switch st.words[0] {
	case "left":
		f.OwnerID = &rest
	case "led-by":
		f.LeadID = &rest
	case "visit":
		if f.End = readiness.VisitStatus(rest); !slices.Contains(readiness.VisitStatuses, f.End) {
			return "", nil, fmt.Errorf("a visit is never %q", rest)
		}
	default:
		return "", nil, fmt.Errorf("no machine says %q", st.words[0])
	}
	return "follow-visit", f, nil
}
