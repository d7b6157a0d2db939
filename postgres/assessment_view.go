package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.AssessmentRegister = (*DB)(nil)

const (
	assessmentColumns = `
		select x.id::text as assessment_id, x.name, x.kind, x.framework, coalesce(f.body->>'name', x.framework) as framework_name, x.status, x.starts, x.draft_by, x.sign_by, x.published_on,
			coalesce(l.name, '') as lead, x.reached, x.reached_at, x.because, coalesce(n.criteria, 0)::int as criteria, coalesce(n.sent, 0)::int as sent, coalesce(n.agreed, 0)::int as agreed, coalesce(n.late, 0)::int as late
		from assessments x left join people l on l.id = x.lead_id left join frameworks f on f.code = x.framework
		left join lateral (
			select count(*) as criteria, count(*) filter (where c.status not in ('planned', 'writing')) as sent, count(*) filter (where c.status in ('agreed', 'frozen')) as agreed,
				count(*) filter (where c.status in ('writing', 'challenge', 'third_review', 'moderation') and c.due < @today) as late
			from appraisals c where c.assessment_id = x.id) n on true`
	// assessmentSeen are the cycles that a viewer may see: what was published, to officers all, to a peer those in which they challenge something.
	assessmentSeen = `x.status <> 'unopened' and case when @peer then exists (select from appraisals c where c.assessment_id = x.id and c.challenger_id = any(@people::uuid[]))
			when @unpublished then true else x.status in ('published', 'superseded') end`
	appraisalColumns = `
		select c.id::text as appraisal_id, c.assessment_id::text as assessment_id, x.name as assessment, c.section, c.criterion, c.status,
			coalesce(c.author_id::text, '') as author_id, coalesce(a.name, '') as author, coalesce(c.challenger_id::text, '') as challenger_id, coalesce(h.name, '') as challenger,
			coalesce(c.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner, c.due, c.version, c.grade, c.confidence, c.challenged, c.third_grade, c.agreed, c.returned,
			c.reached, c.reached_at, c.because, x.framework, c.state is not null as opened
		from appraisals c join assessments x on x.id = c.assessment_id
		left join people a on a.id = c.author_id left join people h on h.id = c.challenger_id left join people o on o.id = c.owner_id`
)

var (
	selectAssessments    = sql("list self-assessments", assessmentColumns+` where `+assessmentSeen+` and (@id = '' or x.id::text = @id) order by x.starts desc, x.made_at desc, x.id limit 100`)
	selectAppraisals     = sql("list the criteria of a self-assessment", appraisalColumns+` where c.assessment_id::text = @assessment and `+assessmentSeen+` order by c.place`)
	selectDeskAppraisals = sql("list criteria that may wait for somebody", appraisalColumns+` where c.status in ('writing', 'challenge', 'third_review', 'moderation') and `+assessmentSeen+`
		and (c.owner_id = any(@people::uuid[]) or c.owner_id is null or c.reached <> '') order by c.due, c.place`)
	selectAssessmentEvents = sql("list what happened to a self-assessment", happened("assessment", `n.subject = 'assessment/' || e.assessment_id`))
	selectPeopleNames      = sql("read people's names", `select id::text as id, name from people where id::text = any(@ids::text[])`)
)

type assessmentRow struct {
	AssessmentID, Name, Kind     string
	Framework, FrameworkName     string
	Status                       readiness.AssessmentStatus
	Starts, DraftBy, SignBy      calendar.Date
	PublishedOn                  calendar.Date
	Lead                         string
	Reached                      readiness.Role
	ReachedAt                    *time.Time
	Because                      string
	Criteria, Sent, Agreed, Late int
}

func (r assessmentRow) row() readiness.AssessmentRow {
	return readiness.AssessmentRow{
		AssessmentID: r.AssessmentID, Name: r.Name, Kind: r.Kind, Framework: r.Framework, FrameworkName: r.FrameworkName, Status: r.Status, Starts: r.Starts, DraftBy: r.DraftBy,
		SignBy: r.SignBy, PublishedOn: r.PublishedOn, Lead: r.Lead, Criteria: r.Criteria, Sent: r.Sent, Agreed: r.Agreed, Late: r.Late, Reached: r.Reached,
		ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
}

// seenBy are the arguments of assessmentSeen.
func seenBy(viewer readiness.Actor) args {
	return args{"peer": readiness.OnlyPeer(viewer), "unpublished": readiness.SeesUnpublished(viewer), "people": people(viewer)}
}

// Assessments lists the cycles that the viewer may see, newest first.
func (db *DB) Assessments(ctx context.Context, viewer readiness.Actor) ([]readiness.AssessmentRow, error) {
	return db.assessmentRows(ctx, viewer, "")
}

func (db *DB) assessmentRows(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.AssessmentRow, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeAssessments, readiness.Place{}); err != nil {
		return nil, err
	}
	a := seenBy(viewer)
	a["id"], a["today"] = id, db.today()
	rows, err := all(ctx, db.pool, selectAssessments, a, pgx.RowToStructByName[assessmentRow])
	list := make([]readiness.AssessmentRow, len(rows))
	for i, r := range rows {
		list[i] = r.row()
	}
	return list, err
}

type appraisalRow struct {
	AppraisalID, AssessmentID, Assessment string
	Section, Criterion                    string
	Status                                readiness.AppraisalStatus
	AuthorID, Author                      string
	ChallengerID, Challenger              string
	OwnerID, Owner                        string
	Due                                   calendar.Date
	Version                               int
	Grade, Confidence, Challenged         string
	ThirdGrade, Agreed                    string
	Returned                              int
	Reached                               readiness.Role
	ReachedAt                             *time.Time
	Because                               string
	Framework                             string
	Opened                                bool
}

// state is what of the criterion's state says whose turn it is and who may see what. Reading whole states of 68 criteria, each with its terms, would take
// most of the time of a list.
func (r appraisalRow) state() readiness.Appraisal {
	x := readiness.Appraisal{Status: r.Status, AppraisalPeople: readiness.AppraisalPeople{AuthorID: r.AuthorID, ChallengerID: r.ChallengerID}}
	if r.Challenged != "" {
		x.Challenge = &readiness.Mark{Grade: r.Challenged}
	}
	return x
}

// appraisalRow is a criterion as a viewer may see it: whoever could challenge it sees no grade of the author's before giving their own.
func (k reckoning) appraisalRow(r appraisalRow, of readiness.Framework, viewer readiness.Actor) readiness.AppraisalRow {
	c, _, _ := of.Criterion(r.Criterion)
	row := readiness.AppraisalRow{
		AppraisalID: r.AppraisalID, AssessmentID: r.AssessmentID, Assessment: r.Assessment, Section: r.Section, Criterion: r.Criterion, Text: c.Text, Status: r.Status, AuthorID: r.AuthorID,
		Author: r.Author, ChallengerID: r.ChallengerID, Challenger: r.Challenger, OwnerID: r.OwnerID, Owner: r.Owner, Due: r.Due, Version: r.Version, Grade: r.Grade,
		Confidence: r.Confidence, Challenged: r.Challenged, Third: r.ThirdGrade, Agreed: r.Agreed, Returned: r.Returned, Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
	x := r.state()
	if r.Opened && x.Waits() {
		row.Overdue = readiness.Run{Due: r.Due}.Overdue(k.today, k.Calendar)
	}
	if !r.Opened || !x.MaySeeGrade(viewer) {
		row.Hidden, row.Grade, row.Confidence = r.Opened && r.Grade != "", "", ""
	}
	return row
}

// AssessmentView is the page of one cycle. What happened comes newest first.
func (db *DB) AssessmentView(ctx context.Context, viewer readiness.Actor, id string) (readiness.AssessmentView, error) {
	var v readiness.AssessmentView
	rows, err := db.assessmentRows(ctx, viewer, id)
	if err != nil {
		return v, err
	}
	if len(rows) == 0 || id == "" {
		return v, noSuch(pgx.ErrNoRows, "self-assessment")
	}
	v.AssessmentRow = rows[0]
	if v.State, err = db.AssessmentState(ctx, id); err != nil {
		return v, err
	}
	if v.Of, err = db.Framework(ctx, v.Framework); err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	if v.Rows, err = db.appraisalRows(ctx, k, viewer, selectAppraisals, args{"assessment": id}); err != nil {
		return v, err
	}
	v = v.Blind()
	if v.Names, err = namesOf(ctx, db.pool, v.State.Everybody(), v.Rows, v.State.Signatures); err != nil {
		return v, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	v.Next = assessmentSteps(v.State, roster)
	if v.Happened, err = db.eventsOf(ctx, selectAssessmentEvents, id); err != nil {
		return v, err
	}
	seal, err := one(ctx, db.pool, selectSeal, args{"id": id}, pgx.RowToStructByName[sealRow])
	if err == nil {
		v.SealedOn, v.Seal = seal.At, seal.SHA256
	}
	if isNone(err) {
		err = nil
	}
	return v, err
}

// appraisalRows reads criteria with what they say in their cycle's framework.
func (db *DB) appraisalRows(ctx context.Context, k reckoning, viewer readiness.Actor, list statement, a args) ([]readiness.AppraisalRow, error) {
	for name, value := range seenBy(viewer) {
		a[name] = value
	}
	rows, err := all(ctx, db.pool, list, a, pgx.RowToStructByName[appraisalRow])
	shown, known := make([]readiness.AppraisalRow, len(rows)), map[string]readiness.Framework{}
	for i, r := range rows {
		of, ok := known[r.Framework]
		if !ok {
			if of, err = db.Framework(ctx, r.Framework); err != nil {
				return nil, err
			}
			known[r.Framework] = of
		}
		shown[i] = k.appraisalRow(r, of, viewer)
	}
	return shown, err
}

// namesOf reads the names of everybody who has a part in a cycle.
func namesOf(ctx context.Context, q querier, ids []string, rows []readiness.AppraisalRow, signatures []readiness.Signature) (map[string]string, error) {
	for _, r := range rows {
		ids = append(ids, r.AuthorID, r.ChallengerID, r.OwnerID)
	}
	for _, s := range signatures {
		ids = append(ids, s.By)
	}
	found, err := all(ctx, q, selectPeopleNames, args{"ids": slices.Compact(slices.Sorted(slices.Values(ids)))}, pgx.RowToStructByName[struct{ ID, Name string }])
	names := map[string]string{}
	for _, f := range found {
		names[f.ID] = f.Name
	}
	return names, err
}

// assessmentSteps lists what happens if nobody does anything.
func assessmentSteps(x readiness.Assessment, roster roster) []readiness.NextStep {
	at, waits := x.Deadline()
	switch {
	case !waits:
		return []readiness.NextStep{}
	case x.Status == readiness.AssessmentPlanned:
		return []readiness.NextStep{{At: at, Roles: []readiness.Role{}, Names: []string{}, Text: "the writing begins"}}
	case x.Status == readiness.AssessmentPublished:
		t := readiness.Telling{Roles: []readiness.Role{readiness.ImprovementLead, readiness.Director}}
		return []readiness.NextStep{{At: at, Roles: t.Roles, Names: roster.called(roster.recipients(t, whereabouts{})), Text: "it is looked at again"}}
	}
	return ladderSteps(x.Course, roster)
}
