package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// PartnerForm is the question of a link that works.
func (db *DB) PartnerForm(ctx context.Context, secret string) (readiness.PartnerForm, error) {
	r, err := db.byLink(ctx, secret)
	if err != nil {
		return readiness.PartnerForm{}, err
	}
	return r.Form(), r.Open(db.today())
}

func (db *DB) byLink(ctx context.Context, secret string) (readiness.PartnerRequest, error) {
	r, err := db.partner(ctx, db.pool, selectPartnerByHash, args{"hash": hashOf(secret)})
	if readiness.NotFound.Is(err) {
		err = readiness.Errorf(readiness.NotFound, "This link does not work. A newer one may have taken its place. Ask whoever sent it to you.")
	}
	return r, err
}

// AnswerPartner keeps what a partner says, as a piece of evidence and beside it word for word, in one transaction. A correction is a new version of both.
func (db *DB) AnswerPartner(ctx context.Context, secret string, p readiness.AnswerPartner, commandID string) error {
	r, err := db.byLink(ctx, secret)
	if err != nil {
		return err
	}
	asked := readiness.Asked{ID: commandID, By: readiness.Outsider}
	_, err = once(ctx, db, asked, act{Action: "partner answered", Subject: subject("partner", r.ID)}, func(tx pgx.Tx, a *act) (bool, error) {
		r, err := db.locked(ctx, tx, r.ID)
		if err == nil {
			err = r.Open(db.today())
		}
		if err != nil {
			return false, err
		}
		before := 0
		if r.Answer != nil {
			before = r.Answer.Number
		}
		if err := p.Check(before); err != nil {
			return false, err
		}
		a.Detail = fmt.Sprintf("answer=%d", before+1)
		return true, db.keepAnswer(ctx, tx, r, p, asked)
	})
	return err
}

// keepAnswer keeps one version of an answer. What was withdrawn is not replaced: its correction stands beside it.
func (db *DB) keepAnswer(ctx context.Context, tx pgx.Tx, r readiness.PartnerRequest, p readiness.AnswerPartner, asked readiness.Asked) error {
	id, number := newID(), 1
	e := r.Evidence(p)
	e.ShowsOn = db.today()
	if r.Answer != nil {
		number = r.Answer.Number + 1
		if !r.Answer.Gone {
			e.Replaces = r.Answer.EvidenceID
		}
	}
	if err := db.attach(ctx, tx, id, e, asked); err != nil {
		return err
	}
	_, err := exec(ctx, tx, insertPartnerAnswer, args{
		"id": r.ID, "number": number, "working": p.Working, "not_working": p.NotWorking, "example": p.Example, "sure": p.Sure, "name": p.Name, "organisation": p.Organisation,
		"evidence": id, "now": db.now(),
	})
	return err
}

// WeighPartner says what an answer shows, for whoever asked.
func (db *DB) WeighPartner(ctx context.Context, id string, w readiness.WeighPartner, asked readiness.Asked) error {
	return db.onPartner(ctx, id, asked, "partner's answer weighed", func(tx pgx.Tx, a *act, r readiness.PartnerRequest) error {
		err := r.MayWeigh(asked.By)
		if err == nil {
			err = r.Current(w.Answer)
		}
		if err != nil {
			return err
		}
		a.Detail = "bears=" + w.Bears
		_, err = exec(ctx, tx, updateBears, args{"id": r.Answer.EvidenceID, "bears": w.Bears})
		return err
	})
}

// JudgePartner keeps whether an answer is truth or noise, and lets its evidence bear so.
func (db *DB) JudgePartner(ctx context.Context, id string, j readiness.JudgePartner, asked readiness.Asked) error {
	return db.onPartner(ctx, id, asked, "partner's answer judged", func(tx pgx.Tx, a *act, r readiness.PartnerRequest) error {
		err := r.MayJudge(asked.By)
		if err == nil {
			err = r.Current(j.Answer)
		}
		if err != nil {
			return err
		}
		a.Detail = "verdict=" + j.Verdict
		if _, err := exec(ctx, tx, updateBears, args{"id": r.Answer.EvidenceID, "bears": j.Verdict}); err != nil {
			return err
		}
		_, err = exec(ctx, tx, insertPartnerVerdict, args{"id": r.ID, "number": j.Answer, "verdict": j.Verdict, "why": j.Why, "by": asked.By.PersonID, "now": db.now()})
		return err
	})
}
