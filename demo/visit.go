package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A reception is one visit as the county lives through it, or the rehearsal of one: when it is planned, and what its people mean to do about its steps.
type reception struct {
	plan    readiness.PlanVisit
	planned calendar.Date                                                // the day on which it is planned
	adapt   func(of readiness.RunUp, from calendar.Date) readiness.RunUp // what the council makes of the run-up that Sightline comes with; nil: nothing
	means   map[string]meaning                                           // by code of the step; with a slash and a focus area for one alone
	letter  calendar.Date                                                // the day on which it comes
	audits  [2][]manuscript                                              // of its sample, in that order: before the visit, and of the same children after it
	id      string                                                       // once it is planned
}

// A meaning is what people mean to do about a step. One that nobody thought of is done a few days before its day.
type meaning struct {
	days    int    // working days after its day, before it when negative
	never   bool   // nobody does it
	spared  string // why its owner asks to be spared it
	granted bool   // and is
	left    bool   // nobody decides about it when it has reached somebody
}

// Days of visits, in working days.
const (
	firstAhead  = 30 // before it the first visit was planned
	secondAhead = 66 // before it the one that comes was planned
	visitAhead  = 23 // from today it comes
)

// expect arranges the county's visits: one on care leavers that is over, two rehearsals of an inspection, and one on all three focus areas that comes.
func (t *town) expect() {
	first, called, before := t.firstVisit(), t.calendar.Next(t.today.AddMonths(-2)), t.calendar.Next(t.today.AddMonths(-8))
	next := t.calendar.Add(t.today, visitAhead, calendar.Exclusive)
	t.receptions = []*reception{
		{
			plan:    readiness.PlanVisit{Kind: "monitoring", On: first, Focus: []string{"care_leavers"}, Leads: []string{t.headOf(2)}},
			planned: t.calendar.Add(first, -firstAhead, calendar.Exclusive), letter: t.letterOfFirst(), adapt: t.shortened, means: firstVisit,
			audits: [2][]manuscript{firstAudits, againAudits},
		},
		{
			plan:    readiness.PlanVisit{Kind: "standard", Rehearsal: "yes", Name: "Rehearsal of the call"},
			planned: called, means: rehearsed,
		},
		{
			plan:    readiness.PlanVisit{Kind: "monitoring", On: next, Focus: []string{"care_leavers", "exploitation", "missing"}, Leads: []string{t.headOf(2), t.headOf(0), t.headOf(1)}},
			planned: t.calendar.Add(next, -secondAhead, calendar.Exclusive), adapt: ownParts, means: nextVisit,
			audits: [2][]manuscript{nextAudits},
		},
		{
			plan:    readiness.PlanVisit{Kind: "standard", Rehearsal: "yes", Name: "First rehearsal of the call"},
			planned: before, means: rehearsedFirst,
		},
	}
	t.papersOfFirst(t.receptions[0])
	t.papersOfNext(t.receptions[2])
	if t.county.Months > 0 { // otherwise there are no case lists, and nobody to look at
		t.expectFirst(t.receptions[0])
		t.expectNext(t.receptions[2])
	}
}

// firstVisit is the first day of the visit that is over, and letterOfFirst the day on which its letter came.
func (t *town) firstVisit() calendar.Date    { return t.calendar.Next(t.today.AddMonths(-7)) }
func (t *town) letterOfFirst() calendar.Date { return t.calendar.Next(t.firstVisit().AddDays(35)) }

// Working days before a visit on which its sample is drawn, and before today for the one that comes.
const (
	firstDrawn = 17
	nextDrawn  = 22
)

// expectFirst arranges what there is to the visit that is over besides its steps: sample and audits, two days on site, and what was said at the end.
func (t *town) expectFirst(r *reception) {
	drawn := t.calendar.Add(r.plan.On, -firstDrawn, calendar.Exclusive)
	t.on(drawn, func(ctx context.Context) error {
		if !drawn.Before(t.began) {
			return nil
		}
		return t.bringLists(ctx, drawn) // the first case lists came for the visit
	})
	t.on(drawn, t.draws(r, "care_leavers", readiness.DrawSample{Deep: len(firstAudits), Dip: 12, Risk: 30}))
	t.later(drawn, 1, t.gives(r, "care_leavers"))
	last := t.calendar.Add(r.plan.On, 1, calendar.Exclusive)
	t.on(r.plan.On, t.onSite(r, r.plan.On, 0))
	t.on(last, t.onSite(r, last, 1))
	t.on(last, t.hearsFeedback(r, last))
	t.on(r.letter, t.publishes(r))
}

// expectNext arranges what is done for the visit that comes besides its steps: care leavers are ahead, missing children have a sample and no audits, and
// exploitation has no sample.
func (t *town) expectNext(r *reception) {
	t.before(nextDrawn, t.draws(r, "care_leavers", readiness.DrawSample{Deep: len(nextAudits) - 1, Dip: 16, Risk: 40}))
	t.before(nextDrawn-2, t.draws(r, "missing", readiness.DrawSample{Deep: 6, Dip: 10, Risk: 50}))
	t.before(12, t.gives(r, "care_leavers"))
	t.before(5, t.replaces(r, "care_leavers", 7))
	for _, days := range []int{20, 10, 4} {
		t.before(days, t.answersFlags("care_leavers", 70))
	}
	t.before(9, t.answersFlags("exploitation", 35))
	t.before(4, t.answersFlags("missing", 55))
	t.before(3, t.notesMovement)
	t.before(15, t.answersChecklist(r, "care_leavers", []string{"part", "yes", "no", "yes"}))
	t.before(4, t.answersChecklist(r, "care_leavers", []string{"yes", "yes", "part", "yes", "yes", "yes", "no"}))
	t.before(8, t.answersChecklist(r, "missing", []string{"yes", "part", "yes", "yes", "no"}))
	t.before(7, t.answersChecklist(r, "exploitation", []string{"no", "part", "yes"}))
}

// shortened is the run-up by which the council prepared its first visit: few steps, in six weeks. Where there are case lists, its sample and audits are
// steps of it.
func (t *town) shortened(r readiness.RunUp, from calendar.Date) readiness.RunUp {
	r.Code, r.Name, r.From, r.Source = "monitoring-short", "Monitoring visit, the council’s first list", from, "The council’s own, from before it took over Sightline’s."
	var steps []readiness.RunUpStep
	for _, s := range r.Steps {
		if offset, moved := shortOffsets[s.Code]; moved {
			s.Offset = offset
		}
		looks := s.Gate == "sample" || s.Gate == "audits"
		if slices.Contains(shortSteps, s.Code) && (!looks || t.county.Months > 0) {
			steps = append(steps, s)
		}
	}
	r.Steps = steps
	return r
}

// shortSteps are the steps of the council's first list. Some of them have a day of their own in it.
var (
	shortSteps = []string{
		"write_position", "challenge_position", "brief_staff", "check_recording", "complete_documents", "book_rooms", "keep_in_touch", "note_feedback", "draft_actions",
		"draw_sample", "moderate_audits", "update_plan", "report_board", "register_findings", "tell_people",
	}
	shortOffsets = map[string]int{"draw_sample": -15, "moderate_audits": -4, "keep_in_touch": 2, "note_feedback": 1}
)

// ownParts is the run-up that Sightline comes with, in which a team manager has rooms and access: nobody has that part until somebody is named.
func ownParts(r readiness.RunUp, from calendar.Date) readiness.RunUp {
	r.Code, r.Name, r.From, r.Source = "monitoring-own", "Monitoring visit, as the council does it", from, "Sightline’s monitoring-2026, with a team manager for rooms and access."
	r.Slots = slices.Clone(r.Slots)
	for i := range r.Slots {
		if r.Slots[i].Code == "rooms" {
			r.Slots[i].Role = readiness.TeamManager
		}
	}
	return r
}

// beginsVisit plans a visit and opens it, by the council's own run-up where it has made one.
func (t *town) beginsVisit(ctx context.Context, r *reception) error {
	if r.adapt != nil {
		of, err := t.db.RunUp(ctx, "monitoring-2026")
		if err != nil {
			return err
		}
		own := r.adapt(of, r.planned)
		if err := t.bringsIn(ctx, readiness.PackFile{Name: own.Code + ".yaml", RunUp: &own}); err != nil {
			return err
		}
	}
	planned, err := t.db.PlanVisit(ctx, r.plan, t.asked(t.staff.lead))
	if err != nil {
		return err
	}
	r.id = planned.ID
	return t.openVisit(ctx, planned)
}

// prepares brings in what the council went by before there was Sightline's: its list for care leavers, and its run-book of a call.
func (t *town) prepares(ctx context.Context) error {
	of, err := t.db.Pack(ctx, "care-leavers-2026")
	if err != nil {
		return err
	}
	of.Code, of.From, of.Source = "care-leavers-2025", calendar.On(2025, 4, 1), "The council’s own, from before Sightline’s held."
	if err := t.bringsIn(ctx, readiness.PackFile{Name: of.Code + ".yaml", Pack: &of}); err != nil {
		return err
	}
	call, err := t.db.RunUp(ctx, "standard-2026")
	if err != nil {
		return err
	}
	call.Code, call.From, call.Source = "standard-2025", of.From, of.Source
	return t.bringsIn(ctx, readiness.PackFile{Name: call.Code + ".yaml", RunUp: &call})
}

// bringsIn brings a pack or a run-up into the library by way of a draft.
func (t *town) bringsIn(ctx context.Context, f readiness.PackFile) error {
	draft, err := t.db.KeepPackDraft(ctx, f, t.asked(t.staff.lead))
	if err == nil {
		_, err = t.db.FinishPackDraft(ctx, draft, t.asked(t.staff.lead))
	}
	if err != nil {
		return fmt.Errorf("bring in %s: %w", f.Code(), err)
	}
	return nil
}
