package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// AskPartner keeps a question to a partner and makes its link. The secret is in no answer that is kept: the same command again makes another one in its place.
func (db *DB) AskPartner(ctx context.Context, p readiness.AskPartner, asked readiness.Asked) (readiness.PartnerRequest, string, error) {
	var none readiness.PartnerRequest
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return none, "", err
	}
	if err := p.Check(db.today()); err != nil {
		return none, "", err
	}
	id, secret := newID(), newSecret()
	a := act{By: asked.By, Action: "partner asked", Subject: subject("partner", id), Detail: "criteria=" + strings.Join(p.Criteria, ",")}
	err := db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		known, err := db.claim(ctx, tx, asked, a.Action)
		if err != nil {
			return err
		}
		if known != nil {
			if err := json.Unmarshal(known, &id); err != nil {
				return fmt.Errorf("read a command's answer: %w", err)
			}
			a.Subject = subject("partner", id)
			return db.renewLink(ctx, tx, id, secret)
		}
		if err := db.keepQuestion(ctx, tx, id, secret, p, asked); err != nil {
			return err
		}
		return db.answer(ctx, tx, asked, id)
	})
	if err != nil {
		return none, "", err
	}
	r, err := db.PartnerRequest(ctx, asked.By, id)
	return r, secret, err
}

func (db *DB) keepQuestion(ctx context.Context, tx pgx.Tx, id, secret string, p readiness.AskPartner, asked readiness.Asked) error {
	if p.AreaID != "" {
		known, err := one(ctx, tx, existsArea, args{"id": p.AreaID}, pgx.RowTo[bool])
		if err != nil {
			return err
		}
		if !known {
			return readiness.FieldErrorf("area_id", "There is no such area.")
		}
	}
	_, err := exec(ctx, tx, insertPartner, args{
		"id": id, "partner": p.Partner, "whom": p.Whom, "area": p.AreaID, "criteria": p.Criteria, "question": p.Question, "until": p.Until, "hash": hashOf(secret),
		"kept": append([]string{}, p.LooksLike...), "by": asked.By.PersonID, "now": db.now(),
	})
	return err
}

func (db *DB) renewLink(ctx context.Context, tx pgx.Tx, id, secret string) error {
	n, err := exec(ctx, tx, updatePartnerHash, args{"id": id, "hash": hashOf(secret)})
	if err == nil && n == 0 {
		return readiness.Errorf(readiness.Conflict, "This question has been withdrawn since.")
	}
	return err
}

// PartnerLink makes another link of an open question; the one before works no longer.
func (db *DB) PartnerLink(ctx context.Context, id string, asked readiness.Asked) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return "", err
	}
	secret := newSecret()
	err := db.change(ctx, act{By: asked.By, Action: "partner's link made", Subject: subject("partner", id)}, func(tx pgx.Tx, _ *act) error {
		r, err := db.locked(ctx, tx, id)
		if err == nil {
			err = r.MayChange(asked.By, db.today())
		}
		if err != nil {
			return err
		}
		return db.renewLink(ctx, tx, id, secret)
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// WithdrawPartner ends a question's link, for whoever asked and whoever runs the plan.
func (db *DB) WithdrawPartner(ctx context.Context, id string, w readiness.WithdrawPartner, asked readiness.Asked) error {
	return db.onPartner(ctx, id, asked, "partner's question withdrawn", func(tx pgx.Tx, _ *act, r readiness.PartnerRequest) error {
		if err := r.MayChange(asked.By, db.today()); err != nil {
			return err
		}
		_, err := exec(ctx, tx, updatePartnerEnded, args{"id": r.ID, "today": db.today(), "why": w.Reason})
		return err
	})
}

// onPartner does something to a question to a partner, once.
func (db *DB) onPartner(ctx context.Context, id string, asked readiness.Asked, action string, do func(tx pgx.Tx, a *act, r readiness.PartnerRequest) error) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return err
	}
	_, err := once(ctx, db, asked, act{Action: action, Subject: subject("partner", id)}, func(tx pgx.Tx, a *act) (bool, error) {
		r, err := db.locked(ctx, tx, id)
		if err != nil {
			return false, err
		}
		return true, do(tx, a, r)
	})
	return err
}
