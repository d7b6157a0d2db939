package web

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A sampleEntry is one request or concern as the rules make it, with what was written about it.
type sampleEntry struct {
	readiness.VisitEntry
	logged   time.Time
	at       time.Time
	said     string
	answer   string
	happened []readiness.EventRow
}

var sampleLog = readiness.VisitLogView{
	VisitID: "vi-1", Name: "Monitoring visit of March 2027", Status: readiness.VisitOnSite, On: calendar.On(2027, 3, 2), Until: calendar.On(2027, 3, 4), LeadID: sampleLead.PersonID, CloseOfDay: 17,
	Focus: []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers"}, {Code: "missing", Name: "Children who go missing"}},
	Days: []readiness.SiteDay{
		{Day: calendar.On(2027, 3, 2), Noted: true, Logged: 6, Open: 1}, {Day: calendar.On(2027, 3, 3), Logged: 3, Open: 3}, {Day: calendar.On(2027, 3, 4)},
	},
}

// logSample logs one entry: an hour of the first or second day on site, for the manager to answer; a concern for the head.
func logSample(id, kind, said string, logged time.Time) *sampleEntry {
	rules := readiness.DefaultVisitRules()
	p := readiness.PlannedVisitEntry{
		ID: id, Kind: kind, VisitID: sampleLog.VisitID, OwnerID: sampleManager.PersonID, LeadID: sampleLead.PersonID, By: sampleQA.PersonID, Asked: readiness.EntryText{Number: 1, SHA256: "x"},
		Due:   readiness.CloseOn(kind, rules.CloseOfDay, calendar.England(), logged),
		Terms: readiness.VisitEntryTerms(rules, readiness.DefaultLadder(), calendar.England(), 0, calendar.DateOf(logged)),
	}
	if kind == readiness.EntryConcern {
		p.OwnerID, p.AreaID, p.TeamID, p.Source, p.ChildID = sampleHead.PersonID, "north", "north-2", "visit", "c-1"
	}
	x, ev, err := readiness.OpenVisitEntry(p, logged)
	playable(err)
	return &sampleEntry{VisitEntry: x, logged: logged, at: logged, said: said, happened: []readiness.EventRow{sampleEvent(ev, sampleQA.Name)}}
}

// does asks a command of it, an hour later, with what was written.
func (e *sampleEntry) does(by readiness.Actor, words string, c readiness.VisitEntryCommand) *sampleEntry {
	e.at = e.at.Add(time.Hour)
	x, ev, err := e.Do(c, readiness.Asked{By: by}, e.at)
	playable(err)
	row := sampleEvent(ev, by.Name)
	row.Note = words
	if x.Status == readiness.EntryAnswered {
		e.answer = words
	}
	e.VisitEntry, e.happened = x, append(e.happened, row)
	return e
}

// lapses lets the clock run until a moment.
func (e *sampleEntry) lapses(until time.Time) *sampleEntry {
	for at, waits := e.Deadline(); waits && at.Before(until); at, waits = e.Deadline() {
		x, ev, err := e.Lapse(at)
		playable(err)
		e.VisitEntry, e.happened = x, append(e.happened, sampleEvent(ev, "Sightline"))
	}
	return e
}

func (e *sampleEntry) row(viewer readiness.Actor) readiness.VisitEntryRow {
	x := e.VisitEntry
	r := readiness.VisitEntryRow{
		EntryID: x.ID, Kind: x.Kind, Status: x.Status, VisitID: x.VisitID, Visit: sampleLog.Name, AreaID: x.AreaID, TeamID: x.TeamID, Source: x.Source, ByID: x.By, By: sampleNames[x.By], OwnerID: x.OwnerID,
		Owner: sampleNames[x.OwnerID], LeadID: x.LeadID, At: e.logged, DueAt: x.DueAt(), Late: x.Status.Waits() && !sampleNow.Before(x.DueAt()), Returned: x.Returned, Said: e.said, Answer: e.answer,
		Found: x.ChildID != "",
	}
	if x.Kind == readiness.EntryConcern {
		r.Area, r.ChildRef = "North", "48213"
	} else {
		r.Inspector = "Ms Lane"
	}
	if x.Waiting() {
		r.Reached, r.ReachedAt, r.Because = x.Escalation.Role, x.Escalation.At, "a request of inspectors is not answered"
	}
	return r.Hide(viewer)
}

func (e *sampleEntry) view(viewer readiness.Actor) readiness.VisitEntryView {
	happened := slices.Clone(e.happened)
	slices.Reverse(happened)
	v := readiness.VisitEntryView{VisitEntryRow: e.row(viewer), State: e.VisitEntry, Happened: happened, Next: []readiness.NextStep{}}
	v.Reads = !v.Concern() || v.SeesChildOf(viewer)
	for i := range happened {
		if !v.Reads {
			happened[i].Note = ""
		}
	}
	if at, waits := e.Deadline(); waits {
		// the owner is reminded two hours before
		v.Next = []readiness.NextStep{{At: at.Add(2 * time.Hour), Roles: []readiness.Role{readiness.Director}, Names: []string{sampleDirector.Name}, Text: "on the due date at 5pm"}}
	}
	return v
}

func (e *sampleEntry) page(viewer readiness.Actor) VisitEntryPage {
	return VisitEntryPage{View: e.view(viewer), Viewer: viewer, Now: sampleNow}
}

// The samples' entries: a request of today, one of yesterday that nobody answered, one that was answered, one that came back, and a concern.
func sampleEntries() (open, late, answered, returned, settled, concern, acted *sampleEntry) {
	today, yesterday := time.Date(2027, 3, 3, 8, 30, 0, 0, time.UTC), time.Date(2027, 3, 2, 11, 0, 0, 0, time.UTC)
	text, no := readiness.EntryText{Number: 2, SHA256: "y"}, readiness.EntryText{}
	request := func(id, said string, at time.Time) *sampleEntry {
		return logSample(id, readiness.EntryRequest, said, at)
	}
	open = request("en-1", "The list of care leavers aged 18 to 20 without a pathway plan, with who works with them.", today)
	late = request("en-2", "Minutes of the last four meetings of the panel.", yesterday).lapses(sampleNow)
	answered = request("en-3", "A desk for two with access to the case system.", today).does(sampleManager, "Room 4, from noon. Two accounts are ready.", readiness.AnswerVisitEntry{Text: text})
	returned = request("en-4", "The supervision records of six workers.", today).does(sampleManager, "Four are in the folder.", readiness.AnswerVisitEntry{Text: text}).
		does(sampleLead, "They asked for six.", readiness.ReturnVisitEntry{Text: text})
	settled = request("en-5", "Who chairs the strategy meetings?", yesterday).does(sampleManager, "The team managers.", readiness.AnswerVisitEntry{Text: text}).
		does(sampleQA, "", readiness.SettleVisitEntry{Text: no})
	concern = logSample("en-6", readiness.EntryConcern, "The file shows no visit since January.", today)
	acted = logSample("en-7", readiness.EntryConcern, "Came back last night and nobody has spoken with them.", yesterday).does(sampleHead, "The worker spoke with them this morning.", readiness.AnswerVisitEntry{Text: text})
	return open, late, answered, returned, settled, concern, acted
}

func entrySamples() map[string]Page {
	open, late, answered, returned, settled, concern, acted := sampleEntries()
	rows := func(viewer readiness.Actor) []readiness.VisitEntryRow {
		var all []readiness.VisitEntryRow
		for _, e := range []*sampleEntry{late, acted, concern, open, returned, answered} {
			all = append(all, e.row(viewer))
		}
		return all
	}
	logged := func(viewer readiness.Actor) VisitLogPage {
		return VisitLogPage{
			Log: sampleLog, Page: readiness.Page[readiness.VisitEntryRow]{Rows: rows(viewer), Total: 61, Next: "next"}, People: sampleOfficers, Form: sampleForm(), Viewer: viewer, Now: sampleNow,
		}
	}
	none, ended, wrong, rehearsed := logged(sampleLead), logged(sampleLead), logged(sampleManager), logged(sampleLead)
	none.Page, none.Query.State = readiness.Page[readiness.VisitEntryRow]{}, "mine"
	ended.Log.Status, ended.Page = readiness.VisitClosed, readiness.Page[readiness.VisitEntryRow]{Rows: []readiness.VisitEntryRow{settled.row(sampleLead)}, Total: 1}
	wrong.Form = sampleFilled(readiness.LogEntry{Kind: readiness.EntryConcern, Text: "NHS number 943 476 5919 has no plan.", Hour: 12},
		govuk.FieldError{Name: "child_ref", Message: "Enter the council’s reference of the child."}, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	wrong.Form.Values["warned"] = []string{"an NHS number in what you wrote"}
	rehearsed.Log.Rehearsal = true
	concerns := ConcernsPage{Page: readiness.Page[readiness.VisitEntryRow]{Rows: []readiness.VisitEntryRow{acted.row(sampleHead), concern.row(sampleHead)}, Total: 2}, Viewer: sampleHead, Now: sampleNow}
	desk := readiness.VisitEntryDesk{
		Decide: []readiness.VisitEntryRow{late.row(sampleDirector)}, Act: []readiness.VisitEntryRow{concern.row(sampleHead), open.row(sampleHead)}, Look: []readiness.VisitEntryRow{acted.row(sampleHead)},
	}
	all := map[string]Page{
		"visit log/lead": logged(sampleLead), "visit log/manager": logged(sampleManager), "visit log/nothing": none, "visit log/closed": ended, "visit log/refused": wrong, "visit log/rehearsal": rehearsed,
		"visit entry/open, owner": open.page(sampleManager), "visit entry/late": late.page(sampleDirector), "visit entry/answered, who logged it": answered.page(sampleQA),
		"visit entry/given back": returned.page(sampleManager), "visit entry/settled": settled.page(sampleLead), "visit entry/concern, head": concern.page(sampleHead),
		"visit entry/concern, another area": concern.page(sampleSouth), "visit entry/concern, acted": acted.page(sampleQA),
		"concerns/head": concerns, "concerns/none": ConcernsPage{Viewer: sampleHead, Now: sampleNow}, "concerns/settled, none": ConcernsPage{Query: readiness.VisitEntryQuery{State: "settled"}, Viewer: sampleHead, Now: sampleNow},
		"concerns/new": concernQuestions(sampleForm()),
		"home/entries": HomePage{View: readiness.HomeView{On: sampleToday}, Entries: desk, Now: sampleNow, Viewer: sampleHead, Sweep: sampleForm()},
	}
	addDaySamples(all, open, late)
	for st, e := range map[*entryStep]*sampleEntry{answerEntryStep: open, settleEntryStep: answered, returnEntryStep: answered, withdrawEntryStep: open, assignEntryStep: open, decideEntryStep: late} {
		all["visit entry step/"+st.path] = entryStepPage{ID: e.ID, View: e.view(sampleLead), Form: sampleForm(), People: sampleOfficers, Viewer: sampleLead, Now: sampleNow, Step: st}
	}
	return all
}

// sampleSouth heads another area than the samples' children belong to.
var sampleSouth = readiness.Actor{PersonID: "p-south", Name: "Sunita South", Holdings: []readiness.Holding{{Role: readiness.AreaHead, AreaID: "south"}}}

func addDaySamples(all map[string]Page, open, late *sampleEntry) {
	note := readiness.VisitDayNote{
		Number: 2, Said: "They have read nine files and met two teams.\nPlans are clear; visits are written up late.", Present: "Dorcas Hawthorn, Iris Lowe, Ms Lane", Follows: "Supervision records by noon.",
		By: sampleLead.Name, At: time.Date(2027, 3, 2, 17, 40, 0, 0, time.UTC),
	}
	day := VisitDayPage{Form: sampleForm(), Viewer: sampleLead, Now: sampleNow, View: readiness.VisitDayView{
		Log: sampleLog, Day: calendar.On(2027, 3, 2), Open: []readiness.VisitEntryRow{late.row(sampleLead)}, Settled: 5, Logged: 6, Note: &note, Before: []readiness.VisitDayNote{note},
	}}
	today, ahead := day, day
	today.View.Day, today.View.Open, today.View.Note, today.View.Before = sampleToday, []readiness.VisitEntryRow{late.row(sampleLead), open.row(sampleLead)}, nil, nil
	ahead.View = readiness.VisitDayView{Log: sampleLog, Day: calendar.On(2027, 3, 4)}
	feedback := VisitFeedbackPage{Form: sampleForm(), Viewer: sampleLead, Now: sampleNow, View: readiness.FeedbackView{
		Log: sampleLog, Held: true, Names: []string{sampleHead.Name}, Embargo: readiness.Embargo{Until: calendar.On(2027, 4, 2), Readers: []string{sampleHead.PersonID}},
		Lines: []readiness.FeedbackLine{{About: "Care leavers", Said: strings.Repeat("Most pathway plans are written with the young person. ", 2), By: sampleLead.Name, At: sampleNow}},
		Looks: []readiness.FeedbackLook{{Name: sampleHead.Name, At: sampleNow}},
	}}
	empty, over := feedback, feedback
	empty.View = readiness.FeedbackView{Log: sampleLog, Held: true, Embargo: readiness.Embargo{}}
	over.View.Held, over.View.Embargo.Lifted, over.View.Looks, over.Viewer = false, sampleToday, nil, sampleManager
	all["visit day/noted"], all["visit day/today"], all["visit day/ahead"] = day, today, ahead
	all["visit feedback/embargo"], all["visit feedback/empty"], all["visit feedback/lifted"] = feedback, empty, over
	all["visit feedback/who may read it"] = embargoQuestions(feedback.View, sampleForm(), sampleOfficers)
}
