package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A meetingChange is one thing that a person can do to a meeting, on a page of its own.
type meetingChange struct {
	path    string
	link    string // as the meeting's page offers it
	heading string
	about   func(v MeetingView) string
	button  string
	done    string                  // said afterwards
	try     readiness.MeetingChange // asked whether the rules would take it
	fields  func(f Form, v MeetingView) []govuk.Component
}

func (c *meetingChange) href(id string) string { return meetingHref(id) + "/" + c.path }

// refusal is why somebody cannot do it; nil when they can.
func (c *meetingChange) refusal(v MeetingView, viewer readiness.Actor, now time.Time) error {
	if !v.changes(viewer) {
		return readiness.Errorf(readiness.Forbidden, "Only whoever calls this meeting, or whoever runs the improvement plan, can change it.")
	}
	_, err := c.try.Apply(v.Meeting, now)
	return err
}

func (c *meetingChange) offered(v MeetingView, viewer readiness.Actor, now time.Time) bool {
	return c.refusal(v, viewer, now) == nil
}

var agendaChange = &meetingChange{
	path: "agenda", link: "Set the agenda", heading: "What is on the agenda?", button: "Save the agenda", done: "The agenda is set.", try: readiness.SetAgenda{},
	about: func(MeetingView) string { return "" },
	fields: func(f Form, _ MeetingView) []govuk.Component {
		agenda := f.Counted("agenda", "Agenda", 4000)
		agenda.Rows, agenda.Threshold, agenda.Hint.Text = 10, 75, "One point on each line."
		return []govuk.Component{agenda}
	},
}

var holdChange = &meetingChange{
	path: "held", link: "Say how it went", heading: "How did the meeting go?", button: "Say that it was held",
	done: "It is kept that the meeting was held. Enter the points that it raised.", try: readiness.HoldMeeting{},
	about: func(MeetingView) string {
		return "Say that it was held, then enter the points that it raised, one by one. If it was not held, cancel it."
	},
	fields: func(f Form, v MeetingView) []govuk.Component {
		came := smallNumber(f, "came", "How many of its members came?")
		if n := len(v.Of.Members); n > 0 {
			came.Hint.Text = counted(n, "person") + " sit in it."
			if n > 1 {
				came.Hint.Text = thousands(n) + " people sit in it."
			}
		}
		note := f.Counted("note", "What should be kept of it? (optional)", 4000)
		note.Rows, note.Threshold, note.Hint.Text = 5, 75, "Points that need an answer are entered on their own. Do not name a child."
		return []govuk.Component{came, note}
	},
}

// moveChange is tried as a cancellation is: a meeting that may be cancelled may be moved, and no new day is known yet.
var moveChange = &meetingChange{
	path: "move", link: "Move it to another day", heading: "Move the meeting", button: "Move it", done: "The meeting is moved.", try: readiness.CancelMeeting{},
	about: func(v MeetingView) string { return "It is on " + v.On.Full() + "." },
	fields: func(f Form, _ MeetingView) []govuk.Component {
		return []govuk.Component{f.Date("on", "What is the new day?"), shortAnswer(f, "reason", "Why is it moved?")}
	},
}

var cancelChange = &meetingChange{
	path: "cancel", link: "Cancel it", heading: "Cancel the meeting", button: "Cancel the meeting", done: "The meeting is cancelled.", try: readiness.CancelMeeting{},
	about: func(v MeetingView) string {
		return "Say why the meeting of " + v.On.Full() + " is not held. The next one comes as planned."
	},
	fields: func(f Form, _ MeetingView) []govuk.Component {
		return []govuk.Component{shortAnswer(f, "reason", "Why is it not held?")}
	},
}

func (c *meetingChange) questions(v MeetingView, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: meetingsPath, Back: meetingHref(v.ID), Caption: v.Series + ", " + v.On.Long(), Heading: c.heading, About: c.about(v), Action: c.href(v.ID),
		Fields: c.fields(f, v), Send: c.button,
	}
}

// changePage is the handler that draws a change's page, or says why it cannot be done.
func changePage(c *meetingChange) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		v, err := s.meetingView(r)
		if err != nil {
			return err
		}
		if err := c.refusal(v, by(r), s.Now()); err != nil {
			return err
		}
		form := newFormFor(readiness.SetAgenda{Agenda: v.Agenda})
		return s.show(w, r, http.StatusOK, c.questions(v, form))
	}
}

// changing is the handler of a change: its form is the command.
func changing[C readiness.MeetingChange](c *meetingChange) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		var command C
		id := r.PathValue("id")
		return s.run(w, r, &errand{
			form: &form, into: &command, then: meetingHref(id), done: c.done,
			do: func() error {
				_, err := s.Meetings.ChangeMeeting(r.Context(), id, command, form.asked(r))
				return err
			},
			draw: func(status int) error {
				v, err := s.meetingView(r)
				if err != nil {
					return err
				}
				return s.show(w, r, status, c.questions(v, form))
			},
		})
	}
}
