package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagMeetings = "Meetings"

func (s *service) meetings() {
	see, run := may(readiness.SeePoints), may(readiness.RunPlan)
	add(s, route{
		method: http.MethodGet, path: "/meetings", id: "list-meetings", tag: tagMeetings, summary: "Meetings that come again and again, with what waits in each",
		doc: "Without their members and dates. Elected members find those of scrutiny alone.", rule: see,
	}, s.listMeetings)
	add(s, route{
		method: http.MethodPost, path: "/meetings", id: "add-meeting-series", tag: tagMeetings, summary: "Add a meeting that comes again and again",
		doc:  "Its next date is planned at once, and every further one by itself.",
		rule: run, status: http.StatusCreated,
	}, s.addSeries)
	add(s, route{
		method: http.MethodGet, path: "/meetings/{id}", id: "get-meeting-series", tag: tagMeetings, summary: "One of them: who sits in it, and its dates, newest first", rule: see,
	}, s.getSeries)
	add(s, route{
		method: http.MethodPut, path: "/meetings/{id}", id: "save-meeting-series", tag: tagMeetings, summary: "Change a meeting that comes again and again",
		doc: "Dates that are planned already stay.", rule: run,
	}, s.saveSeries)
	add(s, route{
		method: http.MethodPut, path: "/meetings/{id}/members", id: "set-members", tag: tagMeetings, summary: "Say who sits in a meeting, all of them",
		doc: "Members need no account. An empty area_id is nobody's area.", rule: run,
	}, s.setMembers)
	add(s, route{
		method: http.MethodPost, path: "/meetings/{id}/end", id: "end-meeting-series", tag: tagMeetings, summary: "End a meeting that comes no more",
		doc: "Dates ahead that raised nothing are dropped. Its points stay until they are answered.", rule: run,
	}, s.endSeries)
	add(s, route{
		method: http.MethodPost, path: "/meetings/{id}/dates", id: "add-meeting-date", tag: tagMeetings, summary: "Plan a meeting on a day between the others",
		rule: run, status: http.StatusCreated,
	}, s.addMeeting)
	add(s, route{method: http.MethodGet, path: "/meeting-dates/{id}", id: "get-meeting", tag: tagMeetings, summary: "One date of a meeting", rule: see}, s.getMeeting)
	changeMeeting[readiness.SetAgenda](s, "Say what a meeting is to talk about")
	changeMeeting[readiness.MoveMeeting](s, "Put a meeting on another day")
	changeMeeting[readiness.CancelMeeting](s, "Say that a meeting is not held")
	changeMeeting[readiness.HoldMeeting](s, "Say that a meeting was held")
}

// changeMeeting makes one change of a meeting an operation, under the change's own name.
func changeMeeting[C readiness.MeetingChange](s *service, summary string) {
	var zero C
	add(s, route{
		method: http.MethodPost, path: "/meeting-dates/{id}/" + zero.Name(), id: zero.Name(), tag: tagMeetings, summary: summary,
		doc: "For whoever calls the meeting, and whoever may run_plan.", rule: may(readiness.SeePoints),
	}, func(ctx context.Context, in *sentTo[C]) (*reply[readiness.Meeting], error) {
		return answer(s.Meetings.ChangeMeeting(ctx, in.ID, in.Body.Value, asked(ctx)))
	})
}

func (s *service) listMeetings(ctx context.Context, _ *nothing) (*reply[rows[readiness.MeetingSeries]], error) {
	return all(s.Meetings.AllSeries(ctx, callOf(ctx).actor))
}

func (s *service) addSeries(ctx context.Context, in *sent[readiness.SaveSeries]) (*made[readiness.MeetingSeries], error) {
	series, err := s.Meetings.SaveSeries(ctx, "", in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.MeetingSeries]{Location: Prefix + "/meetings/" + series.ID, Body: series}, nil
}

func (s *service) getSeries(ctx context.Context, in *byID) (*reply[readiness.MeetingSeries], error) {
	return answer(s.Meetings.Series(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) saveSeries(ctx context.Context, in *sentTo[readiness.SaveSeries]) (*reply[readiness.MeetingSeries], error) {
	return answer(s.Meetings.SaveSeries(ctx, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) setMembers(ctx context.Context, in *sentTo[readiness.SetMembers]) (*nothing, error) {
	return &nothing{}, s.Meetings.SetMembers(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) endSeries(ctx context.Context, in *sentTo[readiness.EndSeries]) (*nothing, error) {
	return &nothing{}, s.Meetings.EndSeries(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) addMeeting(ctx context.Context, in *sentTo[readiness.AddMeeting]) (*made[readiness.Meeting], error) {
	m, err := s.Meetings.AddMeeting(ctx, in.ID, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Meeting]{Location: Prefix + "/meeting-dates/" + m.ID, Body: m}, nil
}

func (s *service) getMeeting(ctx context.Context, in *byID) (*reply[readiness.Meeting], error) {
	return answer(s.Meetings.Meeting(ctx, callOf(ctx).actor, in.ID))
}
