package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectGate      = sql("read what a step of a visit closes on", `select s.gate, s.visit_id::text as visit, s.focus from visit_steps s where s.id::text = @id`)
	selectStepProof = sql("list the evidence of a step of a visit", `
		select e.id::text from evidence_links l join evidence e on e.id = l.evidence_id where l.subject = @subject and `+inForce+` order by e.shows_on desc, e.id`)
	countOpenSteps = sql("count the open steps of a visit", `select count(*)::int from visit_steps s where s.visit_id::text = @visit and not s.over and s.status in ('planned', 'later', 'open', 'waiver_asked')`)
)

// gateFindings are the findings f that were there when a visit was planned and are about a focus area, or about none in particular.
var gateFindings = `(@focus = '' or f.focus = '{}' or @focus = any(f.focus)) and ` + strings.ReplaceAll(earlierFindings, "@before", "@visit")

// gateCounts are what the gates count that are neither evidence nor a signature: how many are done of how many.
var gateCounts = map[string]statement{
	"findings": sql("count earlier findings that have an answer", `
		select count(*)::int as of, count(*) filter (where exists (select from findings_of_practice later where later.repeats = f.id)
			or exists (select from action_answers w join actions a on a.id = w.action_id where w.finding_id = f.id and a.status not in ('planned', 'dropped')))::int as done
		from findings_of_practice f where `+gateFindings),
	"letter": sql("count the findings of a visit's letter", `
		select count(*)::int as of, count(*)::int as done from findings_of_practice f
		where f.visit_id::text = @visit and (@focus = '' or f.focus = '{}' or @focus = any(f.focus))`),
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
	"shown": sql("count earlier findings that are shown done", shownFindings+`
		select count(*)::int as of, count(*) filter (where f.shown)::int as done from earlier f`),
	"briefed": sql("see whether staff are briefed", `
		select count(*)::int as of, count(*) filter (where s.status in ('done', 'waived', 'left_out'))::int as done
		from visit_steps s where s.visit_id::text = @visit and s.code = '`+readiness.BriefingStep+`' and s.focus in ('', @focus)`),
}

var (
	selectUpload = sql("see whether the last lists need mending", `
		select 1 as of, case when i.errors = 0 then 1 else 0 end as done from imports i where i.status = 'applied' order by i.decided_at desc limit 1`)
	countFaulty = sql("count the faults of a list of the Annex A", `
		select count(*)::int from import_findings where import_id::text = @import and list = @list and severity = 'error'`)
)

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
	switch gate {
	case "flags":
		return db.flagsOf(ctx, q, visit, focus)
	case "data":
		return db.listsOf(ctx, q, visit, focus)
	}
	counts, counted := gateCounts[gate]
	if !counted {
		return 0, 0, nil
	}
	return countGate(ctx, q, counts, args{"visit": visit, "focus": focus})
}

func countGate(ctx context.Context, q querier, counts statement, with args) (done, of int, err error) {
	n, err := one(ctx, q, counts, with, pgx.RowToStructByName[struct{ Done, Of int }])
	if isNone(err) {
		return 0, 0, nil
	}
	return n.Done, n.Of, err
}

// flagsOf counts the red flags of a focus area by the version of its pack with which the visit was planned, and those that are answered.
func (db *DB) flagsOf(ctx context.Context, q querier, visitID, focus string) (answered, flags int, err error) {
	pack, there, err := packOf(ctx, q, visitID, focus)
	if err != nil || !there {
		return 0, 0, err
	}
	n, err := db.flagCount(ctx, q, pack)
	return n.Answered, n.Flags, err
}

// packOf is the version of a focus area's pack with which a visit was planned; false for a focus area that the visit has not.
func packOf(ctx context.Context, q querier, visitID, focus string) (p readiness.FocusPack, there bool, err error) {
	x, err := stateIn[readiness.Visit](ctx, q, selectVisitState, visitID, "visit")
	if err != nil {
		return p, false, err
	}
	i := slices.IndexFunc(x.Focus, func(f readiness.VisitFocus) bool { return f.Code == focus })
	if i < 0 {
		return p, false, nil
	}
	p, err = pack(ctx, q, x.Focus[i].Pack)
	return p, err == nil, err
}

// annexList is the number of a list of the Annex A from which a cohort is made.
var annexList = map[string]int{readiness.CareList: 8, readiness.LeaversList: 9}

// listsOf counts the lists that say who belongs to a focus area, and those of them that were brought in without a fault; without a focus area, the last
// upload of the Annex A.
func (db *DB) listsOf(ctx context.Context, q querier, visitID, focus string) (done, of int, err error) {
	if focus == "" {
		return countGate(ctx, q, selectUpload, nil)
	}
	pack, there, err := packOf(ctx, q, visitID, focus)
	if err != nil || !there {
		return 0, 0, err
	}
	lists, err := db.lists(ctx, q)
	if err != nil {
		return 0, 0, err
	}
	for _, code := range pack.MemberLists() {
		of++
		l, brought := lists[code]
		if !brought {
			continue
		}
		faults := 0
		if l.ImportID != "" { // whoever brought in a list of the council's own has seen its faults and decided about them
			if faults, err = one(ctx, q, countFaulty, args{"import": l.ImportID, "list": annexList[code]}, pgx.RowTo[int]); err != nil {
				return 0, 0, err
			}
		}
		if faults == 0 {
			done++
		}
	}
	return done, of, nil
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
