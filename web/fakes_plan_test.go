package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type plan struct{}

func (plan) Actions(context.Context, readiness.Actor, readiness.PlanQuery) (readiness.Page[readiness.ActionRow], error) {
	return readiness.Page[readiness.ActionRow]{}, nil
}

func (plan) PlanFigures(context.Context, readiness.Actor, readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	return nil, nil
}

func (plan) ActionView(context.Context, readiness.Actor, string) (readiness.ActionView, error) {
	return readiness.ActionView{}, errNone
}

func (plan) ActionFacts(context.Context, string) (readiness.ActionFacts, error) {
	return readiness.ActionFacts{}, errNone
}
func (plan) Officers(context.Context) ([]readiness.Choice, error) { return nil, nil }
func (plan) Desk(context.Context, readiness.Actor) (readiness.PlanDesk, error) {
	return readiness.PlanDesk{}, nil
}

type pace struct{}

func (pace) Pace(context.Context, readiness.Actor) (readiness.Pace, error) {
	return readiness.Pace{}, nil
}

func (pace) Benefits(context.Context, readiness.Actor) (readiness.Benefits, error) {
	return readiness.Benefits{}, nil
}

type planReports struct{}

func (planReports) MakePlanReport(context.Context, readiness.MakePlanReport, readiness.Asked) (readiness.PlanReport, error) {
	return readiness.PlanReport{}, errNone
}

func (planReports) PlanReports(context.Context, readiness.Actor) ([]readiness.PlanReportLine, error) {
	return nil, nil
}

func (planReports) PlanReport(context.Context, readiness.Actor, string) (readiness.PlanReport, error) {
	return readiness.PlanReport{}, errNone
}

type planRegister struct{}

func (planRegister) AddAction(context.Context, readiness.AddAction, readiness.Asked) (readiness.PlannedAction, error) {
	return readiness.PlannedAction{}, errNone
}

func (planRegister) PlanRules(context.Context) (readiness.PlanRules, error) {
	return readiness.DefaultPlanRules(), nil
}

func (planRegister) SetPlanRules(context.Context, readiness.PlanRules, readiness.RuleChange, readiness.Asked) (readiness.PlanRules, error) {
	return readiness.PlanRules{}, errNone
}

func (planRegister) AddFinding(context.Context, readiness.AddFinding, readiness.Asked) (readiness.PracticeFinding, error) {
	return readiness.PracticeFinding{}, errNone
}

func (planRegister) PracticeFindings(context.Context, readiness.Actor, readiness.PracticeFindingQuery) (readiness.Page[readiness.PracticeFinding], error) {
	return readiness.Page[readiness.PracticeFinding]{}, nil
}

func (planRegister) PracticeFinding(context.Context, readiness.Actor, string) (readiness.PracticeFinding, error) {
	return readiness.PracticeFinding{}, errNone
}

func (planRegister) ReceiveReport(context.Context, string, readiness.ReceiveReport, readiness.Asked) (readiness.PracticeFinding, error) {
	return readiness.PracticeFinding{}, errNone
}

type evidence struct{}

func (evidence) AttachEvidence(context.Context, readiness.AttachEvidence, readiness.Asked) (readiness.Evidence, error) {
	return readiness.Evidence{}, errNone
}

func (evidence) ReviewEvidence(context.Context, string, readiness.ReviewEvidence, readiness.Asked) error {
	return nil
}

func (evidence) WithdrawEvidence(context.Context, string, readiness.WithdrawEvidence, readiness.Asked) error {
	return errNone
}

func (evidence) Evidence(context.Context, readiness.Actor, readiness.EvidenceQuery) (readiness.Page[readiness.Evidence], error) {
	return readiness.Page[readiness.Evidence]{}, nil
}

func (evidence) EvidenceItem(context.Context, readiness.Actor, string) (readiness.Evidence, error) {
	return readiness.Evidence{}, errNone
}

func (evidence) OpenEvidence(context.Context, readiness.Actor, string) (readiness.EvidenceFile, error) {
	return readiness.EvidenceFile{}, errNone
}

type planImports struct{}

func (planImports) KeepPlanSheet(context.Context, readiness.PlanSheet, readiness.Asked) (string, error) {
	return "", errNone
}

func (planImports) PlanImport(context.Context, string) (readiness.PlanImport, error) {
	return readiness.PlanImport{}, errNone
}

func (planImports) OpenPlanImports(context.Context) ([]readiness.PlanImport, error) { return nil, nil }

func (planImports) MapPlanSheet(context.Context, string, readiness.PlanMapping, readiness.Asked) error {
	return errNone
}

func (planImports) TryPlanImport(context.Context, string) (readiness.PlanTrial, error) {
	return readiness.PlanTrial{}, errNone
}

func (planImports) ApplyPlanImport(context.Context, string, readiness.ConfirmPlanImport, readiness.Asked) error {
	return errNone
}

func (planImports) KeepPlanAnswers(context.Context, string, []readiness.PlanAnswer) error {
	return errNone
}
func (planImports) DropPlanSheet(context.Context, string, readiness.Asked) error { return errNone }

type planFilters struct{}

func (planFilters) PlanFilters(context.Context, string) ([]readiness.PlanFilter, error) {
	return nil, nil
}

func (planFilters) SavePlanFilter(context.Context, readiness.SavePlanFilter, readiness.Asked) (readiness.PlanFilter, error) {
	return readiness.PlanFilter{}, errNone
}

func (planFilters) DeletePlanFilter(context.Context, string, readiness.Asked) error { return errNone }

func (evidence) LinkEvidence(context.Context, string, readiness.LinkEvidence, readiness.Asked) (readiness.Evidence, error) {
	return readiness.Evidence{}, errNone
}

func (evidence) EvidenceOf(_ context.Context, _ readiness.Actor, codes []string) (map[string][]readiness.Evidence, error) {
	of := map[string][]readiness.Evidence{}
	for _, code := range codes {
		of[code] = nil
	}
	return of, nil
}

func (evidence) EvidenceMeters(context.Context, readiness.Actor) ([]readiness.CriterionMeter, error) {
	return nil, nil
}
