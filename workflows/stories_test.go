package workflows_test

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var update = flag.Bool("update", false, "write the ledgers of the stories as they come out")

func quietly(context.Context, ...any) {}

// TestStories plays every story and compares the ledger with the one at the end of its file.
func TestStories(t *testing.T) {
	t.Parallel()
	for _, s := range stories(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			p := &play{t: t, story: s, ledger: &recorder{}}
			p.perform()
			got := page(p.ledger.kept())
			if *update {
				s.keep(t, got)
			} else if got != s.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", s.path, got, s.want)
			}
			for i, said := range p.done {
				if !said {
					t.Errorf("the story ended before: %s", s.steps[i])
				}
			}
			mailedOnce(t, p.ledger)
			atSeven(t, p.ledger)
			passedOn(t, p.ledger)
		})
	}
}

// mailedOnce wants one mail at once for each event that asks for it, and none for any other.
func mailedOnce(t *testing.T, l *recorder) {
	t.Helper()
	var want []string
	for _, s := range l.kept() {
		if slices.ContainsFunc(s.Event.Tell, func(tell readiness.Telling) bool { return tell.Kind.ActNow() }) {
			want = append(want, s.ID+"/"+itoa(s.Event.Seq))
		}
	}
	if got := strings.Join(l.told(), " "); got != sorted(want) {
		t.Errorf("mailed at once for %q, want %q", got, sorted(want))
	}
}

// heardOf is what happens at any time of the day, when it is heard of.
var heardOf = []string{
	"opened", "planned again", "moved", "frozen", "dropped", "heard", "ready to sign", "moved on", "changed since signed", "superseded", "handed on",
	"visit ended", "lead changed", "overtaken", "restored", "ended", "withdrawn",
}

// atSeven wants whatever happens by itself to happen at seven by a clock in London, in summer and in winter; and what is logged on site two hours before the
// day closes, and at its close, too.
func atSeven(t *testing.T, l *recorder) {
	t.Helper()
	for _, s := range l.kept() {
		hours := []string{"07:00"}
		if _, logged := s.State.(readiness.VisitEntry); logged {
			hours = append(hours, "15:00", "17:00")
		}
		clock := s.Event.At.In(calendar.London).Format("15:04")
		if s.Event.By == readiness.Clock.PersonID && !slices.Contains(heardOf, s.Event.Kind) && !slices.Contains(hours, clock) {
			t.Errorf("%d %s at %s", s.Event.Seq, s.Event.Kind, clock)
		}
	}
}

// keep writes the story again with another ledger.
func (s *story) keep(t *testing.T, ledger string) {
	t.Helper()
	text, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	told, _, _ := strings.Cut(string(text), "\n--\n")
	if err := os.WriteFile(s.path, []byte(told+"\n--\n"+ledger), 0o644); err != nil {
		t.Fatal(err)
	}
}
