package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Preferences = (*DB)(nil)

var (
	selectOff = sql("list which mails somebody turned off", `
		select kind from preferences where person_id::text = @person and not wanted order by kind`)
	upsertPreferences = sql("keep which mails somebody wants", `
		insert into preferences (person_id, kind, wanted, changed_at)
		select @person::uuid, k.kind, k.kind <> all(@off::text[]), @now from unnest(@kinds::text[]) as k (kind)
		on conflict (person_id, kind) do update set wanted = excluded.wanted, changed_at = excluded.changed_at
		where preferences.wanted <> excluded.wanted`)
	updateUnwanted = sql("keep what waits out of mails that are turned off", `
		update notices set unwanted = true
		where person_id::text = @person and mail_id is null and not unwanted and kind = any(@off::text[])`)
	insertStops = sql("make the links that turn mails off", `
		insert into mail_stops (secret, person_id, kind, made_at)
		select s.secret, @person::uuid, s.kind, @now from unnest(@secrets::text[], @kinds::text[]) as s (secret, kind)
		on conflict (person_id, kind) do nothing`)
	selectStops = sql("list the links that turn mails off", `
		select kind, secret from mail_stops where person_id = @person::uuid and kind = any(@kinds::text[]) order by array_position(@kinds::text[], kind)`)
	selectStop = sql("read what a link turns off", `
		select s.person_id::text as person_id, s.kind from mail_stops s join people p on p.id = s.person_id where s.secret = @secret and p.active`)
	deleteStops = sql("end the links that turn mails off", `delete from mail_stops where person_id = @person::uuid`)
)

// MailChoices lists every kind of mail and whether the person wants it.
func (db *DB) MailChoices(ctx context.Context, personID string) ([]readiness.MailChoice, error) {
	off, err := all(ctx, db.pool, selectOff, args{"person": personID}, pgx.RowTo[readiness.NoticeKind])
	return readiness.MailChoices(off), err
}

// ChooseMails keeps which mails the asker wants. What waits for a kind that is now turned off is not mailed any more.
func (db *DB) ChooseMails(ctx context.Context, c readiness.ChooseMails, asked readiness.Asked) error {
	if !isID(asked.By.PersonID) {
		return errNoMails()
	}
	off := slices.DeleteFunc(readiness.EveryMail.Stops(), func(k readiness.NoticeKind) bool { return slices.Contains(c.Kinds, string(k)) })
	a := act{By: asked.By, Action: "mails chosen", Subject: subject("person", asked.By.PersonID), Detail: "off=" + listed(off)}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (struct{}, error) {
		_, err := db.turn(ctx, tx, asked.By.PersonID, readiness.EveryMail.Stops(), off)
		return struct{}{}, err
	})
	return err
}

func errNoMails() error {
	return readiness.Errorf(readiness.Forbidden, "Only people get mails, and choose which.")
}

// turn keeps of some kinds which are off and which are on, and reports whether that changed anything.
func (db *DB) turn(ctx context.Context, tx pgx.Tx, personID string, kinds, off []readiness.NoticeKind) (bool, error) {
	n, err := exec(ctx, tx, upsertPreferences, args{"person": personID, "kinds": codes(kinds), "off": codes(off), "now": db.now()})
	if err != nil {
		return false, err
	}
	_, err = exec(ctx, tx, updateUnwanted, args{"person": personID, "off": codes(off)})
	return n > 0, err
}

// codes are kinds, roles and the like as the ledger has them.
func codes[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = string(one)
	}
	return texts
}

func listed(kinds []readiness.NoticeKind) string { return strings.Join(codes(kinds), ",") }

// stopLinks are the links that a digest carries: one for each of its kinds that can be turned off, and one for all of these. A link is made when
// it is first needed, and stays.
func (db *DB) stopLinks(ctx context.Context, tx pgx.Tx, personID string, notices []readiness.Notice) ([]readiness.StopLink, error) {
	var kinds []readiness.NoticeKind
	for _, k := range readiness.EveryMail.Stops() {
		if slices.ContainsFunc(notices, func(n readiness.Notice) bool { return n.Kind == k }) {
			kinds = append(kinds, k)
		}
	}
	if len(kinds) == 0 {
		return nil, nil
	}
	kinds = append(kinds, readiness.EveryMail)
	secrets := make([]string, len(kinds))
	for i := range secrets {
		secrets[i] = newSecret()
	}
	if _, err := exec(ctx, tx, insertStops, args{"person": personID, "kinds": codes(kinds), "secrets": secrets, "now": db.now()}); err != nil {
		return nil, err
	}
	return all(ctx, tx, selectStops, args{"person": personID, "kinds": codes(kinds)}, pgx.RowToStructByName[readiness.StopLink])
}

type stopRow struct {
	PersonID string
	Kind     readiness.NoticeKind
}

// MailStop is the kind that a mail's link turns off. A link that nobody knows, that was ended, or of somebody who has left is NotFound.
func (db *DB) MailStop(ctx context.Context, secret string) (readiness.NoticeKind, error) {
	row, err := one(ctx, db.pool, selectStop, args{"secret": secret}, pgx.RowToStructByName[stopRow])
	return row.Kind, noSuch(err, "link")
}

// StopMails turns off what a mail's link names. Who holds the mail may; nothing else can be done with it.
func (db *DB) StopMails(ctx context.Context, secret string) (kind readiness.NoticeKind, err error) {
	a := act{Action: "mails stopped by link"}
	return kind, db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		row, err := one(ctx, tx, selectStop, args{"secret": secret}, pgx.RowToStructByName[stopRow])
		if err != nil {
			return noSuch(err, "link")
		}
		kind = row.Kind
		a.By, a.Subject, a.Detail = readiness.Actor{PersonID: row.PersonID}, subject("person", row.PersonID), "off="+string(kind)
		changed, err := db.turn(ctx, tx, row.PersonID, kind.Stops(), kind.Stops())
		if err == nil && !changed {
			return errNothing
		}
		return err
	})
}

// EndMailStops makes the links in the asker's old mails useless.
func (db *DB) EndMailStops(ctx context.Context, asked readiness.Asked) error {
	if !isID(asked.By.PersonID) {
		return errNoMails()
	}
	a := act{By: asked.By, Action: "mail links ended", Subject: subject("person", asked.By.PersonID)}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (struct{}, error) {
		_, err := exec(ctx, tx, deleteStops, args{"person": asked.By.PersonID})
		return struct{}{}, err
	})
	return err
}
