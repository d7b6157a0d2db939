package activities

import "github.com/sightline-readiness/sightline/readiness"

// A lead is where a button leads from the page of its thing, and what the button says.
type lead struct{ path, words string }

// A matter is what letters say about the things of one noun: where their pages are, what an act-now mail calls one, what a subject calls one and several,
// and where the button of each kind of notice leads. A kind that is not there leads to the thing.
type matter struct {
	path      string
	what      string
	one, many string
	open      string // what a button says that leads to the thing
	leads     map[readiness.NoticeKind]lead
}

var matters = map[string]matter{
	readiness.ReviewNoun: {"/reviews/", "A case review", "review", "reviews", "Open the review", map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"/sign-off", "Read and sign off"},
		readiness.SecondLookAt: {"/second-look", "Take the second look"},
		readiness.Returned:     {"", "Complete the review"},
		readiness.Assigned:     {"", "Begin the review"},
		readiness.Reminder:     {"", "Do the review"},
	}},
	readiness.ActionNoun: {"/actions/", "An improvement action", "action", "actions", "Open the action", map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Check the action"},
		readiness.Proposed:    {"/agree", "Read and agree"},
		readiness.Reminder:    {"/update", "Say where it stands"},
	}},
	readiness.PointNoun: {"/points/", "A point from a meeting", "point", "points", "Open the point", map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
		readiness.Returned:  {"/answer", "Answer it"},
		readiness.Assigned:  {"/answer", "Answer it"},
	}},
	readiness.PreScrutinyNoun: {"/pre-scrutiny/", "A request for pre-scrutiny", "request for pre-scrutiny", "requests for pre-scrutiny", "Open the request", map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
	}},
	readiness.AppraisalNoun: {"/criteria/", "A criterion of the self-assessment", "criterion", "criteria", "Open the criterion", map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
		readiness.Returned:  {"/write", "Write it again"},
	}},
	readiness.AssessmentNoun: {"/self-assessments/", "A late signature", "self-assessment", "self-assessments", "Open the self-assessment", map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"", "Read and sign"},
		readiness.Returned:     {"", "Read and sign again"},
	}},
	readiness.VisitNoun: {"/visits/", "A visit", "visit", "visits", "Open the visit", nil},
	readiness.VisitStepNoun: {"/visit-steps/", "A step of a visit", "step", "steps", "Open the step", map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
	}},
	readiness.VisitEntryNoun: {"/visit-entries/", "Something logged on a visit", "request or concern", "requests and concerns", "Open it", map[readiness.NoticeKind]lead{
		readiness.Escalated: {"", "Open and decide"},
	}},
	readiness.CaseAuditNoun: {"/case-audits/", "A case audit", "audit", "audits", "Open the audit", map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Read the case and grade it"},
		readiness.Concern:     {"", "Act today"},
	}},
	"childrens-home": {"/homes/", "A visit to a children's home", "visit to a home", "visits to homes", "Open the home", nil},
	"partner":        {"/partners/", "A question to a partner", "question to a partner", "questions to partners", "Look at what was asked", nil},
	"evidence":       {"/evidence/", "A piece of evidence", "piece of evidence", "pieces of evidence", "Look at the evidence", nil},
}

// leadOf is where the button of a notice leads, and what it says; "" when the notice is about no thing that has a page.
func leadOf(n readiness.Notice, kind readiness.NoticeKind) (thing, path, words string) {
	noun, id := n.About()
	m, known := matters[noun]
	if !known {
		return "", "", ""
	}
	l, special := m.leads[kind]
	if !special {
		l.words = m.open
	}
	return id, m.path + id + l.path, l.words
}
