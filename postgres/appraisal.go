package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	recordAppraisalEvent = sql("record an event of a criterion", recording("appraisals", "appraisal", `
				area_id = (select id from areas where id::text = @area), author_id = (select id from people where id::text = @author),
				challenger_id = (select id from people where id::text = @challenger), third_id = (select id from people where id::text = @third),
				lead_id = (select id from people where id::text = @lead), version = @version, sha256 = @sha256, grade = @grade, confidence = @confidence,
				challenged = @challenged, challenged_by = @challenged_by, third_grade = @third_grade, agreed = @agreed, returned = @returned,
				plan_version = @plan, ladder_version = @ladder`))
	selectSameAppraisalEvent = sql("compare an event of a criterion", sameEvent("appraisal"))
	selectAppraisalState     = sql("read a criterion's state", `select state from appraisals where id = @id and state is not null`)
	deleteAppraisalDrafts    = sql("drop a person's draft of a criterion", `delete from appraisal_drafts where appraisal_id = @id and person_id::text = @person`)
	selectVersionHash        = sql("read the hash of a version", `select sha256 from appraisal_versions where appraisal_id = @id and number = @number`)
	lockPlannedAppraisal     = sql("lock a planned criterion", `select status = 'planned' as planned, planned as plan from appraisals where id = @id for update`)
	updatePlannedAppraisal   = sql("name somebody for a planned criterion", `
		update appraisals set planned = @planned, author_id = (select id from people where id::text = @author), challenger_id = (select id from people where id::text = @challenger),
			changed_at = @now where id = @id and status = 'planned'`)
)

// RecordAppraisal keeps an event of a criterion and the state after it, as Record does of a review. A version that the ledger does not hold with that
// hash is refused to whoever sent it.
func (db *DB) RecordAppraisal(ctx context.Context, x readiness.Appraisal, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such criterion.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: "appraisal", id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordAppraisalEvent, same: selectSameAppraisalEvent,
		args: appraisalArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("person_id", "This person cannot do it: they have no active account.")
		}
		if ev.Kind == "sent" || ev.Kind == "changed" {
			if err := db.holdsVersion(ctx, tx, x); err != nil {
				return err
			}
			if _, err := exec(ctx, tx, deleteAppraisalDrafts, args{"id": x.ID, "person": ev.By}); err != nil {
				return err
			}
		}
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: "appraisal/" + x.ID, Seq: ev.Seq}, ev)
	})
}

func (db *DB) holdsVersion(ctx context.Context, tx pgx.Tx, x readiness.Appraisal) error {
	hash, err := one(ctx, tx, selectVersionHash, args{"id": x.ID, "number": x.Written.Version}, pgx.RowTo[string])
	if isNone(err) || err == nil && hash != x.Written.SHA256 {
		return readiness.FieldErrorf("version", "There is no such version of this text.")
	}
	return err
}

func appraisalArgs(x readiness.Appraisal, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
		next = rungAhead{At: at, Roles: ahead[0].Roles}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "author": x.AuthorID, "challenger": x.ChallengerID, "third": x.ThirdID, "lead": x.LeadID, "version": 0, "sha256": "", "grade": "",
		"confidence": "", "challenged": "", "challenged_by": "", "third_grade": "", "agreed": x.Agreed, "returned": x.Returned, "plan": x.Terms.Assess.Version,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	if w := x.Written; w != nil {
		a["version"], a["sha256"], a["grade"], a["confidence"] = w.Version, w.SHA256, w.Grade, w.Confidence
	}
	if m := x.Challenge; m != nil {
		a["challenged"], a["challenged_by"] = m.Grade, m.By
	}
	if m := x.Third; m != nil {
		a["third_grade"] = m.Grade
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	return a
}

// AppraisalState is a criterion as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) AppraisalState(ctx context.Context, id string) (readiness.Appraisal, error) {
	return stateOf[readiness.Appraisal](ctx, db, selectAppraisalState, id, "criterion")
}

type plannedAppraisalRow struct {
	Planned bool
	Plan    readiness.PlannedAppraisal
}

// AssignPlanned gives a part in a criterion whose cycle has not begun; false when it has.
func (db *DB) AssignPlanned(ctx context.Context, id string, c readiness.AssignAppraisal, asked readiness.Asked) (bool, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunAssessments, readiness.Place{}); err != nil {
		return false, err
	}
	if !isID(id) {
		return false, noSuch(pgx.ErrNoRows, "criterion")
	}
	return once(ctx, db, asked, act{Action: "appraisal assigned", Subject: "appraisal/" + id, Detail: "part=" + c.Part}, func(tx pgx.Tx, _ *act) (bool, error) {
		row, err := one(ctx, tx, lockPlannedAppraisal, args{"id": id}, pgx.RowToStructByName[plannedAppraisalRow])
		if err != nil {
			return false, noSuch(err, "criterion")
		}
		if !row.Planned {
			return false, nil
		}
		if err := row.Plan.Assign(c); err != nil {
			return false, err
		}
		if err := db.knowEverybody(ctx, tx, []string{c.PersonID}); err != nil {
			return false, err
		}
		body, err := json.Marshal(row.Plan)
		if err != nil {
			return false, fmt.Errorf("name somebody for a criterion: %w", err)
		}
		_, err = exec(ctx, tx, updatePlannedAppraisal, args{"id": id, "planned": body, "author": row.Plan.AuthorID, "challenger": row.Plan.ChallengerID, "now": db.now()})
		return true, err
	})
}
