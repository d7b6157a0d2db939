package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lockVisitEntry = sql("lock a visit's entry to write about it", `
		select coalesce((select max(number) from visit_entry_texts t where t.visit_entry_id = x.id), 0)::int from visit_entries x where x.id::text = @id and x.state is not null for update of x`)
	insertVisitEntryText = sql("keep what was written about a visit's entry", `
		insert into visit_entry_texts (visit_entry_id, number, command_id, by_id, at, body, sha256) values (@id, @number, @command, @by, @now, @body, @sha256)`)
	countVisitEntryTexts = sql("look for texts of a visit's entry", `
		select count(*)::int from visit_entry_texts t join unnest(@numbers::int[], @hashes::text[]) as h (number, sha256) on h.number = t.number and h.sha256 = t.sha256 where t.visit_entry_id::text = @id`)
)

// entryText is a text as the run of an entry knows it.
func entryText(number int, body string) readiness.EntryText {
	return readiness.EntryText{Number: number, SHA256: readiness.SHA256([]byte(body))}
}

// KeepEntryText keeps what somebody writes about an entry. It is shown with the event that comes of the same command, and never if that is refused. No text
// needs no number. A command carries one text: with another it is refused, so that nobody's second try is kept as their first.
func (db *DB) KeepEntryText(ctx context.Context, entryID, text string, asked readiness.Asked) (readiness.EntryText, error) {
	var none readiness.EntryText
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkVisits, readiness.Place{}); err != nil || text == "" {
		return none, err
	}
	subject := readiness.Subject(readiness.VisitEntryNoun, entryID)
	a := act{Action: "entry written about", Subject: subject + " " + readiness.SHA256([]byte(text))} // by which the command is known
	return once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (readiness.EntryText, error) {
		a.Subject = subject
		last, err := one(ctx, tx, lockVisitEntry, args{"id": entryID}, pgx.RowTo[int])
		if err != nil {
			return none, noSuch(err, "entry")
		}
		t := entryText(last+1, text)
		return t, db.keepEntryText(ctx, tx, entryID, t, text, asked)
	})
}

func (db *DB) keepEntryText(ctx context.Context, tx pgx.Tx, entryID string, t readiness.EntryText, text string, asked readiness.Asked) error {
	_, err := exec(ctx, tx, insertVisitEntryText, args{
		"id": entryID, "number": t.Number, "command": asked.ID, "by": asked.By.PersonID, "now": db.now(), "body": text, "sha256": t.SHA256,
	})
	return err
}

// holdsTexts refuses a state that names a text which does not stand in the ledger as it was named.
func (db *DB) holdsTexts(ctx context.Context, tx pgx.Tx, x readiness.VisitEntry) error {
	named := map[int]string{x.Asked.Number: x.Asked.SHA256}
	for _, word := range []*readiness.EntryWord{x.Answer, x.Seen} {
		if word != nil && word.Text.Number > 0 {
			named[word.Text.Number] = word.Text.SHA256
		}
	}
	var numbers []int
	var hashes []string
	for number, hash := range named {
		numbers, hashes = append(numbers, number), append(hashes, hash)
	}
	n, err := one(ctx, tx, countVisitEntryTexts, args{"id": x.ID, "numbers": numbers, "hashes": hashes}, pgx.RowTo[int])
	if err == nil && n != len(named) {
		return readiness.FieldErrorf("text", "What was written does not stand in the ledger as it was sent. Send it again.")
	}
	return err
}
