package postgres

import (
	"bytes"
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	answersKept  = 24 * time.Hour
	answersStuck = time.Minute // a claim without an answer for so long belongs to nobody any more
)

var (
	// A claim succeeds when there is none, when it is too old to matter, or when the same request was claimed and given up.
	claimAnswer = sql("claim an idempotency key", `
		insert into answers (actor, key, asked, body_hash, begun_at) values (@actor, @key, @asked, @hash, @now)
		on conflict (actor, key) do update set asked = excluded.asked, body_hash = excluded.body_hash, begun_at = excluded.begun_at, answer = null
		where answers.begun_at < @kept
			or (answers.answer is null and answers.begun_at < @stuck and answers.asked = excluded.asked and answers.body_hash = excluded.body_hash)`)
	selectAnswer  = sql("read an idempotency key", `select asked, body_hash, answer from answers where actor = @actor and key = @key`)
	updateAnswer  = sql("keep an answer", `update answers set answer = @answer where actor = @actor and key = @key and answer is null`)
	deleteAnswer  = sql("give an idempotency key back", `delete from answers where actor = @actor and key = @key and answer is null`)
	deleteAnswers = sql("forget old answers", `delete from answers where begun_at < @before`)
)

// Answers keeps what the API answered under an idempotency key, for 24 hours (dependencies.md 2.3).
type Answers struct{ db *DB }

// AnswerStore is the API's store of answers.
func AnswerStore(db *DB) *Answers { return &Answers{db: db} }

type answerRow struct {
	Asked    string
	BodyHash []byte
	Answer   []byte
}

// Begin claims a key for one request, told apart by method and path and by the digest of its body. state is "new" when the request may go on,
// "kept" with the answer that it had before, "running" while it is being answered, and "other" when the key was used for another request.
func (s *Answers) Begin(ctx context.Context, actorID, key, methodPath string, bodyHash []byte) (state string, answer []byte, err error) {
	now := s.db.now()
	claimed, err := exec(ctx, s.db.pool, claimAnswer, args{
		"actor": actorID, "key": key, "asked": methodPath, "hash": bodyHash, "now": now, "kept": now.Add(-answersKept), "stuck": now.Add(-answersStuck),
	})
	if err != nil || claimed == 1 {
		return "new", nil, err
	}
	row, err := one(ctx, s.db.pool, selectAnswer, args{"actor": actorID, "key": key}, pgx.RowToStructByName[answerRow])
	switch {
	case isNone(err): // given back this moment: the caller asks again
		return "running", nil, nil
	case err != nil:
		return "", nil, err
	case row.Asked != methodPath || !bytes.Equal(row.BodyHash, bodyHash):
		return "other", nil, nil
	case row.Answer == nil:
		return "running", nil, nil
	}
	return "kept", row.Answer, nil
}

// Finish keeps the answer of a claimed key; nil gives the key back, as after a refusal that changed nothing.
func (s *Answers) Finish(ctx context.Context, actorID, key string, answer []byte) error {
	if answer == nil {
		_, err := exec(ctx, s.db.pool, deleteAnswer, args{"actor": actorID, "key": key})
		return err
	}
	_, err := exec(ctx, s.db.pool, updateAnswer, args{"actor": actorID, "key": key, "answer": answer})
	return err
}
