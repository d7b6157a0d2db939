package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// town stands where Temporal stands: it starts reviews, wakes them at their deadlines and lets people at them. It decides nothing: every step is the
// rules' own, and is recorded as a workflow records it.
type town struct {
	*history
	lock     sync.Mutex // the activities wake several at once; here one comes after the other
	reviews  map[string]*resident
	actions  map[string]*undertaking
	points   []*readiness.Point       // as meetings raised them
	requests []*readiness.PreScrutiny // of scrutiny, to see a decision before it is taken

	cycles     []*readiness.Assessment
	appraisals []*readiness.Appraisal
	audits     []*readiness.CaseAudit
	stories    []*cycle                 // the self-assessments as they are imagined, the earliest first
	tasks      map[calendar.Date][]task // what people do about them, by day

	visits     []*readiness.Visit
	steps      []*readiness.VisitStep // of all of them
	entries    []*readiness.VisitEntry
	receptions []*reception       // the visits as they are imagined
	readings   map[string]reading // by the id of a case audit: what its people mean to do

	tables   []*table
	talks    map[calendar.Date][]func(context.Context) error // what follows a meeting, by day
	plan     []*undertaking                                  // by the day on which they begin
	lessons  []beat                                          // what findings are still to be entered, and reports to be made
	taught   map[string][]string                             // theme to the ids of its findings that actions answer, the earliest first
	order    []*resident                                     // as they opened
	lowered  bool
	answered map[string]int // finding id to how many actions answer it
	left     map[string]int // area id to how many of its reviews nobody touches, see leftAlone
}

var _ activities.Runs = (*town)(nil)

// A resident is one running review and what its people mean to do about it.
type resident struct {
	readiness.Review
	draw  *rand.Rand
	habit habit
	next  calendar.Date // when its people look at it again
}

func (t *town) openReview(ctx context.Context, p readiness.PlannedReview) error {
	r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	n := &resident{Review: r, draw: t.draw(p.Opening)}
	n.habit = t.habitOf(n)
	if n.next = n.habit.first(n, t.calendar); t.leftAlone(n) {
		n.next = calendar.Date{}
	}
	t.reviews[p.ID], t.order = n, append(t.order, n)
	return t.db.Record(ctx, r, ev)
}

// draw makes the chances of one review: the same for the same child in the same county, whatever its ids are.
func (t *town) draw(o readiness.Opening) *rand.Rand {
	sum := fnv.New64a()
	fmt.Fprint(sum, o.Basis.Type, o.Basis.Since, o.Basis.Threshold, o.Due, o.Repeat)
	return rand.New(rand.NewPCG(t.county.Seed, sum.Sum64()))
}

// A deadline is the next moment of one thing, and what to do when nobody did anything until then.
type deadline struct {
	at    time.Time
	next  func() (time.Time, bool)
	lapse func(ctx context.Context) error
}

// lapse reaches every deadline that lies before a moment, each at its own time and in order.
func (t *town) lapse(ctx context.Context, until time.Time) error {
	var waiting []deadline
	wait := func(next func() (time.Time, bool), lapse func(context.Context) error) {
		if at, waits := next(); waits && at.Before(until) {
			waiting = append(waiting, deadline{at, next, lapse})
		}
	}
	for _, n := range t.order {
		wait(func() (time.Time, bool) { return n.Deadline() }, func(ctx context.Context) error {
			return t.reviewTurn(ctx, n.ID, func(r readiness.Review) (readiness.Review, readiness.Event, error) { return r.Lapse(t.now) })
		})
	}
	for _, u := range t.plan {
		wait(func() (time.Time, bool) { return u.Deadline() }, func(ctx context.Context) error {
			return t.actionTurn(ctx, u.ID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
				return a.Lapse(t.now)
			})
		})
	}
	for _, x := range t.points {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.pointTurn(ctx, x.ID, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.requests {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.requestTurn(ctx, x.ID, func(x readiness.PreScrutiny) (readiness.PreScrutiny, readiness.Event, error) {
				return x.Lapse(t.now)
			})
		})
	}
	for _, x := range t.cycles {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.cycleTurn(ctx, x.ID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.appraisals {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.appraisalTurn(ctx, x.ID, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.visits {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.visitTurn(ctx, x.ID, func(x readiness.Visit) (readiness.Visit, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.steps {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.stepTurn(ctx, x.ID, func(x readiness.VisitStep) (readiness.VisitStep, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.audits {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.auditTurn(ctx, x.ID, func(x readiness.CaseAudit) (readiness.CaseAudit, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	for _, x := range t.entries {
		wait(func() (time.Time, bool) { return x.Deadline() }, func(ctx context.Context) error {
			return t.entryTurn(ctx, x.ID, func(x readiness.VisitEntry) (readiness.VisitEntry, readiness.Event, error) { return x.Lapse(t.now) })
		})
	}
	slices.SortStableFunc(waiting, func(a, b deadline) int { return a.at.Compare(b.at) })
	for _, w := range waiting {
		for at, waits := w.next(); waits && at.Before(until); at, waits = w.next() {
			t.now = at.UTC()
			if err := w.lapse(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// work lets people do what they mean to do on a day, between nine and five.
func (t *town) work(ctx context.Context, day calendar.Date) error {
	minute := 0
	for _, n := range t.order {
		if n.Status.Ended() || n.next.IsZero() || n.next.After(day) {
			continue
		}
		t.clock(day, 9, 0)
		t.now = t.now.Add(time.Duration(minute%470) * time.Minute)
		minute++
		if err := t.act(ctx, n, day); err != nil {
			return err
		}
	}
	return nil
}

// ask asks one command of a review as a person. A refusal is taken as it comes: a person reads it and goes on.
func (t *town) ask(ctx context.Context, n *resident, person string, c readiness.ReviewCommand) error {
	by, err := t.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil // has left
	}
	if err != nil {
		return err
	}
	err = t.reviewTurn(ctx, n.ID, func(r readiness.Review) (readiness.Review, readiness.Event, error) {
		return r.Do(c, t.asked(by), t.now)
	})
	if readiness.AsRefusal(err) != nil {
		return nil
	}
	return err
}
