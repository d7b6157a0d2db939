package workflows_test

import (
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// importStart is a Monday.
var importStart = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var sweepAfterwards = "\n" + ofAll("follow") + "\nplan 2026-03-02\nplan meetings\nremind partners\nremind homes\nplan pulses\nplan audits again\n" + ofAll("open") + "\n" + ofAll("replan") + "\nswept by import, replanned " + itoa(len(readiness.Nouns))

// an answer is what somebody says to a checked upload, and what must come back.
type answer struct {
	after   time.Duration
	who     string
	update  string
	refusal string
}

// upload runs the import of one upload and says what people say.
func upload(t *testing.T, h *house, answers ...answer) {
	t.Helper()
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	for i, a := range answers {
		heard := func(err error) {
			refusal := workflows.FromTemporal(err)
			switch {
			case err != nil && refusal == nil:
				t.Errorf("%s by %s: %v", a.update, a.who, err)
			case (refusal == nil) != (a.refusal == "") || (refusal != nil && !strings.Contains(refusal.Message, a.refusal)):
				t.Errorf("%s by %s: got %v, want %q", a.update, a.who, refusal, a.refusal)
			}
		}
		env.RegisterDelayedCallback(func() {
			env.UpdateWorkflow(a.update, "c-"+itoa(i), &testsuite.TestUpdateCallback{OnAccept: func() {}, OnReject: heard, OnComplete: func(_ any, err error) { heard(err) }},
				readiness.Asked{ID: "c-" + itoa(i), By: people[a.who]})
		}, a.after)
	}
	env.ExecuteWorkflow(workflows.ImportName, activities.ImportID{ID: "import-1"})
	if !env.IsWorkflowCompleted() || env.GetWorkflowError() != nil {
		t.Errorf("the import ended with %v", env.GetWorkflowError())
	}
}

func TestImport(t *testing.T) {
	t.Parallel()
	decided := "Somebody has decided about this upload already"
	for name, c := range map[string]struct {
		house   *house
		answers []answer
		want    string
	}{
		"confirmed, applied and swept": {
			&house{},
			[]answer{{time.Hour, "lead", "confirm-import", ""}},
			"fetch\nread\nchecked\napply lead" + sweepAfterwards,
		},
		"answered before it has been read": {
			&house{},
			[]answer{{0, "lead", "confirm-import", "still being read"}, {time.Hour, "lead", "confirm-import", ""}},
			"fetch\nread\nchecked\napply lead" + sweepAfterwards,
		},
		"discarded": {
			&house{},
			[]answer{{time.Hour, "lead", "discard-import", ""}},
			"fetch\nread\nchecked\nended discarded lead",
		},
		"refused when it was read": {
			&house{refusals: map[string]error{"read": readiness.Errorf(readiness.Invalid, "This file is locked with a password.")}}, nil,
			"fetch\nread\nrefused: This file is locked with a password.",
		},
		"nobody answers in 14 days": {&house{}, nil, "fetch\nread\nchecked\nended lapsed"},
		"answered on the last day":  {&house{}, []answer{{14*day - time.Hour, "lead", "confirm-import", ""}}, ""},
		"only who may": {
			&house{},
			[]answer{{time.Hour, "head", "confirm-import", "does not allow"}, {2 * time.Hour, "head", "discard-import", "does not allow"}},
			"fetch\nread\nchecked\nended lapsed",
		},
		"older than the last one applied: it waits, and can be discarded": {
			&house{refusals: map[string]error{"apply lead": readiness.Errorf(readiness.Conflict, "A newer upload has been applied.")}},
			[]answer{{time.Hour, "lead", "confirm-import", "A newer upload has been applied."}, {2 * time.Hour, "lead", "discard-import", ""}},
			"fetch\nread\nchecked\napply lead\nended discarded lead",
		},
		"the ledger is away for a while": {
			&house{failures: map[string]int{"fetch": 2, "apply lead": 3}},
			[]answer{{time.Hour, "lead", "confirm-import", ""}},
			"fetch\nread\nchecked\napply lead" + sweepAfterwards,
		},
		"two people at the same moment": {
			&house{},
			[]answer{{time.Hour, "lead", "confirm-import", ""}, {time.Hour, "lead", "discard-import", decided}},
			"fetch\nread\nchecked\napply lead" + sweepAfterwards,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			upload(t, c.house, c.answers...)
			want := c.want
			if want == "" {
				want = strings.ReplaceAll("fetch\nread\nchecked\napply lead"+sweepAfterwards, "2026-03-02", "2026-03-16")
			}
			if got := c.house.log(); got != want {
				t.Errorf("asked\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestConfirmedAtTheLastMoment: the fourteen days end while a confirmation is being carried out. The confirmation wins, and the sweep runs.
func TestConfirmedAtTheLastMoment(t *testing.T) {
	t.Parallel()
	h := &house{failures: map[string]int{"apply lead": 8}} // more than four minutes of tries
	upload(t, h, answer{14*day - time.Minute, "lead", "confirm-import", ""})
	if h.count("swept by import, replanned "+itoa(len(readiness.Nouns))) != 1 || h.count("ended lapsed") != 0 {
		t.Errorf("asked\n%s", h.log())
	}
}
