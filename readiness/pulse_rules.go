package readiness

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PulseRules say what a pulse asks, and whether one opens by itself each quarter: data, versioned, changed by people. Pulses keep the questions that they
// were opened with.
type PulseRules struct {
	Version   int             `json:"version"`
	Questions []PulseQuestion `json:"questions"`
	First     calendar.Date   `json:"first,omitzero"` // the day of the first that opens by itself, and of every third month after it; zero for none
}

// DefaultPulseRules ask four questions, and open none (issue 5, point 4).
func DefaultPulseRules() PulseRules {
	return PulseRules{Version: 1, Questions: []PulseQuestion{
		{PulseKnown, "Can you say in your own words what our practice model is?", pulseSteps[PulseKnown]},
		{PulseUsed, "Have you used our practice model in your work this week?", pulseSteps[PulseUsed]},
		{PulseTime, "Do you have time for direct work with children and families?", pulseSteps[PulseTime]},
		{PulseSupervision, "Is your supervision regular?", pulseSteps[PulseSupervision]},
	}}
}

// pulseSteps are the steps of each question. A question that a council adds has the general ones.
var pulseSteps = map[string][]string{
	PulseKnown:       {"Yes, clearly", "Most of it", "A little of it", "No"},
	PulseUsed:        {"On most days", "On some days", "Once", "No"},
	PulseTime:        {"Yes, in most weeks", "In some weeks", "Rarely", "No"},
	PulseSupervision: {"Yes, as planned", "Mostly", "It is often moved", "No"},
	"":               {"Yes", "Mostly", "A little", "No"},
}

// PulseRuleForm is the form of the rules: the words of the four questions, up to two of the council's own, and the rhythm.
type PulseRuleForm struct {
	Known       string        `json:"known" validate:"required,max=200"`
	Used        string        `json:"used" validate:"required,max=200"`
	Time        string        `json:"time" validate:"required,max=200"`
	Supervision string        `json:"supervision" validate:"required,max=200"`
	Extra       string        `json:"extra" validate:"max=200"`
	Another     string        `json:"another" validate:"max=200"`
	Quarterly   string        `json:"quarterly" validate:"required,oneof=yes no"`
	First       calendar.Date `json:"first"` // with yes
	Reason      string        `json:"reason" validate:"required,max=500"`
}

// Form is the rules as their form.
func (r PulseRules) Form() PulseRuleForm {
	f := PulseRuleForm{Quarterly: "no", First: r.First}
	if !r.First.IsZero() {
		f.Quarterly = "yes"
	}
	for _, q := range r.Questions {
		*f.of(q.Code) = q.Text
	}
	return f
}

// pulseCodes are the questions in the order of the form.
var pulseCodes = []string{PulseKnown, PulseUsed, PulseTime, PulseSupervision, "extra", "another"}

// of is where the form keeps the words of a question.
func (f *PulseRuleForm) of(code string) *string {
	switch code {
	case PulseKnown:
		return &f.Known
	case PulseUsed:
		return &f.Used
	case PulseTime:
		return &f.Time
	case PulseSupervision:
		return &f.Supervision
	case "extra":
		return &f.Extra
	}
	return &f.Another
}

// With are the rules as a form changes them.
func (r PulseRules) With(f PulseRuleForm) (PulseRules, error) {
	r.Questions, r.First = []PulseQuestion{}, calendar.Date{}
	for _, code := range pulseCodes {
		text := strings.TrimSpace(*f.of(code))
		if text == "" {
			continue
		}
		steps, ours := pulseSteps[code]
		if !ours {
			steps = pulseSteps[""]
		}
		r.Questions = append(r.Questions, PulseQuestion{code, text, steps})
	}
	if f.Quarterly != "yes" {
		return r, nil
	}
	if f.First.IsZero() {
		return r, FieldErrorf("first", "Enter the day on which the first survey opens by itself.")
	}
	r.First = f.First
	return r, nil
}

// Due reports whether a pulse should open by itself: the day of one has come, and the newest was over before it. One that runs on the day takes its place.
func (r PulseRules) Due(today calendar.Date, newest *Pulse) bool {
	if r.First.IsZero() || today.Before(r.First) {
		return false
	}
	day := r.First
	for i := 3; !r.First.AddMonths(i).After(today); i += 3 {
		day = r.First.AddMonths(i)
	}
	return newest == nil || newest.Ended().Before(day) && newest.Over(today)
}

// PulseOpened tells whoever hands the links on that a pulse has opened by itself.
func PulseOpened(p Pulse) Telling {
	return Telling{
		Kind: Reminder, Roles: []Role{ImprovementLead}, Key: "opened",
		Why: "The survey of staff about the practice model has opened by itself. It takes answers until " + p.Until.Long() + ". Hand its links on: one for each area.",
	}
}
