package e2e_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// convene fills what pages of meetings need: one that comes again, called by somebody, with a date that has passed and a point that waits for its owner.
func (e *eyes) convene(t *testing.T, by, owner readiness.Actor) {
	t.Helper()
	today := calendar.DateOf(time.Now())
	series := got[readiness.MeetingSeries](t)(e.db.SaveSeries(t.Context(), "", readiness.SaveSeries{
		Name: "Staff forum", Kind: readiness.StaffForum, ConvenorID: by.PersonID, Weekday: "thursday", Every: string(readiness.EveryQuarter), From: today,
	}, asked(by)))
	met := got[readiness.Meeting](t)(e.db.AddMeeting(t.Context(), series.ID, readiness.AddMeeting{On: today.AddDays(-7)}, asked(by)))
	planned := got[readiness.PlannedPoint](t)(e.db.RaisePoint(t.Context(), met.ID, readiness.RaisePoint{Said: "Caseloads are too high.", Theme: "Workload", OwnerID: owner.PersonID}, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenPoint(t.Context(), planned) })
	must(t, err)
}
