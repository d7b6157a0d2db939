package workflows_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// visitKind are the stories of a visit that was agreed ("visit"), of the call, and of its rehearsal.
func visitKind(what string) kind {
	return kindOf(kind{workflow: workflows.VisitName, word: visitWord}, func(s *story) workflows.VisitInput { return s.visitInput(what) }, visitCommand,
		func(in workflows.VisitInput) readiness.Terms { return in.Planned.Terms },
		func(in workflows.VisitInput) *readiness.Visit { return in.Visit },
		func(x *readiness.Visit) workflows.VisitInput { return workflows.VisitInput{Visit: x} })
}

// visitInput begins a story's visit: agreed so many working days ahead, or rung today. The lead leads it, the head leads care leavers, the manager has the
// documents, and nobody communications. Its preparation begins 40 working days before; the baseline at 30 and the audits at 20 are left out when it is near.
func (s *story) visitInput(what string) workflows.VisitInput {
	c, today := calendar.England(), calendar.DateOf(s.start)
	p := readiness.PlanVisit{Kind: "monitoring", On: c.Add(today, s.days, calendar.Exclusive)}
	if what != "visit" {
		p = readiness.PlanVisit{Kind: "standard"}
	}
	return workflows.VisitInput{Planned: &readiness.PlannedVisit{
		ID: "visit-1", Kind: p.Kind, Name: "The visit", Rehearsal: what == "rehearsal", RunUp: p.Kind + "-2026", VisitDates: p.Dates(2, c, today), Days: 2, LetterDays: 22, LeadID: "lead", By: "lead",
		Focus: []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers", Pack: "care-leavers-2026", AreaID: "north"}},
		Holders: []readiness.Holder{
			{Slot: "lead", Name: "Visit lead", PersonID: "lead"},
			{Slot: "focus", Name: "Lead of the focus area", Focus: "care_leavers", PersonID: "head"},
			{Slot: "documents", Name: "Documents", PersonID: "manager"},
			{Slot: "communications", Name: "Communications"},
		},
		Plan: []readiness.StepPlan{
			{Code: "scope", Anchor: "visit", Offset: -40, Times: 1},
			{Code: "baseline", Anchor: "visit", Offset: -30, Drop: true, Times: 1},
			{Code: "audits", Anchor: "visit", Offset: -20, Drop: true, Times: 1},
			{Code: "findings", Anchor: "letter", Offset: 5, Times: 1},
		},
		Terms: readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), c, today),
	}}
}

// visitCommand reads what a person asks of a visit.
func visitCommand(st step) (readiness.VisitCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "move":
		return readiness.MoveVisit{On: date, Reason: words}, nil
	case "bring-back":
		return readiness.DecideShortNotice{Keep: strings.FieldsFunc(strings.TrimPrefix(first, "nothing"), func(r rune) bool { return r == ',' }), Note: after}, nil
	case "name":
		slot, focus, _ := strings.Cut(first, "/")
		return readiness.NameHolder{Slot: slot, Focus: focus, PersonID: after}, nil
	case "letter":
		return readiness.EnterVisitLetter{On: date}, nil
	case "close":
		return readiness.CloseVisit{Note: words}, nil
	case "call-off":
		return readiness.CancelVisit{Reason: words}, nil
	case "decide-myself":
		return readiness.DecideVisitEscalation{Decision: "decide_myself", Note: words}, nil
	case "more-time":
		return readiness.DecideVisitEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideVisitEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// visitWord reads what a machine says to a visit: ofsted ring · sweep left FROM TO, or left FROM when nobody takes over.
func visitWord(st step) (name string, word any, err error) {
	f := readiness.VisitFollowup{VisitID: "visit-1"}
	switch st.words[0] {
	case "ring":
		f.Overtaken = true
	case "left":
		f.People = takenOver(st.words[1:])
	default:
		return "", nil, fmt.Errorf("no machine says %q", st.words[0])
	}
	return "follow-visit", f, nil
}

// stillOpen reads what of a visit is open.
func stillOpen(t testing.TB, st step) (f readiness.VisitFacts) {
	t.Helper()
	var err error
	if f.OpenSteps, err = strconv.Atoi(st.words[1]); err == nil {
		f.OpenEntries, err = strconv.Atoi(st.words[2])
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var visitStepKind = kindOf(kind{workflow: workflows.VisitStepName, word: visitStepWord}, (*story).visitStepInput, visitStepCommand,
	func(in workflows.VisitStepInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.VisitStepInput) *readiness.VisitStep { return in.VisitStep },
	func(x *readiness.VisitStep) workflows.VisitStepInput { return workflows.VisitStepInput{VisitStep: x} })

// visitStepInput begins a story's step: ten working days before a visit so many working days ahead, of the manager, who has the documents; it closes on
// evidence, and is left out when the visit is nearer.
func (s *story) visitStepInput() workflows.VisitStepInput {
	today := calendar.DateOf(s.start)
	return workflows.VisitStepInput{Planned: &readiness.PlannedVisitStep{
		ID: "step-1", VisitID: "visit-1", OwnerID: "manager", AreaID: "north", Dates: *onSite(calendar.England().Add(today, s.days, calendar.Exclusive)),
		StepKey: readiness.StepKey{Code: "index", Focus: "care_leavers", Slot: "documents", Anchor: "visit", Offset: -10, Gate: "evidence", Drop: true},
		Terms:   readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), today),
	}}
}

// onSite are the dates of a visit of two days.
func onSite(first calendar.Date) *readiness.VisitDates {
	return &readiness.VisitDates{On: first, Until: readiness.LastDay(first, 2, calendar.England())}
}

// proof is what a step closes on.
func proof(evidence []readiness.EvidenceFact) (f readiness.GateFacts) {
	for _, e := range evidence {
		f.Evidence = append(f.Evidence, e.ID)
	}
	return f
}

// visitStepCommand reads what a person asks of a step of a visit.
func visitStepCommand(st step) (readiness.VisitStepCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "close":
		return readiness.CloseVisitStep{Note: words}, nil
	case "reopen":
		return readiness.ReopenVisitStep{Reason: words}, nil
	case "waive":
		return readiness.WaiveVisitStep{Reason: words}, nil
	case "grant", "refuse":
		return readiness.AnswerWaiver{Answer: verb, Note: words}, nil
	case "assign":
		return readiness.AssignVisitStep{OwnerID: first, Note: after}, nil
	case "decide-myself":
		return readiness.DecideStepEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideStepEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideStepEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideStepEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// visitStepWord reads what its visit says to a step: moved DATE · moved DATE kept, when the director wants it done all the same · brought-back · part PERSON ·
// closed · called-off; and sweep left PERSON, who has it now. With event N at its end it was said after the visit's event of that number.
func visitStepWord(st step) (name string, word any, err error) {
	f, words := readiness.VisitStepFollowup{StepID: "step-1"}, st.words
	if n := len(words) - 2; n > 0 && words[n] == "event" {
		if f.Seq, err = strconv.Atoi(words[n+1]); err != nil {
			return "", nil, err
		}
		words = words[:n]
	}
	switch words[0] {
	case "moved":
		day, err := calendar.ParseDate(words[1])
		if err != nil {
			return "", nil, err
		}
		f.Dates, f.Restored = onSite(day), len(words) > 2
	case "brought-back":
		f.Restored = true
	case "part", "left":
		f.OwnerID = &words[1]
	case "closed":
		f.End = readiness.VisitClosed
	case "called-off":
		f.End = readiness.VisitCancelled
	default:
		return "", nil, fmt.Errorf("no machine says %q", words[0])
	}
	return "follow-visit", f, nil
}
