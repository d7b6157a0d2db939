package postgres_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A forum is a service whose improvement lead calls a staff forum on the first Thursday of each quarter, and with a chief executive.
type forum struct {
	*service
	chief  string
	series readiness.MeetingSeries
}

func newForum(t *testing.T) *forum {
	t.Helper()
	f := &forum{service: newService(t)}
	f.chief = f.person("chief")
	f.post(f.chief, readiness.ChiefExecutive, "")
	f.series = f.save("Staff forum", readiness.StaffForum)
	return f
}

func (f *forum) save(name, kind string) readiness.MeetingSeries {
	f.t.Helper()
	s := readiness.SaveSeries{Name: name, Kind: kind, Purpose: "Hear practitioners.", ConvenorID: f.lead, Weekday: "thursday", Every: "quarter", From: monday}
	return must[readiness.MeetingSeries](f.t)(f.SaveSeries(f.t.Context(), "", s, f.asked(f.actor(f.lead))))
}

// meets is a meeting of a series on a day.
func (f *forum) meets(s readiness.MeetingSeries, on calendar.Date) readiness.Meeting {
	f.t.Helper()
	return must[readiness.Meeting](f.t)(f.AddMeeting(f.t.Context(), s.ID, readiness.AddMeeting{On: on}, f.asked(f.actor(f.lead))))
}

// raise enters a point of a meeting for the manager to answer, and opens it.
func (f *forum) raise(m readiness.Meeting, said string) readiness.Point {
	f.t.Helper()
	planned := must[readiness.PlannedPoint](f.t)(f.RaisePoint(f.t.Context(), m.ID, readiness.RaisePoint{Said: said, Theme: "Workload", OwnerID: f.manager}, f.asked(f.actor(f.lead))))
	x, ev, err := readiness.OpenPoint(planned, f.now())
	f.must(err)
	f.must(f.RecordPoint(f.t.Context(), x, ev))
	return x
}

func (f *forum) ask(x readiness.Point, by string, c readiness.PointCommand) (readiness.Point, error) {
	f.t.Helper()
	next, ev, err := x.Do(c, f.asked(f.actor(by)), f.now())
	if err == nil {
		err = f.RecordPoint(f.t.Context(), next, ev)
	}
	if err != nil {
		return x, err
	}
	return next, nil
}

// lapses lets the next moment of a point come.
func (f *forum) lapses(x readiness.Point) readiness.Point {
	f.t.Helper()
	at, waits := x.Deadline()
	if !waits {
		f.t.Fatal("nothing lapses")
	}
	f.clock(at)
	next, ev, err := x.Lapse(at)
	f.must(err)
	f.must(f.RecordPoint(f.t.Context(), next, ev))
	return next
}

func (f *forum) desk(who string) readiness.PointDesk {
	f.t.Helper()
	return must[readiness.PointDesk](f.t)(f.PointDesk(f.t.Context(), f.actor(who)))
}

// TestSeriesHasItsNextDate: a series has a next date at once, and another when that has passed. Reminders come once for each step.
func TestSeriesHasItsNextDate(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	first := calendar.On(2027, 4, 1)
	if f.series.Next != first || len(f.series.Meetings) != 1 || f.series.Words() != "on the first Thursday of January, April, July and October" {
		t.Fatalf("%+v", f.series)
	}
	why := func(day calendar.Date) string {
		f.goTo(day)
		f.must(f.PlanMeetings(t.Context(), day))
		f.must(f.PlanMeetings(t.Context(), day))
		var said []string
		for _, n := range must[readiness.Outgoing](t)(f.Digest(t.Context(), f.lead, day)).Notices {
			said = append(said, n.Why)
		}
		return strings.Join(said, "\n")
	}
	if got := why(monday.AddDays(1)); got != "" {
		t.Errorf("long before: %q", got)
	}
	if got := why(calendar.On(2027, 3, 22)); strings.Count(got, "meets on 1 April 2027") != 1 {
		t.Errorf("before it: %q", got)
	}
	if got := why(calendar.On(2027, 4, 2)); strings.Count(got, "nobody has said how it went") != 1 {
		t.Errorf("the day after: %q", got)
	}
	if got := why(calendar.On(2027, 4, 6)); strings.Count(got, "nobody has said how it went") != 1 {
		t.Errorf("the next day: %q", got)
	}
	if got := why(calendar.On(2027, 4, 14)); strings.Count(got, "nobody has said how it went") != 2 {
		t.Errorf("a week later: %q", got)
	}
	s := must[readiness.MeetingSeries](t)(f.Series(t.Context(), f.actor(f.lead), f.series.ID))
	if s.Next != calendar.On(2027, 7, 1) || len(s.Meetings) != 2 {
		t.Errorf("next %s of %d", s.Next, len(s.Meetings))
	}
	if hold := f.desk(f.lead).Hold; len(hold) != 1 || hold[0].On != first {
		t.Errorf("to say how it went: %+v", hold)
	}
	held := must[readiness.Meeting](t)(f.ChangeMeeting(t.Context(), s.Meetings[1].ID, readiness.HoldMeeting{Came: 14, Note: "Lively."}, f.asked(f.actor(f.lead))))
	if !held.Held || held.Came != 14 || len(f.desk(f.lead).Hold) != 0 {
		t.Errorf("%+v", held)
	}
}

// TestMeetingIsChangedByWhoeverCallsIt: others are refused, a meeting is not held before its day, and no two stand on one day.
func TestMeetingIsChangedByWhoeverCallsIt(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	m := f.series.Meetings[0]
	change := func(by string, c readiness.MeetingChange) error {
		_, err := f.ChangeMeeting(t.Context(), m.ID, c, f.asked(f.actor(by)))
		return err
	}
	wantRefusal(t, change(f.manager, readiness.SetAgenda{Agenda: "Cars."}), readiness.Forbidden, "")
	wantRefusal(t, change(f.lead, readiness.HoldMeeting{Came: 3}), readiness.Conflict, "")
	wantRefusal(t, change(f.lead, readiness.MoveMeeting{On: monday, Reason: "Earlier."}), readiness.Invalid, "")
	f.must(change(f.lead, readiness.SetAgenda{Agenda: "Cars."}))
	f.must(change(f.lead, readiness.MoveMeeting{On: monday.AddDays(40), Reason: "The room is taken."}))
	if other := f.meets(f.series, monday.AddDays(50)); other.On != monday.AddDays(50) {
		t.Errorf("%+v", other)
	}
	wantRefusal(t, change(f.lead, readiness.MoveMeeting{On: monday.AddDays(50), Reason: "Both."}), readiness.Invalid, "")
	_, err := f.AddMeeting(t.Context(), f.series.ID, readiness.AddMeeting{On: monday.AddDays(50)}, f.asked(f.actor(f.lead)))
	wantRefusal(t, err, readiness.Invalid, "")
	_, err = f.RaisePoint(t.Context(), m.ID, readiness.RaisePoint{Said: "No car.", Theme: "Workload", OwnerID: f.manager}, f.asked(f.actor(f.lead)))
	wantRefusal(t, err, readiness.Conflict, "")
	f.must(change(f.lead, readiness.CancelMeeting{Reason: "Snow."}))
	wantRefusal(t, change(f.lead, readiness.SetAgenda{Agenda: "Cars."}), readiness.Conflict, "")
	got := must[readiness.Meeting](t)(f.Meeting(t.Context(), f.actor(f.manager), m.ID))
	if got.Was != m.On || got.On != monday.AddDays(40) || got.Agenda != "Cars." || !got.Cancelled || got.Reason != "Snow." {
		t.Errorf("%+v", got)
	}
}

// TestMembersAndTheEnd: members are kept by area, and a series that has ended takes the dates ahead with it.
func TestMembersAndTheEnd(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	lead := f.actor(f.lead)
	members := readiness.SetMembers{Members: []readiness.Member{{Name: " Ada Appletree ", AreaID: f.area}, {Name: "Ben Brook"}}}
	f.must(f.SetMembers(t.Context(), f.series.ID, members, f.asked(lead)))
	wantRefusal(t, f.SetMembers(t.Context(), f.series.ID, members, f.asked(f.actor(f.manager))), readiness.Forbidden, "")
	s := must[readiness.MeetingSeries](t)(f.Series(t.Context(), lead, f.series.ID))
	if len(s.Members) != 2 || s.Members[0].Name != "Ada Appletree" || s.Members[0].Area == "" {
		t.Errorf("%+v", s.Members)
	}
	areas := must[[]readiness.Area](t)(f.Areas(t.Context()))
	if missing := s.MissingAreas(areas); len(missing) != len(areas)-1 {
		t.Errorf("nobody sits for %v of %d areas", missing, len(areas))
	}
	f.must(f.EndSeries(t.Context(), s.ID, readiness.EndSeries{Reason: "Replaced by the new one."}, f.asked(lead)))
	wantRefusal(t, f.EndSeries(t.Context(), s.ID, readiness.EndSeries{Reason: "Again."}, f.asked(lead)), readiness.Conflict, "")
	f.must(f.PlanMeetings(t.Context(), monday.AddDays(200)))
	s = must[readiness.MeetingSeries](t)(f.Series(t.Context(), lead, f.series.ID))
	if len(s.Meetings) != 0 || s.Ended != monday {
		t.Errorf("%+v", s)
	}
	if again := f.save("Staff forum", readiness.StaffForum); again.ID == s.ID {
		t.Error("the name of an ended meeting is taken")
	}
}

// TestPointClimbsToTheChiefExecutive: who hears of it, who decides, and what each desk shows on the way.
func TestPointClimbsToTheChiefExecutive(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	x := f.raise(f.meets(f.series, monday), "There is no car.")
	if d := f.desk(f.chief); len(d.Chief) != 1 || d.Chief[0].Said != "There is no car." || len(f.desk(f.manager).Answer) != 1 {
		t.Fatalf("%+v", d)
	}
	for x.Escalation == nil || x.Escalation.Role != readiness.ChiefExecutive {
		x = f.lapses(x)
	}
	if d := f.desk(f.chief); len(d.Decide) != 1 || len(d.Chief) != 0 || d.Decide[0].Overdue != 10 || d.Decide[0].Because != "nobody answered it" {
		t.Errorf("the chief executive decides %+v", d)
	}
	mails := must[[]readiness.Outgoing](t)(f.ActNow(t.Context(), "point/"+x.ID, x.Seq))
	if len(mails) != 1 || mails[0].PersonID != f.chief || mails[0].Notices[0].PointID != x.ID || !strings.Contains(mails[0].Notices[0].Why, "waits for your decision") {
		t.Errorf("%+v", mails)
	}
	_, err := f.ask(x, f.director, readiness.DecidePointEscalation{Decision: "decide_myself"})
	wantRefusal(t, err, readiness.Forbidden, "")
	x = must[readiness.Point](t)(f.ask(x, f.chief, readiness.DecidePointEscalation{Decision: "give", OwnerID: f.head}))
	x = must[readiness.Point](t)(f.ask(x, f.head, readiness.AnswerPoint{Outcome: "done", WeDid: "Two cars were bought."}))
	if d := f.desk(f.lead); len(d.Hear) != 1 || len(f.desk(f.chief).Decide) != 0 {
		t.Errorf("%+v", d)
	}
	x = must[readiness.Point](t)(f.ask(x, f.lead, readiness.HearPoint{Accept: "yes"}))
	v := must[readiness.PointView](t)(f.PointView(t.Context(), f.actor(f.manager), x.ID))
	if v.Status != readiness.PointHeard || v.WeDid != "Two cars were bought." || len(v.Next) != 0 || len(v.Happened) < 8 || v.Happened[0].Kind != "heard" {
		t.Errorf("%+v", v)
	}
}

// TestAnswerNamesAnAction: what will be done is an action of the plan, and the action's points can be found.
func TestAnswerNamesAnAction(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	x := f.raise(f.meets(f.series, monday), "There is no car.")
	p := &programme{f.service}
	a := p.action("Buy cars", nil)
	_, err := f.ask(x, f.manager, readiness.AnswerPoint{Outcome: "will_do", WeDid: "In June.", Actions: []string{a.ID, "c0000000-0000-4000-8000-000000000000"}})
	wantRefusal(t, err, readiness.Invalid, "")
	x = must[readiness.Point](t)(f.ask(x, f.manager, readiness.AnswerPoint{Outcome: "will_do", WeDid: "In June.", Actions: []string{a.ID}}))
	found := must[readiness.Page[readiness.PointRow]](t)(f.Points(t.Context(), f.actor(f.manager), readiness.PointQuery{State: "all", ActionID: a.ID}))
	v := must[readiness.PointView](t)(f.PointView(t.Context(), f.actor(f.manager), x.ID))
	if found.Total != 1 || found.Rows[0].PointID != x.ID || len(v.Actions) != 1 || v.Actions[0].ActionID != a.ID {
		t.Errorf("%+v %+v", found, v.Actions)
	}
}

// TestMembersFollowScrutinyOnly: elected members find what scrutiny asked for, and nothing that staff said.
func TestMembersFollowScrutinyOnly(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	scrutiny := f.save("Scrutiny committee", readiness.Scrutiny)
	ours, theirs := f.raise(f.meets(f.series, monday), "There is no car."), f.raise(f.meets(scrutiny, monday), "Report on cars.")
	member := f.actor(f.member)
	for state, want := range map[string]int{"": 1, "chief": 0, "all": 1} {
		if got := must[readiness.Page[readiness.PointRow]](t)(f.Points(t.Context(), member, readiness.PointQuery{State: state})); got.Total != want || len(got.Rows) != want {
			t.Errorf("%q: %+v", state, got)
		}
	}
	if series := must[[]readiness.MeetingSeries](t)(f.AllSeries(t.Context(), member)); len(series) != 1 || series[0].Open != 1 {
		t.Errorf("%+v", series)
	}
	must[readiness.PointView](t)(f.PointView(t.Context(), member, theirs.ID))
	_, err := f.PointView(t.Context(), member, ours.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = f.Series(t.Context(), member, f.series.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = f.Points(t.Context(), f.actor(f.admin), readiness.PointQuery{})
	wantRefusal(t, err, readiness.Forbidden, "")
}

// TestPointsGoOn: what runs is found again by the night, by a rebuild, and when its people leave.
func TestPointsGoOn(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	m := f.meets(f.series, monday)
	planned := must[readiness.PlannedPoint](t)(f.RaisePoint(t.Context(), m.ID, readiness.RaisePoint{Said: "Later.", Theme: "Workload", OwnerID: f.manager}, f.asked(f.actor(f.lead))))
	if list := must[[]readiness.PlannedPoint](t)(f.PlannedPoints(t.Context(), "", 10)); len(list) != 1 || list[0].ID != planned.ID {
		t.Errorf("planned: %+v", list)
	}
	x := f.raise(m, "There is no car.")
	if list := must[[]readiness.Point](t)(f.UnsettledPoints(t.Context(), "", 10)); len(list) != 1 || list[0].Seq != x.Seq || list[0].Said != x.Said {
		t.Errorf("unsettled: %+v", list)
	}
	if list := must[[]readiness.PointFollowup](t)(f.PointFollowups(t.Context(), "", 10)); len(list) != 0 {
		t.Errorf("nobody has left: %+v", list)
	}
	f.leaves(f.manager)
	if list := must[[]readiness.PointFollowup](t)(f.PointFollowups(t.Context(), "", 10)); len(list) != 1 || list[0].OwnerID != f.lead || list[0].PointID != x.ID {
		t.Errorf("the manager has left: %+v", list)
	}
	rules := must[readiness.PlanRules](t)(f.PlanRules(t.Context()))
	rules.ReplyDays = 5
	must[readiness.PlanRules](t)(f.SetPlanRules(t.Context(), rules, readiness.RuleChange{Reason: "Quicker.", Running: readiness.RunningTake}, f.asked(f.actor(f.lead))))
	stale := must[[]readiness.StaleThing](t)(f.StalePoints(t.Context(), "", 10))
	if len(stale) != 1 || stale[0].Terms.Plan.ReplyDays != 5 || stale[0].Terms.Ladder.Version != stale[0].Terms.Plan.Version {
		t.Fatalf("stale: %+v", stale)
	}
	next, ev, err := x.Replan(stale[0].Terms, f.now())
	f.must(err)
	f.must(f.RecordPoint(t.Context(), next, ev))
	if list := must[[]readiness.StaleThing](t)(f.StalePoints(t.Context(), "", 10)); len(list) != 0 {
		t.Errorf("still stale: %+v", list)
	}
	wantRefusal(t, f.RecordPoint(t.Context(), next, readiness.Event{Seq: ev.Seq, Kind: "another", At: f.now()}), readiness.Conflict, "")
	f.must(f.RecordPoint(t.Context(), next, ev))
}

// TestPointsStandInTheCalendar: an answer that is due stands in its owner's calendar, and struck through once it is given.
func TestPointsStandInTheCalendar(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	x := f.raise(f.meets(f.series, monday), "There is no car.")
	secret := must[string](t)(f.NewFeed(t.Context(), f.asked(f.actor(f.manager))))
	entry := func() (found []readiness.FeedEntry) {
		t.Helper()
		for _, e := range must[readiness.FeedView](t)(f.FeedEntries(t.Context(), secret)).Entries {
			if e.Path == "/points/"+x.ID {
				found = append(found, e)
			}
		}
		return found
	}
	if got := entry(); len(got) != 1 || got[0].On != x.Run.Due || got[0].Over || strings.Contains(got[0].Title, "car") {
		t.Errorf("%+v", got)
	}
	x = must[readiness.Point](t)(f.ask(x, f.manager, readiness.AnswerPoint{Outcome: "done", WeDid: "Two cars were bought."}))
	if got := entry(); len(got) != 1 || !got[0].Over || got[0].Sequence != x.Seq {
		t.Errorf("%+v", got)
	}
}
