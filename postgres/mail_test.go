package postgres_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

func (w *world) mailed(kind, key string, m readiness.Outgoing) {
	w.t.Helper()
	sent := readiness.SentMail{Key: key, Kind: kind, PersonID: m.PersonID, Address: m.Address, Subject: "s", Text: "t", HTML: "h", Sent: w.now()}
	for _, n := range m.Notices {
		sent.Notices = append(sent.Notices, n.ID)
	}
	w.must(w.Mailed(w.t.Context(), sent))
	w.must(w.Mailed(w.t.Context(), sent)) // every activity may come twice
}

func TestADigestIsTheSameWheneverItIsAsked(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	reviews := s.sweep(monday)
	if people := must[[]string](t)(s.Digests(ctx, monday)); !slices.Equal(people, []string{s.manager}) {
		t.Fatalf("digests for %v", people)
	}
	first := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday))
	s.do(reviews[0], readiness.AssignReview{OwnerID: s.head}, s.actor(s.head))
	s.do(reviews[1], readiness.PauseReview{Until: monday.AddDays(2), Reason: "court"}, s.actor(s.head))
	second := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday))
	if len(first.Notices) != 3 || diff(first, second) != "" || first.Name != "manager" || first.Address != "manager@example.gov.uk" || first.Anchor == "" {
		t.Errorf("%+v then %+v", first, second)
	}
	s.mailed("digest", "digest/1", first)
	if people := must[[]string](t)(s.Digests(ctx, monday)); !slices.Equal(people, []string{s.head}) {
		t.Errorf("then digests for %v", people)
	}
	if !must[bool](t)(s.MailKnown(ctx, "digest/1")) || must[bool](t)(s.MailKnown(ctx, "digest/2")) {
		t.Error("which mails are known is wrong")
	}
	tomorrow := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday.AddDays(1)))
	if len(tomorrow.Notices) != 0 {
		t.Errorf("told again: %+v", tomorrow.Notices)
	}
	s.must(s.DigestDone(ctx, readiness.DigestResult{On: monday, Mails: 1}, "clock"))
	mails := must[readiness.Page[readiness.Mail]](t)(s.Mails(ctx, readiness.MailQuery{}))
	if mails.Total != 1 || mails.Rows[0].To != "manager" || mails.Rows[0].Kept || mails.Rows[0].Sent.IsZero() {
		t.Errorf("%+v", mails)
	}
	if m := must[readiness.Mail](t)(s.Mail(ctx, mails.Rows[0].ID)); m.HTML != "h" {
		t.Errorf("%+v", m)
	}
	_, err := s.Mail(ctx, "nonsense")
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestAnEscalationIsMailedAtOnceAndOnce(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	r := s.sweep(monday)[0]
	var ev readiness.Event
	for range 6 {
		r, ev = s.lapse(r)
	}
	now := must[[]readiness.Outgoing](t)(s.ActNow(ctx, "review/"+r.ID, ev.Seq))
	if len(now) != 1 || now[0].PersonID != s.head || len(now[0].Notices) != 1 || now[0].Notices[0].ReviewID != r.ID || now[0].Notices[0].Kind != readiness.Escalated {
		t.Fatalf("%+v", now)
	}
	if before := must[[]readiness.Outgoing](t)(s.ActNow(ctx, "review/"+r.ID, ev.Seq-1)); len(before) != 0 {
		t.Errorf("a reminder is mailed at once: %+v", before)
	}
	if people := must[[]string](t)(s.Digests(ctx, monday)); slices.Contains(people, s.head) {
		t.Error("the digest takes an escalation that has a mail of its own under way")
	}
	w := s.world
	w.mu.Lock()
	w.at = w.at.Add(2 * time.Hour)
	w.mu.Unlock()
	if people := must[[]string](t)(s.Digests(ctx, monday)); !slices.Contains(people, s.head) {
		t.Error("an escalation whose mail could not be sent is lost")
	}
	if h := must[readiness.Health](t)(s.Health(ctx)); h.UnsentMails != 1 || h.LiveReviews != 3 || h.LateRungs != 2 || h.WorkerSeen.IsZero() || h.AuditRows == 0 {
		t.Errorf("%+v", h)
	}
	s.mailed("act now", "act-now/1", now[0])
	if again := must[[]readiness.Outgoing](t)(s.ActNow(ctx, "review/"+r.ID, ev.Seq)); len(again) != 0 {
		t.Errorf("mailed twice: %+v", again)
	}
	if people := must[[]string](t)(s.Digests(ctx, monday)); slices.Contains(people, s.head) {
		t.Error("the digest tells it again")
	}
}

func TestWhoHasLeftGetsNoMail(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	s.sweep(monday)
	form := readiness.SavePerson{Name: "manager", Email: "manager@example.gov.uk", Active: "no"}
	must[readiness.Person](t)(s.SavePerson(ctx, s.manager, form, s.asked(keeper)))
	if people := must[[]string](t)(s.Digests(ctx, monday)); len(people) != 0 {
		t.Errorf("digests for %v", people)
	}
	if m := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday)); len(m.Notices) != 0 {
		t.Errorf("%+v", m)
	}
}

func TestASweepAndAWorkerAreSeen(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	if h := must[readiness.Health](t)(s.Health(ctx)); !h.LastSweep.IsZero() || !h.WorkerSeen.IsZero() || h.LastImport.IsZero() {
		t.Errorf("%+v", h)
	}
	s.must(s.Beat(ctx, "worker-1"))
	s.must(s.Beat(ctx, "worker-1"))
	s.must(s.SweepDone(ctx, readiness.SweepResult{On: monday}, readiness.Clock.PersonID))
	if h := must[readiness.Health](t)(s.Health(ctx)); h.LastSweep.IsZero() || h.WorkerSeen.IsZero() || h.LedgerVersion == 0 {
		t.Errorf("%+v", h)
	}
	s.must(s.Ping(ctx))
	if must[time.Time](t)(s.Clock(ctx)).IsZero() {
		t.Error("no clock")
	}
}

// TestAMailThatFailed keeps why, leaves its notices for the next digest, and gives way to the mail that leaves.
func TestAMailThatFailed(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	s.sweep(monday)
	digest := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday))
	sent := readiness.SentMail{Key: "digest/1", Kind: "digest", PersonID: s.manager, Address: digest.Address, Subject: "s", Text: "t", HTML: "h"}
	for _, n := range digest.Notices {
		sent.Notices = append(sent.Notices, n.ID)
	}
	for range 2 { // every activity may come twice
		s.must(s.MailFailed(ctx, sent, "550 no such mailbox"))
	}
	mails := must[readiness.Page[readiness.Mail]](t)(s.Mails(ctx, readiness.MailQuery{}))
	if mails.Total != 1 || mails.Rows[0].Failed != "550 no such mailbox" || mails.Rows[0].Kept || !mails.Rows[0].Sent.IsZero() {
		t.Fatalf("%+v", mails)
	}
	if n := query[int64](s.world, "select count(*) from audit where action = 'mail failed'"); n[0] != 1 {
		t.Errorf("%d audit rows", n[0])
	}
	if must[bool](t)(s.MailKnown(ctx, sent.Key)) {
		t.Error("a mail that failed is not tried again")
	}
	if h := must[readiness.Health](t)(s.Health(ctx)); h.UnsentMails != 1 {
		t.Errorf("health counts %d", h.UnsentMails)
	}
	s.must(s.MailFailed(ctx, sent, "451 \x00try later"+strings.Repeat("é", 600)))
	if m := must[readiness.Mail](t)(s.Mail(ctx, mails.Rows[0].ID)); !strings.HasPrefix(m.Failed, "451 try lateré") || len(m.Failed) > 500 {
		t.Errorf("why: %q", m.Failed)
	}
	if again := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday.AddDays(1))); len(again.Notices) != 3 {
		t.Errorf("the next digest carries %d", len(again.Notices))
	}
	sent.Sent = s.now()
	s.must(s.Mailed(ctx, sent))
	s.must(s.MailFailed(ctx, sent, "a try that came late"))
	m := must[readiness.Mail](t)(s.Mail(ctx, mails.Rows[0].ID))
	if m.Failed != "" || m.Sent.IsZero() || !must[bool](t)(s.MailKnown(ctx, sent.Key)) {
		t.Errorf("after it left: %+v", m)
	}
	if n := query[int64](s.world, "select count(*) from notices where mail_id = $1", m.ID); n[0] != 3 {
		t.Errorf("%d notices are marked", n[0])
	}
	s.must(s.MailFailed(ctx, readiness.SentMail{Key: "digest/2", Kind: "digest", PersonID: s.manager}, ""))
	if latest := must[readiness.Page[readiness.Mail]](t)(s.Mails(ctx, readiness.MailQuery{Limit: 1})).Rows[0]; latest.Failed == "" {
		t.Error("without a reason a mail counts as kept")
	}
}
