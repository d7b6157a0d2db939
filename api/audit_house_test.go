package api_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

func (c commands) CaseAudit(context.Context, string, readiness.CaseAuditCommand, readiness.Asked) (readiness.CaseAudit, error) {
	return readiness.CaseAudit{}, c.fail
}

func (c commands) OpenCaseAudit(context.Context, readiness.PlannedCaseAudit) error { return c.fail }
