package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/jackc/pgx/v5"
)

var _ scs.CtxStore = (*Sessions)(nil)

// The keys under which a session's values say whose it is. The web door writes them.
const (
	sessionPerson = "person_id"
	sessionAgent  = "user_agent"
)

var (
	selectSession = sql("read a session", `select data from sessions where hash = @hash and expires > @now`)
	upsertSession = sql("keep a session", `
		insert into sessions (hash, person_id, data, user_agent, created, last_seen, expires)
		values (@hash, (select id from people where id::text = @person), @data, @agent, @now, @now, @expires)
		on conflict (hash) do update set person_id = excluded.person_id, data = excluded.data, user_agent = excluded.user_agent,
			last_seen = excluded.last_seen, expires = excluded.expires
		where sessions.expires > @now`)  // a session that was ended while a page was made does not come back with that page
	expireSession  = sql("end a session", `update sessions set expires = @now, data = '' where hash = @hash and expires > @now`)
	deleteSessions = sql("forget sessions that are over", `delete from sessions where expires < @before`)
)

// Sessions keeps web sessions in the ledger, each with whose it is, so that an administrator can end them. It stores a digest of the token only.
type Sessions struct {
	db    *DB
	codec scs.GobCodec
}

// SessionStore is the store for an scs.SessionManager with scs's own codec. How long sessions last is the manager's to say.
func SessionStore(db *DB) *Sessions { return &Sessions{db: db} }

// FindCtx returns the data of a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := one(ctx, s.db.pool, selectSession, args{"hash": hashOf(token), "now": s.db.now()}, pgx.RowTo[[]byte])
	if isNone(err) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx keeps a session until it expires.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := s.codec.Decode(data)
	if err != nil {
		return fmt.Errorf("read a session: %w", err)
	}
	person, _ := values[sessionPerson].(string)
	agent, _ := values[sessionAgent].(string)
	_, err = exec(ctx, s.db.pool, upsertSession, args{
		"hash": hashOf(token), "person": person, "data": data, "agent": agent, "now": s.db.now(), "expires": expiry,
	})
	return err
}

// DeleteCtx ends a session; one that is unknown is ended already.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := exec(ctx, s.db.pool, expireSession, args{"hash": hashOf(token), "now": s.db.now()})
	return err
}

// Find, Commit and Delete are the same without a context, as scs's older interface wants them.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
