package workflows_test

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A house is everything that the import, the sweep and the digest ask for, by hand: it notes what it was asked, in order, and can be told to
// fail for some tries of one thing.
type house struct {
	activities.Ledger
	mu       sync.Mutex
	asked    []string
	failures map[string]int   // how often a thing fails before it works; -1 for always
	refusals map[string]error // what a thing refuses, always
	closed   bool             // today is no working day
	paused   bool             // everything
	people   []string
}

func (h *house) activities() *activities.Activities {
	return &activities.Activities{Ledger: h, Lists: h, Mail: h, Runs: h, Address: "https://sightline.example"}
}

// note writes down what was asked, and answers how it went.
func (h *house) note(what string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, what)
	if h.failures[what] != 0 {
		h.failures[what]--
		return errAway
	}
	return h.refusals[what]
}

// log is everything that was asked, in order, without repetitions next to each other.
func (h *house) log() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Join(slices.Compact(slices.Clone(h.asked)), "\n")
}

// count is how often one thing was asked.
func (h *house) count(what string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, asked := range h.asked {
		if asked == what {
			n++
		}
	}
	return n
}

func (h *house) ImportFiles(context.Context, string) (readiness.Upload, error) {
	return readiness.Upload{}, h.note("fetch")
}

func (h *house) Read(context.Context, readiness.Upload, func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	return readiness.Extract{}, nil, h.note("read")
}

func (h *house) ImportChecked(context.Context, string, readiness.Extract, []readiness.Finding) error {
	return h.note("checked")
}

func (h *house) ImportRefused(_ context.Context, _, why string) error {
	return h.note("refused: " + why)
}

func (h *house) ImportEnded(_ context.Context, _ string, status readiness.ImportStatus, asked readiness.Asked) error {
	return h.note(strings.TrimSpace("ended " + string(status) + " " + asked.By.PersonID))
}

func (h *house) ApplyImport(_ context.Context, _ string, asked readiness.Asked) error {
	return h.note("apply " + asked.By.PersonID)
}

func (h *house) PlanSweep(_ context.Context, today calendar.Date) (readiness.SweepResult, error) {
	return readiness.SweepResult{On: today, Opened: 2, LongOpen: 5}, h.note("plan " + today.String())
}

func (h *house) PlanRound(_ context.Context, round readiness.Job, today calendar.Date) (readiness.SweepResult, error) {
	return readiness.SweepResult{On: today, Opened: 2}, h.note("plan " + string(round) + " " + today.String())
}

func (h *house) RoundDone(_ context.Context, round readiness.Job, result readiness.SweepResult, by string) error {
	return h.note(string(round) + " ran by " + by + ", opened " + itoa(result.Opened))
}

func (h *house) PlanMeetings(context.Context, calendar.Date) error { return h.note("plan meetings") }
func (h *house) PlanPulses(context.Context, calendar.Date) error   { return h.note("plan pulses") }
func (h *house) PlanReaudits(context.Context, calendar.Date) error {
	return h.note("plan audits again")
}

// PlanRefresh plans a cycle, as if one were due.
func (h *house) PlanRefresh(_ context.Context, today calendar.Date) (readiness.RefreshResult, error) {
	return readiness.RefreshResult{On: today, Planned: "2026 to 2027"}, h.note("plan the next self-assessment on " + today.String())
}

func (h *house) RefreshDone(_ context.Context, r readiness.RefreshResult, by string) error {
	return h.note("planned by " + by + ": " + r.Planned)
}

func (h *house) RemindPartners(context.Context, calendar.Date) error {
	return h.note("remind partners")
}

func (h *house) RemindHomes(context.Context, calendar.Date) error {
	return h.note("remind homes")
}

func (h *house) StartPoint(context.Context, readiness.PlannedPoint) error {
	return h.note("start point")
}

func (h *house) ContinuePoint(context.Context, readiness.Point) error {
	return h.note("continue point")
}

func (h *house) ReplanPoint(context.Context, readiness.StaleThing) error {
	return h.note("replan point")
}

func (h *house) FollowPoint(context.Context, readiness.PointFollowup) error {
	return h.note("follow point")
}

func (h *house) SweepDone(_ context.Context, result readiness.SweepResult, by string) error {
	return h.note("swept by " + by + ", replanned " + itoa(result.Replanned))
}

func (h *house) CheckImport(_ context.Context, id string) error { return h.note("check " + id) }

func (h *house) OpenImports(context.Context) ([]string, error) { return []string{"import-1"}, nil }

func (h *house) MailFailed(_ context.Context, m readiness.SentMail, _ string) error {
	return h.note("failed " + m.PersonID)
}

func (h *house) Clockwork(context.Context) (readiness.Clockwork, error) {
	c := readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
	if h.closed {
		c.Calendar = c.Calendar.With("flood", []calendar.Closure{{Date: calendar.DateOf(importStart), Name: "Flood"}})
	}
	if h.paused {
		c.Timetable.Sweep.Paused, c.Timetable.Digest.Paused = &readiness.Standstill{}, &readiness.Standstill{}
		c.Timetable.Refresh.Paused = &readiness.Standstill{}
	}
	c.Timetable.Rounds = []readiness.Round{{ID: "r-1", Timing: c.Timetable.Sweep}}
	return c, h.note("timetable")
}

func (h *house) Digests(context.Context, calendar.Date) ([]string, error) {
	return h.people, h.note("digests")
}

func (h *house) Digest(_ context.Context, personID string, _ calendar.Date) (readiness.Outgoing, error) {
	return readiness.Outgoing{PersonID: personID, Address: personID, Notices: []readiness.Notice{{ID: "n", Kind: readiness.Informed, Why: "Something."}}}, nil
}

func (h *house) MailKnown(context.Context, string) (bool, error) { return false, nil }
func (h *house) Mailed(_ context.Context, m readiness.SentMail) error {
	return h.note("mailed " + m.PersonID)
}

func (h *house) DigestDone(_ context.Context, r readiness.DigestResult, by string) error {
	return h.note("digest done " + r.On.String() + " by " + by + ": " + itoa(r.Mails) + ", failed " + itoa(r.Failed))
}

func (h *house) Send(_ context.Context, m activities.OutgoingMail) (bool, error) {
	return true, h.note("send " + m.To)
}
