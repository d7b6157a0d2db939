package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type visits struct{}

func (visits) PlanVisit(context.Context, readiness.PlanVisit, readiness.Asked) (readiness.PlannedVisit, error) {
	return readiness.PlannedVisit{}, errNone
}

func (visits) Visits(context.Context, readiness.Actor) ([]readiness.VisitRow, error) { return nil, nil }

func (visits) VisitView(context.Context, readiness.Actor, string) (readiness.VisitView, error) {
	return readiness.VisitView{}, errNone
}

func (visits) VisitStepView(context.Context, readiness.Actor, string) (readiness.VisitStepView, error) {
	return readiness.VisitStepView{}, errNone
}

func (visits) VisitScore(context.Context, readiness.Actor, string) (readiness.VisitScoreView, error) {
	return readiness.VisitScoreView{}, errNone
}

func (visits) VisitDesk(context.Context, readiness.Actor) (readiness.VisitDesk, error) {
	return readiness.VisitDesk{}, nil
}

func (visits) VisitFacts(context.Context, string) (readiness.VisitFacts, error) {
	return readiness.VisitFacts{}, nil
}

func (visits) GateFacts(context.Context, string) (readiness.GateFacts, error) {
	return readiness.GateFacts{}, nil
}

func (visits) VisitRules(context.Context) (readiness.VisitRules, error) {
	return readiness.DefaultVisitRules(), nil
}

func (visits) SetVisitRules(context.Context, readiness.VisitRules, readiness.RuleChange, readiness.Asked) (readiness.VisitRules, error) {
	return readiness.VisitRules{}, errNone
}

func (visits) Checklist(context.Context, readiness.Actor, string, string) (readiness.Checklist, error) {
	return readiness.Checklist{}, errNone
}

func (visits) AnswerChecklist(context.Context, string, string, readiness.AnswerChecklist, readiness.Asked) (int, error) {
	return 0, errNone
}

func (visits) VisitWriting(context.Context, readiness.Actor, string) (readiness.VisitWriting, error) {
	return readiness.VisitWriting{}, errNone
}

func (visits) PositionVersions(context.Context, readiness.Actor, string, string) ([]readiness.VisitPosition, error) {
	return nil, errNone
}

func (visits) WritePosition(context.Context, string, readiness.WritePosition, readiness.Asked) (readiness.VisitPosition, error) {
	return readiness.VisitPosition{}, errNone
}

func (visits) SetTimetable(context.Context, string, readiness.SetTimetable, readiness.Asked) error {
	return errNone
}

func (visits) SetInterviewees(context.Context, string, readiness.SetInterviewees, readiness.Asked) error {
	return errNone
}
