package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"github.com/sightline-readiness/sightline/readiness"
)

// How signing in is throttled. A council's offices share a few addresses, so a place may fail more often than an account.
const (
	failuresWithin    = 15 * time.Minute
	failuresOfAccount = 10
	failuresOfPlace   = 50
)

// hashing is OWASP's smaller profile (dependencies.md 4.5).
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobodys is hashed with the same parameters, for accounts that do not exist: their refusal takes as long.
const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$c2lnaHRsaW5lIG5vYm9keQ$oQ7z0QeI9w3nP1m0b2x1yqF1d0Gxw0yXo6mR2o0v9nI"

// tooCommon are beginnings of passwords that are guessed first. NCSC advises a deny-list instead of rules about characters.
var tooCommon = []string{
	"password", "passw0rd", "123456789", "1234567890", "qwertyuiop", "qwerty12345", "letmein", "iloveyou", "welcome", "administrator",
	"sightline", "childrensservices", "children", "ofsted", "abcdefghij", "football", "liverpool", "changeme", "council",
}

// checkPassword refuses what is guessed too easily: a long password that nobody would think of first is enough.
func checkPassword(password, name, email string) error {
	lower := strings.ToLower(password)
	switch n := utf8.RuneCountInString(password); {
	case n < 12:
		return readiness.FieldErrorf("password", "The password must be 12 characters or longer. Three random words are a good one.")
	case n > 200:
		return readiness.FieldErrorf("password", "The password must be 200 characters or shorter.")
	case strings.Trim(lower, lower[:1]) == "":
		return readiness.FieldErrorf("password", "The password must not be one character again and again.")
	}
	account, _, _ := strings.Cut(strings.ToLower(email), "@")
	for _, own := range append(strings.Fields(strings.ToLower(name)), account) {
		if len(own) >= 4 && strings.Contains(lower, own) && len(lower)-len(own) < 8 {
			return readiness.FieldErrorf("password", "The password must not be built from your name or your address.")
		}
	}
	for _, common := range tooCommon {
		if strings.HasPrefix(lower, common) && len(lower)-len(common) < 8 {
			return readiness.FieldErrorf("password", "This password is one of those that are guessed first. Choose another.")
		}
	}
	return nil
}

// passwordFits compares a password with a hash; an empty hash fits none but takes as long. A few hashes run at a time.
func (db *DB) passwordFits(ctx context.Context, password, hash string) (bool, error) {
	known := hash != ""
	if !known {
		hash = nobodys
	}
	release, err := db.placeToHash(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	fits, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare a password: %w", err)
	}
	return fits && known, nil
}

func (db *DB) hashPassword(ctx context.Context, password string) (string, error) {
	release, err := db.placeToHash(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	hash, err := argon2id.CreateHash(password, hashing)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

func (db *DB) placeToHash(ctx context.Context) (release func(), err error) {
	select {
	case db.hashes <- struct{}{}:
		return func() { <-db.hashes }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}
