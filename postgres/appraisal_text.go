package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// narrativeBytes is the most that a draft of one criterion, or about one case, holds: several times what the form takes.
const narrativeBytes = 256 << 10

var (
	lockAppraisal = sql("lock a criterion to write a version", `
		select coalesce((select max(number) from appraisal_versions v where v.appraisal_id = x.id), 0)::int as last, x.criterion, x.assessment_id::text as assessment_id, s.framework, x.state
		from appraisals x join assessments s on s.id = x.assessment_id where x.id = @id and x.state is not null for update of x`)
	insertTextVersion  = sql("keep a version of a text", `insert into appraisal_versions (appraisal_id, number, body, sha256, by_id, at) values (@id, @number, @body, @sha256, @by, @now)`)
	selectTextVersions = sql("list the versions of a text", `
		select v.number, v.body, v.sha256, v.by_id, coalesce(p.name, v.by_id) as by, v.at from appraisal_versions v left join people p on p.id::text = v.by_id
		where v.appraisal_id::text = @id and (@number = 0 or v.number = @number) order by v.number desc`)
	selectLastTexts = sql("read the last texts of a self-assessment", `
		select c.criterion, v.body from appraisals c join appraisal_versions v on v.appraisal_id = c.id and v.number = c.version where c.assessment_id::text = @assessment order by c.place`)
	selectTextActions = sql("list the actions that improve a criterion", `
		select a.id::text as id, a.title, a.status, a.due from actions a
		where a.status not in ('planned', 'dropped') and upper(a.state->'details'->>'criterion') = @criterion order by a.due, a.id`)
	upsertAppraisalDraft = sql("keep a draft of a criterion", `
		insert into appraisal_drafts (appraisal_id, person_id, base, fields, saved_at) values (@id, @person, @base, @fields, @now)
		on conflict (appraisal_id, person_id) do update set base = excluded.base, fields = excluded.fields, saved_at = excluded.saved_at`)
	selectAppraisalDrafts = sql("list the drafts of a criterion", `
		select d.person_id::text as person_id, p.name, d.base, d.fields, d.saved_at from appraisal_drafts d join people p on p.id = d.person_id where d.appraisal_id::text = @id order by d.saved_at desc`)
)

type lockedAppraisal struct {
	Last         int
	Criterion    string
	AssessmentID string
	Framework    string
	State        readiness.Appraisal
}

// WriteAppraisal keeps the next version of a criterion's text, with its evidence and actions as they are now.
func (db *DB) WriteAppraisal(ctx context.Context, id string, w readiness.WriteAppraisal, asked readiness.Asked) (readiness.TextVersion, error) {
	if !isID(id) {
		return readiness.TextVersion{}, noSuch(pgx.ErrNoRows, "criterion")
	}
	number, err := once(ctx, db, asked, act{Action: "appraisal written", Subject: "appraisal/" + id}, func(tx pgx.Tx, a *act) (int, error) {
		x, err := one(ctx, tx, lockAppraisal, args{"id": id}, pgx.RowToStructByName[lockedAppraisal])
		if err != nil {
			return 0, noSuch(err, "criterion")
		}
		if err := x.State.MayWrite(asked.By); err != nil {
			return 0, err
		}
		if w.Base != x.Last {
			return 0, readiness.FieldErrorf("base", "Somebody else sent a version of this text while you were writing. Yours is kept: compare the two, then send it again.")
		}
		text := w.Text()
		text.Assessment, text.Criterion, text.Framework, text.Number = x.AssessmentID, x.Criterion, x.Framework, x.Last+1
		if err := db.standing(ctx, tx, &text); err != nil {
			return 0, err
		}
		body, err := text.Canonical()
		if err != nil {
			return 0, fmt.Errorf("write a version: %w", err)
		}
		hash := readiness.SHA256(body)
		a.Detail = fmt.Sprintf("version=%d sha256=%s", text.Number, hash)
		_, err = exec(ctx, tx, insertTextVersion, args{"id": id, "number": text.Number, "body": string(body), "sha256": hash, "by": asked.By.PersonID, "now": db.now()})
		return text.Number, err
	})
	if err != nil {
		return readiness.TextVersion{}, err
	}
	versions, err := db.textVersions(ctx, db.pool, id, number)
	if err != nil {
		return readiness.TextVersion{}, err
	}
	return versions[0], nil
}

// criterionEvidence are the pieces in force of one criterion; what was judged to be noise is none.
func (db *DB) criterionEvidence(ctx context.Context, q querier, criterion string) ([]readiness.Evidence, error) {
	rows, err := all(ctx, q, selectEvidenceOfCriteria, args{"codes": []string{criterion}}, pgx.RowToStructByName[evidenceRow])
	return slices.DeleteFunc(evidencePieces(rows), func(e readiness.Evidence) bool { return e.Bears == readiness.Noise }), err
}

// standing adds the evidence and the actions of a text's criterion as they are now.
func (db *DB) standing(ctx context.Context, tx pgx.Tx, text *readiness.AppraisalText) error {
	pieces, err := db.criterionEvidence(ctx, tx, text.Criterion)
	if err != nil {
		return err
	}
	for _, e := range pieces {
		text.Evidence = append(text.Evidence, readiness.TextEvidence{ID: e.ID, Title: e.Title, Kind: e.Kind, Bears: e.Bears, ShowsOn: e.ShowsOn, SHA256: e.SHA256})
	}
	text.Actions, err = all(ctx, tx, selectTextActions, args{"criterion": text.Criterion}, pgx.RowToStructByName[readiness.TextAction])
	return err
}

type textVersionRow struct {
	Number   int
	Body     string
	SHA256   string `db:"sha256"`
	ByID, By string
	At       time.Time
}

// TextVersions lists what was sent about a criterion, newest first, to whoever may read it.
func (db *DB) TextVersions(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.TextVersion, error) {
	v, err := db.AppraisalView(ctx, viewer, id)
	if err != nil {
		return nil, err
	}
	versions, err := db.textVersions(ctx, db.pool, id, 0)
	if !v.State.MaySeeGrade(viewer) { // not v.Hidden: one that is kept and not sent yet tells the grade too
		for i := range versions {
			versions[i].Text = versions[i].Text.Blind()
		}
	}
	return versions, err
}

// Texts are the last versions of every criterion of a cycle, by its code, as the viewer may see them.
func (db *DB) Texts(ctx context.Context, viewer readiness.Actor, assessmentID string) (map[string]readiness.AppraisalText, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	rows, err := db.appraisalRows(ctx, k, viewer, selectAppraisals, args{"assessment": assessmentID})
	if err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for _, r := range rows {
		hidden[r.Criterion] = r.Hidden
	}
	written, err := all(ctx, db.pool, selectLastTexts, args{"assessment": assessmentID}, pgx.RowToStructByName[lastTextRow])
	texts := map[string]readiness.AppraisalText{}
	for _, w := range written {
		hide, seen := hidden[w.Criterion]
		if !seen {
			continue
		}
		text, err := readText([]byte(w.Body))
		if err != nil {
			return nil, err
		}
		if hide {
			text = text.Blind()
		}
		texts[w.Criterion] = text
	}
	return texts, err
}

type lastTextRow struct{ Criterion, Body string }

// textVersions reads versions of a text; number 0 is all of them.
func (db *DB) textVersions(ctx context.Context, q querier, id string, number int) ([]readiness.TextVersion, error) {
	rows, err := all(ctx, q, selectTextVersions, args{"id": id, "number": number}, pgx.RowToStructByName[textVersionRow])
	if err != nil {
		return nil, err
	}
	versions := make([]readiness.TextVersion, len(rows))
	for i, r := range rows {
		versions[i] = readiness.TextVersion{Number: r.Number, SHA256: r.SHA256, ByID: r.ByID, By: actorName(r.By), At: r.At}
		if versions[i].Text, err = readText([]byte(r.Body)); err != nil {
			return nil, fmt.Errorf("version %d of %s: %w", r.Number, id, err)
		}
	}
	return versions, nil
}

// SaveAppraisalDraft keeps what somebody has typed about a criterion; no fields drop it. A draft leaves no audit row: nothing has happened yet.
func (db *DB) SaveAppraisalDraft(ctx context.Context, id string, base int, fields map[string]string, by readiness.Actor) error {
	x, err := db.AppraisalState(ctx, id)
	if err != nil {
		return err
	}
	if err := x.MayWrite(by); err != nil {
		return err
	}
	if len(fields) == 0 {
		_, err := exec(ctx, db.pool, deleteAppraisalDrafts, args{"id": id, "person": by.PersonID})
		return err
	}
	if err := fitsNarrative(fields); err != nil {
		return err
	}
	_, err = exec(ctx, db.pool, upsertAppraisalDraft, args{"id": id, "person": by.PersonID, "base": base, "fields": fields, "now": db.now()})
	return err
}

// fitsNarrative refuses a draft that is longer than is kept.
func fitsNarrative(fields map[string]string) error {
	size := 0
	for name, value := range fields {
		size += len(name) + len(value)
	}
	if size > narrativeBytes {
		return readiness.Errorf(readiness.TooLarge, "This draft is longer than %d kB, the most that is kept. Shorten it and save it again.", narrativeBytes>>10)
	}
	return nil
}
