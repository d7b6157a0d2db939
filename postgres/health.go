package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.ServiceViews = (*DB)(nil)

var (
	selectHealth = sql("see how the ledger is", `
		select (select count(*) from reviews where status not in ('planned', 'signed_off', 'overtaken'))::int as live_reviews,
			(select count(*) from reviews where status not in ('planned', 'signed_off', 'overtaken') and next_at < @late)::int as late_rungs,
			((select count(*) from notices n join people p on p.id = n.person_id where n.kind in ('escalation', 'call', 'concern') and n.mail_id is null and n.made_at < @tried and p.active)
				+ (select count(*) from mails where kind = 'digest' and failed <> '' and at > @yesterday))::int as unsent_mails,
			(select max(at) from runs where kind = 'sweep') as last_sweep,
			(select max(at) from runs where kind = 'digest') as last_digest,
			(select max(decided_at) from imports where status = 'applied') as last_import,
			greatest((select max(at) from beats), (select max(changed_at) from reviews where seq > 0), (select max(at) from runs)) as worker_seen,
			(select seq from audit_head) as audit_rows`)
	upsertBeat = sql("keep a worker's sign of life", `
		insert into beats (worker, at) values (@worker, @now) on conflict (worker) do update set at = excluded.at`)
)

type healthRow struct {
	LiveReviews, LateRungs, UnsentMails           int
	LastSweep, LastDigest, LastImport, WorkerSeen *time.Time
	AuditRows                                     int64
}

// Health is how the ledger's side of the service is. UnsentMails counts escalations that no mail has carried within an hour, and morning mails
// that failed in the last 24 hours.
func (db *DB) Health(ctx context.Context) (readiness.Health, error) {
	version, err := db.Version(ctx)
	if err != nil {
		return readiness.Health{}, err
	}
	now := db.now()
	row, err := one(ctx, db.pool, selectHealth, args{
		"late": now.Add(-10 * time.Minute), "tried": now.Add(-actNowTime), "yesterday": now.Add(-24 * time.Hour),
	}, pgx.RowToStructByName[healthRow])
	if err != nil {
		return readiness.Health{}, err
	}
	jobs, err := db.jobHealth(ctx)
	return readiness.Health{
		LedgerVersion: version, LiveReviews: row.LiveReviews, LateRungs: row.LateRungs, UnsentMails: row.UnsentMails,
		LastSweep: moment(row.LastSweep), LastDigest: moment(row.LastDigest), LastImport: moment(row.LastImport), WorkerSeen: moment(row.WorkerSeen),
		AuditRows: row.AuditRows, Jobs: jobs,
	}, err
}

// Beat keeps that a worker is alive. Its name is its own to choose; once a minute is often enough.
func (db *DB) Beat(ctx context.Context, worker string) error {
	_, err := exec(ctx, db.pool, upsertBeat, args{"worker": worker, "now": db.now()})
	return err
}
