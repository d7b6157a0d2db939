package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type meetings struct{}

func (meetings) SaveSeries(context.Context, string, readiness.SaveSeries, readiness.Asked) (readiness.MeetingSeries, error) {
	return readiness.MeetingSeries{}, errNone
}

func (meetings) SetMembers(context.Context, string, readiness.SetMembers, readiness.Asked) error {
	return errNone
}

func (meetings) EndSeries(context.Context, string, readiness.EndSeries, readiness.Asked) error {
	return errNone
}

func (meetings) AllSeries(context.Context, readiness.Actor) ([]readiness.MeetingSeries, error) {
	return nil, nil
}

func (meetings) Series(context.Context, readiness.Actor, string) (readiness.MeetingSeries, error) {
	return readiness.MeetingSeries{}, errNone
}

func (meetings) AddMeeting(context.Context, string, readiness.AddMeeting, readiness.Asked) (readiness.Meeting, error) {
	return readiness.Meeting{}, errNone
}

func (meetings) Meeting(context.Context, readiness.Actor, string) (readiness.Meeting, error) {
	return readiness.Meeting{}, errNone
}

func (meetings) ChangeMeeting(context.Context, string, readiness.MeetingChange, readiness.Asked) (readiness.Meeting, error) {
	return readiness.Meeting{}, errNone
}

type points struct{}

func (points) RaisePoint(context.Context, string, readiness.RaisePoint, readiness.Asked) (readiness.PlannedPoint, error) {
	return readiness.PlannedPoint{}, errNone
}

func (points) Points(context.Context, readiness.Actor, readiness.PointQuery) (readiness.Page[readiness.PointRow], error) {
	return readiness.Page[readiness.PointRow]{}, nil
}

func (points) PointView(context.Context, readiness.Actor, string) (readiness.PointView, error) {
	return readiness.PointView{}, errNone
}

func (points) PointDesk(context.Context, readiness.Actor) (readiness.PointDesk, error) {
	return readiness.PointDesk{}, nil
}
