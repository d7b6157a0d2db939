package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.EvidenceRegister = (*DB)(nil)

const evidenceColumns = `
	select e.id::text as id, e.kind, e.bears, e.title, e.text, e.shows_on, e.from_day, e.until_day, e.review_by, e.made_by as by_id, coalesce(p.name, e.made_by) as by,
		e.made_at as at, coalesce(e.replaces::text, '') as replaces, coalesce((select n.id::text from evidence n where n.replaces = e.id limit 1), '') as replaced,
		e.withdrawn, e.why, e.looked_like as kept, coalesce(f.name, '') as file, coalesce(f.size, 0) as size, f.sha256,
		(select count(distinct o.person_id) from evidence_opened o where o.evidence_id = e.id)::int as opened,
		coalesce((select jsonb_agg(jsonb_build_object('action_id', x.id, 'title', x.title) order by x.due, x.id)
			from evidence_links l join actions x on l.subject = 'action/' || x.id where l.evidence_id = e.id), '[]') as actions,
		array(select substr(l.subject, 12) from evidence_links l where l.evidence_id = e.id and l.subject like 'visit-step/%' order by 1) as steps,
		array(select c.criterion from evidence_criteria c where c.evidence_id = e.id) as criteria,
		coalesce((select n.request_id::text from partner_answers n where n.evidence_id = e.id), '') as partner,
		coalesce((select jsonb_agg(jsonb_build_object('on', k.on_day, 'by', coalesce(w.name, k.by_id), 'until', k.until_day, 'note', k.note) order by k.at desc)
			from evidence_looks k left join people w on w.id::text = k.by_id where k.evidence_id = e.id), '[]') as looks
	from evidence e left join people p on p.id::text = e.made_by left join evidence_files f on f.evidence_id = e.id`

const evidenceFilter = `(@kind = '' or e.kind = @kind) and (@bears = '' or e.bears = @bears) and (@text = '' or strpos(lower(e.title), lower(@text)) > 0)
	and (@theme = '' or exists (select from evidence_links l join actions x on l.subject = 'action/' || x.id where l.evidence_id = e.id and x.theme = @theme))
	and (@criterion = '' or exists (select from evidence_criteria c where c.evidence_id = e.id and c.criterion = @criterion))
	and case @state when 'all' then true when 'withdrawn' then not (` + inForce + `) when 'review_due' then e.review_by <= @soon and ` + inForce + ` else ` + inForce + ` end`

var (
	insertEvidence = sql("keep a piece of evidence", `
		insert into evidence (id, kind, bears, title, text, shows_on, from_day, until_day, review_by, replaces, looked_like, made_by, made_at)
		values (@id, @kind, @bears, @title, @text, @shows_on, @from, @until, @review_by, (select id from evidence where id::text = @replaces), @kept, @by, @now)`)
	insertEvidenceFile = sql("keep the file of a piece of evidence", `
		insert into evidence_files (evidence_id, name, media_type, size, sha256, body) values (@id, @name, @type, @size, @sha256, @body)`)
	insertEvidenceLink = sql("link a piece of evidence", `
		insert into evidence_links (evidence_id, subject, by_id, at)
		select @id::uuid, l.subject, @by, @now
		from (select @subject as subject where @subject <> '' union select subject from evidence_links where evidence_id::text = @replaces) l on conflict do nothing`)
	insertEvidenceCriteria = sql("have a piece of evidence belong to criteria", `
		insert into evidence_criteria (evidence_id, criterion, linked_by, linked_at)
		select @id::uuid, c.criterion, @by, @now
		from (select unnest(@criteria::text[]) as criterion union select criterion from evidence_criteria where evidence_id::text = @replaces) c on conflict do nothing`)
	selectEvidence = planned("list evidence", evidenceColumns+` where `+evidenceFilter+`
		and (@after_day::date is null or (e.shows_on, e.id) < (@after_day, @after_id::uuid)) order by e.shows_on desc, e.id desc limit @limit`)
	countEvidence      = planned("count evidence", `select count(*) from evidence e where `+evidenceFilter)
	selectEvidenceItem = sql("read a piece of evidence", evidenceColumns+` where e.id::text = @id`)
	selectEvidenceOf   = sql("list the evidence of a thing", evidenceColumns+` join evidence_links l on l.evidence_id = e.id where l.subject = @subject order by e.shows_on desc, e.id desc`)
	selectEvidenceFile = sql("read the file of a piece of evidence", `select name, media_type, body from evidence_files where evidence_id::text = @id`)
	insertOpened       = sql("keep who opened a piece of evidence", `insert into evidence_opened (evidence_id, person_id, at) values (@id, @person, @at)`)
	// recountEvidence counts anew what actions keep of their evidence: those that a piece is linked to.
	recountEvidence = sql("count the evidence of actions", `
		update actions x set supports = n.supports, against = n.against, figures = n.figures, newest = n.newest
		from (select o.subject, (count(*) filter (where e.bears = 'supports'))::int as supports, (count(*) filter (where e.bears = 'contradicts'))::int as against,
				(count(*) filter (where e.kind = 'data'))::int as figures, max(e.shows_on) as newest
			from evidence_links o left join evidence_links l on l.subject = o.subject left join evidence e on e.id = l.evidence_id and `+inForce+`
			where o.evidence_id::text = @id group by o.subject) n
		where n.subject = 'action/' || x.id`)
	updateWithdrawn = sql("withdraw a piece of evidence", `
		update evidence set withdrawn = @today, withdrawn_by = @by, why = @why where id::text = @id and withdrawn is null`)
)

type evidenceRow struct {
	ID, Kind, Bears, Title, Text string
	ShowsOn                      calendar.Date
	FromDay, UntilDay, ReviewBy  calendar.Date
	ByID, By                     string
	At                           time.Time
	Replaces, Replaced           string
	Withdrawn                    calendar.Date
	Why                          string
	Kept                         []string
	File                         string
	Size                         int
	SHA256                       []byte `db:"sha256"`
	Opened                       int
	Actions                      []readiness.ActionRef
	Steps, Criteria              []string
	Partner                      string
	Looks                        []readiness.EvidenceLook
}

func evidencePieces(rows []evidenceRow) []readiness.Evidence {
	pieces := make([]readiness.Evidence, len(rows))
	for i, r := range rows {
		slices.SortFunc(r.Criteria, readiness.CompareCriteria)
		pieces[i] = readiness.Evidence{
			ID: r.ID, Kind: r.Kind, Bears: r.Bears, Title: r.Title, Text: r.Text, ShowsOn: r.ShowsOn, From: r.FromDay, Until: r.UntilDay, ReviewBy: r.ReviewBy,
			ByID: r.ByID, By: actorName(r.By), At: r.At, Replaces: r.Replaces, Replaced: r.Replaced, Withdrawn: r.Withdrawn, Why: r.Why, File: r.File, Size: r.Size,
			SHA256: hex.EncodeToString(r.SHA256), Opened: r.Opened, Actions: r.Actions, Steps: r.Steps, Criteria: r.Criteria, Partner: r.Partner, Kept: r.Kept, Looks: r.Looks,
		}
	}
	return pieces
}

// AttachEvidence keeps a piece of evidence, its file and its links in one transaction. A new version takes over the links of the one that it replaces.
func (db *DB) AttachEvidence(ctx context.Context, e readiness.AttachEvidence, asked readiness.Asked) (readiness.Evidence, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.Evidence{}, err
	}
	if err := e.Check(db.today()); err != nil {
		return readiness.Evidence{}, err
	}
	if e.ActionID != "" {
		if _, err := db.ActionState(ctx, e.ActionID); err != nil {
			return readiness.Evidence{}, err
		}
	}
	if e.StepID != "" {
		if _, err := db.VisitStepState(ctx, e.StepID); err != nil {
			return readiness.Evidence{}, err
		}
	}
	id, err := once(ctx, db, asked, act{Action: "evidence attached", Subject: "evidence"}, func(tx pgx.Tx, a *act) (string, error) {
		id := newID()
		a.Subject, a.Detail = "evidence/"+id, belongsTo(e)
		return id, db.attach(ctx, tx, id, e, asked)
	})
	if err != nil {
		return readiness.Evidence{}, err
	}
	return db.EvidenceItem(ctx, asked.By, id)
}

// belongsTo says in the audit trail what a piece is about.
func belongsTo(e readiness.AttachEvidence) string {
	var words []string
	if e.ActionID != "" {
		words = append(words, "action="+e.ActionID)
	}
	if e.StepID != "" {
		words = append(words, "step="+e.StepID)
	}
	if len(e.Criteria) > 0 {
		words = append(words, "criteria="+strings.Join(e.Criteria, ","))
	}
	return strings.Join(words, " ")
}

func (db *DB) attach(ctx context.Context, tx pgx.Tx, id string, e readiness.AttachEvidence, asked readiness.Asked) error {
	if e.Replaces != "" {
		rows, err := all(ctx, tx, selectEvidenceItem, args{"id": e.Replaces}, pgx.RowToStructByName[evidenceRow])
		if err != nil {
			return err
		}
		if len(rows) == 0 || !evidencePieces(rows)[0].InForce() {
			return readiness.FieldErrorf("replaces", "The evidence that this replaces has been withdrawn or replaced already.")
		}
		if rows[0].Partner != "" && asked.By.PersonID != readiness.Outsider.PersonID {
			return readiness.FieldErrorf("replaces", "A partner said this, so only the partner can correct it, by the link that they were sent.")
		}
	}
	if _, err := exec(ctx, tx, insertEvidence, args{
		"id": id, "kind": e.Kind, "bears": e.Bears, "title": e.Title, "text": e.Text, "shows_on": e.ShowsOn, "from": e.From, "until": e.Until, "review_by": e.ReviewBy,
		"replaces": e.Replaces, "kept": append([]string{}, e.Looked...), "by": asked.By.PersonID, "now": db.now(),
	}); err != nil {
		return err
	}
	if e.File != nil {
		sum := sha256.Sum256(e.File.Body)
		if _, err := exec(ctx, tx, insertEvidenceFile, args{
			"id": id, "name": e.File.Name, "type": e.File.MediaType, "size": len(e.File.Body), "sha256": sum[:], "body": e.File.Body,
		}); err != nil {
			return err
		}
	}
	return db.linked(ctx, tx, id, e, asked)
}

// linked links a new piece to what it is about.
func (db *DB) linked(ctx context.Context, tx pgx.Tx, id string, e readiness.AttachEvidence, asked readiness.Asked) error {
	subjects := []string{""} // of a new version alone: it belongs to what the earlier one did
	if e.ActionID != "" {
		subjects = append(subjects, readiness.Subject(readiness.ActionNoun, e.ActionID))
	}
	if e.StepID != "" {
		subjects = append(subjects, readiness.Subject(readiness.VisitStepNoun, e.StepID))
	}
	for _, subject := range subjects {
		if _, err := exec(ctx, tx, insertEvidenceLink, args{"id": id, "subject": subject, "replaces": e.Replaces, "by": asked.By.PersonID, "now": db.now()}); err != nil {
			return err
		}
	}
	criteria := append([]string{}, e.Criteria...)
	if _, err := exec(ctx, tx, insertEvidenceCriteria, args{"id": id, "criteria": criteria, "replaces": e.Replaces, "by": asked.By.PersonID, "now": db.now()}); err != nil {
		return err
	}
	_, err := exec(ctx, tx, recountEvidence, args{"id": id})
	return err
}

// WithdrawEvidence takes a piece out of force, for whoever attached it and whoever runs the plan.
func (db *DB) WithdrawEvidence(ctx context.Context, id string, w readiness.WithdrawEvidence, asked readiness.Asked) error {
	e, err := db.EvidenceItem(ctx, asked.By, id)
	if err != nil {
		return err
	}
	if !e.OwnedBy(asked.By) {
		return readiness.Errorf(readiness.Forbidden, "Only who attached this evidence, or whoever runs the improvement plan, can withdraw it.")
	}
	_, err = once(ctx, db, asked, act{Action: "evidence withdrawn", Subject: "evidence/" + id}, func(tx pgx.Tx, _ *act) (bool, error) {
		n, err := exec(ctx, tx, updateWithdrawn, args{"id": id, "today": db.today(), "by": asked.By.PersonID, "why": w.Reason})
		if err == nil && n == 0 {
			return false, readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn already.")
		}
		if err == nil {
			_, err = exec(ctx, tx, recountEvidence, args{"id": id})
		}
		return true, err
	})
	return err
}

// Evidence lists evidence, what is newest first.
func (db *DB) Evidence(ctx context.Context, viewer readiness.Actor, q readiness.EvidenceQuery) (readiness.Page[readiness.Evidence], error) {
	none := readiness.Page[readiness.Evidence]{Rows: []readiness.Evidence{}}
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return none, err
	}
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return none, err
	}
	filter := args{"kind": q.Kind, "bears": q.Bears, "theme": q.Theme, "criterion": q.Criterion, "state": q.State, "text": q.Text, "soon": book.Plan.LooksFrom(db.today(), book.Calendar)}
	total, err := one(ctx, db.pool, countEvidence, filter, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectEvidence, filter, pgx.RowToStructByName[evidenceRow])
	return page(evidencePieces(rows), total, limit, func(e readiness.Evidence) []string { return []string{e.ShowsOn.String(), e.ID} }), err
}

// evidenceOf lists the evidence of a thing, withdrawn pieces too.
func (db *DB) evidenceOf(ctx context.Context, subject string) ([]readiness.Evidence, error) {
	rows, err := all(ctx, db.pool, selectEvidenceOf, args{"subject": subject}, pgx.RowToStructByName[evidenceRow])
	return evidencePieces(rows), err
}

// EvidenceItem is one piece of evidence.
func (db *DB) EvidenceItem(ctx context.Context, viewer readiness.Actor, id string) (readiness.Evidence, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.Evidence{}, err
	}
	row, err := one(ctx, db.pool, selectEvidenceItem, args{"id": id}, pgx.RowToStructByName[evidenceRow])
	if err != nil {
		return readiness.Evidence{}, noSuch(err, "piece of evidence")
	}
	return evidencePieces([]evidenceRow{row})[0], nil
}

// OpenEvidence gives the file of a piece of evidence, and keeps who opened it. Whoever cannot be recorded does not get it.
func (db *DB) OpenEvidence(ctx context.Context, viewer readiness.Actor, id string) (readiness.EvidenceFile, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.EvidenceFile{}, err
	}
	var file readiness.EvidenceFile
	err := db.change(ctx, act{By: viewer, Action: "evidence opened", Subject: "evidence/" + id}, func(tx pgx.Tx, _ *act) (err error) {
		if file, err = one(ctx, tx, selectEvidenceFile, args{"id": id}, pgx.RowToStructByName[readiness.EvidenceFile]); err != nil {
			return noSuch(err, "file")
		}
		_, err = exec(ctx, tx, insertOpened, args{"id": id, "person": viewer.PersonID, "at": db.now()})
		return err
	})
	return file, err
}
