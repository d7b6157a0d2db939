package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// linkLasts is how long a sign-in link can be used.
const linkLasts = 3 * 24 * time.Hour

var (
	insertLink = sql("make a sign-in link", `
		insert into welcome_links (hash, person_id, made_at, expires_at) values (@hash, @person, @now, @until)`)
	selectLink = sql("read a sign-in link", `
		select p.id::text as id, p.name, p.email, p.active, p.password from welcome_links l join people p on p.id = l.person_id
		where l.hash = @hash and l.ended_at is null and l.expires_at > @now and p.active`)
	useLink         = sql("use up a sign-in link", `update welcome_links set ended_at = @now where hash = @hash and ended_at is null`)
	selectUnstarted = sql("look for people", `
		select (select count(*) from people)::int as people,
			coalesce((select id::text from people where password = '' order by made_at limit 1), '') as first`)
	insertAdministrator = sql("make the first administrator", `
		insert into posts (id, person_id, role, from_day) values (@id, @person, 'administrator', @today)`)
)

// NewSignInLink makes a secret by which a person chooses a password. It is shown once; earlier ones end. The same command again makes another
// secret in the place of the first, which nobody may have seen.
func (db *DB) NewSignInLink(ctx context.Context, personID string, asked readiness.Asked) (string, error) {
	var secret string
	a := act{By: asked.By, Action: "sign-in link made", Subject: subject("person", personID)}
	err := db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		person, err := db.person(ctx, tx, personID)
		if err != nil {
			return err
		}
		if !person.Active {
			return readiness.Errorf(readiness.Conflict, "%s cannot sign in: the account is not active.", person.Name)
		}
		secret, err = db.newLink(ctx, tx, personID)
		return err
	})
	return secret, err
}

func (db *DB) newLink(ctx context.Context, tx pgx.Tx, personID string) (string, error) {
	secret, now := newSecret(), db.now()
	if _, err := exec(ctx, tx, endLinksOf, args{"person": personID, "now": now}); err != nil {
		return "", err
	}
	_, err := exec(ctx, tx, insertLink, args{"hash": hashOf(secret), "person": personID, "now": now, "until": now.Add(linkLasts)})
	return secret, err
}

// WelcomeName is the name of the person whose link a secret is.
func (db *DB) WelcomeName(ctx context.Context, secret string) (string, error) {
	row, err := db.link(ctx, db.pool, secret)
	return row.Name, err
}

func (db *DB) link(ctx context.Context, q querier, secret string) (accountRow, error) {
	row, err := one(ctx, q, selectLink, args{"hash": hashOf(secret), "now": db.now()}, pgx.RowToStructByName[accountRow])
	if isNone(err) {
		return row, readiness.Errorf(readiness.NotFound, "This link has been used already or is too old. Ask an administrator for a new one.")
	}
	return row, err
}

// SetPassword uses a link up: it sets the password, signs the person out everywhere else and returns who may now be signed in.
func (db *DB) SetPassword(ctx context.Context, secret, password string) (readiness.Actor, error) {
	row, err := db.link(ctx, db.pool, secret)
	if err != nil {
		return readiness.Actor{}, err
	}
	if err := checkPassword(password, row.Name, row.Email); err != nil {
		return readiness.Actor{}, err
	}
	hash, err := db.hashPassword(ctx, password)
	if err != nil {
		return readiness.Actor{}, err
	}
	a := act{By: readiness.Actor{PersonID: row.ID}, Action: "password chosen", Subject: subject("person", row.ID)}
	err = db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		used, err := exec(ctx, tx, useLink, args{"hash": hashOf(secret), "now": db.now()})
		if err != nil {
			return err
		}
		if used == 0 {
			_, err := db.link(ctx, tx, secret)
			return err
		}
		if _, err := exec(ctx, tx, endSessions, args{"person": row.ID, "now": db.now()}); err != nil {
			return err
		}
		_, err = exec(ctx, tx, updatePassword, args{"id": row.ID, "password": hash, "now": db.now()})
		return err
	})
	if err != nil {
		return readiness.Actor{}, err
	}
	return db.Actor(ctx, row.ID)
}

type unstarted struct {
	People int
	First  string
}

// FirstAdministrator makes an administrator and a sign-in link when there is no person at all. While nobody has used it, each later call makes a
// new link and ends the one before. made is false, and there is no secret, once somebody has an account in use.
func (db *DB) FirstAdministrator(ctx context.Context) (secret string, made bool, err error) {
	a := act{By: readiness.Clock, Action: "administrator's sign-in link made"}
	err = db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
			return err
		}
		found, err := one(ctx, tx, selectUnstarted, nil, pgx.RowToStructByName[unstarted])
		if err != nil {
			return err
		}
		if found.People > 1 || (found.People == 1 && found.First == "") {
			return errNothing
		}
		if found.People == 0 {
			if found.First, err = db.newAdministrator(ctx, tx); err != nil {
				return err
			}
		}
		a.Subject = subject("person", found.First)
		secret, err = db.newLink(ctx, tx, found.First)
		made = err == nil
		return err
	})
	return secret, made, err
}

func (db *DB) newAdministrator(ctx context.Context, tx pgx.Tx) (string, error) {
	id := newID()
	_, err := exec(ctx, tx, upsertPerson, args{"id": id, "name": "Administrator", "email": "administrator@localhost", "active": true, "now": db.now()})
	if err != nil {
		return "", err
	}
	_, err = exec(ctx, tx, insertAdministrator, args{"id": newID(), "person": id, "today": db.today()})
	return id, err
}
