package web

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var runUpStepPart = &draftPart{
	path: "step", done: "The step is saved.",
	of: func(f readiness.PackFile, code string) (string, readiness.PackChange, error) {
		if f.RunUp == nil {
			return "", nil, errNoPart
		}
		if code == "" {
			return "Add a step", readiness.SaveRunUpStep{When: "before", Anchor: "visit", Gate: "evidence", Short: "keep"}, nil
		}
		i := slices.IndexFunc(f.RunUp.Steps, func(s readiness.RunUpStep) bool { return s.Code == code })
		if i < 0 {
			return "", nil, errNoPart
		}
		return "Change a step", f.RunUp.Steps[i].Saves(), nil
	},
	fields: func(f readiness.PackFile, code string, form Form) []govuk.Component {
		name, text := form.Text("name", "What is to be done?"), form.Counted("text", "More about it (optional)", 500)
		name.Hint.Text, text.Rows = "A few words that begin with a verb, such as: Draw the sample of cases.", 3
		slots := make([]readiness.Choice, len(f.RunUp.Slots))
		for i, s := range f.RunUp.Slots {
			slots[i] = readiness.Choice{Code: s.Code, Text: s.Name}
		}
		return []govuk.Component{
			hidden{"code", []string{code}},
			name, text,
			daysField(form, "days", "How many working days?", "0 for the day itself."),
			form.Radios("when", "Before or after?", govuk.Item{Value: "before", Text: "Before"}, govuk.Item{Value: "after", Text: "After, or on the day itself"}),
			form.Select("anchor", "Which day does it count from?", options("", readiness.StepAnchors)...),
			form.Select("slot", "Whose step is it?", options("Choose a part", slots)...),
			form.Checkboxes("per_focus", "Is it done once for each focus area? (optional)", govuk.Item{Value: "yes", Text: "Yes"}),
			form.Select("gate", "What does it close on?", options("", readiness.GateKinds)...),
			form.Text("shows", "What shows that it is done?"),
			form.Radios("short", "What becomes of it when its day has passed already?", radioItems(readiness.ShortRules)...),
			confirmedField(form, "Has the council confirmed it? (optional)"),
		}
	},
}
