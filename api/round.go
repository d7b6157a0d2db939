package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) rounds() {
	see, set := may(readiness.SeeSchedules), may(readiness.SetSchedules)
	const taken = " The answer says whether it has been taken already; when not, it is taken by itself as soon as the service that keeps the time is back."
	add(s, route{method: http.MethodGet, path: "/rounds", id: "list-rounds", tag: tagSchedules, summary: "Recurring reviews: which cases each round looks at, and when", doc: "A round is a job too: it is left out, paused and started as one.", rule: see}, s.listRounds)
	add(s, route{
		method: http.MethodPost, path: "/rounds", id: "add-round", tag: tagSchedules, summary: "Set a round up",
		doc: "On each of its dates it opens a review for every open case in it that has none. A round that would open many reviews today is refused until the number is confirmed." + taken, rule: set,
	}, s.addRound)
	add(s, route{
		method: http.MethodPost, path: "/rounds/preview", id: "preview-round", tag: tagSchedules, summary: "How many reviews a round would open today, by area", doc: "Nothing is changed.", rule: set,
	}, s.previewRound)
	add(s, route{method: http.MethodPut, path: "/rounds/{job}", id: "change-round", tag: tagSchedules, summary: "Change a round", doc: "Dates left out and a pause stay." + taken, rule: set}, s.changeRound)
	add(s, route{method: http.MethodPost, path: "/rounds/{job}/end", id: "end-round", tag: tagSchedules, summary: "End a round for good", doc: "Reviews that it has opened go on." + taken, rule: set}, s.endRound)
	add(s, route{
		method: http.MethodPost, path: "/rounds/{job}/runs", id: "run-round", tag: tagSchedules, summary: "Run a round now, beside its dates", doc: "No case gets a second review, and cases reviewed lately are left alone.", rule: set,
	}, s.runRound)
}

func (s *service) listRounds(ctx context.Context, _ *nothing) (*reply[rows[aRound]], error) {
	now, err := s.Schedules.Clockwork(ctx)
	list := []aRound{}
	for _, r := range now.Timetable.Rounds {
		if _, runs := now.Timetable.Round(readiness.Job(r.ID)); runs {
			list = append(list, aRound{r.ID, r.Words(), r.Form()})
		}
	}
	return all(list, err)
}

// aRound is a round, in the form in which it is changed.
type aRound struct {
	ID    string             `json:"id"`
	Words string             `json:"words" doc:"When it looks, in words."`
	Round readiness.SetRound `json:"round"`
}

type newRound struct {
	Reason    string             `json:"reason" validate:"required,max=500"`
	Confirmed int                `json:"confirmed,omitempty" validate:"min=0" doc:"How many reviews may open at once. Needed when the round would open many today; the refusal names the number."`
	Round     readiness.SetRound `json:"round"`
}

func (s *service) addRound(ctx context.Context, in *sent[newRound]) (*reply[timetableKept], error) {
	return s.keepRound(ctx, "", in.Body.Value)
}

func (s *service) changeRound(ctx context.Context, in *timed[newRound]) (*reply[timetableKept], error) {
	return s.keepRound(ctx, readiness.Job(in.Job), in.Body.Value)
}

func (s *service) keepRound(ctx context.Context, id readiness.Job, n newRound) (*reply[timetableKept], error) {
	n.Round.ID = id
	command := asked(ctx)
	command.Confirmed = n.Confirmed
	return s.alterAs(ctx, n.Round, n.Reason, command)
}

func (s *service) previewRound(ctx context.Context, in *sent[readiness.SetRound]) (*reply[readiness.RoundTry], error) {
	now, err := s.Schedules.Clockwork(ctx)
	if err != nil {
		return nil, err
	}
	const tried = "tried"
	next, err := in.Body.Value.Apply(now, readiness.Because{At: s.Now(), ID: tried})
	if err != nil {
		return nil, err
	}
	p, err := s.Forecasts.Prospect(ctx)
	round, _ := next.Round(tried)
	return answer(p.TryRound(round), err)
}

func (s *service) endRound(ctx context.Context, in *timed[newReason]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.EndRound{Job: readiness.Job(in.Job)}, in.Body.Value.Reason)
}

// byJob is the input of an operation about one job.
type byJob struct {
	Job string `path:"job" maxLength:"64"`
}

func (s *service) runRound(ctx context.Context, in *byJob) (*reply[readiness.SweepResult], error) {
	now, err := s.Schedules.Clockwork(ctx)
	if err != nil {
		return nil, err
	}
	if _, ok := now.Timetable.Round(readiness.Job(in.Job)); !ok {
		return nil, readiness.Errorf(readiness.NotFound, "There is no such round, or it has ended.")
	}
	return answer(s.Time.RunRound(ctx, readiness.Job(in.Job), asked(ctx)))
}
