package api

import (
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// words are what the fields of commands are called inside a sentence. What the pages ask too is called the same there (web/phrases.go); the
// rest is asked by machines only. A field that is not named here is called by its json name.
var words = map[string]string{
	"reason": "the reason", "SubmitReview.reason": "why the case stays open", "Exclude.reason": "the reason", "why_open": "why this case is still open",
	"what_changed": "what has changed for the child", "last_seen": "the day the child was last seen", "plan_ends": "whether the plan has an end",
	"outcome": "the outcome", "new_outcomes": "the new outcomes", "next_date": "the date of the next review", "until": "the date",
	"missing": "what is missing", "note": "the note", "agree": "whether you agree", "owner_id": "who the review goes to", "decision": "what you decide",
	"SavePerson.email": "the email address", "taken_on": "the day on which the lists were taken", "role": "the role", "area_id": "the area",
	"team_id": "the team", "deputy_id": "who covers", "from": "the first day", "name": "the name", "scopes": "what the token may do", "kinds": "the mails that you want",
	"SavePerson.name": "the person’s name", "SaveArea.name": "the name of the area", "NewToken.name": "what the token is for",
	"AddPost.from": "the first day in the post", "AddPost.until": "the last day in the post", "EndPost.until": "the last day in the post",
	"AddDeputy.from": "the first day of cover", "AddDeputy.until": "the last day of cover", "NewToken.until": "the last day the token works",
	"AddPost.role": "a post", "files": "the files", "CaseQuery.type": "the kind of help", "CaseQuery.state": "which cases", "CaseQuery.sort": "the order",

	"UploadFile.name": "the name of the file", "UploadFile.data": "the file", "SavePerson.active": "whether the account is in use",
	"limit": "the number of rows", "cursor": "the cursor", "ReviewQuery.state": "which reviews", "ReviewQuery.sort": "the order",
	"cases": "the cases", "CaseQuery.text": "the search text", "FindingQuery.severity": "the severity", "FindingQuery.list": "the list", "ChangeQuery.kind": "the kind of change",
	"AuditQuery.subject": "the subject", "MapTeams.areas": "the teams with their areas",

	"newReviewRules.reason": "why the rules change", "newLadder.reason": "why the ladder changes", "newClosures.reason": "why the closure days change",
	"thresholds": "the thresholds", "Threshold.months": "the months", "Threshold.type": "the kind of help", "alert_days": "the days of the first alert",
	"review_days": "the working days for a review", "per_week": "the new reviews a week", "put_offs": "the times a review may be put off",
	"put_off_days": "the working days of putting off", "pause_months": "the months of a pause", "more_time_days": "the working days of more time",
	"next_review_months": "the months to the next review", "second_look_per_100": "the share for a second look",
	"second_look_seed": "the seed of the second look", "reopen_months": "the months for a re-opening", "closures": "the closure days",
	"Ladder.hour": "the hour", "Ladder.rungs": "the rungs", "Rung.after": "the distance", "Rung.unit": "the unit", "Rung.roles": "the roles",

	"newTimes.reason": "why it changes", "newDay.reason": "why it changes", "newReason.reason": "why it changes", "newQuietDays.reason": "why the quiet days change",
	"newRound.reason": "why the round is set up", "SetRound.name": "the name of the round", "SetRound.from": "the first day of the round", "months": "the months open",
	"rest": "the months since the last review", "every": "how often the round looks", "weeks": "the weeks", "weekday": "the day of the week", "areas": "the areas", "types": "the kinds of help",
	"confirmed": "the number of reviews", "at": "the time", "weekdays": "the days of the week", "quiet": "the quiet days", "day": "the day",
	"QuietDays.from": "the first quiet day", "QuietDays.until": "the last quiet day", "QuietDays.name": "what the quiet days are for",

	"theme": "the theme", "AddAction.owner_id": "who owns the action", "sponsor_id": "who sponsors the action",
	"verifier_id": "who checks the action", "AssignAction.owner_id": "who the action goes to",
	"DecideActionEscalation.owner_id": "who the action goes to", "ActionDetails.title": "what the action is",
	"ActionDetails.outcome": "what is to be different for children", "steps": "the steps", "measure": "what will show that it worked",
	"target": "the target", "target_on": "the day of the target", "wanted": "the evidence wanted", "risk": "what happens if it is late",
	"judgement": "the judgement area", "criterion": "the criterion", "framework": "the part of the National Framework",
	"MakePlanReport.from": "the first day of the period", "MakePlanReport.until": "the last day of the period", "complaints_received": "the complaints received",
	"complaints_source": "where the number of complaints comes from", "words": "what is said to the board", "MakePlanReport.why": "why the figures have changed", "safer": "whether children are safer", "PlanQuery.did": "what happened", "reached": "whom it has reached",
	"benefit": "what is saved", "saving": "the pounds a year", "hours": "the hours a week",
	"boards": "the boards", "findings": "the findings that it answers", "depends_on": "the actions that must be done first",
	"reference": "the reference", "ActionDetails.reference": "the action’s number", "start": "the start", "due": "the due date",
	"progress": "how it is going", "done": "what has been done", "help": "what would help",
	"difference": "what is different for children now", "evidence": "the evidence", "accept": "whether it is shown done",
	"lasted": "whether it has lasted", "found": "what the re-test found", "MoveActionDate.until": "the new due date",
	"MoveActionDate.reason": "why the date moves", "CarryActionForward.until": "the new due date",
	"CarryActionForward.reason": "why it is carried forward", "DropAction.reason": "why it will not be done",
	"AmendAction.reason": "why it is changed", "ReopenAction.reason": "why it is opened again", "action_id": "the action",
	"AttachEvidence.kind": "the kind of evidence", "AttachEvidence.bears": "what it says", "criteria": "the criteria",
	"partner": "who you ask", "whom": "which organisation it is", "question": "what you want to know", "AskPartner.until": "until when they can answer",
	"working": "what you see working", "not_working": "what you see that does not work", "example": "the example", "sure": "how sure you are",
	"AnswerPartner.name": "your name", "organisation": "your organisation", "answer": "the version of the answer", "verdict": "whether it is truth or noise",
	"JudgePartner.why": "why", "WeighPartner.bears": "what it shows", "WithdrawPartner.reason": "why it is withdrawn", "PartnerQuery.state": "which questions",
	"LinkEvidence.link": "the criteria to link it to", "LinkEvidence.unlink": "the criteria that it belongs to no longer",
	"AttachEvidence.title": "what the evidence is", "text": "the text", "AttachEvidence.text": "what it shows",
	"shows_on": "the day that the evidence is about", "AttachEvidence.from": "the first day that it covers",
	"AttachEvidence.until": "the last day that it covers", "review_by": "the day by which it is to be looked at again",
	"replaces": "the earlier version", "keep": "keeping what looks like a child’s", "WithdrawEvidence.reason": "why it is withdrawn",
	"AddFinding.source": "where the finding comes from", "AddFinding.text": "what was found", "found_on": "the day of the finding",
	"received_on": "the day on which the report was received", "AddFinding.severity": "how much it weighs", "repeats": "the earlier finding",

	"SavePlanFilter.name": "the name of the filter", "PlanQuery.state": "which actions", "PlanQuery.text": "the search text", "PlanQuery.owner": "the owner", "PlanQuery.board": "the board",
	"PlanQuery.source": "where the findings come from", "EvidenceQuery.state": "which evidence", "EvidenceQuery.kind": "the kind of evidence",
	"EvidenceQuery.bears": "how it bears on the action", "EvidenceQuery.text": "the search text",
	"PracticeFindingQuery.source": "where the findings come from", "PracticeFindingQuery.severity": "how much they weigh",
	"PracticeFindingQuery.state": "which findings", "figuresQuery.text": "the search text",
	"figuresQuery.source": "where the findings come from",

	"newPlanRules.reason": "why the rules change", "agree_days": "the working days to agree a proposal",
	"verify_days": "the working days for a check", "sent_back_days": "the working days after it was sent back",
	"retest_months": "the months to each re-test", "retest_days": "the working days for a re-test",
	"PlanRules.reopen_days": "the working days of an action that did not last", "moves": "the times a date may be moved",
	"move_days": "the working days of a move", "PlanRules.more_time_days": "the working days of more time",
	"statement_days": "the working days to the statement of action", "draft_days": "the working days to its draft", "review_evidence_days": "the working days of notice", "old_evidence_months": "the months after which evidence is old",
	"pulse_least": "the people who must answer a survey", "scope": "who is asked", "ClosePulse.reason": "why it is closed early", "points": "the points", "as_of": "the day that the figure is as of", "RecordGap.source": "where the figure comes from", "known": "the question whether people know the model", "used": "the question whether they use it", "PulseRuleForm.time": "the question whether they have the time", "supervision": "the question about supervision", "extra": "the council’s own question", "another": "the council’s other question", "quarterly": "whether a survey opens each quarter", "PulseRuleForm.first": "the day on which the first opens",
	"verifier_seed": "the seed of who checks", "PlanRules.boards": "the boards",

	"AnswerPoint.outcome": "what became of it", "we_did": "what you tell the meeting", "actions": "the improvement actions",
	"HearPoint.accept": "whether the meeting took the answer", "HearPoint.missing": "what the answer does not answer",
	"AssignPoint.owner_id": "who the point goes to", "DecidePointEscalation.owner_id": "who the point goes to",
	"WithdrawPoint.reason": "why it need not be answered", "SaveSeries.name": "what the meeting is called",
	"SaveSeries.kind": "what kind of meeting it is", "purpose": "what the meeting is for", "convenor_id": "who calls the meeting",
	"SaveSeries.every": "how often it meets", "SaveSeries.from": "the day from which it meets", "members": "the members",
	"Member.name": "the member’s name", "EndSeries.reason": "why it comes no more", "AddMeeting.on": "the day of the meeting", "on": "the new day",
	"MoveMeeting.reason": "why the meeting is moved", "CancelMeeting.reason": "why the meeting is not held", "agenda": "the agenda",
	"came": "the number of members who came", "HoldMeeting.note": "what should be kept of it", "said": "what was said",
	"RaisePoint.owner_id": "who is to answer it", "reply_days": "the working days to answer a point", "hear_days": "the working days to hear an answer",
	"meeting_days": "the working days before a meeting", "point_more_days": "the working days that a decision about a point may add",
	"point_director_days": "the working days after which a point reaches the director",
	"point_chief_days":    "the working days after which a point reaches the chief executive", "looks_like": "what looks like a child’s",
	"PointQuery.state": "which points", "PointQuery.text": "the search text", "Member.area": "the name of the area",

	"InspectedGrade.code": "the judgement area or criterion", "InspectedGrade.grade": "the grade", "finding_id": "the finding", "newAssessmentRules.reason": "why the rules change", "newVisitRules.reason": "why the rules change",

	"deadlineQuery.from": "the date to count from", "working_days": "the number of working days", "counting": "the way of counting",
	"distanceQuery.from": "the date to count from", "distanceQuery.to": "the date to count to",
}

func nameFields() {
	shape.Name(words)
	shape.Name(readiness.AssessmentFieldNames())
	shape.Name(readiness.VisitFieldNames())
}
