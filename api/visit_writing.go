package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// visitWriting is what people write for the pack of a visit.
func (s *service) visitWriting() {
	work := may(readiness.WorkVisits)
	add(s, route{
		method: http.MethodGet, path: "/visits/{id}/writing", id: "get-visit-writing", tag: tagVisits, summary: "What is written for the pack of a visit: position statements, timetable, who is interviewed", rule: work,
		doc: "A version of 0 says that nobody has written it yet. Name the version that you read when you write the next one.",
	}, s.getVisitWriting)
	add(s, route{
		method: http.MethodGet, path: "/visits/{id}/positions/{focus}", id: "list-visit-positions", tag: tagVisits, summary: "Every version of one focus area's position statement, newest first", rule: work,
	}, s.listVisitPositions)
	add(s, route{
		method: http.MethodPost, path: "/visits/{id}/positions", id: "write-visit-position", tag: tagVisits, summary: "Write the next version of a focus area's position statement", rule: work,
		doc: "It is refused with 409 when version is not the last one; what looks like a child's is refused until keep says that it stays.",
	}, s.writeVisitPosition)
	add(s, route{
		method: http.MethodPut, path: "/visits/{id}/timetable", id: "set-visit-timetable", tag: tagVisits, summary: "Replace the timetable of a visit", rule: work,
		doc: "Times are London's, such as 09:30. It is refused with 409 when version is not the last one.",
	}, s.setVisitTimetable)
	add(s, route{
		method: http.MethodPut, path: "/visits/{id}/interviewees", id: "set-visit-interviewees", tag: tagVisits, summary: "Replace the list of who is interviewed", rule: work,
		doc: "Staff by name and post, others as a group, never a child by name. It is refused with 409 when version is not the last one.",
	}, s.setVisitInterviewees)
}

func (s *service) getVisitWriting(ctx context.Context, in *byID) (*reply[readiness.VisitWriting], error) {
	return answer(s.Writing.VisitWriting(ctx, callOf(ctx).actor, in.ID))
}

// focusOfVisit is the input of an operation about one focus area of a visit.
type focusOfVisit struct {
	ID    string `path:"id" maxLength:"64"`
	Focus string `path:"focus" maxLength:"40" doc:"Code of the focus area, such as care_leavers."`
}

func (s *service) listVisitPositions(ctx context.Context, in *focusOfVisit) (*reply[rows[readiness.VisitPosition]], error) {
	return all(s.Writing.PositionVersions(ctx, callOf(ctx).actor, in.ID, in.Focus))
}

func (s *service) writeVisitPosition(ctx context.Context, in *sentTo[readiness.WritePosition]) (*reply[readiness.VisitPosition], error) {
	w := in.Body.Value
	if err := keptAsSaid(strings.Join([]string{w.Know, w.How, w.Next, w.Figures}, "\n"), w.Keep); err != nil {
		return nil, err
	}
	return answer(s.Writing.WritePosition(ctx, in.ID, w, asked(ctx)))
}

func (s *service) setVisitTimetable(ctx context.Context, in *sentTo[readiness.SetTimetable]) (*nothing, error) {
	w := in.Body.Value
	if err := keptAsSaid(strings.Join(w.Words(), "\n"), w.Keep); err != nil {
		return nil, err
	}
	return &nothing{}, s.Writing.SetTimetable(ctx, in.ID, w, asked(ctx))
}

func (s *service) setVisitInterviewees(ctx context.Context, in *sentTo[readiness.SetInterviewees]) (*nothing, error) {
	w := in.Body.Value
	if err := keptAsSaid(strings.Join(w.Words(), "\n"), w.Keep); err != nil {
		return nil, err
	}
	return &nothing{}, s.Writing.SetInterviewees(ctx, in.ID, w, asked(ctx))
}
