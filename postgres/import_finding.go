package postgres

import (
	"context"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	updateChecked = sql("keep what an upload says", `
		update imports set status = 'checked', layout = @layout, lists = @lists, extract = @extract, changes = @changes,
			errors = @errors, queries = @queries, infos = @infos where id = @id`)
	deleteFindings = sql("drop findings", `delete from import_findings where import_id = @id`)
	selectFindings = sql("list findings", `
		select n, list, sheet, line, field, rule, severity, found, message, fix, left_out from import_findings
		where import_id = @id and n > @after and (@severity = '' or severity = @severity) and (@list = 0 or list = @list) order by n limit @limit`)
	countFindings = sql("count findings", `
		select count(*) from import_findings where import_id = @id and (@severity = '' or severity = @severity) and (@list = 0 or list = @list)`)
	selectChanges = sql("list an import's changes", `
		select n, ch.import_id::text as import_id, i.taken_on as on_day, ch.kind, coalesce(ch.case_id::text, '') as case_id, ch.child_ref, ch.was, ch.becomes, ch.vanished
		from import_changes ch join imports i on i.id = ch.import_id
		where ch.import_id = @id and n > @after and (@kind = '' or ch.kind = @kind) order by n limit @limit`)
	countChanges = sql("count an import's changes", `select count(*) from import_changes where import_id = @id and (@kind = '' or kind = @kind)`)
)

var findingColumns = []string{"import_id", "n", "list", "sheet", "line", "field", "rule", "severity", "found", "message", "fix", "left_out"}

// ImportChecked keeps the findings and the extract, compares it with the cases and makes the import ready to confirm.
func (db *DB) ImportChecked(ctx context.Context, importID string, e readiness.Extract, findings []readiness.Finding) error {
	from := []readiness.ImportStatus{readiness.ImportChecking}
	return db.settle(ctx, importID, readiness.ImportChecked, readiness.Importer, from, func(tx pgx.Tx, a *act) error {
		if err := keepFindings(ctx, tx, importID, findings); err != nil {
			return err
		}
		changes, differences, err := db.compare(ctx, tx, e)
		if err != nil {
			return err
		}
		if err := keepChanges(ctx, tx, importID, changes); err != nil {
			return err
		}
		counts := map[readiness.Severity]int{}
		for _, f := range findings {
			counts[f.Severity]++
		}
		a.Detail = fmt.Sprintf("errors=%d queries=%d", counts[readiness.SeverityError], counts[readiness.SeverityQuery])
		_, err = exec(ctx, tx, updateChecked, args{
			"id": importID, "layout": e.Layout, "lists": append([]readiness.ListFound{}, e.Lists...), "extract": e, "changes": differences,
			"errors": counts[readiness.SeverityError], "queries": counts[readiness.SeverityQuery], "infos": counts[readiness.SeverityInfo],
		})
		return err
	})
}

func keepFindings(ctx context.Context, tx pgx.Tx, importID string, findings []readiness.Finding) error {
	if _, err := exec(ctx, tx, deleteFindings, args{"id": importID}); err != nil {
		return err
	}
	id, err := uuidOf(importID)
	if err != nil {
		return err
	}
	rows := pgx.CopyFromSlice(len(findings), func(i int) ([]any, error) {
		f := findings[i]
		return []any{id, i + 1, f.List, f.Sheet, f.Row, f.Column, f.Rule, string(f.Severity), f.Found, f.Message, f.Fix, f.LeftOut}, nil
	})
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"import_findings"}, findingColumns, rows); err != nil {
		return fmt.Errorf("keep findings: %w", err)
	}
	return nil
}

type findingRow struct {
	N, List               int
	Sheet                 string
	Line                  int
	Field, Rule, Severity string
	Found, Message, Fix   string
	LeftOut               bool
}

// Findings pages through what an import noticed, in the order in which it was found.
func (db *DB) Findings(ctx context.Context, importID string, q readiness.FindingQuery) (readiness.Page[readiness.Finding], error) {
	after, err := db.numbered(ctx, importID, q.Cursor)
	if err != nil {
		return readiness.Page[readiness.Finding]{}, err
	}
	limit := limitOr(q.Limit, 50)
	filter := args{"id": importID, "severity": q.Severity, "list": q.List}
	total, err := one(ctx, db.pool, countFindings, filter, pgx.RowTo[int])
	if err != nil {
		return readiness.Page[readiness.Finding]{}, err
	}
	filter["after"], filter["limit"] = after, limit+1
	rows, err := all(ctx, db.pool, selectFindings, filter, pgx.RowToStructByName[findingRow])
	numbered := page(rows, total, limit, func(r findingRow) []string { return []string{strconv.Itoa(r.N)} })
	found := readiness.Page[readiness.Finding]{Rows: []readiness.Finding{}, Total: total, Next: numbered.Next}
	for _, r := range numbered.Rows {
		found.Rows = append(found.Rows, readiness.Finding{
			List: r.List, Sheet: r.Sheet, Row: r.Line, Column: r.Field, Rule: r.Rule, Severity: readiness.Severity(r.Severity),
			Found: r.Found, Message: r.Message, Fix: r.Fix, LeftOut: r.LeftOut,
		})
	}
	return found, err
}

// numbered reads a cursor of rows that are numbered from 1 within an import that exists.
func (db *DB) numbered(ctx context.Context, importID, cursor string) (int, error) {
	if _, err := db.Import(ctx, importID); err != nil {
		return 0, err
	}
	if cursor == "" {
		return 0, nil
	}
	key, err := readCursor(cursor, 1)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(key[0], 10, 32)
	if err != nil {
		return 0, errCursor()
	}
	return int(n), nil
}

type changeRow struct {
	N        int
	ImportID string
	OnDay    calendar.Date
	Kind     readiness.ChangeKind
	CaseID   string
	ChildRef string
	Was      string
	Becomes  string
	Vanished bool
}

func (r changeRow) change() readiness.ChangeRow {
	return readiness.ChangeRow{ImportID: r.ImportID, On: r.OnDay, Kind: r.Kind, CaseID: r.CaseID, ChildRef: r.ChildRef, From: r.Was, To: r.Becomes, Vanished: r.Vanished}
}

// ImportChanges pages through the cases that an import changes, or changed. Cases that stay the same are not listed. Before it is applied, a new
// case has no id.
func (db *DB) ImportChanges(ctx context.Context, importID string, q readiness.ChangeQuery) (readiness.Page[readiness.ChangeRow], error) {
	after, err := db.numbered(ctx, importID, q.Cursor)
	if err != nil {
		return readiness.Page[readiness.ChangeRow]{}, err
	}
	limit := limitOr(q.Limit, 50)
	total, err := one(ctx, db.pool, countChanges, args{"id": importID, "kind": q.Kind}, pgx.RowTo[int])
	if err != nil {
		return readiness.Page[readiness.ChangeRow]{}, err
	}
	rows, err := all(ctx, db.pool, selectChanges, args{"id": importID, "kind": q.Kind, "after": after, "limit": limit + 1}, pgx.RowToStructByName[changeRow])
	numbered := page(rows, total, limit, func(r changeRow) []string { return []string{strconv.Itoa(r.N)} })
	found := readiness.Page[readiness.ChangeRow]{Rows: []readiness.ChangeRow{}, Total: total, Next: numbered.Next}
	for _, r := range numbered.Rows {
		found.Rows = append(found.Rows, r.change())
	}
	return found, err
}
