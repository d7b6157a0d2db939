package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// An act is what the audit trail keeps of a change: who did what to which thing. Detail holds ids and codes, never personal data.
type act struct {
	By      readiness.Actor
	Action  string
	Subject string // "review/…", "case/…", "person/…"
	Detail  string
}

// errNothing, returned from inside a change, ends it without a trace.
var errNothing = errors.New("nothing to do")

// change runs do in one transaction and writes its audit row last. do may complete the act.
func (db *DB) change(ctx context.Context, a act, do func(tx pgx.Tx, a *act) error) error {
	err := pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		if err := do(tx, &a); err != nil {
			return err
		}
		return db.audit(ctx, tx, a)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

var (
	insertCommand = sql("claim a command", `
		insert into commands (actor, id, action, at) values (@actor, @id, @action, @at) on conflict (actor, id) do nothing`)
	selectCommand = sql("find a command's answer", `select action, answer from commands where actor = @actor and id = @id`)
	updateCommand = sql("keep a command's answer", `update commands set answer = @answer where actor = @actor and id = @id`)
	deleteCommand = sql("forget old commands", `delete from commands where at < @before`)
)

type knownCommand struct {
	Action string
	Answer []byte
}

// once is a change asked for by a command: the same command id again from the same actor gets the same answer and does nothing. An answer must
// not hold a secret, since it is kept; see again for those that do.
func once[T any](ctx context.Context, db *DB, asked readiness.Asked, a act, do func(tx pgx.Tx, a *act) (T, error)) (T, error) {
	var answer T
	a.By = asked.By
	err := db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		known, err := db.claim(ctx, tx, asked, strings.TrimSpace(a.Action+" "+a.Subject))
		if err != nil {
			return err
		}
		if known != nil {
			return errors.Join(json.Unmarshal(known, &answer), errNothing)
		}
		if answer, err = do(tx, a); err != nil {
			return err
		}
		return db.answer(ctx, tx, asked, answer)
	})
	return answer, err
}

// claim takes the command for this transaction, or returns the answer that it had before. action also names the thing, when it is known: a command
// is for one thing.
func (db *DB) claim(ctx context.Context, tx pgx.Tx, asked readiness.Asked, action string) ([]byte, error) {
	if asked.ID == "" {
		return nil, nil
	}
	n, err := exec(ctx, tx, insertCommand, args{"actor": asked.By.PersonID, "id": asked.ID, "action": action, "at": db.now()})
	if err != nil || n == 1 {
		return nil, err
	}
	known, err := one(ctx, tx, selectCommand, args{"actor": asked.By.PersonID, "id": asked.ID}, pgx.RowToStructByName[knownCommand])
	if err != nil {
		return nil, err
	}
	if known.Action != action {
		return nil, readiness.Errorf(readiness.Conflict, "This command has been used for something else. Load the page again and send it once more.")
	}
	return known.Answer, nil
}

func (db *DB) answer(ctx context.Context, tx pgx.Tx, asked readiness.Asked, answer any) error {
	if asked.ID == "" {
		return nil
	}
	kept, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("keep a command's answer: %w", err)
	}
	_, err = exec(ctx, tx, updateCommand, args{"actor": asked.By.PersonID, "id": asked.ID, "answer": kept})
	return err
}

// Forget removes what has served its time: answers of commands and of the API, sessions that are over, old sign-in failures, spreadsheets that a plan was
// brought in from, sheets of own lists that nobody brought in, drafts of frameworks and focus areas that nobody has finished for a year. The nightly run
// asks for it; asking at any time does no harm.
func (db *DB) Forget(ctx context.Context) error {
	now := db.now()
	for s, before := range map[statement]time.Time{
		deleteCommand: now.AddDate(0, 0, -90), deleteAnswers: now.Add(-answersKept), deleteSessions: now, deleteFailures: now.Add(-24 * time.Hour),
		deletePlanSheets: now.AddDate(0, 0, -90), deleteFrameworkDrafts: now.AddDate(-1, 0, 0), deletePackDrafts: now.AddDate(-1, 0, 0), deleteOwnImports: now.AddDate(0, 0, -90),
	} {
		if _, err := exec(ctx, db.pool, s, args{"before": before}); err != nil {
			return err
		}
	}
	return nil
}
