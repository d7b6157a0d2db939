package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleStory opens a review and asks one command after the other of it; the days before are made up by the ladder itself.
func sampleStory(commands ...any) (readiness.Review, []readiness.EventRow) {
	at := time.Date(2027, 1, 22, 2, 0, 0, 0, time.UTC)
	o := readiness.Opening{CaseID: "c-1", AreaID: "north", TeamID: "north-2", Basis: sampleRow().Basis, Due: calendar.On(2027, 2, 19), Days: 20}
	terms := readiness.TermsFor(readiness.DefaultReviewRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(at))
	r, ev, err := readiness.OpenReview("r-1", o, sampleManager.PersonID, terms, at)
	events := []readiness.EventRow{sampleEvent(ev, "Sightline's nightly sweep")}
	for i, step := range commands {
		if err != nil {
			panic(err) // a sample that the rules refuse is a mistake in this file
		}
		switch c := step.(type) {
		case time.Time: // let the ladder climb until then
			for next, ok := r.Deadline(); err == nil && ok && next.Before(c); next, ok = r.Deadline() {
				at = next
				if r, ev, err = r.Lapse(at); err == nil {
					events = append(events, sampleEvent(ev, "Sightline"))
				}
			}
			at = c
		case readiness.ReviewCommand:
			asker := sampleManager
			switch c.(type) {
			case readiness.SendBackReview, readiness.SignOffReview:
				asker = sampleHead
			}
			if r, ev, err = r.Do(c, readiness.Asked{ID: string(rune('a' + i)), By: asker}, at); err == nil {
				events = append(events, sampleEvent(ev, asker.Name))
			}
		}
	}
	return r, events
}

func sampleEvent(e readiness.Event, by string) readiness.EventRow {
	return readiness.EventRow{Seq: e.Seq, Kind: e.Kind, At: e.At, By: by, Text: e.Text, Note: e.Note}
}

func sampleReview(commands ...any) readiness.ReviewView {
	state, happened := sampleStory(commands...)
	row := sampleRow()
	row.Status, row.Due, row.Overdue, row.PutOffs = state.Status, state.Run.Due, state.Overdue(sampleToday), state.PutOffs
	if state.Waiting() {
		row.Reached, row.ReachedAt, row.Because = state.Escalation.Role, state.Escalation.At, "nobody submitted it"
	}
	view := readiness.ReviewView{ReviewRow: row, State: state, Happened: happened, SubmittedBy: "Tom Reilly"}
	names := map[readiness.Role]string{readiness.Owner: "Tom Reilly", readiness.AreaHead: "Hanna Okafor", readiness.AssistantDirector: "Amara Lindqvist"}
	for i := state.Run.Next; i < len(state.Terms.Ladder.Rungs) && !state.Status.Ended() && state.Status != readiness.SecondLook; i++ {
		rung := state.Terms.Ladder.Rungs[i]
		next := readiness.NextStep{At: state.Run.RungAt(i, state.Terms.Ladder, state.Terms.Calendar), Roles: rung.Roles}
		for _, role := range rung.Roles {
			if name := names[role]; name != "" {
				next.Names = append(next.Names, name)
			}
		}
		view.Next = append(view.Next, next)
	}
	return view
}

var sampleSubmission = readiness.SubmitReview{
	Reason: "court", WhyOpen: "The final hearing is in April.", WhatChanged: "She sees her father every week now.", LastSeen: calendar.On(2027, 1, 28), PlanEnds: "yes",
	Outcome: "continue", NewOutcomes: "A plan for school.", NextDate: calendar.On(2027, 4, 20),
}

func reviewSamples() map[string]Page {
	early := time.Date(2027, 2, 1, 10, 0, 0, 0, time.UTC)
	page := func(viewer readiness.Actor, view readiness.ReviewView, f Form) ReviewPage {
		return ReviewPage{View: view, Viewer: viewer, Now: sampleNow, Form: f, Begin: sampleForm()}
	}
	open, late := sampleReview(early), sampleReview(sampleNow)
	sentView := sampleReview(early, readiness.BeginReview{}, sampleSubmission)
	back := sampleReview(early, sampleSubmission, readiness.SendBackReview{Missing: "Say what school thinks."})
	signedView := sampleReview(early, sampleSubmission, readiness.SignOffReview{Note: "Agreed."})
	signedView.SignedBy = "Hanna Okafor"
	paused := sampleReview(early, readiness.PauseReview{Until: calendar.On(2027, 5, 3), Reason: "Care proceedings."})
	looked := signedView
	looked.Status, looked.State.Status, looked.State.SignedBy = readiness.SecondLook, readiness.SecondLook, sampleHead.PersonID
	withDraft := page(sampleManager, late, sampleFilled(readiness.SubmitReview{WhyOpen: "The final hearing"}))
	withDraft.Draft = readiness.Draft{SavedAt: sampleNow}
	later := late
	later.Earlier = []readiness.ReviewRow{sampleSent()}
	samples := map[string]Page{
		"review/open, owner":             page(sampleManager, open, sampleForm()),
		"review/open, area head":         page(sampleHead, open, sampleForm()),
		"review/overdue, area head":      page(sampleHead, later, sampleForm()),
		"review/draft kept":              withDraft,
		"review/submitted, area head":    page(sampleHead, sentView, sampleForm()),
		"review/sent back":               page(sampleManager, back, sampleFilled(sampleSubmission)),
		"review/signed off":              page(sampleHead, signedView, sampleForm()),
		"review/paused":                  page(sampleHead, paused, sampleForm()),
		"review/refused: nothing filled": page(sampleManager, late, sampleForm(govuk.FieldError{Name: "why_open", Message: "Enter why this case is still open."}, govuk.FieldError{Name: "last_seen", Message: "Enter the day the child was last seen."})),
		"reviews/running":                ReviewsPage{Page: readiness.Page[readiness.ReviewRow]{Rows: []readiness.ReviewRow{sampleReached(), sampleSent()}, Total: 37, Next: "abc"}, Areas: sampleAreas, Teams: sampleTeams, Form: sampleForm(), Viewer: sampleAD},
		"reviews/of one role":            ReviewsPage{Query: readiness.ReviewQuery{State: "climbed", Role: "area_head"}, Form: sampleFilled(readiness.ReviewQuery{State: "climbed", Role: "area_head"}), Viewer: sampleHead},
		"reviews/none fits":              ReviewsPage{Query: readiness.ReviewQuery{State: "overdue"}, Form: sampleFilled(readiness.ReviewQuery{State: "overdue"}), Viewer: sampleHead},
		"decide/reached the area head":   DecidePage{View: late, Form: sampleForm(), Owners: sampleOwners, Now: sampleNow},
		"decide/refused: no date":        DecidePage{View: late, Form: sampleFilled(readiness.DecideReviewEscalation{Decision: "more_time", Reason: "Court."}, govuk.FieldError{Name: "until", Message: "Enter the date."}), Owners: sampleOwners, Now: sampleNow},
		"decide/somebody was faster":     DecidePage{View: sentView, Form: sampleForm(govuk.FieldError{Message: "Amara Lindqvist decided this on 2 March 2027 at 16:40: allow more time."}), Owners: sampleOwners, Now: sampleNow},
	}
	for st, view := range map[*reviewStep]readiness.ReviewView{putOffStep: open, pauseStep: open, resumeStep: paused, assignStep: open, signOffStep: sentView, lookAgainStep: looked} {
		samples["review step/"+st.path] = reviewStepPage{ID: view.ReviewID, View: view, Form: sampleForm(), People: sampleOwners, Now: sampleNow, Step: st}
	}
	samples["review step/put-off: too far"] = reviewStepPage{
		View: open, Now: sampleNow, Step: putOffStep,
		Form: sampleFilled(readiness.PutOffReview{Until: calendar.On(2027, 8, 2), Reason: "Court."}, govuk.FieldError{Name: "until", Message: "The new date must be within 20 working days, on or before 19 March 2027."}),
	}
	return samples
}
