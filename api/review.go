package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagReviews = "Reviews"

func (s *service) reviews() {
	add(s, route{
		method: http.MethodGet, path: "/reviews", id: "list-reviews", tag: tagReviews, summary: "Reviews that run, or others by filter",
		doc: "With Accept: text/csv, every row as a file, for people who may export_cases.", rule: may(readiness.SeeCases),
	}, s.listReviews, asking[readiness.ReviewQuery](s), tabled[readiness.ReviewRow](s))
	add(s, route{
		method: http.MethodGet, path: "/reviews/{id}", id: "get-review", tag: tagReviews, summary: "One review: its state, what happens next, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer.", rule: may(readiness.SeeCases),
	}, s.getReview)
	add(s, route{
		method: http.MethodGet, path: "/reviews/{id}/owners", id: "list-owners", tag: tagReviews, summary: "People the review can be given to", rule: may(readiness.SeeCases),
	}, s.owners)
	add(s, route{
		method: http.MethodGet, path: "/owners", id: "list-owner-loads", tag: tagReviews, summary: "Who has reviews that can be given to somebody else, and how many",
		doc: "People who have left come first. Give each review with assign-review.", rule: may(readiness.Assign),
	}, s.ownerLoads)
	s.reviewCommands()
}

// reviewCommands is the one table of what can be asked of a review. An owner may begin, submit and put off in any post, so those need only that the
// person sees cases; the review decides the rest.
func (s *service) reviewCommands() {
	of := running[readiness.Review]{
		path: "/reviews", tag: tagReviews,
		seen: func(ctx context.Context, id string) (int, error) {
			view, err := s.Reviews.Review(ctx, callOf(ctx).actor, id)
			return view.State.Seq, err
		},
		ask: func(ctx context.Context, id string, c readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
			return s.Commands.Review(ctx, id, c, asked)
		},
	}
	ask[readiness.BeginReview](s, of, "Begin a review", may(readiness.SeeCases))
	ask[readiness.SubmitReview](s, of, "Submit what the review found, for sign-off", may(readiness.SeeCases))
	ask[readiness.PutOffReview](s, of, "Put a review off to a later day", may(readiness.SeeCases))
	ask[readiness.PauseReview](s, of, "Pause a review while the case is in proceedings", may(readiness.Pause))
	ask[readiness.ResumeReview](s, of, "Bring a paused review back", may(readiness.Pause))
	ask[readiness.AssignReview](s, of, "Give a review to another owner", may(readiness.Assign))
	ask[readiness.SignOffReview](s, of, "Sign a review off", may(readiness.SignOff))
	ask[readiness.SendBackReview](s, of, "Send a review back", may(readiness.SignOff))
	ask[readiness.LookAgainAtReview](s, of, "Take the second look of quality assurance", may(readiness.LookAgain))
	ask[readiness.DecideReviewEscalation](s, of, "Decide an escalation", may(readiness.DecideEscalation))
}

func (s *service) listReviews(ctx context.Context, in *query[readiness.ReviewQuery]) (*table, error) {
	actor := callOf(ctx).actor
	return list(ctx, s, file{"reviews", readiness.ExportCases}, in.Value.Limit, reviewColumns, func(cursor string, limit int) (readiness.Page[readiness.ReviewRow], error) {
		q := in.Value
		q.Limit = limit
		if cursor != "" {
			q.Cursor = cursor
		}
		return s.Reviews.Reviews(ctx, actor, q)
	})
}

var reviewColumns = []column[readiness.ReviewRow]{
	{"review_id", func(r readiness.ReviewRow) any { return r.ReviewID }},
	{"case_id", func(r readiness.ReviewRow) any { return r.CaseID }},
	{"child_ref", func(r readiness.ReviewRow) any { return r.ChildRef }},
	{"area", func(r readiness.ReviewRow) any { return r.Area }},
	{"team", func(r readiness.ReviewRow) any { return r.Team }},
	{"owner", func(r readiness.ReviewRow) any { return r.Owner }},
	{"type", func(r readiness.ReviewRow) any { return r.Basis.Type }},
	{"since", func(r readiness.ReviewRow) any { return r.Basis.Since }},
	{"months", func(r readiness.ReviewRow) any { return r.Months }},
	{"status", func(r readiness.ReviewRow) any { return r.Status }},
	{"due", func(r readiness.ReviewRow) any { return r.Due }},
	{"overdue", func(r readiness.ReviewRow) any { return r.Overdue }},
	{"put_offs", func(r readiness.ReviewRow) any { return r.PutOffs }},
	{"outcome", func(r readiness.ReviewRow) any { return r.Outcome }},
	{"reached", func(r readiness.ReviewRow) any { return r.Reached }},
	{"submitted_on", func(r readiness.ReviewRow) any { return r.SentOn }},
	{"signed_on", func(r readiness.ReviewRow) any { return r.SignedOn }},
}

func (s *service) getReview(ctx context.Context, in *byID) (*versioned[readiness.ReviewView], error) {
	view, err := s.Reviews.Review(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.ReviewView]{ETag: tag(view.State.Seq), Body: view}, nil
}

func (s *service) owners(ctx context.Context, in *byID) (*reply[rows[readiness.Choice]], error) {
	return all(s.Reviews.Owners(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) ownerLoads(ctx context.Context, _ *nothing) (*reply[rows[readiness.OwnerLoad]], error) {
	return all(s.Reviews.OwnerLoads(ctx, callOf(ctx).actor))
}
