package readiness

import "maps"

var visitFieldNames = map[string]string{
	"PlanVisit.kind": "what kind of visit it is", "PlanVisit.name": "what the visit is called", "PlanVisit.on": "the first day on site", "called": "the day on which they rang",
	"PlanVisit.focus": "the focus areas", "PlanVisit.lead_id": "who leads the visit", "rehearsal": "whether it is a rehearsal", "PlanVisit.leads": "who leads each focus area",
	"MoveVisit.on": "the new first day on site", "MoveVisit.reason": "why the visit moves", "DecideShortNotice.keep": "the steps to do all the same", "slot": "the part", "NameHolder.focus": "the focus area",
	"NameHolder.person_id": "who has it", "EnterVisitLetter.on": "the day on which the letter was received", "CancelVisit.reason": "why it is called off",
	"DecideVisitEscalation.owner_id": "who it goes to", "ReopenVisitStep.reason": "why the step is open again", "WaiveVisitStep.reason": "why the step can be left undone",
	"answer": "your answer", "AssignVisitStep.owner_id": "who the step goes to", "DecideStepEscalation.owner_id": "who the step goes to", "step_id": "the step",
}

// VisitFieldNames are what the fields of commands about visits are called inside a sentence, as AssessmentFieldNames are those about self-assessments.
func VisitFieldNames() map[string]string {
	names := maps.Clone(visitFieldNames)
	for _, f := range VisitFigures {
		names["VisitRules."+f.Name] = "the " + lowerFirst(f.Words)
	}
	return names
}
