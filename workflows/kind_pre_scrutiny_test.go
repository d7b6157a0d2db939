package workflows_test

import (
	"fmt"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var preScrutinyKind = kindOf(kind{workflow: workflows.PreScrutinyName, word: preScrutinyWord}, (*story).preScrutinyInput, preScrutinyCommand,
	func(in workflows.PreScrutinyInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.PreScrutinyInput) *readiness.PreScrutiny { return in.PreScrutiny },
	func(x *readiness.PreScrutiny) workflows.PreScrutinyInput {
		return workflows.PreScrutinyInput{PreScrutiny: x}
	})

// preScrutinyInput begins a story's request: of the committee that the lead calls, for the assistant director to answer. The decision is so many days after
// the start.
func (s *story) preScrutinyInput() workflows.PreScrutinyInput {
	today := calendar.DateOf(s.start)
	return workflows.PreScrutinyInput{Planned: &readiness.PlannedPreScrutiny{
		ID: "request-1", ConvenorID: "lead", Asked: today, By: "lead",
		Ask: readiness.AskPreScrutiny{
			SeriesID: "scrutiny", Title: "Close a children’s home", Decides: today.AddDays(s.days), Why: "Children live there.", OwnerID: "ad",
		},
		Terms: readiness.PreScrutinyTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), today),
	}}
}

// preScrutinyCommand reads what a person asks of a request.
func preScrutinyCommand(st step) (readiness.PreScrutinyCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "agree":
		return readiness.AgreePreScrutiny{MeetsOn: date, Note: words}, nil
	case "decline":
		return readiness.DeclinePreScrutiny{Reason: words}, nil
	case "move":
		meets, err := calendar.ParseDate(first)
		return readiness.MovePreScrutiny{Decides: date, MeetsOn: meets, Reason: after}, err
	case "give-paper":
		return readiness.GiveScrutinyPaper{Reference: words}, nil
	case "consider":
		c := readiness.ConsiderPreScrutiny{On: date, Recommends: "none"}
		if words != "" {
			c.Recommends, c.Recommendations, c.Theme, c.Severity = "some", strings.Split(words, "/"), "Placements", "high"
		}
		return c, nil
	case "answer":
		return readiness.AnswerRecommendations{Outcome: first, Reason: after}, nil
	case "assign":
		return readiness.AssignPreScrutiny{OwnerID: first, Note: after}, nil
	case "withdraw":
		return readiness.WithdrawPreScrutiny{Reason: words}, nil
	case "decide-myself":
		return readiness.DecidePreScrutinyEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecidePreScrutinyEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// preScrutinyWord reads what the sweep says: left PERSON, who takes over · convenor PERSON.
func preScrutinyWord(st step) (signal string, said any, err error) {
	f := readiness.PreScrutinyFollowup{PreScrutinyID: "request-1", ConvenorID: "lead"}
	switch st.words[0] {
	case "left":
		f.OwnerID = st.words[1]
	case "convenor":
		f.ConvenorID = st.words[1]
	default:
		return "", nil, fmt.Errorf("the sweep does not say %q of a request", st.words[0])
	}
	return "follow-people", f, nil
}
