package workflows_test

import (
	"fmt"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var pointKind = kindOf(kind{workflow: workflows.PointName}, (*story).pointInput, pointCommand,
	func(in workflows.PointInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.PointInput) *readiness.Point { return in.Point },
	func(x *readiness.Point) workflows.PointInput { return workflows.PointInput{Point: x} })

// pointInput begins a story's point: raised by the staff forum that the lead calls, on the day of the start, for the manager to answer.
func (s *story) pointInput() workflows.PointInput {
	today, rules := calendar.DateOf(s.start), readiness.DefaultPlanRules()
	rules.ReplyDays = s.days
	return workflows.PointInput{Planned: &readiness.PlannedPoint{
		ID: "point-1", SeriesID: "forum", MeetingID: "forum-1", ConvenorID: "lead", Said: "Visits are cancelled because there is no car.", Theme: "Workload",
		OwnerID: "manager", Raised: today, Chief: true, By: "lead", Terms: readiness.PointTerms(rules, readiness.DefaultLadder(), calendar.England(), today),
	}}
}

// pointCommand reads what a person asks of a point.
func pointCommand(st step) (readiness.PointCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "answer":
		c := readiness.AnswerPoint{Outcome: first, WeDid: after}
		if ids, rest, found := strings.Cut(after, " by "); found {
			c.WeDid, c.Actions = ids, strings.Split(rest, ",")
		}
		return c, nil
	case "hear":
		return readiness.HearPoint{Accept: first, Missing: after}, nil
	case "assign":
		return readiness.AssignPoint{OwnerID: first, Note: after}, nil
	case "withdraw-point":
		return readiness.WithdrawPoint{Reason: words}, nil
	case "decide-myself":
		return readiness.DecidePointEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecidePointEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecidePointEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecidePointEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}
