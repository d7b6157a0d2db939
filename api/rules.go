package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagRules = "Rules"

func (s *service) rules() {
	set := may(readiness.SetRules)
	add(s, route{method: http.MethodGet, path: "/rules/reviews", id: "get-review-rules", tag: tagRules, summary: "Thresholds and figures for case reviews", rule: may(readiness.SeeCounts)}, s.reviewRules)
	add(s, route{
		method: http.MethodPut, path: "/rules/reviews", id: "set-review-rules", tag: tagRules, summary: "Make a new version of the rules for reviews",
		doc: "Running reviews keep their version until they are planned again.", rule: set, conflicts: true,
	}, s.setReviewRules)
	add(s, route{method: http.MethodGet, path: "/rules/ladder", id: "get-ladder", tag: tagRules, summary: "Who hears of a deadline when", rule: may(readiness.SeeCounts)}, s.ladder)
	add(s, route{method: http.MethodPut, path: "/rules/ladder", id: "set-ladder", tag: tagRules, summary: "Make a new version of the ladder", rule: set, conflicts: true}, s.setLadder)
	add(s, route{
		method: http.MethodGet, path: "/rules/calendar", id: "get-calendar", tag: tagRules, summary: "Bank holidays and the council's closure days", rule: may(readiness.SeeCounts),
	}, s.workingCalendar)
	add(s, route{
		method: http.MethodGet, path: "/rules/policy", id: "get-policy", tag: tagRules, summary: "Who may do what, how far it reaches, and why", rule: may(readiness.SeeCounts),
	}, s.policy)
	add(s, route{
		method: http.MethodPut, path: "/rules/closures", id: "set-closures", tag: tagRules, summary: "Set the council's own closure days, all of them",
		doc: "Running deadlines that count over a changed day move, and say so.", rule: set,
	}, s.setClosures)
}

func (s *service) reviewRules(ctx context.Context, _ *nothing) (*versioned[readiness.ReviewRules], error) {
	r, err := s.Rules.ReviewRules(ctx)
	return ruled(r, r.Version, err)
}

func (s *service) ladder(ctx context.Context, _ *nothing) (*versioned[readiness.Ladder], error) {
	l, err := s.Rules.Ladder(ctx)
	return ruled(l, l.Version, err)
}

func ruled[T any](rules T, version int, err error) (*versioned[T], error) {
	if err != nil {
		return nil, err
	}
	return &versioned[T]{ETag: tag(version), Body: rules}, nil
}

func (s *service) workingCalendar(ctx context.Context, _ *nothing) (*reply[calendar.Calendar], error) {
	return answer(s.Rules.Calendar(ctx))
}

func (s *service) policy(context.Context, *nothing) (*reply[rows[readiness.Permission]], error) {
	return all(readiness.Policy, nil)
}

// setting is a change of rules and why.
type setting[B any] struct {
	IfMatch string `header:"If-Match" doc:"The ETag that you read. The change is refused with 412 when the rules have changed since."`
	Body    body[B]
}

// newReviewRules, newLadder and newClosures are a change and why it is made.
type newReviewRules struct {
	Reason    string                `json:"reason" validate:"required,max=500"`
	Running   string                `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether the reviews that run already take the new rules or keep those that they began with. Left out they take them."`
	Confirmed int                   `json:"confirmed,omitempty" validate:"min=0" doc:"How many more reviews may open in one night. Needed when the change opens many; the refusal names the number."`
	Rules     readiness.ReviewRules `json:"rules"`
}

type newLadder struct {
	Reason  string           `json:"reason" validate:"required,max=500"`
	Running string           `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether the reviews that run already take the new rules or keep those that they began with. Left out they take them."`
	Ladder  readiness.Ladder `json:"ladder"`
}

type newClosures struct {
	Reason   string             `json:"reason" validate:"required,max=500"`
	Running  string             `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether the reviews that run already take the new rules or keep those that they began with. Left out they take them."`
	Closures []calendar.Closure `json:"closures" validate:"max=500"`
}

// changing is a change of rules; without a word about what runs, that takes them.
func changing(reason, running string) readiness.RuleChange {
	if running == "" {
		running = readiness.RunningTake
	}
	return readiness.RuleChange{Reason: reason, Running: running}
}

// unchanged refuses when the rules have another version than If-Match names.
func unchanged(ifMatch string, now int, err error) error {
	if err != nil || ifMatch == "" {
		return err
	}
	wanted, err := version(ifMatch)
	if err == nil && wanted != 0 && wanted != now {
		return stale()
	}
	return err
}

func (s *service) setReviewRules(ctx context.Context, in *setting[newReviewRules]) (*versioned[readiness.ReviewRules], error) {
	now, err := s.Rules.ReviewRules(ctx)
	if err := unchanged(in.IfMatch, now.Version, err); err != nil {
		return nil, err
	}
	command := asked(ctx)
	command.Confirmed = in.Body.Value.Confirmed
	r, err := s.Rules.SetReviewRules(ctx, in.Body.Value.Rules, changing(in.Body.Value.Reason, in.Body.Value.Running), command)
	return ruled(r, r.Version, err)
}

func (s *service) setLadder(ctx context.Context, in *setting[newLadder]) (*versioned[readiness.Ladder], error) {
	now, err := s.Rules.Ladder(ctx)
	if err := unchanged(in.IfMatch, now.Version, err); err != nil {
		return nil, err
	}
	l, err := s.Rules.SetLadder(ctx, in.Body.Value.Ladder, changing(in.Body.Value.Reason, in.Body.Value.Running), asked(ctx))
	return ruled(l, l.Version, err)
}

func (s *service) setClosures(ctx context.Context, in *sent[newClosures]) (*reply[calendar.Calendar], error) {
	for i, c := range in.Body.Value.Closures {
		if c.Date.IsZero() || strings.TrimSpace(c.Name) == "" {
			return nil, readiness.FieldErrorf("closures["+itoa(i)+"]", "Enter the date and the name of each closure day.")
		}
	}
	return answer(s.Rules.SetClosures(ctx, in.Body.Value.Closures, changing(in.Body.Value.Reason, in.Body.Value.Running), asked(ctx)))
}
