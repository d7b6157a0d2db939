package workflows_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// TestLedgerAway: a step that the ledger does not take at once is kept by the patient activity, once, and nobody's answer is lost.
func TestLedgerAway(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/sent_back.txt")
	want, mails, _ := ledgerOf(t, s, nil, nil)
	for name, away := range map[string]func(try int) error{
		"for one try":                       func(try int) error { return unless(try != 2) },
		"for so long that patience is used": func(try int) error { return unless(try < 2 || try > 12) },
		"every other try":                   func(try int) error { return unless(try%2 == 0) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &play{t: t, story: s, ledger: &recorder{away: away}}
			p.perform()
			if p.ledger.tries <= len(want) {
				t.Fatalf("%d tries for %d steps: the ledger was never away", p.ledger.tries, len(want))
			}
			if got := page(p.ledger.kept()); got != page(want) {
				t.Errorf("got\n%s\nwant\n%s", got, page(want))
			}
			if !reflect.DeepEqual(p.ledger.told(), mails) {
				t.Errorf("mailed %q, want %q", p.ledger.told(), mails)
			}
		})
	}
}

func unless(works bool) error {
	if works {
		return nil
	}
	return errAway
}

// TestWrittenButNotAnswered: the ledger took a step and the answer was lost. The second try finds the step there, and nothing stands twice.
func TestWrittenButNotAnswered(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/from_opening_to_sign_off.txt")
	want, _, _ := ledgerOf(t, s, nil, nil)
	p := &play{t: t, story: s, ledger: &recorder{}}
	p.ledger.lost = func(try int) bool { return try%2 == 1 }
	p.perform()
	if got := page(p.ledger.kept()); got != page(want) || p.ledger.tries < 2*len(want) {
		t.Errorf("after %d tries\n%s\nwant\n%s", p.ledger.tries, got, page(want))
	}
}

// TestWorkerDiedAfterRecording: a step stands in the ledger, recorded a minute before by a worker that died before Temporal heard of it. The
// ledger was first: the review goes on from there, and nothing happens twice.
func TestWorkerDiedAfterRecording(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"sent_back", "forgotten_climbs_to_the_director", "put_off_twice_then_refused", "paused_and_comes_back", "area_head_passes_it_up",
		"appraisal_author_leaves", "assessment_changed_since_signed", "visit_short_notice", "step_moves_with_its_visit",
	} {
		s := readStory(t, "testdata/stories/"+name+".txt")
		want, _, _ := ledgerOf(t, s, nil, nil)
		for one := 1; one <= len(want); one++ {
			t.Run(name+" at step "+itoa(one), func(t *testing.T) {
				t.Parallel()
				p := &play{t: t, story: s, ledger: &recorder{died: func(try int) bool { return try == one }}}
				p.perform()
				if got := page(p.ledger.kept()); got != page(want) {
					t.Errorf("got\n%s\nwant\n%s", got, page(want))
				}
				for _, step := range p.ledger.kept() {
					for _, tell := range step.Event.Tell {
						if id := step.ID + "/" + itoa(step.Event.Seq); tell.Kind.ActNow() && !slices.Contains(p.ledger.told(), id) {
							t.Errorf("nobody was mailed for %s", id)
						}
					}
				}
			})
		}
	}
}

// TestRungWhileACommandIsBeingWritten: the ledger is slow, and a reminder's moment comes while a new date is being written. The reminder belongs
// to the old date and must not come.
func TestRungWhileACommandIsBeingWritten(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/put_off_twice_then_refused.txt")
	moment := time.Date(2026, 3, 16, 6, 59, 58, 0, time.UTC) // two seconds before the reminder of ten working days
	s.steps = []step{{at: moment, who: "manager", words: []string{"put-off", "2026-04-27", "Court."}, id: "slow"}}
	s.end = moment.Add(5 * day)
	p := &play{t: t, story: s, ledger: &recorder{away: func(try int) error { return unless(try < 2 || try > 9) }}}
	p.perform()
	if got, want := page(p.ledger.kept()), "1   2026-03-02  opened              to the owner\n2   2026-03-16  put off             Court.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLedgerBehind: the ledger does not take a step although it holds none under its number, as when two runs believe that they are the same
// review. The run must stop with an error that somebody sees. It must not go on with what was not kept, nor try for ever.
func TestLedgerBehind(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/forgotten_climbs_to_the_director.txt")
	ledger := &recorder{away: func(try int) error {
		if try > 200 {
			panic("the review asks the ledger again and again")
		}
		if try > 3 {
			return readiness.Errorf(readiness.Conflict, "Event 4 came after another.")
		}
		return nil
	}}
	env := environment(t, &activities.Activities{Ledger: ledger})
	env.SetStartTime(s.start)
	env.ExecuteWorkflow(workflows.ReviewName, s.input())
	if err := env.GetWorkflowError(); err == nil || !strings.Contains(err.Error(), "Event 4 came after another") {
		t.Errorf("the review ended with %v", err)
	}
	if ledger.tries != 4 || len(ledger.kept()) != 3 {
		t.Errorf("%d tries and %d steps", ledger.tries, len(ledger.kept()))
	}
}

// TestCommandTwiceAcrossACut: Temporal's own update ids end with a run; the review itself remembers, so a page sent twice is answered once.
func TestCommandTwiceAcrossACut(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/from_opening_to_sign_off.txt")
	begin := step{at: s.start.Add(day), who: "manager", words: []string{"begin"}, id: "same"}
	again := begin
	again.at = s.start.Add(3 * day)
	s.steps, s.end = []step{begin, again}, s.start.Add(5*day)
	for name, cut := range map[string]func(*play){
		"in one run":   func(*play) {},
		"across a cut": func(p *play) { p.cut = cutOnce(s.start.Add(day / 2)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &play{t: t, story: s, ledger: &recorder{}}
			cut(p)
			p.perform()
			if got := len(p.ledger.kept()); got != 2 {
				t.Errorf("%d events:\n%s", got, page(p.ledger.kept()))
			}
			if name == "across a cut" && p.runs != 1 {
				t.Errorf("%d cuts", p.runs)
			}
		})
	}
}

// TestAskedBeforeItOpened: a command that arrives while the first step is still being written waits for it.
func TestAskedBeforeItOpened(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/from_opening_to_sign_off.txt")
	s.steps, s.end = []step{{at: s.start, who: "manager", words: []string{"begin"}, id: "early"}}, s.start.Add(day)
	p := &play{t: t, story: s, ledger: &recorder{}}
	p.perform()
	if got := p.ledger.kept(); len(got) != 2 || got[1].Event.Kind != "begun" {
		t.Errorf("got\n%s", page(got))
	}
}

// TestAnswerCarriesTheReview: who asks gets the review after the command, without the long terms.
func TestAnswerCarriesTheReview(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/from_opening_to_sign_off.txt")
	env := environment(t, &activities.Activities{Ledger: &recorder{}})
	env.SetStartTime(s.start)
	var answer readiness.Review
	env.RegisterDelayedCallback(func() {
		env.UpdateWorkflow("begin-review", "c", &testsuite.TestUpdateCallback{
			OnAccept: func() {}, OnReject: func(err error) { t.Error(err) },
			OnComplete: func(got any, err error) {
				if r, ok := got.(readiness.Review); ok && err == nil {
					answer = r
				}
			},
		}, workflows.Command[readiness.BeginReview]{Asked: readiness.Asked{ID: "c", By: people["manager"]}})
	}, day)
	env.RegisterDelayedCallback(env.CancelWorkflow, 2*day)
	env.ExecuteWorkflow(workflows.ReviewName, s.input())
	if answer.Status != readiness.InReview || answer.Seq != 2 || answer.Terms.Calendar.Version != "" {
		t.Errorf("got %+v", answer)
	}
}

// TestMailThatCannotBeSent: an hour of tries, then the review lives on; the morning digest carries the notice.
func TestMailThatCannotBeSent(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/forgotten_climbs_to_the_director.txt")
	want, _, _ := ledgerOf(t, s, nil, nil)
	ledger := &recorder{mute: true}
	p := &play{t: t, story: s, ledger: ledger}
	p.perform()
	if got := page(ledger.kept()); got != page(want) {
		t.Errorf("got\n%s\nwant\n%s", got, page(want))
	}
	if len(ledger.told()) < 6 {
		t.Errorf("only %d tries for three escalations", len(ledger.told()))
	}
}
