package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const benefitsPath = planPath + "/benefits"

// BenefitsPage is what the plan is to save, each saving counted once.
type BenefitsPage struct {
	All    readiness.Benefits
	Viewer readiness.Actor
}

// Face is the page's frame.
func (BenefitsPage) Face() Face {
	return Face{Template: "benefits", Title: "What the plan is to save", Section: planPath, Back: planPath}
}

func (s *Server) benefits(w http.ResponseWriter, r *http.Request) error {
	found, err := s.Pace.Benefits(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, BenefitsPage{found, by(r)})
}

// Total is what is claimed and what was shown done of it, in sentences.
func (p BenefitsPage) Total() string {
	words := "The plan is to save " + saved(p.All.Saving, p.All.Hours) + ". "
	if p.All.ShownSaving+p.All.ShownHours == 0 {
		return words + "None of it comes from an action that was shown done."
	}
	return words + "Of this, actions that were shown done bring " + saved(p.All.ShownSaving, p.All.ShownHours) + "."
}

// Rule says how the total was counted.
func (p BenefitsPage) Rule() string {
	words := readiness.CountRule
	switch p.All.Twice {
	case 0:
		return words
	case 1:
		return words + " One saving is claimed by more than one action: its actions should agree which of them brings it."
	}
	return words + " " + counted(p.All.Twice, "saving") + " are claimed by more than one action: their actions should agree which of them brings it."
}

// Adds reports whether the viewer may add actions.
func (p BenefitsPage) Adds() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// saved writes a benefit: "£120,000 a year and 6 hours a week".
func saved(pounds, hours int) string {
	var words []string
	if pounds > 0 {
		words = append(words, "£"+thousands(pounds)+" a year")
	}
	if hours > 0 {
		words = append(words, counted(hours, "hour")+" a week")
	}
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, " and ")
}

// benefitOf is what an action saves, in one line; "" when it claims nothing.
func benefitOf(d readiness.ActionDetails) string {
	if d.Benefit == "" {
		return ""
	}
	return d.Benefit + ": " + saved(d.Saving, d.Hours)
}

// benefitFields ask what an action saves.
func benefitFields(f Form) []govuk.Component {
	name, saving, hours := f.Text("benefit", "What is saved? (optional)"), f.Text("saving", "Pounds a year (optional)"), f.Text("hours", "Hours a week (optional)")
	name.Hint.Text = "A saving or more capacity, in a few words, such as Agency social workers. When two actions name the same one it is counted once."
	saving.Prefix.Text, saving.Classes, saving.Inputmode = "£", "govuk-input--width-10", "numeric"
	hours.Classes, hours.Inputmode = "govuk-input--width-5", "numeric"
	for _, in := range []*govuk.Input{&saving, &hours} {
		if in.Value == "0" {
			in.Value = ""
		}
	}
	return []govuk.Component{name, saving, hours}
}
