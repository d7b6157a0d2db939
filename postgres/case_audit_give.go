package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertCaseAudit = sql("plan a case audit", `
		insert into case_audits (id, visit_id, focus, pack, child_id, place, round, before_id, area_id, team_id, auditor_id, owner_id, moderator_id, status, planned, made_at, changed_at)
		values (@id, @visit, @focus, @pack, @child::uuid, @place, @round, nullif(@before, '')::uuid, (select id from areas where id::text = @area), (select id from teams where id::text = @team),
			(select id from people where id::text = @auditor), (select id from people where id::text = @auditor), (select id from people where id::text = @moderator), 'planned', @planned, @now, @now)`)
	selectAuditedChildren = sql("list the children whose audit was given to somebody", `
		select child_id::text from case_audits where visit_id::text = @visit and focus = @focus and round = 1`)
	selectReplacedAudit = sql("read the audit of a child who is replaced", `
		select id::text as id, status, planned from case_audits where visit_id::text = @visit and focus = @focus and child_id::text = @child and round = 1 for update`)
	selectToReaudit = sql("list audits that are to be made again", `
		select x.planned, x.place, v.until_day as until from case_audits x join visits v on v.id = x.visit_id
		where x.round = 1 and x.overall <> '' and not v.rehearsal and v.status in ('awaiting_letter', 'letter_received', 'closed')
			and not exists (select from case_audits again where again.before_id = x.id) order by x.visit_id, x.focus, x.place for update of x`)
)

// GiveAudits plans the audits of the drawn children who have none.
func (db *DB) GiveAudits(ctx context.Context, visitID, focus string, g readiness.GiveAudits, asked readiness.Asked) ([]readiness.PlannedCaseAudit, error) {
	of, err := db.focusOf(ctx, asked.By, visitID, focus)
	if err != nil {
		return nil, err
	}
	a := act{Action: "audits given", Subject: readiness.Subject(readiness.VisitNoun, visitID)}
	return once(ctx, db, asked, a, func(tx pgx.Tx, a *act) ([]readiness.PlannedCaseAudit, error) {
		if err := of.MaySample(asked.By); err != nil {
			return nil, err
		}
		if _, err := one(ctx, tx, lockSample, args{"visit": visitID, "focus": focus}, pgx.RowTo[string]); isNone(err) {
			return nil, readiness.Errorf(readiness.Conflict, "Draw the sample first.")
		} else if err != nil {
			return nil, err
		}
		planned, err := db.giveAudits(ctx, tx, of, g)
		a.Detail = fmt.Sprintf("focus=%s audits=%d", focus, len(planned))
		return planned, err
	})
}

func (db *DB) giveAudits(ctx context.Context, tx pgx.Tx, of readiness.FocusOf, g readiness.GiveAudits) ([]readiness.PlannedCaseAudit, error) {
	s, err := db.sample(ctx, tx, of.Visit.VisitID, of.Focus.Code)
	if err != nil {
		return nil, err
	}
	had, err := all(ctx, tx, selectAuditedChildren, args{"visit": s.VisitID, "focus": s.Focus}, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return nil, err
	}
	crew, err := roster.crew(g)
	if err != nil {
		return nil, err
	}
	planned := []readiness.PlannedCaseAudit{}
	for i, d := range s.Now(readiness.DeepAudit) {
		if slices.Contains(had, d.ChildID) {
			continue
		}
		c, _ := s.Child(d.ChildID)
		p, err := db.planAudit(ctx, tx, of, c, d.Place, crew.People(i, roster.caseLine(c.Place(), c.Worker), nil))
		if err != nil {
			return nil, err
		}
		planned = append(planned, p)
	}
	if len(planned) == 0 {
		return nil, readiness.Errorf(readiness.Conflict, "Every child of the sample has an auditor already.")
	}
	return planned, nil
}

// crew are the people to whom audits are given, with their posts.
func (r roster) crew(g readiness.GiveAudits) (crew readiness.Crew, err error) {
	if crew.Auditors, err = r.members("auditors", g.Auditors, readiness.AuditCases); err != nil {
		return crew, err
	}
	crew.Moderators, err = r.members("moderators", g.Moderators, readiness.ModerateAudits)
	return crew, err
}

func (r roster) members(field string, ids []string, may readiness.Action) ([]readiness.CrewMember, error) {
	members := r.able(ids, may)
	if len(members) < len(ids) {
		return nil, readiness.FieldErrorf(field, "One of these people cannot do this any more. Load the page again and choose once more.")
	}
	return members, nil
}

// able are those of some people whose own posts let them do something, with these.
func (r roster) able(ids []string, do readiness.Action) []readiness.CrewMember {
	members := []readiness.CrewMember{}
	for _, id := range ids {
		posts := slices.DeleteFunc(r.holdings(id), func(h readiness.Holding) bool { return h.ForID != "" })
		if readiness.May(readiness.Actor{PersonID: id, Holdings: posts}, do, readiness.Place{}) {
			members = append(members, readiness.CrewMember{ID: id, Posts: posts})
		}
	}
	return members
}

// crewOf are those to whom the audits were given, as far as they can still do it.
func (r roster) crewOf(given readiness.CaseAuditPeople) readiness.Crew {
	return readiness.Crew{Auditors: r.able(given.Auditors, readiness.AuditCases), Moderators: r.able(given.Moderators, readiness.ModerateAudits)}
}

// planAudit writes the first audit of a child.
func (db *DB) planAudit(ctx context.Context, tx pgx.Tx, of readiness.FocusOf, c readiness.SampleChild, place int, people readiness.CaseAuditPeople) (readiness.PlannedCaseAudit, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return readiness.PlannedCaseAudit{}, err
	}
	p := readiness.PlannedCaseAudit{
		ID: newID(), AreaID: c.AreaID, TeamID: c.TeamID, CaseAuditPeople: people, Terms: book.visitTerms(db.today()),
		CaseAuditKey: readiness.CaseAuditKey{VisitID: of.Visit.VisitID, Focus: of.Focus.Code, Pack: of.Pack.Code, ChildID: c.ID, Round: 1},
	}
	for _, s := range of.Pack.Sections {
		p.Sections = append(p.Sections, s.Code)
	}
	return p, db.insertCaseAudit(ctx, tx, p, place)
}

func (db *DB) insertCaseAudit(ctx context.Context, tx pgx.Tx, p readiness.PlannedCaseAudit, place int) error {
	body, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("plan a case audit: %w", err)
	}
	_, err = exec(ctx, tx, insertCaseAudit, args{
		"id": p.ID, "visit": p.VisitID, "focus": p.Focus, "pack": p.Pack, "child": p.ChildID, "place": place, "round": p.Round, "before": p.Before, "area": p.AreaID, "team": p.TeamID,
		"auditor": p.AuditorID, "moderator": p.ModeratorID, "planned": body, "now": db.now(),
	})
	return err
}

type replacedAuditRow struct {
	ID      string
	Status  readiness.CaseAuditStatus
	Planned readiness.PlannedCaseAudit
}

// replaceAudit plans the audit of a child who came in, by the people to whom the audits were given. Without an audit of the child who leaves there is none.
func (db *DB) replaceAudit(ctx context.Context, tx pgx.Tx, of readiness.FocusOf, leaves readiness.Drawn, comes readiness.SampleChild) (readiness.Replaced, error) {
	row, err := one(ctx, tx, selectReplacedAudit, args{"visit": of.Visit.VisitID, "focus": of.Focus.Code, "child": leaves.ChildID}, pgx.RowToStructByName[replacedAuditRow])
	if isNone(err) {
		return readiness.Replaced{}, nil
	}
	if err != nil {
		return readiness.Replaced{}, err
	}
	if row.Status != readiness.CaseAuditAssigned && row.Status != "planned" && row.Status != readiness.CaseAuditWithdrawn {
		return readiness.Replaced{}, readiness.Errorf(readiness.Conflict, "The audit of this child was sent already, so the child stays in the sample.")
	}
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return readiness.Replaced{}, err
	}
	p, err := db.planAudit(ctx, tx, of, comes, leaves.Place, roster.crewOf(row.Planned.CaseAuditPeople).People(0, roster.caseLine(comes.Place(), comes.Worker), nil))
	done := readiness.Replaced{Begins: &p}
	if row.Status != readiness.CaseAuditWithdrawn {
		done.Ends = row.ID
	}
	return done, err
}

type reauditRow struct {
	Planned readiness.PlannedCaseAudit
	Place   int
	Until   calendar.Date
}

// PlanReaudits plans the audits of children who were audited before a visit, so many working days after its last day on site: by others than the first time.
// Asked again it does nothing.
func (db *DB) PlanReaudits(ctx context.Context, today calendar.Date) error {
	a := act{By: readiness.Sweeper, Action: "audits planned again", Subject: "audits"}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		book, err := db.rules(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := all(ctx, tx, selectToReaudit, nil, pgx.RowToStructByName[reauditRow])
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(r reauditRow) bool {
			return readiness.StepDay(r.Until, book.Visit.ReauditDays, book.Calendar).After(today)
		})
		if len(rows) == 0 {
			return errNothing
		}
		a.Detail = fmt.Sprintf("audits=%d", len(rows))
		roster, err := db.roster(ctx, tx, today)
		if err != nil {
			return err
		}
		for i, r := range rows {
			if err := db.planAgain(ctx, tx, r, i, roster, book.visitTerms(today)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (db *DB) planAgain(ctx context.Context, tx pgx.Tx, r reauditRow, nth int, roster roster, terms readiness.Terms) error {
	first, err := one(ctx, tx, selectCaseAuditState, args{"id": r.Planned.ID}, pgx.RowTo[readiness.CaseAudit])
	if err != nil {
		return err
	}
	p := r.Planned
	p.ID, p.Round, p.Before, p.Terms = newID(), 2, first.ID, terms
	p.CaseAuditPeople = roster.crewOf(p.CaseAuditPeople).People(nth, first.Line, first.Readers())
	return db.insertCaseAudit(ctx, tx, p, r.Place)
}
