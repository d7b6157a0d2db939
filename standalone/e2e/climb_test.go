package e2e_test

import (
	"io"
	"net"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestClimb lets reviews climb a ladder of minutes. Four escalations are decided, each in one of the four ways; one is left alone and reaches the
// director of children's services. The mails go through a real mail server.
func TestClimb(t *testing.T) {
	t.Parallel()
	box := openMailbox(t)
	h := newHouse(t, box.configure)
	who := h.furnish(t, 60, calendar.DateOf(time.Now()))
	h.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 12, 0 })
	h.setLadder(t, minutes(0, readiness.Owner, readiness.AreaHead), minutes(1, readiness.AssistantDirector), minutes(2, readiness.Director))
	h.sweep(t)
	ids := h.reviews(t, "North")
	if len(ids) < 5 {
		t.Fatalf("only %d reviews opened in the North", len(ids))
	}
	head := who["area_head North"]
	for _, id := range ids[:5] {
		h.awaitReached(t, id, readiness.AreaHead)
	}
	decide := func(i int, by readiness.Actor, d readiness.DecideReviewEscalation) { h.do(by, ids[i], d) }
	decide(0, head, readiness.DecideReviewEscalation{Decision: "decide_myself"})
	decide(1, head, readiness.DecideReviewEscalation{Decision: "give", OwnerID: h.actorsOf(t, who, ids[1]).other.PersonID})
	decide(2, head, readiness.DecideReviewEscalation{Decision: "more_time", Until: h.later(ids[2], 5), Reason: "The assessment comes on Friday."})
	decide(3, head, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "Needs a decision about money."})
	refused(t, h, who["area_head South"], ids[4], readiness.DecideReviewEscalation{Decision: "decide_myself"}, readiness.Forbidden)
	refused(t, h, who["assistant_director"], ids[0], readiness.DecideReviewEscalation{Decision: "decide_myself"}, readiness.Conflict)
	h.awaitReached(t, ids[3], readiness.AssistantDirector)
	h.awaitReached(t, ids[4], readiness.Director)
	decide(4, who["dcs"], readiness.DecideReviewEscalation{Decision: "decide_myself", Note: "I want to see this family's plan."})
	h.settled(t, who, ids[:5])
	h.toldOnce(t)
	box.check(t, h)
}

// awaitReached waits until a review's escalation waits for a role.
func (e *eyes) awaitReached(t *testing.T, id string, role readiness.Role) {
	t.Helper()
	until(t, 3*soon, "the review reaches the "+role.Title(), func() (bool, any) {
		r := e.state(id)
		return r.Escalation != nil && r.Escalation.Role == role, r.Escalation
	})
}

// settled brings every review to its end and keeps the histories of these climbs.
func (h *house) settled(t *testing.T, who town, ids []string) {
	t.Helper()
	names := []string{"climb_decided_by_the_area_head", "climb_given", "climb_more_time", "climb_passed_up", "climb_to_the_director"}
	for i, id := range ids {
		h.do(who["area_head North"], id, closing())
		h.do(who["assistant_director"], id, readiness.SignOffReview{})
		must(t, h.temporal.GetWorkflow(t.Context(), "review/"+id, "").Get(t.Context(), nil))
		h.replay(t, h.config.PayloadKeys.Reveal(), names[i], "review/"+id)
	}
	roles := h.texts(`select body->>'text' from review_events where review_id = $1 and kind = 'escalated' order by seq`, ids[4])
	if len(roles) != 3 || !strings.Contains(roles[0], "area head") || !strings.Contains(roles[1], "assistant director") || !strings.Contains(roles[2], "director of children") {
		t.Errorf("the review that was left alone climbed like this:\n%s", strings.Join(roles, "\n"))
	}
}

// toldOnce makes sure that no rung told anybody twice and that none was left out.
func (e *eyes) toldOnce(t *testing.T) {
	t.Helper()
	twice := e.texts(`select review_id || ' ' || why || ' ' || person_id from notices where kind = 'escalation' group by review_id, why, person_id having count(*) > 1`)
	if len(twice) > 0 {
		t.Errorf("told twice:\n%s", strings.Join(twice, "\n"))
	}
	silent := e.texts(`select e.review_id || ' ' || e.seq from review_events e where e.kind = 'escalated'
		and not exists (select from notices n where n.review_id = e.review_id and n.seq = e.seq)`)
	if len(silent) > 0 {
		t.Errorf("reached, and nobody was told:\n%s", strings.Join(silent, "\n"))
	}
}

// A mailbox is a mail server in this process that keeps what it is given.
type mailbox struct {
	at string

	mu    sync.Mutex
	mails []*mail.Message
	texts []string
}

func openMailbox(t *testing.T) *mailbox {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	box := &mailbox{at: l.Addr().String()}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &letter{box: box}, nil }))
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close the mail server: %v", err)
		}
		<-done
	})
	return box
}

func (b *mailbox) configure(c *app.Config) {
	host, port, _ := net.SplitHostPort(b.at)
	c.SMTPHost, c.SMTPTLS, c.MailFrom = host, "none", "Sightline <sightline@fairshire.example>"
	c.SMTPPort, _ = strconv.Atoi(port)
}

// check reads what arrived: every escalation's mail once, and none that names a child or a case.
func (b *mailbox) check(t *testing.T, h *house) {
	t.Helper()
	want := h.count(`select count(*) from mails where kind = 'act now'`)
	if want == 0 {
		t.Fatal("no mail went out at once")
	}
	unsent := `select count(*) from notices where kind = 'escalation' and mail_id is null`
	until(t, soon, "every escalation is mailed", func() (bool, any) { n := h.count(unsent); return n == 0, n })
	if left := h.count(`select count(*) from mails where sent is null or failed <> ''`); left > 0 {
		t.Errorf("%d mails were not sent", left)
	}
	secrets := h.texts(`select child_ref from cases union all select id::text from cases`)
	b.mu.Lock()
	defer b.mu.Unlock()
	if want = h.count(`select count(*) from mails`); len(b.mails) != want {
		t.Errorf("%d mails arrived; the ledger knows %d", len(b.mails), want)
	}
	var ids []string
	for i, m := range b.mails {
		ids = append(ids, m.Header.Get("Message-Id"))
		for _, secret := range secrets {
			if strings.Contains(b.texts[i]+m.Header.Get("Subject"), secret) {
				t.Errorf("a mail names %s:\n%s", secret, b.texts[i])
			}
		}
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(b.mails) || slices.Contains(ids, "") {
		t.Errorf("message ids are missing or not unique: %v", ids)
	}
}

// letter is one conversation with the mail server.
type letter struct{ box *mailbox }

func (*letter) Mail(string, *smtp.MailOptions) error { return nil }
func (*letter) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (*letter) Reset()                               {}
func (*letter) Logout() error                        { return nil }

func (l *letter) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(m.Body)
	if err != nil {
		return err
	}
	l.box.mu.Lock()
	defer l.box.mu.Unlock()
	l.box.mails, l.box.texts = append(l.box.mails, m), append(l.box.texts, string(text))
	return nil
}
