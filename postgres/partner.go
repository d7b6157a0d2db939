package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	_ readiness.PartnerRequests = (*DB)(nil)
	_ readiness.PartnerAnswers  = (*DB)(nil)
)

const partnerColumns = `
	select r.id::text as id, r.partner, r.whom, coalesce(r.area_id::text, '') as area_id, coalesce(a.name, '') as area, r.criteria, r.question, r.until_day as until,
		r.asked_by as asker_id, coalesce(p.name, r.asked_by) as asker, r.asked_at as asked, r.withdrawn, r.why,
		(select jsonb_build_object('number', n.number, 'working', n.working, 'not_working', n.not_working, 'example', n.example, 'sure', n.sure, 'name', n.name,
				'organisation', n.organisation, 'at', n.at, 'evidence_id', e.id, 'bears', e.bears, 'gone', e.withdrawn is not null, 'kept', e.looked_like)
			from partner_answers n join evidence e on e.id = n.evidence_id where n.request_id = r.id order by n.number desc limit 1) as answer,
		coalesce((select jsonb_agg(jsonb_build_object('answer', v.number, 'verdict', v.verdict, 'why', v.why, 'by', coalesce(w.name, v.by_id), 'at', v.at) order by v.at desc)
			from partner_verdicts v left join people w on w.id::text = v.by_id where v.request_id = r.id), '[]') as verdicts
	from partner_requests r left join areas a on a.id = r.area_id left join people p on p.id::text = r.asked_by`

var (
	selectPartners     = sql("list questions to partners", partnerColumns+` order by r.asked_at desc, r.id limit 500`)
	selectPartnersOpen = sql("list questions to partners of which somebody may have to hear", partnerColumns+`
		where r.asked_at > @since and not exists (select from partner_verdicts v where v.request_id = r.id
			and v.number = (select max(n.number) from partner_answers n where n.request_id = r.id))`)
	selectPartner       = sql("read a question to a partner", partnerColumns+` where r.id::text = @id`)
	selectPartnerByHash = sql("read the question of a link", partnerColumns+` where r.hash = @hash`)
	lockPartner         = sql("lock a question to a partner", `select id from partner_requests where id::text = @id for update`)
	insertPartner       = sql("keep a question to a partner", `
		insert into partner_requests (id, partner, whom, area_id, criteria, question, until_day, hash, looked_like, asked_by, asked_at)
		values (@id, @partner, @whom, (select id from areas where id::text = @area), @criteria, @question, @until, @hash, @kept, @by, @now)`)
	updatePartnerHash   = sql("give a question to a partner another secret", `update partner_requests set hash = @hash where id::text = @id and withdrawn is null`)
	updatePartnerEnded  = sql("withdraw a question to a partner", `update partner_requests set withdrawn = @today, why = @why where id::text = @id and withdrawn is null`)
	insertPartnerAnswer = sql("keep a partner's answer", `
		insert into partner_answers (request_id, number, working, not_working, example, sure, name, organisation, evidence_id, at)
		values (@id, @number, @working, @not_working, @example, @sure, @name, @organisation, @evidence, @now)`)
	insertPartnerVerdict = sql("keep what was made of a partner's answer", `
		insert into partner_verdicts (request_id, number, verdict, why, by_id, at) values (@id, @number, @verdict, @why, @by, @now)`)
	updateBears = sql("say how a piece of evidence bears", `update evidence set bears = @bears where id::text = @id`)
)

type partnerRow struct {
	ID, Partner, Whom, AreaID, Area string
	Criteria                        []string
	Question                        string
	Until                           calendar.Date
	AskerID, Asker                  string
	Asked                           time.Time
	Withdrawn                       calendar.Date
	Why                             string
	Answer                          *readiness.PartnerAnswer
	Verdicts                        []readiness.PartnerVerdict
}

func (r partnerRow) request() readiness.PartnerRequest {
	return readiness.PartnerRequest{
		ID: r.ID, Partner: r.Partner, Whom: r.Whom, AreaID: r.AreaID, Area: r.Area, Criteria: r.Criteria, Question: r.Question, Until: r.Until, AskerID: r.AskerID,
		Asker: actorName(r.Asker), Asked: calendar.DateOf(r.Asked), Withdrawn: r.Withdrawn, Why: r.Why, Answer: r.Answer, Verdicts: r.Verdicts,
	}
}

func (db *DB) partner(ctx context.Context, q querier, s statement, a args) (readiness.PartnerRequest, error) {
	row, err := one(ctx, q, s, a, pgx.RowToStructByName[partnerRow])
	if err != nil {
		return readiness.PartnerRequest{}, noSuch(err, "question to a partner")
	}
	return row.request(), nil
}

// locked reads a question inside a transaction in which nobody else can change it.
func (db *DB) locked(ctx context.Context, tx pgx.Tx, id string) (readiness.PartnerRequest, error) {
	if _, err := exec(ctx, tx, lockPartner, args{"id": id}); err != nil {
		return readiness.PartnerRequest{}, err
	}
	return db.partner(ctx, tx, selectPartner, args{"id": id})
}

// PartnerRequests lists what was asked: what waits to be judged first, then what waits for the partner by its end, then the others, newest first.
func (db *DB) PartnerRequests(ctx context.Context, viewer readiness.Actor, q readiness.PartnerQuery) ([]readiness.PartnerRequest, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectPartners, nil, pgx.RowToStructByName[partnerRow])
	if err != nil {
		return nil, err
	}
	today, requests := db.today(), []readiness.PartnerRequest{}
	for _, row := range rows {
		if r := row.request(); q.State == "" || string(r.State(today)) == q.State {
			requests = append(requests, r)
		}
	}
	slices.SortStableFunc(requests, func(a, b readiness.PartnerRequest) int { return a.Before(b, today) })
	return requests, nil
}

// PartnerRequest is one question to a partner, with what became of it.
func (db *DB) PartnerRequest(ctx context.Context, viewer readiness.Actor, id string) (readiness.PartnerRequest, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.PartnerRequest{}, err
	}
	return db.partner(ctx, db.pool, selectPartner, args{"id": id})
}
