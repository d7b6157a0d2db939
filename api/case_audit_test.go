package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// audited is one case audit, which decides by the real rules.
type audited struct {
	readiness.CaseAuditRegister
	commands
	x readiness.CaseAudit
}

func (a *audited) CaseAuditView(context.Context, readiness.Actor, string) (readiness.CaseAuditView, error) {
	return readiness.CaseAuditView{State: a.x}, nil
}

func (a *audited) CaseAudit(_ context.Context, _ string, c readiness.CaseAuditCommand, asked readiness.Asked) (readiness.CaseAudit, error) {
	next, _, err := a.x.Do(c, asked, now)
	if err == nil {
		a.x = next
	}
	return next.Brief(), err
}

// TestAnAnswerKeepsModerationBlind: a moderator who raises a concern does not learn the auditor's grades with the answer.
func TestAnAnswerKeepsModerationBlind(t *testing.T) {
	t.Parallel()
	x, _, err := readiness.OpenCaseAudit(readiness.PlannedCaseAudit{
		ID: visitID, AreaID: areaID, TeamID: teamID, CaseAuditKey: readiness.CaseAuditKey{VisitID: visitID, Focus: "care_leavers", Sections: []string{"voice"}, ChildID: caseID, Round: 1},
		CaseAuditPeople: readiness.CaseAuditPeople{AuditorID: "somebody", ModeratorID: person(readiness.QualityAssurance)},
		Terms:           readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now)),
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	sent := readiness.SubmitCaseAudit{SentGrades: readiness.SentGrades{Version: 1, AuditGrades: readiness.AuditGrades{Overall: "outstanding", Sections: map[string]string{"voice": "outstanding"}}}}
	if x, _, err = x.Do(sent, readiness.Asked{By: readiness.Actor{PersonID: "somebody"}}, now); err != nil {
		t.Fatal(err)
	}
	house := newHouse(t)
	deps := house.deps()
	a := &audited{commands: commands{house}, x: x}
	deps.CaseAudits, deps.Commands = a, a
	h := open(t, deps)
	path := "/case-audits/" + visitID + "/commands/"
	answer := h.do(request(readiness.QualityAssurance, "POST", path+"raise-audit-concern", map[string]any{})).wants(http.StatusOK, "")
	if strings.Contains(answer.Body.String(), "outstanding") || len(a.x.Concerns) != 1 {
		t.Errorf("%s", answer.Body)
	}
}
