package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lockCases     = sql("wait for other imports", `select pg_advisory_xact_lock(hashtext('sightline cases'))`)
	selectExtract = sql("read an upload's extract", `select extract from imports where id = @id`)
	selectKnown   = sql("list the latest case of each child", `
		select distinct on (c.child_ref) c.id::text as id, c.child_ref, coalesce(t.name, '') as team, c.worker, c.legal_status, c.need, c.spells, c.last_seen, c.closed
		from cases c left join teams t on t.id = c.team_id
		order by c.child_ref, c.closed is null desc, c.opened desc, c.id desc`)
	selectTeamNames = sql("list the teams' names", `select name from teams`)
	countOvertaken  = sql("count reviews of cases", `
		select count(*) from reviews where case_id = any(@cases::uuid[]) and status not in ('signed_off', 'overtaken')`)
	insertTeams = sql("add teams", `
		insert into teams (id, name, made_at) select t.id, t.name, @now from unnest(@ids::uuid[], @names::text[]) as t (id, name) on conflict (name) do nothing`)
	upsertCases = sql("write cases", `
		insert into cases (id, child_ref, team_id, worker, legal_status, need, spells, last_seen, opened, closed, made_at, changed_at)
		select n.id, n.child_ref, t.id, n.worker, n.legal_status, n.need, n.spells, n.last_seen, n.opened, n.closed, @now, @now
		from unnest(@ids::uuid[], @refs::text[], @teams::text[], @workers::text[], @legals::text[], @needs::text[], @spells::jsonb[], @seens::date[], @openeds::date[], @closeds::date[])
			as n (id, child_ref, team, worker, legal_status, need, spells, last_seen, opened, closed) left join teams t on t.name = n.team
		on conflict (id) do update set team_id = excluded.team_id, worker = excluded.worker, legal_status = excluded.legal_status, need = excluded.need,
			spells = excluded.spells, last_seen = excluded.last_seen, opened = excluded.opened, closed = excluded.closed, changed_at = excluded.changed_at`)
	deleteChanges = sql("drop an import's changes", `delete from import_changes where import_id = @id`)
	updateApplied = sql("keep what an upload changed", `update imports set changes = @changes where id = @id`)
)

var changeColumns = []string{"import_id", "n", "kind", "case_id", "child_ref", "was", "becomes", "vanished"}

type knownRow struct {
	ID, ChildRef, Team, Worker, LegalStatus, Need string
	Spells                                        []readiness.Spell
	LastSeen, Closed                              calendar.Date
}

func (r knownRow) known() readiness.KnownCase {
	return readiness.KnownCase{ID: r.ID, Closed: r.Closed, Record: readiness.CaseRecord{
		ChildRef: r.ChildRef, Spells: r.Spells, Team: r.Team, Worker: r.Worker, LegalStatus: r.LegalStatus, Need: r.Need, LastSeen: r.LastSeen,
	}}
}

// compare asks the rules what an extract changes against the cases as they are now.
func (db *DB) compare(ctx context.Context, tx pgx.Tx, e readiness.Extract) ([]readiness.CaseChange, readiness.Differences, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return nil, readiness.Differences{}, err
	}
	rows, err := all(ctx, tx, selectKnown, nil, pgx.RowToStructByName[knownRow])
	if err != nil {
		return nil, readiness.Differences{}, err
	}
	known := make([]readiness.KnownCase, len(rows))
	for i, row := range rows {
		known[i] = row.known()
	}
	e.Cases = slices.DeleteFunc(slices.Clone(e.Cases), func(c readiness.CaseRecord) bool { return len(c.Spells) == 0 }) // no spell, no case
	changes := book.Rules.Merge(known, e)
	differences := readiness.Count(changes)
	if differences.NewTeams, err = newTeams(ctx, tx, changes, e); err != nil {
		return nil, differences, err
	}
	differences.Overtaken, err = one(ctx, tx, countOvertaken, args{"cases": closing(changes)}, pgx.RowTo[int])
	return changes, differences, err
}

// newTeams are the teams not seen before: of cases, of care leavers and of children in care.
func newTeams(ctx context.Context, tx pgx.Tx, changes []readiness.CaseChange, e readiness.Extract) ([]string, error) {
	names, err := all(ctx, tx, selectTeamNames, nil, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{"": true}
	for _, name := range names {
		seen[name] = true
	}
	unseen := []string{}
	see := func(team string) {
		if !seen[team] {
			seen[team] = true
			unseen = append(unseen, team)
		}
	}
	for _, c := range changes {
		see(c.Record.Team)
	}
	for _, r := range e.CareLeavers {
		see(r.Team)
	}
	for _, r := range e.Missing {
		see(r.Team)
	}
	slices.Sort(unseen)
	return unseen, nil
}

func closing(changes []readiness.CaseChange) []string {
	ids := []string{}
	for _, c := range changes {
		if c.CaseID != "" && !c.Closed.IsZero() {
			ids = append(ids, c.CaseID)
		}
	}
	return ids
}

// ApplyImport changes the cases as the upload says, compared anew with the cases as they are now: everything in one transaction. Applied before,
// it changes nothing. Lists older than the last ones applied are a Conflict.
func (db *DB) ApplyImport(ctx context.Context, importID string, asked readiness.Asked) error {
	from := []readiness.ImportStatus{readiness.ImportChecked, readiness.ImportApplying}
	return db.settle(ctx, importID, readiness.ImportApplied, asked.By, from, func(tx pgx.Tx, a *act) error {
		e, err := lockedExtract(ctx, tx, importID)
		if err != nil {
			return err
		}
		changes, differences, err := db.compare(ctx, tx, e)
		if err != nil {
			return err
		}
		if err := db.writeCases(ctx, tx, changes, differences.NewTeams); err != nil {
			return err
		}
		if err := keepChanges(ctx, tx, importID, changes); err != nil {
			return err
		}
		if err := db.keepAnnexLists(ctx, tx, importID, e, asked.By); err != nil {
			return err
		}
		if err := db.recount(ctx, tx); err != nil {
			return err
		}
		if _, err := exec(ctx, tx, updateApplied, args{"id": importID, "changes": differences}); err != nil {
			return err
		}
		a.Detail = fmt.Sprintf("opened=%d closed=%d reopened=%d moved=%d changed=%d", differences.Opened, differences.Closed, differences.Reopened, differences.Moved, differences.Changed)
		return db.decided(ctx, tx, importID, readiness.ImportApplied, asked.By)
	})
}

// lockedExtract lets one import at a time at the cases, and refuses lists that are older than those applied.
func lockedExtract(ctx context.Context, tx pgx.Tx, importID string) (readiness.Extract, error) {
	for _, lock := range []statement{lockCases, lockSnapshot} {
		if _, err := exec(ctx, tx, lock, nil); err != nil {
			return readiness.Extract{}, err
		}
	}
	e, err := one(ctx, tx, selectExtract, args{"id": importID}, pgx.RowTo[readiness.Extract])
	if err != nil {
		return e, err
	}
	err = refuseOlder(ctx, tx, e.TakenOn)
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return e, readiness.Errorf(readiness.Conflict, "%s", refusal.Message)
	}
	return e, err
}

// writeCases gives new cases their ids and writes every case that changes.
func (db *DB) writeCases(ctx context.Context, tx pgx.Tx, changes []readiness.CaseChange, teams []string) error {
	ids := make([]string, len(teams))
	for i := range ids {
		ids[i] = newID()
	}
	if _, err := exec(ctx, tx, insertTeams, args{"ids": ids, "names": teams, "now": db.now()}); err != nil {
		return err
	}
	var b caseBatch
	for i := range changes {
		c := &changes[i]
		if c.CaseID == "" {
			c.CaseID = newID()
		}
		if err := b.add(*c); err != nil {
			return err
		}
	}
	_, err := exec(ctx, tx, upsertCases, args{
		"ids": b.ids, "refs": b.refs, "teams": b.teams, "workers": b.workers, "legals": b.legals, "needs": b.needs, "spells": b.spells,
		"seens": b.seens, "openeds": b.openeds, "closeds": b.closeds, "now": db.now(),
	})
	return err
}

// A caseBatch gathers cases for one statement.
type caseBatch struct {
	ids, refs, teams, workers, legals, needs []string
	spells                                   []json.RawMessage
	seens, openeds, closeds                  []calendar.Date
}

func (b *caseBatch) add(c readiness.CaseChange) error {
	spells, err := json.Marshal(c.Record.Spells)
	if err != nil {
		return fmt.Errorf("write a case: %w", err)
	}
	opened := c.Closed
	for _, s := range c.Record.Spells {
		if opened.IsZero() || s.Start.Before(opened) {
			opened = s.Start
		}
	}
	b.ids, b.refs, b.teams = append(b.ids, c.CaseID), append(b.refs, c.Record.ChildRef), append(b.teams, c.Record.Team)
	b.workers, b.legals, b.needs = append(b.workers, c.Record.Worker), append(b.legals, c.Record.LegalStatus), append(b.needs, c.Record.Need)
	b.spells, b.seens = append(b.spells, spells), append(b.seens, c.Record.LastSeen)
	b.openeds, b.closeds = append(b.openeds, opened), append(b.closeds, c.Closed)
	return nil
}

// keepChanges keeps what an import changes, in the place of what was kept when it was checked.
func keepChanges(ctx context.Context, tx pgx.Tx, importID string, changes []readiness.CaseChange) error {
	if _, err := exec(ctx, tx, deleteChanges, args{"id": importID}); err != nil {
		return err
	}
	id, err := uuidOf(importID)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, c := range changes {
		if c.Kind == readiness.CaseSame {
			continue
		}
		row := []any{id, len(rows) + 1, string(c.Kind), nil, c.Record.ChildRef, c.From, c.To, c.Vanished}
		if c.CaseID != "" {
			if row[3], err = uuidOf(c.CaseID); err != nil {
				return err
			}
		}
		rows = append(rows, row)
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"import_changes"}, changeColumns, pgx.CopyFromRows(rows)); err != nil {
		return fmt.Errorf("keep an import's changes: %w", err)
	}
	return nil
}

// uuidOf is an identifier in the form that COPY takes.
func uuidOf(id string) ([16]byte, error) {
	parsed, err := uuid.Parse(id)
	if err != nil {
		return parsed, fmt.Errorf("read an identifier: %w", err)
	}
	return parsed, nil
}
