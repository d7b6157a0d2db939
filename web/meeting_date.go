package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// datesPath is where single meetings stand: beside the meetings that come again, so that no date can be taken for one of them.
const datesPath = "/meeting-dates"

func meetingHref(id string) string { return datesPath + "/" + id }

// mostSpoken is how many points a page shows that is read out.
const mostSpoken = 200

// A MeetingView is one date of a meeting that comes again.
type MeetingView struct {
	readiness.Meeting
	Of readiness.MeetingSeries
}

// changes reports whether somebody may change the meeting.
func (v MeetingView) changes(viewer readiness.Actor) bool {
	return mayHere(viewer, may(readiness.RunPlan)) || readiness.Calls(viewer, v.Of.ConvenorID)
}

func (s *Server) meetingView(r *http.Request) (v MeetingView, err error) {
	if v.Meeting, err = s.Meetings.Meeting(r.Context(), by(r), r.PathValue("id")); err != nil {
		return v, err
	}
	v.Of, err = s.Meetings.Series(r.Context(), by(r), v.SeriesID)
	return v, err
}

// MeetingPage is one meeting: what it talks about, what it raised and what was answered, and the answers that it is to hear.
type MeetingPage struct {
	View   MeetingView
	Points []readiness.PointRow
	ToHear []readiness.PointRow // answers that the meeting has not heard, while it lies ahead
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p MeetingPage) Face() Face {
	return Face{Template: "meeting", Title: p.View.Series + ", " + p.View.On.Long(), Section: meetingsPath, Back: seriesHref(p.View.SeriesID)}
}

func (s *Server) meetingPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.meetingView(r)
	if err != nil {
		return err
	}
	page := MeetingPage{View: view, Viewer: by(r), Now: s.Now()}
	points, err := s.Points.Points(r.Context(), by(r), readiness.PointQuery{MeetingID: view.ID, State: "all", Limit: mostSpoken})
	if err != nil {
		return err
	}
	page.Points = points.Rows
	if !view.Held && !view.Cancelled {
		toHear, err := s.Points.Points(r.Context(), by(r), readiness.PointQuery{SeriesID: view.SeriesID, State: "answered", Limit: mostSpoken})
		if err != nil {
			return err
		}
		page.ToHear = toHear.Rows
	}
	return s.show(w, r, http.StatusOK, page)
}

// Day is the day of the meeting, with its weekday.
func (p MeetingPage) Day() string { return p.View.On.Full() }

// State is how the meeting stands, as a tag.
func (p MeetingPage) State() govuk.Tag {
	m := p.View.Meeting
	tag := govuk.Tag{Text: meetingState(m, p.today(), len(p.View.Of.Members))}
	switch {
	case m.Cancelled:
		tag.Classes = "govuk-tag--grey"
	case m.Held:
		tag.Classes = "govuk-tag--green"
	case m.On.Before(p.today()):
		tag.Classes = "govuk-tag--red"
	}
	return tag
}

func (p MeetingPage) today() calendar.Date { return calendar.DateOf(p.Now) }

// Raises reports whether the viewer may enter a point.
func (p MeetingPage) Raises() bool {
	return mayHere(p.Viewer, may(readiness.WorkPlan)) && p.View.MayRaise(p.today()) == nil
}

// Main is what the meeting waits for from the viewer, as a button; nil when it waits for nothing.
func (p MeetingPage) Main() *govuk.Button {
	switch {
	case holdChange.offered(p.View, p.Viewer, p.Now):
		return &govuk.Button{Text: holdChange.link, Href: holdChange.href(p.View.ID)}
	case p.Raises():
		return &govuk.Button{Text: "Enter a point", Href: raiseHref(p.View.ID)}
	}
	return nil
}

// Else is what else the viewer may do with it.
func (p MeetingPage) Else() []Link {
	var all []Link
	if main := p.Main(); main != nil && main.Href != raiseHref(p.View.ID) && p.Raises() {
		all = append(all, Link{"Enter a point", raiseHref(p.View.ID)})
	}
	for _, c := range []*meetingChange{agendaChange, moveChange, cancelChange} {
		if c.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{c.link, c.href(p.View.ID)})
		}
	}
	return all
}
