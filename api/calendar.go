package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagCalendar = "Working days"

func (s *service) calendar() {
	add(s, route{
		method: http.MethodGet, path: "/deadlines", id: "get-deadline", tag: tagCalendar, summary: "Which date is so many working days from another",
		doc: "With the rule, the days it skipped and the calendar's version. Exclusive counting unless you say otherwise.", rule: may(readiness.UseCalculator),
	}, s.deadline, asking[deadlineQuery](s))
	add(s, route{
		method: http.MethodGet, path: "/working-days", id: "count-working-days", tag: tagCalendar, summary: "How many working days lie between two dates", rule: may(readiness.UseCalculator),
	}, s.workingDays, asking[distanceQuery](s))
}

type deadlineQuery struct {
	From        calendar.Date `json:"from" validate:"required" doc:"The date to count from."`
	WorkingDays int           `json:"working_days" validate:"min=-10000,max=10000" doc:"How many; negative counts back."`
	Counting    string        `json:"counting" validate:"omitempty,oneof=exclusive inclusive" doc:"Exclusive makes the first date day 0, inclusive day 1."`
}

type distanceQuery struct {
	From     calendar.Date `json:"from" validate:"required" doc:"The date to count from."`
	To       calendar.Date `json:"to" validate:"required" doc:"The date to count to."`
	Counting string        `json:"counting" validate:"omitempty,oneof=exclusive inclusive" doc:"Exclusive leaves the first date out, inclusive counts both."`
}

func (s *service) deadline(ctx context.Context, in *query[deadlineQuery]) (*reply[calendar.Answer], error) {
	c, err := s.Rules.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	q := in.Value
	return calculated(c.Deadline(calendar.Question{From: q.From, WorkingDays: q.WorkingDays, Counting: calendar.Counting(q.Counting)}))
}

func (s *service) workingDays(ctx context.Context, in *query[distanceQuery]) (*reply[calendar.Answer], error) {
	c, err := s.Rules.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	return calculated(c.Distance(in.Value.From, in.Value.To, calendar.Counting(in.Value.Counting)))
}

// calculated passes the calendar's sentence on: all its errors are about what was asked.
func calculated(a calendar.Answer, err error) (*reply[calendar.Answer], error) {
	if err != nil {
		return nil, readiness.Errorf(readiness.Invalid, "%s", err.Error())
	}
	return answer(a, nil)
}

func itoa(n int) string { return strconv.Itoa(n) }
