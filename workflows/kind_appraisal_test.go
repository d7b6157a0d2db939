package workflows_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

var appraisalKind = kindOf(kind{workflow: workflows.AppraisalName, word: appraisalWord}, (*story).appraisalInput, appraisalCommand,
	func(in workflows.AppraisalInput) readiness.Terms { return in.Planned.Terms },
	func(in workflows.AppraisalInput) *readiness.Appraisal { return in.Appraisal },
	func(x *readiness.Appraisal) workflows.AppraisalInput { return workflows.AppraisalInput{Appraisal: x} })

// scale are the grades of the stories, the best first.
var scale = []string{"outstanding", "good", "requires_improvement", "inadequate"}

// appraisalInput begins a story's criterion: the manager writes it, quality assurance challenges it, the head of north leads its judgement area. No third
// reviewer is named.
func (s *story) appraisalInput() workflows.AppraisalInput {
	today, rules := calendar.DateOf(s.start), readiness.DefaultAssessmentRules()
	rules.DraftDays = s.days
	return workflows.AppraisalInput{Planned: &readiness.PlannedAppraisal{
		ID: "appraisal-1", AssessmentID: "cycle", Section: "HELP", Criterion: "HP01", Scale: scale, AreaID: "north",
		AppraisalPeople: readiness.AppraisalPeople{AuthorID: "manager", ChallengerID: "qa", LeadID: "head"},
		AppraisalDates:  rules.Dates(readiness.AnnualCycle, today, calendar.England()).Stages(),
		Terms:           readiness.AppraisalTerms(rules, readiness.DefaultLadder(), calendar.England(), today),
	}}
}

// appraisalCommand reads what a person asks of a criterion.
func appraisalCommand(st step) (readiness.AppraisalCommand, error) {
	date, words := st.rest()
	first, after, _ := strings.Cut(words, " ")
	switch verb := st.words[0]; verb {
	case "send":
		number, err := strconv.Atoi(first)
		grade, confidence, _ := strings.Cut(after, " ")
		return readiness.SubmitAppraisal{Version: number, SHA256: whole("version " + first), Grade: grade, Confidence: confidence}, err
	case "send-back":
		return readiness.ReturnAppraisal{Missing: words}, nil
	case "challenge":
		return readiness.ChallengeAppraisal{Grade: first, Why: after}, nil
	case "settle":
		return readiness.SettleAppraisal{Grade: first, Reason: after}, nil
	case "name":
		person, note, _ := strings.Cut(after, " ")
		return readiness.AssignAppraisal{Part: first, PersonID: person, Note: note}, nil
	case "decide-myself":
		return readiness.DecideAppraisalEscalation{Decision: "decide_myself", Note: words}, nil
	case "give":
		return readiness.DecideAppraisalEscalation{Decision: "give", OwnerID: first, Note: after}, nil
	case "more-time":
		return readiness.DecideAppraisalEscalation{Decision: "more_time", Until: date, Reason: words}, nil
	case "pass-up":
		return readiness.DecideAppraisalEscalation{Decision: "pass_up", Note: words}, nil
	default:
		return nil, fmt.Errorf("nobody knows how to %q", verb)
	}
}

// whole is a whole hash for the short word that stands for it in a story.
func whole(word string) string { return readiness.SHA256([]byte(word)) }

// appraisalWord reads what a machine says to a criterion: dates D1 D2 D3 · frozen · called-off · left FROM TO, or left FROM when nobody takes over.
func appraisalWord(st step) (name string, word any, err error) {
	f := readiness.AppraisalFollowup{AppraisalID: "appraisal-1"}
	switch st.words[0] {
	case "dates":
		days, err := dates(st.words[1:])
		if err != nil || len(days) != 3 {
			return "", nil, fmt.Errorf("three days, not %q: %w", st.words[1:], err)
		}
		f.Dates = &readiness.AppraisalDates{DraftBy: days[0], ChallengeBy: days[1], ModerateBy: days[2]}
	case "frozen":
		f.End = readiness.AppraisalFrozen
	case "called-off":
		f.End = readiness.AppraisalDropped
	case "left":
		f.People = takenOver(st.words[1:])
	default:
		return "", nil, fmt.Errorf("no machine says %q", st.words[0])
	}
	return "follow-cycle", f, nil
}

func dates(words []string) (days []calendar.Date, err error) {
	for _, word := range words {
		day, err := calendar.ParseDate(word)
		if err != nil {
			return nil, err
		}
		days = append(days, day)
	}
	return days, nil
}

func takenOver(words []string) *readiness.TakenOver {
	if len(words) < 2 {
		return &readiness.TakenOver{FromID: words[0]}
	}
	return &readiness.TakenOver{FromID: words[0], ToID: words[1]}
}
