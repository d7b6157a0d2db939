package postgres

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.ImportRegister = (*DB)(nil)

const importColumns = `
	select i.id::text as id, i.status, i.taken_on, i.bytes, i.by_name, i.at, i.done, i.total, i.layout, i.lists, i.errors, i.queries, i.infos,
		i.refusal, i.changes, i.decided_by, i.decided_at,
		coalesce((select array_agg(f.name order by f.position) from import_files f where f.import_id = i.id), '{}') as file_names
	from imports i`

var (
	insertImport = sql("keep an upload", `
		insert into imports (id, status, taken_on, bytes, by_id, by_name, at) values (@id, 'checking', @taken_on, @bytes, @by, @name, @now)`)
	insertFile = sql("keep a file of an upload", `
		insert into import_files (import_id, position, name, sha256, data) values (@id, @position, @name, @sha256, @data)`)
	selectImport  = sql("read an upload", importColumns+` where i.id = @id`)
	selectImports = sql("list uploads", importColumns+` order by i.at desc, i.id desc limit 50`)
	lockImport    = sql("lock an upload", `select status from imports where id = @id for update`)
	selectFiles   = sql("read the files of an upload", `
		select f.name, coalesce(f.data, '') as data from import_files f where f.import_id = @id order by f.position`)
	selectTakenOn  = sql("read the day of an upload", `select taken_on from imports where id = @id`)
	selectApplied  = sql("read the day of the last lists", `select max(taken_on) as day from imports where status = 'applied'`)
	updateProgress = sql("keep how far the reading is", `
		update imports set done = @done, total = @total where id = @id and status = 'checking'`)
	updateRefused = sql("keep why an upload is refused", `update imports set status = 'refused', refusal = @why where id = @id`)
	updateDecided = sql("keep a decision about an upload", `
		update imports set status = @status, decided_by = @by, decided_at = @now where id = @id`)
	clearFiles = sql("drop the bytes of an upload", `update import_files set data = null where import_id = @id and data is not null`)
)

type importRow struct {
	ID, Status             string
	TakenOn                calendar.Date
	Bytes                  int64
	ByName                 string
	At                     time.Time
	Done, Total            int
	Layout                 string
	Lists                  []readiness.ListFound
	Errors, Queries, Infos int
	Refusal                string
	Changes                readiness.Differences
	DecidedBy              string
	DecidedAt              *time.Time
	FileNames              []string
}

func (r importRow) imported() readiness.Import {
	return readiness.Import{
		ID: r.ID, Status: readiness.ImportStatus(r.Status), FileNames: r.FileNames, Bytes: r.Bytes, TakenOn: r.TakenOn, By: r.ByName, At: r.At,
		Done: r.Done, Total: r.Total, Layout: r.Layout, Lists: r.Lists, Errors: r.Errors, Queries: r.Queries, Infos: r.Infos,
		Refusal: r.Refusal, Changes: r.Changes, DecidedBy: r.DecidedBy, DecidedAt: moment(r.DecidedAt),
	}
}

// NewImport keeps an upload for checking. The lists must not be of a day to come, nor older than the last ones applied.
func (db *DB) NewImport(ctx context.Context, u readiness.Upload, asked readiness.Asked) (readiness.Import, error) {
	id, err := once(ctx, db, asked, act{Action: "import uploaded"}, func(tx pgx.Tx, a *act) (string, error) {
		if u.TakenOn.After(db.today()) {
			return "", readiness.FieldErrorf("taken_on", "The day that the lists describe must be today or in the past.")
		}
		if err := refuseOlder(ctx, tx, u.TakenOn); err != nil {
			return "", err
		}
		id := newID()
		a.Subject, a.Detail = subject("import", id), fmt.Sprintf("taken_on=%s files=%d", u.TakenOn, len(u.Files))
		return id, db.keepUpload(ctx, tx, id, u, asked.By)
	})
	if err != nil {
		return readiness.Import{}, err
	}
	return db.Import(ctx, id)
}

func (db *DB) keepUpload(ctx context.Context, tx pgx.Tx, id string, u readiness.Upload, by readiness.Actor) error {
	var size int64
	for _, f := range u.Files {
		size += int64(len(f.Data))
	}
	_, err := exec(ctx, tx, insertImport, args{"id": id, "taken_on": u.TakenOn, "bytes": size, "by": by.PersonID, "name": by.Name, "now": db.now()})
	if err != nil {
		return err
	}
	for i, f := range u.Files {
		sum := sha256.Sum256(f.Data)
		if _, err := exec(ctx, tx, insertFile, args{"id": id, "position": i, "name": f.Name, "sha256": sum[:], "data": f.Data}); err != nil {
			return err
		}
	}
	return nil
}

func refuseOlder(ctx context.Context, q querier, takenOn calendar.Date) error {
	applied, err := one(ctx, q, selectApplied, nil, pgx.RowTo[calendar.Date])
	if err == nil && takenOn.Before(applied) {
		err = readiness.FieldErrorf("taken_on", "Lists of %s have been applied already. These describe %s and would take the cases back. Hand in newer lists.", applied.Long(), takenOn.Long())
	}
	return err
}

// Import is one upload.
func (db *DB) Import(ctx context.Context, id string) (readiness.Import, error) {
	if !isID(id) {
		return readiness.Import{}, noSuch(pgx.ErrNoRows, "upload")
	}
	row, err := one(ctx, db.pool, selectImport, args{"id": id}, pgx.RowToStructByName[importRow])
	return row.imported(), noSuch(err, "upload")
}

// Imports lists the last 50 uploads, newest first.
func (db *DB) Imports(ctx context.Context) ([]readiness.Import, error) {
	rows, err := all(ctx, db.pool, selectImports, nil, pgx.RowToStructByName[importRow])
	imports := make([]readiness.Import, len(rows))
	for i, r := range rows {
		imports[i] = r.imported()
	}
	return imports, err
}

type fileRow struct {
	Name string
	Data []byte
}

// ImportFiles returns a stored upload. Its bytes are dropped when the import ends, since they carry names.
func (db *DB) ImportFiles(ctx context.Context, importID string) (readiness.Upload, error) {
	if !isID(importID) {
		return readiness.Upload{}, noSuch(pgx.ErrNoRows, "upload")
	}
	day, err := one(ctx, db.pool, selectTakenOn, args{"id": importID}, pgx.RowTo[calendar.Date])
	if err != nil {
		return readiness.Upload{}, noSuch(err, "upload")
	}
	files, err := all(ctx, db.pool, selectFiles, args{"id": importID}, pgx.RowToStructByName[fileRow])
	upload := readiness.Upload{TakenOn: day}
	for _, f := range files {
		upload.Files = append(upload.Files, readiness.UploadFile{Name: f.Name, Data: f.Data})
	}
	return upload, err
}

// ImportProgress keeps how many rows have been read. It leaves no audit row.
func (db *DB) ImportProgress(ctx context.Context, importID string, done, total int) error {
	_, err := exec(ctx, db.pool, updateProgress, args{"id": importID, "done": done, "total": total})
	return err
}

// settle locks an upload and runs do when its status allows; an upload that has reached the status already is left as it is.
func (db *DB) settle(ctx context.Context, importID string, to readiness.ImportStatus, by readiness.Actor, from []readiness.ImportStatus, do func(tx pgx.Tx, a *act) error) error {
	if !isID(importID) {
		return noSuch(pgx.ErrNoRows, "upload")
	}
	return db.change(ctx, act{By: by, Action: "import " + string(to), Subject: subject("import", importID)}, func(tx pgx.Tx, a *act) error {
		status, err := one(ctx, tx, lockImport, args{"id": importID}, pgx.RowTo[readiness.ImportStatus])
		if err != nil {
			return noSuch(err, "upload")
		}
		if status == to {
			return errNothing
		}
		for _, s := range from {
			if s == status {
				return do(tx, a)
			}
		}
		return readiness.Errorf(readiness.Conflict, "This cannot be done now: the upload is %s.", status)
	})
}

// ImportRefused keeps why an upload cannot be used.
func (db *DB) ImportRefused(ctx context.Context, importID, why string) error {
	from := []readiness.ImportStatus{readiness.ImportChecking, readiness.ImportChecked}
	return db.settle(ctx, importID, readiness.ImportRefused, readiness.Importer, from, func(tx pgx.Tx, _ *act) error {
		if _, err := exec(ctx, tx, updateRefused, args{"id": importID, "why": why}); err != nil {
			return err
		}
		_, err := exec(ctx, tx, clearFiles, args{"id": importID})
		return err
	})
}

// ImportEnded keeps that an import was discarded or has lapsed.
func (db *DB) ImportEnded(ctx context.Context, importID string, status readiness.ImportStatus, asked readiness.Asked) error {
	if asked.By.PersonID == "" {
		asked.By = readiness.Clock
	}
	from := []readiness.ImportStatus{readiness.ImportChecking, readiness.ImportChecked}
	return db.settle(ctx, importID, status, asked.By, from, func(tx pgx.Tx, _ *act) error { return db.decided(ctx, tx, importID, status, asked.By) })
}

func (db *DB) decided(ctx context.Context, tx pgx.Tx, importID string, status readiness.ImportStatus, by readiness.Actor) error {
	if _, err := exec(ctx, tx, updateDecided, args{"id": importID, "status": status, "by": by.Name, "now": db.now()}); err != nil {
		return err
	}
	_, err := exec(ctx, tx, clearFiles, args{"id": importID})
	return err
}
