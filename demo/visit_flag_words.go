package demo

import "github.com/sightline-readiness/sightline/readiness"

// flagWords are answers to red flags, by the code of the flag; "" for those that have none of their own.
var flagWords = map[string][]readiness.AnswerFlag{
	"": {
		{Looked: "The record, with the allocated worker.", Did: "What was missing is planned, with a date. The manager looks again next week."},
		{Looked: "The last three months of case notes.", Did: "Nothing had to be done: the work was done and written in the wrong place. The record is corrected."},
	},
	"no_contact": {
		{Looked: "Case notes and messages since the last visit.", Did: "The adviser visited on Tuesday and saw the young person at home."},
		{Looked: "Case notes, and what the landlord says.", Did: "Two visits found nobody. The adviser asks the police for a welfare check on Friday."},
	},
	"plan_old": {
		{Looked: "The plan and the diary of its author.", Did: "The review is booked for next week, with the young person and their college."},
		{Looked: "The plan.", Did: "It was reviewed last month and not closed on the system. It is closed now."},
	},
	"not_in_work": {
		{Looked: "The plan’s part on education and work.", Did: "Offered a place on the council’s own scheme. They begin after half term."},
		{Looked: "The health part of the plan.", Did: "The young person is ill, and the adviser keeps the offer open. The plan says so."},
	},
	"accommodation": {{Looked: "Minutes of the accommodation panel.", Did: "The panel looks at it every week. A flat is offered from the first of the month."}},
	"no_strategy":   {{Looked: "Minutes since the last discussion.", Did: "A strategy discussion with police and health is called for Thursday."}},
	"no_direct_work": {
		{Looked: "Case notes, and the calendar of the youth worker.", Did: "The youth worker saw the child twice this month. It stood in the notes and not on the form."},
		{Looked: "Case notes.", Did: "The child did not want to go on. Another worker begins next week."},
	},
	"lowered_unsigned": {{Looked: "The assessment by which the level was lowered.", Did: "The manager read it and signed. Quality assurance samples it this month."}},
	"interview_late":   {{Looked: "The log of return interviews.", Did: "Held late because the child was in another county. A reciprocal agreement is asked for."}},
	"not_offered":      {{Looked: "The log of return interviews.", Did: "Offered today by the independent provider. The child decides until Friday."}},
	"no_meeting":       {{Looked: "The chronology of the episodes.", Did: "A meeting with police and placement is called for Wednesday."}},
}

// movementNotes say what is behind the last movement of three flags.
var movementNotes = []struct {
	focus, flag string
	readiness.NoteMovement
}{
	{"exploitation", "no_direct_work", readiness.NoteMovement{Kind: "recording", Why: "Recording change, not real change: since this list, direct work is recorded on a form of its own. Before, it stood in case notes and the list did not find it."}},
	{"missing", "interview_late", readiness.NoteMovement{Kind: "both", Why: "Since last month the hour of an interview is recorded and not only the day, so some that counted as late do not, and others do. Another provider holds them as well."}},
	{"care_leavers", "plan_old", readiness.NoteMovement{Kind: "real", Why: "Reviews that were late were held, and others came due meanwhile: two advisers are on sick leave. An agency worker has begun."}},
}

// checklistNotes say what is done about a statement that is not true, or not wholly.
var checklistNotes = []string{
	"The last reconciliation found eleven differences. Seven are settled, four by the end of next week.",
	"Two teams of five have it. The others follow once the form is out.",
	"The manager of each overdue one has given a reason and a date.",
	"It was done last quarter and is due again. The date is in the diary.",
}
