package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePreScrutiny plays a request that the manager owns: a time lets the clock run until then, anything else is a command of whoever may.
func samplePreScrutiny(steps ...any) readiness.PreScrutinyView {
	at := time.Date(2027, 2, 1, 9, 0, 0, 0, time.UTC)
	names := map[string]string{sampleManager.PersonID: "Tom Reilly", sampleLead.PersonID: "Iris Lowe", "clock": "Sightline"}
	day := calendar.DateOf(at)
	x, ev, err := readiness.OpenPreScrutiny(readiness.PlannedPreScrutiny{
		ID: "q-1", ConvenorID: sampleLead.PersonID, Asked: day, By: sampleLead.PersonID, Terms: readiness.PreScrutinyTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
		Ask: readiness.AskPreScrutiny{SeriesID: "s-3", Title: "A new contract for foster care", Decides: calendar.On(2027, 3, 18), PlanLink: "https://anyshire.example/plan", Why: "It is the largest of the year.", OwnerID: sampleManager.PersonID},
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
		case readiness.PreScrutinyCommand:
			asker := sampleManager
			if _, considers := c.(readiness.ConsiderPreScrutiny); considers {
				asker = sampleLead
			}
			x, ev, err = x.Do(c, readiness.Asked{By: asker}, at)
			keep()
		}
	}
	slices.Reverse(happened)
	return samplePreScrutinyView(x, happened)
}

func samplePreScrutinyView(x readiness.PreScrutiny, happened []readiness.EventRow) readiness.PreScrutinyView {
	row := readiness.PreScrutinyRow{
		PreScrutinyID: x.ID, Title: x.Title, SeriesID: x.SeriesID, Series: "Scrutiny committee", Asked: x.Asked, OwnerID: x.OwnerID, Owner: "Tom Reilly", Status: x.Status, Decides: x.Decides,
		MeetsOn: x.MeetsOn, Due: x.Run.Due, Pressing: x.Pressing(), Passed: x.Status.Before() && x.Decides.Before(sampleToday),
	}
	if x.Decides.After(sampleToday) {
		row.DaysLeft = calendar.England().Count(sampleToday, x.Decides, calendar.Exclusive)
	}
	if x.Status.Climbs() {
		row.Overdue = x.Run.Overdue(sampleToday, x.Terms.Calendar)
	}
	if x.Waiting() {
		row.Reached, row.ReachedAt, row.Because = x.Escalation.Role, x.Escalation.At, "nobody said on which day scrutiny can see the decision"
	}
	view := readiness.PreScrutinyView{PreScrutinyRow: row, State: x, Happened: happened, Meets: calendar.On(2027, 3, 11)}
	for i, f := range x.Findings("Scrutiny committee") {
		view.Findings = append(view.Findings, readiness.PracticeFinding{ID: "f-" + string(rune('1'+i)), Text: f.Text, Reference: f.Reference})
	}
	for _, m := range x.Ahead() {
		view.Next = append(view.Next, readiness.NextStep{At: m.At, Roles: m.Roles, Names: []string{"Dorcas Hawthorn"}, Text: m.Why})
	}
	return view
}

func preScrutinySamples() map[string]Page {
	soon := time.Date(2027, 2, 3, 9, 0, 0, 0, time.UTC)
	agree, paper := readiness.AgreePreScrutiny{MeetsOn: calendar.On(2027, 3, 2)}, readiness.GiveScrutinyPaper{Reference: "Paper 7", Link: "https://anyshire.example/7"}
	met := time.Date(2027, 3, 2, 15, 0, 0, 0, time.UTC)
	said := readiness.ConsiderPreScrutiny{On: calendar.On(2027, 3, 2), Recommends: "some", Recommendations: []string{"Ask carers first.", "Report in a year."}, Theme: "Placements", Severity: "medium"}
	asked, agreed, given := samplePreScrutiny(), samplePreScrutiny(soon, agree), samplePreScrutiny(soon, agree, paper)
	recommended := samplePreScrutiny(soon, agree, paper, met, said)
	answered := samplePreScrutiny(soon, agree, paper, met, said, readiness.AnswerRecommendations{Outcome: "partly", Reason: "Not the second."})
	declined, reached := samplePreScrutiny(soon, readiness.DeclinePreScrutiny{Reason: "It is urgent."}), samplePreScrutiny(time.Date(2027, 2, 10, 9, 0, 0, 0, time.UTC))
	passed := given
	passed.Passed, passed.Decides, passed.DaysLeft, passed.PreScrutinyID = true, calendar.On(2027, 3, 1), 0, "q-2"
	page := func(v readiness.PreScrutinyView, viewer readiness.Actor) PreScrutinyPage {
		return PreScrutinyPage{View: v, Viewer: viewer, Now: sampleNow}
	}
	list := PreScrutiniesPage{
		Page: readiness.Page[readiness.PreScrutinyRow]{Rows: []readiness.PreScrutinyRow{passed.PreScrutinyRow, asked.PreScrutinyRow}, Total: 61, Next: "next"}, Series: []readiness.MeetingSeries{sampleScrutiny},
		Form: sampleForm(), Viewer: sampleLead, Now: sampleNow,
	}
	none, member := list, list
	none.Page, none.Query.State, none.Form = readiness.Page[readiness.PreScrutinyRow]{}, "late", sampleFilled(readiness.PreScrutinyQuery{State: "late"})
	member.Viewer = sampleMember
	committees := []readiness.Choice{{Code: "s-3", Text: "Scrutiny committee"}}
	desk := readiness.PreScrutinyDesk{Decide: []readiness.PreScrutinyRow{reached.PreScrutinyRow}, Do: []readiness.PreScrutinyRow{passed.PreScrutinyRow}, Consider: []readiness.PreScrutinyRow{given.PreScrutinyRow}}
	all := map[string]Page{
		"pre-scrutiny/list": list, "pre-scrutiny/member": member, "pre-scrutiny/none fits": none, "pre-scrutiny/empty": PreScrutiniesPage{Form: sampleForm(), Viewer: sampleHead},
		"pre-scrutiny/asked, owner": page(asked, sampleManager), "pre-scrutiny/agreed, owner": page(agreed, sampleManager), "pre-scrutiny/paper given, lead": page(given, sampleLead),
		"pre-scrutiny/recommended, owner": page(recommended, sampleManager), "pre-scrutiny/answered, member": page(answered, sampleMember), "pre-scrutiny/declined": page(declined, sampleLead),
		"pre-scrutiny/decision day passed": page(passed, sampleLead), "pre-scrutiny/reached the director": page(reached, sampleDirector),
		"pre-scrutiny/ask":  askScrutinyQuestions(sampleForm(), committees, sampleOfficers),
		"home/pre-scrutiny": HomePage{View: readiness.HomeView{On: sampleToday}, Scrutiny: desk, Viewer: sampleLead, Sweep: sampleForm()},
	}
	for st, view := range map[*preScrutinyStep]readiness.PreScrutinyView{
		agreeStepScrutiny: asked, declineStep: asked, paperStep: agreed, considerStep: given, respondStep: recommended, moveStepScrutiny: agreed, assignPreScrutinyStep: asked,
		withdrawPreScrutinyStep: asked, decidePreScrutinyStep: reached,
	} {
		all["pre-scrutiny step/"+st.path] = preScrutinyStepPage{ID: "q-1", View: view, Form: sampleForm(), People: sampleOfficers, Viewer: sampleLead, Now: sampleNow, Step: st}
	}
	all["pre-scrutiny step/consider: refused"] = preScrutinyStepPage{
		ID: "q-1", View: given, Viewer: sampleLead, Now: sampleNow, Step: considerStep,
		Form: sampleFilled(readiness.ConsiderPreScrutiny{Recommends: "some", Recommendations: []string{"One.", "Two."}}, govuk.FieldError{Name: "theme", Message: "Enter the theme."}),
	}
	return all
}
