package e2e_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A life is what happens to one review from its opening to its end.
type life struct {
	name  string
	looks bool                                               // drawn for a second look
	live  func(t *testing.T, h *house, a *actors, id string) // the whole life, but for the second look
	end   readiness.Status
	kinds string // the kinds of its events, in order
}

// actors are those who have to do with one review.
type actors struct{ owner, other, head, assistant, assurance readiness.Actor }

func closing() readiness.SubmitReview {
	return readiness.SubmitReview{
		Reason: "closure_pending", WhyOpen: "The plan was met in June and nobody closed the case.", WhatChanged: "School reports steady attendance.",
		LastSeen: calendar.DateOf(time.Now()).AddDays(-9), PlanEnds: "yes", Outcome: "close",
	}
}

func goingOn() readiness.SubmitReview {
	s := closing()
	s.Reason, s.Outcome, s.NewOutcomes = "complex_need", "continue", "A place at the nursery, and two quiet weeks at home."
	s.NextDate = calendar.DateOf(time.Now()).AddMonths(2)
	return s
}

var lives = []life{
	{name: "review_signed_off", end: readiness.SignedOff, kinds: "opened begun submitted signed-off", live: func(t *testing.T, h *house, a *actors, id string) {
		h.do(a.owner, id, readiness.BeginReview{})
		h.do(a.owner, id, goingOn())
		refused(t, h, a.owner, id, readiness.SignOffReview{}, readiness.Forbidden)
		h.do(a.head, id, readiness.SignOffReview{Note: "Agreed."})
	}},
	{name: "review_sent_back", end: readiness.SignedOff, kinds: "opened submitted sent-back submitted signed-off", live: func(_ *testing.T, h *house, a *actors, id string) {
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SendBackReview{Missing: "When was the school last asked?"})
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
	}},
	{name: "review_put_off", end: readiness.SignedOff, kinds: "opened put-off put-off put-off submitted signed-off", live: func(t *testing.T, h *house, a *actors, id string) {
		for range 2 {
			h.do(a.owner, id, readiness.PutOffReview{Until: h.later(id, 5), Reason: "The court date moved."})
		}
		refused(t, h, a.owner, id, readiness.PutOffReview{Until: h.later(id, 5), Reason: "Again."}, readiness.Forbidden)
		h.do(a.assistant, id, readiness.PutOffReview{Until: h.later(id, 5), Reason: "Agreed with the court team."})
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
	}},
	{name: "review_paused", end: readiness.SignedOff, kinds: "opened paused resumed submitted signed-off", live: func(_ *testing.T, h *house, a *actors, id string) {
		h.do(a.owner, id, readiness.PauseReview{Until: calendar.DateOf(time.Now()).AddMonths(3), Reason: "Care proceedings began."})
		h.do(a.owner, id, readiness.ResumeReview{Note: "Proceedings ended early."})
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
	}},
	{name: "review_given_away", end: readiness.SignedOff, kinds: "opened assigned begun submitted signed-off", live: func(_ *testing.T, h *house, a *actors, id string) {
		h.do(a.head, id, readiness.AssignReview{OwnerID: a.other.PersonID, Note: "Knows the family."})
		h.do(a.other, id, readiness.BeginReview{})
		h.do(a.other, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
	}},
	{name: "review_second_look", looks: true, end: readiness.SignedOff, kinds: "opened submitted signed-off second-look-agreed", live: func(_ *testing.T, h *house, a *actors, id string) {
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
		h.do(a.assurance, id, readiness.LookAgainAtReview{Agree: "yes", Note: "Clear and short."})
	}},
	{name: "review_second_look_not_agreed", looks: true, end: readiness.SignedOff, kinds: "opened submitted signed-off sent-back submitted signed-off second-look-agreed", live: func(_ *testing.T, h *house, a *actors, id string) {
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
		h.do(a.assurance, id, readiness.LookAgainAtReview{Agree: "no", Note: "The plan has no end."})
		h.do(a.owner, id, closing())
		h.do(a.head, id, readiness.SignOffReview{})
		h.do(a.assurance, id, readiness.LookAgainAtReview{Agree: "yes"})
	}},
}

// later is a working day so many working days after a review's present due date.
func (h *house) later(review string, days int) calendar.Date {
	h.t.Helper()
	r := h.state(review)
	return r.Terms.Calendar.Add(r.Run.Due, days, calendar.Exclusive)
}

func refused(t *testing.T, h *house, by readiness.Actor, id string, c readiness.ReviewCommand, code readiness.Code) {
	t.Helper()
	if _, err := h.ask(by, id, c); !code.Is(err) {
		t.Errorf("%s asks %s: got %v, want a refusal %q", by.Name, c.Name(), err, code)
	}
}

// TestLives leads one review through each way it can go, all side by side, and compares ledger and history at the end.
func TestLives(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 60, calendar.DateOf(time.Now()).AddDays(-40))
	h.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 4, 50 })
	h.sweep(t)
	free := h.reviews(t, "North")
	var going sync.WaitGroup
	ids := map[string]string{}
	for _, l := range lives {
		id := h.draw(t, &free, l.looks)
		ids[l.name] = id
		going.Go(func() { l.live(t, h, h.actorsOf(t, who, id), id) })
	}
	going.Wait()
	for _, l := range lives {
		h.endedAs(t, l, ids[l.name])
	}
	h.overtaken(t)
	if check, err := h.db.VerifyAudit(t.Context()); err != nil || check.Broken != 0 {
		t.Errorf("the audit chain: %+v %v", check, err)
	}
}

// draw takes the next review that the recorded seed sends, or does not send, to a second look.
func (h *house) draw(t *testing.T, free *[]string, looks bool) string {
	t.Helper()
	for i, id := range *free {
		if h.state(id).Terms.Rules.SecondLook(id) == looks {
			*free = append((*free)[:i:i], (*free)[i+1:]...)
			return id
		}
	}
	t.Fatal("too few reviews opened")
	return ""
}

func (h *house) actorsOf(t *testing.T, who town, id string) *actors {
	r := h.state(id)
	a := &actors{head: who["area_head North"], assistant: who["assistant_director"], assurance: who["quality_assurance"]}
	for _, team := range teams[:2] {
		if m := who["team_manager "+team]; m.PersonID == r.OwnerID {
			a.owner = m
		} else {
			a.other = m
		}
	}
	if a.owner.PersonID == "" {
		t.Errorf("review %s belongs to nobody known: %q", id, r.OwnerID)
	}
	return a
}

// endedAs checks how a life ended: status, events, and that the run ended with it and replays.
func (h *house) endedAs(t *testing.T, l life, id string) {
	t.Helper()
	if r := h.state(id); r.Status != l.end {
		t.Errorf("%s: the review is %q, want %q", l.name, r.Status, l.end)
	}
	kinds := strings.Join(h.texts(`select replace(kind, ' ', '-') from review_events where review_id = $1 order by seq`, id), " ")
	if kinds != l.kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", l.name, kinds, l.kinds)
	}
	must(t, h.temporal.GetWorkflow(t.Context(), "review/"+id, "").Get(t.Context(), nil))
	h.replay(t, h.config.PayloadKeys.Reveal(), l.name, "review/"+id)
}

// overtaken brings the lists of 40 days later: cases that closed meanwhile take their reviews along.
func (h *house) overtaken(t *testing.T) {
	t.Helper()
	today := calendar.DateOf(time.Now())
	i := h.bring(t, h.lists(today), today)
	h.replay(t, h.config.PayloadKeys.Reveal(), "import_applied", "import/"+i.ID)
	if i.Changes.Closed == 0 || i.Changes.Overtaken == 0 {
		t.Fatalf("the second lists close nothing that is under review: %+v", i.Changes)
	}
	left := `select count(*) from reviews r join cases c on c.id = r.case_id where c.closed is not null and r.status not in ('signed_off', 'overtaken')`
	until(t, soon, "reviews of closed cases end", func() (bool, any) { n := h.count(left); return n == 0, n })
	ids := h.texts(`select id::text from reviews where status = 'overtaken'`)
	if len(ids) != i.Changes.Overtaken {
		t.Errorf("%d reviews were overtaken; the import announced %d", len(ids), i.Changes.Overtaken)
	}
	h.endedAs(t, life{name: "review_overtaken", end: readiness.Overtaken, kinds: "opened overtaken"}, ids[0])
	refused(t, h, lead, ids[0], readiness.BeginReview{}, readiness.Conflict)
}
