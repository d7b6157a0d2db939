package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// auditActor is the name of who acted, of the audit trail's rows with people p.
var auditActor = `coalesce(p.name, case actor` + unnamed() + ` else actor end)`

// unnamed are the branches that put a name in the place of the actors without an account.
func unnamed() (branches string) {
	for _, a := range readiness.Unnamed {
		branches += ` when '` + a.PersonID + `' then '` + strings.ReplaceAll(a.Name, `'`, `''`) + `'`
	}
	return branches
}

var (
	insertAudit = sql("write the audit trail", `
		insert into audit (at, actor, action, subject, detail) values (@at, @actor, @action, @subject, @detail)`)
	selectHead  = sql("read the head of the audit trail", `select seq, encode(hash, 'hex') as hash from audit_head`)
	selectAudit = planned("read the audit trail", `
		select seq, at, `+auditActor+` as actor, action, subject, detail, encode(hash, 'hex') as hash
		from audit left join people p on p.id::text = actor
		where seq < @before and `+auditFilter+`
		order by seq desc limit @limit`)
	countAudit  = planned("count the audit trail", `select count(*) from audit left join people p on p.id::text = actor where `+auditFilter)
	verifyAudit = sql("verify the audit trail", `select seq, at, actor, action, subject, detail, prev, hash from audit order by seq`)
)

// auditFilter is the where clause for rows of the audit trail with the names p of who acted.
var auditFilter = `(@subject = '' or subject = @subject) and (@who = '' or strpos(lower(` + auditActor + `), lower(@who)) > 0)
	and (@action = '' or strpos(lower(action), lower(@action)) > 0)
	and (@from::timestamptz is null or at >= @from) and (@until::timestamptz is null or at < @until)`

// auditArgs are its arguments: days are London's.
func auditArgs(q readiness.AuditQuery, a args) args {
	a["subject"], a["who"], a["action"], a["from"], a["until"] = q.Subject, q.Who, q.Action, nil, nil
	if !q.From.IsZero() {
		a["from"] = q.From.At(0, 0)
	}
	if !q.Until.IsZero() {
		a["until"] = q.Until.AddDays(1).At(0, 0)
	}
	return a
}

// audit writes a change's row. It locks the head of the chain until the transaction ends, so it comes last.
func (db *DB) audit(ctx context.Context, tx pgx.Tx, a act) error {
	if a.By.TokenID != "" {
		a.Detail = join(a.Detail, "token="+a.By.TokenID)
	}
	_, err := exec(ctx, tx, insertAudit, args{"at": db.now(), "actor": a.By.PersonID, "action": a.Action, "subject": a.Subject, "detail": a.Detail})
	return err
}

func join(detail, more string) string {
	if detail == "" {
		return more
	}
	return detail + " " + more
}

// Audit pages through the trail, newest first.
func (db *DB) Audit(ctx context.Context, q readiness.AuditQuery) (readiness.Page[readiness.AuditRow], error) {
	before := int64(1 << 62)
	if q.Cursor != "" {
		key, err := readCursor(q.Cursor, 1)
		if err != nil {
			return readiness.Page[readiness.AuditRow]{}, err
		}
		if before, err = strconv.ParseInt(key[0], 10, 64); err != nil {
			return readiness.Page[readiness.AuditRow]{}, errCursor()
		}
	}
	limit := limitOr(q.Limit, 50)
	rows, err := all(ctx, db.pool, selectAudit, auditArgs(q, args{"before": before, "limit": limit + 1}), pgx.RowToStructByName[readiness.AuditRow])
	if err != nil {
		return readiness.Page[readiness.AuditRow]{}, err
	}
	total, err := one(ctx, db.pool, countAudit, auditArgs(q, args{}), pgx.RowTo[int])
	return page(rows, total, limit, func(r readiness.AuditRow) []string { return []string{strconv.FormatInt(r.Seq, 10)} }), err
}

type auditHead struct {
	Seq  int64
	Hash string
}

// Anchor is the head of the audit chain, number and hash. Printed where the ledger's administrators cannot reach it, it proves that history
// has not been rewritten.
func (db *DB) Anchor(ctx context.Context) (string, error) {
	head, err := one(ctx, db.pool, selectHead, nil, pgx.RowToStructByName[auditHead])
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d-%s", head.Seq, head.Hash), nil
}

type auditLink struct {
	Seq                            int64
	At                             time.Time
	Actor, Action, Subject, Detail string
	Prev, Hash                     []byte
}

// VerifyAudit computes the whole chain again, in one snapshot and with little memory, and names the first row that does not fit.
func (db *DB) VerifyAudit(ctx context.Context) (readiness.AuditCheck, error) {
	var check readiness.AuditCheck
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) error {
		head, err := one(ctx, tx, selectHead, nil, pgx.RowToStructByName[auditHead])
		if err != nil {
			return err
		}
		if check, err = walkAudit(ctx, tx); err != nil || check.Broken != 0 {
			return err
		}
		if check.Rows != head.Seq || check.Head != head.Hash {
			check.Broken, check.Why = check.Rows+1, fmt.Sprintf("The trail ends at row %d, but its head says %d: rows at the end are missing or were changed.", check.Rows, head.Seq)
		}
		return nil
	})
	return check, err
}

func walkAudit(ctx context.Context, q querier) (readiness.AuditCheck, error) {
	var check readiness.AuditCheck
	rows, err := q.Query(ctx, verifyAudit.text, args{})
	if err != nil {
		return check, fmt.Errorf("%s: %w", verifyAudit.purpose, err)
	}
	defer rows.Close()
	var prev []byte
	for rows.Next() && check.Broken == 0 {
		link, err := pgx.RowToStructByName[auditLink](rows)
		if err != nil {
			return check, fmt.Errorf("%s: %w", verifyAudit.purpose, err)
		}
		check.Rows++
		if why := link.faultAfter(prev, check.Rows); why != "" {
			check.Broken, check.Why = check.Rows, why
		}
		prev, check.Head = link.Hash, hex.EncodeToString(link.Hash)
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return check, fmt.Errorf("%s: %w", verifyAudit.purpose, err)
	}
	return check, nil
}

// faultAfter says what is wrong with a row that follows a hash and should have a number; "" when it fits.
func (l auditLink) faultAfter(prev []byte, number int64) string {
	switch {
	case l.Seq != number:
		return fmt.Sprintf("Row %d is missing.", number)
	case !bytes.Equal(l.Prev, prev):
		return fmt.Sprintf("Row %d does not follow from the row before it.", number)
	case !bytes.Equal(l.Hash, l.sum()):
		return fmt.Sprintf("Row %d was changed after it was written.", number)
	}
	return ""
}

// sum is the row's hash as the trigger audit_chain computes it.
func (l auditLink) sum() []byte {
	text := strconv.FormatInt(l.Seq, 10) + "|" + l.At.UTC().Format("2006-01-02T15:04:05.000000Z")
	for _, part := range []string{l.Actor, l.Action, l.Subject, l.Detail} {
		text += "|" + strconv.Itoa(len(part)) + ":" + part
	}
	sum := sha256.Sum256(append(bytes.Clone(l.Prev), text...))
	return sum[:]
}
