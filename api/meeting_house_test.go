package api_test

import (
	"context"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// forumStore are the meetings of the test house: a staff forum that the area head calls, with one date that has come and one ahead, and one point, the
// team manager's. Meetings and points decide by the real rules.
type forumStore struct {
	series  readiness.MeetingSeries
	dates   map[string]readiness.Meeting
	points  map[string]readiness.Point
	planned map[string]readiness.PlannedPoint // by command id
	raised  readiness.RaisePoint              // the last one
}

func newForum(t *testing.T) forumStore {
	t.Helper()
	met := readiness.Meeting{ID: meetingID, SeriesID: seriesID, Series: "Staff forum", Kind: readiness.StaffForum, On: calendar.On(2027, 2, 4)}
	f := forumStore{
		series: readiness.MeetingSeries{
			ID: seriesID, Name: "Staff forum", Kind: readiness.StaffForum, ConvenorID: person(readiness.AreaHead), Weekday: "thursday", Every: readiness.EveryQuarter, From: calendar.On(2026, 1, 1),
			Members: []readiness.Member{}, Meetings: []readiness.Meeting{met},
		},
		dates: map[string]readiness.Meeting{meetingID: met}, points: map[string]readiness.Point{}, planned: map[string]readiness.PlannedPoint{},
	}
	x, _, err := readiness.OpenPoint(f.plan(pointID, readiness.RaisePoint{Said: "Caseloads are too high.", Theme: "Workload", AreaID: areaID, OwnerID: person(readiness.TeamManager)}), now)
	if err != nil {
		t.Fatal(err)
	}
	f.points[pointID] = x
	return f
}

func (f forumStore) plan(id string, r readiness.RaisePoint) readiness.PlannedPoint {
	on := f.dates[meetingID].On
	return readiness.PlannedPoint{
		ID: id, SeriesID: seriesID, MeetingID: meetingID, ConvenorID: f.series.ConvenorID, Said: r.Said, Theme: r.Theme, AreaID: r.AreaID, OwnerID: r.OwnerID, Raised: on, Chief: true,
		Terms: readiness.PointTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), on),
	}
}

// forum answers what is asked about meetings.
type forum struct{ *house }

var noMeeting = readiness.Errorf(readiness.NotFound, "There is no such meeting.")

func (f forum) SaveSeries(_ context.Context, id string, s readiness.SaveSeries, _ readiness.Asked) (readiness.MeetingSeries, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := s.Check(); err != nil {
		return readiness.MeetingSeries{}, err
	}
	saved := f.house.forum.series
	if id != "" && id != saved.ID {
		return readiness.MeetingSeries{}, noMeeting
	}
	saved.Name, saved.Kind, saved.Purpose, saved.ConvenorID, saved.From = s.Name, s.Kind, s.Purpose, s.ConvenorID, s.From
	saved.Weekday, saved.Every, saved.Weeks = readiness.Weekday(s.Weekday), readiness.Rhythm(s.Every), s.Weeks
	f.house.forum.series = saved
	return saved, nil
}

func (f forum) SetMembers(_ context.Context, id string, m readiness.SetMembers, _ readiness.Asked) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id != seriesID {
		return noMeeting
	}
	f.house.forum.series.Members = m.Members
	return nil
}

func (f forum) EndSeries(_ context.Context, id string, _ readiness.EndSeries, _ readiness.Asked) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case id != seriesID:
		return noMeeting
	case !f.house.forum.series.Ended.IsZero():
		return readiness.Errorf(readiness.Conflict, "This meeting has been ended already.")
	}
	f.house.forum.series.Ended = calendar.DateOf(now)
	return nil
}

func (f forum) AllSeries(context.Context, readiness.Actor) ([]readiness.MeetingSeries, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return []readiness.MeetingSeries{f.house.forum.series}, nil
}

func (f forum) Series(_ context.Context, _ readiness.Actor, id string) (readiness.MeetingSeries, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id != seriesID {
		return readiness.MeetingSeries{}, noMeeting
	}
	return f.house.forum.series, nil
}

func (f forum) AddMeeting(_ context.Context, id string, a readiness.AddMeeting, _ readiness.Asked) (readiness.Meeting, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id != seriesID {
		return readiness.Meeting{}, noMeeting
	}
	for _, m := range f.house.forum.dates {
		if m.On == a.On {
			return m, readiness.FieldErrorf("on", "There is a meeting on %s already.", a.On.Long())
		}
	}
	m := readiness.Meeting{ID: freshKey(), SeriesID: seriesID, Series: "Staff forum", Kind: readiness.StaffForum, On: a.On}
	f.house.forum.dates[m.ID] = m
	return m, nil
}

func (f forum) Meeting(_ context.Context, _ readiness.Actor, id string) (readiness.Meeting, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	m, known := f.house.forum.dates[id]
	if !known {
		return m, noMeeting
	}
	return m, nil
}

// ChangeMeeting counts as a command: the meeting refuses by itself.
func (f forum) ChangeMeeting(_ context.Context, id string, c readiness.MeetingChange, asked readiness.Asked) (readiness.Meeting, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.commands++
	m, known := f.house.forum.dates[id]
	switch {
	case !known:
		return m, noMeeting
	case !readiness.May(asked.By, readiness.RunPlan, readiness.Place{}) && !readiness.Calls(asked.By, f.house.forum.series.ConvenorID):
		return m, readiness.Errorf(readiness.Forbidden, "Only whoever calls this meeting, or whoever runs the improvement plan, can change it.")
	}
	m, err := c.Apply(m, now)
	if err == nil {
		f.house.forum.dates[id] = m
	}
	return m, err
}

// RaisePoint gives the same point for the same command, as the ledger does.
func (f forum) RaisePoint(_ context.Context, id string, r readiness.RaisePoint, asked readiness.Asked) (readiness.PlannedPoint, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	m, known := f.house.forum.dates[id]
	if !known {
		return readiness.PlannedPoint{}, noMeeting
	}
	if p, known := f.house.forum.planned[asked.ID]; known {
		return p, nil
	}
	if err := m.MayRaise(calendar.DateOf(now)); err != nil {
		return readiness.PlannedPoint{}, err
	}
	f.house.forum.raised = r
	p := f.house.forum.plan(freshKey(), r)
	f.house.forum.planned[asked.ID] = p
	return p, nil
}

func pointRow(x readiness.Point) readiness.PointRow {
	return readiness.PointRow{PointID: x.ID, Said: x.Said, Theme: x.Theme, SeriesID: x.SeriesID, Series: "Staff forum", MeetingID: x.MeetingID, Raised: x.Raised, OwnerID: x.OwnerID, Status: x.Status, Chief: x.Chief, Due: x.Run.Due}
}

func (f forum) Points(_ context.Context, _ readiness.Actor, q readiness.PointQuery) (readiness.Page[readiness.PointRow], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var rows []readiness.PointRow
	for _, x := range f.house.forum.points {
		if q.State == "" || q.State == string(x.Status) {
			rows = append(rows, pointRow(x))
		}
	}
	slices.SortFunc(rows, func(a, b readiness.PointRow) int { return a.Due.Sub(b.Due) })
	return window(rows, q.Cursor, q.Limit)
}

func (f forum) PointView(_ context.Context, _ readiness.Actor, id string) (readiness.PointView, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x, known := f.house.forum.points[id]
	if !known {
		return readiness.PointView{}, readiness.Errorf(readiness.NotFound, "There is no such point.")
	}
	return readiness.PointView{PointRow: pointRow(x), State: x, Next: []readiness.NextStep{}, Happened: []readiness.EventRow{}, Actions: []readiness.ActionRow{}}, nil
}

func (f forum) PointDesk(context.Context, readiness.Actor) (readiness.PointDesk, error) {
	return readiness.PointDesk{}, nil
}

func (c commands) Point(_ context.Context, id string, command readiness.PointCommand, asked readiness.Asked) (readiness.Point, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	x, known := c.forum.points[id]
	if !known {
		return x, readiness.Errorf(readiness.NotFound, "There is no such point.")
	}
	next, _, err := x.Do(command, asked, now)
	if err != nil {
		return x, err
	}
	c.forum.points[id] = next
	return next.Brief(), nil
}

func (c commands) OpenPoint(_ context.Context, p readiness.PlannedPoint) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, runs := c.forum.points[p.ID]; runs || c.fail != nil {
		return c.fail
	}
	x, _, err := readiness.OpenPoint(p, now)
	c.forum.points[p.ID] = x
	return err
}
