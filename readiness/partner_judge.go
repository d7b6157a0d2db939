package readiness

import (
	"cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WithdrawPartner ends the link of a question to a partner.
type WithdrawPartner struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// WeighPartner says what an answer shows about the criteria.
type WeighPartner struct {
	Answer int    `json:"answer" validate:"min=1,max=1000"` // number of the version that was read
	Bears  string `json:"bears" validate:"required,oneof=supports contradicts"`
}

// JudgePartner says whether an answer is truth or noise. Noise stays readable and is no evidence.
type JudgePartner struct {
	Answer  int    `json:"answer" validate:"min=1,max=1000"` // number of the version that was read
	Verdict string `json:"verdict" validate:"required,oneof=supports contradicts noise"`
	Why     string `json:"why" validate:"required,max=1000"`
}

// PartnerVerdicts are what an answer can be judged to be.
var PartnerVerdicts = []Choice{
	{Supports, "Truth: it shows good practice"},
	{Contradicts, "Truth: it speaks against that"},
	{Noise, "Noise: it is no evidence"},
}

// MayChange refuses whoever neither asked nor runs the plan, and what has ended.
func (r PartnerRequest) MayChange(by Actor, today calendar.Date) error {
	switch {
	case !r.askedBy(by):
		return Errorf(Forbidden, "Only who asked this partner, or whoever runs the improvement plan, can do that.")
	case !r.Withdrawn.IsZero():
		return Errorf(Conflict, "This question has been withdrawn already.")
	case r.Until.Before(today):
		return Errorf(Conflict, "This question ended on %s. Ask the partner again with a new date.", r.Until.Long())
	}
	return nil
}

func (r PartnerRequest) askedBy(by Actor) bool {
	return by.standsFor(r.AskerID) || May(by, RunPlan, Place{})
}

// MayWeigh refuses whoever did not ask, and what is judged already.
func (r PartnerRequest) MayWeigh(by Actor) error {
	if !r.askedBy(by) {
		return Errorf(Forbidden, "Only who asked this partner, or whoever runs the improvement plan, can say what the answer shows.")
	}
	if r.Verdict() != nil {
		return Errorf(Conflict, "This answer has been judged, so what it shows is settled.")
	}
	return r.answered()
}

// MayJudge refuses whoever does not answer for the area that the question is about.
func (r PartnerRequest) MayJudge(by Actor) error {
	if !May(by, DecideEscalation, Place{AreaID: cmp.Or(r.AreaID, "the whole council")}) { // no area is called that: of the whole council only who answers for all of it
		return Errorf(Forbidden, "Whether it is truth or noise is for %s to say.", r.judges())
	}
	return r.answered()
}

// judges names who says whether an answer is truth or noise.
func (r PartnerRequest) judges() string {
	if r.AreaID == "" {
		return "an assistant director or the director"
	}
	return "the head of the area, an assistant director or the director"
}

func (r PartnerRequest) answered() error {
	switch {
	case r.Answer == nil:
		return Errorf(Conflict, "The partner has not answered yet.")
	case r.Answer.Gone:
		return Errorf(Conflict, "The evidence that this answer made has been withdrawn, so there is nothing to say about it.")
	}
	return nil
}

// Current refuses what was said about an earlier version of the answer.
func (r PartnerRequest) Current(number int) error {
	if r.Answer == nil || r.Answer.Number != number {
		return Errorf(Conflict, "The partner has corrected the answer since you read it. Read it again, then say it once more.")
	}
	return nil
}

// partnerAgain is after how many working days somebody who has not judged an answer hears of it again.
const partnerAgain = 10

// Remind says on a day who is to hear of the question: whoever answers for the area as long as an answer is not judged, and whoever asked when nobody
// answered in time. left says that whoever asked holds no post any more; then the improvement lead hears it.
func (r PartnerRequest) Remind(today calendar.Date, c calendar.Calendar, left bool) (Telling, bool) {
	t := Telling{Kind: Reminder}
	switch r.State(today) {
	case PartnerAnswered:
		on := calendar.DateOf(r.Answer.At)
		again := c.Count(on, today, calendar.Exclusive) / partnerAgain
		t.Key, t.Roles = "judge/"+itoa(r.Answer.Number)+"/"+itoa(again), []Role{AreaHead}
		if r.AreaID == "" {
			t.Roles = []Role{AssistantDirector}
		} else if again > 0 {
			t.Roles = []Role{AreaHead, AssistantDirector}
		}
		t.Why = "“" + r.Whom + "” answered a question of ours on " + on.Long() + ". Say whether it is truth or noise, and why."
		return t, on.Before(today)
	case PartnerRunOut:
		t.Key, t.People = "run out/"+r.Until.String(), []string{r.AskerID}
		if left {
			t.People, t.Roles = nil, []Role{ImprovementLead}
		}
		t.Why = "“" + r.Whom + "” has not answered by " + r.Until.Long() + " what was asked of them. Speak with them, or ask them again."
		return t, true
	}
	return Telling{}, false
}
