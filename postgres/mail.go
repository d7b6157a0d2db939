package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// actNowTime is how long an escalation's own mail is tried (the workflows' patience for telling): until then the digest leaves it alone.
const actNowTime = time.Hour

// digestable are notices n that a digest may carry: unmailed, wanted, and not about to get a mail of their own.
const digestable = `n.mail_id is null and not n.unwanted and (n.kind not in ('escalation', 'call', 'concern') or n.made_at < @tried)`

const noticeColumns = `n.id::text as id, n.kind, n.why, coalesce(n.review_id::text, '') as review_id, coalesce(n.action_id::text, '') as action_id, 
	coalesce(n.point_id::text, '') as point_id, case when n.subject like 'evidence/%' then substr(n.subject, 10) else '' end as evidence_id,
	case when n.subject like 'partner/%' then substr(n.subject, 9) else '' end as partner_id,
	case when n.subject like 'assessment/%' then substr(n.subject, 12) else '' end as assessment_id, case when n.subject like 'appraisal/%' then substr(n.subject, 11) else '' end as appraisal_id, coalesce(n.subject, '') as subject, n.made_at,
	coalesce((select away.name from people away where away.id = n.for_id), '') as for`

var (
	selectDigests = sql("list who has unmailed notices", `
		select p.id::text from people p
		where p.active and (exists (select from notices n where n.person_id = p.id and `+digestable+`)) order by p.id`)
	insertDigest = sql("fix a digest", `
		insert into digests (person_id, day, notices, anchor, made_at)
		select @person, @day, array_agg(n.id order by n.made_at, n.id), (select seq || '-' || encode(hash, 'hex') from audit_head), @now
		from notices n where n.person_id = @person and `+digestable+` having count(*) > 0
		on conflict (person_id, day) do nothing`)
	selectDigest = sql("read a digest's notices", `
		select `+noticeColumns+` from digests d join notices n on n.id = any(d.notices)
		where d.person_id = @person and d.day = @day order by n.made_at, n.id`)
	selectDigestTo = sql("read whom a digest is for", `
		select p.id::text as person_id, p.name, p.email as address, coalesce(d.anchor, '') as anchor
		from people p left join digests d on d.person_id = p.id and d.day = @day where p.id = @person and p.active`)
	selectActNow = sql("list what asks to be mailed at once", `
		select p.id::text as person_id, p.name, p.email as address, (select seq || '-' || encode(hash, 'hex') from audit_head) as anchor, `+noticeColumns+`
		from notices n join people p on p.id = n.person_id
		where n.subject = @subject and n.seq = @seq and n.kind in ('escalation', 'call', 'concern') and n.mail_id is null and p.active
		order by p.id, n.id`)
	selectMailKnown = sql("look for a mail", `select exists (select from mails where key = @key and failed = '')`)
	upsertMail      = sql("keep a mail", `
		insert into mails (id, key, kind, person_id, address, subject, text, html, at, sent, failed)
		values (@id, @key, @kind, (select id from people where id::text = @person), @address, @subject, @text, @html, @now, @sent, @failed)
		on conflict (key) do update set address = excluded.address, subject = excluded.subject, text = excluded.text, html = excluded.html,
			at = excluded.at, sent = excluded.sent, failed = excluded.failed
		where mails.failed <> '' and mails.failed <> excluded.failed
		returning id::text`)
	updateMailed = sql("mark notices as mailed", `
		update notices set mail_id = @mail, mailed_at = @at where id::text = any(@notices) and mail_id is null`)
)

type noticeRow struct {
	ID         string
	Kind       readiness.NoticeKind
	Why        string
	ReviewID   string
	ActionID   string
	PointID    string
	EvidenceID string
	PartnerID  string

	AssessmentID, AppraisalID string
	Subject                   string

	MadeAt time.Time
	For    string
}

func (n noticeRow) notice() readiness.Notice {
	return readiness.Notice{
		ID: n.ID, Kind: n.Kind, Why: n.Why, ReviewID: n.ReviewID, ActionID: n.ActionID, PointID: n.PointID, EvidenceID: n.EvidenceID, PartnerID: n.PartnerID, AssessmentID: n.AssessmentID,
		AppraisalID: n.AppraisalID, Subject: n.Subject, MadeAt: n.MadeAt, For: n.For,
	}
}

// Digests lists the active people who have notices that no mail has carried, in order of id.
func (db *DB) Digests(ctx context.Context, _ calendar.Date) ([]string, error) {
	return all(ctx, db.pool, selectDigests, args{"tried": db.now().Add(-actNowTime)}, pgx.RowTo[string])
}

type mailTo struct{ PersonID, Name, Address, Anchor string }

// Digest returns one person's unmailed notices. What a day's digest holds is fixed when it is first asked for: asked again, it is the same. It
// holds none when there is nothing new, or when the person has left.
func (db *DB) Digest(ctx context.Context, personID string, day calendar.Date) (readiness.Outgoing, error) {
	if !isID(personID) {
		return readiness.Outgoing{PersonID: personID}, nil
	}
	var out readiness.Outgoing
	err := pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		if _, err := exec(ctx, tx, insertDigest, args{"person": personID, "day": day, "now": db.now(), "tried": db.now().Add(-actNowTime)}); err != nil {
			return err
		}
		to, err := one(ctx, tx, selectDigestTo, args{"person": personID, "day": day}, pgx.RowToStructByName[mailTo])
		if err != nil {
			return err
		}
		out = readiness.Outgoing{PersonID: to.PersonID, Name: to.Name, Address: to.Address, Anchor: to.Anchor}
		rows, err := all(ctx, tx, selectDigest, args{"person": personID, "day": day}, pgx.RowToStructByName[noticeRow])
		for _, row := range rows {
			out.Notices = append(out.Notices, row.notice())
		}
		if err != nil || len(rows) == 0 {
			return err
		}
		if out.Cover, err = all(ctx, tx, selectCover, args{"person": personID, "today": day}, pgx.RowToStructByName[readiness.Cover]); err != nil {
			return err
		}
		out.Stops, err = db.stopLinks(ctx, tx, personID, out.Notices)
		return err
	})
	if isNone(err) {
		return readiness.Outgoing{PersonID: personID}, nil
	}
	return out, err
}

type actNowRow struct {
	PersonID, Name, Address, Anchor string
	noticeRow
}

// ActNow returns the mails that an event asks for at once: one for each active person, none that has been mailed.
func (db *DB) ActNow(ctx context.Context, subject string, seq int) ([]readiness.Outgoing, error) {
	rows, err := all(ctx, db.pool, selectActNow, args{"subject": subject, "seq": seq}, pgx.RowToStructByName[actNowRow])
	var mails []readiness.Outgoing
	for _, row := range rows {
		if n := len(mails); n == 0 || mails[n-1].PersonID != row.PersonID {
			mails = append(mails, readiness.Outgoing{PersonID: row.PersonID, Name: row.Name, Address: row.Address, Anchor: row.Anchor})
		}
		last := &mails[len(mails)-1]
		last.Notices = append(last.Notices, row.notice())
	}
	return mails, err
}

// MailKnown reports whether a mail with this key has been sent or kept already. One that failed has not.
func (db *DB) MailKnown(ctx context.Context, key string) (bool, error) {
	return one(ctx, db.pool, selectMailKnown, args{"key": key}, pgx.RowTo[bool])
}

// Mailed keeps a mail that left, or waits on the page that shows mails, and marks its notices. A key that is known changes nothing, unless that
// mail had failed: then this one takes its place.
func (db *DB) Mailed(ctx context.Context, m readiness.SentMail) error {
	return db.keepMail(ctx, m, "", func(tx pgx.Tx, id string) error {
		_, err := exec(ctx, tx, updateMailed, args{"mail": id, "at": db.now(), "notices": m.Notices})
		return err
	})
}

// whyShown is how many bytes of a mail server's answer are kept.
const whyShown = 500

// MailFailed keeps a mail that could not be sent, with why in words for whoever runs the service. Its notices stay unmailed, so that the next
// digest carries them. A mail that has left or is kept stays as it is, and so does one that failed for the same reason.
func (db *DB) MailFailed(ctx context.Context, m readiness.SentMail, why string) error {
	why = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(why, "\x00", ""), ""))
	if why == "" {
		why = "The mail server did not say why."
	}
	m.Sent = time.Time{}
	return db.keepMail(ctx, m, strings.ToValidUTF8(why[:min(len(why), whyShown)], ""), func(pgx.Tx, string) error { return nil })
}

// keepMail writes a mail's row and then what belongs to it; failed is "" unless it could not be sent.
func (db *DB) keepMail(ctx context.Context, m readiness.SentMail, failed string, then func(tx pgx.Tx, id string) error) error {
	a := act{By: readiness.Clock, Action: "mail " + m.Kind, Detail: "to=" + m.PersonID}
	if failed != "" {
		a.Action = "mail failed"
	}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		id, err := one(ctx, tx, upsertMail, args{
			"id": newID(), "key": m.Key, "kind": m.Kind, "person": m.PersonID, "address": m.Address, "subject": m.Subject, "text": m.Text, "html": m.HTML,
			"now": db.now(), "sent": instant(m.Sent), "failed": failed,
		}, pgx.RowTo[string])
		if isNone(err) {
			return errNothing
		}
		if err != nil {
			return err
		}
		a.Subject = subject("mail", id)
		return then(tx, id)
	})
}

// DigestDone keeps when a digest run ended and what it came to.
func (db *DB) DigestDone(ctx context.Context, result readiness.DigestResult, by string) error {
	a := act{By: readiness.Actor{PersonID: by}, Action: "digest ended", Subject: "digest/" + result.On.String(), Detail: fmt.Sprintf("mails=%d failed=%d", result.Mails, result.Failed)}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		_, err := exec(ctx, tx, insertRun, args{"kind": "digest", "at": db.now(), "day": result.On, "by": by, "body": result, "round": ""})
		return err
	})
}
