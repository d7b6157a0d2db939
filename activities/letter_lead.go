package activities

import "github.com/sightline-readiness/sightline/readiness"

// A lead is where a button leads from the page of its thing, and what the button says.
type lead struct{ path, words string }

// reviewLeads, actionLeads and pointLeads say for each kind of notice where its button leads. What is not there leads to the thing.
var (
	reviewLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"/sign-off", "Read and sign off"},
		readiness.SecondLookAt: {"/second-look", "Take the second look"},
		readiness.Informed:     {"", "Open the review"},
		readiness.Returned:     {"", "Complete the review"},
		readiness.Assigned:     {"", "Begin the review"},
		readiness.Reminder:     {"", "Do the review"},
	}
	actionLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Check the action"},
		readiness.Proposed:    {"/agree", "Read and agree"},
		readiness.Informed:    {"", "Open the action"},
		readiness.Returned:    {"", "Open the action"},
		readiness.Assigned:    {"", "Open the action"},
		readiness.Reminder:    {"/update", "Say where it stands"},
	}
	pointLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
		readiness.Informed:  {"", "Open the point"},
		readiness.Returned:  {"/answer", "Answer it"},
		readiness.Assigned:  {"/answer", "Answer it"},
		readiness.Reminder:  {"", "Open the point"},
	}
)

// appraisalLeads are for criteria of the self-assessment, assessmentLeads for the whole of it.
var (
	appraisalLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Open the criterion"},
		readiness.Informed:    {"", "Open the criterion"},
		readiness.Returned:    {"/write", "Write it again"},
		readiness.Assigned:    {"", "Open the criterion"},
		readiness.Reminder:    {"", "Open the criterion"},
	}
	assessmentLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"", "Read and sign"},
		readiness.Informed:     {"", "Open the self-assessment"},
		readiness.Returned:     {"", "Read and sign again"},
		readiness.Assigned:     {"", "Open the self-assessment"},
		readiness.Reminder:     {"", "Open the self-assessment"},
	}
)

// leadOf is where the button of a notice leads, and what it says; "" when the notice is about no thing.
func leadOf(n readiness.Notice, kind readiness.NoticeKind) (thing, path, words string) {
	switch {
	case n.PointID != "":
		l := pointLeads[kind]
		return n.PointID, "/points/" + n.PointID + l.path, l.words
	case n.ActionID != "":
		l := actionLeads[kind]
		return n.ActionID, "/actions/" + n.ActionID + l.path, l.words
	case n.AppraisalID != "":
		l := appraisalLeads[kind]
		return n.AppraisalID, "/criteria/" + n.AppraisalID + l.path, l.words
	case n.AssessmentID != "":
		l := assessmentLeads[kind]
		return n.AssessmentID, "/self-assessments/" + n.AssessmentID + l.path, l.words
	case n.PartnerID != "":
		return n.PartnerID, "/partners/" + n.PartnerID, "Look at what was asked"
	case n.HomeID != "":
		return n.HomeID, "/homes/" + n.HomeID, "Open the home"
	case n.EvidenceID != "":
		return n.EvidenceID, "/evidence/" + n.EvidenceID, "Look at the evidence"
	case n.ReviewID != "":
		l := reviewLeads[kind]
		return n.ReviewID, "/reviews/" + n.ReviewID + l.path, l.words
	}
	return "", "", reviewLeads[kind].words
}
