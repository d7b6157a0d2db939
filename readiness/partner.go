package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Partners are who is asked for feedback (issue 5, trade point 3).
var Partners = []Choice{
	{"police", "Police"},
	{"health", "Health"},
	{"schools", "Schools"},
	{"voluntary", "Voluntary sector"},
	{"court", "Courts and Cafcass"},
	{"other", "Another partner"},
}

// PartnerRequests ask partners what they see. Whoever is asked has no account: they answer by a secret link (PartnerAnswers), which is shown once to
// whoever asks and sent on by them; Sightline writes to nobody outside.
type PartnerRequests interface {
	// AskPartner keeps a question and makes its link. The same command again gives the same question another secret, since nobody may have seen the first.
	AskPartner(ctx context.Context, a AskPartner, asked Asked) (r PartnerRequest, secret string, err error)
	// PartnerLink makes another link of a question that is open, and ends the one before.
	PartnerLink(ctx context.Context, id string, asked Asked) (secret string, err error)
	// PartnerRequests lists what was asked, what waits for somebody here first, 500 at most.
	PartnerRequests(ctx context.Context, viewer Actor, q PartnerQuery) ([]PartnerRequest, error)
	PartnerRequest(ctx context.Context, viewer Actor, id string) (PartnerRequest, error)
	// WithdrawPartner ends the link of a question. An answer that came stays.
	WithdrawPartner(ctx context.Context, id string, w WithdrawPartner, asked Asked) error
	// WeighPartner says what an answer shows, for whoever asked.
	WeighPartner(ctx context.Context, id string, w WeighPartner, asked Asked) error
	// JudgePartner says whether an answer is truth or noise, and why, for whoever answers for the area.
	JudgePartner(ctx context.Context, id string, j JudgePartner, asked Asked) error
}

// PartnerAnswers are the outside of partner feedback: whoever has the secret of a link is the partner.
type PartnerAnswers interface {
	// PartnerForm is the question of a link; NotFound for a secret that is none, Conflict for a link that has ended.
	PartnerForm(ctx context.Context, secret string) (PartnerForm, error)
	// AnswerPartner keeps an answer as evidence of the criteria, or a correction as its new version. The same command id does it once.
	AnswerPartner(ctx context.Context, secret string, a AnswerPartner, commandID string) error
}

// AskPartner asks a partner for feedback on some criteria, by a date.
type AskPartner struct {
	Partner  string        `json:"partner" validate:"required,oneof=police health schools voluntary court other"`
	Whom     string        `json:"whom" validate:"required,max=120"`                     // the organisation, such as Anyshire Police
	AreaID   string        `json:"area_id" validate:"max=64"`                            // "" for the whole council
	Criteria []string      `json:"criteria" validate:"required,min=1,max=5,dive,max=20"` // their codes
	Question string        `json:"question" validate:"required,max=500"`                 // names no child
	Until    calendar.Date `json:"until" validate:"required"`                            // the last day on which it can be answered or corrected

	LooksLike []string `json:"looks_like" validate:"max=20,dive,max=200"` // what a check took for something about a child, and whoever typed it kept
}

// partnerDays is how long a link works at most: whoever has it needs no account, so it must end.
const partnerDays = 90

// Check refuses an end that is past or far, and what cannot be a criterion.
func (a AskPartner) Check(today calendar.Date) error {
	switch {
	case !a.Until.After(today):
		return FieldErrorf("until", "The last day to answer must be in the future.")
	case a.Until.After(today.AddDays(partnerDays)):
		return FieldErrorf("until", "The last day to answer must be within %d days, on or before %s.", partnerDays, today.AddDays(partnerDays).Long())
	}
	return checkCriteria("criteria", a.Criteria)
}

// A PartnerRequest is one question to a partner, and what became of it.
type PartnerRequest struct {
	ID        string           `json:"id"`
	Partner   string           `json:"partner"`
	Whom      string           `json:"whom"`
	AreaID    string           `json:"area_id"`
	Area      string           `json:"area"`
	Criteria  []string         `json:"criteria"`
	Question  string           `json:"question"`
	Until     calendar.Date    `json:"until"`
	AskerID   string           `json:"asker_id"`
	Asker     string           `json:"asker"`
	Asked     calendar.Date    `json:"asked"`
	Withdrawn calendar.Date    `json:"withdrawn"`
	Why       string           `json:"why,omitempty"` // it was withdrawn
	Answer    *PartnerAnswer   `json:"answer"`        // the newest version; null until there is one
	Verdicts  []PartnerVerdict `json:"verdicts"`      // newest first, those on earlier versions too
}

// A PartnerAnswer is what a partner said. It is kept as a piece of evidence.
type PartnerAnswer struct {
	Number       int       `json:"number"` // 1 for the first, one more for each correction
	Working      string    `json:"working"`
	NotWorking   string    `json:"not_working"`
	Example      string    `json:"example"`
	Sure         string    `json:"sure"`
	Name         string    `json:"name"`
	Organisation string    `json:"organisation"`
	At           time.Time `json:"at"`
	EvidenceID   string    `json:"evidence_id"`
	Bears        string    `json:"bears"`          // as the piece of evidence does now
	Gone         bool      `json:"gone"`           // the piece of evidence was withdrawn
	Kept         []string  `json:"kept,omitempty"` // what looked like a child's, and the partner kept
}

// A PartnerVerdict is what whoever answers for the area made of one version of an answer.
type PartnerVerdict struct {
	Answer  int       `json:"answer"` // its number
	Verdict string    `json:"verdict"`
	Why     string    `json:"why"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// PartnerState is where a question to a partner stands.
type PartnerState string

// The states.
const (
	PartnerWaiting   PartnerState = "waiting"   // for the partner
	PartnerAnswered  PartnerState = "answered"  // waits for truth or noise
	PartnerJudged    PartnerState = "judged"    // said to be truth or noise
	PartnerRunOut    PartnerState = "run_out"   // nobody answered in time
	PartnerWithdrawn PartnerState = "withdrawn" // the question, or the evidence that its answer made
)

// PartnerStates are the states in words, and what PartnerQuery.State filters by.
var PartnerStates = []Choice{
	{string(PartnerAnswered), "Answered, not judged yet"},
	{string(PartnerWaiting), "Waiting for the partner"},
	{string(PartnerJudged), "Answered and judged"},
	{string(PartnerRunOut), "Ran out unanswered"},
	{string(PartnerWithdrawn), "Withdrawn"},
}

// PartnerQuery filters the list of questions to partners.
type PartnerQuery struct {
	State string `json:"state" validate:"omitempty,oneof=answered waiting judged run_out withdrawn"` // "" is all
}

// Title is the state in words.
func (s PartnerState) Title() string { return ChoiceText(PartnerStates, string(s)) }

// rank is how early a list shows the state.
func (s PartnerState) rank() int {
	switch s {
	case PartnerAnswered:
		return 0
	case PartnerWaiting:
		return 1
	}
	return 2
}

// State is where the question stands on a day.
func (r PartnerRequest) State(today calendar.Date) PartnerState {
	switch {
	case r.Answer != nil && r.Answer.Gone, r.Answer == nil && !r.Withdrawn.IsZero():
		return PartnerWithdrawn
	case r.Answer != nil && r.Verdict() != nil:
		return PartnerJudged
	case r.Answer != nil:
		return PartnerAnswered
	case r.Until.Before(today):
		return PartnerRunOut
	}
	return PartnerWaiting
}

// Before orders questions on a day: what waits to be judged, by when it was answered; what waits for the partner, by its end; then the others, newest first.
func (r PartnerRequest) Before(other PartnerRequest, today calendar.Date) int {
	mine, theirs := r.State(today), other.State(today)
	switch {
	case mine.rank() != theirs.rank():
		return mine.rank() - theirs.rank()
	case mine == PartnerAnswered:
		return r.Answer.At.Compare(other.Answer.At)
	case mine == PartnerWaiting:
		return r.Until.Compare(other.Until)
	}
	return other.Asked.Compare(r.Asked)
}

// Verdict is the last word on the newest version of the answer; nil while there is none.
func (r PartnerRequest) Verdict() *PartnerVerdict {
	if r.Answer == nil || len(r.Verdicts) == 0 || r.Verdicts[0].Answer != r.Answer.Number {
		return nil
	}
	return &r.Verdicts[0]
}

// Open refuses whoever has the link once it has ended, in words for somebody outside.
func (r PartnerRequest) Open(today calendar.Date) error {
	switch {
	case !r.Withdrawn.IsZero():
		return Errorf(Conflict, "The council withdrew this question on %s, so it needs no answer. Thank you for your time.", r.Withdrawn.Long())
	case r.Until.Before(today):
		return Errorf(Conflict, "This link worked until %s. If you still want to tell the council something, ask whoever sent it to you for a new one.", r.Until.Long())
	}
	return nil
}
