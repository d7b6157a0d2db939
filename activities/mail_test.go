package activities_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The day of these tests, a Monday.
var monday = calendar.On(2026, 3, 2)

// A desk is a ledger and a post office by hand: it knows what waits for whom, what has been mailed, and can be told to fail.
type desk struct {
	activities.Ledger
	waiting  map[string]readiness.Outgoing // by person
	now      []readiness.Outgoing          // mails that an event asks for at once
	kept     []readiness.SentMail
	sent     []activities.OutgoingMail
	failed   []string              // mails that could not be sent yet, and why
	done     []string              // digests that ended
	closed   bool                  // today is a quiet day
	paused   *readiness.Standstill // of the sweep
	noServer bool
	broken   map[string]error // what a thing answers instead of working
}

func (d *desk) activities() *activities.Activities {
	return &activities.Activities{Ledger: d, Mail: d, Beat: func(context.Context, ...any) {}, Address: "https://sightline.example"}
}

func (d *desk) ActNow(context.Context, string, int) ([]readiness.Outgoing, error) {
	return d.now, d.broken["act now"]
}

func (d *desk) Clockwork(context.Context) (readiness.Clockwork, error) {
	c := readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
	if d.closed {
		c.Timetable.Quiet = []readiness.QuietDays{{From: monday, Until: monday}}
	}
	c.Timetable.Sweep.Paused = d.paused
	return c, d.broken["timetable"]
}

func (d *desk) Digests(context.Context, calendar.Date) ([]string, error) {
	var ids []string
	for _, id := range []string{"p-1", "p-2", "p-3"} {
		if _, waits := d.waiting[id]; waits {
			ids = append(ids, id)
		}
	}
	return ids, d.broken["digests"]
}

func (d *desk) Digest(_ context.Context, personID string, _ calendar.Date) (readiness.Outgoing, error) {
	return d.waiting[personID], d.broken["digest"]
}

func (d *desk) MailKnown(_ context.Context, key string) (bool, error) {
	for _, m := range d.kept {
		if m.Key == key {
			return true, nil
		}
	}
	return false, d.broken["known"]
}

func (d *desk) Mailed(_ context.Context, m readiness.SentMail) error {
	if err := d.broken["mailed"]; err != nil {
		return err
	}
	d.kept = append(d.kept, m)
	return nil
}

func (d *desk) MailFailed(_ context.Context, m readiness.SentMail, why string) error {
	d.failed = append(d.failed, m.Key+": "+why)
	return d.broken["failed"]
}

func (d *desk) DigestDone(_ context.Context, r readiness.DigestResult, by string) error {
	d.done = append(d.done, fmt.Sprint(r.On, " ", r.Mails, " ", r.Failed, " ", by))
	return d.broken["done"]
}

func (d *desk) Send(_ context.Context, m activities.OutgoingMail) (bool, error) {
	if err := d.broken["send"]; err != nil {
		return false, err
	}
	d.sent = append(d.sent, m)
	return !d.noServer, nil
}

func notice(id string, kind readiness.NoticeKind, reviewID, why string) readiness.Notice {
	return readiness.Notice{ID: id, Kind: kind, ReviewID: reviewID, Why: why}
}

// morning is a digest with something of everything.
func morning() readiness.Outgoing {
	due := "A case review is due on 30 March 2026. This is the reminder 10 working days before the due date."
	return readiness.Outgoing{
		PersonID: "p-1", Name: "Rosalind Achebe", Address: "rosalind@council.example", Anchor: "3f9a1c",
		Cover: []readiness.Cover{{For: "Sam South", By: "Rosalind Achebe", Until: calendar.On(2026, 3, 6)}, {For: "Rosalind Achebe", By: "Tom Reilly", Until: calendar.On(2026, 3, 2)}},
		Stops: []readiness.StopLink{{Kind: readiness.Reminder, Secret: "s-1"}, {Kind: readiness.Informed, Secret: "s-2"}, {Kind: readiness.EveryMail, Secret: "s-3"}},
		Notices: []readiness.Notice{
			notice("n-1", readiness.Informed, "r-1", "A case review that you own got more time, until 23 April 2026."),
			notice("n-2", readiness.Reminder, "r-2", due),
			notice("n-3", readiness.Reminder, "r-3", due),
			notice("n-4", readiness.Escalated, "r-4", "A case review due on 9 February 2026 reached you 5 working days after the due date because nobody submitted it. It waits for your decision."),
			notice("n-5", readiness.SignOffAsked, "r-5", "A case review of your area waits for your signature."),
			notice("n-6", readiness.Approaching, "", "A case of your team reaches 18 months on 1 May 2026 & needs a plan."),
			notice("n-7", readiness.Assigned, "r-6", "A case review opened that you own. It is due on 30 March 2026."),
			notice("n-8", readiness.Returned, "r-7", "A case review came back to you: something is missing."),
			notice("n-9", readiness.SecondLookAt, "r-8", "A signed-off case review was drawn for your second look."),
			{ID: "n-10", Kind: readiness.Escalated, ReviewID: "r-9", For: "Sam South", Why: "The area head passed a case review up to you. It waits for your decision."},
		},
	}
}

func TestTellNow(t *testing.T) {
	t.Parallel()
	d := &desk{now: []readiness.Outgoing{morning(), {PersonID: "p-2", Name: "Deputy", Address: "deputy@council.example", Notices: morning().Notices[3:4]}}}
	step := activities.Step{ReviewID: "r-4", Seq: 7}
	for range 3 { // an activity may run again, whatever became of it
		if err := d.activities().TellNow(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	if len(d.sent) != 2 || len(d.kept) != 2 || d.kept[0].Key != "act-now/r-4/7/p-1" || d.kept[1].Key != "act-now/r-4/7/p-2" || d.kept[0].Kind != "act now" {
		t.Fatalf("sent %d, kept %+v", len(d.sent), d.kept)
	}
	if d.kept[1].Notices[0] != "n-4" || d.kept[1].Sent.IsZero() {
		t.Errorf("kept %+v", d.kept[1])
	}
	if d.sent[0].MessageID == d.sent[1].MessageID {
		t.Error("two mails under one message id")
	}
}

func TestTellNowWithNobodyToTell(t *testing.T) {
	t.Parallel()
	d := &desk{}
	if err := d.activities().TellNow(t.Context(), activities.Step{ReviewID: "r-4", Seq: 7}); err != nil || len(d.sent) != 0 {
		t.Errorf("sent %d, %v", len(d.sent), err)
	}
}

// TestDiedBetweenSendingAndKeeping: the second try sends again under the same message id, and then stands in the ledger once.
func TestDiedBetweenSendingAndKeeping(t *testing.T) {
	t.Parallel()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": morning()}, broken: map[string]error{"mailed": errors.New("connection reset")}}
	digest := activities.PersonalDigest{Day: monday, PersonID: "p-1"}
	if _, err := d.activities().SendDigest(t.Context(), digest); err == nil || !retryable(err) {
		t.Fatalf("got %v", err)
	}
	d.broken = nil
	if _, err := d.activities().SendDigest(t.Context(), digest); err != nil {
		t.Fatal(err)
	}
	if len(d.sent) != 2 || len(d.kept) != 1 || d.sent[0].MessageID != d.sent[1].MessageID || d.sent[0].MessageID == "" {
		t.Errorf("sent %d, kept %d, ids %q and %q", len(d.sent), len(d.kept), d.sent[0].MessageID, d.sent[1].MessageID)
	}
	if strings.Contains(d.sent[0].MessageID, "p-1") {
		t.Errorf("the message id tells whose it is: %s", d.sent[0].MessageID)
	}
}

func TestSendDigest(t *testing.T) {
	t.Parallel()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": morning()}}
	before := time.Now()
	for try := range 2 {
		mailed, err := d.activities().SendDigest(t.Context(), activities.PersonalDigest{Day: monday, PersonID: "p-1"})
		if err != nil || mailed.Sent != (try == 0) {
			t.Fatalf("try %d: %+v, %v", try, mailed, err)
		}
	}
	if len(d.sent) != 1 || len(d.kept) != 1 {
		t.Fatalf("sent %d, kept %d", len(d.sent), len(d.kept))
	}
	k := d.kept[0]
	if k.Key != "digest/2026-03-02/p-1" || k.Kind != "digest" || len(k.Notices) != 10 || k.Address != "rosalind@council.example" || k.Sent.Before(before.Add(-time.Second)) {
		t.Errorf("kept %+v", k)
	}
	if d.sent[0].StopURL != "https://sightline.example/stop-mails/s-3" {
		t.Errorf("mails are turned off at %q", d.sent[0].StopURL)
	}
	if k.Text != d.sent[0].Text || k.HTML != d.sent[0].HTML || k.Subject != d.sent[0].Subject {
		t.Error("what is kept is not what was sent")
	}
}

func TestDigestOfNobody(t *testing.T) {
	t.Parallel()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": {PersonID: "p-1", Name: "Nobody"}}}
	if _, err := d.activities().SendDigest(t.Context(), activities.PersonalDigest{Day: monday, PersonID: "p-1"}); err != nil || len(d.sent)+len(d.kept) != 0 {
		t.Errorf("a mail with nothing in it: sent %d, %v", len(d.sent), err)
	}
}

func TestListDigests(t *testing.T) {
	t.Parallel()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": morning(), "p-3": morning()}}
	got, err := d.activities().ListDigests(t.Context(), activities.DigestDay{Day: monday})
	if err != nil || strings.Join(got.PersonIDs, " ") != "p-1 p-3" {
		t.Errorf("got %v, %v", got, err)
	}
	d.closed = true
	if got, err := d.activities().ListDigests(t.Context(), activities.DigestDay{Day: monday}); err != nil || len(got.PersonIDs) != 0 {
		t.Errorf("on a quiet day: %v, %v", got, err)
	}
	_, err = d.activities().ListDigests(t.Context(), activities.DigestDay{Day: monday, By: "lead"})
	if err == nil || retryable(err) || !strings.Contains(err.Error(), "Monday 2 March 2026 is a quiet day") {
		t.Errorf("somebody asks for mails on a quiet day: %v", err)
	}
}

func TestWithoutAMailServerMailsAreKept(t *testing.T) {
	t.Parallel()
	d := &desk{waiting: map[string]readiness.Outgoing{"p-1": morning()}, noServer: true}
	if _, err := d.activities().SendDigest(t.Context(), activities.PersonalDigest{Day: monday, PersonID: "p-1"}); err != nil {
		t.Fatal(err)
	}
	if len(d.kept) != 1 || !d.kept[0].Sent.IsZero() {
		t.Errorf("kept %+v", d.kept)
	}
}

// TestErrors: a refusal is final, anything else is tried again.
func TestErrors(t *testing.T) {
	t.Parallel()
	a := func(d *desk) *activities.Activities {
		d.waiting = map[string]readiness.Outgoing{"p-1": morning()}
		d.now = []readiness.Outgoing{morning()}
		return d.activities()
	}
	for _, what := range []string{"act now", "known", "send", "mailed"} {
		away := &desk{broken: map[string]error{what: errors.New("connection refused")}}
		if err := a(away).TellNow(t.Context(), activities.Step{ReviewID: "r", Seq: 1}); err == nil || !retryable(err) {
			t.Errorf("%s is away: %v", what, err)
		}
	}
	for _, what := range []string{"act now", "mailed"} {
		refuses := &desk{broken: map[string]error{what: readiness.Errorf(readiness.NotFound, "There is no such review.")}}
		if err := a(refuses).TellNow(t.Context(), activities.Step{ReviewID: "r", Seq: 1}); err == nil || retryable(err) {
			t.Errorf("%s refuses: %v", what, err)
		}
	}
	for _, what := range []string{"timetable", "digests"} {
		away := &desk{broken: map[string]error{what: errors.New("connection refused")}}
		if _, err := a(away).ListDigests(t.Context(), activities.DigestDay{Day: monday}); err == nil || !retryable(err) {
			t.Errorf("%s is away: %v", what, err)
		}
	}
	unsent := &desk{broken: map[string]error{"send": errors.New("connection refused")}}
	if err := a(unsent).TellNow(t.Context(), activities.Step{ReviewID: "r", Seq: 1}); err == nil || len(unsent.failed) != 1 || len(unsent.kept) != 0 {
		t.Errorf("a mail that could not be sent is kept as failed: %v, %q", err, unsent.failed)
	}
	done := &desk{broken: map[string]error{"done": errors.New("connection refused")}}
	if err := done.activities().KeepDigest(t.Context(), activities.DigestDone{DigestDay: activities.DigestDay{Day: monday}}); err == nil || !retryable(err) {
		t.Errorf("got %v", err)
	}
}

// retryable reports whether Temporal would try again.
func retryable(err error) bool {
	var app *temporal.ApplicationError
	return !errors.As(err, &app) || !app.NonRetryable()
}
