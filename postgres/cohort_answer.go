package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertFlagAnswer = sql("keep the answer to a red flag", `
		insert into flag_answers (id, focus, flag, child_id, looked, did, by_id, at) values (@id, @focus, @flag, @child, @looked, @did, @by, @now)`)
	endFlagAnswer = sql("end an earlier answer to a red flag", `
		update flag_answers set ended_at = @now where focus = @focus and flag = @flag and child_id::text = @child and ended_at is null`)
	insertNote = sql("keep a note on how a cohort moved", `
		insert into cohort_notes (id, focus, flag, on_day, kind, why, by_id, at) values (@id, @focus, @flag, @on, @kind, @why, @by, @now)`)
)

// AnswerFlag keeps what was done about a child's red flag. An answer that was there before is kept as an earlier one.
func (db *DB) AnswerFlag(ctx context.Context, focus, flag, childID string, f readiness.AnswerFlag, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkVisits, readiness.Place{}); err != nil {
		return err
	}
	if err := readiness.MayOrRefuse(asked.By, readiness.SeeCases, readiness.Place{}); err != nil {
		return err
	}
	a := act{Action: "red flag answered", Subject: subject("child", childID), Detail: "focus=" + focus + " flag=" + flag}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		if _, err := exec(ctx, tx, lockCohorts, nil); err != nil { // a list that comes meanwhile ends answers
			return false, err
		}
		s, err := db.cohortStanding(ctx, tx, focus)
		if err != nil {
			return false, err
		}
		if now, _, _ := s.flagged(flag, childID, asked.By); len(now) == 0 {
			return false, noFlagged()
		}
		if _, err := exec(ctx, tx, endFlagAnswer, args{"focus": focus, "flag": flag, "child": childID, "now": db.now()}); err != nil {
			return false, err
		}
		_, err = exec(ctx, tx, insertFlagAnswer, args{
			"id": newID(), "focus": focus, "flag": flag, "child": childID, "looked": f.Looked, "did": f.Did, "by": asked.By.PersonID, "now": db.now(),
		})
		return true, err
	})
	return err
}

// NoteMovement keeps what is behind the last movement of a flag. The newest note about a movement counts.
func (db *DB) NoteMovement(ctx context.Context, focus, flag string, n readiness.NoteMovement, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunVisits, readiness.Place{}); err != nil {
		return err
	}
	a := act{Action: "movement of a red flag noted", Subject: subject("cohort", focus), Detail: "flag=" + flag + " kind=" + n.Kind}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		s, err := db.cohortStanding(ctx, tx, focus)
		if err != nil {
			return false, err
		}
		if _, known := s.pack.Flag(flag); !known {
			return false, noSuch(pgx.ErrNoRows, flagNoun)
		}
		if s.before.IsZero() {
			return false, readiness.Errorf(readiness.Conflict, "Nothing has moved yet: the lists were counted once.")
		}
		_, err = exec(ctx, tx, insertNote, args{"id": newID(), "focus": focus, "flag": flag, "on": s.on, "kind": n.Kind, "why": n.Why, "by": asked.By.PersonID, "now": db.now()})
		return true, err
	})
	return err
}
