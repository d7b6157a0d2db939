package api

import "github.com/sightline-readiness/sightline/internal/shape"

// words are what the fields of commands are called inside a sentence. What the pages ask too is called the same there (web/phrases.go); the
// rest is asked by machines only. A field that is not named here is called by its json name.
var words = map[string]string{
	"reason": "the reason", "SubmitReview.reason": "why the case stays open", "Exclude.reason": "the reason", "why_open": "why this case is still open",
	"what_changed": "what has changed for the child", "last_seen": "the day the child was last seen", "plan_ends": "whether the plan has an end",
	"outcome": "the outcome", "new_outcomes": "the new outcomes", "next_date": "the date of the next review", "until": "the date",
	"missing": "what is missing", "note": "the note", "agree": "whether you agree", "owner_id": "who the review goes to", "decision": "what you decide",
	"SavePerson.email": "the email address", "taken_on": "the day on which the lists were taken", "role": "the role", "area_id": "the area",
	"team_id": "the team", "deputy_id": "who covers", "from": "the first day", "name": "the name", "scopes": "what the token may do",
	"SavePerson.name": "the person’s name", "SaveArea.name": "the name of the area", "NewToken.name": "what the token is for",
	"AddPost.from": "the first day in the post", "AddPost.until": "the last day in the post", "EndPost.until": "the last day in the post",
	"AddDeputy.from": "the first day of cover", "AddDeputy.until": "the last day of cover", "NewToken.until": "the last day the token works",
	"AddPost.role": "a post", "files": "the files", "CaseQuery.type": "the kind of help", "CaseQuery.state": "which cases", "CaseQuery.sort": "the order",

	"UploadFile.name": "the name of the file", "UploadFile.data": "the file", "SavePerson.active": "whether the account is in use",
	"limit": "the number of rows", "cursor": "the cursor", "ReviewQuery.state": "which reviews", "ReviewQuery.sort": "the order",
	"CaseQuery.text": "the search text", "FindingQuery.severity": "the severity", "FindingQuery.list": "the list", "ChangeQuery.kind": "the kind of change",
	"AuditQuery.subject": "the subject", "MapTeams.areas": "the teams with their areas",

	"newReviewRules.reason": "why the rules change", "newLadder.reason": "why the ladder changes", "newClosures.reason": "why the closure days change",
	"thresholds": "the thresholds", "Threshold.months": "the months", "Threshold.type": "the kind of help", "alert_days": "the days of the first alert",
	"review_days": "the working days for a review", "per_week": "the new reviews a week", "put_offs": "the times a review may be put off",
	"put_off_days": "the working days of putting off", "pause_months": "the months of a pause", "more_time_days": "the working days of more time",
	"next_review_months": "the months to the next review", "second_look_per_100": "the share for a second look",
	"second_look_seed": "the seed of the second look", "reopen_months": "the months for a re-opening", "closures": "the closure days",
	"Ladder.hour": "the hour", "Ladder.rungs": "the rungs", "Rung.after": "the distance", "Rung.unit": "the unit", "Rung.roles": "the roles",

	"deadlineQuery.from": "the date to count from", "working_days": "the number of working days", "counting": "the way of counting",
	"distanceQuery.from": "the date to count from", "distanceQuery.to": "the date to count to",
}

func nameFields() { shape.Name(words) }
