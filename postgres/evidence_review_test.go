package postgres_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// reminded are the names of those whom a piece's notices went to, with their keys, in order.
func (p *programme) reminded(id string) []string {
	p.t.Helper()
	return query[string](p.world, `select p.name || ': ' || n.key from notices n join people p on p.id = n.person_id where n.subject = 'evidence/' || $1 order by n.made_at, p.name`, id)
}

// TestEvidenceIsLookedAtAgain goes through the life of a review-by date: nobody, once before, once on the day, looked at, and its owner gone.
func TestEvidenceIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	by := p.actor(p.manager)
	piece := readiness.AttachEvidence{ActionID: a.ID, Kind: "audit", Bears: readiness.Supports, Title: "Audit", ShowsOn: monday, ReviewBy: monday.AddDays(14)}
	e := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), piece, p.asked(by)))
	night := func(day calendar.Date) {
		t.Helper()
		p.goTo(day)
		p.sweep(day)
		p.sweep(day) // a second look on the same day tells nobody again
	}
	library := func() int {
		return must[readiness.Page[readiness.Evidence]](t)(p.Evidence(t.Context(), by, readiness.EvidenceQuery{State: "review_due"})).Total
	}
	night(monday.AddDays(4))
	if told := p.reminded(e.ID); len(told) != 0 || library() != 0 {
		t.Errorf("too early: %v, %d in the library", told, library())
	}
	night(monday.AddDays(7))
	night(monday.AddDays(8))
	key := "look again by " + piece.ReviewBy.String()
	if diff := cmp.Diff([]string{"manager: " + key + ", soon"}, p.reminded(e.ID)); diff != "" || library() != 1 {
		t.Errorf("five working days before, %d in the library (-want +got):\n%s", library(), diff)
	}
	night(monday.AddDays(15)) // nobody looked on the day itself
	night(monday.AddDays(16))
	if diff := cmp.Diff([]string{"manager: " + key + ", soon", "manager: " + key}, p.reminded(e.ID)); diff != "" {
		t.Errorf("after the day (-want +got):\n%s", diff)
	}
	until := monday.AddDays(56)
	p.must(p.ReviewEvidence(t.Context(), e.ID, readiness.ReviewEvidence{ReviewBy: until, Note: "Seen again."}, p.asked(by)))
	e = must[readiness.Evidence](t)(p.EvidenceItem(t.Context(), by, e.ID))
	if diff := diff([]readiness.EvidenceLook{{On: monday.AddDays(16), By: "manager", Until: until, Note: "Seen again."}}, e.Looks); diff != "" || e.ReviewBy != until || library() != 0 {
		t.Errorf("after it was looked at, by %s (-want +got):\n%s", e.ReviewBy, diff)
	}
	if rows := must[readiness.Page[readiness.AuditRow]](t)(p.Audit(t.Context(), readiness.AuditQuery{Subject: "evidence/" + e.ID})).Rows; rows[0].Action != "evidence looked at again" {
		t.Errorf("the audit trail says %+v", rows[0])
	}
	p.leaves(p.manager)
	night(until)
	if told := p.reminded(e.ID); len(told) != 3 || told[2] != "lead: look again by "+until.String() {
		t.Errorf("after its owner left: %v", told)
	}
	mail := must[readiness.Outgoing](t)(p.Digest(t.Context(), p.lead, until))
	if last := mail.Notices[len(mail.Notices)-1]; last.EvidenceID != e.ID || last.Kind != readiness.Reminder {
		t.Errorf("the lead's morning mail says %+v", last)
	}
}

func TestReviewEvidenceRefuses(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	e := p.attach(p.action("Supervise each month", nil), p.manager, readiness.Supports, monday)
	ask := func(by string, until calendar.Date) error {
		return p.ReviewEvidence(t.Context(), e.ID, readiness.ReviewEvidence{ReviewBy: until}, p.asked(p.actor(by)))
	}
	wantRefusal(t, ask(p.head, monday.AddDays(30)), readiness.Forbidden, "")
	wantRefusal(t, ask(p.manager, monday), readiness.Invalid, "review_by")
	p.must(ask(p.lead, monday.AddDays(30)))
	p.must(p.WithdrawEvidence(t.Context(), e.ID, readiness.WithdrawEvidence{Reason: "Wrong."}, p.asked(p.actor(p.manager))))
	wantRefusal(t, ask(p.manager, monday.AddDays(40)), readiness.Conflict, "")
}
