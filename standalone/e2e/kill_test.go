package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/readiness"
)

// programs is the folder of what the tests built, "" when they built nothing. TestMain removes it.
var programs string

// built is the standalone, built once for all tests that kill it.
var built = sync.OnceValues(func() (path string, err error) {
	if programs, err = os.MkdirTemp("", "sightline-e2e-bin-"); err != nil {
		return "", err
	}
	path = filepath.Join(programs, "sightline-standalone")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, "./standalone")
	build.Dir = "../.."
	if said, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the standalone: %w\n%s", err, said)
	}
	return path, nil
})

// A cottage is the standalone as a person runs it: one program, one folder. It can be killed and started again on the same folder.
type cottage struct {
	*eyes
	*process
	t   *testing.T
	dir string
	url string
}

func newCottage(t *testing.T) *cottage {
	t.Helper()
	c := &cottage{t: t, dir: testdb.Dir(t)}
	c.start()
	return c
}

// start starts the program and waits until its pages answer and a worker works.
func (c *cottage) start() {
	c.t.Helper()
	program, err := built()
	must(c.t, err)
	listen, side := freeAddress(c.t), freeAddress(c.t)
	c.url = "http://" + listen
	c.process = run(c.t, program, []string{"SIGHTLINE_LISTEN=" + listen, "SIGHTLINE_PRIVATE_LISTEN=" + side, "SIGHTLINE_WORKER_LISTEN=off"}, "run", "--empty", "--dir", c.dir)
	c.ready("http://" + side + "/readyz")
	var r reach
	must(c.t, json.Unmarshal(got[[]byte](c.t)(os.ReadFile(filepath.Join(c.dir, "running.json"))), &r))
	keys := got[[]byte](c.t)(os.ReadFile(filepath.Join(c.dir, "payload-keys")))
	before := c.eyes
	c.eyes = look(c.t, r.DatabaseURL, r.TemporalAddress, string(keys))
	if before != nil {
		c.children, c.began = before.children, before.began
	}
}

// TestKilledWhileSweeping kills everything with -9 while a sweep opens reviews. Afterwards each review is there once, the ladder goes on where it
// stood, every timer is kept, and nobody is told twice. An orderly stop changes nothing either.
func TestKilledWhileSweeping(t *testing.T) {
	t.Parallel()
	c := newCottage(t)
	c.furnish(t, 150, calendar.DateOf(time.Now()))
	c.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 4, 0 })
	c.setLadder(t, minutes(0, readiness.Owner), minutes(1, readiness.AreaHead), minutes(500, readiness.Director))
	swept := make(chan error, 1)
	go func() { _, err := c.commands.Sweep(t.Context(), asked(lead)); swept <- err }()
	until(t, soon, "the sweep is half-way", func() (bool, any) {
		n := c.count(`select count(*) from reviews where seq > 0`)
		return n >= 5, n
	})
	c.kill()
	if err := <-swept; err == nil {
		t.Log("the sweep had ended before the kill")
	}
	c.start()
	c.allOpen(t)
	c.oneEach(t)
	for _, area := range []string{"North", "South"} {
		for _, id := range c.reviews(t, area) {
			c.awaitReached(t, id, readiness.AreaHead)
		}
	}
	c.toldOnce(t)
	c.timersKept(t)
	rows := c.rows()
	c.stop()
	if c.process.err != nil {
		t.Errorf("an orderly stop left with %v", c.process.err)
	}
	c.start()
	c.timersKept(t)
	if again := c.rows(); !slices.Equal(rows, again) {
		t.Errorf("the reviews changed over an orderly stop:\n%v\n%v", rows, again)
	}
}

// rows are all reviews as the ledger has them, with how many notices were made of each.
func (e *eyes) rows() []string {
	return e.texts(`select r.id || ' ' || r.status || ' ' || r.seq || ' ' || coalesce(r.next_at::text, '') || ' ' || md5(r.state::text) || ' ' ||
		(select count(*) from notices n where n.review_id = r.id) from reviews r order by r.id`)
}

// answering is how long a busy machine may take from deciding to sleep to the server's noting it: so much later a timer fires. Ladders have steps of a
// minute at least.
const answering = 30 * time.Second

// timersKept compares the timer that Temporal holds for each live review with the next moment in its row.
func (e *eyes) timersKept(t *testing.T) {
	t.Helper()
	for _, id := range e.texts(`select id::text from reviews where status not in ('signed_off', 'overtaken')`) {
		at, waits := e.state(id).Deadline()
		timer, runs := e.timer(t, id)
		if waits != runs || timer.Sub(at).Abs() > answering {
			t.Errorf("review %s waits for %v (%v); its timer fires at %v (%v)", id, at, waits, timer, runs)
		}
	}
}

// timer is when the one open timer of a review's run fires.
func (e *eyes) timer(t *testing.T, id string) (at time.Time, runs bool) {
	t.Helper()
	open := map[int64]time.Time{}
	for events := e.temporal.GetWorkflowHistory(t.Context(), "review/"+id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		must(t, err)
		if begun := event.GetTimerStartedEventAttributes(); begun != nil {
			open[event.GetEventId()] = event.GetEventTime().AsTime().Add(begun.GetStartToFireTimeout().AsDuration())
		}
		delete(open, event.GetTimerFiredEventAttributes().GetStartedEventId())
		delete(open, event.GetTimerCanceledEventAttributes().GetStartedEventId())
	}
	if len(open) > 1 {
		t.Errorf("review %s has %d timers", id, len(open))
	}
	for _, moment := range open {
		return moment, true
	}
	return time.Time{}, false
}

// TestKilledWhileAsking kills everything with -9 between command and answer, at three moments, the last time while an import is being written.
// Whoever asks again with the same command id gets the answer; nothing was done twice, and nothing half.
func TestKilledWhileAsking(t *testing.T) {
	t.Parallel()
	c := newCottage(t)
	who := c.furnish(t, 60, calendar.DateOf(time.Now()).AddDays(-40))
	c.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 4, 0 })
	c.sweep(t)
	head, programme := who["area_head North"], who["improvement_lead"]
	today := calendar.DateOf(time.Now())
	upload := readiness.Upload{TakenOn: today, Files: []readiness.UploadFile{{Name: "annex-a.xlsx", Data: c.lists(today)}}}
	i := got[readiness.Import](t)(c.db.NewImport(t.Context(), upload, asked(programme)))
	must(t, c.commands.CheckImport(t.Context(), i.ID))
	checked := c.awaitImport(t, i.ID, readiness.ImportChecked)
	confirm := asked(programme)

	free := c.reviews(t, "North")
	for round, recorded := range []int{1, 2, 3} {
		var also func()
		if round == 2 {
			hand := c.token(t, c.url, programme)
			also = func() { hand.post(t, "/imports/"+i.ID+"/confirm", confirm.ID, "") }
		}
		c.killedAfter(t, head, free[4*round:4*round+4], recorded, also)
	}
	c.confirmedOnce(t, checked, confirm)
	if twice := c.texts(`select review_id::text from review_events where kind = 'begun' group by review_id having count(*) > 1`); len(twice) > 0 {
		t.Errorf("begun twice: %v", twice)
	}
	c.toldOnce(t)
	c.timersKept(t)
}

// killedAfter asks reviews to begin through the API, all at once, and kills everything when so many of these commands are recorded. Then it starts
// again and asks as a page asks again: with the same command ids.
func (c *cottage) killedAfter(t *testing.T, by readiness.Actor, reviews []string, recorded int, also func()) {
	t.Helper()
	api := c.token(t, c.url, by)
	begun := `select count(*) from review_events where kind = 'begun' and review_id::text = any($1)`
	asks := map[string]readiness.Asked{}
	var asking sync.WaitGroup
	if also != nil {
		asking.Go(also)
	}
	for _, id := range reviews {
		ask := asked(by)
		asks[id] = ask
		asking.Go(func() { api.post(t, "/reviews/"+id+"/commands/begin-review", ask.ID, `{}`) })
	}
	until(t, soon, "some commands are recorded", func() (bool, any) { n := c.count(begun, reviews); return n >= recorded, n })
	c.kill()
	asking.Wait()
	c.start()
	for id, ask := range asks {
		until(t, 2*soon, "the command is answered", func() (bool, any) {
			_, err := c.commands.Review(t.Context(), id, readiness.BeginReview{}, ask)
			ended := readiness.Conflict.Is(err) && strings.Contains(err.Error(), "ended") // the import overtook it meanwhile
			return err == nil || ended, err
		})
	}
}

// confirmedOnce asks the confirmation again until the import is applied, and compares what was written with what the check had announced.
func (c *cottage) confirmedOnce(t *testing.T, checked readiness.Import, confirm readiness.Asked) {
	t.Helper()
	until(t, 3*soon, "the import is applied", func() (bool, any) {
		now := got[readiness.Import](t)(c.db.Import(t.Context(), checked.ID))
		if now.Status == readiness.ImportApplied {
			return true, now.Status
		}
		err := c.commands.ConfirmImport(t.Context(), checked.ID, confirm)
		return false, fmt.Sprint(now.Status, err)
	})
	closed := c.count(`select count(*) from cases where closed is not null`)
	applied := c.count(`select count(*) from import_changes where import_id = $1 and kind = 'closed' and case_id is not null`, checked.ID)
	if applied != checked.Changes.Closed || closed < applied {
		t.Errorf("%d closures were written and %d cases are closed; the check announced %+v", applied, closed, checked.Changes)
	}
	left := `select count(*) from reviews r join cases c on c.id = r.case_id where c.closed is not null and r.status not in ('signed_off', 'overtaken')`
	until(t, 3*soon, "reviews of closed cases end", func() (bool, any) { n := c.count(left); return n == 0, n })
}
