package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectLastPublished = sql("find the last published self-assessment", `
		select state from assessments where status = 'published' order by published_on desc, changed_at desc, id desc limit 1`)
	selectLastAnnual = sql("see when the last annual self-assessment began", `
		select max(starts) from assessments where kind = 'annual' and status in ('published', 'superseded')`)
	selectLastParts = sql("list who had which part in a self-assessment", `
		select criterion, coalesce(author_id::text, '') as author_id, coalesce(challenger_id::text, '') as challenger_id from appraisals where assessment_id = @id order by place`)
)

// PlanRefresh plans the next cycle with the people and the texts of the last published one. Nothing is due while another is under way, or while none has
// been published: the first one a person plans.
func (db *DB) PlanRefresh(ctx context.Context, today calendar.Date) (readiness.RefreshResult, error) {
	result := readiness.RefreshResult{On: today}
	a := act{By: readiness.Clock, Action: "self-assessment planned", Subject: "assessment"}
	err := db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		last, err := one(ctx, tx, selectLastPublished, nil, pgx.RowTo[readiness.Assessment])
		if isNone(err) {
			result.Why = "None has been published yet, so there is nothing to refresh."
			return errNothing
		}
		if err != nil {
			return err
		}
		began, err := one(ctx, tx, selectLastAnnual, nil, pgx.RowTo[calendar.Date])
		if err != nil {
			return err
		}
		p := last.Next(began, today)
		of, err := db.heldOn(ctx, today, last.Framework)
		if err != nil {
			return err
		}
		p.Framework = of.Code
		planned, err := db.planNext(ctx, tx, last, p, of)
		if refusal := readiness.AsRefusal(err); refusal != nil {
			result.Why = refusal.Message // one is under way, or somebody has left whose part nobody has
			return errNothing
		}
		a.Subject, result.Planned = "assessment/"+planned.ID, planned.Name
		return err
	})
	return result, err
}

// planNext plans a cycle with the people of another.
func (db *DB) planNext(ctx context.Context, tx pgx.Tx, last readiness.Assessment, p readiness.PlanAssessment, of readiness.Framework) (readiness.PlannedAssessment, error) {
	roster, err := db.roster(ctx, tx, db.today())
	if err != nil {
		return readiness.PlannedAssessment{}, err
	}
	here := func(id string, role readiness.Role) string {
		if id != "" && roster.names[id] != "" {
			return id
		}
		return roster.successor(role)
	}
	lead := here(last.LeadID, readiness.ImprovementLead)
	for _, area := range of.Areas {
		leads := lead
		if s := last.Section(area.Code); s != nil {
			leads = here(s.LeadID, readiness.ImprovementLead)
		}
		p.Leads, p.Challengers = append(p.Leads, leads), append(p.Challengers, "")
	}
	p.AssistantID, p.DirectorID, p.MemberID = here(last.Signers.AssistantID, readiness.AssistantDirector), here(last.Signers.DirectorID, readiness.Director), here(last.Signers.MemberID, readiness.LeadMember)
	parts, err := db.lastParts(ctx, tx, last, of)
	if err != nil {
		return readiness.PlannedAssessment{}, err
	}
	for code, part := range parts {
		part.AuthorID, part.ChallengerID = present(roster, part.AuthorID), present(roster, part.ChallengerID)
		parts[code] = part
	}
	return db.planAssessment(ctx, tx, p, of, readiness.Actor{PersonID: lead}, parts)
}

func present(r roster, id string) string {
	if r.names[id] == "" {
		return ""
	}
	return id
}

type lastPart struct{ Criterion, AuthorID, ChallengerID string }

// lastParts are the people of each criterion in an earlier cycle, by its code in a framework.
func (db *DB) lastParts(ctx context.Context, tx pgx.Tx, last readiness.Assessment, of readiness.Framework) (map[string]readiness.AppraisalPeople, error) {
	rows, err := all(ctx, tx, selectLastParts, args{"id": last.ID}, pgx.RowToStructByName[lastPart])
	if err != nil {
		return nil, err
	}
	had, parts := map[string]lastPart{}, map[string]readiness.AppraisalPeople{}
	for _, r := range rows {
		had[r.Criterion] = r
	}
	for _, area := range of.Areas {
		for _, c := range area.Criteria {
			codes, err := db.carried(ctx, last.Framework, of.Code, c.Code)
			if err != nil {
				return nil, err
			}
			for _, code := range codes {
				if r, ok := had[code]; ok {
					parts[c.Code] = readiness.AppraisalPeople{AuthorID: r.AuthorID, ChallengerID: r.ChallengerID}
				}
			}
		}
	}
	return parts, nil
}

// heldOn is the framework for a cycle that begins on a day: the one of the last cycle while it holds, else the newest that does and follows from it.
func (db *DB) heldOn(ctx context.Context, day calendar.Date, last string) (readiness.Framework, error) {
	lines, err := db.Frameworks(ctx)
	if err != nil {
		return readiness.Framework{}, err
	}
	code := last
	i := slices.IndexFunc(lines, func(l readiness.FrameworkLine) bool { return l.Code == last && l.HoldsOn(day) })
	if j := slices.IndexFunc(lines, func(l readiness.FrameworkLine) bool { return l.HoldsOn(day) && slices.Contains(l.Follows, last) }); i < 0 && j >= 0 {
		code = lines[j].Code
	}
	return db.Framework(ctx, code)
}

// RefreshDone keeps when self-assessments were planned, and what came of it.
func (db *DB) RefreshDone(ctx context.Context, result readiness.RefreshResult, by string) error {
	a := act{By: readiness.Actor{PersonID: by}, Action: "refresh ended", Subject: "refresh/" + result.On.String(), Detail: fmt.Sprintf("planned=%t", result.Planned != "")}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		_, err := exec(ctx, tx, insertRun, args{"kind": "refresh", "at": db.now(), "day": result.On, "by": by, "body": result, "round": ""})
		return err
	})
}
