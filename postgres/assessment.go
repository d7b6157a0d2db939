package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertAssessment = sql("plan a self-assessment", `
		insert into assessments (id, kind, name, framework, status, lead_id, before_id, starts, draft_by, sign_by, due, planned, made_at, changed_at)
		values (@id, @of_kind, @name, @framework, 'unopened', (select id from people where id::text = @lead), (select id from assessments where id::text = @before), @starts, @draft_by, @sign_by, @sign_by,
			@planned, @now, @now)`)
	insertAppraisals = sql("plan the criteria of a self-assessment", `
		insert into appraisals (id, assessment_id, section, criterion, place, area_id, author_id, challenger_id, lead_id, status, due, planned, made_at, changed_at)
		select p.id, @assessment, p.planned->>'section', p.planned->>'criterion', p.place, (select id from areas where id::text = p.planned->>'area_id'),
			(select id from people where id::text = p.planned->>'author_id'), (select id from people where id::text = p.planned->>'challenger_id'),
			(select id from people where id::text = p.planned->>'lead_id'), 'planned', @draft_by, p.planned, @now, @now
		from unnest(@ids::uuid[], @plans::jsonb[]) with ordinality as p (id, planned, place)`)
	recordAssessmentEvent = sql("record an event of a self-assessment", recording("assessments", "assessment", `
				lead_id = (select id from people where id::text = @lead), starts = @starts, draft_by = @draft_by, sign_by = @sign_by, published_on = @published_on,
				plan_version = @ladder`))
	selectSameAssessmentEvent = sql("compare an event of a self-assessment", sameEvent("assessment"))
	selectAssessmentState     = sql("read a self-assessment's state", `select state from assessments where id = @id and state is not null`)
	selectOpenCycle           = sql("look for a self-assessment under way", `
		select name from assessments where status not in ('published', 'superseded', 'cancelled') limit 1`)
	selectAreasHeaded = sql("read which areas people head", `
		select po.person_id::text as person_id, po.area_id::text as area_id from posts po
		where po.role = 'area_head' and po.person_id::text = any(@people::text[]) and po.from_day <= @today and (po.until_day is null or po.until_day >= @today) order by po.from_day, po.id`)
)

// PlanAssessment plans a cycle and its criteria. One cycle is under way at a time: two would ask people for the same thing twice.
func (db *DB) PlanAssessment(ctx context.Context, p readiness.PlanAssessment, asked readiness.Asked) (readiness.PlannedAssessment, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunAssessments, readiness.Place{}); err != nil {
		return readiness.PlannedAssessment{}, err
	}
	of, err := db.Framework(ctx, p.Framework)
	if err != nil {
		return readiness.PlannedAssessment{}, err
	}
	return once(ctx, db, asked, act{Action: "self-assessment planned", Subject: "assessment"}, func(tx pgx.Tx, a *act) (readiness.PlannedAssessment, error) {
		planned, err := db.planAssessment(ctx, tx, p, of, asked.By, nil)
		a.Subject = "assessment/" + planned.ID
		return planned, err
	})
}

// planAssessment plans a cycle. Where parts names an author or a challenger of a criterion, they have that part.
func (db *DB) planAssessment(
	ctx context.Context, tx pgx.Tx, p readiness.PlanAssessment, of readiness.Framework, by readiness.Actor, parts map[string]readiness.AppraisalPeople,
) (readiness.PlannedAssessment, error) {
	var none readiness.PlannedAssessment
	switch name, err := one(ctx, tx, selectOpenCycle, nil, pgx.RowTo[string]); {
	case err == nil:
		return none, readiness.Errorf(readiness.Conflict, "The self-assessment “%s” is under way. Publish it or call it off before you plan another.", name)
	case !isNone(err):
		return none, err
	}
	book, err := db.rules(ctx, tx)
	if err != nil {
		return none, err
	}
	dates := book.Assess.Dates(p.Kind, p.Starts, book.Calendar)
	if err := dates.Check(book.Calendar, db.today()); err != nil {
		return none, err
	}
	sections, err := db.sections(ctx, tx, p, of)
	if err != nil {
		return none, err
	}
	x := readiness.PlannedAssessment{
		ID: newID(), Kind: p.Kind, Name: p.Name, Framework: of.Code, Scale: of.Scale(), LeadID: by.PersonID, Before: p.Before, Dates: dates, Sections: sections, By: by.PersonID,
		Signers: readiness.Signers{AssistantID: p.AssistantID, DirectorID: p.DirectorID, MemberID: p.MemberID}, Terms: book.assessmentTerms(dates.Starts),
	}
	if !isID(x.LeadID) {
		x.LeadID = p.DirectorID // the command line is nobody
	}
	return x, db.keepPlan(ctx, tx, x, p, book, parts)
}

// sections are the judgement areas of a cycle, each with its lead and its criteria.
func (db *DB) sections(ctx context.Context, tx pgx.Tx, p readiness.PlanAssessment, of readiness.Framework) ([]readiness.Section, error) {
	if len(p.Leads) != len(of.Areas) || len(p.Challengers) != len(of.Areas) {
		return nil, readiness.FieldErrorf("leads", "Name a lead and a challenger for each of the %d judgement areas.", len(of.Areas))
	}
	named := append(append(slices.Clone(p.Leads), p.Challengers...), p.AssistantID, p.DirectorID, p.MemberID)
	if err := db.knowEverybody(ctx, tx, named); err != nil {
		return nil, err
	}
	headed, err := all(ctx, tx, selectAreasHeaded, args{"people": p.Leads, "today": db.today()}, pgx.RowToStructByName[struct{ PersonID, AreaID string }])
	if err != nil {
		return nil, err
	}
	sections := make([]readiness.Section, len(of.Areas))
	for i, area := range of.Areas {
		sections[i] = readiness.Section{Code: area.Code, LeadID: p.Leads[i], Criteria: []readiness.CriterionState{}}
		for _, h := range headed {
			if h.PersonID == p.Leads[i] {
				sections[i].AreaID = h.AreaID
				break
			}
		}
		for _, c := range area.Criteria {
			sections[i].Criteria = append(sections[i].Criteria, readiness.CriterionState{Code: c.Code, AppraisalID: newID(), Status: readiness.AppraisalWriting})
		}
	}
	return sections, nil
}

// knowEverybody refuses people who have no active account.
func (db *DB) knowEverybody(ctx context.Context, tx pgx.Tx, ids []string) error {
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id != "" && roster.names[id] == "" {
			return readiness.FieldErrorf("leads", "One of these people has no post any more. Choose somebody else.")
		}
	}
	return nil
}

// keepPlan writes the cycle and its criteria.
func (db *DB) keepPlan(ctx context.Context, tx pgx.Tx, x readiness.PlannedAssessment, p readiness.PlanAssessment, book rulebook, parts map[string]readiness.AppraisalPeople) error {
	body, err := json.Marshal(x)
	if err != nil {
		return fmt.Errorf("plan a self-assessment: %w", err)
	}
	_, err = exec(ctx, tx, insertAssessment, args{
		"id": x.ID, "of_kind": x.Kind, "name": x.Name, "framework": x.Framework, "lead": x.LeadID, "before": x.Before, "starts": x.Dates.Starts, "draft_by": x.Dates.DraftBy,
		"sign_by": x.Dates.SignBy, "planned": body, "now": db.now(),
	})
	if violates(err, "assessments_one_cycle") { // somebody was faster by a moment
		return readiness.Errorf(readiness.Conflict, "Another self-assessment is under way. Load the page again: it stands in the list of self-assessments.")
	}
	if err != nil {
		return err
	}
	var ids, plans []string
	terms := readiness.AppraisalTerms(book.Assess, book.Ladder, book.Calendar, x.Dates.Starts)
	for i, s := range x.Sections {
		for _, c := range s.Criteria {
			people := readiness.AppraisalPeople{AuthorID: cmp.Or(parts[c.Code].AuthorID, s.LeadID), ChallengerID: cmp.Or(parts[c.Code].ChallengerID, p.Challengers[i]), LeadID: s.LeadID}
			plan, err := json.Marshal(readiness.PlannedAppraisal{
				ID: c.AppraisalID, AssessmentID: x.ID, Section: s.Code, Criterion: c.Code, Scale: x.Scale, AreaID: s.AreaID, AppraisalDates: x.Dates.Stages(), Terms: terms, AppraisalPeople: people,
			})
			if err != nil {
				return fmt.Errorf("plan a criterion: %w", err)
			}
			ids, plans = append(ids, c.AppraisalID), append(plans, string(plan))
		}
	}
	_, err = exec(ctx, tx, insertAppraisals, args{"assessment": x.ID, "ids": ids, "plans": plans, "draft_by": x.Dates.DraftBy, "now": db.now()})
	return err
}

// assessmentTerms are what a cycle that starts on a day runs by now.
func (b rulebook) assessmentTerms(starts calendar.Date) readiness.Terms {
	return readiness.AssessmentTerms(b.Assess, b.Ladder, b.Calendar, starts)
}

// RecordAssessment keeps an event of a cycle and the state after it, as Record does of a review.
func (db *DB) RecordAssessment(ctx context.Context, x readiness.Assessment, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such self-assessment.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: "assessment", id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordAssessmentEvent, same: selectSameAssessmentEvent,
		args: assessmentArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, _ bool) error {
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: "assessment/" + x.ID, Seq: ev.Seq}, ev)
	})
}

func assessmentArgs(x readiness.Assessment, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		next.At = at
		if x.Status == readiness.AssessmentSigning {
			ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
			next.Roles = ahead[0].Roles
		}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "lead": x.LeadID, "starts": x.Starts, "draft_by": x.DraftBy, "sign_by": x.SignBy, "published_on": x.PublishedOn,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	delete(a, "area") // it belongs to the whole council
	return a
}

// AssessmentState is a cycle as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) AssessmentState(ctx context.Context, id string) (readiness.Assessment, error) {
	return stateOf[readiness.Assessment](ctx, db, selectAssessmentState, id, "self-assessment")
}
