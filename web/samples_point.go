package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	sampleDirector = readiness.Actor{PersonID: "p-dcs", Name: "Dorcas Hawthorn", Holdings: []readiness.Holding{{Role: readiness.Director}}}

	sampleAnswer = readiness.AnswerPoint{Outcome: "will_do", WeDid: "Two workers join North in April.\nUntil then no one in North takes a new case.", Actions: []string{"a-1"}}
)

// samplePoint plays a point of the forum of 4 February: a time lets the clock run until then, anything else is a command of whoever may.
func samplePoint(steps ...any) readiness.PointView {
	at := time.Date(2027, 2, 5, 9, 0, 0, 0, time.UTC)
	names := map[string]string{sampleManager.PersonID: "Tom Reilly", sampleLead.PersonID: "Iris Lowe", sampleDirector.PersonID: "Dorcas Hawthorn", "clock": "Sightline"}
	raised := sampleMet.On
	x, ev, err := readiness.OpenPoint(readiness.PlannedPoint{
		ID: "x-1", SeriesID: "s-1", MeetingID: "m-1", ConvenorID: sampleLead.PersonID, Said: "In North each of us holds 26 cases.\nNobody can see every child.", Theme: "Workload", AreaID: "north",
		OwnerID: sampleManager.PersonID, Raised: raised, Chief: true, By: sampleLead.PersonID,
		Terms: readiness.PointTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), raised),
	}, at)
	var happened []readiness.EventRow
	keep := func() {
		if err != nil {
			panic(err) // a sample that the rules refuse is a mistake in this file
		}
		happened = append(happened, sampleEvent(ev, names[ev.By]))
	}
	keep()
	for _, step := range steps {
		switch c := step.(type) {
		case time.Time:
			for next, ok := x.Deadline(); ok && next.Before(c); next, ok = x.Deadline() {
				x, ev, err = x.Lapse(next)
				keep()
			}
			at = c
		case readiness.PointCommand:
			asker := sampleLead
			if c.Name() == sampleAnswer.Name() {
				asker = sampleManager
			}
			x, ev, err = x.Do(c, readiness.Asked{By: asker}, at)
			keep()
		}
	}
	slices.Reverse(happened)
	return samplePointView(x, happened)
}

func samplePointView(x readiness.Point, happened []readiness.EventRow) readiness.PointView {
	row := readiness.PointRow{
		PointID: x.ID, Said: x.Said, Theme: x.Theme, Area: "North", SeriesID: x.SeriesID, Series: "Staff forum", MeetingID: x.MeetingID, Raised: x.Raised, OwnerID: x.OwnerID, Owner: "Tom Reilly",
		Status: x.Status, Chief: x.Chief, Due: x.Run.Due, Pressing: x.Pressing(), Overdue: x.Overdue(sampleToday), HearBy: x.HearBy, NotHeard: x.NotHeard,
	}
	view := readiness.PointView{State: x, Happened: happened, Actions: []readiness.ActionRow{}}
	if x.Answer != nil {
		row.Outcome, row.WeDid, row.AnsweredOn = x.Answer.Outcome, x.Answer.WeDid, x.Answer.On
		view.Actions = []readiness.ActionRow{sampleActionRow("Bring caseloads in North under 18", readiness.ActionAgreed)}
	}
	if x.Waiting() {
		row.Reached, row.ReachedAt, row.Because = x.Escalation.Role, x.Escalation.At, "nobody answered it"
	}
	if at, waits := x.Deadline(); waits {
		next := readiness.NextStep{At: at, Roles: []readiness.Role{readiness.ChiefExecutive}, Names: []string{"Charlotte Ekow"}, Text: "10 working days after the due date"}
		if x.Status == readiness.PointAnswered {
			next.Roles, next.Names, next.Text = []readiness.Role{readiness.ImprovementLead}, []string{"Iris Lowe"}, "the meeting has not heard the answer"
		}
		view.Next = []readiness.NextStep{next}
	}
	view.PointRow = row
	return view
}

// The samples' points: open, answered, not taken, heard, withdrawn, and one that has reached the director.
func samplePointViews() (open, answered, notTaken, heard, withdrawn, reached readiness.PointView) {
	soon, meant := time.Date(2027, 2, 12, 9, 0, 0, 0, time.UTC), time.Date(2027, 2, 25, 9, 0, 0, 0, time.UTC)
	return samplePoint(), samplePoint(soon, sampleAnswer), samplePoint(soon, sampleAnswer, meant, readiness.HearPoint{Accept: "no", Missing: "April is late: who sees the children until then?"}),
		samplePoint(soon, sampleAnswer, meant, readiness.HearPoint{Accept: "yes"}), samplePoint(soon, readiness.WithdrawPoint{Reason: "It is the same point as the one about sickness cover."}),
		samplePoint(time.Date(2027, 3, 12, 9, 0, 0, 0, time.UTC))
}

// samplePoints are the rows of one meeting.
func samplePoints() []readiness.PointRow {
	open, answered, _, heard, withdrawn, reached := samplePointViews()
	reached.Overdue, reached.Theme = 5, "Agency staff"
	rows := []readiness.PointRow{reached.PointRow, answered.PointRow, heard.PointRow, withdrawn.PointRow, open.PointRow}
	for i := range rows {
		rows[i].PointID = "x-" + string(rune('1'+i))
	}
	return rows
}

func pointSamples() map[string]Page {
	open, answered, notTaken, heard, withdrawn, reached := samplePointViews()
	page := func(v readiness.PointView, viewer readiness.Actor) PointPage {
		return PointPage{View: v, Viewer: viewer, Now: sampleNow}
	}
	list := PointsPage{
		Page: readiness.Page[readiness.PointRow]{Rows: samplePoints(), Total: 61, Next: "next"}, Series: []readiness.MeetingSeries{sampleForum, sampleScrutiny}, Areas: sampleAreas,
		Form: sampleForm(), Viewer: sampleLead,
	}
	none, member := list, list
	none.Page, none.Query.State, none.Form = readiness.Page[readiness.PointRow]{}, "late", sampleFilled(readiness.PointQuery{State: "late"})
	member.Viewer = sampleMember
	rows := samplePoints()
	desk := readiness.PointDesk{Decide: rows[:1], Answer: []readiness.PointRow{rows[0], rows[4]}, Hear: rows[1:2], Hold: []readiness.Meeting{sampleMet}}
	var queue []readiness.PointRow
	for i := range 12 {
		row := rows[4]
		row.PointID = "x-2" + string(rune('a'+i))
		queue = append(queue, row)
	}
	home := HomePage{View: readiness.HomeView{On: sampleToday, Figures: readiness.Figures{OpenCases: 798}}, Viewer: sampleChief, Sweep: sampleForm()}
	busy := home
	busy.Points, busy.PlanThemes = readiness.PointDesk{Decide: rows[:1], Chief: queue}, samplePlanThemes
	mine := HomePage{View: readiness.HomeView{On: sampleToday}, Points: desk, Viewer: sampleLead, Sweep: sampleForm()}
	action := ActionPage{View: sampleAction(), Points: rows[1:3], Viewer: sampleManager, Now: sampleNow}
	all := map[string]Page{
		"points/improvement lead": list, "points/member": member, "points/none fits": none, "points/empty": PointsPage{Form: sampleForm(), Viewer: sampleHead},
		"point/owner": page(open, sampleManager), "point/answered, lead": page(answered, sampleLead), "point/answered, owner": page(answered, sampleManager), "point/not taken": page(notTaken, sampleManager),
		"point/heard": page(heard, sampleLead), "point/withdrawn": page(withdrawn, sampleHead), "point/reached the director": page(reached, sampleDirector), "point/chief executive": page(open, sampleChief),
		"point/member": page(answered, sampleMember), "home/chief executive": busy, "home/chief executive, nothing": home, "home/points": mine, "action/names a point": action,
	}
	addPointSteps(all, open, answered, notTaken, reached)
	return all
}

func addPointSteps(all map[string]Page, open, answered, notTaken, reached readiness.PointView) {
	offers := []Offer{
		{readiness.Choice{Code: "a-1", Text: "Bring caseloads in North under 18, due 31 March 2027"}, true},
		{readiness.Choice{Code: "a-2", Text: "Supervise every social worker once a month, due 31 March 2027"}, false},
	}
	for st, view := range map[*pointStep]readiness.PointView{answerStep: open, hearStep: answered, assignPointStep: open, withdrawPointStep: open, decidePointStep: reached} {
		all["point step/"+st.path] = pointStepPage{ID: "x-1", View: view, Form: sampleForm(), People: sampleOfficers, Offers: offers, Viewer: sampleLead, Now: sampleNow, Step: st}
	}
	typed := sampleFilled(sampleAnswer, govuk.FieldError{Name: "actions", Message: "Choose the improvement action that will do it. If there is none yet, add one first."})
	typed.Values.Del("actions")
	all["point step/answer: no action"] = pointStepPage{ID: "x-1", View: notTaken, Form: typed, Offers: offers, Viewer: sampleLead, Now: sampleNow, Step: answerStep}
	typed.Values["actions"] = []string{"a-2"}
	all["point step/answer: another theme"] = pointStepPage{ID: "x-1", View: open, Form: typed, Offers: offers[1:], Viewer: sampleLead, Now: sampleNow, Step: answerStep}
	all["point step/answer: empty plan"] = pointStepPage{ID: "x-1", View: open, Form: typed, Viewer: sampleChief, Now: sampleNow, Step: answerStep}
	all["point step/hear: refused"] = pointStepPage{
		ID: "x-1", View: answered, Viewer: sampleLead, Now: sampleNow, Step: hearStep, Form: sampleFilled(readiness.HearPoint{Accept: "no"}, govuk.FieldError{Name: "missing", Message: "Enter what is missing."}),
	}
}
