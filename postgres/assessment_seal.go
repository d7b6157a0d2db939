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
	selectSeal        = sql("read a seal", `select at, sha256, document from assessment_seals where assessment_id::text = @id`)
	insertSeal        = sql("keep a seal", `insert into assessment_seals (assessment_id, document, sha256, at) values (@id, @document, @sha256, @now) on conflict do nothing`)
	selectSealedTexts = sql("read the texts that were signed", `
		select c.id::text as appraisal_id, v.number, v.body, v.sha256, c.state from appraisals c join appraisal_versions v on v.appraisal_id = c.id where c.assessment_id::text = @id`)
	lockForSeal = sql("lock a self-assessment to seal it", `select state from assessments where id::text = @id and status = 'published' for update`)
)

type sealRow struct {
	At       time.Time
	SHA256   string `db:"sha256"`
	Document string
}

type sealedTextRow struct {
	AppraisalID string
	Number      int
	Body        string
	SHA256      string `db:"sha256"`
	State       *readiness.Appraisal
}

// SealAssessment keeps a published cycle exactly as it was signed, once: the texts are found by the hashes that the signatures bind, so that what was
// written a moment later does not get in.
func (db *DB) SealAssessment(ctx context.Context, id string) error {
	a := act{By: readiness.Clock, Action: "self-assessment sealed", Subject: "assessment/" + id}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		x, err := one(ctx, tx, lockForSeal, args{"id": id}, pgx.RowTo[readiness.Assessment])
		if isNone(err) {
			return errNothing
		}
		if err != nil {
			return err
		}
		switch _, err := one(ctx, tx, selectSeal, args{"id": id}, pgx.RowToStructByName[sealRow]); {
		case err == nil:
			return errNothing
		case !isNone(err):
			return err
		}
		document, err := db.sealedCycle(ctx, tx, x)
		if err != nil {
			return err
		}
		body, err := document.Canonical()
		if err != nil {
			return err
		}
		hash := readiness.SHA256(body)
		a.Detail = "sha256=" + hash
		_, err = exec(ctx, tx, insertSeal, args{"id": id, "document": string(body), "sha256": hash, "now": db.now()})
		return err
	})
}

// sealedCycle puts the document together.
func (db *DB) sealedCycle(ctx context.Context, tx pgx.Tx, x readiness.Assessment) (readiness.SealedCycle, error) {
	d := readiness.SealedCycle{
		Assessment: x.ID, Name: x.Name, Kind: x.Kind, PublishedOn: x.PublishedOn, Sections: x.Sections, Criteria: []readiness.SealedCriterion{}, Signatures: []readiness.SealedSignature{},
		Contents: x.Contents(""),
	}
	var err error
	if d.Framework, err = framework(ctx, tx, x.Framework); err != nil {
		return d, err
	}
	rows, err := all(ctx, tx, selectSealedTexts, args{"id": x.ID}, pgx.RowToStructByName[sealedTextRow])
	if err != nil {
		return d, err
	}
	ids := x.Everybody()
	texts := map[string]sealedTextRow{}
	for _, r := range rows {
		texts[r.AppraisalID+"/"+r.SHA256] = r
		if r.State != nil {
			ids = append(ids, r.State.AuthorID, r.State.ChallengerID, r.State.LeadID)
		}
	}
	names, err := namesOf(ctx, tx, ids, nil, x.Signatures)
	if err != nil {
		return d, err
	}
	for _, s := range x.Sections {
		for _, c := range s.Criteria {
			r, ok := texts[c.AppraisalID+"/"+c.SHA256]
			if !ok || r.State == nil {
				return d, fmt.Errorf("seal %s: the signed text of %s is not in the ledger", x.ID, c.Code)
			}
			d.Criteria = append(d.Criteria, sealedCriterion(r, c, names))
		}
	}
	for _, s := range x.Signatures {
		d.Signatures = append(d.Signatures, readiness.SealedSignature{Signature: s, Name: names[s.By]})
	}
	return d, nil
}

// sealedCriterion takes the grades as the cycle heard them with the text that was signed. Why they were given is told only while the criterion still stands
// where it was signed: a moment later it may have moved on.
func sealedCriterion(r sealedTextRow, c readiness.CriterionState, names map[string]string) readiness.SealedCriterion {
	x := *r.State
	sealed := readiness.SealedCriterion{
		Code: c.Code, Body: r.Body, SHA256: r.SHA256, Author: names[x.AuthorID], Challenger: names[x.ChallengerID], Lead: names[x.LeadID], Agreed: c.Agreed, Status: c.Status,
		Grade: c.Grade, Confidence: c.Confidence, Challenged: c.Challenged, Third: c.Third,
	}
	if x.Written != nil && x.Written.SHA256 == c.SHA256 && x.Challenge != nil {
		sealed.Why, sealed.Reason = x.Challenge.Why, x.Reason
	}
	return sealed
}

// Sealed is a published cycle exactly as it was signed; NotFound when it was not published.
func (db *DB) Sealed(ctx context.Context, viewer readiness.Actor, id string) (readiness.SealedAssessment, error) {
	rows, err := db.assessmentRows(ctx, viewer, id)
	if err != nil {
		return readiness.SealedAssessment{}, err
	}
	if len(rows) == 0 {
		return readiness.SealedAssessment{}, noSuch(pgx.ErrNoRows, "self-assessment")
	}
	r, err := one(ctx, db.pool, selectSeal, args{"id": id}, pgx.RowToStructByName[sealRow])
	if isNone(err) {
		return readiness.SealedAssessment{}, readiness.Errorf(readiness.NotFound, "This self-assessment has not been published, so there is nothing sealed yet.")
	}
	return readiness.SealedAssessment{AssessmentID: id, At: r.At, SHA256: r.SHA256, Document: []byte(r.Document)}, err
}

func readText(body []byte) (readiness.AppraisalText, error) {
	var t readiness.AppraisalText
	if err := json.Unmarshal(body, &t); err != nil {
		return t, fmt.Errorf("read a text: %w", err)
	}
	return t, nil
}
