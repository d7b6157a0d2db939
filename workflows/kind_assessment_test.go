package workflows_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var assessmentKind = kindOf(kind{workflow: workflows.AssessmentName, word: assessmentWord}, (*story).assessmentInput, assessmentCommand,
	func(in workflows.AssessmentInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.AssessmentInput) *readiness.Assessment { return in.Assessment },
	func(x *readiness.Assessment) workflows.AssessmentInput {
		return workflows.AssessmentInput{Assessment: x}
	})

// assessmentInput begins a story's cycle: it starts a week after it was planned, runs for three criteria, and is signed by the heads of north and south,
// the assistant director, the director and the lead member.
func (s *story) assessmentInput() workflows.AssessmentInput {
	rules, starts := readiness.DefaultAssessmentRules(), calendar.DateOf(s.start).AddDays(7)
	rules.DraftDays = s.days
	criterion := func(code string) readiness.CriterionState {
		return readiness.CriterionState{Code: code, AppraisalID: "appraisal-" + code, Status: readiness.AppraisalWriting}
	}
	return workflows.AssessmentInput{Planned: &readiness.PlannedAssessment{
		ID: "cycle", Kind: readiness.AnnualCycle, Name: "2026", Framework: "ilacs-2026", Scale: scale, LeadID: "lead", By: "lead",
		Dates: rules.Dates(readiness.AnnualCycle, starts, calendar.England()),
		Sections: []readiness.Section{
			{Code: "HELP", LeadID: "head", AreaID: "north", Criteria: []readiness.CriterionState{criterion("HP01"), criterion("HP02")}},
			{Code: "LEAD", LeadID: "other", AreaID: "south", Criteria: []readiness.CriterionState{criterion("LM01")}},
		},
		Signers: readiness.Signers{AssistantID: "ad", DirectorID: "dcs", MemberID: "councillor"},
		Terms:   readiness.AssessmentTerms(rules, readiness.DefaultLadder(), calendar.England(), starts),
	}}
}

// assessmentCommand reads what a person asks of a cycle. The hash of a signature is put in by reading.
func assessmentCommand(st step) (readiness.AssessmentCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "plan-again":
		days, err := dates(st.words[1:6])
		if err != nil {
			return nil, err
		}
		c := readiness.ReplanAssessment{Reason: strings.Join(st.words[6:], " ")}
		c.CycleDates = readiness.CycleDates{Starts: days[0], DraftBy: days[1], ChallengeBy: days[2], ModerateBy: days[3], SignBy: days[4]}
		return c, nil
	case "grade":
		grade, why, _ := strings.Cut(after, " ")
		return readiness.GradeSection{Section: first, Grade: grade, Why: why}, nil
	case "sign":
		return readiness.SignAssessment{Part: first, SHA256: after}, nil
	case "mark":
		date, note, _ := strings.Cut(after, " ")
		on, err := calendar.ParseDate(date)
		return readiness.MarkAssessment{Step: first, On: on, Note: note}, err
	case "call-off":
		return readiness.CancelAssessment{Reason: words}, nil
	case "more-time":
		return readiness.DecideAssessmentEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideAssessmentEscalation{Decision: "pass_up", Note: words}, nil
	case "decide-myself":
		return readiness.DecideAssessmentEscalation{Decision: "decide_myself", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// reading puts into a signature what its signer has read: the cycle as the ledger has it, or, of a page that was opened before the last step, as it was
// then.
func (p *play) reading(st step) step {
	if st.words[0] != "sign" {
		return st
	}
	kept := p.ledger.kept()
	if len(st.words) > 2 && st.words[2] == "as-before" {
		kept = kept[:len(kept)-1]
	}
	x := kept[len(kept)-1].State.(readiness.Assessment)
	st.words = []string{"sign", st.words[1], x.Binds(st.words[1])}
	return st
}

// assessmentWord reads what a machine says to a cycle: hear CODE STATUS VERSION HASH GRADE, the last three as far as there are any · left FROM TO · later.
func assessmentWord(st step) (name string, word any, err error) {
	switch st.words[0] {
	case "hear":
		c, err := criterionState(st)
		return "hear-criterion", c, err
	case "left":
		return "follow-assessment", readiness.AssessmentFollowup{AssessmentID: "cycle", People: takenOver(st.words[1:])}, nil
	case "later":
		return "follow-assessment", readiness.AssessmentFollowup{AssessmentID: "cycle", Later: "cycle-2"}, nil
	}
	return "", nil, fmt.Errorf("no machine says %q", st.words[0])
}

// criterionState is what a criterion says. Each line of a story says something newer than the lines above it.
func criterionState(st step) (readiness.CriterionState, error) {
	line, err := strconv.Atoi(strings.TrimPrefix(st.id, "command-"))
	if err != nil {
		return readiness.CriterionState{}, err
	}
	words := append(st.words[1:], "", "", "")
	c := readiness.CriterionState{Code: words[0], AppraisalID: "appraisal-" + words[0], Seq: line, Status: readiness.AppraisalStatus(words[1]), Agreed: words[4]}
	if words[2] != "" {
		c.SHA256 = whole(words[3])
		c.Version, err = strconv.Atoi(words[2])
	}
	return c, err
}
