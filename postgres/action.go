package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	recordActionEvent = sql("record an event of an action", recording("actions", "action", `
				area_id = (select id from areas where id::text = @area), sponsor_id = (select id from people where id::text = @sponsor),
				verifier_id = (select id from people where id::text = @verifier), title = @title, theme = @theme, reference = @reference, start = @start, pressing = @pressing,
				opened = @opened, progress = @progress, said_on = @said_on, claimed_on = @claimed_on, look_by = @look_by, verified = @verified, retest_on = @retest_on,
				moves = @moves, sent_backs = @sent_backs, reopened = @reopened, carried = @carried, boards = @boards,
				benefit = @benefit, benefit_key = @benefit_key, saving = @saving, hours = @hours, plan_version = @plan, ladder_version = @ladder`))
	selectSameActionEvent = sql("compare an event of an action", sameEvent("action"))
	selectActionState     = sql("read an action's state", `select state from actions where id = @id and state is not null`)

	deleteNeeds         = sql("forget what an action waits for", `delete from action_needs where action_id = @id`)
	insertNeeds         = sql("keep what an action waits for", `insert into action_needs (action_id, needs_id) select @id, a.id from actions a where a.id::text = any(@ids::text[])`)
	deleteActionAnswers = sql("forget which findings an action answers", `delete from action_answers where action_id = @id`)
	insertActionAnswers = sql("keep which findings an action answers", `insert into action_answers (action_id, finding_id) select @id, f.id from findings_of_practice f where f.id::text = any(@ids::text[])`)
	selectCircle        = sql("look for a circle of actions", `
		with recursive needs as (
			select needs_id from action_needs where action_id = @id union select n.needs_id from needs join action_needs n on n.action_id = needs.needs_id
		) select exists (select from needs where needs_id = @id)`)
	countClaimed = sql("count evidence in force", `
		select count(*) from evidence_links l join evidence e on e.id = l.evidence_id where l.subject = @subject and e.id::text = any(@ids::text[]) and `+inForce)
)

// inForce are the pieces of evidence e on which a claim can stand.
const inForce = `e.withdrawn is null and not exists (select from evidence later where later.replaces = e.id)`

// RecordAction keeps an event of an improvement action and the state after it, as Record does of a review. A claim that stands on evidence which has
// been withdrawn or replaced in the meantime, or an action that waits for itself, is refused to whoever asked.
func (db *DB) RecordAction(ctx context.Context, a readiness.ImprovementAction, ev readiness.Event) error {
	if !isID(a.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such action.")
	}
	event, state, err := marshalStep(a, ev)
	if err != nil {
		return err
	}
	s := step{noun: "action", id: a.ID, status: string(a.Status), ev: ev, body: event, insert: recordActionEvent, same: selectSameActionEvent, args: actionArgs(a, ev, event, state, db.now())}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot own an action: they have no active account.")
		}
		if err := db.stands(ctx, tx, a, ev); err != nil {
			return err
		}
		if ev.Kind == "amended" || ev.Kind == "opened again" { // as it was planned, it was linked then
			if err := db.linkAction(ctx, tx, a.ID, a.Details); err != nil {
				return err
			}
		}
		at := whereabouts{a.Place(), a.OwnerID}
		return db.tell(ctx, tx, at, regard{Subject: "action/" + a.ID, ActionID: a.ID, Seq: ev.Seq}, ev)
	})
}

// stands refuses a claim, or its check, when the evidence under it has gone meanwhile.
func (db *DB) stands(ctx context.Context, tx pgx.Tx, a readiness.ImprovementAction, ev readiness.Event) error {
	if ev.Kind != "claimed" && ev.Kind != "verified" {
		return nil
	}
	n, err := one(ctx, tx, countClaimed, args{"subject": "action/" + a.ID, "ids": a.Claim.Evidence}, pgx.RowTo[int])
	if err == nil && n != len(a.Claim.Evidence) {
		return readiness.Errorf(readiness.Conflict, "Evidence that this claim stands on has been withdrawn or replaced. Look at the evidence again.")
	}
	return err
}

// linkAction writes what an action waits for and answers as rows, and refuses a circle.
func (db *DB) linkAction(ctx context.Context, tx pgx.Tx, id string, d readiness.ActionDetails) error {
	for _, part := range []struct {
		clear, write statement
		ids          []string
		field, none  string
	}{
		{deleteNeeds, insertNeeds, d.DependsOn, "depends_on", "One of the actions that must be done first does not exist."},
		{deleteActionAnswers, insertActionAnswers, d.Findings, "findings", "One of the findings does not exist."},
	} {
		if _, err := exec(ctx, tx, part.clear, args{"id": id}); err != nil {
			return err
		}
		ids := slices.Compact(slices.Sorted(slices.Values(part.ids)))
		n, err := exec(ctx, tx, part.write, args{"id": id, "ids": append([]string{}, ids...)})
		if err != nil {
			return err
		}
		if int(n) != len(ids) {
			return readiness.FieldErrorf(part.field, "%s", part.none)
		}
	}
	circle, err := one(ctx, tx, selectCircle, args{"id": id}, pgx.RowTo[bool])
	if err == nil && circle {
		return readiness.FieldErrorf("depends_on", "These actions would wait for each other in a circle. Leave one of them out.")
	}
	return err
}

func actionArgs(x readiness.ImprovementAction, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := actionAhead(x)
	claimed := calendar.Date{}
	if x.Claim != nil {
		claimed = x.Claim.On
	}
	a := args{
		"sponsor": x.SponsorID, "verifier": x.VerifierID, "status": x.Status, "title": x.Details.Title, "theme": x.Details.Theme, "reference": x.Details.Reference,
		"start": x.Start, "due": x.Run.Due, "pressing": x.Pressing(), "opened": x.Opened, "progress": x.Progress, "said_on": x.SaidOn, "claimed_on": claimed, "look_by": x.LookBy,
		"verified": x.Verified, "retest_on": x.RetestOn, "moves": x.Moves, "sent_backs": x.SentBacks, "reopened": x.Reopened, "carried": x.Carried,
		"boards": append([]string{}, x.Details.Boards...), "next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead,
		"plan": x.Terms.Plan.Version, "state": state, "now": now,
		"benefit": x.Details.Benefit, "benefit_key": readiness.FoldBenefit(x.Details.Benefit), "saving": x.Details.Saving, "hours": x.Details.Hours,
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	return a
}

// actionAhead lists what will happen by itself, soonest first, and the next of it.
func actionAhead(a readiness.ImprovementAction) (next rungAhead, ahead []rungAhead) {
	next.Roles, ahead = []readiness.Role{}, []rungAhead{}
	at, waits := a.Deadline()
	if !waits {
		return next, ahead
	}
	next.At = at
	switch {
	case a.Status.Running():
		ahead = courseAhead(a.Course, func(readiness.Rung) bool { return true })
		next.Roles = ahead[0].Roles
	case a.Status == readiness.ActionProposed:
		next.Roles = []readiness.Role{readiness.ImprovementLead, readiness.AssistantDirector}
	case a.Status.Checked():
		next.Roles = []readiness.Role{readiness.QualityAssurance, readiness.AssistantDirector}
	default:
		next.Roles = []readiness.Role{readiness.Owner, readiness.QualityAssurance}
	}
	return next, ahead
}

// ActionState is an action as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) ActionState(ctx context.Context, id string) (readiness.ImprovementAction, error) {
	return stateOf[readiness.ImprovementAction](ctx, db, selectActionState, id, "action")
}
