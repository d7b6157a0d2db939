package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// The sample forum: called by Iris Lowe each quarter, with nobody from South.
var (
	sampleMet   = readiness.Meeting{ID: "m-1", SeriesID: "s-1", Series: "Staff forum", Kind: readiness.StaffForum, On: calendar.On(2027, 2, 4), Agenda: "What became of the points of October\nWorkload", Held: true, Came: 2, Note: "The room was full.", Points: 3}
	sampleMeets = readiness.Meeting{ID: "m-2", SeriesID: "s-1", Series: "Staff forum", Kind: readiness.StaffForum, On: calendar.On(2027, 4, 1), Agenda: "Answers to the points of February"}
	sampleForum = readiness.MeetingSeries{
		ID: "s-1", Name: "Staff forum", Kind: readiness.StaffForum, Purpose: "Practitioners say what stands in the way of good practice.", ConvenorID: sampleLead.PersonID, Convenor: "Iris Lowe",
		Weekday: "thursday", Every: readiness.EveryQuarter, From: calendar.On(2026, 1, 1), Next: calendar.On(2027, 4, 1), Open: 4, Late: 1, Answered: 2, Heard: 11,
		Members:  []readiness.Member{{Name: "Nia Rowe", AreaID: "north", Area: "North"}, {Name: "Ben Achebe", AreaID: "north", Area: "North"}, {Name: "Olu Pratt"}},
		Meetings: []readiness.Meeting{sampleMeets, sampleMet, {ID: "m-0", SeriesID: "s-1", Series: "Staff forum", On: calendar.On(2026, 10, 8), Was: calendar.On(2026, 10, 1), Cancelled: true, Reason: "The inspection was here."}},
	}
	sampleScrutiny = readiness.MeetingSeries{ID: "s-2", Name: "Scrutiny committee", Kind: readiness.Scrutiny, Convenor: "Amara Lindqvist", Weekday: "tuesday", Every: readiness.EveryMonth, From: calendar.On(2026, 1, 1), Open: 1}
	sampleOver     = readiness.MeetingSeries{ID: "s-3", Name: "Recovery board", Kind: "board", Convenor: "Amara Lindqvist", Weekday: "monday", Every: readiness.EveryWeeks, Weeks: 4, From: calendar.On(2026, 1, 1), Ended: calendar.On(2027, 1, 8)}
)

func meetingSamples() map[string]Page {
	bare := readiness.MeetingSeries{ID: "s-4", Name: "Seminar on children in care", Kind: "seminar", Convenor: "Iris Lowe", Weekday: "friday", Every: readiness.EveryMonth, From: sampleToday}
	of := func(s readiness.MeetingSeries, viewer readiness.Actor) SeriesPage {
		return SeriesPage{Series: s, Areas: sampleAreas, Viewer: viewer, Today: sampleToday}
	}
	all := map[string]Page{
		"meetings/improvement lead":       MeetingsPage{Series: []readiness.MeetingSeries{sampleForum, sampleScrutiny, sampleOver}, Viewer: sampleLead},
		"meetings/member":                 MeetingsPage{Series: []readiness.MeetingSeries{sampleScrutiny}, Viewer: sampleMember},
		"meetings/empty":                  MeetingsPage{Viewer: sampleLead},
		"meetings/empty, head":            MeetingsPage{Viewer: sampleHead},
		"meetings/empty, member":          MeetingsPage{Viewer: sampleMember},
		"meeting series/improvement lead": of(sampleForum, sampleLead),
		"meeting series/head":             of(sampleForum, sampleHead),
		"meeting series/bare":             of(bare, sampleLead),
		"meeting series/ended":            of(sampleOver, sampleLead),
	}
	addMeetingSamples(all)
	addMeetingForms(all)
	return all
}

func addMeetingSamples(all map[string]Page) {
	date := func(m readiness.Meeting, viewer readiness.Actor) MeetingPage {
		return MeetingPage{View: MeetingView{m, sampleForum}, Viewer: viewer, Now: sampleNow}
	}
	held, ahead, unheld, cancelled := date(sampleMet, sampleLead), date(sampleMeets, sampleLead), date(sampleMet, sampleLead), date(sampleForum.Meetings[2], sampleLead)
	held.Points = samplePoints()
	ahead.ToHear = samplePoints()[1:2]
	unheld.View.Held, unheld.View.Note, unheld.View.Was, unheld.View.Reason = false, "", calendar.On(2027, 1, 28), "Snow."
	empty := held
	empty.Points, empty.Viewer = nil, sampleHead
	all["meeting/held"], all["meeting/ahead"], all["meeting/nobody said how it went"], all["meeting/cancelled"], all["meeting/held, no points"] = held, ahead, unheld, cancelled, empty
	all["meeting/ahead, head"] = date(sampleMeets, sampleHead)
}

func addMeetingForms(all map[string]Page) {
	view := MeetingView{sampleMeets, sampleForum}
	for c, form := range map[*meetingChange]Form{
		agendaChange: sampleFilled(readiness.SetAgenda{Agenda: sampleMeets.Agenda}), holdChange: sampleForm(), moveChange: sampleForm(), cancelChange: sampleForm(),
	} {
		all["meeting form/"+c.path] = c.questions(view, form)
	}
	all["meeting form/held: refused"] = holdChange.questions(view, sampleFilled(readiness.HoldMeeting{Note: "All came."}, govuk.FieldError{Name: "came", Message: "The number of members who came must be between 1 and 1,000."}))
	all["meeting form/move: refused"] = moveChange.questions(view, sampleFilled(readiness.MoveMeeting{On: sampleToday, Reason: "Half term."}, govuk.FieldError{Name: "on", Message: "The new day must be in the future."}))
	fresh := readiness.SaveSeries{ConvenorID: "p-head", Weekday: "thursday", Every: string(readiness.EveryQuarter), Weeks: 4, From: sampleToday}
	all["series form/new"] = seriesQuestions("", sampleFilled(fresh), sampleOfficers)
	all["series form/refused"] = seriesQuestions("", sampleFilled(fresh, govuk.FieldError{Name: "name", Message: "There is a meeting with this name already. Choose another name."}), sampleOfficers)
	all["series form/change"] = seriesQuestions("s-1", sampleFilled(fresh), sampleOfficers)
	all["series form/members"] = memberQuestions(sampleForum, sampleAreas, nil)
	wrong := sampleForm(govuk.FieldError{Name: "members-north", Message: "The member’s name must be 100 characters or fewer."})
	wrong.Values = map[string][]string{"members-north": {"Nia Rowe\nBen Achebe"}}
	all["series form/members: refused"] = memberQuestions(sampleForum, sampleAreas, &wrong)
	all["series form/end"] = endQuestions(sampleForum, sampleForm())
	all["series form/date"] = dateQuestions(sampleForum, sampleForm(govuk.FieldError{Name: "on", Message: "There is a meeting on 1 April 2027 already."}))
	raise := raiseQuestions(sampleMet, sampleFilled(readiness.RaisePoint{}), sampleAreas, sampleOfficers, []string{"Supervision", "Workload"})
	warned := sampleFilled(readiness.RaisePoint{Said: "Child Amy Smith was not seen.", Theme: "Visits"}, govuk.FieldError{Name: "owner_id", Message: "Choose who is to answer it."},
		govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	warned.Values["warned"] = []string{"a child’s name in what was said"}
	scrutiny := sampleMet
	scrutiny.Series, scrutiny.Kind = "Scrutiny committee", readiness.Scrutiny
	all["point form/new"], all["point form/looks like a child’s"] = raise, raiseQuestions(scrutiny, warned, sampleAreas, sampleOfficers, nil)
}
