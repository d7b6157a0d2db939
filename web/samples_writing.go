package web

import (
	"strconv"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleWriting is what is written for the visit of sampleVisit: one position statement of two, a timetable with a day that was left behind, two to interview.
func sampleWriting(v *sampleVisit) readiness.VisitWriting {
	x, at := v.visit, v.at.Add(2*time.Hour)
	return readiness.VisitWriting{
		VisitID: x.ID, Visit: x, TimetableVersion: 2, TimetableBy: sampleLead.Name, TimetableAt: at, IntervieweesVersion: 1, IntervieweesBy: sampleHead.Name, IntervieweesAt: at,
		Positions: []readiness.VisitPosition{samplePosition(2, sampleHead.Name, at), {Focus: "missing"}},
		Timetable: []readiness.VisitSession{
			{On: x.On.AddDays(-4), From: "15:00", Until: "15:30", What: "Briefing of the navigators", Where: "Room 4"},
			{On: x.On, From: "09:30", Until: "10:00", What: "Welcome", Where: "Room 4", With: "The director and the visit lead"},
			{On: x.On, From: "10:00", Until: "12:30", What: "Case files"},
		},
		Interviewees: []readiness.VisitInterviewee{{Who: sampleManager.Name, Post: "Team manager", Confirmed: "yes"}, {Who: "Care leavers", Focus: "care_leavers"}},
	}
}

func samplePosition(version int, by string, at time.Time) readiness.VisitPosition {
	return readiness.VisitPosition{
		Focus: "care_leavers", Version: version, By: by, At: at, Know: "Most care leavers have a plan that is theirs.\nToo many plans say nothing of health.", How: "Twelve audits, and what the forum said.",
		Next: "Health is in every plan by June.", Figures: "In touch rose from 91% to 95%.",
	}
}

// writingSamples are the faces of the pages of what is written for the pack of a visit.
func writingSamples() map[string]Page {
	today := calendar.On(2027, 3, 3)
	v := newSampleVisit("monitoring", "", calendar.On(2027, 6, 8), today)
	written, none := sampleWriting(v), sampleWriting(newSampleVisit("monitoring", "yes", calendar.On(2027, 6, 8), today))
	none.Positions, none.Timetable, none.Interviewees, none.TimetableVersion, none.IntervieweesVersion = []readiness.VisitPosition{{Focus: "care_leavers"}, {Focus: "missing"}}, nil, nil, 0, 0
	bare := none
	bare.Positions = nil
	versions := []readiness.VisitPosition{written.Positions[0], samplePosition(1, sampleLead.Name, v.at)}
	later := newFormFor(readiness.WritePosition{Know: "Some have a plan.", How: "Ten audits.", Next: "More plans.", Version: 1})
	later.refuse(readiness.AsRefusal(readiness.Later("position statement", 2, 1, versions[0].By, versions[0].At)))
	later.later(2)
	fresh := newFormFor(readiness.WritePosition{Know: versions[0].Know, How: versions[0].How, Next: versions[0].Next, Version: 2})
	child := newFormFor(readiness.WritePosition{Know: "NHS number 943 476 5919.", Version: 2})
	child.keeps(looksLikeChilds(spoken{"in what you know", "NHS number 943 476 5919."}))
	rows := func(kind *paperRows, view readiness.VisitWriting) PaperRowsPage {
		form := newForm()
		form.Values = kind.values(view)
		return PaperRowsPage{View: view, Form: form, People: sampleOfficers, Kind: kind}
	}
	wrong, other := rows(sessionForm, written), rows(sessionForm, written)
	wrong.Form.Values.Set("until-1", "9am")
	wrong.Form.Values.Set("what-2", "")
	wrong.Form.refuse(&readiness.Error{Fields: []readiness.FieldError{{Field: "sessions[1].until", Message: "It must end after it begins."}, {Field: "sessions[2].what", Message: "Enter what takes place."}}})
	wrong.Form.inRows("sessions", []int{0, 1, 2})
	other.Form.Values.Set("version", strconv.Itoa(1))
	other.Form.refuse(readiness.AsRefusal(readiness.Later("timetable", 2, 1, sampleLead.Name, v.at)))
	other.Other = other.Form.later(2)
	met := rows(intervieweeForm, written)
	met.Form.Values.Set("version", "0")
	met.Form.refuse(readiness.AsRefusal(readiness.Later("list of who is interviewed", 1, 0, sampleHead.Name, v.at)))
	met.Other = met.Form.later(1)
	return map[string]Page{
		"visit papers/some written":               VisitPapersPage{View: written, Viewer: sampleLead},
		"visit papers/only read":                  VisitPapersPage{View: written, Viewer: sampleQA},
		"visit papers/nothing yet":                VisitPapersPage{View: none, Viewer: sampleLead},
		"visit papers/no focus area":              VisitPapersPage{View: bare, Viewer: sampleLead},
		"visit papers/position":                   PositionPage{View: written, Focus: "care_leavers", Versions: versions, Form: fresh, Viewer: sampleHead},
		"visit papers/position: first":            PositionPage{View: none, Focus: "missing", Form: newFormFor(readiness.WritePosition{}), Viewer: sampleLead},
		"visit papers/position: somebody faster":  PositionPage{View: written, Focus: "care_leavers", Versions: versions, Other: &versions[0], Form: later, Viewer: sampleHead},
		"visit papers/position: a child’s":        PositionPage{View: written, Focus: "care_leavers", Versions: versions, Form: child, Viewer: sampleHead},
		"visit papers/position: only read":        PositionPage{View: written, Focus: "care_leavers", Versions: versions, Form: newForm(), Viewer: sampleQA},
		"visit papers/position: nothing to read":  PositionPage{View: none, Focus: "missing", Form: newForm(), Viewer: sampleQA},
		"visit papers/timetable":                  rows(sessionForm, written),
		"visit papers/timetable: empty":           rows(sessionForm, none),
		"visit papers/timetable: refused":         wrong,
		"visit papers/timetable: somebody faster": other,
		"visit papers/interviewees":               rows(intervieweeForm, written),
		"visit papers/interviewees: empty":        rows(intervieweeForm, none),
		"visit papers/interviewees: faster":       met,
	}
}
