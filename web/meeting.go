package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const meetingsPath = "/meetings"

// MeetingsPage lists the meetings that come again and again.
type MeetingsPage struct {
	Series []readiness.MeetingSeries
	Viewer readiness.Actor
}

// Face is the page's frame.
func (MeetingsPage) Face() Face {
	return Face{Template: "meetings", Title: "Meetings", Section: meetingsPath}
}

// Runs reports whether the viewer may add meetings that come again.
func (p MeetingsPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

// Everything reports whether the viewer follows every meeting, and not scrutiny alone.
func (p MeetingsPage) Everything() bool { return readiness.SeesEveryMeeting(p.Viewer) }

func (s *Server) meetings(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Meetings.AllSeries(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, MeetingsPage{Series: all, Viewer: by(r)})
}

// A SeriesRow is a meeting that comes again, as a list counts it.
type SeriesRow struct {
	readiness.MeetingSeries
	Waiting, Overdue, ToHear Count // points open, late, and answered but not heard
}

// Rows are the meetings with what waits in each.
func (p MeetingsPage) Rows() []SeriesRow {
	rows := make([]SeriesRow, 0, len(p.Series))
	for _, series := range p.Series {
		rows = append(rows, seriesRow(series))
	}
	return rows
}

func seriesRow(s readiness.MeetingSeries) SeriesRow {
	count := func(state string, n int, late bool) Count {
		c := Count{Number: n, Late: late}
		if n > 0 {
			c.Href = query(pointsPath, "series", s.ID, "state", state)
		}
		return c
	}
	return SeriesRow{s, count("open", s.Open, false), count("late", s.Late, true), count("answered", s.Answered, false)}
}

// SeriesPage is one meeting that comes again: its next date, what waits, who sits in it, and its dates.
type SeriesPage struct {
	Series readiness.MeetingSeries
	Areas  []readiness.Area
	Viewer readiness.Actor
	Today  calendar.Date
}

// Face is the page's frame.
func (p SeriesPage) Face() Face {
	return Face{Template: "meeting_series", Title: p.Series.Name, Section: meetingsPath, Back: meetingsPath}
}

func (s *Server) series(w http.ResponseWriter, r *http.Request) error {
	series, err := s.Meetings.Series(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, SeriesPage{Series: series, Areas: areas, Viewer: by(r), Today: s.today()})
}

// Kind is what kind of meeting it is, "" where its name says that.
func (p SeriesPage) Kind() string {
	if kind := readiness.ChoiceText(readiness.MeetingKinds, p.Series.Kind); kind != p.Series.Name {
		return kind
	}
	return ""
}

// Ended reports whether the meeting comes no more.
func (p SeriesPage) Ended() bool { return !p.Series.Ended.IsZero() }

// Next is the next date; nil when none is planned.
func (p SeriesPage) Next() *readiness.Meeting {
	var next *readiness.Meeting
	for i, m := range p.Series.Meetings { // the newest first
		if !m.Held && !m.Cancelled && !m.On.Before(p.Today) {
			next = &p.Series.Meetings[i]
		}
	}
	return next
}

// Row counts what waits.
func (p SeriesPage) Row() SeriesRow { return seriesRow(p.Series) }

// All leads to every point that the meeting raised.
func (p SeriesPage) All() string { return query(pointsPath, "series", p.Series.ID, "state", "all") }

// State is how one of the dates stands, in words.
func (p SeriesPage) State(m readiness.Meeting) string {
	return meetingState(m, p.Today, len(p.Series.Members))
}

// meetingState is how a meeting stands, in words; members is how many sit in it.
func meetingState(m readiness.Meeting, today calendar.Date, members int) string {
	switch {
	case m.Cancelled:
		return "Cancelled"
	case m.Held && m.Came <= members:
		return "Held, " + strconv.Itoa(m.Came) + " of " + counted(members, "member") + " came"
	case m.Held:
		return "Held, " + counted(m.Came, "member") + " came"
	case m.On.Before(today):
		return "Nobody has said how it went"
	}
	return "Coming"
}

// Members are who sits in the meeting, area by area.
func (p SeriesPage) Members() govuk.SummaryList {
	var list govuk.SummaryList
	for _, field := range memberFields(p.Areas) {
		if names := field.names(p.Series); len(names) > 0 {
			list.Rows = append(list.Rows, govuk.Row(field.place, listed(names)))
		}
	}
	return list
}

// Missing are the areas for which nobody sits in it, in words; "" when there is none.
func (p SeriesPage) Missing() string { return listed(p.Series.MissingAreas(p.Areas)) }

// Else is what the viewer may do with it.
func (p SeriesPage) Else() []Link {
	if !mayHere(p.Viewer, may(readiness.RunPlan)) {
		return nil
	}
	all := []Link{{"Say who sits in it", p.href("members")}, {"Change it", p.href("edit")}}
	if !p.Ended() {
		all = append(all, Link{"Add a date between the others", p.href("dates/add")}, Link{"End it", p.href("end")})
	}
	return all
}

func (p SeriesPage) href(path string) string { return seriesHref(p.Series.ID) + "/" + path }

func seriesHref(id string) string { return meetingsPath + "/" + id }
