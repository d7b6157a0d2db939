package readiness

import (
	"cmp"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// LogEntry logs a request of inspectors, or a concern about one child. A concern can be raised without a visit, by everybody who works with children.
type LogEntry struct {
	Kind      string        `json:"kind" validate:"required,oneof=request concern"`
	Text      string        `json:"text" validate:"required,max=4000"`                       // what was asked, or what worries
	ChildRef  string        `json:"child_ref" validate:"required_if=Kind concern,max=60"`    // the council's reference, never a name
	Inspector string        `json:"inspector" validate:"max=120"`                            // which inspector asked, as people call them
	Source    string        `json:"source" validate:"omitempty,oneof=visit audit elsewhere"` // of a concern: one of ConcernSources; "" is the visit, or elsewhere without one
	Focus     string        `json:"focus" validate:"max=40"`                                 // code of a focus area of the visit
	OwnerID   string        `json:"owner_id" validate:"max=64"`                              // "" for oneself, and for whoever answers for the child
	On        calendar.Date `json:"on,omitzero"`                                             // due on another day than at the next close of day
	Hour      int           `json:"hour" validate:"omitempty,min=7,max=22"`                  // due at another hour than the close of day
	Keep      string        `json:"keep" validate:"omitempty,eq=yes"`                        // it was asked about something that looked like a child's, and is to be kept
}

// EntryWords are what somebody writes about an entry: the answer, what was done, what is missing, or why it is withdrawn.
type EntryWords struct {
	Text string `json:"text" validate:"required,max=4000"`
	Keep string `json:"keep" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}

// EntryNote is a word that may be left out.
type EntryNote struct {
	Text string `json:"text" validate:"max=4000"`
	Keep string `json:"keep" validate:"omitempty,eq=yes"`
}

// An EntryBook is what logging needs of the council.
type EntryBook struct {
	Rules    VisitRules
	Ladder   Ladder
	Calendar calendar.Calendar
	Visit    *Visit       // nil without one
	Child    *CohortChild // as the lists have it; nil when nobody is on them by that reference
	Answers  string       // person id of who answers for the child today; "" for nobody
}

// Plan is the entry as it is planned, without its id and its text.
func (l LogEntry) Plan(by Actor, book EntryBook, now time.Time) (PlannedVisitEntry, error) {
	if err := l.check(by, book, now); err != nil {
		return PlannedVisitEntry{}, err
	}
	p := PlannedVisitEntry{Kind: l.Kind, By: by.PersonID, OwnerID: cmp.Or(l.OwnerID, by.PersonID), Focus: l.Focus, Hour: l.Hour, Due: l.On}
	if v := book.Visit; v != nil {
		p.VisitID, p.Rehearsal, p.LeadID = v.ID, v.Rehearsal, v.OwnerID
	}
	if c := book.Child; c != nil {
		p.ChildID, p.AreaID, p.TeamID = c.ID, c.AreaID, c.TeamID
	}
	if l.Kind == EntryConcern {
		p.OwnerID = cmp.Or(l.OwnerID, book.Answers, p.LeadID)
		p.Source = cmp.Or(l.Source, map[bool]string{true: "visit", false: "elsewhere"}[book.Visit != nil])
	}
	if p.Due.IsZero() {
		p.Due = CloseOn(l.Kind, l.hour(book.Rules), book.Calendar, now)
	}
	p.Terms = VisitEntryTerms(book.Rules, book.Ladder, book.Calendar, l.Hour, calendar.DateOf(now))
	return p, nil
}

func (l LogEntry) hour(r VisitRules) int { return cmp.Or(l.Hour, r.CloseOfDay) }

func (l LogEntry) check(by Actor, book EntryBook, now time.Time) error {
	if err := MayOrRefuse(by, WorkVisits, Place{}); err != nil {
		return err
	}
	v := book.Visit
	switch {
	case l.Kind == EntryRequest && v == nil:
		return FieldErrorf("kind", "A request of inspectors belongs to a visit. Log it there.")
	case v != nil && v.Ended():
		return Errorf(Conflict, "This visit is %s, so nothing is logged on it any more. A concern about a child can be raised on its own.", v.Status.Title())
	case l.Focus != "" && (v == nil || v.focus(l.Focus) == nil):
		return FieldErrorf("focus", "Choose one of the focus areas of the visit.")
	case l.On.IsZero():
		return nil
	case !now.Before(l.On.At(l.hour(book.Rules), 0)):
		return FieldErrorf("on", "The day and the hour by which it is due must not have passed.")
	case l.Kind == EntryConcern && l.On.After(CloseOn(l.Kind, l.hour(book.Rules), book.Calendar, now)):
		return FieldErrorf("on", "A concern about a child is acted on the same day.")
	case l.On.After(book.Calendar.Add(calendar.DateOf(now), book.Rules.MoreDays, calendar.Exclusive)):
		return FieldErrorf("on", "What inspectors ask for is due within %s.", count(book.Rules.MoreDays, "working day"))
	}
	return nil
}
