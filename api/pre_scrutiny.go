package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagPreScrutiny = "Pre-scrutiny of decisions"

func (s *service) preScrutinies() {
	see := may(readiness.SeePoints)
	add(s, route{
		method: http.MethodPost, path: "/pre-scrutiny", id: "ask-pre-scrutiny", tag: tagPreScrutiny, summary: "Ask, for a scrutiny committee, to see a decision before it is taken",
		doc:  "For whoever calls the committee, and whoever may work_plan. It names no child. After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one request.",
		rule: see, status: http.StatusCreated,
	}, s.askPreScrutiny)
	add(s, route{
		method: http.MethodGet, path: "/pre-scrutiny", id: "list-pre-scrutiny", tag: tagPreScrutiny, summary: "Requests that are not closed, or others by filter, the most pressing first",
		doc: "With Accept: text/csv, every row as a file. The state passed is those whose day of the decision has passed and that scrutiny has not considered.", rule: see,
	}, s.listPreScrutinies, asking[readiness.PreScrutinyQuery](s), tabled[readiness.PreScrutinyRow](s))
	add(s, route{
		method: http.MethodGet, path: "/pre-scrutiny/{id}", id: "get-pre-scrutiny", tag: tagPreScrutiny, summary: "One request: its days, what scrutiny recommended, what happens next, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer.", rule: see,
	}, s.getPreScrutiny)
	s.preScrutinyCommands()
}

// preScrutinyCommands is the one table of what can be asked of a request. Whoever owns a decision or calls scrutiny does their part whatever their post; the
// request decides the rest.
func (s *service) preScrutinyCommands() {
	see := may(readiness.SeePoints)
	of := running[readiness.PreScrutiny]{path: "/pre-scrutiny", tag: tagPreScrutiny, ask: s.askOfPreScrutiny, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.PreScrutinies.PreScrutinyView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.AgreePreScrutiny](s, of, "Say on which day scrutiny sees the decision", see)
	ask[readiness.DeclinePreScrutiny](s, of, "Say that scrutiny does not see it before, and why", see)
	ask[readiness.GiveScrutinyPaper](s, of, "Say which paper scrutiny was given", see)
	ask[readiness.ConsiderPreScrutiny](s, of, "Say what scrutiny recommended; each becomes a finding", see)
	ask[readiness.AnswerRecommendations](s, of, "Answer what scrutiny recommended", see)
	ask[readiness.MovePreScrutiny](s, of, "Change the day of the decision, or of scrutiny", see)
	ask[readiness.AssignPreScrutiny](s, of, "Give a request to somebody else who owns the decision", see)
	ask[readiness.WithdrawPreScrutiny](s, of, "End a request when scrutiny need not see the decision", see)
	ask[readiness.DecidePreScrutinyEscalation](s, of, "Decide an escalation of a request", may(readiness.DecidePoints))
}

// askOfPreScrutiny exists because the commands are not there yet while the table of operations is made for the document.
func (s *service) askOfPreScrutiny(ctx context.Context, id string, c readiness.PreScrutinyCommand, asked readiness.Asked) (readiness.PreScrutiny, error) {
	return s.Commands.PreScrutiny(ctx, id, c, asked)
}

// askedPreScrutiny is what a request is known by from now on.
type askedPreScrutiny struct {
	PreScrutinyID string `json:"pre_scrutiny_id"`
}

// askPreScrutiny plans a request and has it opened. Asked twice under one key it plans and opens one.
func (s *service) askPreScrutiny(ctx context.Context, in *sent[readiness.AskPreScrutiny]) (*made[askedPreScrutiny], error) {
	planned, err := s.PreScrutinies.AskPreScrutiny(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenPreScrutiny(ctx, planned); err != nil {
		return nil, err
	}
	return &made[askedPreScrutiny]{Location: Prefix + "/pre-scrutiny/" + planned.ID, Body: askedPreScrutiny{planned.ID}}, nil
}

func (s *service) listPreScrutinies(ctx context.Context, in *query[readiness.PreScrutinyQuery]) (*table, error) {
	actor := callOf(ctx).actor
	return list(ctx, s, file{"pre-scrutiny", readiness.SeePoints}, in.Value.Limit, preScrutinyColumns, func(cursor string, limit int) (readiness.Page[readiness.PreScrutinyRow], error) {
		q := in.Value
		q.Limit = limit
		if cursor != "" {
			q.Cursor = cursor
		}
		return s.PreScrutinies.PreScrutinies(ctx, actor, q)
	})
}

var preScrutinyColumns = []column[readiness.PreScrutinyRow]{
	{"pre_scrutiny_id", func(r readiness.PreScrutinyRow) any { return r.PreScrutinyID }},
	{"title", func(r readiness.PreScrutinyRow) any { return r.Title }},
	{"series", func(r readiness.PreScrutinyRow) any { return r.Series }},
	{"asked", func(r readiness.PreScrutinyRow) any { return r.Asked }},
	{"owner", func(r readiness.PreScrutinyRow) any { return r.Owner }},
	{"status", func(r readiness.PreScrutinyRow) any { return r.Status }},
	{"decides", func(r readiness.PreScrutinyRow) any { return r.Decides }},
	{"days_left", func(r readiness.PreScrutinyRow) any { return r.DaysLeft }},
	{"meets_on", func(r readiness.PreScrutinyRow) any { return r.MeetsOn }},
	{"due", func(r readiness.PreScrutinyRow) any { return r.Due }},
	{"overdue", func(r readiness.PreScrutinyRow) any { return r.Overdue }},
	{"passed", func(r readiness.PreScrutinyRow) any { return r.Passed }},
	{"recommended", func(r readiness.PreScrutinyRow) any { return r.Recommended }},
	{"outcome", func(r readiness.PreScrutinyRow) any { return r.Outcome }},
	{"reached", func(r readiness.PreScrutinyRow) any { return r.Reached }},
}

func (s *service) getPreScrutiny(ctx context.Context, in *byID) (*versioned[readiness.PreScrutinyView], error) {
	view, err := s.PreScrutinies.PreScrutinyView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.PreScrutinyView]{ETag: tag(view.State.Seq), Body: view}, nil
}
