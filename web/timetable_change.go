package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// An alteration is one change of the timetable on its way through the page that checks it.
type alteration struct {
	job    readiness.Job
	change readiness.TimetableChange
	page   CheckRulesPage // its words; what changes and when it runs then are filled in
	form   Form
	again  func(status int, form Form) error                       // draws the form that asked; nil when there was none
	try    func(t readiness.Timetable) (readiness.RoundTry, error) // what a round would open; nil when it is no round
	done   string
}

// whyChanged is what the check page of a timetable asks.
type whyChanged struct {
	Reason    string `json:"reason" validate:"required,max=500"`
	Confirmed int    `json:"confirmed" validate:"min=0"`
}

// alter shows what a change would do, or keeps it once its reason stands there. The change is decided by the ledger, on the timetable of that moment;
// sent twice, it is kept once.
func (s *Server) alter(w http.ResponseWriter, r *http.Request, a alteration) error {
	if a.form.Values.Get("do") != "save" {
		return s.checkAlteration(w, r, http.StatusOK, a, newForm())
	}
	var why whyChanged
	if !a.form.read(&why) {
		return s.checkAlteration(w, r, http.StatusUnprocessableEntity, a, a.form)
	}
	asked := a.form.asked(r)
	asked.Confirmed = why.Confirmed
	_, err := s.Schedules.ChangeTimetable(r.Context(), a.change, why.Reason, asked)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code != readiness.Unavailable {
		a.form.refuse(refusal)
		return s.checkAlteration(w, r, statusOf(refusal), a, a.form)
	}
	if err != nil {
		return err
	}
	s.done(r, a.done+s.keepTime(r))
	return seeOther(w, r, schedulesPath)
}

// keepTime hands a kept change on, and says so when nobody takes it now. Every worker hands it on again by itself.
func (s *Server) keepTime(r *http.Request) string {
	err := s.Time.KeepTime(r.Context(), s.Schedules.Clockwork)
	if err == nil {
		return ""
	}
	s.Log.WarnContext(r.Context(), "the timetable is kept and not taken yet", "request", visitOf(r).id, "error", err)
	return " The part that keeps the time (Temporal) cannot be reached now. It takes the change by itself when it is back; you need do nothing."
}

// checkAlteration draws the check page. A change that the rules would not take goes back to the form that asked, or is an error page of its own.
func (s *Server) checkAlteration(w http.ResponseWriter, r *http.Request, status int, a alteration, asks Form) error {
	now, err := s.Schedules.Clockwork(r.Context())
	if err != nil {
		return err
	}
	next, err := a.change.Apply(now, readiness.Because{By: by(r).Name, At: s.Now(), ID: newRound})
	if refusal := readiness.AsRefusal(err); refusal != nil && a.again != nil {
		a.form.refuse(refusal)
		return a.again(statusOf(refusal), a.form)
	}
	if err != nil {
		return err
	}
	page := a.page
	page.Alone, page.Back, page.Asks, page.Draft = true, schedulesPath, asks, a.form
	if page.Action == "" {
		page.Action = r.URL.Path
	}
	page.Changes = next.Differs(now.Timetable, calendar.DateOf(s.Now()))
	then := now
	then.Timetable = next
	if timing, ok := next.Timing(a.job); ok && timing.Paused == nil {
		page.Dates = datesOf(then, a.job, s.Now())
	}
	if a.try != nil {
		try, err := a.try(next)
		if err != nil {
			return err
		}
		page.Notes = append(page.Notes, opens(try))
		if try.Opens > try.Many {
			page.Confirm = try.Opens
		}
	}
	return s.show(w, r, status, page)
}

// tooEarly warns when the morning mail goes before the steps of the ladder are taken.
func tooEarly(l readiness.Ladder, at calendar.TimeOfDay) []string {
	if at.Hour() >= l.Hour {
		return nil
	}
	return []string{"Who hears when: steps are taken at " + calendar.Clock(l.Hour, 0).Words() + ". What is reached then waits for the morning mail of the next working day."}
}

// soonest is when a job runs next, for a sentence; "" when it does not.
func soonest(c readiness.Clockwork, job readiness.Job, after time.Time) string {
	next := c.Next(job, after, 1)
	if len(next) == 0 {
		return ""
	}
	return onTheDot(next[0])
}
