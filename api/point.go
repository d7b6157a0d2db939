package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagPoints = "Points from meetings"

func (s *service) points() {
	see := may(readiness.SeePoints)
	add(s, route{
		method: http.MethodPost, path: "/meeting-dates/{id}/points", id: "raise-point", tag: tagPoints, summary: "Enter a point that a meeting raised",
		doc: "It names no child, and nobody who raised it: what looks like a child's is refused until looks_like names it, which says that it is to be kept. " +
			"After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one point.",
		rule: may(readiness.WorkPlan), status: http.StatusCreated,
	}, s.raisePoint)
	add(s, route{
		method: http.MethodGet, path: "/points", id: "list-points", tag: tagPoints, summary: "Points that are not closed, or others by filter, the most pressing first",
		doc: "With Accept: text/csv, every row as a file. The state chief is what waits for the chief executive. Elected members find what scrutiny asked for.", rule: see,
	}, s.listPoints, asking[readiness.PointQuery](s), tabled[readiness.PointRow](s))
	add(s, route{
		method: http.MethodGet, path: "/points/{id}", id: "get-point", tag: tagPoints, summary: "One point: its answer, what happens next, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer.", rule: see,
	}, s.getPoint)
	s.pointCommands()
}

// pointCommands is the one table of what can be asked of a point. Whoever owns one may answer it whatever their post, and whoever calls its meeting says
// whether that took the answer, so most need only that the person follows points; the point decides the rest.
func (s *service) pointCommands() {
	see := may(readiness.SeePoints)
	of := running[readiness.Point]{path: "/points", tag: tagPoints, ask: s.askPoint, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Points.PointView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.AnswerPoint](s, of, "Say what became of what was said", see)
	ask[readiness.HearPoint](s, of, "Say whether the meeting took the answer", see)
	ask[readiness.AssignPoint](s, of, "Give a point to somebody else to answer", see)
	ask[readiness.WithdrawPoint](s, of, "End a point that need not be answered", see)
	ask[readiness.DecidePointEscalation](s, of, "Decide an escalation of a point", may(readiness.DecidePoints))
}

// askPoint exists because the commands are not there yet while the table of operations is made for the document.
func (s *service) askPoint(ctx context.Context, id string, c readiness.PointCommand, asked readiness.Asked) (readiness.Point, error) {
	return s.Commands.Point(ctx, id, c, asked)
}

// raisedPoint is what a point is known by from now on.
type raisedPoint struct {
	PointID string `json:"point_id"`
}

// raisePoint plans a point and has it opened. Asked twice under one key it plans and opens one.
func (s *service) raisePoint(ctx context.Context, in *sentTo[readiness.RaisePoint]) (*made[raisedPoint], error) {
	c := in.Body.Value
	if err := keptAsSeen(&c); err != nil {
		return nil, err
	}
	planned, err := s.Points.RaisePoint(ctx, in.ID, c, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenPoint(ctx, planned); err != nil {
		return nil, err
	}
	return &made[raisedPoint]{Location: Prefix + "/points/" + planned.ID, Body: raisedPoint{planned.ID}}, nil
}

// keptAsSeen refuses a point that looks as if it were about one child until its sender names what that is; what is kept with it is what was found.
func keptAsSeen(c *readiness.RaisePoint) error {
	seen := papers.Child(c.Said + "\n" + c.Theme)
	for _, what := range seen {
		if !slices.Contains(c.LooksLike, what) {
			return readiness.FieldErrorf("looks_like", "This holds what looks like %s. Take it out, since points name no child; if it is no child’s, send it again with “%s” in looks_like.",
				strings.Join(seen, " and "), strings.Join(seen, "”, “"))
		}
	}
	c.LooksLike = seen
	return nil
}

func (s *service) listPoints(ctx context.Context, in *query[readiness.PointQuery]) (*table, error) {
	actor := callOf(ctx).actor
	return list(ctx, s, file{"points", readiness.SeePoints}, in.Value.Limit, pointColumns, func(cursor string, limit int) (readiness.Page[readiness.PointRow], error) {
		q := in.Value
		q.Limit = limit
		if cursor != "" {
			q.Cursor = cursor
		}
		return s.Points.Points(ctx, actor, q)
	})
}

var pointColumns = []column[readiness.PointRow]{
	{"point_id", func(r readiness.PointRow) any { return r.PointID }},
	{"said", func(r readiness.PointRow) any { return r.Said }},
	{"theme", func(r readiness.PointRow) any { return r.Theme }},
	{"area", func(r readiness.PointRow) any { return r.Area }},
	{"series", func(r readiness.PointRow) any { return r.Series }},
	{"meeting_id", func(r readiness.PointRow) any { return r.MeetingID }},
	{"raised", func(r readiness.PointRow) any { return r.Raised }},
	{"owner", func(r readiness.PointRow) any { return r.Owner }},
	{"status", func(r readiness.PointRow) any { return r.Status }},
	{"chief", func(r readiness.PointRow) any { return r.Chief }},
	{"due", func(r readiness.PointRow) any { return r.Due }},
	{"overdue", func(r readiness.PointRow) any { return r.Overdue }},
	{"outcome", func(r readiness.PointRow) any { return r.Outcome }},
	{"we_did", func(r readiness.PointRow) any { return r.WeDid }},
	{"answered_on", func(r readiness.PointRow) any { return r.AnsweredOn }},
	{"hear_by", func(r readiness.PointRow) any { return r.HearBy }},
	{"not_heard", func(r readiness.PointRow) any { return r.NotHeard }},
	{"reached", func(r readiness.PointRow) any { return r.Reached }},
}

func (s *service) getPoint(ctx context.Context, in *byID) (*versioned[readiness.PointView], error) {
	view, err := s.Points.PointView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.PointView]{ETag: tag(view.State.Seq), Body: view}, nil
}
