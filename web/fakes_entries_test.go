package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

type entries struct{}

func (entries) PlanVisitEntry(context.Context, string, readiness.LogEntry, readiness.Asked) (readiness.PlannedVisitEntry, error) {
	return readiness.PlannedVisitEntry{}, errNone
}

func (entries) KeepEntryText(context.Context, string, string, readiness.Asked) (readiness.EntryText, error) {
	return readiness.EntryText{}, errNone
}

func (entries) VisitEntries(context.Context, readiness.Actor, readiness.VisitEntryQuery) (readiness.Page[readiness.VisitEntryRow], error) {
	return readiness.Page[readiness.VisitEntryRow]{}, nil
}

func (entries) VisitEntryView(context.Context, readiness.Actor, string) (readiness.VisitEntryView, error) {
	return readiness.VisitEntryView{}, errNone
}

func (entries) VisitEntryDesk(context.Context, readiness.Actor) (readiness.VisitEntryDesk, error) {
	return readiness.VisitEntryDesk{}, nil
}

type onSite struct{}

func (onSite) WriteVisitDay(context.Context, string, calendar.Date, readiness.WriteVisitDay, readiness.Asked) error {
	return errNone
}

func (onSite) VisitDay(context.Context, readiness.Actor, string, calendar.Date) (readiness.VisitDayView, error) {
	return readiness.VisitDayView{}, errNone
}

func (onSite) VisitLog(context.Context, readiness.Actor, string) (readiness.VisitLogView, error) {
	return readiness.VisitLogView{}, errNone
}

func (onSite) AddFeedback(context.Context, string, readiness.AddFeedback, readiness.Asked) error {
	return errNone
}

func (onSite) SetEmbargo(context.Context, string, readiness.SetEmbargo, readiness.Asked) error {
	return errNone
}

func (onSite) Feedback(context.Context, readiness.Actor, string) (readiness.FeedbackView, error) {
	return readiness.FeedbackView{}, errNone
}
