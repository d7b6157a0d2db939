package readiness

import "maps"

var visitFieldNames = map[string]string{
	"PlanVisit.kind": "what kind of visit it is", "PlanVisit.name": "what the visit is called", "PlanVisit.on": "the first day on site", "called": "the day on which they rang",
	"PlanVisit.focus": "the focus areas", "PlanVisit.lead_id": "who leads the visit", "rehearsal": "whether it is a rehearsal", "PlanVisit.leads": "who leads each focus area",
	"MoveVisit.on": "the new first day on site", "MoveVisit.reason": "why the visit moves", "DecideShortNotice.keep": "the steps to do all the same", "slot": "the part", "NameHolder.focus": "the focus area",
	"NameHolder.person_id": "who has it", "EnterVisitLetter.on": "the day on which the letter was received", "CancelVisit.reason": "why it is called off",
	"DecideVisitEscalation.owner_id": "who it goes to", "ReopenVisitStep.reason": "why the step is open again", "WaiveVisitStep.reason": "why the step can be left undone",
	"answer": "your answer", "AssignVisitStep.owner_id": "who the step goes to", "DecideStepEscalation.owner_id": "who the step goes to", "step_id": "the step",
	"LogEntry.kind": "what it is", "LogEntry.text": "what they asked for, or what worries you", "child_ref": "the council’s reference of the child", "inspector": "which inspector asked",
	"LogEntry.source": "where it came up", "LogEntry.focus": "the focus area", "LogEntry.owner_id": "who is to act", "LogEntry.on": "the day by which it is due", "hour": "the hour by which it is due",
	"EntryWords.text": "what you want to say", "AssignVisitEntry.owner_id": "who it goes to", "DecideVisitEntryEscalation.owner_id": "who it goes to",
	"present": "who was there", "follows": "what follows", "about": "what it is about", "readers": "who may read it", "SetEmbargo.until": "the last day of the embargo", "lift": "whether the letter is published",
	"WritePosition.focus": "the focus area", "WritePosition.know": "what you know", "WritePosition.how": "how you know it", "WritePosition.next": "what comes next",
	"WritePosition.figures": "what the figures say", "version": "the version", "sessions": "the timetable", "VisitSession.on": "the day", "VisitSession.from": "when it begins",
	"VisitSession.until": "when it ends", "what": "what takes place", "where": "where it is", "VisitSession.with": "who takes part", "SetInterviewees.people": "who is interviewed",
	"who": "who it is", "post": "their post", "VisitInterviewee.focus": "the focus area", "confirmed": "whether they know and have agreed",
}

// VisitFieldNames are what the fields of commands about visits are called inside a sentence, as AssessmentFieldNames are those about self-assessments.
func VisitFieldNames() map[string]string {
	names := maps.Clone(visitFieldNames)
	for _, f := range VisitFigures {
		names["VisitRules."+f.Name] = "the " + lowerFirst(f.Words)
	}
	return names
}
