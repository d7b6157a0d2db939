package workflows_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var caseAuditKind = kindOf(kind{workflow: workflows.CaseAuditName, word: caseAuditWord}, (*story).caseAuditInput, caseAuditCommand,
	func(in workflows.CaseAuditInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.CaseAuditInput) *readiness.CaseAudit { return in.CaseAudit },
	func(x *readiness.CaseAudit) workflows.CaseAuditInput { return workflows.CaseAuditInput{CaseAudit: x} })

// caseAuditInput begins a story's audit: of a child of team south-1, whose area the head of south heads. The manager of north-2 audits it and the manager of
// north-1 could; quality assurance moderates it, and two could.
func (s *story) caseAuditInput() workflows.CaseAuditInput {
	rules := readiness.DefaultVisitRules()
	rules.AuditDays = s.days
	return workflows.CaseAuditInput{Planned: &readiness.PlannedCaseAudit{
		ID: "case-audit-1", AreaID: "south", TeamID: "south-1",
		CaseAuditKey: readiness.CaseAuditKey{
			VisitID: "visit-1", Focus: "care_leavers", Pack: "care-leavers-2026", Sections: []string{"voice", "plan"}, ChildID: "child-1", Round: 1,
		},
		CaseAuditPeople: readiness.CaseAuditPeople{
			AuditorID: "manager", ModeratorID: "qa", Auditors: []string{"manager", "colleague"}, Moderators: []string{"qa", "quill"}, Line: []string{"other"},
		},
		Terms: readiness.VisitTerms(rules, readiness.DefaultLadder(), calendar.England(), calendar.DateOf(s.start)),
	}}
}

// caseAuditCommand reads what a person asks of an audit: send, moderate and settle NUMBER OVERALL VOICE PLAN, with concern at the end where there is one.
func caseAuditCommand(st step) (readiness.CaseAuditCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "send":
		sent, err := sentGrades(st.words[1:])
		return readiness.SubmitCaseAudit{SentGrades: sent}, err
	case "moderate":
		sent, err := sentGrades(st.words[1:])
		return readiness.ModerateCaseAudit{SentGrades: sent}, err
	case "settle":
		sent, err := sentGrades(st.words[1:])
		return readiness.SettleCaseAudit{SentGrades: sent}, err
	case "talked":
		return readiness.TalkThroughCaseAudit{On: date}, nil
	case "worry":
		return readiness.RaiseAuditConcern{}, nil
	case "conflict":
		return readiness.DeclareConflict{}, nil
	case "name":
		return readiness.AssignCaseAudit{Part: first, PersonID: after}, nil
	case "withdraw":
		return readiness.WithdrawCaseAudit{Reason: first}, nil
	case "decide-myself":
		return readiness.DecideCaseAuditEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideCaseAuditEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideCaseAuditEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideCaseAuditEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// sentGrades reads a number and three grades: overall, of the voice and of the plan.
func sentGrades(words []string) (sent readiness.SentGrades, err error) {
	if len(words) < 4 {
		return sent, fmt.Errorf("a number and three grades, not %q", words)
	}
	sent.Version, err = strconv.Atoi(words[0])
	sent.SHA256 = whole("version " + words[0])
	sent.Overall, sent.Sections = words[1], map[string]string{"voice": words[2], "plan": words[3]}
	if words[len(words)-1] == "concern" {
		sent.Concern = "yes"
	}
	return sent, err
}

// caseAuditWord reads what a machine says to an audit: replaced · closed · cancelled · left FROM TO, or left FROM when nobody takes over · line PEOPLE.
func caseAuditWord(st step) (name string, word any, err error) {
	f := readiness.CaseAuditFollowup{CaseAuditID: "case-audit-1"}
	switch st.words[0] {
	case "replaced", "closed", "cancelled":
		f.End = st.words[0]
	case "left":
		f.People = takenOver(st.words[1:])
	case "line":
		f.Line = &readiness.CaseLine{People: st.words[1:]}
	default:
		return "", nil, fmt.Errorf("no machine says %q", st.words[0])
	}
	return "follow-sample", f, nil
}
