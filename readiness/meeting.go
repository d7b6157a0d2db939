package readiness

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MeetingKinds are the meetings that come again and again (issue 4, point 7; domain.md S22, S53-S55). Points of a staff forum go to the chief
// executive, and elected members follow what scrutiny asked for.
var MeetingKinds = []Choice{
	{"staff_forum", "Staff forum"},
	{"seminar", "Seminar on children in care"},
	{"board", "Improvement board"},
	{"scrutiny", "Scrutiny committee"},
	{"other", "Another meeting"},
}

// StaffForum and Scrutiny are the kinds of meetings for which rules differ.
const (
	StaffForum = "staff_forum"
	Scrutiny   = "scrutiny"
)

// A MeetingSeries is a meeting that comes again and again, such as the staff forum each quarter.
type MeetingSeries struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Kind       string        `json:"kind"`
	Purpose    string        `json:"purpose"`
	ConvenorID string        `json:"convenor_id"` // who calls it
	Convenor   string        `json:"convenor"`
	Weekday    Weekday       `json:"weekday"`
	Every      Rhythm        `json:"every"`
	Weeks      int           `json:"weeks,omitempty"` // EveryWeeks only
	From       calendar.Date `json:"from"`
	Ended      calendar.Date `json:"ended"`
	Members    []Member      `json:"members"`
	Meetings   []Meeting     `json:"meetings"` // the next and those before, newest first, 40 at most
	Next       calendar.Date `json:"next"`     // the day of the next; zero when none is planned
	Open       int           `json:"open"`     // points without an answer
	Late       int           `json:"late"`     // of these, late
	Answered   int           `json:"answered"` // points whose answer the meeting has not heard
	Heard      int           `json:"heard"`
}

// A Member sits in a meeting for an area; AreaID is "" for somebody who comes from no area. Members need no account.
type Member struct {
	Name   string `json:"name" validate:"required,max=100"`
	AreaID string `json:"area_id" validate:"max=64"`
	Area   string `json:"area,omitempty" validate:"max=200"`
}

// A Meeting is one date of a series.
type Meeting struct {
	ID        string        `json:"id"`
	SeriesID  string        `json:"series_id"`
	Series    string        `json:"series"`
	Kind      string        `json:"kind"`
	On        calendar.Date `json:"on"`
	Was       calendar.Date `json:"was"` // the day from which it was moved
	Agenda    string        `json:"agenda"`
	Held      bool          `json:"held"`
	Came      int           `json:"came"` // how many of its members came
	Note      string        `json:"note"` // what was said of it afterwards
	Cancelled bool          `json:"cancelled"`
	Reason    string        `json:"reason"` // of the last move, or why it was cancelled
	Points    int           `json:"points"`
}

// SaveSeries makes a series, or changes one.
type SaveSeries struct {
	Name       string        `json:"name" validate:"required,max=100"`
	Kind       string        `json:"kind" validate:"required,oneof=staff_forum seminar board scrutiny other"`
	Purpose    string        `json:"purpose" validate:"max=2000"`
	ConvenorID string        `json:"convenor_id" validate:"required,max=64"`
	Weekday    string        `json:"weekday" validate:"required,oneof=monday tuesday wednesday thursday friday saturday sunday"`
	Every      string        `json:"every" validate:"required,oneof=weeks month quarter"`
	Weeks      int           `json:"weeks" validate:"min=0,max=26"` // for every so many weeks
	From       calendar.Date `json:"from" validate:"required"`
}

// Check refuses weeks that say nothing.
func (s SaveSeries) Check() error {
	if Rhythm(s.Every) == EveryWeeks && s.Weeks < 1 {
		return FieldErrorf("weeks", "Say how many weeks there are from one meeting to the next.")
	}
	return nil
}

// SetMembers says who sits in a meeting, all of them.
type SetMembers struct {
	Members []Member `json:"members" validate:"max=100,dive"`
}

// EndSeries says that a meeting comes no more. Its points stay until they are answered.
type EndSeries struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// AddMeeting plans a meeting of a series on a day of one's choice.
type AddMeeting struct {
	On calendar.Date `json:"on" validate:"required"`
}

// RaisePoint enters a point that a meeting raised. It names no child, and nobody who raised it.
type RaisePoint struct {
	Said    string `json:"said" validate:"required,max=2000"`
	Theme   string `json:"theme" validate:"required,max=80"`
	AreaID  string `json:"area_id" validate:"max=64"` // "" for the whole council
	OwnerID string `json:"owner_id" validate:"required,max=64"`

	LooksLike []string `json:"looks_like" validate:"max=20,dive,max=200"` // what a check took for something about a child, and whoever typed it kept
}

// Timing is when the series meets.
func (s MeetingSeries) timing() Timing {
	return Timing{Weekdays: []Weekday{s.Weekday}, Every: s.Every, Weeks: s.Weeks, From: s.From}
}

// Words say how often it meets: "on the first Thursday of January, April, July and October".
func (s MeetingSeries) Words() string { return s.timing().rhythm() }

// After is the first day after one on which the series meets: where its day is none on which the council works, the next that is.
func (s MeetingSeries) After(day calendar.Date, c calendar.Calendar) (calendar.Date, bool) {
	timing := s.timing()
	for on := day.AddDays(-7); on.Sub(day) <= horizon; on = on.AddDays(1) { // a day before may have been put off past it
		if timing.On(on) && c.Next(on).After(day) {
			return c.Next(on), true
		}
	}
	return calendar.Date{}, false
}

// MissingAreas are the areas for which nobody sits in the meeting, by name.
func (s MeetingSeries) MissingAreas(areas []Area) (names []string) {
	for _, a := range areas {
		if !slices.ContainsFunc(s.Members, func(m Member) bool { return m.AreaID == a.ID }) {
			names = append(names, a.Name)
		}
	}
	return names
}

// A MeetingChange is something asked of one meeting. Apply touches nothing: it returns the meeting as it would be.
type MeetingChange interface {
	Name() string // imperative and kebab-case, the last part of the API's path
	Apply(m Meeting, now time.Time) (Meeting, error)
}

// SetAgenda says what a meeting is to talk about.
type SetAgenda struct {
	Agenda string `json:"agenda" validate:"required,max=4000"`
}

// MoveMeeting puts a meeting on another day.
type MoveMeeting struct {
	On     calendar.Date `json:"on" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=500"`
}

// CancelMeeting says that a meeting is not held.
type CancelMeeting struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// HoldMeeting says that a meeting was held.
type HoldMeeting struct {
	Came int    `json:"came" validate:"min=1,max=1000"`
	Note string `json:"note" validate:"max=4000"`
}

func (SetAgenda) Name() string     { return "set-agenda" }
func (MoveMeeting) Name() string   { return "move-meeting" }
func (CancelMeeting) Name() string { return "cancel-meeting" }
func (HoldMeeting) Name() string   { return "hold-meeting" }

// Apply sets the agenda of a meeting that lies ahead.
func (c SetAgenda) Apply(m Meeting, _ time.Time) (Meeting, error) {
	m.Agenda = c.Agenda
	return m, m.ahead()
}

// Apply moves a meeting that was not held to a day ahead.
func (c MoveMeeting) Apply(m Meeting, now time.Time) (Meeting, error) {
	switch {
	case !c.On.After(calendar.DateOf(now)):
		return m, FieldErrorf("on", "The new day must be in the future.")
	case c.On == m.On:
		return m, FieldErrorf("on", "The meeting is on this day already.")
	}
	m.Was, m.On, m.Reason = m.On, c.On, c.Reason
	return m, m.ahead()
}

// Apply cancels a meeting that was not held.
func (c CancelMeeting) Apply(m Meeting, _ time.Time) (Meeting, error) {
	err := m.ahead()
	m.Cancelled, m.Reason = true, c.Reason
	return m, err
}

// Apply keeps that the meeting was held, once its day has come.
func (c HoldMeeting) Apply(m Meeting, now time.Time) (Meeting, error) {
	err := m.ahead()
	if err == nil && m.On.After(calendar.DateOf(now)) {
		err = Errorf(Conflict, "This meeting is on %s. Say how it went once that day has come.", m.On.Long())
	}
	m.Held, m.Came, m.Note = true, c.Came, strings.TrimSpace(c.Note)
	return m, err
}

func (m Meeting) ahead() error {
	switch {
	case m.Cancelled:
		return Errorf(Conflict, "This meeting was cancelled.")
	case m.Held:
		return Errorf(Conflict, "This meeting has been held.")
	}
	return nil
}

// MayRaise refuses points of a meeting that has not come, or was cancelled.
func (m Meeting) MayRaise(today calendar.Date) error {
	switch {
	case m.Cancelled:
		return Errorf(Conflict, "This meeting was cancelled, so it raised no points.")
	case m.On.After(today):
		return Errorf(Conflict, "This meeting is on %s. Enter its points once that day has come.", m.On.Long())
	}
	return nil
}

// Calls reports whether somebody calls a meeting, or covers for whoever does.
func Calls(who Actor, convenorID string) bool { return who.standsFor(convenorID) }

// MeetingReminder is what is said of a meeting on a day: to whoever calls it before it, and afterwards as long as nobody has said how it went, after a
// week to the improvement lead too. False when there is nothing to say. It may be asked every day: the key changes with what is new.
func MeetingReminder(m Meeting, convenorID string, today calendar.Date, c calendar.Calendar) (Telling, bool) {
	t := Telling{Kind: Reminder, People: []string{convenorID}, Key: "ahead/" + m.On.String()}
	if !m.On.Before(today) {
		t.Why = "“" + m.Series + "” meets on " + m.On.Long() + ". Set its agenda, and bring the answers that it has not heard."
		return t, true
	}
	late := c.Count(m.On, today, calendar.Exclusive)
	week := late / 5
	t.Key = "unheld/" + m.On.String() + "/" + itoa(week)
	t.Why = "“" + m.Series + "” was to meet on " + m.On.Long() + ", and nobody has said how it went. Say whether it was held, and enter the points that it raised."
	if week > 0 {
		t.Roles = []Role{ImprovementLead}
	}
	return t, late > 0
}
