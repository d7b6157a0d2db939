package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// auditOf is a case that the manager audits and quality assurance moderates, as its page has it.
func auditOf(t *testing.T, p readiness.CaseAuditPeople, asked ...func(readiness.CaseAudit) readiness.CaseAuditCommand) *caseAudits {
	t.Helper()
	x, _, err := readiness.OpenCaseAudit(readiness.PlannedCaseAudit{
		ID: "ca-1", AreaID: "south", TeamID: "south-1", CaseAuditPeople: p,
		CaseAuditKey: readiness.CaseAuditKey{VisitID: "vi-1", Focus: "care_leavers", Pack: "care-leavers-2026", Sections: []string{"voice"}, ChildID: "c-1", Round: 1},
		Terms:        readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now)),
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range asked {
		if x, _, err = x.Do(ask(x), readiness.Asked{By: everybody().byID[x.OwnerID]}, now); err != nil {
			t.Fatal(err)
		}
	}
	return &caseAudits{view: readiness.CaseAuditView{
		CaseAuditRow: readiness.CaseAuditRow{CaseAuditID: "ca-1", VisitID: "vi-1", FocusName: "Care leavers", Ref: "48213", Status: x.Status, OwnerID: x.OwnerID}, State: x, MaySee: true,
		Of: readiness.FocusPack{Sections: []readiness.AuditSection{{Code: "voice", Name: "Voice"}}},
	}}
}

func sends(readiness.CaseAudit) readiness.CaseAuditCommand {
	return readiness.SubmitCaseAudit{SentGrades: readiness.SentGrades{Version: 1, AuditGrades: readiness.AuditGrades{Overall: "good", Sections: map[string]string{"voice": "good"}}}}
}

// TestSomebodyIsNamedAtEveryStage: where an audit waits for nobody, the page that the desk leads to asks for somebody, whichever part is missing.
func TestSomebodyIsNamedAtEveryStage(t *testing.T) {
	t.Parallel()
	manager := readiness.CaseAuditPeople{AuditorID: "manager"}
	for name, audits := range map[string]*caseAudits{
		"no auditor": auditOf(t, readiness.CaseAuditPeople{}), "no moderator": auditOf(t, manager, sends),
	} {
		if audits.view.OwnerID != "" {
			t.Fatalf("%s: it waits for %s", name, audits.view.OwnerID)
		}
		s := newServer()
		s.CaseAudits = audits
		lead := visit(t, s, "improvement_lead")
		status, page, _ := lead.get("/case-audits/ca-1/assign")
		htmlcheck.Page(t, page)
		if status != http.StatusOK {
			t.Errorf("%s: %d", name, status)
		}
		_, page, _ = lead.get("/case-audits/ca-1")
		htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Counts(`a[href="/case-audits/ca-1/assign"]`, 1)))
		if status, _, _ := visit(t, s, "manager").get("/case-audits/ca-1/assign"); status != http.StatusForbidden {
			t.Errorf("%s, a manager: %d", name, status)
		}
	}
}

// TestWritingAnAuditLosesNothing: what is typed is saved by itself, and a form that comes back holds all of it and has kept nothing.
func TestWritingAnAuditLosesNothing(t *testing.T) {
	t.Parallel()
	audits := auditOf(t, readiness.CaseAuditPeople{AuditorID: "manager", ModeratorID: "quality_assurance"})
	s := newServer()
	s.CaseAudits = audits
	auditor := visit(t, s, "manager")
	form := url.Values{
		"command_id": {commandID}, "part": {"audit"}, "base": {"0"}, "grade_voice": {"good"}, "evidence_voice": {"Four visits."}, "difference_voice": {"They chose."}, "overall": {"good"}, "why": {""},
	}
	if status, body, _ := auditor.post("/case-audits/ca-1/draft?by=page", form); status != http.StatusNoContent || body != "" {
		t.Errorf("saved by itself: %d %q", status, body)
	}
	if len(audits.drafts) != 1 || audits.drafts[0]["evidence_voice"] != "Four visits." || audits.drafts[0]["command_id"] != "" || audits.drafts[0]["part"] != "" {
		t.Errorf("a draft keeps %v", audits.drafts)
	}
	status, page, _ := auditor.post("/case-audits/ca-1/write", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Enter why this is the overall grade.")), htmlcheck.Value("evidence_voice", "Four visits."), htmlcheck.Value("grade_voice", "good"))
	if status != http.StatusUnprocessableEntity || len(audits.written) != 0 {
		t.Errorf("without a reason: %d, %d kept", status, len(audits.written))
	}
	form.Set("why", "Because.")
	if auditor.post("/case-audits/ca-1/write", form); len(audits.written) != 1 || audits.written[0].Section("voice").Difference != "They chose." {
		t.Errorf("whole: %+v", audits.written)
	}
}
