package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// TestDistributed runs the shape of docker-compose.yml as processes of their own on loopback: PostgreSQL, Temporal, one serve and two workers. The
// worker that carries the sweep is killed half-way; the other finishes, and every review is there once.
func TestDistributed(t *testing.T) {
	t.Parallel()
	keys := workflows.NewKey("e2e")
	r := play(t, "ground", nil, testdb.Dir(t)+"/postgres").awaitReach(t)
	if migrate := play(t, "sightline", r.at(keys), "migrate"); !migrate.wellDone() {
		t.Fatalf("migrate: %v\n%s", migrate.err, migrate.said)
	}
	pages, side := freeAddress(t), freeAddress(t)
	serve := play(t, "sightline", r.at(keys, "SIGHTLINE_LISTEN="+pages, "SIGHTLINE_PRIVATE_LISTEN="+side), "serve")
	workers := map[int]*process{}
	for range 2 {
		own := freeAddress(t)
		w := play(t, "sightline", r.at(keys, "SIGHTLINE_WORKER_LISTEN="+own), "worker")
		w.ready("http://" + own + "/readyz")
		workers[w.pid()] = w
	}
	serve.ready("http://" + side + "/readyz")
	e := look(t, r.DatabaseURL, r.TemporalAddress, keys)
	who := e.furnish(t, 300, calendar.DateOf(time.Now()))
	e.setRules(t, func(rules *readiness.ReviewRules) { rules.Thresholds[0].Months, rules.SecondLookPer100 = 4, 0 })

	swept := make(chan error, 1)
	go func() { _, err := e.commands.Sweep(t.Context(), asked(lead)); swept <- err }()
	killed := e.killWhoSweeps(t, workers)
	e.allOpen(t)
	if err := <-swept; err != nil && !readiness.Unconfirmed.Is(err) {
		t.Errorf("the sweep that lost its worker: %v", err)
	}
	e.oneEach(t)
	e.throughTheDoor(t, "http://"+pages, who["team_manager "+teams[0]])
	delete(workers, killed)
	for _, p := range append([]*process{serve}, values(workers)...) {
		p.stop()
		if p.err != nil {
			t.Errorf("%s, asked to stop, left with %v", p.name, p.err)
		}
	}
}

func values(m map[int]*process) (all []*process) {
	for _, p := range m {
		all = append(all, p)
	}
	return all
}

// wellDone waits for the end of a process and reports whether it left with 0.
func (p *process) wellDone() bool {
	<-p.ended
	return p.err == nil
}

// killWhoSweeps waits until some but not all planned reviews have opened, and kills the worker that opens them.
func (e *eyes) killWhoSweeps(t *testing.T, workers map[int]*process) (pid int) {
	t.Helper()
	until(t, soon, "the sweep is half-way", func() (bool, any) {
		opened, planned := e.count(`select count(*) from reviews where seq > 0`), e.count(`select count(*) from reviews where status = 'planned'`)
		if opened > 0 && planned == 0 {
			t.Fatalf("all %d reviews opened before anybody could be killed", opened)
		}
		if opened == 0 {
			return false, planned
		}
		d, err := e.temporal.DescribeWorkflowExecution(t.Context(), "sweep/by-hand", "")
		if err != nil || len(d.PendingActivities) == 0 {
			return false, err
		}
		_, err = fmt.Sscanf(d.PendingActivities[0].LastWorkerIdentity, "%d@", &pid)
		return err == nil && workers[pid] != nil, d.PendingActivities[0].LastWorkerIdentity
	})
	workers[pid].kill()
	return pid
}

// allOpen waits until no planned review is left. The dead worker's activity is missed after a minute without a sign of life.
func (e *eyes) allOpen(t *testing.T) {
	t.Helper()
	until(t, 3*soon, "every planned review opens", func() (bool, any) {
		planned := e.count(`select count(*) from reviews where status = 'planned'`)
		return planned == 0, planned
	})
}

// oneEach makes sure that every review is there once, opened once, told once, and runs.
func (e *eyes) oneEach(t *testing.T) {
	t.Helper()
	live := e.count(`select count(*) from reviews where status not in ('signed_off', 'overtaken')`)
	cases := e.count(`select count(distinct case_id) from reviews where status not in ('signed_off', 'overtaken')`)
	opened := e.count(`select count(*) from review_events where kind = 'opened'`)
	told := e.count(`select count(distinct review_id) from notices where key = 'opened/1'`)
	if live != cases || live != opened || live != told {
		t.Errorf("%d live reviews of %d cases, %d opened, %d told of", live, cases, opened, told)
	}
	until(t, soon, "every review runs", func() (bool, any) { n := e.temporalRuns(t); return n == live, n })
	// A sweep that is still at work is joined, and tells what it opened; the one after it must open nothing.
	until(t, soon, "a sweep after the sweep opens nothing", func() (bool, any) {
		plan, err := e.commands.Sweep(t.Context(), asked(lead))
		return err == nil && plan.Opened == 0, plan
	})
	if after := e.count(`select count(*) from reviews where status not in ('signed_off', 'overtaken')`); after != live {
		t.Errorf("%d live reviews became %d", live, after)
	}
	if check, err := e.db.VerifyAudit(t.Context()); err != nil || check.Broken != 0 {
		t.Errorf("the audit chain: %+v %v", check, err)
	}
}

// throughTheDoor begins a review through the API of a serve that runs elsewhere.
func (e *eyes) throughTheDoor(t *testing.T, url string, manager readiness.Actor) {
	t.Helper()
	id := e.texts(`select id::text from reviews where owner_id = $1 and status = 'open' order by due limit 1`, manager.PersonID)[0]
	api := e.token(t, url, manager)
	command := asked(manager).ID
	for range 2 { // the second time is the same command again
		status, body := api.post(t, "/reviews/"+id+"/commands/begin-review", command, `{}`)
		if status != http.StatusOK || !strings.Contains(body, `"in_review"`) {
			t.Errorf("begin through the door: %d %s", status, body)
		}
	}
	if n := e.count(`select count(*) from review_events where review_id = $1 and kind = 'begun'`, id); n != 1 {
		t.Errorf("the review began %d times", n)
	}
}

// hatch is the API with a person's token.
type hatch struct{ url, token string }

func (e *eyes) token(t *testing.T, url string, a readiness.Actor) hatch {
	t.Helper()
	secret := got[string](t)(e.db.NewToken(t.Context(), readiness.NewToken{
		Name: "e2e", Scopes: []string{"read", "write", "import"}, Until: calendar.DateOf(time.Now()).AddDays(30),
	}, asked(a)))
	return hatch{url + "/api/v1", secret}
}

// post asks one command. The status is 0 when nobody answered.
func (h hatch) post(t *testing.T, path, command, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.url+path, strings.NewReader(body))
	must(t, err)
	request.Header.Set("Authorization", "Bearer "+h.token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", command)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err.Error()
	}
	if answer.StatusCode == http.StatusOK && !json.Valid(text) {
		t.Errorf("%s answers no JSON: %s", path, text)
	}
	return answer.StatusCode, string(text)
}
