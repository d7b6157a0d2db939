package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Pulse is one short survey of staff about the practice model (domain.md S7, criterion LM06). It is anonymous: the ledger keeps how often each answer
// was given in an area and never who gave it, when, or together with which other answer. Questions and Least are those that people were promised when
// they answered, whatever the rules say since.
type Pulse struct {
	ID        string          `json:"id"`
	From      calendar.Date   `json:"from"`
	Until     calendar.Date   `json:"until"`           // the last day on which it takes answers
	Closed    calendar.Date   `json:"closed,omitzero"` // the day on which somebody closed it early
	Least     int             `json:"least"`           // answers from which an area is shown
	Questions []PulseQuestion `json:"questions"`
	Areas     []PulseArea     `json:"areas"` // that are asked, by name
	By        string          `json:"by"`    // who opened it
}

// A PulseQuestion is asked of everybody and answered by one of its steps, the best first. The same code is the same question in every pulse, though its
// words may have changed.
type PulseQuestion struct {
	Code  string   `json:"code"`
	Text  string   `json:"text"`
	Steps []string `json:"steps"`
}

// A PulseArea is an area that is asked.
type PulseArea struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// The questions that are read together (PulseResult.Readings).
const (
	PulseKnown       = "known"
	PulseUsed        = "used"
	PulseTime        = "time"
	PulseSupervision = "supervision"
)

const (
	// PulseDays is how many days a pulse takes answers: two weeks, so that everybody is at work on some of them.
	PulseDays = 14
	// PulseWords is how many characters somebody may write in their own words.
	PulseWords = 500
	// PulseCriterion is the criterion of Ofsted's framework that a pulse says something about: the practice model is known and embedded.
	PulseCriterion = "LM06"
	// goodSteps is how many steps of an answer, from the best, count as good.
	goodSteps = 2
)

// Over reports whether the pulse takes no more answers. Until then nobody sees any: whoever looked before and after a colleague answered would know what
// the colleague said.
func (p Pulse) Over(today calendar.Date) bool { return !p.Closed.IsZero() || today.After(p.Until) }

// Ended is the last day on which it took answers; the day to come when it still does.
func (p Pulse) Ended() calendar.Date {
	if p.Closed.IsZero() {
		return p.Until
	}
	return p.Closed
}

// Question is one of its questions.
func (p Pulse) Question(code string) (PulseQuestion, bool) {
	i := slices.IndexFunc(p.Questions, func(q PulseQuestion) bool { return q.Code == code })
	if i < 0 {
		return PulseQuestion{}, false
	}
	return p.Questions[i], true
}

// OpenPulse opens a pulse for two weeks from today, in every area or in some.
type OpenPulse struct {
	Scope string   `json:"scope" validate:"required,oneof=all some"`
	Areas []string `json:"areas" validate:"max=100,dive,max=64"` // with some
}

// Check refuses a pulse for some areas that names none, or for all that names some.
func (o OpenPulse) Check() error {
	if o.Scope == "some" && len(o.Areas) == 0 {
		return FieldErrorf("areas", "Choose at least one area.")
	}
	return nil
}

// ClosePulse closes a pulse before its last day.
type ClosePulse struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// A PulseLink is where people of one area answer. It is the same for all of them, so it says nothing of who used it.
type PulseLink struct {
	AreaID string `json:"area_id"`
	Area   string `json:"area"`
	Secret string `json:"secret"`
}

// PulseAsked is what somebody sees who follows a link: the questions, and for which area they answer.
type PulseAsked struct {
	Pulse
	Area string `json:"area"`
}

// A PulseAnswer is what one person answers. Slip is the number of the form as it was drawn, which counts once however often it is sent; it is forgotten
// when the pulse is over.
type PulseAnswer struct {
	Slip   string         `json:"slip"`
	Chosen map[string]int `json:"chosen"` // by question, the place of the step, from 0
	Words  string         `json:"words"`  // in their own words; "" for none
}

// Check refuses an answer that is not whole, with a sentence for each question.
func (a PulseAnswer) Check(p Pulse) error {
	if a.Slip == "" {
		return Errorf(Invalid, "The form did not arrive whole. Nothing was counted. Open it again and send it once more.")
	}
	var wrong fieldFaults
	for _, q := range p.Questions {
		if step, ok := a.Chosen[q.Code]; !ok || step < 0 || step >= len(q.Steps) {
			wrong.add(q.Code, "Choose an answer to “"+q.Text+"”")
		}
	}
	if n := len([]rune(a.Words)); n > PulseWords {
		wrong.add("words", "What you write in your own words must be "+itoa(PulseWords)+" characters or fewer. It has "+itoa(n)+".")
	}
	return wrong.err()
}
