package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.CaseAuditRegister = (*DB)(nil)

const caseAuditColumns = `
	select x.id::text as case_audit_id, x.visit_id::text as visit_id, v.name as visit, v.state->'focus' as of_focus, x.focus, x.round, x.child_id::text as child_id, coalesce(c.child_ref, '') as ref,
		coalesce(x.area_id::text, '') as area_id, coalesce(x.team_id::text, '') as team_id, coalesce(t.name, '') as team, x.status, coalesce(x.auditor_id::text, '') as auditor_id,
		coalesce(a.name, '') as auditor, coalesce(x.moderator_id::text, '') as moderator_id, coalesce(m.name, '') as moderator, coalesce(x.third_id::text, '') as third_id,
		coalesce(h.name, '') as third, coalesce(x.owner_id::text, '') as owner_id, x.due, x.overall, x.concerns, x.reached, x.reached_at, x.because,
		coalesce(x.before_id::text, (select again.id::text from case_audits again where again.before_id = x.id), '') as other
	from case_audits x join visits v on v.id = x.visit_id left join children c on c.id = x.child_id left join teams t on t.id = x.team_id left join people a on a.id = x.auditor_id
	left join people m on m.id = x.moderator_id left join people h on h.id = x.third_id`

var (
	selectCaseAudits     = sql("list the case audits of a focus area", caseAuditColumns+` where x.visit_id::text = @visit and x.focus = @focus and x.state is not null order by x.round, x.place, x.made_at`)
	selectCaseAudit      = sql("read a case audit", caseAuditColumns+` where x.id::text = @id and x.state is not null`)
	selectDeskCaseAudits = sql("list case audits that may wait for somebody", caseAuditColumns+`
		where x.status not in ('planned', 'done', 'withdrawn') and (x.owner_id = any(@people::uuid[]) or x.owner_id is null or x.reached <> '') order by x.due, x.visit_id, x.place`)
	selectCaseAuditEvents = sql("list what happened to a case audit", happened("case_audit", `n.subject = 'case-audit/' || e.case_audit_id`))
	selectStandingGrades  = sql("read the grades of audits that stand", `
		select x.state->'stands' from case_audits x where x.visit_id::text = @visit and x.focus = @focus and x.round = 1 and x.overall <> '' order by x.place`)
	selectChildFlags = sql("read the red flags of a drawn child", `
		select coalesce(array(select jsonb_array_elements_text(c->'flags')), '{}') from samples s cross join lateral jsonb_array_elements(s.among) as c
		where s.visit_id::text = @visit and s.focus = @focus and c->>'id' = @child limit 1`)
)

type caseAuditRow struct {
	CaseAuditID, VisitID, Visit string
	OfFocus                     []readiness.VisitFocus
	Focus                       string
	Round                       int
	ChildID, Ref                string
	AreaID, TeamID, Team        string
	Status                      readiness.CaseAuditStatus
	AuditorID, Auditor          string
	ModeratorID, Moderator      string
	ThirdID, Third              string
	OwnerID                     string
	Due                         calendar.Date
	Overall                     string
	Concerns                    int
	Reached                     readiness.Role
	ReachedAt                   *time.Time
	Because, Other              string
}

func (r caseAuditRow) place() readiness.Place {
	return readiness.Place{AreaID: r.AreaID, TeamID: r.TeamID}
}

// maySee reports whether somebody may see the child: CaseAudit.MaySeeChild asked of a row.
func (r caseAuditRow) maySee(viewer readiness.Actor) bool {
	return readiness.CaseAudit{
		Course:          readiness.Course{AreaID: r.AreaID, TeamID: r.TeamID, OwnerID: r.OwnerID},
		CaseAuditPeople: readiness.CaseAuditPeople{AuditorID: r.AuditorID, ModeratorID: r.ModeratorID, ThirdID: r.ThirdID},
	}.MaySeeChild(viewer)
}

func (k reckoning) caseAuditRow(viewer readiness.Actor, r caseAuditRow) readiness.CaseAuditRow {
	row := readiness.CaseAuditRow{
		CaseAuditID: r.CaseAuditID, VisitID: r.VisitID, Visit: r.Visit, Focus: r.Focus, FocusName: r.Focus, Ref: r.Ref, Team: r.Team, Round: r.Round, Status: r.Status,
		AuditorID: r.AuditorID, Auditor: r.Auditor, ModeratorID: r.ModeratorID, Moderator: r.Moderator, ThirdID: r.ThirdID, Third: r.Third, OwnerID: r.OwnerID, Due: r.Due,
		Overall: r.Overall, Concerns: r.Concerns, Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
	if i := slices.IndexFunc(r.OfFocus, func(f readiness.VisitFocus) bool { return f.Code == r.Focus }); i >= 0 {
		row.FocusName = r.OfFocus[i].Name
	}
	if !r.Status.Ended() {
		row.Overdue = readiness.Run{Due: r.Due}.Overdue(k.today, k.Calendar)
	}
	if !r.maySee(viewer) {
		row.Ref = ""
	}
	return row
}

// CaseAudits are the audits of one focus area of a visit.
func (db *DB) CaseAudits(ctx context.Context, viewer readiness.Actor, visitID, focus string) (readiness.CaseAuditList, error) {
	of, err := db.focusOf(ctx, viewer, visitID, focus)
	list := readiness.CaseAuditList{FocusOf: of, Rows: []readiness.CaseAuditRow{}}
	if err != nil {
		return list, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return list, err
	}
	rows, err := all(ctx, db.pool, selectCaseAudits, args{"visit": visitID, "focus": focus}, pgx.RowToStructByName[caseAuditRow])
	if err != nil {
		return list, err
	}
	for _, r := range rows {
		list.Rows = append(list.Rows, k.caseAuditRow(viewer, r))
	}
	given, err := all(ctx, db.pool, selectStandingGrades, args{"visit": visitID, "focus": focus}, pgx.RowTo[readiness.AuditGrades])
	list.Profile = readiness.GradeProfile(of.Pack.Sections, given)
	return list, err
}

// CaseAuditView is the page of one audit. What happened comes newest first.
func (db *DB) CaseAuditView(ctx context.Context, viewer readiness.Actor, id string) (readiness.CaseAuditView, error) {
	v := readiness.CaseAuditView{Texts: []readiness.CaseAuditVersion{}, Flags: []string{}, Drafts: []string{}, Next: []readiness.NextStep{}}
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	row, err := one(ctx, db.pool, selectCaseAudit, args{"id": id}, pgx.RowToStructByName[caseAuditRow])
	if err != nil {
		return v, noSuch(err, "audit")
	}
	v.CaseAuditRow, v.Other, v.OtherRound = k.caseAuditRow(viewer, row), row.Other, 3-row.Round
	if v.State, err = db.CaseAuditState(ctx, id); err != nil {
		return v, err
	}
	if v.Of, err = db.Pack(ctx, v.State.Pack); err != nil {
		return v, err
	}
	v.MaySee, v.Hidden = v.State.MaySeeChild(viewer), !v.State.MaySeeGrades(viewer)
	if v.MaySee {
		look := act{By: viewer, Action: "case audit read from outside its area", Subject: readiness.Subject(readiness.CaseAuditNoun, id)}
		if err := db.lookedAtChildren(ctx, look, readiness.CohortChild{ID: v.State.ChildID, TeamID: v.State.TeamID, AreaID: v.State.AreaID}); err != nil {
			return readiness.CaseAuditView{}, err
		}
	}
	if err := db.readAudited(ctx, viewer, &v); err != nil {
		return v, err
	}
	if v.Names, err = namesOf(ctx, db.pool, v.State.Named(), nil, nil); err != nil {
		return v, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	if !v.State.Ended() {
		v.Next = ladderSteps(v.State.Course, roster)
	}
	v.Happened, err = db.eventsOf(ctx, selectCaseAuditEvents, id)
	return v, err
}

// readAudited reads what was written about the child, for whoever may see it, and hides what a moderator may not know yet.
func (db *DB) readAudited(ctx context.Context, viewer readiness.Actor, v *readiness.CaseAuditView) error {
	writes := v.Writes(viewer)
	for _, sent := range v.State.Sent() {
		if !v.MaySee {
			break
		}
		versions, err := db.auditTexts(ctx, v.CaseAuditID, sent.Part, sent.Number)
		if err != nil {
			return err
		}
		if v.Hidden && sent.Part == readiness.AuditorText && len(versions) > 0 {
			versions[0].Text.WriteCaseAudit = versions[0].Text.Blind()
		}
		v.Texts = append(v.Texts, versions...)
	}
	v.State = v.State.SeenBy(viewer)
	if !v.MaySee {
		return nil
	}
	codes, err := one(ctx, db.pool, selectChildFlags, args{"visit": v.VisitID, "focus": v.Focus, "child": v.State.ChildID}, pgx.RowTo[[]string])
	if err != nil && !isNone(err) {
		return err
	}
	v.Flags = flagNames(v.Of, codes)
	if writes == "" {
		return nil
	}
	return db.readAuditDrafts(ctx, viewer, writes, v)
}

// readAuditDrafts reads the viewer's own draft and the last version that was kept, and says who else has a draft.
func (db *DB) readAuditDrafts(ctx context.Context, viewer readiness.Actor, part string, v *readiness.CaseAuditView) error {
	kept, err := db.auditTexts(ctx, v.CaseAuditID, part, 0)
	if err != nil {
		return err
	}
	if len(kept) > 0 {
		v.Kept = &kept[0]
		if v.Kept.ByID != viewer.PersonID { // whoever had the part before may have held the case, and a moderator begins blind
			v.Kept.Text = readiness.CaseAuditText{}
		}
	}
	rows, err := all(ctx, db.pool, selectAuditDrafts, args{"id": v.CaseAuditID, "part": part}, pgx.RowToStructByName[draftOfRow])
	for _, r := range rows {
		if r.PersonID != viewer.PersonID {
			v.Drafts = append(v.Drafts, r.Name)
			continue
		}
		v.Draft = &readiness.AppraisalDraft{Draft: readiness.Draft{Fields: r.Fields, SavedAt: r.SavedAt}, Base: r.Base}
	}
	return err
}

// CaseAuditDesk is what of case audits waits for the viewer.
func (db *DB) CaseAuditDesk(ctx context.Context, viewer readiness.Actor) (readiness.CaseAuditDesk, error) {
	var desk readiness.CaseAuditDesk
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		return desk, nil
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return desk, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return desk, err
	}
	rows, err := all(ctx, db.pool, selectDeskCaseAudits, args{"people": people(viewer)}, pgx.RowToStructByName[caseAuditRow])
	for _, r := range rows {
		row := k.caseAuditRow(viewer, r)
		if r.Reached != "" && roster.waitsFor(viewer, r.Reached, whereabouts{r.place(), r.OwnerID}) {
			desk.Decide = append(desk.Decide, row)
		}
		desk.Sort(viewer, row)
	}
	return desk, err
}
