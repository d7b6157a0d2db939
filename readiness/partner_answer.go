package readiness

import (
	"strings"
	"time"
)

// AnswerPartner is what a partner says by the link. None of it names a child.
type AnswerPartner struct {
	Working      string `json:"working" validate:"max=1000"`     // what they see working
	NotWorking   string `json:"not_working" validate:"max=1000"` // what they see that does not
	Example      string `json:"example" validate:"max=1000"`
	Sure         string `json:"sure" validate:"required,oneof=very fairly not"`
	Name         string `json:"name" validate:"required,max=100"` // of who answers
	Organisation string `json:"organisation" validate:"required,max=120"`

	LooksLike []string `json:"looks_like" validate:"max=20,dive,max=200"` // what a check took for something about a child, and the partner kept
}

// Sureness is how sure a partner is.
var Sureness = []Choice{
	{"very", "Very sure: we see it every week"},
	{"fairly", "Fairly sure: we see it now and then"},
	{"not", "Not sure: we have heard of it"},
}

// mostPartnerAnswers is how many versions one link may leave: more is no correction any more.
const mostPartnerAnswers = 20

// Check refuses an answer that says nothing, and a correction too many. before is how many versions there are.
func (a AnswerPartner) Check(before int) error {
	switch {
	case a.Working == "" && a.NotWorking == "":
		return FieldErrorf("working", "Say what you see working, or below it what you see that does not.")
	case before >= mostPartnerAnswers:
		return Errorf(Conflict, "You have corrected your answer %d times, which is the most. Tell whoever sent you the link what is to be changed.", mostPartnerAnswers-1)
	}
	return nil
}

// PartnerForm is what whoever has the link sees: never what the council made of it.
type PartnerForm struct {
	Question string         `json:"question"`
	Area     string         `json:"area"` // "" for the whole council
	Asker    string         `json:"asker"`
	Until    string         `json:"until"` // the last day, in words
	Given    *AnswerPartner `json:"given"` // what was sent before; null until something was
	GivenAt  time.Time      `json:"given_at"`
}

// Form is the question as whoever has the link sees it.
func (r PartnerRequest) Form() PartnerForm {
	f := PartnerForm{Question: r.Question, Area: r.Area, Asker: r.Asker, Until: r.Until.Long()}
	if a := r.Answer; a != nil {
		f.Given = &AnswerPartner{Working: a.Working, NotWorking: a.NotWorking, Example: a.Example, Sure: a.Sure, Name: a.Name, Organisation: a.Organisation}
		f.GivenAt = a.At
	}
	return f
}

// Evidence is the piece of evidence that an answer makes, unweighed until somebody here says what it shows.
func (r PartnerRequest) Evidence(a AnswerPartner) AttachEvidence {
	var text strings.Builder
	for _, part := range []struct{ heading, words string }{
		{"Asked: ", r.Question},
		{"Working: ", a.Working},
		{"Not working: ", a.NotWorking},
		{"An example: ", a.Example},
		{"How sure: ", ChoiceText(Sureness, a.Sure)},
		{"Said by ", a.Name + ", " + a.Organisation},
	} {
		if part.words != "" {
			text.WriteString(part.heading + part.words + "\n")
		}
	}
	return AttachEvidence{
		Criteria: r.Criteria, Kind: "partner", Bears: Unweighed, Title: "What " + r.Whom + " sees", Text: strings.TrimSpace(text.String()), Looked: a.LooksLike,
	}
}
