package postgres

import (
	"context"
	"crypto/sha256"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Accounts = (*DB)(nil)

var (
	selectAccount = sql("read an account by its address", `
		select id::text as id, name, email, active, password from people where lower(email) = lower(@email)`)
	selectAccountOf = sql("find somebody's account", `select id::text as id, name, email, active, password from people where id::text = @id`)
	selectActor     = sql("read who acts", `select id::text as id, name from people where id = @id and active`)
	updateSignedIn  = sql("keep a sign-in", `update people set last_sign_in = @now where id = @id`)
	updatePassword  = sql("set a password", `update people set password = @password, last_sign_in = @now where id = @id`)
	insertFailure   = sql("keep a failed sign-in", `insert into sign_in_failures (account, place, at) values (@account, @place, @now)`)
	countFailures   = sql("count failed sign-ins", `
		select (select count(*) from sign_in_failures where account = @account and at > @since)::int as account,
			(select count(*) from sign_in_failures where place = @place and at > @since)::int as place`)
	deleteAccountFailures = sql("forget an account's failed sign-ins", `delete from sign_in_failures where account = @account`)
	deleteFailures        = sql("forget old failed sign-ins", `delete from sign_in_failures where at < @before`)
)

type accountRow struct {
	ID, Name, Email string
	Active          bool
	Password        string
}

// SignIn checks an address and a password; from is where the try comes from, such as an IP address. Whatever is wrong, the sentence is the same,
// and takes about as long to come. Too many failures of one account or one place are refused for a while, whether the account exists or not.
func (db *DB) SignIn(ctx context.Context, email, password, from string) (readiness.Actor, error) {
	account := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(email))))
	if err := db.throttle(ctx, account[:], from); err != nil {
		return readiness.Actor{}, err
	}
	row, err := one(ctx, db.pool, selectAccount, args{"email": strings.TrimSpace(email)}, pgx.RowToStructByName[accountRow])
	if err != nil && !isNone(err) {
		return readiness.Actor{}, err
	}
	right, err := db.passwordFits(ctx, password, row.Password)
	if err != nil {
		return readiness.Actor{}, err
	}
	if !right || !row.Active {
		if _, err := exec(ctx, db.pool, insertFailure, args{"account": account[:], "place": from, "now": db.now()}); err != nil {
			return readiness.Actor{}, err
		}
		return readiness.Actor{}, readiness.Errorf(readiness.Forbidden, "The email address or the password is wrong. Check both and try again.")
	}
	return db.signedIn(ctx, row, account[:])
}

// ConfirmPassword checks the password of somebody who is signed in, as SignIn does.
func (db *DB) ConfirmPassword(ctx context.Context, by readiness.Actor, password, from string) error {
	row, err := one(ctx, db.pool, selectAccountOf, args{"id": by.PersonID}, pgx.RowToStructByName[accountRow])
	if err != nil {
		return noSuch(err, "person")
	}
	account := sha256.Sum256([]byte(strings.ToLower(row.Email)))
	if err := db.throttle(ctx, account[:], from); err != nil {
		return err
	}
	right, err := db.passwordFits(ctx, password, row.Password)
	if err != nil || right && row.Active {
		return err
	}
	if _, err := exec(ctx, db.pool, insertFailure, args{"account": account[:], "place": from, "now": db.now()}); err != nil {
		return err
	}
	return readiness.FieldErrorf("password", "This is not your password. Check it and try again.")
}

func (db *DB) signedIn(ctx context.Context, row accountRow, account []byte) (readiness.Actor, error) {
	a := act{By: readiness.Actor{PersonID: row.ID}, Action: "signed in", Subject: subject("person", row.ID)}
	err := db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		if _, err := exec(ctx, tx, deleteAccountFailures, args{"account": account}); err != nil {
			return err
		}
		_, err := exec(ctx, tx, updateSignedIn, args{"id": row.ID, "now": db.now()})
		return err
	})
	if err != nil {
		return readiness.Actor{}, err
	}
	return db.Actor(ctx, row.ID)
}

type failures struct{ Account, Place int }

func (db *DB) throttle(ctx context.Context, account []byte, from string) error {
	n, err := one(ctx, db.pool, countFailures, args{"account": account, "place": from, "since": db.now().Add(-failuresWithin)}, pgx.RowToStructByName[failures])
	if err != nil {
		return err
	}
	if n.Account >= failuresOfAccount || n.Place >= failuresOfPlace {
		return readiness.Errorf(readiness.Forbidden, "There were too many tries to sign in. Wait 15 minutes, then try again.")
	}
	return nil
}

type actorRow struct{ ID, Name string }

// Actor is a person with every post held today, cover for others included. NotFound means that they may not sign in.
func (db *DB) Actor(ctx context.Context, personID string) (readiness.Actor, error) {
	if !isID(personID) {
		return readiness.Actor{}, noSuch(pgx.ErrNoRows, "account")
	}
	row, err := one(ctx, db.pool, selectActor, args{"id": personID}, pgx.RowToStructByName[actorRow])
	if err != nil {
		return readiness.Actor{}, noSuch(err, "account")
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return readiness.Actor{}, err
	}
	return readiness.Actor{PersonID: row.ID, Name: row.Name, Holdings: roster.holdings(row.ID)}, nil
}
