package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type sampleRegister struct{}

func (sampleRegister) SampleView(context.Context, readiness.Actor, string, string) (readiness.SampleView, error) {
	return readiness.SampleView{}, errNone
}

func (sampleRegister) DrawSample(context.Context, string, string, readiness.DrawSample, readiness.Asked) (readiness.Sample, error) {
	return readiness.Sample{}, errNone
}

func (sampleRegister) ReplaceChild(context.Context, string, string, string, readiness.ReplaceChild, readiness.Asked) (readiness.Replaced, error) {
	return readiness.Replaced{}, errNone
}

func (sampleRegister) GiveAudits(context.Context, string, string, readiness.GiveAudits, readiness.Asked) ([]readiness.PlannedCaseAudit, error) {
	return nil, errNone
}

// caseAudits hold one audit, and what was written and asked of it.
type caseAudits struct {
	view    readiness.CaseAuditView
	written []readiness.WriteCaseAudit
	drafts  []map[string]string
}

func (*caseAudits) CaseAudits(context.Context, readiness.Actor, string, string) (readiness.CaseAuditList, error) {
	return readiness.CaseAuditList{}, errNone
}

func (c *caseAudits) CaseAuditView(context.Context, readiness.Actor, string) (readiness.CaseAuditView, error) {
	if c.view.CaseAuditID == "" {
		return c.view, errNone
	}
	return c.view, nil
}

func (*caseAudits) CaseAuditDesk(context.Context, readiness.Actor) (readiness.CaseAuditDesk, error) {
	return readiness.CaseAuditDesk{}, nil
}

func (c *caseAudits) WriteAudit(_ context.Context, _ string, w readiness.WriteCaseAudit, _ readiness.Asked) (readiness.CaseAuditVersion, error) {
	c.written = append(c.written, w)
	return readiness.CaseAuditVersion{Part: w.Part, Number: 1, Text: readiness.CaseAuditText{Number: 1, WriteCaseAudit: w}}, nil
}

func (c *caseAudits) SaveAuditDraft(_ context.Context, _, _ string, _ int, fields map[string]string, _ readiness.Actor) error {
	c.drafts = append(c.drafts, fields)
	return nil
}

func (*caseAudits) CompareAudits(context.Context, readiness.Actor, string, string) (readiness.AuditComparison, error) {
	return readiness.AuditComparison{}, errNone
}

func (*caseAudits) AuditCalibration(context.Context, readiness.Actor) (readiness.AuditCalibration, error) {
	return readiness.AuditCalibration{}, nil
}

func (commands) CaseAudit(context.Context, string, readiness.CaseAuditCommand, readiness.Asked) (readiness.CaseAudit, error) {
	return readiness.CaseAudit{}, errNone
}

func (commands) OpenCaseAudit(context.Context, readiness.PlannedCaseAudit) error { return errNone }
