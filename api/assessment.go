package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagAssessments = "Self-assessments"

func (s *service) assessments() {
	see, run := may(readiness.SeeAssessments), may(readiness.RunAssessments)
	add(s, route{
		method: http.MethodGet, path: "/self-assessments", id: "list-self-assessments", tag: tagAssessments, summary: "Cycles of the self-assessment, the newest first",
		doc: "Elected members find what was published; a peer finds the cycles in which they challenge something.", rule: see,
	}, s.listAssessments)
	add(s, route{
		method: http.MethodPost, path: "/self-assessments", id: "plan-self-assessment", tag: tagAssessments, summary: "Plan a cycle of the self-assessment",
		doc:  "Leads and challengers stand in the order of the framework's judgement areas. After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one cycle.",
		rule: run, status: http.StatusCreated, conflicts: true,
	}, s.planAssessment)
	add(s, route{
		method: http.MethodGet, path: "/self-assessments/{id}", id: "get-self-assessment", tag: tagAssessments, summary: "One cycle: its judgement areas and criteria, its signatures, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer. Whoever could challenge a criterion sees its author's grade once the challenger has given one.", rule: see,
	}, s.getAssessment)
	add(s, route{
		method: http.MethodGet, path: "/criteria/{id}", id: "get-appraisal", tag: tagAssessments, summary: "One criterion of a cycle: what was written, the grades, its evidence and actions", rule: see,
	}, s.getAppraisal)
	add(s, route{
		method: http.MethodGet, path: "/criteria/{id}/texts", id: "list-appraisal-texts", tag: tagAssessments, summary: "Every version that was sent about a criterion, the newest first", rule: see,
	}, s.listTexts)
	add(s, route{
		method: http.MethodPost, path: "/criteria/{id}/texts", id: "write-appraisal", tag: tagAssessments, summary: "Keep a version of a criterion's text; submit-appraisal sends it",
		doc:  "base is the number of the version from which it was written: a 409 or 422 says that somebody sent another meanwhile. It names no child: what looks like a child's is refused until keep is yes.",
		rule: see, status: http.StatusCreated, conflicts: true,
	}, s.writeAppraisal)
	add(s, route{
		method: http.MethodGet, path: "/rules/self-assessment", id: "get-assessment-rules", tag: tagRules, summary: "How long each stage of a self-assessment may take", rule: may(readiness.SeeCounts),
	}, s.getAssessmentRules)
	add(s, route{
		method: http.MethodPut, path: "/rules/self-assessment", id: "set-assessment-rules", tag: tagRules, summary: "Make a new version of the rules for self-assessments",
		doc: "A running cycle keeps its version until it is planned again.", rule: may(readiness.SetRules), conflicts: true,
	}, s.setAssessmentRules)
	s.assessmentCommands()
}

// assessmentCommands is the one table of what can be asked of a cycle and of its criteria. Who has a part in one may do it whatever their post, so most
// need only that the person sees it; the thing decides the rest. Signatures are given on the page, by a person who has read what they sign.
func (s *service) assessmentCommands() {
	see, run := may(readiness.SeeAssessments), may(readiness.RunAssessments)
	cycle := running[readiness.Assessment]{path: "/self-assessments", tag: tagAssessments, ask: s.askAssessment, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Assessments.AssessmentView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.ReplanAssessment](s, cycle, "Move the days of a cycle", run)
	ask[readiness.GradeSection](s, cycle, "Grade a judgement area as a whole", see)
	ask[readiness.MarkAssessment](s, cycle, "Enter what followed a published cycle", run)
	ask[readiness.CancelAssessment](s, cycle, "Call a cycle off", run)
	ask[readiness.DecideAssessmentEscalation](s, cycle, "Decide about a late signature", may(readiness.DecideSignatures))
	criterion := running[readiness.Appraisal]{path: "/criteria", tag: tagAssessments, ask: s.askAppraisal, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Assessments.AppraisalView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.SubmitAppraisal](s, criterion, "Send a version that was kept to be challenged", see)
	ask[readiness.ReturnAppraisal](s, criterion, "Send a criterion back to its author", see)
	ask[readiness.ChallengeAppraisal](s, criterion, "Grade a criterion without having seen the author's grade", see)
	ask[readiness.SettleAppraisal](s, criterion, "Decide between two grades", see)
	ask[readiness.AssignAppraisal](s, criterion, "Name an author, a challenger or a third reviewer", see)
	ask[readiness.DecideAppraisalEscalation](s, criterion, "Decide an escalation of a criterion", may(readiness.DecideEscalation))
}

// askAssessment and askAppraisal exist because the commands are not there yet while the table of operations is made for the document.
func (s *service) askAssessment(ctx context.Context, id string, c readiness.AssessmentCommand, asked readiness.Asked) (readiness.Assessment, error) {
	return s.Commands.Assessment(ctx, id, c, asked)
}

// askAppraisal gives the answer without what the asker may not see yet: who returns or names somebody does not learn a grade by it.
func (s *service) askAppraisal(ctx context.Context, id string, c readiness.AppraisalCommand, asked readiness.Asked) (readiness.Appraisal, error) {
	x, err := s.Commands.Appraisal(ctx, id, c, asked)
	if x.Written != nil && !x.MaySeeGrade(asked.By) {
		x.Written = &readiness.Written{Version: x.Written.Version, SHA256: x.Written.SHA256, By: x.Written.By, On: x.Written.On}
	}
	return x, err
}

func (s *service) listAssessments(ctx context.Context, _ *nothing) (*reply[rows[readiness.AssessmentRow]], error) {
	return all(s.Assessments.Assessments(ctx, callOf(ctx).actor))
}

// plannedCycle is what a cycle is known by from now on.
type plannedCycle struct {
	AssessmentID string `json:"assessment_id"`
}

// planAssessment plans a cycle and has it opened. Asked twice under one key it plans and opens one.
func (s *service) planAssessment(ctx context.Context, in *sent[readiness.PlanAssessment]) (*made[plannedCycle], error) {
	planned, err := s.Assessments.PlanAssessment(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenAssessment(ctx, planned); err != nil {
		return nil, err
	}
	return &made[plannedCycle]{Location: Prefix + "/self-assessments/" + planned.ID, Body: plannedCycle{planned.ID}}, nil
}

func (s *service) getAssessment(ctx context.Context, in *byID) (*versioned[readiness.AssessmentView], error) {
	view, err := s.Assessments.AssessmentView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	view.State = view.State.Brief()
	return &versioned[readiness.AssessmentView]{ETag: tag(view.State.Seq), Body: view}, nil
}

func (s *service) getAppraisal(ctx context.Context, in *byID) (*versioned[readiness.AppraisalView], error) {
	view, err := s.Assessments.AppraisalView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	view.State = view.State.Brief()
	return &versioned[readiness.AppraisalView]{ETag: tag(view.State.Seq), Body: view}, nil
}

func (s *service) listTexts(ctx context.Context, in *byID) (*reply[rows[readiness.TextVersion]], error) {
	return all(s.Assessments.TextVersions(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) writeAppraisal(ctx context.Context, in *sentTo[readiness.WriteAppraisal]) (*made[readiness.TextVersion], error) {
	c := in.Body.Value
	var words []string
	for _, part := range c.Text().Narrative() {
		words = append(words, part.Text)
	}
	if seen := papers.Child(strings.Join(words, "\n")); len(seen) > 0 && c.Keep != "yes" {
		return nil, readiness.FieldErrorf("keep", "This holds what looks like %s. Take it out; if it is no child’s, or has to stay, send it again with keep set to yes.", strings.Join(slices.Compact(seen), " and "))
	}
	version, err := s.Assessments.WriteAppraisal(ctx, in.ID, c, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.TextVersion]{Location: Prefix + "/criteria/" + in.ID + "/texts", Body: version}, nil
}

func (s *service) getAssessmentRules(ctx context.Context, _ *nothing) (*versioned[readiness.AssessmentRules], error) {
	r, err := s.Assessments.AssessmentRules(ctx)
	return ruled(r, r.Version, err)
}

// newAssessmentRules is a change and why it is made.
type newAssessmentRules struct {
	Reason  string                    `json:"reason" validate:"required,max=500"`
	Running string                    `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether a cycle that runs already takes the new rules or keeps those that it began with. Left out it takes them."`
	Rules   readiness.AssessmentRules `json:"rules"`
}

func (s *service) setAssessmentRules(ctx context.Context, in *setting[newAssessmentRules]) (*versioned[readiness.AssessmentRules], error) {
	now, err := s.Assessments.AssessmentRules(ctx)
	if err := unchanged(in.IfMatch, now.Version, err); err != nil {
		return nil, err
	}
	r, err := s.Assessments.SetAssessmentRules(ctx, in.Body.Value.Rules, changing(in.Body.Value.Reason, in.Body.Value.Running), asked(ctx))
	return ruled(r, r.Version, err)
}
