package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatMeetingPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"meetings/improvement lead": {
			counts("a[href=/meetings/add]", 1), counts("a[href=/points?series=s-1&state=open]", 1), counts("a[href=/points?series=s-1&state=late]", 1), counts("a[href=/points?series=s-1&state=answered]", 1),
			in("tbody", says("On the first Thursday of January, April, July and October"), says("1 April 2027"), says("Ended")),
		},
		"meetings/member":        {counts("a[href=/meetings/add]", 0), in("main", says("What scrutiny asked for"))},
		"meetings/empty":         {in("main", says("Begin with the staff forum")), counts("a[href=/meetings/add]", 2)},
		"meetings/empty, head":   {in("main", says("The improvement programme lead adds them."))},
		"meetings/empty, member": {in("main", says("No meeting of scrutiny has been set up yet."))},
		"meeting series/improvement lead": {
			in("#identity", says("Next: Thursday 1 April 2027"), counts("a[href=/meeting-dates/m-2]", 1)),
			in("main", says("4 points without an answer, 1 of them late"), says("2 answers that the meeting has not heard"), says("Nobody sits in it for South."), says("Nia Rowe and Ben Achebe"), says("Held, 2 of 3 members came"), says("moved from 1 October 2026")),
			counts("a[href=/meetings/s-1/members]", 1), counts("a[href=/meetings/s-1/dates/add]", 1),
		},
		"meeting series/head":  {counts("a[href=/meetings/s-1/edit]", 0)},
		"meeting series/bare":  {in("main", says("Nothing waits."), says("Nobody has said yet who sits in it."), says("No dates yet."), lacks("Nobody sits in it for"))},
		"meeting series/ended": {in("#identity", says("Ended on 8 January 2027")), counts("a[href=/meetings/s-3/end]", 0)},
		"meeting/held": {
			in("main", says("You said"), says("We will do it. Two workers join North in April."), says("No answer yet. It is due on"), says("Withdrawn: it need not be answered.")),
			counts("a[href=/meeting-dates/m-1/points/new]", 1), counts("a[href=/meeting-dates/m-1/held]", 0), counts("ol li", 5),
		},
		"meeting/held, no points":         {in("main", says("It raised no points yet."))},
		"meeting/ahead":                   {in("main", says("Answers that it is to hear")), counts("a[href=/meeting-dates/m-2/agenda]", 1), counts("a[href=/meeting-dates/m-2/points/new]", 0), counts("a[href=/meeting-dates/m-2/held]", 0)},
		"meeting/ahead, head":             {counts("a[href=/meeting-dates/m-2/agenda]", 0), counts("a[href=/meeting-dates/m-2/move]", 0)},
		"meeting/nobody said how it went": {in("main", says("Nobody has said how it went"), says("It was moved from 28 January 2027: Snow.")), counts("a[href=/meeting-dates/m-1/held]", 1)},
		"meeting/cancelled":               {in("#cancelled", says("The inspection was here.")), counts("a[href=/meeting-dates/m-0/move]", 0), counts("a[href=/meeting-dates/m-0/points/new]", 0)},
		"meeting form/agenda":             {in("textarea", says("Answers to the points of February"))},
		"series form/change":              {in("main", says("Dates that are planned already stay as they are"))},
		"series form/members":             {in("#members-north", says("Nia Rowe"))},
		"point form/new":                  {counts("datalist option", 2), in("main", says("The chief executive hears of it at once."))},
		"point form/looks like a child’s": {counts("input[name=keep]", 1), in("main", says("Elected members can read it."), lacks("chief executive hears"))},
	})
}

// forum is one meeting that comes again, with one date in the past and one ahead, and one point of it by the real rules.
type forum struct {
	meetings
	points
	commands
	plan
	places
	series  readiness.MeetingSeries
	dates   map[string]readiness.Meeting
	point   readiness.Point
	planned map[string]readiness.PlannedPoint // by command id
	raised  []readiness.RaisePoint
	opened  []string
	members readiness.SetMembers
	saved   []readiness.SaveSeries
	ended   string
	asked   readiness.PointQuery // the last one
	actions []readiness.ActionRow
	fail    error
}

func newForum(t *testing.T) *forum {
	t.Helper()
	day := calendar.On(2027, 2, 4)
	x, _, err := readiness.OpenPoint(readiness.PlannedPoint{
		ID: "x-1", SeriesID: "s-1", MeetingID: "m-1", ConvenorID: "head", Said: "Nobody can see every child.", Theme: "Workload", AreaID: "north", OwnerID: "manager", Raised: day, Chief: true,
		Terms: readiness.PointTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	of := func(id string, on calendar.Date) readiness.Meeting {
		return readiness.Meeting{ID: id, SeriesID: "s-1", Series: "Staff forum", Kind: readiness.StaffForum, On: on}
	}
	return &forum{
		point: x, planned: map[string]readiness.PlannedPoint{}, dates: map[string]readiness.Meeting{"m-1": of("m-1", day), "m-2": of("m-2", calendar.On(2027, 4, 1))},
		series:  readiness.MeetingSeries{ID: "s-1", Name: "Staff forum", Kind: readiness.StaffForum, ConvenorID: "head", Weekday: "thursday", Every: readiness.EveryQuarter, From: day},
		actions: []readiness.ActionRow{{ActionID: "a-9", Title: "Another theme", Theme: "Visits", Due: day}, {ActionID: "a-1", Title: "Hire two workers", Theme: "Workload", Due: day}},
	}
}

func (f *forum) Areas(context.Context) ([]readiness.Area, error) {
	return []readiness.Area{{ID: "north", Name: "North"}, {ID: "south", Name: "South"}}, nil
}

func (f *forum) Officers(context.Context) ([]readiness.Choice, error) {
	return []readiness.Choice{{Code: "manager", Text: "Tom Reilly, team manager"}, {Code: "head", Text: "Hanna Okafor, area head"}}, nil
}

func (f *forum) Actions(context.Context, readiness.Actor, readiness.PlanQuery) (readiness.Page[readiness.ActionRow], error) {
	return readiness.Page[readiness.ActionRow]{Rows: slices.Clone(f.actions), Total: len(f.actions)}, nil
}

func (f *forum) Series(_ context.Context, _ readiness.Actor, id string) (readiness.MeetingSeries, error) {
	if id != "s-1" {
		return readiness.MeetingSeries{}, errNone
	}
	return f.series, nil
}

func (f *forum) SaveSeries(_ context.Context, id string, s readiness.SaveSeries, _ readiness.Asked) (readiness.MeetingSeries, error) {
	if err := s.Check(); err != nil {
		return readiness.MeetingSeries{}, err
	}
	f.saved = append(f.saved, s)
	return readiness.MeetingSeries{ID: "s-1" + id}, f.fail
}

func (f *forum) SetMembers(_ context.Context, _ string, m readiness.SetMembers, _ readiness.Asked) error {
	f.members = m
	return f.fail
}

func (f *forum) EndSeries(_ context.Context, _ string, e readiness.EndSeries, _ readiness.Asked) error {
	if f.ended != "" {
		return readiness.Errorf(readiness.Conflict, "This meeting has been ended already.")
	}
	f.ended = e.Reason
	return nil
}

func (f *forum) AddMeeting(_ context.Context, _ string, a readiness.AddMeeting, _ readiness.Asked) (readiness.Meeting, error) {
	for _, m := range f.dates {
		if m.On == a.On {
			return readiness.Meeting{}, readiness.FieldErrorf("on", "There is a meeting on %s already.", a.On.Long())
		}
	}
	return readiness.Meeting{ID: "m-3", On: a.On}, nil
}

func (f *forum) Meeting(_ context.Context, _ readiness.Actor, id string) (readiness.Meeting, error) {
	m, known := f.dates[id]
	if !known {
		return m, errNone
	}
	return m, nil
}

func (f *forum) ChangeMeeting(_ context.Context, id string, c readiness.MeetingChange, _ readiness.Asked) (readiness.Meeting, error) {
	m, err := c.Apply(f.dates[id], now)
	if err == nil {
		f.dates[id] = m
	}
	return m, err
}

// RaisePoint gives the same point for the same command, as the ledger does.
func (f *forum) RaisePoint(_ context.Context, _ string, r readiness.RaisePoint, asked readiness.Asked) (readiness.PlannedPoint, error) {
	f.raised = append(f.raised, r)
	if p, known := f.planned[asked.ID]; known {
		return p, nil
	}
	p := readiness.PlannedPoint{ID: "x-" + asked.ID, Said: r.Said}
	f.planned[asked.ID] = p
	return p, nil
}

func (f *forum) OpenPoint(_ context.Context, p readiness.PlannedPoint) error {
	f.opened = append(f.opened, p.ID)
	return f.fail
}

func (f *forum) row() readiness.PointRow {
	x := f.point
	row := readiness.PointRow{PointID: x.ID, Said: x.Said, Theme: x.Theme, Area: "North", SeriesID: "s-1", Series: "Staff forum", MeetingID: "m-1", Raised: x.Raised, OwnerID: x.OwnerID, Owner: "Tom Reilly", Status: x.Status, Chief: x.Chief, Due: x.Run.Due, HearBy: x.HearBy}
	if x.Answer != nil {
		row.Outcome, row.WeDid = x.Answer.Outcome, x.Answer.WeDid
	}
	return row
}

func (f *forum) Points(_ context.Context, _ readiness.Actor, q readiness.PointQuery) (readiness.Page[readiness.PointRow], error) {
	f.asked = q
	return readiness.Page[readiness.PointRow]{Rows: []readiness.PointRow{f.row()}, Total: 1}, nil
}

func (f *forum) PointView(_ context.Context, _ readiness.Actor, id string) (readiness.PointView, error) {
	if id != f.point.ID {
		return readiness.PointView{}, errNone
	}
	return readiness.PointView{PointRow: f.row(), State: f.point}, nil
}

func (f *forum) Point(_ context.Context, _ string, c readiness.PointCommand, asked readiness.Asked) (readiness.Point, error) {
	if f.fail != nil {
		return f.point, f.fail
	}
	next, _, err := f.point.Do(c, asked, now.Add(time.Hour))
	if err == nil {
		f.point = next
	}
	return f.point, err
}

// on serves the pages with this forum behind them, to one person.
func (f *forum) on(t *testing.T, who string) visitor {
	t.Helper()
	s := newServer()
	s.Meetings, s.Points, s.Commands, s.Plan, s.Places = f, f, f, f, f
	return visit(t, s, who)
}

func TestMeetingsThatComeAgainAreSetUp(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	lead := f.on(t, "improvement_lead")
	form := url.Values{"command_id": {"c-1"}, "name": {"Staff forum"}, "convenor_id": {"head"}, "weekday": {"thursday"}, "every": {"weeks"}, "weeks": {"0"}, "from-day": {"4"}, "from-month": {"3"}, "from-year": {"2027"}}
	_, page, _ := lead.post("/meetings/add", form)
	htmlcheck.Has(t, page, htmlcheck.In("#kind-error", htmlcheck.Says("Choose what kind of meeting it is.")), htmlcheck.Value("name", "Staff forum"), htmlcheck.Value("command_id", "c-1"))
	form.Set("kind", "staff_forum")
	_, page, _ = lead.post("/meetings/add", form)
	htmlcheck.Has(t, page, htmlcheck.In("#weeks-error", htmlcheck.Says("Say how many weeks there are")), htmlcheck.Value("name", "Staff forum"))
	form.Set("weeks", "6")
	if status, _, to := lead.post("/meetings/add", form); status != http.StatusSeeOther || to != "/meetings/s-1" || f.saved[0].Weeks != 6 || f.saved[0].From != calendar.On(2027, 3, 4) {
		t.Errorf("%d to %q: %+v", status, to, f.saved)
	}
	_, page, _ = lead.get("/meetings/s-1/edit")
	htmlcheck.Has(t, page, htmlcheck.Value("name", "Staff forum"), htmlcheck.Value("every", "quarter"))

	long := strings.Repeat("x", 101)
	names := url.Values{"command_id": {"c-2"}, "members-north": {"Nia Rowe\r\n\r\n Ben Achebe "}, "members-none": {long}}
	_, page, _ = lead.post("/meetings/s-1/members", names)
	htmlcheck.Has(t, page, htmlcheck.Counts("#members-none-error", 1), htmlcheck.Counts("#members-north-error", 0), htmlcheck.In("#members-north", htmlcheck.Says("Ben Achebe")))
	names.Set("members-none", "Olu Pratt")
	if status, _, to := lead.post("/meetings/s-1/members", names); status != http.StatusSeeOther || to != "/meetings/s-1" {
		t.Errorf("%d to %q", status, to)
	}
	if want := []readiness.Member{{Name: "Nia Rowe", AreaID: "north"}, {Name: "Ben Achebe", AreaID: "north"}, {Name: "Olu Pratt"}}; !slices.Equal(f.members.Members, want) {
		t.Errorf("the members are %+v", f.members.Members)
	}

	_, page, _ = lead.post("/meetings/s-1/dates/add", url.Values{"on-day": {"1"}, "on-month": {"4"}, "on-year": {"2027"}})
	htmlcheck.Has(t, page, htmlcheck.In("#on-date-error", htmlcheck.Says("There is a meeting on 1 April 2027 already.")), htmlcheck.Value("on-day", "1"))
	if _, _, to := lead.post("/meetings/s-1/dates/add", url.Values{"on-day": {"2"}, "on-month": {"4"}, "on-year": {"2027"}}); to != "/meeting-dates/m-3" {
		t.Errorf("a date leads to %q", to)
	}
	if status, _, _ := lead.post("/meetings/s-1/end", url.Values{}); status != http.StatusUnprocessableEntity || f.ended != "" {
		t.Errorf("ended without a reason: %d", status)
	}
	lead.post("/meetings/s-1/end", url.Values{"reason": {"Merged."}})
	if status, page, _ := lead.post("/meetings/s-1/end", url.Values{"reason": {"Again."}}); status != http.StatusConflict || f.ended != "Merged." || !strings.Contains(page, "Again.") || !strings.Contains(page, "ended already") {
		t.Errorf("ended twice: %d, %q", status, f.ended)
	}
	if status, _, _ := f.on(t, "head").post("/meetings/add", form); status != http.StatusForbidden {
		t.Errorf("a head adds a meeting: %d", status)
	}
}

func TestMeetingsAreChangedByWhoeverCallsThem(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	head := f.on(t, "head") // who calls it
	if _, _, to := head.post("/meeting-dates/m-2/agenda", url.Values{"agenda": {"Workload"}}); to != "/meeting-dates/m-2" || f.dates["m-2"].Agenda != "Workload" {
		t.Errorf("the agenda is %q", f.dates["m-2"].Agenda)
	}
	_, page, _ := head.post("/meeting-dates/m-2/move", url.Values{"reason": {"Half term."}, "on-day": {"1"}, "on-month": {"3"}, "on-year": {"2027"}})
	htmlcheck.Has(t, page, htmlcheck.In("#on-date-error", htmlcheck.Says("must be in the future")), htmlcheck.In("#reason", htmlcheck.Says("Half term.")), htmlcheck.Value("on-day", "1"))
	if status, page, _ := head.get("/meeting-dates/m-2/held"); status != http.StatusConflict || !strings.Contains(page, "Say how it went once that day has come.") {
		t.Errorf("held before its day: %d", status)
	}
	_, page, _ = head.post("/meeting-dates/m-1/held", url.Values{"note": {"A full room."}})
	htmlcheck.Has(t, page, htmlcheck.Counts("#came-error", 1), htmlcheck.In("#note", htmlcheck.Says("A full room.")))
	head.post("/meeting-dates/m-1/held", url.Values{"note": {"A full room."}, "came": {"9"}})
	if m := f.dates["m-1"]; !m.Held || m.Came != 9 || m.Note != "A full room." {
		t.Errorf("the meeting is %+v", m)
	}
	if status, page, _ := head.post("/meeting-dates/m-1/cancel", url.Values{"reason": {"A mistake."}}); status != http.StatusConflict || !strings.Contains(page, "A mistake.") {
		t.Errorf("cancelled after it was held: %d", status)
	}
	if status, _, _ := f.on(t, "manager").get("/meeting-dates/m-2/cancel"); status != http.StatusForbidden {
		t.Errorf("somebody else cancels: %d", status)
	}
	_, page, _ = f.on(t, "improvement_lead").get("/meeting-dates/m-2")
	if htmlcheck.Has(t, page, htmlcheck.Counts("a[href=/meeting-dates/m-2/cancel]", 1)); f.asked.SeriesID != "s-1" || f.asked.State != "answered" {
		t.Errorf("a meeting ahead asks for %+v", f.asked)
	}
}

// TestPointsAreEntered: what looks like a child's is asked about, kept with the answer, and the same form sent twice is one point.
func TestPointsAreEntered(t *testing.T) {
	t.Parallel()
	f := newForum(t)
	manager := f.on(t, "manager")
	form := url.Values{"command_id": {"c-1"}, "said": {"His NHS number 943 476 5919 is on every form."}, "theme": {"Forms"}, "looks_like": {"nothing"}}
	status, page, _ := manager.post("/meeting-dates/m-1/points/new", form)
	htmlcheck.Has(t, page, htmlcheck.In("#owner_id-error", htmlcheck.Says("Choose who is to answer it.")), htmlcheck.Counts("input[name=keep]", 1), htmlcheck.Value("theme", "Forms"))
	if status != http.StatusUnprocessableEntity || len(f.raised) != 0 {
		t.Fatalf("%d, raised %+v", status, f.raised)
	}
	form.Set("owner_id", "head")
	form.Set("keep", "yes")
	form["warned"] = []string{"an NHS number in what was said"}
	f.fail = readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet.")
	if status, page, _ := manager.post("/meeting-dates/m-1/points/new", form); status != http.StatusAccepted || !strings.Contains(page, "943 476 5919") {
		t.Errorf("nobody answers: %d", status)
	}
	f.fail = nil
	if status, _, to := manager.post("/meeting-dates/m-1/points/new", form); status != http.StatusSeeOther || to != "/meeting-dates/m-1" {
		t.Errorf("%d to %q", status, to)
	}
	if !slices.Equal(f.opened, []string{"x-c-1", "x-c-1"}) || len(f.planned) != 1 || len(f.raised[1].LooksLike) != 1 || !strings.HasSuffix(f.raised[1].LooksLike[0], " in what was said") {
		t.Errorf("opened %v, raised %+v", f.opened, f.raised)
	}
	if status, page, _ := manager.get("/meeting-dates/m-2/points/new"); status != http.StatusConflict || !strings.Contains(page, "Enter its points once that day has come.") {
		t.Errorf("of a meeting ahead: %d", status)
	}
	if status, _, _ := f.on(t, "chief_executive").post("/meeting-dates/m-1/points/new", form); status != http.StatusForbidden {
		t.Errorf("the chief executive enters a point: %d", status)
	}
}
