package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// caseAuditLive are the audits that a run carries.
const caseAuditLive = `x.status not in ('planned', 'done', 'withdrawn')`

var (
	selectPlannedCaseAudits = sql("list planned case audits", `select planned from case_audits where status = 'planned' and `+afterID+` order by id limit @limit`)
	selectStaleCaseAudits   = sql("list case audits with old terms", `
		select x.id::text as id, (x.made_at at time zone 'Europe/London')::date as opened, x.state->'terms' as terms from case_audits x
		where `+caseAuditLive+` and `+oldVisitTerms+` and `+afterID+` order by id limit @limit`)
	selectUnsettledCaseAudits = sql("list running case audits", `select state from case_audits x where `+caseAuditLive+` and `+afterID+` order by id limit @limit`)
	selectFollowCaseAudits    = sql("list running case audits with what happened around them", `
		select v.status as visit, x.state as state, p.worker,
			x.round = 1 and exists (select from samples s join sample_places d on d.sample_id = s.id where s.visit_id = x.visit_id and s.focus = x.focus and d.child_id = x.child_id and d.why <> '') as replaced
		from case_audits x join visits v on v.id = x.visit_id
		cross join lateral (select coalesce((select c->>'worker' from samples s cross join lateral jsonb_array_elements(s.among) as c
			where s.visit_id = x.visit_id and s.focus = x.focus and c->>'id' = x.child_id::text limit 1), '') as worker) p
		where `+caseAuditLive+` and (@visit = '' or v.id::text = @visit) and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
)

// PlannedCaseAudits lists audits that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedCaseAudits(ctx context.Context, after string, limit int) ([]readiness.PlannedCaseAudit, error) {
	return all(ctx, db.pool, selectPlannedCaseAudits, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedCaseAudit])
}

// StaleCaseAudits lists audits as StaleVisits lists visits.
func (db *DB) StaleCaseAudits(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByVisitRules(ctx, selectStaleCaseAudits, after, limit)
}

// UnsettledCaseAudits lists every running audit as its row has it, in order of id, after one id.
func (db *DB) UnsettledCaseAudits(ctx context.Context, after string, limit int) ([]readiness.CaseAudit, error) {
	return all(ctx, db.pool, selectUnsettledCaseAudits, args{"after": after, "limit": limit}, pgx.RowTo[readiness.CaseAudit])
}

type followCaseAuditRow struct {
	Visit    readiness.VisitStatus
	State    readiness.CaseAudit
	Worker   string
	Replaced bool
}

// CaseAuditFollowups lists running audits that have not heard of their visit or sample, of somebody who left, or of who holds the case now
// (readiness.CaseAudit.Followup), in order of id, after one id; with a visit only its own. A page of the list is as long as it has to be to find some.
func (db *DB) CaseAuditFollowups(ctx context.Context, visitID, after string, limit int) ([]readiness.CaseAuditFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here, found := roster.here(), []readiness.CaseAuditFollowup{}
	for len(found) == 0 {
		rows, err := all(ctx, db.pool, selectFollowCaseAudits, args{"visit": visitID, "after": after, "limit": limit}, pgx.RowToStructByName[followCaseAuditRow])
		if err != nil || len(rows) == 0 {
			return found, err
		}
		for _, row := range rows {
			if f, hears := row.State.Followup(row.Visit, row.Replaced, here, roster.caseLine(row.State.Place(), row.Worker)); hears {
				found = append(found, f)
			}
			after = row.State.ID
		}
	}
	return found, nil
}

// caseLine lists who holds a case: who manages its team, who heads its area, and whoever has the name that the lists give as its worker; never nil.
func (r roster) caseLine(at readiness.Place, worker string) []string {
	line := append([]string{}, r.holders(readiness.TeamManager, whereabouts{Place: at})...)
	line = append(line, r.holders(readiness.AreaHead, whereabouts{Place: at})...)
	for id, name := range r.names {
		if worker != "" && name == worker {
			line = append(line, id)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(line)))
}
