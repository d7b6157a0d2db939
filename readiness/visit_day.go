package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WriteVisitDay is the note of the daily keep-in-touch meeting with the inspectors.
type WriteVisitDay struct {
	Said    string `json:"said" validate:"required,max=8000"`
	Present string `json:"present" validate:"required,max=1000"`
	Follows string `json:"follows" validate:"max=4000"`
	Keep    string `json:"keep" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}

// AddFeedback is something that inspectors said at the end, about one judgement area or focus area.
type AddFeedback struct {
	About string `json:"about" validate:"required,max=120"`
	Said  string `json:"said" validate:"required,max=8000"`
	Keep  string `json:"keep" validate:"omitempty,eq=yes"`
}

// SetEmbargo says until when provisional feedback is kept from others, and who may read it besides whoever runs visits.
type SetEmbargo struct {
	Until   calendar.Date `json:"until,omitzero"`                        // zero: until Lift, when the letter is published
	Readers []string      `json:"readers" validate:"max=60,dive,max=64"` // ids of people
	Lift    string        `json:"lift" validate:"omitempty,oneof=yes"`   // the letter is published: everybody who works on visits may read it
}

// A VisitDayNote is one note as it was written.
type VisitDayNote struct {
	Number  int       `json:"number"`
	Said    string    `json:"said"`
	Present string    `json:"present"`
	Follows string    `json:"follows"`
	By      string    `json:"by"` // a name
	At      time.Time `json:"at"`
}

// A VisitDayView is the page of one day on site.
type VisitDayView struct {
	Log     VisitLogView    `json:"log"`
	Day     calendar.Date   `json:"day"`
	Open    []VisitEntryRow `json:"open"`    // what waits that was logged or due on that day or before
	Settled int             `json:"settled"` // of what was logged on that day
	Logged  int             `json:"logged"`
	Note    *VisitDayNote   `json:"note,omitempty"`
	Before  []VisitDayNote  `json:"before"` // notes that it replaced, newest first
}

// A VisitLogView is what the pages of what is logged need of their visit.
type VisitLogView struct {
	VisitID    string        `json:"visit_id"`
	Name       string        `json:"name"`
	Rehearsal  bool          `json:"rehearsal"`
	Status     VisitStatus   `json:"status"`
	On         calendar.Date `json:"on"`
	Until      calendar.Date `json:"until"`
	Focus      []VisitFocus  `json:"focus"`
	LeadID     string        `json:"lead_id"`
	CloseOfDay int           `json:"close_of_day"`
	Days       []SiteDay     `json:"days"`
}

// A SiteDay is one day on site.
type SiteDay struct {
	Day    calendar.Date `json:"day"`
	Noted  bool          `json:"noted"`
	Logged int           `json:"logged"`
	Open   int           `json:"open"` // of what was logged on that day
}

// SiteDays are the working days from the first to the last, and days beside them that have a note or an entry.
func SiteDays(on, until calendar.Date, c calendar.Calendar, others ...calendar.Date) []calendar.Date {
	days := []calendar.Date{}
	for day := c.Next(on); !day.After(until); day = c.Add(day, 1, calendar.Exclusive) {
		days = append(days, day)
	}
	for _, day := range others {
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return days
}

// An Embargo is until when provisional feedback is kept from others.
type Embargo struct {
	Until   calendar.Date `json:"until,omitzero"`
	Readers []string      `json:"readers"`
	Lifted  calendar.Date `json:"lifted,omitzero"`
}

// Holds reports whether it is still kept on a day.
func (e Embargo) Holds(today calendar.Date) bool {
	return e.Lifted.IsZero() && (e.Until.IsZero() || !today.After(e.Until))
}

// MayRead refuses feedback to whoever may not read it on a day.
func (e Embargo) MayRead(viewer Actor, today calendar.Date) error {
	named := slices.Contains(e.Readers, viewer.PersonID)
	switch {
	case May(viewer, RunVisits, Place{}) || named:
		return nil
	case !e.Holds(today) && May(viewer, WorkVisits, Place{}):
		return nil
	}
	return Errorf(Forbidden, "What inspectors said at the end is under embargo. Only whoever runs visits, and the people they named, may read it.")
}

// A FeedbackLine is one thing that inspectors said.
type FeedbackLine struct {
	About string    `json:"about"`
	Said  string    `json:"said"`
	By    string    `json:"by"`
	At    time.Time `json:"at"`
}

// A FeedbackView is the page of provisional feedback.
type FeedbackView struct {
	Log     VisitLogView   `json:"log"`
	Embargo Embargo        `json:"embargo"`
	Held    bool           `json:"held"` // it is under embargo today
	Names   []string       `json:"names"`
	Lines   []FeedbackLine `json:"lines"`
	Looks   []FeedbackLook `json:"looks"` // who read it lately, newest first, for whoever runs visits
}

// A FeedbackLook is when somebody read it.
type FeedbackLook struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// MayNote refuses the note of a day that has not come, or of a visit that is over.
func (x Visit) MayNote(day, today calendar.Date) error {
	switch {
	case x.Status.Ended():
		return Errorf(Conflict, "This visit is %s, so its days are not noted any more.", x.Status.Title())
	case day.After(today):
		return Errorf(Conflict, "The note of %s can be written once that day has come.", day.Long())
	case day.Before(x.On) || day.After(x.Until):
		return Errorf(Conflict, "Inspectors are on site from %s to %s. Notes are written for these days.", x.On.Long(), x.Until.Long())
	}
	return nil
}

// visit is what the rules about notes and feedback need of the visit.
func (v VisitLogView) visit() Visit {
	return Visit{Status: v.Status, VisitDates: VisitDates{On: v.On, Until: v.Until}}
}

// MayNote is Visit.MayNote for the page of the day.
func (v VisitLogView) MayNote(day, today calendar.Date) error { return v.visit().MayNote(day, today) }

// MayAdd is Visit.MayAddFeedback for the page of the feedback.
func (v FeedbackView) MayAdd(by Actor, today calendar.Date) error {
	return v.Log.visit().MayAddFeedback(by, v.Embargo, today)
}

// MayAddFeedback refuses feedback of a visit that has not begun, or from whoever may not read it.
func (x Visit) MayAddFeedback(by Actor, e Embargo, today calendar.Date) error {
	if err := e.MayRead(by, today); err != nil {
		return err
	}
	if x.Status.Ended() || today.Before(x.On) {
		return Errorf(Conflict, "What inspectors say at the end can be entered from the first day on site until the visit is closed.")
	}
	return nil
}
