package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectHomeRules = sql("read the rules of visits to homes", `select body from home_rules order by version desc limit 1`)
	insertHomeRules = sql("write the rules of visits to homes", `
		insert into home_rules (version, body, reason, by_id, made_at) values (@version, @body, @reason, @by, @now)`)
)

// HomeRules are the current rules of visits to children's homes.
func (db *DB) HomeRules(ctx context.Context) (readiness.HomeRules, error) {
	return db.homeRules(ctx, db.pool)
}

func (db *DB) homeRules(ctx context.Context, q querier) (readiness.HomeRules, error) {
	rules := readiness.DefaultHomeRules()
	body, err := one(ctx, q, selectHomeRules, nil, pgx.RowTo[[]byte])
	if isNone(err) {
		return rules, nil
	}
	if err == nil {
		err = json.Unmarshal(body, &rules)
	}
	return rules, err
}

// SetHomeRules makes a new version of the rules of visits to children's homes.
func (db *DB) SetHomeRules(ctx context.Context, f readiness.HomeRuleForm, asked readiness.Asked) (readiness.HomeRules, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return readiness.HomeRules{}, err
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/homes"}, func(tx pgx.Tx, a *act) (readiness.HomeRules, error) {
		if _, err := exec(ctx, tx, lockRules, nil); err != nil {
			return readiness.HomeRules{}, err
		}
		now, err := db.homeRules(ctx, tx)
		if err != nil {
			return now, err
		}
		if asked.IfSeq != 0 && asked.IfSeq != now.Version {
			return now, readiness.Errorf(readiness.Conflict, "Somebody else changed these rules while you were looking at them. Load the page again, then make your change.")
		}
		next, err := now.With(f)
		if err != nil {
			return now, err
		}
		next.Version++
		body, err := json.Marshal(next)
		if err != nil {
			return now, fmt.Errorf("write the rules of visits to homes: %w", err)
		}
		a.Detail = fmt.Sprintf("version=%d", next.Version)
		_, err = exec(ctx, tx, insertHomeRules, args{"version": next.Version, "body": body, "reason": f.Reason, "by": asked.By.PersonID, "now": db.now()})
		return next, err
	})
}
