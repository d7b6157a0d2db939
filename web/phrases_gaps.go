package web

import (
	"maps"

	"github.com/sightline-readiness/sightline/internal/shape"
)

// gapPhrases are what the fields of these pages are called inside a sentence.
var gapPhrases = map[string]string{
	"InspectionReport.framework": "the framework", "InspectionReport.reference": "which report or letter it is", "inspected_on": "the last day of the inspection",
	"InspectionReport.why": "what was wrong with the entry", "grades": "the grades",
	"ImproveCriterion.text": "what is not good enough", "ImproveCriterion.severity": "how much it weighs", "act": "whether an action comes with it",
	"ImproveCriterion.title": "what is to be done", "ImproveCriterion.outcome": "what is to be different for children", "ImproveCriterion.measure": "what will show that it worked",
	"ImproveCriterion.owner_id": "who owns the action", "ImproveCriterion.sponsor_id": "who sponsors the action", "ImproveCriterion.due": "when the action is due",
}

func init() {
	maps.Copy(phrases, gapPhrases)
	shape.Name(gapPhrases)
}
