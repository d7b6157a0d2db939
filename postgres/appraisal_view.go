package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectAppraisal        = sql("read a criterion of a self-assessment", appraisalColumns+` where c.id::text = @id and c.state is not null and `+assessmentSeen+` and (not @peer or c.challenger_id = any(@people::uuid[]))`)
	selectAppraisalEvents  = sql("list what happened to a criterion", happened("appraisal", `n.subject = 'appraisal/' || e.appraisal_id`))
	selectCriterionActions = sql("list the actions that improve some criteria", `
		select a.id::text from actions a where a.status not in ('planned', 'dropped') and upper(a.state->'details'->>'criterion') = any(@criteria::text[]) order by a.due, a.id`)
	selectBefore = sql("find what an earlier cycle said", `
		select b.name as assessment, c.id::text as appraisal_id, c.criterion, c.agreed, v.body from appraisals c join assessments b on b.id = c.assessment_id
		join appraisal_versions v on v.appraisal_id = c.id and v.number = c.version where c.assessment_id::text = @before and c.criterion = any(@criteria::text[]) order by c.place limit 1`)
)

// AppraisalView is the page of one criterion of a cycle. What happened comes newest first.
func (db *DB) AppraisalView(ctx context.Context, viewer readiness.Actor, id string) (readiness.AppraisalView, error) {
	var v readiness.AppraisalView
	if err := readiness.MayOrRefuse(viewer, readiness.SeeAssessments, readiness.Place{}); err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, err := db.appraisalRows(ctx, k, viewer, selectAppraisal, args{"id": id})
	if err == nil && len(rows) == 0 {
		err = noSuch(pgx.ErrNoRows, "criterion")
	}
	if err != nil {
		return v, err
	}
	v.AppraisalRow = rows[0]
	if v.State, err = db.AppraisalState(ctx, id); err != nil {
		return v, err
	}
	cycle, err := db.AssessmentState(ctx, v.AssessmentID)
	if err != nil {
		return v, err
	}
	v.Cycle = cycle.Status
	if v.Of, err = db.Framework(ctx, cycle.Framework); err != nil {
		return v, err
	}
	if err := db.readWritten(ctx, viewer, cycle, &v); err != nil {
		return v, err
	}
	if err := db.readAround(ctx, k, viewer, &v); err != nil {
		return v, err
	}
	return v, nil
}

// readWritten reads the texts of a criterion: the last version, drafts, and what an earlier cycle said.
func (db *DB) readWritten(ctx context.Context, viewer readiness.Actor, cycle readiness.Assessment, v *readiness.AppraisalView) error {
	if w := v.State.Written; w != nil {
		versions, err := db.textVersions(ctx, db.pool, v.AppraisalID, w.Version)
		if err != nil {
			return err
		}
		v.Written = &versions[0]
		if v.Hidden {
			v.Written.Text = v.Written.Text.Blind()
			v.State.Written = &readiness.Written{Version: w.Version, By: w.By, On: w.On}
		}
	}
	if err := db.readDrafts(ctx, viewer, v); err != nil {
		return err
	}
	if cycle.Before == "" || readiness.OnlyPeer(viewer) {
		return nil
	}
	before, err := db.before(ctx, cycle, v.Criterion)
	if err == nil {
		v.Before = before
	}
	return err
}

type draftOfRow struct {
	PersonID, Name string
	Base           int
	draftRow
}

// readDrafts reads the viewer's own draft, and says who else has one.
func (db *DB) readDrafts(ctx context.Context, viewer readiness.Actor, v *readiness.AppraisalView) error {
	v.Others = []readiness.AppraisalDraft{}
	if v.State.MayWrite(viewer) != nil {
		return nil
	}
	rows, err := all(ctx, db.pool, selectAppraisalDrafts, args{"id": v.AppraisalID}, pgx.RowToStructByName[draftOfRow])
	for _, r := range rows {
		d := readiness.AppraisalDraft{Draft: readiness.Draft{SavedAt: r.SavedAt}, Base: r.Base}
		if r.PersonID == viewer.PersonID {
			d.Fields, v.Draft = r.Fields, &d
			continue
		}
		d.By = r.Name
		v.Others = append(v.Others, d)
	}
	return err
}

type beforeRow struct {
	Assessment, AppraisalID, Criterion, Agreed string
	Body                                       string
}

// before is what the cycle before said about the same thing, across versions of the framework.
func (db *DB) before(ctx context.Context, cycle readiness.Assessment, criterion string) (*readiness.EarlierText, error) {
	earlier, err := db.AssessmentState(ctx, cycle.Before)
	if err != nil {
		return nil, err
	}
	codes, err := db.carried(ctx, earlier.Framework, cycle.Framework, criterion)
	if err != nil {
		return nil, err
	}
	row, err := one(ctx, db.pool, selectBefore, args{"before": cycle.Before, "criteria": codes}, pgx.RowToStructByName[beforeRow])
	if isNone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, err := readText([]byte(row.Body))
	return &readiness.EarlierText{Assessment: row.Assessment, AppraisalID: row.AppraisalID, Criterion: row.Criterion, Agreed: row.Agreed, Text: text}, err
}

// carried lists the codes of a criterion in an earlier version of the framework.
func (db *DB) carried(ctx context.Context, from, to, criterion string) ([]string, error) {
	if from == to {
		return []string{criterion}, nil
	}
	walk, err := db.Crosswalk(ctx, from, to)
	if readiness.NotFound.Is(err) {
		return []string{}, nil
	}
	return append([]string{}, walk.Carried(criterion)...), err
}

// readAround reads what belongs to a criterion: evidence, actions, who is named, what comes next and what happened. A peer sees the evidence's titles
// only, and no action.
func (db *DB) readAround(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.AppraisalView) (err error) {
	v.Evidence, v.Actions = []readiness.Evidence{}, []readiness.ActionRow{}
	if readiness.May(viewer, readiness.SeePlan, readiness.Place{}) {
		if v.Evidence, err = db.criterionEvidence(ctx, db.pool, v.Criterion); err != nil {
			return err
		}
		ids, err := all(ctx, db.pool, selectCriterionActions, args{"criteria": []string{v.Criterion}}, pgx.RowTo[string])
		if err != nil {
			return err
		}
		if v.Actions, err = db.actionsOf(ctx, k, ids); err != nil {
			return err
		}
	}
	names, err := namesOf(ctx, db.pool, []string{v.State.ThirdID, v.State.LeadID}, nil, nil)
	if err != nil {
		return err
	}
	v.ThirdName, v.Lead = names[v.State.ThirdID], names[v.State.LeadID]
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return err
	}
	v.Next = []readiness.NextStep{}
	if v.State.Waits() {
		v.Next = ladderSteps(v.State.Course, roster)
	}
	v.Happened, err = db.eventsOf(ctx, selectAppraisalEvents, v.AppraisalID)
	return err
}

// AppraisalDesk is what waits for one person of self-assessments.
func (db *DB) AppraisalDesk(ctx context.Context, viewer readiness.Actor) (readiness.AppraisalDesk, error) {
	desk := readiness.AppraisalDesk{
		Decide: []readiness.AppraisalRow{}, Write: []readiness.AppraisalRow{}, Challenge: []readiness.AppraisalRow{}, Settle: []readiness.AppraisalRow{}, Name: []readiness.AppraisalRow{},
		Sign: []readiness.AssessmentRow{}, Late: []readiness.AssessmentRow{},
	}
	if !readiness.May(viewer, readiness.SeeAssessments, readiness.Place{}) || !readiness.SeesUnpublished(viewer) && !viewer.Holds(readiness.Peer) {
		return desk, nil
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return desk, err
	}
	rows, err := db.appraisalRows(ctx, k, viewer, selectDeskAppraisals, args{})
	if err != nil {
		return desk, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return desk, err
	}
	for _, r := range rows {
		if r.Reached != "" {
			x, err := db.AppraisalState(ctx, r.AppraisalID)
			if err != nil {
				return desk, err
			}
			if roster.waitsFor(viewer, r.Reached, whereabouts{x.Place(), x.OwnerID}) {
				desk.Decide = append(desk.Decide, r)
			}
		}
		desk.Sort(viewer, r)
	}
	return desk, db.signingDesk(ctx, viewer, roster, &desk)
}

// signingDesk adds the cycles that wait for the viewer's signature, or for their decision about a late one.
func (db *DB) signingDesk(ctx context.Context, viewer readiness.Actor, roster roster, desk *readiness.AppraisalDesk) error {
	cycles, err := db.Assessments(ctx, viewer)
	for _, c := range cycles {
		if c.Status != readiness.AssessmentSigning {
			continue
		}
		x, err := db.AssessmentState(ctx, c.AssessmentID)
		if err != nil {
			return err
		}
		if len(x.MaySign(viewer)) > 0 {
			desk.Sign = append(desk.Sign, c)
		}
		if c.Reached != "" && roster.waitsFor(viewer, c.Reached, whereabouts{}) {
			desk.Late = append(desk.Late, c)
		}
	}
	return err
}
