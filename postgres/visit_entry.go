package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertVisitEntry = sql("plan a visit's entry", `
		insert into visit_entries (id, visit_id, kind, rehearsal, focus, source, child_id, child_ref, inspector, area_id, team_id, owner_id, by_id, lead_id, status, due, due_at, planned, made_at, changed_at)
		values (@id, (select id from visits where id::text = @visit), @of_kind, @rehearsal, @focus, @source, @child, @ref, @inspector, (select id from areas where id::text = @area),
			(select id from teams where id::text = @team), (select id from people where id::text = @owner), @by, @lead, 'planned', @due, @due_at, @planned, @now, @now)`)
	recordVisitEntryEvent = sql("record an event of a visit's entry", recording("visit_entries", "visit_entry", `
				area_id = (select id from areas where id::text = @area), lead_id = @lead, due_at = @due_at, returned = @returned, answer = @answer, answered_by = @answered_by, rules_version = @ladder`))
	selectSameVisitEntryEvent = sql("compare an event of a visit's entry", sameEvent("visit_entry"))
	selectVisitEntryState     = sql("read the state of a visit's entry", `select state from visit_entries where id = @id and state is not null`)
	selectChildByRef          = sql("find a child by its reference", `
		select c.id::text as id, c.child_ref as ref, coalesce(c.team_id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id
		from cases c left join teams t on t.id = c.team_id where c.child_ref = @ref order by c.closed is not null, c.closed desc, c.id limit 1`)
	// Care leavers, and children on the council's own lists, need not have a case. The newest list that has them says where they belong.
	selectListedByRef = sql("find a child of a list by its reference", `
		select r.child_id::text as id, ch.child_ref as ref, coalesce(t.id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id
		from cohort_rows r join cohort_lists l on l.id = r.list_id join children ch on ch.id = r.child_id`+itsTeam+`
		where ch.child_ref = @ref order by l.on_day desc, l.at desc limit 1`)
	countOpenEntries = sql("count the open entries of a visit", `select count(*)::int from visit_entries where visit_id::text = @visit and status in ('planned', 'open', 'answered')`)
)

// PlanVisitEntry plans an entry; it opens with its first event. The visit's own row is read and never written, so that many people can log at once.
func (db *DB) PlanVisitEntry(ctx context.Context, visitID string, l readiness.LogEntry, asked readiness.Asked) (readiness.PlannedVisitEntry, error) {
	var none readiness.PlannedVisitEntry
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkVisits, readiness.Place{}); err != nil {
		return none, err
	}
	book, err := db.entryBook(ctx, visitID, l)
	if err != nil {
		return none, err
	}
	return once(ctx, db, asked, act{Action: "entry planned", Subject: "visit/" + cmp.Or(visitID, "none")}, func(tx pgx.Tx, a *act) (readiness.PlannedVisitEntry, error) {
		if err := db.knowOwner(ctx, tx, l.OwnerID); err != nil {
			return none, err
		}
		p, err := l.Plan(asked.By, book, db.now())
		if err != nil {
			return none, err
		}
		p.ID = newID()
		p.Asked = entryText(1, l.Text)
		a.Subject = readiness.Subject(readiness.VisitEntryNoun, p.ID)
		return p, db.keepEntry(ctx, tx, p, l, asked)
	})
}

// entryBook reads what logging needs of the council as it is now.
func (db *DB) entryBook(ctx context.Context, visitID string, l readiness.LogEntry) (readiness.EntryBook, error) {
	rules, err := db.rules(ctx, db.pool)
	if err != nil {
		return readiness.EntryBook{}, err
	}
	book := readiness.EntryBook{Rules: rules.Visit, Ladder: rules.Ladder, Calendar: rules.Calendar}
	if visitID != "" {
		visit, err := db.VisitState(ctx, visitID)
		if err != nil {
			return book, err
		}
		book.Visit = &visit
	}
	if l.ChildRef != "" {
		if book.Child, err = db.childByRef(ctx, l.ChildRef); err != nil {
			return book, err
		}
	}
	if l.Kind != readiness.EntryConcern {
		return book, nil
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return book, err
	}
	area := ""
	if book.Child != nil {
		area = book.Child.AreaID
	}
	book.Answers = roster.answersFor(area)
	return book, nil
}

// childByRef is a child by its case, or by the lists of cohorts; nil when nobody has that reference.
func (db *DB) childByRef(ctx context.Context, ref string) (*readiness.CohortChild, error) {
	for _, by := range []statement{selectChildByRef, selectListedByRef} {
		child, err := one(ctx, db.pool, by, args{"ref": ref}, pgx.RowToStructByNameLax[readiness.CohortChild])
		if err == nil {
			return &child, nil
		}
		if !isNone(err) {
			return nil, err
		}
	}
	return nil, nil
}

// answersFor is who answers for the children of an area today: its head, or those above. "" for nobody.
func (r roster) answersFor(area string) string {
	for _, role := range []readiness.Role{readiness.AreaHead, readiness.AssistantDirector, readiness.Director} {
		if holders := r.holders(role, whereabouts{Place: readiness.Place{AreaID: area}}); len(holders) > 0 {
			return holders[0]
		}
	}
	return ""
}

// knowOwner refuses an owner without a post.
func (db *DB) knowOwner(ctx context.Context, tx pgx.Tx, id string) error {
	roster, err := db.roster(ctx, tx, db.today())
	if err == nil && id != "" && roster.names[id] == "" {
		return readiness.FieldErrorf("owner_id", "This person has no post any more. Choose somebody else.")
	}
	return err
}

// keepEntry writes the planned entry and its first text.
func (db *DB) keepEntry(ctx context.Context, tx pgx.Tx, p readiness.PlannedVisitEntry, l readiness.LogEntry, asked readiness.Asked) error {
	body, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("plan a visit's entry: %w", err)
	}
	if _, err := exec(ctx, tx, insertVisitEntry, args{
		"id": p.ID, "visit": p.VisitID, "of_kind": p.Kind, "rehearsal": p.Rehearsal, "focus": p.Focus, "source": p.Source, "child": given(p.ChildID), "ref": l.ChildRef, "inspector": l.Inspector,
		"area": p.AreaID, "team": p.TeamID, "owner": p.OwnerID, "by": p.By, "lead": p.LeadID, "due": p.Due, "due_at": p.Due.At(p.DueHour(), 0),
		"planned": body, "now": db.now(),
	}); err != nil {
		return err
	}
	return db.keepEntryText(ctx, tx, p.ID, p.Asked, l.Text, asked)
}

// RecordVisitEntry keeps an event of an entry and the state after it, as Record does of a review. A text that the ledger does not hold is refused.
func (db *DB) RecordVisitEntry(ctx context.Context, x readiness.VisitEntry, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such entry.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: readiness.VisitEntryNoun, id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordVisitEntryEvent, same: selectSameVisitEntryEvent,
		args: visitEntryArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot have it: they have no active account.")
		}
		if err := db.holdsTexts(ctx, tx, x); err != nil {
			return err
		}
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: readiness.Subject(readiness.VisitEntryNoun, x.ID), Seq: ev.Seq}, ev)
	})
}

func visitEntryArgs(x readiness.VisitEntry, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
		next = rungAhead{At: at, Roles: ahead[0].Roles}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "due_at": x.DueAt(), "lead": x.LeadID, "returned": x.Returned, "answer": 0, "answered_by": "",
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	if x.Answer != nil {
		a["answer"], a["answered_by"] = x.Answer.Text.Number, x.Answer.By
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	return a
}

// VisitEntryState is an entry as its row has it, as VisitState is a visit.
func (db *DB) VisitEntryState(ctx context.Context, id string) (readiness.VisitEntry, error) {
	return stateOf[readiness.VisitEntry](ctx, db, selectVisitEntryState, id, "entry")
}
