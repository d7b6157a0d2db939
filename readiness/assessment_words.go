package readiness

import "maps"

var assessmentFieldNames = map[string]string{
	"WriteAppraisal.know": "what you know about quality and impact", "WriteAppraisal.how": "how you know it", "WriteAppraisal.next": "what you will do in the next 12 months",
	"WriteAppraisal.impact": "an example of the difference made", "WriteAppraisal.weakness": "what is not good enough", "WriteAppraisal.figures": "the figures",
	"WriteAppraisal.up": "what would move the grade up", "WriteAppraisal.down": "what would move the grade down", "WriteAppraisal.base": "the version that you began from",
	"confidence": "how sure you are of the grade", "grade": "the grade", "sha256": "the hash of the text",
	"SubmitAppraisal.version": "the version", "ReturnAppraisal.missing": "what is missing", "ChallengeAppraisal.why": "why you give this grade", "SettleAppraisal.reason": "why this grade stands",
	"part": "the part", "person_id": "who it goes to", "DecideAppraisalEscalation.owner_id": "who the criterion goes to", "DecideAssessmentEscalation.owner_id": "who it goes to",
	"section": "the judgement area", "GradeSection.why": "why you give this grade",
	"PlanAssessment.kind": "what kind of self-assessment it is", "PlanAssessment.name": "what the self-assessment is called", "PlanAssessment.framework": "the framework",
	"starts": "the day on which the writing begins", "before": "the earlier self-assessment", "leads": "the leads of the judgement areas", "challengers": "the challengers of the judgement areas",
	"assistant_id": "which assistant director signs", "director_id": "who signs as director", "member_id": "who signs as lead member",
	"draft_by": "the day for the drafts", "challenge_by": "the day for the challenge", "moderate_by": "the day for the agreed grades", "sign_by": "the day for the signatures",
	"ReplanAssessment.reason": "why the days move", "MarkAssessment.step": "what happened", "MarkAssessment.on": "the day on which it happened", "CancelAssessment.reason": "why it is called off",
	"CloneFramework.code": "the code of the framework", "CloneFramework.name": "the name of the framework", "CloneFramework.from": "the day from which it holds",
	"NameFramework.code": "the code of the framework", "NameFramework.name": "the name of the framework", "NameFramework.from": "the day from which it holds",
	"SaveCriterion.code": "the code of the criterion", "SaveCriterion.area": "the judgement area", "SaveCriterion.text": "what the criterion says", "RemoveCriterion.code": "the code of the criterion",

	"InspectionReport.framework": "the framework", "InspectionReport.reference": "which report or letter it is", "inspected_on": "the last day of the inspection",
	"InspectionReport.why": "what was wrong with the entry", "grades": "the grades",
	"ImproveCriterion.text": "what is not good enough", "ImproveCriterion.severity": "how much it weighs", "act": "whether an action comes with it",
	"ImproveCriterion.title": "what is to be done", "ImproveCriterion.outcome": "what is to be different for children", "ImproveCriterion.measure": "what will show that it worked",
	"ImproveCriterion.owner_id": "who owns the action", "ImproveCriterion.sponsor_id": "who sponsors the action", "ImproveCriterion.due": "when the action is due",
}

// AssessmentFieldNames are what the fields of commands about self-assessments, frameworks and inspections are called inside a sentence, by the name of the
// field or by “Command.field”: a page and the API say the same of the same fault.
func AssessmentFieldNames() map[string]string {
	names := maps.Clone(assessmentFieldNames)
	for _, f := range AssessmentFigures {
		names["AssessmentRules."+f.Name] = "the " + lowerFirst(f.Words)
	}
	return names
}
