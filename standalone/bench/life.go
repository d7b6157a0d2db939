package main

import (
	"context"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"google.golang.org/protobuf/proto"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// unconfirmed reports whether a sweep was still at work when the caller's patience ended.
func unconfirmed(err error) bool { return readiness.Unconfirmed.Is(err) }

// lifeOfOne takes one review from open to signed off and says how long its history is.
func (h *house) lifeOfOne(ctx context.Context, r *report) error {
	reviews, err := h.db.Unsettled(ctx, "", 1)
	if err != nil {
		return err
	}
	one, today := reviews[0], calendar.DateOf(time.Now())
	manager := person("manager", readiness.Holding{Role: readiness.TeamManager, AreaID: one.AreaID, TeamID: one.TeamID})
	head := person("head", readiness.Holding{Role: readiness.AreaHead, AreaID: one.AreaID})
	for id, step := range []struct {
		by readiness.Actor
		c  readiness.ReviewCommand
	}{
		{manager, readiness.BeginReview{}},
		{manager, readiness.PutOffReview{Until: one.Terms.Calendar.Add(one.Run.Due, 5, calendar.Exclusive), Reason: "The court date moved."}},
		{manager, readiness.SubmitReview{Reason: "court", WhyOpen: "Proceedings.", WhatChanged: "A plan.", LastSeen: today, PlanEnds: "yes", Outcome: "close"}},
		{head, readiness.SendBackReview{Missing: "The child's own view."}},
		{manager, readiness.SubmitReview{Reason: "court", WhyOpen: "Proceedings.", WhatChanged: "A plan.", LastSeen: today, PlanEnds: "yes", Outcome: "close"}},
		{head, readiness.SignOffReview{}},
	} {
		if _, err := h.runs.Review(ctx, one.ID, step.c, readiness.Asked{ID: "life-" + string(rune('a'+id)), By: step.by}); err != nil {
			return err
		}
	}
	events, bytes := 0, 0
	history := h.temporal.GetWorkflowHistory(ctx, "review/"+one.ID, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for history.HasNext() {
		ev, err := history.Next()
		if err != nil {
			return err
		}
		events++
		bytes += proto.Size(ev)
	}
	r.add("history of a review: opened, begun, put off, sent back once, signed off", "%d events, %.1f KB", events, float64(bytes)/1024)
	return nil
}

func person(id string, holdings ...readiness.Holding) readiness.Actor {
	return readiness.Actor{PersonID: id, Name: id, Holdings: holdings}
}
