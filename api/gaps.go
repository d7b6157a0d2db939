package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagGaps = "Grades that differ"

func (s *service) gaps() {
	see, run := may(readiness.SeeAssessments), may(readiness.RunAssessments)
	add(s, route{
		method: http.MethodGet, path: "/self-assessments/{id}/gaps", id: "get-gap-map", tag: tagGaps, summary: "Who gave which grade in one self-assessment, and who over-grades by how much",
		doc: "For officers and whoever signs. kappa is Cohen’s weighted kappa over all self-assessments with the same grades, from ten pairs up. A grade that you could still give yourself is left out.", rule: see,
	}, s.getGapMap)
	add(s, route{
		method: http.MethodGet, path: "/self-assessments/{id}/compare/{other}", id: "compare-self-assessments", tag: tagGaps, summary: "Two self-assessments side by side, statement by statement",
		doc: "The earlier one is then, in whichever order they are named. Across versions of the framework by the crosswalk; what was published is read from what was sealed.", rule: see,
	}, s.compareCycles)
	add(s, route{
		method: http.MethodGet, path: "/self-assessments/{id}/actions", id: "count-criterion-actions", tag: tagGaps, summary: "How many actions improve each criterion, were shown done, and have lasted",
		doc: "By the code of the criterion. One that no action names is left out.", rule: may(readiness.SeePlan),
	}, s.countCriterionActions)
	add(s, route{
		method: http.MethodPost, path: "/criteria/{id}/improve", id: "improve-criterion", tag: tagGaps, summary: "Turn the weakness of a criterion into a finding and, with act, an action that answers it",
		doc: "If the action is refused, the finding is there: send the same again with its finding_id, or the same Idempotency-Key. Neither is made twice.", rule: may(readiness.WorkPlan), status: http.StatusCreated,
	}, s.improveCriterion)
	add(s, route{
		method: http.MethodGet, path: "/inspections", id: "list-inspections", tag: tagGaps, summary: "The grades that inspectors gave, the latest inspection first",
		doc: "Entries that were put right are in it, with replaced_by.", rule: see,
	}, s.listInspections)
	add(s, route{
		method: http.MethodPost, path: "/inspections", id: "add-inspection", tag: tagGaps, summary: "Enter the grades of an inspection’s report or letter",
		doc: "By the codes of judgement areas and criteria. An entry never changes: replaces names one that is put right, and why says what was wrong.", rule: run, status: http.StatusCreated,
	}, s.addInspection)
}

func (s *service) getGapMap(ctx context.Context, in *byID) (*reply[readiness.GapMap], error) {
	return answer(s.Gaps.GapMap(ctx, callOf(ctx).actor, in.ID))
}

// twoCycles are two self-assessments.
type twoCycles struct {
	ID    string `path:"id" maxLength:"64"`
	Other string `path:"other" doc:"The other self-assessment." maxLength:"64"`
}

func (s *service) compareCycles(ctx context.Context, in *twoCycles) (*reply[readiness.Comparison], error) {
	return answer(s.Gaps.CompareCycles(ctx, callOf(ctx).actor, in.ID, in.Other))
}

// criterionActions are the actions of one criterion, counted.
type criterionActions struct {
	Criterion string `json:"criterion"`
	readiness.ActionTally
}

func (s *service) countCriterionActions(ctx context.Context, in *byID) (*reply[rows[criterionActions]], error) {
	tallies, err := s.Gaps.CriterionActions(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	list := make([]criterionActions, 0, len(tallies))
	for _, code := range readiness.SortedCriteria(tallies) {
		list = append(list, criterionActions{code, tallies[code]})
	}
	return all(list, nil)
}

func (s *service) improveCriterion(ctx context.Context, in *sentTo[readiness.ImproveCriterion]) (*made[readiness.Improved], error) {
	improved, err := s.Improve(ctx, in.ID, in.Body.Value, calendar.DateOf(s.Now()), asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Improved]{Location: Prefix + "/findings-of-practice/" + improved.FindingID, Body: improved}, nil
}

func (s *service) listInspections(ctx context.Context, _ *nothing) (*reply[rows[readiness.Inspection]], error) {
	return all(s.Inspections.Inspections(ctx, callOf(ctx).actor))
}

func (s *service) addInspection(ctx context.Context, in *sent[readiness.AddInspection]) (*made[readiness.Inspection], error) {
	i, err := s.Inspections.AddInspection(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Inspection]{Location: Prefix + "/inspections", Body: i}, nil
}
