package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	recordCaseAuditEvent = sql("record an event of a case audit", recording("case_audits", "case_audit", `
				auditor_id = (select id from people where id::text = @auditor), moderator_id = (select id from people where id::text = @moderator),
				third_id = (select id from people where id::text = @third), audited_by = @audited_by, moderated_on = @moderated_on, overall = @overall, concerns = @concerns,
				rules_version = @rules, ladder_version = @ladder`))
	selectSameCaseAuditEvent = sql("compare an event of a case audit", sameEvent("case_audit"))
	selectCaseAuditState     = sql("read a case audit's state", `select state from case_audits where id = @id and state is not null`)
	selectAuditText          = sql("read a version of a text about a case", `select body, sha256 from case_audit_texts where case_audit_id = @id and part = @part and number = @number`)
	deleteAuditDrafts        = sql("drop a person's drafts about a case", `delete from case_audit_drafts where case_audit_id = @id and person_id::text = @person`)
)

// sentAs is the text that an event of an audit sends.
var sentAs = map[string]string{"sent": readiness.AuditorText, "moderated": readiness.ModeratorText, "third reviewed": readiness.ThirdText}

// RecordCaseAudit keeps an event of a case audit and the state after it, as Record does of a review. A version that the ledger does not hold with that hash and
// those grades is refused to whoever sent it.
func (db *DB) RecordCaseAudit(ctx context.Context, x readiness.CaseAudit, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such audit.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: readiness.CaseAuditNoun, id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordCaseAuditEvent, same: selectSameCaseAuditEvent,
		args: caseAuditArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("person_id", "This person cannot do it: they have no active account.")
		}
		if err := db.holdsAuditText(ctx, tx, x, ev.Kind); err != nil {
			return err
		}
		if sentAs[ev.Kind] != "" || ev.Kind == "talked through" {
			if _, err := exec(ctx, tx, deleteAuditDrafts, args{"id": x.ID, "person": ev.By}); err != nil {
				return err
			}
		}
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: readiness.Subject(readiness.CaseAuditNoun, x.ID), Seq: ev.Seq}, ev)
	})
}

// holdsAuditText refuses a step that sends what was not written so.
func (db *DB) holdsAuditText(ctx context.Context, tx pgx.Tx, x readiness.CaseAudit, kind string) error {
	mark := map[string]*readiness.AuditMark{readiness.AuditorText: x.Audited, readiness.ModeratorText: x.Moderated, readiness.ThirdText: x.Third}[sentAs[kind]]
	part := sentAs[kind]
	if kind == "talked through" && x.Talked.Version > 0 {
		part, mark = readiness.PractitionerText, &readiness.AuditMark{Version: x.Talked.Version, SHA256: x.Talked.SHA256}
	}
	if mark == nil {
		return nil
	}
	row, err := one(ctx, tx, selectAuditText, args{"id": x.ID, "part": part, "number": mark.Version}, pgx.RowToStructByName[struct {
		Body   string
		SHA256 string `db:"sha256"`
	}])
	if err != nil && !isNone(err) {
		return err
	}
	if isNone(err) || row.SHA256 != mark.SHA256 {
		return readiness.FieldErrorf("version", "There is no such version of this text.")
	}
	if part == readiness.PractitionerText {
		return nil
	}
	text, err := readAuditText(row.Body)
	if err != nil {
		return err
	}
	if g := text.Grades(); g.Overall != mark.Overall || !maps.Equal(g.Sections, mark.Sections) {
		return readiness.FieldErrorf("overall", "The grades are not those of the text that was kept.")
	}
	return nil
}

func readAuditText(body string) (t readiness.CaseAuditText, err error) {
	if err := json.Unmarshal([]byte(body), &t); err != nil {
		return t, fmt.Errorf("read what was written about a case: %w", err)
	}
	return t, nil
}

func caseAuditArgs(x readiness.CaseAudit, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
		next = rungAhead{At: at, Roles: ahead[0].Roles}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "auditor": x.AuditorID, "moderator": x.ModeratorID, "third": x.ThirdID, "audited_by": "", "moderated_on": nil, "overall": "",
		"concerns": len(x.Concerns), "rules": x.Terms.Visit.Version, "next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	if x.Audited != nil {
		a["audited_by"] = x.Audited.By
	}
	if x.Moderated != nil {
		a["moderated_on"] = x.Moderated.On
	}
	if x.Stands != nil {
		a["overall"] = x.Stands.Overall
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	delete(a, "area") // a child's place does not change while it is audited
	return a
}

// CaseAuditState is a case audit as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) CaseAuditState(ctx context.Context, id string) (readiness.CaseAudit, error) {
	return stateOf[readiness.CaseAudit](ctx, db, selectCaseAuditState, id, "audit")
}
