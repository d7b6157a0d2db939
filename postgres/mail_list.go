package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

const mailColumns = `
	select m.id::text as id, coalesce(p.name, '') as to, m.address, m.subject, m.kind, m.at, m.sent, m.failed, m.text, m.html
	from mails m left join people p on p.id = m.person_id`

var (
	selectMails = sql("list mails", mailColumns+`
		where @after_at::timestamptz is null or (m.at, m.id) < (@after_at, @after_id::uuid) order by m.at desc, m.id desc limit @limit`)
	countMails = sql("count mails", `select count(*) from mails`)
	selectMail = sql("read a mail", mailColumns+` where m.id = @id`)
)

type mailRow struct {
	ID, To, Address, Subject, Kind string
	At                             time.Time
	Sent                           *time.Time
	Failed, Text, HTML             string
}

func (r mailRow) mail() readiness.Mail {
	return readiness.Mail{
		ID: r.ID, To: r.To, Address: r.Address, Subject: r.Subject, Kind: r.Kind, At: r.At, Sent: moment(r.Sent), Kept: r.Sent == nil && r.Failed == "",
		Failed: r.Failed, Text: r.Text, HTML: r.HTML,
	}
}

// Mails pages through the mails that were sent, kept or failed, newest first.
func (db *DB) Mails(ctx context.Context, q readiness.MailQuery) (readiness.Page[readiness.Mail], error) {
	none := readiness.Page[readiness.Mail]{Rows: []readiness.Mail{}}
	limit := limitOr(q.Limit, 50)
	a := args{"after_at": nil, "after_id": nil, "limit": limit + 1}
	if q.Cursor != "" {
		key, err := readCursor(q.Cursor, 2)
		if err != nil {
			return none, err
		}
		at, err := time.Parse(time.RFC3339Nano, key[0])
		if err != nil || !isID(key[1]) {
			return none, errCursor()
		}
		a["after_at"], a["after_id"] = at, key[1]
	}
	total, err := one(ctx, db.pool, countMails, nil, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectMails, a, pgx.RowToStructByName[mailRow])
	cut := page(rows, total, limit, func(r mailRow) []string { return []string{r.At.Format(time.RFC3339Nano), r.ID} })
	for _, r := range cut.Rows {
		none.Rows = append(none.Rows, r.mail())
	}
	none.Total, none.Next = total, cut.Next
	return none, err
}

// Mail is one of them.
func (db *DB) Mail(ctx context.Context, id string) (readiness.Mail, error) {
	if !isID(id) {
		return readiness.Mail{}, noSuch(pgx.ErrNoRows, "mail")
	}
	row, err := one(ctx, db.pool, selectMail, args{"id": id}, pgx.RowToStructByName[mailRow])
	return row.mail(), noSuch(err, "mail")
}
