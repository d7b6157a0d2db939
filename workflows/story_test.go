package workflows_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A story is one file of testdata/stories; testdata/stories/README.md says how to write one.
type story struct {
	name   string
	kind   kind
	start  time.Time
	days   int // working days until it is due
	always bool
	end    time.Time // when the play stops if the thing has not ended
	steps  []step
	want   string // the ledger as the story expects it
	path   string
}

// A step is one line: somebody, or a machine, says something at a moment.
type step struct {
	at      time.Time
	who     string
	words   []string
	refusal string // "" when it must be accepted
	id      string // the command's id: every step has its own, unless the line says otherwise
}

func readStory(t testing.TB, path string) story {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := story{name: strings.TrimSuffix(filepath.Base(path), ".txt"), days: 20, path: path, kind: reviewKind}
	told, want, found := strings.Cut(string(text), "\n--\n")
	if !found {
		t.Fatalf("%s: a line -- must stand between the story and its ledger", path)
	}
	s.want = want
	for i, line := range strings.Split(told, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := s.line(line, i+1); err != nil {
			t.Fatalf("%s, line %d: %v", path, i+1, err)
		}
	}
	if s.start.IsZero() || s.end.IsZero() {
		t.Fatalf("%s: a story has a line start and a line end", path)
	}
	return s
}

func (s *story) line(line string, n int) error {
	line, refusal, _ := strings.Cut(line, "!")
	words := strings.Fields(line)
	var err error
	switch words[0] {
	case "start":
		s.start, err = moment(words[1])
	case "end":
		s.end, err = moment(words[1])
	case "due":
		s.days, err = strconv.Atoi(words[1])
	case "action":
		s.kind = actionKind
	case "point":
		s.kind = pointKind
	case "criterion":
		s.kind = appraisalKind
	case "cycle":
		s.kind = assessmentKind
	case "request":
		s.kind = requestKind
	case "concern":
		s.kind = concernKind
	case "visit", "call", "rehearsal":
		s.kind = visitKind(words[0])
	case "step":
		s.kind = visitStepKind
	case "case-audit":
		s.kind = caseAuditKind
	case "pre-scrutiny":
		s.kind = preScrutinyKind
	case "second-look":
		s.always = true
	default:
		next := step{who: words[1], words: words[2:], refusal: strings.TrimSpace(refusal), id: "command-" + strconv.Itoa(n)}
		next.at, err = s.when(words[0])
		s.steps = append(s.steps, next)
	}
	return err
}

// when reads a moment, or days and hours after the start: 3d, 3d4h.
func (s *story) when(word string) (time.Time, error) {
	if strings.Contains(word, "T") {
		return moment(word)
	}
	days, hours, _ := strings.Cut(word, "d")
	d, err := strconv.Atoi(days)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no moment: write 3d, 3d4h or 2026-03-05T09:00", word)
	}
	h := 0
	if hours != "" {
		if h, err = strconv.Atoi(strings.TrimSuffix(hours, "h")); err != nil {
			return time.Time{}, fmt.Errorf("%q is no moment: %w", word, err)
		}
	}
	return calendar.DateOf(s.start).AddDays(d).At(s.start.In(calendar.London).Hour()+h, s.start.Minute()), nil
}

// moment reads a time as a clock in London shows it.
func moment(word string) (time.Time, error) {
	return time.ParseInLocation("2006-01-02T15:04", word, calendar.London)
}

// stories reads every story there is.
func stories(t testing.TB) []story {
	t.Helper()
	paths, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d stories, %v", len(paths), err)
	}
	var all []story
	for _, path := range paths {
		all = append(all, readStory(t, path))
	}
	return all
}
