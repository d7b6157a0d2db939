package readiness

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// aroundVisit is how many days before the first day on site, and after the last, a session of its timetable may lie: briefings come before, and what
// inspectors say at the end may come after.
const aroundVisit = 28

// has reports whether somebody has one of these parts of the visit, in any focus area, or covers for whoever has.
func (x Visit) has(who Actor, slots ...string) bool {
	return slices.ContainsFunc(x.Holders, func(h Holder) bool { return slices.Contains(slots, h.Slot) && who.standsFor(h.PersonID) })
}

// runs reports whether somebody leads the visit or runs visits.
func (x Visit) runs(who Actor) bool { return who.standsFor(x.OwnerID) || May(who, RunVisits, Place{}) }

// MayWritePosition lets the lead of the focus area, and whoever leads the visit or runs visits, write its position statement until the visit has ended.
func (x Visit) MayWritePosition(by Actor, focus string) error {
	switch {
	case x.focus(focus) == nil:
		return Errorf(NotFound, "This visit has no such focus area.")
	case x.Status.Ended():
		return x.written("position statements stay as they are")
	case !x.runs(by) && !by.standsFor(x.Holder("focus_lead", focus)):
		return Errorf(Forbidden, "Only whoever leads this focus area or the visit, or runs visits, can write its position statement.")
	}
	return nil
}

// MaySetTimetable lets whoever has the rooms or communication of the visit, leads it or runs visits, write its timetable until it has ended.
func (x Visit) MaySetTimetable(by Actor) error {
	switch {
	case x.Status.Ended():
		return x.written("timetable stays as it is")
	case !x.runs(by) && !x.has(by, "rooms", "communications"):
		return Errorf(Forbidden, "Only whoever has the rooms or communication of this visit, leads it, or runs visits, can write its timetable.")
	}
	return nil
}

// MaySetInterviewees lets the same people say who is interviewed, and whoever leads a focus area: run-ups ask that of them.
func (x Visit) MaySetInterviewees(by Actor) error {
	switch {
	case x.Status.Ended():
		return x.written("list of who is interviewed stays as it is")
	case !x.runs(by) && !x.has(by, "rooms", "communications", "focus_lead"):
		return Errorf(Forbidden, "Only whoever leads a focus area, has the rooms or communication of this visit, leads it, or runs visits, can say who is interviewed.")
	}
	return nil
}

func (x Visit) written(stays string) error {
	return Errorf(Conflict, "This visit is %s, so its %s.", x.Status.Title(), stays)
}

// Position is the position statement of a focus area; false when the visit has no such focus area.
func (w VisitWriting) Position(focus string) (VisitPosition, bool) {
	i := slices.IndexFunc(w.Positions, func(p VisitPosition) bool { return p.Focus == focus })
	if i < 0 {
		return VisitPosition{}, false
	}
	return w.Positions[i], true
}

// Later refuses to write over a version that the writer has not seen, and says whose it is. Last is the number of the last version.
func Later(what string, last, seen int, by string, at time.Time) error {
	switch {
	case last == seen:
		return nil
	case last < seen:
		return FieldErrorf("version", "There is no version %d of the %s. Load the page again.", seen, what)
	}
	return Errorf(Conflict, "%s kept version %d of the %s on %s at %s, after you opened this page. What you typed is not lost: compare the two, then save yours.",
		by, last, what, calendar.DateOf(at).Long(), at.In(calendar.London).Format("3:04pm"))
}

// Checked are the sessions by day and time, with their times as a clock shows them, such as 09:30. Each must lie around the visit and end after it begins.
func (w SetTimetable) Checked(x Visit) ([]VisitSession, error) {
	var faults fieldFaults
	first, last := x.On.AddDays(-aroundVisit), x.Until.AddDays(aroundVisit)
	sessions := make([]VisitSession, len(w.Sessions))
	for i, s := range w.Sessions {
		at := fmt.Sprintf("sessions[%d].", i)
		from, err := calendar.ParseTimeOfDay(s.From)
		if err != nil {
			faults.add(at+"from", "Write when it begins as 09:30 or 9:30am.")
		}
		until, untilErr := calendar.ParseTimeOfDay(s.Until)
		switch {
		case untilErr != nil:
			faults.add(at+"until", "Write when it ends as 10:30 or 10:30am.")
		case err == nil && until.String() <= from.String():
			faults.add(at+"until", "It must end after it begins.")
		}
		if s.On.Before(first) || s.On.After(last) {
			faults.add(at+"on", "The day must be from "+first.Long()+" to "+last.Long()+": the inspectors are on site from "+x.On.Long()+" to "+x.Until.Long()+".")
		}
		s.From, s.Until = from.String(), until.String()
		sessions[i] = s
	}
	slices.SortStableFunc(sessions, func(a, b VisitSession) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.From, b.From), cmp.Compare(a.Until, b.Until))
	})
	return sessions, faults.err()
}

// Words are the texts of a timetable in which nobody should be able to recognise a child.
func (w SetTimetable) Words() (texts []string) {
	for _, s := range w.Sessions {
		texts = append(texts, s.What, s.Where, s.With)
	}
	return texts
}

// Words are the texts of the list in which nobody should be able to recognise a child.
func (w SetInterviewees) Words() (texts []string) {
	for _, p := range w.People {
		texts = append(texts, p.Who, p.Post)
	}
	return texts
}

// Beside are the days of the timetable on which the inspectors are not on site, each once: some belong there, others were left behind when the visit moved.
func (w VisitWriting) Beside() (days []calendar.Date) {
	for _, s := range w.Timetable {
		if s.On.Before(w.Visit.On) || s.On.After(w.Visit.Until) {
			days = append(days, s.On)
		}
	}
	return slices.Compact(days)
}

// Check refuses who stands on the list twice, is there for a focus area that the visit has not, or looks like the reference of a child.
func (w SetInterviewees) Check(x Visit) error {
	var faults fieldFaults
	seen := map[string]bool{}
	for i, p := range w.People {
		at, who := fmt.Sprintf("people[%d].", i), strings.ToLower(p.Who+"/"+p.Post+"/"+p.Focus)
		switch {
		case LooksLikeReference(p.Who):
			faults.add(at+"who", "This looks like the reference of a child. Write staff by name, and others as a group, such as care leavers.")
		case seen[who]:
			faults.add(at+"who", "They are on the list twice.")
		case p.Focus != "" && x.focus(p.Focus) == nil:
			faults.add(at+"focus", "Choose one of the focus areas of this visit.")
		}
		seen[who] = true
	}
	return faults.err()
}
