package readiness

import (
	"context"
	"slices"
	"time"
)

// Checklists keep what was answered to the statements of the focus areas of visits (domain.md 3.7).
type Checklists interface {
	Checklist(ctx context.Context, viewer Actor, visitID, focus string) (Checklist, error)
	// AnswerChecklist keeps those answers that differ from the ones that stand, and says how many did.
	AnswerChecklist(ctx context.Context, visitID, focus string, a AnswerChecklist, asked Asked) (int, error)
}

// ChecklistAnswers are what can be answered to a statement.
var ChecklistAnswers = []Choice{{"yes", "Yes"}, {"part", "In part"}, {"no", "No"}}

// AnswerChecklist answers statements of a checklist.
type AnswerChecklist struct {
	Answers []StatementAnswer `json:"answers" validate:"required,min=1,max=100,dive"`
}

// A StatementAnswer answers one statement. Anything but yes says what is done about it.
type StatementAnswer struct {
	Code   string `json:"code" validate:"required,max=20"`
	Answer string `json:"answer" validate:"required,oneof=yes part no"`
	Note   string `json:"note" validate:"max=1000"`
}

// A Checklist is the checklist of one focus area of a visit.
type Checklist struct {
	Visit VisitRow        `json:"visit"`
	Focus VisitFocus      `json:"focus"`
	Lines []ChecklistLine `json:"lines"`
}

// A ChecklistLine is one statement, and the last answer to it.
type ChecklistLine struct {
	PackLine
	Answer string    `json:"answer"` // "" while nobody has answered
	Note   string    `json:"note"`
	By     string    `json:"by"` // a name
	At     time.Time `json:"at,omitzero"`
}

// Answered counts the statements that have an answer.
func (c Checklist) Answered() (n int) {
	for _, l := range c.Lines {
		if l.Answer != "" {
			n++
		}
	}
	return n
}

// Changed are the answers that differ from those that stand. It refuses statements that are not on the list, and an answer that leaves open what is done.
func (c Checklist) Changed(answers []StatementAnswer) (changed []StatementAnswer, err error) {
	for _, a := range answers {
		i := slices.IndexFunc(c.Lines, func(l ChecklistLine) bool { return l.Code == a.Code })
		switch {
		case i < 0:
			return nil, FieldErrorf("answers", "The statement %s is not on this checklist.", a.Code)
		case a.Answer != "yes" && a.Note == "":
			return nil, FieldErrorf("note-"+a.Code, "Say what is done about %s.", a.Code)
		case c.Lines[i].Answer == a.Answer && c.Lines[i].Note == a.Note:
		default:
			changed = append(changed, a)
		}
	}
	return changed, nil
}

// MayAnswer lets whoever works on visits answer while the visit has not ended.
func (c Checklist) MayAnswer(by Actor) error {
	if c.Visit.Status.Ended() {
		return Errorf(Conflict, "This visit has ended, so its checklist stays as it is.")
	}
	return MayOrRefuse(by, WorkVisits, Place{})
}
