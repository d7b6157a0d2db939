package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectGate      = sql("read what a step of a visit closes on", `select s.gate, s.visit_id::text as visit, s.focus from visit_steps s where s.id::text = @id`)
	selectStepProof = sql("list the evidence of a step of a visit", `
		select e.id::text from evidence_links l join evidence e on e.id = l.evidence_id where l.subject = @subject and `+inForce+` order by e.shows_on desc, e.id`)
	countOpenSteps = sql("count the open steps of a visit", `select count(*)::int from visit_steps s where s.visit_id::text = @visit and not s.over and s.status in ('planned', 'later', 'open', 'waiver_asked')`)
)

// gateCounts are what the gates count that are neither evidence nor a signature: how many are done of how many.
var gateCounts = map[string]statement{
	"findings": sql("count earlier findings that have an answer", `
		select count(*)::int as of, count(*) filter (where exists (select from findings_of_practice later where later.repeats = f.id)
			or exists (select from action_answers w join actions a on a.id = w.action_id where w.finding_id = f.id and a.status not in ('planned', 'dropped')))::int as done
		from findings_of_practice f where f.source in ('inspection', 'visit') and f.found_on < (select made_at::date from visits where id::text = @visit) and @focus::text is not null`),
	"letter": sql("count the findings of a visit's letter", `
		select count(*)::int as of, count(*)::int as done from findings_of_practice f
		where f.source in ('inspection', 'visit') and f.received_on = (select letter from visits where id::text = @visit) and @focus::text is not null`),
	"sample": sql("count the samples of a visit that are drawn", `
		select case when @focus::text = '' then coalesce(jsonb_array_length(v.planned->'focus'), 0) else 1 end as of,
			(select count(*)::int from samples s where s.visit_id = v.id and (@focus = '' or s.focus = @focus)) as done
		from visits v where v.id::text = @visit`),
	"audits": sql("count the audits of a sample that are moderated", `
		select count(*)::int as of, count(x.moderated_on)::int as done
		from samples s join sample_places d on d.sample_id = s.id and d.kind = 'deep' and d.why = ''
		left join case_audits x on x.visit_id = s.visit_id and x.focus = s.focus and x.child_id = d.child_id and x.round = 1
		where s.visit_id::text = @visit and (@focus = '' or s.focus = @focus)`),
	"reaudit": sql("count the children who were audited again", `
		select count(*)::int as of, count(again.moderated_on)::int as done
		from case_audits x left join case_audits again on again.before_id = x.id
		where x.visit_id::text = @visit and (@focus = '' or x.focus = @focus) and x.round = 1 and x.overall <> ''`),
	"requests": sql("count what was logged on a visit and is settled", `
		select greatest(count(*), 1)::int as of, (case when count(*) = 0 then 1 else count(*) filter (where e.status not in ('planned', 'open', 'answered')) end)::int as done
		from visit_entries e where e.visit_id::text = @visit and @focus::text is not null`),
	"checklist": sql("count the statements of a checklist that are answered", `
		select coalesce(jsonb_array_length(nullif(k.body->'checklist', 'null')), 0) as of, (select count(distinct a.code) from checklist_answers a where a.visit_id = x.id and a.focus = f.code)::int as done
		from visits x cross join jsonb_to_recordset(x.state->'focus') as f (code text, pack text) join focus_packs k on k.code = f.pack where x.id::text = @visit and f.code = @focus`),
	"data": sql("see whether the last lists need mending", `
		select 1 as of, case when i.errors = 0 then 1 else 0 end as done from imports i where i.status = 'applied' and @visit::text is not null and @focus::text is not null
		order by i.decided_at desc limit 1`),
	"shown": sql("count earlier findings that are shown done", earlierFindings+`
		select count(*)::int as of, count(*) filter (where f.shown)::int as done from earlier f where @focus::text is not null`),
	"briefed": sql("see whether staff are briefed", `
		select count(*)::int as of, count(*) filter (where s.status in ('done', 'waived', 'left_out'))::int as done
		from visit_steps s where s.visit_id::text = @visit and s.code = '`+readiness.BriefingStep+`' and s.focus in ('', @focus)`),
}

type gateRow struct{ Gate, Visit, Focus string }

// GateFacts are what a step closes on, as it is now.
func (db *DB) GateFacts(ctx context.Context, stepID string) (readiness.GateFacts, error) {
	f := readiness.GateFacts{Evidence: []string{}}
	gate, err := one(ctx, db.pool, selectGate, args{"id": stepID}, pgx.RowToStructByName[gateRow])
	if err != nil {
		return f, noSuch(err, "step")
	}
	if f.Evidence, err = all(ctx, db.pool, selectStepProof, args{"subject": readiness.Subject(readiness.VisitStepNoun, stepID)}, pgx.RowTo[string]); err != nil {
		return f, err
	}
	f.Done, f.Of, err = db.gateCount(ctx, db.pool, gate.Gate, gate.Visit, gate.Focus)
	return f, err
}

// gateCount counts what a gate counts, for a visit and one of its focus areas; nothing for a gate that counts nothing.
func (db *DB) gateCount(ctx context.Context, q querier, gate, visit, focus string) (done, of int, err error) {
	if gate == "flags" {
		return db.flagsOf(ctx, q, visit, focus)
	}
	counts, counted := gateCounts[gate]
	if !counted {
		return 0, 0, nil
	}
	n, err := one(ctx, q, counts, args{"visit": visit, "focus": focus}, pgx.RowToStructByName[struct{ Done, Of int }])
	if isNone(err) {
		return 0, 0, nil
	}
	return n.Done, n.Of, err
}

// flagsOf counts the red flags of a focus area by the version of its pack with which the visit was planned, and those that are answered.
func (db *DB) flagsOf(ctx context.Context, q querier, visitID, focus string) (answered, flags int, err error) {
	x, err := stateIn[readiness.Visit](ctx, q, selectVisitState, visitID, "visit")
	if err != nil {
		return 0, 0, err
	}
	i := slices.IndexFunc(x.Focus, func(f readiness.VisitFocus) bool { return f.Code == focus })
	if i < 0 {
		return 0, 0, nil
	}
	pack, err := pack(ctx, q, x.Focus[i].Pack)
	if err != nil {
		return 0, 0, err
	}
	n, err := db.flagCount(ctx, q, pack)
	return n.Answered, n.Flags, err
}

// partsOf are the parts of how ready a focus area is that are counted beside its steps (issue 6, trade point 6).
func (db *DB) partsOf(ctx context.Context, q querier, visitID, focus string) ([]readiness.VisitPart, error) {
	parts := []readiness.VisitPart{}
	for _, gate := range readiness.VisitParts {
		done, of, err := db.gateCount(ctx, q, gate.Code, visitID, focus)
		if err != nil {
			return nil, err
		}
		if of == 0 && gate.Code == "briefed" {
			continue // its run-up has no such step
		}
		parts = append(parts, readiness.VisitPart{Code: gate.Code, Done: done, Of: of})
	}
	return parts, nil
}

// VisitFacts are what of a visit is still open.
func (db *DB) VisitFacts(ctx context.Context, visitID string) (readiness.VisitFacts, error) {
	steps, err := one(ctx, db.pool, countOpenSteps, args{"visit": visitID}, pgx.RowTo[int])
	if err != nil {
		return readiness.VisitFacts{}, err
	}
	entries, err := one(ctx, db.pool, countOpenEntries, args{"visit": visitID}, pgx.RowTo[int])
	return readiness.VisitFacts{OpenSteps: steps, OpenEntries: entries}, err
}
