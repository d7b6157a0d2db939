package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// meet has somebody call a staff forum that met some days ago.
func (e *eyes) meet(t *testing.T, by readiness.Actor, ago int) readiness.Meeting {
	t.Helper()
	today := calendar.DateOf(time.Now())
	series := got[readiness.MeetingSeries](t)(e.db.SaveSeries(t.Context(), "", readiness.SaveSeries{
		Name: "Staff forum", Kind: readiness.StaffForum, ConvenorID: by.PersonID, Weekday: "thursday", Every: string(readiness.EveryQuarter), From: today.AddDays(1),
	}, asked(by)))
	return got[readiness.Meeting](t)(e.db.AddMeeting(t.Context(), series.ID, readiness.AddMeeting{On: today.AddDays(-ago)}, asked(by)))
}

// raise enters a point of a meeting for somebody to answer, and waits until its run has opened it.
func (e *eyes) raise(t *testing.T, by, owner readiness.Actor, m readiness.Meeting, said string) string {
	t.Helper()
	planned := got[readiness.PlannedPoint](t)(e.db.RaisePoint(t.Context(), m.ID, readiness.RaisePoint{Said: said, Theme: "Workload", OwnerID: owner.PersonID}, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenPoint(t.Context(), planned) })
	must(t, err)
	return planned.ID
}

// askPoint asks a command of a point under an id, and again when nobody answers in time.
func (e *eyes) askPoint(t *testing.T, command readiness.Asked, id string, c readiness.PointCommand) error {
	t.Helper()
	_, err := patiently(t, func() (readiness.Point, error) { return e.commands.Point(t.Context(), id, c, command) })
	return err
}

func (e *eyes) doPoint(t *testing.T, by readiness.Actor, id string, c readiness.PointCommand) {
	t.Helper()
	if err := e.askPoint(t, asked(by), id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// answered leads a point through an answer that the meeting does not take, and one that names an action of the plan.
func (h *house) answered(t *testing.T, lead, owner, qa readiness.Actor, m readiness.Meeting, action string) {
	t.Helper()
	id := h.raise(t, lead, owner, m, "There is no car.")
	if err := h.askPoint(t, asked(owner), id, readiness.AnswerPoint{Outcome: "will_do", WeDid: "In June."}); !readiness.Invalid.Is(err) {
		t.Errorf("a promise without an action: %v", err)
	}
	h.doPoint(t, owner, id, readiness.AnswerPoint{Outcome: "wont_do", WeDid: "There is no money."})
	h.doPoint(t, qa, id, readiness.HearPoint{Accept: "no", Missing: "The forum asked for a car."})
	h.doPoint(t, owner, id, readiness.AnswerPoint{Outcome: "will_do", WeDid: "In June.", Actions: []string{action}})
	if err := h.askPoint(t, asked(owner), id, readiness.HearPoint{Accept: "yes"}); !readiness.Forbidden.Is(err) {
		t.Errorf("whoever answered hears it: %v", err)
	}
	h.doPoint(t, qa, id, readiness.HearPoint{Accept: "yes"})
	h.pointEnded(t, "point_answered_twice", id, "raised answered not-taken answered heard")
}

// pointEnded checks what happened to a point, and that its run has ended and replays.
func (h *house) pointEnded(t *testing.T, name, id, kinds string) {
	t.Helper()
	if got := strings.Join(h.texts(`select replace(kind, ' ', '-') from point_events where point_id = $1 order by seq`, id), " "); got != kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	must(t, h.temporal.GetWorkflow(t.Context(), "point/"+id, "").Get(t.Context(), nil))
	h.replay(t, h.config.PayloadKeys.Reveal(), name, "point/"+id)
}
