package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lockCaseAudit = sql("lock a case audit to write a text", `
		select coalesce((select max(number) from case_audit_texts t where t.case_audit_id = x.id and t.part = @part), 0)::int as last, x.pack, x.state
		from case_audits x where x.id = @id and x.state is not null for update of x`)
	insertAuditText  = sql("keep a version of a text about a case", `insert into case_audit_texts (case_audit_id, part, number, body, sha256, by_id, at) values (@id, @part, @number, @body, @sha256, @by, @now)`)
	selectAuditTexts = sql("list the last versions of the texts about a case", `
		select distinct on (t.part) t.part, t.number, t.body, t.sha256, t.by_id, coalesce(p.name, t.by_id) as by, t.at from case_audit_texts t left join people p on p.id::text = t.by_id
		where t.case_audit_id::text = @id and (@part = '' or t.part = @part) and (@number = 0 or t.number = @number) order by t.part, t.number desc`)
	upsertAuditDraft = sql("keep a draft about a case", `
		insert into case_audit_drafts (case_audit_id, part, person_id, base, fields, saved_at) values (@id, @part, @person, @base, @fields, @now)
		on conflict (case_audit_id, part, person_id) do update set base = excluded.base, fields = excluded.fields, saved_at = excluded.saved_at`)
	selectAuditDrafts = sql("list the drafts about a case", `
		select d.person_id::text as person_id, p.name, d.base, d.fields, d.saved_at from case_audit_drafts d join people p on p.id = d.person_id
		where d.case_audit_id::text = @id and d.part = @part order by d.saved_at desc`)
)

type lockedCaseAudit struct {
	Last  int
	Pack  string
	State readiness.CaseAudit
}

// WriteAudit keeps the next version of a text about a case.
func (db *DB) WriteAudit(ctx context.Context, id string, w readiness.WriteCaseAudit, asked readiness.Asked) (readiness.CaseAuditVersion, error) {
	var none readiness.CaseAuditVersion
	if !isID(id) {
		return none, noSuch(pgx.ErrNoRows, "audit")
	}
	a := act{Action: "case audit written", Subject: readiness.Subject(readiness.CaseAuditNoun, id)}
	number, err := once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (int, error) {
		x, err := one(ctx, tx, lockCaseAudit, args{"id": id, "part": w.Part}, pgx.RowToStructByName[lockedCaseAudit])
		if err != nil {
			return 0, noSuch(err, "audit")
		}
		if err := x.State.MayWriteAudit(asked.By, w.Part); err != nil {
			return 0, err
		}
		of, err := pack(ctx, tx, x.Pack)
		if err != nil {
			return 0, err
		}
		if err := w.Check(of.Sections); err != nil {
			return 0, err
		}
		if w.Base != x.Last {
			return 0, readiness.Errorf(readiness.Conflict, "Another version of this text was kept while you were writing. Speak to whoever else writes it, then send yours again.")
		}
		text := readiness.CaseAuditText{CaseAudit: id, Number: x.Last + 1, WriteCaseAudit: w}
		body, err := text.Canonical()
		if err != nil {
			return 0, fmt.Errorf("write about a case: %w", err)
		}
		hash := readiness.SHA256(body)
		a.Detail = fmt.Sprintf("part=%s version=%d sha256=%s", w.Part, text.Number, hash)
		_, err = exec(ctx, tx, insertAuditText, args{"id": id, "part": w.Part, "number": text.Number, "body": string(body), "sha256": hash, "by": asked.By.PersonID, "now": db.now()})
		return text.Number, err
	})
	if err != nil {
		return none, err
	}
	versions, err := db.auditTexts(ctx, id, w.Part, number)
	if err != nil {
		return none, err
	}
	return versions[0], nil
}

type auditTextRow struct {
	Part     string
	Number   int
	Body     string
	SHA256   string `db:"sha256"`
	ByID, By string
	At       time.Time
}

// auditTexts are the last versions of each part; with a part only its own, and with a number that one.
func (db *DB) auditTexts(ctx context.Context, id, part string, number int) ([]readiness.CaseAuditVersion, error) {
	rows, err := all(ctx, db.pool, selectAuditTexts, args{"id": id, "part": part, "number": number}, pgx.RowToStructByName[auditTextRow])
	versions := make([]readiness.CaseAuditVersion, len(rows))
	for i, r := range rows {
		versions[i] = readiness.CaseAuditVersion{Part: r.Part, Number: r.Number, SHA256: r.SHA256, ByID: r.ByID, By: actorName(r.By), At: r.At}
		if versions[i].Text, err = readAuditText(r.Body); err != nil {
			return nil, err
		}
	}
	return versions, err
}

// SaveAuditDraft keeps what somebody has typed about a case; no fields drop it. A draft leaves no audit row: nothing has happened yet.
func (db *DB) SaveAuditDraft(ctx context.Context, id, part string, base int, fields map[string]string, by readiness.Actor) error {
	x, err := db.CaseAuditState(ctx, id)
	if err != nil {
		return err
	}
	if err := x.MayWriteAudit(by, part); err != nil {
		return err
	}
	if len(fields) == 0 {
		_, err := exec(ctx, db.pool, deleteAuditDrafts, args{"id": id, "person": by.PersonID})
		return err
	}
	if err := fitsNarrative(fields); err != nil {
		return err
	}
	_, err = exec(ctx, db.pool, upsertAuditDraft, args{"id": id, "part": part, "person": by.PersonID, "base": base, "fields": fields, "now": db.now()})
	return err
}
