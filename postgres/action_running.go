package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// actionLive are the actions that a run carries.
const actionLive = `status not in ('planned', 'lasted', 'dropped')`

// namedAgain is the first finding of a visit's letter that names again what an action was to put right, kept after that was shown done; null when there is none.
const namedAgain = `select jsonb_build_object('finding_id', f.id, 'received_on', f.received_on, 'text', f.text)
	from action_answers w join findings_of_practice f on f.repeats = w.finding_id
	where w.action_id = actions.id and f.visit_id is not null and actions.status in ('verified', 'retest')
		and f.made_at > (select max(e.at) from action_events e where e.action_id = actions.id and e.kind = 'verified')
	order by f.made_at, f.id limit 1`

var (
	selectPlannedActions = sql("list planned actions", `select planned from actions where status = 'planned' and `+afterID+` order by id limit @limit`)
	selectStaleActions   = sql("list actions with old terms", `
		select id::text as id, opened, state->'terms' as terms from actions
		where `+actionLive+` and (plan_version < @plan or ladder_version < @ladder or calendar_version <> all(@calendars::text[])) and `+afterID+`
		order by id limit @limit`)
	selectUnsettledActions = sql("list running actions", `select state from actions where `+actionLive+` and `+afterID+` order by id limit @limit`)
	// Somebody has left when they hold no post any more.
	selectFollowActions = sql("list actions whose people have changed", `
		select id::text as id, coalesce(owner_id::text, '') as owner_id, coalesce(sponsor_id::text, '') as sponsor_id, coalesce(verifier_id::text, '') as verifier_id,
			status, state, (`+namedAgain+`) as again from actions
		where `+actionLive+` and `+afterID+` and (owner_id is null or owner_id <> all(@here::uuid[]) or status in ('claimed', 'retest') or (`+namedAgain+`) is not null)
		order by id limit @limit`)
)

// PlannedActions lists actions that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedActions(ctx context.Context, after string, limit int) ([]readiness.PlannedAction, error) {
	return all(ctx, db.pool, selectPlannedActions, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedAction])
}

// StaleActions lists running actions whose rules, ladder or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StaleActions(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	delete(by, "rules")
	by["plan"], by["after"], by["limit"] = book.Plan.Version, after, limit
	rows, err := all(ctx, db.pool, selectStaleActions, by, pgx.RowToStructByName[staleRow])
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		terms := book.actionTerms(row.Opened)
		if row.Terms.Plan.Version > terms.Plan.Version { // it began with newer ones, which the others kept away from
			terms.Plan = row.Terms.Plan
		}
		keepNewer(&terms, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: terms}
	}
	return found, nil
}

// UnsettledActions lists every running action as its row has it, in order of id, after one id.
func (db *DB) UnsettledActions(ctx context.Context, after string, limit int) ([]readiness.ImprovementAction, error) {
	return all(ctx, db.pool, selectUnsettledActions, args{"after": after, "limit": limit}, pgx.RowTo[readiness.ImprovementAction])
}

type followActionRow struct {
	ID, OwnerID, SponsorID, VerifierID string
	Status                             readiness.ActionStatus
	State                              readiness.ImprovementAction
	Again                              *readiness.NamedAgain
}

// ActionFollowups lists running actions whose owner has left, whose verifier can no longer check them, or whose finding a letter names again, in order of id,
// after one id, with who takes over. It may list fewer than limit, and an action that needs nothing: following that changes nothing.
func (db *DB) ActionFollowups(ctx context.Context, after string, limit int) ([]readiness.ActionFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here := roster.here()
	rows, err := all(ctx, db.pool, selectFollowActions, args{"after": after, "limit": limit, "here": here}, pgx.RowToStructByName[followActionRow])
	if err != nil {
		return nil, err
	}
	followups := make([]readiness.ActionFollowup, len(rows))
	for i, row := range rows {
		f := readiness.ActionFollowup{ActionID: row.ID, Again: row.Again}
		if !slices.Contains(here, row.OwnerID) && row.SponsorID != row.OwnerID && slices.Contains(here, row.SponsorID) {
			f.OwnerID = row.SponsorID
		} else if row.Status.Checked() {
			facts, err := db.actionFacts(ctx, roster, row.State)
			if err != nil {
				return nil, err
			}
			if row.VerifierID == "" || facts.Barred(row.State, row.VerifierID) || !slices.Contains(here, row.VerifierID) {
				f.VerifierID, f.Drawn = facts.Draw(row.State), true
			}
		}
		followups[i] = f
	}
	return followups, nil
}

var selectFacts = sql("list the evidence of an action that is in force", `
	select e.id::text as id, e.shows_on as on, e.bears, l.by_id as by from evidence_links l join evidence e on e.id = l.evidence_id
	where l.subject = @subject and `+inForce+` order by e.shows_on, e.id`)

// ActionFacts are what the ledger knows around an action, for whoever asks something of it.
func (db *DB) ActionFacts(ctx context.Context, id string) (readiness.ActionFacts, error) {
	a, err := db.ActionState(ctx, id)
	if err != nil {
		return readiness.ActionFacts{}, err
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return readiness.ActionFacts{}, err
	}
	return db.actionFacts(ctx, roster, a)
}

func (db *DB) actionFacts(ctx context.Context, roster roster, a readiness.ImprovementAction) (f readiness.ActionFacts, err error) {
	f.Evidence, err = all(ctx, db.pool, selectFacts, args{"subject": "action/" + a.ID}, pgx.RowToStructByName[readiness.EvidenceFact])
	f.Line = roster.line(a.OwnerID)
	f.Verifiers = slices.DeleteFunc(roster.holders(readiness.QualityAssurance, whereabouts{}), func(id string) bool { return id == a.SponsorID })
	return f, err
}

// line lists who stands above a person in the line of management today, and who covers for them. Above somebody outside the line stand those who
// answer for the whole service.
func (r roster) line(personID string) []string {
	var ids []string
	add := func(people []string) {
		for _, id := range append(slices.Clone(people), r.covered(people)...) {
			if id != personID && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, p := range r.posts {
		if p.PersonID != personID {
			continue
		}
		above := p.Role.Above()
		if len(above) == 0 && p.Role != readiness.Director {
			above = []readiness.Role{readiness.AssistantDirector, readiness.Director}
		}
		at := whereabouts{Place: readiness.Place{AreaID: text(p.AreaID), TeamID: text(p.TeamID)}}
		for _, role := range above {
			add(r.holders(role, at))
		}
	}
	return ids
}

// actionTerms are what an action opened on a day runs by now.
func (b rulebook) actionTerms(opened calendar.Date) readiness.Terms {
	return readiness.ActionTerms(b.Plan, b.Ladder, b.Calendar, opened)
}
