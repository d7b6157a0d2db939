package readiness_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func writtenVisit() readiness.Visit {
	return readiness.Visit{
		Course: readiness.Course{OwnerID: "leads"}, Status: readiness.VisitPreparing, VisitDates: readiness.VisitDates{On: calendar.On(2027, 4, 6), Until: calendar.On(2027, 4, 7)},
		Focus: []readiness.VisitFocus{{Code: "care_leavers"}, {Code: "missing"}},
		Holders: []readiness.Holder{
			{Slot: "focus_lead", Focus: "care_leavers", PersonID: "careful"},
			{Slot: "focus_lead", Focus: "missing"},
			{Slot: "rooms", PersonID: "rooms"},
			{Slot: "communications", PersonID: "speaks"},
			{Slot: "documents", PersonID: "files"},
		},
	}
}

// TestWhoWritesPapers: by part, and for whoever is covered; nobody stands for a part that nobody has, and a visit that has ended takes nothing.
func TestWhoWritesPapers(t *testing.T) {
	t.Parallel()
	x := writtenVisit()
	covers := readiness.Actor{PersonID: "deputy", Holdings: []readiness.Holding{{Role: readiness.AreaHead, ForID: "careful"}}}
	runs := readiness.Actor{PersonID: "other", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}}}
	checks := readiness.Actor{PersonID: "looks", Holdings: []readiness.Holding{{Role: readiness.QualityAssurance}}}
	for name, c := range map[string]struct {
		by                                 readiness.Actor
		care, missing, timetable, speaksTo bool
	}{
		"lead of a focus area": {readiness.Actor{PersonID: "careful"}, true, false, false, true},
		"who covers":           {covers, true, false, false, true},
		"visit lead":           {readiness.Actor{PersonID: "leads"}, true, true, true, true},
		"runs visits":          {runs, true, true, true, true},
		"rooms":                {readiness.Actor{PersonID: "rooms"}, false, false, true, true},
		"communication":        {readiness.Actor{PersonID: "speaks"}, false, false, true, true},
		"documents":            {readiness.Actor{PersonID: "files"}, false, false, false, false},
		"quality assurance":    {checks, false, false, false, false},
		"nobody":               {readiness.Actor{}, false, false, false, false},
	} {
		may := func(what string, err error, want bool) {
			t.Helper()
			if (err == nil) != want || !want && !readiness.Forbidden.Is(err) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		may("care leavers", x.MayWritePosition(c.by, "care_leavers"), c.care)
		may("missing", x.MayWritePosition(c.by, "missing"), c.missing)
		may("timetable", x.MaySetTimetable(c.by), c.timetable)
		may("interviewees", x.MaySetInterviewees(c.by), c.speaksTo)
	}
	if err := x.MayWritePosition(runs, "nothing"); !readiness.NotFound.Is(err) {
		t.Errorf("another focus area: %v", err)
	}
	for _, status := range readiness.VisitStatuses {
		x.Status = status
		for _, err := range []error{x.MayWritePosition(runs, "missing"), x.MaySetTimetable(runs), x.MaySetInterviewees(runs)} {
			if readiness.Conflict.Is(err) != status.Ended() {
				t.Errorf("%s: %v", status, err)
			}
		}
	}
}

// TestTimetableIsChecked: times are times, sessions end after they begin and lie around the visit, and come by day and time.
func TestTimetableIsChecked(t *testing.T) {
	t.Parallel()
	x := writtenVisit()
	first := readiness.VisitSession{On: x.On, From: "9:30", Until: "10:30", What: "a"}
	for name, c := range map[string]struct {
		change func(s *readiness.VisitSession)
		field  string
	}{
		"as it is":            {func(*readiness.VisitSession) {}, ""},
		"no time":             {func(s *readiness.VisitSession) { s.From = "early" }, "sessions[0].from"},
		"25 o'clock":          {func(s *readiness.VisitSession) { s.Until = "25:00" }, "sessions[0].until"},
		"no length":           {func(s *readiness.VisitSession) { s.Until = "09:30" }, "sessions[0].until"},
		"a minute":            {func(s *readiness.VisitSession) { s.Until = "09:31" }, ""},
		"by text it is later": {func(s *readiness.VisitSession) { s.Until = "9:15" }, "sessions[0].until"},
		"28 days before":      {func(s *readiness.VisitSession) { s.On = x.On.AddDays(-28) }, ""},
		"29 days before":      {func(s *readiness.VisitSession) { s.On = x.On.AddDays(-29) }, "sessions[0].on"},
		"28 days after":       {func(s *readiness.VisitSession) { s.On = x.Until.AddDays(28) }, ""},
		"29 days after":       {func(s *readiness.VisitSession) { s.On = x.Until.AddDays(29) }, "sessions[0].on"},
	} {
		s := first
		c.change(&s)
		_, err := readiness.SetTimetable{Sessions: []readiness.VisitSession{s}}.Checked(x)
		refusal := readiness.AsRefusal(err)
		switch {
		case c.field == "" && err != nil, c.field != "" && (refusal == nil || refusal.Fields[0].Field != c.field):
			t.Errorf("%s: %v", name, err)
		}
	}
	late, early, before := first, first, first
	late.From, late.Until, early.From, early.Until, before.On = "11:00", "12:00", "8:00", "12:00", x.On.AddDays(-1)
	typed := []readiness.VisitSession{late, first, early, before}
	sorted, err := readiness.SetTimetable{Sessions: typed}.Checked(x)
	if err != nil || sorted[0].On != before.On || sorted[1].From != "08:00" || sorted[2].From != "09:30" || sorted[3].From != "11:00" || typed[0].From != "11:00" {
		t.Errorf("%+v, %v", sorted, err)
	}
	if days := (readiness.VisitWriting{Visit: x, Timetable: append(sorted, readiness.VisitSession{On: x.Until})}).Beside(); len(days) != 1 || days[0] != before.On {
		t.Errorf("beside: %v", days)
	}
}

// TestIntervieweesAreChecked: nobody twice, no reference of a child, no focus area of another visit.
func TestIntervieweesAreChecked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		people []readiness.VisitInterviewee
		field  string
	}{
		"nobody":            {nil, ""},
		"two":               {[]readiness.VisitInterviewee{{Who: "Jo Lane", Post: "Manager"}, {Who: "Care leavers", Focus: "care_leavers"}}, ""},
		"twice":             {[]readiness.VisitInterviewee{{Who: "Jo Lane"}, {Who: "jo lane"}}, "people[1].who"},
		"for two areas":     {[]readiness.VisitInterviewee{{Who: "Jo Lane", Focus: "missing"}, {Who: "Jo Lane", Focus: "care_leavers"}}, ""},
		"a reference":       {[]readiness.VisitInterviewee{{Who: "48213"}}, "people[0].who"},
		"a team":            {[]readiness.VisitInterviewee{{Who: "North team 2"}}, ""},
		"another's subject": {[]readiness.VisitInterviewee{{Who: "Jo Lane", Focus: "exploitation"}}, "people[0].focus"},
	} {
		refusal := readiness.AsRefusal(readiness.SetInterviewees{People: c.people}.Check(writtenVisit()))
		if (refusal == nil) != (c.field == "") || refusal != nil && refusal.Fields[0].Field != c.field {
			t.Errorf("%s: %+v", name, refusal)
		}
	}
}

// TestLaterVersion is named with who kept it, and when clocks in London showed it.
func TestLaterVersion(t *testing.T) {
	t.Parallel()
	at := time.Date(2027, 6, 1, 23, 30, 0, 0, time.UTC)
	if err := readiness.Later("timetable", 2, 2, "Jo Lane", at); err != nil {
		t.Error(err)
	}
	want := "Jo Lane kept version 2 of the timetable on 2 June 2027 at 12:30am, after you opened this page. What you typed is not lost: compare the two, then save yours."
	if err := readiness.Later("timetable", 2, 1, "Jo Lane", at); !readiness.Conflict.Is(err) || err.Error() != want {
		t.Errorf("%v", err)
	}
	if err := readiness.Later("timetable", 0, 1, "", time.Time{}); !readiness.Invalid.Is(err) {
		t.Errorf("a version that there is not: %v", err)
	}
}
