package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectTeamPlaces   = sql("list teams with their areas", `select t.id::text as id, t.name as team, coalesce(a.name, '') as area from teams t left join areas a on a.id = t.area_id`)
	selectSampleAudits = sql("list the audits of a sample", `
		select x.child_id::text as child, x.id::text as id, x.status, coalesce(p.name, '') as auditor from case_audits x left join people p on p.id = x.auditor_id
		where x.visit_id::text = @visit and x.focus = @focus and x.round = 1`)
)

type teamPlace struct{ ID, Team, Area string }

type sampleAudit struct {
	Child, ID string
	Status    readiness.CaseAuditStatus
	Auditor   string
}

// SampleView is the sample of one focus area of a visit, or what could be drawn among.
func (db *DB) SampleView(ctx context.Context, viewer readiness.Actor, visitID, focus string) (readiness.SampleView, error) {
	of, err := db.focusOf(ctx, viewer, visitID, focus)
	v := readiness.SampleView{FocusOf: of, Rows: []readiness.SampleRow{}}
	if err != nil {
		return v, err
	}
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return v, err
	}
	v.Rules = book.Visit
	if v.Sample, err = db.sample(ctx, db.pool, visitID, focus); err != nil {
		return v, err
	}
	if v.Sample == nil {
		children, err := db.children(ctx, db.pool, of.Pack, book.Visit.RestMonths)
		v.Cohort = readiness.CountChildren(children)
		return v, err
	}
	v.Cohort = readiness.CountChildren(v.Sample.Among)
	err = db.sampleRows(ctx, viewer, &v)
	v.Sample.Among = shownTo(viewer, v.Sample.Among)
	return v, err
}

// sampleRows puts the places of a sample beside what is known of their children and audits.
func (db *DB) sampleRows(ctx context.Context, viewer readiness.Actor, v *readiness.SampleView) error {
	teams, err := all(ctx, db.pool, selectTeamPlaces, nil, pgx.RowToStructByName[teamPlace])
	if err != nil {
		return err
	}
	audits, err := all(ctx, db.pool, selectSampleAudits, args{"visit": v.Visit.VisitID, "focus": v.Focus.Code}, pgx.RowToStructByName[sampleAudit])
	if err != nil {
		return err
	}
	places, of := map[string]teamPlace{}, map[string]sampleAudit{}
	for _, t := range teams {
		places[t.ID] = t
	}
	for _, a := range audits {
		of[a.Child] = a
	}
	v.Given = len(audits) > 0
	for _, d := range v.Sample.Drawn {
		c, _ := v.Sample.Child(d.ChildID)
		at, audit := places[c.TeamID], of[d.ChildID]
		row := readiness.SampleRow{Drawn: d, Team: at.Team, Area: at.Area, Flags: []string{}, CaseAuditID: audit.ID, Status: audit.Status, Auditor: audit.Auditor}
		if readiness.May(viewer, readiness.SeeCases, c.Place()) {
			row.Ref, row.Flags = c.Ref, flagNames(v.Pack, c.Flags)
		}
		v.Rows = append(v.Rows, row)
	}
	return nil
}

// flagNames are the names of red flags of a pack; a code that it does not know any more stands for itself.
func flagNames(p readiness.FocusPack, codes []string) []string {
	names := []string{}
	for _, code := range codes {
		if f, known := p.Flag(code); known {
			code = f.Words()
		}
		names = append(names, code)
	}
	return names
}
