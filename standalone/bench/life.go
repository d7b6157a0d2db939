package main

import (
	"context"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"google.golang.org/protobuf/proto"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// lifeOfOne takes one review from open to signed off and says how long its history is.
func (h *house) lifeOfOne(ctx context.Context, r *report) error {
	reviews, err := h.db.Unsettled(ctx, "", 1)
	if err != nil {
		return err
	}
	one, today := reviews[0], calendar.DateOf(time.Now())
	manager := actor("manager", readiness.Holding{Role: readiness.TeamManager, AreaID: one.AreaID, TeamID: one.TeamID})
	head := actor("head", readiness.Holding{Role: readiness.AreaHead, AreaID: one.AreaID})
	sent := readiness.SubmitReview{Reason: "court", WhyOpen: "Proceedings.", WhatChanged: "A plan.", LastSeen: today, PlanEnds: "yes", Outcome: "close"}
	for i, step := range []struct {
		by readiness.Actor
		c  readiness.ReviewCommand
	}{
		{manager, readiness.BeginReview{}},
		{manager, readiness.PutOffReview{Until: one.Terms.Calendar.Add(one.Run.Due, 5, calendar.Exclusive), Reason: "The court date moved."}},
		{manager, sent},
		{head, readiness.SendBackReview{Missing: "The child's own view."}},
		{manager, sent},
		{head, readiness.SignOffReview{}},
	} {
		if _, err := h.runs.Review(ctx, one.ID, step.c, readiness.Asked{ID: fmt.Sprintf("life-%d", i), By: step.by}); err != nil {
			return err
		}
	}
	events, bytes, err := h.history(ctx, "review/"+one.ID)
	r.add("history of a review that was opened, begun, put off, sent back once and signed off", "%d events, %.1f KB", events, float64(bytes)/1024)
	return err
}

func (h *house) history(ctx context.Context, id string) (events, bytes int, err error) {
	for history := h.temporal.GetWorkflowHistory(ctx, id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); history.HasNext(); events++ {
		event, err := history.Next()
		if err != nil {
			return 0, 0, err
		}
		bytes += proto.Size(event)
	}
	return events, bytes, nil
}
