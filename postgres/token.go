package postgres

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// tokenPrefix begins every API token, so that scanners for leaked secrets can find them.
const tokenPrefix = "sl_"

var (
	selectTokens = sql("list tokens", `
		select id::text as id, name, prefix, scopes, until_day, last_used, ended_at from tokens where person_id::text = @person order by made_at desc, id`)
	upsertToken = sql("make a token", `
		insert into tokens (id, person_id, name, prefix, hash, scopes, until_day, made_at) values (@id, @person, @name, @prefix, @hash, @scopes, @until, @now)
		on conflict (id) do update set prefix = excluded.prefix, hash = excluded.hash`)
	selectToken      = sql("read a token's owner", `select person_id::text from tokens where id::text = @id`)
	endToken         = sql("end a token", `update tokens set ended_at = @now where id = @id and ended_at is null`)
	selectTokenActor = sql("read whom a token acts for", `
		select t.id::text as id, t.person_id::text as person_id, t.scopes, t.last_used from tokens t join people p on p.id = t.person_id
		where t.hash = @hash and t.ended_at is null and t.until_day >= @today and p.active`)
	updateTokenUsed = sql("keep that a token was used", `update tokens set last_used = @today where id = @id`)
)

type tokenRow struct {
	ID, Name, Prefix string
	Scopes           []string
	UntilDay         calendar.Date
	LastUsed         calendar.Date
	EndedAt          *time.Time
}

// Tokens lists a person's API tokens, newest first.
func (db *DB) Tokens(ctx context.Context, personID string) ([]readiness.Token, error) {
	rows, err := all(ctx, db.pool, selectTokens, args{"person": personID}, pgx.RowToStructByName[tokenRow])
	tokens := make([]readiness.Token, len(rows))
	for i, r := range rows {
		tokens[i] = readiness.Token{ID: r.ID, Name: r.Name, Prefix: r.Prefix, Scopes: r.Scopes, Until: r.UntilDay, LastUsed: r.LastUsed, Ended: r.EndedAt != nil}
	}
	return tokens, err
}

// NewToken makes an API token for the asker, for a year at most. The same command again gives the same token a new secret, since nobody may have
// seen the first.
func (db *DB) NewToken(ctx context.Context, t readiness.NewToken, asked readiness.Asked) (string, error) {
	today := db.today()
	switch {
	case asked.By.TokenID != "":
		return "", readiness.Errorf(readiness.Forbidden, "A token cannot make tokens. Sign in and make it on your own page.")
	case t.Until.Before(today):
		return "", readiness.FieldErrorf("until", "The token must end today or in the future.")
	case t.Until.After(today.AddMonths(12)):
		return "", readiness.FieldErrorf("until", "The token must end within a year, on or before %s.", today.AddMonths(12).Long())
	}
	secret := tokenPrefix + newSecret()
	a := act{By: asked.By, Action: "token made", Subject: subject("person", asked.By.PersonID)}
	return secret, db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		id, err := db.tokenOf(ctx, tx, asked)
		if err != nil {
			return err
		}
		a.Detail = "made=" + id + " scopes=" + strings.Join(t.Scopes, ",") + " until=" + t.Until.String()
		_, err = exec(ctx, tx, upsertToken, args{
			"id": id, "person": asked.By.PersonID, "name": strings.TrimSpace(t.Name), "prefix": secret[:len(tokenPrefix)+6], "hash": hashOf(secret),
			"scopes": t.Scopes, "until": t.Until, "now": db.now(),
		})
		return err
	})
}

// tokenOf is the id of the token that a command made before, or a new one.
func (db *DB) tokenOf(ctx context.Context, tx pgx.Tx, asked readiness.Asked) (string, error) {
	known, err := db.claim(ctx, tx, asked, "token made")
	if err != nil {
		return "", err
	}
	if known != nil {
		return strings.Trim(string(known), `"`), nil
	}
	id := newID()
	return id, db.answer(ctx, tx, asked, id)
}

// EndToken ends a token: one's own, or anybody's for those who keep the accounts.
func (db *DB) EndToken(ctx context.Context, tokenID string, asked readiness.Asked) error {
	a := act{By: asked.By, Action: "token ended"}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		owner, err := one(ctx, tx, selectToken, args{"id": tokenID}, pgx.RowTo[string])
		if err != nil {
			return noSuch(err, "token")
		}
		if owner != asked.By.PersonID && !readiness.May(asked.By, readiness.ManagePeople, readiness.Place{}) {
			return noSuch(pgx.ErrNoRows, "token")
		}
		a.Subject, a.Detail = subject("person", owner), "ended="+tokenID
		n, err := exec(ctx, tx, endToken, args{"id": tokenID, "now": db.now()})
		if err == nil && n == 0 {
			return errNothing
		}
		return err
	})
}

type tokenActorRow struct {
	ID, PersonID string
	Scopes       []string
	LastUsed     calendar.Date
}

// TokenActor is who a token acts for and its scopes. One that is unknown, ended, too old or a leaver's is NotFound.
func (db *DB) TokenActor(ctx context.Context, secret string) (readiness.Actor, []string, error) {
	today := db.today()
	row, err := one(ctx, db.pool, selectTokenActor, args{"hash": hashOf(secret), "today": today}, pgx.RowToStructByName[tokenActorRow])
	if err != nil {
		return readiness.Actor{}, nil, noSuch(err, "token")
	}
	actor, err := db.Actor(ctx, row.PersonID)
	if err != nil {
		return readiness.Actor{}, nil, err
	}
	if row.LastUsed != today {
		if _, err := exec(ctx, db.pool, updateTokenUsed, args{"id": row.ID, "today": today}); err != nil {
			return readiness.Actor{}, nil, err
		}
	}
	actor.TokenID = row.ID
	return actor, row.Scopes, nil
}

// newSecret is 32 random bytes in base 62.
func newSecret() string {
	var raw [32]byte
	_, _ = rand.Read(raw[:]) // never fails: the runtime stops the program if the system has no randomness
	s := new(big.Int).SetBytes(raw[:]).Text(62)
	return strings.Repeat("0", 43-len(s)) + s
}

// hashOf is what the ledger keeps of a secret that has enough randomness of its own.
func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
