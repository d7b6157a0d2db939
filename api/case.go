package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagCases = "Cases"

func (s *service) cases() {
	add(s, route{
		method: http.MethodGet, path: "/cases", id: "list-cases", tag: tagCases, summary: "Long-open cases, or others by filter",
		doc:  "Shows what the person may see. With Accept: text/csv, every row that fits the filter as a file, for people who may export_cases.",
		rule: may(readiness.SeeCases),
	}, s.listCases, asking[readiness.CaseQuery](s), tabled[readiness.CaseRow](s))
	add(s, route{
		method: http.MethodGet, path: "/cases/{id}", id: "get-case", tag: tagCases, summary: "One case with its spells, reviews, exclusions and history",
		rule: may(readiness.SeeCases),
	}, s.getCase)
	add(s, route{
		method: http.MethodPost, path: "/cases/{id}/exclusions", id: "exclude-case", tag: tagCases, summary: "Keep a case out of the reviews until a day",
		rule: may(readiness.ExcludeCases), status: http.StatusCreated,
	}, s.excludeCase)
	add(s, route{
		method: http.MethodPost, path: "/exclusions", id: "exclude-cases", tag: tagCases, summary: "Keep several cases out of the reviews for one reason",
		doc:  "All that can be are kept out in one go, each with an exclusion of its own; the others are named with why. Reviews that are running go on.",
		rule: may(readiness.ExcludeCases),
	}, s.excludeCases)
	add(s, route{
		method: http.MethodDelete, path: "/cases/{id}/exclusions/{exclusion_id}", id: "end-exclusion", tag: tagCases, summary: "End an exclusion now",
		rule: may(readiness.ExcludeCases),
	}, s.endExclusion)
}

func (s *service) listCases(ctx context.Context, in *query[readiness.CaseQuery]) (*table, error) {
	actor := callOf(ctx).actor
	return list(ctx, s, file{"cases", readiness.ExportCases}, in.Value.Limit, caseColumns, func(cursor string, limit int) (readiness.Page[readiness.CaseRow], error) {
		q := in.Value
		q.Limit = limit
		if cursor != "" {
			q.Cursor = cursor
		}
		return s.Cases.Cases(ctx, actor, q)
	})
}

var caseColumns = []column[readiness.CaseRow]{
	{"case_id", func(r readiness.CaseRow) any { return r.CaseID }},
	{"child_ref", func(r readiness.CaseRow) any { return r.ChildRef }},
	{"area", func(r readiness.CaseRow) any { return r.Area }},
	{"team", func(r readiness.CaseRow) any { return r.Team }},
	{"type", func(r readiness.CaseRow) any { return r.Type }},
	{"since", func(r readiness.CaseRow) any { return r.Basis.Since }},
	{"months", func(r readiness.CaseRow) any { return r.Months }},
	{"threshold", func(r readiness.CaseRow) any { return r.Basis.Threshold }},
	{"threshold_reached", func(r readiness.CaseRow) any { return r.Basis.Reached }},
	{"last_seen", func(r readiness.CaseRow) any { return r.LastSeen }},
	{"review_id", func(r readiness.CaseRow) any { return r.ReviewID }},
	{"status", func(r readiness.CaseRow) any { return r.Status }},
	{"due", func(r readiness.CaseRow) any { return r.Due }},
	{"overdue", func(r readiness.CaseRow) any { return r.Overdue }},
	{"owner", func(r readiness.CaseRow) any { return r.Owner }},
	{"put_offs", func(r readiness.CaseRow) any { return r.PutOffs }},
	{"last_done", func(r readiness.CaseRow) any { return r.LastDone }},
	{"exclusion", func(r readiness.CaseRow) any { return r.Exclusion }},
	{"excluded_until", func(r readiness.CaseRow) any { return r.ExclUntil }},
	{"closed", func(r readiness.CaseRow) any { return r.Closed }},
}

func (s *service) getCase(ctx context.Context, in *byID) (*reply[readiness.CaseView], error) {
	return answer(s.Cases.Case(ctx, callOf(ctx).actor, in.ID))
}

// mayExclude asks the policy again with the case's place.
func (s *service) mayExclude(ctx context.Context, id string) error {
	actor := callOf(ctx).actor
	view, err := s.Cases.Case(ctx, actor, id)
	if err != nil {
		return err
	}
	return readiness.MayOrRefuse(actor, readiness.ExcludeCases, readiness.Place{AreaID: view.AreaID, TeamID: view.TeamID})
}

func (s *service) excludeCase(ctx context.Context, in *sentTo[readiness.Exclude]) (*reply[readiness.Exclusion], error) {
	if err := s.mayExclude(ctx, in.ID); err != nil {
		return nil, err
	}
	return answer(s.Cases.ExcludeCase(ctx, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) excludeCases(ctx context.Context, in *sent[readiness.ExcludeSeveral]) (*reply[readiness.ExcludedCases], error) {
	return answer(s.Cases.ExcludeCases(ctx, in.Body.Value, asked(ctx)))
}

type exclusionID struct {
	ID          string `path:"id" maxLength:"64"`
	ExclusionID string `path:"exclusion_id" maxLength:"64"`
}

func (s *service) endExclusion(ctx context.Context, in *exclusionID) (*nothing, error) {
	if err := s.mayExclude(ctx, in.ID); err != nil {
		return nil, err
	}
	return &nothing{}, s.Cases.EndExclusion(ctx, in.ID, in.ExclusionID, asked(ctx))
}
