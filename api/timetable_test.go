package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// clockworks keep a timetable by the real rules.
type clockworks struct{ made []readiness.Timetable }

func (c *clockworks) Clockwork(context.Context) (readiness.Clockwork, error) {
	clockwork := readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
	if n := len(c.made); n > 0 {
		clockwork.Timetable = c.made[n-1]
	}
	return clockwork, nil
}

func (c *clockworks) ChangeTimetable(ctx context.Context, change readiness.TimetableChange, reason string, asked readiness.Asked) (readiness.Timetable, error) {
	clockwork, _ := c.Clockwork(ctx)
	next, err := change.Apply(clockwork, readiness.Because{By: asked.By.Name, Reason: reason, At: now, ID: otherID})
	if err == nil {
		next.Version++
		c.made = append(c.made, next)
	}
	return next, err
}

func (c *clockworks) LastRuns(context.Context) (map[readiness.Job]readiness.JobRun, error) {
	return map[readiness.Job]readiness.JobRun{readiness.DigestJob: {Job: readiness.DigestJob, At: now, Digest: &readiness.DigestResult{On: calendar.DateOf(now), Mails: 3}}}, nil
}

// keeper keeps time, or is away.
type keeper struct{ err error }

func (k keeper) KeepTime(context.Context, func(context.Context) (readiness.Clockwork, error)) error {
	return k.err
}

func (k keeper) SendDigest(context.Context, readiness.Asked) (readiness.DigestResult, error) {
	return readiness.DigestResult{On: calendar.DateOf(now), Mails: 2}, k.err
}

func (k keeper) RunRefresh(context.Context, readiness.Asked) (readiness.RefreshResult, error) {
	return readiness.RefreshResult{}, nil
}

func (k keeper) RunRound(context.Context, readiness.Job, readiness.Asked) (readiness.SweepResult, error) {
	return readiness.SweepResult{On: calendar.DateOf(now), Opened: 4}, k.err
}

func decoded[T any](t *testing.T, g got) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(g.Body.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

type listedJobs struct {
	Version int `json:"version"`
	Jobs    []struct {
		Job     string                `json:"job"`
		Words   string                `json:"words"`
		At      string                `json:"at"`
		Next    []string              `json:"next"`
		LeftOut []string              `json:"left_out"`
		Paused  *readiness.Standstill `json:"paused"`
		Last    *readiness.JobRun     `json:"last"`
	} `json:"jobs"`
	Quiet []readiness.QuietDays `json:"quiet"`
}

func TestSchedules(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	lead := readiness.ImprovementLead
	all := decoded[listedJobs](t, h.do(request(lead, "GET", "/schedules", nil)).wants(http.StatusOK, ""))
	if len(all.Jobs) != 3 || all.Jobs[0].Words != "every day at 2:15am" || len(all.Jobs[0].Next) != 5 || all.Jobs[0].Next[0] != "2027-03-04T02:15:00Z" || all.Jobs[0].Last != nil || all.Jobs[1].Last.Digest.Mails != 3 {
		t.Errorf("%+v", all)
	}
	h.do(request(lead, "PUT", "/schedules/sweep/times", map[string]any{"reason": "backups", "at": "11pm", "weekdays": []string{"monday"}})).wants(http.StatusOK, "")
	h.do(request(lead, "POST", "/schedules/sweep/left-out", map[string]any{"reason": "backups", "day": "2027-03-08"})).wants(http.StatusOK, "")
	h.do(request(lead, "POST", "/schedules/sweep/left-out", map[string]any{"reason": "backups", "day": "2027-03-09"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(lead, "PUT", "/schedules/quiet-days", map[string]any{"reason": "nobody is in", "quiet": []any{map[string]any{"from": "2027-12-27", "until": "2027-12-31", "name": ""}}})).wants(http.StatusOK, "")
	pause := h.do(request(lead, "POST", "/schedules/digest/pause", map[string]any{"reason": "the mail server moves"})).wants(http.StatusOK, "")
	if kept := decoded[struct {
		Version int  `json:"version"`
		Taken   bool `json:"taken"`
	}](t, pause); kept.Version != 5 || !kept.Taken {
		t.Errorf("%+v", kept)
	}
	h.do(request(lead, "POST", "/schedules/digest/pause", map[string]any{"reason": "again"})).wants(http.StatusConflict, "conflict")
	h.do(request(lead, "POST", "/schedules/gossip/pause", map[string]any{"reason": "again"})).wants(http.StatusNotFound, "not-found")
	h.do(request(lead, "POST", "/schedules/sweep/pause", map[string]any{})).wants(http.StatusUnprocessableEntity, "invalid")
	all = decoded[listedJobs](t, h.do(request(readiness.Administrator, "GET", "/schedules", nil)).wants(http.StatusOK, ""))
	sweep, digest := all.Jobs[0], all.Jobs[1]
	if all.Version != 5 || sweep.At != "23:00" || sweep.LeftOut[0] != "2027-03-08" || sweep.Next[0] != "2027-03-15T23:00:00Z" || digest.Paused == nil || digest.Paused.Reason != "the mail server moves" || len(all.Quiet) != 1 {
		t.Errorf("%+v", all)
	}
	h.do(request(lead, "POST", "/schedules/sweep/brought-back", map[string]any{"reason": "done", "day": "2027-03-08"})).wants(http.StatusOK, "")
	h.do(request(lead, "POST", "/schedules/digest/start", map[string]any{"reason": "done"})).wants(http.StatusOK, "")
	h.do(request(readiness.Administrator, "POST", "/schedules/digest/pause", map[string]any{"reason": "x"})).wants(http.StatusForbidden, "forbidden")
	if sent := decoded[readiness.DigestResult](t, h.do(request(lead, "POST", "/schedules/digest/runs", nil)).wants(http.StatusOK, "")); sent.Mails != 2 {
		t.Errorf("%+v", sent)
	}
}

func TestAScheduleIsKeptWhileTemporalIsAway(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	d.Time = keeper{errors.New("connection refused")}
	g := open(t, d).do(request(readiness.ImprovementLead, "POST", "/schedules/sweep/pause", map[string]any{"reason": "backups"})).wants(http.StatusOK, "")
	if kept := decoded[map[string]any](t, g); kept["taken"] != false || kept["version"] != 2.0 {
		t.Errorf("%v", kept)
	}
}
