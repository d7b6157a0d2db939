package readiness

import (
	"cmp"
	"slices"
	"strings"
)

// A ReportEvidence is one line of the evidence index: a piece, and the criteria whose texts stand on it.
type ReportEvidence struct {
	TextEvidence
	Criteria []string `json:"criteria"`
}

// A ReportAction is one line of the list of actions.
type ReportAction struct {
	TextAction
	Criteria []string `json:"criteria"`
}

// Evidence is the evidence index of a judgement area: each piece once, the newest first.
func (s ReportSection) Evidence() []ReportEvidence { return evidenceOf(s.Criteria) }

// Actions are the improvement actions of a judgement area, each once, by their due dates.
func (s ReportSection) Actions() []ReportAction { return actionsOf(s.Criteria) }

// Criteria are all criteria, in the order of the framework.
func (r AssessmentReport) Criteria() (all []ReportCriterion) {
	for _, s := range r.Sections {
		all = append(all, s.Criteria...)
	}
	return all
}

// Evidence is the evidence index of the whole.
func (r AssessmentReport) Evidence() []ReportEvidence { return evidenceOf(r.Criteria()) }

// Actions are the improvement actions of the whole.
func (r AssessmentReport) Actions() []ReportAction { return actionsOf(r.Criteria()) }

// evidenceOf joins what is the same in every text: a piece that was corrected between two texts stands there as both said it.
func evidenceOf(criteria []ReportCriterion) []ReportEvidence {
	lines := []ReportEvidence{}
	for _, c := range criteria {
		for _, e := range c.Text.Evidence {
			i := slices.IndexFunc(lines, func(l ReportEvidence) bool { return l.TextEvidence == e })
			if i < 0 {
				lines, i = append(lines, ReportEvidence{TextEvidence: e}), len(lines)
			}
			lines[i].Criteria = append(lines[i].Criteria, c.Code)
		}
	}
	slices.SortStableFunc(lines, func(a, b ReportEvidence) int {
		return cmp.Or(b.ShowsOn.Compare(a.ShowsOn), strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID))
	})
	return lines
}

func actionsOf(criteria []ReportCriterion) []ReportAction {
	lines := []ReportAction{}
	for _, c := range criteria {
		for _, a := range c.Text.Actions {
			i := slices.IndexFunc(lines, func(l ReportAction) bool { return l.TextAction == a })
			if i < 0 {
				lines, i = append(lines, ReportAction{TextAction: a}), len(lines)
			}
			lines[i].Criteria = append(lines[i].Criteria, c.Code)
		}
	}
	slices.SortStableFunc(lines, func(a, b ReportAction) int {
		return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID))
	})
	return lines
}
